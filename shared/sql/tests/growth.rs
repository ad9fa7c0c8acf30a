//! What the cost estimate promises, against real servers: no value is larger than it says.

mod support;

use std::fmt::Write as _;

use plainquery_catalog::{Catalog, Column, Relation};
use plainquery_core::{Dialect, TypeClass};
use plainquery_sql::cost::{self, Estimate};
use plainquery_sql::{Policy, ValidatedQuery, validate};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use support::server::Server;

/// Text with all that is escaped, doubled or written longer: quotes, control characters, letters
/// that become several.
const STORED_TEXT: &str = "a\"b\\c\u{1}\u{2},,é,ß ŉ 'ΐ' x,y,{z}";

fn catalog(dialect: Dialect) -> Catalog {
    let column = |name: &str, class: TypeClass| Column {
        name: name.to_owned(),
        class,
        ..Column::default()
    };
    Catalog {
        format: plainquery_catalog::model::FORMAT,
        dialect,
        database: "test".to_owned(),
        relations: vec![Relation {
            schema: if dialect == Dialect::Sqlite {
                "main"
            } else {
                "shop"
            }
            .to_owned(),
            name: "stored".to_owned(),
            columns: vec![
                column("t", TypeClass::Text),
                column("n", TypeClass::Decimal),
                column("j", TypeClass::Json),
                column("a", TypeClass::Array),
            ],
            ..Relation::default()
        }],
    }
}

fn constant() -> BoxedStrategy<String> {
    prop::sample::select(
        &[
            "'a'", "''", "','", "'\"'", "'\\'", "'aé'", "'%'", "'xyzxyz'", "'ß'", "'0.5'", "'ŉ'",
        ][..],
    )
    .prop_map(str::to_owned)
    .boxed()
}

fn call(template: &'static str, parts: &[BoxedStrategy<String>]) -> BoxedStrategy<String> {
    parts
        .to_vec()
        .prop_map(move |parts| {
            let mut sql = template.to_owned();
            for (index, part) in parts.iter().enumerate() {
                sql = sql.replace(&format!("${index}"), part);
            }
            sql
        })
        .boxed()
}

fn any_of(options: Vec<BoxedStrategy<String>>) -> BoxedStrategy<String> {
    prop::strategy::Union::new(options).boxed()
}

/// Text, numbers, JSON and arrays of the nesting `depth`.
#[derive(Clone)]
struct Values {
    text: BoxedStrategy<String>,
    number: BoxedStrategy<String>,
    json: BoxedStrategy<String>,
    array: BoxedStrategy<String>,
}

fn number_literal() -> BoxedStrategy<String> {
    prop::sample::select(&["0", "7", "12.345", "1e200", "0.000001", "-3.5"][..])
        .prop_map(str::to_owned)
        .boxed()
}

