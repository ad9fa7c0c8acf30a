//! A run folder as it is read back: what comparison, gate and reports work on.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{
    metrics::measured,
    run_folder::{FORMAT_VERSION, ITEMS_FILE, ItemRecord, MANIFEST_FILE, Manifest},
};

pub mod question;

use question::Question;

/// A run, read from its folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordedRun {
    /// Where it was read from.
    pub folder: PathBuf,
    /// What was run.
    pub manifest: Manifest,
    /// The answers, one for each id and repeat, in the order in which they were first written.
    pub records: Vec<ItemRecord>,
    /// What is odd about the folder but does not make it unusable, in sentences.
    pub warnings: Vec<String>,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A file is not there or cannot be read.
    #[error("cannot read {}; a run folder has {MANIFEST_FILE} and {ITEMS_FILE}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Written by a program of another version.
    #[error("{} has the format version {found}; this program reads version {FORMAT_VERSION}", path.display())]
    Version {
        /// The manifest.
        path: PathBuf,
        /// What it says.
        found: u64,
    },
    /// The manifest is not one.
    #[error("{} is no run's manifest: {source}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// A line that is neither a record nor cut off at the end of the file.
    #[error("line {line} of {} is no answer's record: {source}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// Why.
        source: serde_json::Error,
    },
}

/// Only what decides whether the rest can be read.
#[derive(Deserialize)]
struct Version {
    format_version: u64,
}

impl RecordedRun {
    /// Reads a folder.
    ///
    /// A last line that was cut off, as a killed program leaves it, is left out with a warning. Where an
    /// id and repeat stand twice, the later one counts.
    pub fn load(folder: &Path) -> Result<Self, ReadError> {
        let manifest = read_manifest(&folder.join(MANIFEST_FILE))?;
        let path = folder.join(ITEMS_FILE);
        let bytes = fs::read(&path).map_err(|source| ReadError::File {
            path: path.clone(),
            source,
        })?;
        let mut run = Self {
            folder: folder.to_path_buf(),
            manifest,
            ..Self::default()
        };
        run.read_records(&path, &bytes)?;
        Ok(run)
    }

    fn read_records(&mut self, path: &Path, bytes: &[u8]) -> Result<(), ReadError> {
        let mut position_of: BTreeMap<(String, u32), usize> = BTreeMap::new();
        let mut repeated = 0;
        let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
        for (index, line) in lines.iter().enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let record: ItemRecord = match serde_json::from_slice(line) {
                Ok(record) => record,
                // Without a line feed after it: the program was killed while it wrote.
                Err(_) if index + 1 == lines.len() => {
                    self.warnings.push(format!(
                        "the last line of {} is cut off and left out",
                        path.display()
                    ));
                    continue;
                }
                Err(source) => {
                    return Err(ReadError::Record {
                        path: path.to_path_buf(),
                        line: index + 1,
                        source,
                    });
                }
            };
            let key = (record.id.clone(), record.repeat);
            if let Some(&position) = position_of.get(&key) {
                self.records[position] = record;
                repeated += 1;
            } else {
                position_of.insert(key, self.records.len());
                self.records.push(record);
            }
        }
        if repeated > 0 {
            self.warnings.push(format!(
                "{repeated} answers stand more than once in {}; the last of each counts",
                path.display()
            ));
        }
        Ok(())
    }

    /// The questions, each with all its answers, in the order of the records.
    pub fn questions(&self) -> Vec<Question<'_>> {
        let mut position_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut questions: Vec<Question<'_>> = Vec::new();
        for record in &self.records {
            let position = *position_of.entry(&record.id).or_insert_with(|| {
                questions.push(Question::default());
                questions.len() - 1
            });
            questions[position].answers.push(record);
        }
        questions
    }

    /// Items that were to be asked and have no measured answer: those marked as such, and those that are
    /// not there at all because the run stopped.
    pub fn not_measured(&self) -> usize {
        let questions = self.questions();
        let measured = questions
            .iter()
            .filter(|question| question.is_measured())
            .count();
        self.manifest.items.max(questions.len()) - measured
    }

    /// Answers that were measured.
    pub fn measured(&self) -> impl Iterator<Item = &ItemRecord> {
        measured(&self.records)
    }
}

fn read_manifest(path: &Path) -> Result<Manifest, ReadError> {
    let bytes = fs::read(path).map_err(|source| ReadError::File {
        path: path.to_path_buf(),
        source,
    })?;
    let unreadable = |source| ReadError::Manifest {
        path: path.to_path_buf(),
        source,
    };
    // The version first: another one may have other fields.
    let version: Version = serde_json::from_slice(&bytes).map_err(unreadable)?;
    if version.format_version != u64::from(FORMAT_VERSION) {
        return Err(ReadError::Version {
            path: path.to_path_buf(),
            found: version.format_version,
        });
    }
    serde_json::from_slice(&bytes).map_err(unreadable)
}
