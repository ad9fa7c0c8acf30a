//! The result as a whole: `SELECT *`, pages by OFFSET, and every row of a big table.
//!
//! `*` and the caller's own LIMIT are known to the text only, so it is read once more.

use plainquery_catalog::Catalog;
use sqlparser::ast::{self, SelectItemQualifiedWildcardKind, SetExpr, Spanned, TableFactor};
use sqlparser::tokenizer::Location;

use super::place::Places;
use super::{BIG_TABLE_ROWS, LintId, Warning, model};
use crate::parse::parse;
use crate::print::print;
use crate::tree::{Body, Query, Source};

/// Rows that are passed over in one step without a warning.
const FEW_ROWS_PASSED: u64 = 1_000;

pub(super) fn check(sql: &str, tree: &Query, catalog: &Catalog, places: &Places) -> Vec<Warning> {
    let Ok(parsed) = parse(sql, catalog.dialect) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if let Some(at) = star_of_table(&parsed) {
        found.push(Warning {
            lint: LintId::SelectStar,
            message: "SELECT * reads every column, and what it yields changes with the table"
                .to_owned(),
            position: places.at(at),
            suggestion: Some("name the columns that are needed".to_owned()),
            sql: Some(print(tree, catalog.dialect)),
        });
    }
    found.extend(paging(tree, places));
    let is_limited = parsed.fetch.is_some()
        || match &parsed.limit_clause {
            Some(ast::LimitClause::LimitOffset { limit, .. }) => limit.is_some(),
            Some(ast::LimitClause::OffsetCommaLimit { .. }) => true,
            None => false,
        };
    if !is_limited {
        found.extend(unbounded(tree, catalog, places));
    }
    found
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

fn paging(tree: &Query, places: &Places) -> Option<Warning> {
    let offset = tree.offset.filter(|offset| *offset > 0)?;
    let position = places.word("offset");
    if tree.order_by.is_empty() {
        return Some(Warning {
            lint: LintId::OffsetPaging,
            message: "the rows have no order, so which of them OFFSET passes over is by chance"
                .to_owned(),
            position,
            suggestion: Some("add ORDER BY with a key".to_owned()),
            sql: None,
        });
    }
    (offset >= FEW_ROWS_PASSED).then(|| Warning {
        lint: LintId::OffsetPaging,
        message: format!("OFFSET reads {offset} rows and throws them away, each time"),
        position,
        suggestion: Some(
            "start each page after the last key of the page before: WHERE key > … ORDER BY key LIMIT …"
                .to_owned(),
        ),
        sql: None,
    })
}

/// Every row of a big table: nothing is left out, put together or cut off.
fn unbounded(tree: &Query, catalog: &Catalog, places: &Places) -> Option<Warning> {
    let Body::Select(select) = &tree.body else {
        return None;
    };
    let is_reduced = select.filter.is_some()
        || !select.group_by.is_empty()
        || select.distinct
        || !select.distinct_on.is_empty()
        || model::has_aggregate(select);
    if is_reduced {
        return None;
    }
    // An inner join may leave out most rows; a lone table and the left side of LEFT JOINs do not.
    let [mut first] = select.from.iter().collect::<Vec<_>>()[..] else {
        return None;
    };
    while let Source::Join { left, kind, .. } = first {
        if *kind != crate::tree::JoinKind::Left {
            return None;
        }
        first = left;
    }
    let Source::Relation { schema, name, .. } = first else {
        return None;
    };
    let rows = catalog.relation(schema, name)?.row_estimate?;
    (rows >= BIG_TABLE_ROWS).then(|| Warning {
        lint: LintId::UnboundedResult,
        message: format!("all of about {rows} rows of {name} are asked for, and few are shown"),
        position: places.word(name),
        suggestion: Some("add WHERE, LIMIT, or count and sum instead".to_owned()),
        sql: None,
    })
}
