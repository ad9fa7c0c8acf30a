//! Which model is asked, and within which limits.

use plainquery_core::{Secret, SettingsErrors, settings::SettingProblem};

use crate::provider::ResponseFormat;

const PROVIDER: &str = "PLAINQUERY_MODEL_PROVIDER";
const MODEL: &str = "PLAINQUERY_MODEL";
const TIMEOUT_MS: &str = "PLAINQUERY_MODEL_TIMEOUT_MS";
const MAX_INPUT_TOKENS: &str = "PLAINQUERY_MODEL_MAX_INPUT_TOKENS";
const MAX_OUTPUT_TOKENS: &str = "PLAINQUERY_MODEL_MAX_OUTPUT_TOKENS";
const RESPONSE_FORMAT: &str = "PLAINQUERY_MODEL_RESPONSE_FORMAT";
const INPUT_PRICE: &str = "PLAINQUERY_MODEL_INPUT_USD_PER_MILLION_TOKENS";
const CACHED_INPUT_PRICE: &str = "PLAINQUERY_MODEL_CACHED_INPUT_USD_PER_MILLION_TOKENS";
const OUTPUT_PRICE: &str = "PLAINQUERY_MODEL_OUTPUT_USD_PER_MILLION_TOKENS";

pub(crate) const OPENAI_API_KEY: &str = "OPENAI_API_KEY";
pub(crate) const OPENAI_BASE_URL: &str = "OPENAI_BASE_URL";
const ANTHROPIC_API_KEY: &str = "ANTHROPIC_API_KEY";
const ANTHROPIC_BASE_URL: &str = "ANTHROPIC_BASE_URL";

/// As the vendors' own clients have them: `OpenAI`'s ends with the version, Anthropic's does not.
pub(crate) const OPENAI_DEFAULT_BASE_URL: &str = "https://api.openai.com/v1";
const ANTHROPIC_DEFAULT_BASE_URL: &str = "https://api.anthropic.com";
const OPENAI_DEFAULT_MODEL: &str = "gpt-4.1-mini";
const ANTHROPIC_DEFAULT_MODEL: &str = "claude-sonnet-4-5";
/// As Spin names the first model that it knew.
const SPIN_DEFAULT_MODEL: &str = "llama2-chat";

/// Above it a price is surely per something else than a million tokens.
const MAX_PRICE_USD: f64 = 10_000.0;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provider {
    /// `OpenAI`'s chat completions; also Ollama, llama.cpp, vLLM, Workers AI and many more.
    OpenAi,
    /// Anthropic's messages.
    Anthropic,
    /// Spin's own llm, reached without HTTP.
    Spin,
}

impl Provider {
    /// The stable label: `openai`, `anthropic` or `spin`.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::Anthropic => "anthropic",
            Self::Spin => "spin",
        }
    }

    /// The wire format, where it is asked over HTTP.
    pub(crate) fn wire(self) -> Option<Wire> {
        match self {
            Self::OpenAi => Some(Wire::OpenAi),
            Self::Anthropic => Some(Wire::Anthropic),
            Self::Spin => None,
        }
    }
}

/// A wire format over HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    OpenAi,
    Anthropic,
}

/// US dollars per million tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    /// Of what is sent.
    pub input_usd: f64,
    /// Of what is sent and was cached by the provider.
    pub cached_input_usd: f64,
    /// Of what comes back.
    pub output_usd: f64,
}

/// A model and the limits of a call. Debug prints no key.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelSettings {
    /// Who is asked.
    pub provider: Provider,
    /// The address without a slash at its end, such as `https://api.openai.com/v1`; empty for a model
    /// of the host.
    pub base_url: String,
    /// The key; `None` for servers that want none.
    pub api_key: Option<Secret>,
    /// The model's name.
    pub model: String,
    /// What tokens cost, where it is configured.
    pub prices: Option<Prices>,
    /// The most tokens, as estimated, that a prompt may have.
    pub max_input_tokens: u32,
    /// The most tokens that may come back, hidden reasoning included.
    pub max_output_tokens: u32,
    /// The time until the whole answer must be there.
    pub timeout_ms: u32,
    /// How the reply's form is asked for at first; a server that refuses it is asked more simply.
    /// Anthropic is always asked by a forced tool.
    pub response_format: ResponseFormat,
}

impl ModelSettings {
    /// The defaults of a provider: its public address, a current small model, no prices.
    pub fn new(provider: Provider, api_key: Option<Secret>) -> Self {
        let (base_url, model) = match provider {
            Provider::OpenAi => (OPENAI_DEFAULT_BASE_URL, OPENAI_DEFAULT_MODEL),
            Provider::Anthropic => (ANTHROPIC_DEFAULT_BASE_URL, ANTHROPIC_DEFAULT_MODEL),
            Provider::Spin => ("", SPIN_DEFAULT_MODEL),
        };
        Self {
            provider,
            base_url: base_url.to_owned(),
            api_key,
            model: model.to_owned(),
            prices: None,
            max_input_tokens: 24_000,
            max_output_tokens: 4_096,
            timeout_ms: 30_000,
            response_format: ResponseFormat::JsonSchema,
        }
    }

