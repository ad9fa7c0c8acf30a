//! Settings from a file, under those of the environment.

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
};

use thiserror::Error;
use toml::Value;

/// What settings' names begin with; anything else in a file is a slip.
const KNOWN_PREFIXES: [&str; 3] = ["PLAINQUERY_", "OPENAI_", "ANTHROPIC_"];
const KNOWN_NAMES: [&str; 1] = ["DATABASE_URL"];

/// What is wrong with a settings file. Never quotes it: it holds secrets.
#[derive(Debug, Error)]
pub enum SettingsFileError {
    /// It cannot be read.
    #[error("the settings file {}: {reason}", .file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why not.
        reason: io::Error,
    },
    /// It is not TOML.
    #[error("the settings file {}, line {line}: not TOML; expected NAME = \"value\"", .file.display())]
    Syntax {
        /// Which.
        file: PathBuf,
        /// 1-based.
        line: usize,
    },
    /// It names something that is no setting.
    #[error("the settings file {}: {name:?} is not a setting; names are those of the variables, such as DATABASE_URL or PLAINQUERY_MAX_ROWS", .file.display())]
    UnknownName {
        /// Which.
        file: PathBuf,
        /// The name.
        name: String,
    },
}

/// Where settings come from: the environment, then a file.
#[derive(Clone, Default)]
pub struct SettingsSource {
    file: BTreeMap<String, String>,
}

impl SettingsSource {
    /// Reads the file, where there is one: TOML whose keys are the variables' names. What a variable
    /// would hold as JSON may be a table or an array.
    pub fn read(file: Option<&Path>) -> Result<Self, SettingsFileError> {
        let Some(path) = file else {
            return Ok(Self::default());
        };
        let text = fs::read_to_string(path).map_err(|reason| SettingsFileError::Unreadable {
            file: path.to_owned(),
            reason,
        })?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, SettingsFileError> {
        let table: toml::Table =
            text.parse()
                .map_err(|error: toml::de::Error| SettingsFileError::Syntax {
                    file: path.to_owned(),
                    line: line_of(text, error.span().map_or(0, |span| span.start)),
                })?;
        let mut values = BTreeMap::new();
        for (name, value) in table {
            let is_known = KNOWN_NAMES.contains(&name.as_str())
                || KNOWN_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
            if !is_known {
                return Err(SettingsFileError::UnknownName {
                    file: path.to_owned(),
                    name,
                });
            }
            values.insert(name, as_variable(value));
        }
        Ok(Self { file: values })
    }

    /// A setting; an empty variable counts as absent.
    pub fn get(&self, name: &str) -> Option<String> {
        env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
            .or_else(|| self.file.get(name).cloned())
    }
}

fn as_variable(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Datetime(date) => date.to_string(),
        // Numbers and strings only: nothing that JSON would not take but NaN, which no setting is.
        Value::Array(_) | Value::Table(_) => serde_json::to_string(&value).unwrap_or_default(),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<SettingsSource, SettingsFileError> {
        SettingsSource::parse(Path::new("plainquery.toml"), text)
    }

    #[test]
    fn values_are_those_of_variables() {
        let source = parse(
            "PLAINQUERY_TODAY = 2025-06-30\nPLAINQUERY_MAX_ROWS = 100\n\
             PLAINQUERY_SUGGESTIONS = [\"How many \\\"orders\\\"?\"]\n\
             [PLAINQUERY_API_KEYS]\n0123456789abcdef = { subject = \"ann\", role = \"reader\" }\n",
        )
        .unwrap();
        let get = |name: &str| source.file[name].as_str();
        assert_eq!(get("PLAINQUERY_TODAY"), "2025-06-30");
        assert_eq!(get("PLAINQUERY_MAX_ROWS"), "100");
        assert_eq!(
            get("PLAINQUERY_SUGGESTIONS"),
            "[\"How many \\\"orders\\\"?\"]"
        );
        assert_eq!(
            get("PLAINQUERY_API_KEYS"),
            "{\"0123456789abcdef\":{\"role\":\"reader\",\"subject\":\"ann\"}}"
        );
    }

    #[test]
    fn mistakes_are_told_without_what_the_file_holds() {
        let message = |text: &str| parse(text).err().unwrap().to_string();
        let syntax = message("DATABASE_URL = \"x\"\nPLAINQUERY_API_KEYS = hunter2 hunter2\n");
        assert!(syntax.contains("line 2"), "{syntax}");
        assert!(!syntax.contains("hunter2"), "{syntax}");
        assert!(message("PLAINQERY_MAX_ROWS = 5").contains("PLAINQERY_MAX_ROWS"));
    }
}
