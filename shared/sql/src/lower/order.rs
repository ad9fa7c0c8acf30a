//! ORDER BY, LIMIT, OFFSET and FETCH.

use plainquery_core::Dialect;
use sqlparser::ast::{self, Value};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Output, start};
use crate::diagnostic::RuleId;
use crate::tree::OrderItem;

impl Lowerer<'_> {
    /// The expressions of ORDER BY.
    pub(super) fn order_expressions<'q>(
        &self,
        order_by: &'q ast::OrderBy,
    ) -> Lowered<&'q [ast::OrderByExpr]> {
        let ast::OrderBy { kind, interpolate } = order_by;
        match kind {
            ast::OrderByKind::Expressions(items) if interpolate.is_none() => Ok(items),
            ast::OrderByKind::Expressions(_) | ast::OrderByKind::All(_) => self.refuse(
                RuleId::UnsupportedClause,
                "name the columns to order by",
                start(order_by),
            ),
        }
    }

    /// An item of ORDER BY: its expression, whether it descends, where NULLs go.
    pub(super) fn order_options<'q>(
        &self,
        item: &'q ast::OrderByExpr,
    ) -> Lowered<(&'q ast::Expr, bool, Option<bool>)> {
        let ast::OrderByExpr {
            expr,
            options: ast::OrderByOptions { sort, nulls_first },
            with_fill,
        } = item;
        if with_fill.is_some() {
            return self.refuse(
                RuleId::UnsupportedClause,
                "WITH FILL is another database's; remove it",
                start(expr),
            );
        }
        let descending = match sort {
            None | Some(ast::OrderBySort::Asc) => false,
            Some(ast::OrderBySort::Desc) => true,
            Some(ast::OrderBySort::Using(_)) => {
                return self.refuse(
                    RuleId::UnsupportedClause,
                    "ORDER BY … USING is not admitted; write ASC or DESC",
                    start(expr),
                );
            }
        };
        if nulls_first.is_some() && self.dialect == Dialect::Mysql {
            return self.refuse(
                RuleId::UnsupportedClause,
                "MySQL has no NULLS FIRST; order by (value IS NULL) before it",
                start(expr),
            );
        }
        Ok((expr, descending, *nulls_first))
    }

    /// ORDER BY inside a call or a window: plain expressions.
    pub(super) fn order_plain(&mut self, items: &[ast::OrderByExpr]) -> Lowered<Vec<OrderItem>> {
        let mut lowered = Vec::with_capacity(items.len());
        for item in items {
            let (key, descending, nulls_first) = self.order_options(item)?;
            let (expr, _) = self.expr(key)?;
            lowered.push(OrderItem {
                expr,
                descending,
                nulls_first,
            });
        }
        Ok(lowered)
    }

    /// Which column of the result a key of ORDER BY or GROUP BY means, by its name or position.
    pub(super) fn output_index(
        &self,
        key: &ast::Expr,
        outputs: &[Output],
    ) -> Lowered<Option<usize>> {
        let mut key = key;
        while let ast::Expr::Nested(inner) = key {
            key = inner;
        }
        match key {
            ast::Expr::Value(ast::ValueWithSpan {
                value: Value::Number(digits, false),
                ..
            }) => match digits.parse::<usize>() {
                Ok(position) if outputs.iter().take(position).any(Output::is_all) => self.refuse(
                    RuleId::InvalidPosition,
                    "what stands there after * is not known without a catalog; write its name",
                    start(key),
                ),
                Ok(position) if (1..=outputs.len()).contains(&position) => Ok(Some(position - 1)),
                _ => self.refuse(
                    RuleId::InvalidPosition,
                    format!(
                        "there is no column {digits} in the result, which has {}",
                        outputs.len()
                    ),
                    start(key),
                ),
            },
            ast::Expr::Identifier(ident) => {
                let name = self.fold(ident);
                let mut matching = outputs
                    .iter()
                    .enumerate()
                    .filter(|(_, output)| self.same(&output.given, &name));
                let Some((index, first)) = matching.next() else {
                    return Ok(None);
                };
                // SQLite takes the first.
                if self.dialect != Dialect::Sqlite
                    && matching.any(|(_, other)| other.expr != first.expr)
                {
                    return self.refuse(
                        RuleId::AmbiguousColumn,
                        format!("the result has several columns \"{name}\"; name them apart"),
                        start(key),
                    );
                }
                Ok(Some(index))
            }
            _ => Ok(None),
        }
    }

    /// The limit and the offset of a query.
    pub(super) fn limit(
        &self,
        clause: Option<&ast::LimitClause>,
        fetch: Option<&ast::Fetch>,
        at: Location,
    ) -> Lowered<(Option<u64>, Option<u64>)> {
        let (mut limit, offset) = match clause {
            None => (None, None),
            Some(ast::LimitClause::LimitOffset {
                limit,
                offset,
                limit_by,
            }) => {
                if !limit_by.is_empty() {
                    return self.refuse(
                        RuleId::UnsupportedClause,
                        "LIMIT … BY is another database's; remove it",
                        at,
                    );
                }
                let offset = match offset {
                    None => None,
                    Some(ast::Offset { value, rows: _ }) => self.row_count(value)?,
                };
                let limit = match limit {
                    None => None,
                    Some(limit) => self.row_count(limit)?,
                };
                (limit, offset)
            }
            Some(ast::LimitClause::OffsetCommaLimit { offset, limit }) => {
                if self.dialect == Dialect::Postgres {
                    return self.refuse(
                        RuleId::InvalidLimit,
                        "write LIMIT count OFFSET start",
                        start(limit),
                    );
                }
                (self.row_count(limit)?, self.row_count(offset)?)
            }
        };
        if let Some(ast::Fetch {
            with_ties,
            percent,
            quantity,
        }) = fetch
        {
            if *with_ties {
                return self.refuse(
                    RuleId::InvalidLimit,
                    "WITH TIES may show more rows than it says; write LIMIT, or filter by rank() OVER (ORDER BY …)",
                    at,
                );
            }
            if *percent || limit.is_some() {
                return self.refuse(
                    RuleId::InvalidLimit,
                    "write one LIMIT with a whole number; PERCENT is not admitted",
                    at,
                );
            }
            limit = match quantity {
                None => Some(1),
                Some(quantity) => self.row_count(quantity)?,
            };
        }
        Ok((limit, offset))
    }

    /// A whole number of rows; `None` for NULL, and in `SQLite` for what is negative.
    fn row_count(&self, count: &ast::Expr) -> Lowered<Option<u64>> {
        let parsed = match constant_rows(count) {
            Some(Rows::Null) => return Ok(None),
            Some(Rows::Number(number)) if number < 0 && self.dialect == Dialect::Sqlite => {
                return Ok(None);
            }
            Some(Rows::Number(number)) => u64::try_from(number).ok(),
            None => None,
        };
        match parsed {
            Some(rows) if i64::try_from(rows).is_ok() => Ok(Some(rows)),
            _ => self.refuse(
                RuleId::InvalidLimit,
                "LIMIT and OFFSET take a whole number",
                start(count),
            ),
        }
    }
}

