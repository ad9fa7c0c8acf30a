//! `POST /v1/ask`: a question to rows.

use plainquery_core::{
    ErrorKind, Settings,
    ports::{Clock, Host},
};
use plainquery_wire::{ApiError, AskRequest, AskResponse, checked_question};

use crate::{
    Caller, Config,
    answer_cache::{self, AnswerKey, CachedAnswer},
    attempt::{Asking, Failure},
    calendar,
    conversation::Conversation,
    errors::hints_at_changed_schema,
    plans::check_tenant,
    prepared::{Prepared, prepared, read_anew},
    progress::Observer,
    timings::Stopwatch,
};

/// Answers a question, asks back, or refuses. An error is a request that could not be served.
pub async fn ask<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
    request: AskRequest,
    observer: &dyn Observer,
) -> Result<AskResponse, ApiError> {
    let mut stopwatch = Stopwatch::start(host.clock(), observer);
    let question = checked_question(&request.question)?;
    check_max_rows(request.max_rows)?;
    let settings = &config.settings;
    check_tenant(settings, caller.principal)?;
    let now_ms = host.clock().now_ms();
    let conversation = match &request.conversation {
        Some(token) => Conversation::verify(token, settings, caller.principal, now_ms)?,
        None => Conversation::default(),
    };
    let asking = Asking {
        host,
        config,
        caller,
        max_rows: max_rows(settings, &request),
        today: calendar::today(&settings.calendar, now_ms),
        conversation: &conversation,
        question,
    };
    let prepared = prepared(host, config).await?;
    stopwatch.end("catalog");

    let key = AnswerKey {
        principal: caller.principal,
        catalog_version: &prepared.version,
        today: &asking.today,
        conversation: &conversation,
        request: &request,
    };
    let answer = if let Some(cached) = answer_cache::recall(host, config, &key).await {
        cached
    } else {
        let answer = attempt_twice(&asking, &prepared, &mut stopwatch).await?;
        answer_cache::keep(host, config, &key, &answer).await;
        answer
    };
    let CachedAnswer { mut response, turn } = answer;
    let conversation = match turn {
        Some(turn) => conversation.with(turn),
        None => conversation,
    };
    response.conversation = conversation.sign(settings, caller.principal, now_ms);
    caller.request_id.clone_into(&mut response.request_id);
    response.timings = stopwatch.finish();
    Ok(response)
}

/// Once more with a freshly read schema, where the database's error hints that it has changed.
async fn attempt_twice<H: Host>(
    asking: &Asking<'_, H>,
    prepared: &Prepared,
    stopwatch: &mut Stopwatch<'_, H::Clock>,
) -> Result<CachedAnswer, ApiError> {
    let failure = match asking.attempt(prepared, stopwatch).await {
        Ok(answer) => return Ok(answer),
        Err(failure) => failure,
    };
    if let Failure::Database(error) = &failure
        && hints_at_changed_schema(error)
    {
        let renewed = read_anew(asking.host, asking.config).await?;
        stopwatch.end("catalog");
        if renewed.version != prepared.version {
            return Ok(asking.attempt(&renewed, stopwatch).await?);
        }
    }
    Err(failure.into())
}

pub(crate) fn check_max_rows(max_rows: Option<u32>) -> Result<(), ApiError> {
    if max_rows == Some(0) {
        return Err(ApiError::with_id(
            ErrorKind::InvalidRequest,
            "max-rows-zero",
            "`max_rows` must be at least 1.",
        ));
    }
    Ok(())
}

/// The caller's wish holds where it is below the host's cap.
fn max_rows(settings: &Settings, request: &AskRequest) -> u32 {
    let cap = settings.limits.max_rows;
    request.max_rows.map_or(cap, |wanted| wanted.min(cap))
}
