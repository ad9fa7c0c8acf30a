//! The vectors of a catalog: from memory, else from KV, else made, some documents at a time.
//!
//! What is kept is named by what it was made of, model and texts: a catalog that changes elsewhere
//! has the same vectors, and nothing stale can be found.

use std::{cell::RefCell, collections::BTreeMap, fmt::Write as _, rc::Rc};

use plainquery_catalog::Catalog;
use plainquery_core::ports::{Clock, EmbeddingsError, Host, KvError, KvStore};
use plainquery_llm::{EmbeddingsSettings, MAX_EMBEDDED_TEXTS, embed};
use plainquery_retrieval::{Document, Vectors, documents};
use sha2::{Digest, Sha256};

/// Sixteen chunks: what a request may spend on look-ups, some 2 MiB of vectors, some milliseconds of
/// comparing. Tables come first, so a larger schema loses columns.
const MAX_DOCUMENTS: usize = 16 * MAX_EMBEDDED_TEXTS;
/// Kept long: they cost money, and their name changes with what they are made of.
const TTL_S: u32 = 30 * 86_400;
/// With the turns before it a question may be longer than models read; what is asked comes first.
const MAX_QUESTION_CHARS: usize = 1_000;
/// After a failure nothing is asked for so long, or every question would wait for what is down.
const PAUSE_MS: u64 = 30_000;
/// Changes with the form of texts and vectors.
const FORMAT: &str = "vectors-1";

/// Why there are no vectors to rank by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoVectors {
    /// The model gave none.
    Failed(EmbeddingsError),
    /// It failed a moment ago.
    Paused,
    /// Those of the schema are not all made yet.
    BeingMade,
}

/// What is remembered of one catalog's vectors; belongs beside its index.
#[derive(Default)]
pub struct VectorMemory(RefCell<State>);

#[derive(Default)]
struct State {
    /// For which model.
    model: String,
    documents: Rc<Vec<Document>>,
    /// Each with its key in KV.
    chunks: Vec<(String, Option<Rc<Vectors>>)>,
    paused_until_ms: u64,
}

impl std::fmt::Debug for VectorMemory {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("VectorMemory")
    }
}

/// All vectors of a catalog, and a question's.
pub(crate) struct Compared {
    documents: Rc<Vec<Document>>,
    similarities: Vec<f32>,
}

impl Compared {
    /// The tables, nearest first: a table is as near as the nearest of its documents.
    pub(crate) fn ranking(&self, most: usize) -> Vec<usize> {
        // Documents of one table are not side by side.
        let mut best: BTreeMap<usize, f32> = BTreeMap::new();
        for (document, similarity) in self.documents.iter().zip(&self.similarities) {
            let known = best.entry(document.relation).or_insert(f32::MIN);
            *known = known.max(*similarity);
        }
        let mut nearest: Vec<(usize, f32)> = best.into_iter().collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        nearest.truncate(most);
        nearest.into_iter().map(|(relation, _)| relation).collect()
    }
}

/// Compares a question with a catalog's tables and columns, within the time that the settings give.
pub(crate) async fn compare<H: Host>(
    host: &H,
    settings: &EmbeddingsSettings,
    catalog: &Catalog,
    memory: &VectorMemory,
    question: &str,
) -> Result<Compared, NoVectors> {
    let started_ms = host.clock().now_ms();
    if started_ms < memory.0.borrow().paused_until_ms {
        return Err(NoVectors::Paused);
    }
    let work = Work {
        host,
        settings,
        memory,
        started_ms,
    };
    work.prepare(catalog);
    let compared = work.compare(question).await;
    // A question that the service does not take says nothing of the next one.
    if let Err(NoVectors::Failed(error)) = &compared
        && *error != EmbeddingsError::InvalidInput
    {
        memory.0.borrow_mut().paused_until_ms = host.clock().now_ms() + PAUSE_MS;
    }
    compared
}

struct Work<'a, H> {
    host: &'a H,
    settings: &'a EmbeddingsSettings,
    memory: &'a VectorMemory,
    started_ms: u64,
}

