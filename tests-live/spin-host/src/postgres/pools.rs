//! Connections, kept for each address. As in Spin, one that a component lets go of in the middle of a
//! transaction is handed on as it is.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use tokio_postgres::{
    NoTls,
    config::{Config, Host},
};

use super::{Answer, Client};
use crate::{bindings::spin::postgres::postgres::Error, outbound_hosts::OutboundHosts};

/// As in Spin.
const MAX_CONNECTIONS: usize = 64;

/// A pool for each address.
#[derive(Default)]
pub(crate) struct Pools(Mutex<HashMap<String, Pool>>);

impl Pools {
    /// A connection to an address that may be reached.
    pub(crate) async fn connect(&self, address: &str) -> Answer<Client> {
        let pool = self.pool(address)?;
        let client = pool.get().await;
        client
            .map(Arc::new)
            .map_err(|error| Error::ConnectionFailed(format!("{error:?}")))
    }

    fn pool(&self, address: &str) -> Answer<Pool> {
        let mut pools = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pool) = pools.get(address) {
            return Ok(pool.clone());
        }
        let settings = ManagerConfig {
            recycling_method: RecyclingMethod::Clean,
        };
        let manager = Manager::from_config(config(address)?, NoTls, settings);
        let pool = Pool::builder(manager)
            .max_size(MAX_CONNECTIONS)
            .build()
            .map_err(|error| Error::ConnectionFailed(error.to_string()))?;
        pools.insert(address.to_owned(), pool.clone());
        Ok(pool)
    }
}

fn config(address: &str) -> Answer<Config> {
    address
        .parse()
        .map_err(|error: tokio_postgres::Error| Error::ConnectionFailed(error.to_string()))
}

/// Whether every host of an address may be reached.
pub(super) fn check(allowed: &OutboundHosts, address: &str) -> Answer<()> {
    let config = config(address)?;
    let ports = config.get_ports();
    for (index, host) in config.get_hosts().iter().enumerate() {
        let Host::Tcp(name) = host else {
            return Err(Error::ConnectionFailed(
                "Unix sockets cannot be reached".to_owned(),
            ));
        };
        let port = ports.get(index).or(ports.first()).copied();
        if !allowed.allow("postgres", name, port) {
            return Err(Error::ConnectionFailed(format!(
                "address postgres://{name} is not permitted"
            )));
        }
    }
    Ok(())
}
