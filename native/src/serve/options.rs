//! What a server is told beside the settings that all hosts share.

use std::{fmt::Display, net::SocketAddr, num::NonZeroUsize, str::FromStr, time::Duration};

use plainquery_core::{Secret, SettingsErrors, settings::SettingProblem};

/// Where the server listens.
pub const LISTEN: &str = "PLAINQUERY_LISTEN";
/// The threads that run handlers.
pub const WORKERS: &str = "PLAINQUERY_WORKERS";
/// The most requests at hand.
pub const MAX_IN_FLIGHT: &str = "PLAINQUERY_MAX_IN_FLIGHT";
/// The most time for a request.
pub const DEADLINE_MS: &str = "PLAINQUERY_DEADLINE_MS";
/// The most time for the requests at hand once it stops.
pub const SHUTDOWN_GRACE_MS: &str = "PLAINQUERY_SHUTDOWN_GRACE_MS";
/// The most connections to the database.
pub const DATABASE_CONNECTIONS: &str = "PLAINQUERY_DATABASE_CONNECTIONS";
/// The cache and the counters of several servers.
pub const REDIS_URL: &str = "PLAINQUERY_REDIS_URL";
const RATE_LIMIT: &str = "PLAINQUERY_RATE_LIMIT";
const MAX_CONNECTIONS: &str = "PLAINQUERY_MAX_CONNECTIONS";
const HEADER_TIMEOUT_MS: &str = "PLAINQUERY_HEADER_TIMEOUT_MS";
const BODY_TIMEOUT_MS: &str = "PLAINQUERY_BODY_TIMEOUT_MS";
const WRITE_TIMEOUT_MS: &str = "PLAINQUERY_WRITE_TIMEOUT_MS";
const SHUTDOWN_DELAY_MS: &str = "PLAINQUERY_SHUTDOWN_DELAY_MS";
const CACHE_ENTRIES: &str = "PLAINQUERY_CACHE_ENTRIES";
const CACHE_BYTES: &str = "PLAINQUERY_CACHE_BYTES";

const DEFAULT_LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);
/// Of all callers together.
const MAX_WAITING_BODY_BYTES: usize = 64 * 1024 * 1024;
const HOUR_MS: u64 = 3_600_000;

/// A quota: so many requests of a caller in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests a window.
    pub limit: u32,
    /// The window's length in seconds.
    pub window_s: u32,
}

impl FromStr for RateLimit {
    type Err = String;

    /// Reads `100/60`: 100 requests in 60 seconds.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |text: &str| {
            text.trim()
                .parse::<u32>()
                .ok()
                .filter(|number| (1..=1_000_000).contains(number))
        };
        let (limit, window) = text.split_once('/').unwrap_or((text, ""));
        match (number(limit), number(window)) {
            (Some(limit), Some(window_s)) => Ok(Self { limit, window_s }),
            _ => Err("must be REQUESTS/SECONDS, such as 100/60".to_owned()),
        }
    }
}

/// Everything that a server is told beside the settings that all hosts share.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Threads that run handlers.
    pub workers: NonZeroUsize,
    /// The most connections of callers.
    pub max_connections: usize,
    /// The most requests that are worked on at once; more are told to come back.
    pub max_in_flight: usize,
    /// The most bytes of bodies that are waited for at once, of all callers together.
    pub max_waiting_body_bytes: usize,
    /// The most time for a request, from its last byte to its answer's last.
    pub deadline: Duration,
    /// The most time for a request's headers, and between two requests of a connection.
    pub header_timeout: Duration,
    /// The most time for a request's body.
    pub body_timeout: Duration,
    /// The most time without progress while an answer is written.
    pub write_timeout: Duration,
    /// Between the signal to stop and the end of listening: `/readyz` says so in the meantime.
    pub shutdown_delay: Duration,
    /// The most time for the requests at hand after that.
    pub shutdown_grace: Duration,
    /// The most connections to the database.
    pub max_database_connections: usize,
    /// The most entries of the cache in memory.
    pub cache_entries: NonZeroUsize,
    /// The most bytes of the cache in memory.
    pub cache_bytes: usize,
    /// How often a caller may ask; `None` for no limit.
    pub rate_limit: Option<RateLimit>,
    /// Where cache and counters are shared with other servers; `None` keeps both in memory.
    pub redis_url: Option<Secret>,
}

