//! The run's folder while it is written. Every file is a journal: a line is added when its answer is
//! there, and a line that a kill cut short is as if it had never been.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use thiserror::Error;

use super::manifest::differing_setting;
use crate::{
    run_folder::{FORMAT_VERSION, ITEMS_FILE, ItemRecord, MANIFEST_FILE, Manifest, RunVerdict},
    target::Conversation,
    traffic::Cassettes,
};

/// What the run said to models, so that a resumed run asks nothing twice.
pub const TRAFFIC_FILE: &str = "traffic.jsonl";
/// What follow-ups need of the answers before them.
const CONVERSATIONS_FILE: &str = "conversations.jsonl";

/// A run's folder that cannot be used.
#[derive(Debug, Error)]
pub enum JournalError {
    /// A file.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file of another form.
    #[error("{}{}: {source}", path.display(), line.map_or(String::new(), |line| format!(", line {line}")))]
    Form {
        /// Which.
        path: PathBuf,
        /// From 1, where it has lines.
        line: Option<usize>,
        /// Where it differs.
        source: serde_json::Error,
    },
    /// Written by another version of the program.
    #[error("{}: a run of format {found}; this program reads format {FORMAT_VERSION}", path.display())]
    Version {
        /// The manifest.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
    /// The traffic with models could not be written down.
    #[error("what models replied cannot be written down: {0}")]
    Traffic(String),
    /// There is a run already.
    #[error("{} holds a run already: add --resume to go on with it, or choose another folder", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
    },
    /// The run there is of something else.
    #[error("{} holds another run, which cannot be resumed with these settings: its {what} is {there}, now it is {here}", folder.display())]
    Other {
        /// The folder.
        folder: PathBuf,
        /// In what they differ.
        what: String,
        /// What it is in the folder.
        there: String,
        /// What it is now.
        here: String,
    },
}

/// A question of a run: its id and which repeat.
pub(super) type Asking = (String, u32);

/// The folder of a run that goes on.
#[derive(Debug)]
pub struct RunJournal {
    folder: PathBuf,
    manifest: Manifest,
    items: File,
    conversations: File,
    records: BTreeMap<Asking, ItemRecord>,
    left: BTreeMap<Asking, Conversation>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConversationLine {
    id: String,
    repeat: u32,
    conversation: Conversation,
}

impl RunJournal {
    /// Begins a run in a folder without one.
    pub fn create(folder: &Path, manifest: Manifest) -> Result<Self, JournalError> {
        if folder.join(MANIFEST_FILE).exists() {
            return Err(JournalError::Exists {
                folder: folder.to_owned(),
            });
        }
        fs::create_dir_all(folder).map_err(file_error(folder))?;
        // The manifest comes first: without it the other files say nothing.
        write_manifest(folder, &manifest)?;
        for name in [ITEMS_FILE, CONVERSATIONS_FILE, TRAFFIC_FILE] {
            let path = folder.join(name);
            File::create(&path).map_err(file_error(&path))?;
        }
        Self::open(folder, manifest, BTreeMap::new(), BTreeMap::new())
    }

    /// Goes on with the run in the folder; begins it where there is none. What was not measured is to be
    /// asked again, and what was cut short is gone.
    pub fn resume(folder: &Path, manifest: Manifest) -> Result<Self, JournalError> {
        if !folder.join(MANIFEST_FILE).exists() {
            return Self::create(folder, manifest);
        }
        let before = read_manifest(folder)?;
        if let Some((what, there, here)) = differing_setting(&before, &manifest) {
            return Err(JournalError::Other {
                folder: folder.to_owned(),
                what,
                there,
                here,
            });
        }
        let manifest = Manifest {
            started_at_ms: before.started_at_ms,
            name: before.name,
            stopped: None,
            ..manifest
        };
        let lines: Vec<ConversationLine> = read_lines(&folder.join(CONVERSATIONS_FILE))?;
        let left = lines
            .into_iter()
            .map(|line| ((line.id, line.repeat), line.conversation));
        let mut records = read_records(folder)?;
        records.retain(|_, record| record.verdict != RunVerdict::NotMeasured);
        rewrite(&folder.join(ITEMS_FILE), records.values())?;
        mend(&folder.join(CONVERSATIONS_FILE))?;
        mend(&folder.join(TRAFFIC_FILE))?;
        write_manifest(folder, &manifest)?;
        Self::open(folder, manifest, records, left.collect())
    }

    fn open(
        folder: &Path,
        manifest: Manifest,
        records: BTreeMap<Asking, ItemRecord>,
        left: BTreeMap<Asking, Conversation>,
    ) -> Result<Self, JournalError> {
        Ok(Self {
            items: append(&folder.join(ITEMS_FILE))?,
            conversations: append(&folder.join(CONVERSATIONS_FILE))?,
            folder: folder.to_owned(),
            manifest,
            records,
            left,
        })
    }

    /// The file that takes the traffic, and what it holds already.
    pub fn traffic(&self) -> Result<(File, Cassettes), JournalError> {
        let path = self.folder.join(TRAFFIC_FILE);
        let recordings = read_lines(&path)?;
        let mut cassettes = Cassettes::default();
        cassettes.extend(recordings);
        Ok((append(&path)?, cassettes))
    }

