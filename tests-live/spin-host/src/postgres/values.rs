//! From the values of Postgres to those of the interface, type by type as Spin does it: what the
//! interface has no type for comes as the bytes of its binary form.

use std::error::Error;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Utc};
use postgres_protocol::types::{Range, RangeBound, range_from_sql};
use rust_decimal::Decimal;
use tokio_postgres::{
    Row,
    types::{FromSql, Kind, Type},
};

use crate::bindings::spin::postgres::postgres::{DbDataType, DbValue, Interval, RangeBoundKind};

type Failure = Box<dyn Error + Sync + Send>;
type Converted<T> = Result<T, Failure>;
type Bound<T> = Option<(T, RangeBoundKind)>;

/// The type of a column.
pub(super) fn data_type(of: &Type) -> DbDataType {
    match *of {
        Type::BOOL => DbDataType::Boolean,
        Type::BYTEA => DbDataType::Binary,
        Type::FLOAT4 => DbDataType::Floating32,
        Type::FLOAT8 => DbDataType::Floating64,
        Type::INT2 => DbDataType::Int16,
        Type::INT4 => DbDataType::Int32,
        Type::INT8 => DbDataType::Int64,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR => DbDataType::Str,
        Type::TIMESTAMP | Type::TIMESTAMPTZ => DbDataType::Datetime,
        Type::DATE => DbDataType::Date,
        Type::TIME => DbDataType::Time,
        Type::UUID => DbDataType::Uuid,
        Type::JSONB => DbDataType::Jsonb,
        Type::NUMERIC => DbDataType::Decimal,
        Type::INT4_RANGE => DbDataType::RangeInt32,
        Type::INT8_RANGE => DbDataType::RangeInt64,
        Type::NUM_RANGE => DbDataType::RangeDecimal,
        Type::INT4_ARRAY => DbDataType::ArrayInt32,
        Type::INT8_ARRAY => DbDataType::ArrayInt64,
        Type::NUMERIC_ARRAY => DbDataType::ArrayDecimal,
        Type::TEXT_ARRAY | Type::VARCHAR_ARRAY | Type::BPCHAR_ARRAY => DbDataType::ArrayStr,
        Type::INTERVAL => DbDataType::Interval,
        _ => DbDataType::Other(of.name().to_owned()),
    }
}

/// The cells of a row.
pub(super) fn of_row(row: &Row) -> Converted<Vec<DbValue>> {
    (0..row.len()).map(|index| of_cell(row, index)).collect()
}

fn of_cell(row: &Row, index: usize) -> Converted<DbValue> {
    use DbValue as To;
    match *row.columns()[index].type_() {
        Type::BOOL => cell(row, index, |value| Ok(To::Boolean(value))),
        Type::BYTEA => cell(row, index, |value| Ok(To::Binary(value))),
        Type::FLOAT4 => cell(row, index, |value| Ok(To::Floating32(value))),
        Type::FLOAT8 => cell(row, index, |value| Ok(To::Floating64(value))),
        Type::INT2 => cell(row, index, |value| Ok(To::Int16(value))),
        Type::INT4 => cell(row, index, |value| Ok(To::Int32(value))),
        Type::INT8 => cell(row, index, |value| Ok(To::Int64(value))),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR => cell(row, index, |value| Ok(To::Str(value))),
        Type::TIMESTAMP => cell(row, index, |value| datetime(&value)),
        Type::TIMESTAMPTZ => cell(row, index, |value: DateTime<Utc>| {
            datetime(&value.naive_utc())
        }),
        Type::DATE => cell(row, index, date),
        Type::TIME => cell(row, index, time),
        Type::UUID => cell(row, index, |value: uuid::Uuid| {
            Ok(To::Uuid(value.to_string()))
        }),
        Type::JSONB => cell(row, index, |value: serde_json::Value| {
            Ok(To::Jsonb(serde_json::to_vec(&value)?))
        }),
        Type::NUMERIC => cell(row, index, |value: Decimal| {
            Ok(To::Decimal(value.to_string()))
        }),
        Type::INT4_RANGE => cell(row, index, |Bounds(from, to)| {
            Ok(To::RangeInt32((from, to)))
        }),
        Type::INT8_RANGE => cell(row, index, |Bounds(from, to)| {
            Ok(To::RangeInt64((from, to)))
        }),
        Type::NUM_RANGE => cell(row, index, |Bounds(from, to)| {
            Ok(To::RangeDecimal((from.map(as_text), to.map(as_text))))
        }),
        Type::INT4_ARRAY => cell(row, index, |value| Ok(To::ArrayInt32(value))),
        Type::INT8_ARRAY => cell(row, index, |value| Ok(To::ArrayInt64(value))),
        Type::NUMERIC_ARRAY => cell(row, index, |value: Vec<Option<Decimal>>| {
            let texts = value.iter().map(|item| item.map(|item| item.to_string()));
            Ok(To::ArrayDecimal(texts.collect()))
        }),
        Type::TEXT_ARRAY | Type::VARCHAR_ARRAY | Type::BPCHAR_ARRAY => {
            cell(row, index, |value| Ok(To::ArrayStr(value)))
        }
        Type::INTERVAL => cell(row, index, |IntervalParts(value)| Ok(To::Interval(value))),
        _ => cell(row, index, |Binary(bytes)| Ok(To::Unsupported(bytes))),
    }
}

