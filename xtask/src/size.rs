//! The size of what is uploaded to Workers.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Well below the 3 MB that the free plan of Workers takes, for a start without delay. The policy, plans,
/// tokens of issuers, MCP, Postgres's own protocol (with its cryptography) and the validator's reviewed lists for
/// four dialects, operators and casts by their types among them, are in it.
pub const MAX_GZIPPED_BYTES: usize = 2_000_000;

/// The level that gzip and wrangler take.
const GZIP_LEVEL: u32 = 6;

/// The files that make up a Worker.
#[derive(Debug)]
pub struct Bundle {
    files: Vec<Weighed>,
}

#[derive(Debug)]
struct Weighed {
    path: PathBuf,
    bytes: usize,
    gzipped_bytes: usize,
}

impl Bundle {
    /// Weighs every module of a folder, each compressed on its own.
    pub fn weigh(folder: &Path) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        collect(folder, &mut files)
            .with_context(|| format!("no built Worker in {}", folder.display()))?;
        ensure!(
            files.iter().any(|file| has_extension(&file.path, "wasm")),
            "no built Worker in {}: there is no .wasm file",
            folder.display()
        );
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { files })
    }

    /// What counts against the budget.
    pub fn gzipped_bytes(&self) -> usize {
        self.files.iter().map(|file| file.gzipped_bytes).sum()
    }

    /// A line for each file and one for all.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{:>10}  {:>10}", "bytes", "gzipped")?;
        for file in &self.files {
            let Weighed {
                path,
                bytes,
                gzipped_bytes,
            } = file;
            writeln!(out, "{bytes:>10}  {gzipped_bytes:>10}  {}", path.display())?;
        }
        let bytes: usize = self.files.iter().map(|file| file.bytes).sum();
        let gzipped_bytes = self.gzipped_bytes();
        writeln!(
            out,
            "{bytes:>10}  {gzipped_bytes:>10}  all; the budget is {MAX_GZIPPED_BYTES}"
        )
    }
}

fn collect(folder: &Path, files: &mut Vec<Weighed>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if ["wasm", "js", "mjs"]
            .iter()
            .any(|extension| has_extension(&path, extension))
        {
            let content = std::fs::read(&path)?;
            files.push(Weighed {
                bytes: content.len(),
                gzipped_bytes: gzipped_bytes(&content)?,
                path,
            });
        }
    }
    Ok(())
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn gzipped_bytes(content: &[u8]) -> io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(GZIP_LEVEL));
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::Bundle;

    #[test]
    fn a_folder_without_a_worker_is_an_error() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let error = Bundle::weigh(&folder).expect_err("sources are no bundle");
        assert!(error.to_string().contains("no .wasm file"));
        assert!(Bundle::weigh(&folder.join("nowhere")).is_err());
    }

    #[test]
    fn every_module_counts() {
        let folder = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("deep")).expect("a folder");
        for name in ["a.wasm", "deep/b.js", "types.d.ts"] {
            std::fs::write(folder.join(name), [7; 10_000]).expect("written");
        }
        let bundle = Bundle::weigh(&folder).expect("weighed");
        std::fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(bundle.files.len(), 2);
        assert!((20..2_000).contains(&bundle.gzipped_bytes()));
    }
}
