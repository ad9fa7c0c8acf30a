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
            if *with_ties || *percent || limit.is_some() {
                return self.refuse(
                    RuleId::InvalidLimit,
                    "write LIMIT with a whole number; WITH TIES and PERCENT are not admitted",
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
        let mut inner = count;
        while let ast::Expr::Nested(nested) = inner {
            inner = nested;
        }
        let parsed = match inner {
            ast::Expr::Value(ast::ValueWithSpan { value, .. }) => match value {
                Value::Null => return Ok(None),
                Value::Number(digits, false) => digits.parse::<u64>().ok(),
                _ => None,
            },
            ast::Expr::UnaryOp {
                op: ast::UnaryOperator::Minus,
                expr,
            } if self.dialect == Dialect::Sqlite
                && matches!(
                    &**expr,
                    ast::Expr::Value(ast::ValueWithSpan {
                        value: Value::Number(_, false),
                        ..
                    })
                ) =>
            {
                return Ok(None);
            }
            _ => None,
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
