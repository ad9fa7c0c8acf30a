#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

use std::{io::Write, process::ExitCode};

use clap::Args;

use crate::role::{RoleScript, TenantRule};

const EXAMPLES: &str = "\
Examples:
  Read it, then run it as the database's owner or a superuser:
    plainquery role-sql --schema shop > reader.sql
    psql postgres://owner@db.internal/shop -f reader.sql
    psql postgres://owner@db.internal/shop -c '\\password plainquery_reader'

  Several tenants in the same tables, told apart by a column:
    plainquery role-sql --schema shop --tenant-column tenant_id --tenant-setting app.tenant
    and for the server: PLAINQUERY_TENANT_SETTING=app.tenant

The script may be run again, as after new tables with the tenant's column were made. The role can log
in, read the schemas, and nothing else: no writing, no functions of its own, no way around row security.
`plainquery doctor` checks a role that is there.";

/// Print the SQL that makes a database role for questions, with the least rights
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RoleSqlArguments {
    /// The role's name
    #[arg(long, value_name = "NAME", default_value = "plainquery_reader", value_parser = name)]
    role: String,
    /// The database [default: the one that the script is run in]
    #[arg(long, value_name = "NAME", value_parser = name)]
    database: Option<String>,
    /// A schema to read, again for each
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = name)]
    schema: Vec<String>,
    /// The role that makes tables later, which are to be readable too [default: who runs the script]
    #[arg(long, value_name = "NAME", value_parser = name)]
    owner: Option<String>,
    /// The longest that a statement of the role may run
    #[arg(long, value_name = "MS", default_value = "15000", value_parser = clap::value_parser!(u32).range(1..))]
    statement_timeout_ms: u32,
    /// The most connections of the role at once
    #[arg(long, value_name = "N", default_value = "50", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    connection_limit: u32,
    /// The column that names a row's tenant; tables that have it get row security
    #[arg(long, value_name = "COLUMN", requires = "tenant_setting", value_parser = name)]
    tenant_column: Option<String>,
    /// The setting that holds the tenant of a question, as in PLAINQUERY_TENANT_SETTING
    #[arg(long, value_name = "PREFIX.NAME", requires = "tenant_column", value_parser = setting)]
    tenant_setting: Option<String>,
}

/// What Postgres takes as a name, when it is quoted.
fn name(text: &str) -> Result<String, String> {
    if text.is_empty() || text.len() > 63 || text.contains('\0') {
        return Err("a name has 1 to 63 bytes".to_owned());
    }
    Ok(text.to_owned())
}

fn setting(text: &str) -> Result<String, String> {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    match text.split_once('.') {
        Some((prefix, rest)) if is_word(prefix) && is_word(rest) => Ok(text.to_owned()),
        _ => Err("expected two plain words with a dot between them, such as app.tenant".to_owned()),
    }
}

impl RoleSqlArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let script = RoleScript {
            role: self.role,
            database: self.database,
            schemas: self.schema,
            owner: self.owner,
            statement_timeout_ms: self.statement_timeout_ms,
            connection_limit: self.connection_limit,
            tenant: self
                .tenant_column
                .zip(self.tenant_setting)
                .map(|(column, setting)| TenantRule { column, setting }),
        };
        std::io::stdout()
            .lock()
            .write_all(script.sql().as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
