//! Accounts of queries of every shape, as people read them.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use plainquery_core::Dialect;
use plainquery_sql::{Policy, explain, validate};
use support::{cases, catalog};

#[test]
fn every_shape_is_told_in_plain_words() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/explain.sql");
    let catalog = catalog(Dialect::Postgres);
    let cases = cases(&fs::read_to_string(path).expect("the cases"));
    assert!(cases.len() >= 60);
    let mut shown = String::new();
    for case in cases {
        let query = validate(&case.sql, &catalog, &Policy::default())
            .unwrap_or_else(|why| panic!("{}: {}", case.title, why[0]));
        let _ = writeln!(shown, "-- {}\n{}", case.title, case.sql);
        for sentence in explain(&query, &catalog) {
            assert!(sentence.ends_with(['.', ')']), "{sentence}");
            let _ = writeln!(shown, "    {sentence}");
        }
        shown.push('\n');
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("explain", shown);
    });
}

/// Chains as long and queries as deep as are read cost no stack.
#[test]
fn long_and_deep_queries_are_told_too() {
    let catalog = catalog(Dialect::Postgres);
    let chain = format!("SELECT order_id{} FROM orders", " + 1".repeat(200));
    let deep = format!(
        "SELECT {}order_id{} FROM orders",
        "abs(".repeat(25),
        ")".repeat(25)
    );
    let mut nested = "SELECT order_id FROM orders".to_owned();
    for level in 0..12 {
        nested = format!(
            "SELECT order_id FROM ({nested}) t{level} WHERE order_id IN (SELECT order_id FROM orders)"
        );
    }
    for sql in [chain, deep, nested] {
        let told = std::thread::Builder::new()
            .stack_size(1024 * 1024)
            .spawn(move || {
                let catalog = support::catalog(Dialect::Postgres);
                let query = validate(&sql, &catalog, &Policy::default()).expect("it is read");
                explain(&query, &catalog).join(" ").len()
            })
            .expect("a thread")
            .join()
            .expect("no overflow");
        assert!((50..20_000).contains(&told), "{told}");
    }
    let query = validate("SELECT 1", &catalog, &Policy::default()).expect("it is read");
    assert_eq!(explain(&query, &catalog)[0], "It shows 1.");
}
