//! The host's settings, read from a look-up (variables and secrets of a Worker, the environment).
//!
//! Every bad key is reported at once. Secrets are kept in [`Secret`], and no message quotes a value.

mod access;
mod database;
mod generations;
mod inner;
mod plans;
mod read;
mod secret;

use std::fmt;

pub use access::{AccessSettings, ApiKey, ClaimNames, JwtSettings};
pub use database::{Connector, DatabaseSettings};
pub use generations::CacheGenerations;
pub use inner::InnerSettings;
pub use plans::{PlanKey, PlanSettings};
pub use secret::Secret;

use crate::Function;

use read::Reader;

const CONVERSATION_SECRET: &str = "PLAINQUERY_CONVERSATION_SECRET";
const PREVIOUS_CONVERSATION_SECRET: &str = "PLAINQUERY_PREVIOUS_CONVERSATION_SECRET";
const TODAY: &str = "PLAINQUERY_TODAY";
const UTC_OFFSET_MINUTES: &str = "PLAINQUERY_UTC_OFFSET_MINUTES";
const WEEK_STARTS_ON: &str = "PLAINQUERY_WEEK_STARTS_ON";
const FISCAL_YEAR_STARTS_IN: &str = "PLAINQUERY_FISCAL_YEAR_STARTS_IN";
const MAX_ROWS: &str = "PLAINQUERY_MAX_ROWS";
const MAX_BYTES: &str = "PLAINQUERY_MAX_BYTES";
const TIMEOUT_MS: &str = "PLAINQUERY_TIMEOUT_MS";
const MAX_ESTIMATED_COST: &str = "PLAINQUERY_MAX_ESTIMATED_COST";
const EXPLAIN_FROM_ROWS: &str = "PLAINQUERY_EXPLAIN_FROM_ROWS";
const SCHEMAS: &str = "PLAINQUERY_SCHEMAS";
const TENANT_SETTING: &str = "PLAINQUERY_TENANT_SETTING";
const ENGINE_THRESHOLD: &str = "PLAINQUERY_ENGINE_THRESHOLD";
const ALLOWED_ORIGINS: &str = "PLAINQUERY_ALLOWED_ORIGINS";
const SUGGESTIONS: &str = "PLAINQUERY_SUGGESTIONS";
const CATALOG_TTL_S: &str = "PLAINQUERY_CATALOG_TTL_S";
const ANSWER_TTL_S: &str = "PLAINQUERY_ANSWER_TTL_S";
const CONVERSATION_TTL_S: &str = "PLAINQUERY_CONVERSATION_TTL_S";
const FUNCTIONS: &str = "PLAINQUERY_FUNCTIONS";

const MIN_CONVERSATION_SECRET_BYTES: usize = 32;
/// The least time to live that the KV store of Workers takes.
const MIN_KV_TTL_S: u32 = 60;
const DAY_S: u32 = 86_400;
/// As good as none for estimates of rows and of costs.
const MAX_ESTIMATE: u64 = 1_000_000_000_000_000;

/// All settings of a host but those of the language model, which `plainquery-llm` reads.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The functions that this deployment serves itself; the others are called.
    pub functions: Vec<Function>,
    /// How functions that are deployed apart call each other.
    pub inner: InnerSettings,
    /// The database; `None` leaves the page and the health check working, and nothing else.
    pub database: Option<DatabaseSettings>,
    /// Who may ask.
    pub access: AccessSettings,
    /// Signs the conversation tokens.
    pub conversation_secret: Secret,
    /// Still accepted while the secret is changed; signs nothing.
    pub previous_conversation_secret: Option<Secret>,
    /// How plans are signed.
    pub plans: PlanSettings,
    /// How long a conversation token holds, in seconds.
    pub conversation_ttl_s: u32,
    /// What "today", "this week" and "this fiscal year" mean.
    pub calendar: CalendarSettings,
    /// Caps on every query.
    pub limits: LimitSettings,
    /// How long things stay in the key-value store.
    pub cache: CacheSettings,
    /// Raised to forget kept answers.
    pub cache_generations: CacheGenerations,
    /// The schemas that questions are about; empty means all that the database role may read.
    pub schemas: Vec<String>,
    /// The session setting that row security reads the tenant from, such as `app.tenant`. With it,
    /// a caller without a tenant is refused.
    pub tenant_setting: Option<String>,
    /// The confidence (0 to 1) from which the engine's answer is taken without a model.
    pub engine_threshold: f32,
    /// Origins of other sites whose pages may call the API; `*` admits all.
    pub allowed_origins: Vec<String>,
    /// Questions that the page offers before those made from the catalog.
    pub suggestions: Vec<String>,
}

