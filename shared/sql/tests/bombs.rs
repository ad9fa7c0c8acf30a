//! Short texts that would make huge values or endless rows are refused, each by the rule that says
//! why; what looks like them and is harmless is admitted.

mod support;

use std::fmt::Write as _;

use plainquery_catalog::Catalog;
use plainquery_core::Dialect;
use plainquery_sql::cost::{self, MAX_VALUE_BYTES};
use plainquery_sql::tree::{
    BinaryOperator, Body, Expr, JoinKind, Query, Select, SelectItem, Source,
};
use plainquery_sql::{Policy, RuleId, validate};

fn rule(sql: &str, catalog: &Catalog) -> Option<RuleId> {
    validate(sql, catalog, &Policy::default())
        .err()
        .map(|why| why[0].rule)
}

/// The shop with a million customers and fifty million items.
fn large_shop(dialect: Dialect) -> Catalog {
    let mut catalog = support::catalog(dialect);
    for relation in &mut catalog.relations {
        relation.row_estimate = Some(match relation.name.as_str() {
            "customers" => 1_000_000,
            "orders" => 10_000_000,
            "order_items" => 50_000_000,
            _ => 100,
        });
        if relation.name == "customers" {
            relation.primary_key = vec!["customer_id".to_owned()];
        }
    }
    catalog
}

fn nested(open: &str, inside: &str, close: &str, depth: usize) -> String {
    format!(
        "SELECT {}{inside}{}",
        open.repeat(depth),
        close.repeat(depth)
    )
}

