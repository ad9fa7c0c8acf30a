//! A name for the configured database, for conversation tokens and cache keys.

use plainquery_core::{Secret, Settings};
use plainquery_plan::Keyed;

/// Names the database that the settings point at. Keyed, so that a token that carries it gives
/// nobody a way to try passwords.
pub(crate) fn data_source(settings: &Settings, secret: &Secret) -> String {
    let keyed = Keyed::new(secret, "data-source-1");
    let keyed = match &settings.database {
        Some(database) => keyed
            .optional(database.endpoint.as_deref())
            .field(database.connection_string.expose().as_bytes()),
        None => keyed.field(b"host"),
    };
    keyed
        .list(&settings.schemas)
        .optional(settings.tenant_setting.as_deref())
        .hex()
}
