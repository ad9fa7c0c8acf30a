//! `plainquery-eval init`: a suite and a CI file from a list of questions.

#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are the help that a terminal shows"
)]

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{bail, ensure};
use clap::Args;
use plainquery_eval::{
    database_settings::DatabaseSettings,
    init::{ActionReference, InitTarget, NewSuite, is_script, read_questions, seen_from},
    traffic::now_ms,
};

/// Write a suite and a CI file from ten questions, to gate any text-to-SQL prompt or service.
///
/// The list has a line a question: the question, a tab, and the SQL whose rows are right, or `clarify`
/// or `refuse` where there should be none. Ten questions are enough to begin with. Nothing is overwritten.
#[derive(Args)]
#[command(after_long_help = "\
The list of questions, with a tab (here as wide space) after each question; empty lines and those that
begin with # are passed over:
  # our ten questions
  how many customers are there        SELECT count(*) FROM customers
  orders of each city, most first     SELECT city, count(*) FROM orders GROUP BY city ORDER BY 2 DESC
  the best ones                       clarify
  delete all orders                   refuse
The SQL runs on --database and selects what was asked and no more. `clarify` expects a question back,
`refuse` a refusal; either counts as the other.

What is written:
  DIR/questions.toml   the suite; datasets/README.md describes what else it can say
  DIR/settings.toml    which day is \"today\"
  DIR/prompt.txt       with --endpoint: a prompt to begin with; put yours in its place
  the workflow         what CI runs on a pull request

Exit status:
  0  all files are written
  2  the list cannot be used, or a file is there already; then nothing is written

Examples:
  plainquery-eval init eval --questions questions.tsv --database shop.sqlite \\
      --endpoint https://api.example.com/v1 --model some-model
  plainquery-eval init eval --questions questions.tsv --database postgres:DATABASE_URL \\
      --url https://plainquery.example.com --action OWNER/plainquery@v1")]
pub(crate) struct Init {
    /// The folder for the suite, relative to the repository.
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// The list of questions.
    #[arg(long, value_name = "FILE")]
    questions: PathBuf,

    /// Where the rows are: an SQLite file, SQL scripts (several times, in their order),
    /// or postgres:VARIABLE with the environment variable that holds a connection string.
    #[arg(long, value_name = "DATABASE", required = true)]
    database: Vec<String>,

    /// A running service that answers POST /v1/ask, without a path.
    #[arg(
        long,
        value_name = "URL",
        required_unless_present = "endpoint",
        conflicts_with = "endpoint"
    )]
    url: Option<String>,

    /// The address of anything that speaks OpenAI's chat completions.
    #[arg(long, value_name = "URL", requires = "model")]
    endpoint: Option<String>,

    /// The model's name.
    #[arg(long, value_name = "NAME", requires = "endpoint")]
    model: Option<String>,

    /// The suite's name, with which ids begin [default: the folder's]
    #[arg(long)]
    name: Option<String>,

    /// Plainquery's action, by the repository that you take it from: the workflow then posts the verdict
    /// to the pull request and keeps the report. Without it the workflow runs the command itself.
    #[arg(long, value_name = "OWNER/REPOSITORY@VERSION")]
    action: Option<ActionReference>,

    /// The CI file.
    #[arg(
        long,
        value_name = "FILE",
        default_value = ".github/workflows/plainquery-eval.yml"
    )]
    workflow: PathBuf,
}

impl Init {
    /// Writes the files; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        if self.database.len() > 1 && !self.database.iter().all(|path| is_script(path)) {
            bail!("several --database must all be SQL scripts, which end in .sql");
        }
        let target = match (&self.url, &self.endpoint, &self.model) {
            (Some(url), _, _) => InitTarget::Service { url: url.clone() },
            (None, Some(endpoint), Some(model)) => InitTarget::Prompt {
                endpoint: endpoint.clone(),
                model: model.clone(),
            },
            _ => bail!("give --url, or --endpoint and --model"),
        };
        let own_name = self.folder.file_name().unwrap_or_default();
        let own_name = own_name.to_string_lossy().into_owned();
        let questions = read_questions(&self.questions)?;
        let suite = NewSuite {
            folder: &self.folder,
            workflow: &self.workflow,
            name: self.name.as_deref().unwrap_or(&own_name),
            questions: &questions,
            databases: &self.databases()?,
            target: &target,
            action: self.action.as_ref(),
            today: &DatabaseSettings::default().today(now_ms()),
        };
        let mut out = std::io::stdout().lock();
        for path in suite.write()? {
            writeln!(out, "{}", path.display())?;
        }
        let folder = self.folder.display();
        match target {
            InitTarget::Prompt { endpoint, model } => writeln!(
                out,
                "\nNow put your prompt into {folder}/prompt.txt, and record what the model says:\n\n  \
                 OPENAI_API_KEY=... plainquery-eval run --suite {folder} --prompt {folder}/prompt.txt \
                 \\\n    --endpoint {endpoint} --model {model} --record {folder}/cassettes --out \
                 runs/first\n\nCommit {folder} with its cassettes and the workflow."
            )?,
            InitTarget::Service { url } => writeln!(
                out,
                "\nNow make the run that others are compared with:\n\n  PLAINQUERY_KEY=... \
                 plainquery-eval run --suite {folder} --url {url} --out {folder}/base\n\nCommit \
                 {folder} and the workflow; the workflow needs the secret PLAINQUERY_KEY."
            )?,
        }
        Ok(0)
    }

    /// The databases as the suite has to name them.
    fn databases(&self) -> anyhow::Result<Vec<String>> {
        let named = self.database.iter();
        let seen = named.map(|name| {
            if name.starts_with("postgres:") {
                return Ok(name.clone());
            }
            let file = Path::new(name);
            ensure!(
                file.is_file(),
                "there is no file {name}; --database names an SQLite file, SQL scripts, or \
                 postgres:VARIABLE"
            );
            Ok(seen_from(&self.folder, file)?.display().to_string())
        });
        seen.collect()
    }
}