/// A number of rows that constants make.
enum Rows {
    Null,
    Number(i64),
}

/// The number of rows that constants make, with `+`, `-` and `*`.
fn constant_rows(count: &ast::Expr) -> Option<Rows> {
    match count {
        ast::Expr::Nested(inner) => constant_rows(inner),
        ast::Expr::Value(ast::ValueWithSpan { value, .. }) => match value {
            Value::Null => Some(Rows::Null),
            Value::Number(digits, false) => digits.parse().ok().map(Rows::Number),
            _ => None,
        },
        ast::Expr::UnaryOp {
            op: ast::UnaryOperator::Minus,
            expr,
        } => match constant_rows(expr)? {
            Rows::Null => Some(Rows::Null),
            Rows::Number(number) => number.checked_neg().map(Rows::Number),
        },
        ast::Expr::BinaryOp { left, op, right } => {
            let (Rows::Number(left), Rows::Number(right)) =
                (constant_rows(left)?, constant_rows(right)?)
            else {
                return Some(Rows::Null);
            };
            let number = match op {
                ast::BinaryOperator::Plus => left.checked_add(right),
                ast::BinaryOperator::Minus => left.checked_sub(right),
                ast::BinaryOperator::Multiply => left.checked_mul(right),
                _ => None,
            };
            number.map(Rows::Number)
        }
        _ => None,
    }
}
