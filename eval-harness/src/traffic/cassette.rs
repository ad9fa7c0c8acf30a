//! Recorded traffic in files that go with a change.
//!
//! A folder of JSON lines, a line a request with its reply, sorted by key: a new recording is a new
//! line, and two branches that recorded different requests merge without a conflict.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::key::ReadableRequest;

/// A request with its reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// See [`request_key`](super::request_key).
    pub key: String,
    /// Which of the independent repeats it was asked for, from 0.
    pub repeat: u32,
    /// What was asked.
    pub request: ReadableRequest,
    /// The HTTP status.
    pub status: u16,
    /// The reply's body; null where it was not JSON.
    pub reply: Value,
    /// The tokens that the reply tells of.
    pub usage: ReplyUsage,
    /// The time until the reply was there.
    pub latency_ms: u64,
}

/// Tokens, as a provider counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyUsage {
    /// Sent, cached ones included.
    pub input_tokens: u64,
    /// Of them, those that the provider had cached.
    pub cached_input_tokens: u64,
    /// Came back.
    pub output_tokens: u64,
}

impl ReplyUsage {
    /// What a reply says of itself, in the form of `OpenAI`'s completions and embeddings or of
    /// Anthropic's messages; nothing where it says nothing.
    pub fn of(reply: &Value) -> Self {
        let usage = &reply["usage"];
        let number = |pointer: &str| usage.pointer(pointer).and_then(Value::as_u64);
        // Anthropic counts what its cache served and took beside the rest.
        let cache_read = number("/cache_read_input_tokens").unwrap_or(0);
        let cache_written = number("/cache_creation_input_tokens").unwrap_or(0);
        Self {
            input_tokens: number("/prompt_tokens")
                .or_else(|| number("/input_tokens").map(|own| own + cache_read + cache_written))
                .unwrap_or(0),
            cached_input_tokens: number("/prompt_tokens_details/cached_tokens")
                .unwrap_or(cache_read),
            output_tokens: number("/completion_tokens")
                .or_else(|| number("/output_tokens"))
                .unwrap_or(0),
        }
    }

    /// Adds another reply's tokens.
    pub fn add(&mut self, other: Self) {
        self.input_tokens += other.input_tokens;
        self.cached_input_tokens += other.cached_input_tokens;
        self.output_tokens += other.output_tokens;
    }
}

/// Recordings that cannot be read or written.
#[derive(Debug, Error)]
pub enum CassetteError {
    /// A file or folder.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line that is no recording.
    #[error("{}, line {line}: not a recording: {source}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// Where it differs.
        source: serde_json::Error,
    },
}

/// Recordings by their keys.
#[derive(Clone, Debug, Default)]
pub struct Cassettes {
    recordings: BTreeMap<String, Recording>,
}

impl Cassettes {
    /// All recordings of a folder, from each of its `.jsonl` files.
    pub fn read_folder(folder: &Path) -> Result<Self, CassetteError> {
        let file_error = |source| CassetteError::File {
            path: folder.to_owned(),
            source,
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(file_error)? {
            files.push(entry.map_err(file_error)?.path());
        }
        files.retain(|file| {
            file.extension()
                .is_some_and(|extension| extension == "jsonl")
        });
        files.sort();
        let mut cassettes = Self::default();
        for file in files {
            cassettes.extend(Self::read_file(&file)?.recordings.into_values());
        }
        Ok(cassettes)
    }

    /// The recordings of one file.
    pub fn read_file(path: &Path) -> Result<Self, CassetteError> {
        let text = read(path)?;
        let mut cassettes = Self::default();
        for (index, line) in text.lines().enumerate() {
            let recording = serde_json::from_str(line).map_err(|source| CassetteError::Form {
                path: path.to_owned(),
                line: index + 1,
                source,
            })?;
            cassettes.extend([recording]);
        }
        Ok(cassettes)
    }

    /// A recording.
    pub fn get(&self, key: &str) -> Option<&Recording> {
        self.recordings.get(key)
    }

    /// All, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = &Recording> {
        self.recordings.values()
    }

