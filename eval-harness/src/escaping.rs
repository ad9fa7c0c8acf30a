//! Text of questions, queries and rows for each format. It comes from models and databases, so anything may
//! stand in it: markup, escape sequences of terminals, half a script.

use std::fmt::Write as _;

/// On one line, without what a terminal or a reader could take for a command: control characters, and
/// those that turn the direction of writing, become `�`; line feeds and tabs become spaces.
pub fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' => ' ',
            other => visible(other),
        })
        .collect()
}

/// Like [`one_line`], but lines stay lines.
pub fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|character| match character {
            '\n' => '\n',
            '\t' => ' ',
            other => visible(other),
        })
        .collect()
}

fn visible(character: char) -> char {
    let is_bidirectional = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if character.is_control() || is_bidirectional || matches!(character, '\u{2028}' | '\u{2029}') {
        '\u{fffd}'
    } else {
        character
    }
}

/// As plain text on one line of Markdown, also in a cell of a table: nothing is markup, nobody is mentioned.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = one_line(text);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // A colon makes addresses and emoji, but not before a space.
        let is_markup = "&<>|`*_[]@#~\\$".contains(character)
            || (character == ':' && characters.peek().is_some_and(|next| *next != ' '));
        // As character references, which every position of a line and of a table takes.
        if is_markup {
            _ = write!(escaped, "&#{};", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// As a fenced block of Markdown; the fence is longer than any in the text.
pub fn fenced(language: &str, text: &str) -> String {
    let text = lines(text);
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}\n")
}

/// As text or an attribute's value in HTML.
pub fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// As text or an attribute's value in XML 1.0, in which most control characters cannot stand in any form.
pub fn xml(text: &str) -> String {
    let allowed: String = text
        .chars()
        .map(|character| match character {
            '\t' | '\n' | '\r' => character,
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            other if other.is_control() => '\u{fffd}',
            other => other,
        })
        .collect();
    html(&allowed)
        .replace('\r', "&#13;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
}

/// JSON that may stand in a `<script>` of HTML: nothing in it ends or comments out the element.
pub fn script_json(json: &str) -> String {
    json.replace('&', "\\u0026")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
