//! What the official script does to a text before it runs it.

/// The text as it runs: comparisons mended, DISTINCT removed, the first statement only, and the current
/// year of the year in which the script was written.
pub fn prepared(sql: &str) -> String {
    with_fixed_year(&first_statement_without_distinct(&mended(sql)))
}

/// The text with its comparisons in one piece, without which `SQLite` does not take some gold queries.
pub fn mended(sql: &str) -> String {
    sql.replace("> =", ">=")
        .replace("< =", "<=")
        .replace("! =", "!=")
}

/// A word that predictions without values carry.
pub fn with_value(prediction: &str) -> String {
    prediction.replace(" value ", " 1 ")
}

/// Whether the order of the rows counts.
pub fn order_matters(gold: &str) -> bool {
    gold.to_lowercase().contains("order by")
}

/// The pieces of a text that matter here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A name or keyword.
    Word,
    /// Quoted text, a comment: passed on unread.
    Opaque,
    /// One character.
    Character,
}

fn first_statement_without_distinct(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    let mut depth = 0_usize;
    while let Some((piece, length)) = next_piece(rest) {
        let (text, after) = rest.split_at(length);
        rest = after;
        match (piece, text) {
            (Piece::Word, word) if word.eq_ignore_ascii_case("distinct") => continue,
            (Piece::Character, "(") => depth += 1,
            (Piece::Character, ")") => depth = depth.saturating_sub(1),
            (Piece::Character, ";") if depth == 0 => {
                out.push(';');
                break;
            }
            _ => {}
        }
        out.push_str(text);
    }
    out
}

/// The kind and the bytes of the first piece.
fn next_piece(text: &str) -> Option<(Piece, usize)> {
    let first = text.chars().next()?;
    let until = |mark: &str, from: usize| {
        text[from..]
            .find(mark)
            .map_or(text.len(), |at| from + at + mark.len())
    };
    Some(match first {
        '\'' | '"' | '`' => (Piece::Opaque, until(&first.to_string(), 1)),
        '-' if text.starts_with("--") => (Piece::Opaque, until("\n", 2)),
        '/' if text.starts_with("/*") => (Piece::Opaque, until("*/", 2)),
        _ if first.is_alphanumeric() || first == '_' => {
            let length = text
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
                .unwrap_or(text.len());
            (Piece::Word, length)
        }
        _ => (Piece::Character, first.len_utf8()),
    })
}

/// `YEAR(CURDATE())`, which `SQLite` does not know, as 2020.
fn with_fixed_year(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    loop {
        let lower = rest.to_ascii_lowercase();
        let found = lower
            .match_indices("year")
            .find_map(|(at, _)| Some((at, current_year_length(&lower[at..])?)));
        let Some((at, length)) = found else {
            out.push_str(rest);
            return out;
        };
        out.push_str(&rest[..at]);
        out.push_str("2020");
        rest = &rest[at + length..];
    }
}

fn current_year_length(text: &str) -> Option<usize> {
    let mut rest = text;
    for part in ["year", "(", "curdate", "(", ")", ")"] {
        rest = rest.strip_prefix(part)?.trim_start();
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: &str) {
        assert_eq!(prepared(sql), expected, "{sql}");
    }

    #[test]
    fn text_is_changed_as_the_official_script_does() {
        check("SELECT a > = 1", "SELECT a >= 1");
        check("SELECT count(DISTINCT a) FROM t", "SELECT count( a) FROM t");
        check(
            "SELECT 'distinct', distinct_id",
            "SELECT 'distinct', distinct_id",
        );
        check("SELECT 1; SELECT 2", "SELECT 1;");
        check("SELECT ';' ; x", "SELECT ';' ;");
        check("SELECT Year ( CURDATE( ) ) - 1", "SELECT 2020- 1");
        check("SELECT 'a", "SELECT 'a");
        assert_eq!(with_value("a = value AND"), "a = 1 AND");
        assert!(order_matters("select 1 Order By 2"));
    }
}
