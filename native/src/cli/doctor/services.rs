//! What a server uses beside the database.

use std::io;

use plainquery_core::ports::{HttpClient, HttpError};
use plainquery_llm::{EmbeddingsSettings, ModelSettings, build_list_request, embed};
use serde::Deserialize;

use super::Report;
use crate::{
    cli::report::{Line, shell_word},
    http_client::ReqwestClient,
    serve::{ServeOptions, ping_redis},
};

const MODEL_TIMEOUT_MS: u32 = 10_000;

pub(super) async fn check_redis(options: &ServeOptions, report: &mut Report) -> io::Result<()> {
    let Some(url) = &options.redis_url else {
        return report.add(Line::ok(
            "cache",
            "in memory; with several servers, set PLAINQUERY_REDIS_URL",
        ));
    };
    report.add(match ping_redis(url).await {
        Ok(()) => Line::ok("cache", "Redis answers"),
        Err(reason) => Line::fail(
            "cache",
            format!("Redis does not answer ({reason}); nothing is kept, and nobody is counted"),
            "redis-cli -u \"$PLAINQUERY_REDIS_URL\" PING",
        ),
    })
}

pub(super) async fn check_model(
    model: Option<&ModelSettings>,
    report: &mut Report,
) -> io::Result<()> {
    let Some(model) = model else {
        return Ok(());
    };
    report.add(model_line(model).await)
}

/// Asks for the vector of one word.
pub(super) async fn check_embeddings(
    embeddings: Option<&EmbeddingsSettings>,
    report: &mut Report,
) -> io::Result<()> {
    let Some(settings) = embeddings else {
        return Ok(());
    };
    let client = match ReqwestClient::new() {
        Ok(client) => client,
        Err(error) => return report.add(Line::fail("embeddings", error.to_string(), "")),
    };
    let texts = ["orders".to_owned()];
    let name = &settings.model.name;
    report.add(
        match embed(&client, None, settings, &texts, settings.timeout_ms).await {
            Ok(_) => Line::ok("embeddings", format!("{name} is to be had")),
            Err(error) => Line::fail(
                "embeddings",
                format!("{error}; tables are ranked by their words alone"),
                "set PLAINQUERY_EMBEDDINGS, PLAINQUERY_EMBEDDINGS_API_KEY, \
                 PLAINQUERY_EMBEDDINGS_BASE_URL or PLAINQUERY_EMBEDDINGS_DIMENSIONS",
            ),
        },
    )
}

#[derive(Deserialize)]
struct Models {
    data: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    id: String,
}

/// Asks for the list of models, which costs nothing.
async fn model_line(model: &ModelSettings) -> Line {
    let Some(mut request) = build_list_request(model) else {
        return Line::fail(
            "model",
            "Spin's own models are to be had on Spin only",
            "set PLAINQUERY_MODEL_PROVIDER to openai, anthropic or none",
        );
    };
    request.timeout_ms = request.timeout_ms.min(MODEL_TIMEOUT_MS);
    let mend = format!("curl -i {}", shell_word(&request.url));
    let client = match ReqwestClient::new() {
        Ok(client) => client,
        Err(error) => return Line::fail("model", error.to_string(), mend),
    };
    let response = match client.send(request).await {
        Ok(response) => response,
        // The list may be long; that there is one is enough.
        Err(HttpError::TooLarge) => return Line::ok("model", "its service answers"),
        Err(error) => return Line::fail("model", error.to_string(), mend),
    };
    let name = &model.model;
    match response.status {
        200..=299 => match serde_json::from_slice::<Models>(&response.body) {
            Ok(models) if models.data.iter().any(|listed| listed.id == *name) => {
                Line::ok("model", format!("{name} is to be had"))
            }
            // A list may have pages, or leave out names that stand for the newest of a kind.
            Ok(_) => Line::warn(
                "model",
                format!("its service answers, but does not list {name}"),
                "set PLAINQUERY_MODEL to one of its list, or let it be if questions are answered",
            ),
            Err(_) => Line::ok("model", "its service answers"),
        },
        401 | 403 => Line::fail(
            "model",
            "its service refuses the key",
            "set OPENAI_API_KEY or ANTHROPIC_API_KEY to a key that holds",
        ),
        404 | 405 => Line::ok("model", "its service answers; it lists no models"),
        status => Line::fail(
            "model",
            format!("its service answers with status {status}"),
            mend,
        ),
    }
}
