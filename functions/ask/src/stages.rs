//! The stages on their own: `POST /v1/retrieve`, `/v1/generate` and `/v1/validate`.

use plainquery_core::ports::{Clock, Host};
use plainquery_generate::Generated;
use plainquery_wire::{
    ApiError, GenerateRequest, GenerateResponse, RetrieveRequest, RetrieveResponse,
    validate::{ValidateRequest, ValidateResponse},
};

use crate::{
    Caller, Config, calendar,
    conversation::Conversation,
    current::current,
    functions::{Asked, Functions},
    plans::sign,
    prepared::prepared,
    reading::{Reading, full_policy},
};

/// The tables that matter for a question.
pub async fn retrieve<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
    request: &RetrieveRequest,
) -> Result<RetrieveResponse, ApiError> {
    let policy = full_policy(config, caller.principal)?;
    let prepared = current(host, config, &policy).await?;
    functions(host, config, caller)
        .retrieve(&prepared, &policy, request)
        .await
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
    let policy = full_policy(config, caller.principal)?;
    let prepared = current(host, config, &policy).await?;
    let asked = Asked {
        question: &request.question,
        today: &today,
        reading: &Reading::new(&conversation),
    };
    let functions = functions(host, config, caller);
    let mut generated = functions
        .generate(&prepared, &policy, &asked)
        .await?
        .generated;
    let mut plan = None;
    if let Generated::Query(query) = &mut generated {
        match functions.prove(&prepared, &policy, query).await? {
            Ok(proven) => plan = sign(config, caller.principal, &proven.plan, now_ms),
            Err(mut none) => {
                none.usage = query.usage;
                generated = Generated::Refuse(none);
            }
        }
    }
    Ok(plainquery_generate::response(
        request.question.trim(),
        &today,
        generated,
        plan,
    ))
}

/// Whether SQL may run, and as what.
pub async fn validate<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
    request: &ValidateRequest,
) -> Result<ValidateResponse, ApiError> {
    let policy = full_policy(config, caller.principal)?;
    let prepared = prepared(host, config, &policy).await?;
    functions(host, config, caller)
        .validate(&prepared, &policy, request)
        .await
}

fn functions<'a, H: Host>(
    host: &'a H,
    config: &'a Config,
    caller: &'a Caller<'a>,
) -> Functions<'a, H> {
    Functions {
        host,
        config,
        caller,
    }
}
