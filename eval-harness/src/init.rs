//! The files of a suite for somebody who begins: questions, a prompt, and what CI runs.

mod place;

use std::{
    fmt::Write,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    str::FromStr,
};

use thiserror::Error;

pub use place::seen_from;

/// A prompt that most models understand; a team replaces it with its own.
const PROMPT: &str = include_str!("init/prompt.txt");
const WORKFLOW_OF_PROMPT: &str = include_str!("init/prompt-workflow.yml");
const WORKFLOW_OF_SERVICE: &str = include_str!("init/service-workflow.yml");
const ACTION_WORKFLOW_OF_PROMPT: &str = include_str!("init/prompt-action-workflow.yml");
const ACTION_WORKFLOW_OF_SERVICE: &str = include_str!("init/service-action-workflow.yml");

/// A question as the list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedQuestion {
    /// As a user types it.
    pub question: String,
    /// What is right.
    pub right: Right,
}

/// What is right for a question of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    /// The rows of this query.
    Sql(String),
    /// A question back.
    Clarify,
    /// A refusal.
    Refuse,
}

/// What answers the questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InitTarget {
    /// A service that answers `POST /v1/ask`.
    Service {
        /// Its address, without a path.
        url: String,
    },
    /// A prompt for anything that speaks `OpenAI`'s chat completions.
    Prompt {
        /// Its address.
        endpoint: String,
        /// The model's name.
        model: String,
    },
}

/// An action of a repository at a version, as a workflow names it: `owner/repository@v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionReference(String);

impl FromStr for ActionReference {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_name = |name: &str| {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
            !name.is_empty() && name.bytes().all(is_plain)
        };
        let parts = text.split_once('@');
        let parts = parts.and_then(|(path, version)| Some((path.split_once('/')?, version)));
        match parts {
            Some(((owner, repository), version))
                if is_name(owner) && is_name(repository) && is_name(version) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err("an action is written owner/repository@version, such as owner/plainquery@v1"),
        }
    }
}

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum InitError {
    /// A file.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of the list of questions.
    #[error(
        "{}, line {line}: expected a question, a tab, and its SQL, or `clarify` or `refuse`",
        path.display()
    )]
    Line {
        /// The list.
        path: PathBuf,
        /// From 1.
        line: usize,
    },
    /// There are no questions.
    #[error("{} holds no question", path.display())]
    Empty {
        /// The list.
        path: PathBuf,
    },
    /// Something is there already, and nothing was written.
    #[error("{} is there already, and nothing was written; move it away, or choose another folder", .0.display())]
    Exists(PathBuf),
}

/// Reads a list of questions: a line a question, then a tab, then its SQL, or `clarify` or `refuse`. Lines
/// that are empty or begin with `#` are passed over.
pub fn read_questions(path: &Path) -> Result<Vec<ListedQuestion>, InitError> {
    let text = fs::read_to_string(path).map_err(|source| InitError::File {
        path: path.to_owned(),
        source,
    })?;
    let mut questions = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let parts = line.split_once('\t');
        let parts = parts.map(|(question, right)| (question.trim(), right.trim()));
        let Some((question, right)) =
            parts.filter(|(one, other)| !one.is_empty() && !other.is_empty())
        else {
            return Err(InitError::Line {
                path: path.to_owned(),
                line: index + 1,
            });
        };
        questions.push(ListedQuestion {
            question: question.to_owned(),
            right: match right {
                "clarify" => Right::Clarify,
                "refuse" => Right::Refuse,
                sql => Right::Sql(sql.to_owned()),
            },
        });
    }
    if questions.is_empty() {
        return Err(InitError::Empty {
            path: path.to_owned(),
        });
    }
    Ok(questions)
}

