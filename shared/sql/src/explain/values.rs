//! Values and conditions in words.

use super::calls::call;
use super::inner::{row_of, values_of};
use super::patterns::like;
use super::words::{self, Sources, constant, limited_choice, list, plain};
use crate::tree::{BinaryOperator, Expr, Literal, UnaryOperator};

/// A value.
#[expect(
    clippy::too_many_lines,
    reason = "a list: each kind of expression in words"
)]
pub(super) fn value(expr: &Expr, sources: &Sources) -> String {
    if sources.is_too_deep() {
        return "a computed value".to_owned();
    }
    let deeper = sources.deeper();
    let say = |expr: &Expr| value(expr, &deeper);
    // What is looked at as a whole: `(a plus b) is empty`.
    let whole = |expr: &Expr| in_parentheses(expr, say(expr));
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
            UnaryOperator::Not => format!("it is not so that ({})", condition(operand, &deeper)),
            UnaryOperator::Minus => match &**operand {
                Expr::Literal(Literal::Number(digits)) => format!("-{digits}"),
                _ => format!("minus {}", whole(operand)),
            },
            UnaryOperator::Plus => say(operand),
            UnaryOperator::BitNot => format!("{} with every bit reversed", whole(operand)),
        },
        Expr::Binary { .. } => binary(expr, sources),
        Expr::Function(function) => call(function, &deeper),
        Expr::Cast { operand, type_name } => {
            format!("{} as {}", whole(operand), words::type_words(type_name))
        }
        Expr::Case {
            operand,
            branches,
            otherwise,
        } => {
            let subject = operand.as_ref().map(|operand| whole(operand));
            let mut said: Vec<String> = branches
                .iter()
                .map(|(when, then)| match &subject {
                    Some(subject) => format!("{} if {subject} is {}", whole(then), say(when)),
                    None => format!("{} if {}", whole(then), condition(when, &deeper)),
                })
                .collect();
            said.push(match otherwise {
                Some(otherwise) => format!("otherwise {}", whole(otherwise)),
                None => "otherwise nothing".to_owned(),
            });
            format!("({})", said.join(", "))
        }
        Expr::IsNull { operand, negated } => {
            format!("{} is {}empty", whole(operand), not(*negated))
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
            format!("({}) is {}{state}", say(operand), not(*negated))
        }
        Expr::InList {
            operand,
            list: values,
            negated,
        } => {
            let said: Vec<String> = values.iter().map(say).collect();
            let joined = limited_choice(&said);
            match (values.len(), *negated) {
                (1, false) => format!("{} is {joined}", whole(operand)),
                (1, true) => format!("{} is not {joined}", whole(operand)),
                (_, false) => format!("{} is one of {joined}", whole(operand)),
                (_, true) => format!("{} is none of {joined}", whole(operand)),
            }
        }
        Expr::InQuery {
            operand,
            query,
            negated,
        } => format!(
            "{} is {} the values of {}",
            whole(operand),
            if *negated { "none of" } else { "one of" },
            values_of(query, &deeper)
        ),
        Expr::Between {
            operand,
            low,
            high,
            negated,
        } => format!(
            "{} is {}between {} and {} (both included)",
            whole(operand),
            not(*negated),
            whole(low),
            whole(high)
        ),
        Expr::Like {
            operand,
            pattern,
            case_insensitive,
            negated,
        } => {
            let verb = like(pattern, &say(pattern), *negated);
            let case = if *case_insensitive {
                " in capital or small letters"
            } else {
                ""
            };
            format!("{} {verb}{case}", whole(operand))
        }
        Expr::Exists { query, negated } => format!(
            "there is {} {}",
            if *negated { "no" } else { "a" },
            row_of(query, &deeper)
        ),
        Expr::Subquery(query) => format!("the value of {}", values_of(query, &deeper)),
        Expr::QuantifiedQuery {
            left,
            operator,
            all,
            query,
        } => format!(
            "{} {} {} the values of {}",
            whole(left),
            verb(*operator, false),
            if *all { "all" } else { "at least one of" },
            values_of(query, &deeper)
        ),
        Expr::QuantifiedArray {
            left,
            operator,
            all,
            array,
        } => format!(
            "{} {} {} the elements of {}",
            whole(left),
            verb(*operator, false),
            if *all { "all" } else { "at least one of" },
            whole(array)
        ),
        Expr::Row(values) => {
            let said: Vec<String> = values.iter().map(say).collect();
            format!("({})", said.join(", "))
        }
        Expr::Array(values) => {
            let said: Vec<String> = values.iter().map(say).collect();
            format!("the list ({})", said.join(", "))
        }
        // Said where the groups are.
        Expr::Grouping { sets, .. } => {
            let said: Vec<String> = sets.iter().flatten().map(say).collect();
            list(&said)
        }
        Expr::Extract { field, operand } => {
            format!("the {} of {}", field_words(field), whole(operand))
        }
    }
}

