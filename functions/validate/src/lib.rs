//! Proves that SQL is safe, and prints the SQL that may run.

mod proofs;

use plainquery_catalog::Catalog;
use plainquery_sql::{Diagnostic, Policy, Position, ValidatedQuery, Warning};
use plainquery_wire::validate::{
    TextPosition, ValidateRequest, ValidateResponse, ValidatedColumn, WireDiagnostic, WireWarning,
};

pub use proofs::{Proof, Proofs};

/// Validates the SQL of a request. SQL that may not run is an answer, not an error. `sign` makes the
/// plan of what may. The proofs are those against this catalog.
pub fn handle(
    proofs: &Proofs,
    catalog: &Catalog,
    policy: &Policy,
    request: &ValidateRequest,
    sign: impl FnOnce(&ValidatedQuery) -> Option<String>,
) -> ValidateResponse {
    match proofs.prove(&request.sql, catalog, policy) {
        Ok(proof) => ValidateResponse {
            ok: true,
            plan: sign(proof.query()),
            tables: proof
                .query()
                .relations()
                .iter()
                .map(|(schema, name)| format!("{schema}.{name}"))
                .collect(),
            columns: proof
                .query()
                .columns()
                .iter()
                .map(|column| ValidatedColumn {
                    name: column.name.clone(),
                    class: column.class,
                })
                .collect(),
            diagnostics: Vec::new(),
            explanation: proof.explanation(catalog).to_vec(),
            warnings: proof
                .warnings(catalog)
                .iter()
                .cloned()
                .map(wire_warning)
                .collect(),
            sql: Some(proof.query().text().to_owned()),
        },
        Err(diagnostics) => ValidateResponse {
            diagnostics: diagnostics.into_iter().map(wire_diagnostic).collect(),
            ..ValidateResponse::default()
        },
    }
}

/// A diagnostic as clients see it.
pub fn wire_diagnostic(diagnostic: Diagnostic) -> WireDiagnostic {
    WireDiagnostic {
        rule: diagnostic.rule.label().to_owned(),
        message: diagnostic.message,
        position: diagnostic.position.map(wire_position),
        suggestion: diagnostic.suggestion,
    }
}

/// A warning as clients see it.
pub fn wire_warning(warning: Warning) -> WireWarning {
    WireWarning {
        lint: warning.lint.label().to_owned(),
        message: warning.message,
        position: warning.position.map(wire_position),
        suggestion: warning.suggestion,
        sql: warning.sql,
    }
}

fn wire_position(position: Position) -> TextPosition {
    TextPosition {
        offset_bytes: position.offset_bytes,
        line: position.line,
        column: position.column,
    }
}

#[cfg(test)]
mod tests {
    use plainquery_catalog::{Column, Relation};
    use plainquery_core::TypeClass;

    use super::*;

    fn answer(sql: &str) -> ValidateResponse {
        let catalog = Catalog {
            relations: vec![Relation {
                schema: "shop".to_owned(),
                name: "orders".to_owned(),
                columns: vec![Column {
                    name: "order_id".to_owned(),
                    class: TypeClass::Integer,
                    ..Column::default()
                }],
                ..Relation::default()
            }],
            ..Catalog::default()
        };
        let request = ValidateRequest {
            sql: sql.to_owned(),
        };
        let proofs = Proofs::default();
        handle(&proofs, &catalog, &Policy::default(), &request, |query| {
            Some(format!("plan of {}", query.max_rows()))
        })
    }

    #[test]
    fn sql_that_may_run_comes_back_printed_anew() {
        let response = answer("select ORDER_ID from orders limit 3;");
        assert!(response.ok);
        assert_eq!(response.plan.as_deref(), Some("plan of 1000"));
        assert_eq!(
            response.sql.as_deref(),
            Some("SELECT \"orders\".\"order_id\"\nFROM \"shop\".\"orders\" AS \"orders\"\nLIMIT 3")
        );
        assert_eq!(response.tables, ["shop.orders"]);
        assert_eq!(response.columns[0].class, TypeClass::Integer);
        assert!(!response.explanation.is_empty());
    }

    #[test]
    fn sql_that_may_run_comes_back_with_warnings() {
        let sql = "SELECT *\nFROM orders";
        let response = answer(sql);
        let warning = &response.warnings[0];
        assert!(response.ok);
        assert_eq!(warning.lint, "select-star");
        let place = warning.position.map(|place| (place.line, place.column));
        assert_eq!(place, Some((1, 8)));
        let rewritten = warning.sql.clone().unwrap_or_default();
        assert!(
            rewritten.starts_with("SELECT \"orders\".\"order_id\""),
            "{rewritten}"
        );
        assert!(answer(&rewritten).warnings.is_empty());
    }

    #[test]
    fn sql_that_may_not_run_comes_back_with_reasons() {
        let response = answer("SELECT order_ID,\n  ordr_id, other FROM orders");
        assert!(!response.ok);
        assert_eq!((response.sql, response.plan), (None, None));
        assert_eq!(response.diagnostics.len(), 2);
        let first = &response.diagnostics[0];
        assert_eq!(first.rule, "unknown-column");
        assert_eq!(first.suggestion.as_deref(), Some("\"order_id\""));
        assert_eq!(
            first.position.map(|place| (place.line, place.column)),
            Some((2, 3))
        );
    }
}
