//! UNION, EXCEPT and INTERSECT, and the rows of VALUES.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, SetExpr, SetQuantifier, Spanned};

use super::around::{around, is_bare, is_values};
use super::query::QueryAndColumns;
use super::{Lowered, Lowerer, Names, Placement, start};
use crate::diagnostic::RuleId;
use crate::kinds::Kinds;
use crate::scope::OutColumn;
use crate::tree::{Body, Expr, Query, SetOperator};
use crate::types;

impl Lowerer<'_> {
    /// A chain of set operations, which nests to the left.
    pub(super) fn set_operation(
        &mut self,
        body: &SetExpr,
        names: Names,
    ) -> Lowered<QueryAndColumns> {
        let mut chain = Vec::new();
        let mut first = body;
        while let SetExpr::SetOperation {
            left,
            op,
            set_quantifier,
            right,
        } = first
        {
            chain.push((*op, *set_quantifier, &**right));
            first = left;
        }
        let (mut left, mut columns) = self.set_expr(first, names)?;
        for (op, quantifier, right) in chain.into_iter().rev() {
            let at = start(right);
            let operator = match op {
                ast::SetOperator::Union => SetOperator::Union,
                ast::SetOperator::Except => SetOperator::Except,
                ast::SetOperator::Intersect => SetOperator::Intersect,
                ast::SetOperator::Minus if self.dialect == Dialect::Snowflake => {
                    SetOperator::Except
                }
                ast::SetOperator::Minus => {
                    return self.refuse(
                        RuleId::UnsupportedClause,
                        "MINUS is another database's; write EXCEPT",
                        at,
                    );
                }
            };
            let all = match quantifier {
                SetQuantifier::All => true,
                SetQuantifier::Distinct | SetQuantifier::None => false,
                SetQuantifier::ByName
                | SetQuantifier::AllByName
                | SetQuantifier::DistinctByName => {
                    return self.refuse(
                        RuleId::UnsupportedClause,
                        "BY NAME is not read here; name the columns of both sides in one order",
                        at,
                    );
                }
            };
            if self.dialect == Dialect::Snowflake {
                self.check_snowflake_set(operator, all, at)?;
            }
            let (right, right_columns) = self.set_expr(right, Names::Unwanted)?;
            let is_open = columns.iter().chain(&right_columns).any(OutColumn::is_all);
            if right_columns.len() != columns.len() && !is_open {
                return self.refuse(
                    RuleId::ColumnCount,
                    format!(
                        "the sides of the set operation have {} and {} columns; they must be alike",
                        columns.len(),
                        right_columns.len()
                    ),
                    at,
                );
            }
            for (column, other) in columns.iter_mut().zip(&right_columns) {
                column.class = types::common(column.class, other.class);
                column.kinds = column.kinds.common(other.kinds);
                column.weight = column.weight.max(other.weight);
            }
            let right = self.side(right, &right_columns, false);
            left = Query {
                body: Body::SetOperation {
                    operator,
                    all,
                    left: Box::new(self.side(left, &columns, true)),
                    right: Box::new(right),
                },
                ..Query::default()
            };
        }
        Ok((left, columns))
    }

    /// A side of a set operation. `SQLite` knows no parentheses there: a derived table stands in.
    pub(super) fn side(&self, side: Query, columns: &[OutColumn], is_left: bool) -> Query {
        let nested = matches!(side.body, Body::SetOperation { .. });
        let is_fine = is_bare(&side) && !is_values(&side) && (is_left || !nested);
        if self.dialect != Dialect::Sqlite || is_fine {
            side
        } else {
            around(side, columns)
        }
    }

    pub(super) fn values(&mut self, values: &ast::Values) -> Lowered<QueryAndColumns> {
        let at = values.span().start;
        let instead = match self.dialect {
            Dialect::Postgres | Dialect::Sqlite => None,
            Dialect::Mysql => Some(
                "write SELECT … UNION ALL SELECT … for VALUES, which servers read in different ways",
            ),
            Dialect::Snowflake => {
                Some("VALUES stands in FROM there; write SELECT * FROM (VALUES …)")
            }
        };
        if let Some(instead) = instead {
            return self.refuse(RuleId::UnsupportedClause, instead, at);
        }
        let (rows, columns) = self.rows_of_values(values)?;
        let query = Query {
            body: Body::Values(rows),
            ..Query::default()
        };
        Ok((query, columns))
    }

    /// The rows of VALUES, and their columns under the names that servers give them.
    pub(super) fn rows_of_values(
        &mut self,
        values: &ast::Values,
    ) -> Lowered<(Vec<Vec<Expr>>, Vec<OutColumn>)> {
        let ast::Values {
            explicit_row,
            value_keyword,
            rows,
        } = values;
        let at = values.span().start;
        if *explicit_row || *value_keyword {
            return self.refuse(
                RuleId::UnsupportedClause,
                "write VALUES (…), (…) without ROW",
                at,
            );
        }
        let width = rows.first().map_or(0, |row| row.content.len());
        let mut columns: Vec<OutColumn> = (1..=width)
            .map(|number| OutColumn {
                name: format!("column{number}"),
                given: format!("column{number}"),
                class: TypeClass::Other,
                kinds: Kinds::LITERAL,
                weight: 1,
            })
            .collect();
        let mut lowered = Vec::with_capacity(rows.len());
        for row in rows {
            if row.content.len() != width {
                return self.refuse(
                    RuleId::ColumnCount,
                    "the rows of VALUES differ in length",
                    at,
                );
            }
            let mut cells = Vec::with_capacity(width);
            for (cell, column) in row.content.iter().zip(&mut columns) {
                let placement = Placement::default();
                let ((expr, class), weight) =
                    self.weighed(|this| this.placed(placement, |this| this.expr(cell)))?;
                column.class = types::common(column.class, class);
                column.kinds = column.kinds.common(self.kinds(&expr));
                column.weight = column.weight.max(weight);
                cells.push(expr);
            }
            lowered.push(cells);
        }
        Ok((lowered, columns))
    }
}
