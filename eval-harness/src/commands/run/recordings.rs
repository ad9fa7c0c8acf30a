//! Recordings of what models say, as arguments, and what is done with them at the end of a run.

use std::{collections::BTreeSet, io::Write, path::PathBuf};

use clap::Args;
use plainquery_eval::{
    databases::Databases,
    dataset::Dataset,
    traffic::{Cassettes, ReadableRequest, Traffic, TrafficMode, cassette_file_name},
};

use super::{MAX_LISTED, targets::Chosen};

/// Recordings of what models say.
#[derive(Args)]
pub(in crate::commands) struct RecordingArguments {
    /// Ask nobody: take every reply of a model from the recordings in this folder. What is not recorded
    /// is not measured.
    #[arg(long, value_name = "DIR", conflicts_with = "record")]
    pub(super) replay: Option<PathBuf>,

    /// Take replies from the recordings in this folder, ask for what is not recorded, and record it.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,

    /// Also take recordings of these questions away that none of them needs any more.
    #[arg(long, requires = "record", conflicts_with_all = ["only", "limit", "shard"])]
    prune: bool,

    /// Fail where a request of this run is not recorded, and list recordings that none needed: proof
    /// that the recordings belong to these prompts.
    #[arg(long, requires = "replay")]
    pub(super) check_cassettes: bool,
}

/// A run's recordings when it is over.
pub(super) struct Recorded<'a> {
    /// The file of a folder that holds them.
    pub(super) file_name: String,
    pub(super) traffic: &'a Traffic,
    /// Keys of earlier recordings that its questions need.
    pub(super) needed: BTreeSet<String>,
    /// Whether all questions were asked.
    pub(super) is_whole: bool,
}

impl Recorded<'_> {
    fn is_needed(&self, key: &str) -> bool {
        self.needed.contains(key) || self.traffic.is_used(key)
    }
}

impl RecordingArguments {
    /// Whether there are any.
    pub(super) fn are_wanted(&self) -> bool {
        self.record.is_some() || self.replay.is_some()
    }

    /// Whether what is not recorded may be asked.
    pub(super) fn mode(&self) -> TrafficMode {
        match self.replay {
            Some(_) => TrafficMode::Replay,
            None => TrafficMode::Ask,
        }
    }

    /// The recordings of earlier runs.
    pub(super) fn read(&self) -> anyhow::Result<Cassettes> {
        Ok(match (&self.replay, &self.record) {
            (Some(folder), _) => Cassettes::read_folder(folder)?,
            (None, Some(folder)) if folder.is_dir() => Cassettes::read_folder(folder)?,
            _ => Cassettes::default(),
        })
    }

    /// Recordings of a prompt that names the clock's day are found on that day only.
    pub(super) fn note_moving_days(
        &self,
        chosen: &Chosen<'_>,
        databases: &Databases,
    ) -> anyhow::Result<()> {
        let moving: Vec<&str> = databases
            .iter()
            .filter(|(_, opened)| !opened.settings.is_today_fixed())
            .map(|(name, _)| name)
            .collect();
        if let (true, true, Some(first)) =
            (self.are_wanted(), chosen.model.is_some(), moving.first())
        {
            writeln!(
                std::io::stderr().lock(),
                "warning: no settings say which day is \"today\" for {first}{}: recordings of prompts \
                 that name the day will not be found tomorrow; add `today` to the settings, or --today",
                match moving.len() {
                    1 => String::new(),
                    more => format!(" and {} more databases", more - 1),
                }
            )?;
        }
        Ok(())
    }

    /// Adds what was asked.
    pub(super) fn add(&self, recorded: &Recorded<'_>) -> anyhow::Result<()> {
        let Some(folder) = &self.record else {
            return Ok(());
        };
        let file = folder.join(&recorded.file_name);
        let mut cassettes = if file.is_file() {
            Cassettes::read_file(&file)?
        } else {
            Cassettes::default()
        };
        let before = cassettes.len();
        cassettes.extend(recorded.traffic.recorded());
        let all = cassettes.len();
        let is_pruned = self.prune && recorded.is_whole;
        if is_pruned {
            cassettes.retain(|key| recorded.is_needed(key));
        }
        cassettes.write_file(&file)?;
        let mut errors = std::io::stderr().lock();
        let (added, shown) = (all - before, file.display());
        writeln!(errors, "{added} replies were added to {shown}")?;
        if is_pruned {
            let taken = all - cassettes.len();
            writeln!(errors, "{taken} that no question needs were taken away")?;
        }
        Ok(())
    }

    /// Whether every reply that was needed is recorded; lists what is not, and what nothing needs.
    pub(super) fn check(&self, recorded: &Recorded<'_>) -> anyhow::Result<bool> {
        let mut errors = std::io::stderr().lock();
        let missed = recorded.traffic.missed();
        for (key, request) in missed.iter().take(MAX_LISTED) {
            writeln!(errors, "not recorded: {}", shown(key, request))?;
        }
        let file = self
            .replay
            .as_ref()
            .map(|folder| folder.join(&recorded.file_name));
        if let Some(file) = file.filter(|file| recorded.is_whole && file.is_file()) {
            // Other files of the folder are of other questions or models.
            let mut unused = Cassettes::read_file(&file)?;
            unused.retain(|key| !recorded.is_needed(key));
            for recording in unused.iter().take(MAX_LISTED) {
                let shown = shown(&recording.key, &recording.request);
                writeln!(errors, "recorded, and not needed: {shown}")?;
            }
            if !unused.is_empty() {
                writeln!(
                    errors,
                    "{} recordings are not needed; --record with --prune takes them away",
                    unused.len()
                )?;
            }
        }
        if missed.is_empty() {
            writeln!(errors, "the recordings belong to these prompts")?;
        } else {
            writeln!(
                errors,
                "{} replies are not recorded: record them with --record, and a key",
                missed.len()
            )?;
        }
        Ok(missed.is_empty())
    }
}

/// The file of a folder that holds a run's recordings.
pub(super) fn recordings_name(dataset: &Dataset, chosen: &Chosen<'_>) -> String {
    cassette_file_name(&dataset.name, chosen.model.as_deref().unwrap_or("none"))
}

/// The start of a key with the end of what is asked.
fn shown(key: &str, request: &ReadableRequest) -> String {
    const MAX_CHARS: usize = 80;
    let line: String = request.last_line().chars().take(MAX_CHARS).collect();
    format!("{} … {line}", key.get(..12).unwrap_or(key))
}
