//! `allowed_outbound_hosts`: `scheme://host:port`, each part also `*`.

use anyhow::{Context as _, Result, bail, ensure};

/// The hosts that a component may reach.
pub(crate) struct OutboundHosts(Vec<AllowedHost>);

struct AllowedHost {
    scheme: Pattern,
    host: HostPattern,
    ports: Ports,
}

enum Pattern {
    Any,
    Exactly(String),
}

enum HostPattern {
    Any,
    Exactly(String),
    /// With its leading dot.
    EndsWith(String),
}

enum Ports {
    Any,
    /// The last one is not part of it.
    Range(u16, u16),
    One(u16),
}

impl OutboundHosts {
    /// Reads the entries, their templates filled in.
    ///
    /// # Errors
    /// An entry is not of the form.
    pub(crate) fn parse(entries: &[String]) -> Result<Self> {
        entries
            .iter()
            .map(|entry| {
                AllowedHost::parse(entry)
                    .with_context(|| format!("{entry:?} is no allowed outbound host"))
            })
            .collect::<Result<_>>()
            .map(Self)
    }

    /// Whether a host may be reached; without a port, that of the scheme.
    pub(crate) fn allow(&self, scheme: &str, host: &str, port: Option<u16>) -> bool {
        let Some(port) = port.or_else(|| usual_port(scheme)) else {
            return false;
        };
        self.0
            .iter()
            .any(|allowed| allowed.covers(scheme, host, port))
    }
}

impl AllowedHost {
    fn parse(entry: &str) -> Result<Self> {
        let (scheme, rest) = entry.split_once("://").context("there is no scheme")?;
        ensure!(
            scheme == "*" || scheme.chars().all(char::is_alphabetic),
            "the scheme is not a word"
        );
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        ensure!(!rest.contains('/'), "there is a path");
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        };
        ensure!(!host.is_empty(), "there is no host");
        Ok(Self {
            scheme: match scheme {
                "*" => Pattern::Any,
                scheme => Pattern::Exactly(scheme.to_owned()),
            },
            host: HostPattern::parse(host)?,
            ports: Ports::parse(port, scheme)?,
        })
    }

    fn covers(&self, scheme: &str, host: &str, port: u16) -> bool {
        let scheme_fits = match &self.scheme {
            Pattern::Any => true,
            Pattern::Exactly(allowed) => allowed == scheme,
        };
        let host_fits = match &self.host {
            HostPattern::Any => true,
            HostPattern::Exactly(allowed) => allowed == host,
            HostPattern::EndsWith(domain) => host.ends_with(domain),
        };
        let port_fits = match self.ports {
            Ports::Any => true,
            Ports::Range(first, end) => (first..end).contains(&port),
            Ports::One(allowed) => allowed == port,
        };
        scheme_fits && host_fits && port_fits
    }
}

impl HostPattern {
    fn parse(host: &str) -> Result<Self> {
        if host == "*" {
            return Ok(Self::Any);
        }
        if let Some(domain) = host.strip_prefix("*.") {
            ensure!(!domain.contains('*'), "a wildcard stands first only");
            return Ok(Self::EndsWith(format!(".{domain}")));
        }
        ensure!(!host.contains('*'), "a wildcard is a whole label");
        Ok(Self::Exactly(host.to_owned()))
    }
}

impl Ports {
    fn parse(port: Option<&str>, scheme: &str) -> Result<Self> {
        Ok(match port {
            None => Self::One(usual_port(scheme).context("there is no port")?),
            Some("*") => Self::Any,
            Some(text) => match text.split_once("..") {
                Some((first, end)) => Self::Range(first.parse()?, end.parse()?),
                None => match text.parse() {
                    Ok(port) => Self::One(port),
                    Err(_) => bail!("{text:?} is no port"),
                },
            },
        })
    }
}

fn usual_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        "postgres" => Some(5432),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(entries: &[&str]) -> Result<OutboundHosts> {
        let entries: Vec<_> = entries.iter().map(|&entry| entry.to_owned()).collect();
        OutboundHosts::parse(&entries)
    }

    #[test]
    fn scheme_host_and_port_all_count() {
        let one = hosts(&["https://api.example.com"]).expect("sound");
        assert!(one.allow("https", "api.example.com", None));
        assert!(one.allow("https", "api.example.com", Some(443)));
        assert!(!one.allow("https", "api.example.com", Some(8443)));
        assert!(!one.allow("http", "api.example.com", Some(443)));
        assert!(!one.allow("https", "example.com", None));

        let many = hosts(&["*://*.spin.internal:*", "http://127.0.0.1:4000..5000"]).expect("sound");
        assert!(many.allow("http", "validate.spin.internal", None));
        assert!(!many.allow("http", "spin.internal", None));
        assert!(many.allow("http", "127.0.0.1", Some(4999)));
        assert!(!many.allow("http", "127.0.0.1", Some(5000)));
        assert!(!hosts(&[]).expect("sound").allow("http", "127.0.0.1", None));
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for entry in [
            "",
            "*",
            "example.com",
            "http://",
            "http://a/b",
            "http://a*b",
            "ftp://a",
            "http://a:b",
        ] {
            assert!(hosts(&[entry]).is_err(), "{entry:?}");
        }
    }
}
