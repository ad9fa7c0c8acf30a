//! Operators, and the classes of what they yield.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer};
use crate::diagnostic::RuleId;
use crate::functions::MAX_PATTERN_BYTES;
use crate::mutation::{self, List, is_hidden};
use crate::tree::{BinaryOperator, Expr, Literal, WHOLE_DIVISION, XOR};
use crate::types;

/// What an operator of the parser's becomes.
pub(super) enum Meaning {
    /// An operator of ours.
    Operator(BinaryOperator),
    /// LIKE or ILIKE, written as an operator.
    Like {
        case_insensitive: bool,
        negated: bool,
    },
    /// A function of ours.
    Function(&'static str),
    /// A function of ours that says yes or no.
    Predicate(&'static str),
    /// OVERLAPS, between two rows of two.
    Overlaps,
    /// The same, with the right side before the left.
    Reversed(&'static str),
}

impl Lowerer<'_> {
    #[expect(clippy::too_many_lines, reason = "a list: each operator by its name")]
    pub(super) fn operator(
        &self,
        operator: &ast::BinaryOperator,
        at: Location,
    ) -> Lowered<Meaning> {
        use ast::BinaryOperator as Parsed;
        if is_hidden(List::Operator, &written(operator)) {
            return self.refuse(RuleId::UnsupportedOperator, "the operator is hidden", at);
        }
        if self.dialect == Dialect::Snowflake
            && matches!(
                operator,
                Parsed::Arrow
                    | Parsed::LongArrow
                    | Parsed::BitwiseAnd
                    | Parsed::BitwiseOr
                    | Parsed::PGBitwiseShiftLeft
                    | Parsed::PGBitwiseShiftRight
            )
        {
            return self.refuse(
                RuleId::UnsupportedOperator,
                format!(
                    "Snowflake has no operator {operator}; write get_path, bitand and the like"
                ),
                at,
            );
        }
        let meaning = match operator {
            Parsed::Plus => BinaryOperator::Add,
            Parsed::Minus => BinaryOperator::Subtract,
            Parsed::Multiply => BinaryOperator::Multiply,
            Parsed::Divide => BinaryOperator::Divide,
            Parsed::Modulo => BinaryOperator::Modulo,
            Parsed::StringConcat => BinaryOperator::Concat,
            Parsed::Gt => BinaryOperator::Greater,
            Parsed::Lt => BinaryOperator::Less,
            Parsed::GtEq => BinaryOperator::GreaterOrEqual,
            Parsed::LtEq => BinaryOperator::LessOrEqual,
            Parsed::Eq => BinaryOperator::Equal,
            Parsed::NotEq => BinaryOperator::NotEqual,
            Parsed::And => BinaryOperator::And,
            Parsed::Or => BinaryOperator::Or,
            Parsed::Spaceship if self.dialect == Dialect::Mysql => BinaryOperator::NotDistinctFrom,
            Parsed::BitwiseXor if self.dialect == Dialect::Mysql => BinaryOperator::BitXor,
            Parsed::Xor if self.dialect == Dialect::Mysql => return Ok(Meaning::Predicate(XOR)),
            Parsed::MyIntegerDivide if self.dialect == Dialect::Mysql => {
                return Ok(Meaning::Function(WHOLE_DIVISION));
            }
            Parsed::Arrow if self.dialect == Dialect::Mysql => {
                return Ok(Meaning::Function("json_extract"));
            }
            Parsed::LongArrow if self.dialect == Dialect::Mysql => {
                return Ok(Meaning::Function("json_unquote"));
            }
            Parsed::Arrow => BinaryOperator::JsonGet,
            Parsed::LongArrow => BinaryOperator::JsonGetText,
            Parsed::BitwiseAnd => BinaryOperator::BitAnd,
            Parsed::BitwiseOr => BinaryOperator::BitOr,
            Parsed::PGBitwiseXor if self.dialect == Dialect::Postgres => BinaryOperator::BitXor,
            Parsed::PGBitwiseShiftLeft => BinaryOperator::ShiftLeft,
            Parsed::PGBitwiseShiftRight => BinaryOperator::ShiftRight,
            Parsed::Overlaps if self.dialect == Dialect::Postgres => return Ok(Meaning::Overlaps),
            Parsed::PGStartsWith if self.dialect == Dialect::Postgres => {
                return Ok(Meaning::Predicate("starts_with"));
            }
            Parsed::QuestionPipe if self.dialect == Dialect::Postgres => {
                return Ok(Meaning::Predicate("jsonb_exists_any"));
            }
            Parsed::QuestionAnd if self.dialect == Dialect::Postgres => {
                return Ok(Meaning::Predicate("jsonb_exists_all"));
            }
            Parsed::Glob if self.dialect == Dialect::Sqlite => {
                return Ok(Meaning::Reversed("glob"));
            }
            Parsed::PGExp if self.dialect == Dialect::Postgres => {
                return Ok(Meaning::Function("power"));
            }
            Parsed::PGLikeMatch if self.dialect == Dialect::Postgres => {
                return Ok(like(false, false));
            }
            Parsed::PGILikeMatch if self.dialect == Dialect::Postgres => {
                return Ok(like(true, false));
            }
            Parsed::PGNotLikeMatch if self.dialect == Dialect::Postgres => {
                return Ok(like(false, true));
            }
            Parsed::PGNotILikeMatch if self.dialect == Dialect::Postgres => {
                return Ok(like(true, true));
            }
            Parsed::PGRegexMatch if self.dialect == Dialect::Postgres => BinaryOperator::RegexMatch,
            Parsed::PGRegexIMatch if self.dialect == Dialect::Postgres => {
                BinaryOperator::RegexMatchAnyCase
            }
            Parsed::PGRegexNotMatch if self.dialect == Dialect::Postgres => {
                BinaryOperator::RegexNotMatch
            }
            Parsed::PGRegexNotIMatch if self.dialect == Dialect::Postgres => {
                BinaryOperator::RegexNotMatchAnyCase
            }
            Parsed::HashArrow if self.dialect == Dialect::Postgres => BinaryOperator::JsonPath,
            Parsed::HashLongArrow if self.dialect == Dialect::Postgres => {
                BinaryOperator::JsonPathText
            }
            Parsed::AtArrow if self.dialect == Dialect::Postgres => BinaryOperator::Contains,
            Parsed::ArrowAt if self.dialect == Dialect::Postgres => BinaryOperator::ContainedBy,
            Parsed::PGOverlap if self.dialect == Dialect::Postgres => BinaryOperator::Overlaps,
            Parsed::AtAt if self.dialect == Dialect::Postgres => BinaryOperator::TextMatch,
            Parsed::Question if self.dialect == Dialect::Postgres => BinaryOperator::HasKey,
            // Not reviewed, or another database's.
            Parsed::PGExp
            | Parsed::PGLikeMatch
            | Parsed::PGILikeMatch
            | Parsed::PGNotLikeMatch
            | Parsed::PGNotILikeMatch
            | Parsed::PGRegexMatch
            | Parsed::PGRegexIMatch
            | Parsed::PGRegexNotMatch
            | Parsed::PGRegexNotIMatch
            | Parsed::HashArrow
            | Parsed::HashLongArrow
            | Parsed::AtArrow
            | Parsed::ArrowAt
            | Parsed::PGOverlap
            | Parsed::Question
            | Parsed::Spaceship
            | Parsed::Xor
            | Parsed::BitwiseXor
            | Parsed::DuckIntegerDivide
            | Parsed::MyIntegerDivide
            | Parsed::Match
            | Parsed::Regexp
            | Parsed::Glob
            | Parsed::Custom(_)
            | Parsed::PGBitwiseXor
            | Parsed::PGStartsWith
            | Parsed::AtAt
            | Parsed::HashMinus
            | Parsed::AtQuestion
            | Parsed::QuestionAnd
            | Parsed::QuestionPipe
            | Parsed::PGCustomBinaryOperator(_)
            | Parsed::Overlaps
            | Parsed::DoubleHash
            | Parsed::LtDashGt
            | Parsed::AndLt
            | Parsed::AndGt
            | Parsed::LtLtPipe
            | Parsed::PipeGtGt
            | Parsed::AndLtPipe
            | Parsed::PipeAndGt
            | Parsed::LtCaret
            | Parsed::GtCaret
            | Parsed::QuestionHash
            | Parsed::QuestionDash
            | Parsed::QuestionDashPipe
            | Parsed::QuestionDoublePipe
            | Parsed::At
            | Parsed::TildeEq
            | Parsed::Assignment => {
                return self.refuse(
                    RuleId::UnsupportedOperator,
                    format!("the operator {operator} is not on the reviewed list"),
                    at,
                );
            }
        };
        Ok(Meaning::Operator(meaning))
    }

    /// The pattern of a regular expression is a short constant without back-references: others can
    /// take a time that grows without bound.
    pub(super) fn check_pattern(&self, pattern: &Expr, at: Location) -> Lowered<()> {
        let is_admitted = match pattern {
            // SIMILAR TO, as it is printed.
            Expr::Function(call) if call.name == "similar_to_escape" => {
                return match call.arguments.as_slice() {
                    [inner @ Expr::Literal(_)] => self.check_pattern(inner, at),
                    _ => self.refuse_pattern(at),
                };
            }
            Expr::Literal(Literal::Text(text)) => {
                text.len() <= MAX_PATTERN_BYTES
                    && !has_back_reference(text)
                    && !(self.dialect == Dialect::Mysql && super::mysql::is_beyond_plain(text))
            }
            _ => false,
        };
        if is_admitted {
            return Ok(());
        }
        mutation::or(self.refuse_pattern(at), || ())
    }

    fn refuse_pattern(&self, at: Location) -> Lowered<()> {
        self.refuse(
            RuleId::RegularExpression,
            format!(
                "a regular expression is a constant of at most {MAX_PATTERN_BYTES} bytes without back-references"
            ),
            at,
        )
    }
}

/// An operator by its name in the list of those that a test hides.
#[cfg(feature = "mutation")]
fn written(operator: &ast::BinaryOperator) -> String {
    operator.to_string()
}

#[cfg(not(feature = "mutation"))]
const fn written(_operator: &ast::BinaryOperator) -> String {
    String::new()
}

fn like(case_insensitive: bool, negated: bool) -> Meaning {
    Meaning::Like {
        case_insensitive,
        negated,
    }
}

fn has_back_reference(pattern: &str) -> bool {
    pattern
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0] == b'\\' && pair[1].is_ascii_digit())
}

