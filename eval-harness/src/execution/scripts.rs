//! `SQLite` files that are built from scripts: once, under a name that says what is in them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::DatabaseError;
use crate::dataset::digest::hexadecimal;

/// The file for these scripts, which run in this order. Several processes may build it at once: each
/// builds one of its own and moves it into place whole.
pub(super) fn build(scripts: &[PathBuf], cache_folder: &Path) -> Result<PathBuf, DatabaseError> {
    let mut texts = Vec::new();
    let mut hash = Sha256::new();
    for path in scripts {
        let text = fs::read_to_string(path).map_err(|error| failed(path, &error))?;
        hash.update(text.len().to_le_bytes());
        hash.update(&text);
        texts.push(text);
    }
    let file = cache_folder.join(format!("{}.sqlite", hexadecimal(&hash.finalize())));
    if file.is_file() {
        return Ok(file);
    }
    fs::create_dir_all(cache_folder).map_err(|error| failed(cache_folder, &error))?;
    let unfinished = tempfile::Builder::new()
        .prefix("unfinished-")
        .suffix(".sqlite")
        .tempfile_in(cache_folder)
        .map_err(|error| failed(cache_folder, &error))?;
    for (path, text) in scripts.iter().zip(&texts) {
        run(unfinished.path(), text).map_err(|error| failed(path, &error))?;
    }
    let mut permissions = fs::metadata(unfinished.path())
        .map_err(|error| failed(cache_folder, &error))?
        .permissions();
    permissions.set_readonly(true);
    fs::set_permissions(unfinished.path(), permissions)
        .map_err(|error| failed(cache_folder, &error))?;
    unfinished
        .persist(&file)
        .map_err(|error| failed(&file, &error))?;
    Ok(file)
}

/// A crash leaves no file of that name, so nothing need be safe on the disk while it is written.
fn run(file: &Path, script: &str) -> rusqlite::Result<()> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.execute_batch(script)
}

fn failed(path: &Path, error: &dyn std::error::Error) -> DatabaseError {
    DatabaseError::File {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
