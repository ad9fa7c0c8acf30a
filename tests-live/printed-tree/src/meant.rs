//! What a tree means, as the parse tree that Postgres makes of SQL that says so.
//!
//! Written from what the nodes of [`plainquery_sql::tree`] are documented to be and from Postgres's own
//! documentation; nothing here knows how anything is printed.

mod call;
mod constant;
mod expr;
mod node;
mod predicate;
mod source;
mod types;

use pg_query::protobuf::{
    CommonTableExpr, CteMaterialize, LimitOption, List, Node, ResTarget, SelectStmt, SetOperation,
    SortBy, SortByDir, SortByNulls, WithClause,
};
use plainquery_sql::tree::{Body, Cte, Expr, OrderItem, Query, Select, SelectItem, SetOperator};
use serde_json::Value;

use self::constant::whole_number;
use self::expr::{expr, exprs};
use self::node::{boxed, tagged, words};
use self::source::source;
use self::types::cast;
use crate::normal::normal;

/// The parse tree of SQL that means the same as `query`, in [normal form](mod@crate::normal).
pub fn meant(query: &Query) -> serde_json::Result<Value> {
    normal(&select_statement(query))
}

/// A query as the value of a node.
fn statement(query: &Query) -> Node {
    tagged(select_statement(query))
}

fn select_statement(query: &Query) -> SelectStmt {
    let limits = query.limit.is_some() || query.offset.is_some();
    SelectStmt {
        with_clause: (!query.ctes.is_empty()).then(|| WithClause {
            ctes: query.ctes.iter().map(cte).collect(),
            recursive: query.recursive,
            ..WithClause::default()
        }),
        sort_clause: query
            .order_by
            .iter()
            .map(|item| sort_by(item, key(&item.expr)))
            .collect(),
        limit_count: query.limit.map(|rows| Box::new(whole_number(rows))),
        limit_offset: query.offset.map(|rows| Box::new(whole_number(rows))),
        limit_option: if limits {
            LimitOption::Count
        } else {
            LimitOption::Default
        } as i32,
        ..body(&query.body)
    }
}

fn body(body: &Body) -> SelectStmt {
    let nothing = SelectStmt {
        op: SetOperation::SetopNone as i32,
        ..SelectStmt::default()
    };
    match body {
        Body::Select(select) => SelectStmt {
            ..plain(select, nothing)
        },
        Body::SetOperation {
            operator,
            all,
            left,
            right,
        } => SelectStmt {
            op: match operator {
                SetOperator::Union => SetOperation::SetopUnion,
                SetOperator::Intersect => SetOperation::SetopIntersect,
                SetOperator::Except => SetOperation::SetopExcept,
            } as i32,
            all: *all,
            larg: Some(Box::new(select_statement(left))),
            rarg: Some(Box::new(select_statement(right))),
            ..nothing
        },
        Body::Values(rows) => SelectStmt {
            values_lists: rows
                .iter()
                .map(|row| tagged(List { items: exprs(row) }))
                .collect(),
            ..nothing
        },
    }
}

fn plain(select: &Select, nothing: SelectStmt) -> SelectStmt {
    // DISTINCT without ON is a list of one nothing there.
    let distinct = if !select.distinct_on.is_empty() {
        select.distinct_on.iter().map(key).collect()
    } else if select.distinct {
        vec![Node::default()]
    } else {
        Vec::new()
    };
    SelectStmt {
        distinct_clause: distinct,
        target_list: select.items.iter().map(target).collect(),
        from_clause: select.from.iter().map(source).collect(),
        where_clause: select.filter.as_ref().map(boxed),
        group_clause: select.group_by.iter().map(key).collect(),
        having_clause: select.having.as_ref().map(boxed),
        ..nothing
    }
}

fn target(item: &SelectItem) -> Node {
    tagged(ResTarget {
        name: item.alias.clone().unwrap_or_default(),
        val: Some(boxed(&item.expr)),
        ..ResTarget::default()
    })
}

fn cte(cte: &Cte) -> Node {
    tagged(CommonTableExpr {
        ctename: cte.name.clone(),
        aliascolnames: words(&cte.columns),
        ctematerialized: CteMaterialize::Default as i32,
        ctequery: Some(Box::new(statement(&cte.query))),
        ..CommonTableExpr::default()
    })
}

/// The key of an order or a group of rows. A constant stands for itself there, which SQL can only say with
/// its type: a whole number by itself, with a sign or without, is a position, and a text an error.
fn key(key: &Expr) -> Node {
    let value = expr(key);
    match constant::own_type(&value) {
        Some(type_name) => cast(value, type_name),
        None => value,
    }
}

fn sort_by(item: &OrderItem, key: Node) -> Node {
    tagged(SortBy {
        node: Some(Box::new(key)),
        sortby_dir: if item.descending {
            SortByDir::SortbyDesc
        } else {
            SortByDir::SortbyDefault
        } as i32,
        sortby_nulls: match item.nulls_first {
            None => SortByNulls::SortbyNullsDefault,
            Some(true) => SortByNulls::SortbyNullsFirst,
            Some(false) => SortByNulls::SortbyNullsLast,
        } as i32,
        ..SortBy::default()
    })
}
