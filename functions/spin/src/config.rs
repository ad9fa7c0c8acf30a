//! Settings from the variables of the component.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use plainquery_ask::Config;
use plainquery_core::SettingsErrors;
use spin_sdk::variables;

pub(crate) type SharedConfig = Rc<Result<Config, SettingsErrors>>;

thread_local! {
    static CONFIG: OnceCell<SharedConfig> = const { OnceCell::new() };
}

/// The settings, read once in an instance's life.
pub(crate) async fn shared() -> SharedConfig {
    if let Some(config) = CONFIG.with(|cell| cell.get().cloned()) {
        return config;
    }
    let config = read().await;
    if let Err(errors) = &config {
        eprintln!("{errors}");
    }
    // Another request of this instance may have been faster.
    CONFIG.with(|cell| cell.get_or_init(|| Rc::new(config)).clone())
}

/// Settings are looked up at once, and variables answer later: so they are read until no key is
/// asked for that has not been.
async fn read() -> Result<Config, SettingsErrors> {
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    loop {
        let unknown = RefCell::new(Vec::new());
        let config = Config::from_lookup(|key| {
            known.get(key).cloned().unwrap_or_else(|| {
                unknown.borrow_mut().push(key.to_owned());
                None
            })
        });
        let unknown = unknown.into_inner();
        if unknown.is_empty() {
            return config;
        }
        for key in unknown {
            let value = variable(&key.to_lowercase()).await;
            known.insert(key, value);
        }
    }
}

async fn variable(name: &str) -> Option<String> {
    match variables::get(name).await {
        Ok(value) => Some(value),
        Err(variables::Error::Undefined(_) | variables::Error::InvalidName(_)) => None,
        Err(_) => {
            eprintln!("the variable {name} could not be read: its provider failed");
            None
        }
    }
}
