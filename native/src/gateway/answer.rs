//! Results as the Neon protocol's JSON.

use std::io::{self, Write};

use postgres_types::{Kind, Type};
use serde_json::value::RawValue;

use super::{
    array::{self, Element},
    failure::Failure,
};
use crate::postgres::{Field, ResultSet};

/// How the caller wants rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RowFormat {
    /// Values as Postgres's text, not as JSON's types.
    pub(super) raw: bool,
    /// Rows as arrays, not as objects.
    pub(super) as_array: bool,
}

/// JSON text that refuses to grow over a cap.
pub(super) struct CappedBuffer {
    bytes: Vec<u8>,
    max_bytes: usize,
}

impl CappedBuffer {
    pub(super) fn new(max_bytes: usize) -> Self {
        Self {
            bytes: Vec::new(),
            max_bytes,
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Write for CappedBuffer {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > self.max_bytes {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One result, or for a batch all of them.
pub(super) fn write(
    results: &[(ResultSet, RowFormat)],
    batch: bool,
    max_bytes: usize,
) -> Result<Vec<u8>, Failure> {
    let mut out = CappedBuffer::new(max_bytes);
    let written = if batch {
        write_batch(results, &mut out)
    } else {
        write_all(results, &mut out)
    };
    written.map_err(|_| Failure::ResponseTooLarge { max_bytes })?;
    Ok(out.into_bytes())
}

fn write_batch(results: &[(ResultSet, RowFormat)], out: &mut CappedBuffer) -> io::Result<()> {
    out.write_all(b"{\"results\":[")?;
    write_all(results, out)?;
    out.write_all(b"]}")
}

fn write_all(results: &[(ResultSet, RowFormat)], out: &mut CappedBuffer) -> io::Result<()> {
    for (index, (result, format)) in results.iter().enumerate() {
        separate(index, out)?;
        write_result(result, *format, out)?;
    }
    Ok(())
}

fn write_result(result: &ResultSet, format: RowFormat, out: &mut CappedBuffer) -> io::Result<()> {
    out.write_all(b"{\"fields\":[")?;
    for (index, field) in result.fields.iter().enumerate() {
        separate(index, out)?;
        out.write_all(b"{\"name\":")?;
        string(&field.name, out)?;
        write!(
            out,
            ",\"dataTypeID\":{},\"tableID\":{},\"columnID\":{},\"dataTypeSize\":{},\"dataTypeModifier\":{},\"format\":\"text\"}}",
            field.type_oid, field.table_oid, field.column_id, field.type_size, field.type_modifier
        )?;
    }
    out.write_all(b"],\"rows\":[")?;
    let columns = columns(&result.fields, format);
    for (index, row) in result.rows.iter().enumerate() {
        separate(index, out)?;
        write_row(row, &columns, format, out)?;
    }
    let (command, row_count) = command(&result.tag);
    out.write_all(b"],\"command\":")?;
    string(command, out)?;
    match row_count {
        Some(count) => write!(out, ",\"rowCount\":{count}")?,
        None => out.write_all(b",\"rowCount\":null")?,
    }
    write!(out, ",\"rowAsArray\":{}}}", format.as_array)
}

/// A column as rows are written: its key, its type, and its place in the row.
struct Column<'a> {
    place: usize,
    name: &'a str,
    data_type: Type,
}

/// All columns for arrays; for objects of columns with the same name only the last, as in
/// JavaScript.
fn columns(fields: &[Field], format: RowFormat) -> Vec<Column<'_>> {
    let all = fields.iter().enumerate();
    all.filter(|(place, field)| {
        format.as_array
            || fields[place + 1..]
                .iter()
                .all(|later| later.name != field.name)
    })
    .map(|(place, field)| Column {
        place,
        name: &field.name,
        data_type: Type::from_oid(field.type_oid).unwrap_or(Type::TEXT),
    })
    .collect()
}

fn write_row(
    row: &[Option<String>],
    columns: &[Column<'_>],
    format: RowFormat,
    out: &mut CappedBuffer,
) -> io::Result<()> {
    out.write_all(if format.as_array { b"[" } else { b"{" })?;
    for (index, column) in columns.iter().enumerate() {
        separate(index, out)?;
        if !format.as_array {
            string(column.name, out)?;
            out.write_all(b":")?;
        }
        match row.get(column.place).and_then(Option::as_deref) {
            None => out.write_all(b"null")?,
            Some(text) if format.raw => string(text, out)?,
            Some(text) => typed(text, &column.data_type, out)?,
        }
    }
    out.write_all(if format.as_array { b"]" } else { b"}" })
}

/// int8 and numeric stay strings, since JavaScript's numbers cannot hold them; so do NaN and the
/// infinities, which JSON does not have.
fn typed(text: &str, data_type: &Type, out: &mut CappedBuffer) -> io::Result<()> {
    match *data_type {
        Type::BOOL => out.write_all(if text == "t" { b"true" } else { b"false" }),
        Type::INT2 | Type::INT4 => out.write_all(text.as_bytes()),
        Type::FLOAT4 | Type::FLOAT8 => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                serde_json::to_writer(out, &number).map_err(io::Error::from)
            }
            _ => string(text, out),
        },
        // The server has checked it; where a JSON of Postgres is none of ours (a lone surrogate), text remains.
        Type::JSON | Type::JSONB => match serde_json::from_str::<&RawValue>(text) {
            Ok(json) => out.write_all(json.get().as_bytes()),
            Err(_) => string(text, out),
        },
        _ => match data_type.kind() {
            Kind::Array(element_type) => {
                let delimiter = if *element_type == Type::BOX { ';' } else { ',' };
                match array::parse(text, delimiter) {
                    Some(elements) => typed_array(&elements, element_type, out),
                    None => string(text, out),
                }
            }
            _ => string(text, out),
        },
    }
}

fn typed_array(
    elements: &[Element],
    element_type: &Type,
    out: &mut CappedBuffer,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, element) in elements.iter().enumerate() {
        separate(index, out)?;
        match element {
            Element::Null => out.write_all(b"null")?,
            Element::Value(text) => typed(text, element_type, out)?,
            Element::Array(inner) => typed_array(inner, element_type, out)?,
        }
    }
    out.write_all(b"]")
}

/// `INSERT 0 5` → `INSERT`, 5; `SELECT 3` → `SELECT`, 3; `CREATE TABLE` → `CREATE`, none.
fn command(tag: &str) -> (&str, Option<u64>) {
    let mut words = tag.split(' ');
    let command = words.next().unwrap_or_default();
    let count = if command == "INSERT" {
        words.nth(1)
    } else {
        words.next()
    };
    (command, count.and_then(|count| count.parse().ok()))
}

fn separate(index: usize, out: &mut CappedBuffer) -> io::Result<()> {
    if index > 0 {
        out.write_all(b",")
    } else {
        Ok(())
    }
}

fn string(text: &str, out: &mut CappedBuffer) -> io::Result<()> {
    serde_json::to_writer(out, text).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str, data_type: &Type) -> String {
        let mut out = CappedBuffer::new(1000);
        typed(text, data_type, &mut out).unwrap();
        String::from_utf8(out.into_bytes()).unwrap()
    }

