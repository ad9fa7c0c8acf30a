//! What a request says about itself: its revision, by a header or by an envelope in the body, which
//! must agree.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

use crate::{Fault, Request, Revision, fault::quoted};

const VERSION_KEY: &str = "io.modelcontextprotocol/protocolVersion";
const CAPABILITIES_KEY: &str = "io.modelcontextprotocol/clientCapabilities";

/// The headers that the protocol knows, as they came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers<'a> {
    /// `MCP-Protocol-Version`.
    pub protocol_version: Option<&'a str>,
    /// `Mcp-Method`.
    pub method: Option<&'a str>,
    /// `Mcp-Name`.
    pub name: Option<&'a str>,
}

impl Headers<'_> {
    /// The revision by the header alone: all that messages without an envelope have.
    pub fn revision(&self) -> Result<Revision, Fault> {
        match self.protocol_version {
            None => Ok(Revision::UNSAID),
            Some(label) => Revision::of(label).ok_or_else(|| Fault::unsupported_version(label)),
        }
    }

    /// The revision of a request, which is of the newer kind where header or envelope say so.
    pub(crate) fn revision_of(&self, request: &Request) -> Result<Revision, Fault> {
        let claimed = request.meta(VERSION_KEY);
        if claimed.is_none() && request.method == "initialize" {
            // What the client will send in the header is what this request is to find out.
            return Ok(Revision::NEWEST_WITH_HANDSHAKE);
        }
        if claimed.is_none() {
            let revision = self.revision()?;
            if revision.has_envelopes() {
                return Err(Fault::incomplete_envelope(VERSION_KEY));
            }
            return Ok(revision);
        }
        self.enveloped(request, claimed)
    }

    fn enveloped(&self, request: &Request, claimed: Option<&Value>) -> Result<Revision, Fault> {
        let claimed = claimed
            .and_then(Value::as_str)
            .ok_or_else(|| Fault::incomplete_envelope(VERSION_KEY))?;
        same("MCP-Protocol-Version", self.protocol_version, claimed)?;
        let revision = Revision::of(claimed)
            .filter(|revision| revision.has_envelopes())
            .ok_or_else(|| Fault::unsupported_version(claimed))?;
        if !request.meta(CAPABILITIES_KEY).is_some_and(Value::is_object) {
            return Err(Fault::incomplete_envelope(CAPABILITIES_KEY));
        }
        same("Mcp-Method", self.method, &request.method)?;
        if request.method == "tools/call"
            && let Some(name) = request.params.get("name").and_then(Value::as_str)
        {
            let header = self.name.map(decoded).transpose()?;
            same("Mcp-Name", header.as_deref(), name)?;
        }
        Ok(revision)
    }
}

fn same(header: &str, value: Option<&str>, wanted: &str) -> Result<(), Fault> {
    match value {
        Some(value) if value == wanted => Ok(()),
        Some(value) => Err(Fault::header_mismatch(format!(
            "The header `{header}` is `{}`, and the body says `{}`.",
            quoted(value),
            quoted(wanted)
        ))),
        None => Err(Fault::header_mismatch(format!(
            "The header `{header}` is missing."
        ))),
    }
}

/// A header cannot hold every text; those that it cannot come as `=?base64?…?=`.
fn decoded(value: &str) -> Result<String, Fault> {
    let Some(encoded) = value
        .strip_prefix("=?base64?")
        .and_then(|rest| rest.strip_suffix("?="))
    else {
        return Ok(value.to_owned());
    };
    STANDARD
        .decode(encoded)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| Fault::header_mismatch("The header `Mcp-Name` is not valid base64 of text."))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Incoming, Message, read};

    /// A `tools/call` of `ask` with an envelope; `None` leaves something out.
    fn check(
        envelope: Option<&str>,
        version: Option<&str>,
        method: Option<&str>,
        name: Option<&str>,
        expected: Result<&str, &str>,
    ) {
        let meta = envelope.map_or(
            json!({}),
            |version| json!({VERSION_KEY: version, CAPABILITIES_KEY: {}}),
        );
        let body = json!({
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": "ask", "_meta": meta},
        });
        let Ok(Incoming::One(Message::Request(request))) = read(body.to_string().as_bytes()) else {
            panic!("not a request");
        };
        let headers = Headers {
            protocol_version: version,
            method,
            name,
        };
        let found = headers.revision_of(&request);
        match (found, expected) {
            (Ok(revision), Ok(label)) => assert_eq!(revision.label(), label),
            (Err(fault), Err(part)) => {
                let text = serde_json::to_string(&fault).unwrap();
                assert!(text.contains(part), "{text} lacks {part}");
                assert_eq!(fault.status, 400);
            }
            (found, expected) => panic!("{found:?} is not {expected:?}"),
        }
    }

    #[test]
    fn requests_without_an_envelope_go_by_the_header() {
        check(None, None, None, None, Ok("2025-03-26"));
        check(None, Some("2025-06-18"), None, None, Ok("2025-06-18"));
        check(None, Some("2024-11-05"), None, None, Err("-32022"));
        check(None, Some("nonsense"), None, None, Err("\"2025-11-25\""));
        check(None, Some("2026-07-28"), None, None, Err("-32602"));
    }

    #[test]
    fn an_envelope_and_the_headers_agree() {
        const NEW: Option<&str> = Some("2026-07-28");
        const CALL: Option<&str> = Some("tools/call");
        check(NEW, NEW, CALL, Some("ask"), Ok("2026-07-28"));
        check(NEW, NEW, CALL, Some("=?base64?YXNr?="), Ok("2026-07-28"));
        check(NEW, None, CALL, Some("ask"), Err("-32020"));
        check(NEW, Some("2025-11-25"), CALL, Some("ask"), Err("-32020"));
        check(NEW, NEW, None, Some("ask"), Err("`Mcp-Method` is missing"));
        check(NEW, NEW, Some("tools/list"), Some("ask"), Err("-32020"));
        check(NEW, NEW, CALL, None, Err("`Mcp-Name` is missing"));
        check(NEW, NEW, CALL, Some("validate"), Err("-32020"));
        check(NEW, NEW, CALL, Some("=?base64?%?="), Err("base64"));
        for version in ["2025-11-25", "2099-01-01"] {
            check(
                Some(version),
                Some(version),
                CALL,
                Some("ask"),
                Err("-32022"),
            );
        }
    }
}
