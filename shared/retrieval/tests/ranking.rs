//! Ranking over small catalogs.

use plainquery_catalog::{Catalog, Column, ForeignKey, Relation, RelationKind};
use plainquery_retrieval::Index;
use proptest::prelude::*;

fn column(name: &str) -> Column {
    Column {
        name: name.into(),
        ..Column::default()
    }
}

fn relation(name: &str, columns: &[&str]) -> Relation {
    Relation {
        schema: "shop".into(),
        name: name.into(),
        columns: columns.iter().map(|name| column(name)).collect(),
        ..Relation::default()
    }
}

fn referring(mut relation: Relation, references: &[(&str, &str)]) -> Relation {
    relation.foreign_keys = references
        .iter()
        .map(|(column, table)| ForeignKey {
            columns: vec![(*column).into()],
            referenced_schema: "shop".into(),
            referenced_table: (*table).into(),
            referenced_columns: vec!["id".into()],
            ..ForeignKey::default()
        })
        .collect();
    relation
}

fn catalog(relations: Vec<Relation>) -> Catalog {
    Catalog {
        relations,
        ..Catalog::default()
    }
}

fn check(catalog: &Catalog, question: &str, expected: &[&str]) {
    let names: Vec<&str> = Index::new(catalog)
        .rank(question, 10)
        .iter()
        .map(|ranked| catalog.relations[ranked.relation].name.as_str())
        .collect();
    assert_eq!(names, expected, "{question}");
}

#[test]
fn a_tables_name_says_more_than_a_columns() {
    let catalog = catalog(vec![
        relation("shipments", &["id", "order", "carrier"]),
        relation("orders", &["id", "placed_at", "total"]),
        relation("customers", &["id", "city", "email"]),
    ]);
    check(&catalog, "How many orders?", &["orders", "shipments"]);
    check(&catalog, "customer's cities", &["customers"]);
    check(&catalog, "the weather", &[]);
    check(&catalog, "", &[]);
}

#[test]
fn comments_and_values_are_found() {
    let mut status = column("status");
    status.enum_values = vec!["backordered".into()];
    let mut town = column("town");
    town.samples = vec!["Rotterdam".into()];
    let mut people = relation("people", &["id"]);
    people.comment = Some("Customers, present and former".into());
    people.columns.push(town);
    let mut sales = relation("sales", &["id"]);
    sales.columns.push(status);
    let catalog = catalog(vec![people, sales]);
    check(&catalog, "former customers", &["people"]);
    check(&catalog, "who lives in rotterdam", &["people"]);
    check(&catalog, "what is backordered", &["sales"]);
}

#[test]
fn a_column_of_many_values_does_not_drown_its_table() {
    let mut titles = column("title");
    titles.samples = (0..300)
        .map(|n| format!("great product number {n}"))
        .collect();
    let mut reviews = relation("reviews", &["id"]);
    reviews.columns.push(titles);
    let catalog = catalog(vec![reviews, relation("products", &["id", "price"])]);
    check(&catalog, "all products", &["products", "reviews"]);
}

#[test]
fn equal_tables_keep_the_order_of_the_catalog_and_partitions_are_left_out() {
    let mut part = relation("orders_2024", &["id"]);
    part.kind = RelationKind::Partition;
    let mut archive = relation("orders", &["id"]);
    archive.schema = "archive".into();
    let catalog = catalog(vec![archive, part, relation("orders", &["id"])]);
    let ranked = Index::new(&catalog).rank("orders", 10);
    let positions: Vec<usize> = ranked.iter().map(|ranked| ranked.relation).collect();
    assert_eq!(positions, [0, 2]);
}

#[test]
fn join_paths_bring_what_lies_between() {
    let catalog = catalog(vec![
        relation("customers", &["id"]),
        referring(
            relation("orders", &["id", "customer_id"]),
            &[("customer_id", "customers")],
        ),
        referring(
            relation("items", &["order_id", "product_id"]),
            &[("order_id", "orders"), ("product_id", "products")],
        ),
        relation("products", &["id"]),
        relation("weather", &["id"]),
    ]);
    let index = Index::new(&catalog);
    assert_eq!(index.with_join_paths(&[3, 0]), [3, 0, 1, 2]);
    assert_eq!(index.with_join_paths(&[3]), [3]);
    assert_eq!(index.with_join_paths(&[]), Vec::<usize>::new());
    // A table that joins with nothing does not cost the others their path.
    assert_eq!(index.with_join_paths(&[3, 4, 0]), [3, 4, 0, 1, 2]);
    assert_eq!(index.with_join_paths(&[0, 0, 99]), [0, 99]);
}

#[test]
fn columns_that_share_words_come_best_first() {
    let catalog = catalog(vec![relation(
        "orders",
        &["id", "shipping_fee", "shipping_date"],
    )]);
    let columns = Index::new(&catalog).columns("shipping dates", 0);
    let positions: Vec<usize> = columns.iter().map(|found| found.column).collect();
    assert_eq!(positions, [2, 1]);
}

proptest! {
    #[test]
    fn any_text_ranks_in_falling_order_without_a_panic(
        question in any::<String>(),
        names in proptest::collection::vec(any::<String>(), 0..6),
        k in 0_usize..8,
    ) {
        let relations = names.iter().map(|name| relation(name, &[name])).collect();
        let index = Index::new(&catalog(relations));
        let ranked = index.rank(&question, k);
        prop_assert!(ranked.len() <= k.min(names.len()));
        prop_assert!(ranked.iter().all(|ranked| ranked.score.is_finite() && ranked.score > 0.0));
        prop_assert!(ranked.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert_eq!(index.rank(&question, k), ranked);
    }
}
