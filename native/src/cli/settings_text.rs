//! The settings file that `init` writes.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::random::OsRandom;

const SECRET_BYTES: usize = 32;
const KEY_BYTES: usize = 24;

/// What goes into the file.
pub(super) struct SettingsText<'a> {
    pub(super) database_url: &'a str,
    pub(super) sql_endpoint: Option<&'a str>,
    pub(super) gateway_key: Option<&'a str>,
    pub(super) schemas: &'a [String],
    pub(super) suggestions: &'a [String],
}

impl SettingsText<'_> {
    /// The file, with secrets of its own.
    pub(super) fn render(&self) -> String {
        let mut lines = vec![
            "# Settings of `plainquery serve --settings FILE`. Names are those of the variables; a variable".to_owned(),
            "# wins over this file. It holds secrets: keep it to yourself.".to_owned(),
            String::new(),
            "# The database, entered as a role that may only read.".to_owned(),
            assignment("DATABASE_URL", self.database_url),
        ];
        lines.extend(
            self.sql_endpoint
                .map(|url| assignment("PLAINQUERY_SQL_ENDPOINT", url)),
        );
        lines.extend(
            self.gateway_key
                .map(|key| assignment("PLAINQUERY_GATEWAY_KEY", key)),
        );
        lines.extend([
            String::new(),
            "# The schemas that questions are about, with commas between them.".to_owned(),
            assignment("PLAINQUERY_SCHEMAS", &self.schemas.join(",")),
            String::new(),
            "# Signs follow-ups. A new one ends the conversations that are going on.".to_owned(),
            assignment("PLAINQUERY_CONVERSATION_SECRET", &OsRandom.hex(SECRET_BYTES)),
            String::new(),
            "# Questions that the page offers. Each was run once and answered.".to_owned(),
            format!("PLAINQUERY_SUGGESTIONS = {}", list(self.suggestions)),
            String::new(),
            "# Others, with their defaults:".to_owned(),
            "# PLAINQUERY_LISTEN = \"127.0.0.1:8080\"".to_owned(),
            "# PLAINQUERY_UTC_OFFSET_MINUTES = 0     # where days begin".to_owned(),
            "# PLAINQUERY_WEEK_STARTS_ON = 1         # 1 is Monday, 7 is Sunday".to_owned(),
            "# PLAINQUERY_FISCAL_YEAR_STARTS_IN = 1  # the month, 1 to 12".to_owned(),
            "# PLAINQUERY_MAX_ROWS = 1000".to_owned(),
            "# PLAINQUERY_TIMEOUT_MS = 10000         # of a query".to_owned(),
            "# PLAINQUERY_RATE_LIMIT = \"100/60\"      # requests/seconds of each caller; unset: no limit".to_owned(),
            "# PLAINQUERY_REDIS_URL = \"redis://127.0.0.1:6379/0\"   # unset: the cache is in memory".to_owned(),
            "# OPENAI_API_KEY = \"…\"                 # a model helps where the engine is not sure".to_owned(),
            String::new(),
            "# Who may ask: a key, and whom it stands for.".to_owned(),
            "[PLAINQUERY_API_KEYS]".to_owned(),
            format!(
                "{} = {{ subject = \"me\", role = \"reader\" }}",
                OsRandom.hex(KEY_BYTES)
            ),
        ]);
        lines.join("\n") + "\n"
    }
}

fn assignment(name: &str, value: &str) -> String {
    format!("{name} = {}", quoted(value))
}

/// TOML's basic strings are those of JSON, but for DEL, which must be escaped.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned())
        .to_string()
        .replace('\u{7f}', "\\u007f")
}

fn list(texts: &[String]) -> String {
    if texts.is_empty() {
        return "[]".to_owned();
    }
    let items: Vec<String> = texts
        .iter()
        .map(|text| format!("  {},\n", quoted(text)))
        .collect();
    format!("[\n{}]", items.concat())
}

/// Writes a file that only its owner can read, whole or not at all. Without `force`, one that is
/// there stays as it is, even if it comes in between.
pub(super) fn write_private(file: &Path, text: &str, force: bool) -> io::Result<()> {
    let mut partial = file.as_os_str().to_owned();
    partial.push(format!(".{}", OsRandom.hex(4)));
    let partial = PathBuf::from(partial);
    let written = write_new(&partial, text).and_then(|()| {
        if force {
            fs::rename(&partial, file)
        } else {
            fs::hard_link(&partial, file)
        }
    });
    // After a rename there is nothing left to remove.
    drop(fs::remove_file(&partial));
    written
}

fn write_new(file: &Path, text: &str) -> io::Result<()> {
    let mut new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    new.write_all(text.as_bytes())?;
    new.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads_back_whatever_the_values_hold() {
        let odd = "a\"b\\c\u{7f}\u{1}\n\'\'\'é#=[x]";
        let schemas = ["shop".to_owned(), odd.to_owned()];
        let suggestions = [odd.to_owned()];
        let text = SettingsText {
            database_url: odd,
            sql_endpoint: Some(odd),
            gateway_key: Some(odd),
            schemas: &schemas,
            suggestions: &suggestions,
        };
        let table: toml::Table = text.render().parse().unwrap();
        assert_eq!(table["DATABASE_URL"].as_str(), Some(odd));
        assert_eq!(table["PLAINQUERY_SUGGESTIONS"][0].as_str(), Some(odd));
        let other: toml::Table = text.render().parse().unwrap();
        let secret = |table: &toml::Table| table["PLAINQUERY_CONVERSATION_SECRET"].clone();
        assert_ne!(secret(&table), secret(&other));
    }
}
