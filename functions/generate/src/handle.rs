//! `POST /v1/generate`.

use plainquery_core::ports::Host;
use plainquery_sql::ValidatedQuery;
use plainquery_wire::{ApiError, GenerateResponse, ask::Outcome, checked_question};

use crate::{
    GenerateInput, generate,
    links::word_links,
    outcome::{Generated, GeneratedQuery, NoQuery},
};

/// Generates SQL without running it. The caller has verified the conversation and put it, the
/// question and the rest into `input`. `sign` makes the plan of what was generated.
pub async fn handle<H: Host>(
    host: &H,
    input: &GenerateInput<'_>,
    sign: impl FnOnce(&ValidatedQuery) -> Option<String>,
) -> Result<GenerateResponse, ApiError> {
    let input = GenerateInput {
        question: checked_question(input.question)?,
        ..*input
    };
    Ok(match generate(host, &input).await? {
        Generated::Query(query) => {
            let plan = sign(&query.validated);
            answer(&input, *query, plan)
        }
        Generated::Clarify(none) => no_query(&input, Outcome::Clarify, none),
        Generated::Refuse(none) => no_query(&input, Outcome::Refuse, none),
    })
}

fn answer(
    input: &GenerateInput<'_>,
    query: GeneratedQuery,
    plan: Option<String>,
) -> GenerateResponse {
    GenerateResponse {
        outcome: Outcome::Answer,
        reason: None,
        message: None,
        options: Vec::new(),
        sql: Some(query.validated.text().to_owned()),
        parameters: query.validated.parameters().to_vec(),
        plan,
        author: Some(query.author),
        confidence: query.confidence,
        links: word_links(input.question, &query.links),
        tables: query
            .validated
            .relations()
            .iter()
            .map(|(schema, name)| format!("{schema}.{name}"))
            .collect(),
        notes: query.notes,
        usage: query.usage,
        today: input.today.to_owned(),
    }
}

fn no_query(input: &GenerateInput<'_>, outcome: Outcome, none: NoQuery) -> GenerateResponse {
    GenerateResponse {
        outcome,
        reason: Some(none.reason),
        message: Some(none.message),
        options: none.options,
        sql: None,
        parameters: Vec::new(),
        plan: None,
        author: None,
        confidence: None,
        links: word_links(input.question, &none.links),
        tables: Vec::new(),
        notes: none.notes,
        usage: none.usage,
        today: input.today.to_owned(),
    }
}
