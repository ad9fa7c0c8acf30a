//! Rows as the server writes them, through a driver that gives typed values: such a driver knows few
//! types, and fails on what its own cannot hold, such as a long `numeric` or an infinite date. So the
//! server itself writes each row as one text, and only that is read.

use std::borrow::Cow;

use plainquery_core::ports::{SqlError, Statement};
use plainquery_core::{OutputColumn, Table, Value};

use crate::types::named_type;

/// A statement whose first result column is a row of `statement` as text, or NULL where it gives no
/// row, and whose others are the columns of `statement`: NULL all of them, for their names and types.
///
/// `names` is never run: the planner sees that nothing is joined from it. `one` makes a row where
/// there is none, since some drivers tell the columns only with a row. A join with one row on its left
/// leaves the order of `q`.
pub(crate) fn as_text_rows(statement: &Statement) -> Statement {
    let text = &statement.text;
    Statement {
        text: Cow::Owned(format!(
            "SELECT (q.*)::pg_catalog.text, names.*\n\
             FROM (SELECT) AS one\n\
             LEFT JOIN (\n{text}\n) AS q ON true\n\
             LEFT JOIN (\n{text}\n) AS names ON false"
        )),
        parameters: statement.parameters.clone(),
    }
}

/// A column as a driver names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriverColumn {
    /// The column's name.
    pub name: String,
    /// The type's name in `pg_type`, such as `int4` or `_text`.
    pub type_name: String,
}

/// Whether more rows are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Go on.
    More,
    /// A cap is reached: the rest would be dropped.
    Enough,
}

/// Gathers rows within caps.
#[derive(Debug)]
pub struct TextRows {
    max_rows: usize,
    max_bytes: usize,
    bytes: usize,
    rows: Vec<Vec<Value>>,
    truncated: bool,
}

impl TextRows {
    pub(crate) fn new(max_rows: usize, max_bytes: usize) -> Self {
        Self {
            max_rows,
            max_bytes,
            bytes: 0,
            rows: Vec::new(),
            truncated: false,
        }
    }

    /// Takes the first cell of a row: `None` where it is NULL.
    ///
    /// # Errors
    /// `Protocol` where it is not a row's text.
    pub fn push(&mut self, row: Option<&str>) -> Result<Wanted, SqlError> {
        let Some(row) = row else {
            return Ok(Wanted::More);
        };
        if self.truncated || self.rows.len() == self.max_rows {
            self.truncated = true;
            return Ok(Wanted::Enough);
        }
        let cells = read_row(row).ok_or(SqlError::Protocol)?;
        let bytes = cells.iter().flatten().map(String::len).sum::<usize>();
        if bytes > self.max_bytes - self.bytes {
            self.truncated = true;
            return Ok(Wanted::Enough);
        }
        self.bytes += bytes;
        self.rows.push(cells);
        Ok(Wanted::More)
    }

    /// The table; `columns` are those of the statement itself.
    pub(crate) fn finish(self, columns: Vec<DriverColumn>) -> Result<Table, SqlError> {
        if self.rows.iter().any(|row| row.len() != columns.len()) {
            return Err(SqlError::Protocol);
        }
        let columns = columns.into_iter().map(|column| {
            let (type_name, class) = named_type(&column.type_name);
            OutputColumn {
                name: column.name,
                class,
                type_name: type_name.to_owned(),
            }
        });
        Ok(Table {
            columns: columns.collect(),
            rows: self.rows,
            truncated: self.truncated,
        })
    }
}

/// The cells of a row's text form: `(1,"a ""b""",)`. Nothing is NULL, `""` is an empty text, and a
/// quote or backslash within quotes is doubled.
fn read_row(text: &str) -> Option<Vec<Value>> {
    let mut rest = text.strip_prefix('(')?.strip_suffix(')')?;
    let mut cells = Vec::new();
    loop {
        let (cell, after) = read_cell(rest)?;
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None if after.is_empty() => return Some(cells),
            None => return None,
        }
    }
}

