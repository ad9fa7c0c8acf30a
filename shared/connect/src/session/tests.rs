use std::borrow::Cow;

use plainquery_catalog::{Catalog, Column, Relation};
use plainquery_core::{
    Dialect, Secret, Settings, TypeClass,
    settings::{Connector, DatabaseSettings},
};
use plainquery_plan::{Bindings, DataSource, MAX_TOKEN_BYTES, RunCaps, RunSettings};
use plainquery_sql::{Policy, validate};
use plainquery_testkit::{ManualClock, ScriptedSql, TestDatabase, ready};

use super::*;
use crate::schema_fingerprint;

fn statement() -> Statement {
    Statement {
        text: Cow::Borrowed("SELECT 1"),
        parameters: vec![Some("x".to_owned())],
    }
}

fn table(cell: &str) -> Table {
    Table {
        rows: vec![vec![Some(cell.to_owned())]; 3],
        ..Table::default()
    }
}

fn nobody() -> RunLimits {
    RunLimits {
        timeout_ms: 500,
        max_bytes: 1_000,
        setting: None,
        token: None,
    }
}

fn tenant() -> RunLimits {
    RunLimits {
        setting: Some(SessionSetting {
            name: "app.tenant".into(),
            value: "acme".into(),
        }),
        ..nobody()
    }
}

fn refused(statement: Option<usize>) -> SqlError {
    SqlError::Refused {
        sqlstate: "42501".into(),
        statement,
    }
}

#[test]
fn the_callers_setting_comes_first_and_its_result_is_not_shown() {
    let sql = ScriptedSql::new(|_| Ok(vec![table("setting"), table("rows")]));
    let result = ready(run_alone(&sql, statement(), 2, &tenant()))
        .unwrap()
        .table;
    assert_eq!(result.rows, vec![vec![Some("rows".to_owned())]; 2]);
    assert!(result.truncated);
    let batch = &sql.batches()[0];
    assert_eq!(batch.timeout_ms, 500);
    assert_eq!(
        batch.statements[0].parameters,
        [Some("app.tenant".to_owned()), Some("acme".to_owned())]
    );
    assert_eq!(batch.statements[1], statement());
}

#[test]
fn without_a_setting_the_query_is_alone() {
    let sql = ScriptedSql::always(table("rows"));
    let result = ready(run_alone(&sql, statement(), 3, &nobody()))
        .unwrap()
        .table;
    assert_eq!((result.rows.len(), result.truncated), (3, false));
    assert_eq!(sql.batches()[0].statements, [statement()]);
}

#[test]
fn errors_are_counted_from_the_query_on() {
    let fails = |error: SqlError| {
        let sql = ScriptedSql::failing(error);
        ready(run_alone(&sql, statement(), 1, &tenant())).unwrap_err()
    };
    assert_eq!(fails(refused(Some(1))), refused(Some(0)));
    assert!(matches!(
        fails(refused(Some(0))),
        SqlError::Misconfigured(_)
    ));
    // What stands after it is ours too.
    assert!(matches!(
        fails(refused(Some(2))),
        SqlError::Misconfigured(_)
    ));
    assert_eq!(fails(refused(None)), refused(None));
    assert_eq!(fails(SqlError::Timeout), SqlError::Timeout);
}

/// A plan for a tenant, over the setting that names it.
fn plan(tenant: Option<&str>, tenant_setting: Option<&str>) -> VerifiedPlan {
    plan_of("select name from region", tenant, tenant_setting)
}

fn plan_of(sql: &str, tenant: Option<&str>, tenant_setting: Option<&str>) -> VerifiedPlan {
    plan_over(4_000, sql, tenant, tenant_setting)
}

/// Over a table of so many rows, by the catalog.
fn plan_over(
    rows: u64,
    sql: &str,
    tenant: Option<&str>,
    tenant_setting: Option<&str>,
) -> VerifiedPlan {
    let catalog = Catalog {
        relations: vec![Relation {
            schema: "shop".into(),
            name: "region".into(),
            columns: vec![Column {
                name: "name".into(),
                type_name: "text".into(),
                class: TypeClass::Text,
                ..Column::default()
            }],
            row_estimate: Some(rows),
            ..Relation::default()
        }],
        ..Catalog::default()
    };
    let policy = Policy {
        max_rows: 2,
        ..Policy::default()
    };
    let query = validate(sql, &catalog, &policy).unwrap();
    let bindings = Bindings {
        data_source: DataSource::of_host(),
        dialect: Dialect::Postgres,
        tenant: tenant.map(str::to_owned),
        role: "analyst".into(),
        catalog_version: String::new(),
        policy_version: String::new(),
        settings: RunSettings {
            time_zone: "UTC".into(),
            tenant_setting: tenant_setting.map(str::to_owned),
        },
        caps: RunCaps {
            max_bytes: 1_000,
            timeout_ms: 700,
            max_estimated_cost: 5_000,
            explain_from_rows: 10_000,
        },
    };
    VerifiedPlan::proven(&query, bindings)
}

