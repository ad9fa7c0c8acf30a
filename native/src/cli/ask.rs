#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

use std::{
    env,
    io::{IsTerminal, Write},
    process::ExitCode,
};

use anyhow::{anyhow, bail};
use clap::Args;
use plainquery_ask::{Caller, Config, Unobserved};
use plainquery_core::{Principal, settings::AccessSettings};
use plainquery_wire::{AskRequest, AskResponse, ask::Outcome};

use super::{
    database::{Database, DatabaseArguments, Location},
    host::NativeHost,
    policy::{POLICY, PolicyArguments},
    render::{self, Style},
};
use crate::{
    clock::SystemClock, disk_cache::DiskCache, http_client::ReqwestClient, random::OsRandom,
};

/// Asked back: the question has several readings.
const EXIT_CLARIFY: u8 = 3;
/// Refused: not a question that reading data answers, or not permitted.
const EXIT_REFUSE: u8 = 4;
/// Long, since a name that the server no longer knows renews it at once.
const CATALOG_TTL_S: &str = "3600";
const REQUEST_ID_BYTES: usize = 8;
const CONVERSATION_FILE: &str = "conversation";

const EXAMPLES: &str = "\
Examples:
  export DATABASE_URL=postgres://reader:secret@db.internal/shop
  plainquery ask \"Which five customers spent most in 2024?\"
  plainquery ask --follow-up \"now only in Berlin\"
  plainquery ask \"orders by month\" --csv > orders.csv
  plainquery ask \"average order value last quarter\" --today 2025-06-30 --sql-only

Without a key of a language model, the SQL is written by the built-in engine, which asks back when it
is not sure. With OPENAI_API_KEY (and OPENAI_BASE_URL) or ANTHROPIC_API_KEY a model helps. Queries are
proven to be a single SELECT and run in a read-only transaction. In tables, ∅ is NULL.

Settings of the Worker hold here too, as variables: PLAINQUERY_SCHEMAS, PLAINQUERY_TIMEOUT_MS,
PLAINQUERY_UTC_OFFSET_MINUTES, PLAINQUERY_WEEK_STARTS_ON, PLAINQUERY_FISCAL_YEAR_STARTS_IN …

Exit codes: 0 an answer (also one without rows), 1 an error, 2 wrong usage, 3 asked back, 4 refused.";

/// Ask a question in plain language and see the SQL and the rows
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(super) struct AskArguments {
    /// The question
    question: String,
    #[command(flatten)]
    database: DatabaseArguments,
    /// Continue the conversation: the question refers to the one before
    #[arg(long, short = 'f')]
    follow_up: bool,
    /// The day that "today" stands for, such as 2025-06-30
    #[arg(long, value_name = "DATE", env = "PLAINQUERY_TODAY")]
    today: Option<String>,
    /// A schema that questions are about, again for each [default: all that the role may read]
    #[arg(long, value_name = "NAME")]
    schema: Vec<String>,
    #[command(flatten)]
    policy: PolicyArguments,
    /// The role that the policy is applied for
    #[arg(long, value_name = "NAME", default_value = "reader")]
    role: String,
    /// The tenant that the policy, or row security, is applied for
    #[arg(long, value_name = "NAME")]
    tenant: Option<String>,
    /// The most rows
    #[arg(long, value_name = "N", default_value = "100", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    max_rows: u32,
    /// Read the schema anew instead of from the cache ($XDG_CACHE_HOME/plainquery, for an hour)
    #[arg(long)]
    refresh: bool,
    /// Print the whole answer as JSON
    #[arg(long, group = "form")]
    json: bool,
    /// Print the rows as CSV
    #[arg(long, group = "form")]
    csv: bool,
    /// Print the SQL alone (it is run all the same)
    #[arg(long, group = "form")]
    sql_only: bool,
}

