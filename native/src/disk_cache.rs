//! Catalogs on disk, so that the second question need not read the schema again.

use std::{
    cell::Cell,
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use plainquery_core::ports::{Clock, KvError, KvStore};

use crate::{clock::SystemClock, random::OsRandom};

/// Rows stay off the disk: nothing but catalogs is kept.
const KEPT: &str = "catalog/";
const SECRET_FILE: &str = "secret";
const SECRET_BYTES: usize = 32;

/// A key-value store in a folder that only its owner can read. Without a folder it keeps nothing.
#[derive(Debug)]
pub struct DiskCache {
    folder: Option<PathBuf>,
    skip_reads: Cell<bool>,
}

impl DiskCache {
    /// The store in a folder, which is made if it is missing. With `refresh`, what lies there is
    /// written anew and not read.
    pub fn new(folder: Option<PathBuf>, refresh: bool) -> Self {
        let folder = folder.filter(|folder| {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)
                .is_ok()
        });
        Self {
            folder,
            skip_reads: Cell::new(refresh),
        }
    }

    /// `$XDG_CACHE_HOME/plainquery` or `~/.cache/plainquery`.
    pub fn default_folder(lookup: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
        let absolute = |path: PathBuf| path.is_absolute().then_some(path);
        let own = lookup("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .and_then(absolute);
        let base = own.or_else(|| Some(absolute(PathBuf::from(lookup("HOME")?))?.join(".cache")));
        Some(base?.join("plainquery"))
    }

    /// A secret of this folder, made on first use: it keys the names of catalogs, so that they do
    /// not tell which databases were asked, and signs conversations. Where it cannot be kept, it
    /// lasts for this run.
    pub fn secret(&self) -> String {
        if let Some(secret) = self
            .read(SECRET_FILE)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            && secret.len() == SECRET_BYTES * 2
        {
            return secret;
        }
        let secret = OsRandom.hex(SECRET_BYTES);
        self.write(SECRET_FILE, secret.as_bytes());
        secret
    }

    /// A file's content, if there is one.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.as_ref()?.join(name)).ok()
    }

    /// Keeps a file; a failure costs time later, nothing else.
    pub fn write(&self, name: &str, content: &[u8]) {
        if let Some(folder) = &self.folder {
            drop(write_whole(folder, name, content));
        }
    }
}

/// Another process sees the old content or the new, never a half.
fn write_whole(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    let partial = folder.join(format!("{name}.{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&partial)?;
    file.write_all(content)?;
    fs::rename(partial, folder.join(name))
}

fn file_name(key: &str) -> String {
    let plain = |character: char| {
        if character.is_ascii_alphanumeric() {
            character
        } else {
            '-'
        }
    };
    key.chars().map(plain).collect()
}

impl KvStore for DiskCache {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError> {
        if !key.starts_with(KEPT) || self.skip_reads.get() {
            return Ok(None);
        }
        let Some(content) = self.read(&file_name(key)) else {
            return Ok(None);
        };
        // The first eight bytes are the end of its life.
        let Some((end, value)) = content.split_first_chunk::<8>() else {
            return Ok(None);
        };
        let alive = SystemClock.now_ms() < u64::from_be_bytes(*end);
        Ok(alive.then(|| value.to_vec()))
    }

    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        if key.starts_with(KEPT) {
            let end = SystemClock.now_ms() + u64::from(ttl_s) * 1000;
            self.write(&file_name(key), &[&end.to_be_bytes(), value].concat());
            self.skip_reads.set(false);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn run<F: Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(future)
    }

    #[test]
    fn only_catalogs_stay_and_only_for_their_owner() {
        let folder = tempfile::TempDir::new().unwrap();
        let place = folder.path().join("a/b");
        let cache = DiskCache::new(Some(place.clone()), false);
        run(cache.put("catalog/1", b"x", 60)).unwrap();
        run(cache.put("answer/1", b"rows", 60)).unwrap();
        run(cache.put("catalog/old", b"x", 0)).unwrap();
        assert_eq!(run(cache.get("catalog/1")), Ok(Some(b"x".to_vec())));
        assert_eq!(run(cache.get("catalog/old")), Ok(None));
        assert_eq!(run(cache.get("answer/1")), Ok(None));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(&place), mode(&place.join("catalog-1"))),
            (0o700, 0o600)
        );

        let refreshing = DiskCache::new(Some(place.clone()), true);
        assert_eq!(run(refreshing.get("catalog/1")), Ok(None));
        run(refreshing.put("catalog/1", b"y", 60)).unwrap();
        assert_eq!(run(cache.get("catalog/1")), Ok(Some(b"y".to_vec())));
        assert_eq!(cache.secret(), refreshing.secret());
    }

    #[test]
    fn without_a_folder_it_keeps_nothing_and_breaks_nothing() {
        let cache = DiskCache::new(None, false);
        run(cache.put("catalog/1", b"x", 60)).unwrap();
        assert_eq!(run(cache.get("catalog/1")), Ok(None));
        assert_eq!(cache.secret().len(), 64);
        assert_eq!(DiskCache::default_folder(|_| None), None);
        let relative = |name: &str| {
            Some(if name == "HOME" {
                "/home/x".to_owned()
            } else {
                "relative".to_owned()
            })
        };
        assert_eq!(
            DiskCache::default_folder(relative),
            Some("/home/x/.cache/plainquery".into())
        );
    }
}
