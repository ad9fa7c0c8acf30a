//! A plain account of a query, clause by clause. It says all that the query does; what it says it in
//! are the tables' own names as plain words, never their comments.

mod calls;
mod inner;
mod patterns;
mod sets;
mod values;
mod words;

use plainquery_catalog::Catalog;

use crate::tree::{
    Body, Expr, GroupingKind, JoinKind, OrderItem, Query, Select, SetOperator, Source,
};
use crate::validate::ValidatedQuery;
use crate::walk;
use values::{condition, value};
use words::{Sources, limited_list, list, plain};

/// What the query does: a sentence for what it reads, joins, keeps, groups, shows, orders and cuts.
pub fn explain(query: &ValidatedQuery, _catalog: &Catalog) -> Vec<String> {
    let mut sentences = Vec::new();
    let tree = query.tree();
    account(tree, &Sources::default(), &mut sentences);
    if query.is_rewritten() {
        sentences.push("It sees only the rows and columns that the policy shows you.".to_owned());
    }
    if let Some(offset) = tree.offset.filter(|offset| *offset > 0) {
        sentences.push(format!("It passes over the first {}.", rows(offset)));
    }
    match tree.limit {
        // One more than is shown is asked for, which is no wish of the user's.
        Some(limit) if limit > query.max_rows() => {
            sentences.push(format!("It shows at most {}.", rows(query.max_rows())));
        }
        Some(0) => sentences.push("It shows no row.".to_owned()),
        Some(limit) if tree.order_by.is_empty() => {
            sentences.push(format!(
                "It shows at most {}, whichever come first.",
                rows(limit)
            ));
        }
        Some(limit) => sentences.push(format!("It shows only the first {}.", rows(limit))),
        None => {}
    }
    sentences
}

fn rows(count: u64) -> String {
    if count == 1 {
        "row".to_owned()
    } else {
        format!("{count} rows")
    }
}

/// All but the limit of the outermost query.
fn account(query: &Query, outer: &Sources, sentences: &mut Vec<String>) {
    if outer.is_too_deep() {
        sentences.push("It computes values in a way too deep to be told.".to_owned());
        return;
    }
    for cte in &query.ctes {
        let mut inside = Vec::new();
        whole(&cte.query, &Sources::below(outer), &mut inside);
        let how = if query.recursive && mentions(&cte.query, &cte.name) {
            ", reading its own rows again and again until no new ones come"
        } else {
            ""
        };
        sentences.push(format!(
            "First it builds “{}”{}{how}: {}",
            plain(&cte.name),
            words::named_columns(&cte.columns),
            inside.join(" ")
        ));
    }
    let sources = match &query.body {
        Body::Select(select) => {
            let sources = Sources::of(&select.from, outer);
            account_select(select, !query.order_by.is_empty(), &sources, sentences);
            sources
        }
        Body::SetOperation {
            operator,
            all,
            left,
            right,
        } => {
            set_operation(*operator, *all, [left, right], outer, sentences);
            Sources::below(outer)
        }
        Body::Values(rows) => {
            let said: Vec<String> = rows
                .iter()
                .map(|row| {
                    let row: Vec<String> = row.iter().map(|item| value(item, outer)).collect();
                    format!("({})", row.join(", "))
                })
                .collect();
            sentences.push(format!(
                "It lists the constant rows {}.",
                limited_list(&said, "rows")
            ));
            Sources::below(outer)
        }
    };
    if !query.order_by.is_empty() {
        sentences.push(format!(
            "It orders the rows by {}.",
            order(&query.order_by, &sources)
        ));
    }
}

/// A query inside another, with its limit.
fn whole(query: &Query, outer: &Sources, sentences: &mut Vec<String>) {
    account(query, outer, sentences);
    if let Some(offset) = query.offset.filter(|offset| *offset > 0) {
        sentences.push(format!("It passes over the first {}.", rows(offset)));
    }
    match query.limit {
        Some(limit) if query.order_by.is_empty() => {
            sentences.push(format!(
                "It takes at most {}, whichever come first.",
                rows(limit)
            ));
        }
        Some(limit) => sentences.push(format!("It takes only the first {}.", rows(limit))),
        None => {}
    }
}

fn set_operation(
    operator: SetOperator,
    all: bool,
    [left, right]: [&Query; 2],
    outer: &Sources,
    sentences: &mut Vec<String>,
) {
    whole(left, &Sources::below(outer), sentences);
    let how = match (operator, all) {
        (SetOperator::Union, true) => "Then it adds the rows of a second query, repeats included:",
        (SetOperator::Union, false) => {
            "Then it adds the rows of a second query, and keeps each different row once:"
        }
        (SetOperator::Intersect, false) => {
            "Then it keeps, once each, only the rows that a second query has too:"
        }
        (SetOperator::Intersect, true) => {
            "Then it keeps only the rows that a second query has too, as often as both have them:"
        }
        (SetOperator::Except, false) => {
            "Then it keeps, once each, only the rows that a second query does not have:"
        }
        (SetOperator::Except, true) => {
            "Then it takes away the rows of a second query, one for each of them:"
        }
    };
    let mut inside = Vec::new();
    whole(right, &Sources::below(outer), &mut inside);
    sentences.push(format!("{how} {}", inside.join(" ")));
}

