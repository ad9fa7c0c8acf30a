//! The tables by a question: by its words, and where a model is configured by its meaning as well.

use plainquery_catalog::Catalog;
use plainquery_core::ports::Host;
use plainquery_llm::EmbeddingsSettings;
use plainquery_retrieval::{Index, Ranked, fuse};

use crate::vectors::{NoVectors, VectorMemory, compare};

/// So many of either ranking are fused.
const DEPTH: usize = 50;

/// A catalog, which must hold only what may be read, and what its tables are found by.
#[derive(Clone, Copy, Debug)]
pub struct Searched<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The index of it.
    pub index: &'a Index,
    /// The model that makes vectors; `None` ranks by words alone.
    pub embeddings: Option<&'a EmbeddingsSettings>,
    /// Of the same catalog.
    pub vectors: &'a VectorMemory,
}

/// Tables, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// The tables.
    pub tables: Vec<Ranked>,
    /// Why they are ranked by words alone, for people, where that is not what the settings say.
    pub warning: Option<String>,
}

/// The best `k` tables for a question. Without vectors, for whatever reason, words rank alone.
pub async fn rank<H: Host>(host: &H, searched: &Searched<'_>, question: &str, k: usize) -> Ranking {
    let Some(settings) = searched.embeddings else {
        return Ranking {
            tables: searched.index.rank(question, k),
            warning: None,
        };
    };
    let compared = compare(host, settings, searched.catalog, searched.vectors, question).await;
    match compared {
        Ok(compared) => {
            let depth = DEPTH.max(k);
            let by_words: Vec<usize> = searched
                .index
                .rank(question, depth)
                .iter()
                .map(|ranked| ranked.relation)
                .collect();
            Ranking {
                tables: fuse(&[&by_words, &compared.ranking(depth)], k),
                warning: None,
            }
        }
        Err(reason) => Ranking {
            tables: searched.index.rank(question, k),
            warning: Some(warning(reason)),
        },
    }
}

fn warning(reason: NoVectors) -> String {
    let why = match reason {
        NoVectors::Failed(error) => error.to_string(),
        NoVectors::Paused => "the embeddings' service failed a moment ago".to_owned(),
        NoVectors::BeingMade => "the vectors of the schema are still being made".to_owned(),
    };
    format!("The tables were ranked by their words alone: {why}.")
}
