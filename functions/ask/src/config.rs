//! The settings of a host and of its models together.

use plainquery_core::{Settings, SettingsErrors};
use plainquery_llm::{EmbeddingsSettings, ModelSettings};

/// Everything that a host reads from its environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// The host's settings.
    pub settings: Settings,
    /// The language model; `None` leaves the engine alone.
    pub model: Option<ModelSettings>,
    /// The model that makes vectors; `None` ranks tables by their words alone.
    pub embeddings: Option<EmbeddingsSettings>,
}

impl Config {
    /// Settings without any model.
    pub fn without_models(settings: Settings) -> Self {
        Self {
            settings,
            model: None,
            embeddings: None,
        }
    }

    /// Reads all keys; `lookup` gives a key's value. Every bad key is reported at once.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsErrors> {
        let mut problems = Vec::new();
        let settings = Settings::from_lookup(&lookup);
        let settings = settings.map_err(|errors| problems.extend(errors.problems));
        let model = ModelSettings::from_lookup(&lookup);
        let model = model.map_err(|errors| problems.extend(errors.problems));
        let embeddings = EmbeddingsSettings::from_lookup(&lookup);
        let embeddings = embeddings.map_err(|errors| problems.extend(errors.problems));
        match (settings, model, embeddings) {
            (Ok(settings), Ok(model), Ok(embeddings)) => Ok(Self {
                settings,
                model,
                embeddings,
            }),
            _ => Err(SettingsErrors { problems }),
        }
    }
}
