//! `POST /v1/retrieve`: the tables that matter for a question.

mod ranking;
mod vectors;

use plainquery_catalog::Relation;
use plainquery_core::{ErrorKind, ports::Host};
use plainquery_retrieval::Index;
use plainquery_wire::{
    ApiError, RetrieveRequest, RetrieveResponse, checked_question,
    retrieve::{RetrievedColumn, RetrievedTable},
};

pub use ranking::{Ranking, Searched, rank};
pub use vectors::VectorMemory;

const DEFAULT_K: u32 = 5;
const MAX_K: u32 = 50;

/// Ranks the tables of a catalog.
///
/// The error says what is wrong with the request; a question that no table fits is no error.
pub async fn handle<H: Host>(
    host: &H,
    searched: &Searched<'_>,
    request: &RetrieveRequest,
) -> Result<RetrieveResponse, ApiError> {
    let (question, k) = checked(request)?;
    let Searched { catalog, index, .. } = *searched;
    let Ranking {
        tables: ranked,
        warning,
    } = rank(host, searched, question, k as usize).await;
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
    Ok(RetrieveResponse {
        tables,
        warnings: warning.into_iter().collect(),
    })
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
mod tests;
