use plainquery_catalog::{Catalog, Column, Relation};
use plainquery_core::TypeClass;
use plainquery_sql::{Policy, validate};
use plainquery_testkit::{ScriptedSql, ready};

use super::*;

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

fn tenant() -> RunLimits {
    RunLimits {
        timeout_ms: 500,
        setting: Some(SessionSetting {
            name: "app.tenant".into(),
            value: "acme".into(),
        }),
        ..RunLimits::default()
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
    let result = ready(run_alone(&sql, statement(), 2, &tenant())).unwrap();
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
    let result = ready(run_alone(&sql, statement(), 3, &RunLimits::default())).unwrap();
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
    assert_eq!(fails(refused(None)), refused(None));
    assert_eq!(fails(SqlError::Timeout), SqlError::Timeout);
}

#[test]
fn a_query_goes_from_the_validator_to_the_endpoint() {
    let catalog = Catalog {
        relations: vec![Relation {
            schema: "public".into(),
            name: "region".into(),
            columns: vec![Column {
                name: "name".into(),
                type_name: "text".into(),
                class: TypeClass::Text,
                ..Column::default()
            }],
            ..Relation::default()
        }],
        ..Catalog::default()
    };
    let policy = Policy {
        max_rows: 2,
        ..Policy::default()
    };
    let query = validate("select name from region", &catalog, &policy).unwrap();
    let sql = ScriptedSql::always(table("North"));
    let result = ready(run_validated(&sql, &query, &RunLimits::default())).unwrap();
    assert_eq!((result.rows.len(), result.truncated), (2, true));
    let batch = &sql.batches()[0];
    assert_eq!(batch.statements[0].text, query.text());
    assert!(batch.statements[0].text.contains("\"public\".\"region\""));
    assert_eq!(batch.max_rows, 2);
}
