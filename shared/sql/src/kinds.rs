//! What values are, as far as the reviewed lists of operators and casts tell them apart.
//!
//! A kind is a family of the server's types between which no function of another family is found. What
//! is known of an expression is a set of kinds: one for a column, several where only its class is known,
//! all where nothing is.

use plainquery_catalog::Column;
use plainquery_core::TypeClass;

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kinds(u32);

impl Kinds {
    /// Whole numbers, decimals and floats, and the numbers of the server's objects.
    pub(crate) const NUMBER: Self = Self(1);
    /// `money`.
    pub(crate) const MONEY: Self = Self(1 << 1);
    pub(crate) const BOOLEAN: Self = Self(1 << 2);
    /// Text of any length, names of the server's objects included.
    pub(crate) const TEXT: Self = Self(1 << 3);
    /// Enumerations, which are the user's own.
    pub(crate) const ENUM: Self = Self(1 << 4);
    pub(crate) const DATE: Self = Self(1 << 5);
    /// With or without a zone.
    pub(crate) const TIMESTAMP: Self = Self(1 << 6);
    /// With or without a zone.
    pub(crate) const TIME: Self = Self(1 << 7);
    pub(crate) const INTERVAL: Self = Self(1 << 8);
    pub(crate) const JSON: Self = Self(1 << 9);
    pub(crate) const JSONB: Self = Self(1 << 10);
    pub(crate) const UUID: Self = Self(1 << 11);
    /// `bytea`.
    pub(crate) const BYTES: Self = Self(1 << 12);
    /// `bit` and `bit varying`.
    pub(crate) const BITS: Self = Self(1 << 13);
    /// `inet` and `cidr`.
    pub(crate) const ADDRESS: Self = Self(1 << 14);
    /// `macaddr` and `macaddr8`.
    pub(crate) const HARDWARE: Self = Self(1 << 15);
    /// `tsvector`.
    pub(crate) const WORDS: Self = Self(1 << 16);
    /// `tsquery`.
    pub(crate) const SEARCH: Self = Self(1 << 17);
    pub(crate) const RANGE: Self = Self(1 << 18);
    pub(crate) const MULTIRANGE: Self = Self(1 << 19);
    pub(crate) const ARRAY: Self = Self(1 << 20);
    /// The server's own types, types that nobody has reviewed, and types of the user's own.
    pub(crate) const UNREAD: Self = Self(1 << 21);
    /// A constant in quotes or NULL, which becomes what stands beside it.
    pub(crate) const LITERAL: Self = Self(1 << 22);

    /// Every kind with reviewed operators.
    pub(crate) const READ: Self = Self((1 << 21) - 1);
    /// Nothing is known.
    pub(crate) const ALL: Self = Self((1 << 22) - 1);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What the server's implicit casts make of it, itself included. The test of the casts holds this
    /// to the servers' lists.
    pub(crate) fn implicitly(self) -> Self {
        let mut all = self;
        for (from, to) in IMPLICIT {
            if self.meets(*from) {
                all = all.or(*to);
            }
        }
        if self.meets(Self::LITERAL) {
            all = all.or(Self::READ);
        }
        all
    }

    /// What something is that is the one or the other.
    pub(crate) fn common(self, other: Self) -> Self {
        match (self, other) {
            (Self::LITERAL, known) | (known, Self::LITERAL) => known,
            (left, right) => left.or(right),
        }
    }

    /// A constant that nothing gave a type to is text.
    pub(crate) fn settled(self) -> Self {
        if self == Self::LITERAL {
            Self::TEXT
        } else {
            self.without(Self::LITERAL)
        }
    }

    /// The kind of a type by the name that the server prints; `None` where it is not one of its own.
    pub(crate) fn of_type(type_name: &str) -> Option<Self> {
        if type_name.is_empty() {
            return None;
        }
        if type_name.ends_with("[]") {
            return Some(Self::ARRAY);
        }
        let plain;
        let name = match type_name.split_once('(') {
            None => type_name,
            Some((before, rest)) => {
                let (_, after) = rest.split_once(')')?;
                plain = format!("{before}{after}");
                plain.as_str()
            }
        };
        let name = if name.starts_with("interval ") {
            "interval"
        } else {
            name
        };
        TYPES
            .iter()
            .find(|(names, _)| names.contains(&name))
            .map(|(_, kind)| *kind)
    }

    /// The kind of a column. A type that an extension or the user has made is text where the server
    /// says so (`citext`), and else not read.
    pub(crate) fn of_column(column: &Column) -> Self {
        if !column.enum_values.is_empty() {
            return Self::ENUM;
        }
        Self::of_type(&column.type_name).unwrap_or(match column.class {
            TypeClass::Other => Self::UNREAD,
            TypeClass::Text => Self::TEXT,
            TypeClass::Decimal => Self::NUMBER,
            class => Self::of_class(class),
        })
    }

