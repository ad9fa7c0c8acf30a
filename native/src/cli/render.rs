//! Answers for people, and as CSV.

use std::fmt::Write as _;

use plainquery_core::Value;
use plainquery_wire::ask::{AskResponse, Author};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const NULL: &str = "∅";
const MAX_CELL_COLUMNS: usize = 60;

/// How a terminal wants it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) colour: bool,
    /// Cut long cells, so that a row fits a screen.
    pub(super) cut: bool,
}

impl Style {
    fn dim(self, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[2m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// The SQL, the rows as a table, and how far they can be trusted.
pub(super) fn answer(response: &AskResponse, style: Style) -> String {
    let mut out = String::new();
    if let Some(sql) = &response.sql {
        let sql: Vec<String> = sql
            .lines()
            .map(|line| style.dim(&printable(line)))
            .collect();
        out.push_str(&sql.join("\n"));
        out.push('\n');
        for (index, parameter) in response.parameters.iter().enumerate() {
            let value = parameter
                .as_deref()
                .map_or_else(|| NULL.to_owned(), |text| format!("'{}'", printable(text)));
            out.push_str(&style.dim(&format!("  ${} = {value}", index + 1)));
            out.push('\n');
        }
        out.push('\n');
    }
    if response.rows.is_empty() {
        line(&mut out, &printable(&response.message));
    } else {
        table(response, style, &mut out);
        line(&mut out, &summary(response));
    }
    for warning in &response.warnings {
        line(&mut out, &format!("note: {}", printable(warning)));
    }
    out
}

/// A question back or a refusal.
pub(super) fn no_answer(response: &AskResponse) -> String {
    let mut out = String::new();
    line(&mut out, &printable(&response.message));
    for option in &response.options {
        line(&mut out, &format!("  - {}", printable(option)));
    }
    out
}

/// RFC 4180. NULL is nothing at all, an empty text a pair of quotes.
pub(super) fn csv(response: &AskResponse) -> String {
    let mut out = String::new();
    let names: Vec<String> = response
        .columns
        .iter()
        .map(|column| csv_text(&column.name))
        .collect();
    out.push_str(&names.join(","));
    out.push_str("\r\n");
    for row in &response.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| cell.as_deref().map_or_else(String::new, csv_text))
            .collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn csv_text(text: &str) -> String {
    let needs_quotes =
        text.is_empty() || text.contains([',', '"', '\r', '\n']) || text.trim() != text;
    if needs_quotes {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn summary(response: &AskResponse) -> String {
    let count = response.rows.len();
    let mut parts = vec![match (count, response.truncated) {
        (1, false) => "1 row".to_owned(),
        (_, false) => format!("{count} rows"),
        (_, true) => format!("the first {count} rows"),
    }];
    if let Some(confidence) = response.confidence {
        parts.push(format!("confidence {:.0} %", confidence * 100.0));
    }
    match &response.author {
        Some(Author::Model {
            model, repaired, ..
        }) => {
            let repaired = if *repaired { ", repaired once" } else { "" };
            parts.push(format!("SQL by {}{repaired}", printable(model)));
        }
        Some(Author::Engine) => parts.push("SQL by the engine".to_owned()),
        None => {}
    }
    parts.push(format!("today is {}", printable(&response.today)));
    if let Some(cost) = response.usage.cost_usd {
        parts.push(format!("${cost:.4}"));
    }
    format!("({})", parts.join(", "))
}

fn table(response: &AskResponse, style: Style, out: &mut String) {
    let right: Vec<bool> = response
        .columns
        .iter()
        .map(|column| column.class.is_numeric())
        .collect();
    let header: Vec<String> = response
        .columns
        .iter()
        .map(|column| printable(&column.name))
        .collect();
    let rows: Vec<Vec<String>> = response
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| shown(cell, style)).collect())
        .collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|place| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(place))
                .map(|cell| cell.width());
            cells
                .chain([header[place].width()])
                .max()
                .unwrap_or_default()
        })
        .collect();

    line(
        out,
        &aligned(
            header.iter().map(|name| (name.clone(), false)),
            &widths,
            &right,
            style,
        ),
    );
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    line(out, &rule.join("  "));
    for (row, source) in rows.into_iter().zip(&response.rows) {
        let cells = row.into_iter().zip(source.iter().map(Option::is_none));
        line(out, &aligned(cells, &widths, &right, style));
    }
}

