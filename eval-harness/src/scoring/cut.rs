//! Which rows a gold query might as well have given: where its LIMIT cuts through rows that its ORDER BY
//! holds equal, each choice among them is right, and so is each order of equal rows.

use plainquery_core::Dialect;
use sqlparser::{
    ast::{Distinct, Expr, LimitClause, OrderByKind, Query, SelectItem, SetExpr, Statement, Value},
    dialect::{MySqlDialect, PostgreSqlDialect, SQLiteDialect, SnowflakeDialect},
    parser::Parser,
};

/// A gold query without its LIMIT, and with what it orders by among its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Uncut {
    /// The query as it is to run.
    pub(super) sql: String,
    /// Where each key of the order stands.
    pub(super) keys: Vec<KeyPlace>,
    /// Columns at the end that are keys and no part of the answer.
    pub(super) added_columns: usize,
    /// Rows before the answer.
    pub(super) offset: usize,
    /// The most rows of the answer.
    pub(super) limit: Option<usize>,
}

/// Where a key stands in a row of [`Uncut`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyPlace {
    /// A column of the answer, counted from the left.
    Answer(usize),
    /// A column that was added, counted among those.
    Added(usize),
}

/// What is known of a gold query's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GoldOrder {
    /// Whether the outermost query has an ORDER BY.
    pub(super) has_order_by: bool,
    /// Whether it can give one row at most, so that there is nothing to order.
    pub(super) is_one_row: bool,
    /// How to see equal rows; `None` where there are none to see, or the query is not understood.
    pub(super) uncut: Option<Uncut>,
}

/// Reads a gold query. One that is not understood has no order: its rows stand as they are.
pub(super) fn read(sql: &str, dialect: Dialect) -> GoldOrder {
    let statements = match dialect {
        Dialect::Sqlite => Parser::parse_sql(&SQLiteDialect {}, sql),
        Dialect::Postgres => Parser::parse_sql(&PostgreSqlDialect {}, sql),
        Dialect::Mysql => Parser::parse_sql(&MySqlDialect {}, sql),
        Dialect::Snowflake => Parser::parse_sql(&SnowflakeDialect, sql),
    };
    let Ok(mut statements) = statements else {
        return GoldOrder::default();
    };
    let (Some(Statement::Query(query)), true) = (statements.pop(), statements.is_empty()) else {
        return GoldOrder::default();
    };
    let has_order_by = query.order_by.is_some();
    let bounds = bounds(&query);
    let uncut = bounds.and_then(|(offset, limit)| {
        // Without either there is nothing that could be equal.
        (has_order_by || limit.is_some())
            .then(|| uncut(*query, offset, limit))
            .flatten()
    });
    GoldOrder {
        has_order_by,
        is_one_row: matches!(bounds, Some((_, Some(0 | 1)))),
        uncut,
    }
}

/// OFFSET and LIMIT; `None` where they are no plain numbers.
fn bounds(query: &Query) -> Option<(usize, Option<usize>)> {
    if query.fetch.is_some() {
        return None;
    }
    match &query.limit_clause {
        None => Some((0, None)),
        Some(LimitClause::LimitOffset {
            limit,
            offset,
            limit_by,
        }) if limit_by.is_empty() => {
            let offset = match offset {
                None => 0,
                Some(offset) => number(&offset.value)?,
            };
            let limit = match limit {
                None => None,
                Some(limit) => Some(number(limit)?),
            };
            Some((offset, limit))
        }
        Some(LimitClause::OffsetCommaLimit { offset, limit }) => {
            Some((number(offset)?, Some(number(limit)?)))
        }
        Some(LimitClause::LimitOffset { .. }) => None,
    }
}

fn number(expression: &Expr) -> Option<usize> {
    match expression {
        Expr::Value(value) => match &value.value {
            Value::Number(digits, _) => digits.parse().ok(),
            _ => None,
        },
        _ => None,
    }
}

fn uncut(mut query: Query, offset: usize, limit: Option<usize>) -> Option<Uncut> {
    let ordered_by: Vec<Expr> = match &query.order_by {
        None => Vec::new(),
        Some(order_by) => match &order_by.kind {
            OrderByKind::All(_) => return None,
            OrderByKind::Expressions(keys) => keys.iter().map(|key| key.expr.clone()).collect(),
        },
    };
    let mut keys = Vec::new();
    let mut added = Vec::new();
    let answer = answer_columns(&query.body);
    let may_add = match query.body.as_ref() {
        // Another column would change which rows are distinct.
        SetExpr::Select(select) => matches!(select.distinct, None | Some(Distinct::All)),
        _ => false,
    };
    for key in ordered_by {
        keys.push(match place(&key, &answer) {
            Some(place) => KeyPlace::Answer(place),
            None if may_add => {
                added.push(SelectItem::UnnamedExpr(key));
                KeyPlace::Added(added.len() - 1)
            }
            None => return None,
        });
    }
    let added_columns = added.len();
    if let SetExpr::Select(select) = query.body.as_mut() {
        select.projection.extend(added);
    }
    query.limit_clause = None;
    Some(Uncut {
        sql: query.to_string(),
        keys,
        added_columns,
        offset,
        limit,
    })
}

