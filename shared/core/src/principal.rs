//! Who asks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A verified caller. Made from a token's claims or an API key's binding, never from a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principal {
    /// The token's subject or the key's name; for logs and rate limits.
    pub subject: String,
    /// The tenant whose rows may be seen; `None` where the data source has no tenants.
    pub tenant: Option<String>,
    /// The role that chooses the policy.
    pub role: String,
    /// Further claims, by the names that the policy gives them; only those that it asks for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<String, String>,
}
