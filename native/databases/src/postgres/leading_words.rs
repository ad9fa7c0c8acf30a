//! The first words of a statement, past everything that the server passes over before them.

/// Whether the statement is `PREPARE TRANSACTION`: it would outlive its transaction and its
/// connection with all its locks, also where nothing may be written, so it must not even be tried.
/// No function or `DO` block can run it.
pub(super) fn is_prepare_transaction(text: &str) -> bool {
    let mut rest = text;
    ["prepare", "transaction"].into_iter().all(|wanted| {
        rest = skip_blanks(rest);
        let end = rest
            .find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        word.eq_ignore_ascii_case(wanted)
    })
}

/// White space, empty statements, and comments, which nest.
fn skip_blanks(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}', ';']);
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.find(['\n', '\r']).map_or("", |end| &comment[end..]);
        } else if rest.starts_with("/*") {
            rest = after_comment(rest);
        } else {
            return rest;
        }
    }
}

fn after_comment(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix("/*") {
            depth += 1;
            rest = inner;
        } else if let Some(after) = rest.strip_prefix("*/") {
            depth -= 1;
            rest = after;
            if depth == 0 {
                break;
            }
        } else {
            let mut characters = rest.chars();
            characters.next();
            rest = characters.as_str();
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::is_prepare_transaction;

    #[test]
    fn it_is_found_behind_everything_that_may_stand_before_it() {
        for text in [
            "PREPARE TRANSACTION 'x'",
            "prepare\ttransaction'x'",
            "; ;\u{c}PrEpArE--c\n/**/TRANSACTION 'x'",
            "/* a /* nested */ 'é */ -- b\r prepare/* */transaction 'x'",
        ] {
            assert!(is_prepare_transaction(text), "{text}");
        }
        for text in [
            "",
            "PREPARE p AS SELECT 1",
            "PREPARE transactions AS SELECT 1",
            "SELECT 'PREPARE TRANSACTION'",
            "/* PREPARE TRANSACTION",
            "-- PREPARE TRANSACTION",
            "prepared transaction",
        ] {
            assert!(!is_prepare_transaction(text), "{text}");
        }
    }
}
