//! Deep and long texts are answered at once, with a stack of 1 MiB, as a WASM host has it.

mod support;

use std::thread;
use std::time::{Duration, Instant};

use plainquery_core::Dialect;
use plainquery_sql::{Policy, validate};

const STACK_BYTES: usize = 1024 * 1024;

/// Debug builds are slow; a guard that explodes takes minutes, not this.
const PATIENCE: Duration = Duration::from_secs(2);

/// Validates on a small stack; whether the text was admitted.
fn admitted(sql: String) -> bool {
    thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || {
            #[expect(clippy::disallowed_methods, reason = "a test measures")]
            let start = Instant::now();
            let catalog = support::catalog(Dialect::Postgres);
            let result = validate(&sql, &catalog, &Policy::default());
            if let Ok(query) = &result {
                assert!(validate(query.text(), &catalog, &Policy::default()).is_ok());
            }
            assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
            result.is_ok()
        })
        .expect("a thread")
        .join()
        .expect("no panic, no overflow")
}

fn nested(open: &str, inside: &str, close: &str, depth: usize) -> String {
    format!(
        "SELECT {}{inside}{}",
        open.repeat(depth),
        close.repeat(depth)
    )
}

/// Every shape of nesting, at depths that are read and at depths that are refused.
const SHAPES: &[(&str, &str, &str)] = &[
    ("(", "1", ")"),
    ("(SELECT ", "1", ")"),
    ("CASE WHEN true THEN ", "1", " END"),
    ("CASE WHEN ", "true", " THEN true END"),
    ("NOT ", "true", ""),
    ("- ", "1", ""),
    ("abs(", "1", ")"),
    ("coalesce(1, ", "1", ")"),
    ("1 + (", "1", ")"),
    ("1 IN (", "1", ")"),
    ("1 IN (SELECT ", "1", ")"),
    ("EXISTS (SELECT 1 WHERE ", "true", ")"),
    ("CAST(", "1", " AS integer)"),
    ("ARRAY[", "1", "]"),
    ("* FROM (SELECT ", "1 AS x", ") x"),
    ("* FROM ((", "orders", "))"),
    ("1 FROM orders WHERE (", "true", ")"),
    ("1 UNION (SELECT ", "1", ")"),
    ("1 BETWEEN (", "1", ") AND 1"),
    ("sum(1) OVER (ORDER BY (", "1", "))"),
    ("INTERVAL ", "'1 day'", ""),
    ("1 = ANY (SELECT ", "1", ")"),
    ("extract(year FROM ", "now()", ")"),
    ("", "1", "::integer"),
    ("", "1", " + 1"),
    ("", "true", " AND true"),
    ("", "'a'", " || 'a'"),
    ("", "1", " UNION SELECT 1"),
    ("", "true", " IS NOT NULL"),
    ("", "1", " FROM orders"),
    ("", "1", " ISNULL"),
    ("~ ", "1", ""),
    ("", "1", " COLLATE \"C\""),
    ("", "tags", "[1]"),
    ("", "1", " & 1"),
];

#[test]
fn every_shape_at_every_depth() {
    for (open, inside, close) in SHAPES {
        for depth in [
            1, 4, 8, 12, 16, 24, 31, 32, 33, 50, 100, 200, 255, 256, 257, 800, 3000,
        ] {
            eprintln!("{open} {depth}");
            admitted(nested(open, inside, close, depth));
        }
    }
}

#[test]
fn with_inside_with() {
    for depth in [1, 8, 16, 30, 31, 60, 800] {
        for word in ["WITH", "WITH RECURSIVE"] {
            let mut sql = "SELECT 1 AS x".to_owned();
            for level in 0..depth {
                sql = format!("{word} t{level} AS ({sql} UNION SELECT 2) SELECT x FROM t{level}");
            }
            admitted(sql);
        }
    }
}

#[test]
fn stars_that_multiply() {
    for depth in [1, 3, 6, 12] {
        let mut sql = "SELECT * FROM orders".to_owned();
        for level in 0..depth {
            sql = format!("SELECT * FROM ({sql}) a{level}, orders b{level}, customers c{level}");
        }
        admitted(sql);
    }
}

#[test]
fn a_reasonable_depth_is_admitted() {
    assert!(admitted(nested("(", "1", ")", 12)));
    assert!(admitted(nested("(SELECT ", "1", ")", 8)));
    assert!(admitted(nested("CASE WHEN true THEN ", "1", " END", 8)));
    assert!(admitted(nested("", "1", " + 1", 200)));
}
