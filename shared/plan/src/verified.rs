//! What may be run.

use plainquery_catalog::SampleStatement;
use plainquery_core::Value;
use plainquery_sql::{Parameters, ValidatedQuery};

use crate::{Bindings, DataSource};

/// A query that may run, for whom, and how much of it. It comes from the validator, in this process or
/// through a token, or is one of our own that read values of a catalog's columns: there is no other way
/// to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedPlan {
    text: String,
    parameters: Parameters,
    max_rows: u64,
    bindings: Bindings,
}

impl VerifiedPlan {
    /// The plan of a query that the validator proved here, against what `bindings` names.
    pub fn proven(query: &ValidatedQuery, bindings: Bindings) -> Self {
        Self {
            text: query.text().to_owned(),
            parameters: query.all_parameters().clone(),
            max_rows: query.max_rows(),
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
            text: statement.text.clone().into_owned(),
            parameters: Parameters::new(statement.parameters.clone(), &[]),
            max_rows,
            bindings,
        }
    }

    /// Only for tokens that hold.
    pub(crate) fn signed(
        text: String,
        parameters: Parameters,
        max_rows: u64,
        bindings: Bindings,
    ) -> Self {
        Self {
            text,
            parameters,
            max_rows,
            bindings,
        }
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
