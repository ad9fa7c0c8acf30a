//! FROM.

use pg_query::protobuf::{
    Alias, JoinExpr, JoinType, List, Node, RangeFunction, RangeSubselect, RangeVar,
};
use plainquery_sql::tree::{Expr, JoinKind, Literal, Source};

use super::call::plain_call;
use super::constant::literal;
use super::expr::exprs;
use super::node::{boxed, tagged, words};
use super::statement;

/// Something in FROM.
pub(super) fn source(from: &Source) -> Node {
    match from {
        Source::Relation {
            schema,
            name,
            alias,
        } => relation(schema, name, alias),
        Source::Cte { name, alias } => relation("", name, alias),
        Source::Derived {
            query,
            alias,
            columns,
            lateral,
        } => tagged(RangeSubselect {
            lateral: *lateral,
            subquery: Some(Box::new(statement(query))),
            alias: Some(called(alias, columns)),
        }),
        Source::Function {
            name,
            arguments,
            ordinality,
            alias,
            columns,
        } => {
            // A call, and the definitions of its columns, of which there are none.
            let call = List {
                items: vec![tagged(plain_call(name, exprs(arguments))), Node::default()],
            };
            tagged(RangeFunction {
                ordinality: *ordinality,
                functions: vec![tagged(call)],
                alias: Some(called(alias, columns)),
                ..RangeFunction::default()
            })
        }
        Source::Join {
            left,
            right,
            kind,
            on,
        } => join(left, right, *kind, on.as_ref()),
    }
}

fn called(alias: &str, columns: &[String]) -> Alias {
    Alias {
        aliasname: alias.to_owned(),
        colnames: words(columns),
    }
}

fn relation(schema: &str, name: &str, alias: &str) -> Node {
    tagged(RangeVar {
        schemaname: schema.to_owned(),
        relname: name.to_owned(),
        // With the tables that inherit from it, and no temporary table.
        inh: true,
        relpersistence: "p".to_owned(),
        alias: Some(called(alias, &[])),
        ..RangeVar::default()
    })
}

/// A cross join is an inner one without a condition, and any other without one joins all rows.
fn join(left: &Source, right: &Source, kind: JoinKind, on: Option<&Expr>) -> Node {
    let condition = match (on, kind) {
        (Some(on), _) => Some(boxed(on)),
        (None, JoinKind::Cross) => None,
        (None, _) => Some(Box::new(literal(&Literal::Boolean(true)))),
    };
    tagged(JoinExpr {
        jointype: match kind {
            JoinKind::Inner | JoinKind::Cross => JoinType::JoinInner,
            JoinKind::Left => JoinType::JoinLeft,
            JoinKind::Right => JoinType::JoinRight,
            JoinKind::Full => JoinType::JoinFull,
        } as i32,
        larg: Some(Box::new(source(left))),
        rarg: Some(Box::new(source(right))),
        quals: condition,
        ..JoinExpr::default()
    })
}
