//! What answers, as arguments.

#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are the help that a terminal shows"
)]

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use clap::Args;
use plainquery_core::{Secret, Settings};
use plainquery_eval::{
    client::Client,
    databases::Databases,
    target::{InProcess, InProcessSettings, Keys, PromptFile, PromptTarget, Service, Target},
};
use plainquery_llm::{EmbeddingsSettings, ModelSettings, Prices, prompt_hashes};

/// The key of a policy's hash masks, as for the server.
const MASK_KEY: &str = "PLAINQUERY_POLICY_MASK_KEY";

/// What answers.
#[derive(Args)]
pub(in crate::commands) struct TargetArguments {
    /// A running service, without a path, such as http://127.0.0.1:8787.
    #[arg(long, value_name = "URL", help_heading = "A running service")]
    url: Option<String>,

    /// The API key or token to ask it with, for questions without a role and a tenant.
    #[arg(
        long,
        env = "PLAINQUERY_KEY",
        hide_env_values = true,
        help_heading = "A running service"
    )]
    key: Option<String>,

    /// Keys of roles and tenants: a TOML file of [[key]] with `key` or `variable` (an environment
    /// variable that holds it), and `role`, `tenant` or both.
    #[arg(
        long,
        value_name = "FILE",
        requires = "url",
        help_heading = "A running service"
    )]
    keys: Option<PathBuf>,

    /// A prompt with {{question}}, {{schema}}, {{dialect}}, {{evidence}}, {{history}} and {{today}} to
    /// be filled in; needs --endpoint and --model.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "url",
        requires = "endpoint",
        requires = "model",
        help_heading = "A prompt of yours"
    )]
    prompt: Option<PathBuf>,

    /// The address of anything that speaks OpenAI's chat completions, such as https://api.example.com/v1.
    #[arg(
        long,
        value_name = "URL",
        requires = "prompt",
        help_heading = "A prompt of yours"
    )]
    endpoint: Option<String>,

    /// The model's name.
    #[arg(
        long,
        value_name = "NAME",
        requires = "prompt",
        help_heading = "A prompt of yours"
    )]
    model: Option<String>,

    /// The key for the endpoint.
    #[arg(
        long,
        env = "OPENAI_API_KEY",
        hide_env_values = true,
        help_heading = "A prompt of yours"
    )]
    endpoint_key: Option<String>,

    /// The temperature to ask for; `default` leaves the model's own.
    #[arg(
        long,
        value_name = "T",
        default_value = "0",
        help_heading = "A prompt of yours"
    )]
    temperature: String,

    /// Of the pipeline: the confidence from which the engine answers without the model.
    #[arg(long, env = "PLAINQUERY_ENGINE_THRESHOLD", value_name = "SHARE")]
    engine_threshold: Option<f32>,

    /// Use no model, whatever the environment says: the engine alone.
    #[arg(long, conflicts_with_all = ["url", "prompt"])]
    no_model: bool,

    /// The role of questions that name none, where a policy has roles.
    #[arg(long, value_name = "NAME", default_value = "analyst")]
    default_role: String,

    /// The most rows of an answer; more is wrong.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    max_rows: u32,

    /// The longest wait for one answer of a service or of --endpoint, in seconds.
    #[arg(long, value_name = "S", default_value_t = 60)]
    timeout_s: u32,
}

/// What answers, with what is said of it in the manifest.
pub(super) struct Chosen<'a> {
    pub(super) target: Box<dyn Target + 'a>,
    pub(super) name: String,
    pub(super) model: Option<String>,
    pub(super) settings: BTreeMap<String, String>,
    pub(super) prompts: BTreeMap<String, String>,
    pub(super) prices: Option<Prices>,
    /// Whether what models reply passes through this program.
    pub(super) is_recorded: bool,
    /// What may be in no file.
    pub(super) secrets: Vec<String>,
}

/// An environment variable that is set to something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The key of hash masks.
pub(super) fn mask_key() -> Option<Secret> {
    variable(MASK_KEY).map(|key| Secret::new(key.trim()))
}

impl TargetArguments {
    /// Whether a running service answers, which may reach databases that this program does not.
    pub(super) fn is_service(&self) -> bool {
        self.url.is_some()
    }

    /// Why a service cannot be asked at all, where nobody is there.
    pub(super) fn unreachable(&self) -> Option<String> {
        let url = self.url.as_deref()?;
        let timeout = Duration::from_secs(self.timeout_s.into());
        let health = Client::new(url, "", timeout).check_health();
        let error = health.err().filter(|error| !error.is_reply())?;
        Some(format!(
            "{} cannot be reached ({error})",
            without_secrets(url)
        ))
    }

