use std::fmt;
use std::sync::Mutex;

use plainquery_core::Table;
use plainquery_core::ports::{Batch, SqlEndpoint, SqlError};

use crate::lock::lock;

type Answers = dyn Fn(&Batch) -> Result<Vec<Table>, SqlError> + Send + Sync;

/// A database that answers by a function. As a real one it gives one result a statement and cuts
/// each at the batch's caps.
pub struct ScriptedSql {
    answers: Box<Answers>,
    batches: Mutex<Vec<Batch>>,
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
        }
    }

    /// An endpoint that gives the same table to every statement.
    pub fn always(table: Table) -> Self {
        Self::new(move |batch| Ok(vec![table.clone(); batch.statements.len()]))
    }

    /// An endpoint that always fails.
    pub fn failing(error: SqlError) -> Self {
        Self::new(move |_| Err(error.clone()))
    }

    /// What was run so far, in order.
    pub fn batches(&self) -> Vec<Batch> {
        lock(&self.batches).clone()
    }
}

impl SqlEndpoint for ScriptedSql {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        lock(&self.batches).push(batch.clone());
        let mut tables = (self.answers)(batch)?;
        assert_eq!(
            tables.len(),
            batch.statements.len(),
            "the script must give one result a statement"
        );
        for table in &mut tables {
            cut(table, batch);
        }
        Ok(tables)
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

    use plainquery_core::ports::Statement;

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
