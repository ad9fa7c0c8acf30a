use std::borrow::Cow;
use std::cell::RefCell;

use plainquery_core::TypeClass;
use plainquery_testkit::ready;

use super::*;

/// A server's side of a connection: answers each query by its text.
struct Session<F> {
    log: RefCell<Vec<String>>,
    answer: F,
}

impl<F: Fn(&str) -> Result<&'static [&'static str], SqlError>> SqlSession for Session<F> {
    async fn execute(&self, text: &'static str) -> Result<(), SqlError> {
        self.log.borrow_mut().push(text.to_owned());
        Ok(())
    }

    async fn query(
        &self,
        statement: &Statement,
        rows: &mut TextRows,
    ) -> Result<Vec<DriverColumn>, SqlError> {
        self.log.borrow_mut().push("query".to_owned());
        let texts = (self.answer)(&statement.text)?;
        for text in texts {
            rows.push(Some(text))?;
        }
        let width = if statement.text.contains("current_setting") {
            2
        } else {
            1
        };
        let column = |at: usize| DriverColumn {
            name: format!("column {at}"),
            type_name: "int8".to_owned(),
        };
        Ok((0..=width).map(column).collect())
    }

    async fn cell(&self, statement: &Statement) -> Result<String, SqlError> {
        self.log.borrow_mut().push("cell".to_owned());
        Ok((self.answer)(&statement.text)?.concat())
    }
}

fn batch(texts: &[&'static str]) -> Batch {
    Batch {
        statements: texts
            .iter()
            .map(|&text| Statement {
                text: Cow::Borrowed(text),
                parameters: Vec::new(),
            })
            .collect(),
        timeout_ms: 1_000,
        max_rows: 10,
        max_bytes: 100,
    }
}

fn run(
    texts: &[&'static str],
    answer: impl Fn(&str) -> Result<&'static [&'static str], SqlError>,
) -> (Result<Vec<Table>, SqlError>, Vec<String>) {
    let session = Session {
        log: RefCell::default(),
        answer,
    };
    let result = ready(run_in_session(
        &session,
        &PreludeSettings::default(),
        &batch(texts),
    ));
    (result, session.log.into_inner())
}

/// Answers of a server on which the prelude holds.
fn sound(text: &str) -> &'static [&'static str] {
    if text.contains("current_setting") {
        &[r#"(on,"pg_catalog, pg_temp")"#]
    } else {
        &["(1)"]
    }
}

#[test]
fn a_batch_is_one_transaction_on_a_connection_that_is_in_none() {
    let (result, log) = run(&["SELECT 7", "SELECT 8"], |text| Ok(sound(text)));
    let tables = result.expect("it runs");
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[0].rows, [[Some("1".to_owned())]]);
    assert_eq!(tables[0].columns.len(), 1);
    assert_eq!(tables[0].columns[0].class, TypeClass::Integer);
    assert_eq!(
        log,
        [
            "ROLLBACK",
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            "query",
            "query",
            "query",
            "query",
            "COMMIT"
        ]
    );
}

#[test]
fn a_prelude_that_does_not_hold_ends_it_before_the_query() {
    let (result, log) = run(&["SELECT 7"], |text| {
        assert!(!text.contains("SELECT 7"));
        if text.contains("current_setting") {
            return Ok(&["(off,public)"]);
        }
        Ok(sound(text))
    });
    assert!(matches!(result, Err(SqlError::Misconfigured(_))));
    assert_eq!(log.last().map(String::as_str), Some("ROLLBACK"));
}

#[test]
fn an_error_has_the_position_of_its_statement() {
    let refused = |statement| SqlError::Refused {
        sqlstate: "42703".to_owned(),
        statement,
    };
    let (result, log) = run(&["SELECT 7", "SELECT wrong"], |text| {
        if text.contains("wrong") {
            return Err(refused(None));
        }
        Ok(sound(text))
    });
    assert_eq!(result, Err(refused(Some(1))));
    assert_eq!(log.last().map(String::as_str), Some("ROLLBACK"));
}

#[test]
fn a_question_what_a_query_costs_goes_as_it_is() {
    const EXPLAIN: &str = "EXPLAIN (FORMAT JSON) SELECT 7";
    let (result, log) = run(&[EXPLAIN, "SELECT 7"], |text| {
        if text.contains("EXPLAIN") {
            assert_eq!(text, EXPLAIN);
            return Ok(&["[{}]"]);
        }
        Ok(sound(text))
    });
    let tables = result.expect("it runs");
    assert_eq!(tables[0].rows, [[Some("[{}]".to_owned())]]);
    assert_eq!(tables[1].rows, [[Some("1".to_owned())]]);
    assert_eq!(log[2..], ["query", "query", "cell", "query", "COMMIT"]);
    let (result, _) = run(&[EXPLAIN], |text| {
        if text.contains("EXPLAIN") {
            const LONG: &str = "0123456789";
            return Ok(&[
                LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG,
            ]);
        }
        Ok(sound(text))
    });
    let told = &result.expect("it runs")[0];
    assert!(told.truncated && told.rows.is_empty(), "over 100 bytes");
}
