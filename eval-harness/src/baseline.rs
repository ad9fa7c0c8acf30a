//! The results of a run question by question, in a file that lies with the code: a change of an answer
//! is a change of a line, and is reviewed like one.

use std::{
    collections::BTreeMap,
    fmt,
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::run_folder::{ItemRecord, Manifest, RunVerdict};

/// One answer, as the file has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineRow {
    /// The question's id.
    pub id: String,
    /// Which repeat, from 0.
    pub repeat: u32,
    /// Whether it was right.
    pub verdict: RunVerdict,
    /// The score that the verdict goes by, from 0 to 1; empty where none was taken.
    pub score: Option<f64>,
    /// The SQL, on one line; empty where there is none.
    pub sql: String,
}

/// A baseline that cannot be read or written.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// The file.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Not of this form.
    #[error("{} is no baseline: {source}", path.display())]
    Form {
        /// Which.
        path: PathBuf,
        /// Where and why.
        source: Box<csv::Error>,
    },
}

/// The rows of a run, sorted by id and repeat.
pub fn rows(manifest: &Manifest, records: &[ItemRecord]) -> Vec<BaselineRow> {
    let mut rows: Vec<BaselineRow> = records
        .iter()
        .map(|record| BaselineRow {
            id: record.id.clone(),
            repeat: record.repeat,
            verdict: record.verdict,
            score: record.scores.get(&manifest.score).copied(),
            sql: one_line(record.sql.as_deref().unwrap_or_default()),
        })
        .collect();
    rows.sort_by(|one, other| (&one.id, one.repeat).cmp(&(&other.id, other.repeat)));
    rows
}

/// Runs of blanks outside of quotes as one space: a line break in a text stays what it is, as CSV has
/// it between quotes.
fn one_line(sql: &str) -> String {
    let mut line = String::with_capacity(sql.len());
    let mut quote = None;
    for character in sql.trim().chars() {
        match quote {
            Some(open) => {
                if character == open {
                    quote = None;
                }
                line.push(character);
            }
            None if character.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            None => {
                if matches!(character, '\'' | '"') {
                    quote = Some(character);
                }
                line.push(character);
            }
        }
    }
    line
}

/// Writes a baseline, whole or not at all.
pub fn write(path: &Path, rows: &[BaselineRow]) -> Result<(), BaselineError> {
    let form_error = |source| BaselineError::Form {
        path: path.to_owned(),
        source: Box::new(source),
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(form_error)?;
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let unfinished = path.with_extension("part");
    let written = File::create(&unfinished)
        .and_then(|mut file| file.write_all(&bytes))
        .and_then(|()| std::fs::rename(&unfinished, path));
    written.map_err(|source| BaselineError::File {
        path: path.to_owned(),
        source,
    })
}

/// Reads a baseline.
pub fn read(path: &Path) -> Result<Vec<BaselineRow>, BaselineError> {
    let file = File::open(path).map_err(|source| BaselineError::File {
        path: path.to_owned(),
        source,
    })?;
    csv::Reader::from_reader(file)
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| BaselineError::Form {
            path: path.to_owned(),
            source: Box::new(source),
        })
}

/// An answer that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineChange {
    /// As the file has it; `None` where it does not.
    pub before: Option<BaselineRow>,
    /// As the run has it; `None` where it does not.
    pub now: Option<BaselineRow>,
}

/// The row of a question in the file and in the run.
type Sides<'a> = (Option<&'a BaselineRow>, Option<&'a BaselineRow>);

/// What differs, sorted by id and repeat.
pub fn changes(before: &[BaselineRow], now: &[BaselineRow]) -> Vec<BaselineChange> {
    let mut pairs: BTreeMap<(&str, u32), Sides<'_>> = BTreeMap::new();
    for row in before {
        pairs.entry((&row.id, row.repeat)).or_default().0 = Some(row);
    }
    for row in now {
        pairs.entry((&row.id, row.repeat)).or_default().1 = Some(row);
    }
    pairs
        .into_values()
        .filter(|(before, now)| before != now)
        .map(|(before, now)| BaselineChange {
            before: before.cloned(),
            now: now.cloned(),
        })
        .collect()
}

