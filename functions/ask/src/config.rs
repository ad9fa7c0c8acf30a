//! The settings of a host and of its language model together.

use plainquery_core::{Settings, SettingsErrors};
use plainquery_llm::ModelSettings;

/// Everything that a host reads from its environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// The host's settings.
    pub settings: Settings,
    /// The language model; `None` leaves the engine alone.
    pub model: Option<ModelSettings>,
}

impl Config {
    /// Reads all keys; `lookup` gives a key's value. Every bad key is reported at once.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsErrors> {
        let settings = Settings::from_lookup(&lookup);
        let model = ModelSettings::from_lookup(&lookup);
        match (settings, model) {
            (Ok(settings), Ok(model)) => Ok(Self { settings, model }),
            (Err(mut errors), Err(more)) => {
                errors.problems.extend(more.problems);
                Err(errors)
            }
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
        }
    }
}
