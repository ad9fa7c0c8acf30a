//! Masks: what is shown in place of a column's values.
//!
//! A mask's expression must never raise an error, whatever it reads: an error would tell something of
//! the value behind the mask. NULL stays NULL under every mask but `null`, where all is NULL.

mod hmac;
mod mysql;

use plainquery_catalog::Column;
use plainquery_core::{Dialect, TypeClass};
use serde::{Deserialize, Serialize};

use super::Parameters;
use crate::tree::{BinaryOperator, Expr, Literal};

/// What is shown in place of a column's values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mask {
    /// NULL, of the plain type of the column's class (`bigint` for whole numbers, `text` for text …).
    Null,
    /// Text: 64 hexadecimal digits of a keyed SHA-256 of the value's text; of `MySQL`, HMAC-SHA-256 (RFC
    /// 2104) of it in UTF-8. Equal values have equal hashes, in every column of the database; texts that
    /// only a collation takes for equal have not. Postgres and `MySQL` only.
    Hash,
    /// Text: the first and last characters with `***` between them. A value without at least one more
    /// character than is kept is `***` whole. For text, whole numbers and UUIDs.
    Partial {
        /// Characters kept at the start.
        keep_first: u8,
        /// Characters kept at the end.
        keep_last: u8,
    },
    /// `numeric`: the largest multiple of the width that is not above the value; NULL for floats that
    /// are not finite. Of `MySQL` a float stays one, NULL beyond 1e300, and a decimal is NULL beyond 1e30.
    /// Postgres and `MySQL` only.
    BucketNumber {
        /// At least 1.
        width: u32,
    },
    /// The start of the day, week, month, quarter or year: a `date` of a date, a `timestamp` of a
    /// timestamp, with its zone where it has one. NULL outside of the years 1 to 9999, of `MySQL` 1000 to
    /// 9999. Postgres and `MySQL` only.
    BucketDate {
        /// What is kept.
        unit: DateUnit,
    },
}

/// How much of a date is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateUnit {
    /// The day.
    Day,
    /// The week's Monday.
    Week,
    /// The first of the month.
    Month,
    /// The first of the quarter.
    Quarter,
    /// The first of the year.
    Year,
}

impl DateUnit {
    fn label(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// What a masked column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MaskedType {
    pub(super) type_name: &'static str,
    pub(super) class: TypeClass,
}

const fn masked(type_name: &'static str, class: TypeClass) -> MaskedType {
    MaskedType { type_name, class }
}

impl Mask {
    /// What the masked column is; `None` where the mask does not fit the column, or the dialect has no
    /// function for it.
    pub(super) fn masked_type(&self, column: &Column, dialect: Dialect) -> Option<MaskedType> {
        match dialect {
            Dialect::Postgres | Dialect::Sqlite => {}
            Dialect::Mysql => return mysql::masked_type(self, column),
            Dialect::Snowflake => return None,
        }
        let class = column.class;
        let is_postgres = dialect == Dialect::Postgres;
        match self {
            Self::Null => Some(plain_type(column, dialect)),
            Self::Hash => {
                (is_postgres && has_plain_text(class)).then_some(masked("text", TypeClass::Text))
            }
            Self::Partial { .. } => matches!(
                class,
                TypeClass::Text | TypeClass::Integer | TypeClass::Uuid
            )
            .then_some(masked("text", TypeClass::Text)),
            Self::BucketNumber { .. } => {
                (is_postgres && class.is_numeric()).then_some(masked("numeric", TypeClass::Decimal))
            }
            Self::BucketDate { .. } => {
                (is_postgres && class.is_temporal()).then(|| plain_type(column, dialect))
            }
        }
    }

    /// Whether it needs the key of hashes.
    pub(super) fn needs_key(&self) -> bool {
        matches!(self, Self::Hash)
    }

