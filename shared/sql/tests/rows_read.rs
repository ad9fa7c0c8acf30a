//! The rows that a query reads on its way, by the catalog's estimates.

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};
use plainquery_core::TypeClass;
use plainquery_sql::{Policy, validate};

fn relation(name: &str, kind: RelationKind, rows: Option<u64>) -> Relation {
    Relation {
        schema: "shop".into(),
        name: name.into(),
        kind,
        columns: ["id", "parent", "n"]
            .map(|name| Column {
                name: name.into(),
                type_name: "int8".into(),
                class: TypeClass::Integer,
                ..Column::default()
            })
            .to_vec(),
        primary_key: vec!["id".into()],
        row_estimate: rows,
        ..Relation::default()
    }
}

fn rows_read(sql: &str) -> u64 {
    let catalog = Catalog {
        relations: vec![
            relation("big", RelationKind::Table, Some(100_000)),
            relation("small", RelationKind::Table, Some(10)),
            relation("fresh", RelationKind::Table, None),
            relation("seen", RelationKind::View, None),
            relation("parts", RelationKind::PartitionedTable, None),
            relation("remote", RelationKind::ForeignTable, None),
        ],
        ..Catalog::default()
    };
    // A table of another server is permitted by name only.
    let named = catalog.relations.iter();
    let policy = Policy {
        allowed_relations: Some(
            named
                .map(|relation| (relation.schema.clone(), relation.name.clone()))
                .collect(),
        ),
        ..Policy::default()
    };
    match validate(sql, &catalog, &policy) {
        Ok(query) => query.rows_read(),
        Err(diagnostics) => panic!("{sql}: {diagnostics:?}"),
    }
}

#[test]
fn a_table_counts_as_its_rows_unless_it_is_looked_into_by_its_key() {
    assert_eq!(rows_read("SELECT 1"), 0);
    assert_eq!(rows_read("SELECT n FROM big"), 100_000);
    // What is shown is not what is read.
    assert_eq!(rows_read("SELECT n FROM big ORDER BY n LIMIT 1"), 100_000);
    assert_eq!(rows_read("SELECT n FROM big WHERE n = 3"), 100_000);
    assert_eq!(rows_read("SELECT n FROM big WHERE id = 3"), 1);
    assert_eq!(
        rows_read("SELECT n FROM big UNION ALL SELECT n FROM big"),
        200_000
    );
}

#[test]
fn joins_count_as_what_they_put_together() {
    assert_eq!(
        rows_read("SELECT 1 FROM big b JOIN small s ON s.id = b.parent"),
        200_010
    );
    assert_eq!(rows_read("SELECT 1 FROM big b, small s"), 1_100_010);
}

#[test]
fn a_subquery_counts_once_for_each_row_that_it_depends_on() {
    let alone = "SELECT 1 FROM small WHERE n > (SELECT avg(n) FROM small)";
    assert_eq!(rows_read(alone), 20);
    for dependent in [
        "SELECT 1 FROM small s WHERE n > (SELECT avg(n) FROM small i WHERE i.parent > s.n)",
        "SELECT (SELECT avg(n) FROM small i WHERE i.parent > s.n) FROM small s",
        "SELECT 1 FROM small s WHERE EXISTS (SELECT 1 FROM small i WHERE i.parent > s.n)",
        "SELECT 1 FROM small s ORDER BY (SELECT avg(n) FROM small i WHERE i.parent > s.n)",
    ] {
        assert_eq!(rows_read(dependent), 110, "{dependent}");
    }
    // Two levels: the inner one depends on the outermost rows only.
    assert_eq!(
        rows_read(
            "SELECT (SELECT (SELECT max(j.n) FROM small j WHERE j.n > s.n) FROM small i WHERE i.id = s.n) FROM small s"
        ),
        10 + 10 * (10 + 10 * 10)
    );
    assert_eq!(
        rows_read("SELECT 1 FROM small s, LATERAL (SELECT n FROM small i WHERE i.parent > s.n) l"),
        10 + 10 * 10 + 10 + 100
    );
    // A join condition is tried on every pair.
    assert_eq!(
        rows_read(
            "SELECT 1 FROM small s JOIN small t ON (SELECT max(i.n) FROM small i WHERE i.n > s.n) > t.n"
        ),
        20 + 100 + 100 * 10
    );
}

#[test]
fn a_recursion_reads_as_often_as_it_steps() {
    assert_eq!(
        rows_read(
            "WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT c.n + 1 FROM c, small s WHERE c.n < 20 AND s.id = 1) SELECT n FROM c"
        ) / 20,
        3
    );
}

#[test]
fn what_has_no_known_size_counts_as_large_unless_the_server_would_count_it() {
    assert_eq!(rows_read("SELECT n FROM fresh"), 1_000);
    for name in ["seen", "parts", "remote"] {
        let in_subquery = format!("SELECT 1 FROM small WHERE n IN (SELECT n FROM {name})");
        assert_eq!(
            rows_read(&format!("SELECT n FROM {name} LIMIT 1")),
            u64::MAX
        );
        assert_eq!(rows_read(&in_subquery), u64::MAX);
    }
}

#[test]
fn calls_that_yield_rows_make_them_of_each_row() {
    assert_eq!(rows_read("SELECT generate_series(1, 50)"), 50);
    assert_eq!(rows_read("SELECT n, generate_series(1, 5) FROM small"), 60);
    // Side by side, the longest counts; inside each other, each runs for every row of the inner one.
    assert_eq!(
        rows_read("SELECT generate_series(1, 5), generate_series(1, 3) FROM small"),
        60
    );
    assert_eq!(
        rows_read("SELECT generate_series(1, 3 + 0 * generate_series(1, 5)) FROM small"),
        10 + 10 * 5 * 3
    );
    // One that is grouped by is made once.
    assert_eq!(
        rows_read("SELECT generate_series(1, 5) AS n, count(*) FROM small GROUP BY n"),
        60
    );
}
