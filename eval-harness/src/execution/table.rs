//! A result as text, with what each cell is.

use std::fmt::Write;

use plainquery_core::{TypeClass, Value};

use crate::{
    run_folder::{MAX_SAMPLE_ROWS, ResultSample},
    sqlite::{Cell, QueryResult},
};

/// What a cell holds: `SQLite`'s storage class, or what the column's type says in Postgres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CellKind {
    /// NULL.
    Null,
    /// A truth value (Postgres).
    Boolean,
    /// A whole number.
    Integer,
    /// A binary float.
    Real,
    /// An exact decimal (Postgres).
    Decimal,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Anything else, such as a date: its text form tells all (Postgres).
    Other,
}

/// A query's result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultTable {
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows; cells as the database prints them, `None` is NULL.
    pub rows: Vec<Vec<Value>>,
    /// What each cell is, in the shape of `rows`.
    pub kinds: Vec<Vec<CellKind>>,
    /// Whether there are more rows than were wanted.
    pub is_cut: bool,
}

impl ResultTable {
    /// The first rows, for a reader to look at.
    pub fn sample(&self) -> ResultSample {
        ResultSample {
            columns: self.columns.clone(),
            rows: self.rows.iter().take(MAX_SAMPLE_ROWS).cloned().collect(),
            row_count: self.rows.len(),
        }
    }

    /// Rows whose types are not known, such as those of a dataset or of a service's answer: a cell that
    /// reads as a number counts as one.
    pub fn of_text(columns: Vec<String>, rows: Vec<Vec<Value>>) -> Self {
        let kinds = rows
            .iter()
            .map(|row| row.iter().map(kind_of_text).collect())
            .collect();
        Self {
            columns,
            rows,
            kinds,
            is_cut: false,
        }
    }

    /// The rows as `SQLite`'s cells, which the official Spider script compares.
    pub(crate) fn cells(&self) -> Vec<Vec<Cell>> {
        let row = |(row, kinds): (&Vec<Value>, &Vec<CellKind>)| {
            row.iter()
                .zip(kinds)
                .map(|(value, kind)| cell(value.as_deref(), *kind))
                .collect()
        };
        self.rows.iter().zip(&self.kinds).map(row).collect()
    }

    pub(super) fn of_sqlite(result: QueryResult, max_rows: usize) -> Self {
        let mut table = Self {
            columns: result.columns,
            is_cut: result.is_cut,
            ..Self::default()
        };
        for row in result.rows.into_iter().take(max_rows) {
            table.kinds.push(row.iter().map(kind).collect());
            table.rows.push(row.into_iter().map(text).collect());
        }
        table
    }
}

fn kind_of_text(value: &Value) -> CellKind {
    match value {
        None => CellKind::Null,
        Some(text) if text.parse::<i64>().is_ok() => CellKind::Integer,
        Some(text)
            if text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
                && text.parse::<f64>().is_ok() =>
        {
            CellKind::Decimal
        }
        Some(_) => CellKind::Text,
    }
}

fn kind(cell: &Cell) -> CellKind {
    match cell {
        Cell::Null => CellKind::Null,
        Cell::Integer(_) => CellKind::Integer,
        Cell::Real(_) => CellKind::Real,
        Cell::Text(_) => CellKind::Text,
        Cell::Blob(_) => CellKind::Bytes,
    }
}

/// Bytes are printed as Postgres prints them.
fn text(cell: Cell) -> Value {
    match cell {
        Cell::Null => None,
        Cell::Integer(integer) => Some(integer.to_string()),
        Cell::Real(real) => Some(format!("{real:?}")),
        Cell::Text(text) => Some(text),
        Cell::Blob(bytes) => {
            let mut text = String::with_capacity(2 + 2 * bytes.len());
            text.push_str("\\x");
            for byte in bytes {
                // Writing to a String cannot fail.
                let _ = write!(text, "{byte:02x}");
            }
            Some(text)
        }
    }
}

/// The cell that was printed so.
fn cell(value: Option<&str>, kind: CellKind) -> Cell {
    let Some(text) = value else {
        return Cell::Null;
    };
    let as_text = || Cell::Text(text.to_owned());
    match kind {
        CellKind::Null => Cell::Null,
        CellKind::Integer => text.parse().map_or_else(|_| as_text(), Cell::Integer),
        CellKind::Real | CellKind::Decimal => text.parse().map_or_else(|_| as_text(), Cell::Real),
        CellKind::Bytes => Cell::Blob(bytes(text)),
        CellKind::Boolean | CellKind::Text | CellKind::Other => as_text(),
    }
}

fn bytes(text: &str) -> Vec<u8> {
    let digits = text.strip_prefix("\\x").unwrap_or_default().as_bytes();
    let value = |digit: u8| char::from(digit).to_digit(16).unwrap_or_default();
    digits
        .chunks_exact(2)
        .filter_map(|pair| u8::try_from(value(pair[0]) * 16 + value(pair[1])).ok())
        .collect()
}

/// What cells of a column of Postgres are.
pub(super) fn kind_of_class(class: TypeClass) -> CellKind {
    match class {
        TypeClass::Boolean => CellKind::Boolean,
        TypeClass::Integer => CellKind::Integer,
        TypeClass::Decimal => CellKind::Decimal,
        TypeClass::Float => CellKind::Real,
        TypeClass::Text => CellKind::Text,
        TypeClass::Bytes => CellKind::Bytes,
        TypeClass::Date
        | TypeClass::Time
        | TypeClass::Timestamp
        | TypeClass::Interval
        | TypeClass::Json
        | TypeClass::Uuid
        | TypeClass::Array
        | TypeClass::Other => CellKind::Other,
    }
}
