//! What stands in for a node that only a rule refuses which is switched off (see `mutation`).

use plainquery_core::TypeClass;
use sqlparser::ast::TableFactor;

use super::from::UNKNOWN;
use super::query::QueryAndColumns;
use super::{Lowerer, Typed};
use crate::kinds::Kinds;
use crate::scope::{Columns, OutColumn, ScopeSource};
use crate::tree::{ALL_COLUMNS, Body, Expr, Literal, Query, Select, SelectItem, Source};

/// A value of which nothing is known.
pub(super) fn value() -> Typed {
    (Expr::Literal(Literal::Null), UNKNOWN)
}

/// A query with unknown columns.
pub(super) fn query() -> QueryAndColumns {
    let all = Expr::Column {
        source: None,
        name: ALL_COLUMNS.to_owned(),
    };
    let select = Select {
        items: vec![SelectItem {
            expr: all,
            alias: None,
        }],
        ..Select::default()
    };
    let query = Query {
        body: Body::Select(Box::new(select)),
        ..Query::default()
    };
    let columns = vec![OutColumn {
        name: ALL_COLUMNS.to_owned(),
        given: ALL_COLUMNS.to_owned(),
        class: TypeClass::Other,
        kinds: Kinds::ALL,
        weight: 1,
    }];
    (query, columns)
}

/// A source of the name that the text gives it, with unknown columns.
pub(super) fn source(lowerer: &mut Lowerer<'_>, factor: &TableFactor) -> Source {
    let written = match factor {
        TableFactor::Table { name, alias, .. } => alias
            .as_ref()
            .map(|alias| lowerer.fold(&alias.name))
            .or_else(|| lowerer.name_parts(name).ok().map(|(_, name)| name)),
        TableFactor::Derived { alias, .. }
        | TableFactor::Function { alias, .. }
        | TableFactor::UNNEST { alias, .. }
        | TableFactor::TableFunction { alias, .. }
        | TableFactor::NestedJoin { alias, .. } => {
            alias.as_ref().map(|alias| lowerer.fold(&alias.name))
        }
        _ => None,
    };
    let alias = written.unwrap_or_else(|| "unknown".to_owned());
    if let Some(scope) = lowerer.scopes.last_mut() {
        scope.sources.push(ScopeSource {
            is_value: false,
            given: alias.clone(),
            schema: None,
            alias: alias.clone(),
            columns: Columns::Open,
            merged_away: Vec::new(),
            policed: None,
        });
    }
    Source::Cte {
        name: alias.clone(),
        alias,
    }
}
