//! Which model makes vectors.

use plainquery_core::{Secret, SettingsErrors, ports::EmbeddingModel};

use crate::settings::{OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_DEFAULT_BASE_URL, Reader};

const EMBEDDINGS: &str = "PLAINQUERY_EMBEDDINGS";
const BASE_URL: &str = "PLAINQUERY_EMBEDDINGS_BASE_URL";
const API_KEY: &str = "PLAINQUERY_EMBEDDINGS_API_KEY";
const DIMENSIONS: &str = "PLAINQUERY_EMBEDDINGS_DIMENSIONS";
const TIMEOUT_MS: &str = "PLAINQUERY_EMBEDDINGS_TIMEOUT_MS";

const DEFAULT_TIMEOUT_MS: u32 = 5_000;
const MAX_DIMENSIONS: u32 = 4_096;
const MAX_NAME_BYTES: usize = 200;

/// The sizes of well-known models' vectors, by the end of their names.
const KNOWN: [(&str, u32); 14] = [
    ("text-embedding-3-small", 1_536),
    ("text-embedding-3-large", 3_072),
    ("text-embedding-ada-002", 1_536),
    ("bge-small-en-v1.5", 384),
    ("bge-base-en-v1.5", 768),
    ("bge-large-en-v1.5", 1_024),
    ("bge-m3", 1_024),
    ("embeddinggemma-300m", 768),
    ("qwen3-embedding-0.6b", 1_024),
    ("all-minilm-l6-v2", 384),
    ("all-minilm", 384),
    ("nomic-embed-text", 768),
    ("mxbai-embed-large", 1_024),
    ("snowflake-arctic-embed", 1_024),
];
/// Models of which a smaller size may be asked for.
const RESIZABLE: &str = "text-embedding-3-";

/// Who makes vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmbeddingsProvider {
    /// `OpenAI`'s `/v1/embeddings`; also Ollama, vLLM and many more.
    OpenAi,
    /// Workers AI, by the binding `AI`.
    WorkersAi,
    /// Spin's own llm.
    Spin,
}

impl EmbeddingsProvider {
    /// The stable label: `openai`, `workers-ai` or `spin`.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::WorkersAi => "workers-ai",
            Self::Spin => "spin",
        }
    }

    fn of(label: &str) -> Option<Self> {
        [Self::OpenAi, Self::WorkersAi, Self::Spin]
            .into_iter()
            .find(|provider| provider.label() == label)
    }
}

/// A model that makes vectors. Debug prints no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbeddingsSettings {
    /// Who makes them.
    pub provider: EmbeddingsProvider,
    /// The address up to the version, without a slash at its end; empty for a model of the host.
    pub base_url: String,
    /// The key; `None` for servers that want none.
    pub api_key: Option<Secret>,
    /// The model and the size of its vectors.
    pub model: EmbeddingModel,
    /// Whether the size is asked for, since it is not the model's own.
    pub asks_for_dimensions: bool,
    /// The milliseconds that a question may spend on vectors.
    pub timeout_ms: u32,
}

impl EmbeddingsSettings {
    /// Reads the settings; `lookup` gives a key's value. `Ok(None)` where no model is configured:
    /// tables are then ranked by their words.
    ///
    /// # Errors
    /// All keys that are wrong.
    pub fn from_lookup(
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, SettingsErrors> {
        let mut reader = Reader::new(&lookup);
        let settings = Self::read(&mut reader);
        match reader.into_problems() {
            problems if problems.is_empty() => Ok(settings),
            problems => Err(SettingsErrors { problems }),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(EMBEDDINGS)?;
        let named = text.split_once(':').and_then(|(provider, name)| {
            let is_name =
                (1..=MAX_NAME_BYTES).contains(&name.len()) && !name.chars().any(char::is_control);
            Some((EmbeddingsProvider::of(provider)?, name)).filter(|_| is_name)
        });
        let Some((provider, name)) = named else {
            reader.problem(
                EMBEDDINGS,
                "must be openai, workers-ai or spin and a model, such as \
                 openai:text-embedding-3-small",
            );
            return None;
        };
        let (base_url, api_key) = match provider {
            EmbeddingsProvider::OpenAi => service(reader),
            EmbeddingsProvider::WorkersAi | EmbeddingsProvider::Spin => (String::new(), None),
        };
        let known = known_dimensions(name);
        let wanted = reader
            .text(DIMENSIONS)
            .map(|_| reader.number(DIMENSIONS, 1, 1, MAX_DIMENSIONS));
        let Some(dimensions) = wanted.or(known) else {
            reader.problem(
                DIMENSIONS,
                format!("is not set, and {EMBEDDINGS} names a model whose size is not known"),
            );
            return None;
        };
        Some(Self {
            provider,
            base_url,
            api_key,
            model: EmbeddingModel {
                name: name.to_owned(),
                dimensions: usize::try_from(dimensions).unwrap_or(usize::MAX),
            },
            asks_for_dimensions: known != Some(dimensions) && name.starts_with(RESIZABLE),
            timeout_ms: reader.number(TIMEOUT_MS, DEFAULT_TIMEOUT_MS, 100, 60_000),
        })
    }
}

/// The address and the key. A key for one address is sent to no other.
fn service(reader: &mut Reader<'_>) -> (String, Option<Secret>) {
    let own_url = reader.base_url(BASE_URL);
    let own_key = reader.api_key(API_KEY);
    if let Some(url) = own_url {
        return (url, own_key);
    }
    let shared_url = reader.base_url(OPENAI_BASE_URL);
    let key = own_key.or_else(|| reader.api_key(OPENAI_API_KEY));
    if shared_url.is_none() && key.is_none() {
        reader.problem(
            EMBEDDINGS,
            format!("is of openai, but neither {API_KEY}, {BASE_URL} nor {OPENAI_API_KEY} is set"),
        );
    }
    let url = shared_url.unwrap_or_else(|| OPENAI_DEFAULT_BASE_URL.to_owned());
    (url, key)
}

/// By the last part of a name such as `@cf/baai/bge-m3`, without a tag such as `:latest`.
fn known_dimensions(name: &str) -> Option<u32> {
    let last = name.rsplit('/').next()?;
    let bare = last.split(':').next()?;
    KNOWN
        .iter()
        .find(|(known, _)| *known == bare)
        .map(|(_, dimensions)| *dimensions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Option<EmbeddingsSettings>, String> {
        EmbeddingsSettings::from_lookup(|key| {
            let found = pairs.iter().find(|(name, _)| *name == key);
            found.map(|(_, value)| (*value).to_owned())
        })
        .map_err(|errors| errors.to_string())
    }

    fn set(pairs: &[(&str, &str)]) -> EmbeddingsSettings {
        read(pairs).expect("settings").expect("a model")
    }

    #[test]
    fn nothing_set_means_words_alone() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&[(OPENAI_API_KEY, "sk-1")]), Ok(None));
        assert_eq!(read(&[(DIMENSIONS, "junk"), (EMBEDDINGS, " ")]), Ok(None));
    }