    /// What is there of earlier parts of the run.
    pub fn records(&self) -> impl Iterator<Item = &ItemRecord> {
        self.records.values()
    }

    /// Whether a question was asked already.
    pub(super) fn is_done(&self, asking: &Asking) -> bool {
        self.records.contains_key(asking)
    }

    /// What the answers of earlier parts of the run left for follow-ups.
    pub(super) fn left(&self) -> &BTreeMap<Asking, Conversation> {
        &self.left
    }

    /// Adds an answer. What a follow-up needs of it is written first: an answer that is there is never
    /// without it.
    pub fn add(
        &mut self,
        record: ItemRecord,
        conversation: Option<&Conversation>,
    ) -> Result<(), JournalError> {
        if let Some(conversation) = conversation {
            let line = ConversationLine {
                id: record.id.clone(),
                repeat: record.repeat,
                conversation: conversation.clone(),
            };
            add_line(&mut self.conversations, &line)
                .map_err(file_error(&self.folder.join(CONVERSATIONS_FILE)))?;
        }
        add_line(&mut self.items, &record).map_err(file_error(&self.folder.join(ITEMS_FILE)))?;
        self.records
            .insert((record.id.clone(), record.repeat), record);
        Ok(())
    }

    /// Ends the run: why it stopped early, and what was left out as disputed, stand in the manifest; the
    /// answers are put into order.
    pub fn finish(mut self, stopped: Option<String>) -> Result<Vec<ItemRecord>, JournalError> {
        rewrite(&self.folder.join(ITEMS_FILE), self.records.values())?;
        self.manifest.stopped = stopped;
        write_manifest(&self.folder, &self.manifest)?;
        Ok(self.records.into_values().collect())
    }
}

/// The manifest and the answers of a run, sorted by id and repeat.
pub fn read_run(folder: &Path) -> Result<(Manifest, Vec<ItemRecord>), JournalError> {
    let manifest = read_manifest(folder)?;
    let records = read_records(folder)?;
    Ok((manifest, records.into_values().collect()))
}

fn read_manifest(folder: &Path) -> Result<Manifest, JournalError> {
    let path = folder.join(MANIFEST_FILE);
    let bytes = fs::read(&path).map_err(file_error(&path))?;
    let manifest: Manifest =
        serde_json::from_slice(&bytes).map_err(|source| JournalError::Form {
            path: path.clone(),
            line: None,
            source,
        })?;
    if manifest.format_version != FORMAT_VERSION {
        return Err(JournalError::Version {
            path,
            found: manifest.format_version,
        });
    }
    Ok(manifest)
}

pub(super) fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), JournalError> {
    let path = folder.join(MANIFEST_FILE);
    let mut text = serde_json::to_vec_pretty(manifest).unwrap_or_default();
    text.push(b'\n');
    replace(&path, &text)
}

fn read_records(folder: &Path) -> Result<BTreeMap<Asking, ItemRecord>, JournalError> {
    let records: Vec<ItemRecord> = read_lines(&folder.join(ITEMS_FILE))?;
    let keyed = records
        .into_iter()
        .map(|record| ((record.id.clone(), record.repeat), record));
    Ok(keyed.collect())
}

/// The whole lines of a journal. What follows the last line end was cut short and is left out.
fn read_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, JournalError> {
    let bytes = fs::read(path).map_err(file_error(path))?;
    let lines = whole_lines(&bytes).split_inclusive(|byte| *byte == b'\n');
    lines
        .enumerate()
        .map(|(index, line)| {
            serde_json::from_slice(line).map_err(|source| JournalError::Form {
                path: path.to_owned(),
                line: Some(index + 1),
                source,
            })
        })
        .collect()
}

fn whole_lines(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    &bytes[..end.map_or(0, |end| end + 1)]
}

/// Takes away what was cut short.
fn mend(path: &Path) -> Result<(), JournalError> {
    let bytes = fs::read(path).map_err(file_error(path))?;
    let whole = whole_lines(&bytes).len();
    if whole < bytes.len() {
        let file = OpenOptions::new().write(true).open(path);
        file.and_then(|file| file.set_len(whole as u64))
            .map_err(file_error(path))?;
    }
    Ok(())
}

pub(super) fn rewrite<'a>(
    path: &Path,
    records: impl IntoIterator<Item = &'a ItemRecord>,
) -> Result<(), JournalError> {
    let mut text = Vec::new();
    for record in records {
        text.extend(serde_json::to_vec(record).unwrap_or_default());
        text.push(b'\n');
    }
    replace(path, &text)
}

/// Writes a file whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), JournalError> {
    let unfinished = path.with_extension("part");
    fs::write(&unfinished, bytes)
        .and_then(|()| fs::rename(&unfinished, path))
        .map_err(file_error(path))
}

fn append(path: &Path) -> Result<File, JournalError> {
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.map_err(file_error(path))
}

/// In one write, so that only a kill in the middle of it can cut the line.
fn add_line(file: &mut File, line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    file.write_all(&bytes)
}

fn file_error(path: &Path) -> impl FnOnce(io::Error) -> JournalError {
    let path = path.to_owned();
    move |source| JournalError::File { path, source }
}
