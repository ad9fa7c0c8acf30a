//! One try at an answer with one state of the schema: generate, run, describe.

use plainquery_connect::PlanRows;
use plainquery_core::{
    Function, Table,
    ports::{Host, SqlError},
};
use plainquery_generate::{Generated, GeneratedQuery, NoQuery, word_links};
use plainquery_sql::Policy;
use plainquery_wire::{
    ApiError, AskResponse,
    ask::{Outcome, Usage},
    events::QueryEvent,
};

use crate::{
    Caller, Config,
    answer_cache::CachedAnswer,
    chart,
    conversation::{Conversation, Turn},
    errors::database_error,
    functions::{Asked, Functions, Proven, Written},
    prepared::Prepared,
    reading::Reading,
    timings::Stopwatch,
};

/// Below this confidence the caller is told to check the answer.
const SURE_ENOUGH: f32 = 0.8;

/// A question and everything that it is read against, but the schema.
pub(crate) struct Asking<'a, H> {
    pub(crate) host: &'a H,
    pub(crate) config: &'a Config,
    pub(crate) caller: &'a Caller<'a>,
    pub(crate) max_rows: u32,
    /// What the caller may read.
    pub(crate) policy: Policy,
    pub(crate) today: String,
    pub(crate) conversation: &'a Conversation,
    pub(crate) question: &'a str,
}

/// An answer by what was known of the schema.
pub(crate) struct Attempt {
    pub(crate) answer: CachedAnswer,
    /// The schema's fingerprint when the rows were read; `None` where none were.
    pub(crate) seen_fingerprint: Option<String>,
    /// What wrote its SQL (see `writer`); `None` where that is in this process.
    pub(crate) writer: Option<String>,
}

impl CachedAnswer {
    /// An answer without a look at the database.
    fn unseen(self, writer: Option<String>) -> Attempt {
        Attempt {
            answer: self,
            seen_fingerprint: None,
            writer,
        }
    }
}

/// Why there is no answer.
pub(crate) enum Failure {
    /// The database did not run the query.
    Database(SqlError),
    /// Anything else.
    Other(ApiError),
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Other(error)
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Database(error) => database_error(&error),
            Failure::Other(error) => error,
        }
    }
}

impl<H: Host> Asking<'_, H> {
    pub(crate) fn functions(&self) -> Functions<'_, H> {
        Functions {
            host: self.host,
            config: self.config,
            caller: self.caller,
        }
    }

    pub(crate) async fn attempt(
        &self,
        prepared: &Prepared,
        stopwatch: &mut Stopwatch<'_, H::Clock>,
    ) -> Result<Attempt, Failure> {
        let functions = self.functions();
        let policy = &self.policy;
        let asked = Asked {
            question: self.question,
            today: &self.today,
            reading: &Reading::new(self.conversation),
        };
        let Written { generated, writer } = functions.generate(prepared, policy, &asked).await?;
        stopwatch.end("generate");
        let mut query = match generated {
            Generated::Query(query) => query,
            Generated::Clarify(none) => {
                return Ok(self
                    .no_query(prepared, Outcome::Clarify, none)
                    .unseen(writer));
            }
            Generated::Refuse(none) => {
                return Ok(self
                    .no_query(prepared, Outcome::Refuse, none)
                    .unseen(writer));
            }
        };
        let proven = functions.prove(prepared, policy, &mut query).await?;
        // Here it has taken no time of its own: SQL is generated proven.
        if !functions.is_here(Function::Validate) {
            stopwatch.end("validate");
        }
        let proven = match proven {
            Ok(proven) => proven,
            Err(mut none) => {
                none.usage = query.usage;
                return Ok(self
                    .no_query(prepared, Outcome::Refuse, none)
                    .unseen(writer));
            }
        };
        stopwatch.observer().query_runs(&QueryEvent {
            sql: proven.plan.text().to_owned(),
            parameters: proven.plan.shown_parameters(),
            author: query.author.clone(),
            confidence: query.confidence,
            tables: proven.tables.clone(),
        });
        let PlanRows {
            table,
            schema_fingerprint,
        } = functions.run(&proven).await.map_err(Failure::Database)?;
        stopwatch.end("execute");
        Ok(Attempt {
            answer: self.answer(prepared, *query, proven, table),
            seen_fingerprint: Some(schema_fingerprint),
            writer,
        })
    }
}

impl<H: Host> Asking<'_, H> {
    fn answer(
        &self,
        prepared: &Prepared,
        query: GeneratedQuery,
        proven: Proven,
        table: Table,
    ) -> CachedAnswer {
        let is_empty = table.rows.is_empty();
        let mut warnings = query.notes;
        warnings.extend(truncation_warning(&table));
        if query
            .confidence
            .is_some_and(|confidence| confidence < SURE_ENOUGH)
        {
            warnings.push("This reading of the question is not certain; check the SQL.".to_owned());
        }
        let chart = chart::suggest(&table);
        let turn = Turn {
            question: self.question.to_owned(),
            // As it was before the policy rewrote it: a later question is built on that.
            sql: query.sql,
            frame: query.frame,
        };
        let response = AskResponse {
            outcome: Outcome::Answer,
            reason: is_empty.then(|| "no_rows".to_owned()),
            message: message(&table),
            sql: Some(proven.plan.text().to_owned()),
            parameters: proven.plan.shown_parameters(),
            columns: table.columns,
            rows: table.rows,
            truncated: table.truncated,
            author: Some(query.author),
            confidence: query.confidence,
            links: word_links(self.question, &query.links),
            tables: proven.tables,
            chart,
            explanation: proven.explanation,
            warnings,
            usage: query.usage,
            ..self.blank(prepared)
        };
        CachedAnswer {
            response,
            turn: Some(turn),
        }
    }

    fn no_query(&self, prepared: &Prepared, outcome: Outcome, none: NoQuery) -> CachedAnswer {
        CachedAnswer {
            response: AskResponse {
                outcome,
                reason: Some(none.reason),
                message: none.message,
                options: none.options,
                links: word_links(self.question, &none.links),
                warnings: none.notes,
                usage: none.usage,
                ..self.blank(prepared)
            },
            turn: None,
        }
    }

    /// What every answer has, and nothing else.
    fn blank(&self, prepared: &Prepared) -> AskResponse {
        AskResponse {
            outcome: Outcome::Refuse,
            reason: None,
            message: String::new(),
            options: Vec::new(),
            sql: None,
            parameters: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            truncated: false,
            author: None,
            confidence: None,
            links: Vec::new(),
            tables: Vec::new(),
            chart: None,
            explanation: Vec::new(),
            warnings: Vec::new(),
            usage: Usage::default(),
            timings: Vec::new(),
            today: self.today.clone(),
            conversation: None,
            catalog_version: prepared.version.clone(),
            request_id: String::new(),
        }
    }
}

/// That rows are missing, where some are.
pub(crate) fn truncation_warning(table: &Table) -> Option<String> {
    table.truncated.then(|| {
        format!(
            "Only the first {} rows are shown; there are more.",
            table.rows.len()
        )
    })
}

/// A sentence for the user.
pub(crate) fn message(table: &Table) -> String {
    match (table.rows.as_slice(), table.columns.as_slice()) {
        ([], _) => "Nothing in the database fits the question.".to_owned(),
        ([row], [column]) => match row.first().and_then(Option::as_deref) {
            Some(value) => format!("{}: {value}", column.name.replace('_', " ")),
            None => {
                "The result is empty (NULL): there are no values to compute it from.".to_owned()
            }
        },
        ([_], _) => "One row.".to_owned(),
        (rows, _) => format!("{} rows.", rows.len()),
    }
}
