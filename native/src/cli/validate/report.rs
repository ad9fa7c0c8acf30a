//! A report for people: each text with its verdict, and the place of each reason marked under its line.

use std::{
    io::{self, Write},
    ops::Range,
};

use plainquery_wire::validate::{TextPosition, WireDiagnostic, WireWarning};
use unicode_width::UnicodeWidthStr;

use super::{Judge, Verdict};
use crate::cli::render::printable;

/// Columns of a line that are shown around a mark.
const SHOWN_CHARACTERS: usize = 100;

pub(super) struct Report<W> {
    out: W,
    colour: bool,
    accepted: usize,
    refused: usize,
}

impl<W: Write> Report<W> {
    pub(super) fn new(out: W, colour: bool) -> Self {
        Self {
            out,
            colour,
            accepted: 0,
            refused: 0,
        }
    }

    /// Judges the part of `text` and writes what comes of it. Lines are counted in the whole of it.
    pub(super) fn add(&mut self, text: &str, part: Range<usize>, judge: &Judge) -> io::Result<()> {
        let number = self.accepted + self.refused + 1;
        let sql = &text[part.clone()];
        let verdict = judge.judge(sql);
        let first_line = 1 + text[..part.start].matches('\n').count() as u64;
        let sign = self.sign(verdict.ok);
        let place = if first_line > 1 {
            format!(" (line {first_line})")
        } else {
            String::new()
        };
        if verdict.ok {
            self.accepted += 1;
            writeln!(self.out, "{sign}  {number}{place}  {}", summary(&verdict))?;
            for line in verdict.sql.iter().flat_map(|sql| sql.lines()) {
                writeln!(self.out, "        {}", printable(line))?;
            }
            self.parameters(&verdict)?;
            for warning in &verdict.warnings {
                self.warning(sql, first_line, warning)?;
            }
        } else {
            self.refused += 1;
            writeln!(self.out, "{sign}  {number}{place}")?;
            for reason in &verdict.diagnostics {
                self.reason(sql, first_line, reason)?;
            }
        }
        Ok(())
    }

    /// Writes the counts; how many were refused.
    pub(super) fn finish(mut self) -> io::Result<usize> {
        let (accepted, refused) = (self.accepted, self.refused);
        if accepted + refused > 1 {
            writeln!(self.out, "{accepted} accepted, {refused} refused")?;
        }
        self.out.flush()?;
        Ok(refused)
    }

    fn sign(&self, ok: bool) -> String {
        let (word, code) = if ok { ("ok  ", "32") } else { ("FAIL", "31") };
        if self.colour {
            format!("\u{1b}[{code}m{word}\u{1b}[0m")
        } else {
            word.to_owned()
        }
    }

    fn reason(&mut self, sql: &str, first_line: u64, reason: &WireDiagnostic) -> io::Result<()> {
        write!(
            self.out,
            "      {}: {}",
            reason.rule,
            printable(&reason.message)
        )?;
        if let Some(suggestion) = &reason.suggestion {
            write!(self.out, "; did you mean {}?", printable(suggestion))?;
        }
        writeln!(self.out)?;
        match reason.position {
            Some(position) => self.mark(sql, first_line, position),
            None => Ok(()),
        }
    }

    /// The values that the policy put into the SQL above.
    fn parameters(&mut self, verdict: &Verdict) -> io::Result<()> {
        for (place, value) in verdict.parameters.iter().enumerate() {
            let shown = match value {
                Some(text) => format!("{:?}", printable(text)),
                None => "NULL".to_owned(),
            };
            writeln!(self.out, "      parameter {}: {shown}", place + 1)?;
        }
        Ok(())
    }

    /// What is doubtful, where, what to do instead, and the whole text written so.
    fn warning(&mut self, sql: &str, first_line: u64, warning: &WireWarning) -> io::Result<()> {
        writeln!(
            self.out,
            "      warning, {}: {}",
            warning.lint,
            printable(&warning.message)
        )?;
        if let Some(position) = warning.position {
            self.mark(sql, first_line, position)?;
        }
        if let Some(suggestion) = &warning.suggestion {
            writeln!(self.out, "      instead: {}", printable(suggestion))?;
        }
        for line in warning.sql.iter().flat_map(|sql| sql.lines()) {
            writeln!(self.out, "        {}", printable(line))?;
        }
        Ok(())
    }

    /// The line of a place, with a mark under it.
    fn mark(&mut self, sql: &str, first_line: u64, position: TextPosition) -> io::Result<()> {
        let Some((line, before)) = around(sql, position.offset_bytes) else {
            return Ok(());
        };
        let number = (first_line + position.line - 1).to_string();
        let (line, before) = (printable(line), printable(before));
        writeln!(self.out, "      {number} | {line}")?;
        let (margin, indent) = (number.len(), before.width());
        writeln!(self.out, "      {:margin$} | {:indent$}^", "", "")
    }
}

fn summary(verdict: &Verdict) -> String {
    let tables = match verdict.tables.as_slice() {
        [] => "reads no table".to_owned(),
        tables => format!("reads {}", printable(&tables.join(", "))),
    };
    let columns: Vec<&str> = verdict
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    format!("{tables}; yields {}", printable(&columns.join(", ")))
}

/// The line around a byte, cut to what a screen shows, and what of it stands before the byte.
fn around(sql: &str, offset_bytes: usize) -> Option<(&str, &str)> {
    let before = sql.get(..offset_bytes)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = sql[offset_bytes..]
        .find('\n')
        .map_or(sql.len(), |at| offset_bytes + at);
    let back = |text: &str, characters: usize| {
        text.char_indices()
            .rev()
            .take(characters)
            .last()
            .map_or(text.len(), |(at, _)| at)
    };
    let start = start + back(&sql[start..offset_bytes], SHOWN_CHARACTERS / 2);
    let shown = &sql[start..end];
    let cut = shown
        .char_indices()
        .nth(SHOWN_CHARACTERS)
        .map_or(shown.len(), |(at, _)| at);
    Some((
        shown[..cut].trim_end_matches('\r'),
        &sql[start..offset_bytes],
    ))
}
