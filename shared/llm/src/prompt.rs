//! What is said to a model: files under `prompts/`, filled in.
//!
//! The stable part comes first (instructions, then the schema), for the providers' caches; what
//! belongs to one question follows.

use std::{fmt::Write, sync::OnceLock};

use plainquery_core::Dialect;
use sha2::{Digest, Sha256};

use crate::{
    budget::{cut, estimate_tokens},
    fence::push_block,
    schema_text::{SchemaView, render},
};

const INSTRUCTIONS: &str = include_str!("../prompts/instructions.md");
const POSTGRES: &str = include_str!("../prompts/postgres.md");
const SQLITE: &str = include_str!("../prompts/sqlite.md");
const REQUEST: &str = include_str!("../prompts/request.md");
const CONVERSATION: &str = include_str!("../prompts/conversation.md");
const HINTS: &str = include_str!("../prompts/hints.md");
const REPAIR: &str = include_str!("../prompts/repair.md");

const FILES: [(&str, &str); 7] = [
    ("instructions.md", INSTRUCTIONS),
    ("postgres.md", POSTGRES),
    ("sqlite.md", SQLITE),
    ("request.md", REQUEST),
    ("conversation.md", CONVERSATION),
    ("hints.md", HINTS),
    ("repair.md", REPAIR),
];

/// In the place of a dialect's rules where its SQL is only validated.
const NOT_WRITTEN: &str =
    "\nNo SQL is written for this database: answer that the question is unclear.\n";

/// The first line of each file: all have the same version, which rises when the meaning changes.
const VERSION_LINE_START: &str = "<!-- plainquery prompt, version ";

/// Caps on single texts, in bytes, so that none crowds out the schema.
const MAX_QUESTION_BYTES: usize = 8_000;
const MAX_TURN_BYTES: usize = 4_000;
const MAX_SQL_BYTES: usize = 8_000;
const MAX_HINT_BYTES: usize = 4_000;
const MAX_DIAGNOSTICS_BYTES: usize = 4_000;
/// Links past this many say little.
const MAX_LINKS: usize = 40;
const MAX_CANDIDATES: usize = 3;
/// Kept free for what the provider adds around messages and tools.
const OVERHEAD_TOKENS: usize = 400;

/// What one question brings.
#[derive(Clone, Copy, Debug)]
pub struct PromptInput<'a> {
    /// The question as typed.
    pub question: &'a str,
    /// Today, as `YYYY-MM-DD`.
    pub today: &'a str,
    /// The week's first day: 1 is Monday, 7 is Sunday.
    pub week_starts_on: u8,
    /// The month in which the fiscal year starts, 1 to 12.
    pub fiscal_year_starts_in: u8,
    /// The relations that may be shown.
    pub schema: SchemaView<'a>,
    /// The turns before, oldest first.
    pub previous: &'a [Turn<'a>],
    /// What the engine made of the question.
    pub hints: &'a Hints,
    /// On the second round, what was wrong with the first.
    pub repair: Option<Repair<'a>>,
}

/// A question that was answered before.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// The question.
    pub question: &'a str,
    /// The SQL that answered it.
    pub sql: &'a str,
}

/// What the engine made of the question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// A line a span: the words and what they were taken for.
    pub links: Vec<String>,
    /// Queries, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// What the engine would ask back or object, in a sentence.
    pub doubt: Option<String>,
}

/// A query of the engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The SQL.
    pub sql: String,
    /// 0 to 1.
    pub confidence: f32,
}

/// The query of the first round and the validator's reasons.
#[derive(Clone, Copy, Debug)]
pub struct Repair<'a> {
    /// The SQL that was refused.
    pub sql: &'a str,
    /// Why, a sentence each.
    pub diagnostics: &'a [String],
}

/// A rendered prompt, the stable parts first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// The rules: the same for all questions of a dialect.
    pub instructions: String,
    /// The schema: the same for all questions where all of it fits.
    pub schema: String,
    /// The question and all that belongs to it.
    pub request: String,
}

impl Prompt {
    /// Renders a prompt of at most `max_tokens`, as estimated. The oldest turns give way first, then
    /// parts of the schema.
    pub fn build(input: &PromptInput<'_>, max_tokens: usize) -> Self {
        let dialect = match input.schema.catalog.dialect {
            Dialect::Postgres => POSTGRES,
            Dialect::Sqlite => SQLITE,
            // No question about such a database comes as far as this.
            Dialect::Mysql | Dialect::Snowflake => NOT_WRITTEN,
        };
        let instructions = format!("{}\n{}", body(INSTRUCTIONS), body(dialect));
        // At least half of what is left is the schema's.
        let room = max_tokens.saturating_sub(estimate_tokens(&instructions) + OVERHEAD_TOKENS);
        let mut previous = input.previous;
        let mut text = request(input, previous);
        while let [_, rest @ ..] = previous
            && estimate_tokens(&text) > room / 2
        {
            previous = rest;
            text = request(input, previous);
        }
        let schema_tokens = room.saturating_sub(estimate_tokens(&text));
        let mut schema = String::from("<schema>\n");
        schema.push_str(&render(input.schema, schema_tokens));
        schema.push_str("</schema>\n");
        Self {
            instructions,
            schema,
            request: text,
        }
    }

    /// The tokens of the whole prompt, as estimated.
    pub fn estimated_tokens(&self) -> usize {
        estimate_tokens(&self.instructions)
            + estimate_tokens(&self.schema)
            + estimate_tokens(&self.request)
    }
}

/// The version of the prompts: the number in the files and the start of their hash. It is part of
/// cache keys and of recorded traffic's keys.
pub fn prompt_version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(hashed_version)
}

