//! Why a text was refused.

mod rule;
mod suggest;

use std::fmt;

pub use rule::RuleId;
pub(crate) use suggest::closest;

/// One reason for a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: RuleId,
    /// What is wrong and what to do. It names only what the text or the catalog holds.
    pub message: String,
    /// Where, if that is known.
    pub position: Option<Position>,
    /// A name of the catalog that was perhaps meant, or another wording.
    pub suggestion: Option<String>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Bytes before it.
    pub offset_bytes: usize,
    /// Its line, from 1.
    pub line: u64,
    /// Its column in characters, from 1.
    pub column: u64,
}

impl Diagnostic {
    /// A reason without a place.
    pub fn new(rule: RuleId, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            position: None,
            suggestion: None,
        }
    }

    /// With a suggestion, if there is one.
    #[must_use]
    pub fn suggest(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.rule.label(), self.message)?;
        if let Some(Position { line, column, .. }) = self.position {
            write!(formatter, " (line {line}, column {column})")?;
        }
        if let Some(suggestion) = &self.suggestion {
            write!(formatter, "; did you mean {suggestion}?")?;
        }
        Ok(())
    }
}

impl Position {
    /// The place of a byte offset, which is moved to the start of its character.
    pub fn at_offset(text: &str, offset_bytes: usize) -> Self {
        let mut offset_bytes = offset_bytes.min(text.len());
        while !text.is_char_boundary(offset_bytes) {
            offset_bytes -= 1;
        }
        let (mut line, mut column) = (1, 1);
        for character in text[..offset_bytes].chars() {
            if character == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        Self {
            offset_bytes,
            line,
            column,
        }
    }

    /// The place of a line and a column, both from 1; `None` where there is none.
    pub fn at_line(text: &str, line: u64, column: u64) -> Option<Self> {
        if line == 0 || column == 0 {
            return None;
        }
        let (mut current_line, mut current_column) = (1, 1);
        for (offset_bytes, character) in text.char_indices() {
            if (current_line, current_column) == (line, column) {
                return Some(Self {
                    offset_bytes,
                    line,
                    column,
                });
            }
            if character == '\n' {
                current_line += 1;
                current_column = 1;
            } else {
                current_column += 1;
            }
        }
        Some(Self::at_offset(text, text.len()))
    }
}