/// What words about time are read against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarSettings {
    /// A fixed "today" as `YYYY-MM-DD`; `None` takes the clock's.
    pub today: Option<String>,
    /// The zone's distance from UTC, east positive.
    pub utc_offset_minutes: i32,
    /// The week's first day: 1 is Monday, 7 is Sunday.
    pub week_starts_on: u8,
    /// The month in which the fiscal year starts, 1 to 12.
    pub fiscal_year_starts_in: u8,
}

impl Default for CalendarSettings {
    fn default() -> Self {
        Self {
            today: None,
            utc_offset_minutes: 0,
            week_starts_on: 1,
            fiscal_year_starts_in: 1,
        }
    }
}

/// Caps on every query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitSettings {
    /// The most rows of a result.
    pub max_rows: u32,
    /// The most bytes of a result's cells.
    pub max_bytes: usize,
    /// The longest a query may take.
    pub timeout_ms: u32,
    /// The most that a query may cost by the server's own estimate, in the planner's units.
    pub max_estimated_cost: u64,
    /// The rows that a query must read, by the catalog's estimates, for the server to be asked for its own;
    /// 0 asks always.
    pub explain_from_rows: u64,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            max_rows: 1_000,
            max_bytes: 2 * 1024 * 1024,
            timeout_ms: 10_000,
            // Some minutes of a server's work, which no time-out here leaves it.
            max_estimated_cost: 100_000_000,
            explain_from_rows: 1_000_000,
        }
    }
}

/// How long things stay in the key-value store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheSettings {
    /// The catalog, in seconds; how long a changed schema may go unnoticed.
    pub catalog_ttl_s: u32,
    /// Answers with their rows, in seconds; `None` keeps none.
    pub answer_ttl_s: Option<u32>,
}

impl Default for CacheSettings {
    fn default() -> Self {
        Self {
            catalog_ttl_s: 600,
            answer_ttl_s: None,
        }
    }
}

/// A key that is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingProblem {
    /// The key.
    pub key: &'static str,
    /// What is wrong and what to do; reads on after the key.
    pub advice: String,
}

/// Everything that is wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsErrors {
    /// In the order in which the keys are read; never empty.
    pub problems: Vec<SettingProblem>,
}

impl fmt::Display for SettingsErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{} {}", problem.key, problem.advice)?;
        }
        Ok(())
    }
}

impl std::error::Error for SettingsErrors {}

impl Settings {
    /// Defaults without a database and without callers, for hosts that set the rest themselves.
    pub fn new(conversation_secret: Secret) -> Self {
        Self {
            functions: Function::ALL.to_vec(),
            inner: InnerSettings::new(conversation_secret.clone()),
            database: None,
            access: AccessSettings::default(),
            conversation_secret,
            previous_conversation_secret: None,
            plans: PlanSettings::default(),
            conversation_ttl_s: DAY_S,
            calendar: CalendarSettings::default(),
            limits: LimitSettings::default(),
            cache: CacheSettings::default(),
            cache_generations: CacheGenerations::default(),
            schemas: Vec::new(),
            tenant_setting: None,
            engine_threshold: 0.6,
            allowed_origins: Vec::new(),
            suggestions: Vec::new(),
        }
    }

    /// Whether this deployment serves a function itself.
    pub fn serves(&self, function: Function) -> bool {
        self.functions.contains(&function)
    }

