//! Types: the ones that may be cast to, and the classes of what expressions yield.
//!
//! Casts are admitted by name here, and by what is cast in `casts`. Left out on purpose: `regclass` and
//! its kin (they read the server's catalogs), `xml` (its parser), geometry (not reviewed), and types of
//! the user's own.

use plainquery_core::{Dialect, TypeClass};

use crate::mutation::{List, is_hidden};

/// A type that may be cast to.
struct CastType {
    /// How it may be written, in lower case; the first is how it is printed.
    names: &'static [&'static str],
    /// The class of its values.
    class: TypeClass,
    /// How many numbers it may take in parentheses.
    modifiers: usize,
    /// The most that its first number may be. A `char` is padded to it, so it bounds the value.
    max_modifier: u32,
}

const fn cast_type(
    names: &'static [&'static str],
    class: TypeClass,
    modifiers: usize,
    max_modifier: u32,
) -> CastType {
    CastType {
        names,
        class,
        modifiers,
        max_modifier,
    }
}

const POSTGRES: &[CastType] = &[
    cast_type(&["smallint", "int2"], TypeClass::Integer, 0, 0),
    cast_type(&["integer", "int", "int4"], TypeClass::Integer, 0, 0),
    cast_type(&["bigint", "int8"], TypeClass::Integer, 0, 0),
    cast_type(&["numeric", "decimal", "dec"], TypeClass::Decimal, 2, 1000),
    cast_type(&["real", "float4"], TypeClass::Float, 0, 0),
    cast_type(
        &["double precision", "float8", "float", "double"],
        TypeClass::Float,
        0,
        0,
    ),
    cast_type(&["boolean", "bool"], TypeClass::Boolean, 0, 0),
    cast_type(&["text", "string"], TypeClass::Text, 0, 0),
    cast_type(
        &["varchar", "character varying", "char varying"],
        TypeClass::Text,
        1,
        10_000,
    ),
    cast_type(&["char", "character"], TypeClass::Text, 1, 1000),
    // Without a length it is of any, where char is one character.
    cast_type(&["bpchar"], TypeClass::Text, 1, 1000),
    cast_type(&["date"], TypeClass::Date, 0, 0),
    cast_type(&["time", "time without time zone"], TypeClass::Time, 1, 6),
    cast_type(
        &["timestamp", "timestamp without time zone"],
        TypeClass::Timestamp,
        1,
        6,
    ),
    cast_type(
        &["timestamptz", "timestamp with time zone"],
        TypeClass::Timestamp,
        1,
        6,
    ),
    cast_type(&["timetz", "time with time zone"], TypeClass::Time, 1, 6),
    cast_type(&["interval"], TypeClass::Interval, 0, 0),
    // Addresses: read from their text alone.
    cast_type(&["inet"], TypeClass::Other, 0, 0),
    cast_type(&["cidr"], TypeClass::Other, 0, 0),
    cast_type(&["uuid"], TypeClass::Uuid, 0, 0),
    cast_type(&["json"], TypeClass::Json, 0, 0),
    cast_type(&["jsonb"], TypeClass::Json, 0, 0),
    // Text search: read from their text alone.
    cast_type(&["tsvector"], TypeClass::Other, 0, 0),
    cast_type(&["tsquery"], TypeClass::Other, 0, 0),
    // Ranges of types that are admitted.
    cast_type(&["int4range"], TypeClass::Other, 0, 0),
    cast_type(&["int8range"], TypeClass::Other, 0, 0),
    cast_type(&["numrange"], TypeClass::Other, 0, 0),
    cast_type(&["daterange"], TypeClass::Other, 0, 0),
    cast_type(&["tsrange"], TypeClass::Other, 0, 0),
    cast_type(&["tstzrange"], TypeClass::Other, 0, 0),
];

const SQLITE: &[CastType] = &[
    cast_type(
        &[
            "integer",
            "int",
            "bigint",
            "smallint",
            "tinyint",
            "unsigned integer",
            "signed integer",
        ],
        TypeClass::Integer,
        0,
        0,
    ),
    cast_type(
        &["real", "float", "double", "double precision"],
        TypeClass::Float,
        0,
        0,
    ),
    // Whatever it is called, a type is one of five there; these are numbers.
    cast_type(
        &[
            "numeric",
            "decimal",
            "number",
            "date",
            "datetime",
            "timestamp",
            "time",
            "boolean",
            "bool",
            "signed",
            "unsigned",
            "string",
        ],
        TypeClass::Decimal,
        2,
        1000,
    ),
    cast_type(
        &["text", "varchar", "char", "nvarchar"],
        TypeClass::Text,
        1,
        10_000,
    ),
];

