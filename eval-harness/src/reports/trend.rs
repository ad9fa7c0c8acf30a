//! Many runs over time.

use std::{fmt::Write as _, fs, io, path::Path};

use serde::Serialize;

use super::summary::{Accuracy, Summary};
use crate::{
    escaping::markdown,
    figures::{dollars, milliseconds, percent},
    recorded_run::RecordedRun,
    run_folder::MANIFEST_FILE,
};

/// A run as a point in time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendPoint {
    /// Its name.
    pub name: String,
    /// The folder's name, under the folder of runs.
    pub folder: String,
    /// When it began, in milliseconds since 1970.
    pub started_at_ms: u64,
    /// The dataset's name.
    pub dataset: String,
    /// The dataset's hash.
    pub dataset_sha256: String,
    /// The score.
    pub score: String,
    /// The model.
    pub model: Option<String>,
    /// The share that is right.
    pub accuracy: Accuracy,
    /// Questions without a measured answer.
    pub not_measured: usize,
    /// Answers that showed or changed what they may not.
    pub bypasses: usize,
    /// In US dollars.
    pub cost_usd: Option<f64>,
    /// In milliseconds.
    pub latency_p50_ms: Option<f64>,
    /// In milliseconds.
    pub latency_p95_ms: Option<f64>,
}

/// Runs by time. A line connects only runs over the same items by the same score.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trend {
    /// The earliest first.
    pub runs: Vec<TrendPoint>,
    /// Folders that look like runs and cannot be read, with the reason.
    pub unreadable: Vec<String>,
}

impl Trend {
    /// Reads each run that lies in `folder`.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut trend = Self::default();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if !path.join(MANIFEST_FILE).is_file() {
                continue;
            }
            match RecordedRun::load(&path) {
                Ok(run) => trend.runs.push(point(&run)),
                Err(error) => trend.unreadable.push(error.to_string()),
            }
        }
        trend.unreadable.sort();
        trend.runs.sort_by(|one, other| {
            (one.started_at_ms, &one.folder).cmp(&(other.started_at_ms, &other.folder))
        });
        Ok(trend)
    }

    /// A table of the runs.
    pub fn markdown(&self) -> String {
        let mut text = "| run | dataset, score | right | 95 % interval | not measured | bypasses | cost | latency, median | p95 |\n\
                        |:--|:--|--:|:--|--:|--:|--:|--:|--:|\n"
            .to_owned();
        for run in &self.runs {
            let interval = run.accuracy.interval.map_or_else(
                || "–".to_owned(),
                |interval| {
                    format!(
                        "{} to {}",
                        percent(Some(interval.low)),
                        percent(Some(interval.high))
                    )
                },
            );
            _ = writeln!(
                text,
                "| {} | {}, {} | {} | {interval} | {} | {} | {} | {} | {} |",
                markdown(&run.name),
                markdown(&run.dataset),
                markdown(&run.score),
                percent(run.accuracy.share),
                run.not_measured,
                run.bypasses,
                dollars(run.cost_usd),
                milliseconds(run.latency_p50_ms),
                milliseconds(run.latency_p95_ms)
            );
        }
        for problem in &self.unreadable {
            _ = writeln!(text, "\n- left out: {}", markdown(problem));
        }
        text
    }
}

fn point(run: &RecordedRun) -> TrendPoint {
    let summary = Summary::of(run);
    let folder = run
        .folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    TrendPoint {
        name: summary.manifest.name,
        folder: folder.unwrap_or_default(),
        started_at_ms: summary.manifest.started_at_ms,
        dataset: summary.manifest.dataset,
        dataset_sha256: summary.manifest.dataset_sha256,
        score: summary.manifest.score,
        model: summary.manifest.model,
        accuracy: summary.accuracy,
        not_measured: summary.not_measured,
        bypasses: summary.bypasses.len(),
        cost_usd: summary.usage.cost_usd,
        latency_p50_ms: summary.usage.latency_p50_ms,
        latency_p95_ms: summary.usage.latency_p95_ms,
    }
}
