//! Variables and secrets of the Worker, and what its bindings stand for.

use plainquery_ask::Config;
use plainquery_core::SettingsErrors;
use worker::Env;

pub(crate) const HYPERDRIVE_BINDING: &str = "HYPERDRIVE";
/// Names the database behind the binding in cache keys and plans. The binding's own connection string
/// holds credentials that are made for the Worker, which may change.
const HYPERDRIVE_URL: &str = "postgres://hyperdrive@hyperdrive/hyperdrive";

pub(crate) fn read(env: &Env) -> Result<Config, SettingsErrors> {
    let has_hyperdrive = env.hyperdrive(HYPERDRIVE_BINDING).is_ok();
    Config::from_lookup(|key| {
        let value = env.var(key).ok().map(|value| value.to_string());
        match key {
            "DATABASE_URL" if has_hyperdrive => value.or_else(|| Some(HYPERDRIVE_URL.to_owned())),
            "PLAINQUERY_CONNECTOR" if has_hyperdrive => {
                value.or_else(|| Some("postgres".to_owned()))
            }
            _ => value,
        }
    })
}