/// Each prompt file's name with the SHA-256 of its bytes, in hexadecimal: what a recorded evaluation is
/// of, and which files two of them differ in.
pub fn prompt_hashes() -> Vec<(&'static str, String)> {
    FILES
        .iter()
        .map(|(name, file)| (*name, hexadecimal(&Sha256::digest(file.as_bytes()))))
        .collect()
}

fn hashed_version() -> String {
    let mut hasher = Sha256::new();
    for (_, file) in FILES {
        hasher.update((file.len() as u64).to_be_bytes());
        hasher.update(file.as_bytes());
    }
    format!(
        "{}-{}",
        file_version(INSTRUCTIONS).unwrap_or("0"),
        hexadecimal(&hasher.finalize()[..6])
    )
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn file_version(file: &str) -> Option<&str> {
    file.strip_prefix(VERSION_LINE_START)?
        .split_once(" -->\n")
        .map(|(version, _)| version)
}

/// A file without its version line.
fn body(file: &str) -> &str {
    file.split_once('\n').map_or(file, |(_, body)| body)
}

fn request(input: &PromptInput<'_>, previous: &[Turn<'_>]) -> String {
    let mut question = String::new();
    push_block(
        &mut question,
        "question",
        cut(input.question, MAX_QUESTION_BYTES),
    );
    let mut text = fill(
        body(REQUEST),
        &[
            ("today", input.today),
            ("week_start", weekday(input.week_starts_on)),
            ("fiscal_year_start", month(input.fiscal_year_starts_in)),
            ("conversation", &conversation(previous)),
            ("hints", &hints(input.hints)),
            ("question", question.trim_end()),
        ],
    );
    if let Some(repair) = input.repair {
        text.push_str(&repair_text(repair));
    }
    text
}

fn conversation(previous: &[Turn<'_>]) -> String {
    if previous.is_empty() {
        return String::new();
    }
    let mut turns = String::new();
    for turn in previous {
        push_block(
            &mut turns,
            "earlier_question",
            cut(turn.question, MAX_TURN_BYTES),
        );
        push_block(&mut turns, "earlier_sql", cut(turn.sql, MAX_TURN_BYTES));
    }
    fill(body(CONVERSATION), &[("turns", turns.trim_end())])
}

fn hints(hints: &Hints) -> String {
    let mut blocks = String::new();
    if !hints.links.is_empty() {
        let links = hints.links[..hints.links.len().min(MAX_LINKS)].join("\n");
        push_block(&mut blocks, "words", cut(&links, MAX_HINT_BYTES));
    }
    for candidate in hints.candidates.iter().take(MAX_CANDIDATES) {
        let _ = writeln!(
            blocks,
            "A query that it thinks right with probability {:.2}:",
            candidate.confidence
        );
        push_block(
            &mut blocks,
            "candidate_sql",
            cut(&candidate.sql, MAX_SQL_BYTES),
        );
    }
    if let Some(doubt) = &hints.doubt {
        push_block(&mut blocks, "doubt", cut(doubt, MAX_HINT_BYTES));
    }
    if blocks.is_empty() {
        return blocks;
    }
    fill(body(HINTS), &[("hints", blocks.trim_end())])
}

fn repair_text(repair: Repair<'_>) -> String {
    let (mut sql, mut diagnostics) = (String::new(), String::new());
    push_block(&mut sql, "refused_sql", cut(repair.sql, MAX_SQL_BYTES));
    let reasons = repair.diagnostics.join("\n");
    push_block(
        &mut diagnostics,
        "reasons",
        cut(&reasons, MAX_DIAGNOSTICS_BYTES),
    );
    fill(
        body(REPAIR),
        &[
            ("sql", sql.trim_end()),
            ("diagnostics", diagnostics.trim_end()),
        ],
    )
}

/// Replaces each `{{name}}` of the template, in one pass: what is filled in is not read again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            break;
        };
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            out.push_str(value);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn weekday(number: u8) -> &'static str {
    match number {
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        6 => "Saturday",
        7 => "Sunday",
        _ => "Monday",
    }
}

fn month(number: u8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[usize::from(number.clamp(1, 12)) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_the_same_version() {
        let versions: Vec<_> = FILES.iter().map(|(_, file)| file_version(file)).collect();
        assert!(versions[0].is_some_and(|version| version.parse::<u32>().is_ok()));
        assert!(
            versions.iter().all(|version| *version == versions[0]),
            "{versions:?}"
        );
    }

    #[test]
    fn every_file_of_the_folder_is_named_with_its_hash() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/prompts");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let mut hashes = prompt_hashes();
        hashes.sort_unstable();
        assert_eq!(
            hashes.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            names
        );
        let distinct: std::collections::BTreeSet<_> = hashes.iter().map(|(_, hash)| hash).collect();
        assert_eq!(distinct.len(), hashes.len());
        assert!(distinct.iter().all(|hash| hash.len() == 64));
    }

    #[test]
    fn every_placeholder_is_known() {
        let known = [
            "today",
            "week_start",
            "fiscal_year_start",
            "conversation",
            "hints",
            "question",
            "turns",
            "sql",
            "diagnostics",
        ];
        for (_, file) in FILES {
            for part in file.split("{{").skip(1) {
                let name = part.split_once("}}").map(|(name, _)| name);
                assert!(name.is_some_and(|name| known.contains(&name)), "{name:?}");
            }
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let filled = fill("{{a}} {{b}} {{", &[("a", "{{b}}"), ("b", "x")]);
        assert_eq!(filled, "{{b}} x {{");
    }
}
