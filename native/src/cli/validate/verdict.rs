//! What the validator says of a text, as JSON has it: in the words of `POST /v1/validate`, with the rules
//! apart, so that they can be counted.

use plainquery_core::Value;
use plainquery_sql::{Diagnostic, ResultColumn, Warning};
use plainquery_validate::{wire_diagnostic, wire_warning};
use plainquery_wire::validate::{ValidatedColumn, WireDiagnostic, WireWarning};
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Verdict {
    pub(super) ok: bool,
    /// The SQL as it would run, printed anew.
    pub(super) sql: Option<String>,
    /// The values of the SQL's parameters, which the policy put there; secret ones are not shown.
    pub(super) parameters: Vec<Value>,
    /// The rules that refused it, in the order of the reasons, each once.
    pub(super) rules: Vec<String>,
    /// What is doubtful in a text that was accepted.
    pub(super) warnings: Vec<WireWarning>,
    /// `schema.table` of each table that it reads.
    pub(super) tables: Vec<String>,
    pub(super) columns: Vec<ValidatedColumn>,
    /// The reasons.
    pub(super) diagnostics: Vec<WireDiagnostic>,
}

impl Verdict {
    pub(super) fn accepted(
        sql: &str,
        relations: &[(String, String)],
        columns: &[ResultColumn],
    ) -> Self {
        let table = |(schema, name): &(String, String)| match schema.as_str() {
            "" => name.clone(),
            schema => format!("{schema}.{name}"),
        };
        let column = |column: &ResultColumn| ValidatedColumn {
            name: column.name.clone(),
            class: column.class,
        };
        Self {
            ok: true,
            sql: Some(sql.to_owned()),
            parameters: Vec::new(),
            rules: Vec::new(),
            warnings: Vec::new(),
            tables: relations.iter().map(table).collect(),
            columns: columns.iter().map(column).collect(),
            diagnostics: Vec::new(),
        }
    }

    /// The same with what the policy bound and what is doubtful.
    pub(super) fn with(mut self, parameters: Vec<Value>, warnings: Vec<Warning>) -> Self {
        self.parameters = parameters;
        self.warnings = warnings.into_iter().map(wire_warning).collect();
        self
    }

    pub(super) fn refused(reasons: Vec<Diagnostic>) -> Self {
        let mut rules: Vec<String> = Vec::new();
        for reason in &reasons {
            let label = reason.rule.label();
            if !rules.iter().any(|rule| rule == label) {
                rules.push(label.to_owned());
            }
        }
        Self {
            ok: false,
            sql: None,
            parameters: Vec::new(),
            rules,
            warnings: Vec::new(),
            tables: Vec::new(),
            columns: Vec::new(),
            diagnostics: reasons.into_iter().map(wire_diagnostic).collect(),
        }
    }
}
