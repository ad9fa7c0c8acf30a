//! The stages on their own: `POST /v1/retrieve`, `/v1/generate` and `/v1/validate`.

use plainquery_core::ports::{Clock, Host};
use plainquery_wire::{
    ApiError, GenerateRequest, GenerateResponse, RetrieveRequest, RetrieveResponse,
    validate::{ValidateRequest, ValidateResponse},
};

use crate::{
    Caller, Config, calendar,
    conversation::Conversation,
    current::current,
    plans::sign,
    prepared::prepared,
    reading::{Reading, policy},
};

/// The tables that matter for a question.
pub async fn retrieve<H: Host>(
    host: &H,
    config: &Config,
    request: &RetrieveRequest,
) -> Result<RetrieveResponse, ApiError> {
    let prepared = current(host, config).await?;
    plainquery_retrieve::handle(prepared.readable(), prepared.index(), request)
}

/// SQL for a question, without running it.
pub async fn generate<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
    request: &GenerateRequest,
) -> Result<GenerateResponse, ApiError> {
    let settings = &config.settings;
    let now_ms = host.clock().now_ms();
    let conversation = match &request.conversation {
        Some(token) => Conversation::verify(token, settings, caller.principal, now_ms)?,
        None => Conversation::default(),
    };
    let today = calendar::today(&settings.calendar, now_ms);
    let policy = policy(settings, settings.limits.max_rows);
    let prepared = current(host, config).await?;
    let reading = Reading::new(&conversation);
    let input = reading.input(config, &prepared, &policy, &request.question, &today);
    plainquery_generate::handle(host, &input, |query| {
        sign(config, caller.principal, &prepared, query, now_ms)
    })
    .await
}

/// Whether SQL may run, and as what.
pub async fn validate<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
    request: &ValidateRequest,
) -> Result<ValidateResponse, ApiError> {
    let prepared = prepared(host, config).await?;
    let policy = policy(&config.settings, config.settings.limits.max_rows);
    let now_ms = host.clock().now_ms();
    Ok(plainquery_validate::handle(
        &prepared.catalog,
        &policy,
        request,
        |query| sign(config, caller.principal, &prepared, query, now_ms),
    ))
}