fn cell<'a, T: FromSql<'a>>(
    row: &'a Row,
    index: usize,
    convert: impl FnOnce(T) -> Converted<DbValue>,
) -> Converted<DbValue> {
    match row.try_get::<_, Option<T>>(index)? {
        Some(value) => convert(value),
        None => Ok(DbValue::DbNull),
    }
}

fn date(value: NaiveDate) -> Converted<DbValue> {
    Ok(DbValue::Date((
        value.year(),
        value.month().try_into()?,
        value.day().try_into()?,
    )))
}

fn time(value: NaiveTime) -> Converted<DbValue> {
    Ok(DbValue::Time((
        value.hour().try_into()?,
        value.minute().try_into()?,
        value.second().try_into()?,
        value.nanosecond(),
    )))
}

fn datetime(value: &NaiveDateTime) -> Converted<DbValue> {
    Ok(DbValue::Datetime((
        value.year(),
        value.month().try_into()?,
        value.day().try_into()?,
        value.hour().try_into()?,
        value.minute().try_into()?,
        value.second().try_into()?,
        value.nanosecond(),
    )))
}

fn as_text((value, kind): (Decimal, RangeBoundKind)) -> (String, RangeBoundKind) {
    (value.to_string(), kind)
}

/// A range's ends.
struct Bounds<T>(Bound<T>, Bound<T>);

impl<'a, T: FromSql<'a>> FromSql<'a> for Bounds<T> {
    fn from_sql(of: &Type, bytes: &'a [u8]) -> Converted<Self> {
        let Kind::Range(element) = of.kind() else {
            return Err("it is no range".into());
        };
        let bound = |bound: RangeBound<Option<&'a [u8]>>| -> Converted<Bound<T>> {
            let (bytes, kind) = match bound {
                RangeBound::Inclusive(bytes) => (bytes, RangeBoundKind::Inclusive),
                RangeBound::Exclusive(bytes) => (bytes, RangeBoundKind::Exclusive),
                RangeBound::Unbounded => return Ok(None),
            };
            let bytes = bytes.ok_or("a bound has no value")?;
            Ok(Some((T::from_sql(element, bytes)?, kind)))
        };
        match range_from_sql(bytes)? {
            // The interface has no empty range; Spin gives the same.
            Range::Empty => Ok(Self(None, None)),
            Range::Nonempty(from, to) => Ok(Self(bound(from)?, bound(to)?)),
        }
    }

    fn accepts(of: &Type) -> bool {
        matches!(of.kind(), Kind::Range(element) if T::accepts(element))
    }
}

/// An interval's parts, as they are sent.
struct IntervalParts(Interval);

impl FromSql<'_> for IntervalParts {
    fn from_sql(_of: &Type, bytes: &[u8]) -> Converted<Self> {
        let (micros, rest) = bytes.split_first_chunk().ok_or("it is too short")?;
        let (days, rest) = rest.split_first_chunk().ok_or("it is too short")?;
        let (months, _) = rest.split_first_chunk().ok_or("it is too short")?;
        Ok(Self(Interval {
            micros: i64::from_be_bytes(*micros),
            days: i32::from_be_bytes(*days),
            months: i32::from_be_bytes(*months),
        }))
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::INTERVAL
    }
}

/// A value of any type in its binary form.
struct Binary(Vec<u8>);

impl FromSql<'_> for Binary {
    fn from_sql(_of: &Type, bytes: &[u8]) -> Converted<Self> {
        Ok(Self(bytes.to_owned()))
    }

    fn accepts(_of: &Type) -> bool {
        true
    }
}