/// A suite's files.
#[derive(Clone, Debug)]
pub struct NewSuite<'a> {
    /// The folder for them, as it is written in the workflow: relative to the repository.
    pub folder: &'a Path,
    /// The workflow.
    pub workflow: &'a Path,
    /// The name, with which ids begin.
    pub name: &'a str,
    /// The questions.
    pub questions: &'a [ListedQuestion],
    /// The database: `NAME.sqlite`, scripts that end in `.sql`, or `postgres:VARIABLE`; relative to the
    /// folder.
    pub databases: &'a [String],
    /// What answers.
    pub target: &'a InitTarget,
    /// Plainquery's action, which the workflow uses; `None` writes the same steps with the command.
    pub action: Option<&'a ActionReference>,
    /// The day that "today" is, as `YYYY-MM-DD`.
    pub today: &'a str,
}

impl NewSuite<'_> {
    /// Writes all files, or none where one of them is there already. Returns what was written.
    pub fn write(&self) -> Result<Vec<PathBuf>, InitError> {
        let files = self.files();
        if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
            return Err(InitError::Exists(path.clone()));
        }
        for (path, text) in &files {
            create(path, text).map_err(|source| match source.kind() {
                io::ErrorKind::AlreadyExists => InitError::Exists(path.clone()),
                _ => InitError::File {
                    path: path.clone(),
                    source,
                },
            })?;
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    fn files(&self) -> Vec<(PathBuf, String)> {
        let settings = format!(
            "# \"Today\" for the questions, so that an answer of today is right tomorrow, and is found\n\
             # among the recordings.\ntoday = {}\n",
            self.today
        );
        let mut files = vec![
            (self.folder.join("questions.toml"), self.suite()),
            (self.folder.join("settings.toml"), settings),
        ];
        let folder = self.folder.to_string_lossy().replace('\\', "/");
        let workflow = match (self.target, self.action) {
            (InitTarget::Service { .. }, None) => WORKFLOW_OF_SERVICE,
            (InitTarget::Service { .. }, Some(_)) => ACTION_WORKFLOW_OF_SERVICE,
            (InitTarget::Prompt { .. }, None) => WORKFLOW_OF_PROMPT,
            (InitTarget::Prompt { .. }, Some(_)) => ACTION_WORKFLOW_OF_PROMPT,
        };
        let action = self.action.map_or("", |action| &action.0);
        let workflow = workflow.replace("{{action}}", action);
        let workflow = match self.target {
            InitTarget::Service { url } => workflow.replace("{{url}}", &quoted(url)),
            InitTarget::Prompt { endpoint, model } => {
                files.push((self.folder.join("prompt.txt"), PROMPT.to_owned()));
                workflow
                    .replace("{{endpoint}}", &quoted(endpoint))
                    .replace("{{model}}", &quoted(model))
            }
        };
        let workflow = workflow.replace("{{folder}}", &quoted(&folder));
        files.push((self.workflow.to_owned(), workflow));
        files
    }

    fn suite(&self) -> String {
        let mut text = format!("name = {}\n\n[database]\n", quoted(self.name));
        // Writing to a String cannot fail.
        let _ = match self.databases {
            [one] if one.starts_with("postgres:") => {
                writeln!(text, "postgres = {}", quoted(&one["postgres:".len()..]))
            }
            [one] if !is_script(one) => writeln!(text, "file = {}", quoted(one)),
            scripts => {
                let scripts: Vec<String> = scripts.iter().map(|script| quoted(script)).collect();
                writeln!(text, "scripts = [{}]", scripts.join(", "))
            }
        };
        text.push_str("settings = \"settings.toml\"\n");
        for (index, question) in self.questions.iter().enumerate() {
            let number = index + 1;
            let _ = write!(
                text,
                "\n[[question]]\nid = {}\nquestion = {}\n",
                quoted(&format!("{}-{number:03}", self.name)),
                quoted(&question.question)
            );
            let _ = match &question.right {
                Right::Sql(sql) => writeln!(text, "gold_sql = {}", quoted(sql)),
                Right::Clarify => writeln!(text, "outcome = \"clarify\""),
                Right::Refuse => writeln!(text, "outcome = \"refuse\""),
            };
        }
        text
    }
}

/// Whether a database's file is a script.
pub fn is_script(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("sql"))
}

/// A text between double quotes, with the escapes that TOML, YAML and JSON share.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(text.as_bytes())
}
