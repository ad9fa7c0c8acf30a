//! A frame's figures as expressions.

use plainquery_sql::tree::{Expr, Function, OrderItem};

use crate::conditions::aggregate;
use crate::frame::{Measure, Operand, Place};
use crate::operations::Aggregate;
use crate::resolve::Trouble;
use crate::schema::{Rel, Schema};
use crate::scope::{Aliases, Scope};

/// A figure over the scope's rows. Rows that the scope's rows lead to are counted once each; other
/// figures of theirs would count them several times, so they are refused.
pub(crate) fn expression(
    schema: &Schema,
    measure: &Measure,
    scope: &mut Scope<'_>,
    aliases: &mut Aliases,
) -> Result<Expr, Trouble> {
    let trouble = Trouble::NotRelated {
        from: scope.root,
        to: measure.of.rel(),
    };
    match measure.of {
        Operand::Rows(rel) if rel == scope.root => {
            Ok(Expr::Function(Box::new(Function::count_star())))
        }
        Operand::Rows(rel) => {
            let key = schema.primary_key(rel);
            let [key] = key[..] else { return Err(trouble) };
            let column = scope.column(Place::plain(key), false, aliases)?;
            Ok(aggregate("count", column, true))
        }
        Operand::Column(place) => {
            let once_each = place.col.rel == scope.root || schema.is_bridge(scope.root);
            let repeatable = matches!(
                measure.aggregate,
                Aggregate::CountDistinct | Aggregate::Minimum | Aggregate::Maximum
            );
            if !once_each && !repeatable {
                return Err(trouble);
            }
            let column = scope.column(place, false, aliases)?;
            Ok(applied(measure.aggregate, column))
        }
    }
}

fn applied(kind: Aggregate, column: Expr) -> Expr {
    match kind {
        Aggregate::Count => aggregate("count", column, false),
        Aggregate::CountDistinct => aggregate("count", column, true),
        Aggregate::Sum => aggregate("sum", column, false),
        Aggregate::Average => aggregate("avg", column, false),
        Aggregate::Minimum => aggregate("min", column, false),
        Aggregate::Maximum => aggregate("max", column, false),
        Aggregate::Median => {
            let order = OrderItem {
                expr: column,
                descending: false,
                nulls_first: None,
            };
            let function = Function {
                within_group: vec![order],
                ..Function::plain("percentile_cont", vec![Expr::number("0.5")])
            };
            Expr::Function(Box::new(function))
        }
    }
}

/// A readable name for a figure's column.
pub(crate) fn name(schema: &Schema, measure: &Measure) -> String {
    let table = |rel: Rel| schema.relation(rel).name.clone();
    match measure.of {
        Operand::Rows(rel) => format!("number_of_{}", table(rel)),
        Operand::Column(place) => {
            let column = schema.column(place.col).name.clone();
            match measure.aggregate {
                Aggregate::Count => format!("number_of_{column}"),
                Aggregate::CountDistinct => format!("different_{column}"),
                Aggregate::Sum if column.starts_with("total") || column.ends_with("total") => {
                    column
                }
                Aggregate::Sum => format!("total_{column}"),
                Aggregate::Average => format!("average_{column}"),
                Aggregate::Minimum => format!("lowest_{column}"),
                Aggregate::Maximum => format!("highest_{column}"),
                Aggregate::Median => format!("median_{column}"),
            }
        }
    }
}
