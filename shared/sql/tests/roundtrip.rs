//! A tree that is printed, read and printed again prints the same.

mod support;

use std::cell::Cell;
use std::collections::BTreeMap;

use plainquery_catalog::Catalog;
use plainquery_core::Dialect;
use plainquery_sql::tree::{
    BinaryOperator, Body, Expr, Function, JoinKind, Literal, OrderItem, Query, Select, SelectItem,
    SetOperator, Source, UnaryOperator,
};
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument, print, validate, validate_tree};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

fn literal() -> impl Strategy<Value = Expr> {
    prop_oneof![
        Just(Expr::Literal(Literal::Null)),
        any::<bool>().prop_map(|truth| Expr::Literal(Literal::Boolean(truth))),
        (0..100_000_i32).prop_map(|number| Expr::number(number.to_string())),
        (-1000..1000_i32).prop_map(|number| Expr::number(format!("{number}.25"))),
        // Any text, with quotes, backslashes, comments and line breaks; NUL is no text.
        "[^\u{0}]{0,12}".prop_map(Expr::text),
        Just(Expr::text("'; DROP TABLE x; --\\'")),
        Just(Expr::Literal(Literal::Date("2024-01-31".to_owned()))),
        Just(Expr::Literal(Literal::Interval("3 days".to_owned()))),
    ]
}

fn column() -> impl Strategy<Value = Expr> {
    prop_oneof![
        Just(Expr::column("o", "order_id")),
        Just(Expr::column("o", "status")),
        Just(Expr::column("o", "total_amount")),
        Just(Expr::column("odd", "we\"ird")),
        Just(Expr::column("odd", "select")),
    ]
}

const OPERATORS: &[BinaryOperator] = &[
    BinaryOperator::And,
    BinaryOperator::Or,
    BinaryOperator::Equal,
    BinaryOperator::NotEqual,
    BinaryOperator::Less,
    BinaryOperator::GreaterOrEqual,
    BinaryOperator::Add,
    BinaryOperator::Subtract,
    BinaryOperator::Multiply,
    BinaryOperator::Divide,
    BinaryOperator::Modulo,
    BinaryOperator::Concat,
    BinaryOperator::DistinctFrom,
    BinaryOperator::NotDistinctFrom,
    BinaryOperator::JsonGetText,
];

fn cast(operand: Expr, type_name: &str) -> Expr {
    Expr::Cast {
        operand: Box::new(operand),
        type_name: type_name.to_owned(),
    }
}

/// Whatever it is, as a text.
fn text(value: Expr) -> Expr {
    match value {
        Expr::Literal(Literal::Text(_) | Literal::Null) => value,
        value => cast(value, "text"),
    }
}

/// Whatever it is, as a number.
fn number(value: Expr) -> Expr {
    match value {
        Expr::Literal(Literal::Number(_) | Literal::Null) => value,
        value => cast(text(value), "numeric"),
    }
}

/// An operator between values that it is made for.
fn operation((left, operator, right): (Expr, BinaryOperator, Expr)) -> Expr {
    let (left, right) = match operator {
        BinaryOperator::And | BinaryOperator::Or => (left, right),
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::Divide
        | BinaryOperator::Modulo => (number(left), number(right)),
        BinaryOperator::JsonGetText => (cast(text(left), "json"), text(right)),
        _ => (text(left), text(right)),
    };
    Expr::binary(left, operator, right)
}

fn before((operator, operand): (UnaryOperator, Expr)) -> Expr {
    let operand = match operator {
        UnaryOperator::Not => operand,
        _ => number(operand),
    };
    Expr::Unary {
        operator,
        operand: Box::new(operand),
    }
}

fn expr() -> impl Strategy<Value = Expr> {
    prop_oneof![literal(), column()].prop_recursive(5, 40, 4, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        let texts = inner.clone().prop_map(text);
        let boxed_text = texts.clone().prop_map(Box::new);
        prop_oneof![
            (
                inner.clone(),
                prop::sample::select(OPERATORS),
                inner.clone()
            )
                .prop_map(operation),
            (
                prop::sample::select(
                    &[
                        UnaryOperator::Not,
                        UnaryOperator::Minus,
                        UnaryOperator::Plus
                    ][..]
                ),
                inner.clone()
            )
                .prop_map(before),
            (boxed.clone(), any::<bool>())
                .prop_map(|(operand, negated)| Expr::IsNull { operand, negated }),
            (boxed.clone(), any::<bool>(), any::<bool>()).prop_map(|(operand, truth, negated)| {
                Expr::IsTruth {
                    operand,
                    truth: Some(truth),
                    negated,
                }
            }),
            (
                boxed_text.clone(),
                prop::collection::vec(texts, 1..4),
                any::<bool>()
            )
                .prop_map(|(operand, list, negated)| Expr::InList {
                    operand,
                    list,
                    negated
                }),
            (
                boxed_text.clone(),
                boxed_text.clone(),
                boxed_text.clone(),
                any::<bool>()
            )
                .prop_map(|(operand, low, high, negated)| Expr::Between {
                    operand,
                    low,
                    high,
                    negated
                }),
            (boxed_text.clone(), boxed_text, any::<bool>()).prop_map(
                |(operand, pattern, negated)| Expr::Like {
                    operand,
                    pattern,
                    case_insensitive: false,
                    negated
                }
            ),
            (
                inner.clone(),
                inner.clone(),
                prop::option::of(boxed.clone())
            )
                .prop_map(|(when, then, otherwise)| Expr::Case {
                    operand: None,
                    branches: vec![(when, then)],
                    otherwise
                }),
            boxed.prop_map(|operand| Expr::Cast {
                operand,
                type_name: "text".to_owned()
            }),
            prop::collection::vec(inner.clone(), 1..3)
                .prop_map(|arguments| Expr::call("coalesce", arguments)),
            inner.prop_map(|value| Expr::Subquery(Box::new(simple(value, None)))),
        ]
    })
}

