//! `POST /v1/ask`: a question to rows.

use std::rc::Rc;

use plainquery_core::{
    ErrorKind, Settings,
    ports::{Clock, Host},
};
use plainquery_wire::{ApiError, AskRequest, AskResponse, checked_question};

use crate::{
    Caller, Config,
    answer_cache::{self, CachedAnswer},
    attempt::{Asking, Attempt, Failure},
    calendar,
    conversation::Conversation,
    current::{Said, confirm},
    errors::{hints_at_changed_schema, schema_is_changing},
    plans::check_tenant,
    prepared::{Prepared, prepared, read_anew},
    progress::Observer,
    reading::policy,
    timings::Stopwatch,
};

/// A schema that changes more often than this within one question is being rebuilt.
pub(crate) const MAX_ATTEMPTS: usize = 3;

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
    let max_rows = max_rows(settings, &request);
    let asking = Asking {
        host,
        config,
        caller,
        max_rows,
        policy: policy(config, caller.principal, max_rows)?,
        today: calendar::today(&settings.calendar, now_ms),
        conversation: &conversation,
        question,
    };
    let known = prepared(host, config, &asking.policy).await?;
    stopwatch.end("catalog");
    let (kept, known) = recall(&asking, known).await?;
    let answer = if let Some(kept) = kept {
        kept
    } else {
        let (attempt, current) = attempt_until_current(&asking, known, &mut stopwatch).await?;
        answer_cache::keep(&asking, &current, &attempt).await;
        attempt.answer
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

/// An answer by the schema as the database has it now, and that schema. Where it turns out to be
/// another one than was known, the question is read against that.
async fn attempt_until_current<H: Host>(
    asking: &Asking<'_, H>,
    mut known: Rc<Prepared>,
    stopwatch: &mut Stopwatch<'_, H::Clock>,
) -> Result<(Attempt, Rc<Prepared>), ApiError> {
    for _ in 0..MAX_ATTEMPTS {
        let result = asking.attempt(&known, stopwatch).await;
        let Some(current) = asking.changed_since(&known, &result).await? else {
            return Ok((result?, known));
        };
        stopwatch.end("catalog");
        // Touched, but what it was: then an answer by just this state stands.
        if current.version == known.version && stands(&result, &current) {
            return Ok((result?, current));
        }
        known = current;
    }
    Err(schema_is_changing())
}

impl<H: Host> Asking<'_, H> {
    /// The schema as it is now, where what came of an attempt shows that it is not the one known.
    async fn changed_since(
        &self,
        known: &Prepared,
        result: &Result<Attempt, Failure>,
    ) -> Result<Option<Rc<Prepared>>, ApiError> {
        let is_changed = match result {
            Ok(attempt) => match &attempt.seen_fingerprint {
                Some(seen) => *seen != known.fingerprint,
                None => {
                    return Ok(match confirm(self.host, self.config, known).await? {
                        Said::Changed(current) => Some(current),
                        // No row is in it, and a database that cannot be asked has no better answer.
                        Said::Unchanged | Said::Nothing => None,
                    });
                }
            },
            Err(Failure::Database(error)) => hints_at_changed_schema(error),
            Err(Failure::Other(_)) => false,
        };
        if is_changed {
            Ok(Some(read_anew(self.host, self.config, &self.policy).await?))
        } else {
            Ok(None)
        }
    }
}

/// Whether what came of an attempt holds for this state of the schema.
fn stands(result: &Result<Attempt, Failure>, current: &Prepared) -> bool {
    result.as_ref().map_or(true, |attempt| {
        let seen = attempt.seen_fingerprint.as_ref();
        seen.is_none_or(|seen| *seen == current.fingerprint)
    })
}

/// A kept answer, if the schema is still the one that it was made with; and the schema, which is another
/// one where it had changed.
async fn recall<H: Host>(
    asking: &Asking<'_, H>,
    known: Rc<Prepared>,
) -> Result<(Option<CachedAnswer>, Rc<Prepared>), ApiError> {
    let (host, config) = (asking.host, asking.config);
    if config.settings.cache.answer_ttl_s.is_none() {
        return Ok((None, known));
    }
    // Asked each time: whoever writes SQL elsewhere may be another one since.
    let Some(writer) = asking.functions().writer().await else {
        return Ok((None, known));
    };
    let key = asking.key(&known, writer.clone());
    let Some(kept) = answer_cache::recall(host, config, &key).await else {
        return Ok((None, known));
    };
    Ok(match confirm(host, config, &known).await? {
        Said::Unchanged => (Some(kept), known),
        Said::Changed(current) => {
            let key = asking.key(&current, writer);
            (answer_cache::recall(host, config, &key).await, current)
        }
        Said::Nothing => (None, known),
    })
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
