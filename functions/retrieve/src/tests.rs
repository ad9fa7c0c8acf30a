mod embeddings;

use plainquery_catalog::{Catalog, Column, ForeignKey};
use plainquery_testkit::{TestHost, ready};

use super::*;

fn relation(name: &str, columns: &[&str], references: &[(&str, &str)]) -> Relation {
    Relation {
        schema: "shop".into(),
        name: name.into(),
        columns: columns
            .iter()
            .map(|column| Column {
                name: (*column).into(),
                type_name: "integer".into(),
                ..Column::default()
            })
            .collect(),
        foreign_keys: references
            .iter()
            .map(|(column, table)| ForeignKey {
                columns: vec![(*column).into()],
                referenced_schema: "shop".into(),
                referenced_table: (*table).into(),
                referenced_columns: vec!["id".into()],
                ..ForeignKey::default()
            })
            .collect(),
        ..Relation::default()
    }
}

fn catalog() -> Catalog {
    Catalog {
        relations: vec![
            relation("customers", &["id", "city"], &[]),
            relation(
                "order_items",
                &["id", "order_id", "product_id"],
                &[("order_id", "orders"), ("product_id", "products")],
            ),
            relation("orders", &["id", "buyer"], &[("buyer", "customers")]),
            relation("products", &["id", "price"], &[]),
        ],
        ..Catalog::default()
    }
}

fn ask(question: &str, k: Option<u32>) -> Result<RetrieveResponse, ApiError> {
    let catalog = catalog();
    let request = RetrieveRequest {
        question: question.into(),
        k,
    };
    let searched = Searched {
        catalog: &catalog,
        index: &Index::new(&catalog),
        embeddings: None,
        vectors: &VectorMemory::default(),
    };
    ready(handle(&TestHost::default(), &searched, &request))
}

fn names(response: &RetrieveResponse) -> Vec<(&str, bool)> {
    response
        .tables
        .iter()
        .map(|table| (table.name.as_str(), table.score.is_some()))
        .collect()
}

#[test]
fn tables_between_the_ranked_ones_come_without_a_score() {
    let response = ask("customers by price", Some(2)).unwrap();
    let mut found = names(&response);
    found[..2].sort_unstable();
    assert_eq!(
        found,
        [
            ("customers", true),
            ("products", true),
            ("order_items", false),
            ("orders", false)
        ]
    );
    let products = response
        .tables
        .iter()
        .find(|table| table.name == "products");
    let columns = &products.unwrap().columns;
    assert!(columns[1].score > 0.0, "price");
    assert!(columns[0].score.abs() < f32::EPSILON, "id");
}

#[test]
fn bad_requests() {
    let id = |question, k| ask(question, k).map_err(|error| error.id);
    assert_eq!(id(" ", None), Err("question-empty"));
    assert_eq!(id("orders", Some(0)), Err("k-out-of-range"));
    assert_eq!(id("orders", Some(51)), Err("k-out-of-range"));
    assert_eq!(
        id("weather", None),
        Ok(RetrieveResponse {
            tables: Vec::new(),
            warnings: Vec::new()
        })
    );
}