impl ServeOptions {
    /// Reads all keys; `lookup` gives a key's value. Every bad key is reported at once.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsErrors> {
        let mut reader = Reader {
            lookup: &lookup,
            problems: Vec::new(),
        };
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let options = Self {
            listen: reader.parsed(
                LISTEN,
                DEFAULT_LISTEN,
                "must be an address and a port, such as 0.0.0.0:8080",
            ),
            workers: reader.at_least_one(WORKERS, cores, 256),
            max_connections: reader.number(MAX_CONNECTIONS, 16_384, 1, 1_000_000),
            max_in_flight: reader.number(MAX_IN_FLIGHT, 256, 1, 100_000),
            max_waiting_body_bytes: MAX_WAITING_BODY_BYTES,
            deadline: reader.milliseconds(DEADLINE_MS, 60_000, 100),
            header_timeout: reader.milliseconds(HEADER_TIMEOUT_MS, 30_000, 100),
            body_timeout: reader.milliseconds(
                BODY_TIMEOUT_MS,
                plainquery_http::BODY_TIMEOUT_MS,
                100,
            ),
            write_timeout: reader.milliseconds(WRITE_TIMEOUT_MS, 30_000, 100),
            shutdown_delay: reader.milliseconds(SHUTDOWN_DELAY_MS, 0, 0),
            shutdown_grace: reader.milliseconds(SHUTDOWN_GRACE_MS, 25_000, 0),
            max_database_connections: reader.number(DATABASE_CONNECTIONS, 10, 1, 1_000),
            cache_entries: reader.at_least_one(
                CACHE_ENTRIES,
                NonZeroUsize::new(10_000).unwrap_or(NonZeroUsize::MIN),
                10_000_000,
            ),
            cache_bytes: reader.number(CACHE_BYTES, 64 * 1024 * 1024, 0, usize::MAX / 2),
            rate_limit: reader.optional(RATE_LIMIT),
            redis_url: reader.redis_url(),
        };
        if reader.problems.is_empty() {
            Ok(options)
        } else {
            Err(SettingsErrors {
                problems: reader.problems,
            })
        }
    }
}

struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    problems: Vec<SettingProblem>,
}

impl Reader<'_> {
    fn text(&self, key: &str) -> Option<String> {
        let value = (self.lookup)(key)?;
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    fn problem(&mut self, key: &'static str, advice: impl Into<String>) {
        self.problems.push(SettingProblem {
            key,
            advice: advice.into(),
        });
    }

    fn parsed<T: FromStr>(&mut self, key: &'static str, default: T, advice: &str) -> T {
        let Some(text) = self.text(key) else {
            return default;
        };
        text.parse().unwrap_or_else(|_| {
            self.problem(key, advice);
            default
        })
    }

    fn number<T>(&mut self, key: &'static str, default: T, min: T, max: T) -> T
    where
        T: FromStr + PartialOrd + Copy + Display,
    {
        let advice = format!("must be a number from {min} to {max}");
        let number = self.parsed(key, default, &advice);
        if number < min || number > max {
            self.problem(key, advice);
            return default;
        }
        number
    }

    fn at_least_one(
        &mut self,
        key: &'static str,
        default: NonZeroUsize,
        max: usize,
    ) -> NonZeroUsize {
        NonZeroUsize::new(self.number(key, default.get(), 1, max)).unwrap_or(default)
    }

    fn milliseconds(&mut self, key: &'static str, default: u64, min: u64) -> Duration {
        Duration::from_millis(self.number(key, default, min, HOUR_MS))
    }

    fn optional<T: FromStr<Err = String>>(&mut self, key: &'static str) -> Option<T> {
        match self.text(key)?.parse() {
            Ok(value) => Some(value),
            Err(advice) => {
                self.problem(key, advice);
                None
            }
        }
    }

    fn redis_url(&mut self) -> Option<Secret> {
        let url = self.text(REDIS_URL)?;
        let has_scheme = ["redis://", "rediss://", "unix://", "redis+unix://"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        if !has_scheme {
            self.problem(
                REDIS_URL,
                "must look like redis://:password@host:6379/0, or rediss://… for TLS",
            );
        }
        Some(Secret::new(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_key_is_told_at_once_and_no_value() {
        let lookup = |key: &str| match key {
            LISTEN => Some("hunter2".to_owned()),
            WORKERS | MAX_IN_FLIGHT => Some("0".to_owned()),
            RATE_LIMIT => Some("often".to_owned()),
            REDIS_URL => Some("http://:hunter2@h".to_owned()),
            _ => None,
        };
        let errors = ServeOptions::from_lookup(lookup).unwrap_err();
        let keys: Vec<_> = errors.problems.iter().map(|problem| problem.key).collect();
        assert_eq!(
            keys,
            [LISTEN, WORKERS, MAX_IN_FLIGHT, RATE_LIMIT, REDIS_URL]
        );
        assert!(!errors.to_string().contains("hunter2"));
        assert!(ServeOptions::from_lookup(|_| None).is_ok());
    }

    #[test]
    fn quotas_are_read() {
        let quota = |text: &str| text.parse::<RateLimit>().ok();
        let expected = RateLimit {
            limit: 100,
            window_s: 60,
        };
        assert_eq!(quota("100/60"), Some(expected));
        assert_eq!(quota(" 100 / 60 "), Some(expected));
        for wrong in [
            "", "100", "100/", "/60", "0/60", "100/0", "-1/60", "1/2/3", "1e3/60",
        ] {
            assert_eq!(quota(wrong), None, "{wrong}");
        }
    }
}
