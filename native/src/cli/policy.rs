#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;

/// The setting that holds a policy's text.
pub(super) const POLICY: &str = "PLAINQUERY_POLICY";

/// Where a command takes its policy from.
#[derive(Debug, Args)]
pub(super) struct PolicyArguments {
    /// A policy in TOML: who may read what [default: the setting PLAINQUERY_POLICY, which holds its text]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

impl PolicyArguments {
    /// The text of the file, if one is named.
    pub(super) fn text(&self) -> anyhow::Result<Option<String>> {
        self.policy.as_deref().map(read_policy).transpose()
    }
}

/// The text of a policy's file. An empty file would stand for no policy at all, so it is refused.
pub(super) fn read_policy(file: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("the policy {} cannot be read", file.display()))?;
    if text.trim().is_empty() {
        anyhow::bail!("the policy {} is empty", file.display());
    }
    Ok(text)
}
