//! Spider's official measures of one item. For a whole file of predictions
//! [`spider::score`](crate::spider::score) is faster.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    execution::{DatabaseError, ExecutionError, ExecutionLimits, Executor},
    spider::{
        dataset::{DatasetError, read_keys, variants},
        denotation::same_denotation,
        exact::exact_match,
        official::{order_matters, prepared, with_value},
        parse::parse,
        schema::{KeyGroups, Schema},
    },
    sqlite::Database,
};

/// What the measures need beside the database.
#[derive(Debug, Default)]
pub struct SpiderMeasures {
    keys: HashMap<String, KeyGroups>,
    suite: Option<PathBuf>,
    schemas: Mutex<HashMap<String, Arc<Schema>>>,
}

impl SpiderMeasures {
    /// Reads `tables.json` of the benchmark's folder; `suite` is the folder with the variants.
    pub fn read(root: &Path, suite: Option<PathBuf>) -> Result<Self, DatasetError> {
        Ok(Self {
            keys: read_keys(root)?,
            suite,
            schemas: Mutex::default(),
        })
    }

    /// Exact set match; `None` where the gold query is not of the official form.
    pub(super) fn exact(
        &self,
        executor: &Executor,
        database: &str,
        gold: &str,
        predicted: &str,
    ) -> Result<Option<bool>, DatabaseError> {
        let Some(file) = executor.file(database)? else {
            return Ok(None);
        };
        let schema = self.schema(database, &file)?;
        let Ok(gold) = parse(gold, &schema) else {
            return Ok(None);
        };
        let predicted = parse(&with_value(predicted), &schema).unwrap_or_default();
        let keys = self.keys.get(database).cloned().unwrap_or_default();
        Ok(Some(
            exact_match(&predicted, &gold, &schema, &keys).is_match,
        ))
    }

    fn schema(&self, database: &str, file: &Path) -> Result<Arc<Schema>, DatabaseError> {
        let mut schemas = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = schemas.get(database) {
            return Ok(Arc::clone(schema));
        }
        let failed = |reason: String| DatabaseError::File {
            path: file.to_owned(),
            reason,
        };
        let opened = Database::open(file).map_err(|error| failed(error.to_string()))?;
        let tables = opened.tables().map_err(|error| failed(error.to_string()))?;
        let schema = Arc::new(Schema::new(tables));
        schemas.insert(database.to_owned(), Arc::clone(&schema));
        Ok(schema)
    }

    /// The same rows on the database; `Err` where the gold query fails.
    pub(super) fn execution(
        executor: &Executor,
        database: &str,
        gold: &str,
        predicted: &str,
        limits: ExecutionLimits,
    ) -> Result<bool, ExecutionError> {
        let gold_text = prepared(gold);
        let predicted = prepared(&with_value(predicted));
        let gold_table = executor.run(database, &gold_text, limits)?;
        if gold_text == predicted {
            return Ok(true);
        }
        let limits = ExecutionLimits {
            max_rows: gold_table.rows.len(),
            ..limits
        };
        Ok(executor
            .run(database, &predicted, limits)
            .is_ok_and(|table| {
                !table.is_cut
                    && same_denotation(
                        &gold_table.cells(),
                        &table.cells(),
                        order_matters(&gold_text),
                    )
            }))
    }

    /// The same rows on every variant; `None` where there are no variants.
    pub(super) fn suite(
        &self,
        database: &str,
        gold: &str,
        predicted: &str,
        limits: ExecutionLimits,
    ) -> Result<Option<bool>, ExecutionError> {
        let files = self
            .suite
            .as_deref()
            .map(|suite| variants(suite, database))
            .unwrap_or_default();
        if files.is_empty() {
            return Ok(None);
        }
        let gold = prepared(gold);
        let predicted = prepared(&with_value(predicted));
        for file in files {
            let variant = Database::open(&file).map_err(|error| DatabaseError::File {
                path: file,
                reason: error.to_string(),
            })?;
            let wanted = variant.run(&gold, limits.of_sqlite())?;
            if gold == predicted {
                continue;
            }
            let limits = ExecutionLimits {
                max_rows: wanted.rows.len(),
                ..limits
            };
            let is_same = variant
                .run(&predicted, limits.of_sqlite())
                .is_ok_and(|found| {
                    !found.is_cut
                        && same_denotation(&wanted.rows, &found.rows, order_matters(&gold))
                });
            if !is_same {
                return Ok(Some(false));
            }
        }
        Ok(Some(true))
    }
}
