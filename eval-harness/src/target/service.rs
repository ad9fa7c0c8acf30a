//! A running service that answers `POST /v1/ask`.

use std::path::Path;

use plainquery_core::{
    Secret,
    ports::{HttpRequest, Method},
};
use plainquery_wire::{
    AskRequest, AskResponse, Problem,
    ask::{Author, Outcome},
};
use serde::Deserialize;
use thiserror::Error;

use super::{Answer, Asked, Conversation, Rows, Session, Target, rounded_confidence};
use crate::{
    dataset::Item,
    traffic::{ItemTraffic, ReplyUsage},
};

/// Far above any cap on rows that a service keeps to.
const MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;

/// The keys that stand for roles and tenants.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    default: Option<Secret>,
    bound: Vec<BoundKey>,
}

#[derive(Clone, Debug)]
struct BoundKey {
    role: Option<String>,
    tenant: Option<String>,
    key: Secret,
}

/// Keys that cannot be used.
#[derive(Debug, Error)]
pub enum KeysError {
    /// The file is not readable.
    #[error("cannot read the keys {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is of another form. Nothing of it is quoted.
    #[error(
        "{path} holds no keys: expected tables [[key]] with `key` or `variable` (an environment \
         variable with it), and `role` or `tenant`"
    )]
    Form {
        /// The file.
        path: String,
    },
    /// A variable is not set.
    #[error("{path}: the environment variable {variable} is not set")]
    Variable {
        /// The file.
        path: String,
        /// The variable.
        variable: String,
    },
    /// No key for who asks.
    #[error("no key for {0}: give --key, or a [[key]] of it in --keys")]
    NoKey(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeysFile {
    key: Vec<KeyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyEntry {
    key: Option<String>,
    variable: Option<String>,
    role: Option<String>,
    tenant: Option<String>,
}

impl Keys {
    /// The key for everybody that the file does not name, and the file.
    pub fn read(
        default: Option<String>,
        file: Option<&Path>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, KeysError> {
        let mut keys = Self {
            default: default.map(Secret::new),
            bound: Vec::new(),
        };
        let Some(file) = file else {
            return Ok(keys);
        };
        let path = || file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|source| KeysError::Read {
            path: path(),
            source,
        })?;
        let entries: KeysFile =
            toml::from_str(&text).map_err(|_| KeysError::Form { path: path() })?;
        for entry in entries.key {
            let key = match (entry.key, entry.variable) {
                (Some(key), None) => key,
                (None, Some(name)) => variable(&name).ok_or_else(|| KeysError::Variable {
                    path: path(),
                    variable: name.clone(),
                })?,
                _ => return Err(KeysError::Form { path: path() }),
            };
            keys.bound.push(BoundKey {
                role: entry.role,
                tenant: entry.tenant,
                key: Secret::new(key),
            });
        }
        Ok(keys)
    }

    /// The key of a role and tenant.
    pub fn of(&self, role: Option<&str>, tenant: Option<&str>) -> Result<&Secret, KeysError> {
        self.bound
            .iter()
            .find(|bound| bound.role.as_deref() == role && bound.tenant.as_deref() == tenant)
            .map(|bound| &bound.key)
            .or(self
                .default
                .as_ref()
                .filter(|_| role.is_none() && tenant.is_none()))
            .ok_or_else(|| {
                KeysError::NoKey(match (role, tenant) {
                    (None, None) => "questions without role and tenant".to_owned(),
                    (Some(role), None) => format!("the role {role:?}"),
                    (None, Some(tenant)) => format!("the tenant {tenant:?}"),
                    (Some(role), Some(tenant)) => {
                        format!("the role {role:?} of the tenant {tenant:?}")
                    }
                })
            })
    }

    /// All keys, so that none of them gets into a file.
    pub fn secrets(&self) -> Vec<String> {
        let bound = self.bound.iter().map(|bound| &bound.key);
        bound
            .chain(&self.default)
            .map(|key| key.expose().to_owned())
            .collect()
    }
}

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    url: String,
    keys: Keys,
    max_rows: u32,
    timeout_ms: u32,
}

impl Service {
    /// `base_url` without a path, such as `http://127.0.0.1:8787`.
    pub fn new(base_url: &str, keys: Keys, max_rows: u32, timeout_ms: u32) -> Self {
        Self {
            url: format!("{}/v1/ask", base_url.trim_end_matches('/')),
            keys,
            max_rows,
            timeout_ms,
        }
    }

    fn request(&self, item: &Item, before: &Conversation) -> Result<HttpRequest, KeysError> {
        let key = self.keys.of(item.role.as_deref(), item.tenant.as_deref())?;
        let question = match &item.evidence {
            Some(evidence) if !evidence.trim().is_empty() => {
                format!("{} ({})", item.question.trim_end(), evidence.trim())
            }
            _ => item.question.clone(),
        };
        let body = AskRequest {
            question,
            conversation: before.token.clone(),
            max_rows: Some(self.max_rows),
        };
        Ok(HttpRequest {
            method: Method::Post,
            url: self.url.clone(),
            headers: vec![
                ("content-type".to_owned(), "application/json".to_owned()),
                (
                    "authorization".to_owned(),
                    format!("Bearer {}", key.expose()),
                ),
            ],
            // Texts and numbers only: there is nothing to fail on.
            body: serde_json::to_vec(&body).unwrap_or_default(),
            timeout_ms: self.timeout_ms,
            max_response_bytes: MAX_RESPONSE_BYTES,
        })
    }
}

impl Target for Service {
    fn session(&self) -> Box<dyn Session + '_> {
        Box::new(ServiceSession { service: self })
    }
}

