//! The database, and what of it the role sees.

use std::{collections::BTreeSet, io};

use plainquery_ask::Config;
use plainquery_catalog::{Catalog, Relation, RelationKind};
use plainquery_connect::{CatalogOptions, load_catalog};
use plainquery_core::{
    Settings,
    ports::{Batch, Clock, SqlEndpoint, Statement},
};
use plainquery_plan::GatewaySigner;

use super::Report;
use crate::{
    cli::{
        database::{Database, Location},
        init::posture_lines,
        report::{Line, shell_word},
    },
    clock::SystemClock,
    role::{SERVER_PROBE, read_posture},
    serve::DatabaseTarget,
};

const PROBE_TIMEOUT_MS: u32 = 10_000;
const PROBE_MAX_BYTES: usize = 4_096;
const CATALOG_TIMEOUT_MS: u32 = 30_000;
/// Conversations, plans and tokens have times in them; several servers must agree on these.
const CLOCK_WARN_MS: u64 = 5_000;
const CLOCK_FAIL_MS: u64 = 120_000;
/// So many names are told of a list.
const SHOWN_NAMES: usize = 3;

/// Checks up to the catalog; gives the line on the clock, which comes last.
pub(super) async fn check(config: &Config, report: &mut Report) -> io::Result<Option<Line>> {
    let settings = &config.settings;
    let location = match DatabaseTarget::of(settings) {
        Ok(DatabaseTarget::Http(neon)) => Location::Http(neon),
        Ok(DatabaseTarget::Direct(address)) => Location::Direct(address),
        Ok(DatabaseTarget::None) => {
            report.add(Line::fail(
                "database",
                "none is set: only the page would be served",
                "export DATABASE_URL=postgres://reader:PASSWORD@HOST/DATABASE",
            ))?;
            return Ok(None);
        }
        Err(error) => {
            report.add(unreachable(&error))?;
            return Ok(None);
        }
    };
    let database = match Database::open(location).await {
        Ok(database) => database,
        Err(error) => {
            report.add(unreachable(&format!("{error:#}")))?;
            return Ok(None);
        }
    };
    let clock = match probe(&database).await {
        Ok((version, clock)) => {
            report.add(Line::ok(
                "database",
                format!("PostgreSQL {version} answers"),
            ))?;
            clock
        }
        Err(error) => {
            report.add(unreachable(&error))?;
            return Ok(None);
        }
    };
    let role = check_role(&database, report).await?;
    check_catalog(&database, config, &role, report).await?;
    database.close().await;
    Ok(Some(clock))
}

fn unreachable(error: &str) -> Line {
    Line::fail(
        "database",
        error,
        "psql \"$DATABASE_URL\" -c 'SELECT 1'\n\
         is the server up, and are host, port, user, password and sslmode in DATABASE_URL right?",
    )
}

/// The server's version, and the line on its clock against ours.
async fn probe(database: &Database) -> Result<(String, Line), String> {
    let sent_ms = SystemClock.now_ms();
    let tables = database
        .run(&Batch {
            statements: vec![Statement {
                text: SERVER_PROBE.into(),
                parameters: Vec::new(),
            }],
            timeout_ms: PROBE_TIMEOUT_MS,
            max_rows: 1,
            max_bytes: PROBE_MAX_BYTES,
        })
        .await
        .map_err(|error| error.to_string())?;
    let received_ms = SystemClock.now_ms();
    let row = tables.first().and_then(|table| table.rows.first());
    let cell = |index: usize| row.and_then(|row| row.get(index)?.clone());
    let (Some(version), Some(theirs)) = (cell(0), cell(1).and_then(|text| text.parse().ok()))
    else {
        return Err("what answers there is no PostgreSQL".to_owned());
    };
    Ok((version, clock_line(sent_ms, theirs, received_ms)))
}

/// The database read its clock between the two times of ours.
fn clock_line(sent_ms: u64, theirs_ms: u64, received_ms: u64) -> Line {
    let off_ms = theirs_ms
        .saturating_sub(received_ms)
        .max(sent_ms.saturating_sub(theirs_ms));
    let mend = "timedatectl set-ntp true, here and on the database's machine";
    let seconds = off_ms / 1_000;
    let message = format!("{seconds} seconds apart from the database's clock");
    if off_ms >= CLOCK_FAIL_MS {
        Line::fail("clock", message, mend)
    } else if off_ms >= CLOCK_WARN_MS {
        Line::warn("clock", message, mend)
    } else {
        Line::ok("clock", "agrees with the database's")
    }
}

/// Gives the role's name.
async fn check_role(database: &Database, report: &mut Report) -> io::Result<String> {
    match read_posture(database).await {
        Ok(posture) => {
            for line in posture_lines(&posture) {
                report.add(line)?;
            }
            Ok(posture.role)
        }
        Err(error) => {
            report.add(Line::fail(
                "role",
                format!("cannot be looked at: {error}"),
                "plainquery role-sql --schema SCHEMA | psql ADMIN_URL",
            ))?;
            Ok("plainquery_reader".to_owned())
        }
    }
}

