//! Spider's gold queries, each on its own database.

use std::{fs, path::Path, sync::mpsc, thread, time::Duration};

use plainquery::sqlite::load_catalog;
use plainquery_catalog::Catalog;
use plainquery_core::Dialect;
use plainquery_sql::{Policy, validate};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use serde::Deserialize;

use super::{
    MAX_ROWS,
    comparison::{Likeness, Rows, compare, orders, without_limit},
    tally::{Outcome, Tally},
};

/// The most time for one query.
const TIMEOUT: Duration = Duration::from_secs(20);

#[derive(Deserialize)]
struct Item {
    db_id: String,
    query: String,
}

/// A database with its catalog; the last one that was used is kept.
struct Opened {
    name: String,
    parts: Option<(Connection, Catalog)>,
}

/// Judges every gold query of the files.
pub(super) fn measure(folder: &Path, files: &[&str]) -> Tally {
    let mut judge = Judge::new(folder);
    for file in files {
        for (index, item) in items(&folder.join(file)).iter().enumerate() {
            judge.add(&format!("{file} {index}"), &item.db_id, &item.query);
        }
    }
    judge.tally
}

/// Judges predictions for the dev questions: one query a line, in their order.
pub(super) fn measure_predictions(folder: &Path, predictions: &Path) -> Tally {
    let mut judge = Judge::new(folder);
    let text = String::from_utf8_lossy(&fs::read(predictions).unwrap()).into_owned();
    let items = items(&folder.join("dev.json"));
    assert_eq!(text.lines().count(), items.len(), "one query a question");
    for (index, (sql, item)) in text.lines().zip(&items).enumerate() {
        // What stands after a tab is the database's name.
        let sql = sql.trim().split('\t').next().unwrap_or_default();
        judge.add(&index.to_string(), &item.db_id, sql);
    }
    judge.tally
}

fn items(file: &Path) -> Vec<Item> {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// Judges one query after the other; the database of the last one is kept open.
struct Judge<'a> {
    folder: &'a Path,
    opened: Opened,
    tally: Tally,
}

impl<'a> Judge<'a> {
    fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            opened: Opened {
                name: String::new(),
                parts: None,
            },
            tally: Tally::default(),
        }
    }

    fn add(&mut self, place: &str, database: &str, sql: &str) {
        if self.opened.name != database {
            self.opened = open(self.folder, database);
        }
        let outcome = match &self.opened.parts {
            None => Outcome::NoDatabase,
            Some((connection, catalog)) => judge(sql, connection, catalog),
        };
        self.tally.add(format!("{place} {database}"), sql, outcome);
    }
}

fn open(folder: &Path, name: &str) -> Opened {
    let file = folder.join(format!("database/{name}/{name}.sqlite"));
    let parts = file.is_file().then(|| {
        let connection = Connection::open_with_flags(
            &file,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        );
        (connection.unwrap(), load_catalog(&file, None).unwrap())
    });
    Opened {
        name: name.to_owned(),
        parts,
    }
}

fn judge(sql: &str, connection: &Connection, catalog: &Catalog) -> Outcome {
    let gold = match run(connection, sql) {
        Ok(rows) => rows,
        Err(why) => return Outcome::FailsItself(why.to_string()),
    };
    let policy = Policy {
        max_rows: MAX_ROWS,
        ..Policy::default()
    };
    let query = match validate(sql, catalog, &policy) {
        Ok(query) => query,
        Err(reasons) => return Outcome::Refused(reasons),
    };
    let printed = query.text().to_owned();
    let rows = match run(connection, &printed) {
        Ok(rows) => rows,
        Err(why) => {
            let why = why.to_string();
            return Outcome::PrintFails { why, printed };
        }
    };
    let is_ordered = orders(sql);
    let mut likeness = compare(&gold, &rows, is_ordered);
    if matches!(likeness, Likeness::Different | Likeness::Reordered)
        && let Some((gold, printed)) = without_limit(sql, &query, Dialect::Sqlite)
        && let (Ok(gold), Ok(rows)) = (run(connection, &gold), run(connection, &printed))
        && compare(&gold, &rows, is_ordered) == Likeness::Same
    {
        likeness = Likeness::TiesCut;
    }
    Outcome::Ran { likeness, printed }
}

/// The rows, or why there are none; a query that takes too long is interrupted.
fn run(connection: &Connection, sql: &str) -> rusqlite::Result<Rows> {
    let interrupt = connection.get_interrupt_handle();
    let (done, wait) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if wait.recv_timeout(TIMEOUT) == Err(mpsc::RecvTimeoutError::Timeout) {
                interrupt.interrupt();
            }
        });
        let rows = read(connection, sql);
        drop(done);
        rows
    })
}

fn read(connection: &Connection, sql: &str) -> rusqlite::Result<Rows> {
    let mut statement = connection.prepare(sql)?;
    let width = statement.column_count();
    let mut rows = statement.query([])?;
    let mut all = Rows::new();
    while let Some(row) = rows.next()? {
        all.push(
            (0..width)
                .map(|column| row.get_ref(column).map(cell))
                .collect::<rusqlite::Result<_>>()?,
        );
    }
    Ok(all)
}

/// A cell with its storage class. Sums of floats may differ in their last digits with the order of rows.
fn cell(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(format!("integer {number}")),
        ValueRef::Real(number) => Some(format!("real {number:.12e}")),
        ValueRef::Text(bytes) => Some(format!("text {}", String::from_utf8_lossy(bytes))),
        ValueRef::Blob(bytes) => Some(format!("blob {bytes:?}")),
    }
}
