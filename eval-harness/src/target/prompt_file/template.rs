//! A prompt with places to fill in.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::traffic::sha256_hexadecimal;

/// The places that a template may have.
const PLACES: [&str; 6] = [
    "question", "schema", "dialect", "evidence", "history", "today",
];

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromptFile {
    text: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A template that cannot be used.
#[derive(Debug, Error)]
pub enum PromptFileError {
    /// Not readable.
    #[error("cannot read the prompt {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A place that nothing fills.
    #[error("{}: nothing fills {{{{{place}}}}}; the places are {}", path.display(), listed())]
    UnknownPlace {
        /// The file.
        path: PathBuf,
        /// Its name.
        place: String,
    },
    /// The question would not be in it.
    #[error("{}: it has no {{{{question}}}}", path.display())]
    NoQuestion {
        /// The file.
        path: PathBuf,
    },
}

fn listed() -> String {
    PLACES.map(|place| format!("{{{{{place}}}}}")).join(", ")
}

impl PromptFile {
    /// Reads a template and checks its places.
    pub fn read(path: &Path) -> Result<Self, PromptFileError> {
        let text = std::fs::read_to_string(path).map_err(|source| PromptFileError::Read {
            path: path.to_owned(),
            source,
        })?;
        for place in text
            .split("{{")
            .skip(1)
            .filter_map(|part| part.split_once("}}"))
        {
            if !PLACES.contains(&place.0.trim()) {
                return Err(PromptFileError::UnknownPlace {
                    path: path.to_owned(),
                    place: place.0.to_owned(),
                });
            }
        }
        let file = Self {
            sha256: sha256_hexadecimal(text.as_bytes()),
            text,
        };
        if !file.text.contains("{{question}}") && !file.text.contains("{{ question }}") {
            return Err(PromptFileError::NoQuestion {
                path: path.to_owned(),
            });
        }
        Ok(file)
    }

    /// The text with its places filled, in one pass: what is filled in is not read again.
    pub(super) fn filled(&self, values: &[(&str, &str)]) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((name, after)) = after.split_once("}}") else {
                out.push_str("{{");
                rest = after;
                break;
            };
            if let Some((_, value)) = values.iter().find(|(key, _)| *key == name.trim()) {
                out.push_str(value);
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_checked_and_filled_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("prompt.txt");
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            PromptFile::read(&path)
        };
        assert!(matches!(
            read("{{question}} {{shema}}"),
            Err(PromptFileError::UnknownPlace { place, .. }) if place == "shema"
        ));
        assert!(matches!(
            read("{{schema}}"),
            Err(PromptFileError::NoQuestion { .. })
        ));
        let file = read("{{ question }} | {{schema}} {{").unwrap();
        let filled = file.filled(&[("question", "{{schema}}"), ("schema", "t")]);
        assert_eq!(filled, "{{schema}} | t {{");
    }
}
