//! Spider's gold queries, each on its own database.

use std::{fs, path::Path, sync::mpsc, thread, time::Duration};

use plainquery::sqlite::load_catalog;
use plainquery_catalog::Catalog;
use plainquery_core::{Dialect, Value};
use plainquery_sql::{Policy, ValidatedQuery, validate};
use rusqlite::{Connection, OpenFlags, params_from_iter, types::ValueRef};
use serde::Deserialize;
use tempfile::TempDir;

use super::{
    comparison::{Likeness, Rows, compare, keyed, orders, without_limit},
    policed::{Rules, marking},
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
    parts: Option<Parts>,
}

struct Parts {
    /// As it was given: gold queries run here.
    given: Connection,
    /// Where what was printed runs: the same, or a copy whose tables have the policy's column.
    policed: Option<(Connection, TempDir)>,
    catalog: Catalog,
    policy: Policy,
}

impl Parts {
    fn policed(&self) -> &Connection {
        self.policed
            .as_ref()
            .map_or(&self.given, |(connection, _)| connection)
    }
}

/// Judges every gold query of the files.
pub(super) fn measure(folder: &Path, files: &[&str], rules: Rules) -> Tally {
    let mut judge = Judge::new(folder, rules);
    for file in files {
        for (index, item) in items(&folder.join(file)).iter().enumerate() {
            judge.add(&format!("{file} {index}"), &item.db_id, &item.query);
        }
    }
    judge.tally
}

/// Judges predictions for the dev questions: one query a line, in their order.
pub(super) fn measure_predictions(folder: &Path, predictions: &Path) -> Tally {
    let mut judge = Judge::new(folder, Rules::None);
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
    rules: Rules,
    opened: Opened,
    tally: Tally,
}

impl<'a> Judge<'a> {
    fn new(folder: &'a Path, rules: Rules) -> Self {
        Self {
            folder,
            rules,
            opened: Opened {
                name: String::new(),
                parts: None,
            },
            tally: Tally::default(),
        }
    }

    fn add(&mut self, place: &str, database: &str, sql: &str) {
        if self.opened.name != database {
            self.opened = open(self.folder, database, self.rules);
        }
        let outcome = match &self.opened.parts {
            None => Outcome::NoDatabase,
            Some(parts) => judge(sql, parts),
        };
        self.tally.add(format!("{place} {database}"), sql, outcome);
    }
}

fn open(folder: &Path, name: &str, rules: Rules) -> Opened {
    let file = folder.join(format!("database/{name}/{name}.sqlite"));
    Opened {
        name: name.to_owned(),
        parts: file.is_file().then(|| parts(&file, rules)),
    }
}

fn parts(file: &Path, rules: Rules) -> Parts {
    let given = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .unwrap();
    let mut catalog = load_catalog(file, None).unwrap();
    let policed = (rules == Rules::Rows).then(|| {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("policed.sqlite");
        // Written anew: the given file may be read-only.
        fs::write(&copy, fs::read(file).unwrap()).unwrap();
        let connection = Connection::open(&copy).unwrap();
        connection.execute_batch(&marking(&catalog)).unwrap();
        catalog = load_catalog(&copy, None).unwrap();
        (connection, folder)
    });
    Parts {
        given,
        policed,
        policy: rules.policy(&catalog),
        catalog,
    }
}

fn judge(sql: &str, parts: &Parts) -> Outcome {
    let gold = match run(&parts.given, sql, &[]) {
        Ok(rows) => rows,
        Err(why) => return Outcome::FailsItself(why.to_string()),
    };
    let query = match validate(sql, &parts.catalog, &parts.policy) {
        Ok(query) => query,
        Err(reasons) => return Outcome::Refused(reasons),
    };
    let printed = query.text().to_owned();
    let rows = match run(parts.policed(), &printed, query.parameters()) {
        Ok(rows) => rows,
        Err(why) => {
            let why = why.to_string();
            return Outcome::PrintFails { why, printed };
        }
    };
    let is_ordered = orders(sql);
    let mut likeness = compare(&gold, &rows, is_ordered);
    if matches!(likeness, Likeness::Different | Likeness::Reordered)
        && let Some((gold, plain)) = without_limit(sql, &query, Dialect::Sqlite)
        && let Ok(query) = validate(&plain, &parts.catalog, &parts.policy)
        && let (Ok(gold), Ok(rows)) = (
            run(&parts.given, &gold, &[]),
            run(parts.policed(), query.text(), query.parameters()),
        )
        && compare(&gold, &rows, is_ordered) == Likeness::Same
    {
        likeness = Likeness::TiesCut;
    }
    if matches!(likeness, Likeness::Different | Likeness::Reordered)
        && let Some(ties) = ties(&query, parts)
    {
        likeness = ties;
    }
    Outcome::Ran { likeness, printed }
}

/// The query with its keys, once as it would run without a policy, whose rows were the gold's, and once
/// under the policy.
fn ties(query: &ValidatedQuery, parts: &Parts) -> Option<Likeness> {
    let keyed = keyed(query, Dialect::Sqlite)?;
    let plain = Rules::None.policy(&parts.catalog);
    let rows = |text: &str| {
        let [gold, ours] =
            [&plain, &parts.policy].map(|policy| validate(text, &parts.catalog, policy).ok());
        let (gold, ours) = (gold?, ours?);
        Some([
            run(&parts.given, gold.text(), &[]).ok()?,
            run(parts.policed(), ours.text(), ours.parameters()).ok()?,
        ])
    };
    let (limited, whole) = (rows(&keyed.limited)?, rows(&keyed.whole)?);
    keyed.are_ties(limited.each_ref(), whole.each_ref())
}

/// The rows, or why there are none; a query that takes too long is interrupted.
fn run(connection: &Connection, sql: &str, values: &[Value]) -> rusqlite::Result<Rows> {
    let interrupt = connection.get_interrupt_handle();
    let (done, wait) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if wait.recv_timeout(TIMEOUT) == Err(mpsc::RecvTimeoutError::Timeout) {
                interrupt.interrupt();
            }
        });
        let rows = read(connection, sql, values);
        drop(done);
        rows
    })
}

fn read(connection: &Connection, sql: &str, values: &[Value]) -> rusqlite::Result<Rows> {
    let mut statement = connection.prepare(sql)?;
    let width = statement.column_count();
    let mut rows = statement.query(params_from_iter(values))?;
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