/// What must hold: a column of truth values is one by itself.
pub(super) fn condition(expr: &Expr, sources: &Sources) -> String {
    let said = value(expr, sources);
    match expr {
        Expr::Column { .. } => format!("{said} is true"),
        _ => said,
    }
}

/// What a field of a date is called.
pub(super) fn field_words(field: &str) -> &str {
    match field {
        "dow" => "day of the week (Sunday is 0)",
        "isodow" => "day of the week (Monday is 1)",
        "doy" => "day of the year",
        "epoch" => "seconds since 1970",
        "isoyear" => "year of the week",
        other => other,
    }
}

/// A computation or a condition in parentheses, where words follow that it is not a part of.
pub(super) fn in_parentheses(expr: &Expr, said: String) -> String {
    let is_several = match expr {
        Expr::Binary { operator, .. } => !matches!(
            operator,
            BinaryOperator::JsonGet
                | BinaryOperator::JsonGetText
                | BinaryOperator::JsonPath
                | BinaryOperator::JsonPathText
        ),
        Expr::IsNull { .. }
        | Expr::InList { .. }
        | Expr::InQuery { .. }
        | Expr::Between { .. }
        | Expr::Like { .. }
        | Expr::Exists { .. }
        | Expr::QuantifiedQuery { .. }
        | Expr::QuantifiedArray { .. }
        | Expr::Cast { .. } => true,
        _ => false,
    };
    if is_several {
        format!("({said})")
    } else {
        said
    }
}

/// A chain of one operator reads from the left without parentheses.
fn binary(expr: &Expr, sources: &Sources) -> String {
    let Expr::Binary { operator, .. } = expr else {
        return String::new();
    };
    let mut parts = Vec::new();
    let mut first = expr;
    while let Expr::Binary {
        left,
        operator: inner,
        right,
    } = first
        && inner == operator
        && (is_chained(*operator) || parts.is_empty())
    {
        parts.push(&**right);
        first = left;
    }
    parts.push(first);
    parts.reverse();
    let is_date = parts.iter().any(|part| is_moment(part));
    let said: Vec<String> = parts
        .iter()
        .map(|part| {
            let deeper = sources.deeper();
            let said = match operator {
                BinaryOperator::And | BinaryOperator::Or => condition(part, &deeper),
                _ => value(part, &deeper),
            };
            side(part, *operator, said)
        })
        .collect();
    match operator {
        BinaryOperator::JsonGet | BinaryOperator::JsonPath => part_of(&said, ""),
        BinaryOperator::JsonGetText | BinaryOperator::JsonPathText => part_of(&said, " as text"),
        BinaryOperator::Modulo => format!("the remainder of {}", said.join(" divided by ")),
        BinaryOperator::NotDistinctFrom => {
            format!("{} (or both are empty)", said.join(" is "))
        }
        BinaryOperator::DistinctFrom => {
            format!("{} (or only one of them is empty)", said.join(" is not "))
        }
        other => said.join(&format!(" {} ", verb(*other, is_date))),
    }
}

