//! The called side.

use plainquery_core::{
    ErrorKind, Function,
    ports::{Clock, Host},
};
use plainquery_generate::GenerateInput;
use plainquery_plan::VerifiedPlan;
use plainquery_sql::{Policy, ValidatedQuery};
use plainquery_wire::{ApiError, RetrieveRequest, validate::ValidateRequest};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    GenerateQuestion, GenerateReply, ValidateQuestion, WRITER_PATH,
    call::{IncomingCall, Reply},
    plan,
    signature::{self, SignedHead},
};
use crate::{Config, prepared::Prepared, prepared::called, writer};

/// A request to a private path.
#[derive(Clone, Copy, Debug)]
pub struct InnerRequest<'a> {
    /// The function of the path.
    pub function: Function,
    /// The method.
    pub method: &'a str,
    /// The path.
    pub path: &'a str,
    /// The header [`HEADER`](super::HEADER).
    pub signature: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

/// Answers a call of the front with JSON. An error is a call that was not made by the front, or that
/// cannot be served.
pub async fn serve_inner<H: Host>(
    host: &H,
    config: &Config,
    request: &InnerRequest<'_>,
) -> Result<Vec<u8>, ApiError> {
    let settings = &config.settings;
    let head = signature::verify(
        settings,
        request.method,
        request.path,
        request.signature,
        host.clock().now_ms(),
    )?;
    if !head.covers(request.body) {
        return Err(signature::not_signed());
    }
    if !settings.serves(request.function) {
        return Err(ApiError::with_id(
            ErrorKind::NotFound,
            "function-not-served",
            format!("The function `{}` is not served here.", request.function),
        ));
    }
    let called = Called { host, config, head };
    match request.function {
        Function::Generate if request.path == WRITER_PATH => done(writer::version(config)),
        Function::Retrieve => called.retrieve(request.body).await,
        Function::Generate => called.generate(request.body).await,
        Function::Validate => called.validate(request.body).await,
        Function::Ask => Err(ApiError::new(
            ErrorKind::NotFound,
            "The function `ask` is called by nobody.",
        )),
    }
}

struct Called<'a, H> {
    host: &'a H,
    config: &'a Config,
    head: SignedHead,
}

impl<H: Host> Called<'_, H> {
    async fn retrieve(&self, body: &[u8]) -> Result<Vec<u8>, ApiError> {
        let call: IncomingCall<RetrieveRequest> = read(body)?;
        let policy = call.policy.policy(&self.config.settings.inner);
        let Some(prepared) = called(self.host, &call.catalog, call.catalog_body, &policy).await
        else {
            return catalog_needed();
        };
        let searched = prepared.searched(self.config);
        done(plainquery_retrieve::handle(self.host, &searched, &call.question).await?)
    }

    async fn generate(&self, body: &[u8]) -> Result<Vec<u8>, ApiError> {
        let call: IncomingCall<GenerateQuestion> = read(body)?;
        let policy = call.policy.policy(&self.config.settings.inner);
        let Some(prepared) = called(self.host, &call.catalog, call.catalog_body, &policy).await
        else {
            return catalog_needed();
        };
        let turns: Vec<(&str, &str)> = call
            .question
            .previous_turns
            .iter()
            .map(|(question, sql)| (question.as_str(), sql.as_str()))
            .collect();
        let input = input(self.config, &call.question, &turns, &prepared, &policy);
        done(
            match plainquery_generate::generate(self.host, &input).await {
                Ok(generated) => GenerateReply::Generated {
                    generated,
                    writer: writer::version(self.config),
                },
                Err(error) => GenerateReply::Failed(error),
            },
        )
    }

    async fn validate(&self, body: &[u8]) -> Result<Vec<u8>, ApiError> {
        let call: IncomingCall<ValidateQuestion> = read(body)?;
        let policy = call.policy.policy(&self.config.settings.inner);
        let Some(prepared) = called(self.host, &call.catalog, call.catalog_body, &policy).await
        else {
            return catalog_needed();
        };
        let ValidateQuestion { sql, plan: wanted } = call.question;
        let request = ValidateRequest { sql };
        let sign = |query: &ValidatedQuery| {
            let bindings = wanted.bindings(&self.head.principal, &prepared, &policy);
            let plan = VerifiedPlan::proven(query, bindings);
            plan::sign(&self.config.settings, &plan, self.host.clock().now_ms())
        };
        done(plainquery_validate::handle(
            &prepared.proofs,
            &prepared.catalog,
            &policy,
            &request,
            sign,
        ))
    }
}

fn input<'a>(
    config: &'a Config,
    question: &'a GenerateQuestion,
    turns: &'a [(&'a str, &'a str)],
    prepared: &'a Prepared,
    policy: &'a Policy,
) -> GenerateInput<'a> {
    GenerateInput {
        question: &question.text,
        today: &question.today,
        week_starts_on: question.week_starts_on,
        fiscal_year_starts_in: question.fiscal_year_starts_in,
        previous_frame: question.previous_frame.as_deref(),
        previous_turns: turns,
        catalog: &prepared.catalog,
        readable: prepared.readable(),
        engine: prepared.engine(),
        retrieval: &prepared.index,
        embeddings: config.embeddings.as_ref(),
        vectors: &prepared.vectors,
        policy,
        proofs: &prepared.proofs,
        model: config.model.as_ref(),
        engine_threshold: question.engine_threshold,
    }
}

/// What is signed and cannot be read was written by a deployment with other types.
fn read<Q: DeserializeOwned>(body: &[u8]) -> Result<IncomingCall<Q>, ApiError> {
    serde_json::from_slice(body).map_err(|_| {
        ApiError::with_id(
            ErrorKind::InvalidRequest,
            signature::VERSION_DIFFERS,
            "The call cannot be read. Deploy all functions from one version.",
        )
    })
}

fn done(answer: impl Serialize) -> Result<Vec<u8>, ApiError> {
    write(&Reply::Done(answer))
}

fn catalog_needed() -> Result<Vec<u8>, ApiError> {
    write(&Reply::<()>::CatalogNeeded)
}

fn write(reply: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(reply)
        .map_err(|_| ApiError::new(ErrorKind::Internal, "A reply could not be written."))
}
