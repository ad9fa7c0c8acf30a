//! What the queries of the corpus are read against.

use std::collections::BTreeMap;

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};
use plainquery_core::{Dialect, Secret, TypeClass};
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument};

use crate::support;

/// A catalog and a policy, by a name that the files use.
pub(crate) struct Fixture {
    pub(crate) name: &'static str,
    pub(crate) catalog: Catalog,
    pub(crate) policy: Policy,
}

/// All of them.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let plain = |name, catalog| Fixture {
        name,
        catalog,
        policy: Policy::default(),
    };
    vec![
        plain("shop", support::catalog(Dialect::Postgres)),
        plain("sqlite", support::catalog(Dialect::Sqlite)),
        plain("snowflake", support::catalog(Dialect::Snowflake)),
        // Where it is a column's or a table's own that decides, which nobody knows without a catalog.
        plain("snowflake-names", support::catalog(Dialect::Snowflake)),
        Fixture {
            name: "snowflake-lists",
            catalog: support::catalog(Dialect::Snowflake),
            policy: policed(SNOWFLAKE_POLICY, false),
        },
        plain("large", large()),
        plain("clinic", catalog(Dialect::Postgres, CLINIC)),
        plain("usage", catalog(Dialect::Postgres, USAGE)),
        plain("kinds", catalog(Dialect::Postgres, KINDS)),
        Fixture {
            name: "bank",
            catalog: bank(Dialect::Postgres),
            policy: policed(BANK_POLICY, true),
        },
        Fixture {
            name: "sqlite-bank",
            catalog: bank(Dialect::Sqlite),
            policy: policed(SQLITE_BANK_POLICY, false),
        },
    ]
}

type Tables = &'static [(&'static str, RelationKind, &'static str)];

/// Patients and visits: enums, arrays, JSON, views, names that are not ASCII.
const CLINIC: Tables = &[
    (
        "clinic.patients",
        RelationKind::Table,
        "patient_id int, family_name text, given_name text, born_on date, sex enum:female;male;diverse, blood_group text, allergies array, registered_on date, insurer_id int, postcode text, weight_kg numeric, height_cm numeric",
    ),
    (
        "clinic.visits",
        RelationKind::Table,
        "visit_id int, patient_id int, doctor_id int, department_id int, arrived_at timestamp, seen_at timestamp, left_at timestamp, reason text, triage enum:green;yellow;red, diagnoses array, vitals jsonb, follow_up_of int",
    ),
    (
        "clinic.doctors",
        RelationKind::Table,
        "doctor_id int, name text, department_id int, supervisor_id int, hired_on date, fte numeric",
    ),
    (
        "clinic.departments",
        RelationKind::Table,
        "department_id int, name text, parent_id int, beds int, floor int",
    ),
    (
        "clinic.lab_results",
        RelationKind::Table,
        "result_id int, visit_id int, test_code text, value float, unit text, taken_at timestamp, details jsonb, is_abnormal bool",
    ),
    (
        "clinic.prescriptions",
        RelationKind::Table,
        "prescription_id int, visit_id int, drug text, dose_mg numeric, times_a_day int, starts_on date, ends_on date, renewed_from int",
    ),
    (
        "clinic.insurers",
        RelationKind::Table,
        "insurer_id int, name text, country text, rate numeric",
    ),
    (
        "clinic.invoices",
        RelationKind::Table,
        "invoice_id uuid, visit_id int, insurer_id int, amount numeric, issued_on date, paid_on date, currency text",
    ),
    (
        "clinic.shifts",
        RelationKind::Table,
        "doctor_id int, on_day date, starts_at time, ends_at time, is_night bool",
    ),
    (
        "clinic.open_visits",
        RelationKind::View,
        "visit_id int, patient_id int, arrived_at timestamp, waited interval",
    ),
    (
        "clinic.monthly_visits",
        RelationKind::MaterializedView,
        "month date, department text, visits int, average_wait interval",
    ),
    (
        "clinic.Größen",
        RelationKind::Table,
        "Straße text, Fläche numeric, 数量 int, naïve bool",
    ),
];

/// A column or two of each kind of type that the lists of operators and casts tell apart.
const KINDS: Tables = &[(
    "kinds.samples",
    RelationKind::Table,
    "n int, m int, price money, cost money, is_open bool, is_new bool, note text, code text, mood enum:good;bad, temper enum:good;bad, day date, other_day date, at timestamp, seen_at timestamptz, starts time, ends time, wait interval, rest interval, doc jsonb, extra jsonb, raw json, key uuid, parent uuid, blob bytea, thumbnail bytea, flags bit, mask bit, ip inet, net cidr, mac macaddr, other_mac macaddr, words tsvector, wanted tsquery, unwanted tsquery, span int4range, other_span int4range, spans int4multirange, other_spans int4multirange, tags array, labels array, place point, relation regclass, page xml, position pg_lsn, pair shop.pair",
)];