    /// How much an expression over it grows when the planner puts it in place.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Self::Null => 1,
            Self::Hash => 24,
            Self::Partial { .. } => 16,
            Self::BucketNumber { .. } | Self::BucketDate { .. } => 12,
        }
    }

    /// The expression that reads `value`, a column of a type that the mask fits. The key of hashes, where
    /// it needs one, becomes a secret parameter, or two.
    pub(super) fn expr(
        &self,
        value: &Expr,
        column: &Column,
        dialect: Dialect,
        key: &str,
        parameters: &mut Parameters,
    ) -> Expr {
        if dialect == Dialect::Mysql {
            return mysql::expr(self, value, column, key, parameters);
        }
        match self {
            Self::Null => cast(
                Expr::Literal(Literal::Null),
                plain_type(column, dialect).type_name,
            ),
            Self::Hash => {
                let number = parameters.number_of(key, true);
                hash(value, &cast(Expr::Parameter(number), "text"))
            }
            Self::Partial {
                keep_first,
                keep_last,
            } => partial(value, *keep_first, *keep_last, dialect),
            Self::BucketNumber { width } => bucket_number(value, column.class, *width),
            Self::BucketDate { unit } => bucket_date(value, column, *unit),
        }
    }
}

fn cast(operand: Expr, type_name: &str) -> Expr {
    Expr::Cast {
        operand: Box::new(operand),
        type_name: type_name.to_owned(),
    }
}

/// The types whose text form is the server's own and cannot fail.
fn has_plain_text(class: TypeClass) -> bool {
    match class {
        TypeClass::Integer
        | TypeClass::Decimal
        | TypeClass::Float
        | TypeClass::Boolean
        | TypeClass::Text
        | TypeClass::Date
        | TypeClass::Time
        | TypeClass::Timestamp
        | TypeClass::Uuid => true,
        TypeClass::Interval
        | TypeClass::Json
        | TypeClass::Bytes
        | TypeClass::Array
        | TypeClass::Other => false,
    }
}

fn plain_type(column: &Column, dialect: Dialect) -> MaskedType {
    let postgres = match column.class {
        TypeClass::Integer => masked("bigint", TypeClass::Integer),
        TypeClass::Decimal => masked("numeric", TypeClass::Decimal),
        TypeClass::Float => masked("double precision", TypeClass::Float),
        TypeClass::Boolean => masked("boolean", TypeClass::Boolean),
        TypeClass::Date => masked("date", TypeClass::Date),
        TypeClass::Time => masked("time", TypeClass::Time),
        TypeClass::Timestamp if has_zone(column) => masked("timestamptz", TypeClass::Timestamp),
        TypeClass::Timestamp => masked("timestamp", TypeClass::Timestamp),
        TypeClass::Interval => masked("interval", TypeClass::Interval),
        TypeClass::Json => masked("jsonb", TypeClass::Json),
        TypeClass::Uuid => masked("uuid", TypeClass::Uuid),
        TypeClass::Text | TypeClass::Bytes | TypeClass::Array | TypeClass::Other => {
            masked("text", TypeClass::Text)
        }
    };
    match (dialect, postgres.class) {
        (Dialect::Postgres, _) => postgres,
        (Dialect::Sqlite, class @ (TypeClass::Integer | TypeClass::Boolean)) => {
            masked("integer", class)
        }
        (Dialect::Sqlite, class @ TypeClass::Decimal) => masked("numeric", class),
        (Dialect::Sqlite, class @ TypeClass::Float) => masked("real", class),
        (Dialect::Sqlite | Dialect::Mysql | Dialect::Snowflake, class) => masked("text", class),
    }
}

fn has_zone(column: &Column) -> bool {
    column.type_name.contains("with time zone") || column.type_name.starts_with("timestamptz")
}

