//! The settings of a host, its models and its policy together.

use plainquery_core::{Secret, Settings, SettingsErrors, settings::SettingProblem};
use plainquery_llm::{EmbeddingsSettings, ModelSettings};
use plainquery_sql::PolicyDocument;

const POLICY: &str = "PLAINQUERY_POLICY";
const POLICY_MASK_KEY: &str = "PLAINQUERY_POLICY_MASK_KEY";

/// Everything that a host reads from its environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// The host's settings.
    pub settings: Settings,
    /// The language model; `None` leaves the engine alone.
    pub model: Option<ModelSettings>,
    /// The model that makes vectors; `None` ranks tables by their words alone.
    pub embeddings: Option<EmbeddingsSettings>,
    /// Who may read what; `None` leaves that to the settings' schemas and to the database.
    pub policy: Option<PolicyDocument>,
}

impl Config {
    /// Settings without any model.
    pub fn without_models(settings: Settings) -> Self {
        Self {
            settings,
            model: None,
            embeddings: None,
            policy: None,
        }
    }

    /// Reads all keys; `lookup` gives a key's value. Every bad key is reported at once.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsErrors> {
        let mut problems = Vec::new();
        let settings = noted(Settings::from_lookup(&lookup), &mut problems);
        let model = noted(ModelSettings::from_lookup(&lookup), &mut problems);
        let embeddings = noted(EmbeddingsSettings::from_lookup(&lookup), &mut problems);
        let policy = noted(read_policy(&lookup), &mut problems);
        match (settings, model, embeddings, policy) {
            (Some(settings), Some(model), Some(embeddings), Some(policy)) => {
                let mut config = Self::with_policy(settings, model, policy);
                config.embeddings = embeddings;
                Ok(config)
            }
            _ => Err(SettingsErrors { problems }),
        }
    }

    /// Of settings that are read. What the policy asks of a token is read from tokens.
    pub fn with_policy(
        mut settings: Settings,
        model: Option<ModelSettings>,
        policy: Option<PolicyDocument>,
    ) -> Self {
        if let (Some(policy), Some(jwt)) = (&policy, &mut settings.access.jwt) {
            jwt.claims.further = policy.claims().into_iter().map(str::to_owned).collect();
        }
        Self {
            settings,
            model,
            embeddings: None,
            policy,
        }
    }
}

fn noted<T>(read: Result<T, SettingsErrors>, problems: &mut Vec<SettingProblem>) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(errors) => {
            problems.extend(errors.problems);
            None
        }
    }
}

/// The document is text of the setting itself, and its key for hash masks one more.
fn read_policy(
    lookup: &impl Fn(&str) -> Option<String>,
) -> Result<Option<PolicyDocument>, SettingsErrors> {
    let given = |key| lookup(key).filter(|text: &String| !text.trim().is_empty());
    let Some(text) = given(POLICY) else {
        return Ok(None);
    };
    let mask_key = given(POLICY_MASK_KEY).map(|key| Secret::new(key.trim()));
    PolicyDocument::parse(&text, mask_key)
        .map(Some)
        .map_err(|error| SettingsErrors {
            problems: vec![SettingProblem {
                key: POLICY,
                advice: format!("cannot be used: {error}"),
            }],
        })
}
