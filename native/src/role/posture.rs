//! What the role of a connection may do beyond reading.

use plainquery_core::{
    Table,
    ports::{Batch, SqlEndpoint, SqlError, Statement},
};

const TIMEOUT_MS: u32 = 15_000;
const MAX_ROWS: usize = 20;
const MAX_BYTES: usize = 64 * 1024;
/// So many names are told of a list.
const SHOWN_NAMES: usize = 3;

/// The role's own attributes, and the settings that its sessions begin with.
const ATTRIBUTES: &str = "
SELECT r.rolname::pg_catalog.text, pg_catalog.current_database()::pg_catalog.text,
  r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
  (SELECT s.reset_val FROM pg_catalog.pg_settings AS s WHERE s.name = 'default_transaction_read_only'),
  (SELECT s.reset_val FROM pg_catalog.pg_settings AS s WHERE s.name = 'statement_timeout'),
  pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user";

/// Roles that it can become.
const MEMBERSHIPS: &str = "
SELECT r.rolname::pg_catalog.text FROM pg_catalog.pg_roles AS r
WHERE r.rolname <> current_user AND pg_catalog.pg_has_role(r.oid, 'MEMBER')
  AND r.rolname NOT IN ('pg_read_all_data', 'pg_database_owner', 'pg_read_all_stats')
ORDER BY 1";

/// Tables of users that it may write to, in whole or in some columns.
const WRITABLE: &str = "
SELECT (n.nspname || '.' || c.relname)::pg_catalog.text
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'f') AND pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_'
  AND n.nspname <> 'information_schema'
  AND (pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
    OR pg_catalog.has_any_column_privilege(c.oid, 'INSERT, UPDATE'))
ORDER BY 1";

/// What belongs to it: whoever owns a table may do anything with it.
const OWNED: &str = "
SELECT (n.nspname || '.' || c.relname)::pg_catalog.text
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles AS r ON r.oid = c.relowner
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND r.rolname = current_user
  AND pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_' AND n.nspname <> 'information_schema'
ORDER BY 1";

/// Schemas that it may make things in.
const CREATABLE: &str = "
SELECT n.nspname::pg_catalog.text FROM pg_catalog.pg_namespace AS n
WHERE pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_' AND n.nspname <> 'information_schema'
  AND pg_catalog.has_schema_privilege(n.oid, 'CREATE')
ORDER BY 1";

/// The server's version, and its clock in milliseconds since 1970.
pub(crate) const SERVER_PROBE: &str = "
SELECT pg_catalog.current_setting('server_version'),
  pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::pg_catalog.int8::pg_catalog.text";

const STATEMENTS: [&str; 5] = [ATTRIBUTES, MEMBERSHIPS, WRITABLE, OWNED, CREATABLE];

/// Whether a text is, to the last byte, one of the statements that look at a role or its server.
pub(crate) fn is_posture_statement(text: &str) -> bool {
    STATEMENTS.contains(&text) || text == SERVER_PROBE
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// One wall less.
    Warning,
    /// The role can do what nobody should be able to do through questions.
    Danger,
}

/// Something that the role may do and should not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is, as the end of "the role …".
    pub what: String,
}

/// What a role may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posture {
    /// The role.
    pub role: String,
    /// The database.
    pub database: String,
    /// What it may do and should not; the worst first.
    pub findings: Vec<Finding>,
}

/// Asks the database about the role of the endpoint's connection.
pub async fn read_posture<S: SqlEndpoint>(endpoint: &S) -> Result<Posture, SqlError> {
    let statements = STATEMENTS
        .into_iter()
        .map(|text| Statement {
            text: text.into(),
            parameters: Vec::new(),
        })
        .collect();
    let tables = endpoint
        .run(&Batch {
            statements,
            timeout_ms: TIMEOUT_MS,
            max_rows: MAX_ROWS,
            max_bytes: MAX_BYTES,
        })
        .await?;
    Posture::read(&tables).ok_or(SqlError::Protocol)
}

impl Posture {
    fn read(tables: &[Table]) -> Option<Self> {
        let [attributes, memberships, writable, owned, creatable] = tables else {
            return None;
        };
        let row = attributes.rows.first()?;
        let cell = |index: usize| row.get(index).and_then(Option::as_deref);
        let mut findings = Vec::new();
        let mut find = |severity, what: String| findings.push(Finding { severity, what });
        // A superuser has all rights there are: the rest would say the same again.
        let is_superuser = cell(2) == Some("t");
        if is_superuser {
            find(
                Severity::Danger,
                "is a superuser: it can write, read files and run programs".to_owned(),
            );
        } else {
            if cell(3) == Some("t") {
                find(
                    Severity::Danger,
                    "ignores row security (BYPASSRLS)".to_owned(),
                );
            }
            for (index, what) in [
                (4, "can make roles (CREATEROLE)"),
                (5, "can make databases (CREATEDB)"),
                (6, "can read the whole server by replication (REPLICATION)"),
                (9, "can make schemas in the database"),
            ] {
                if cell(index) == Some("t") {
                    find(Severity::Danger, what.to_owned());
                }
            }
            for (table, severity, what) in [
                (writable, Severity::Danger, "can write to"),
                (owned, Severity::Danger, "owns"),
                (memberships, Severity::Warning, "can become the role"),
                (
                    creatable,
                    Severity::Warning,
                    "can make tables and functions in the schema",
                ),
            ] {
                if let Some(names) = names(table) {
                    find(severity, format!("{what} {names}"));
                }
            }
        }
        if cell(7) != Some("on") {
            find(
                Severity::Warning,
                "begins transactions that may write (default_transaction_read_only is off)"
                    .to_owned(),
            );
        }
        if cell(8) == Some("0") {
            find(
                Severity::Warning,
                "has no time-out of its own (statement_timeout)".to_owned(),
            );
        }
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Some(Self {
            role: cell(0)?.to_owned(),
            database: cell(1)?.to_owned(),
            findings,
        })
    }

    /// The worst of the findings.
    pub fn severity(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}

/// The first of the names, and how many more there are.
fn names(table: &Table) -> Option<String> {
    let names: Vec<&str> = table
        .rows
        .iter()
        .filter_map(|row| row.first()?.as_deref())
        .collect();
    if names.is_empty() {
        return None;
    }
    let shown = names[..names.len().min(SHOWN_NAMES)].join(", ");
    Some(match names.len().saturating_sub(SHOWN_NAMES) {
        0 => shown,
        _ if table.truncated => format!("{shown} and many more"),
        more => format!("{shown} and {more} more"),
    })
}
