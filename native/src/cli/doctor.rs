mod database;
mod services;

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use plainquery_ask::Config;
use plainquery_core::SettingsErrors;
use serde_json::json;

use super::{
    report::{Line, Status, colour, shell_word},
    serve::read_settings,
};
use crate::{serve::ServeOptions, settings_file::SettingsSource};

/// What others than the owner may do with a file.
const OTHERS: u32 = 0o077;

const EXAMPLES: &str = "\
Examples:
  plainquery doctor --settings plainquery.toml
  plainquery doctor --json                               (settings from variables alone)

It reads the settings as `plainquery serve` does and checks, in this order: the settings, the database,
its role, the schemas, the catalog, row security by tenant, Redis, the language model, the clock. What
is not set up is not checked, and what needs the database not while that is away. It changes nothing and
sends no question to a model. It exits with 1 where a check failed; warnings leave 0.";

/// Check the settings and everything that they point to, and say what mends it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DoctorArguments {
    /// A file with settings, as `plainquery init` writes it
    #[arg(long, value_name = "FILE", env = "PLAINQUERY_SETTINGS")]
    settings: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl DoctorArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let mut report = Report {
            lines: Vec::new(),
            live: !self.json,
        };
        if let Some((config, options)) = self.check_settings(&mut report)? {
            super::block_on(check_services(&config, &options, &mut report))??;
        }
        let worst = report.lines.iter().map(|line| line.status).max();
        if self.json {
            let text = json!({"status": worst, "checks": report.lines});
            writeln!(io::stdout().lock(), "{text}")?;
        }
        Ok(if worst == Some(Status::Fail) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }

    fn check_settings(&self, report: &mut Report) -> io::Result<Option<(Config, ServeOptions)>> {
        let file = self.settings.as_deref();
        let source = match SettingsSource::read(file) {
            Ok(source) => source,
            Err(error) => {
                let mend = format!("plainquery init --settings {}", file_word(file));
                report.add(Line::fail("settings", error.to_string(), mend))?;
                return Ok(None);
            }
        };
        match read_settings(|key| source.get(key)) {
            Ok(read) => {
                report.add(settings_line(file))?;
                Ok(Some(read))
            }
            Err(errors) => {
                for line in problem_lines(errors, file) {
                    report.add(line)?;
                }
                Ok(None)
            }
        }
    }
}

async fn check_services(
    config: &Config,
    options: &ServeOptions,
    report: &mut Report,
) -> io::Result<()> {
    let clock = database::check(config, report).await?;
    services::check_redis(options, report).await?;
    services::check_model(config.model.as_ref(), report).await?;
    services::check_embeddings(config.embeddings.as_ref(), report).await?;
    clock.map_or(Ok(()), |line| report.add(line))
}

/// The lines as they come. A person sees each at once, for some take seconds.
struct Report {
    lines: Vec<Line>,
    live: bool,
}

impl Report {
    fn add(&mut self, line: Line) -> io::Result<()> {
        if self.live {
            line.print(&mut io::stdout().lock(), colour())?;
        }
        self.lines.push(line);
        Ok(())
    }
}

fn settings_line(file: Option<&Path>) -> Line {
    let Some(file) = file else {
        return Line::ok("settings", "complete, from variables");
    };
    let is_open_to_others =
        fs::metadata(file).is_ok_and(|about| about.permissions().mode() & OTHERS != 0);
    if is_open_to_others {
        return Line::warn(
            "settings",
            "complete, but others than you may read or change the file, which holds secrets",
            format!("chmod 600 {}", file_word(Some(file))),
        );
    }
    Line::ok("settings", format!("complete, from {}", file.display()))
}

/// One line for each wrong key.
fn problem_lines(errors: SettingsErrors, file: Option<&Path>) -> Vec<Line> {
    errors
        .problems
        .into_iter()
        .map(|problem| {
            let mend = file.map_or_else(
                || format!("export {}=…", problem.key),
                |file| format!("set {} in {}", problem.key, file.display()),
            );
            Line::fail(
                "settings",
                format!("{} {}", problem.key, problem.advice),
                mend,
            )
        })
        .collect()
}

fn file_word(file: Option<&Path>) -> String {
    shell_word(
        &file
            .unwrap_or(Path::new("plainquery.toml"))
            .to_string_lossy(),
    )
}
