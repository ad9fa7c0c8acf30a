//! A name for the configured database, for conversation tokens and cache keys.

use std::cell::RefCell;

use plainquery_core::{Secret, Settings, settings::DatabaseSettings};
use plainquery_plan::Keyed;

/// What a name is made from.
#[derive(Clone, PartialEq)]
struct Source {
    secret: Secret,
    /// The service's address and the connection string; `None` for the host's own database.
    database: Option<(Option<String>, Secret)>,
    schemas: Vec<String>,
    tenant_setting: Option<String>,
}

thread_local! {
    /// The last name: each request needs it several times, and a host has one database.
    static LAST: RefCell<Option<(Source, String)>> = const { RefCell::new(None) };
}

/// Names the database that the settings point at. Keyed, so that a token that carries it gives
/// nobody a way to try passwords.
pub(crate) fn data_source(settings: &Settings, secret: &Secret) -> String {
    LAST.with_borrow_mut(|last| match last {
        Some((source, name)) if source.is_of(settings, secret) => name.clone(),
        _ => {
            let source = Source::of(settings, secret);
            let name = source.name();
            *last = Some((source, name.clone()));
            name
        }
    })
}

impl Source {
    fn of(settings: &Settings, secret: &Secret) -> Self {
        let of = |database: &DatabaseSettings| {
            (
                database.endpoint.clone(),
                database.connection_string.clone(),
            )
        };
        Self {
            secret: secret.clone(),
            database: settings.database.as_ref().map(of),
            schemas: settings.schemas.clone(),
            tenant_setting: settings.tenant_setting.clone(),
        }
    }

    fn is_of(&self, settings: &Settings, secret: &Secret) -> bool {
        let is_same_database = match (&self.database, &settings.database) {
            (Some((endpoint, connection_string)), Some(database)) => {
                *endpoint == database.endpoint && *connection_string == database.connection_string
            }
            (None, None) => true,
            _ => false,
        };
        is_same_database
            && self.secret == *secret
            && self.schemas == settings.schemas
            && self.tenant_setting == settings.tenant_setting
    }

    fn name(&self) -> String {
        let keyed = Keyed::new(&self.secret, "data-source-1");
        let keyed = match &self.database {
            Some((endpoint, connection_string)) => keyed
                .optional(endpoint.as_deref())
                .field(connection_string.expose().as_bytes()),
            None => keyed.field(b"host"),
        };
        keyed
            .list(&self.schemas)
            .optional(self.tenant_setting.as_deref())
            .hex()
    }
}
