//! Runs a tool: the same handlers as the routes under `/v1`.

use std::rc::Rc;

use plainquery_ask::{Caller, Config, Observer};
use plainquery_core::{ErrorKind, Principal, SettingsErrors, ports::Host};
use plainquery_mcp::{
    Call, FENCE_ID_BYTES, Id, Outcome, Revision, described_table, failed, listed_tables, response,
    succeeded,
};
use plainquery_wire::ApiError;

use crate::{not_set_up, status_of};

/// A call, with everything that it takes, so that a stream can hold it.
pub(super) struct ToolCall<H> {
    pub(super) host: Rc<H>,
    pub(super) config: Rc<Result<Config, SettingsErrors>>,
    pub(super) principal: Rc<Principal>,
    pub(super) request_id: String,
    pub(super) id: Id,
    pub(super) revision: Revision,
    pub(super) call: Call,
    pub(super) fence_id: [u8; FENCE_ID_BYTES],
}

impl<H: Host> ToolCall<H> {
    /// The message that answers the call. What a tool cannot do is a result that says so.
    pub(super) async fn answer(self, observer: &dyn Observer) -> Vec<u8> {
        let Self {
            id,
            revision,
            fence_id,
            ..
        } = &self;
        let result = match self.run(observer).await {
            Ok(outcome) => succeeded(*revision, &outcome, *fence_id),
            Err(error) => {
                let status = status_of(error.kind);
                failed(*revision, &error.into_problem(status, &self.request_id))
            }
        };
        response(id, &result)
    }

    async fn run(&self, observer: &dyn Observer) -> Result<Outcome, ApiError> {
        let config = self.config.as_ref().as_ref().map_err(not_set_up)?;
        let host = self.host.as_ref();
        let caller = Caller {
            principal: &self.principal,
            request_id: &self.request_id,
        };
        match &self.call {
            Call::Ask(question) => {
                plainquery_ask::ask(host, config, &caller, question.clone(), observer)
                    .await
                    .map(|answer| Outcome::Answer(Box::new(answer)))
            }
            Call::ListTables => {
                let schema = plainquery_ask::schema(host, config, &caller).await?;
                Ok(Outcome::Tables(listed_tables(schema)))
            }
            Call::DescribeTable(arguments) => {
                let schema = plainquery_ask::schema(host, config, &caller).await?;
                described_table(schema, &arguments.table).map(Outcome::Table)
            }
            Call::Validate(request) => plainquery_ask::validate(host, config, &caller, request)
                .await
                .map(|validation| Outcome::Validation(Box::new(validation))),
            Call::RunValidatedQuery(request) => {
                plainquery_ask::execute(host, config, &caller, request)
                    .await
                    .map(|rows| Outcome::Rows(Box::new(rows)))
            }
            Call::Unusable(why) => Err(ApiError::with_id(
                ErrorKind::InvalidRequest,
                "arguments-not-valid",
                why.clone(),
            )),
        }
    }
}