#[expect(clippy::too_many_lines, reason = "a list")]
fn postgres_values(depth: u32) -> Values {
    let just = |sql: &str| Just(sql.to_owned()).boxed();
    if depth == 0 {
        return Values {
            text: any_of(vec![constant(), just("t")]),
            number: any_of(vec![number_literal(), just("n")]),
            json: any_of(vec![just("j"), just("CAST('[1, 2.50, \"é\"]' AS jsonb)")]),
            array: any_of(vec![just("a"), just("ARRAY['x', 'y\"', '']")]),
        };
    }
    let inner = postgres_values(depth - 1);
    let (text, number, json, array) = (
        &inner.text.clone(),
        &inner.number.clone(),
        &inner.json.clone(),
        &inner.array.clone(),
    );
    let of = |template, parts: &[&BoxedStrategy<String>]| {
        let parts: Vec<_> = parts.iter().map(|part| (*part).clone()).collect();
        call(template, &parts)
    };
    let lit = &constant();
    let texts = vec![
        of("repeat($0, 3)", &[text]),
        of("lpad($0, 20, $1)", &[text, lit]),
        of("rpad($0, 20)", &[text]),
        of("replace($0, $1, 'aéaéaé')", &[text, lit]),
        of("regexp_replace($0, '', 'ab', 'g')", &[text]),
        of("regexp_replace($0, '.', '\\&\\&', 'g')", &[text]),
        of("regexp_replace($0, '(a|b)', '[\\1]')", &[text]),
        of("($0 || $1)", &[text, text]),
        of("($0 || $1)", &[text, number]),
        of("concat($0, $1, $2)", &[text, number, text]),
        of("concat_ws($0, $1, $2, $3)", &[lit, text, text, array]),
        of("upper($0)", &[text]),
        of("lower($0)", &[text]),
        of("initcap($0)", &[text]),
        of("reverse($0)", &[text]),
        of("btrim($0, $1)", &[text, lit]),
        of("left($0, 9)", &[text]),
        of("substr($0, 2)", &[text]),
        of("split_part($0, ',', 2)", &[text]),
        of("translate($0, 'abc', 'éßŉ')", &[text]),
        of("CAST($0 AS text)", &[json]),
        of("CAST($0 AS text)", &[number]),
        of("CAST($0 AS text)", &[array]),
        of("CAST($0 AS char(30))", &[text]),
        of("CAST($0 AS varchar(5))", &[text]),
        of("array_to_string($0, $1)", &[array, lit]),
        of(
            "CASE WHEN length($0) > 5 THEN $1 ELSE $2 END",
            &[text, text, text],
        ),
        of("coalesce(nullif($0, 'a'), $1)", &[text, text]),
        of("to_char($0, 'FM999G999D99PR')", &[number]),
        of(
            "to_char(TIMESTAMP '2024-09-30 12:34:56', 'FMDay, DDth Month YYYY HH24:MI:SS.US J RM')",
            &[],
        ),
        of(
            "json_extract_path_text(json_build_object('k', $0), 'k')",
            &[text],
        ),
        of("string_agg($0, $1)", &[lit, lit]),
    ];
    // Aggregates are judged on their own, below.
    let texts = texts[..texts.len() - 1].to_vec();
    let numbers = vec![
        of("($0 + $1)", &[number, number]),
        of("($0 * $1)", &[number, number]),
        of("($0 / 7.3)", &[number]),
        of("($0 % 7.3)", &[number]),
        of("round($0, 40)", &[number]),
        of("trunc($0, 2)", &[number]),
        of("abs($0)", &[number]),
        of("sqrt(abs($0))", &[number]),
        of("ln(abs($0) + 1)", &[number]),
        of("length($0)", &[text]),
        of("CAST($0 AS numeric(250, 3))", &[number]),
        of("CAST($0 AS numeric)", &[lit]),
        of("power(1.5, 300.25)", &[]),
        of("exp(20.5)", &[]),
    ];
    let jsons = vec![
        of("json_build_object('k', $0, 'n', $1)", &[text, number]),
        of("jsonb_build_object('k', $0, 'n', $1)", &[text, json]),
        of("jsonb_build_array($0, $1, $2)", &[text, json, array]),
        of("to_json($0)", &[text]),
        of("to_json($0)", &[array]),
        of("to_jsonb($0)", &[number]),
        of("CAST(CAST($0 AS text) AS jsonb)", &[json]),
    ];
    let arrays = vec![
        of("ARRAY[$0, $1]", &[text, text]),
        of("string_to_array($0, ',')", &[text]),
        of("string_to_array($0, NULL)", &[text]),
        of("($0 || $1)", &[array, array]),
        of("CAST(CAST($0 AS text) AS text[])", &[array]),
    ];
    let with = |more: Vec<BoxedStrategy<String>>, base: BoxedStrategy<String>| {
        prop_oneof![6 => any_of(more), 1 => base].boxed()
    };
    Values {
        text: with(texts, inner.text),
        number: with(numbers, inner.number),
        json: with(jsons, inner.json),
        array: with(arrays, inner.array),
    }
}

