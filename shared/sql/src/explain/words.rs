//! Names and constants in plain words.

use crate::tree::{Literal, Source};

/// The most things that a sentence lists.
const MAX_LISTED: usize = 30;
/// The deepest that values and queries inside each other are put into words.
const MAX_DEPTH: usize = 14;

/// The names that the sources of a SELECT go by, for telling their columns apart.
#[derive(Clone, Default)]
pub(super) struct Sources {
    /// Alias and name of each source of this SELECT.
    own: Vec<(String, String)>,
    /// Those of the queries around it.
    around: Vec<(String, String)>,
    depth: usize,
}

impl Sources {
    /// Those of a FROM, in a query inside another.
    pub(super) fn of(from: &[Source], outer: &Self) -> Self {
        let mut own = Vec::new();
        let mut pending: Vec<&Source> = from.iter().collect();
        while let Some(source) = pending.pop() {
            match source {
                Source::Relation { name, alias, .. } | Source::Cte { name, alias } => {
                    own.push((alias.clone(), name.clone()));
                }
                Source::Derived { alias, .. } | Source::Function { alias, .. } => {
                    own.push((alias.clone(), alias.clone()));
                }
                Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
            }
        }
        Self {
            own,
            around: outer.around.clone(),
            depth: outer.depth,
        }
    }

    /// For a query inside, which sees these.
    pub(super) fn inside(outer: &Self) -> Self {
        let mut around = outer.own.clone();
        around.extend(outer.around.iter().cloned());
        Self {
            own: Vec::new(),
            around,
            depth: outer.depth + 1,
        }
    }

    /// For a query inside, which sees only what is around this one.
    pub(super) fn below(outer: &Self) -> Self {
        Self {
            own: Vec::new(),
            around: outer.around.clone(),
            depth: outer.depth + 1,
        }
    }

    /// The same, a level deeper.
    pub(super) fn deeper(&self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self.clone()
        }
    }

    pub(super) fn is_too_deep(&self) -> bool {
        self.depth > MAX_DEPTH
    }

    /// A column, with its source where there is more than one.
    pub(super) fn column(&self, source: &str, column: &str) -> String {
        if let Some((alias, name)) = self.own.iter().find(|(alias, _)| alias == source) {
            if self.own.len() == 1 && self.around.is_empty() {
                return plain(column);
            }
            let twice = self
                .own
                .iter()
                .chain(&self.around)
                .filter(|(_, other)| other == name)
                .count()
                > 1;
            return owned(if twice { alias } else { name }, column);
        }
        let around = self.around.iter().find(|(alias, _)| alias == source);
        match around {
            Some((alias, name)) => {
                let twice = self.own.iter().any(|(_, other)| other == name);
                owned(if twice { alias } else { name }, column)
            }
            None => owned(source, column),
        }
    }
}

/// `the orders’ status`, `the staff’s age`.
fn owned(owner: &str, column: &str) -> String {
    let ending = if owner.ends_with(['s', 'S']) {
        "’"
    } else {
        "’s"
    };
    format!("{}{ending} {}", plain(owner), plain(column))
}

/// A name as words: `order_items` as "order items".
pub(super) fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// A source by its name.
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Relation { name, alias, .. } | Source::Cte { name, alias } if alias == name => {
            plain(name)
        }
        Source::Relation { name, alias, .. } | Source::Cte { name, alias } => {
            format!("{} (as {})", plain(name), plain(alias))
        }
        Source::Derived { alias, .. } | Source::Function { alias, .. } => {
            format!("“{}”", plain(alias))
        }
        Source::Join { .. } => "these rows".to_owned(),
    }
}

/// The names of an alias's list.
pub(super) fn named_columns(columns: &[String]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let names: Vec<String> = columns.iter().map(|name| plain(name)).collect();
    format!(" with the columns {}", list(&names))
}

/// `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// `a, b or c`.
pub(super) fn choice(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

/// The first of them, and how many more there are.
pub(super) fn limited_list(items: &[String], what: &str) -> String {
    if items.len() <= MAX_LISTED {
        return list(items);
    }
    let more = items.len() - MAX_LISTED;
    format!("{} and {more} more {what}", items[..MAX_LISTED].join(", "))
}

pub(super) fn limited_choice(items: &[String]) -> String {
    if items.len() <= MAX_LISTED {
        return choice(items);
    }
    let more = items.len() - MAX_LISTED;
    format!("{} or {more} more", items[..MAX_LISTED].join(", "))
}

pub(super) fn constant(literal: &Literal) -> String {
    match literal {
        Literal::Null => "nothing".to_owned(),
        Literal::Boolean(true) => "true".to_owned(),
        Literal::Boolean(false) => "false".to_owned(),
        Literal::Number(digits) => digits.clone(),
        Literal::Text(text) => format!("‘{text}’"),
        Literal::Date(text) | Literal::Timestamp(text) | Literal::Interval(text) => text.clone(),
    }
}

/// A type that a value is read as.
pub(super) fn type_words(type_name: &str) -> String {
    let (base, size) = match type_name.split_once('(') {
        Some((base, rest)) => (base, rest.trim_end_matches(')')),
        None => (type_name, ""),
    };
    match (base.trim(), size) {
        ("smallint" | "integer" | "bigint", _) => "a whole number".to_owned(),
        ("numeric", size) if size.contains(',') => {
            let places = size.rsplit(',').next().unwrap_or_default().trim();
            format!("a number with {places} decimal places")
        }
        ("numeric" | "real" | "double precision", _) => "a number".to_owned(),
        ("boolean", _) => "true or false".to_owned(),
        ("text" | "varchar" | "char", "") => "text".to_owned(),
        ("varchar", size) => format!("text of at most {size} characters"),
        ("char", size) => format!("text of {size} characters"),
        ("date", _) => "a date".to_owned(),
        ("time", _) => "a time of day".to_owned(),
        ("timestamp", _) => "a date and time".to_owned(),
        ("timestamptz", _) => "a date and time with its time zone".to_owned(),
        ("interval", _) => "a span of time".to_owned(),
        ("json" | "jsonb", _) => "JSON".to_owned(),
        (other, _) => match other.strip_suffix("[]") {
            Some(element) => format!("a list, each {}", type_words(element)),
            None => other.to_owned(),
        },
    }
}
