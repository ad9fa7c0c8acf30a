//! Scores a file of predictions: exact, on one database, and on the test suite's variants.
//!
//! Work is cut into pieces of one database file, and threads take the next piece. On a file each gold
//! query runs once, and a prediction runs only while it has not differed on another file.

use std::{
    collections::{BTreeMap, HashMap},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::{
    dataset::{Dataset, variants},
    denotation::{Rows, same_denotation},
    exact::{ExactMatch, exact_match},
    hardness::Hardness,
    official::{order_matters, prepared, with_value},
    parse::{ParseError, parse},
    query::Query,
    schema::Schema,
};
use crate::sqlite::{Database, OpenError, QueryError, QueryLimits, QueryResult};

/// A gold result may be as large as it is; this is far above Spider's.
const MAX_GOLD_ROWS: usize = 1_000_000;
/// The most bytes of cells of one result.
const MAX_RESULT_BYTES: usize = 256 * 1024 * 1024;

/// How to score.
#[derive(Clone, Debug)]
pub struct ScoreOptions {
    /// The folder with the variants; without it there is no test-suite verdict.
    pub suite: Option<PathBuf>,
    /// Threads.
    pub jobs: NonZeroUsize,
    /// The time of one query.
    pub timeout: Duration,
}

/// What is said of an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemVerdict {
    /// Its position in the split.
    pub i: usize,
    /// Its database.
    pub db_id: String,
    /// How hard its gold query is.
    pub hardness: Hardness,
    /// Exact set match.
    #[serde(serialize_with = "as_number")]
    pub exact: bool,
    /// The same rows on the database.
    #[serde(serialize_with = "as_number")]
    pub exec: bool,
    /// The same rows on all variants.
    #[serde(
        serialize_with = "as_optional_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub suite: Option<bool>,
    /// Why it is not right by execution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The components of the exact match.
    #[serde(skip)]
    pub components: ExactMatch,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over references"
)]
fn as_number<S: Serializer>(value: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(u8::from(*value))
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over references"
)]
fn as_optional_number<S: Serializer>(
    value: &Option<bool>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.map(u8::from).serialize(serializer)
}

/// What came of a file of predictions.
#[derive(Clone, Debug, Default)]
pub struct Scored {
    /// In the order of the split.
    pub verdicts: Vec<ItemVerdict>,
    /// Items whose database is not there, by database.
    pub missing: BTreeMap<String, usize>,
    /// Items whose gold query fails, with the reason: they have no verdict.
    pub disputed: Vec<(usize, String)>,
}

/// Nothing could be scored.
#[derive(Debug, Error)]
pub enum ScoreError {
    /// A database cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Its tables cannot be read.
    #[error("cannot read the tables of {}", path.display())]
    Tables {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: rusqlite::Error,
    },
}

/// Scores predictions, one for each item of the split.
pub fn score(
    dataset: &Dataset,
    predictions: &[String],
    options: &ScoreOptions,
) -> Result<Scored, ScoreError> {
    let mut scored = Scored::default();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, item) in dataset.items.iter().enumerate() {
        groups.entry(&item.db_id).or_default().push(position);
    }
    groups.retain(|db_id, positions| {
        let is_there = dataset.database(db_id).is_file();
        if !is_there {
            scored.missing.insert((*db_id).to_owned(), positions.len());
        }
        is_there
    });
    let groups: Vec<Group> = groups
        .into_iter()
        .map(|(db_id, positions)| Group::new(dataset, predictions, db_id, positions, options))
        .collect();
    run_all(&groups, options)?;
    for group in &groups {
        group.judge(dataset, predictions, &mut scored)?;
    }
    scored.verdicts.sort_by_key(|verdict| verdict.i);
    scored.disputed.sort();
    Ok(scored)
}

/// The items of one database.
struct Group {
    db_id: String,
    positions: Vec<usize>,
    /// The database itself, then the variants.
    files: Vec<PathBuf>,
    has_suite: bool,
    /// What is compared: each pair of texts once.
    pairs: Vec<Pair>,
    /// The pair of each position.
    pair_of: HashMap<usize, usize>,
}

/// A gold query and a prediction as they run.
struct Pair {
    gold: String,
    predicted: String,
    order_matters: bool,
    on_database: State,
    on_suite: State,
}

/// What is known of a pair so far.
#[derive(Default)]
struct State {
    differs: AtomicBool,
    /// Why: of the file that comes first, so that it does not depend on threads.
    why: Mutex<Option<(usize, Difference)>>,
}

/// Why a prediction is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Difference {
    /// The gold query fails.
    Gold(QueryError),
    /// The prediction fails.
    Predicted(QueryError),
    /// Other rows.
    Rows,
}

impl State {
    fn set(&self, file: usize, difference: Difference) {
        self.differs.store(true, Ordering::Relaxed);
        let mut why = self.why.lock().unwrap_or_else(PoisonError::into_inner);
        if why.as_ref().is_none_or(|(earlier, _)| file < *earlier) {
            *why = Some((file, difference));
        }
    }

    fn why(&self) -> Option<Difference> {
        let why = self.why.lock().unwrap_or_else(PoisonError::into_inner);
        why.as_ref().map(|(_, difference)| difference.clone())
    }
}

