//! Which of several changed prompt files explain a drop: the smallest set, by delta debugging.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::recorded_run::RecordedRun;

/// The files of a folder of prompts by their relative names.
pub type Prompts = BTreeMap<PathBuf, Vec<u8>>;

/// Finds a smallest set of changes that explains a drop: without any one of its members it no longer does
/// (`ddmin`, Zeller and Hildebrandt 2002).
///
/// `explains` is asked about sets of changes, by position, and never twice about the same one. That all of
/// them explain it and none of them does not is taken as known.
pub fn smallest_set<E>(
    changes: usize,
    mut explains: impl FnMut(&BTreeSet<usize>) -> Result<bool, E>,
) -> Result<BTreeSet<usize>, E> {
    let mut known: BTreeMap<BTreeSet<usize>, bool> = BTreeMap::new();
    let mut left: Vec<usize> = (0..changes).collect();
    known.insert(BTreeSet::new(), false);
    known.insert(left.iter().copied().collect(), true);
    let mut parts = 2;
    while left.len() > 1 {
        match smaller(&left, parts, &mut known, &mut explains)? {
            Some((next, next_parts)) => {
                left = next;
                parts = next_parts;
            }
            None if parts >= left.len() => break,
            None => parts = (2 * parts).min(left.len()),
        }
    }
    Ok(left.into_iter().collect())
}

/// A part of `left`, or all but a part, that still explains the drop; and into how many parts to cut it.
fn smaller<E>(
    left: &[usize],
    parts: usize,
    known: &mut BTreeMap<BTreeSet<usize>, bool>,
    explains: &mut impl FnMut(&BTreeSet<usize>) -> Result<bool, E>,
) -> Result<Option<(Vec<usize>, usize)>, E> {
    let mut holds = |set: BTreeSet<usize>| -> Result<bool, E> {
        if let Some(&holds) = known.get(&set) {
            return Ok(holds);
        }
        let holds = explains(&set)?;
        known.insert(set, holds);
        Ok(holds)
    };
    let chunks: Vec<&[usize]> = left.chunks(left.len().div_ceil(parts)).collect();
    for chunk in &chunks {
        if holds(chunk.iter().copied().collect())? {
            return Ok(Some((chunk.to_vec(), 2)));
        }
    }
    for position in 0..chunks.len() {
        let rest: Vec<usize> = chunks
            .iter()
            .enumerate()
            .filter(|&(other, _)| other != position)
            .flat_map(|(_, chunk)| chunk.iter().copied())
            .collect();
        if holds(rest.iter().copied().collect())? {
            return Ok(Some((rest, (parts - 1).max(2))));
        }
    }
    Ok(None)
}

/// The most runs that [`smallest_set`] needs: the bound of its authors, or all sets, where that is less.
pub fn most_runs(changes: usize) -> usize {
    let all_sets = u32::try_from(changes)
        .ok()
        .and_then(|changes| 2usize.checked_pow(changes))
        .unwrap_or(usize::MAX);
    (changes * changes + 3 * changes).min(all_sets.saturating_sub(2))
}

/// Reads a folder of prompts, folders in it included.
pub fn read_prompts(folder: &Path) -> io::Result<Prompts> {
    let mut prompts = Prompts::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                prompts.insert(name.to_path_buf(), fs::read(&path)?);
            }
        }
    }
    Ok(prompts)
}

/// The names of files that were changed, added or removed.
pub fn changed_files(base: &Prompts, head: &Prompts) -> Vec<PathBuf> {
    let names: BTreeSet<&PathBuf> = base.keys().chain(head.keys()).collect();
    names
        .into_iter()
        .filter(|name| base.get(*name) != head.get(*name))
        .cloned()
        .collect()
}

/// The prompts of `base` with the named files as they are in `head`.
pub fn mixed(base: &Prompts, head: &Prompts, from_head: &[&PathBuf]) -> Prompts {
    let mut mixed = base.clone();
    for &name in from_head {
        match head.get(name) {
            Some(content) => mixed.insert(name.clone(), content.clone()),
            None => mixed.remove(name),
        };
    }
    mixed
}

/// Writes a folder of prompts that holds these files and no others.
pub fn write_prompts(folder: &Path, prompts: &Prompts) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for (name, content) in prompts {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, content)?;
    }
    Ok(())
}

/// A name for what a run depends on: its prompts and the command.
pub fn fingerprint(prompts: &Prompts, command: &str) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    part(command.as_bytes());
    for (name, content) in prompts {
        part(name.as_os_str().as_encoded_bytes());
        part(content);
    }
    let mut text = String::new();
    for byte in hash.finalize().iter().take(8) {
        _ = write!(text, "{byte:02x}");
    }
    text
}

/// How much less of the questions that both runs measured is right in `other`; `None` without any.
#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
pub fn drop_of_accuracy(base: &RecordedRun, other: &RecordedRun) -> Option<f64> {
    let scores: BTreeMap<String, f64> = base
        .questions()
        .iter()
        .filter_map(|question| Some((question.answers.first()?.id.clone(), question.score()?)))
        .collect();
    let drops: Vec<f64> = other
        .questions()
        .iter()
        .filter_map(|question| {
            let before = scores.get(&question.answers.first()?.id)?;
            Some(before - question.score()?)
        })
        .collect();
    (!drops.is_empty()).then(|| drops.iter().sum::<f64>() / drops.len() as f64)
}
