//! Whether two results are the same.

use plainquery_core::Dialect;
use plainquery_sql::{ValidatedQuery, print};

/// Rows of cells; NULL is `None`. What stands in a cell tells its storage class where there are some.
pub(super) type Rows = Vec<Vec<Option<String>>>;

/// How alike two results are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same rows, in the same order where the query orders them.
    Same,
    /// Other rows under LIMIT, and the same ones in the same order without it: a choice among ties.
    TiesCut,
    /// The same rows of a query that orders them, in another order.
    Reordered,
    /// Other rows.
    Different,
}

impl Likeness {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Same => "the same rows",
            Self::TiesCut => "another choice of ties under LIMIT",
            Self::Reordered => "ANOTHER ORDER",
            Self::Different => "OTHER ROWS",
        }
    }
}

/// Whether a text orders anything. Not told by the tree, which is what is tested.
pub(super) fn orders(sql: &str) -> bool {
    sql.to_ascii_lowercase().contains("order by")
}

/// Compares two results of one query; the order of rows counts where it `is_ordered`.
pub(super) fn compare(gold: &Rows, printed: &Rows, is_ordered: bool) -> Likeness {
    if gold == printed {
        return Likeness::Same;
    }
    if sorted(gold) != sorted(printed) {
        return Likeness::Different;
    }
    if is_ordered {
        Likeness::Reordered
    } else {
        Likeness::Same
    }
}

fn sorted(rows: &Rows) -> Rows {
    let mut rows = rows.clone();
    rows.sort_unstable();
    rows
}

/// Both texts without their LIMIT at the top; `None` where the query has none.
pub(super) fn without_limit(
    gold: &str,
    query: &ValidatedQuery,
    dialect: Dialect,
) -> Option<(String, String)> {
    let at = gold.to_ascii_lowercase().rfind("limit")?;
    if gold[at..].contains(')') {
        return None;
    }
    let mut tree = query.tree().clone();
    tree.limit = None;
    tree.offset = None;
    Some((gold[..at].to_owned(), print(&tree, dialect)))
}

#[test]
fn rows_are_compared_with_their_number_and_in_their_order() {
    let rows = |cells: &[&str]| -> Rows {
        cells
            .iter()
            .map(|cell| vec![Some((*cell).to_owned())])
            .collect()
    };
    let (ab, ba) = (rows(&["a", "b"]), rows(&["b", "a"]));
    assert_eq!(compare(&ab, &ab, true), Likeness::Same);
    assert_eq!(compare(&ab, &ba, false), Likeness::Same);
    assert_eq!(compare(&ab, &ba, true), Likeness::Reordered);
    for other in [
        rows(&["a"]),
        rows(&["a", "a", "b"]),
        rows(&["a", "c"]),
        rows(&[]),
    ] {
        assert_eq!(compare(&ab, &other, false), Likeness::Different);
    }
    assert_eq!(
        compare(&rows(&[""]), &vec![vec![None]], false),
        Likeness::Different
    );
}