fn sqlite_text(depth: u32) -> BoxedStrategy<String> {
    if depth == 0 {
        let just = |sql: &str| Just(sql.to_owned()).boxed();
        return any_of(vec![
            constant(),
            just("t"),
            just("n"),
            just("12.5"),
            just("j"),
        ]);
    }
    let text = &sqlite_text(depth - 1);
    let lit = &constant();
    let of = |template, parts: &[&BoxedStrategy<String>]| {
        let parts: Vec<_> = parts.iter().map(|part| (*part).clone()).collect();
        call(template, &parts)
    };
    any_of(vec![
        of("replace($0, $1, 'aéaéaé')", &[text, lit]),
        of("($0 || $1)", &[text, text]),
        of("($0 + $1)", &[text, text]),
        of("($0 * 1.5)", &[text]),
        of("upper($0)", &[text]),
        of("lower($0)", &[text]),
        of("trim($0, $1)", &[text, lit]),
        of("substr($0, 2, 9)", &[text]),
        of("round($0, 3)", &[text]),
        of("coalesce(nullif($0, 'a'), $1)", &[text, text]),
        of("ifnull($0, $1)", &[text, text]),
        of("iif(length($0) > 3, $1, $2)", &[text, text, text]),
        of("CAST($0 AS text)", &[text]),
        of("CAST($0 AS integer)", &[text]),
        of("strftime('%Y-%m-%d %H:%M:%f %j %s', '2024-09-30')", &[]),
        of("date('now', $0)", &[text]),
        of(
            "json_extract('{\"k\": [1, \"x\\u0001y\", 2.50]}', '$.k')",
            &[],
        ),
        of("typeof($0)", &[text]),
        of("max($0, $1)", &[text, text]),
    ])
}

/// Those of `count` generated expressions that are admitted, with their estimates.
fn admitted(
    strategy: &BoxedStrategy<String>,
    count: usize,
    dialect: Dialect,
    around: &str,
) -> Vec<(ValidatedQuery, Estimate)> {
    let catalog = catalog(dialect);
    let mut runner = TestRunner::deterministic();
    let mut found = Vec::new();
    let mut refused = String::new();
    for _ in 0..count {
        let expr = strategy.new_tree(&mut runner).expect("a value").current();
        let sql = around.replace('$', &expr);
        match validate(&sql, &catalog, &Policy::default()) {
            Ok(query) => {
                let estimate = cost::estimate(query.tree(), &catalog).expect("it was admitted");
                found.push((query, estimate));
            }
            Err(why) => refused = format!("{sql}: {}", why[0]),
        }
    }
    assert!(
        found.len() * 2 > count,
        "only {} of {count}: {refused}",
        found.len()
    );
    found
}

/// Holds the true sizes to the estimates; `stored_bytes` is the length of what is stored.
fn check(sizes: &[Option<u64>], queries: &[(ValidatedQuery, Estimate)], stored_bytes: u64) {
    let mut known = 0_usize;
    let mut tightest = 0.0_f64;
    for (size, (query, estimate)) in sizes.iter().zip(queries) {
        let Some(size) = *size else { continue };
        let column = estimate.columns[0];
        let most = column.fixed_bytes + column.growth * stored_bytes;
        assert!(
            size <= most,
            "{size} bytes, estimated at most {most} ({column:?}): {}",
            query.text()
        );
        known += 1;
        #[expect(clippy::cast_precision_loss, reason = "a share for the log")]
        let share = size as f64 / most.max(1) as f64;
        tightest = tightest.max(share);
    }
    eprintln!(
        "{known} of {} values measured; the tightest estimate was {:.0} % used",
        queries.len(),
        tightest * 100.0
    );
    assert!(
        known * 2 > queries.len(),
        "only {known} of {} ran",
        queries.len()
    );
}

#[test]
fn sqlite_values_are_no_larger_than_estimated() {
    let connection = rusqlite::Connection::open_in_memory().expect("a database");
    connection
        .execute(
            "CREATE TABLE stored (t TEXT, n NUMERIC, j TEXT, a TEXT)",
            [],
        )
        .expect("a table");
    connection
        .execute(
            "INSERT INTO stored VALUES (?1, 12345.678, '{\"k\":1}', '')",
            [STORED_TEXT],
        )
        .expect("a row");
    let queries = admitted(
        &sqlite_text(5),
        1_500,
        Dialect::Sqlite,
        "SELECT $ AS x FROM stored",
    );
    let sizes: Vec<Option<u64>> = queries
        .iter()
        .map(|(query, _)| {
            let sql = format!("SELECT length(CAST(x AS BLOB)) FROM ({})", query.text());
            connection
                .query_row(&sql, [], |row| row.get::<_, Option<i64>>(0))
                .ok()
                .flatten()
                .and_then(|size| u64::try_from(size).ok())
        })
        .collect();
    check(&sizes, &queries, STORED_TEXT.len() as u64);
}

