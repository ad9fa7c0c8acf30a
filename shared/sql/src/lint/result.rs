//! The result as a whole: `SELECT *`, pages by OFFSET, and every row of a big table.

use plainquery_catalog::Catalog;

use super::place::Places;
use super::written::Written;
use super::{BIG_TABLE_ROWS, LintId, Warning, model};
use crate::print::print;
use crate::tree::{Body, Query, Source};

/// Rows that are passed over in one step without a warning.
const FEW_ROWS_PASSED: u64 = 1_000;

pub(super) fn check(
    written: Written,
    tree: &Query,
    catalog: &Catalog,
    places: &Places<'_>,
) -> Vec<Warning> {
    let mut found = Vec::new();
    if let Some(at) = written.star {
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
    if !written.is_limited {
        found.extend(unbounded(tree, catalog, places));
    }
    found
}

fn paging(tree: &Query, places: &Places<'_>) -> Option<Warning> {
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
fn unbounded(tree: &Query, catalog: &Catalog, places: &Places<'_>) -> Option<Warning> {
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
