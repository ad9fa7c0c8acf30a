//! Two databases that differ in nothing that the caller may see.
//!
//! The caller is of the tenant `acme` and of desk 2. What may differ: the rows of others, whose tenants a
//! collation would take for `acme` at times, the denied column, and what masks hide of the caller's own
//! rows. Every secret value holds [`MARK`].

use std::fmt::Write as _;

/// What secret values hold.
pub(super) const MARK: &str = "S3CR3T";

/// The tables, one a line, as the catalog is read from them.
pub(super) const TABLES: &str = "\
CREATE TABLE people (id int PRIMARY KEY, tenant_id varchar(40), name text, email text, phone varchar(20), born_on date, income decimal(12,2), iban text, note text, salary int, visits int, points int unsigned, joined_at datetime, attributes text, path text);
CREATE TABLE orders (id int PRIMARY KEY, tenant_id varchar(40), desk int, person_id int, contact text, total decimal(12,2), status text, units int unsigned);
CREATE TABLE notes (id int PRIMARY KEY, tenant enum('acme','umbrella'), body text);
CREATE TABLE products (id int PRIMARY KEY, name text);
";

const INDEXES: &str = "
CREATE INDEX people_tenant ON people (tenant_id);
CREATE INDEX people_visits ON people (visits);
CREATE INDEX orders_desk ON orders (desk);
INSERT INTO products VALUES (1, 'Lamp'), (2, 'Chair');
INSERT INTO notes VALUES (1, 'acme', 'one'), (2, 'acme', 'two');
";

/// Other tenants, some of which a collation takes for the caller's.
const OTHERS: &[&str] = &[
    "'umbrella'",
    "'ACME'",
    "'acme '",
    "'acm\u{e9}'",
    "'0'",
    "NULL",
];

/// The script that makes a database. What the caller may see is the same for every `variant`.
pub(super) fn script(name: &str, variant: u32) -> String {
    let v = variant;
    let mut script = format!(
        "DROP DATABASE IF EXISTS {name};\nCREATE DATABASE {name} CHARACTER SET utf8mb4;\nUSE {name};\n\
         SET sql_mode = '';\n{TABLES}{INDEXES}"
    );
    for n in 1..=6 {
        let _ = writeln!(
            script,
            "INSERT INTO people VALUES ({n}, 'acme', '{n}', 'ann{n}@acme.test', '030-{MARK}{v}{n}-7{n}', \
             DATE '1980-01-01' + INTERVAL {v} * 20 + {n} DAY, 41000 + {v} * 100 + {n}, '{MARK}-iban-{v}-{n}', \
             '{MARK}-note-{v}-{n}', {v} * 5 + {n}, 100 + {n}, 100 + {n}, \
             TIMESTAMP '2024-03-01 12:00:00' + INTERVAL {v} * 7 MINUTE, '{{\"seat\": {n}}}', '$.a');"
        );
    }
    for n in 1..=12 {
        let _ = writeln!(
            script,
            "INSERT INTO orders VALUES ({n}, 'acme', 2, 1 + {n} % 6, CONCAT('ann', 1 + {n} % 6, '@acme.test'), \
             {n} * 10, 'paid', 10 + {n});"
        );
    }
    script += "INSERT INTO orders VALUES (13, 'acme', 2, 101, 'none', 7, 'paid', 13);\n";
    hidden(&mut script, v);
    script
}

/// What makes expressions of the first variant raise errors, and of the second none.
fn hidden(script: &mut String, v: u32) {
    let (visits, points, attributes, path) = if v == 1 {
        (911, 0, "none", "$[")
    } else {
        (7, 99, "{}", "$.a")
    };
    for n in 1..=20 * v {
        for (place, tenant) in OTHERS.iter().enumerate() {
            let id = 100 + usize::try_from(n).unwrap() * OTHERS.len() + place;
            let name = if n == 1 && place == 0 {
                "Zed".to_owned()
            } else {
                format!("Y{v}{n}")
            };
            let _ = writeln!(
                script,
                "INSERT INTO people VALUES ({id}, {tenant}, '{MARK}-{name}', 's3cr3t@umbrella.test', \
                 '{MARK}-4711-{n}', DATE '1950-01-01' + INTERVAL {n} * {v} DAY, {v} * 999, '{MARK}-{v}', \
                 '{MARK}-{v}', {v} * 10, {visits}, {points}, NOW(), '{attributes}', '{path}');\n\
                 INSERT INTO orders VALUES ({id}, {tenant}, 2, 1 + {n} % 6, '{MARK}', {n} * {v}, '{MARK}-{v}', 0);\n\
                 INSERT INTO orders VALUES (10000 + {id}, 'acme', {v}00 + {n}, 1, '{MARK}', {n}, '{MARK}-{v}', 0);\n\
                 INSERT INTO notes VALUES ({id}, 'umbrella', '{MARK}-{v}-{n}');"
            );
        }
    }
}

pub(super) const DOCUMENT: &str = r#"
version = 1

[roles.analyst]
schemas = ["policed_1"]

[[rules]]
table = "policed_1.people"
deny = ["note"]
rows = [{ column = "tenant_id", claim = "tenant" }]
mask.email = { kind = "hash" }
mask.phone = { kind = "partial", keep_last = 2 }
mask.born_on = { kind = "bucket", unit = "year" }
mask.income = { kind = "bucket", width = 1000 }
mask.iban = { kind = "null" }
mask.salary = { kind = "null" }
mask.joined_at = { kind = "bucket", unit = "month" }

[[rules]]
table = "policed_1.orders"
rows = [{ column = "tenant_id", claim = "tenant" }, { column = "desk", claim = "desk" }]
mask.contact = { kind = "hash" }

[[rules]]
table = "policed_1.notes"
rows = [{ column = "tenant", claim = "tenant" }]
"#;
