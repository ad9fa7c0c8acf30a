//! A policy that touches every table and hides nothing changes no result.

use std::fmt::Write as _;

use plainquery_catalog::{Catalog, model::RelationKind};
use plainquery_core::Dialect;
use plainquery_sql::{Policy, RuleId, validate};

use super::{Place, Told, policy_for};
use crate::support::cluster;

/// The cases of the validator, with their catalog.
#[path = "../../../../shared/sql/tests/support/mod.rs"]
pub(crate) mod cases;

pub(crate) const CASES: &str =
    include_str!("../../../../shared/sql/tests/cases/postgres_admitted.sql");
/// Read the clock: two runs differ.
const CLOCK: &[&str] = &["current_", "localtime", "now()", "clock_timestamp"];

/// The validator's own catalog with the server's names of types and a tenant for each table.
pub(crate) fn catalog() -> Catalog {
    let mut catalog = cases::catalog(Dialect::Postgres);
    catalog
        .relations
        .retain(|relation| relation.kind == RelationKind::Table);
    for relation in &mut catalog.relations {
        for column in &mut relation.columns {
            column.type_name = match column.type_name.as_str() {
                "int" => "integer",
                "float" => "double precision",
                "bool" => "boolean",
                "timestamp" => "timestamp without time zone",
                "json" => "jsonb",
                "array" => "text[]",
                other => other,
            }
            .to_owned();
        }
        relation.primary_key = vec![relation.columns[0].name.clone()];
        if ["order_items", "payments"].contains(&relation.name.as_str()) {
            relation.primary_key.clear();
        }
    }
    catalog
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The tables with some rows; all of them are the caller's.
pub(crate) fn tables(catalog: &Catalog) -> String {
    let mut script = "CREATE SCHEMA shop; CREATE SCHEMA archive;".to_owned();
    for relation in &catalog.relations {
        let name = format!("{}.{}", quoted(&relation.schema), quoted(&relation.name));
        let columns: Vec<String> = relation
            .columns
            .iter()
            .map(|column| format!("{} {}", quoted(&column.name), column.type_name))
            .collect();
        let values: Vec<String> = relation
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| match column.type_name.as_str() {
                "integer" if place == 0 => "n".to_owned(),
                "integer" => format!("1 + (n + {place}) % 4"),
                "numeric" | "double precision" => format!("n * 12.5 + {place}"),
                "boolean" => "n % 2 = 0".to_owned(),
                "date" => format!("DATE '2024-01-01' + n * 9 + {place}"),
                "timestamp without time zone" => {
                    "TIMESTAMP '2024-01-01 08:00' + n * INTERVAL '31 hours'".to_owned()
                }
                "jsonb" => "jsonb_build_object('color', 'c' || n % 3, 'size', n)".to_owned(),
                "text[]" => "ARRAY['a', 't' || n % 3]".to_owned(),
                _ => "(ARRAY['Berlin', 'paid', 'web', 'Ann', 'open'])[1 + n % 5]".to_owned(),
            })
            .collect();
        let keys: Vec<String> = relation.primary_key.iter().map(|key| quoted(key)).collect();
        let key = if keys.is_empty() {
            String::new()
        } else {
            format!(", PRIMARY KEY ({})", keys.join(", "))
        };
        let _ = write!(
            script,
            "CREATE TABLE {name} ({}, owner text DEFAULT 'acme'{key}); \
             INSERT INTO {name} SELECT {} FROM generate_series(1, 8) n;",
            columns.join(", "),
            values.join(", ")
        );
    }
    // Types that cannot be grouped by.
    script.push_str(
        "CREATE TABLE shop.remarks (remark_id int PRIMARY KEY, remark json, place point, owner text DEFAULT 'acme'); \
         INSERT INTO shop.remarks SELECT n, ('{\"b\": ' || n || ',  \"a\": 1.50}')::json, point(n, 0.1 + n) FROM generate_series(1, 8) n; \
         INSERT INTO shop.remarks (remark_id) VALUES (9); ",
    );
    script.push_str(
        "GRANT USAGE ON SCHEMA shop, archive TO reader; \
         GRANT SELECT ON ALL TABLES IN SCHEMA shop, archive TO reader; ANALYZE",
    );
    script
}

/// Rules for every table, which hide nothing.
fn document(catalog: &Catalog) -> String {
    let mut text = "version = 1\n[roles.analyst]\nschemas = [\"shop\", \"archive\"]\n".to_owned();
    for relation in &catalog.relations {
        let _ = write!(
            text,
            "[[rules]]\ntable = '{}.{}'\nrows = [{{ column = \"owner\", claim = \"tenant\" }}]\n",
            relation.schema, relation.name
        );
    }
    text + "[[rules]]\ntable = 'shop.remarks'\nrows = [{ column = \"owner\", claim = \"tenant\" }]\n"
}

