//! Examples for fine-tuning: what production says to a model, and what the model should have said.
//!
//! The prompt is the one that production sends, with the schema and the engine's hints ([`examples`]).
//! The answer is the reply's JSON with the SQL as the validator prints it. Databases are split by a hash
//! of their name, so that none is in both parts: a model is not tested on a schema that it learned.

mod feedback;
mod prompts;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{
    databases::Databases,
    dataset::{Dataset, Expectation, Item},
};
pub use feedback::{Feedback, FeedbackError, read_feedback};
pub use prompts::Message;
use prompts::{Caller, Prompter};

/// The role of an item that names none, as in a run.
const DEFAULT_ROLE: &str = "analyst";

/// There is nothing to run asynchronous code with.
#[derive(Debug, Error)]
#[error("no runtime: {0}")]
pub struct RuntimeError(std::io::Error);

/// One example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The item's id.
    pub id: String,
    /// The database.
    pub database: String,
    /// The question as typed.
    pub question: String,
    /// What production sends: the rules and the schema as the system's messages, the question as the user's.
    pub messages: Vec<Message>,
    /// The SQL that the model should write, as the validator prints it.
    pub sql: String,
}

/// The examples, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples {
    /// In the dataset's order.
    pub examples: Vec<Example>,
    /// Items whose SQL the validator refuses.
    pub refused: usize,
    /// Items without SQL, or whose database's schema is not to be read, or whose role its policy does not
    /// know, or for which no model would be asked.
    pub unsuited: usize,
}

/// How examples are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleFormat {
    /// `{"messages": […, assistant]}`, as the fine-tuning of chat models takes it.
    OpenAiChat,
    /// `{"instruction", "input", "output"}`.
    Alpaca,
    /// Spider's own form: `{"db_id", "question", "query"}`.
    Spider,
}

/// Which part a database belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// For training.
    Train,
    /// For looking at what training did.
    Validation,
}

/// Makes the examples of a dataset. `sql` gives the SQL of an item where it is not its gold (of a run, what
/// was right); items that it leaves out are left out.
pub fn examples(
    dataset: &Dataset,
    databases: &Databases,
    sql: Option<&BTreeMap<String, String>>,
    done: impl Fn(),
) -> Result<Examples, RuntimeError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(RuntimeError)?;
    let mut prompters: BTreeMap<(&str, Caller), Option<Prompter>> = BTreeMap::new();
    let by_id: HashMap<&str, &Item> = dataset
        .items
        .iter()
        .map(|item| (item.id.as_str(), item))
        .collect();
    let mut made = Examples::default();
    for item in &dataset.items {
        done();
        let key = (item.database.as_str(), caller(item));
        if !prompters.contains_key(&key) {
            // None where only a service reaches the database, whose schema is nowhere to be read.
            let opened = databases.get(&item.database);
            let prompter = opened.and_then(|opened| Prompter::new(opened, &key.1));
            prompters.insert(key.clone(), prompter);
        }
        let (Some(Some(prompter)), Some(wanted)) = (prompters.get(&key), wanted(item, sql)) else {
            made.unsuited += 1;
            continue;
        };
        let Some(validated) = prompter.validated(wanted) else {
            made.refused += 1;
            continue;
        };
        let question = item.text();
        let turns = turns(item, &by_id, sql);
        let turns: Vec<(&str, &str)> = turns
            .iter()
            .map(|(question, sql)| (question.as_str(), *sql))
            .collect();
        match runtime.block_on(prompter.messages(&question, &turns)) {
            None => made.unsuited += 1,
            Some(messages) => {
                made.examples.push(Example {
                    id: item.id.clone(),
                    database: item.database.clone(),
                    question,
                    messages,
                    sql: validated,
                });
            }
        }
    }
    Ok(made)
}

fn caller(item: &Item) -> Caller {
    Caller {
        role: item.role.clone().unwrap_or_else(|| DEFAULT_ROLE.to_owned()),
        tenant: item.tenant.clone(),
    }
}

fn wanted<'a>(item: &'a Item, sql: Option<&'a BTreeMap<String, String>>) -> Option<&'a str> {
    match (sql, &item.expectation) {
        (Some(sql), _) => sql.get(&item.id).map(String::as_str),
        (None, Expectation::Sql { gold, .. }) => gold.first().map(String::as_str),
        (None, Expectation::Rows { .. } | Expectation::NoAnswer { .. }) => None,
    }
}

/// The turns before, oldest first.
fn turns<'a>(
    item: &'a Item,
    by_id: &HashMap<&str, &'a Item>,
    sql: Option<&'a BTreeMap<String, String>>,
) -> Vec<(String, &'a str)> {
    let mut turns = Vec::new();
    let mut current = item;
    // A dataset that follows itself in a circle must not go on for ever.
    while let Some(earlier) = current.follows.as_deref().and_then(|id| by_id.get(id))
        && turns.len() < by_id.len()
    {
        if let Some(wanted) = wanted(earlier, sql) {
            turns.push((earlier.text(), wanted));
        }
        current = earlier;
    }
    turns.reverse();
    turns
}

/// The part of a database: of the first 64 bits of its name's SHA-256, the lowest `validation_share` are
/// for validation. It never changes with what else is exported.
pub fn part(database: &str, validation_share: f64) -> Part {
    let hash = Sha256::digest(database.as_bytes());
    let first = hash
        .iter()
        .take(8)
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share of all numbers needs no last digits"
    )]
    let place = first as f64 / u64::MAX as f64;
    if place < validation_share {
        Part::Validation
    } else {
        Part::Train
    }
}

/// The reply that production reads, its keys in the order that the instructions name.
#[derive(Serialize)]
struct Reply<'a> {
    explanation: Option<&'a str>,
    outcome: &'a str,
    sql: &'a str,
    message: Option<&'a str>,
}

impl Example {
    /// All that is said in a role.
    pub fn text(&self, role: &str) -> String {
        let texts = self.messages.iter().filter(|message| message.role == role);
        let texts: Vec<&str> = texts.map(|message| message.content.as_str()).collect();
        texts.join("\n")
    }

    /// What the model should have said.
    fn reply(&self) -> String {
        let reply = Reply {
            explanation: None,
            outcome: "answer",
            sql: &self.sql,
            message: None,
        };
        // Texts and nothing else: this cannot fail.
        serde_json::to_string(&reply).unwrap_or_default()
    }

    /// The example in a format.
    pub fn written(&self, format: ExampleFormat) -> serde_json::Value {
        match format {
            ExampleFormat::OpenAiChat => {
                let mut messages = self.messages.clone();
                messages.push(Message {
                    role: "assistant".to_owned(),
                    content: self.reply(),
                });
                json!({ "messages": messages })
            }
            ExampleFormat::Alpaca => json!({
                "instruction": self.text("system"),
                "input": self.text("user"),
                "output": self.reply(),
            }),
            ExampleFormat::Spider => json!({
                "db_id": self.database,
                "question": self.question,
                "query": self.sql,
            }),
        }
    }
}
