//! What may be run.

use plainquery_catalog::SampleStatement;
use plainquery_core::{Dialect, Value, ports::Statement};
use plainquery_sql::{Parameters, ValidatedQuery};

use serde::{Deserialize, Serialize};

use crate::{Bindings, DataSource};

/// What stands before a query to have it estimated and not run. A constant, so that no option such as
/// ANALYZE, which runs it, can come in.
const EXPLAIN: &str = "EXPLAIN (FORMAT JSON) ";

/// What a plan is for. A token holds for one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The query's rows.
    Run,
    /// The server's plan of it.
    Explain,
}

impl Purpose {
    /// Its stable name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Explain => "explain",
        }
    }
}

/// A query that may run, for whom, and how much of it. It comes from the validator, in this process or
/// through a token, or is one of our own that read values of a catalog's columns: there is no other way
/// to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedPlan {
    purpose: Purpose,
    text: String,
    parameters: Parameters,
    max_rows: u64,
    rows_read: u64,
    bindings: Bindings,
}

/// Of a token that holds.
pub(crate) struct Signed {
    pub(crate) purpose: Purpose,
    pub(crate) text: String,
    pub(crate) parameters: Parameters,
    pub(crate) max_rows: u64,
    pub(crate) rows_read: u64,
}

impl VerifiedPlan {
    /// The plan of a query that the validator proved here, against what `bindings` names.
    pub fn proven(query: &ValidatedQuery, bindings: Bindings) -> Self {
        Self {
            purpose: Purpose::Run,
            text: query.text().to_owned(),
            parameters: query.all_parameters().clone(),
            max_rows: query.max_rows(),
            rows_read: query.rows_read(),
            bindings,
        }
    }

    /// A statement of our own that reads values, for a gateway that runs nothing but plans. It is
    /// nobody's: `bindings` name no tenant.
    pub(crate) fn of_samples(
        statement: &SampleStatement,
        max_rows: u64,
        bindings: Bindings,
    ) -> Self {
        let statement = statement.statement();
        Self {
            purpose: Purpose::Run,
            text: statement.text.clone().into_owned(),
            parameters: Parameters::new(statement.parameters.clone(), &[]),
            max_rows,
            // It reads a bounded part of a table.
            rows_read: 0,
            bindings,
        }
    }

    /// Only for tokens that hold.
    pub(crate) fn signed(signed: Signed, bindings: Bindings) -> Self {
        let Signed {
            purpose,
            text,
            parameters,
            max_rows,
            rows_read,
        } = signed;
        Self {
            purpose,
            text,
            parameters,
            max_rows,
            rows_read,
            bindings,
        }
    }

    /// The plan that has the server estimate this one's query, where it reads so much that it may not run
    /// before that; `None` where it may.
    #[must_use]
    pub fn to_explain(&self) -> Option<Self> {
        let is_large = self.rows_read >= self.bindings.caps.explain_from_rows;
        // Of others no server is asked.
        let is_asked = self.bindings.dialect == Dialect::Postgres && self.purpose == Purpose::Run;
        (is_large && is_asked).then(|| Self {
            purpose: Purpose::Explain,
            max_rows: 1,
            ..self.clone()
        })
    }

    /// The same with fewer rows; more than the plan has are not given.
    #[must_use]
    pub fn with_max_rows(mut self, wanted: u64) -> Self {
        self.max_rows = self.max_rows.min(wanted);
        self
    }

    /// The same for the database that the plan's own stands for: a validator that is deployed apart is
    /// given a name for it and nothing more.
    #[must_use]
    pub fn of_data_source(mut self, data_source: DataSource) -> Self {
        self.bindings.data_source = data_source;
        self
    }

    /// The same for a gateway to run: see [`DataSource::behind_gateway`](crate::DataSource).
    #[must_use]
    pub fn behind_gateway(mut self) -> Self {
        self.bindings.data_source = self.bindings.data_source.behind_gateway();
        self
    }

    /// What is sent: the query with its values, or the question what it costs.
    pub fn statement(&self) -> Statement {
        Statement {
            text: match self.purpose {
                Purpose::Run => self.text.clone(),
                Purpose::Explain => format!("{EXPLAIN}{}", self.text),
            }
            .into(),
            parameters: self.parameters.values().to_vec(),
        }
    }

    /// Whether it runs or is only explained.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The rows that the query reads on its way, by the catalog's estimates.
    pub fn rows_read(&self) -> u64 {
        self.rows_read
    }

    /// The SQL.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The values of `$1`, `$2` … in the SQL, to bind them. Some may be secret.
    pub fn parameters(&self) -> &[Value] {
        self.parameters.values()
    }

    /// The values for people to see: secret ones are not.
    pub fn shown_parameters(&self) -> Vec<Value> {
        self.parameters.shown()
    }

    /// The values with which of them are secret.
    pub(crate) fn all_parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The most rows to show; the SQL may ask for one more.
    pub fn max_rows(&self) -> u64 {
        self.max_rows
    }

    /// What it is bound to.
    pub fn bindings(&self) -> &Bindings {
        &self.bindings
    }
}

/// Whether a statement asks for the server's plan of a query. Printed queries never start so.
pub fn is_explain(statement: &Statement) -> bool {
    statement.text.starts_with(EXPLAIN)
}