#[tokio::test]
async fn a_policy_that_hides_nothing_changes_no_result() {
    let Some(cluster) = cluster() else { return };
    let plain = catalog();
    let database = "unchanged";
    cluster
        .run_all("postgres", &format!("CREATE DATABASE {database}"))
        .await;
    cluster.run_all(database, &tables(&plain)).await;
    let mut place = Place::open(cluster, database).await;
    let policy = policy_for(&document(&plain), "acme");
    // The keys that the server has; and its columns, the owner among them.
    let catalog = place.catalog.clone();
    let (mut compared, mut wrong) = (0, String::new());
    let further = [
        "SELECT r.remark_id, r.remark, r.remark ->> 'a' AS a, count(*) FROM remarks r LEFT JOIN orders o ON o.order_id = r.remark_id GROUP BY r.remark_id ORDER BY r.remark_id",
        "SELECT r.remark_id, (SELECT count(*) FROM orders o WHERE o.order_id::text = r.remark ->> 'b') FROM remarks r GROUP BY r.remark_id",
        "SELECT r.remark_id, (SELECT max(o.order_id || (r.remark ->> 'a')) FROM orders o), (SELECT max(r.remark ->> 'a') FROM orders o WHERE o.order_id = 1) FROM remarks r GROUP BY r.remark_id",
        "SELECT r.remark_id FROM remarks r GROUP BY r.remark_id HAVING EXISTS (SELECT 1 FROM json_each(r.remark) e WHERE e.key = 'b')",
        "SELECT r.remark_id, json_object_keys(r.remark) AS key FROM remarks r GROUP BY r.remark_id",
        "SELECT r.remark_id, json_object_keys(r.remark) AS key, count(*) FROM remarks r GROUP BY r.remark_id, key",
        "SELECT remark FROM remarks GROUP BY remark_id HAVING max(remark ->> 'b') > '3' ORDER BY remark_id",
        "SELECT o.order_id, o.status, count(*) FROM orders o JOIN order_items i USING (order_id) GROUP BY o.order_id ORDER BY o.order_id",
        "SELECT c.customer_id, upper(c.last_name), (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id AND o.status = c.city) FROM customers c GROUP BY c.customer_id HAVING max(c.region_id) > 0 ORDER BY c.last_name, c.customer_id",
        "SELECT e.employee_id FROM employees e LEFT JOIN stores s ON s.region_id = e.region_id WHERE s.city = 'Berlin' ORDER BY 1",
        "SELECT s.name, e.last_name FROM stores s RIGHT JOIN employees e ON e.region_id = s.region_id WHERE s.opened_on >= '2024-01-10' ORDER BY 1, 2",
        "SELECT order_id FROM orders WHERE ordered_at >= DATE '2024-01-05' AND is_gift AND status IN ('paid', 'web') ORDER BY 1",
    ];
    let all = cases::cases(CASES)
        .into_iter()
        .map(|case| (case.title, case.sql))
        .chain(further.map(|sql| (sql.to_owned(), sql.to_owned())));
    for (title, sql) in all {
        let Ok(bare) = validate(&sql, &catalog, &Policy::default()) else {
            continue;
        };
        let policed = match validate(&sql, &catalog, &policy) {
            Ok(policed) => policed,
            // A pattern that is computed: the planner would try it on rows of others.
            Err(why)
                if why[0].rule == RuleId::PolicedPattern && sql.contains("LIKE ANY (SELECT") =>
            {
                continue;
            }
            Err(why) => {
                let _ = writeln!(
                    wrong,
                    "{title}: refused under the policy: {}\n{sql}\n",
                    why[0]
                );
                continue;
            }
        };
        let reads_clock = CLOCK.iter().any(|word| bare.text().contains(word));
        let left = place.run(bare.text(), &bare).await;
        let right = place.run(policed.text(), &policed).await;
        compared += 1;
        let is_same = match (&left, &right) {
            (Ok(left), Ok(right)) if reads_clock => left.rows.len() == right.rows.len(),
            (Ok(left), Ok(right)) => sorted(left) == sorted(right),
            (Err(left), Err(right)) => sqlstate(left) == sqlstate(right),
            _ => false,
        };
        if !is_same {
            let _ = writeln!(
                wrong,
                "{title}:\n  {left:?}\n  {right:?}\n{}\n",
                policed.text()
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(compared >= 140, "{compared}");
    eprintln!("{compared} cases compared");
}

/// Rows that no ORDER BY puts in order come as they like.
fn sorted(told: &Told) -> (Vec<String>, Vec<Vec<Option<String>>>) {
    let mut rows = told.rows.clone();
    rows.sort();
    (told.columns.clone(), rows)
}

fn sqlstate(error: &str) -> Option<&str> {
    error.split("code: \"").nth(1)?.split('"').next()
}
