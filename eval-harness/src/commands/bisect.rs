//! `plainquery-eval bisect`: which changed prompt files explain a drop.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail, ensure};
use clap::Args;
use plainquery_eval::{
    bisect::{
        Prompts, changed_files, drop_of_accuracy, fingerprint, mixed, most_runs, read_prompts,
        smallest_set, write_prompts,
    },
    figures::{dollars, points},
    recorded_run::RecordedRun,
    usage::Usage,
};

use super::{EXIT_NOT_MEASURED, EXIT_USAGE, parse_share};

/// Find the smallest set of prompt files whose change explains a drop of accuracy.
///
/// Runs mixtures of the two folders of prompts by delta debugging: BASE's files with some of HEAD's, until
/// no file can be taken out of the set without the drop going away.
#[derive(Args)]
#[command(after_long_help = "\
The command of --run is run by sh for each mixture, with {prompts} replaced by a folder of prompts and
{out} by the folder that it must write a run into. Runs that are finished are kept in --work, by a hash of
prompts and command, so that an interrupted search goes on where it was.

Without --yes it says how many runs there are at most and what their calls to models will cost, by what
the runs of BASE and HEAD cost, and stops.

Exit status:
  0  found
  2  wrong arguments, files that cannot be used, a run that fails, or no --yes
  3  there is no drop to explain

Example:
  plainquery-eval bisect prompts-main prompts-change --base-run runs/main --head-run runs/change \\
      --work bisect --run './run-with-prompts {prompts} {out}' --yes")]
pub(crate) struct Bisect {
    /// The folder of prompts before the change
    base: PathBuf,

    /// The folder of prompts after it
    head: PathBuf,

    /// The command that runs with a folder of prompts
    #[arg(long, value_name = "COMMAND")]
    run: String,

    /// Where mixtures of prompts and their runs are kept
    #[arg(long, value_name = "FOLDER", default_value = "bisect")]
    work: PathBuf,

    /// The run with BASE's prompts, where there is one already
    #[arg(long, value_name = "FOLDER")]
    base_run: Option<PathBuf>,

    /// The run with HEAD's prompts, where there is one already
    #[arg(long, value_name = "FOLDER")]
    head_run: Option<PathBuf>,

    /// The share of the drop that a set of files must cause to explain it
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = parse_share)]
    share: f64,

    /// Start, whatever it costs
    #[arg(long)]
    yes: bool,
}

