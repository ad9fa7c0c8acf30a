//! Attacks by a product: what must be refused, in every place of a query that it can stand in.

use std::fmt::Write as _;

/// A value that must be refused, with the catalog and the rule.
const VALUES: &[(&str, &str, &str)] = &[
    (
        "shop",
        "unknown-function",
        "length(pg_read_file('/etc/passwd'))",
    ),
    ("shop", "unknown-function", "pg_catalog.\"pg_sleep\"(9)"),
    (
        "shop",
        "unknown-function",
        "set_config('app.tenant', status, false)",
    ),
    ("shop", "unknown-function", "nextval('ids')"),
    ("shop", "unknown-function", "pg_notify(status, 'x')"),
    (
        "shop",
        "unknown-function",
        "query_to_xml('DELETE FROM orders', true, true, '')",
    ),
    (
        "shop",
        "unknown-function",
        "dblink_exec('host=evil', 'SELECT 1')",
    ),
    ("shop", "unknown-function", "shop.total_of(order_id)"),
    ("shop", "unknown-function", "U&\"pg_\\0073leep\"(order_id)"),
    (
        "shop",
        "write-in-query",
        "(WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)",
    ),
    (
        "shop",
        "select-into",
        "(SELECT max(customer_id) INTO loot FROM customers)",
    ),
    (
        "shop",
        "row-lock",
        "(SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)",
    ),
    (
        "shop",
        "system-relation",
        "(SELECT max(rolpassword) FROM pg_authid)",
    ),
    (
        "shop",
        "system-relation",
        "(SELECT count(*) FROM information_schema.columns)",
    ),
    (
        "shop",
        "table-function",
        "(SELECT count(*) FROM pg_ls_dir('.'))",
    ),
    ("shop", "unsupported-type", "'shop.orders'::regclass"),
    ("shop", "unsupported-operator", "(status <-> 'x')"),
    (
        "shop",
        "unknown-relation",
        "(SELECT max(salary) FROM vault.salaries)",
    ),
    ("shop", "placeholder", "$1"),
    ("shop", "whole-row", "md5(orders::text)"),
    ("bank", "column-not-permitted", "length(clients.note)"),
    ("bank", "policed-whole-row", "to_jsonb(clients) ->> 'note'"),
    ("bank", "policed-system-column", "clients.ctid"),
    ("bank", "policed-pattern", "(name LIKE 'x\\')"),
    (
        "bank",
        "policed-partition",
        "(SELECT max(note) FROM clients_of_old)",
    ),
    (
        "bank",
        "relation-not-permitted",
        "(SELECT max(note) FROM clients_view)",
    ),
    ("bank", "claim-missing", "(SELECT max(name) FROM staff)"),
    ("bank", "policy-misfit", "(SELECT max(amount) FROM loans)"),
    ("bank", "unknown-function", "bank.peek(name)"),
    ("bank", "regular-expression", "(name ~ phone)"),
    ("sqlite", "unknown-function", "load_extension(status)"),
    ("sqlite", "unknown-function", "writefile('/tmp/x', status)"),
    (
        "sqlite",
        "system-relation",
        "(SELECT max(sql) FROM sqlite_master)",
    ),
    (
        "sqlite",
        "table-function",
        "(SELECT count(*) FROM pragma_table_info('orders'))",
    ),
    ("sqlite", "unsupported-operator", "(status MATCH 'x')"),
    (
        "sqlite-bank",
        "column-not-permitted",
        "length(clients.note)",
    ),
    ("sqlite-bank", "policed-system-column", "clients.rowid"),
    (
        "sqlite-bank",
        "relation-not-permitted",
        "(SELECT max(note) FROM clients_view)",
    ),
];