    #[test]
    fn the_size_of_known_models_is_known() {
        for (model, dimensions) in [
            ("spin:all-minilm-l6-v2", 384),
            ("workers-ai:@cf/baai/bge-base-en-v1.5", 768),
            ("workers-ai:@cf/baai/bge-m3", 1_024),
        ] {
            let settings = set(&[(EMBEDDINGS, model)]);
            assert_eq!(settings.model.dimensions, dimensions, "{model}");
            assert!(!settings.asks_for_dimensions);
        }
        let ollama = [
            (EMBEDDINGS, "openai:nomic-embed-text:latest"),
            (BASE_URL, "http://127.0.0.1:11434/v1/"),
        ];
        let settings = set(&ollama);
        assert_eq!(settings.model.name, "nomic-embed-text:latest");
        assert_eq!(settings.model.dimensions, 768);
        assert_eq!(settings.base_url, "http://127.0.0.1:11434/v1");
        let unknown = read(&[(EMBEDDINGS, "spin:something-else")]);
        assert!(unknown.unwrap_err().starts_with(DIMENSIONS));
        let told = [
            (EMBEDDINGS, "openai:text-embedding-3-small"),
            (OPENAI_API_KEY, "sk-1"),
            (DIMENSIONS, "256"),
        ];
        assert!(set(&told).asks_for_dimensions);
        assert_eq!(set(&told).model.dimensions, 256);
    }

    #[test]
    fn a_key_goes_to_its_own_address_only() {
        let model = (EMBEDDINGS, "openai:text-embedding-3-small");
        let both = set(&[
            model,
            (OPENAI_API_KEY, "sk-1"),
            (BASE_URL, "http://127.0.0.1/v1"),
        ]);
        assert_eq!(both.api_key, None);
        let shared = set(&[
            model,
            (OPENAI_API_KEY, "sk-1"),
            (OPENAI_BASE_URL, "http://127.0.0.1/v1"),
        ]);
        assert_eq!(shared.api_key, Some(Secret::new("sk-1")));
        assert_eq!(shared.base_url, "http://127.0.0.1/v1");
        let own = set(&[model, (API_KEY, "sk-2"), (OPENAI_API_KEY, "sk-1")]);
        assert_eq!(own.api_key, Some(Secret::new("sk-2")));
        assert_eq!(own.base_url, OPENAI_DEFAULT_BASE_URL);
        assert!(read(&[model]).unwrap_err().starts_with(EMBEDDINGS));
    }

    #[test]
    fn bad_keys_are_told_and_not_quoted() {
        for bad in [
            "text-embedding-3-small",
            "acme:model",
            "openai:",
            "spin:a\nb",
        ] {
            let text = read(&[(EMBEDDINGS, bad)]).unwrap_err();
            assert!(text.starts_with(EMBEDDINGS), "{text}");
        }
        let text = read(&[
            (EMBEDDINGS, "openai:text-embedding-3-small"),
            (API_KEY, "sk hidden"),
            (BASE_URL, "https://user:hunter2@example.com"),
            (DIMENSIONS, "0"),
            (TIMEOUT_MS, "soon"),
        ])
        .unwrap_err();
        for key in [API_KEY, BASE_URL, DIMENSIONS, TIMEOUT_MS] {
            assert!(text.contains(key), "{key}: {text}");
        }
        assert!(
            !text.contains("hidden") && !text.contains("hunter2"),
            "{text}"
        );
        let settings = set(&[
            (EMBEDDINGS, "openai:text-embedding-3-small"),
            (API_KEY, "sk-hidden"),
        ]);
        assert!(!format!("{settings:?}").contains("hidden"));
    }
}