/// The answer's columns as far as they can be counted from the left: up to the first `*`.
fn answer_columns(body: &SetExpr) -> Vec<&SelectItem> {
    match body {
        SetExpr::Select(select) => select
            .projection
            .iter()
            .take_while(|item| {
                matches!(
                    item,
                    SelectItem::UnnamedExpr(_) | SelectItem::ExprWithAlias { .. }
                )
            })
            .collect(),
        SetExpr::SetOperation { left, .. } => answer_columns(left),
        SetExpr::Query(query) => answer_columns(&query.body),
        _ => Vec::new(),
    }
}

/// The column of the answer that a key of ORDER BY is.
fn place(key: &Expr, answer: &[&SelectItem]) -> Option<usize> {
    if let Some(position) = number(key) {
        return position.checked_sub(1);
    }
    let of_name = |name: &str| {
        answer.iter().position(|item| match item {
            SelectItem::ExprWithAlias { alias, .. } => alias.value.eq_ignore_ascii_case(name),
            SelectItem::UnnamedExpr(expression) => {
                last_name(expression).is_some_and(|last| last.eq_ignore_ascii_case(name))
            }
            _ => false,
        })
    };
    let of_expression = answer.iter().position(|item| match item {
        SelectItem::UnnamedExpr(expression)
        | SelectItem::ExprWithAlias {
            expr: expression, ..
        } => expression == key,
        _ => false,
    });
    match key {
        Expr::Identifier(name) => of_name(&name.value).or(of_expression),
        _ => of_expression,
    }
}

fn last_name(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Identifier(name) => Some(&name.value),
        Expr::CompoundIdentifier(names) => names.last().map(|name| name.value.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyPlace, read};
    use plainquery_core::Dialect;

    fn keys(sql: &str) -> Option<(Vec<KeyPlace>, usize, Option<usize>)> {
        let uncut = read(sql, Dialect::Sqlite).uncut?;
        assert!(
            !uncut.sql.to_lowercase().contains(" limit "),
            "{}",
            uncut.sql
        );
        Some((uncut.keys, uncut.offset, uncut.limit))
    }

    #[test]
    fn keys_are_found_or_added() {
        use KeyPlace::{Added, Answer};
        for (sql, expected) in [
            (
                "SELECT a FROM t ORDER BY a LIMIT 3",
                (vec![Answer(0)], 0, Some(3)),
            ),
            (
                "SELECT a FROM t ORDER BY b DESC LIMIT 3",
                (vec![Added(0)], 0, Some(3)),
            ),
            (
                "SELECT a, count(*) n FROM t GROUP BY a ORDER BY n, 1",
                (vec![Answer(1), Answer(0)], 0, None),
            ),
            (
                "SELECT a FROM t GROUP BY a ORDER BY count(*) LIMIT 2, 1",
                (vec![Added(0)], 2, Some(1)),
            ),
            (
                "SELECT t.a FROM t ORDER BY a LIMIT 1 OFFSET 4",
                (vec![Answer(0)], 4, Some(1)),
            ),
            ("SELECT * FROM t ORDER BY a", (vec![Added(0)], 0, None)),
            ("SELECT a FROM t LIMIT 3", (vec![], 0, Some(3))),
            (
                "SELECT DISTINCT a FROM t ORDER BY a LIMIT 3",
                (vec![Answer(0)], 0, Some(3)),
            ),
            (
                "SELECT a FROM t UNION SELECT b FROM s ORDER BY a LIMIT 1",
                (vec![Answer(0)], 0, Some(1)),
            ),
        ] {
            assert_eq!(keys(sql), Some(expected), "{sql}");
        }
    }

    #[test]
    fn what_cannot_be_seen_through_stands_as_it_is() {
        for sql in [
            "SELECT a FROM t",
            "SELECT DISTINCT a FROM t ORDER BY b LIMIT 3",
            "SELECT a FROM t LIMIT (SELECT 1)",
            "SELECT a FROM t UNION SELECT b FROM s ORDER BY a + 1",
            "no query",
        ] {
            assert_eq!(keys(sql), None, "{sql}");
        }
    }
}