#[test]
fn a_query_goes_from_the_validator_to_the_endpoint() {
    let sql = ScriptedSql::always(table("North"));
    let plan = plan(Some("acme"), None);
    let result = ready(run_plan(&sql, &plan, None)).unwrap().table;
    assert_eq!((result.rows.len(), result.truncated), (2, true));
    let batch = &sql.batches()[0];
    assert_eq!(batch.statements[0].text, plan.text());
    assert!(batch.statements[0].text.contains("\"shop\".\"region\""));
    assert_eq!(
        (batch.max_rows, batch.max_bytes, batch.timeout_ms),
        (2, 1_000, 700)
    );
}

#[test]
fn rows_come_with_the_state_of_the_schema() {
    let database = TestDatabase::new(&[("region", &[("name", "text")])]);
    database.set_rows(&["North"]);
    let sql = database.endpoint();
    let seen = || {
        let rows = ready(run_plan(&sql, &plan(None, None), None)).unwrap();
        assert_eq!(rows.table.rows.len(), 1);
        rows.schema_fingerprint
    };
    let first = seen();
    assert_eq!(seen(), first);
    database.touch_schema();
    assert_ne!(seen(), first);
    assert_eq!(ready(schema_fingerprint(&sql, 1_000)), Ok(seen()));
    let statements = &sql.batches()[0].statements;
    assert!(
        statements[1].text.contains("pg_catalog.md5"),
        "after the query"
    );
}

#[test]
fn where_rows_belong_to_tenants_nothing_runs_without_one() {
    let sql = ScriptedSql::always(table("North"));
    let refused = ready(run_plan(&sql, &plan(None, Some("app.tenant")), None));
    assert!(matches!(refused, Err(SqlError::Misconfigured(_))));
    assert!(sql.batches().is_empty());
    ready(run_plan(
        &sql,
        &plan(Some("acme"), Some("app.tenant")),
        None,
    ))
    .unwrap();
    let setting = &sql.batches()[0].statements[0];
    assert_eq!(
        setting.parameters,
        [Some("app.tenant".to_owned()), Some("acme".to_owned())]
    );
}

#[test]
fn a_plan_that_no_token_can_hold_does_not_run() {
    let mut settings = Settings::new(Secret::new("a secret of more than thirty-two bytes"));
    settings.plans.gateway = Some("shop".to_owned());
    settings.database = Some(DatabaseSettings {
        endpoint: Some("http://gateway.test/sql".to_owned()),
        connection_string: Secret::new("postgres://u@h/d"),
        gateway_key: None,
        connector: Connector::Http,
    });
    let clock = ManualClock::default();
    let signer = GatewaySigner::of(&settings, &clock);
    assert!(signer.is_some());
    let sql = ScriptedSql::always(table("rows"));
    let short = plan(None, None);
    assert!(ready(run_plan(&sql, &short, signer.as_ref())).is_ok());
    let long = plan_of(
        &format!(
            "select name from region where name = '{}'",
            "x".repeat(MAX_TOKEN_BYTES)
        ),
        None,
        None,
    );
    assert_eq!(
        ready(run_plan(&sql, &long, signer.as_ref())),
        Err(SqlError::PlanTooLong)
    );
    assert_eq!(sql.batches().len(), 1);
    // Where nothing is signed, it runs.
    assert!(ready(run_plan(&sql, &long, None)).is_ok());
}

const NAMES: &str = "select name from region";

#[test]
fn what_reads_little_is_not_explained() {
    let sql = ScriptedSql::always(table("North"));
    ready(run_plan(&sql, &plan_over(9_999, NAMES, None, None), None)).unwrap();
    assert_eq!((sql.explained().len(), sql.batches().len()), (0, 1));
}

#[test]
fn what_reads_much_is_explained_under_the_same_settings_and_then_runs() {
    let sql = ScriptedSql::new(|_| Ok(vec![table("setting"), table("North")])).costing(5_000.0);
    let plan = plan_over(10_000, NAMES, Some("acme"), Some("app.tenant"));
    let result = ready(run_plan(&sql, &plan, None)).unwrap().table;
    assert_eq!(result.rows[0][0].as_deref(), Some("North"));
    let (explained, ran) = (sql.explained(), sql.batches());
    assert_eq!((explained.len(), ran.len()), (1, 1));
    let asked = &explained[0].statements;
    assert_eq!(asked[0], ran[0].statements[0], "the tenant's setting");
    assert_eq!(
        asked[1].text,
        format!("EXPLAIN (FORMAT JSON) {}", plan.text())
    );
    assert_eq!(asked[1].parameters, ran[0].statements[1].parameters);
}

#[test]
fn what_costs_more_than_is_allowed_does_not_run() {
    let plan = plan_over(10_000, NAMES, None, None);
    let run = |sql: &ScriptedSql| {
        let error = ready(run_plan(sql, &plan, None)).unwrap_err();
        assert!(sql.batches().is_empty());
        error
    };
    let costly = ScriptedSql::always(table("North")).costing(5_000.01);
    assert_eq!(run(&costly), SqlError::TooCostly);
    // Nor does what the server does not estimate.
    let silent = ScriptedSql::always(table("North")).costing(f64::NAN);
    assert_eq!(run(&silent), SqlError::Protocol);
    for error in [refused(None), SqlError::Timeout, SqlError::Unavailable] {
        assert_eq!(run(&ScriptedSql::failing(error.clone())), error);
    }
}