    /// Reads the settings; `lookup` gives a key's value. `Ok(None)` where no model is configured:
    /// the engine then answers alone.
    ///
    /// A model is configured by `OPENAI_API_KEY` or `OPENAI_BASE_URL` (a local server may want no
    /// key), or by `ANTHROPIC_API_KEY`. Where both are, `PLAINQUERY_MODEL_PROVIDER` decides; with
    /// `spin` it takes Spin's own models, with `none` it switches models off.
    pub fn from_lookup(
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, SettingsErrors> {
        let mut reader = Reader::new(&lookup);
        let settings = reader.provider().map(|provider| reader.settings(provider));
        if reader.problems.is_empty() {
            Ok(settings)
        } else {
            Err(SettingsErrors {
                problems: reader.problems,
            })
        }
    }

    /// Whether the vendor's own service is asked, which can do what look-alikes may not.
    pub(crate) fn is_vendors_own(&self) -> bool {
        match self.provider {
            Provider::OpenAi => self.base_url == OPENAI_DEFAULT_BASE_URL,
            Provider::Anthropic => self.base_url == ANTHROPIC_DEFAULT_BASE_URL,
            Provider::Spin => false,
        }
    }
}

/// Reads keys through a look-up and remembers every problem.
pub(crate) struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    problems: Vec<SettingProblem>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            lookup,
            problems: Vec::new(),
        }
    }

    pub(crate) fn into_problems(self) -> Vec<SettingProblem> {
        self.problems
    }
}

