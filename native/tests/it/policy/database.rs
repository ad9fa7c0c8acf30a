//! Two databases that differ in nothing that the caller may see.
//!
//! The caller is of the tenant `acme`. What may differ: the rows of `umbrella`, the denied column, and
//! what masks hide of the caller's own rows. Every secret value holds [`MARK`].

/// What secret values hold.
pub(super) const MARK: &str = "S3CR3T";

pub(super) const TABLES: &str = "
    CREATE SCHEMA shop;
    CREATE SCHEMA hidden;
    CREATE TABLE shop.people (
        id integer PRIMARY KEY, tenant_id text NOT NULL, name text, email text, phone varchar(20),
        born_on date, income numeric(12,2), iban text, note text, salary integer, visits integer,
        joined_at timestamptz, attributes jsonb);
    CREATE INDEX people_name ON shop.people (tenant_id, name);
    CREATE INDEX people_visits ON shop.people (visits);
    CREATE TYPE shop.tenant AS ENUM ('acme', 'umbrella');
    CREATE TABLE shop.orders (
        id integer PRIMARY KEY, tenant_id shop.tenant NOT NULL, person_id integer, contact text,
        total numeric(12,2), status text, placed_on date, units integer);
    CREATE INDEX orders_person ON shop.orders (person_id);
    CREATE TABLE shop.products (id integer PRIMARY KEY, name text);
    CREATE TABLE shop.events (id integer, tenant_id text, what text) PARTITION BY LIST (tenant_id);
    CREATE TABLE shop.events_acme PARTITION OF shop.events FOR VALUES IN ('acme');
    CREATE TABLE shop.events_umbrella PARTITION OF shop.events FOR VALUES IN ('umbrella');
    CREATE TABLE shop.people_of_old (since date) INHERITS (shop.people);
    CREATE TABLE hidden.salaries (id integer, salary integer);
    CREATE FUNCTION shop.peek(text) RETURNS text STABLE LANGUAGE sql AS 'SELECT note FROM shop.people LIMIT 1';
    INSERT INTO shop.products VALUES (1, 'Lamp'), (2, 'Chair');
";

/// What the caller may see, and what masks show of it, is the same for every `variant`.
pub(super) fn rows(variant: u32) -> String {
    let v = variant;
    format!(
        "INSERT INTO shop.people
            SELECT n, 'acme', n::text, 'ann' || n || '@acme.test',
                '030-{MARK}{v}' || n || '-7' || n % 10,
                DATE '1980-01-01' + {v} * 20 + n, 41000 + {v} * 100 + n, '{MARK}-iban-{v}-' || n,
                '{MARK}-note-{v}-' || n, {v} * 5 + n, 100 + n,
                TIMESTAMPTZ '2024-03-01 12:00Z' + {v} * INTERVAL '7 minutes',
                jsonb_build_object('seat', n)
            FROM generate_series(1, 6) n;
        INSERT INTO shop.people
            SELECT 100 + n, 'umbrella', '{MARK}-' || CASE WHEN n = {v} THEN 'Zed' ELSE 'Y{v}' || n END,
                's3cr3t@umbrella.test', '{MARK}-4711-' || n, DATE '1950-01-01' + n * {v},
                CASE WHEN {v} = 1 THEN -1 ELSE 999999 END, '{MARK}-{v}', '{MARK}-{v}', {v} * 10,
                CASE WHEN {v} = 1 THEN 911 ELSE 7 END, now(), '{{\"seat\": \"none\"}}'
            FROM generate_series(1, 300 * {v}) n;
        INSERT INTO shop.people_of_old (id, tenant_id, name, note)
            VALUES (7, 'acme', '7', '{MARK}-{v}'), (900 + {v}, 'umbrella', '{MARK}-{v}', '{MARK}-{v}');
        INSERT INTO shop.orders
            SELECT n, 'acme', 1 + n % 6, 'ann' || 1 + n % 6 || '@acme.test', n * 10, 'paid',
                DATE '2024-01-01' + n, n * 10 FROM generate_series(1, 12) n;
        INSERT INTO shop.orders VALUES (13, 'acme', 101, 'none', 7, 'paid', '2024-05-05', 3);
        INSERT INTO shop.orders
            SELECT 100 + n, 'umbrella', 1 + n % 6, '{MARK}', n * {v} * 1000, '{MARK}-{v}', DATE '2020-01-01',
                CASE WHEN {v} = 1 THEN 911 ELSE 7 END
            FROM generate_series(1, 200 * {v}) n;
        INSERT INTO shop.events VALUES (1, 'acme', 'login'), (2, 'umbrella', '{MARK}-{v}');
        INSERT INTO hidden.salaries VALUES (1, {v});
        CREATE VIEW shop.people_view AS SELECT * FROM shop.people;
        CREATE MATERIALIZED VIEW shop.people_copy AS SELECT * FROM shop.people;
        GRANT USAGE ON SCHEMA shop, hidden TO reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA shop, hidden TO reader;
        ANALYZE"
    )
}

pub(super) const DOCUMENT: &str = r#"
version = 1

[roles.analyst]
schemas = ["shop"]

[[rules]]
table = "shop.people"
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
table = "shop.orders"
rows = [{ column = "tenant_id", claim = "tenant" }]
mask.contact = { kind = "hash" }

[[rules]]
table = "shop.events"
rows = [{ column = "tenant_id", claim = "tenant" }]
"#;