    /// Keeps those whose keys are wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.recordings.retain(|key, _| is_wanted(key));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.recordings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.recordings.is_empty()
    }

    /// Writes all of them to a file, whole or not at all.
    pub fn write_file(&self, path: &Path) -> Result<(), CassetteError> {
        let mut text = Vec::new();
        for recording in self.recordings.values() {
            // Text keys and finite numbers only: there is nothing to fail on.
            text.extend(serde_json::to_vec(recording).unwrap_or_default());
            text.push(b'\n');
        }
        let write = || {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let unfinished = path.with_extension("jsonl.part");
            let mut file = fs::File::create(&unfinished)?;
            file.write_all(&text)?;
            file.sync_all()?;
            fs::rename(&unfinished, path)
        };
        write().map_err(|source| CassetteError::File {
            path: path.to_owned(),
            source,
        })
    }
}

impl Extend<Recording> for Cassettes {
    /// Of two recordings of one request, the first is kept.
    fn extend<T: IntoIterator<Item = Recording>>(&mut self, recordings: T) {
        for recording in recordings {
            self.recordings
                .entry(recording.key.clone())
                .or_insert(recording);
        }
    }
}

fn read(path: &Path) -> Result<String, CassetteError> {
    fs::read_to_string(path).map_err(|source| CassetteError::File {
        path: path.to_owned(),
        source,
    })
}

/// The file of a folder in which a dataset's traffic with a model lies.
pub fn cassette_file_name(dataset: &str, model: &str) -> String {
    let plain: String = format!("{dataset}.{model}")
        .chars()
        .map(|character| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => character,
            _ => '-',
        })
        .collect();
    format!("{plain}.jsonl")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn recording(key: &str, reply: &str) -> Recording {
        Recording {
            key: key.into(),
            repeat: 0,
            request: ReadableRequest {
                method: "POST".into(),
                url: "https://api.example.com/v1".into(),
                body: json!({"model": "m"}),
            },
            status: 200,
            reply: json!({"text": reply}),
            usage: ReplyUsage::default(),
            latency_ms: 12,
        }
    }

    #[test]
    fn a_folder_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut one = Cassettes::default();
        one.extend([
            recording("b", "1"),
            recording("a", "2"),
            recording("a", "3"),
        ]);
        one.write_file(&folder.path().join("deep/one.jsonl"))
            .unwrap();
        let mut other = Cassettes::default();
        other.extend([recording("c", "4")]);
        other
            .write_file(&folder.path().join("deep/other.jsonl"))
            .unwrap();
        fs::write(folder.path().join("deep/README.md"), "not a recording").unwrap();
        let read = Cassettes::read_folder(&folder.path().join("deep")).unwrap();
        let keys: Vec<_> = read
            .iter()
            .map(|recording| recording.key.as_str())
            .collect();
        assert_eq!(keys, ["a", "b", "c"]);
        assert_eq!(read.get("a").unwrap().reply, json!({"text": "2"}));
        let text = fs::read_to_string(folder.path().join("deep/one.jsonl")).unwrap();
        assert!(text.starts_with(r#"{"key":"a""#) && text.ends_with("}\n"));
    }

    #[test]
    fn a_broken_line_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.jsonl");
        fs::write(&file, "{\"key\": 1}\n").unwrap();
        let error = Cassettes::read_folder(folder.path())
            .unwrap_err()
            .to_string();
        assert!(error.contains("x.jsonl, line 1"), "{error}");
    }

    #[test]
    fn tokens_are_read_from_each_provider() {
        let openai = json!({"usage": {"prompt_tokens": 100, "completion_tokens": 7,
            "prompt_tokens_details": {"cached_tokens": 60}}});
        let anthropic = json!({"usage": {"input_tokens": 10, "output_tokens": 7,
            "cache_read_input_tokens": 60, "cache_creation_input_tokens": 30}});
        let expected = ReplyUsage {
            input_tokens: 100,
            cached_input_tokens: 60,
            output_tokens: 7,
        };
        assert_eq!(ReplyUsage::of(&openai), expected);
        assert_eq!(ReplyUsage::of(&anthropic), expected);
        assert_eq!(ReplyUsage::of(&json!({})), ReplyUsage::default());
    }

    #[test]
    fn a_model_names_a_file() {
        assert_eq!(
            cassette_file_name("clinic", "org/model:8b"),
            "clinic.org-model-8b.jsonl"
        );
    }
}
