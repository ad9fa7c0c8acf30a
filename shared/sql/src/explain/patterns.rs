//! What a LIKE looks for.

use crate::tree::{Expr, Literal};

/// `contains ‘x’` for `'%x%'`; the pattern itself where it is more than that.
pub(super) fn like(pattern: &Expr, said: &str, negated: bool) -> String {
    let (verb, negated_verb, what) = match pattern {
        Expr::Literal(Literal::Text(text)) => simple(text),
        _ => None,
    }
    .unwrap_or((
        "matches the pattern",
        "does not match the pattern",
        said.to_owned(),
    ));
    format!("{} {what}", if negated { negated_verb } else { verb })
}

fn simple(text: &str) -> Option<(&'static str, &'static str, String)> {
    let is_plain = |part: &str| !part.is_empty() && !part.contains(['%', '_', '\\']);
    let quoted = |part: &str| format!("‘{part}’");
    let starts = text.strip_suffix('%');
    let ends = text.strip_prefix('%');
    let inside = ends.and_then(|rest| rest.strip_suffix('%'));
    if let Some(part) = inside.filter(|part| is_plain(part)) {
        return Some(("contains", "does not contain", quoted(part)));
    }
    if let Some(part) = starts.filter(|part| is_plain(part)) {
        return Some(("starts with", "does not start with", quoted(part)));
    }
    if let Some(part) = ends.filter(|part| is_plain(part)) {
        return Some(("ends with", "does not end with", quoted(part)));
    }
    is_plain(text).then(|| ("is", "is not", quoted(text)))
}