    /// Reads all keys; `lookup` gives a key's value.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsErrors> {
        let mut reader = Reader::new(&lookup);
        let settings = Self::read(&mut reader);
        match (settings, reader.problems()) {
            (Some(settings), problems) if problems.is_empty() => Ok(settings),
            (_, problems) => Err(SettingsErrors { problems }),
        }
    }

    /// `None` only together with a problem.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let functions = read_functions(reader);
        let database = DatabaseSettings::read(reader);
        let inner_secret = InnerSettings::read_secret(reader);
        // Only `ask` has callers and conversations; the others need what proves its calls.
        let (access, conversation_secret) = if functions.contains(&Function::Ask) {
            (
                AccessSettings::read(reader),
                read_conversation_secret(reader),
            )
        } else {
            let secret = inner_secret
                .clone()
                .or_else(|| read_conversation_secret(reader));
            (AccessSettings::default(), secret)
        };
        let defaults = Self::new(
            conversation_secret
                .clone()
                .unwrap_or_else(|| Secret::new("")),
        );
        let previous_conversation_secret =
            reader.secret(PREVIOUS_CONVERSATION_SECRET, MIN_CONVERSATION_SECRET_BYTES);
        let settings = Self {
            functions,
            inner: InnerSettings::read(
                reader,
                inner_secret,
                (
                    defaults.conversation_secret.clone(),
                    previous_conversation_secret.clone(),
                ),
            ),
            database,
            access,
            previous_conversation_secret,
            plans: PlanSettings::read(reader),
            conversation_ttl_s: reader.number(
                CONVERSATION_TTL_S,
                defaults.conversation_ttl_s,
                MIN_KV_TTL_S,
                30 * DAY_S,
            ),
            calendar: CalendarSettings::read(reader),
            limits: LimitSettings::read(reader),
            cache: CacheSettings::read(reader),
            cache_generations: CacheGenerations::read(reader),
            schemas: read_schemas(reader),
            tenant_setting: read_tenant_setting(reader),
            engine_threshold: reader.number(ENGINE_THRESHOLD, defaults.engine_threshold, 0.0, 1.0),
            allowed_origins: read_origins(reader),
            suggestions: read_suggestions(reader),
            ..defaults
        };
        if settings.serves(Function::Ask) {
            settings
                .plans
                .check_gateway(reader, settings.database.as_ref());
        }
        conversation_secret.map(|_| settings)
    }
}

impl CalendarSettings {
    fn read(reader: &mut Reader<'_>) -> Self {
        let today = reader.text(TODAY);
        if today.as_deref().is_some_and(|text| !is_date(text)) {
            reader.problem(TODAY, "must be a date such as 2025-06-30");
        }
        let defaults = Self::default();
        Self {
            today,
            utc_offset_minutes: reader.number(UTC_OFFSET_MINUTES, 0, -14 * 60, 14 * 60),
            week_starts_on: reader.number(WEEK_STARTS_ON, defaults.week_starts_on, 1, 7),
            fiscal_year_starts_in: reader.number(
                FISCAL_YEAR_STARTS_IN,
                defaults.fiscal_year_starts_in,
                1,
                12,
            ),
        }
    }
}

impl CalendarSettings {
    /// The zone as Postgres takes it. By the POSIX form that it knows, whose sign is the other way
    /// round: 90 minutes east of UTC are `<+01:30>-01:30`.
    pub fn time_zone(&self) -> String {
        let (east, west) = match self.utc_offset_minutes {
            0 => return "UTC".to_owned(),
            1.. => ('+', '-'),
            _ => ('-', '+'),
        };
        let distance = self.utc_offset_minutes.unsigned_abs();
        let (hours, minutes) = (distance / 60, distance % 60);
        format!("<{east}{hours:02}:{minutes:02}>{west}{hours:02}:{minutes:02}")
    }
}

impl LimitSettings {
    fn read(reader: &mut Reader<'_>) -> Self {
        let defaults = Self::default();
        Self {
            max_rows: reader.number(MAX_ROWS, defaults.max_rows, 1, 10_000),
            max_bytes: reader.number(MAX_BYTES, defaults.max_bytes, 1_024, 8 * 1024 * 1024),
            timeout_ms: reader.number(TIMEOUT_MS, defaults.timeout_ms, 100, 60_000),
            max_estimated_cost: reader.number(
                MAX_ESTIMATED_COST,
                defaults.max_estimated_cost,
                1,
                MAX_ESTIMATE,
            ),
            explain_from_rows: reader.number(
                EXPLAIN_FROM_ROWS,
                defaults.explain_from_rows,
                0,
                MAX_ESTIMATE,
            ),
        }
    }
}

