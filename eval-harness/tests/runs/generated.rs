//! Run folders as the harness writes them, with answers from a seed.

use std::{fs, path::Path};

use plainquery_eval::{
    recorded_run::RecordedRun,
    run_folder::{
        FORMAT_VERSION, ITEMS_FILE, ItemRecord, MANIFEST_FILE, Manifest, ResultSample, RunVerdict,
    },
    statistics::random::SplitMix64,
};
use plainquery_wire::ask::Outcome;

/// A manifest for `items` items.
pub(crate) fn manifest(name: &str, items: usize) -> Manifest {
    Manifest {
        format_version: FORMAT_VERSION,
        name: name.to_owned(),
        tool_version: "0.1.0".to_owned(),
        started_at_ms: 1_750_000_000_000,
        dataset: "shop".to_owned(),
        dataset_sha256: "5f".repeat(32),
        items,
        score: "strict".to_owned(),
        target: "in-process".to_owned(),
        model: Some("small-model".to_owned()),
        repeats: 1,
        ..Manifest::default()
    }
}

/// An answer with the given verdict.
pub(crate) fn record(id: &str, database: &str, verdict: RunVerdict) -> ItemRecord {
    let outcome = match verdict {
        RunVerdict::Right | RunVerdict::Wrong => Some(Outcome::Answer),
        RunVerdict::Unanswered => Some(Outcome::Clarify),
        RunVerdict::Failed | RunVerdict::NotMeasured => None,
    };
    let rows = |count: &str| ResultSample {
        columns: vec!["count".to_owned()],
        rows: vec![vec![Some(count.to_owned())]],
        row_count: 1,
    };
    let is_right = verdict == RunVerdict::Right;
    ItemRecord {
        id: id.to_owned(),
        repeat: 0,
        database: database.to_owned(),
        question: format!("How many orders are there in {id}?"),
        hardness: Some("easy".to_owned()),
        tags: vec!["count".to_owned()],
        expected: Outcome::Answer,
        outcome,
        verdict,
        why: (!is_right).then(|| "other rows".to_owned()),
        scores: [("strict".to_owned(), f64::from(u8::from(is_right)))].into(),
        sql: outcome.map(|_| format!("SELECT count(*) FROM orders -- {verdict:?}")),
        gold_sql: Some("SELECT count(*) FROM orders".to_owned()),
        result: (outcome == Some(Outcome::Answer)).then(|| rows(if is_right { "12" } else { "7" })),
        gold_result: Some(rows("12")),
        is_bypass: false,
        is_false_refusal: false,
        author: Some("small-model".to_owned()),
        confidence: Some(if is_right { 0.9 } else { 0.6 }),
        ranked_tables: vec!["orders".to_owned(), "customers".to_owned()],
        gold_tables: vec!["orders".to_owned()],
        gold_columns: Vec::new(),
        shown_columns: Vec::new(),
        model_calls: 1,
        repairs: 0,
        input_tokens: 1_000,
        output_tokens: 50,
        cost_usd: Some(0.001),
        replayed_calls: 0,
        latency_ms: 120.0,
    }
}

/// `count` questions over `databases` databases, right with a chance of `accuracy`, all else by the seed.
pub(crate) fn records(seed: u64, count: usize, databases: usize, accuracy: f64) -> Vec<ItemRecord> {
    let mut random = SplitMix64::new(seed);
    let mut chance = || f64::from(u32::try_from(random.below(1_000_000)).expect("small")) / 1e6;
    (0..count)
        .map(|position| {
            let verdict = match (chance() < accuracy, chance()) {
                (true, _) => RunVerdict::Right,
                (_, other) if other < 0.6 => RunVerdict::Wrong,
                (_, other) if other < 0.85 => RunVerdict::Unanswered,
                _ => RunVerdict::Failed,
            };
            let database = format!("database-{}", position % databases);
            let mut record = record(&format!("shop-{position}"), &database, verdict);
            let hardness = ["easy", "medium", "hard", "extra"][position % 4];
            record.hardness = Some(hardness.to_owned());
            record.tags = vec![["count", "join", "top", "date"][position / 4 % 4].to_owned()];
            let sureness = if verdict == RunVerdict::Right {
                0.6
            } else {
                0.35
            };
            record.confidence = Some(rounded(chance().mul_add(0.4, sureness)));
            record.latency_ms = rounded((chance() * 3.0).exp() * 90.0);
            record.cost_usd = Some(rounded(chance() * 0.004));
            record
        })
        .collect()
}

/// So that it is the same number after it was written and read.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// A run that was never written.
pub(crate) fn run(name: &str, records: Vec<ItemRecord>) -> RecordedRun {
    let mut run = RecordedRun {
        folder: name.into(),
        records,
        ..RecordedRun::default()
    };
    run.manifest = manifest(name, run.questions().len());
    run
}

/// Writes a folder as the harness does.
pub(crate) fn write(folder: &Path, run: &RecordedRun) {
    fs::create_dir_all(folder).expect("a folder");
    let manifest = serde_json::to_vec_pretty(&run.manifest).expect("JSON");
    fs::write(folder.join(MANIFEST_FILE), manifest).expect("a manifest");
    let lines: Vec<String> = run
        .records
        .iter()
        .map(|record| serde_json::to_string(record).expect("JSON") + "\n")
        .collect();
    fs::write(folder.join(ITEMS_FILE), lines.concat()).expect("items");
}
