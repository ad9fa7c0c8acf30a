//! What may be written in more than one way.

use plainquery_core::Value;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
enum OneOrSeveral {
    One(String),
    Several(Vec<String>),
}

/// A text, or a list of texts.
pub(super) fn one_or_several<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    Ok(match OneOrSeveral::deserialize(deserializer)? {
        OneOrSeveral::One(text) => vec![text],
        OneOrSeveral::Several(texts) => texts,
    })
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a cell is a text or a number; NULL is null in JSON and { null = true } in TOML"
)]
enum Cell {
    Text(String),
    Integer(i64),
    Real(f64),
    Null(()),
    Absent(Absent),
}

/// How NULL is written in TOML, which has none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Absent {
    null: bool,
}

impl Cell {
    fn value<E: serde::de::Error>(self) -> Result<Value, E> {
        match self {
            Self::Text(text) => Ok(Some(text)),
            Self::Integer(integer) => Ok(Some(integer.to_string())),
            Self::Real(real) => Ok(Some(real.to_string())),
            Self::Null(()) | Self::Absent(Absent { null: true }) => Ok(None),
            Self::Absent(Absent { null: false }) => {
                Err(E::custom("a cell is { null = true } or a value"))
            }
        }
    }
}

/// Rows of cells.
pub(super) fn rows<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<Vec<Value>>>, D::Error> {
    let rows: Vec<Vec<Cell>> = Vec::deserialize(deserializer)?;
    let values = |row: Vec<Cell>| row.into_iter().map(Cell::value).collect();
    rows.into_iter()
        .map(values)
        .collect::<Result<_, _>>()
        .map(Some)
}

/// Texts and numbers, as the database prints them.
pub(super) fn values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let cells: Vec<Cell> = Vec::deserialize(deserializer)?;
    let text = |cell: Cell| {
        let value = cell.value()?;
        value
            .ok_or_else(|| serde::de::Error::custom("NULL shows nothing: write a text or a number"))
    };
    cells.into_iter().map(text).collect()
}