impl AskArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let variable = |name: &str| env::var(name).ok();
        let cache = DiskCache::new(DiskCache::default_folder(variable), self.refresh);
        let config = self.config(&cache, variable)?;
        let location = self.database.location()?;
        let response = super::block_on(self.ask(config, cache, location))??;
        self.print(&response)?;
        Ok(match response.outcome {
            Outcome::Answer => ExitCode::SUCCESS,
            Outcome::Clarify => ExitCode::from(EXIT_CLARIFY),
            Outcome::Refuse => ExitCode::from(EXIT_REFUSE),
        })
    }

    /// The settings of a host, with what the command line says in place of some of them.
    fn config(
        &self,
        cache: &DiskCache,
        variable: impl Fn(&str) -> Option<String>,
    ) -> anyhow::Result<Config> {
        let secret = cache.secret();
        let policy = self.policy.text()?;
        let lookup = |name: &str| match name {
            // A host must say who may ask; here that is whoever types, so the answer is thrown away below.
            "PLAINQUERY_CONVERSATION_SECRET" | "PLAINQUERY_JWT_HS256_SECRET" => {
                Some(secret.clone())
            }
            "PLAINQUERY_TODAY" => self.today.clone(),
            "PLAINQUERY_MAX_ROWS" => Some(self.max_rows.to_string()),
            "PLAINQUERY_SCHEMAS" if !self.schema.is_empty() => Some(self.schema.join(",")),
            POLICY if policy.is_some() => policy.clone(),
            "PLAINQUERY_CATALOG_TTL_S" => variable(name).or_else(|| Some(CATALOG_TTL_S.to_owned())),
            // Who may ask, and of which database, is the command line's affair.
            "DATABASE_URL"
            | "PLAINQUERY_CONNECTION_STRING"
            | "PLAINQUERY_SQL_ENDPOINT"
            | "PLAINQUERY_GATEWAY_KEY"
            | "PLAINQUERY_API_KEYS"
            | "PLAINQUERY_JWT_AUDIENCE" => None,
            _ => variable(name),
        };
        let mut config = Config::from_lookup(lookup)?;
        config.settings.access = AccessSettings::default();
        config.settings.database = Some(self.database.settings());
        Ok(config)
    }

    async fn ask(
        &self,
        config: Config,
        cache: DiskCache,
        location: Location,
    ) -> anyhow::Result<AskResponse> {
        let conversation = if self.follow_up {
            let kept = cache
                .read(CONVERSATION_FILE)
                .and_then(|bytes| String::from_utf8(bytes).ok());
            let Some(kept) = kept else {
                bail!("there is no conversation to continue; ask without --follow-up first");
            };
            Some(kept)
        } else {
            None
        };
        let host = NativeHost {
            http: ReqwestClient::new()?,
            cache,
            database: Database::open(location).await?,
            clock: SystemClock,
            random: OsRandom,
        };
        let request = AskRequest {
            question: self.question.clone(),
            conversation,
            max_rows: Some(self.max_rows),
        };
        let principal = Principal {
            subject: "terminal".to_owned(),
            tenant: self.tenant.clone(),
            role: self.role.clone(),
            ..Principal::default()
        };
        let request_id = host.random.hex(REQUEST_ID_BYTES);
        let caller = Caller {
            principal: &principal,
            request_id: &request_id,
        };
        let outcome = plainquery_ask::ask(&host, &config, &caller, request, &Unobserved).await;
        host.database.close().await;
        let response = outcome.map_err(|error| anyhow!("{} [{}]", error.detail, error.id))?;
        if let Some(conversation) = &response.conversation {
            host.cache.write(CONVERSATION_FILE, conversation.as_bytes());
        }
        Ok(response)
    }

    fn print(&self, response: &AskResponse) -> anyhow::Result<()> {
        let mut output = std::io::stdout().lock();
        if self.json {
            serde_json::to_writer_pretty(&mut output, response)?;
            writeln!(output)?;
            return Ok(());
        }
        if response.outcome != Outcome::Answer {
            let text = render::no_answer(response);
            if self.csv || self.sql_only {
                // What reads the output expects rows or SQL there.
                std::io::stderr().lock().write_all(text.as_bytes())?;
            } else {
                output.write_all(text.as_bytes())?;
            }
            return Ok(());
        }
        if self.sql_only {
            writeln!(output, "{}", response.sql.as_deref().unwrap_or_default())?;
        } else if self.csv {
            output.write_all(render::csv(response).as_bytes())?;
            let mut errors = std::io::stderr().lock();
            for warning in &response.warnings {
                writeln!(errors, "note: {}", render::printable(warning))?;
            }
        } else {
            let is_terminal = output.is_terminal();
            let style = Style {
                colour: is_terminal && env::var_os("NO_COLOR").is_none(),
                cut: is_terminal,
            };
            output.write_all(render::answer(response, style).as_bytes())?;
        }
        Ok(())
    }
}
