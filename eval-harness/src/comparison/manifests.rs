//! Whether two runs compare at all, and what is different about how they were made.

use std::collections::BTreeSet;

use crate::recorded_run::RecordedRun;

/// Why two runs do not compare.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Incomparable {
    /// Other questions, databases or gold.
    #[error(
        "BASE was run on {base} and HEAD on {head}, whose items differ; run both on the same items, or \
         compare what they have in common with --allow-different"
    )]
    Dataset {
        /// Name and hash.
        base: String,
        /// Name and hash.
        head: String,
    },
    /// Verdicts that mean something else.
    #[error(
        "the verdicts of BASE go by the score \"{base}\" and those of HEAD by \"{head}\"; run both with \
         the same score, or compare all the same with --allow-different"
    )]
    Score {
        /// Of the first run.
        base: String,
        /// Of the second run.
        head: String,
    },
}

/// Why the runs do not compare; `None` where they do.
pub(super) fn incomparable(base: &RecordedRun, head: &RecordedRun) -> Option<Incomparable> {
    let (base, head) = (&base.manifest, &head.manifest);
    if base.dataset_sha256 != head.dataset_sha256 {
        let named = |name: &str, hash: &str| {
            format!("{name} ({})", hash.chars().take(12).collect::<String>())
        };
        return Some(Incomparable::Dataset {
            base: named(&base.dataset, &base.dataset_sha256),
            head: named(&head.dataset, &head.dataset_sha256),
        });
    }
    (base.score != head.score).then(|| Incomparable::Score {
        base: base.score.clone(),
        head: head.score.clone(),
    })
}

/// What a reader must know of either run, in sentences.
pub(super) fn notes_of(base: &RecordedRun, head: &RecordedRun) -> Vec<String> {
    let mut notes = Vec::new();
    for (label, run) in [("BASE", base), ("HEAD", head)] {
        notes.extend(
            run.warnings
                .iter()
                .map(|warning| format!("{label}: {warning}")),
        );
        if let Some(why) = &run.manifest.stopped {
            notes.push(format!("{label} stopped before its end: {why}"));
        }
        if let Some(shard) = &run.manifest.shard {
            notes.push(format!("{label} is a part of a run only: shard {shard}"));
        }
        let missing: usize = run.manifest.missing.values().sum();
        if missing > 0 {
            notes.push(format!(
                "{label} left out {missing} items whose database is not there"
            ));
        }
        if !run.manifest.disputed.is_empty() {
            let count = run.manifest.disputed.len();
            notes.push(format!(
                "{label} left out {count} items whose gold is disputed"
            ));
        }
    }
    notes
}

/// What is different about the runs, in sentences.
pub(super) fn differences(base: &RecordedRun, head: &RecordedRun) -> Vec<String> {
    let (base, head) = (&base.manifest, &head.manifest);
    let mut differences = Vec::new();
    let author =
        |model: &Option<String>| model.clone().unwrap_or_else(|| "the engine alone".into());
    if base.model != head.model {
        differences.push(format!(
            "model: {} → {}",
            author(&base.model),
            author(&head.model)
        ));
    }
    let pairs = [
        ("setting", &base.settings, &head.settings),
        ("prompt", &base.prompts, &head.prompts),
    ];
    for (label, before, after) in pairs {
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for name in names {
            match (before.get(name), after.get(name)) {
                (Some(one), Some(other)) if one == other => {}
                (Some(one), Some(other)) if label == "setting" => {
                    differences.push(format!("setting {name}: {one} → {other}"));
                }
                (Some(_), Some(_)) => differences.push(format!("{label} {name}: changed")),
                (None, _) => differences.push(format!("{label} {name}: added")),
                (_, None) => differences.push(format!("{label} {name}: removed")),
            }
        }
    }
    if base.tool_version != head.tool_version {
        differences.push(format!(
            "version: {} → {}",
            base.tool_version, head.tool_version
        ));
    }
    differences
}
