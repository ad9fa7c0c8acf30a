//! From the interface's parameters to those of Postgres, by the types that the server inferred: text goes
//! only where it inferred text, as in Spin.

use bytes::BytesMut;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::Answer;
use crate::bindings::spin::postgres::postgres::{Error, ParameterValue};

/// A parameter of a query.
#[derive(Debug)]
pub(super) struct Parameter(Box<dyn ToSql + Send + Sync>);

impl Parameter {
    pub(super) fn new(value: ParameterValue) -> Answer<Self> {
        use ParameterValue as From;
        Ok(match value {
            From::Boolean(value) => of(value),
            From::Int8(value) => of(value),
            From::Int16(value) => of(value),
            From::Int32(value) => of(value),
            From::Int64(value) => of(value),
            From::Floating32(value) => of(value),
            From::Floating64(value) => of(value),
            From::Str(value) => of(value),
            From::Binary(value) => of(value),
            From::Date(value) => of(date(value)?),
            From::Time(value) => of(time(value)?),
            From::Datetime((year, month, day, hour, minute, second, nanosecond)) => {
                of(NaiveDateTime::new(
                    date((year, month, day))?,
                    time((hour, minute, second, nanosecond))?,
                ))
            }
            From::Timestamp(seconds) => {
                of(DateTime::from_timestamp(seconds, 0).ok_or_else(|| bad("timestamp"))?)
            }
            From::Uuid(text) => of(uuid::Uuid::parse_str(&text).map_err(|_| bad("UUID"))?),
            From::Jsonb(text) => {
                of(serde_json::from_slice::<serde_json::Value>(&text).map_err(|_| bad("JSON"))?)
            }
            From::Decimal(text) => of(decimal(&text)?),
            From::ArrayInt32(values) => of(values),
            From::ArrayInt64(values) => of(values),
            From::ArrayStr(values) => of(values),
            From::ArrayDecimal(values) => of(values
                .iter()
                .map(|value| value.as_deref().map(decimal).transpose())
                .collect::<Answer<Vec<_>>>()?),
            From::DbNull => of(Null),
            From::RangeInt32(_)
            | From::RangeInt64(_)
            | From::RangeDecimal(_)
            | From::Interval(_) => {
                return Err(Error::BadParameter(
                    "this host takes no ranges and intervals".to_owned(),
                ));
            }
        })
    }
}

fn of(value: impl ToSql + Send + Sync + 'static) -> Parameter {
    Parameter(Box::new(value))
}

fn bad(kind: &str) -> Error {
    Error::BadParameter(format!("a parameter is no {kind}"))
}

fn date((year, month, day): (i32, u8, u8)) -> Answer<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).ok_or_else(|| bad("date"))
}

fn time((hour, minute, second, nanosecond): (u8, u8, u8, u32)) -> Answer<NaiveTime> {
    NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nanosecond)
        .ok_or_else(|| bad("time"))
}

fn decimal(text: &str) -> Answer<Decimal> {
    Decimal::from_str_exact(text).map_err(|_| bad("decimal"))
}

impl ToSql for Parameter {
    fn to_sql(
        &self,
        of: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        // The checked form asks the value itself whether it takes the type.
        self.0.to_sql_checked(of, out)
    }

    fn accepts(_of: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// NULL of any type.
#[derive(Debug)]
struct Null;

impl ToSql for Null {
    fn to_sql(
        &self,
        _of: &Type,
        _out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        Ok(IsNull::Yes)
    }

    fn accepts(_of: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
