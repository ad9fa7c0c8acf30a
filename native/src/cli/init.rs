use std::{collections::BTreeSet, io::Write, path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};
use clap::Args;
use plainquery_ask::{Caller, Config, Unobserved};
use plainquery_catalog::Catalog;
use plainquery_connect::{CatalogOptions, load_catalog};
use plainquery_core::{Principal, Secret, Settings};
use plainquery_wire::{AskRequest, ask::Outcome};

use super::{
    database::{Database, DatabaseArguments},
    host::NativeHost,
    render::printable,
    report::{Line, colour, shell_word},
    settings_text::{SettingsText, write_private},
};
use crate::{
    clock::SystemClock,
    disk_cache::DiskCache,
    http_client::ReqwestClient,
    random::OsRandom,
    role::{Posture, Severity, read_posture},
};

const QUESTIONS: usize = 5;
/// Enough to see whether there are rows.
const MAX_ROWS: u32 = 20;
const SCHEMA_TIMEOUT_MS: u32 = 30_000;
const SECRET_BYTES: usize = 32;

const EXAMPLES: &str = "\
Examples:
  plainquery init --database-url postgres://reader:secret@db.internal/shop?sslmode=verify-full
  DATABASE_URL=postgres://… plainquery init --schema shop --settings shop.toml

It connects, looks at what the role may do, reads the schema, makes five questions from it, runs each
to see that it is answered, and writes a settings file with new secrets, which only you can read. It
changes nothing in the database. Values of variables are not in the file; the database's address is.";

/// Make a settings file for a database, and questions to begin with
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct InitArguments {
    #[command(flatten)]
    database: DatabaseArguments,
    /// The file to write
    #[arg(long, value_name = "FILE", default_value = "plainquery.toml")]
    settings: PathBuf,
    /// A schema that questions are about, again for each [default: all that the role may read]
    #[arg(long, value_name = "NAME")]
    schema: Vec<String>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

/// A question that was answered, and by how many rows.
struct Answered {
    question: String,
    rows: usize,
    truncated: bool,
}

impl InitArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        if !self.force && self.settings.exists() {
            bail!(
                "{} is there already; give --force to write over it, or --settings FILE for another",
                self.settings.display()
            );
        }
        super::block_on(self.make())??;
        Ok(ExitCode::SUCCESS)
    }

    async fn make(&self) -> anyhow::Result<()> {
        let location = self.database.location()?;
        let host = NativeHost {
            http: ReqwestClient::new()?,
            cache: DiskCache::new(None, false),
            database: Database::open(location).await?,
            clock: SystemClock,
            random: OsRandom,
        };
        let mut out = std::io::stdout().lock();
        let posture = read_posture(&host.database)
            .await
            .context("the role cannot be looked at")?;
        tell_posture(&posture, &mut out)?;

        let options = CatalogOptions {
            schemas: self.schema.clone(),
            timeout_ms: SCHEMA_TIMEOUT_MS,
            ..CatalogOptions::default()
        };
        let loaded = load_catalog(&host.database, &options, None)
            .await
            .context("the schema cannot be read")?;
        let catalog = loaded.catalog;
        if catalog.relations.is_empty() {
            let schema = shell_word(self.schema.first().map_or("public", String::as_str));
            let role = shell_word(&posture.role);
            bail!(
                "the role {} may read no table{}. As the tables' owner, let it:\n  \
                 plainquery role-sql --role {role} --schema {schema} | psql ADMIN_URL",
                posture.role,
                if self.schema.is_empty() {
                    ""
                } else {
                    " of these schemas"
                },
            );
        }
        let schemas = schemas(&catalog);
        Line::ok("schema", summary(&catalog, &schemas)).print(&mut out, colour())?;

        let answered = self.try_questions(&host, &catalog, &schemas).await;
        tell_questions(&answered, &mut out)?;
        host.database.close().await;

        let suggestions: Vec<String> = answered.into_iter().map(|each| each.question).collect();
        let database = self.database.settings();
        let text = SettingsText {
            database_url: database.connection_string.expose(),
            sql_endpoint: database.endpoint.as_deref(),
            gateway_key: database
                .gateway_key
                .as_ref()
                .filter(|_| database.endpoint.is_some())
                .map(Secret::expose),
            schemas: &schemas,
            suggestions: &suggestions,
        };
        write_private(&self.settings, &text.render(), self.force)
            .with_context(|| format!("{} cannot be written", self.settings.display()))?;
        self.tell_next_steps(&suggestions, &mut out)
    }

    /// Asks candidates as a server with these settings would, until enough of them gave rows.
    async fn try_questions(
        &self,
        host: &NativeHost,
        catalog: &Catalog,
        schemas: &[String],
    ) -> Vec<Answered> {
        let mut settings = Settings::new(Secret::new(host.random.hex(SECRET_BYTES)));
        settings.database = Some(self.database.settings());
        settings.schemas = schemas.to_vec();
        // The engine alone: these questions must be answered wherever the file is used.
        let config = Config::without_models(settings);
        let principal = Principal {
            subject: "init".to_owned(),
            tenant: None,
            role: "reader".to_owned(),
            ..Principal::default()
        };
        let caller = Caller {
            principal: &principal,
            request_id: "init",
        };
        let mut answered = Vec::new();
        for question in plainquery_ask::first_questions::candidates(catalog) {
            if answered.len() == QUESTIONS {
                break;
            }
            let request = AskRequest {
                question: question.clone(),
                conversation: None,
                max_rows: Some(MAX_ROWS),
            };
            let answer = plainquery_ask::ask(host, &config, &caller, request, &Unobserved).await;
            if let Ok(answer) = answer
                && answer.outcome == Outcome::Answer
                && !answer.rows.is_empty()
            {
                answered.push(Answered {
                    question,
                    rows: answer.rows.len(),
                    truncated: answer.truncated,
                });
            }
        }
        answered
    }

    fn tell_next_steps(&self, suggestions: &[String], out: &mut impl Write) -> anyhow::Result<()> {
        let file = shell_word(&self.settings.display().to_string());
        let question = suggestions
            .first()
            .map_or("How many rows are there?", String::as_str);
        let body = shell_word(&serde_json::json!({"question": question}).to_string());
        writeln!(
            out,
            "\nWrote {file}, with new secrets; only you can read it. Next:\n\n  \
             plainquery doctor --settings {file}\n  \
             plainquery serve --settings {file}\n\n\
             Then open http://127.0.0.1:8080 and give it the key that stands at the end of {file}, or ask:\n\n  \
             KEY=$(sed -n '/^\\[PLAINQUERY_API_KEYS\\]/,$s/ = {{.*//p' {file})\n  \
             curl http://127.0.0.1:8080/v1/ask -H \"Authorization: Bearer $KEY\" \\\n    \
             -H 'Content-Type: application/json' -d {}",
            printable(&body)
        )?;
        Ok(())
    }
}