#[test]
fn bombs_are_refused_by_their_rule() {
    let catalog = large_shop(Dialect::Postgres);
    let doubled = |depth: usize| {
        let mut sql = "SELECT 'abcdefgh' AS x".to_owned();
        for _ in 0..depth {
            sql = format!("SELECT x || x AS x FROM ({sql}) t");
        }
        sql
    };
    let ctes = |depth: usize, expr: &str| {
        let mut sql = "WITH c0 AS (SELECT 'abcdefgh' AS x)".to_owned();
        for level in 1..depth {
            let before = level - 1;
            let _ = write!(sql, ", c{level} AS (SELECT {expr} AS x FROM c{before})");
        }
        format!("{sql} SELECT x FROM c{}", depth - 1)
    };
    let crossed = |count: usize| {
        let sources: Vec<String> = (0..count).map(|n| format!("customers c{n}")).collect();
        format!("SELECT count(*) FROM {}", sources.join(", "))
    };
    // Doubled text, before the doubled expression is too large to plan.
    let literal = "x".repeat(2_000);
    let doubled_text = format!(
        "WITH a AS (SELECT '{literal}' AS x), b AS (SELECT concat(x, x, x, x, x, x, x, x, x, x) AS x FROM a) SELECT json_build_array(CAST(json_build_array(x, x) AS text)) FROM b"
    );
    let cases: Vec<(String, RuleId)> = vec![
(doubled_text, RuleId::ValueTooLarge),
        ("SELECT repeat(repeat(repeat('a', 100), 100), 100)".into(), RuleId::ValueTooLarge),
        ("SELECT length(repeat(repeat(repeat('a', 100), 100), 100))".into(), RuleId::ValueTooLarge),
        ("SELECT 1 FROM orders WHERE repeat(repeat(repeat('a', 100), 100), 100) = 'a'".into(), RuleId::ValueTooLarge),
        ("SELECT count(*) FROM orders GROUP BY repeat(repeat(repeat('a', 100), 100), 100)".into(), RuleId::ValueTooLarge),
        ("SELECT status FROM orders ORDER BY repeat(repeat(repeat('a', 100), 100), 100)".into(), RuleId::ValueTooLarge),
        ("SELECT CASE WHEN true THEN repeat(repeat(repeat('a', 100), 100), 100) END".into(), RuleId::ValueTooLarge),
        ("SELECT repeat(repeat(status, 100), 100) FROM orders".into(), RuleId::TextGrowth),
        ("SELECT repeat(lpad('a', 1000, 'é'), 100) || repeat(rpad('a', 1000), 100)".into(), RuleId::ValueTooLarge),
        (nested("replace(", "'a'", ", 'a', 'aaaaaaaaaaaaaaaa')", 8), RuleId::ValueTooLarge),
        (nested("regexp_replace(", "'a'", ", '', 'aaaaaaaaaaaaaaaa', 'g')", 6), RuleId::ValueTooLarge),
        ("SELECT replace(replace(replace(status, 'a', 'aaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa') FROM orders".into(), RuleId::TextGrowth),
        (nested("to_json(CAST(", "repeat('\"', 100)", " AS text))", 8), RuleId::ValueTooLarge),
        ("SELECT CAST('[1e131000, 1e131000, 1e131000, 1e131000, 1e131000]' AS jsonb)".into(), RuleId::ValueTooLarge),
        ("SELECT concat(exp(9999.5), exp(9999.5), exp(9999.5), exp(9999.5))".into(), RuleId::ValueTooLarge),
        (doubled(14), RuleId::ExpressionGrowth),
        (ctes(40, "x || x"), RuleId::ExpressionGrowth),
        (ctes(20, "concat(x, x, x)"), RuleId::ExpressionGrowth),
        (ctes(20, "CAST(json_build_array(x, x) AS text)"), RuleId::ExpressionGrowth),
        (ctes(20, "array_to_string(ARRAY[x, x], 'aaaa')"), RuleId::ExpressionGrowth),
        (ctes(20, "concat_ws('aaaa', x, x, x)"), RuleId::ExpressionGrowth),
        (ctes(20, "replace(x, 'a', 'aaaaaaaaaaaaaaaa')"), RuleId::ValueTooLarge),
        ("SELECT string_agg(repeat(repeat('a', 100), 100), '') FROM orders, (VALUES (1), (2), (3)) v(x)".into(), RuleId::TextGrowth),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n + 1 FROM t) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n > 0) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n - 1 FROM t WHERE n < 10) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n * 1 FROM t WHERE n < 10) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n, m) AS (SELECT 1, 1 UNION ALL SELECT n, m + 1 FROM t WHERE n < 10) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 2000000000) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t, (VALUES (1), (2)) v WHERE n < 40) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3000) SELECT a.n FROM t a, t b".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n, x) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, x || x FROM t WHERE n < 40) SELECT x FROM t".into(), RuleId::RecursionGrowth),
        ("WITH RECURSIVE t(n, x, y) AS (SELECT 1, 'a', 'a' UNION ALL SELECT n + 1, y, x || x FROM t WHERE n < 60) SELECT x FROM t".into(), RuleId::RecursionGrowth),
        ("WITH RECURSIVE t(n, x) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, x || 'aaaaaaaaaa' FROM t WHERE n < 500000) SELECT x FROM t".into(), RuleId::MadeRowsTooLarge),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100000) SELECT repeat('aaaaaaaaaa', 100), repeat('aaaaaaaaaa', 100), repeat('aaaaaaaaaa', 100) FROM t".into(), RuleId::MadeRowsTooLarge),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < power(10, 9)) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < power(ascii('a'), 9)) SELECT n FROM t".into(), RuleId::RecursionWithoutEnd),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10 ^ 9) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT power(10, 9))) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT max(order_id) * 1000000 FROM orders)) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT max(order_id) + 100000000 FROM orders)) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (SELECT -power(10, 9) UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t(n) AS (VALUES (1), (-1000000000) UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT n FROM t".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE h(t) AS (SELECT now() - INTERVAL '7 years' UNION ALL SELECT t + INTERVAL '1 second' FROM h WHERE t < now()) SELECT t FROM h".into(), RuleId::TooManyMadeRows),
        ("WITH RECURSIVE t AS (SELECT 1 AS n, ARRAY[1] AS path UNION ALL SELECT n + 1, path || path FROM t WHERE n < 30) SELECT path FROM t".into(), RuleId::RecursionGrowth),
        ("WITH RECURSIVE t AS (SELECT 1 AS n, ARRAY['a'] AS path UNION ALL SELECT n + 1, path || ARRAY[path::text] FROM t WHERE n < 30) SELECT path FROM t".into(), RuleId::RecursionGrowth),
        ("SELECT lpad('a', order_id) FROM orders".into(), RuleId::UnboundedSize),
        ("SELECT lpad('a', -2 * least(order_id, 4)) FROM orders".into(), RuleId::UnboundedSize),
        ("SELECT repeat('a', greatest(order_id, 4)) FROM orders".into(), RuleId::UnboundedSize),
        ("SELECT repeat('a', least(order_id, 101)) FROM orders".into(), RuleId::UnboundedSize),
        ("SELECT repeat(repeat(repeat('a', least(order_id, 100)), least(order_id, 100)), least(order_id, 100)) FROM orders".into(), RuleId::ValueTooLarge),
        ("SELECT count(*) FROM order_items a, order_items b".into(), RuleId::JoinTooLarge),
        ("SELECT count(*) FROM orders a JOIN order_items b ON a.order_id < b.order_id".into(), RuleId::JoinTooLarge),
        ("SELECT count(*) FROM orders CROSS JOIN order_items".into(), RuleId::JoinTooLarge),
        ("SELECT 1 FROM orders WHERE EXISTS (SELECT 1 FROM orders a, order_items b)".into(), RuleId::JoinTooLarge),
        (crossed(12), RuleId::JoinTooLarge),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(sql, expected)| rule(sql, &catalog) != Some(*expected))
        .map(|(sql, expected)| format!("{expected:?} but {:?}: {sql}", rule(sql, &catalog)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_looks_like_a_bomb_and_is_none_is_admitted() {
    let catalog = large_shop(Dialect::Postgres);
    for sql in [
        "SELECT repeat('*', 100), lpad(status, 10), repeat(status, 5) FROM orders",
        "SELECT repeat(repeat('ab', 100), 100)",
        "SELECT round(power(1.05, order_id), 2) || ' / ' || round(power(1.07, order_id), 2) FROM orders",
        "SELECT lower(trim(replace(replace(status, ' ', '_'), '-', '_'))) FROM orders",
        "SELECT string_agg(status || ': ' || channel, ', ' ORDER BY status) FROM orders",
        "SELECT json_agg(json_build_object('id', order_id, 'status', status, 'total', total_amount)) FROM orders",
        "SELECT json_build_object('a', json_build_object('b', json_build_object('c', json_build_object('d', status)))) FROM orders",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000) SELECT n FROM t",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n + 1 <= 1000) SELECT n FROM t",
        "WITH RECURSIVE t(n) AS (VALUES (10) UNION ALL SELECT n - 1 FROM t WHERE n > 0) SELECT n FROM t",
        "WITH RECURSIVE d(day) AS (SELECT DATE '2024-01-01' UNION ALL SELECT CAST(day + INTERVAL '1 day' AS date) FROM d WHERE day < DATE '2024-12-31') SELECT day FROM d",
        "WITH RECURSIVE d(day) AS (SELECT min(hired_on) FROM employees UNION ALL SELECT day + 1 FROM d WHERE day < (SELECT max(hired_on) FROM employees)) SELECT day FROM d",
        "WITH RECURSIVE chain AS (SELECT employee_id, manager_id, 1 AS depth, last_name AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.employee_id, e.manager_id, c.depth + 1, c.path || ' > ' || e.last_name FROM employees e JOIN chain c ON e.manager_id = c.employee_id) SELECT path FROM chain",
        // A path as an array grows by an element a step.
        "WITH RECURSIVE t AS (SELECT 1 AS n, ARRAY[1] AS path UNION ALL SELECT n + 1, path || (n + 1) FROM t WHERE n < 10) SELECT path FROM t",
        "WITH RECURSIVE chain AS (SELECT employee_id, ARRAY[last_name] AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.employee_id, c.path || e.last_name FROM employees e JOIN chain c ON e.manager_id = c.employee_id) SELECT array_to_string(path, ' > ') FROM chain",
        "WITH RECURSIVE chain AS (SELECT employee_id, ARRAY[employee_id] AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.employee_id, array_append(c.path, e.employee_id) FROM employees e JOIN chain c ON e.manager_id = c.employee_id WHERE NOT e.employee_id = ANY (c.path) AND cardinality(c.path) < 9) SELECT path FROM chain",
        // An end of constants, of a table, and of the clock.
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < power(2, 10)) SELECT n FROM t",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT count(*) + 10 FROM regions)) SELECT n FROM t",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT 5 UNION ALL SELECT n + 1 FROM t WHERE n < 20) SELECT n FROM t",
        "WITH RECURSIVE h(t) AS (SELECT now() - INTERVAL '7 days' UNION ALL SELECT t + INTERVAL '15 minutes' FROM h WHERE t < now()) SELECT t FROM h",
        // A length that a constant holds.
        "SELECT rpad(status, least(order_id, 40), '.'), repeat('*', least(order_id, 40)::int), lpad('', order_id % 20) FROM orders",
        "WITH RECURSIVE c AS (SELECT category_id, parent_id FROM categories WHERE category_id = 3 UNION SELECT p.category_id, p.parent_id FROM categories p, c WHERE p.category_id = c.parent_id) SELECT category_id FROM c",
        "SELECT count(*) FROM orders o JOIN order_items i ON i.order_id = o.order_id JOIN customers c ON c.customer_id = o.customer_id",
        "SELECT count(*) FROM orders o, order_items i WHERE i.order_id = o.order_id",
        "SELECT count(*) FROM customers a, customers b WHERE a.customer_id = 1 AND b.customer_id < a.customer_id",
        "SELECT count(*) FROM customers CROSS JOIN regions",
        "SELECT count(*) FROM customers c CROSS JOIN (SELECT max(ordered_at) AS last FROM orders) m",
        "SELECT count(*) FROM orders o, LATERAL (SELECT i.line_number FROM order_items i WHERE i.order_id = o.order_id ORDER BY i.line_number LIMIT 1) l",
    ] {
        assert_eq!(rule(sql, &catalog), None, "{sql}");
    }
}

