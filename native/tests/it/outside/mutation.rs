//! Queries made of other queries, by their tokens.

use super::random::Random;

/// Names that the caller may not read, functions that nobody reviewed, and forms that write.
const FORBIDDEN: &[&str] = &[
    "hidden.salaries",
    "salaries",
    "archive.payments",
    "reviews",
    "shop.reviews",
    "pg_catalog.pg_authid",
    "pg_class",
    "information_schema.tables",
    "owner",
    "newsletter",
    "referred_by",
    "is_remote",
    "approved_by",
    "ctid",
    "tableoid",
    "pg_read_file",
    "pg_sleep",
    "shop.peek",
    "peek",
    "public.lower",
    "set_config",
    "query_to_xml",
    "current_setting",
    "dblink",
    "INTO",
    "FOR UPDATE",
    "; DELETE FROM orders",
    "customers.*",
    "(SELECT o FROM orders o LIMIT 1)",
    "(TABLE employees)",
    "U&\"\\006fwner\"",
];

/// Names that may be read, so that what comes out is often meant to be fine.
const PERMITTED: &[&str] = &[
    "orders",
    "customers",
    "employees",
    "products",
    "order_items",
    "stores",
    "regions",
    "shop.payments",
    "order_id",
    "customer_id",
    "status",
    "total_amount",
    "email",
    "birth_date",
    "salary",
    "first_name",
    "region_id",
    "name",
    "city",
    "count(*)",
    "1",
    "NULL",
    "'acme'",
    "lower",
    "max",
    "coalesce",
    "length",
    "*",
];

const NOISE: &[&str] = &[
    "/**/",
    "/* ' */",
    "--\n",
    "-- \"\n",
    "\n",
    "\t",
    "/* /* nested */ */",
];

/// The words, constants and signs of a text.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            quote @ ('\'' | '"') => rest[1..].find(quote).map_or(rest.len(), |end| end + 2),
            letter if letter.is_alphanumeric() || letter == '_' => rest
                .find(|sign: char| !sign.is_alphanumeric() && sign != '_')
                .unwrap_or(rest.len()),
            _ => ["::", "<=", ">=", "<>", "!=", "||", "->>", "->"]
                .iter()
                .find(|sign| rest.starts_with(**sign))
                .map_or(first.len_utf8(), |sign| sign.len()),
        };
        if !first.is_whitespace() {
            tokens.push(rest[..length].to_owned());
        }
        rest = &rest[length..];
    }
    tokens
}

/// A query of `bases`, changed one to three times.
pub(super) fn mutated(random: &mut Random, bases: &[Vec<String>]) -> String {
    let mut tokens = bases[random.below(bases.len())].clone();
    for _ in 0..=random.below(3) {
        if tokens.is_empty() {
            break;
        }
        let other = &bases[random.below(bases.len())];
        change(random, &mut tokens, other);
    }
    tokens.join(" ")
}

fn change(random: &mut Random, tokens: &mut Vec<String>, other: &[String]) {
    let at = random.below(tokens.len());
    match random.below(9) {
        0 => {
            let with = random.below(tokens.len());
            tokens.swap(at, with);
        }
        1 if !other.is_empty() => {
            tokens.truncate(at);
            tokens.extend_from_slice(&other[random.below(other.len())..]);
        }
        2 | 3 => {
            if let (Some(mine), Some(theirs)) = (subtree(random, tokens), subtree(random, other)) {
                tokens.splice(mine, other[theirs].iter().cloned());
            }
        }
        4 => replace_name(random, tokens, FORBIDDEN),
        5 => replace_name(random, tokens, PERMITTED),
        6 => tokens.insert(at, random.pick(NOISE).to_owned()),
        7 if is_name(&tokens[at]) => {
            tokens[at] = match random.below(3) {
                0 => tokens[at].to_uppercase(),
                1 => format!("\"{}\"", tokens[at]),
                _ => tokens[at].to_lowercase(),
            };
        }
        _ => {
            tokens.remove(at);
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic())
}

fn replace_name(random: &mut Random, tokens: &mut [String], names: &[&str]) {
    let places: Vec<usize> = (0..tokens.len())
        .filter(|place| is_name(&tokens[*place]))
        .collect();
    if !places.is_empty() {
        let place = places[random.below(places.len())];
        random.pick(names).clone_into(&mut tokens[place]);
    }
}

/// The range of something in parentheses, with them.
fn subtree(random: &mut Random, tokens: &[String]) -> Option<std::ops::Range<usize>> {
    let opening: Vec<usize> = (0..tokens.len())
        .filter(|place| tokens[*place] == "(")
        .collect();
    let start = *opening.get(random.below(opening.len().max(1)))?;
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(start) {
        match token.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(start..place + 1);
        }
    }
    None
}
