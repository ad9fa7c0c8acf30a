//! The catalog and the engine over it: from memory, else from KV, else from the database.
//!
//! Memory is only a cache of what KV holds, and KV of what the database says: any of them may be
//! empty or fail, and may be of a schema that has changed since: see `current`.

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use plainquery_catalog::{Catalog, content_version, model::FORMAT, schema_version};
use plainquery_connect::{CatalogOptions, LoadError, load_catalog};
use plainquery_core::{
    Dialect, Secret, Settings,
    ports::{Clock, Host, KvStore},
};
use plainquery_engine::Engine;
use plainquery_plan::{GatewaySigner, Keyed};
use plainquery_retrieval::Index;
use plainquery_retrieve::{Searched, VectorMemory};
use plainquery_sql::{CallerRules, Policy};
use plainquery_validate::Proofs;
use plainquery_wire::ApiError;

use crate::{Config, data_source::data_source, errors::database_error, inner::CatalogName};

/// For this long memory is taken without a look into KV.
const MEMORY_FRESH_MS: u64 = 30_000;
/// Data sources that one isolate keeps, in each way in which roles see them.
const MAX_REMEMBERED: usize = 8;

/// A catalog, ready to be asked.
pub(crate) struct Prepared {
    /// Its key in KV.
    pub(crate) key: String,
    /// All that the database told: what SQL is proven against, which keeps "not permitted" and "not
    /// known" apart.
    pub(crate) catalog: Catalog,
    /// Where the policy does not permit all of it, the part that it does.
    restricted: Option<Catalog>,
    /// The policy that it was prepared for, without the values of the caller's claims: what is seen of a
    /// schema is the same for all callers of a role that have the same claims.
    pub(crate) policy: Policy,
    /// The engine over what may be read; filled when it is first needed, since it costs more than all
    /// else here and only `generate` asks it.
    engine: OnceCell<Engine>,
    /// The catalog's version (hash).
    pub(crate) version: String,
    /// The database's own mark of the state of the schema when it was read.
    pub(crate) fingerprint: String,
    /// The version of its schema alone; from the store or filled when it is first needed.
    schema_version: OnceCell<String>,
    /// The index over what may be read; filled when it is first needed.
    pub(crate) index: OnceCell<Index>,
    /// What was proven against the catalog.
    pub(crate) proofs: Proofs,
    /// The vectors of what may be read, where an embeddings model is configured.
    pub(crate) vectors: VectorMemory,
}

impl Prepared {
    /// The part of the catalog that may be read.
    pub(crate) fn readable(&self) -> &Catalog {
        self.restricted.as_ref().unwrap_or(&self.catalog)
    }

    /// Changes with what SQL can depend on, not with sampled values: what plans are bound to.
    pub(crate) fn schema_version(&self) -> &str {
        self.schema_version
            .get_or_init(|| schema_version(&self.catalog))
    }

    /// The engine over what may be read.
    pub(crate) fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| Engine::new(self.readable()))
    }

    /// What tables are found by, and among which.
    pub(crate) fn searched<'a>(&'a self, config: &'a Config) -> Searched<'a> {
        Searched {
            catalog: self.readable(),
            index: self.index(),
            embeddings: config.embeddings.as_ref(),
            vectors: &self.vectors,
        }
    }

    /// The index over what may be read; built when it is first needed, since the engine does without.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.readable()))
    }
}

#[derive(Clone)]
struct Remembered {
    key: String,
    /// When KV or the database was last asked.
    looked_up_at_ms: u64,
    prepared: Rc<Prepared>,
}

thread_local! {
    static MEMORY: RefCell<Vec<Remembered>> = const { RefCell::new(Vec::new()) };
}

/// The catalog of the configured database, and the engine over what the policy shows of it.
pub(crate) async fn prepared<H: Host>(
    host: &H,
    config: &Config,
    policy: &Policy,
) -> Result<Rc<Prepared>, ApiError> {
    let key = cache_key(&config.settings);
    let memory_key = memory_key(&key, policy);
    let now_ms = host.clock().now_ms();
    let known = recall(&memory_key);
    if let Some(known) = &known
        && now_ms.abs_diff(known.looked_up_at_ms) < MEMORY_FRESH_MS
    {
        return Ok(Rc::clone(&known.prepared));
    }
    match (host.kv().get(&key).await, known) {
        (Ok(Some(bytes)), known) => {
            let known = known.map(|known| known.prepared);
            if let Some(prepared) = from_bytes(&key, policy, &bytes, known) {
                remember(memory_key, now_ms, &prepared);
                return Ok(prepared);
            }
        }
        // Without KV, memory serves for as long as KV would have.
        (Err(_), Some(known))
            if now_ms.abs_diff(known.looked_up_at_ms)
                < u64::from(config.settings.cache.catalog_ttl_s) * 1_000 =>
        {
            return Ok(known.prepared);
        }
        _ => {}
    }
    read_anew(host, config, policy).await
}