/// The types that CAST takes there, which are fewer than those of columns.
const MYSQL: &[CastType] = &[
    cast_type(&["signed", "signed integer"], TypeClass::Integer, 0, 0),
    cast_type(&["unsigned", "unsigned integer"], TypeClass::Integer, 0, 0),
    cast_type(&["decimal", "dec", "numeric"], TypeClass::Decimal, 2, 65),
    cast_type(&["double", "double precision"], TypeClass::Float, 0, 0),
    cast_type(&["float"], TypeClass::Float, 0, 0),
    cast_type(&["char", "character"], TypeClass::Text, 1, 10_000),
    cast_type(&["date"], TypeClass::Date, 0, 0),
    cast_type(&["datetime", "timestamp"], TypeClass::Timestamp, 1, 6),
    cast_type(&["time"], TypeClass::Time, 1, 6),
    cast_type(&["year"], TypeClass::Integer, 0, 0),
    cast_type(&["json"], TypeClass::Json, 0, 0),
];

/// `char` is left out: it is one character there. So are types of binary data and of places.
const SNOWFLAKE: &[CastType] = &[
    cast_type(
        &["integer", "int", "bigint", "smallint"],
        TypeClass::Integer,
        0,
        0,
    ),
    cast_type(&["number", "decimal", "numeric"], TypeClass::Decimal, 2, 38),
    cast_type(
        &["float", "double", "double precision", "real"],
        TypeClass::Float,
        0,
        0,
    ),
    cast_type(&["varchar", "string", "text"], TypeClass::Text, 1, 10_000),
    cast_type(&["boolean"], TypeClass::Boolean, 0, 0),
    cast_type(&["date"], TypeClass::Date, 0, 0),
    cast_type(&["time"], TypeClass::Time, 1, 9),
    cast_type(&["timestamp"], TypeClass::Timestamp, 1, 9),
    cast_type(&["timestamp_ntz", "datetime"], TypeClass::Timestamp, 1, 9),
    cast_type(&["timestamp_ltz"], TypeClass::Timestamp, 1, 9),
    cast_type(&["timestamp_tz"], TypeClass::Timestamp, 1, 9),
    cast_type(&["variant"], TypeClass::Json, 0, 0),
    cast_type(&["object"], TypeClass::Json, 0, 0),
    cast_type(&["array"], TypeClass::Json, 0, 0),
];

/// The one way in which an admitted type is printed; `None` where it is not admitted.
pub(crate) fn canonical_name(written: &str, dialect: Dialect) -> Option<String> {
    admitted(written, dialect).map(|(name, _)| name)
}

/// The printed name and the class of an admitted type.
pub(crate) fn admitted(written: &str, dialect: Dialect) -> Option<(String, TypeClass)> {
    if written.len() > 64 {
        return None;
    }
    let lower = written.trim().to_ascii_lowercase();
    if let Some(element) = lower.strip_suffix("[]") {
        if dialect != Dialect::Postgres || element.ends_with("[]") {
            return None;
        }
        let (name, _) = admitted(element, dialect)?;
        return Some((format!("{name}[]"), TypeClass::Array));
    }
    let (base, modifiers) = split_modifiers(&lower)?;
    let list = match dialect {
        Dialect::Postgres => POSTGRES,
        Dialect::Sqlite => SQLITE,
        Dialect::Mysql => MYSQL,
        Dialect::Snowflake => SNOWFLAKE,
    };
    let found = list
        .iter()
        .find(|entry| entry.names.contains(&base.as_str()))
        .filter(|_| !is_hidden(List::CastType, &base))?;
    if modifiers.len() > found.modifiers
        || modifiers
            .first()
            .is_some_and(|first| *first > found.max_modifier)
    {
        return None;
    }
    let mut name = found.names[0].to_owned();
    if !modifiers.is_empty() {
        let numbers: Vec<String> = modifiers.iter().map(u32::to_string).collect();
        name.push('(');
        name.push_str(&numbers.join(", "));
        name.push(')');
    }
    Some((name, found.class))
}

/// `timestamp(3) with time zone` as `timestamp with time zone` and 3.
fn split_modifiers(written: &str) -> Option<(String, Vec<u32>)> {
    let (base, modifiers) = match written.split_once('(') {
        None => (written.to_owned(), Vec::new()),
        Some((before, rest)) => {
            let (inside, after) = rest.split_once(')')?;
            let numbers: Result<Vec<u32>, _> = inside
                .split(',')
                .map(|number| number.trim().parse())
                .collect();
            (format!("{before}{after}"), numbers.ok()?)
        }
    };
    let words: Vec<&str> = base.split_ascii_whitespace().collect();
    Some((words.join(" "), modifiers))
}

/// Collations that order and compare by themselves. Others are the server's locales or a user's own.
const POSTGRES_COLLATIONS: &[&str] = &["C", "POSIX", "default", "ucs_basic", "und-x-icu"];
const MYSQL_COLLATIONS: &[&str] = &[
    "utf8mb4_0900_ai_ci",
    "utf8mb4_0900_as_cs",
    "utf8mb4_0900_bin",
    "utf8mb4_bin",
    "utf8mb4_general_ci",
    "utf8mb4_unicode_ci",
];
const SQLITE_COLLATIONS: &[&str] = &["binary", "nocase", "rtrim"];

