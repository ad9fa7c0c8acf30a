//! What calls and replies hold. Only deployments of one version speak it, so it has no options.

use plainquery_catalog::Catalog;
use plainquery_core::{Secret, settings::InnerSettings};
use plainquery_generate::{GenerateError, Generated};
use plainquery_plan::{open, seal};
use plainquery_sql::{CallerRules, Policy};
use serde::{Deserialize, Serialize};

use super::plan::PlanWanted;

/// A question to a function, and what it is read against.
#[derive(Serialize)]
pub(super) struct OutgoingCall<'a, Q> {
    pub(super) catalog: CatalogName,
    /// Where the function said that it does not have it.
    pub(super) catalog_body: Option<&'a Catalog>,
    pub(super) policy: WirePolicy,
    pub(super) question: &'a Q,
}

/// The same, as the function reads it.
#[derive(Deserialize)]
pub(super) struct IncomingCall<Q> {
    pub(super) catalog: CatalogName,
    pub(super) catalog_body: Option<Catalog>,
    pub(super) policy: WirePolicy,
    pub(super) question: Q,
}

/// A catalog by its place in KV and its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CatalogName {
    pub(crate) key: String,
    pub(crate) version: String,
}

/// The policy that holds for the caller; the front decides it. The key of hash masks is sealed under
/// the secret that signs the call.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct WirePolicy {
    allowed_schemas: Option<Vec<String>>,
    allowed_relations: Option<Vec<(String, String)>>,
    max_rows: u64,
    rules: Option<CallerRules>,
    mask_key: Option<String>,
}

/// What the key of hash masks is sealed for.
const MASK_KEY: &str = "inner-mask-key";

impl WirePolicy {
    /// The policy for a call.
    pub(super) fn new(policy: &Policy, settings: &InnerSettings) -> Self {
        let Policy {
            allowed_schemas,
            allowed_relations,
            max_rows,
            rules,
        } = policy.clone();
        let mask_key = rules.as_ref().and_then(CallerRules::mask_key);
        Self {
            mask_key: mask_key.map(|key| seal(&settings.secret, MASK_KEY, key.expose())),
            allowed_schemas,
            allowed_relations,
            max_rows,
            rules,
        }
    }

    /// The policy of a call. With a key that does not open the rules have none, and refuse.
    pub(super) fn policy(self, settings: &InnerSettings) -> Policy {
        let Self {
            allowed_schemas,
            allowed_relations,
            max_rows,
            rules,
            mask_key,
        } = self;
        let mask_key = mask_key.and_then(|sealed| {
            settings
                .secrets()
                .find_map(|secret| open(secret, MASK_KEY, &sealed))
        });
        Policy {
            allowed_schemas,
            allowed_relations,
            max_rows,
            rules: rules.map(|rules| rules.with_mask_key(mask_key.map(Secret::new))),
        }
    }
}

/// What comes back.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reply<A> {
    /// The function's answer.
    Done(A),
    /// The function has no catalog of that version: call again with it.
    CatalogNeeded,
}

/// A question for `generate`. The model is the function's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GenerateQuestion {
    pub(crate) text: String,
    pub(crate) today: String,
    pub(crate) week_starts_on: u8,
    pub(crate) fiscal_year_starts_in: u8,
    pub(crate) previous_frame: Option<String>,
    /// Question and SQL.
    pub(crate) previous_turns: Vec<(String, String)>,
    pub(crate) engine_threshold: f32,
}

/// What `generate` replies.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GenerateReply {
    Generated {
        generated: Generated,
        /// What wrote it (see `writer`).
        writer: String,
    },
    Failed(GenerateError),
}

/// SQL for `validate`, whose reply is its answer with a plan for the front.
#[derive(Serialize, Deserialize)]
pub(crate) struct ValidateQuestion {
    pub(crate) sql: String,
    pub(crate) plan: PlanWanted,
}