impl fmt::Display for BaselineChange {
    /// As a diff: what was, with `-`, and what is, with `+`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.before.as_ref().or(self.now.as_ref());
        let Some(row) = row else {
            return Ok(());
        };
        write!(formatter, "{}", row.id)?;
        if row.repeat > 0 {
            write!(formatter, " (repeat {})", row.repeat)?;
        }
        match (&self.before, &self.now) {
            (Some(_), None) => write!(formatter, ": not in the run")?,
            (None, Some(_)) => write!(formatter, ": new")?,
            (Some(before), Some(now)) if before.verdict == now.verdict => {
                write!(formatter, ": {}, as before", label(now.verdict))?;
            }
            (Some(before), Some(now)) => write!(
                formatter,
                ": {} -> {}",
                label(before.verdict),
                label(now.verdict)
            )?,
            (None, None) => {}
        }
        for (sign, side) in [("-", &self.before), ("+", &self.now)] {
            if let Some(row) = side {
                let score = row
                    .score
                    .map_or("no score".to_owned(), |score| format!("score {score}"));
                let sql = if row.sql.is_empty() {
                    "no SQL"
                } else {
                    &row.sql
                };
                write!(
                    formatter,
                    "\n  {sign} {}, {score}: {sql}",
                    label(row.verdict)
                )?;
            }
        }
        Ok(())
    }
}

fn label(verdict: RunVerdict) -> &'static str {
    match verdict {
        RunVerdict::Right => "right",
        RunVerdict::Wrong => "wrong",
        RunVerdict::Unanswered => "unanswered",
        RunVerdict::Failed => "failed",
        RunVerdict::NotMeasured => "not measured",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, verdict: RunVerdict, sql: &str) -> BaselineRow {
        BaselineRow {
            id: id.into(),
            repeat: 0,
            verdict,
            score: (verdict != RunVerdict::NotMeasured).then_some(1.0),
            sql: sql.into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baseline.csv");
        let rows = vec![
            row("a", RunVerdict::Right, "SELECT \"x\", 'it''s' FROM t"),
            row("b", RunVerdict::NotMeasured, ""),
        ];
        write(&path, &rows).unwrap();
        assert_eq!(read(&path).unwrap(), rows);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(
            text,
            "id,repeat,verdict,score,sql\na,0,right,1.0,\"SELECT \"\"x\"\", 'it''s' FROM t\"\n\
             b,0,not_measured,,\n"
        );
        std::fs::write(&path, "id,what\na,b\n").unwrap();
        assert!(read(&path).is_err());
    }

    #[test]
    fn layout_is_no_change_and_texts_are() {
        assert_eq!(
            one_line("SELECT  a\n  FROM t\n WHERE b = 'x  y'"),
            "SELECT a FROM t WHERE b = 'x  y'"
        );
        assert_ne!(one_line("SELECT 'a  b'"), one_line("SELECT 'a b'"));
    }

    #[test]
    fn changes_read_like_a_diff() {
        let before = [
            row("a", RunVerdict::Right, "SELECT 1"),
            row("b", RunVerdict::Right, "SELECT 2"),
            row("gone", RunVerdict::Right, "SELECT 3"),
            row("same", RunVerdict::Wrong, "SELECT 4"),
        ];
        let now = [
            row("a", RunVerdict::Wrong, "SELECT 9"),
            row("b", RunVerdict::Right, "SELECT 1 + 1"),
            row("new", RunVerdict::Unanswered, ""),
            row("same", RunVerdict::Wrong, "SELECT 4"),
        ];
        let text: Vec<String> = changes(&before, &now)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            text,
            [
                "a: right -> wrong\n  - right, score 1: SELECT 1\n  + wrong, score 1: SELECT 9",
                "b: right, as before\n  - right, score 1: SELECT 2\n  + right, score 1: SELECT 1 + 1",
                "gone: not in the run\n  - right, score 1: SELECT 3",
                "new: new\n  + unanswered, score 1: no SQL",
            ]
        );
        assert_eq!(changes(&before, &before), []);
    }
}