fn part_of(said: &[String], as_what: &str) -> String {
    match said {
        [whole, rest @ ..] => rest.iter().fold(whole.clone(), |whole, part| {
            format!("the part {part} of {whole}{as_what}")
        }),
        [] => String::new(),
    }
}

/// Whether a chain of the operator means the same from left to right.
fn is_chained(operator: BinaryOperator) -> bool {
    matches!(
        operator,
        BinaryOperator::And
            | BinaryOperator::Or
            | BinaryOperator::Add
            | BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Concat
            | BinaryOperator::JsonGet
    )
}

/// A side of an operator, in parentheses where it is another computation or condition.
fn side(side: &Expr, around: BinaryOperator, said: String) -> String {
    let is_logic = matches!(around, BinaryOperator::And | BinaryOperator::Or);
    let needs = match side {
        Expr::Binary { operator, .. } => {
            let inner_logic = matches!(operator, BinaryOperator::And | BinaryOperator::Or);
            inner_logic || (!is_logic && (is_condition(*operator) || !is_condition(around)))
        }
        _ if is_logic => false,
        Expr::Cast { .. } => true,
        other => in_parentheses(other, String::new()) == "()",
    };
    if needs { format!("({said})") } else { said }
}

fn is_condition(operator: BinaryOperator) -> bool {
    !matches!(
        operator,
        BinaryOperator::Add
            | BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Modulo
            | BinaryOperator::Concat
            | BinaryOperator::JsonGet
            | BinaryOperator::JsonGetText
            | BinaryOperator::JsonPath
            | BinaryOperator::JsonPathText
    )
}

/// Whether a value is a day or a time for certain.
fn is_moment(expr: &Expr) -> bool {
    match expr {
        Expr::Literal(Literal::Date(_) | Literal::Timestamp(_)) => true,
        Expr::Cast { type_name, .. } => {
            type_name.starts_with("date") || type_name.starts_with("timestamp")
        }
        Expr::Function(function) => matches!(
            function.name.as_str(),
            "current_date" | "now" | "current_timestamp" | "localtimestamp" | "date_trunc"
        ),
        Expr::Binary {
            left,
            operator: BinaryOperator::Add | BinaryOperator::Subtract,
            ..
        } => is_moment(left),
        _ => false,
    }
}

pub(super) fn verb(operator: BinaryOperator, is_date: bool) -> &'static str {
    match operator {
        BinaryOperator::And => "and",
        BinaryOperator::Or => "or",
        BinaryOperator::Equal | BinaryOperator::NotDistinctFrom => "is",
        BinaryOperator::NotEqual | BinaryOperator::DistinctFrom => "is not",
        BinaryOperator::Less if is_date => "is before",
        BinaryOperator::LessOrEqual if is_date => "is not after",
        BinaryOperator::Greater if is_date => "is after",
        BinaryOperator::GreaterOrEqual if is_date => "is not before",
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
        BinaryOperator::Overlaps => "shares an element with",
        BinaryOperator::HasKey => "has the key",
        BinaryOperator::TextMatch => "matches the search",
        BinaryOperator::BitAnd => "with only the bits of",
        BinaryOperator::BitOr => "with also the bits of",
        BinaryOperator::BitXor => "with reversed the bits of",
        BinaryOperator::ShiftLeft => "shifted to the left by",
        BinaryOperator::ShiftRight => "shifted to the right by",
        BinaryOperator::Like => "matches",
        BinaryOperator::NotLike => "does not match",
        BinaryOperator::LikeAnyCase => "matches, in capital or small letters,",
        BinaryOperator::NotLikeAnyCase => "does not match, in capital or small letters,",
        BinaryOperator::RegexMatch => "matches the regular expression",
        BinaryOperator::RegexMatchAnyCase => {
            "matches, in capital or small letters, the regular expression"
        }
        BinaryOperator::RegexNotMatch => "does not match the regular expression",
        BinaryOperator::RegexNotMatchAnyCase => {
            "does not match, in capital or small letters, the regular expression"
        }
    }
}