    #[test]
    fn values_have_the_types_of_the_protocol() {
        let cases = [
            ("t", Type::BOOL, "true"),
            ("-3", Type::INT4, "-3"),
            ("9007199254740993", Type::INT8, "\"9007199254740993\""),
            ("1.10", Type::NUMERIC, "\"1.10\""),
            ("1e+20", Type::FLOAT8, "1e+20"),
            ("0.1", Type::FLOAT4, "0.1"),
            ("NaN", Type::FLOAT8, "\"NaN\""),
            ("-Infinity", Type::FLOAT8, "\"-Infinity\""),
            (
                "{\"b\": 1, \"a\": 12345678901234567890123}",
                Type::JSONB,
                "{\"b\": 1, \"a\": 12345678901234567890123}",
            ),
            ("{1,NULL}", Type::INT4_ARRAY, "[1,null]"),
            ("{1,2}", Type::INT8_ARRAY, "[\"1\",\"2\"]"),
            ("{{t},{f}}", Type::BOOL_ARRAY, "[[true],[false]]"),
            ("{\"{\\\"a\\\": 1}\"}", Type::JSON_ARRAY, "[{\"a\": 1}]"),
            ("\\x00ff", Type::BYTEA, "\"\\\\x00ff\""),
        ];
        for (text, data_type, expected) in cases {
            assert_eq!(json(text, &data_type), expected, "{data_type}");
        }
    }

    #[test]
    fn command_tags() {
        assert_eq!(command("INSERT 0 5"), ("INSERT", Some(5)));
        assert_eq!(command("SELECT 3"), ("SELECT", Some(3)));
        assert_eq!(command("CREATE TABLE"), ("CREATE", None));
        assert_eq!(command(""), ("", None));
    }
}