fn aligned(
    cells: impl Iterator<Item = (String, bool)>,
    widths: &[usize],
    right: &[bool],
    style: Style,
) -> String {
    let cells: Vec<String> = cells
        .zip(widths.iter().zip(right))
        .map(|((cell, is_null), (width, right))| {
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            let cell = if is_null { style.dim(&cell) } else { cell };
            if *right {
                format!("{padding}{cell}")
            } else {
                format!("{cell}{padding}")
            }
        })
        .collect();
    cells.join("  ")
}

fn shown(cell: &Value, style: Style) -> String {
    let Some(text) = cell else {
        return NULL.to_owned();
    };
    let text = printable(text);
    if !style.cut || text.width() <= MAX_CELL_COLUMNS {
        return text;
    }
    let mut width = 0;
    let fitting = text.chars().take_while(|character| {
        width += character.width().unwrap_or_default();
        width < MAX_CELL_COLUMNS
    });
    fitting.chain(['…']).collect()
}

/// A terminal obeys control characters, wherever they come from: rows are not to be trusted. Nor
/// are the marks that turn the direction of writing.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                push_escape(character, &mut out);
            }
            character if character.is_control() => push_escape(character, &mut out),
            character => out.push(character),
        }
    }
    out
}

fn push_escape(character: char, out: &mut String) {
    // Writing into a String does not fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn response(rows: &serde_json::Value) -> AskResponse {
        serde_json::from_value(json!({
            "outcome": "answer", "message": "There are no such rows.", "sql": "SELECT name\nFROM t", "parameters": ["it's", null],
            "columns": [
                {"name": "name", "class": "text", "type_name": "text"},
                {"name": "total", "class": "decimal", "type_name": "numeric"},
            ],
            "rows": rows, "confidence": 0.934, "author": {"kind": "engine"}, "warnings": ["\"last\" was read as newest"],
            "usage": {"model_calls": 0, "input_tokens": 0, "cached_input_tokens": 0, "output_tokens": 0},
            "today": "2025-06-30", "catalog_version": "x", "request_id": "y",
        }))
        .unwrap()
    }

    #[test]
    fn a_table_is_aligned_by_what_is_seen() {
        let rows = json!([
            ["Zoë", "1200.50"],
            ["日本", null],
            ["NULL", "7"],
            [null, "-3"]
        ]);
        let expected = "\
SELECT name
FROM t
  $1 = 'it's'
  $2 = ∅

name    total
────  ───────
Zoë   1200.50
日本        ∅
NULL        7
∅          -3
(4 rows, confidence 93 %, SQL by the engine, today is 2025-06-30)
note: \"last\" was read as newest
";
        assert_eq!(answer(&response(&rows), Style::default()), expected);
    }

    #[test]
    fn no_rows_is_a_sentence() {
        assert!(
            answer(&response(&json!([])), Style::default()).contains("\nThere are no such rows.\n")
        );
    }

    #[test]
    fn rows_cannot_command_the_terminal() {
        let rows = json!([["\u{1b}]0;owned\u{7}\u{202e}x\r\n", "1"]]);
        let text = answer(&response(&rows), Style::default());
        assert!(
            text.contains("\\u{1b}]0;owned\\u{7}\\u{202e}x\\u{d}\\n"),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn long_cells_are_cut_on_a_terminal_only() {
        let long = "界".repeat(50);
        let rows = json!([[long, "1"]]);
        let cut = answer(
            &response(&rows),
            Style {
                cut: true,
                colour: false,
            },
        );
        assert!(cut.contains(&format!("{}…  ", "界".repeat(29))), "{cut}");
        assert!(answer(&response(&rows), Style::default()).contains(&long));
    }

    #[test]
    fn csv_tells_null_from_empty() {
        let rows = json!([["a,\"b\"", "1.5"], ["", null], ["two\nlines", "0"]]);
        assert_eq!(
            csv(&response(&rows)),
            "name,total\r\n\"a,\"\"b\"\"\",1.5\r\n\"\",\r\n\"two\nlines\",0\r\n"
        );
    }
}
