//! Values and names in plain words.

use crate::tree::{
    ARRAY_OF_QUERY, BinaryOperator, COLLATE, Expr, Function, Literal, SUBSCRIPT, Source,
    UnaryOperator,
};

/// The most columns that a sentence lists.
pub(super) const MAX_LISTED: usize = 12;
/// The deepest that an expression is put into words; below, it is "a computed value".
const MAX_DEPTH: usize = 8;

/// The names that the sources of a SELECT go by, for telling their columns apart.
#[derive(Default)]
pub(super) struct Sources<'q> {
    names: Vec<(&'q str, &'q str)>,
}

impl<'q> Sources<'q> {
    /// Those of a FROM.
    pub(super) fn of(from: &'q [Source]) -> Self {
        let mut names = Vec::new();
        let mut pending: Vec<&Source> = from.iter().collect();
        while let Some(source) = pending.pop() {
            match source {
                Source::Relation { name, alias, .. } | Source::Cte { name, alias } => {
                    names.push((alias.as_str(), name.as_str()));
                }
                Source::Derived { alias, .. } => names.push((alias.as_str(), alias.as_str())),
                Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
            }
        }
        Self { names }
    }

    /// A column, with its source where there is more than one.
    fn column(&self, source: &str, column: &str) -> String {
        let known = self.names.iter().find(|(alias, _)| *alias == source);
        match known {
            Some(_) if self.names.len() == 1 => plain(column),
            Some((alias, name)) => {
                let twice = self.names.iter().filter(|(_, other)| other == name).count() > 1;
                let owner = if twice { alias } else { name };
                format!("{} of {}", plain(column), plain(owner))
            }
            None => format!("{} of {}", plain(column), plain(source)),
        }
    }
}

/// A name as words: `order_items` as "order items".
pub(super) fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// A source by its name.
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Relation { name, alias, .. } | Source::Cte { name, alias } if alias == name => {
            plain(name)
        }
        Source::Relation { name, alias, .. } | Source::Cte { name, alias } => {
            format!("{} (as {})", plain(name), plain(alias))
        }
        Source::Derived { alias, .. } => format!("“{}”", plain(alias)),
        Source::Join { .. } => "these".to_owned(),
    }
}

/// `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A value.
pub(super) fn value(expr: &Expr, sources: &Sources<'_>) -> String {
    at_depth(expr, sources, 0)
}

#[expect(
    clippy::too_many_lines,
    reason = "a list: each kind of expression in words"
)]
fn at_depth(expr: &Expr, sources: &Sources<'_>, depth: usize) -> String {
    if depth > MAX_DEPTH {
        return "a computed value".to_owned();
    }
    let say = |expr: &Expr| at_depth(expr, sources, depth + 1);
    let not = |negated: bool| if negated { "not " } else { "" };
    match expr {
        Expr::Column {
            source: Some(source),
            name,
        } => sources.column(source, name),
        Expr::Column { source: None, name } => plain(name),
        Expr::Literal(literal) => constant(literal),
        Expr::Parameter(_) => "a given value".to_owned(),
        Expr::Unary { operator, operand } => match operator {
            UnaryOperator::Not => format!("not ({})", say(operand)),
            UnaryOperator::Minus => format!("-{}", say(operand)),
            UnaryOperator::Plus => say(operand),
            UnaryOperator::BitNot => format!("the opposite bits of {}", say(operand)),
        },
        Expr::Binary {
            left,
            operator,
            right,
        } => format!(
            "{} {} {}",
            grouped(left, *operator, say(left)),
            verb(*operator),
            grouped(right, *operator, say(right))
        ),
        Expr::Function(function) => call(function, &say),
        Expr::Cast { operand, .. } => say(operand),
        Expr::Case { .. } => "a value by cases".to_owned(),
        Expr::IsNull { operand, negated } => {
            format!(
                "{} is {}",
                say(operand),
                if *negated { "known" } else { "empty" }
            )
        }
        Expr::IsTruth {
            operand,
            truth,
            negated,
        } => {
            let state = match truth {
                Some(true) => "true",
                Some(false) => "false",
                None => "unknown",
            };
            format!("{} is {}{state}", say(operand), not(*negated))
        }
        Expr::InList {
            operand,
            list: values,
            negated,
        } => {
            let mut said: Vec<String> = values.iter().take(MAX_LISTED).map(&say).collect();
            if values.len() > MAX_LISTED {
                said.push(format!("{} more", values.len() - MAX_LISTED));
            }
            let joined = said.join(", ");
            format!("{} is {}one of {joined}", say(operand), not(*negated))
        }
        Expr::InQuery {
            operand, negated, ..
        } => format!(
            "{} is {}in a list from another query",
            say(operand),
            not(*negated)
        ),
        Expr::Between {
            operand,
            low,
            high,
            negated,
        } => format!(
            "{} is {}between {} and {}",
            say(operand),
            not(*negated),
            say(low),
            say(high)
        ),
        Expr::Like {
            operand,
            pattern,
            negated,
            ..
        } => {
            let verb = if *negated {
                "does not match"
            } else {
                "matches"
            };
            format!("{} {verb} {}", say(operand), say(pattern))
        }
        Expr::Exists { negated, .. } => {
            format!(
                "there is {} matching row in another query",
                if *negated { "no" } else { "a" }
            )
        }
        Expr::Subquery(_) => "the value of another query".to_owned(),
        Expr::QuantifiedQuery {
            left,
            operator,
            all,
            ..
        } => {
            let which = if *all { "every" } else { "any" };
            format!(
                "{} {} {which} value of another query",
                say(left),
                verb(*operator)
            )
        }
        Expr::QuantifiedArray {
            left,
            operator,
            all,
            array,
        } => {
            let which = if *all { "every" } else { "any" };
            format!(
                "{} {} {which} element of {}",
                say(left),
                verb(*operator),
                say(array)
            )
        }
        Expr::Row(values) | Expr::Array(values) => {
            let said: Vec<String> = values.iter().take(MAX_LISTED).map(&say).collect();
            format!("({})", said.join(", "))
        }
        Expr::Grouping { sets, .. } => {
            let said: Vec<String> = sets.iter().flatten().take(MAX_LISTED).map(&say).collect();
            format!("{} with totals", list(&said))
        }
        Expr::Extract { field, operand } => format!("the {field} of {}", say(operand)),
    }
}