#[test]
fn sqlite_has_the_same_rules() {
    let catalog = large_shop(Dialect::Sqlite);
    for (sql, expected) in [
        (
            "SELECT replace(replace(replace(replace(replace('aaaaaaaaaaaaaaaa', 'a', 'aaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa')",
            RuleId::ValueTooLarge,
        ),
        (
            "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t",
            RuleId::RecursionWithoutEnd,
        ),
        (
            "WITH RECURSIVE t(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM t) SELECT x FROM t",
            RuleId::RecursionWithoutEnd,
        ),
        (
            "SELECT count(*) FROM orders a JOIN order_items b",
            RuleId::JoinTooLarge,
        ),
    ] {
        assert_eq!(rule(sql, &catalog), Some(expected), "{sql}");
    }
}

/// Functions that the lists do not admit yet are estimated all the same, in case they are admitted.
#[test]
#[expect(clippy::too_many_lines, reason = "a list")]
fn functions_that_may_be_admitted_later_are_bounded_too() {
    let catalog = support::catalog(Dialect::Postgres);
    let text = |length: usize| Expr::text("x".repeat(length));
    let number = |digits: &str| Expr::number(digits);
    let of = |name: &str, arguments: Vec<Expr>| Expr::call(name, arguments);
    let numbers = |all: &[&str]| Expr::Array(all.iter().map(|digits| number(digits)).collect());
    let mut translated = text(16);
    for _ in 0..12 {
        translated = of("translate", vec![translated, text(1), Expr::text("😀")]);
    }
    let mut overlaid = text(200);
    for _ in 0..12 {
        overlaid = of(
            "overlay",
            vec![overlaid.clone(), overlaid, number("1"), number("0")],
        );
    }
    for (expr, expected) in [
        (
            of("format", vec![Expr::text("%1000000000s"), text(1)]),
            RuleId::ValueTooLarge,
        ),
        (
            of(
                "format",
                vec![Expr::text("%*s"), number("1000000000"), text(1)],
            ),
            RuleId::ValueTooLarge,
        ),
        (
            of("format", vec![Expr::text("%1$s".repeat(1000)), text(1000)]),
            RuleId::ValueTooLarge,
        ),
        (
            of(
                "repeat",
                vec![of("chr", vec![number("65")]), number("1000000000")],
            ),
            RuleId::ValueTooLarge,
        ),
        (
            of("repeat", vec![text(1), Expr::column("o", "order_id")]),
            RuleId::ValueTooLarge,
        ),
        (
            of("lpad", vec![text(1), number("1000000000")]),
            RuleId::ValueTooLarge,
        ),
        (
            of(
                "rpad",
                vec![
                    text(1),
                    Expr::binary(number("1000"), BinaryOperator::Multiply, number("1000000")),
                ],
            ),
            RuleId::ValueTooLarge,
        ),
        (
            of(
                "array_fill",
                vec![number("1"), numbers(&["1000", "1000", "1000"])],
            ),
            RuleId::ValueTooLarge,
        ),
        (
            of(
                "replace",
                vec![text(10), text(1), Expr::column("o", "status")],
            ),
            RuleId::ValueTooLarge,
        ),
        (translated, RuleId::ValueTooLarge),
        (overlaid, RuleId::ValueTooLarge),
        (
            of("generate_series", vec![number("1"), number("1000000000")]),
            RuleId::TooManyMadeRows,
        ),
        (
            of(
                "generate_series",
                vec![
                    number("1000000000"),
                    number("1"),
                    Expr::Unary {
                        operator: plainquery_sql::tree::UnaryOperator::Minus,
                        operand: Box::new(number("1")),
                    },
                ],
            ),
            RuleId::TooManyMadeRows,
        ),
    ] {
        let query = select(expr.clone());
        let found = cost::estimate(&query, &catalog).err().map(|why| why.rule);
        assert_eq!(found, Some(expected), "{expr:?}");
    }
    let short = select(of(
        "generate_series",
        vec![number("1"), number("10"), number("3")],
    ));
    assert_eq!(
        cost::estimate(&short, &catalog).map(|known| known.rows),
        Ok(4)
    );
}