/// The printed name of an admitted collation.
pub(crate) fn collation(written: &str, dialect: Dialect) -> Option<&'static str> {
    let found = match dialect {
        Dialect::Postgres => POSTGRES_COLLATIONS.iter().find(|name| **name == written),
        Dialect::Mysql => MYSQL_COLLATIONS
            .iter()
            .find(|name| name.eq_ignore_ascii_case(written)),
        Dialect::Sqlite => SQLITE_COLLATIONS
            .iter()
            .find(|name| name.eq_ignore_ascii_case(written)),
        // It takes specifications in quotes, which are not reviewed.
        Dialect::Snowflake => None,
    };
    found
        .copied()
        .filter(|name| !is_hidden(List::Collation, name))
}

/// The configurations of text search that every server has from 13 on.
const SEARCH_CONFIGURATIONS: &[&str] = &[
    "arabic",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "simple",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
];

/// The printed name of an admitted configuration of text search.
pub(crate) fn search_configuration(written: &str) -> Option<&'static str> {
    let name = written.strip_prefix("pg_catalog.").unwrap_or(written);
    SEARCH_CONFIGURATIONS
        .iter()
        .find(|known| **known == name)
        .copied()
}

/// The fields that EXTRACT may take, with the class of what it yields.
const FIELDS: &[&str] = &[
    "century",
    "day",
    "decade",
    "dow",
    "doy",
    "epoch",
    "hour",
    "isodow",
    "isoyear",
    "microseconds",
    "millennium",
    "milliseconds",
    "minute",
    "month",
    "quarter",
    "second",
    "week",
    "year",
];

/// The printed form of a field of EXTRACT; `None` where it is not admitted.
pub(crate) fn extract_field(written: &str) -> Option<&'static str> {
    let lower = written.to_ascii_lowercase();
    let singular = match lower.as_str() {
        "years" => "year",
        "months" => "month",
        "weeks" => "week",
        "days" => "day",
        "hours" => "hour",
        "minutes" => "minute",
        "seconds" => "second",
        other => other,
    };
    let found = FIELDS.iter().find(|field| **field == singular).copied();
    found.filter(|field| !is_hidden(List::Field, field))
}

/// Every entry of the lists above, for the test that hides each.
#[cfg(feature = "mutation")]
pub(crate) fn entries(dialect: Dialect) -> impl Iterator<Item = (List, String)> {
    let (casts, collations) = match dialect {
        Dialect::Postgres => (POSTGRES, POSTGRES_COLLATIONS),
        Dialect::Sqlite => (SQLITE, SQLITE_COLLATIONS),
        Dialect::Mysql => (MYSQL, MYSQL_COLLATIONS),
        Dialect::Snowflake => (SNOWFLAKE, &[][..]),
    };
    let casts = casts.iter().flat_map(|entry| entry.names);
    let casts = casts.map(|name| (List::CastType, (*name).to_owned()));
    let collations = collations
        .iter()
        .map(|name| (List::Collation, (*name).to_owned()));
    let fields = FIELDS
        .iter()
        .filter(move |field| match dialect {
            Dialect::Postgres => true,
            Dialect::Snowflake => is_snowflake_field(field),
            Dialect::Sqlite | Dialect::Mysql => strftime_format(field).is_some(),
        })
        .map(|field| (List::Field, (*field).to_owned()));
    casts.chain(collations).chain(fields)
}

/// Whether `Snowflake` has that field of EXTRACT, by the same name.
pub(crate) fn is_snowflake_field(field: &str) -> bool {
    field == "quarter" || strftime_format(field).is_some()
}

/// What `strftime` is asked for to get a field, in `SQLite`.
pub(crate) fn strftime_format(field: &str) -> Option<&'static str> {
    Some(match field {
        "year" => "%Y",
        "month" => "%m",
        "day" => "%d",
        "hour" => "%H",
        "minute" => "%M",
        "second" => "%S",
        "dow" => "%w",
        "doy" => "%j",
        "week" => "%W",
        "epoch" => "%s",
        _ => return None,
    })
}

/// Whether the text is a number as SQL writes it, of a size that is reasonable.
pub(crate) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits = digits(whole)
        && digits(fraction)
        && whole.len() + fraction.len() > 0
        && whole.len() + fraction.len() <= 1000;
    let exponent_fits = exponent.is_none_or(|exponent| {
        let number = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        digits(number) && number.parse::<u16>().is_ok_and(|number| number <= 308)
    });
    mantissa_fits && exponent_fits
}

/// The class of both branches of something that yields the one or the other.
pub(crate) fn common(left: TypeClass, right: TypeClass) -> TypeClass {
    use TypeClass::{Date, Decimal, Float, Integer, Other, Timestamp};
    match (left, right) {
        (left, right) if left == right => left,
        (Other, known) | (known, Other) => known,
        (Float, Integer | Decimal) | (Integer | Decimal, Float) => Float,
        (Decimal, Integer) | (Integer, Decimal) => Decimal,
        (Date, Timestamp) | (Timestamp, Date) => Timestamp,
        _ => Other,
    }
}
