//! What a query's text says and its tree does not: `*`, which is written out there, and whether the caller
//! gave a limit, where the tree always has one.

use sqlparser::ast::{self, SelectItemQualifiedWildcardKind, SetExpr, Spanned, TableFactor};
use sqlparser::tokenizer::Location;

/// Noted while the text is read, so that warnings need not read it again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Written {
    /// The first `*` of the outermost SELECT that means a table of the catalog.
    pub(super) star: Option<Location>,
    /// Whether the outermost query has a limit of its own.
    pub(super) is_limited: bool,
}

impl Written {
    pub(crate) fn of(query: &ast::Query) -> Self {
        let is_limited = query.fetch.is_some()
            || match &query.limit_clause {
                Some(ast::LimitClause::LimitOffset { limit, .. }) => limit.is_some(),
                Some(ast::LimitClause::OffsetCommaLimit { .. }) => true,
                None => false,
            };
        Self {
            star: star_of_table(query),
            is_limited,
        }
    }
}

/// The first `*` of the outermost SELECT that means a table of the catalog; one that means a
/// subquery or a CTE shows what that names.
fn star_of_table(query: &ast::Query) -> Option<Location> {
    let ctes: Vec<&str> = query
        .with
        .iter()
        .flat_map(|with| &with.cte_tables)
        .map(|cte| cte.alias.name.value.as_str())
        .collect();
    let mut pending = vec![&*query.body];
    while let Some(body) = pending.pop() {
        match body {
            SetExpr::Query(inner) if inner.with.is_none() => pending.push(&inner.body),
            SetExpr::SetOperation { left, right, .. } => pending.extend([&**right, &**left]),
            SetExpr::Select(select) => {
                let tables = tables(select, &ctes);
                let star = select.projection.iter().find(|item| match item {
                    ast::SelectItem::Wildcard(_) => tables.iter().any(|(_, is_table)| *is_table),
                    ast::SelectItem::QualifiedWildcard(
                        SelectItemQualifiedWildcardKind::ObjectName(name),
                        _,
                    ) => {
                        let last = name.0.last().and_then(|part| part.as_ident());
                        last.is_some_and(|last| {
                            tables.iter().any(|(alias, is_table)| {
                                *is_table && alias.eq_ignore_ascii_case(&last.value)
                            })
                        })
                    }
                    _ => false,
                });
                if let Some(star) = star {
                    return Some(star.span().start);
                }
            }
            _ => {}
        }
    }
    None
}

/// The sources of a SELECT by the names that they go by, and whether each is a table.
fn tables<'q>(select: &'q ast::Select, ctes: &[&str]) -> Vec<(&'q str, bool)> {
    let mut found = Vec::new();
    let mut pending: Vec<&ast::TableWithJoins> = select.from.iter().collect();
    while let Some(next) = pending.pop() {
        let factors =
            std::iter::once(&next.relation).chain(next.joins.iter().map(|join| &join.relation));
        for factor in factors {
            match factor {
                TableFactor::Table { name, alias, .. } => {
                    let Some(last) = name.0.last().and_then(|part| part.as_ident()) else {
                        continue;
                    };
                    let is_cte = name.0.len() == 1
                        && ctes.iter().any(|cte| cte.eq_ignore_ascii_case(&last.value));
                    let known_as = alias
                        .as_ref()
                        .map_or(&last.value, |alias| &alias.name.value);
                    found.push((known_as.as_str(), !is_cte));
                }
                TableFactor::NestedJoin {
                    table_with_joins, ..
                } => pending.push(table_with_joins),
                _ => {}
            }
        }
    }
    found
}
