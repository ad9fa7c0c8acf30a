//! Whether what is known of the schema is what the database has now.
//!
//! Memory and KV may hold a schema that has changed since. Every query tells the schema's fingerprint
//! with its rows; what runs no query asks for it alone. Both cost the database little, and neither
//! trusts a time to live.

use std::rc::Rc;

use plainquery_connect::{LoadError, schema_fingerprint};
use plainquery_core::ports::{Host, SqlError};
use plainquery_sql::Policy;
use plainquery_wire::ApiError;

use crate::{
    Config,
    prepared::{Prepared, prepared, read_anew},
};

/// What the database said of a schema.
pub(crate) enum Said {
    /// It is still the one that is known.
    Unchanged,
    /// It is another one: this.
    Changed(Rc<Prepared>),
    /// Nothing: the database could not be asked.
    Nothing,
}

/// Asks the database; reads the schema anew where it has changed.
pub(crate) async fn confirm<H: Host>(
    host: &H,
    config: &Config,
    known: &Prepared,
) -> Result<Said, ApiError> {
    match schema_fingerprint(host.sql(), config.settings.limits.timeout_ms).await {
        Ok(fingerprint) if fingerprint == known.fingerprint => Ok(Said::Unchanged),
        // What else it answers is no state that is known.
        Ok(_) | Err(LoadError::Catalog(_) | LoadError::Sql(SqlError::Refused { .. })) => {
            Ok(Said::Changed(read_anew(host, config, &known.policy).await?))
        }
        Err(LoadError::Sql(_)) => Ok(Said::Nothing),
    }
}

/// The schema as the database has it now; where it cannot be asked, as it was last read. For what shows
/// or reads a schema and runs nothing.
pub(crate) async fn current<H: Host>(
    host: &H,
    config: &Config,
    policy: &Policy,
) -> Result<Rc<Prepared>, ApiError> {
    let known = prepared(host, config, policy).await?;
    Ok(match confirm(host, config, &known).await? {
        Said::Changed(current) => current,
        Said::Unchanged | Said::Nothing => known,
    })
}