impl CacheSettings {
    fn read(reader: &mut Reader<'_>) -> Self {
        let defaults = Self::default();
        let answer_ttl_s = reader
            .text(ANSWER_TTL_S)
            .filter(|text| text != "0")
            .map(|_| reader.number(ANSWER_TTL_S, MIN_KV_TTL_S, MIN_KV_TTL_S, DAY_S));
        Self {
            catalog_ttl_s: reader.number(
                CATALOG_TTL_S,
                defaults.catalog_ttl_s,
                MIN_KV_TTL_S,
                DAY_S,
            ),
            answer_ttl_s,
        }
    }
}

fn read_conversation_secret(reader: &mut Reader<'_>) -> Option<Secret> {
    if reader.text(CONVERSATION_SECRET).is_none() {
        reader.problem(
            CONVERSATION_SECRET,
            "is not set; it signs follow-up tokens. Set it to the output of `openssl rand -hex 32`",
        );
        return None;
    }
    reader.secret(CONVERSATION_SECRET, MIN_CONVERSATION_SECRET_BYTES)
}

fn read_functions(reader: &mut Reader<'_>) -> Vec<Function> {
    let Some(names) = reader.list(FUNCTIONS) else {
        return Function::ALL.to_vec();
    };
    let functions: Vec<Function> = names.iter().filter_map(|name| Function::of(name)).collect();
    if functions.is_empty() || functions.len() != names.len() {
        reader.problem(
            FUNCTIONS,
            "must be some of ask, retrieve, generate and validate, with commas between them",
        );
    }
    functions
}

fn read_schemas(reader: &mut Reader<'_>) -> Vec<String> {
    let schemas = reader.list(SCHEMAS).unwrap_or_default();
    // 63 bytes is the longest name that Postgres keeps.
    if schemas
        .iter()
        .any(|schema| schema.len() > 63 || schema.contains('\0'))
    {
        reader.problem(SCHEMAS, "must be schema names with commas between them");
    }
    schemas
}

/// Postgres takes custom settings of the form `prefix.name`; the name becomes part of a statement,
/// so nothing but plain identifiers is let through.
fn read_tenant_setting(reader: &mut Reader<'_>) -> Option<String> {
    let name = reader.text(TENANT_SETTING)?;
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    match name.split_once('.') {
        Some((prefix, rest)) if is_word(prefix) && is_word(rest) => Some(name),
        _ => {
            reader.problem(
                TENANT_SETTING,
                "must be two plain words with a dot between them, such as app.tenant",
            );
            None
        }
    }
}

fn read_origins(reader: &mut Reader<'_>) -> Vec<String> {
    let origins = reader.list(ALLOWED_ORIGINS).unwrap_or_default();
    let is_origin = |origin: &String| {
        origin == "*"
            || ["https://", "http://"].iter().any(|scheme| {
                origin
                    .strip_prefix(scheme)
                    .is_some_and(|host| !host.is_empty() && !host.contains('/'))
            })
    };
    if !origins.iter().all(is_origin) {
        reader.problem(
            ALLOWED_ORIGINS,
            "must be origins such as https://app.example.com, without a path, with commas between \
             them, or *",
        );
    }
    origins
}

fn read_suggestions(reader: &mut Reader<'_>) -> Vec<String> {
    let Some(text) = reader.text(SUGGESTIONS) else {
        return Vec::new();
    };
    serde_json::from_str(&text).unwrap_or_else(|_| {
        reader.problem(SUGGESTIONS, "must be a JSON array of questions");
        Vec::new()
    })
}

/// Whether the text is a day of the calendar as `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return false;
    }
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return false;
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<u32>(), month.parse(), day.parse::<u32>())
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests;