/// `SELECT value FROM orders AS o CROSS JOIN "Odd Table" AS odd WHERE filter`.
fn simple(value: Expr, filter: Option<Expr>) -> Query {
    let relation = |name: &str, alias: &str| Source::Relation {
        schema: "shop".to_owned(),
        name: name.to_owned(),
        alias: alias.to_owned(),
    };
    Query {
        body: Body::Select(Box::new(Select {
            items: vec![SelectItem {
                expr: value,
                alias: Some("value".to_owned()),
            }],
            from: vec![Source::Join {
                left: Box::new(relation("orders", "o")),
                right: Box::new(relation("Odd Table", "odd")),
                kind: JoinKind::Cross,
                on: None,
            }],
            filter,
            ..Select::default()
        })),
        ..Query::default()
    }
}

fn query() -> impl Strategy<Value = Query> {
    let leaf = (expr(), prop::option::of(expr())).prop_map(|(value, filter)| simple(value, filter));
    leaf.prop_recursive(2, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone(), any::<bool>()).prop_map(|(left, right, all)| Query {
                body: Body::SetOperation {
                    operator: SetOperator::Union,
                    all,
                    left: Box::new(left),
                    right: Box::new(right),
                },
                order_by: vec![OrderItem {
                    expr: Expr::Column {
                        source: None,
                        name: "value".to_owned(),
                    },
                    descending: true,
                    nulls_first: Some(false),
                }],
                ..Query::default()
            }),
            (inner, 0..50_u64).prop_map(|(inner, limit)| Query {
                body: Body::Select(Box::new(Select {
                    items: vec![
                        SelectItem {
                            expr: Expr::column("d", "value"),
                            alias: None,
                        },
                        SelectItem {
                            expr: Expr::Function(Box::new(Function {
                                over: Some(plainquery_sql::tree::Window::default()),
                                ..Function::count_star()
                            })),
                            alias: Some("n".to_owned()),
                        },
                    ],
                    from: vec![Source::Derived {
                        query: Box::new(inner),
                        alias: "d".to_owned(),
                        columns: Vec::new(),
                        lateral: false,
                    }],
                    ..Select::default()
                })),
                limit: Some(limit),
                ..Query::default()
            }),
        ]
    })
}

/// What a policy rewrites is accepted again as it was before, and rewritten to the same, with the same values.
fn under_policy(query: &Query, dialect: Dialect, catalog: &Catalog) -> Result<(), TestCaseError> {
    if dialect == Dialect::Snowflake {
        return Ok(());
    }
    let schema = &catalog.relations[0].schema;
    let document = format!(
        "version = 1\n[roles.analyst]\nschemas = [\"{schema}\"]\n[[rules]]\ntable = \"{schema}.orders\"\n\
         rows = [{{ column = \"channel\", claim = \"tenant\" }}]\nmask.status = {{ kind = \"null\" }}\n"
    );
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: Some("acme"),
        claims: &BTreeMap::new(),
    };
    let document = PolicyDocument::parse(&document, None).expect("a good document");
    let policy = Policy::default().with_rules(document.for_caller(&caller).expect("a known role"));
    // A pattern that could raise an error is refused.
    let Ok(first) = validate_tree(query, catalog, &policy) else {
        return Ok(());
    };
    prop_assert!(first.is_rewritten());
    let again = validate(first.plain_text(), catalog, &policy);
    let again =
        again.map_err(|why| TestCaseError::fail(format!("{why:?}\n{}", first.plain_text())))?;
    prop_assert_eq!(first.text(), again.text());
    prop_assert_eq!(first.parameters(), again.parameters());
    Ok(())
}

