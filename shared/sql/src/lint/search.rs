//! Patterns that start with a wildcard, on big tables.

use super::model::Model;
use super::place::Places;
use super::{BIG_TABLE_ROWS, LintId, Warning};
use crate::tree::{Expr, Literal};
use crate::walk;

pub(super) fn check(model: &Model<'_>, places: &Places<'_>, found: &mut Vec<Warning>) {
    for condition in &model.conditions {
        let mut pending = vec![*condition];
        while let Some(next) = pending.pop() {
            if let Expr::Like {
                operand, pattern, ..
            } = next
                && let Some(warning) = judge(model, operand, pattern, places)
            {
                found.push(warning);
            }
            walk::push_parts(next, &mut pending);
        }
    }
}

fn judge<'a>(
    model: &Model<'a>,
    operand: &'a Expr,
    pattern: &Expr,
    places: &Places<'_>,
) -> Option<Warning> {
    let Expr::Literal(Literal::Text(text)) = pattern else {
        return None;
    };
    // A pattern of wildcards alone looks for nothing.
    let searches = text
        .chars()
        .any(|character| !matches!(character, '%' | '_'));
    if !text.starts_with(['%', '_']) || !searches {
        return None;
    }
    let column = match operand {
        Expr::Function(function) if matches!(function.name.as_str(), "lower" | "upper") => {
            function.arguments.first()?
        }
        other => other,
    };
    let origin = model.origin(column)?;
    let rows = origin.relation.row_estimate?;
    if rows < BIG_TABLE_ROWS {
        return None;
    }
    let (table, column) = (&origin.relation.name, &origin.column.name);
    Some(Warning {
        lint: LintId::LeadingWildcard,
        message: format!(
            "the pattern '{text}' starts with a wildcard, so all of about {rows} rows of {table} are read"
        ),
        position: places.text(text),
        suggestion: Some(format!(
            "start the pattern with letters if {column} starts so, or index {column} by trigrams"
        )),
        sql: None,
    })
}