/// What rows are ordered by.
fn order(items: &[OrderItem], sources: &Sources) -> String {
    let keys: Vec<String> = items.iter().map(|item| order_key(item, sources)).collect();
    keys.join(", then by ")
}

fn order_key(item: &OrderItem, sources: &Sources) -> String {
    let key = value(&item.expr, sources);
    let direction = if item.descending {
        "highest first"
    } else {
        "lowest first"
    };
    let empty = match item.nulls_first {
        None => "",
        Some(true) => " (empty values before all others)",
        Some(false) => " (empty values after all others)",
    };
    format!("{key}, {direction}{empty}")
}

fn account_select(
    select: &Select,
    is_ordered: bool,
    sources: &Sources,
    sentences: &mut Vec<String>,
) {
    for (index, source) in select.from.iter().enumerate() {
        let also = if index > 0 {
            "It puts every row so far beside every row of"
        } else {
            "It reads"
        };
        account_source(source, also, sources, sentences);
    }
    if let Some(filter) = &select.filter {
        sentences.push(format!(
            "It keeps rows where {}.",
            condition(filter, sources)
        ));
    }
    if !select.group_by.is_empty() {
        sentences.push(groups(&select.group_by, sources));
    }
    if let Some(having) = &select.having {
        sentences.push(format!(
            "It keeps groups where {}.",
            condition(having, sources)
        ));
    }
    sentences.push(shown(select, is_ordered, sources));
}

fn groups(keys: &[Expr], sources: &Sources) -> String {
    let mut plain_keys = Vec::new();
    let mut more = String::new();
    for key in keys {
        let Expr::Grouping { kind, sets } = key else {
            plain_keys.push(value(key, sources));
            continue;
        };
        let said: Vec<String> = sets
            .iter()
            .map(|set| {
                let keys: Vec<String> = set.iter().map(|key| value(key, sources)).collect();
                list(&keys)
            })
            .collect();
        let words = match kind {
            GroupingKind::Sets => {
                let each: Vec<String> = said
                    .iter()
                    .map(|set| {
                        if set.is_empty() {
                            "one for all rows".to_owned()
                        } else {
                            format!("one for each {set}")
                        }
                    })
                    .collect();
                format!(", several times over: {}", each.join(", then "))
            }
            GroupingKind::Rollup => format!(
                " for each {}, with totals for each one of these from the left and for all rows",
                list(&said)
            ),
            GroupingKind::Cube => format!(
                " for each {}, with totals for every choice of these and for all rows",
                list(&said)
            ),
        };
        more.push_str(&words);
    }
    match (plain_keys.is_empty(), more.is_empty()) {
        (false, true) => format!("It makes one group for each {}.", list(&plain_keys)),
        (true, _) => format!("It makes groups{more}."),
        (false, false) => format!(
            "It makes groups for each {}, and of these{more}.",
            list(&plain_keys)
        ),
    }
}

fn shown(select: &Select, is_ordered: bool, sources: &Sources) -> String {
    let items: Vec<String> = select
        .items
        .iter()
        .map(|item| {
            let what = value(&item.expr, sources);
            match &item.alias {
                Some(alias) if !is_named(&what, alias) && !is_implied(&item.expr, alias) => {
                    format!("{what} as “{}”", plain(alias))
                }
                _ => what,
            }
        })
        .collect();
    let each = if select.distinct {
        ", each different row once".to_owned()
    } else if select.distinct_on.is_empty() {
        String::new()
    } else {
        let keys: Vec<String> = select
            .distinct_on
            .iter()
            .map(|key| value(key, sources))
            .collect();
        let which = if is_ordered {
            "the first row"
        } else {
            "one row"
        };
        format!(", only {which} for each {}", list(&keys))
    };
    let verb = if select.items.iter().any(|item| is_measure(&item.expr)) {
        "It computes"
    } else {
        "It shows"
    };
    let rows = sets::how_many(select);
    format!("{verb} {}{each}{rows}.", limited_list(&items, "columns"))
}

/// Whether a value is said by its own name already.
fn is_named(said: &str, alias: &str) -> bool {
    let name = plain(alias);
    said == name || said.ends_with(&format!("’ {name}")) || said.ends_with(&format!("’s {name}"))
}

