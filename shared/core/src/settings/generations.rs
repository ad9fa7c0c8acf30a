//! Numbers that stand in the keys of kept answers; raising one forgets what was kept under it.

use std::collections::BTreeMap;

use super::read::Reader;

pub(super) const CACHE_GENERATIONS: &str = "PLAINQUERY_CACHE_GENERATIONS";

/// The name that stands for all tenants.
const ALL: &str = "*";

/// The generation of each tenant's kept answers, and of all together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheGenerations(BTreeMap<String, u32>);

impl CacheGenerations {
    /// Of all tenants together, and of one (of callers without one, the same again).
    pub fn of(&self, tenant: Option<&str>) -> [u32; 2] {
        let number = |name: &str| self.0.get(name).copied().unwrap_or(0);
        [number(ALL), number(tenant.unwrap_or(ALL))]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let Some(text) = reader.text(CACHE_GENERATIONS) else {
            return Self::default();
        };
        Self(serde_json::from_str(&text).unwrap_or_else(|_| {
            reader.problem(
                CACHE_GENERATIONS,
                "must be a JSON object of tenants and whole numbers, * for all, such as \
                 {\"*\": 1, \"acme\": 2}",
            );
            BTreeMap::new()
        }))
    }
}