/// `hash(key || hash(key || value))`, as HMAC nests: the outer hash keeps anybody from going on from a
/// known one. The database's own encoding, since a conversion can fail on a value.
fn hash(value: &Expr, key: &Expr) -> Expr {
    let digest = |text: Expr| {
        let keyed = Expr::binary(key.clone(), BinaryOperator::Concat, text);
        let encoding = Expr::call("getdatabaseencoding", Vec::new());
        let bytes = Expr::call("convert_to", vec![keyed, encoding]);
        let hash = Expr::call("sha256", vec![bytes]);
        Expr::call("encode", vec![hash, Expr::text("hex")])
    };
    digest(digest(cast(value.clone(), "text")))
}

fn partial(value: &Expr, keep_first: u8, keep_last: u8, dialect: Dialect) -> Expr {
    let text = || cast(value.clone(), "text");
    let number = |count: u8| Expr::number(count.to_string());
    let mut shown = Expr::text("***");
    if keep_first > 0 {
        let start = Expr::call("substr", vec![text(), number(1), number(keep_first)]);
        shown = Expr::binary(start, BinaryOperator::Concat, shown);
    }
    if keep_last > 0 {
        let end = match dialect {
            Dialect::Postgres | Dialect::Mysql | Dialect::Snowflake => {
                Expr::call("right", vec![text(), number(keep_last)])
            }
            Dialect::Sqlite => Expr::call(
                "substr",
                vec![text(), Expr::number(format!("-{keep_last}"))],
            ),
        };
        shown = Expr::binary(shown, BinaryOperator::Concat, end);
    }
    let kept = u16::from(keep_first) + u16::from(keep_last);
    let is_long = Expr::binary(
        Expr::call("length", vec![text()]),
        BinaryOperator::Greater,
        Expr::number(kept.to_string()),
    );
    let is_known = Expr::IsNull {
        operand: Box::new(value.clone()),
        negated: true,
    };
    Expr::Case {
        operand: None,
        branches: vec![(is_long, shown), (is_known, Expr::text("***"))],
        otherwise: None,
    }
}

/// Over `numeric`, where neither the division nor the product can overflow.
fn bucket_number(value: &Expr, class: TypeClass, width: u32) -> Expr {
    let width = || Expr::number(width.to_string());
    let shares = Expr::binary(
        cast(value.clone(), "numeric"),
        BinaryOperator::Divide,
        width(),
    );
    let whole = Expr::call("floor", vec![shares]);
    let bucket = Expr::binary(whole, BinaryOperator::Multiply, width());
    if class != TypeClass::Float {
        return bucket;
    }
    // Before version 14 an infinite float is no numeric.
    let limit = |text: &str| cast(Expr::text(text), "double precision");
    between(value, limit("-Infinity"), limit("Infinity"), bucket)
}

/// Within years in which no step can leave the range of its type.
fn bucket_date(value: &Expr, column: &Column, unit: DateUnit) -> Expr {
    let type_name = if column.class == TypeClass::Date {
        "timestamp"
    } else {
        plain_type(column, Dialect::Postgres).type_name
    };
    let moment = cast(value.clone(), type_name);
    let start = Expr::call("date_trunc", vec![Expr::text(unit.label()), moment]);
    let bucket = if column.class == TypeClass::Date {
        cast(start, "date")
    } else {
        start
    };
    let limit = |text: &str| {
        cast(
            Expr::text(text),
            plain_type(column, Dialect::Postgres).type_name,
        )
    };
    between(value, limit("0001-01-01"), limit("9999-12-31"), bucket)
}

/// `bucket` where the value is above `low` and below `high`; NULL elsewhere.
fn between(value: &Expr, low: Expr, high: Expr, bucket: Expr) -> Expr {
    let above = Expr::binary(value.clone(), BinaryOperator::Greater, low);
    let below = Expr::binary(value.clone(), BinaryOperator::Less, high);
    Expr::Case {
        operand: None,
        branches: vec![(Expr::binary(above, BinaryOperator::And, below), bucket)],
        otherwise: None,
    }
}