/// Sessions, events and subscriptions of a product on the web.
const USAGE: Tables = &[
    (
        "usage.accounts",
        RelationKind::Table,
        "account_id int, name text, plan enum:free;team;enterprise, country text, industry text, seats int, created_at timestamp, closed_at timestamp, settings jsonb, tags array",
    ),
    (
        "usage.users",
        RelationKind::Table,
        "user_id int, account_id int, email text, signed_up_at timestamp, invited_by int, locale text, is_admin bool",
    ),
    (
        "usage.sessions",
        RelationKind::Table,
        "session_id uuid, user_id int, started_at timestamp, ended_at timestamp, device text, browser text, country text, ip inet, utm jsonb",
    ),
    (
        "usage.events",
        RelationKind::PartitionedTable,
        "event_id int, session_id uuid, user_id int, name text, happened_at timestamp, properties jsonb, duration_ms int",
    ),
    (
        "usage.subscriptions",
        RelationKind::Table,
        "subscription_id int, account_id int, plan text, started_on date, ended_on date, monthly_amount numeric, seats int, currency text",
    ),
    (
        "usage.invoices",
        RelationKind::Table,
        "invoice_id int, subscription_id int, period_start date, period_end date, amount numeric, paid_at timestamp, attempts int",
    ),
    (
        "usage.experiments",
        RelationKind::Table,
        "experiment_id int, name text, started_on date, ended_on date, variants array",
    ),
    (
        "usage.assignments",
        RelationKind::Table,
        "experiment_id int, user_id int, variant text, assigned_at timestamp",
    ),
    (
        "usage.tickets",
        RelationKind::Table,
        "ticket_id int, account_id int, opened_at timestamp, first_reply_at timestamp, closed_at timestamp, priority int, topic text, satisfaction int",
    ),
    (
        "usage.daily",
        RelationKind::MaterializedView,
        "day date, account_id int, active_users int, events int, minutes numeric",
    ),
    (
        "usage.exchange_rates",
        RelationKind::Table,
        "day date, currency text, rate numeric",
    ),
];

/// Clients of two tenants.
const BANK: Tables = &[
    (
        "bank.clients",
        RelationKind::Table,
        "id int, tenant_id text, name text, email text, phone text, born_on date, income numeric, iban text, note text, salary int, visits int, joined_at timestamp, attributes jsonb",
    ),
    (
        "bank.accounts",
        RelationKind::Table,
        "id int, tenant_id text, client_id int, contact text, balance numeric, status text, opened_on date, units int",
    ),
    (
        "bank.branches",
        RelationKind::Table,
        "id int, name text, city text",
    ),
    (
        "bank.staff",
        RelationKind::Table,
        "id int, name text, branch_id int, department text",
    ),
    (
        "bank.loans",
        RelationKind::Table,
        "id int, client_id int, amount numeric",
    ),
    (
        "bank.ledger",
        RelationKind::PartitionedTable,
        "id int, tenant_id text, what text, amount numeric",
    ),
    ("bank.ledger_north", RelationKind::Partition, ""),
    (
        "bank.clients_of_old",
        RelationKind::Table,
        "id int, tenant_id text, name text, note text, since date",
    ),
    (
        "bank.clients_view",
        RelationKind::View,
        "id int, name text, note text",
    ),
    (
        "bank.clients_copy",
        RelationKind::MaterializedView,
        "id int, name text, iban text",
    ),
    (
        "bank.elsewhere",
        RelationKind::ForeignTable,
        "id int, name text",
    ),
    ("vault.salaries", RelationKind::Table, "id int, salary int"),
];

const BANK_POLICY: &str = r#"
version = 1

[roles.analyst]
schemas = ["bank"]

[[rules]]
table = "bank.clients"
deny = ["note"]
rows = [{ column = "tenant_id", claim = "tenant" }]
mask.email = { kind = "hash" }
mask.phone = { kind = "partial", keep_last = 2 }
mask.born_on = { kind = "bucket", unit = "year" }
mask.income = { kind = "bucket", width = 1000 }
mask.iban = { kind = "null" }
mask.salary = { kind = "null" }

[[rules]]
table = "bank.accounts"
rows = [{ column = "tenant_id", claim = "tenant" }]
mask.contact = { kind = "hash" }

[[rules]]
table = "bank.ledger"
rows = [{ column = "tenant_id", claim = "tenant" }]

[[rules]]
table = "bank.staff"
rows = [{ column = "department", claim = "department" }]

[[rules]]
table = "bank.loans"
deny = ["collateral"]
"#;

const SQLITE_BANK_POLICY: &str = r#"
version = 1

[roles.analyst]
schemas = ["main"]

[[rules]]
table = "main.clients"
deny = ["note"]
rows = [{ column = "tenant_id", claim = "tenant" }]
mask.phone = { kind = "partial", keep_last = 2 }
mask.iban = { kind = "null" }
mask.salary = { kind = "null" }

