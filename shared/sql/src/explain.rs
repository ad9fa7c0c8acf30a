//! A plain account of a query, clause by clause.

mod words;

use plainquery_catalog::Catalog;

use crate::tree::{Body, Expr, JoinKind, OrderItem, Query, Select, SetOperator, Source};
use crate::validate::ValidatedQuery;
use crate::walk;
use words::{Sources, value};

/// What the query does: a sentence for what it reads, joins, keeps, groups, shows, orders and cuts.
///
/// Names are given in plain words, and the tables' comments are not repeated.
pub fn explain(query: &ValidatedQuery, _catalog: &Catalog) -> Vec<String> {
    let mut sentences = Vec::new();
    account(query.tree(), &mut sentences);
    if query.is_rewritten() {
        sentences.push("It sees only the rows and columns that the policy shows you.".to_owned());
    }
    let limit = query.tree().limit;
    match limit {
        // One more than is shown is asked for, which is no wish of the user's.
        Some(limit) if limit > query.max_rows() => {
            sentences.push(format!("It shows at most {} rows.", query.max_rows()));
        }
        Some(1) => sentences.push("It shows one row.".to_owned()),
        Some(limit) => sentences.push(format!("It shows the first {limit} rows.")),
        None => {}
    }
    if let Some(offset) = query.tree().offset {
        sentences.push(format!("It passes over the first {offset} rows."));
    }
    sentences
}

/// All but the limit.
fn account(query: &Query, sentences: &mut Vec<String>) {
    for cte in &query.ctes {
        let mut inner = Vec::new();
        account(&cte.query, &mut inner);
        let name = words::plain(&cte.name);
        let how = if query.recursive && mentions(&cte.query, &cte.name) {
            ", step by step from its own rows"
        } else {
            ""
        };
        sentences.push(format!(
            "First it builds “{name}”{how}: {}",
            inner.join(" ")
        ));
    }
    let mut sources = Sources::default();
    match &query.body {
        Body::Select(select) => {
            sources = Sources::of(&select.from);
            account_select(select, &sources, sentences);
        }
        Body::SetOperation {
            operator,
            all,
            left,
            right,
        } => {
            account(left, sentences);
            let how = match (operator, all) {
                (SetOperator::Union, true) => "It adds the rows of a second query:",
                (SetOperator::Union, false) => {
                    "It adds the rows of a second query, each different row once:"
                }
                (SetOperator::Intersect, _) => "It keeps the rows that a second query has too:",
                (SetOperator::Except, _) => "It leaves out the rows that a second query has:",
            };
            let mut inner = Vec::new();
            account(right, &mut inner);
            sentences.push(format!("{how} {}", inner.join(" ")));
        }
        Body::Values(rows) => sentences.push(format!("It lists {} constant rows.", rows.len())),
    }
    if !query.order_by.is_empty() {
        let keys: Vec<String> = query
            .order_by
            .iter()
            .map(|item| order_key(item, &sources))
            .collect();
        sentences.push(format!("It orders them by {}.", words::list(&keys)));
    }
}

fn order_key(item: &OrderItem, sources: &Sources<'_>) -> String {
    let key = value(&item.expr, sources);
    if item.descending {
        format!("{key}, largest first")
    } else {
        key
    }
}

fn account_select(select: &Select, sources: &Sources<'_>, sentences: &mut Vec<String>) {
    for source in &select.from {
        account_source(source, sources, sentences);
    }
    if let Some(filter) = &select.filter {
        sentences.push(format!("It keeps rows where {}.", value(filter, sources)));
    }
    if !select.group_by.is_empty() {
        let keys: Vec<String> = select
            .group_by
            .iter()
            .map(|key| value(key, sources))
            .collect();
        sentences.push(format!(
            "It makes one group for each {}.",
            words::list(&keys)
        ));
    }
    if let Some(having) = &select.having {
        sentences.push(format!("It keeps groups where {}.", value(having, sources)));
    }
    let shown: Vec<String> = select
        .items
        .iter()
        .take(words::MAX_LISTED)
        .map(|item| {
            let what = value(&item.expr, sources);
            match &item.alias {
                Some(alias) if !matches!(item.expr, Expr::Column { .. }) => {
                    format!("{what} as “{}”", words::plain(alias))
                }
                _ => what,
            }
        })
        .collect();
    let more = select.items.len().saturating_sub(words::MAX_LISTED);
    let more = if more > 0 {
        format!(" and {more} more columns")
    } else {
        String::new()
    };
    let each = if select.distinct {
        ", each different row once"
    } else if !select.distinct_on.is_empty() {
        ", the first row of each key"
    } else {
        ""
    };
    let verb = if select.items.iter().any(|item| is_measure(&item.expr)) {
        "It computes"
    } else {
        "It shows"
    };
    sentences.push(format!("{verb} {}{more}{each}.", words::list(&shown)));
}

/// Whether an expression holds a call of an aggregate.
fn is_measure(expr: &Expr) -> bool {
    walk::any(expr, &mut |part| match part {
        Expr::Function(function) => {
            function.star
                || crate::functions::is_aggregate(&function.name, function.arguments.len())
        }
        _ => false,
    })
}

fn account_source(source: &Source, sources: &Sources<'_>, sentences: &mut Vec<String>) {
    match source {
        Source::Relation { .. } | Source::Cte { .. } => {
            sentences.push(format!("It reads {}.", words::source(source)));
        }
        Source::Derived { query, alias, .. } => {
            let mut inner = Vec::new();
            account(query, &mut inner);
            sentences.push(format!(
                "It builds “{}”: {}",
                words::plain(alias),
                inner.join(" ")
            ));
        }
        Source::Join {
            left,
            right,
            kind,
            on,
        } => {
            account_source(left, sources, sentences);
            if let Source::Derived { .. } | Source::Join { .. } = &**right {
                account_source(right, sources, sentences);
            }
            let name = words::source(right);
            let condition = on
                .as_ref()
                .map(|on| format!(" where {}", value(on, sources)))
                .unwrap_or_default();
            let also = match kind {
                JoinKind::Inner | JoinKind::Cross => "",
                JoinKind::Left => ", and keeps rows without a match",
                JoinKind::Right => ", and keeps rows of it without a match",
                JoinKind::Full => ", and keeps rows of both without a match",
            };
            let how = if *kind == JoinKind::Cross {
                "It combines each row with every row of"
            } else {
                "It joins"
            };
            sentences.push(format!("{how} {name}{condition}{also}."));
        }
    }
}

/// Whether a query reads the CTE of that name.
fn mentions(query: &Query, cte: &str) -> bool {
    let in_source = |source: &Source| {
        let mut pending = vec![source];
        while let Some(source) = pending.pop() {
            match source {
                Source::Cte { name, .. } if name == cte => return true,
                Source::Derived { query, .. } if mentions(query, cte) => return true,
                Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
                Source::Cte { .. } | Source::Derived { .. } | Source::Relation { .. } => {}
            }
        }
        false
    };
    match &query.body {
        Body::Select(select) => select.from.iter().any(in_source),
        Body::SetOperation { left, right, .. } => mentions(left, cte) || mentions(right, cte),
        Body::Values(_) => false,
    }
}