impl Reader<'_> {
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let value = (self.lookup)(key)?;
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// The text must not quote the value, which may be a secret.
    pub(crate) fn problem(&mut self, key: &'static str, advice: impl Into<String>) {
        self.problems.push(SettingProblem {
            key,
            advice: advice.into(),
        });
    }

    fn provider(&mut self) -> Option<Provider> {
        let openai = self.text(OPENAI_API_KEY).is_some() || self.text(OPENAI_BASE_URL).is_some();
        let anthropic = self.text(ANTHROPIC_API_KEY).is_some();
        match self.text(PROVIDER).as_deref() {
            Some("none") => None,
            Some("spin") => Some(Provider::Spin),
            Some("openai") => {
                if !openai {
                    self.problem(
                        PROVIDER,
                        format!(
                            "is openai, but neither {OPENAI_API_KEY} nor {OPENAI_BASE_URL} is set"
                        ),
                    );
                }
                Some(Provider::OpenAi)
            }
            Some("anthropic") => {
                if !anthropic {
                    self.problem(
                        PROVIDER,
                        format!("is anthropic, but {ANTHROPIC_API_KEY} is not set"),
                    );
                }
                Some(Provider::Anthropic)
            }
            Some(_) => {
                self.problem(PROVIDER, "must be openai, anthropic, spin or none");
                None
            }
            None if openai && anthropic => {
                self.problem(
                    PROVIDER,
                    format!(
                        "is not set, and both {OPENAI_API_KEY} (or {OPENAI_BASE_URL}) and \
                         {ANTHROPIC_API_KEY} are; set it to openai, anthropic or none"
                    ),
                );
                None
            }
            None if openai => Some(Provider::OpenAi),
            None if anthropic => Some(Provider::Anthropic),
            None => None,
        }
    }

    fn settings(&mut self, provider: Provider) -> ModelSettings {
        let (api_key, base_url) = match provider {
            Provider::OpenAi => (self.api_key(OPENAI_API_KEY), self.base_url(OPENAI_BASE_URL)),
            Provider::Anthropic => (
                self.api_key(ANTHROPIC_API_KEY),
                self.base_url(ANTHROPIC_BASE_URL),
            ),
            Provider::Spin => (None, None),
        };
        let defaults = ModelSettings::new(provider, api_key);
        ModelSettings {
            base_url: base_url.unwrap_or(defaults.base_url),
            model: self.model().unwrap_or(defaults.model),
            prices: self.prices(),
            max_input_tokens: self.number(
                MAX_INPUT_TOKENS,
                defaults.max_input_tokens,
                2_000,
                1_000_000,
            ),
            max_output_tokens: self.number(
                MAX_OUTPUT_TOKENS,
                defaults.max_output_tokens,
                128,
                100_000,
            ),
            timeout_ms: self.number(TIMEOUT_MS, defaults.timeout_ms, 1_000, 300_000),
            response_format: self.response_format().unwrap_or(defaults.response_format),
            ..defaults
        }
    }

    /// A key goes into a header, where only visible ASCII is safe.
    pub(crate) fn api_key(&mut self, key: &'static str) -> Option<Secret> {
        let value = self.text(key)?;
        if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.problem(key, "holds a space or a character that is not ASCII");
        }
        Some(Secret::new(value))
    }

    pub(crate) fn base_url(&mut self, key: &'static str) -> Option<String> {
        let value = self.text(key)?;
        let url = value.trim_end_matches('/');
        let rest = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        let usable = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(['@', '?', '#', ' '])
                && rest.is_ascii()
        });
        if !usable {
            self.problem(
                key,
                "must be an http or https address without user name and query, such as \
                 https://api.example.com/v1",
            );
        }
        Some(url.to_owned())
    }

    fn model(&mut self) -> Option<String> {
        let name = self.text(MODEL)?;
        if name.len() > 200 || name.chars().any(char::is_control) {
            self.problem(MODEL, "must be the name of a model, at most 200 bytes long");
        }
        Some(name)
    }

    fn response_format(&mut self) -> Option<ResponseFormat> {
        let text = self.text(RESPONSE_FORMAT)?;
        let format = ResponseFormat::from_label(&text);
        if format.is_none() {
            self.problem(RESPONSE_FORMAT, "must be json_schema, json_object or text");
        }
        format
    }

    fn prices(&mut self) -> Option<Prices> {
        let input = self.price(INPUT_PRICE);
        let cached = self.price(CACHED_INPUT_PRICE);
        let output = self.price(OUTPUT_PRICE);
        match (input, output) {
            (Some(input_usd), Some(output_usd)) => Some(Prices {
                input_usd,
                cached_input_usd: cached.unwrap_or(input_usd),
                output_usd,
            }),
            (None, None) if cached.is_none() => None,
            (Some(_), None) => {
                self.problem(OUTPUT_PRICE, format!("is not set, but {INPUT_PRICE} is"));
                None
            }
            _ => {
                self.problem(INPUT_PRICE, "is not set, but another price of tokens is");
                None
            }
        }
    }

    fn price(&mut self, key: &'static str) -> Option<f64> {
        let text = self.text(key)?;
        match text.parse::<f64>() {
            Ok(price) if (0.0..=MAX_PRICE_USD).contains(&price) => Some(price),
            _ => {
                self.problem(key, "must be US dollars per million tokens, such as 0.40");
                Some(0.0)
            }
        }
    }

    pub(crate) fn number(&mut self, key: &'static str, default: u32, min: u32, max: u32) -> u32 {
        let Some(text) = self.text(key) else {
            return default;
        };
        match text.parse::<u32>() {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => {
                self.problem(key, format!("must be a whole number from {min} to {max}"));
                default
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Option<ModelSettings>, String> {
        ModelSettings::from_lookup(|key| {
            pairs
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, value)| (*value).to_owned())
        })
        .map_err(|errors| errors.to_string())
    }

    #[test]
    fn nothing_set_means_no_model() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&[("OPENAI_API_KEY", "  ")]), Ok(None));
    }

    #[test]
    fn a_key_is_enough() {
        let openai = read(&[("OPENAI_API_KEY", "sk-1")]).unwrap().unwrap();
        assert_eq!(openai.provider, Provider::OpenAi);
        assert_eq!(openai.base_url, "https://api.openai.com/v1");
        let anthropic = read(&[("ANTHROPIC_API_KEY", "sk-2")]).unwrap().unwrap();
        assert_eq!(anthropic.provider, Provider::Anthropic);
    }

    #[test]
    fn a_local_server_needs_an_address_only() {
        let settings = read(&[("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1/")])
            .unwrap()
            .unwrap();
        assert_eq!(settings.base_url, "http://127.0.0.1:11434/v1");
        assert_eq!(settings.api_key, None);
    }

    #[test]
    fn two_providers_want_a_choice() {
        let both = [("OPENAI_API_KEY", "a"), ("ANTHROPIC_API_KEY", "b")];
        assert!(
            read(&both)
                .unwrap_err()
                .starts_with("PLAINQUERY_MODEL_PROVIDER")
        );
        let chosen = [both[0], both[1], ("PLAINQUERY_MODEL_PROVIDER", "anthropic")];
        assert_eq!(
            read(&chosen).unwrap().unwrap().provider,
            Provider::Anthropic
        );
        let own = [both[0], ("PLAINQUERY_MODEL_PROVIDER", "spin")];
        let spin = read(&own).unwrap().unwrap();
        assert_eq!((spin.provider, spin.api_key), (Provider::Spin, None));
        let off = [both[0], ("PLAINQUERY_MODEL_PROVIDER", "none")];
        assert_eq!(read(&off), Ok(None));
    }

    #[test]
    fn every_bad_key_is_told_at_once_and_none_is_quoted() {
        let text = read(&[
            ("OPENAI_API_KEY", "sk secret"),
            ("OPENAI_BASE_URL", "https://user:hunter2@example.com"),
            ("PLAINQUERY_MODEL_TIMEOUT_MS", "soon"),
            ("PLAINQUERY_MODEL_OUTPUT_USD_PER_MILLION_TOKENS", "-1"),
        ])
        .unwrap_err();
        for key in [
            "OPENAI_API_KEY",
            "OPENAI_BASE_URL",
            TIMEOUT_MS,
            OUTPUT_PRICE,
            INPUT_PRICE,
        ] {
            assert!(text.contains(key), "{key}: {text}");
        }
        assert!(
            !text.contains("secret") && !text.contains("hunter2"),
            "{text}"
        );
    }

    #[test]
    fn debug_prints_no_key() {
        let settings = read(&[("OPENAI_API_KEY", "sk-hidden")]).unwrap();
        assert!(!format!("{settings:?}").contains("hidden"));
    }
}