impl Group {
    fn new(
        dataset: &Dataset,
        predictions: &[String],
        db_id: &str,
        positions: Vec<usize>,
        options: &ScoreOptions,
    ) -> Self {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut known: HashMap<(String, String), usize> = HashMap::new();
        let mut pair_of = HashMap::new();
        for &position in &positions {
            let gold = prepared(&dataset.items[position].query);
            let predicted = prepared(&with_value(&predictions[position]));
            let pair = *known
                .entry((gold.clone(), predicted.clone()))
                .or_insert_with(|| {
                    pairs.push(Pair {
                        order_matters: order_matters(&gold),
                        gold,
                        predicted,
                        on_database: State::default(),
                        on_suite: State::default(),
                    });
                    pairs.len() - 1
                });
            pair_of.insert(position, pair);
        }
        let variants = options
            .suite
            .as_deref()
            .map(|suite| variants(suite, db_id))
            .unwrap_or_default();
        let has_suite = !variants.is_empty();
        let mut files = vec![dataset.database(db_id)];
        files.extend(variants);
        Self {
            db_id: db_id.to_owned(),
            positions,
            files,
            has_suite,
            pairs,
            pair_of,
        }
    }

    /// Compares, on one file, every pair that has not differed yet.
    fn run(&self, file: usize, timeout: Duration) -> Result<(), OpenError> {
        let database = Database::open(&self.files[file])?;
        let mut gold_results: HashMap<&str, Result<QueryResult, QueryError>> = HashMap::new();
        for pair in &self.pairs {
            let state = if file == 0 {
                &pair.on_database
            } else {
                &pair.on_suite
            };
            if state.differs.load(Ordering::Relaxed) {
                continue;
            }
            let gold = gold_results
                .entry(&pair.gold)
                .or_insert_with(|| database.run(&pair.gold, limits(MAX_GOLD_ROWS, timeout)));
            let difference = match gold {
                Err(error) => Some(Difference::Gold(error.clone())),
                Ok(_) if pair.gold == pair.predicted => None,
                Ok(gold) => pair.difference(&database, &gold.rows, timeout),
            };
            if let Some(difference) = difference {
                state.set(file, difference);
            }
        }
        Ok(())
    }

    fn judge(
        &self,
        dataset: &Dataset,
        predictions: &[String],
        scored: &mut Scored,
    ) -> Result<(), ScoreError> {
        let path = dataset.database(&self.db_id);
        let tables = Database::open(&path)?
            .tables()
            .map_err(|source| ScoreError::Tables { path, source })?;
        let schema = Schema::new(tables);
        let keys = dataset.keys(&self.db_id);
        let mut parsed: HashMap<&str, Result<Query, ParseError>> = HashMap::new();
        for &position in &self.positions {
            let gold_text = dataset.items[position].query.as_str();
            let gold = parsed
                .entry(gold_text)
                .or_insert_with(|| parse(gold_text, &schema));
            let gold = match gold {
                Ok(gold) => gold,
                Err(error) => {
                    let why = format!("the gold query is not of the official form: {error}");
                    scored.disputed.push((position, why));
                    continue;
                }
            };
            let pair = &self.pairs[self.pair_of[&position]];
            let on_database = pair.on_database.why();
            let on_suite = pair.on_suite.why();
            if let Some(Difference::Gold(error)) =
                [&on_database, &on_suite].into_iter().flatten().next()
            {
                let why = format!("the gold query fails: {error}");
                scored.disputed.push((position, why));
                continue;
            }
            let predicted = parse(&with_value(&predictions[position]), &schema).unwrap_or_default();
            let components = exact_match(&predicted, gold, &schema, &keys);
            scored.verdicts.push(ItemVerdict {
                i: position,
                db_id: self.db_id.clone(),
                hardness: Hardness::of(gold),
                exact: components.is_match,
                exec: on_database.is_none(),
                suite: self.has_suite.then_some(on_suite.is_none()),
                reason: reason(on_database.as_ref(), on_suite.as_ref()),
                components,
            });
        }
        Ok(())
    }
}

impl Pair {
    fn difference(
        &self,
        database: &Database,
        gold: &Rows,
        timeout: Duration,
    ) -> Option<Difference> {
        match database.run(&self.predicted, limits(gold.len(), timeout)) {
            Err(error) => Some(Difference::Predicted(error)),
            Ok(result)
                if !result.is_cut && same_denotation(gold, &result.rows, self.order_matters) =>
            {
                None
            }
            Ok(_) => Some(Difference::Rows),
        }
    }
}

fn reason(on_database: Option<&Difference>, on_suite: Option<&Difference>) -> Option<String> {
    let (difference, place) = match (on_database, on_suite) {
        (Some(difference), _) => (difference, "on the database"),
        (None, Some(difference)) => (difference, "on a variant of the database"),
        (None, None) => return None,
    };
    Some(match difference {
        Difference::Gold(error) => format!("the gold query fails {place}: {error}"),
        Difference::Predicted(error) => format!("the prediction fails {place}: {error}"),
        Difference::Rows => format!("other rows {place}"),
    })
}

fn limits(max_rows: usize, timeout: Duration) -> QueryLimits {
    QueryLimits {
        timeout,
        max_rows,
        max_bytes: MAX_RESULT_BYTES,
    }
}

/// Runs every file of every group; the first error stops the rest.
fn run_all(groups: &[Group], options: &ScoreOptions) -> Result<(), ScoreError> {
    let tasks: Vec<(usize, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(group, items)| (0..items.files.len()).map(move |file| (group, file)))
        .collect();
    let next = AtomicUsize::new(0);
    let failed: Mutex<Option<OpenError>> = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..options.jobs.get() {
            scope.spawn(|| {
                while let Some(&(group, file)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = groups[group].run(file, options.timeout) {
                        next.store(tasks.len(), Ordering::Relaxed);
                        *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    }
                }
            });
        }
    });
    match failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error.into()),
        None => Ok(()),
    }
}

/// Whether a path looks like a folder of variants, for a clear error before the work.
pub fn is_suite(path: &Path) -> bool {
    path.read_dir().is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.path().is_dir()))
    })
}
