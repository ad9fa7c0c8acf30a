//! A dataset's databases with all that questions about them are read against.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use plainquery_catalog::{Catalog, SamplePolicy};
use plainquery_core::Secret;
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument};
use thiserror::Error;

use crate::{
    database_settings::{DatabaseSettings, DatabaseSettingsError},
    dataset::{DatabaseSource, Dataset},
    execution::{DatabaseError, Executor},
};

/// The subject of every question, for policies that know callers by name.
const SUBJECT: &str = "evaluation";

/// Values of text columns that are read of each column, as the service does it.
fn sample_policy() -> SamplePolicy {
    SamplePolicy::default()
}

/// A database that is at hand.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its schema.
    pub catalog: Catalog,
    /// What its questions take as given.
    pub settings: DatabaseSettings,
    /// Who may read what; `None` where everybody may read all.
    pub policy: Option<PolicyDocument>,
}

impl Opened {
    /// What anybody may read at most: the schemas of the settings.
    pub fn bare_policy(&self, max_rows: u64) -> Policy {
        let schemas = &self.settings.schemas;
        Policy {
            allowed_schemas: (!schemas.is_empty()).then(|| schemas.clone()),
            max_rows,
            ..Policy::default()
        }
    }

    /// What a caller may read; `None` where the policy's document does not name the role.
    pub fn policy_of(&self, role: &str, tenant: Option<&str>, max_rows: u64) -> Option<Policy> {
        let bare = self.bare_policy(max_rows);
        let Some(document) = &self.policy else {
            return Some(bare);
        };
        let caller = PolicyCaller {
            subject: SUBJECT,
            role,
            tenant,
            claims: &BTreeMap::new(),
        };
        let rules = document.for_caller(&caller).ok()?;
        Some(bare.with_rules(rules))
    }
}

/// The databases of a dataset's items, by name.
#[derive(Debug)]
pub struct Databases {
    executor: Arc<Executor>,
    opened: BTreeMap<String, Opened>,
}

/// A database that cannot be used.
#[derive(Debug, Error)]
pub enum DatabasesError {
    /// It cannot be opened.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Its settings cannot be used.
    #[error(transparent)]
    Settings(#[from] DatabaseSettingsError),
    /// Its policy cannot be used.
    #[error("the policy {}: {reason}", path.display())]
    Policy {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl DatabasesError {
    /// Whether a server is not there, so that another time it may be.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Database(DatabaseError::Unreachable { .. }))
    }
}

impl Databases {
    /// Opens those that an item of the dataset asks for and that are at hand. Files that are built of
    /// scripts lie in `cache_folder`. `mask_key` is the key of a policy's hash masks, `today` the day of
    /// databases whose settings name none.
    pub fn open(
        dataset: &Dataset,
        cache_folder: PathBuf,
        mask_key: Option<&Secret>,
        today: Option<toml::value::Date>,
    ) -> Result<Self, DatabasesError> {
        let executor = Arc::new(Executor::new(dataset.databases.clone(), cache_folder));
        let mut opened = BTreeMap::new();
        for item in &dataset.items {
            let Some(database) = dataset.databases.get(&item.database) else {
                continue;
            };
            let is_remote = matches!(database.source, DatabaseSource::Remote(_));
            if is_remote || opened.contains_key(&item.database) {
                continue;
            }
            let entry = Opened {
                catalog: executor.catalog(&item.database, Some(&sample_policy()))?,
                settings: DatabaseSettings::read(database.settings.as_deref())?.or_today(today),
                policy: database
                    .policy
                    .as_deref()
                    .map(|path| read_policy(path, mask_key))
                    .transpose()?,
            };
            opened.insert(item.database.clone(), entry);
        }
        Ok(Self { executor, opened })
    }

    /// A database; `None` where only a service reaches it.
    pub fn get(&self, name: &str) -> Option<&Opened> {
        self.opened.get(name)
    }

    /// All that are open, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Opened)> {
        let opened = self.opened.iter();
        opened.map(|(name, opened)| (name.as_str(), opened))
    }

    /// What runs SQL on them.
    pub fn executor(&self) -> Arc<Executor> {
        Arc::clone(&self.executor)
    }
}

fn read_policy(path: &Path, mask_key: Option<&Secret>) -> Result<PolicyDocument, DatabasesError> {
    let fault = |reason: String| DatabasesError::Policy {
        path: path.to_owned(),
        reason,
    };
    let text = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
    PolicyDocument::parse(&text, mask_key.cloned()).map_err(|error| fault(error.to_string()))
}
