//! Reads single settings and gathers what is wrong with them, so that all of it is told at once.

use std::str::FromStr;

use super::{Secret, SettingProblem};

/// Reads keys through a look-up and remembers every problem.
pub(super) struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    problems: Vec<SettingProblem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            lookup,
            problems: Vec::new(),
        }
    }

    pub(super) fn problems(self) -> Vec<SettingProblem> {
        self.problems
    }

    /// Notes what is wrong with a key. The text must not quote the value, which may be a secret.
    pub(super) fn problem(&mut self, key: &'static str, advice: impl Into<String>) {
        self.problems.push(SettingProblem {
            key,
            advice: advice.into(),
        });
    }

    /// The value without surrounding space; an empty one counts as absent.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let value = (self.lookup)(key)?;
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// A secret of at least `min_bytes`.
    pub(super) fn secret(&mut self, key: &'static str, min_bytes: usize) -> Option<Secret> {
        let value = self.text(key)?;
        if value.len() < min_bytes {
            self.problem(
                key,
                format!(
                    "is too short to be safe; use at least {min_bytes} random characters, such as \
                     from `openssl rand -hex 32`"
                ),
            );
            return None;
        }
        Some(Secret::new(value))
    }

    /// A number within bounds, or the default where the key is absent.
    pub(super) fn number<T>(&mut self, key: &'static str, default: T, min: T, max: T) -> T
    where
        T: FromStr + PartialOrd + Copy + std::fmt::Display,
    {
        let Some(text) = self.text(key) else {
            return default;
        };
        match text.parse::<T>() {
            Ok(number) if number >= min && number <= max => number,
            _ => {
                self.problem(key, format!("must be a number from {min} to {max}"));
                default
            }
        }
    }

    /// The parts between commas, without space and empty ones; `None` where the key is absent.
    pub(super) fn list(&self, key: &str) -> Option<Vec<String>> {
        let text = self.text(key)?;
        Some(
            text.split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }
}