/// Whether an operator is a comparison that rows and quantifiers may use.
pub(super) fn is_comparison(operator: BinaryOperator) -> bool {
    matches!(
        operator,
        BinaryOperator::Equal
            | BinaryOperator::NotEqual
            | BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual
    )
}

/// Whether the right side is a regular expression.
pub(super) fn is_regular_expression(operator: BinaryOperator) -> bool {
    matches!(
        operator,
        BinaryOperator::RegexMatch
            | BinaryOperator::RegexMatchAnyCase
            | BinaryOperator::RegexNotMatch
            | BinaryOperator::RegexNotMatchAnyCase
    )
}

/// The class of what an operator yields.
pub(super) fn class_of(left: TypeClass, operator: BinaryOperator, right: TypeClass) -> TypeClass {
    use TypeClass::{Array, Date, Integer, Interval, Json, Text, Time, Timestamp};
    match operator {
        BinaryOperator::Add | BinaryOperator::Subtract => match (left, right) {
            (Date, Date | TypeClass::Other) if operator == BinaryOperator::Subtract => Integer,
            (Date, Integer) | (Integer, Date) => Date,
            (Date | Timestamp, Interval) | (Interval, Date | Timestamp) => Timestamp,
            (Date | Timestamp, Date | Timestamp) => Interval,
            (Time, Interval) | (Interval, Time) => Time,
            _ => types::common(left, right),
        },
        BinaryOperator::Multiply | BinaryOperator::Divide => match (left, right) {
            (Interval, _) | (_, Interval) => Interval,
            _ => types::common(left, right),
        },
        BinaryOperator::Modulo
        | BinaryOperator::BitAnd
        | BinaryOperator::BitOr
        | BinaryOperator::BitXor => types::common(left, right),
        BinaryOperator::ShiftLeft | BinaryOperator::ShiftRight => left,
        BinaryOperator::Concat => match (left, right) {
            (Array, _) | (_, Array) => Array,
            (Json, Json) => Json,
            _ => Text,
        },
        BinaryOperator::JsonGet | BinaryOperator::JsonPath => Json,
        BinaryOperator::JsonGetText | BinaryOperator::JsonPathText => Text,
        BinaryOperator::And
        | BinaryOperator::Or
        | BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::Less
        | BinaryOperator::LessOrEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterOrEqual
        | BinaryOperator::DistinctFrom
        | BinaryOperator::NotDistinctFrom
        | BinaryOperator::Like
        | BinaryOperator::NotLike
        | BinaryOperator::LikeAnyCase
        | BinaryOperator::NotLikeAnyCase
        | BinaryOperator::Contains
        | BinaryOperator::ContainedBy
        | BinaryOperator::Overlaps
        | BinaryOperator::HasKey
        | BinaryOperator::TextMatch
        | BinaryOperator::RegexMatch
        | BinaryOperator::RegexMatchAnyCase
        | BinaryOperator::RegexNotMatch
        | BinaryOperator::RegexNotMatchAnyCase => TypeClass::Boolean,
    }
}