    /// What values of a class may be.
    pub(crate) const fn of_class(class: TypeClass) -> Self {
        match class {
            TypeClass::Integer | TypeClass::Float => Self::NUMBER,
            TypeClass::Decimal => Self::NUMBER.or(Self::MONEY),
            TypeClass::Boolean => Self::BOOLEAN,
            TypeClass::Text => Self::TEXT.or(Self::ENUM),
            TypeClass::Date => Self::DATE,
            TypeClass::Time => Self::TIME,
            TypeClass::Timestamp => Self::TIMESTAMP,
            TypeClass::Interval => Self::INTERVAL,
            TypeClass::Json => Self::JSON.or(Self::JSONB),
            TypeClass::Uuid => Self::UUID,
            TypeClass::Bytes => Self::BYTES,
            TypeClass::Array => Self::ARRAY,
            TypeClass::Other => Self::ALL,
        }
    }

    /// Each of its kinds by itself.
    #[cfg(test)]
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        let all = (0..u32::BITS).map(|bit| Self(1 << bit));
        all.filter(move |kind| self.meets(*kind))
    }

    /// The names of its kinds, for messages and for the names of entries.
    pub(crate) fn names(self) -> String {
        if self.meets(Self::UNREAD) {
            return "a type that is not reviewed".to_owned();
        }
        let names: Vec<&str> = NAMES
            .iter()
            .filter(|(_, kind)| self.meets(*kind))
            .map(|(name, _)| *name)
            .collect();
        if names.len() > 6 {
            return "any".to_owned();
        }
        names.join("/")
    }
}

/// Casts between kinds that the server makes by itself.
const IMPLICIT: &[(Kinds, Kinds)] = &[
    (Kinds::DATE, Kinds::TIMESTAMP),
    (Kinds::TIME, Kinds::INTERVAL),
];

const NAMES: &[(&str, Kinds)] = &[
    ("number", Kinds::NUMBER),
    ("money", Kinds::MONEY),
    ("boolean", Kinds::BOOLEAN),
    ("text", Kinds::TEXT),
    ("enumeration", Kinds::ENUM),
    ("date", Kinds::DATE),
    ("timestamp", Kinds::TIMESTAMP),
    ("time", Kinds::TIME),
    ("interval", Kinds::INTERVAL),
    ("json", Kinds::JSON),
    ("jsonb", Kinds::JSONB),
    ("uuid", Kinds::UUID),
    ("bytes", Kinds::BYTES),
    ("bits", Kinds::BITS),
    ("address", Kinds::ADDRESS),
    ("hardware address", Kinds::HARDWARE),
    ("tsvector", Kinds::WORDS),
    ("tsquery", Kinds::SEARCH),
    ("range", Kinds::RANGE),
    ("multirange", Kinds::MULTIRANGE),
    ("array", Kinds::ARRAY),
    ("constant", Kinds::LITERAL),
];

/// The server's types by their names, and by those that casts are printed with.
const TYPES: &[(&[&str], Kinds)] = &[
    (
        &[
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "oid",
        ],
        Kinds::NUMBER,
    ),
    (
        &[
            "text",
            "character varying",
            "varchar",
            "character",
            "char",
            "bpchar",
            "name",
            "\"char\"",
        ],
        Kinds::TEXT,
    ),
    (&["boolean"], Kinds::BOOLEAN),
    (&["date"], Kinds::DATE),
    (
        &[
            "timestamp",
            "timestamp without time zone",
            "timestamptz",
            "timestamp with time zone",
        ],
        Kinds::TIMESTAMP,
    ),
    (
        &[
            "time",
            "time without time zone",
            "timetz",
            "time with time zone",
        ],
        Kinds::TIME,
    ),
    (&["interval"], Kinds::INTERVAL),
    (&["jsonb"], Kinds::JSONB),
    (&["json"], Kinds::JSON),
    (&["uuid"], Kinds::UUID),
    (&["money"], Kinds::MONEY),
    (&["bytea"], Kinds::BYTES),
    (&["bit", "bit varying"], Kinds::BITS),
    (&["inet", "cidr"], Kinds::ADDRESS),
    (&["macaddr", "macaddr8"], Kinds::HARDWARE),
    (&["tsvector"], Kinds::WORDS),
    (&["tsquery"], Kinds::SEARCH),
    (
        &[
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
        ],
        Kinds::RANGE,
    ),
    (
        &[
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "datemultirange",
            "tsmultirange",
            "tstzmultirange",
        ],
        Kinds::MULTIRANGE,
    ),
    (
        &[
            "aclitem",
            "box",
            "cid",
            "circle",
            "int2vector",
            "jsonpath",
            "line",
            "lseg",
            "oidvector",
            "path",
            "pg_brin_bloom_summary",
            "pg_brin_minmax_multi_summary",
            "pg_dependencies",
            "pg_lsn",
            "pg_mcv_list",
            "pg_ndistinct",
            "pg_node_tree",
            "pg_snapshot",
            "point",
            "polygon",
            "record",
            "refcursor",
            "regclass",
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regrole",
            "regtype",
            "tid",
            "txid_snapshot",
            "xid",
            "xid8",
            "xml",
        ],
        Kinds::UNREAD,
    ),
];
