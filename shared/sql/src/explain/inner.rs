//! Queries inside expressions.

use std::fmt::Write as _;

use super::values::{condition, value};
use super::words::{self, Sources};
use super::{order, whole};
use crate::tree::{Body, JoinKind, Query, Select, Source};

/// The values of a query of one column.
pub(super) fn values_of(query: &Query, outer: &Sources) -> String {
    match simple(query) {
        Some(select) => {
            let sources = Sources::of(&select.from, &Sources::inside(outer));
            let items: Vec<String> = select
                .items
                .iter()
                .map(|item| value(&item.expr, &sources))
                .collect();
            let different = if select.distinct { "different " } else { "" };
            let tail = tail(query, select, &sources);
            apart(format!("{different}{}{tail}", words::list(&items)))
        }
        None => told(query, outer),
    }
}

/// A row of a query, of which nothing but its being there matters.
pub(super) fn row_of(query: &Query, outer: &Sources) -> String {
    match simple(query) {
        Some(select) if !select.from.is_empty() => {
            let sources = Sources::of(&select.from, &Sources::inside(outer));
            let tail = tail(query, select, &sources);
            apart(format!("row{}", tail.replacen(" in ", " of ", 1)))
        }
        _ => format!("row in {}", told(query, outer)),
    }
}

/// In parentheses, where what follows could be read as a part of it.
fn apart(said: String) -> String {
    if said.contains(" where ") || said.contains(", ") {
        format!("({said})")
    } else {
        said
    }
}

/// A query in whole sentences, in parentheses.
fn told(query: &Query, outer: &Sources) -> String {
    let mut sentences = Vec::new();
    whole(query, &Sources::inside(outer), &mut sentences);
    format!("the result of another query ({})", sentences.join(" "))
}

/// A SELECT that a phrase can say: joins of named tables, without WITH and DISTINCT ON.
fn simple(query: &Query) -> Option<&Select> {
    let Body::Select(select) = &query.body else {
        return None;
    };
    let is_grouped = select.having.is_some()
        || select
            .group_by
            .iter()
            .any(|key| matches!(key, crate::tree::Expr::Grouping { .. }));
    let named = select.from.iter().all(is_named);
    (query.ctes.is_empty() && select.distinct_on.is_empty() && named && !is_grouped)
        .then_some(select)
}

fn is_named(source: &Source) -> bool {
    match source {
        Source::Relation { .. } | Source::Cte { .. } => true,
        Source::Derived { .. } | Source::Function { .. } => false,
        Source::Join {
            left, right, kind, ..
        } => {
            matches!(kind, JoinKind::Inner | JoinKind::Cross)
                && is_named(left)
                && is_named(right)
                && !matches!(**right, Source::Join { .. })
        }
    }
}

/// Where the values come from, and which of them are taken.
fn tail(query: &Query, select: &Select, sources: &Sources) -> String {
    let mut said = String::new();
    let mut conditions = Vec::new();
    let mut names = Vec::new();
    for source in &select.from {
        push_names(source, sources, &mut names, &mut conditions);
    }
    if !names.is_empty() {
        said.push_str(" in ");
        said.push_str(&names.join(" beside "));
    }
    conditions.extend(
        select
            .filter
            .iter()
            .map(|filter| condition(filter, sources)),
    );
    if !conditions.is_empty() {
        said.push_str(" where ");
        said.push_str(&conditions.join(" and "));
    }
    if !select.group_by.is_empty() {
        let keys: Vec<String> = select
            .group_by
            .iter()
            .map(|key| value(key, sources))
            .collect();
        said.push_str(" for each ");
        said.push_str(&words::list(&keys));
    }
    if !query.order_by.is_empty() {
        said.push_str(", ordered by ");
        said.push_str(&order(&query.order_by, sources));
    }
    if let Some(offset) = query.offset.filter(|offset| *offset > 0) {
        let _ = write!(said, ", after the first {offset}");
    }
    if let Some(limit) = query.limit {
        let _ = write!(said, ", only the first {limit}");
    }
    said
}

fn push_names(
    source: &Source,
    sources: &Sources,
    names: &mut Vec<String>,
    conditions: &mut Vec<String>,
) {
    match source {
        Source::Join {
            left, right, on, ..
        } => {
            push_names(left, sources, names, conditions);
            push_names(right, sources, names, conditions);
            conditions.extend(on.as_ref().map(|on| condition(on, sources)));
        }
        other => names.push(words::source(other)),
    }
}
