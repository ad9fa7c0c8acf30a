//! What writes SQL, by a name that changes with it.
//!
//! A kept answer holds only for what wrote it. Where `generate` is deployed apart, its model and its
//! release are its own affair, so it tells their name: with each reply, and when it is asked.

use plainquery_llm::prompt_version;
use plainquery_plan::Keyed;

use crate::Config;

/// Names the release (engine, its words, index and validator), the prompts and the models with all their
/// parameters. Keyed by the secret that both sides have: who reads it learns nothing of an address.
pub(crate) fn version(config: &Config) -> String {
    let Config {
        settings,
        model,
        embeddings,
        // A part of the key by itself.
        policy: _,
    } = config;
    named(
        Keyed::new(&settings.inner.secret, "writer-1"),
        env!("CARGO_PKG_VERSION"),
        prompt_version(),
        // Debug holds no secret. Vectors decide which tables a model is shown of a large schema.
        &format!("{model:?} {embeddings:?}"),
    )
}

fn named(keyed: Keyed, release: &str, prompts: &str, model: &str) -> String {
    keyed
        .field(release.as_bytes())
        .field(prompts.as_bytes())
        .field(model.as_bytes())
        .hex()
}

#[cfg(test)]
mod tests {
    use plainquery_core::{Secret, Settings};
    use plainquery_llm::{EmbeddingsSettings, ModelSettings, Prices, Provider, ResponseFormat};

    use super::*;

    fn config(change: impl FnOnce(&mut ModelSettings)) -> Config {
        let mut model = ModelSettings::new(Provider::OpenAi, Some(Secret::new("sk-test")));
        change(&mut model);
        Config {
            policy: None,
            settings: Settings::new(Secret::new("0123456789abcdef0123456789abcdef")),
            model: Some(model),
            embeddings: None,
        }
    }

    #[test]
    fn another_model_or_parameter_is_another_writer() {
        type Change = fn(&mut ModelSettings);
        let changes: [(&str, Change); 9] = [
            ("nothing", |_| {}),
            ("provider", |model| model.provider = Provider::Anthropic),
            ("address", |model| model.base_url.push('x')),
            ("model", |model| model.model.push('x')),
            ("input", |model| model.max_input_tokens += 1),
            ("output", |model| model.max_output_tokens += 1),
            ("time-out", |model| model.timeout_ms += 1),
            ("form", |model| model.response_format = ResponseFormat::Text),
            ("prices", |model| {
                model.prices = Some(Prices {
                    input_usd: 1.0,
                    cached_input_usd: 1.0,
                    output_usd: 1.0,
                });
            }),
        ];
        let mut versions: Vec<String> = changes
            .into_iter()
            .map(|(_, change)| version(&config(change)))
            .collect();
        let mut none = config(|_| {});
        none.model = None;
        versions.push(version(&none));
        let mut config = config(|_| {});
        for model in ["spin:all-minilm-l6-v2", "workers-ai:@cf/baai/bge-m3"] {
            let lookup = |key: &str| (key == "PLAINQUERY_EMBEDDINGS").then(|| model.to_owned());
            config.embeddings = EmbeddingsSettings::from_lookup(lookup).expect("a model");
            versions.push(version(&config));
        }
        let count = versions.len();
        versions.sort();
        versions.dedup();
        assert_eq!(versions.len(), count);
    }

    #[test]
    fn another_release_or_prompt_is_another_writer() {
        let of = |release, prompts| {
            let keyed = Keyed::new(&Secret::new("a secret"), "writer-1");
            named(keyed, release, prompts, "None")
        };
        assert_ne!(of("1", "1"), of("2", "1"));
        assert_ne!(of("1", "1"), of("1", "2"));
        assert_ne!(of("1", "12"), of("11", "2"));
    }
}