impl Bisect {
    /// Searches; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        ensure!(
            self.run.contains("{prompts}") && self.run.contains("{out}"),
            "the command of --run must name {{prompts}}, the folder to read, and {{out}}, the folder to write"
        );
        let read = |folder: &Path| {
            read_prompts(folder).with_context(|| format!("cannot read {}", folder.display()))
        };
        let (base, head) = (read(&self.base)?, read(&self.head)?);
        let changed = changed_files(&base, &head);
        ensure!(
            !changed.is_empty(),
            "the two folders of prompts are the same"
        );
        let mut out = io::stdout().lock();
        self.write_plan(&mut out, &base, &head, &changed)?;
        if !self.yes {
            writeln!(out, "Nothing was run: say --yes to start.")?;
            return Ok(EXIT_USAGE);
        }
        let base_run = self.end_run(self.base_run.as_deref(), &base, "BASE")?;
        let head_run = self.end_run(self.head_run.as_deref(), &head, "HEAD")?;
        let drop = drop_of_accuracy(&base_run, &head_run)
            .context("the runs of BASE and HEAD have no measured question in common")?;
        if drop <= 0.0 {
            writeln!(
                out,
                "There is no drop to explain: the change is {}.",
                points(-drop)
            )?;
            return Ok(EXIT_NOT_MEASURED);
        }
        writeln!(out, "The drop to explain: {}.", points(-drop))?;
        let found = smallest_set(changed.len(), |set| -> anyhow::Result<bool> {
            let names: Vec<&PathBuf> = set.iter().filter_map(|&at| changed.get(at)).collect();
            let run = self.run_with(&mixed(&base, &head, &names))?;
            let caused = drop_of_accuracy(&base_run, &run)
                .context("a run has no measured question in common with BASE's")?;
            let explains = caused >= self.share * drop;
            let verdict = if explains { "explains it" } else { "does not" };
            writeln!(
                out,
                "  {:>9}  {verdict}: {}",
                points(-caused),
                listed(&names)
            )?;
            Ok(explains)
        })?;
        let names: Vec<&PathBuf> = found.iter().filter_map(|&at| changed.get(at)).collect();
        writeln!(
            out,
            "\nThe smallest set that explains the drop, {} of {} files:",
            names.len(),
            changed.len()
        )?;
        for name in names {
            writeln!(out, "  {}", name.display())?;
        }
        Ok(0)
    }

    fn write_plan(
        &self,
        out: &mut impl Write,
        base: &Prompts,
        head: &Prompts,
        changed: &[PathBuf],
    ) -> anyhow::Result<()> {
        let ends = [
            (self.base_run.as_ref(), base),
            (self.head_run.as_ref(), head),
        ];
        let finished: Vec<RecordedRun> = ends
            .iter()
            .filter_map(|(given, prompts)| {
                let folder = given
                    .cloned()
                    .unwrap_or_else(|| self.folder_of(prompts).join("run"));
                RecordedRun::load(&folder).ok()
            })
            .collect();
        let runs = most_runs(changed.len()) + ends.len() - finished.len();
        let names: Vec<&PathBuf> = changed.iter().collect();
        writeln!(out, "{} changed files: {}", changed.len(), listed(&names))?;
        let costs: Vec<Usage> = finished.iter().map(|run| Usage::of(&run.records)).collect();
        let dearest = costs
            .iter()
            .filter_map(|usage| usage.cost_usd)
            .max_by(f64::total_cmp);
        let calls = costs.iter().map(|usage| usage.model_calls).max();
        #[expect(clippy::cast_precision_loss, reason = "runs are few")]
        let cost = dearest.map(|cost| cost * runs as f64);
        let estimate = match (cost, calls) {
            (_, Some(0)) => "no call to a model, as the runs so far made none".to_owned(),
            (Some(cost), Some(calls)) => {
                format!("{calls} calls a run, {} in all", dollars(Some(cost)))
            }
            _ => {
                "a cost that is not known, since no finished run with prices is at hand".to_owned()
            }
        };
        writeln!(
            out,
            "At most {runs} runs, fewer where one file is at fault; {estimate}."
        )?;
        Ok(())
    }

    fn folder_of(&self, prompts: &Prompts) -> PathBuf {
        self.work.join(fingerprint(prompts, &self.run))
    }

    fn end_run(
        &self,
        given: Option<&Path>,
        prompts: &Prompts,
        label: &str,
    ) -> anyhow::Result<RecordedRun> {
        match given {
            Some(folder) => Ok(RecordedRun::load(folder)?),
            None => self
                .run_with(prompts)
                .with_context(|| format!("the run with {label}'s prompts")),
        }
    }

    /// The run with these prompts: the one that is there, or a new one.
    fn run_with(&self, prompts: &Prompts) -> anyhow::Result<RecordedRun> {
        let folder = self.folder_of(prompts);
        let (prompts_folder, run_folder) = (folder.join("prompts"), folder.join("run"));
        if let Some(run) = RecordedRun::load(&run_folder).ok().filter(is_finished) {
            return Ok(run);
        }
        write_prompts(&prompts_folder, prompts)
            .with_context(|| format!("cannot write {}", prompts_folder.display()))?;
        let log_path = folder.join("log.txt");
        let log = File::create(&log_path)
            .with_context(|| format!("cannot write {}", log_path.display()))?;
        let command = self
            .run
            .replace("{prompts}", &quoted(&fs::canonicalize(&prompts_folder)?))
            .replace("{out}", &quoted(&std::path::absolute(&run_folder)?));
        let status = Command::new("sh")
            .args(["-c", &command])
            .stdout(log.try_clone()?)
            .stderr(log)
            .status()
            .context("sh could not be started")?;
        match RecordedRun::load(&run_folder) {
            Ok(run) if is_finished(&run) => Ok(run),
            Ok(run) => bail!(
                "the run in {} is not whole ({} questions not measured; {status}); its output is in {}",
                run_folder.display(),
                run.not_measured(),
                log_path.display()
            ),
            Err(error) => bail!(
                "{error} ({status}); its output is in {}",
                log_path.display()
            ),
        }
    }
}

/// A run that stopped early, or did not measure everything, says too little to choose by.
fn is_finished(run: &RecordedRun) -> bool {
    run.manifest.stopped.is_none() && run.not_measured() == 0
}

fn listed(names: &[&PathBuf]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| name.display().to_string())
        .collect();
    names.join(", ")
}

/// As one word for a shell.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}
