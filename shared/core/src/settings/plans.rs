//! The keys that sign plans, for whom the plans are, and how long they hold.

use super::{Connector, DatabaseSettings, Secret, read::Reader};

pub(super) const PLAN_KEYS: &str = "PLAINQUERY_PLAN_KEYS";
pub(super) const PLAN_AUDIENCE: &str = "PLAINQUERY_PLAN_AUDIENCE";
pub(super) const PLAN_TTL_S: &str = "PLAINQUERY_PLAN_TTL_S";
pub(super) const GATEWAY_PLANS: &str = "PLAINQUERY_GATEWAY_PLANS";

const DEFAULT_AUDIENCE: &str = "plainquery";
const DEFAULT_TTL_S: u32 = 300;
const MIN_TTL_S: u32 = 10;
const MAX_TTL_S: u32 = 3_600;
const MAX_WORD_BYTES: usize = 64;
const MIN_SECRET_BYTES: usize = 32;
/// One that signs and one that is accepted while keys are changed.
const MAX_KEYS: usize = 2;

/// How plans are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSettings {
    /// The first signs, all are accepted; empty derives a key from the conversation secret.
    pub keys: Vec<PlanKey>,
    /// The deployment that plans are for.
    pub audience: String,
    /// How long a plan holds, in seconds.
    pub ttl_s: u32,
    /// The name under which the gateway before the database takes plans, where it runs nothing else
    /// (`plainquery gateway --plans-only --plan-audience NAME`).
    pub gateway: Option<String>,
}

/// A key that signs plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanKey {
    /// Its public name, which stands in each token.
    pub id: String,
    /// The key.
    pub secret: Secret,
}

impl PlanKey {
    /// Reads `id:secret`, or two of them with a comma between. An error says what is wrong, reads on
    /// after the setting's name, and quotes nothing.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, &'static str> {
        let keys: Vec<Self> = text.split(',').map(Self::parse).collect::<Result<_, _>>()?;
        if keys.len() > MAX_KEYS {
            return Err(
                "holds more than two keys: one signs, one more is accepted while you change them",
            );
        }
        if let [first, second] = keys.as_slice()
            && first.id == second.id
        {
            return Err("holds two keys of the same id");
        }
        Ok(keys)
    }

    fn parse(text: &str) -> Result<Self, &'static str> {
        let (id, secret) = text
            .trim()
            .split_once(':')
            .ok_or("must be id:secret, or two of them with a comma between, such as 2026-11:<output of `openssl rand -hex 32`>")?;
        if !is_word(id) {
            return Err("has an id that is not made of at most 64 letters, digits, - and _");
        }
        if secret.len() < MIN_SECRET_BYTES {
            return Err(
                "has a secret of fewer than 32 characters; use the output of `openssl rand -hex 32`",
            );
        }
        Ok(Self {
            id: id.to_owned(),
            secret: Secret::new(secret),
        })
    }
}

fn is_word(text: &str) -> bool {
    (1..=MAX_WORD_BYTES).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            audience: DEFAULT_AUDIENCE.to_owned(),
            ttl_s: DEFAULT_TTL_S,
            gateway: None,
        }
    }
}

impl PlanSettings {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let defaults = Self::default();
        let keys = match reader
            .text(PLAN_KEYS)
            .map(|text| PlanKey::parse_list(&text))
        {
            None => Vec::new(),
            Some(Ok(keys)) => keys,
            Some(Err(advice)) => {
                reader.problem(PLAN_KEYS, advice);
                Vec::new()
            }
        };
        let audience = reader.text(PLAN_AUDIENCE).unwrap_or(defaults.audience);
        if !is_word(&audience) {
            reader.problem(
                PLAN_AUDIENCE,
                "must be a word of at most 64 letters, digits, - and _",
            );
        }
        Self {
            keys,
            audience,
            ttl_s: reader.number(PLAN_TTL_S, defaults.ttl_s, MIN_TTL_S, MAX_TTL_S),
            gateway: read_gateway(reader),
        }
    }

    /// Notes what a gateway that takes plans needs and is not there. Only for who asks the database.
    pub(super) fn check_gateway(
        &self,
        reader: &mut Reader<'_>,
        database: Option<&DatabaseSettings>,
    ) {
        if self.gateway.is_none() {
            return;
        }
        let is_over_http = database.is_some_and(|database| {
            database.endpoint.is_some() && database.connector == Connector::Http
        });
        if !is_over_http {
            reader.problem(
                GATEWAY_PLANS,
                "is set, but the database is not behind a gateway: set PLAINQUERY_SQL_ENDPOINT, and \
                 no other PLAINQUERY_CONNECTOR than http",
            );
        }
        if self.keys.is_empty() {
            reader.problem(
                GATEWAY_PLANS,
                format!("is set, but {PLAN_KEYS} is not; give the gateway and this the same keys"),
            );
        }
    }
}

fn read_gateway(reader: &mut Reader<'_>) -> Option<String> {
    let name = reader.text(GATEWAY_PLANS)?;
    if !is_word(&name) {
        reader.problem(
            GATEWAY_PLANS,
            "must be the word after --plan-audience of the gateway, of at most 64 letters, digits, - \
             and _",
        );
        return None;
    }
    Some(name)
}