/// Whether a name is what the server calls a value that the text gives no name.
fn is_implied(expr: &Expr, alias: &str) -> bool {
    // The second of a name is `sum_2`.
    let stem = match alias.rsplit_once('_') {
        Some((stem, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => stem,
        _ => alias,
    };
    match expr {
        Expr::Function(function) => function.name == stem || function.name == alias,
        Expr::Extract { field, .. } => field == stem,
        Expr::Case { .. } => stem == "case",
        Expr::Cast { operand, type_name } => {
            is_implied(operand, alias)
                || type_name.starts_with(stem)
                || matches!(&**operand, Expr::Column { name, .. } if name == stem)
        }
        Expr::Column { name, .. } => name == stem,
        _ => stem == "column" || stem == "exists",
    }
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

fn account_source(source: &Source, how: &str, sources: &Sources, sentences: &mut Vec<String>) {
    match source {
        Source::Relation { .. } | Source::Cte { .. } => {
            sentences.push(format!("{how} {}.", words::source(source)));
        }
        Source::Function { arguments, .. } => {
            rows_of(source, sources, sentences);
            if !how.ends_with("reads") && names_a_source(arguments) {
                sentences.push(format!(
                    "It puts each row beside the rows of its own {}.",
                    words::source(source)
                ));
            } else if !how.ends_with("reads") {
                sentences.push(format!("{how} {}.", words::source(source)));
            }
        }
        Source::Derived { .. } => {
            build(source, sources, sentences);
            if !how.ends_with("reads") {
                sentences.push(format!("{how} {}.", words::source(source)));
            }
        }
        Source::Join { .. } => account_join(source, how, sources, sentences),
    }
}

/// A subquery in FROM, before it is read.
fn build(source: &Source, sources: &Sources, sentences: &mut Vec<String>) {
    let Source::Derived {
        query,
        columns,
        lateral,
        ..
    } = source
    else {
        return;
    };
    let mut inside = Vec::new();
    let outer = if *lateral {
        Sources::inside(sources)
    } else {
        Sources::below(sources)
    };
    whole(query, &outer, &mut inside);
    let when = if *lateral {
        "For each row so far it builds"
    } else {
        "It builds"
    };
    sentences.push(format!(
        "{when} {}{}: {}",
        words::source(source),
        words::named_columns(columns),
        inside.join(" ")
    ));
}

/// A function in FROM, before its rows are read.
fn rows_of(source: &Source, sources: &Sources, sentences: &mut Vec<String>) {
    let Source::Function {
        name,
        arguments,
        ordinality,
        alias,
        columns,
    } = source
    else {
        return;
    };
    let said: Vec<String> = arguments
        .iter()
        .map(|argument| value(argument, sources))
        .collect();
    let when = if names_a_source(arguments) {
        "For each row so far it makes"
    } else {
        "It makes"
    };
    let of = match (name.as_str(), said.as_slice()) {
        ("generate_series", [from, to]) => format!("every whole number from {from} to {to}"),
        ("generate_series", [from, to, step]) => {
            format!("every value from {from} to {to} in steps of {step}")
        }
        (_, said) => sets::rows(name, said),
    };
    let number = if *ordinality {
        ", with their numbers"
    } else {
        ""
    };
    let named = match columns.as_slice() {
        [only] if only == alias => String::new(),
        columns => words::named_columns(columns),
    };
    sentences.push(format!(
        "{when} a row in {} for each of these{named}: {of}{number}.",
        words::source(source)
    ));
}

/// Whether arguments name a column of a source before them.
fn names_a_source(arguments: &[Expr]) -> bool {
    arguments
        .iter()
        .any(|argument| walk::any(argument, &mut |part| matches!(part, Expr::Column { .. })))
}

/// A chain of joins, which nests to the left.
fn account_join(source: &Source, how: &str, sources: &Sources, sentences: &mut Vec<String>) {
    let mut chain = Vec::new();
    let mut first = source;
    while let Source::Join {
        left,
        right,
        kind,
        on,
    } = first
    {
        chain.push((&**right, *kind, on));
        first = left;
    }
    account_source(first, how, sources, sentences);
    for (right, kind, on) in chain.into_iter().rev() {
        match right {
            Source::Derived { .. } => build(right, sources, sentences),
            Source::Function { .. } => rows_of(right, sources, sentences),
            Source::Join { .. } => {
                account_source(right, "On the other side, it reads", sources, sentences);
            }
            Source::Relation { .. } | Source::Cte { .. } => {}
        }
        let name = words::source(right);
        let tie = on.as_ref().map(|on| condition(on, sources));
        // What always holds is no condition.
        let tie = tie.filter(|tie| tie != "true");
        let tie = tie.map(|tie| format!(" where {tie}")).unwrap_or_default();
        let is_own = matches!(right, Source::Derived { lateral: true, .. })
            || matches!(right, Source::Function { arguments, .. } if names_a_source(arguments));
        sentences.push(match kind {
            JoinKind::Inner | JoinKind::Cross if is_own && tie.is_empty() => {
                format!("It puts each row beside the rows of its own {name}.")
            }
            JoinKind::Cross => format!("It puts every row so far beside every row of {name}."),
            JoinKind::Inner if tie.is_empty() => {
                format!("It puts every row so far beside every row of {name}.")
            }
            JoinKind::Inner => format!("It joins {name}{tie}."),
            JoinKind::Left => format!(
                "It joins {name}{tie}, and keeps rows that find no match, with the values of {name} left empty."
            ),
            JoinKind::Right => format!(
                "It joins {name}{tie}, and keeps the rows of {name} that find no match, with all other values left empty."
            ),
            JoinKind::Full => format!(
                "It joins {name}{tie}, and keeps the rows of both sides that find no match, with the values of the other side left empty."
            ),
        });
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
                Source::Cte { .. }
                | Source::Derived { .. }
                | Source::Function { .. }
                | Source::Relation { .. } => {}
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
