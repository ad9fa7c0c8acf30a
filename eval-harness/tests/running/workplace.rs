//! A folder with a small suite, and the program in it.

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use plainquery_eval::{
    run_folder::{ItemRecord, Manifest, RunVerdict},
    running::read_run,
};
use tempfile::TempDir;

pub(crate) const KEY: &str = "sk-test-4711-secret";

pub(crate) struct Workplace {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl Workplace {
    /// A shop with so many questions, all of which a model has to answer: "What about case 7?".
    pub(crate) fn new(questions: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut suite = String::from(
            "name = 'shop'\n[database]\nscripts = ['shop.sql']\nsettings = 'settings.toml'\n",
        );
        for number in 0..questions {
            let _ = writeln!(
                suite,
                "[[question]]\nid = 'shop-{number:03}'\nquestion = 'What about case {number}?'\n\
                 hardness = 'easy'\ntags = ['case']\ngold_sql = 'SELECT {number}'"
            );
        }
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("questions.toml", &suite);
        write("settings.toml", "today = 2025-06-30\n");
        write(
            "shop.sql",
            "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, city TEXT);\n\
             INSERT INTO orders VALUES (1, 'Rome'), (2, 'Oslo'), (3, 'Rome');\n",
        );
        Self {
            folder,
            environment: Vec::new(),
        }
    }

    /// Adds to the suite.
    pub(crate) fn with_questions(self, toml: &str) -> Self {
        let path = self.path("questions.toml");
        let suite = fs::read_to_string(&path).unwrap() + toml;
        fs::write(path, suite).unwrap();
        self
    }

    /// A model of the pipeline; the engine is never sure enough.
    pub(crate) fn with_model(mut self, base_url: &str) -> Self {
        for (name, value) in [
            ("OPENAI_BASE_URL", base_url),
            ("OPENAI_API_KEY", KEY),
            ("PLAINQUERY_MODEL", "test-model"),
            ("PLAINQUERY_MODEL_RESPONSE_FORMAT", "json_object"),
            ("PLAINQUERY_ENGINE_THRESHOLD", "1.0"),
            ("PLAINQUERY_MODEL_INPUT_USD_PER_MILLION_TOKENS", "1"),
            ("PLAINQUERY_MODEL_OUTPUT_USD_PER_MILLION_TOKENS", "2"),
        ] {
            self = self.with(name, value);
        }
        self
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.environment.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plainquery-eval"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .args(arguments);
        command
    }

    /// Runs the suite into a folder.
    pub(crate) fn run(&self, out: &str, arguments: &[&str]) -> Output {
        let fixed = ["run", "--suite", "questions.toml", "--out", out];
        self.command(&[&fixed, arguments].concat())
            .output()
            .expect("the program runs")
    }

    /// The same, going on in the background.
    pub(crate) fn start(&self, out: &str, arguments: &[&str]) -> Child {
        let fixed = ["run", "--suite", "questions.toml", "--out", out];
        self.command(&[&fixed, arguments].concat())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs")
    }

    pub(crate) fn records(&self, out: &str) -> (Manifest, Vec<ItemRecord>) {
        read_run(&self.path(out)).expect("a run")
    }

    /// The verdict of each question, by id and repeat.
    pub(crate) fn verdicts(&self, out: &str) -> BTreeMap<(String, u32), RunVerdict> {
        let (_, records) = self.records(out);
        let verdict = |record: ItemRecord| ((record.id, record.repeat), record.verdict);
        records.into_iter().map(verdict).collect()
    }
}

/// What differs from run to run.
pub(crate) fn timeless(records: Vec<ItemRecord>) -> Vec<ItemRecord> {
    let timeless = |record| ItemRecord {
        latency_ms: 0.0,
        ..record
    };
    records.into_iter().map(timeless).collect()
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The whole text of all files of a folder.
pub(crate) fn all_text(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}
