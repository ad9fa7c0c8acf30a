//! From text to printed SQL: the 22 queries of TPC-H, texts of growing length, and bombs.
#![allow(missing_docs, reason = "criterion's macros document nothing")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use plainquery_catalog::{Catalog, Column, Relation};
use plainquery_core::{Dialect, TypeClass};
use plainquery_sql::{Policy, explain, lint, validate};

const QUERIES: &str = include_str!("tpch.sql");

const TABLES: &[(&str, &str, &str, u64)] = &[
    (
        "region",
        "r_regionkey",
        "r_regionkey int, r_name text, r_comment text",
        5,
    ),
    (
        "nation",
        "n_nationkey",
        "n_nationkey int, n_name text, n_regionkey int, n_comment text",
        25,
    ),
    (
        "supplier",
        "s_suppkey",
        "s_suppkey int, s_name text, s_address text, s_nationkey int, s_phone text, s_acctbal numeric, s_comment text",
        10_000,
    ),
    (
        "customer",
        "c_custkey",
        "c_custkey int, c_name text, c_address text, c_nationkey int, c_phone text, c_acctbal numeric, c_mktsegment text, c_comment text",
        150_000,
    ),
    (
        "part",
        "p_partkey",
        "p_partkey int, p_name text, p_mfgr text, p_brand text, p_type text, p_size int, p_container text, p_retailprice numeric, p_comment text",
        200_000,
    ),
    (
        "partsupp",
        "ps_partkey,ps_suppkey",
        "ps_partkey int, ps_suppkey int, ps_availqty int, ps_supplycost numeric, ps_comment text",
        800_000,
    ),
    (
        "orders",
        "o_orderkey",
        "o_orderkey int, o_custkey int, o_orderstatus text, o_totalprice numeric, o_orderdate date, o_orderpriority text, o_clerk text, o_shippriority int, o_comment text",
        1_500_000,
    ),
    (
        "lineitem",
        "l_orderkey,l_linenumber",
        "l_orderkey int, l_partkey int, l_suppkey int, l_linenumber int, l_quantity numeric, l_extendedprice numeric, l_discount numeric, l_tax numeric, l_returnflag text, l_linestatus text, l_shipdate date, l_commitdate date, l_receiptdate date, l_shipinstruct text, l_shipmode text, l_comment text",
        6_000_000,
    ),
];

/// TPC-H's tables at scale 1.
fn catalog() -> Catalog {
    let relations = TABLES.iter().map(|(name, key, columns, rows)| Relation {
        schema: "public".to_owned(),
        name: (*name).to_owned(),
        columns: columns
            .split(", ")
            .filter_map(|column| column.split_once(' '))
            .map(|(name, type_name)| Column {
                name: name.to_owned(),
                type_name: type_name.to_owned(),
                class: match type_name {
                    "int" => TypeClass::Integer,
                    "numeric" => TypeClass::Decimal,
                    "date" => TypeClass::Date,
                    _ => TypeClass::Text,
                },
                ..Column::default()
            })
            .collect(),
        primary_key: key.split(',').map(ToOwned::to_owned).collect(),
        row_estimate: Some(*rows),
        ..Relation::default()
    });
    Catalog {
        format: plainquery_catalog::model::FORMAT,
        dialect: Dialect::Postgres,
        database: "tpch".to_owned(),
        relations: relations.collect(),
    }
}

