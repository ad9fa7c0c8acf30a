//! What a question is read against, for every route that takes one.

use plainquery_core::{ErrorKind, Principal, Settings};
use plainquery_generate::GenerateInput;
use plainquery_plan::RunCaps;
use plainquery_sql::{CallerRules, Policy, PolicyCaller, RoleNotPermitted};
use plainquery_wire::ApiError;

use crate::{Config, conversation::Conversation, prepared::Prepared};

/// What the caller may read, up to so many rows: the configured schemas, and of them what the policy's
/// document says for a caller with that role and those claims.
pub(crate) fn policy(
    config: &Config,
    principal: &Principal,
    max_rows: u32,
) -> Result<Policy, ApiError> {
    let settings = &config.settings;
    let policy = Policy {
        allowed_schemas: (!settings.schemas.is_empty()).then(|| settings.schemas.clone()),
        max_rows: u64::from(max_rows),
        ..Policy::default()
    };
    let Some(document) = &config.policy else {
        return Ok(policy);
    };
    let rules = document
        .for_caller(&PolicyCaller {
            subject: &principal.subject,
            role: &principal.role,
            tenant: principal.tenant.as_deref(),
            claims: &principal.claims,
        })
        .map_err(|_| {
            ApiError::with_id(
                ErrorKind::Forbidden,
                RoleNotPermitted::ID,
                "The policy of this service gives the role of your key or token nothing to read.",
            )
        })?;
    Ok(policy.with_rules(rules))
}

/// The same for what does not depend on a request's own wish.
pub(crate) fn full_policy(config: &Config, principal: &Principal) -> Result<Policy, ApiError> {
    policy(config, principal, config.settings.limits.max_rows)
}

/// What the settings let a query take, or the role less.
pub(crate) fn caps(settings: &Settings, policy: &Policy) -> RunCaps {
    let own = RunCaps {
        max_bytes: settings.limits.max_bytes,
        timeout_ms: settings.limits.timeout_ms,
        max_estimated_cost: settings.limits.max_estimated_cost,
        explain_from_rows: settings.limits.explain_from_rows,
    };
    let of_role = policy
        .rules
        .as_ref()
        .map(CallerRules::caps)
        .unwrap_or_default();
    own.lower(RunCaps {
        max_bytes: of_role.max_bytes.unwrap_or(own.max_bytes),
        timeout_ms: of_role.timeout_ms.unwrap_or(own.timeout_ms),
        max_estimated_cost: of_role.max_cost.unwrap_or(own.max_estimated_cost),
        ..own
    })
}

/// The turns before, in the form that the generator takes.
pub(crate) struct Reading<'a> {
    turns: Vec<(&'a str, &'a str)>,
    frame: Option<&'a str>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(conversation: &'a Conversation) -> Self {
        Self {
            turns: conversation
                .turns
                .iter()
                .map(|turn| (turn.question.as_str(), turn.sql.as_str()))
                .collect(),
            frame: conversation.last().and_then(|turn| turn.frame.as_deref()),
        }
    }

    /// The engine's reading of the turn before.
    pub(crate) fn frame(&self) -> Option<&'a str> {
        self.frame
    }

    /// The turns before, for a call.
    pub(crate) fn owned_turns(&self) -> Vec<(String, String)> {
        self.turns
            .iter()
            .map(|(question, sql)| ((*question).to_owned(), (*sql).to_owned()))
            .collect()
    }

    pub(crate) fn input(
        &'a self,
        config: &'a Config,
        prepared: &'a Prepared,
        policy: &'a Policy,
        question: &'a str,
        today: &'a str,
    ) -> GenerateInput<'a> {
        let settings = &config.settings;
        GenerateInput {
            question,
            today,
            week_starts_on: settings.calendar.week_starts_on,
            fiscal_year_starts_in: settings.calendar.fiscal_year_starts_in,
            previous_frame: self.frame,
            previous_turns: &self.turns,
            catalog: &prepared.catalog,
            readable: prepared.readable(),
            engine: prepared.engine(),
            retrieval: &prepared.index,
            embeddings: config.embeddings.as_ref(),
            vectors: &prepared.vectors,
            policy,
            proofs: &prepared.proofs,
            model: config.model.as_ref(),
            engine_threshold: settings.engine_threshold,
        }
    }
}
