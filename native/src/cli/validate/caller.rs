//! Whose reading is checked: a policy, and the caller that it is applied to.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Context, bail, ensure};
use clap::Args;
use plainquery_catalog::Catalog;
use plainquery_core::Secret;
use plainquery_sql::{CallerRules, Policy, PolicyCaller, PolicyDocument};

use crate::cli::policy::read_policy;

/// The claims that have an argument of their own.
const NAMED_CLAIMS: [&str; 2] = ["tenant", "subject"];

/// Whose reading is checked.
#[derive(Debug, Args)]
pub(super) struct CallerArguments {
    /// A policy in TOML, to check texts as for a caller of --role: the SQL is rewritten by its rules
    #[arg(
        long,
        value_name = "FILE",
        requires = "role",
        conflicts_with = "no_catalog"
    )]
    policy: Option<PathBuf>,
    /// The caller's role, one of the policy's
    #[arg(long, value_name = "ROLE", requires = "policy")]
    role: Option<String>,
    /// The caller's tenant
    #[arg(long, value_name = "TENANT", requires = "policy")]
    tenant: Option<String>,
    /// The caller's subject
    #[arg(long, value_name = "SUBJECT", requires = "policy")]
    subject: Option<String>,
    /// A further claim that the policy chooses rows by; may be given several times
    #[arg(long = "claim", value_name = "NAME=VALUE", requires = "policy", value_parser = claim)]
    claims: Vec<(String, String)>,
    /// The key of the policy's hash masks, better given as this variable
    #[arg(
        long,
        value_name = "KEY",
        env = "PLAINQUERY_POLICY_MASK_KEY",
        hide_env_values = true
    )]
    mask_key: Option<String>,
}

impl CallerArguments {
    /// What the policy says for the caller; `None` without a policy. A policy that does not fit the
    /// catalog for this role is told whole: what it says of some table would be refused text by text.
    pub(super) fn rules(&self, catalog: &Catalog) -> anyhow::Result<Option<CallerRules>> {
        let (Some(file), Some(role)) = (&self.policy, &self.role) else {
            return Ok(None);
        };
        let key = self.mask_key.as_deref().map(|key| Secret::new(key.trim()));
        let document = PolicyDocument::parse(&read_policy(file)?, key)
            .with_context(|| format!("the policy {} cannot be used", file.display()))?;
        let claims: BTreeMap<String, String> = self.claims.iter().cloned().collect();
        if let Some(unused) = claims
            .keys()
            .find(|name| !document.claims().contains(name.as_str()))
        {
            bail!("the policy chooses no rows by the claim {unused:?}; check its name");
        }
        let caller = PolicyCaller {
            subject: self.subject.as_deref().unwrap_or_default(),
            role,
            tenant: self.tenant.as_deref(),
            claims: &claims,
        };
        let Ok(rules) = document.for_caller(&caller) else {
            let known: Vec<&str> = document.roles().collect();
            bail!(
                "the policy names no role {role:?}; its roles are {}",
                known.join(", ")
            );
        };
        let problems = Policy::default()
            .with_rules(rules.clone())
            .problems(catalog);
        let told: Vec<String> = problems
            .iter()
            .map(|problem| match &problem.column {
                Some(column) => format!("{}, {column}: {}", problem.table, problem.message),
                None => format!("{}: {}", problem.table, problem.message),
            })
            .collect();
        ensure!(
            told.is_empty(),
            "the policy {} does not fit the catalog:\n  {}",
            file.display(),
            told.join("\n  ")
        );
        Ok(Some(rules))
    }
}

fn claim(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, _)) if NAMED_CLAIMS.contains(&name) => {
            Err(format!("use --{name} for the claim {name}"))
        }
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => Err("write NAME=VALUE".to_owned()),
    }
}