fn select(expr: Expr) -> Query {
    Query {
        body: Body::Select(Box::new(Select {
            items: vec![SelectItem { expr, alias: None }],
            ..Select::default()
        })),
        ..Query::default()
    }
}

/// A chain as long as any that is read costs the estimate no stack and few steps.
#[test]
fn the_estimate_itself_is_bounded() {
    let catalog = support::catalog(Dialect::Postgres);
    let mut chain = Expr::text("a");
    let mut joined = relation("r0");
    for number in 0..3_000 {
        chain = Expr::binary(chain, BinaryOperator::Concat, Expr::text("a"));
        if number < 400 {
            joined = Source::Join {
                left: Box::new(joined),
                right: Box::new(relation("r")),
                kind: JoinKind::Cross,
                on: None,
            };
        }
    }
    let fits = cost::estimate(&select(chain), &catalog).expect("3 KB of text");
    assert!(fits.columns[0].fixed_bytes < MAX_VALUE_BYTES);
    let mut query = select(Expr::number("1"));
    if let Body::Select(select) = &mut query.body {
        select.from = vec![joined];
    }
    let why = cost::estimate(&query, &catalog).expect_err("a product of 400 tables");
    assert_eq!(why.rule, RuleId::JoinTooLarge);
}

fn relation(alias: &str) -> Source {
    Source::Relation {
        schema: "shop".to_owned(),
        name: "orders".to_owned(),
        alias: alias.to_owned(),
    }
}