/// The catalog as the database has it now, whatever memory and KV hold.
pub(crate) async fn read_anew<H: Host>(
    host: &H,
    config: &Config,
    policy: &Policy,
) -> Result<Rc<Prepared>, ApiError> {
    let settings = &config.settings;
    let options = CatalogOptions {
        schemas: settings.schemas.clone(),
        timeout_ms: settings.limits.timeout_ms,
        ..CatalogOptions::default()
    };
    let signer = GatewaySigner::of(settings, host.clock());
    let loaded = load_catalog(host.sql(), &options, signer.as_ref())
        .await
        .map_err(|error| match error {
            LoadError::Sql(error) => database_error(&error),
            LoadError::Catalog(error) => {
                let kind = error.kind();
                ApiError::with_id(
                    kind,
                    "catalog-not-read",
                    format!("The schema cannot be read: {error}."),
                )
            }
        })?;
    let state = State::of(&loaded.catalog, loaded.fingerprint);
    let (key, bytes) = entry(settings, &loaded.catalog, &state);
    // Lost writes cost time, nothing else.
    let _ = host
        .kv()
        .put(&key, &bytes, settings.cache.catalog_ttl_s)
        .await;
    let memory_key = memory_key(&key, policy);
    let prepared = match recall(&memory_key) {
        Some(known) if state.is_that_of(&known.prepared) => known.prepared,
        _ => Rc::new(prepare(key, policy, loaded.catalog, state)),
    };
    remember(memory_key, host.clock().now_ms(), &prepared);
    Ok(prepared)
}

/// The catalog that a caller named, for a function that is deployed apart: from memory, else the one
/// that came along, else from KV. `None` where that version is nowhere.
pub(crate) async fn called<H: Host>(
    host: &H,
    name: &CatalogName,
    body: Option<Catalog>,
    policy: &Policy,
) -> Option<Rc<Prepared>> {
    let memory_key = memory_key(&format!("called {}", name.key), policy);
    let known = recall(&memory_key).map(|known| known.prepared);
    if let Some(known) = &known
        && known.version == name.version
    {
        return Some(Rc::clone(known));
    }
    let prepared = if let Some(catalog) = body {
        Rc::new(prepare(
            name.key.clone(),
            policy,
            catalog,
            State::named(&name.version),
        ))
    } else {
        let bytes = host.kv().get(&name.key).await.ok()??;
        from_bytes(&name.key, policy, &bytes, None)
            .filter(|prepared| prepared.version == name.version)?
    };
    remember(memory_key, host.clock().now_ms(), &prepared);
    Some(prepared)
}

fn prepare(key: String, policy: &Policy, catalog: Catalog, state: State) -> Prepared {
    Prepared {
        key,
        engine: OnceCell::new(),
        restricted: policy.visible(&catalog),
        policy: of_shape(policy),
        catalog,
        version: state.version,
        fingerprint: state.fingerprint,
        schema_version: state
            .schema_version
            .map_or_else(OnceCell::new, OnceCell::from),
        index: OnceCell::new(),
        proofs: Proofs::default(),
        vectors: VectorMemory::default(),
    }
}

/// The policy without the values of claims. Its row cap changes nothing of what is prepared.
fn of_shape(policy: &Policy) -> Policy {
    Policy {
        rules: policy.rules.clone().map(CallerRules::of_shape),
        ..policy.clone()
    }
}

/// The key in memory, where what was prepared is kept for each way in which the schema is seen.
fn memory_key(key: &str, policy: &Policy) -> String {
    let Policy {
        allowed_schemas,
        allowed_relations,
        max_rows: _,
        rules,
    } = of_shape(policy);
    // Text keys and whole numbers only: there is nothing to fail on.
    let rules = rules.map(|rules| serde_json::to_string(&rules).unwrap_or_default());
    format!("{key} {allowed_schemas:?} {allowed_relations:?} {rules:?}")
}

