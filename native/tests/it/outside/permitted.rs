//! What the caller may touch: once as a policy, and once by hand for the server and the tests.

use std::fmt::Write as _;

use plainquery_sql::Policy;

use super::MARK;
use crate::policy::{
    policy_for,
    unchanged::{catalog, quoted},
};

const DOCUMENT: &str = r#"
version = 1
[roles.analyst]
tables = ["shop.customers", "shop.orders", "shop.employees", "shop.order_items", "shop.products",
    "shop.stores", "shop.regions", "shop.payments", "shop.Odd Table"]
[[rules]]
table = "shop.customers"
deny = ["newsletter", "referred_by"]
rows = [{ column = "owner", claim = "tenant" }]
mask.email = { kind = "hash" }
mask.birth_date = { kind = "bucket", unit = "year" }
[[rules]]
table = "shop.orders"
deny = ["approved_by", "owner"]
rows = [{ column = "owner", claim = "tenant" }]
[[rules]]
table = "shop.employees"
allow = ["employee_id", "first_name", "last_name", "department", "manager_id", "region_id", "salary", "hired_on"]
mask.salary = { kind = "bucket", width = 1000 }
mask.department = { kind = "partial", keep_first = 1 }
"#;

/// Tables of which nothing is permitted.
const HIDDEN: &[(&str, &str)] = &[
    ("shop", "reviews"),
    ("shop", "categories"),
    ("archive", "payments"),
];
/// Columns that are not, of the other tables.
const DENIED: &[(&str, &str)] = &[
    ("customers", "newsletter"),
    ("customers", "referred_by"),
    ("orders", "approved_by"),
    ("employees", "email"),
    ("employees", "is_remote"),
    ("employees", "owner"),
];

/// A policy, and the columns that queries under it may touch.
pub(super) struct Permitted {
    pub(super) policy: Policy,
    /// Schema, table and column.
    pub(super) columns: Vec<(String, String, String)>,
    /// The tables of `shop` of which only the tenant's rows may be read; with any, no value with
    /// [`MARK`] may be shown.
    pub(super) tenanted: &'static [&'static str],
}

impl Permitted {
    /// Lists, denials, masks and rows of a tenant.
    pub(super) fn by_rules() -> Self {
        let columns = columns()
            .into_iter()
            .filter(|(schema, table, column)| {
                !HIDDEN.contains(&(schema.as_str(), table.as_str()))
                    && !DENIED.contains(&(table.as_str(), column.as_str()))
            })
            .collect();
        Self {
            policy: policy_for(DOCUMENT, "acme"),
            columns,
            tenanted: &["customers", "orders"],
        }
    }

    /// Two schemas, whole.
    pub(super) fn whole_schemas() -> Self {
        Self {
            policy: Policy {
                allowed_schemas: Some(vec!["shop".to_owned(), "archive".to_owned()]),
                ..Policy::default()
            },
            columns: columns(),
            tenanted: &[],
        }
    }

    pub(super) fn holds_table(&self, schema: &str, table: &str) -> bool {
        self.columns
            .iter()
            .any(|(of_schema, of_table, _)| of_schema == schema && of_table == table)
    }

    pub(super) fn holds_column(&self, schema: &str, table: &str, column: &str) -> bool {
        self.columns.iter().any(|(of_schema, of_table, name)| {
            of_schema == schema && of_table == table && name == column
        })
    }
}

/// Every column of the two schemas.
fn columns() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for relation in catalog().relations {
        let names = relation.columns.into_iter().map(|column| column.name);
        for name in names.chain(["owner".to_owned()]) {
            all.push((relation.schema.clone(), relation.name.clone(), name));
        }
    }
    all
}

/// The tables of the cases with rows of another tenant, and what nobody may touch.
pub(super) fn tables() -> String {
    let catalog = catalog();
    let mut script = crate::policy::unchanged::tables(&catalog).replace("reader", "postgres");
    script.push(';');
    for relation in &catalog.relations {
        let name = format!("{}.{}", quoted(&relation.schema), quoted(&relation.name));
        // The same rows under other keys and with secrets in all texts.
        let values: Vec<String> = relation
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| match column.type_name.as_str() {
                "integer" if place == 0 => format!("100 + {}", quoted(&column.name)),
                "text" => format!("'{MARK}'"),
                _ => quoted(&column.name),
            })
            .collect();
        if ["customers", "orders"].contains(&relation.name.as_str()) {
            let values = values.join(", ");
            let _ = write!(
                script,
                "INSERT INTO {name} SELECT {values}, 'umbrella' FROM {name};"
            );
        }
    }
    let _ = write!(
        script,
        "UPDATE shop.customers SET email = '{MARK}';
         UPDATE shop.employees SET email = '{MARK}', department = '{MARK}';
         UPDATE shop.reviews SET title = '{MARK}', body = '{MARK}';
         CREATE SCHEMA hidden;
         CREATE TABLE hidden.salaries AS SELECT 1 AS id, '{MARK}'::text AS salary;
         CREATE FUNCTION shop.peek(text) RETURNS text STABLE SECURITY DEFINER LANGUAGE sql
             AS 'SELECT salary FROM hidden.salaries LIMIT 1';
         CREATE FUNCTION public.lower(varchar) RETURNS text STABLE SECURITY DEFINER LANGUAGE sql
             AS 'SELECT salary FROM hidden.salaries LIMIT 1';
         ANALYZE"
    );
    script
}
