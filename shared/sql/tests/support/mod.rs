//! A catalog to validate against, and case files.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test file uses a part of this"
)]

pub mod fuzzed;
pub mod server;

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};
use plainquery_core::{Dialect, TypeClass};

const SHOP: &[(&str, &str)] = &[
    (
        "regions",
        "region_id int, name text, headquarters_city text",
    ),
    (
        "stores",
        "store_id int, name text, city text, country text, region_id int, floor_area_sqm int, opened_on date, closed_on date",
    ),
    (
        "employees",
        "employee_id int, first_name text, last_name text, email text, department text, manager_id int, region_id int, salary numeric, is_remote bool, hired_on date",
    ),
    (
        "customers",
        "customer_id int, first_name text, last_name text, email text, birth_date date, city text, country text, region_id int, segment text, newsletter bool, signed_up_on date, referred_by int",
    ),
    ("categories", "category_id int, name text, parent_id int"),
    (
        "products",
        "product_id int, name text, category_id int, list_price numeric, weight_kg float, attributes json, tags array, launched_on date, discontinued bool",
    ),
    (
        "orders",
        "order_id int, customer_id int, ordered_at timestamp, status text, channel text, store_id int, campaign_id int, sales_rep_id int, approved_by int, shipping_fee numeric, total_amount numeric, is_gift bool",
    ),
    (
        "order_items",
        "order_id int, line_number int, product_id int, quantity int, unit_price numeric, discount_percent numeric, line_total numeric",
    ),
    (
        "payments",
        "payment_id int, order_id int, method text, amount numeric, paid_at timestamp",
    ),
    (
        "reviews",
        "review_id int, product_id int, customer_id int, rating int, title text, body text, reviewed_on date",
    ),
    ("Odd Table", "Id int, select text, we\"ird numeric"),
];

/// The shop, with a second schema that shares a table's name, and a table of another server.
pub fn catalog(dialect: Dialect) -> Catalog {
    let schema = match dialect {
        Dialect::Postgres | Dialect::Mysql => "shop",
        Dialect::Snowflake => "SHOP",
        Dialect::Sqlite => "main",
    };
    let mut relations: Vec<Relation> = SHOP
        .iter()
        .map(|(name, columns)| relation(schema, name, columns, RelationKind::Table))
        .collect();
    if dialect == Dialect::Postgres {
        relations.push(relation(
            "archive",
            "payments",
            "payment_id int, amount numeric",
            RelationKind::Table,
        ));
        relations.push(relation(
            "archive",
            "remote",
            "id int",
            RelationKind::ForeignTable,
        ));
    }
    if dialect == Dialect::Snowflake {
        for relation in &mut relations {
            fold_to_upper(relation);
        }
    }
    Catalog {
        format: plainquery_catalog::model::FORMAT,
        dialect,
        database: "test".to_owned(),
        relations,
    }
}

/// As names stand in Snowflake's catalogs where nobody quoted them.
fn fold_to_upper(relation: &mut Relation) {
    if relation.name == "Odd Table" {
        return;
    }
    relation.name.make_ascii_uppercase();
    for column in &mut relation.columns {
        column.name.make_ascii_uppercase();
    }
}

fn relation(schema: &str, name: &str, columns: &str, kind: RelationKind) -> Relation {
    Relation {
        schema: schema.to_owned(),
        name: name.to_owned(),
        kind,
        columns: columns.split(", ").map(column).collect(),
        ..Relation::default()
    }
}

fn column(written: &str) -> Column {
    let (name, type_name) = written.rsplit_once(' ').expect("a name and a type");
    let class = match type_name {
        "int" => TypeClass::Integer,
        "numeric" => TypeClass::Decimal,
        "float" => TypeClass::Float,
        "bool" => TypeClass::Boolean,
        "date" => TypeClass::Date,
        "timestamp" => TypeClass::Timestamp,
        "json" => TypeClass::Json,
        "array" => TypeClass::Array,
        _ => TypeClass::Text,
    };
    Column {
        name: name.to_owned(),
        type_name: match type_name {
            "json" => "jsonb",
            other => other,
        }
        .to_owned(),
        class,
        nullable: true,
        ..Column::default()
    }
}

/// A case of a file: its title, the rule it must break (in attack files), and its SQL.
pub struct Case {
    pub title: String,
    pub rule: Option<String>,
    pub sql: String,
}

/// Reads `-- case: title` or `-- case: title => rule`, each followed by the SQL.
pub fn cases(text: &str) -> Vec<Case> {
    text.split("-- case: ")
        .skip(1)
        .map(|part| {
            let (head, sql) = part.split_once('\n').expect("SQL after the title");
            let (title, rule) = match head.split_once(" => ") {
                Some((title, rule)) => (title, Some(rule.trim().to_owned())),
                None => (head, None),
            };
            Case {
                title: title.trim().to_owned(),
                rule,
                sql: sql.trim_end().to_owned(),
            }
        })
        .collect()
}