thread_local! {
    /// The last key, with the secret and the data source that it is for: each request needs it.
    static LAST_KEY: RefCell<Option<(Secret, String, String)>> = const { RefCell::new(None) };
}

fn cache_key(settings: &Settings) -> String {
    let secret = &settings.conversation_secret;
    let source = data_source(settings, secret);
    LAST_KEY.with_borrow_mut(|last| match last {
        Some((of_secret, of_source, key)) if of_secret == secret && *of_source == source => {
            key.clone()
        }
        _ => {
            let key = key_of(secret, &source);
            *last = Some((secret.clone(), source, key.clone()));
            key
        }
    })
}

/// The format, the data source and the schemas; the tenant sees the same schema as all others.
fn key_of(secret: &Secret, source: &str) -> String {
    let hash = Keyed::new(secret, "catalog-1")
        .field(&FORMAT.to_be_bytes())
        .field(env!("CARGO_PKG_VERSION").as_bytes())
        .field(Dialect::Postgres.label().as_bytes())
        .field(source.as_bytes())
        .hex();
    format!("catalog/{hash}")
}

/// Which state of a schema a catalog is of; the first line of its entry in KV, so that memory that has
/// it need not parse the rest.
struct State {
    version: String,
    fingerprint: String,
    schema_version: Option<String>,
}

impl State {
    fn of(catalog: &Catalog, fingerprint: String) -> Self {
        Self {
            version: content_version(catalog),
            fingerprint,
            schema_version: Some(schema_version(catalog)),
        }
    }

    /// Of a catalog that the caller names by its version, and whose fingerprint is the caller's affair.
    fn named(version: &str) -> Self {
        Self {
            version: version.to_owned(),
            fingerprint: String::new(),
            schema_version: None,
        }
    }

    fn read(line: &str) -> Self {
        let mut parts = line.split('\t');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        Self {
            version: next(),
            fingerprint: next(),
            schema_version: Some(next()).filter(|version| !version.is_empty()),
        }
    }

    fn line(&self) -> String {
        let schema_version = self.schema_version.as_deref().unwrap_or_default();
        format!("{}\t{}\t{schema_version}\n", self.version, self.fingerprint)
    }

    fn is_that_of(&self, prepared: &Prepared) -> bool {
        self.version == prepared.version && self.fingerprint == prepared.fingerprint
    }
}

/// The key and value under which a catalog lies in KV, for a host of doubles: its database has the
/// fingerprint of a schema that never changes.
pub fn catalog_entry(settings: &Settings, catalog: &Catalog, version: &str) -> (String, Vec<u8>) {
    entry(settings, catalog, &State::named(version))
}

fn entry(settings: &Settings, catalog: &Catalog, state: &State) -> (String, Vec<u8>) {
    let mut value = state.line().into_bytes();
    // A catalog has string keys and finite numbers only: serialisation has nothing to fail on.
    value.extend(serde_json::to_vec(catalog).unwrap_or_default());
    (cache_key(settings), value)
}

/// What KV holds; `None` where it cannot be read, as after a change of format.
fn from_bytes(
    key: &str,
    policy: &Policy,
    bytes: &[u8],
    known: Option<Rc<Prepared>>,
) -> Option<Rc<Prepared>> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let state = State::read(std::str::from_utf8(&bytes[..end]).ok()?);
    if let Some(known) = known
        && state.is_that_of(&known)
    {
        return Some(known);
    }
    let catalog: Catalog = serde_json::from_slice(&bytes[end + 1..]).ok()?;
    (catalog.format == FORMAT).then(|| Rc::new(prepare(key.to_owned(), policy, catalog, state)))
}

fn recall(key: &str) -> Option<Remembered> {
    MEMORY.with_borrow(|memory| memory.iter().find(|known| known.key == key).cloned())
}

/// Keeps the newest; the oldest goes where there are too many.
fn remember(key: String, now_ms: u64, prepared: &Rc<Prepared>) {
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|known| known.key != key);
        let surplus = (memory.len() + 1).saturating_sub(MAX_REMEMBERED);
        memory.drain(..surplus);
        memory.push(Remembered {
            key,
            looked_up_at_ms: now_ms,
            prepared: Rc::clone(prepared),
        });
    });
}
