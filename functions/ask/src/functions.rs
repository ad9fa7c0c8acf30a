//! The functions that an answer is composed of, each here or deployed apart.
//!
//! Here, values are handed on as they are; nothing is serialised.

use plainquery_connect::{PlanRows, run_plan};
use plainquery_core::{
    ErrorKind, Function,
    ports::{Clock, Host, SqlError},
};
use plainquery_generate::{Generated, GeneratedQuery, NoQuery, refused};
use plainquery_plan::{GatewaySigner, VerifiedPlan};
use plainquery_sql::{Policy, RuleId, ValidatedQuery};
use plainquery_wire::{
    ApiError, RetrieveRequest, RetrieveResponse, checked_question,
    validate::{ValidateRequest, ValidateResponse},
};

use crate::{
    Caller, Config,
    inner::{
        Client, GenerateQuestion, GenerateReply, ValidateQuestion,
        plan::{self, PlanWanted},
    },
    plans::{bindings, sign},
    prepared::Prepared,
    reading::Reading,
    writer,
};

/// For one request.
pub(crate) struct Functions<'a, H> {
    pub(crate) host: &'a H,
    pub(crate) config: &'a Config,
    pub(crate) caller: &'a Caller<'a>,
}

/// A question with what it follows.
pub(crate) struct Asked<'a> {
    pub(crate) question: &'a str,
    pub(crate) today: &'a str,
    pub(crate) reading: &'a Reading<'a>,
}

/// What came of a question, and what wrote it.
pub(crate) struct Written {
    pub(crate) generated: Generated,
    /// As the function told it; `None` where it is in this process.
    pub(crate) writer: Option<String>,
}

/// SQL that may run.
pub(crate) struct Proven {
    pub(crate) plan: VerifiedPlan,
    pub(crate) tables: Vec<String>,
    pub(crate) explanation: Vec<String>,
}