/// Places, with `{v}` for the value, `{t}` for the table and `{k}` for its key; the last word says whether
/// `SQLite` has the place.
const PLACES: &[(&str, bool)] = &[
    ("SELECT {k}, {v} AS leaked FROM {t}", true),
    ("SELECT {k} FROM {t} WHERE {v} IS NOT NULL", true),
    ("SELECT {k} FROM {t} ORDER BY {v}, {k}", true),
    ("SELECT count(*) FROM {t} GROUP BY {v}", true),
    (
        "SELECT max({k}) FROM {t} HAVING max(coalesce({v}, NULL)) IS NULL",
        true,
    ),
    ("SELECT CASE WHEN {k} > 5 THEN {v} END FROM {t}", true),
    (
        "SELECT count(*) FILTER (WHERE {v} IS NOT NULL) FROM {t}",
        true,
    ),
    ("SELECT sum({k}) OVER (PARTITION BY {v}) FROM {t}", true),
    ("SELECT rank() OVER (ORDER BY {v}) FROM {t}", true),
    (
        "WITH hidden AS (SELECT {k}, {v} AS leaked FROM {t}) SELECT * FROM hidden",
        true,
    ),
    (
        "SELECT inside.leaked FROM (SELECT {v} AS leaked FROM {t}) AS inside",
        true,
    ),
    (
        "SELECT {k} FROM {t} UNION ALL SELECT count({v}) FROM {t}",
        true,
    ),
    ("SELECT {k} FROM {t} WHERE EXISTS (SELECT {v})", true),
    (
        "SELECT {k} FROM {t} WHERE {k} NOT IN (SELECT count({v}) FROM {t})",
        true,
    ),
    ("SELECT (SELECT max(coalesce({v}, NULL)) FROM {t})", true),
    (
        "SELECT {t}.{k} FROM {t} LEFT JOIN (SELECT 1 AS one) AS other ON {v} IS NULL",
        true,
    ),
    (
        "SELECT {k} FROM {t} WHERE {k} BETWEEN 1 AND coalesce(NULL, 5) AND NOT ({v} IS NULL)",
        true,
    ),
    (
        "SELECT side.leaked FROM {t}, LATERAL (SELECT {v} AS leaked) AS side",
        false,
    ),
    ("SELECT DISTINCT ON ({v}) {k} FROM {t}", false),
    ("SELECT ARRAY[{v}] FROM {t}", false),
    ("SELECT json_build_object('leaked', {v}) FROM {t}", false),
    ("SELECT {k} FROM {t} WHERE {v} IS DISTINCT FROM NULL", false),
    (
        "SELECT string_agg(CAST({v} AS text), ',' ORDER BY {k}) FROM {t}",
        false,
    ),
    (
        "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY {v}) FROM {t}",
        false,
    ),
    ("SELECT count(*) FROM {t} GROUP BY ROLLUP ({k}, {v})", false),
];

/// The file of each rule's class.
fn class(catalog: &str, rule: &str) -> &'static str {
    match (catalog, rule) {
        ("sqlite" | "sqlite-bank", _) => "sqlite",
        ("bank", "policed-pattern" | "regular-expression") => "oracles",
        ("bank", _) => "masks",
        (_, "write-in-query" | "select-into" | "row-lock") => "statements",
        (_, "system-relation" | "unknown-relation" | "unsupported-type") => "catalogs",
        (_, "unknown-function" | "table-function") => "functions",
        _ => "forms",
    }
}

/// Each file with its text.
pub(crate) fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String, usize, &str)> = Vec::new();
    for (catalog, rule, value) in VALUES {
        let (table, key) = match *catalog {
            "bank" | "sqlite-bank" => ("clients", "id"),
            _ => ("orders", "order_id"),
        };
        let is_sqlite = catalog.starts_with("sqlite");
        let name = format!("{}_generated", class(catalog, rule));
        let at = files.iter().position(|file| file.0 == name);
        let at = at.unwrap_or_else(|| {
            files.push((name, String::new(), 0, ""));
            files.len() - 1
        });
        let (_, text, number, current) = &mut files[at];
        for (place, in_sqlite) in PLACES {
            // The parser reads a parenthesis in ROLLUP as a list of columns.
            let is_list =
                place.contains("ROLLUP") && value.starts_with('(') && value.contains("SELECT");
            if (is_sqlite && !in_sqlite) || is_list {
                continue;
            }
            let sql = place
                .replace("{v}", value)
                .replace("{t}", table)
                .replace("{k}", key);
            if current != catalog {
                let _ = write!(text, "-- catalog: {catalog}\n\n");
                *current = catalog;
            }
            *number += 1;
            let _ = write!(text, "-- case: {number:03} => {rule}\n{sql}\n\n");
        }
    }
    files
        .into_iter()
        .map(|(name, text, ..)| (name, text.trim_end().to_owned() + "\n"))
        .collect()
}
