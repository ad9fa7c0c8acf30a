//! `POST /v1/retrieve`: the tables that matter for a question.

use plainquery_catalog::{Catalog, Relation};
use plainquery_core::ErrorKind;
use plainquery_retrieval::Index;
use plainquery_wire::{
    ApiError, RetrieveRequest, RetrieveResponse, checked_question,
    retrieve::{RetrievedColumn, RetrievedTable},
};

const DEFAULT_K: u32 = 5;
const MAX_K: u32 = 50;

/// Ranks the tables of a catalog, which must hold only what may be read. `index` must be of the same
/// catalog.
///
/// The error says what is wrong with the request; a question that no table fits is no error.
pub fn handle(
    catalog: &Catalog,
    index: &Index,
    request: &RetrieveRequest,
) -> Result<RetrieveResponse, ApiError> {
    let (question, k) = checked(request)?;
    let ranked = index.rank(question, k as usize);
    let positions: Vec<usize> = ranked.iter().map(|ranked| ranked.relation).collect();
    let tables = index
        .with_join_paths(&positions)
        .into_iter()
        .enumerate()
        .filter_map(|(place, position)| {
            let score = ranked.get(place).map(|ranked| ranked.score);
            let relation = catalog.relations.get(position)?;
            Some(table(index, question, position, relation, score))
        })
        .collect();
    Ok(RetrieveResponse { tables })
}

/// What is wrong with a request, without the tables that it is about.
pub fn check(request: &RetrieveRequest) -> Result<(), ApiError> {
    checked(request).map(|_| ())
}

fn checked(request: &RetrieveRequest) -> Result<(&str, u32), ApiError> {
    let question = checked_question(&request.question)?;
    let k = request.k.unwrap_or(DEFAULT_K);
    if (1..=MAX_K).contains(&k) {
        return Ok((question, k));
    }
    Err(ApiError::with_id(
        ErrorKind::InvalidRequest,
        "k-out-of-range",
        format!("`k` is {k}; it must be from 1 to {MAX_K}."),
    ))
}

fn table(
    index: &Index,
    question: &str,
    position: usize,
    relation: &Relation,
    score: Option<f32>,
) -> RetrievedTable {
    let mut columns: Vec<RetrievedColumn> = relation
        .columns
        .iter()
        .map(|column| RetrievedColumn {
            name: column.name.clone(),
            type_name: column.type_name.clone(),
            class: column.class,
            score: 0.0,
        })
        .collect();
    for found in index.columns(question, position) {
        if let Some(column) = columns.get_mut(found.column) {
            column.score = found.score;
        }
    }
    RetrievedTable {
        schema: relation.schema.clone(),
        name: relation.name.clone(),
        comment: relation.comment.clone(),
        score,
        columns,
    }
}

#[cfg(test)]
mod tests {
    use plainquery_catalog::{Column, ForeignKey};

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
        handle(&catalog, &Index::new(&catalog), &request)
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
            Ok(RetrieveResponse { tables: Vec::new() })
        );
    }
}