fn tpch(criterion: &mut Criterion) {
    let catalog = catalog();
    let policy = Policy::default();
    let mut group = criterion.benchmark_group("tpch");
    let mut all = Vec::new();
    for part in QUERIES.split("-- query: ").skip(1) {
        let (number, sql) = part.split_once('\n').expect("a query after its number");
        let sql = sql.trim();
        let query = validate(sql, &catalog, &policy)
            .unwrap_or_else(|why| panic!("query {number}: {}", why[0]));
        group.throughput(Throughput::Bytes(sql.len() as u64));
        group.bench_function(BenchmarkId::new("validate", number), |bencher| {
            bencher.iter(|| validate(black_box(sql), &catalog, &policy));
        });
        all.push((sql, query));
    }
    assert_eq!(all.len(), 22, "all queries of the specification");
    group.throughput(Throughput::Elements(22));
    group.bench_function("validate all", |bencher| {
        bencher.iter(|| {
            for (sql, _) in &all {
                let _ = black_box(validate(black_box(sql), &catalog, &policy));
            }
        });
    });
    group.bench_function("explain all", |bencher| {
        bencher.iter(|| {
            for (_, query) in &all {
                black_box(explain(query, &catalog));
            }
        });
    });
    group.bench_function("lint all", |bencher| {
        bencher.iter(|| {
            for (sql, query) in &all {
                black_box(lint(sql, query, &catalog));
            }
        });
    });
    group.finish();
}

/// The time a byte stays the same while the text grows.
fn lengths(criterion: &mut Criterion) {
    let catalog = catalog();
    let policy = Policy::default();
    let mut group = criterion.benchmark_group("length");
    for count in [10, 40, 160, 640, 2_560] {
        let values: Vec<String> = (0..count).map(|number| number.to_string()).collect();
        let in_list = format!(
            "SELECT count(*) FROM orders WHERE o_orderkey IN ({})",
            values.join(", ")
        );
        let columns: Vec<String> = (0..count.min(640))
            .map(|number| format!("o_totalprice + {number} AS c{number}"))
            .collect();
        let columns = format!("SELECT {} FROM orders", columns.join(", "));
        let ctes: Vec<String> = (0..count.min(640))
            .map(|number| {
                format!("c{number} AS (SELECT o_orderkey FROM orders WHERE o_custkey = {number})")
            })
            .collect();
        let ctes = format!("WITH {} SELECT o_orderkey FROM c0", ctes.join(", "));
        for (shape, sql) in [("list", in_list), ("columns", columns), ("ctes", ctes)] {
            if shape != "list" && count > 640 {
                continue;
            }
            validate(&sql, &catalog, &policy).unwrap_or_else(|why| panic!("{shape}: {}", why[0]));
            group.throughput(Throughput::Bytes(sql.len() as u64));
            group.bench_function(BenchmarkId::new(shape, sql.len()), |bencher| {
                bencher.iter(|| validate(black_box(&sql), &catalog, &policy));
            });
        }
    }
    group.finish();
}

/// What is refused costs less than what is admitted.
fn bombs(criterion: &mut Criterion) {
    let catalog = catalog();
    let policy = Policy::default();
    let mut group = criterion.benchmark_group("bomb");
    let text_doubled = "WITH a AS (SELECT repeat('x', 100) AS x), b AS (SELECT repeat(x, 100) AS x FROM a) SELECT repeat(x, 100) FROM b";
    let tables: Vec<String> = (0..30)
        .map(|number| format!("lineitem l{number}"))
        .collect();
    for (name, sql) in [
        ("repeat", "SELECT repeat(repeat(repeat('a', 100), 100), 100)".to_owned()),
        ("repeat by cte", text_doubled.to_owned()),
        ("recursion", "WITH RECURSIVE t(n, x) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, x || x FROM t WHERE n < 40) SELECT x FROM t".to_owned()),
        ("cross join", format!("SELECT count(*) FROM {}", tables.join(", "))),
        ("one megabyte", format!("SELECT '{}'", "x".repeat(1 << 20))),
        ("parentheses", format!("SELECT {}1{}", "(".repeat(10_000), ")".repeat(10_000))),
        ("ctes", format!("WITH {} SELECT 1", vec!["c AS (SELECT 1)"; 3_000].join(", "))),
        ("ands", format!("SELECT 1 WHERE true{}", " AND true".repeat(7_000))),
    ] {
        assert!(validate(&sql, &catalog, &policy).is_err(), "{name}");
        group.bench_function(name, |bencher| {
            bencher.iter(|| validate(black_box(&sql), &catalog, &policy));
        });
    }
    group.finish();
}

criterion_group!(benches, tpch, lengths, bombs);
criterion_main!(benches);
