//! The statements that every transaction begins with.

use std::borrow::Cow;

use plainquery_core::ports::{SqlError, Statement};
use plainquery_core::{Table, Value};

// All settings are local to the transaction. Why each:
// - search_path: a planted `public.lower` must not stand in for the built-in; pg_temp is named last,
//   for unnamed it would be searched first.
// - transaction_read_only: holds where a connector forgets its own way to say so.
// - standard_conforming_strings, transform_null_equals, row_security: a role's defaults must not
//   change how the printed text is read.
// - DateStyle, IntervalStyle, bytea_output, extra_float_digits: the text forms that are parsed.
// Counted, so that the answer is one number and not a column for each.
const SETTINGS: &str = "\
SELECT pg_catalog.num_nonnulls(
  pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true),
  pg_catalog.set_config('transaction_read_only', 'on', true),
  pg_catalog.set_config('statement_timeout', $1, true),
  pg_catalog.set_config('TimeZone', $2, true),
  pg_catalog.set_config('standard_conforming_strings', 'on', true),
  pg_catalog.set_config('transform_null_equals', 'off', true),
  pg_catalog.set_config('row_security', 'on', true),
  pg_catalog.set_config('DateStyle', 'ISO, YMD', true),
  pg_catalog.set_config('IntervalStyle', 'postgres', true),
  pg_catalog.set_config('bytea_output', 'hex', true),
  pg_catalog.set_config('extra_float_digits', '1', true))";

const SET_ONE: &str = "SELECT pg_catalog.set_config($1, $2, true)";

// A service that ran each statement by itself would have forgotten the settings by now.
const PROOF: &str = "\
SELECT
  pg_catalog.current_setting('transaction_read_only'),
  pg_catalog.current_setting('search_path')";

/// The server gives up this much before the request does, so that its own error can still arrive.
const GRACE_MS: u32 = 500;

const PROVEN: [&str; 2] = ["on", "pg_catalog, pg_temp"];

/// A setting of the database that row security may rest on, such as `app.tenant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSetting {
    /// The setting's name; with a dot in it.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl SessionSetting {
    /// The statement that sets it for the transaction.
    pub fn statement(&self) -> Statement {
        Statement {
            text: Cow::Borrowed(SET_ONE),
            parameters: vec![Some(self.name.clone()), Some(self.value.clone())],
        }
    }
}

/// What may be chosen of the prelude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreludeSettings {
    /// The time zone in which days begin and timestamps are shown.
    pub time_zone: String,
    /// A setting that holds for everything that goes over the endpoint. One that depends on the
    /// caller comes from its plan instead.
    pub setting: Option<SessionSetting>,
}

impl Default for PreludeSettings {
    fn default() -> Self {
        Self {
            time_zone: "UTC".to_owned(),
            setting: None,
        }
    }
}

/// How long the server may take for a statement of a batch that has `batch_ms` in all.
pub(crate) fn statement_timeout_ms(batch_ms: u32) -> u32 {
    batch_ms - GRACE_MS.min(batch_ms / 10)
}

/// What a statement of the prelude is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreludeStatement {
    /// It fixes what could change a query's meaning. `$1` is the time-out, `$2` the time zone.
    Settings,
    /// A [`SessionSetting`].
    OneSetting,
    /// It proves that the settings hold.
    Proof,
}

/// Recognises a statement of the prelude by its whole text.
pub fn prelude_statement(text: &str) -> Option<PreludeStatement> {
    match text {
        SETTINGS => Some(PreludeStatement::Settings),
        SET_ONE => Some(PreludeStatement::OneSetting),
        PROOF => Some(PreludeStatement::Proof),
        _ => None,
    }
}

/// The statements to run, in the same transaction, before anything else. `timeout_ms` bounds each
/// statement after the first. Hand their results to [`check_prelude`].
pub fn prelude(settings: &PreludeSettings, timeout_ms: u32) -> Vec<Statement> {
    let mut statements = vec![Statement {
        text: Cow::Borrowed(SETTINGS),
        // 0 would mean no limit.
        parameters: vec![
            Some(timeout_ms.max(1).to_string()),
            Some(settings.time_zone.clone()),
        ],
    }];
    statements.extend(settings.setting.as_ref().map(SessionSetting::statement));
    statements.push(proof_statement());
    statements
}

/// The statement that proves the settings. It is also the cheapest question to a database that is only
/// asked whether it answers.
pub fn proof_statement() -> Statement {
    Statement {
        text: Cow::Borrowed(PROOF),
        parameters: Vec::new(),
    }
}

/// Checks, on the results of the prelude's statements, that the settings still hold after they were
/// made: that the batch is one transaction, and a read-only one.
///
/// # Errors
/// `Misconfigured` where they do not hold: what the batch gave must not be used.
pub fn check_prelude(results: &[Table]) -> Result<(), SqlError> {
    let cells: Option<&[Value]> = results
        .last()
        .and_then(|table| table.rows.first())
        .map(Vec::as_slice);
    let holds = cells.is_some_and(|cells| {
        cells.len() == PROVEN.len()
            && cells
                .iter()
                .zip(PROVEN)
                .all(|(cell, wanted)| cell.as_deref() == Some(wanted))
    });
    if holds {
        Ok(())
    } else {
        Err(SqlError::Misconfigured(
            "it does not run a batch in one read-only transaction",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(cells: &[&str]) -> Table {
        Table {
            rows: vec![cells.iter().map(|cell| Some((*cell).to_owned())).collect()],
            ..Table::default()
        }
    }

    #[test]
    fn no_value_is_part_of_the_text() {
        let settings = PreludeSettings {
            time_zone: "Europe/Berlin".into(),
            setting: Some(SessionSetting {
                name: "app.tenant".into(),
                value: "acme'; --".into(),
            }),
        };
        let statements = prelude(&settings, 0);
        assert_eq!(statements.len(), 3);
        assert!(
            statements
                .iter()
                .all(|s| matches!(s.text, Cow::Borrowed(_)))
        );
        assert_eq!(
            statements[0].parameters,
            [Some("1".to_owned()), Some("Europe/Berlin".to_owned())]
        );
        assert_eq!(statements[1].parameters[1].as_deref(), Some("acme'; --"));
    }

    #[test]
    fn settings_that_were_forgotten_are_noticed() {
        let good = result(&["on", "pg_catalog, pg_temp"]);
        assert_eq!(check_prelude(&[Table::default(), good]), Ok(()));
        for bad in [
            result(&["off", "pg_catalog, pg_temp"]),
            result(&["on", "\"$user\", public"]),
            result(&["on"]),
            Table::default(),
        ] {
            assert!(check_prelude(&[bad]).is_err());
        }
        assert!(check_prelude(&[]).is_err());
    }
}
