//! The interface `spin:key-value`: in memory, without expiry, and as unreliable as a test wants it.

use std::{
    collections::HashMap,
    future::pending,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::Deserialize;
use wasmtime::{
    Result,
    component::{Accessor, FutureReader, Resource, StreamReader},
};

use crate::{
    app::App,
    bindings::spin::key_value::key_value::{Error, Host, HostStore, HostStoreWithStore},
    sandbox::{Sandbox, SpinImports},
};

type Entries = HashMap<String, Vec<u8>>;
type Answer<T> = std::result::Result<T, Error>;

/// What the stores do when a component asks them.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Behaviour {
    /// They work.
    #[default]
    Ok,
    /// Each operation fails.
    Failing,
    /// No operation ends.
    Hanging,
    /// What was read once stays so.
    Stale,
}

/// All stores, by their labels.
#[derive(Default)]
pub(crate) struct Stores(Mutex<State>);

#[derive(Default)]
struct State {
    behaviour: Behaviour,
    entries: HashMap<String, Entries>,
    /// What was read since they are stale.
    seen: HashMap<(String, String), Option<Vec<u8>>>,
}

impl Stores {
    /// How they behave from now on.
    pub(crate) fn behave(&self, behaviour: Behaviour) {
        let mut state = self.state();
        state.behaviour = behaviour;
        state.seen.clear();
    }

    /// The keys of a store.
    pub(crate) fn keys(&self, label: &str) -> Vec<String> {
        let state = self.state();
        let keys = state.entries.get(label).map(|entries| entries.keys());
        keys.into_iter().flatten().cloned().collect()
    }

    /// A value as it is.
    pub(crate) fn get(&self, label: &str, key: &str) -> Option<Vec<u8>> {
        self.state().entries.get(label)?.get(key).cloned()
    }

    /// Sets a value.
    pub(crate) fn set(&self, label: &str, key: String, value: Vec<u8>) {
        let mut state = self.state();
        let entries = state.entries.entry(label.to_owned()).or_default();
        entries.insert(key, value);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A component's operation on a store.
    async fn with<R>(&self, label: &str, work: impl FnOnce(&mut Entries) -> R) -> Answer<R> {
        let behaviour = self.state().behaviour;
        match behaviour {
            Behaviour::Failing => Err(Error::Other("the store is made to fail".to_owned())),
            Behaviour::Hanging => pending().await,
            Behaviour::Ok | Behaviour::Stale => Ok(work(
                self.state().entries.entry(label.to_owned()).or_default(),
            )),
        }
    }

    async fn read(&self, label: &str, key: String) -> Answer<Option<Vec<u8>>> {
        let value = self
            .with(label, |entries| entries.get(&key).cloned())
            .await?;
        let mut state = self.state();
        if state.behaviour != Behaviour::Stale {
            return Ok(value);
        }
        let seen = state.seen.entry((label.to_owned(), key)).or_insert(value);
        Ok(seen.clone())
    }
}

/// A store that a component opened: its label.
pub struct OpenStore(String);

impl Host for Sandbox {}

impl HostStore for Sandbox {
    fn drop(&mut self, store: Resource<OpenStore>) -> Result<()> {
        self.table.delete(store)?;
        Ok(())
    }
}

/// The application and the label of an open store.
fn opened<T>(
    accessor: &Accessor<T, SpinImports>,
    store: &Resource<OpenStore>,
) -> Result<(Arc<App>, String)> {
    accessor.with(|mut access| {
        let sandbox = access.get();
        let label = sandbox.table.get(store)?.0.clone();
        Ok((sandbox.app.clone(), label))
    })
}

/// Does something to the entries of an open store.
async fn with_entries<T, R>(
    accessor: &Accessor<T, SpinImports>,
    store: &Resource<OpenStore>,
    work: impl FnOnce(&mut Entries) -> R,
) -> Result<Answer<R>> {
    let (app, label) = opened(accessor, store)?;
    Ok(app.stores.with(&label, work).await)
}

impl<T: Send> HostStoreWithStore<T> for SpinImports {
    async fn open(
        accessor: &Accessor<T, Self>,
        label: String,
    ) -> Result<Answer<Resource<OpenStore>>> {
        accessor.with(|mut access| {
            let sandbox = access.get();
            if !sandbox.permissions().stores.contains(&label) {
                return Ok(Err(Error::AccessDenied));
            }
            Ok(Ok(sandbox.table.push(OpenStore(label))?))
        })
    }

    async fn get(
        accessor: &Accessor<T, Self>,
        store: Resource<OpenStore>,
        key: String,
    ) -> Result<Answer<Option<Vec<u8>>>> {
        let (app, label) = opened(accessor, &store)?;
        Ok(app.stores.read(&label, key).await)
    }

    async fn set(
        accessor: &Accessor<T, Self>,
        store: Resource<OpenStore>,
        key: String,
        value: Vec<u8>,
    ) -> Result<Answer<()>> {
        with_entries(accessor, &store, |entries| {
            entries.insert(key, value);
        })
        .await
    }

    async fn delete(
        accessor: &Accessor<T, Self>,
        store: Resource<OpenStore>,
        key: String,
    ) -> Result<Answer<()>> {
        with_entries(accessor, &store, |entries| {
            entries.remove(&key);
        })
        .await
    }

    async fn exists(
        accessor: &Accessor<T, Self>,
        store: Resource<OpenStore>,
        key: String,
    ) -> Result<Answer<bool>> {
        with_entries(accessor, &store, |entries| entries.contains_key(&key)).await
    }

    async fn get_keys(
        accessor: &Accessor<T, Self>,
        store: Resource<OpenStore>,
    ) -> Result<(StreamReader<String>, FutureReader<Answer<()>>)> {
        let listed: Answer<Vec<String>> = with_entries(accessor, &store, |entries| {
            entries.keys().cloned().collect()
        })
        .await?;
        accessor.with(|mut access| {
            let (keys, outcome) = match listed {
                Ok(keys) => (keys, Ok(())),
                Err(error) => (Vec::new(), Err(error)),
            };
            let keys = StreamReader::new(&mut access, keys)?;
            let outcome = FutureReader::new(&mut access, async { wasmtime::error::Ok(outcome) })?;
            Ok((keys, outcome))
        })
    }
}
