//! The built-in types by their numbers (`pg_type.dat`, the same in every version).

use plainquery_core::TypeClass::{
    self, Array, Boolean, Bytes, Date, Decimal, Float, Integer, Interval, Json, Other, Text, Time,
    Timestamp, Uuid,
};

/// The first number that a type of the user or of an extension can have (`FirstNormalObjectId`).
const FIRST_USER_TYPE: u32 = 16_384;

/// Ordered by number.
const BUILT_IN: &[(u32, &str, TypeClass)] = &[
    (16, "bool", Boolean),
    (17, "bytea", Bytes),
    (18, "char", Text),
    (19, "name", Text),
    (20, "int8", Integer),
    (21, "int2", Integer),
    (22, "int2vector", Array),
    (23, "int4", Integer),
    (24, "regproc", Other),
    (25, "text", Text),
    (26, "oid", Integer),
    (30, "oidvector", Array),
    (114, "json", Json),
    (142, "xml", Other),
    (199, "json[]", Array),
    (600, "point", Other),
    (601, "lseg", Other),
    (602, "path", Other),
    (603, "box", Other),
    (604, "polygon", Other),
    (628, "line", Other),
    (650, "cidr", Other),
    (700, "float4", Float),
    (701, "float8", Float),
    (705, "unknown", Text),
    (718, "circle", Other),
    (790, "money", Decimal),
    (829, "macaddr", Other),
    (869, "inet", Other),
    (1000, "bool[]", Array),
    (1001, "bytea[]", Array),
    (1003, "name[]", Array),
    (1005, "int2[]", Array),
    (1007, "int4[]", Array),
    (1009, "text[]", Array),
    (1014, "bpchar[]", Array),
    (1015, "varchar[]", Array),
    (1016, "int8[]", Array),
    (1021, "float4[]", Array),
    (1022, "float8[]", Array),
    (1042, "bpchar", Text),
    (1043, "varchar", Text),
    (1082, "date", Date),
    (1083, "time", Time),
    (1114, "timestamp", Timestamp),
    (1115, "timestamp[]", Array),
    (1182, "date[]", Array),
    (1183, "time[]", Array),
    (1184, "timestamptz", Timestamp),
    (1185, "timestamptz[]", Array),
    (1186, "interval", Interval),
    (1187, "interval[]", Array),
    (1231, "numeric[]", Array),
    (1266, "timetz", Time),
    (1560, "bit", Other),
    (1562, "varbit", Other),
    (1700, "numeric", Decimal),
    (2205, "regclass", Other),
    (2249, "record", Other),
    (2950, "uuid", Uuid),
    (2951, "uuid[]", Array),
    (3614, "tsvector", Other),
    (3615, "tsquery", Other),
    (3802, "jsonb", Json),
    (3807, "jsonb[]", Array),
    (3904, "int4range", Other),
    (3906, "numrange", Other),
    (3908, "tsrange", Other),
    (3910, "tstzrange", Other),
    (3912, "daterange", Other),
    (3926, "int8range", Other),
];

/// The name and class of a result column's type by its number. A type that somebody defined (an
/// enum, most often; a domain comes as its base) is text as far as an answer shows it.
pub fn builtin_type(oid: u32) -> (&'static str, TypeClass) {
    if oid >= FIRST_USER_TYPE {
        return ("user-defined", Text);
    }
    BUILT_IN
        .binary_search_by_key(&oid, |(number, ..)| *number)
        .map_or(("unknown", Other), |at| (BUILT_IN[at].1, BUILT_IN[at].2))
}

/// As [`builtin_type`], by the name that `pg_type` has for it.
pub(crate) fn named_type(name: &str) -> (&'static str, TypeClass) {
    let element = name.strip_prefix('_');
    BUILT_IN
        .iter()
        .find(|(_, known, _)| match element {
            Some(element) => known.strip_suffix("[]") == Some(element),
            None => *known == name,
        })
        .map_or_else(
            || match element {
                Some(_) => ("user-defined[]", Array),
                None => ("user-defined", Text),
            },
            |(_, known, class)| (known, *class),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(BUILT_IN.windows(2).all(|two| two[0].0 < two[1].0));
    }

    #[test]
    fn known_and_unknown_numbers() {
        assert_eq!(builtin_type(1700), ("numeric", Decimal));
        assert_eq!(builtin_type(3926), ("int8range", Other));
        assert_eq!(builtin_type(99_999), ("user-defined", Text));
        assert_eq!(builtin_type(13_000), ("unknown", Other));
    }

    #[test]
    fn names_of_the_catalog() {
        assert_eq!(named_type("timestamptz"), ("timestamptz", Timestamp));
        assert_eq!(named_type("_numeric"), ("numeric[]", Array));
        assert_eq!(named_type("order_state"), ("user-defined", Text));
        assert_eq!(named_type("_order_state"), ("user-defined[]", Array));
    }
}