const DIALECTS: [Dialect; 4] = [
    Dialect::Postgres,
    Dialect::Sqlite,
    Dialect::Mysql,
    Dialect::Snowflake,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_reads_back(query in query()) {
        for dialect in [Dialect::Postgres, Dialect::Sqlite, Dialect::Snowflake] {
            let catalog = support::catalog(dialect);
            let mut query = query.clone();
            if dialect == Dialect::Sqlite {
                // The schema has another name there.
                let printed = print(&query, dialect).replace("\"shop\".", "\"main\".");
                let Ok(first) = validate(&printed, &catalog, &Policy::default()) else { continue };
                query = first.tree().clone();
            }
            if dialect == Dialect::Snowflake {
                // Names stand in upper case there.
                let printed = IN_UPPER_CASE.iter().fold(print(&query, dialect), |printed, name| {
                    printed.replace(name, &name.to_uppercase())
                });
                let Ok(first) = validate(&printed, &catalog, &Policy::default()) else { continue };
                query = first.tree().clone();
            }
            match validate_tree(&query, &catalog, &Policy::default()) {
                Ok(first) => {
                    let second = validate(first.text(), &catalog, &Policy::default());
                    let second = second.map_err(|why| TestCaseError::fail(format!("{why:?}\n{}", first.text())))?;
                    prop_assert_eq!(first.text(), second.text());
                    under_policy(&query, dialect, &catalog)?;
                }
                // Only size may refuse what holds nothing but admitted nodes.
                Err(why) => prop_assert!(
                    matches!(why[0].rule.label(), "nesting-too-deep" | "unsupported-expression" | "column-count"),
                    "{why:?}\n{}", print(&query, dialect)
                ),
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}") {
        for dialect in DIALECTS {
            let _ = validate(&text, &support::catalog(dialect), &Policy::default());
        }
    }

    #[test]
    fn no_soup_of_words_makes_it_panic(words in prop::collection::vec(prop::sample::select(WORDS), 1..25)) {
        let text = format!("SELECT {}", words.join(" "));
        for dialect in DIALECTS {
            let catalog = support::catalog(dialect);
            if let Ok(query) = validate(&text, &catalog, &Policy::default()) {
                let again = validate(query.text(), &catalog, &Policy::default())
                    .map_err(|why| TestCaseError::fail(format!("{why:?}\n{}", query.text())))?;
                prop_assert_eq!(query.text(), again.text());
            }
        }
    }
}

/// What is written otherwise there, or not at all.
const FOR_MYSQL: &[(&str, &str)] = &[
    ("AS `text`)", "AS char)"),
    (" NULLS LAST", ""),
    ("INTERVAL '3 days'", "'3 days'"),
    (" || ", " + "),
    (" ->> ", " - "),
    (" IS DISTINCT FROM ", " <=> "),
];

/// The same for `MySQL`, as far as it has what is made.
#[test]
fn what_is_printed_for_mysql_reads_back() {
    let catalog = support::catalog(Dialect::Mysql);
    let admitted = Cell::new(0);
    let config = ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let result = TestRunner::new(config).run(&query(), |query| {
        let printed = FOR_MYSQL
            .iter()
            .fold(print(&query, Dialect::Mysql), |printed, (from, to)| {
                printed.replace(from, to)
            });
        let Ok(first) = validate(&printed, &catalog, &Policy::default()) else {
            return Ok(());
        };
        admitted.set(admitted.get() + 1);
        let second = validate(first.text(), &catalog, &Policy::default());
        let second =
            second.map_err(|why| TestCaseError::fail(format!("{why:?}\n{}", first.text())))?;
        prop_assert_eq!(first.text(), second.text());
        under_policy(first.tree(), Dialect::Mysql, &catalog)
    });
    result.expect("reads back");
    assert!(admitted.get() >= MIN_FOR_MYSQL, "{}", admitted.get());
}

/// The fewest of 400 that are admitted.
const MIN_FOR_MYSQL: u32 = 200;

/// The names of [`simple`] that nobody quoted.
const IN_UPPER_CASE: &[&str] = &[
    "\"shop\".",
    "\"orders\"",
    "\"order_id\"",
    "\"status\"",
    "\"total_amount\"",
];

const WORDS: &[&str] = &[
    "1",
    "'a'",
    "order_id",
    "o",
    ".",
    ",",
    "(",
    ")",
    "*",
    "+",
    "-",
    "FROM",
    "orders",
    "WHERE",
    "AND",
    "OR",
    "NOT",
    "IN",
    "IS",
    "NULL",
    "JOIN",
    "ON",
    "USING",
    "customers",
    "AS",
    "GROUP BY",
    "ORDER BY",
    "LIMIT",
    "UNION",
    "ALL",
    "SELECT",
    "WITH",
    "x",
    "count",
    "OVER",
    "CASE",
    "WHEN",
    "THEN",
    "END",
    "::",
    "date",
    "interval",
    "LIKE",
    "BETWEEN",
    "DISTINCT",
    "LATERAL",
    "\"q\"",
    "=",
    "EXISTS",
    "VALUES",
    "status",
    "HAVING",
    "DESC",
    "||",
    "->>",
    "ANY",
    "ARRAY",
    "[",
    "]",
    "FILTER",
    "QUALIFY",
    "TOP",
    ":",
    "$1",
    "@",
    "FLATTEN",
    "TRY_CAST",
];
