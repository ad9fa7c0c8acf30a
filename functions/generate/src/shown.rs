//! Which tables a model is shown.

use plainquery_catalog::RelationKind;
use plainquery_core::ports::Host;
use plainquery_llm::SchemaView;
use plainquery_retrieval::Index;
use plainquery_retrieve::{Ranking, Searched, rank};

use crate::GenerateInput;

/// Tables that retrieval ranks before the rest, where the schema is too large to show whole.
const RANKED_TABLES: usize = 20;
/// Of a prompt's tokens, one in so many is certainly the schema's: half of what the instructions
/// leave.
const SCHEMA_SHARE: usize = 3;

/// Tables by their positions, the most important first.
pub(crate) struct Shown {
    pub(crate) relations: Vec<usize>,
    /// That they are ranked by words alone, where that is not what the settings say.
    pub(crate) warning: Option<String>,
}

/// The relations that may be read. Where a prompt may not hold them all: those that retrieval ranks,
/// those that join them, the rest. A question with earlier turns is ranked together with them, since
/// "only for 2024" names no table.
pub(crate) async fn shown_relations<H: Host>(
    host: &H,
    input: &GenerateInput<'_>,
    max_input_tokens: usize,
) -> Shown {
    let is_shown =
        |position: &usize| input.readable.relations[*position].kind != RelationKind::Partition;
    let all: Vec<usize> = (0..input.readable.relations.len())
        .filter(is_shown)
        .collect();
    let view = SchemaView {
        catalog: input.readable,
        relations: &all,
    };
    if view.fits(max_input_tokens / SCHEMA_SHARE) {
        return Shown {
            relations: all,
            warning: None,
        };
    }
    let index = input.retrieval.get_or_init(|| Index::new(input.readable));
    let mut text = input.question.to_owned();
    for (question, _) in input.previous_turns {
        text.push('\n');
        text.push_str(question);
    }
    let searched = Searched {
        catalog: input.readable,
        index,
        embeddings: input.embeddings,
        vectors: input.vectors,
    };
    let Ranking { tables, warning } = rank(host, &searched, &text, RANKED_TABLES).await;
    let ranked: Vec<usize> = tables.iter().map(|ranked| ranked.relation).collect();
    let mut relations = index.with_join_paths(&ranked);
    relations.retain(is_shown);
    let rest: Vec<usize> = all
        .into_iter()
        .filter(|position| !relations.contains(position))
        .collect();
    relations.extend(rest);
    Shown { relations, warning }
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use plainquery_catalog::{Catalog, Column, Relation};
    use plainquery_engine::Engine;
    use plainquery_llm::EmbeddingsSettings;
    use plainquery_retrieve::VectorMemory;
    use plainquery_sql::Policy;
    use plainquery_testkit::{TestHost, ready};
    use plainquery_validate::Proofs;
    use serde_json::json;

    use super::*;

    const URL: &str = "http://127.0.0.1/v1/embeddings";

    fn catalog() -> Catalog {
        let table = |name: &str| Relation {
            schema: "shop".into(),
            name: name.into(),
            columns: vec![Column {
                name: "id".into(),
                type_name: "integer".into(),
                ..Column::default()
            }],
            ..Relation::default()
        };
        Catalog {
            relations: ["stores", "customers", "products"].map(table).into(),
            ..Catalog::default()
        }
    }

    fn embeddings() -> Option<EmbeddingsSettings> {
        EmbeddingsSettings::from_lookup(|key| match key {
            "PLAINQUERY_EMBEDDINGS" => Some("openai:some-model".to_owned()),
            "PLAINQUERY_EMBEDDINGS_BASE_URL" => Some("http://127.0.0.1/v1".to_owned()),
            "PLAINQUERY_EMBEDDINGS_DIMENSIONS" => Some("2".to_owned()),
            _ => None,
        })
        .expect("settings")
    }

    /// What is shown of a schema that a prompt of so few tokens cannot hold.
    fn shown(host: &TestHost, embeddings: Option<&EmbeddingsSettings>) -> Shown {
        let catalog = catalog();
        let input = GenerateInput {
            question: "Which merchandise is there?",
            today: "2025-06-30",
            week_starts_on: 1,
            fiscal_year_starts_in: 1,
            previous_frame: None,
            previous_turns: &[],
            catalog: &catalog,
            readable: &catalog,
            engine: &Engine::new(&catalog),
            retrieval: &OnceCell::new(),
            embeddings,
            vectors: &VectorMemory::default(),
            policy: &Policy::default(),
            proofs: &Proofs::default(),
            model: None,
            engine_threshold: 1.0,
        };
        ready(shown_relations(host, &input, 3))
    }

    #[test]
    fn what_is_meant_is_shown_first() {
        let host = TestHost::default();
        let by_words = shown(&host, None);
        assert_eq!(
            (by_words.relations, by_words.warning),
            (vec![0, 1, 2], None)
        );

        // Three tables and their columns; only the products point where the question does.
        let near = json!({"embedding": [1, 0]});
        let far = json!({"embedding": [0, 1]});
        let schema = json!({"data": [far, far, near, far, far, far]});
        host.http.answer(URL, 200, schema.to_string());
        host.http
            .answer(URL, 200, json!({"data": [near]}).to_string());
        let by_meaning = shown(&host, embeddings().as_ref());
        assert_eq!(by_meaning.relations[0], 2);
        assert_eq!(by_meaning.warning, None);

        let failed = shown(&TestHost::default(), embeddings().as_ref());
        assert_eq!(failed.relations, [0, 1, 2]);
        assert!(failed.warning.is_some());
    }
}
