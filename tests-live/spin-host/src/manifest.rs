//! `spin.toml` (version 2), as far as an HTTP application needs it.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// An application.
#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    spin_manifest_version: u32,
    /// What whoever runs it can or must set.
    #[serde(default)]
    pub(crate) variables: HashMap<String, VariableDeclaration>,
    trigger: Triggers,
    /// By name.
    #[serde(rename = "component")]
    pub(crate) components: BTreeMap<String, Component>,
}

/// A variable of the application.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct VariableDeclaration {
    /// Its value where nothing else is set.
    pub(crate) default: Option<String>,
    /// Whether the application does not start without it.
    #[serde(default)]
    pub(crate) required: bool,
    /// Whether its value is never printed.
    #[serde(default)]
    pub(crate) secret: bool,
}

#[derive(Debug, Deserialize)]
struct Triggers {
    http: Vec<HttpTrigger>,
}

/// Which component answers a route.
#[derive(Debug, Deserialize)]
pub(crate) struct HttpTrigger {
    /// The route.
    pub(crate) route: Route,
    /// The component's name.
    pub(crate) component: String,
}

/// `"/path"`, `"/path/..."`, or `{ private = true }`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Route {
    /// From outside.
    Public(String),
    /// From other components only.
    Private {
        /// Always true.
        private: bool,
    },
}

/// A component: its code, and what it may do.
#[derive(Debug, Deserialize)]
pub(crate) struct Component {
    /// The WASM file, from the manifest's folder.
    pub(crate) source: PathBuf,
    /// Templates of hosts that it may reach.
    #[serde(default)]
    pub(crate) allowed_outbound_hosts: Vec<String>,
    /// Labels of the stores that it may open.
    #[serde(default)]
    pub(crate) key_value_stores: Vec<String>,
    /// Names of the models that it may use.
    #[serde(default)]
    pub(crate) ai_models: Vec<String>,
    /// Its variables: templates over those of the application.
    #[serde(default)]
    pub(crate) variables: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads a manifest; the sources become paths from the working directory.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let mut manifest: Self =
            toml::from_str(&text).with_context(|| path.display().to_string())?;
        manifest.check()?;
        let folder = path.parent().unwrap_or(Path::new("."));
        for component in manifest.components.values_mut() {
            component.source = folder.join(&component.source);
        }
        Ok(manifest)
    }

    /// What answers which route.
    pub(crate) fn http_triggers(&self) -> &[HttpTrigger] {
        &self.trigger.http
    }

    /// Grants no component a key-value store.
    pub(crate) fn revoke_stores(&mut self) {
        for component in self.components.values_mut() {
            component.key_value_stores.clear();
        }
    }

    fn check(&self) -> Result<()> {
        ensure!(
            self.spin_manifest_version == 2,
            "spin_manifest_version must be 2"
        );
        for trigger in &self.trigger.http {
            ensure!(
                self.components.contains_key(&trigger.component),
                "a trigger names {:?}, which is no component",
                trigger.component
            );
            match &trigger.route {
                Route::Public(path) => {
                    ensure!(path.starts_with('/'), "the route {path:?} has no leading /");
                }
                Route::Private { private } => {
                    ensure!(*private, "`private = false` is no route");
                }
            }
        }
        Ok(())
    }
}
