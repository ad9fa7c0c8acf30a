//! Whether two results are the same.

use plainquery_core::Dialect;
use plainquery_sql::{
    ValidatedQuery, print,
    tree::{Body, Expr, Query, SelectItem},
};

use super::MAX_ROWS;

/// Rows of cells; NULL is `None`. What stands in a cell tells its storage class where there are some.
pub(super) type Rows = Vec<Vec<Option<String>>>;

/// How alike two results are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same rows, in the same order where the query orders them.
    Same,
    /// Other rows under LIMIT, and the same ones in the same order without it: a choice among ties.
    TiesCut,
    /// The same rows of a query that orders them, in another order among those that it orders alike.
    TiesMoved,
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
            Self::TiesMoved => "another order of ties",
            Self::Reordered => "ANOTHER ORDER",
            Self::Different => "OTHER ROWS",
        }
    }
}

/// Whether a text orders its rows: outside of parentheses. Not told by the tree, which is what is tested.
pub(super) fn orders(sql: &str) -> bool {
    let mut depth = 0_u32;
    let mut quote = None;
    let outside = sql.chars().filter(|character| {
        match (quote, character) {
            (Some(open), _) if open == *character => quote = None,
            (None, '\'' | '"') => quote = Some(*character),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (Some(_) | None, _) => {}
        }
        depth == 0 && quote.is_none()
    });
    let text: String = outside.collect::<String>().to_ascii_lowercase();
    text.split_whitespace()
        .zip(text.split_whitespace().skip(1))
        .any(|pair| pair == ("order", "by"))
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

/// A query with what it orders by as its last columns, as texts that the validator reads.
pub(super) struct Keyed {
    pub(super) limited: String,
    pub(super) whole: String,
    keys: usize,
    has_limit: bool,
}

/// `None` where it orders by nothing, or by what cannot stand beside its columns.
pub(super) fn keyed(query: &ValidatedQuery, dialect: Dialect) -> Option<Keyed> {
    let mut tree = query.tree().clone();
    let keys = tree.order_by.len();
    let has_limit = tree.limit.is_some_and(|limit| limit < MAX_ROWS) || tree.offset.is_some();
    let Query { body, order_by, .. } = &mut tree;
    let Body::Select(select) = body else {
        return None;
    };
    if keys == 0 || select.distinct || !select.distinct_on.is_empty() {
        return None;
    }
    for (index, item) in order_by.iter().enumerate() {
        let expr = match &item.expr {
            Expr::Column { source: None, name } => {
                let named = |shown: &&SelectItem| shown.alias.as_ref() == Some(name);
                select.items.iter().find(named)?.expr.clone()
            }
            other => other.clone(),
        };
        select.items.push(SelectItem {
            expr,
            alias: Some(format!("acceptance_key_{index}")),
        });
    }
    let limited = print(&tree, dialect);
    tree.limit = None;
    tree.offset = None;
    Some(Keyed {
        limited,
        whole: print(&tree, dialect),
        keys,
        has_limit,
    })
}

impl Keyed {
    /// Whether two results differ in what the query leaves open and in nothing else: the keys come in the
    /// same order, and without a LIMIT the rows are the same.
    pub(super) fn are_ties(&self, limited: [&Rows; 2], whole: [&Rows; 2]) -> Option<Likeness> {
        let keys = |rows: &Rows| -> Rows {
            rows.iter()
                .map(|row| row[row.len() - self.keys..].to_vec())
                .collect()
        };
        let [gold, ours] = limited.map(keys);
        let [gold_whole, ours_whole] = whole.map(keys);
        let same_rows = sorted(whole[0]) == sorted(whole[1]);
        (gold == ours && gold_whole == ours_whole && same_rows).then_some(if self.has_limit {
            Likeness::TiesCut
        } else {
            Likeness::TiesMoved
        })
    }
}

#[test]
fn only_the_order_of_the_result_counts() {
    assert!(orders("SELECT a FROM t\nORDER  BY a"));
    assert!(orders(
        "SELECT (SELECT 1) FROM t WHERE a = ')' order by 1 LIMIT 1"
    ));
    assert!(!orders(
        "SELECT a FROM t WHERE b = (SELECT b FROM u ORDER BY c LIMIT 1)"
    ));
    assert!(!orders(
        "SELECT rank() OVER (ORDER BY a), 'order by' FROM t"
    ));
}

#[test]
fn ties_are_told_from_rows_that_are_out_of_order() {
    let rows = |cells: &[[&str; 2]]| -> Rows {
        cells
            .iter()
            .map(|row| row.iter().map(|cell| Some((*cell).to_owned())).collect())
            .collect()
    };
    let keyed = |has_limit| Keyed {
        limited: String::new(),
        whole: String::new(),
        keys: 1,
        has_limit,
    };
    let (all, moved) = (
        rows(&[["a", "1"], ["b", "1"], ["c", "2"]]),
        rows(&[["b", "1"], ["a", "1"], ["c", "2"]]),
    );
    let unordered = rows(&[["a", "1"], ["c", "2"], ["b", "1"]]);
    let (first, other) = (rows(&[["a", "1"]]), rows(&[["b", "1"]]));
    let wrong = rows(&[["c", "2"]]);
    let tied = |left, right| keyed(false).are_ties([left, right], [left, right]);
    assert_eq!(tied(&all, &moved), Some(Likeness::TiesMoved));
    assert_eq!(tied(&all, &unordered), None);
    assert_eq!(
        tied(&all, &rows(&[["a", "1"], ["x", "1"], ["c", "2"]])),
        None
    );
    let cut = |right| keyed(true).are_ties([&first, right], [&all, &moved]);
    assert_eq!(cut(&other), Some(Likeness::TiesCut));
    assert_eq!(cut(&wrong), None);
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
