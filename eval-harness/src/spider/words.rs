//! SQL text as the words that the official parser sees: NLTK's Treebank tokenizer, with quoted values
//! taken out beforehand.
//!
//! The tokenizer was made for English, and its rules show: `a=1` is one word, `a = 1` three, and a
//! comma before a digit does not separate.

use thiserror::Error;

/// A quote has no partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a quote is not closed")]
pub struct UnclosedQuote;

/// The words of a query, in lower case but for quoted values, which keep their (double) quotes.
pub fn words(sql: &str) -> Result<Vec<String>, UnclosedQuote> {
    let (masked, values) = mask_values(&sql.replace('\'', "\""))?;
    let mut words: Vec<String> = separate(&masked)
        .split_whitespace()
        .map(|word| {
            let word = word.to_lowercase();
            match values.iter().find(|(name, _)| *name == word) {
                Some((_, value)) => value.clone(),
                None => word,
            }
        })
        .collect();
    join_comparisons(&mut words);
    Ok(words)
}

/// Puts a name in the place of each quoted value; gives the names with the values.
fn mask_values(sql: &str) -> Result<(String, Vec<(String, String)>), UnclosedQuote> {
    let quotes: Vec<usize> = sql.match_indices('"').map(|(at, _)| at).collect();
    if !quotes.len().is_multiple_of(2) {
        return Err(UnclosedQuote);
    }
    let mut masked = String::with_capacity(sql.len());
    let mut values = Vec::new();
    let mut written = 0;
    for pair in quotes.chunks_exact(2) {
        let name = format!("__val_{}_{}__", pair[0], pair[1]);
        masked.push_str(&sql[written..pair[0]]);
        masked.push_str(&name);
        written = pair[1] + 1;
        values.push((name, sql[pair[0]..written].to_owned()));
    }
    masked.push_str(&sql[written..]);
    Ok((masked, values))
}

/// Puts spaces where the tokenizer does, rule after rule. Rules about quotes are left out: no quote is
/// left by now.
fn separate(text: &str) -> String {
    let text = spaced_runs(text, |c| c == '`');
    let text = spaced(&text, |c| "«“‘„".contains(c));
    let text = separate_last_period(&text);
    let text = separate_commas(&text);
    let text = separate_ellipses(&text);
    let text = spaced(&text, |c| ";@#$%&?!*[](){}<>".contains(c));
    text.replace("--", " -- ")
}

/// Space around each such character.
fn spaced(text: &str, is_mark: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if is_mark(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

/// Space around each run of such characters.
fn spaced_runs(text: &str, is_mark: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_run = false;
    for c in text.chars() {
        if is_mark(c) != in_run {
            out.push(' ');
            in_run = !in_run;
        }
        out.push(c);
    }
    out
}

/// A period that ends the text is a word, even where brackets follow it.
fn separate_last_period(text: &str) -> String {
    let end = text.trim_end();
    let tail = end.trim_end_matches([']', ')', '}', '>', '»', '”', '’', ' ']);
    let Some(before) = tail.strip_suffix('.') else {
        return text.to_owned();
    };
    if before.is_empty() || before.ends_with('.') {
        return text.to_owned();
    }
    format!("{before} . {} ", &end[tail.len()..])
}

/// Commas and colons are words unless a digit follows.
fn separate_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != ',' && c != ':' {
            out.push(c);
            continue;
        }
        match rest.peek().copied() {
            Some(next) if next.is_numeric() => out.push(c),
            // The rule takes the next character along, so that of two commas the second stays.
            Some(next) => {
                out.extend([' ', c, ' ', next]);
                rest.next();
            }
            None => out.extend([' ', c, ' ']),
        }
    }
    out
}

fn separate_ellipses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("..") {
        let end = at + rest[at..].len() - rest[at..].trim_start_matches('.').len();
        out.push_str(&rest[..at]);
        out.push(' ');
        out.push_str(&rest[at..end]);
        out.push(' ');
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// `!`, `<` or `>` before `=` is one operator.
fn join_comparisons(words: &mut Vec<String>) {
    let mut at = words.len();
    while at > 1 {
        at -= 1;
        if words[at] == "=" && ["!", "<", ">"].contains(&words[at - 1].as_str()) {
            words.remove(at);
            words[at - 1].push('=');
            at = at.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: &[&str]) {
        assert_eq!(words(sql).unwrap(), expected, "{sql}");
    }

    #[test]
    fn words_are_those_of_the_treebank_tokenizer() {
        // From nltk.word_tokenize (3.9) with the official masking.
        check(
            "SELECT count(*) FROM t AS T1;",
            &[
                "select", "count", "(", "*", ")", "from", "t", "as", "t1", ";",
            ],
        );
        check("a >= 1 AND b!=2", &["a", ">=", "1", "and", "b", "!", "=2"]);
        check("a=1", &["a=1"]);
        check("f(a,1,b)", &["f", "(", "a,1", ",", "b", ")"]);
        check("x < > y", &["x", "<", ">", "y"]);
        check("t1.name = 'It is'", &["t1.name", "=", "\"It is\""]);
        check("LIKE \"%a%\"", &["like", "\"%a%\""]);
        check("LIKE %a%", &["like", "%", "a", "%"]);
        check("LIMIT 1.", &["limit", "1", "."]);
        check("a... b", &["a", "...", "b"]);
        assert_eq!(words("name = 'x"), Err(UnclosedQuote));
    }
}