fn measure(server: &Server, queries: &[(ValidatedQuery, Estimate)]) -> Vec<Option<u64>> {
    let mut script = "SET statement_timeout = '10s';\n".to_owned();
    for (index, (query, _)) in queries.iter().enumerate() {
        let _ = writeln!(
            script,
            "SELECT {index}, max(greatest(octet_length(CAST(x AS text)), pg_column_size(x) - 24)) FROM ({}) q;",
            query.text()
        );
    }
    let mut sizes = vec![None; queries.len()];
    for line in server.psql(&script).lines() {
        if let Some((index, size)) = line.split_once('|')
            && let (Ok(index), Ok(size)) = (index.parse::<usize>(), size.parse::<u64>())
        {
            sizes[index] = Some(size);
        }
    }
    sizes
}

#[test]
fn postgres_values_are_no_larger_than_estimated() {
    let Some(server) = Server::start() else {
        return;
    };
    let quoted = STORED_TEXT.replace('\'', "''");
    server.psql(&format!(
        "CREATE SCHEMA shop; CREATE TABLE shop.stored (t text, n numeric, j jsonb, a text[]);
         INSERT INTO shop.stored VALUES ('{quoted}', 12345.678, '{{\"k\": [1, 2.50]}}', ARRAY['x', 'y,\"', '']);"
    ));
    let stored_bytes = STORED_TEXT.len() as u64;
    let values = postgres_values(3);
    for strategy in [&values.text, &values.number, &values.json, &values.array] {
        let queries = admitted(
            strategy,
            700,
            Dialect::Postgres,
            "SELECT $ AS x FROM stored",
        );
        check(&measure(&server, &queries), &queries, stored_bytes);
    }
    // Aggregates over stored rows: what is stored is all of them together.
    server.psql("INSERT INTO shop.stored SELECT s.* FROM shop.stored s, generate_series(1, 49);");
    let simple = postgres_values(1);
    for around in [
        "SELECT string_agg($, ', ') AS x FROM stored",
        "SELECT json_agg($) AS x FROM stored",
        "SELECT array_agg($) AS x FROM stored",
        "SELECT jsonb_object_agg($, $) AS x FROM stored",
        "SELECT string_agg(v.y, ', ') AS x FROM (VALUES (1), (2), (3)) AS w (z) CROSS JOIN (SELECT $ AS y FROM stored) v",
    ] {
        let queries = admitted(&simple.text, 150, Dialect::Postgres, around);
        check(&measure(&server, &queries), &queries, stored_bytes * 50);
    }
    // And over rows that are made of nothing.
    for around in [
        "SELECT string_agg(v.y, ', ') AS x FROM (VALUES ('abc'), ('d')) AS v (y)",
        "WITH RECURSIVE r(n, p) AS (SELECT 1, 'start' UNION ALL SELECT n + 1, p || '>step' FROM r WHERE n < 200) SELECT p AS x FROM r",
        "WITH RECURSIVE r(n, p) AS (SELECT 1, 'start' UNION ALL SELECT n + 3, p || n FROM r WHERE n < 150) SELECT string_agg(p, ',') AS x FROM r",
        "WITH RECURSIVE r(n, p) AS (SELECT 900, 'start' UNION ALL SELECT n - 3, concat(p, n) FROM r WHERE n > 850) SELECT json_agg(p) AS x FROM r WHERE n > 860",
    ] {
        let queries = admitted(&Just(String::new()).boxed(), 1, Dialect::Postgres, around);
        check(&measure(&server, &queries), &queries, 0);
    }
}