impl<H: Host> Functions<'_, H> {
    /// The tables that matter for a question.
    pub(crate) async fn retrieve(
        &self,
        prepared: &Prepared,
        policy: &Policy,
        request: &RetrieveRequest,
    ) -> Result<RetrieveResponse, ApiError> {
        if self.is_here(Function::Retrieve) {
            let searched = prepared.searched(self.config);
            return plainquery_retrieve::handle(self.host, &searched, request).await;
        }
        plainquery_retrieve::check(request)?;
        self.client()
            .call(Function::Retrieve, prepared, policy, request)
            .await
    }

    /// SQL for a question, a question back or a refusal.
    pub(crate) async fn generate(
        &self,
        prepared: &Prepared,
        policy: &Policy,
        asked: &Asked<'_>,
    ) -> Result<Written, ApiError> {
        let question = checked_question(asked.question)?;
        if self.is_here(Function::Generate) {
            let input = asked
                .reading
                .input(self.config, prepared, policy, question, asked.today);
            return Ok(Written {
                generated: plainquery_generate::generate(self.host, &input).await?,
                writer: None,
            });
        }
        let settings = &self.config.settings;
        let question = GenerateQuestion {
            text: question.to_owned(),
            today: asked.today.to_owned(),
            week_starts_on: settings.calendar.week_starts_on,
            fiscal_year_starts_in: settings.calendar.fiscal_year_starts_in,
            previous_frame: asked.reading.frame().map(str::to_owned),
            previous_turns: asked.reading.owned_turns(),
            engine_threshold: settings.engine_threshold,
        };
        let reply = self
            .client()
            .call(Function::Generate, prepared, policy, &question)
            .await?;
        match reply {
            GenerateReply::Generated { generated, writer } => Ok(Written {
                generated,
                writer: Some(writer),
            }),
            GenerateReply::Failed(error) => Err(error.into()),
        }
    }

    /// What writes SQL now; `None` where that cannot be told.
    pub(crate) async fn writer(&self) -> Option<String> {
        if self.is_here(Function::Generate) {
            Some(writer::version(self.config))
        } else {
            self.client().writer().await.ok()
        }
    }

    /// Whether SQL may run, and as what, with a plan for the caller.
    pub(crate) async fn validate(
        &self,
        prepared: &Prepared,
        policy: &Policy,
        request: &ValidateRequest,
    ) -> Result<ValidateResponse, ApiError> {
        let now_ms = self.host.clock().now_ms();
        let sign = |plan: &VerifiedPlan| sign(self.config, self.caller.principal, plan, now_ms);
        if self.is_here(Function::Validate) {
            return Ok(plainquery_validate::handle(
                &prepared.proofs,
                &prepared.catalog,
                policy,
                request,
                |query| sign(&self.proven(prepared, policy, query)),
            ));
        }
        let mut response = self.validate_apart(prepared, policy, &request.sql).await?;
        if let Some(token) = response.plan.take() {
            response.plan = sign(&self.verified(prepared, policy, &token)?);
        }
        Ok(response)
    }

    /// The proof that generated SQL may run; a refusal where the validator does not agree.
    pub(crate) async fn prove(
        &self,
        prepared: &Prepared,
        policy: &Policy,
        query: &mut GeneratedQuery,
    ) -> Result<Result<Proven, NoQuery>, ApiError> {
        if !self.is_here(Function::Validate) {
            return self.prove_apart(prepared, policy, &query.sql).await;
        }
        let catalog = &prepared.catalog;
        let proof = match query.proof.take() {
            Some(proof) => proof,
            None => match prepared.proofs.prove(&query.sql, catalog, policy) {
                Ok(proof) => proof,
                Err(diagnostics) => {
                    let rules = diagnostics.iter().map(|diagnostic| diagnostic.rule);
                    return Ok(Err(refused(rules)));
                }
            },
        };
        Ok(Ok(Proven {
            plan: self.proven(prepared, policy, proof.query()),
            tables: proof
                .query()
                .relations()
                .iter()
                .map(|(schema, name)| format!("{schema}.{name}"))
                .collect(),
            explanation: proof.explanation(catalog).to_vec(),
        }))
    }

    /// Runs what is proven.
    pub(crate) async fn run(&self, proven: &Proven) -> Result<PlanRows, SqlError> {
        let signer = GatewaySigner::of(&self.config.settings, self.host.clock());
        run_plan(self.host.sql(), &proven.plan, signer.as_ref()).await
    }

    /// Whether a function is served in this process.
    pub(crate) fn is_here(&self, function: Function) -> bool {
        self.config.settings.serves(function)
    }

    async fn prove_apart(
        &self,
        prepared: &Prepared,
        policy: &Policy,
        sql: &str,
    ) -> Result<Result<Proven, NoQuery>, ApiError> {
        let response = self.validate_apart(prepared, policy, sql).await?;
        if !response.ok {
            let rules = response.diagnostics.iter();
            let rules = rules.filter_map(|diagnostic| RuleId::of(&diagnostic.rule));
            return Ok(Err(refused(rules)));
        }
        let token = response.plan.ok_or_else(|| {
            ApiError::with_id(
                ErrorKind::Refused,
                "query-too-long",
                "The query for this question is too long to be run. Ask for less at once.",
            )
        })?;
        Ok(Ok(Proven {
            plan: self.verified(prepared, policy, &token)?,
            tables: response.tables,
            explanation: response.explanation,
        }))
    }

    fn proven(&self, prepared: &Prepared, policy: &Policy, query: &ValidatedQuery) -> VerifiedPlan {
        let principal = self.caller.principal;
        let bindings = bindings(&self.config.settings, principal, prepared, policy);
        VerifiedPlan::proven(query, bindings)
    }

    fn verified(
        &self,
        prepared: &Prepared,
        policy: &Policy,
        token: &str,
    ) -> Result<VerifiedPlan, ApiError> {
        plan::verify(
            &self.config.settings,
            self.caller,
            prepared,
            policy,
            token,
            self.host.clock().now_ms(),
        )
    }

    async fn validate_apart(
        &self,
        prepared: &Prepared,
        policy: &Policy,
        sql: &str,
    ) -> Result<ValidateResponse, ApiError> {
        let question = ValidateQuestion {
            sql: sql.to_owned(),
            plan: PlanWanted::new(&self.config.settings, policy),
        };
        self.client()
            .call(Function::Validate, prepared, policy, &question)
            .await
    }

    fn client(&self) -> Client<'_, H> {
        Client {
            host: self.host,
            config: self.config,
            caller: self.caller,
        }
    }
}