/// A side of AND in OR, or of OR in AND, in parentheses.
fn grouped(side: &Expr, around: BinaryOperator, said: String) -> String {
    let mixed = match side {
        Expr::Binary { operator, .. } => {
            *operator != around && matches!(operator, BinaryOperator::And | BinaryOperator::Or)
        }
        _ => false,
    };
    if mixed { format!("({said})") } else { said }
}

fn call(function: &Function, say: &impl Fn(&Expr) -> String) -> String {
    let first = || function.arguments.first().map(say).unwrap_or_default();
    let different = if function.distinct { "different " } else { "" };
    let said = match function.name.as_str() {
        "count" if function.star => "the number of rows".to_owned(),
        "count" => format!("the number of {different}values of {}", first()),
        "sum" | "total" => format!("the sum of {different}{}", first()),
        "avg" => format!("the average of {different}{}", first()),
        "min" if function.arguments.len() == 1 => format!("the smallest {}", first()),
        "max" if function.arguments.len() == 1 => format!("the largest {}", first()),
        "round" | "coalesce" | "lower" | "upper" | COLLATE => first(),
        SUBSCRIPT => match function.arguments.as_slice() {
            [array, index] => format!("element {} of {}", say(index), say(array)),
            _ => "an element".to_owned(),
        },
        ARRAY_OF_QUERY => "the values of another query".to_owned(),
        "date_trunc" => match function.arguments.as_slice() {
            [Expr::Literal(Literal::Text(unit)), of, ..] => format!("the {unit} of {}", say(of)),
            _ => "a date".to_owned(),
        },
        "current_date" => "today".to_owned(),
        "now" | "current_timestamp" | "localtimestamp" => "now".to_owned(),
        name => {
            let said: Vec<String> = function
                .arguments
                .iter()
                .take(MAX_LISTED)
                .map(say)
                .collect();
            format!("{name}({})", said.join(", "))
        }
    };
    let filtered = match &function.filter {
        Some(filter) => format!("{said} where {}", say(filter)),
        None => said,
    };
    if function.over.is_some() {
        format!("{filtered} over a window of rows")
    } else {
        filtered
    }
}

fn constant(literal: &Literal) -> String {
    match literal {
        Literal::Null => "nothing".to_owned(),
        Literal::Boolean(true) => "true".to_owned(),
        Literal::Boolean(false) => "false".to_owned(),
        Literal::Number(digits) => digits.clone(),
        Literal::Text(text) => format!("‘{text}’"),
        Literal::Date(text) | Literal::Timestamp(text) | Literal::Interval(text) => text.clone(),
    }
}

fn verb(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::And => "and",
        BinaryOperator::Or => "or",
        BinaryOperator::Equal | BinaryOperator::NotDistinctFrom => "is",
        BinaryOperator::NotEqual | BinaryOperator::DistinctFrom => "is not",
        BinaryOperator::Less => "is less than",
        BinaryOperator::LessOrEqual => "is at most",
        BinaryOperator::Greater => "is more than",
        BinaryOperator::GreaterOrEqual => "is at least",
        BinaryOperator::Add => "plus",
        BinaryOperator::Subtract => "minus",
        BinaryOperator::Multiply => "times",
        BinaryOperator::Divide => "divided by",
        BinaryOperator::Modulo => "modulo",
        BinaryOperator::Concat => "followed by",
        BinaryOperator::JsonGet
        | BinaryOperator::JsonGetText
        | BinaryOperator::JsonPath
        | BinaryOperator::JsonPathText => "at",
        BinaryOperator::Contains => "contains",
        BinaryOperator::ContainedBy => "is contained in",
        BinaryOperator::Overlaps => "overlaps",
        BinaryOperator::HasKey => "has the key",
        BinaryOperator::BitAnd => "with only the bits of",
        BinaryOperator::BitOr => "with all bits of",
        BinaryOperator::BitXor => "with the other bits of",
        BinaryOperator::ShiftLeft => "shifted left by",
        BinaryOperator::ShiftRight => "shifted right by",
        BinaryOperator::Like
        | BinaryOperator::LikeAnyCase
        | BinaryOperator::RegexMatch
        | BinaryOperator::RegexMatchAnyCase => "matches",
        BinaryOperator::NotLike
        | BinaryOperator::NotLikeAnyCase
        | BinaryOperator::RegexNotMatch
        | BinaryOperator::RegexNotMatchAnyCase => "does not match",
    }
}