impl<H: Host> Work<'_, H> {
    /// The documents and their keys, once a catalog and model.
    fn prepare(&self, catalog: &Catalog) {
        let model = model_name(self.settings);
        let mut state = self.memory.0.borrow_mut();
        if state.model == model {
            return;
        }
        let documents = documents(catalog, MAX_DOCUMENTS);
        *state = State {
            chunks: documents
                .chunks(MAX_EMBEDDED_TEXTS)
                .map(|chunk| (key(&model, chunk), None))
                .collect(),
            documents: Rc::new(documents),
            model,
            paused_until_ms: 0,
        };
    }

    async fn compare(&self, question: &str) -> Result<Compared, NoVectors> {
        let chunks = self.chunks().await?;
        let texts = [question.chars().take(MAX_QUESTION_CHARS).collect()];
        let vectors = self.embed(&texts).await?;
        let question = vectors.first().map_or(&[][..], Vec::as_slice);
        Ok(Compared {
            documents: Rc::clone(&self.memory.0.borrow().documents),
            similarities: chunks
                .iter()
                .flat_map(|chunk| chunk.similarities(question))
                .collect(),
        })
    }

    /// All of them; those that are missing are made for as long as there is time, and kept, so that the
    /// next question goes on from there.
    async fn chunks(&self) -> Result<Vec<Rc<Vectors>>, NoVectors> {
        let count = self.memory.0.borrow().chunks.len();
        let mut all = Vec::with_capacity(count);
        // A store that fails may take seconds for each look.
        let mut asks_store = true;
        for at in 0..count {
            let chunk = match self.remembered(at) {
                Some(chunk) => Some(chunk),
                None if asks_store => {
                    let kept = self.kept(at).await;
                    asks_store = kept.is_ok();
                    kept.unwrap_or_default()
                }
                None => None,
            };
            all.push(match chunk {
                Some(chunk) => chunk,
                None => self.made(at).await?,
            });
        }
        Ok(all)
    }

    fn remembered(&self, at: usize) -> Option<Rc<Vectors>> {
        let state = self.memory.0.borrow();
        state.chunks.get(at).and_then(|(_, known)| known.clone())
    }

    /// From the store; `None` where it has none that can be read.
    async fn kept(&self, at: usize) -> Result<Option<Rc<Vectors>>, KvError> {
        let key = self.key(at);
        let Some(bytes) = self.host.kv().get(&key).await? else {
            return Ok(None);
        };
        let count = self.texts(at).len();
        let vectors = Vectors::from_bytes(&bytes, count, self.settings.model.dimensions);
        Ok(vectors.map(|vectors| self.remember(at, &key, vectors)))
    }

    fn key(&self, at: usize) -> String {
        let state = self.memory.0.borrow();
        let key = state.chunks.get(at).map(|(key, _)| key.clone());
        key.unwrap_or_default()
    }

    async fn made(&self, at: usize) -> Result<Rc<Vectors>, NoVectors> {
        if at > 0 && self.left_ms() == 0 {
            return Err(NoVectors::BeingMade);
        }
        let texts = self.texts(at);
        let vectors = match self.embed(&texts).await {
            // The time went on those before.
            Err(NoVectors::Failed(EmbeddingsError::Timeout)) if at > 0 => {
                return Err(NoVectors::BeingMade);
            }
            other => other?,
        };
        let vectors = Vectors::new(&vectors, self.settings.model.dimensions);
        let key = self.key(at);
        // A store that does not take it costs money and time, and no answer.
        let _ = self.host.kv().put(&key, &vectors.to_bytes(), TTL_S).await;
        Ok(self.remember(at, &key, vectors))
    }

    fn texts(&self, at: usize) -> Vec<String> {
        let documents = Rc::clone(&self.memory.0.borrow().documents);
        let chunk = documents.chunks(MAX_EMBEDDED_TEXTS).nth(at);
        let chunk = chunk.unwrap_or_default().iter();
        chunk.map(|document| document.text.clone()).collect()
    }

    fn remember(&self, at: usize, key: &str, vectors: Vectors) -> Rc<Vectors> {
        let vectors = Rc::new(vectors);
        let mut state = self.memory.0.borrow_mut();
        // Another request may have changed the model meanwhile.
        if let Some((known, place)) = state.chunks.get_mut(at)
            && known == key
        {
            *place = Some(Rc::clone(&vectors));
        }
        vectors
    }

    async fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, NoVectors> {
        let left_ms = self.left_ms();
        if left_ms == 0 {
            return Err(NoVectors::Failed(EmbeddingsError::Timeout));
        }
        let host = self.host;
        embed(
            host.http(),
            host.embeddings(),
            self.settings,
            texts,
            left_ms,
        )
        .await
        .map_err(NoVectors::Failed)
    }

    fn left_ms(&self) -> u32 {
        let spent_ms = self.host.clock().now_ms().saturating_sub(self.started_ms);
        let spent_ms = u32::try_from(spent_ms).unwrap_or(u32::MAX);
        self.settings.timeout_ms.saturating_sub(spent_ms)
    }
}

/// Everything that the numbers of a vector depend on besides its text.
fn model_name(settings: &EmbeddingsSettings) -> String {
    let model = &settings.model;
    format!(
        "{}\n{}\n{}\n{}",
        settings.provider.label(),
        settings.base_url,
        model.name,
        model.dimensions
    )
}

/// Each part with its length before, so that no two lists of parts are hashed alike.
fn key(model: &str, documents: &[Document]) -> String {
    let texts = documents.iter().map(|document| document.text.as_str());
    let mut hasher = Sha256::new();
    for part in [FORMAT, model].into_iter().chain(texts) {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let mut key = "vectors/".to_owned();
    for byte in hasher.finalize() {
        // Writing into a String does not fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}
