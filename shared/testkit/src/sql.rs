use std::fmt;
use std::sync::Mutex;

use plainquery_core::Table;
use plainquery_core::ports::{Batch, SqlEndpoint, SqlError, Statement};

use crate::lock::lock;

type Answers = dyn Fn(&Batch) -> Result<Vec<Table>, SqlError> + Send + Sync;

/// A database that answers by a function. As a real one it gives one result a statement and cuts
/// each at the batch's caps. Its schema never changes: statements that ask for its fingerprint get
/// the same empty text, and neither the function nor [`batches`](Self::batches) has them. Nor have they
/// questions what a query costs, which is next to nothing: [`explained`](Self::explained) has those.
pub struct ScriptedSql {
    answers: Box<Answers>,
    batches: Mutex<Vec<Batch>>,
    explained: Mutex<Vec<Batch>>,
    cost: f64,
    /// Whether the function answers for the fingerprint too.
    is_whole: bool,
    /// What each batch fails with.
    failure: Option<SqlError>,
}

/// Whether a statement asks for the fingerprint of the schema.
pub(crate) fn asks_for_fingerprint(statement: &Statement) -> bool {
    statement.text.contains("AS schema_fingerprint")
}

impl fmt::Debug for ScriptedSql {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ScriptedSql")
            .field("batches", &self.batches)
            .finish_non_exhaustive()
    }
}

impl ScriptedSql {
    /// An endpoint whose results are those of `answers`.
    pub fn new(
        answers: impl Fn(&Batch) -> Result<Vec<Table>, SqlError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            answers: Box::new(answers),
            batches: Mutex::default(),
            explained: Mutex::default(),
            cost: 1.0,
            is_whole: false,
            failure: None,
        }
    }

    /// The same, but the function gets every statement.
    pub(crate) fn whole(
        answers: impl Fn(&Batch) -> Result<Vec<Table>, SqlError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            is_whole: true,
            ..Self::new(answers)
        }
    }

    /// An endpoint that gives the same table to every statement.
    pub fn always(table: Table) -> Self {
        Self::new(move |batch| Ok(vec![table.clone(); batch.statements.len()]))
    }

    /// An endpoint that always fails.
    pub fn failing(error: SqlError) -> Self {
        Self {
            failure: Some(error),
            ..Self::new(|_| Ok(Vec::new()))
        }
    }

    /// The same, where every query costs so much by the database's estimate.
    #[must_use]
    pub fn costing(self, cost: f64) -> Self {
        Self { cost, ..self }
    }

    /// The batches that asked what a query costs, in order.
    pub fn explained(&self) -> Vec<Batch> {
        lock(&self.explained).clone()
    }

    /// What was run so far, in order.
    pub fn batches(&self) -> Vec<Batch> {
        lock(&self.batches).clone()
    }
}

impl SqlEndpoint for ScriptedSql {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        if batch.statements.iter().any(asks_for_plan) {
            lock(&self.explained).push(batch.clone());
            if let Some(error) = &self.failure {
                return Err(error.clone());
            }
            let told = batch.statements.iter().map(|each| {
                if asks_for_plan(each) {
                    plan_of_cost(self.cost)
                } else {
                    unchanged()
                }
            });
            return Ok(told.collect());
        }
        let mut asked = batch.clone();
        if !self.is_whole {
            asked.statements.retain(|each| !asks_for_fingerprint(each));
        }
        if asked.statements.is_empty() {
            return match &self.failure {
                Some(error) => Err(error.clone()),
                None => Ok(vec![unchanged(); batch.statements.len()]),
            };
        }
        lock(&self.batches).push(asked.clone());
        if let Some(error) = &self.failure {
            return Err(error.clone());
        }
        let tables = (self.answers)(&asked)?;
        assert_eq!(
            tables.len(),
            asked.statements.len(),
            "the script must give one result a statement"
        );
        let mut scripted = tables.into_iter();
        let mut tables: Vec<Table> = batch
            .statements
            .iter()
            .filter_map(|each| {
                if !self.is_whole && asks_for_fingerprint(each) {
                    Some(unchanged())
                } else {
                    scripted.next()
                }
            })
            .collect();
        for table in &mut tables {
            cut(table, batch);
        }
        Ok(tables)
    }
}

/// Whether a statement asks for the database's plan of a query.
fn asks_for_plan(statement: &Statement) -> bool {
    statement.text.starts_with("EXPLAIN ")
}

fn plan_of_cost(cost: f64) -> Table {
    Table {
        rows: vec![vec![Some(format!(
            r#"[{{"Plan": {{"Node Type": "Result", "Total Cost": {cost:?}}}}}]"#
        ))]],
        ..Table::default()
    }
}

fn unchanged() -> Table {
    Table {
        rows: vec![vec![Some(String::new())]],
        ..Table::default()
    }
}

fn cut(table: &mut Table, batch: &Batch) {
    let mut bytes = 0;
    let mut fitting = 0;
    for row in table.rows.iter().take(batch.max_rows) {
        bytes += row.iter().flatten().map(String::len).sum::<usize>();
        if bytes > batch.max_bytes {
            break;
        }
        fitting += 1;
    }
    table.truncated |= fitting < table.rows.len();
    table.rows.truncate(fitting);
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::ready;

    fn batch(statements: usize, max_rows: usize, max_bytes: usize) -> Batch {
        let statement = Statement {
            text: Cow::Borrowed("SELECT 1"),
            parameters: Vec::new(),
        };
        Batch {
            statements: vec![statement; statements],
            timeout_ms: 1000,
            max_rows,
            max_bytes,
        }
    }

    fn three_rows() -> Table {
        Table {
            rows: vec![vec![Some("abcd".to_owned()), None]; 3],
            ..Table::default()
        }
    }

    #[test]
    fn results_are_cut_at_the_caps() {
        let endpoint = ScriptedSql::always(three_rows());
        let kept = |max_rows, max_bytes| {
            let tables = ready(endpoint.run(&batch(2, max_rows, max_bytes))).unwrap();
            (tables[1].rows.len(), tables[1].truncated)
        };
        assert_eq!(kept(3, 12), (3, false));
        assert_eq!(kept(2, 12), (2, true));
        assert_eq!(kept(3, 11), (2, true));
        assert_eq!(endpoint.batches().len(), 3);
    }

    #[test]
    fn failures_are_handed_on() {
        let endpoint = ScriptedSql::failing(SqlError::Timeout);
        assert_eq!(ready(endpoint.run(&batch(1, 1, 1))), Err(SqlError::Timeout));
    }
}