struct ServiceSession<'a> {
    service: &'a Service,
}

impl Session for ServiceSession<'_> {
    fn ask(&mut self, item: &Item, before: &Conversation, traffic: &ItemTraffic<'_>) -> Asked {
        let request = match self.service.request(item, before) {
            Ok(request) => request,
            Err(error) => return Asked::Failed(error.to_string()),
        };
        let replied = traffic.reply_unrecorded(&request);
        if let Some(spent) = traffic.stopped() {
            return Asked::Stopped(spent);
        }
        let response = match replied {
            Ok(response) => response,
            Err(error) => return Asked::Failed(error.to_string()),
        };
        if response.status == 200 {
            return match serde_json::from_slice(&response.body) {
                Ok(answer) => Asked::Answered(Box::new(answered(answer))),
                Err(fault) => {
                    Asked::Failed(format!("status 200 with a body that is no answer: {fault}"))
                }
            };
        }
        refused(response.status, &response.body, before)
    }
}

/// What a caller may not ask at all is refused: 403 is the policy's way to say so.
fn refused(status: u16, body: &[u8], before: &Conversation) -> Asked {
    let Ok(problem) = serde_json::from_slice::<Problem>(body) else {
        return Asked::Failed(format!("status {status} with a body that is no problem"));
    };
    let detail = problem.detail.unwrap_or_default();
    let message = format!("{} {detail}", problem.title).trim_end().to_owned();
    if problem
        .type_uri
        .ends_with(plainquery_sql::RoleNotPermitted::ID)
    {
        return Asked::Answered(Box::new(Answer {
            outcome: Some(Outcome::Refuse),
            reason: Some(plainquery_sql::RoleNotPermitted::ID.to_owned()),
            message,
            conversation: before.clone(),
            ..Answer::default()
        }));
    }
    Asked::Failed(format!("status {status}: {message}"))
}

fn answered(response: AskResponse) -> Answer {
    let (author, repairs) = match response.author {
        Some(Author::Engine) => (Some("engine".to_owned()), 0),
        Some(Author::Model {
            model, repaired, ..
        }) => (Some(model), u32::from(repaired)),
        None => (None, 0),
    };
    let rows = (response.outcome == Outcome::Answer).then(|| Rows {
        columns: response
            .columns
            .into_iter()
            .map(|column| column.name)
            .collect(),
        rows: response.rows,
        is_cut: response.truncated,
    });
    Answer {
        outcome: Some(response.outcome),
        reason: response.reason,
        message: response.message,
        sql: response.sql,
        rows,
        author,
        confidence: response.confidence.map(rounded_confidence),
        model_calls: response.usage.model_calls,
        repairs,
        usage: ReplyUsage {
            input_tokens: response.usage.input_tokens,
            cached_input_tokens: response.usage.cached_input_tokens,
            output_tokens: response.usage.output_tokens,
        },
        cost_usd: response.usage.cost_usd,
        conversation: Conversation {
            turns: Vec::new(),
            token: response.conversation,
        },
        ..Answer::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Keys, KeysError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Keys::read(Some("sk-all".into()), Some(file.path()), |name| {
            (name == "NORTH_KEY").then(|| "sk-north".to_owned())
        })
    }

    #[test]
    fn each_role_and_tenant_has_its_key() {
        let keys = read(
            "[[key]]\ntenant = 'north'\nvariable = 'NORTH_KEY'\n\
             [[key]]\nrole = 'analyst'\nkey = 'sk-analyst'\n",
        )
        .unwrap();
        let of = |role, tenant| keys.of(role, tenant).map(|key| key.expose().to_owned());
        assert_eq!(of(None, None).unwrap(), "sk-all");
        assert_eq!(of(None, Some("north")).unwrap(), "sk-north");
        assert_eq!(of(Some("analyst"), None).unwrap(), "sk-analyst");
        // Nobody is asked with a key of somebody else.
        assert!(of(Some("analyst"), Some("north")).is_err());
        assert_eq!(keys.secrets().len(), 3);
        assert!(!format!("{keys:?}").contains("sk-"));
    }

    #[test]
    fn a_fault_quotes_no_key() {
        for text in [
            "[[key]]\nkye = 'sk-hidden'",
            "[[key]]\nkey = 'sk-hidden'\nvariable = 'X'",
            "[[key]]\nvariable = 'NOT_SET'",
            "key = sk-hidden",
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(!error.contains("sk-hidden"), "{error}");
        }
    }
}
