//! `plainquery-eval export`: examples for fine-tuning.
#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};
use plainquery_eval::{
    export::{Example, ExampleFormat, Examples, Part, examples, part, read_feedback},
    run_folder::{ITEMS_FILE, ItemRecord, RunVerdict},
};

use super::{EXIT_NOT_MEASURED, benchmark::DatasetArguments, self_check::progress};

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// JSON lines of {"messages": [system, user, assistant]}
    OpenaiChat,
    /// A JSON list of {"instruction", "input", "output"}
    Alpaca,
    /// A JSON list of {"db_id", "question", "query"}
    Spider,
}

impl Format {
    fn format(self) -> ExampleFormat {
        match self {
            Self::OpenaiChat => ExampleFormat::OpenAiChat,
            Self::Alpaca => ExampleFormat::Alpaca,
            Self::Spider => ExampleFormat::Spider,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::OpenaiChat => "jsonl",
            Self::Alpaca | Self::Spider => "json",
        }
    }
}

/// Write examples for fine-tuning, with the prompts that production sends.
///
/// Each example holds the schema, the engine's hints and the question exactly as a model gets them, and as
/// its answer the gold query as the validator prints it. With --run the answers are what a run got right
/// instead of gold; with --feedback questions and answers are those that users approved or corrected.
#[derive(Args)]
#[command(after_long_help = "\
Two files are written: train and validation. A database belongs to one of them by a hash of its name, so
that no schema is in both, and stays there whatever else is exported.

Left out and counted: items whose SQL the validator refuses (a model must not learn it), items without
SQL, without a schema to read, of an unknown role, and those for which no model is asked.

Exit status:
  0  written
  2  wrong arguments, or files that cannot be used
  3  there is nothing to write

Examples:
  plainquery-eval export --dataset spider --root spider --split train \\
      --format openai-chat --out examples
  plainquery-eval export --dataset own --root datasets --run runs/head \\
      --format alpaca --validation-share 0.2 --out examples
  plainquery-eval export --dataset own --root datasets --feedback feedback.jsonl \\
      --format openai-chat --out examples")]
pub(crate) struct Export {
    #[command(flatten)]
    dataset: DatasetArguments,

    /// The form of the files
    #[arg(long, value_enum)]
    format: Format,

    /// The folder to write train and validation to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// A run's folder over the same dataset: its right answers instead of gold
    #[arg(long, value_name = "DIR")]
    run: Option<PathBuf>,

    /// What users said of answers, instead of the dataset's questions: JSON lines of {"question", "database",
    /// "sql", "right"}, and perhaps "corrected_sql", "role" and "tenant". Right and corrected ones are taken
    #[arg(long, value_name = "FILE", conflicts_with = "run")]
    feedback: Option<PathBuf>,

    /// The share of databases for validation, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.1)]
    validation_share: f64,
}

impl Export {
    /// Writes; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        ensure!(
            (0.0..=1.0).contains(&self.validation_share),
            "--validation-share is a number from 0 to 1"
        );
        let mut dataset = self.dataset.read()?;
        if let Some(file) = &self.feedback {
            let feedback = read_feedback(file, &dataset.databases)?;
            eprintln!(
                "{} answers are taken from {}; {} were wrong and not corrected, {} said again",
                feedback.items.len(),
                file.display(),
                feedback.uncorrected,
                feedback.repeated
            );
            dataset.items = feedback.items;
        }
        let databases = self.dataset.databases(&dataset)?;
        let answers = self.run.as_deref().map(right_answers).transpose()?;
        let bar = progress(dataset.items.len());
        let made = examples(&dataset, &databases, answers.as_ref(), || bar.inc(1))?;
        bar.finish_and_clear();
        fs::create_dir_all(&self.out)
            .with_context(|| format!("cannot make {}", self.out.display()))?;
        let mut out = io::stdout().lock();
        for (name, wanted) in [("train", Part::Train), ("validation", Part::Validation)] {
            let chosen: Vec<&Example> = made
                .examples
                .iter()
                .filter(|example| part(&example.database, self.validation_share) == wanted)
                .collect();
            let file = self.out.join(name).with_extension(self.format.extension());
            self.write(&file, &chosen)
                .with_context(|| format!("cannot write {}", file.display()))?;
            writeln!(out, "{:>6} examples in {}", chosen.len(), file.display())?;
            if chosen.is_empty() && self.validation_share > 0.0 && self.validation_share < 1.0 {
                writeln!(
                    out,
                    "       no database fell there: try another --validation-share"
                )?;
            }
        }
        write_left_out(&mut out, &made)?;
        Ok(if made.examples.is_empty() {
            EXIT_NOT_MEASURED
        } else {
            0
        })
    }

    fn write(&self, file: &Path, examples: &[&Example]) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(file)?);
        let written = examples
            .iter()
            .map(|example| example.written(self.format.format()));
        match self.format {
            Format::OpenaiChat => {
                for example in written {
                    serde_json::to_writer(&mut out, &example)?;
                    out.write_all(b"\n")?;
                }
            }
            Format::Alpaca | Format::Spider => {
                serde_json::to_writer_pretty(&mut out, &written.collect::<Vec<_>>())?;
            }
        }
        out.flush()
    }
}

fn write_left_out(out: &mut impl Write, made: &Examples) -> io::Result<()> {
    if made.refused > 0 {
        writeln!(
            out,
            "{:>6} left out: the validator refuses their SQL",
            made.refused
        )?;
    }
    if made.unsuited > 0 {
        writeln!(
            out,
            "{:>6} left out: no SQL, no schema, an unknown role, or no model is asked",
            made.unsuited
        )?;
    }
    Ok(())
}

/// The SQL of each item that a run got right, by id.
fn right_answers(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let path = folder.join(ITEMS_FILE);
    let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut answers = BTreeMap::new();
    for line in BufReader::new(file).lines() {
        let record: ItemRecord = serde_json::from_str(&line?)
            .with_context(|| format!("{} is not a run's file", path.display()))?;
        if let (RunVerdict::Right, Some(sql)) = (record.verdict, record.sql) {
            answers.entry(record.id).or_insert(sql);
        }
    }
    Ok(answers)
}
