//! Queries from a small grammar, over names that may be read and some that may not.

use super::random::Random;

/// Tables, each with some columns: first an identifier, then others; `!` marks what the caller is denied.
const TABLES: &[(&str, &[&str])] = &[
    (
        "customers",
        &[
            "customer_id",
            "first_name",
            "email",
            "birth_date",
            "city",
            "region_id",
            "!newsletter",
            "!referred_by",
        ],
    ),
    (
        "orders",
        &[
            "order_id",
            "customer_id",
            "status",
            "total_amount",
            "ordered_at",
            "channel",
            "!approved_by",
        ],
    ),
    (
        "employees",
        &[
            "employee_id",
            "last_name",
            "salary",
            "department",
            "hired_on",
            "!is_remote",
            "!email",
        ],
    ),
    ("order_items", &["order_id", "quantity", "unit_price"]),
    ("products", &["product_id", "name", "list_price"]),
    ("stores", &["store_id", "city", "region_id"]),
    ("shop.regions", &["region_id", "name"]),
    ("!reviews", &["review_id", "rating"]),
    ("!hidden.salaries", &["id", "salary"]),
];

struct Source {
    alias: String,
    columns: &'static [&'static str],
}

/// A SELECT with up to `depth` queries inside each other.
pub(super) fn generated(random: &mut Random, depth: usize) -> String {
    if depth > 0 && random.once_in(8) {
        let operator = random.pick(&["UNION", "UNION ALL", "EXCEPT", "INTERSECT"]);
        let column = |random: &mut Random| {
            let source = source(random);
            format!("SELECT {} FROM {}", name(random, &source.1), source.0)
        };
        return format!("{} {operator} {}", column(random), column(random));
    }
    if depth > 0 && random.once_in(8) {
        let inner = generated(random, depth - 1);
        return format!("WITH part AS ({inner}) SELECT * FROM part");
    }
    let (mut from, first) = source(random);
    let mut sources = vec![first];
    for _ in 0..random.below(3) {
        let (text, next) = source(random);
        let join = random.pick(&["JOIN", "LEFT JOIN", "FULL JOIN"]);
        let condition = format!(
            "{}.{} = {}.{}",
            sources[0].alias,
            shown(sources[0].columns[0]),
            next.alias,
            shown(next.columns[0])
        );
        from = format!("{from} {join} {text} ON {condition}");
        sources.push(next);
    }
    let value = |random: &mut Random| {
        let at = random.below(sources.len());
        expression(random, &sources[at], depth)
    };
    let filter = if random.once_in(2) {
        let (left, right) = (value(random), value(random));
        let operator = random.pick(&["=", "<>", "<", "IS DISTINCT FROM"]);
        format!(" WHERE {left} IS NOT NULL AND ({left} {operator} {left} OR {right} IS NULL)")
    } else {
        String::new()
    };
    let group = value(random);
    match random.below(4) {
        0 => format!(
            "SELECT {group} AS a, count(*), max({}) FROM {from}{filter} GROUP BY {group} HAVING count(*) > 0 ORDER BY 1",
            value(random)
        ),
        1 => format!("SELECT DISTINCT {group} AS a FROM {from}{filter} ORDER BY a LIMIT 3"),
        2 => format!("SELECT * FROM {from}{filter}"),
        _ => format!(
            "SELECT {group} AS a, {} AS b, row_number() OVER (ORDER BY {group}) FROM {from}{filter}",
            value(random)
        ),
    }
}

fn shown(name: &'static str) -> &'static str {
    name.trim_start_matches('!')
}

/// What is denied comes seldom, or hardly anything would be admitted.
fn some(random: &mut Random, names: &[&'static str]) -> &'static str {
    loop {
        let name = random.pick(names);
        if !name.starts_with('!') || random.once_in(12) {
            return shown(name);
        }
    }
}

fn source(random: &mut Random) -> (String, Source) {
    let (table, columns) = loop {
        let (table, columns) = TABLES[random.below(TABLES.len())];
        if !table.starts_with('!') || random.once_in(8) {
            break (shown(table), columns);
        }
    };
    let alias = format!("t{}", random.below(1000));
    (format!("{table} AS {alias}"), Source { alias, columns })
}

fn name(random: &mut Random, source: &Source) -> String {
    format!("{}.{}", source.alias, some(random, source.columns))
}

fn expression(random: &mut Random, source: &Source, depth: usize) -> String {
    let name = name(random, source);
    match random.below(9) {
        0 => format!("CAST({name} AS text)"),
        1 => format!("coalesce({name}, {name})"),
        2 => format!("CASE WHEN {name} IS NULL THEN 0 ELSE 1 END"),
        3 => format!("lower({name}::text) || 'x'"),
        4 => format!("{name} IN ({name}, {name})"),
        5 if depth > 0 => {
            let (from, inner) = self::source(random);
            format!(
                "(SELECT max({}) FROM {from} WHERE {} = {name})",
                self::name(random, &inner),
                self::name(random, &inner)
            )
        }
        6 if depth > 0 => format!(
            "EXISTS (SELECT 1 FROM ({}) AS sub)",
            generated(random, depth - 1)
        ),
        _ => name,
    }
}
