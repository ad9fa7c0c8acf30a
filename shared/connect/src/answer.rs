//! Reads a batch's answer while keeping no more than the caps allow: a row over a cap is checked and
//! skipped, never stored.

use std::fmt;

use plainquery_core::ports::SqlError;
use plainquery_core::{OutputColumn, Table, Value};
use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::types::builtin_type;

/// The caps on one result.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caps {
    pub(crate) max_rows: usize,
    pub(crate) max_bytes: usize,
}

/// The results in an answer's body: raw text cells in arrays. `caps` gives those of a statement by
/// its position.
pub(crate) fn results(body: &[u8], caps: impl Fn(usize) -> Caps) -> Result<Vec<Table>, SqlError> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let tables = Body { caps: &caps }
        .deserialize(&mut deserializer)
        .and_then(|tables| deserializer.end().map(|()| tables));
    tables.map_err(|_| SqlError::Protocol)
}

/// `{"results": […]}`.
struct Body<'a, F> {
    caps: &'a F,
}

impl<'de, F: Fn(usize) -> Caps> DeserializeSeed<'de> for Body<'_, F> {
    type Value = Vec<Table>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Table>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F: Fn(usize) -> Caps> Visitor<'de> for Body<'_, F> {
    type Value = Vec<Table>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a batch's answer")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Table>, A::Error> {
        let mut tables = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == "results" {
                tables = Some(map.next_value_seed(Results { caps: self.caps })?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        tables.ok_or_else(|| A::Error::missing_field("results"))
    }
}

struct Results<'a, F> {
    caps: &'a F,
}

impl<'de, F: Fn(usize) -> Caps> DeserializeSeed<'de> for Results<'_, F> {
    type Value = Vec<Table>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Table>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: Fn(usize) -> Caps> Visitor<'de> for Results<'_, F> {
    type Value = Vec<Table>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the results of a batch")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<Table>, A::Error> {
        let mut tables = Vec::new();
        loop {
            let caps = (self.caps)(tables.len());
            match sequence.next_element_seed(OneResult { caps })? {
                Some(table) => tables.push(table),
                None => return Ok(tables),
            }
        }
    }
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(rename = "dataTypeID")]
    type_oid: u32,
}

/// `{"fields": […], "rows": […], …}`, in any order.
struct OneResult {
    caps: Caps,
}

impl<'de> DeserializeSeed<'de> for OneResult {
    type Value = Table;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Table, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneResult {
    type Value = Table;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a result")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table, A::Error> {
        let mut fields: Option<Vec<Field>> = None;
        let mut rows: Option<Rows> = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "fields" => fields = Some(map.next_value()?),
                "rows" => rows = Some(map.next_value_seed(RowsSeed { caps: self.caps })?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let fields = fields.ok_or_else(|| A::Error::missing_field("fields"))?;
        let rows = rows.ok_or_else(|| A::Error::missing_field("rows"))?;
        if rows.width.is_some_and(|width| width != fields.len()) {
            return Err(A::Error::custom("a row's width differs from its header's"));
        }
        Ok(Table {
            columns: fields.into_iter().map(column).collect(),
            rows: rows.kept,
            truncated: rows.truncated,
        })
    }
}

fn column(field: Field) -> OutputColumn {
    let (type_name, class) = builtin_type(field.type_oid);
    OutputColumn {
        name: field.name,
        class,
        type_name: type_name.to_owned(),
    }
}

#[derive(Default)]
struct Rows {
    kept: Vec<Vec<Value>>,
    bytes: usize,
    truncated: bool,
    /// The cells of each row seen so far.
    width: Option<usize>,
}

struct RowsSeed {
    caps: Caps,
}

impl<'de> DeserializeSeed<'de> for RowsSeed {
    type Value = Rows;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Rows, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed {
    type Value = Rows;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("rows as arrays")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Rows, A::Error> {
        let mut rows = Rows::default();
        loop {
            // Once something was cut, later rows are cut too: a gap would be worse than an end.
            if rows.truncated || rows.kept.len() == self.caps.max_rows {
                if sequence.next_element::<IgnoredAny>()?.is_none() {
                    return Ok(rows);
                }
                rows.truncated = true;
                continue;
            }
            let left_bytes = self.caps.max_bytes - rows.bytes;
            let Some(row) = sequence.next_element_seed(RowSeed { left_bytes })? else {
                return Ok(rows);
            };
            if rows.width.is_some_and(|width| width != row.width) {
                return Err(A::Error::custom("rows differ in width"));
            }
            rows.width = Some(row.width);
            match row.cells {
                Some(cells) => {
                    rows.bytes += row.bytes;
                    rows.kept.push(cells);
                }
                None => rows.truncated = true,
            }
        }
    }
}

struct Row {
    /// `None` where the row is over the bytes that were left.
    cells: Option<Vec<Value>>,
    bytes: usize,
    width: usize,
}

struct RowSeed {
    left_bytes: usize,
}

impl<'de> DeserializeSeed<'de> for RowSeed {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Row, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowSeed {
    type Value = Row;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a row as an array of raw text")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Row, A::Error> {
        let mut cells = Vec::new();
        let mut bytes = 0_usize;
        let mut width = 0;
        while let Some(cell) = sequence.next_element::<Value>()? {
            width += 1;
            bytes = bytes.saturating_add(cell.as_ref().map_or(0, String::len));
            if bytes <= self.left_bytes {
                cells.push(cell);
            }
        }
        let fits = bytes <= self.left_bytes;
        Ok(Row {
            cells: fits.then_some(cells),
            bytes,
            width,
        })
    }
}

#[cfg(test)]
mod tests;
