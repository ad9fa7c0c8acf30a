//! Texts that are read without a catalog: names are taken as they come, all else is checked.

#[path = "corpus/file.rs"]
mod file;
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use plainquery_core::Dialect;
use plainquery_sql::{check_unbound, validate};
use support::{cases, catalog};

const MAX_ROWS: u64 = 1000;

/// Rules that rest on what the catalog or the policy holds.
const OF_NAMES: &[&str] = &[
    "unknown-relation",
    "ambiguous-relation",
    "relation-not-permitted",
    "unknown-column",
    "ambiguous-column",
    "whole-row",
];

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    fs::read_to_string(path).expect("the case file")
}

fn printed(sql: &str, dialect: Dialect) -> String {
    match check_unbound(sql, dialect, MAX_ROWS) {
        Ok(query) => query.text().replace('\n', " "),
        Err(reasons) => panic!("{sql}: {}", reasons[0]),
    }
}

#[test]
fn what_a_catalog_admits_is_admitted_without_one() {
    let mut wrong = String::new();
    for (file, dialect) in [
        ("postgres_admitted.sql", Dialect::Postgres),
        ("sqlite_admitted.sql", Dialect::Sqlite),
    ] {
        for case in cases(&read(file)) {
            // Which columns a NATURAL JOIN compares is not known, nor which source USING means.
            if case.sql.contains("NATURAL") || case.sql.contains("USING") {
                continue;
            }
            match check_unbound(&case.sql, dialect, MAX_ROWS) {
                Ok(query) => {
                    let again = check_unbound(query.text(), dialect, MAX_ROWS);
                    if again.as_ref().map(plainquery_sql::UnboundQuery::text) != Ok(query.text()) {
                        let _ = writeln!(wrong, "{file} {}: {again:?}", case.title);
                    }
                }
                Err(why) => {
                    let _ = writeln!(wrong, "{file} {}: {}", case.title, why[0]);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn attacks_on_snowflake_are_refused_without_a_catalog() {
    let mut wrong = String::new();
    let mut checked = 0;
    let attacks = file::read("attacks").into_iter();
    for case in attacks.filter(|case| case.catalog == "snowflake") {
        let rule = case.rule.as_deref().expect("a rule after =>");
        if OF_NAMES.contains(&rule) {
            continue;
        }
        checked += 1;
        match check_unbound(&case.sql, Dialect::Snowflake, MAX_ROWS) {
            Ok(query) => {
                let _ = writeln!(wrong, "{} {rule}: {}", case.place(), query.text());
            }
            // What stands for columns that are not known is refused before anything else.
            Err(why)
                if why
                    .iter()
                    .any(|reason| reason.message.contains("no catalog")) => {}
            Err(why) if why.iter().any(|reason| reason.rule.label() == rule) => {}
            Err(why) => {
                let _ = writeln!(wrong, "{} {rule}: {}", case.place(), why[0]);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(checked > 300, "{checked} cases");
}

#[test]
fn names_fold_to_upper_case_in_snowflake() {
    assert_eq!(
        printed("select t.a, \"b\" from s.t", Dialect::Snowflake),
        "SELECT \"T\".\"A\", \"b\" FROM \"S\".\"T\" AS \"T\" LIMIT 1001"
    );
}

#[test]
fn what_is_refused_for_more_than_a_name_is_refused_without_a_catalog() {
    let mut wrong = String::new();
    let mut checked = 0;
    for (file, dialect) in [
        ("postgres_attacks.sql", Dialect::Postgres),
        ("postgres_mistakes.sql", Dialect::Postgres),
        ("sqlite_refused.sql", Dialect::Sqlite),
    ] {
        for case in cases(&read(file)) {
            let rule = case.rule.expect("a rule after =>");
            // There, a column of the source may have the name of the aggregate.
            let rests_on_a_name = OF_NAMES.contains(&rule.as_str())
                || case.sql == "SELECT count(*) AS n FROM orders GROUP BY n";
            if rests_on_a_name {
                continue;
            }
            checked += 1;
            match check_unbound(&case.sql, dialect, MAX_ROWS) {
                Ok(query) => {
                    let _ = writeln!(wrong, "{file} {} {rule}: {}", case.title, query.text());
                }
                Err(why) if why.iter().any(|reason| reason.rule.label() == rule) => {}
                // Which is stored and which is not is known of columns only.
                Err(why) if rule == "text-growth" && why[0].rule.label() == "value-too-large" => {}
                Err(why) => {
                    let _ = writeln!(wrong, "{file} {} {rule}: {}", case.title, why[0]);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(checked > 200, "{checked} cases");
}

#[test]
fn names_stay_as_they_were_written() {
    for (sql, text) in [
        (
            "SELECT o.total, city FROM shop.orders o, Places WHERE shop = 1",
            r#"SELECT "o"."total", "city" FROM "shop"."orders" AS "o",   "places" AS "places" WHERE "shop" = 1 LIMIT 1001"#,
        ),
        (
            "SELECT *, t.* FROM t",
            r#"SELECT *, "t".* FROM "t" AS "t" LIMIT 1001"#,
        ),
        (
            "SELECT shop.t.a FROM shop.t",
            r#"SELECT "t"."a" FROM "shop"."t" AS "t" LIMIT 1001"#,
        ),
        (
            "SELECT s.x FROM (SELECT * FROM t) s WHERE y IN (SELECT * FROM u)",
            r#"SELECT "s"."x" FROM (   SELECT *   FROM "t" AS "t" ) AS "s" WHERE "y" IN (   SELECT *   FROM "u" AS "u" ) LIMIT 1001"#,
        ),
        (
            "WITH c (a, b) AS (SELECT * FROM t) SELECT a, c.b, c.z FROM c",
            r#"WITH "c" ("a", "b") AS (   SELECT *   FROM "t" AS "t" ) SELECT "c"."a", "c"."b", "c"."z" FROM "c" LIMIT 1001"#,
        ),
        (
            "SELECT date_trunc('month', d) AS m, count(*) FROM t GROUP BY m ORDER BY 2",
            r#"SELECT date_trunc('month', "d") AS "m", count(*) AS "count" FROM "t" AS "t" GROUP BY "m" ORDER BY "count" LIMIT 1001"#,
        ),
        (
            "SELECT id FROM a JOIN b USING (id) JOIN c USING (id)",
            r#"SELECT "a"."id" FROM "a" AS "a" JOIN "b" AS "b" ON "a"."id" = "b"."id" JOIN "c" AS "c" ON "a"."id" = "c"."id" LIMIT 1001"#,
        ),
    ] {
        assert_eq!(printed(sql, Dialect::Postgres), text);
    }
}

#[test]
fn sqlite_texts_in_double_quotes_stay_what_the_server_makes_of_them() {
    let long = "x".repeat(64);
    assert_eq!(
        printed(
            &format!("SELECT a FROM t WHERE b = \"Ann\" OR b = \"{long}\""),
            Dialect::Sqlite
        ),
        format!(
            "SELECT \"a\" FROM \"t\" AS \"t\" WHERE (\"b\" = \"Ann\") OR (\"b\" = '{long}') LIMIT 1001"
        )
    );
}

#[test]
fn what_only_a_catalog_can_tell_is_refused_with_the_way_out() {
    for (sql, rule) in [
        ("SELECT 1 FROM a NATURAL JOIN b", "join-condition"),
        (
            "SELECT 1 FROM a JOIN b ON a.x = b.x JOIN c USING (k)",
            "ambiguous-column",
        ),
        ("SELECT *, a FROM t ORDER BY 2", "invalid-position"),
        ("SELECT u.a FROM t", "unknown-source"),
        ("SELECT json_agg(t) FROM s.t", "whole-row"),
    ] {
        let reasons = check_unbound(sql, Dialect::Postgres, MAX_ROWS).expect_err(sql);
        assert_eq!(reasons[0].rule.label(), rule, "{sql}");
    }
}

/// The sign for all columns is no name that a catalog's query could use.
#[test]
fn no_text_names_all_columns() {
    let catalog = catalog(Dialect::Postgres);
    for sql in ["SELECT \"\0*\" FROM orders", "SELECT 1 AS \"\0*\""] {
        assert!(validate(sql, &catalog, &plainquery_sql::Policy::default()).is_err());
        assert!(check_unbound(sql, Dialect::Postgres, MAX_ROWS).is_err());
    }
}