async fn check_catalog(
    database: &Database,
    config: &Config,
    role: &str,
    report: &mut Report,
) -> io::Result<()> {
    let settings = &config.settings;
    let options = CatalogOptions {
        schemas: settings.schemas.clone(),
        timeout_ms: CATALOG_TIMEOUT_MS,
        ..CatalogOptions::default()
    };
    let signer = GatewaySigner::of(settings, &SystemClock);
    let loaded = match load_catalog(database, &options, signer.as_ref()).await {
        Ok(loaded) => loaded,
        Err(error) => {
            return report.add(Line::fail(
                "schemas",
                format!("cannot be read: {error}"),
                "name fewer schemas: PLAINQUERY_SCHEMAS=SCHEMA,…",
            ));
        }
    };
    report.add(schemas_line(&loaded.catalog, settings, role))?;
    if loaded.catalog.relations.is_empty() {
        return Ok(());
    }
    report.add(catalog_line(&loaded.catalog, loaded.sample_failures.len()))?;
    if let Some(line) = policy_line(&loaded.catalog, config) {
        report.add(line)?;
    }
    match &settings.tenant_setting {
        Some(setting) => report.add(tenant_line(&loaded.catalog, setting)),
        None => Ok(()),
    }
}

fn schemas_line(catalog: &Catalog, settings: &Settings, role: &str) -> Line {
    let seen: BTreeSet<&str> = catalog
        .relations
        .iter()
        .map(|relation| relation.schema.as_str())
        .collect();
    let missing: Vec<&str> = settings
        .schemas
        .iter()
        .map(String::as_str)
        .filter(|schema| !seen.contains(schema))
        .collect();
    if missing.is_empty() && !seen.is_empty() {
        let seen: Vec<&str> = seen.into_iter().collect();
        return Line::ok("schemas", seen.join(", "));
    }
    let message = if missing.is_empty() {
        format!("{role} may read no table")
    } else {
        format!("{role} sees no table in {}", missing.join(", "))
    };
    let schemas: String = if missing.is_empty() {
        " --schema SCHEMA".to_owned()
    } else {
        missing.iter().fold(String::new(), |text, schema| {
            text + " --schema " + &shell_word(schema)
        })
    };
    let mend = format!(
        "plainquery role-sql --role {}{schemas} | psql ADMIN_URL",
        shell_word(role)
    );
    Line::fail("schemas", message, mend)
}

fn catalog_line(catalog: &Catalog, sample_failures: usize) -> Line {
    let relations: Vec<&Relation> = catalog
        .relations
        .iter()
        .filter(|relation| relation.kind != RelationKind::Partition)
        .collect();
    let columns: usize = relations
        .iter()
        .map(|relation| relation.columns.len())
        .sum();
    let bare: Vec<&Relation> = relations
        .iter()
        .copied()
        .filter(|relation| relation.comment.is_none())
        .collect();
    let size = format!("{} tables and views, {columns} columns", relations.len());
    if sample_failures > 0 {
        return Line::warn(
            "catalog",
            format!(
                "{size}; values of some columns could not be read, so that they are not known by name"
            ),
            "plainquery introspect > /dev/null      (says which time-out or right it was)",
        );
    }
    match bare.first() {
        Some(first) if bare.len() * 2 > relations.len() => Line::warn(
            "catalog",
            format!(
                "{size}; {} of them without a comment, and comments are what questions are understood by",
                bare.len()
            ),
            format!(
                "COMMENT ON TABLE {} IS 'Orders (purchases, sales)'; and so on, as its owner",
                quoted(first)
            ),
        ),
        _ => Line::ok(
            "catalog",
            format!("{size}; {} with a comment", relations.len() - bare.len()),
        ),
    }
}

/// Where the policy names what is not there, or otherwise: what it is about is refused.
fn policy_line(catalog: &Catalog, config: &Config) -> Option<Line> {
    let problems = config.policy.as_ref()?.problems(catalog);
    let Some(first) = problems.first() else {
        return Some(Line::ok("policy", "fits the schema"));
    };
    let place = match &first.column {
        Some(column) => format!("{}, column {column}", first.table),
        None => first.table.clone(),
    };
    let more = match problems.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Some(Line::fail(
        "policy",
        format!("{place}: {}{more}", first.message),
        "set the policy right; until then questions about these tables are refused",
    ))
}

/// Tables that every tenant reads whole.
fn tenant_line(catalog: &Catalog, setting: &str) -> Line {
    let open: Vec<String> = catalog
        .relations
        .iter()
        .filter(|relation| !relation.row_security)
        .map(|relation| format!("{}.{}", relation.schema, relation.name))
        .collect();
    if open.is_empty() {
        return Line::ok(
            "tenants",
            format!("row security on every table, by {setting}"),
        );
    }
    let more = match open.len().saturating_sub(SHOWN_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown = open[..open.len().min(SHOWN_NAMES)].join(", ");
    let message = format!("every tenant sees all rows of {shown}{more}");
    let mend = format!(
        "plainquery role-sql --tenant-column COLUMN --tenant-setting {} --schema SCHEMA | psql ADMIN_URL\n\
         tables that belong to no tenant may stay as they are",
        shell_word(setting)
    );
    if open.len() == catalog.relations.len() {
        Line::fail("tenants", message, mend)
    } else {
        Line::warn("tenants", message, mend)
    }
}

fn quoted(relation: &Relation) -> String {
    let part = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    format!("{}.{}", part(&relation.schema), part(&relation.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::Status;

    #[test]
    fn clocks_are_compared_with_the_way_there_and_back_allowed_for() {
        let status = |theirs| clock_line(1_000_000, theirs, 1_000_400).status;
        assert_eq!(status(1_000_200), Status::Ok);
        assert_eq!(status(1_005_399), Status::Ok);
        assert_eq!(status(1_005_400), Status::Warn);
        assert_eq!(status(995_000), Status::Warn);
        assert_eq!(status(880_000), Status::Fail);
        assert_eq!(status(1_120_400), Status::Fail);
    }
}
