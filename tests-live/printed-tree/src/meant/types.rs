//! Types by their names, as chapter 8 of Postgres's documentation has them.

use pg_query::protobuf::{self, Node, TypeCast, TypeName};

use super::constant::whole_number;
use super::node::{tagged, word};

/// Other names of types, and what they are called in `pg_type`.
const NAMES: &[(&str, &str)] = &[
    ("smallint", "int2"),
    ("integer", "int4"),
    ("int", "int4"),
    ("bigint", "int8"),
    ("decimal", "numeric"),
    ("dec", "numeric"),
    ("real", "float4"),
    ("double precision", "float8"),
    ("float", "float8"),
    ("boolean", "bool"),
    ("character varying", "varchar"),
    ("char varying", "varchar"),
    ("time without time zone", "time"),
    ("timestamp without time zone", "timestamp"),
    ("time with time zone", "timetz"),
    ("timestamp with time zone", "timestamptz"),
];

/// A value cast to the type of that name.
pub(super) fn cast(value: Node, written: &str) -> Node {
    tagged(TypeCast {
        arg: Some(Box::new(value)),
        type_name: Some(type_name(written)),
        ..TypeCast::default()
    })
}

/// `numeric(12, 2)`, `timestamp(3) with time zone`, `text[]`.
fn type_name(written: &str) -> TypeName {
    let (element, is_array) = match written.strip_suffix("[]") {
        Some(element) => (element, true),
        None => (written, false),
    };
    let (name, modifiers) = match element.split_once('(') {
        None => (element.to_owned(), Vec::new()),
        Some((before, rest)) => {
            let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
            let numbers = inside
                .split(',')
                .filter_map(|number| number.trim().parse().ok());
            (format!("{before}{after}"), numbers.collect())
        }
    };
    let known = NAMES.iter().find(|(other, _)| *other == name);
    let (name, modifiers) = match (known, name.as_str(), modifiers.as_slice()) {
        (Some((_, name)), _, _) => (*name, modifiers),
        // "character without length specifier is equivalent to character(1)".
        (None, "char" | "character", []) => ("bpchar", vec![1]),
        (None, "char" | "character", _) => ("bpchar", modifiers),
        (None, name, _) => (name, modifiers),
    };
    TypeName {
        names: vec![word(name)],
        typmods: modifiers.into_iter().map(whole_number).collect(),
        typemod: -1,
        // An array of any length.
        array_bounds: if is_array {
            vec![tagged(protobuf::Integer { ival: -1 })]
        } else {
            Vec::new()
        },
        ..TypeName::default()
    }
}