fn tell_posture(posture: &Posture, out: &mut impl Write) -> anyhow::Result<()> {
    for line in posture_lines(posture) {
        line.print(out, colour())?;
    }
    Ok(())
}

/// The role, and each thing that it may do and should not.
pub(super) fn posture_lines(posture: &Posture) -> Vec<Line> {
    let role = &posture.role;
    if posture.findings.is_empty() {
        let message = format!("{role} on {} may read and nothing else", posture.database);
        return vec![Line::ok("role", message)];
    }
    let mend = format!(
        "plainquery role-sql --database {} --schema SCHEMA | psql ADMIN_URL\n\
         then enter as plainquery_reader in DATABASE_URL",
        shell_word(&posture.database)
    );
    let line = |(index, finding): (usize, &crate::role::Finding)| {
        let message = format!("{role} {}", finding.what);
        let line = match finding.severity {
            Severity::Danger => Line::fail("role", message, &mend),
            Severity::Warning => Line::warn("role", message, &mend),
        };
        Line {
            // Once is enough: the worst comes first.
            mend: line.mend.filter(|_| index == 0),
            ..line
        }
    };
    posture.findings.iter().enumerate().map(line).collect()
}

fn schemas(catalog: &Catalog) -> Vec<String> {
    let schemas: BTreeSet<&str> = catalog
        .relations
        .iter()
        .map(|relation| relation.schema.as_str())
        .collect();
    schemas.into_iter().map(str::to_owned).collect()
}

fn summary(catalog: &Catalog, schemas: &[String]) -> String {
    let columns: usize = catalog
        .relations
        .iter()
        .map(|relation| relation.columns.len())
        .sum();
    format!(
        "{} tables and views with {columns} columns in {}",
        catalog.relations.len(),
        schemas.join(", ")
    )
}

fn tell_questions(answered: &[Answered], out: &mut impl Write) -> anyhow::Result<()> {
    if answered.is_empty() {
        let line = Line::warn(
            "questions",
            "none that were made from the schema gave rows",
            "comments on tables and columns are what questions are read by:\n\
             COMMENT ON TABLE … IS 'Orders (purchases, sales)'",
        );
        line.print(out, colour())?;
        return Ok(());
    }
    Line::ok("questions", "each was run and answered:").print(out, colour())?;
    for each in answered {
        let rows = match (each.rows, each.truncated) {
            (1, false) => "1 row".to_owned(),
            (rows, false) => format!("{rows} rows"),
            (rows, true) => format!("more than {rows} rows"),
        };
        writeln!(out, "      {} ({rows})", printable(&each.question))?;
    }
    Ok(())
}
