//! The answer of `POST /v1/generate`.

use plainquery_wire::{GenerateResponse, ask::Outcome};

use crate::{
    links::word_links,
    outcome::{Generated, GeneratedQuery, NoQuery},
};

/// What was generated for a question on a day, as clients see it, with the plan of a query.
pub fn response(
    question: &str,
    today: &str,
    generated: Generated,
    plan: Option<String>,
) -> GenerateResponse {
    match generated {
        Generated::Query(query) => answer(question, today, *query, plan),
        Generated::Clarify(none) => no_query(question, today, Outcome::Clarify, none),
        Generated::Refuse(none) => no_query(question, today, Outcome::Refuse, none),
    }
}

fn answer(
    question: &str,
    today: &str,
    query: GeneratedQuery,
    plan: Option<String>,
) -> GenerateResponse {
    GenerateResponse {
        outcome: Outcome::Answer,
        reason: None,
        message: None,
        options: Vec::new(),
        sql: Some(query.sql),
        parameters: Vec::new(),
        plan,
        author: Some(query.author),
        confidence: query.confidence,
        links: word_links(question, &query.links),
        tables: query.tables,
        notes: query.notes,
        usage: query.usage,
        today: today.to_owned(),
    }
}

fn no_query(question: &str, today: &str, outcome: Outcome, none: NoQuery) -> GenerateResponse {
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
        links: word_links(question, &none.links),
        tables: Vec::new(),
        notes: none.notes,
        usage: none.usage,
        today: today.to_owned(),
    }
}
