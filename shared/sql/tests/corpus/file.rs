//! The files of the corpus.
//!
//! As in `tests/cases`: `-- case: title` or `-- case: title => rule`, each followed by the SQL. A line
//! `-- catalog: name` says what the cases after it are read against, and `<<100|text>>` stands for the
//! text a hundred times over.

use std::fs;
use std::path::PathBuf;

/// A query of the corpus.
pub(crate) struct Case {
    /// The file's name without `.sql`: the class, and `_generated` where no hand wrote it.
    pub(crate) file: String,
    pub(crate) title: String,
    /// A name of `fixtures::Fixture`.
    pub(crate) catalog: String,
    /// The rule that must refuse it.
    pub(crate) rule: Option<String>,
    pub(crate) sql: String,
}

impl Case {
    pub(crate) fn place(&self) -> String {
        format!("{}.sql, case {}", self.file, self.title)
    }
}

/// The file's path below the corpus, seen from any crate that lies as deep as this one.
pub(crate) fn path(folder: &str, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/sql/tests/corpus")
        .join(folder)
        .join(name)
}

/// Every case of a folder, by the names of its files.
pub(crate) fn read(folder: &str) -> Vec<Case> {
    let mut files: Vec<PathBuf> = fs::read_dir(path(folder, ""))
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    files.sort();
    files.iter().flat_map(read_file).collect()
}

fn read_file(file: &PathBuf) -> Vec<Case> {
    let name = file
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let text = fs::read_to_string(file).expect("a text");
    let mut catalog = "shop".to_owned();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.split('\n') {
        if let Some(named) = line.strip_prefix("-- catalog: ") {
            named.trim().clone_into(&mut catalog);
        } else if let Some(head) = line.strip_prefix("-- case: ") {
            let (title, rule) = match head.split_once(" => ") {
                Some((title, rule)) => (title, Some(rule.trim().to_owned())),
                None => (head, None),
            };
            cases.push(Case {
                file: name.clone(),
                title: title.trim().to_owned(),
                catalog: catalog.clone(),
                rule,
                sql: String::new(),
            });
        } else if let Some(case) = cases.last_mut() {
            case.sql.push_str(line);
            case.sql.push('\n');
        }
    }
    for case in &mut cases {
        case.sql = expanded(case.sql.trim_end_matches('\n'));
    }
    cases
}

/// With `<<100|text>>` written out.
fn expanded(sql: &str) -> String {
    let mut written = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("<<") {
        let repeated = after.split_once('|').and_then(|(count, after)| {
            let (text, after) = after.split_once(">>")?;
            Some((count.parse::<usize>().ok()?, text, after))
        });
        written.push_str(before);
        if let Some((count, text, after)) = repeated {
            written.push_str(&text.repeat(count));
            rest = after;
        } else {
            written.push_str("<<");
            rest = after;
        }
    }
    written + rest
}