    /// Sets up what the arguments and the environment say.
    pub(super) fn choose<'a>(&self, databases: &'a Databases) -> anyhow::Result<Chosen<'a>> {
        match (&self.url, &self.prompt) {
            (Some(url), _) => self.service(url),
            (None, Some(prompt)) => self.prompt(prompt, databases),
            (None, None) => self.in_process(databases),
        }
    }

    fn service<'a>(&self, url: &str) -> anyhow::Result<Chosen<'a>> {
        let keys = Keys::read(self.key.clone(), self.keys.as_deref(), variable)?;
        let secrets = keys.secrets();
        if secrets.is_empty() {
            bail!("--url needs a key: --key, PLAINQUERY_KEY or --keys");
        }
        let timeout_ms = self.timeout_s.saturating_mul(1_000);
        let settings = BTreeMap::from([("max_rows".to_owned(), self.max_rows.to_string())]);
        Ok(Chosen {
            name: without_secrets(url),
            target: Box::new(Service::new(url, keys, self.max_rows, timeout_ms)),
            model: None,
            settings,
            prompts: BTreeMap::new(),
            prices: None,
            is_recorded: false,
            secrets,
        })
    }

    fn prompt<'a>(&self, path: &Path, databases: &'a Databases) -> anyhow::Result<Chosen<'a>> {
        let file = PromptFile::read(path)?;
        let (Some(base_url), Some(model)) = (&self.endpoint, &self.model) else {
            bail!("--prompt needs --endpoint and --model");
        };
        let temperature = match self.temperature.as_str() {
            "default" => None,
            number => Some(
                number
                    .parse()
                    .ok()
                    .filter(|value| (0.0..=2.0).contains(value))
                    .context("--temperature is a number from 0 to 2, or default")?,
            ),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Chosen {
            name: format!("prompt {name} at {}", without_secrets(base_url)),
            model: Some(model.clone()),
            settings: BTreeMap::from([("temperature".to_owned(), self.temperature.clone())]),
            prompts: BTreeMap::from([(name.into_owned(), file.sha256.clone())]),
            prices: prices()?,
            is_recorded: true,
            secrets: self.endpoint_key.iter().cloned().collect(),
            target: Box::new(PromptTarget {
                databases,
                file,
                base_url: base_url.clone(),
                api_key: self.endpoint_key.clone().map(Secret::new),
                model: model.clone(),
                temperature,
                max_output_tokens: 4_096,
                timeout_ms: self.timeout_s.saturating_mul(1_000),
            }),
        })
    }

    fn in_process<'a>(&self, databases: &'a Databases) -> anyhow::Result<Chosen<'a>> {
        let lookup = |key: &str| {
            let is_off = self.no_model && key == "PLAINQUERY_MODEL_PROVIDER";
            if is_off {
                Some("none".to_owned())
            } else {
                variable(key)
            }
        };
        let model = ModelSettings::from_lookup(lookup)?;
        let embeddings = match model {
            Some(_) => EmbeddingsSettings::from_lookup(variable)?,
            None => None,
        };
        let default_threshold = Settings::new(Secret::new("")).engine_threshold;
        let engine_threshold = self.engine_threshold.unwrap_or(default_threshold);
        let mut settings = BTreeMap::from([
            ("engine_threshold".to_owned(), engine_threshold.to_string()),
            ("default_role".to_owned(), self.default_role.clone()),
            ("max_rows".to_owned(), self.max_rows.to_string()),
        ]);
        if let Some(model) = &model {
            note_model(&mut settings, model);
        }
        let prompts = prompt_hashes()
            .into_iter()
            .map(|(name, hash)| (name.to_owned(), hash));
        let key = model.as_ref().and_then(|model| model.api_key.as_ref());
        Ok(Chosen {
            name: "in-process".to_owned(),
            model: model.as_ref().map(|model| model.model.clone()),
            settings,
            prompts: prompts.collect(),
            prices: model.as_ref().and_then(|model| model.prices),
            is_recorded: true,
            secrets: key.map(|key| key.expose().to_owned()).into_iter().collect(),
            target: Box::new(InProcess::new(
                databases,
                InProcessSettings {
                    model,
                    embeddings,
                    engine_threshold,
                    default_role: self.default_role.clone(),
                    max_rows: self.max_rows.into(),
                },
            )),
        })
    }
}

fn note_model(settings: &mut BTreeMap<String, String>, model: &ModelSettings) {
    let mut note = |name: &str, value: String| settings.insert(name.to_owned(), value);
    note("model_provider", model.provider.label().to_owned());
    note("model_base_url", without_secrets(&model.base_url));
    note("model_max_input_tokens", model.max_input_tokens.to_string());
    note(
        "model_max_output_tokens",
        model.max_output_tokens.to_string(),
    );
    note(
        "model_response_format",
        format!("{:?}", model.response_format),
    );
}

/// The prices of a model, as for the server.
fn prices() -> anyhow::Result<Option<Prices>> {
    let lookup = |key: &str| match key {
        "PLAINQUERY_MODEL_PROVIDER" => Some("openai".to_owned()),
        // Only the prices are wanted; any address will do.
        "OPENAI_BASE_URL" => Some("http://127.0.0.1".to_owned()),
        key if key.ends_with("_USD_PER_MILLION_TOKENS") => variable(key),
        _ => None,
    };
    Ok(ModelSettings::from_lookup(lookup)?.and_then(|settings| settings.prices))
}

/// An address without user name, password and query.
fn without_secrets(url: &str) -> String {
    let request = plainquery_core::ports::HttpRequest {
        method: plainquery_core::ports::Method::Get,
        url: url.to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
        timeout_ms: 0,
        max_response_bytes: 0,
    };
    plainquery_eval::traffic::readable(&request).url
}
