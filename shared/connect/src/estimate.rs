//! What a query costs by the server's own estimate, before it runs.

use plainquery_core::Table;
use plainquery_core::ports::SqlError;
use serde::Deserialize;

/// A server's plan of a query may be long; what is longer than this is of no query that may run.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// The part of EXPLAIN's JSON that is read.
#[derive(Deserialize)]
struct Explained {
    #[serde(rename = "Plan")]
    plan: Node,
}

#[derive(Deserialize)]
struct Node {
    /// In the planner's units, of all that the query does: sub-plans and CTEs are in it.
    #[serde(rename = "Total Cost")]
    total_cost: f64,
}

/// Holds an answer to `EXPLAIN (FORMAT JSON)` against the cap. What cannot be read is over it: nothing runs
/// that was to be estimated and was not.
///
/// # Errors
/// `TooCostly`, and `Protocol` where the answer is none.
pub(crate) fn check(told: &Table, max_cost: u64) -> Result<(), SqlError> {
    if told.truncated {
        return Err(SqlError::TooCostly);
    }
    let [row] = told.rows.as_slice() else {
        return Err(SqlError::Protocol);
    };
    let [Some(json)] = row.as_slice() else {
        return Err(SqlError::Protocol);
    };
    let [Explained { plan }] =
        serde_json::from_str::<[Explained; 1]>(json).map_err(|_| SqlError::Protocol)?;
    // A cost that is no number is not below the cap either.
    if plan.total_cost <= as_cost(max_cost) {
        Ok(())
    } else {
        Err(SqlError::TooCostly)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "an estimate is never that exact"
)]
fn as_cost(cap: u64) -> f64 {
    cap as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> Table {
        Table {
            rows: vec![vec![Some(json.to_owned())]],
            ..Table::default()
        }
    }

    /// As `PostgreSQL` 15 prints it.
    fn explained(cost: &str) -> Table {
        told(&format!(
            r#"[{{"Plan": {{"Node Type": "Seq Scan", "Parallel Aware": false, "Startup Cost": 0.00, "Total Cost": {cost}, "Plan Rows": 1, "Plans": [{{"Node Type": "Result", "Total Cost": 9e99}}]}}}}]"#
        ))
    }

    #[test]
    fn the_whole_plans_cost_is_held_against_the_cap() {
        assert_eq!(check(&explained("1000.00"), 1_000), Ok(()));
        for cost in ["1000.01", "10000000000000000000000.00", "1e300"] {
            assert_eq!(check(&explained(cost), 1_000), Err(SqlError::TooCostly));
        }
    }

    #[test]
    fn what_tells_no_cost_is_refused() {
        for json in [
            "",
            "[]",
            "null",
            "{}",
            r#"[{"Plan": {}}]"#,
            r#"[{"Plan": {"Total Cost": null}}]"#,
            r#"[{"Plan": {"Total Cost": "1"}}]"#,
            r#"[{"Plan": {"Total Cost": 1}}, {"Plan": {"Total Cost": 1}}]"#,
            "Seq Scan on orders  (cost=0.00..1.00 rows=1 width=4)",
        ] {
            assert_eq!(check(&told(json), 1_000), Err(SqlError::Protocol), "{json}");
        }
        assert_eq!(check(&Table::default(), 1_000), Err(SqlError::Protocol));
        let cut = Table {
            truncated: true,
            ..explained("1")
        };
        assert_eq!(check(&cut, 1_000), Err(SqlError::TooCostly));
    }
}
