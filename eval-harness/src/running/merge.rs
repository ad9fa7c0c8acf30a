//! One run of the shards of one.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use thiserror::Error;

use super::{
    journal::{Asking, JournalError, read_run, rewrite, write_manifest},
    manifest::differing_setting,
    selection::Shard,
};
use crate::run_folder::{ITEMS_FILE, ItemRecord, MANIFEST_FILE, Manifest};

/// Shards that cannot be merged.
#[derive(Debug, Error)]
pub enum MergeError {
    /// A folder cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// There is nothing to merge.
    #[error("there is no run to merge")]
    Nothing,
    /// They are not of one run.
    #[error(
        "{} is of another run than {}: its {what} is {there}, not {here}",
        other.display(),
        one.display()
    )]
    Other {
        /// The first folder.
        one: PathBuf,
        /// The folder that differs.
        other: PathBuf,
        /// In what.
        what: String,
        /// What it is in the first.
        here: String,
        /// What it is in the other.
        there: String,
    },
    /// A folder is no shard.
    #[error("{} is no shard of a run; only runs with --shard can be merged", .0.display())]
    NoShard(PathBuf),
    /// An answer is in two of them.
    #[error("{} and {} both hold {id} (repeat {repeat})", one.display(), other.display())]
    Overlap {
        /// The first folder.
        one: PathBuf,
        /// The second.
        other: PathBuf,
        /// The question.
        id: String,
        /// Which repeat.
        repeat: u32,
    },
    /// There is a run already.
    #[error("{} holds a run already; choose another folder", .0.display())]
    Exists(PathBuf),
}

/// A merged run.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What was run.
    pub manifest: Manifest,
    /// All answers, sorted by id and repeat.
    pub records: Vec<ItemRecord>,
    /// What is missing, a sentence each.
    pub missing: Vec<String>,
}

/// Merges shards into a folder without a run. What is missing is told, and stands in the manifest as the
/// reason why the run stopped.
pub fn merge(folders: &[PathBuf], out: &Path) -> Result<Merged, MergeError> {
    let merged = read(folders)?;
    if out.join(MANIFEST_FILE).exists() {
        return Err(MergeError::Exists(out.to_owned()));
    }
    std::fs::create_dir_all(out).map_err(|source| JournalError::File {
        path: out.to_owned(),
        source,
    })?;
    rewrite(&out.join(ITEMS_FILE), &merged.records)?;
    write_manifest(out, &merged.manifest)?;
    Ok(merged)
}

fn read(folders: &[PathBuf]) -> Result<Merged, MergeError> {
    let (first_folder, rest) = folders.split_first().ok_or(MergeError::Nothing)?;
    let (mut manifest, records) = read_run(first_folder)?;
    let of = shard(first_folder, &manifest)?.of;
    let mut shards = BTreeSet::new();
    let mut missing = Vec::new();
    let mut all = Collected::default();
    note(first_folder, &manifest, &records, &mut shards, &mut missing)?;
    all.add(first_folder, records)?;
    for folder in rest {
        let (other, records) = read_run(folder)?;
        let own = shard(folder, &other)?;
        let difference = differing_setting(&manifest, &other).or_else(|| {
            let parts = |of: u32| format!("one of {of}");
            (own.of != of).then(|| ("shard".to_owned(), parts(of), parts(own.of)))
        });
        if let Some((what, here, there)) = difference {
            return Err(MergeError::Other {
                one: first_folder.clone(),
                other: folder.clone(),
                what,
                here,
                there,
            });
        }
        note(folder, &other, &records, &mut shards, &mut missing)?;
        all.add(folder, records)?;
        manifest.items += other.items;
        manifest.started_at_ms = manifest.started_at_ms.min(other.started_at_ms);
        manifest.disputed.extend(other.disputed);
    }
    let absent = (1..=of).filter(|number| !shards.contains(number));
    missing.extend(absent.map(|number| format!("shard {number}/{of} is not there")));
    manifest.shard = None;
    manifest.stopped = (!missing.is_empty()).then(|| missing.join("; "));
    Ok(Merged {
        manifest,
        records: all.records.into_values().collect(),
        missing,
    })
}

fn shard(folder: &Path, manifest: &Manifest) -> Result<Shard, MergeError> {
    let shard = manifest.shard.as_deref();
    shard
        .and_then(|shard| shard.parse().ok())
        .ok_or_else(|| MergeError::NoShard(folder.to_owned()))
}

/// Takes note of a shard and of what it lacks.
fn note(
    folder: &Path,
    manifest: &Manifest,
    records: &[ItemRecord],
    shards: &mut BTreeSet<u32>,
    missing: &mut Vec<String>,
) -> Result<(), MergeError> {
    let shard = shard(folder, manifest)?;
    shards.insert(shard.number);
    let wanted = manifest.items * manifest.repeats as usize;
    if records.len() < wanted {
        let why = manifest.stopped.as_deref();
        missing.push(format!(
            "shard {shard} ({}) holds {} of its {wanted} answers{}",
            folder.display(),
            records.len(),
            why.map_or(String::new(), |why| format!(": {why}"))
        ));
    }
    Ok(())
}

#[derive(Default)]
struct Collected {
    records: BTreeMap<Asking, ItemRecord>,
    folders: BTreeMap<Asking, PathBuf>,
}

impl Collected {
    fn add(&mut self, folder: &Path, records: Vec<ItemRecord>) -> Result<(), MergeError> {
        for record in records {
            let asking = (record.id.clone(), record.repeat);
            if let Some(one) = self.folders.insert(asking.clone(), folder.to_owned()) {
                return Err(MergeError::Overlap {
                    one,
                    other: folder.to_owned(),
                    id: asking.0,
                    repeat: asking.1,
                });
            }
            self.records.insert(asking, record);
        }
        Ok(())
    }
}
