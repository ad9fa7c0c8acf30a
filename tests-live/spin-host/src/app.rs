//! What all instances of all components share.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock},
};

use anyhow::{Context as _, Result};
use wasmtime_wasi_http::handler::ProxyHandler;

use crate::{
    clock::Clock, key_value::Stores, llm::Models, manifest::Manifest, options::InstanceOptions,
    outbound_hosts::OutboundHosts, postgres::Pools, variables::Variables, worker::Workers,
};

/// A running application.
pub(crate) struct App {
    /// What each component may do.
    pub(crate) permissions: BTreeMap<String, Permissions>,
    /// How instances are used.
    pub(crate) instances: InstanceOptions,
    /// The key-value stores.
    pub(crate) stores: Stores,
    /// The time of day.
    pub(crate) clock: Clock,
    /// The service behind the llm interface.
    pub(crate) models: Models,
    /// Connections to databases.
    pub(crate) pools: Pools,
    /// What runs each component. Set once, since it refers back to the application.
    pub(crate) components: OnceLock<HashMap<String, ProxyHandler<Workers>>>,
}

/// What a component may do.
pub(crate) struct Permissions {
    /// Its variables.
    pub(crate) variables: HashMap<String, String>,
    /// Hosts that it may reach.
    pub(crate) outbound_hosts: OutboundHosts,
    /// Stores that it may open.
    pub(crate) stores: Vec<String>,
    /// Models that it may use.
    pub(crate) models: Vec<String>,
}

impl App {
    /// An application without its components' code.
    ///
    /// # Errors
    /// A template has no value, or an allowed host is none.
    pub(crate) fn new(
        manifest: &Manifest,
        variables: &Variables,
        llm_url: Option<String>,
        instances: InstanceOptions,
    ) -> Result<Arc<Self>> {
        let permissions = manifest
            .components
            .iter()
            .map(|(name, component)| {
                let hosts = component
                    .allowed_outbound_hosts
                    .iter()
                    .map(|template| variables.expand(template))
                    .collect::<Result<Vec<_>>>()
                    .and_then(|hosts| OutboundHosts::parse(&hosts))
                    .with_context(|| format!("component {name}"))?;
                let permissions = Permissions {
                    variables: variables.of_component(manifest, name),
                    outbound_hosts: hosts,
                    stores: component.key_value_stores.clone(),
                    models: component.ai_models.clone(),
                };
                Ok((name.clone(), permissions))
            })
            .collect::<Result<_>>()?;
        Ok(Arc::new(Self {
            permissions,
            instances,
            stores: Stores::default(),
            clock: Clock::default(),
            models: Models::new(llm_url),
            pools: Pools::default(),
            components: OnceLock::new(),
        }))
    }

    /// What runs a component.
    pub(crate) fn component(&self, name: &str) -> Option<&ProxyHandler<Workers>> {
        self.components.get()?.get(name)
    }
}