[[rules]]
table = "main.accounts"
rows = [{ column = "tenant_id", claim = "tenant" }]

[[rules]]
table = "main.staff"
rows = [{ column = "department", claim = "department" }]

[[rules]]
table = "main.loans"
deny = ["collateral"]
"#;

/// Lists, which hold for `Snowflake`, and rules for rows and masks, which are refused for it.
const SNOWFLAKE_POLICY: &str = r#"
version = 1

[roles.analyst]
tables = ["SHOP.CUSTOMERS", "SHOP.EMPLOYEES", "SHOP.ORDERS", "SHOP.PRODUCTS", "SHOP.REGIONS", "SHOP.STORES"]

[[rules]]
table = "SHOP.CUSTOMERS"
deny = ["EMAIL"]

[[rules]]
table = "SHOP.EMPLOYEES"
allow = ["EMPLOYEE_ID", "DEPARTMENT"]

[[rules]]
table = "SHOP.STORES"
rows = [{ column = "COUNTRY", claim = "tenant" }]

[[rules]]
table = "SHOP.REGIONS"
mask.NAME = { kind = "null" }
"#;

fn policed(document: &str, with_key: bool) -> Policy {
    let key = with_key.then(|| Secret::new("0123456789abcdef0123456789abcdef"));
    let document = PolicyDocument::parse(document, key).expect("a good document");
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: Some("north"),
        claims: &BTreeMap::new(),
    };
    Policy::default().with_rules(document.for_caller(&caller).expect("a known role"))
}

fn bank(dialect: Dialect) -> Catalog {
    let mut catalog = catalog(dialect, BANK);
    for relation in &mut catalog.relations {
        relation.partition_of = match relation.name.as_str() {
            "ledger_north" => Some((relation.schema.clone(), "ledger".to_owned())),
            "clients_of_old" => Some((relation.schema.clone(), "clients".to_owned())),
            _ => None,
        };
    }
    if dialect == Dialect::Sqlite {
        catalog
            .relations
            .retain(|relation| matches!(relation.kind, RelationKind::Table | RelationKind::View));
        catalog
            .relations
            .retain(|relation| relation.name != "salaries");
    }
    catalog
}

/// The shop with a million customers, ten million orders and fifty million items.
fn large() -> Catalog {
    let mut catalog = support::catalog(Dialect::Postgres);
    for relation in &mut catalog.relations {
        relation.row_estimate = Some(match relation.name.as_str() {
            "customers" => 1_000_000,
            "orders" => 10_000_000,
            "order_items" => 50_000_000,
            _ => 100,
        });
    }
    catalog
}

fn catalog(dialect: Dialect, tables: Tables) -> Catalog {
    Catalog {
        format: plainquery_catalog::model::FORMAT,
        dialect,
        database: "corpus".to_owned(),
        relations: tables
            .iter()
            .map(|(name, kind, columns)| relation(dialect, name, *kind, columns))
            .collect(),
    }
}

fn relation(dialect: Dialect, name: &str, kind: RelationKind, columns: &str) -> Relation {
    let (schema, name) = name.split_once('.').expect("a schema and a name");
    let columns: Vec<Column> = columns
        .split(", ")
        .filter(|written| !written.is_empty())
        .map(column)
        .collect();
    Relation {
        schema: match dialect {
            Dialect::Postgres => schema.to_owned(),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Snowflake => "main".to_owned(),
        },
        name: name.to_owned(),
        kind,
        primary_key: match (kind, columns.first()) {
            (RelationKind::Table, Some(first)) if first.name.ends_with("id") => {
                vec![first.name.clone()]
            }
            _ => Vec::new(),
        },
        columns,
        ..Relation::default()
    }
}

fn column(written: &str) -> Column {
    let (name, type_name) = written.rsplit_once(' ').expect("a name and a type");
    let class = match type_name {
        "int" => TypeClass::Integer,
        "numeric" | "money" => TypeClass::Decimal,
        "float" => TypeClass::Float,
        "bool" => TypeClass::Boolean,
        "date" => TypeClass::Date,
        "time" => TypeClass::Time,
        "timestamp" | "timestamptz" => TypeClass::Timestamp,
        "interval" => TypeClass::Interval,
        "uuid" => TypeClass::Uuid,
        "json" | "jsonb" => TypeClass::Json,
        "bytea" => TypeClass::Bytes,
        "array" => TypeClass::Array,
        "inet" | "cidr" | "macaddr" | "bit" | "tsvector" | "tsquery" | "int4range"
        | "int4multirange" | "point" | "regclass" | "xml" | "pg_lsn" | "shop.pair" => {
            TypeClass::Other
        }
        _ => TypeClass::Text,
    };
    let (type_name, enum_values) = match type_name.split_once(':') {
        Some((kind, values)) => (kind, values.split(';').map(str::to_owned).collect()),
        None => (type_name, Vec::new()),
    };
    Column {
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        class,
        enum_values,
        nullable: true,
        ..Column::default()
    }
}