/// A cell, and what follows it.
fn read_cell(text: &str) -> Option<(Value, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(',').unwrap_or(text.len());
        let (cell, after) = text.split_at(end);
        return Some(((!cell.is_empty()).then(|| cell.to_owned()), after));
    };
    let mut cell = String::new();
    let mut rest = quoted;
    loop {
        let at = rest.find(['"', '\\'])?;
        cell.push_str(&rest[..at]);
        let mark = rest[at..].chars().next()?;
        let after = &rest[at + 1..];
        match after.strip_prefix(mark) {
            Some(next) => {
                cell.push(mark);
                rest = next;
            }
            None if mark == '"' => return Some((Some(cell), after)),
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use plainquery_core::TypeClass;

    use super::*;

    /// A row of cells.
    fn cells<const N: usize>(cells: [Option<&str>; N]) -> Vec<Value> {
        cells.map(|cell| cell.map(str::to_owned)).to_vec()
    }

    // The texts are what PostgreSQL 15 printed.
    #[test]
    fn cells_are_read_as_the_server_wrote_them() {
        assert_eq!(
            read_row(
                r#"(1,"{""a"": ""x,\\""y""}","{1,NULL,3}","ha ppy","\\x0061",Infinity,"q""\\ (,)")"#
            ),
            Some(cells([
                Some("1"),
                Some(r#"{"a": "x,\"y"}"#),
                Some("{1,NULL,3}"),
                Some("ha ppy"),
                Some(r"\x0061"),
                Some("Infinity"),
                Some(r#"q"\ (,)"#),
            ]))
        );
        assert_eq!(read_row(r#"(,"",)"#), Some(cells([None, Some(""), None])));
        assert_eq!(read_row("()"), Some(cells([None])));
        assert_eq!(
            read_row("(\"two\nlines\",é)"),
            Some(cells([Some("two\nlines"), Some("é")]))
        );
    }

    #[test]
    fn what_is_no_row_is_none() {
        for text in ["", "(", "1,2", r#"("open)"#, r#"("a"b)"#, r#"("a\b")"#] {
            assert_eq!(read_row(text), None, "{text}");
        }
    }

    fn rows(max_rows: usize, max_bytes: usize, texts: &[&str]) -> TextRows {
        let mut rows = TextRows::new(max_rows, max_bytes);
        for text in texts {
            if rows.push(Some(text)) == Ok(Wanted::Enough) {
                break;
            }
        }
        rows
    }

    #[test]
    fn caps_cut_and_say_so() {
        let all = ["(a)", "(b)", "(cde)"];
        for (max_rows, max_bytes, kept) in [(3, 5, 3), (2, 99, 2), (9, 4, 2), (0, 9, 0), (9, 0, 0)]
        {
            let rows = rows(max_rows, max_bytes, &all);
            assert_eq!(rows.rows.len(), kept, "{max_rows} rows, {max_bytes} bytes");
            assert_eq!(rows.truncated, kept < 3);
        }
    }

    #[test]
    fn a_row_of_another_width_is_not_taken() {
        let column = |name: &str, type_name: &str| DriverColumn {
            name: name.to_owned(),
            type_name: type_name.to_owned(),
        };
        let columns = vec![column("n", "numeric"), column("labels", "_text")];
        let table = rows(9, 99, &["(1.50,{a})"])
            .finish(columns.clone())
            .expect("it fits");
        assert_eq!(table.columns[0].class, TypeClass::Decimal);
        assert_eq!(table.columns[1].type_name, "text[]");
        assert_eq!(table.rows, [cells([Some("1.50"), Some("{a}")])]);
        assert_eq!(
            rows(9, 99, &["(1)"]).finish(columns.clone()),
            Err(SqlError::Protocol)
        );
        let mut none = TextRows::new(9, 99);
        assert_eq!(none.push(None), Ok(Wanted::More));
        assert_eq!(none.finish(columns).expect("it fits").rows.len(), 0);
    }
}
