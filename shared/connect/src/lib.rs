//! SQL endpoints: the Neon protocol over HTTP, or a host's own driver; read-only batches, caps.
//!
//! Every batch begins with the [`prelude`]: settings that are local to its one read-only transaction.
//! [`run_plan`] is the only way in which a user's query is run, [`load_catalog`] the way a
//! schema is read.

mod answer;
mod estimate;
mod failure;
mod load;
mod neon;
mod prelude;
mod session;
mod settings;
mod text_rows;
mod transaction;
mod types;

pub use failure::from_sqlstate;
pub use load::{CatalogOptions, LoadError, LoadedCatalog, load_catalog, schema_fingerprint};
pub use neon::NeonEndpoint;
pub use prelude::{
    PreludeSettings, PreludeStatement, SessionSetting, check_prelude, prelude, prelude_statement,
    proof_statement,
};
pub use session::{PlanRows, run_plan};
pub use settings::NeonSettings;
pub use text_rows::{DriverColumn, TextRows, Wanted};
pub use transaction::{SqlSession, run_in_session};
pub use types::builtin_type;

use prelude::statement_timeout_ms;
