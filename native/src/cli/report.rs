//! Findings of a check: one line each, with the command that mends it.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use serde::Serialize;

use super::render::printable;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Ok,
    Warn,
    Fail,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// What was checked.
    pub(super) check: &'static str,
    pub(super) status: Status,
    /// What was found.
    pub(super) message: String,
    /// The command that mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mend: Option<String>,
}

impl Line {
    pub(super) fn ok(check: &'static str, message: impl Into<String>) -> Self {
        Self {
            check,
            status: Status::Ok,
            message: message.into(),
            mend: None,
        }
    }

    pub(super) fn warn(
        check: &'static str,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            check,
            status: Status::Warn,
            message: message.into(),
            mend: Some(mend.into()),
        }
    }

    pub(super) fn fail(
        check: &'static str,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            status: Status::Fail,
            ..Self::warn(check, message, mend)
        }
    }

    /// Writes it for people.
    pub(super) fn print(&self, out: &mut impl Write, colour: bool) -> io::Result<()> {
        let (sign, code) = match self.status {
            Status::Ok => ("ok  ", "32"),
            Status::Warn => ("warn", "33"),
            Status::Fail => ("FAIL", "31"),
        };
        let message = printable(&self.message);
        if colour {
            writeln!(
                out,
                "\u{1b}[{code}m{sign}\u{1b}[0m  {:<12}{message}",
                self.check
            )?;
        } else {
            writeln!(out, "{sign}  {:<12}{message}", self.check)?;
        }
        for (index, line) in self.mend.iter().flat_map(|mend| mend.lines()).enumerate() {
            let arrow = if index == 0 { "→" } else { " " };
            writeln!(out, "      {arrow} {}", printable(line))?;
        }
        Ok(())
    }
}

/// A word of a shell's command.
pub(super) fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Whether standard output is a terminal that takes colours.
pub(super) fn colour() -> bool {
    io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none()
}
