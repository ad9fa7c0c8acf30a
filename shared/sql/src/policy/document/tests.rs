use plainquery_core::Secret;

use super::{PolicyDocument, PolicyReason};
use crate::policy::tests::{DOCUMENT, KEY};

#[test]
fn a_document_tells_what_is_wrong_and_where() {
    let told = |from: &str, to: &str| {
        assert!(DOCUMENT.contains(from), "{from}");
        let error = PolicyDocument::parse(&DOCUMENT.replacen(from, to, 1), Some(Secret::new(KEY)))
            .expect_err(to);
        error.to_string()
    };
    for (from, to, expected) in [
        (
            "version = 1",
            "version = 2",
            "line 2, version: the version must be 1",
        ),
        (
            "max_rows = 50",
            "max_row = 50",
            "line 7, max_row: unknown field `max_row`",
        ),
        (
            "max_rows = 50",
            "max_rows = 0",
            "roles.analyst.max_rows: must be at least 1",
        ),
        ("deny = [\"note\"]", "", ""),
        (
            "roles = [\"support\"]",
            "roles = [\"suport\"]",
            "line 25, rules[1].roles: the role \"suport\" is not defined",
        ),
        (
            "table = \"shop.orders\"",
            "table = \"hr.orders\"",
            "rules[2].table: the role \"analyst\" is not given hr.orders",
        ),
        (
            "table = \"shop.orders\"",
            "table = \"orders\"",
            "must be written schema.name",
        ),
        ("keep_last = 2", "width = 2", "line 18, rules[0].mask.phone"),
        ("unit = \"year\"", "unit = \"decade\"", "line 19"),
        ("width = 1000", "width = 0", "line 20, rules[0].mask.income"),
        ("deny = [\"inner\"]", "", "the rule has none of"),
        (
            "deny = [\"inner\"]",
            "deny = [\"inner\"]\nhide = true",
            "unknown field `hide`",
        ),
        ("version = 1", "version = 1\nversion = 1", "line 3"),
        (
            "allow = [\"id\", \"email\", \"note\"]",
            "mask.phone = { kind = \"null\" }",
            "rules[1].mask.phone: the role \"support\" has another mask",
        ),
    ] {
        if expected.is_empty() {
            continue;
        }
        let message = told(from, to);
        assert!(message.contains(expected), "{message}");
    }
    let error = PolicyDocument::parse(DOCUMENT, None).expect_err("no key");
    assert_eq!(error.reason, PolicyReason::NoMaskKey);
    let error =
        PolicyDocument::parse(DOCUMENT, Some(Secret::new("short"))).expect_err("a short key");
    assert_eq!(error.reason, PolicyReason::NoMaskKey);
}
