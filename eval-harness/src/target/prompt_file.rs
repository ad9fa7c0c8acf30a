//! A prompt of anybody's: a file with places to fill in, sent to any endpoint that speaks `OpenAI`'s chat
//! completions. The SQL in the reply is run as it is, within what the harness lets any query do.

mod reply;
mod schema_text;
mod template;

use std::fmt::Write;

use plainquery_ask::conversation::{Conversation as Turns, Turn};
use plainquery_core::{
    Dialect, Secret,
    ports::{HttpRequest, Method},
};
use plainquery_wire::ask::Outcome;
use serde_json::{Value, json};

use super::{Answer, Asked, Conversation, Query, Session, Target, table_label};
use crate::{
    databases::Databases,
    dataset::Item,
    traffic::{ItemTraffic, now_ms},
};
use reply::{Reply, read_reply};
use schema_text::schema_text;
pub use template::{PromptFile, PromptFileError};

const MAX_RESPONSE_BYTES: usize = 1024 * 1024;
/// A template with the model that it is for.
#[derive(Debug)]
pub struct PromptTarget<'a> {
    /// The databases of the dataset.
    pub databases: &'a Databases,
    /// The template.
    pub file: PromptFile,
    /// The endpoint's address, such as `https://api.example.com/v1`.
    pub base_url: String,
    /// Its key.
    pub api_key: Option<Secret>,
    /// The model's name.
    pub model: String,
    /// The temperature that is asked for; `None` leaves the model's own.
    pub temperature: Option<f64>,
    /// The most tokens that may come back.
    pub max_output_tokens: u32,
    /// The longest wait for a reply, in milliseconds.
    pub timeout_ms: u32,
}

impl Target for PromptTarget<'_> {
    fn session(&self) -> Box<dyn Session + '_> {
        Box::new(PromptSession { target: self })
    }
}

struct PromptSession<'a> {
    target: &'a PromptTarget<'a>,
}

impl PromptTarget<'_> {
    fn request(&self, prompt: &str) -> HttpRequest {
        let mut body = json!({
            "model": self.model,
            "messages": [{"role": "user", "content": prompt}],
            "max_tokens": self.max_output_tokens,
        });
        if let Some(temperature) = self.temperature {
            body["temperature"] = json!(temperature);
        }
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        if let Some(key) = &self.api_key {
            headers.push((
                "authorization".to_owned(),
                format!("Bearer {}", key.expose()),
            ));
        }
        HttpRequest {
            method: Method::Post,
            url: format!("{}/chat/completions", self.base_url.trim_end_matches('/')),
            headers,
            body: body.to_string().into_bytes(),
            timeout_ms: self.timeout_ms,
            max_response_bytes: MAX_RESPONSE_BYTES,
        }
    }
}

impl Session for PromptSession<'_> {
    fn ask(&mut self, item: &Item, before: &Conversation, traffic: &ItemTraffic<'_>) -> Asked {
        let Some(opened) = self.target.databases.get(&item.database) else {
            return Asked::Failed(format!("the database {} is not at hand", item.database));
        };
        let prompt = self.target.file.filled(&[
            ("question", &item.question),
            ("schema", &schema_text(&opened.catalog)),
            ("dialect", dialect_name(opened.catalog.dialect)),
            ("evidence", item.evidence.as_deref().unwrap_or_default()),
            ("history", &history(before)),
            ("today", &opened.settings.today(now_ms())),
        ]);
        let replied = traffic.reply(&self.target.request(&prompt));
        if let Some(spent) = traffic.stopped() {
            return Asked::Stopped(spent);
        }
        if traffic.is_missing() {
            return Asked::NotMeasured;
        }
        match replied {
            Ok(response) if response.status == 200 => match reply_text(&response.body) {
                Some(text) => Asked::Answered(Box::new(self.answer(item, before, opened, &text))),
                None => Asked::Failed("the model's reply holds no text".to_owned()),
            },
            Ok(response) => {
                Asked::Failed(format!("the model's service: status {}", response.status))
            }
            Err(error) => Asked::Failed(error.to_string()),
        }
    }
}

impl PromptSession<'_> {
    fn answer(
        &self,
        item: &Item,
        before: &Conversation,
        opened: &crate::databases::Opened,
        text: &str,
    ) -> Answer {
        let shown = opened.catalog.relations.iter();
        let base = Answer {
            author: Some(self.target.model.clone()),
            shown_columns: shown
                .flat_map(|relation| {
                    let table = table_label(&relation.schema, &relation.name);
                    let columns = relation.columns.iter();
                    columns.map(move |column| format!("{table}.{}", column.name))
                })
                .collect(),
            conversation: before.clone(),
            ..Answer::default()
        };
        match read_reply(text) {
            Reply::Sql(sql) => Answer {
                outcome: Some(Outcome::Answer),
                sql: Some(sql.clone()),
                query: Some(Query {
                    text: sql.clone(),
                    parameters: Vec::new(),
                }),
                conversation: with_turn(before, &item.question, sql),
                ..base
            },
            Reply::Clarify(message) => Answer {
                outcome: Some(Outcome::Clarify),
                message,
                ..base
            },
            Reply::Refuse(message) => Answer {
                outcome: Some(Outcome::Refuse),
                message,
                ..base
            },
        }
    }
}

fn with_turn(before: &Conversation, question: &str, sql: String) -> Conversation {
    let turns = Turns {
        turns: before.turns.clone(),
    };
    let turn = Turn {
        question: question.to_owned(),
        sql,
        frame: None,
    };
    Conversation {
        turns: turns.with(turn).turns,
        token: None,
    }
}

fn history(before: &Conversation) -> String {
    let mut text = String::new();
    for turn in &before.turns {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "Question: {}\nSQL: {}", turn.question, turn.sql);
    }
    text
}

fn dialect_name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "PostgreSQL",
        Dialect::Sqlite => "SQLite",
        Dialect::Mysql => "MySQL",
        Dialect::Snowflake => "Snowflake",
    }
}

fn reply_text(body: &[u8]) -> Option<String> {
    let reply: Value = serde_json::from_slice(body).ok()?;
    let text = reply.pointer("/choices/0/message/content")?.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}
