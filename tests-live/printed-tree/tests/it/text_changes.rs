//! Changes of a printed text, by its tokens.

use pg_query::protobuf::{ScanToken, Token};

use crate::random::Random;

/// Tokens that stand for each other, so that what comes out is often SQL still.
const OTHERS: &[&[&str]] = &[
    &["=", "<>", "<", "<=", ">", ">="],
    &["+", "-", "*", "/", "%", "||", "->", "->>"],
    &["AND", "OR"],
    &["TRUE", "FALSE", "NULL"],
    &["UNION", "INTERSECT", "EXCEPT"],
    &["LEFT", "RIGHT", "FULL"],
    &["FIRST", "LAST"],
    &["LIKE", "ILIKE"],
    &["ANY", "ALL"],
    &["PRECEDING", "FOLLOWING"],
    &["ROWS", "RANGE", "GROUPS"],
    &["count", "sum", "min", "max", "avg"],
];

/// What can stand at the end of a query, or after it.
const TAILS: &[&str] = &[
    " -- seen",
    " /* seen */",
    "; SELECT 1",
    " FOR UPDATE",
    " FETCH FIRST 3 ROWS WITH TIES",
    " OFFSET 7",
];

/// A text that is changed at one place, with the name of the change.
pub(crate) fn changed(
    text: &str,
    tokens: &[ScanToken],
    random: &mut Random,
) -> Option<(&'static str, String)> {
    let at = random.below(tokens.len());
    let cut = |token: &ScanToken| (offset(token.start), offset(token.end));
    let (start, end) = cut(&tokens[at]);
    let written = &text[start..end];
    let with = |new: &str| format!("{}{new}{}", &text[..start], &text[end..]);
    match random.below(8) {
        0 => {
            // Parentheses that hold something and are no list's own.
            let open: Vec<usize> = (0..tokens.len())
                .filter(|at| is(&tokens[*at], Token::Ascii40))
                .collect();
            let open = *open.get(random.below(open.len().max(1)))?;
            let close = closing(tokens, open)?;
            let ((open_start, open_end), (close_start, close_end)) =
                (cut(&tokens[open]), cut(&tokens[close]));
            let inside = &text[open_end..close_start];
            let without = format!("{} {inside} {}", &text[..open_start], &text[close_end..]);
            Some(("parentheses dropped", without))
        }
        1 | 2 => {
            let group = OTHERS.iter().find(|group| group.contains(&written))?;
            let other = random.pick(group);
            (other != written).then(|| ("token swapped", with(other)))
        }
        3 => written
            .starts_with('"')
            .then(|| ("name unquoted", with(written.trim_matches('"')))),
        4 => written.starts_with(['"', '\'']).then(|| {
            (
                "name or text changed",
                with(&format!("{0}x{1}", &written[..=0], &written[1..])),
            )
        }),
        5 => written
            .parse::<f64>()
            .is_ok()
            .then(|| ("number changed", with(&format!("{written}1")))),
        6 => Some(("token dropped", with(" "))),
        _ => Some(("something added", format!("{text}{}", random.pick(TAILS)))),
    }
}

fn offset(position: i32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn is(token: &ScanToken, kind: Token) -> bool {
    token.token == kind as i32
}

fn closing(tokens: &[ScanToken], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    (open..tokens.len()).find(|at| {
        depth += usize::from(is(&tokens[*at], Token::Ascii40));
        depth -= usize::from(is(&tokens[*at], Token::Ascii41));
        depth == 0
    })
}
