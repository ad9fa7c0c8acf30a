//! What an expression is, as far as the reviewed lists of operators and casts ask.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer};
use crate::diagnostic::RuleId;
use crate::functions::{self, Returns};
use crate::kinds::Kinds;
use crate::print::symbol;
use crate::tree::{
    ARRAY_OF_QUERY, BinaryOperator, COLLATE, Expr, Function, Literal, SLICE, UnaryOperator,
};
use crate::{casts, operators};

impl Lowerer<'_> {
    /// Refuses an operator between values for which none is reviewed.
    pub(super) fn check_operands(
        &self,
        left: &Expr,
        operator: BinaryOperator,
        right: &Expr,
        at: Location,
    ) -> Lowered<()> {
        self.check_all(&self.kinds_of_each(left), operator, right, at)
    }

    /// The same, of a left side that is compared more than once.
    pub(super) fn check_all(
        &self,
        left: &[Kinds],
        operator: BinaryOperator,
        right: &Expr,
        at: Location,
    ) -> Lowered<()> {
        left.iter()
            .zip(self.kinds_of_each(right))
            .try_for_each(|(left, right)| self.check_kinds(*left, operator, right, at))
    }

    /// What each value of a row may be; of a value that is none, what it may be. Nothing where no list asks.
    pub(super) fn kinds_of_each(&self, value: &Expr) -> Vec<Kinds> {
        if self.dialect != Dialect::Postgres {
            return Vec::new();
        }
        match value {
            Expr::Row(values) => values.iter().map(|value| self.kinds(value)).collect(),
            value => vec![self.kinds(value)],
        }
    }

    /// The same, of kinds.
    pub(super) fn check_kinds(
        &self,
        left: Kinds,
        operator: BinaryOperator,
        right: Kinds,
        at: Location,
    ) -> Lowered<()> {
        if self.dialect != Dialect::Postgres || operators::is_admitted(operator, left, right) {
            return Ok(());
        }
        self.refuse(
            RuleId::UnsupportedOperator,
            format!(
                "{} is not reviewed between {} and {}; cast one of them",
                symbol(operator),
                left.names(),
                right.names()
            ),
            at,
        )
    }

    /// Refuses an operator before a value for which none is reviewed.
    pub(super) fn check_operand(
        &self,
        operator: UnaryOperator,
        operand: &Expr,
        at: Location,
    ) -> Lowered<()> {
        if self.dialect != Dialect::Postgres
            || operators::is_admitted_before(operator, self.kinds(operand))
        {
            return Ok(());
        }
        self.refuse(
            RuleId::UnsupportedOperator,
            format!(
                "this sign is not reviewed before {}",
                self.kinds(operand).names()
            ),
            at,
        )
    }

    /// Refuses a cast from what nobody has reviewed a cast of to that type.
    pub(super) fn check_cast(&self, operand: &Expr, type_name: &str, at: Location) -> Lowered<()> {
        if self.dialect != Dialect::Postgres {
            return Ok(());
        }
        let from = self.kinds(operand);
        let to = Kinds::of_type(type_name).unwrap_or(Kinds::UNREAD);
        if casts::is_admitted(from, to) {
            return Ok(());
        }
        self.refuse(
            RuleId::UnsupportedType,
            format!("no cast from {} to {type_name} is reviewed", from.names()),
            at,
        )
    }

    /// What a value may be. Where it is not certain, more than it is.
    pub(super) fn kinds(&self, expr: &Expr) -> Kinds {
        if self.dialect != Dialect::Postgres {
            return Kinds::ALL;
        }
        match expr {
            Expr::Column {
                source: Some(source),
                name,
            } => self
                .scopes
                .iter()
                .rev()
                .flat_map(|scope| &scope.sources)
                .find(|known| known.alias == *source)
                .map_or(Kinds::ALL, |known| known.kinds(name)),
            Expr::Literal(literal) => match literal {
                Literal::Null | Literal::Text(_) => Kinds::LITERAL,
                Literal::Boolean(_) => Kinds::BOOLEAN,
                Literal::Number(_) => Kinds::NUMBER,
                Literal::Date(_) => Kinds::DATE,
                Literal::Timestamp(_) => Kinds::TIMESTAMP,
                Literal::Interval(_) => Kinds::INTERVAL,
            },
            Expr::Unary {
                operator: UnaryOperator::Not,
                ..
            }
            | Expr::IsNull { .. }
            | Expr::InList { .. }
            | Expr::InQuery { .. }
            | Expr::Between { .. }
            | Expr::Like { .. }
            | Expr::Exists { .. }
            | Expr::QuantifiedQuery { .. }
            | Expr::QuantifiedArray { .. }
            | Expr::IsTruth { .. } => Kinds::BOOLEAN,
            Expr::Unary { operand, .. } => self.kinds(operand),
            Expr::Binary { operator, .. } => of_operator(*operator),
            Expr::Function(call) => self.kinds_of_call(call),
            Expr::Cast { type_name, .. } => Kinds::of_type(type_name).unwrap_or(Kinds::ALL),
            Expr::Case {
                branches,
                otherwise,
                ..
            } => branches
                .iter()
                .map(|(_, then)| then)
                .chain(otherwise.as_deref())
                .map(|value| self.kinds(value))
                .fold(Kinds::LITERAL, Kinds::common)
                .settled(),
            // Rows are compared value by value, above.
            Expr::Row(_) => Kinds::UNREAD,
            Expr::Array(_) => Kinds::ARRAY,
            Expr::Extract { .. } => Kinds::NUMBER,
            Expr::Column { source: None, .. }
            | Expr::Parameter(_)
            | Expr::Subquery(_)
            | Expr::Grouping { .. } => Kinds::ALL,
        }
    }

    fn kinds_of_call(&self, call: &Function) -> Kinds {
        let argument = |index: usize| {
            let argument = call.arguments.get(index);
            argument.map_or(Kinds::ALL, |argument| self.kinds(argument).settled())
        };
        match call.name.as_str() {
            // It leaves a constant open for the type of what stands beside it.
            COLLATE => {
                return call
                    .arguments
                    .first()
                    .map_or(Kinds::ALL, |operand| self.kinds(operand));
            }
            SLICE | ARRAY_OF_QUERY => return Kinds::ARRAY,
            "date_trunc" => return Kinds::TIMESTAMP.or(Kinds::INTERVAL),
            "timezone" => return Kinds::TIMESTAMP.or(Kinds::TIME),
            // Of a range, its bounds.
            "lower" | "upper" if argument(0).meets(Kinds::RANGE.or(Kinds::MULTIRANGE)) => {
                return Kinds::ALL;
            }
            "reverse" | "substr" | "substring" | "btrim" | "ltrim" | "rtrim" => {
                return Kinds::TEXT.or(Kinds::BYTES).or(Kinds::BITS);
            }
            "to_tsvector" | "setweight" | "strip" => return Kinds::WORDS,
            "to_tsquery" | "plainto_tsquery" | "phraseto_tsquery" | "websearch_to_tsquery" => {
                return Kinds::SEARCH;
            }
            "int4range" | "int8range" | "numrange" | "daterange" | "tsrange" | "tstzrange" => {
                return Kinds::RANGE;
            }
            _ => {}
        }
        let entry = functions::find_for(&call.name, call.arguments.len(), Dialect::Postgres);
        match entry.map(|entry| entry.returns) {
            Some(Returns::Class(TypeClass::Text)) => Kinds::TEXT,
            Some(Returns::Class(class)) => Kinds::of_class(class),
            Some(Returns::Argument(index)) => argument(index),
            Some(Returns::Common) => call
                .arguments
                .iter()
                .map(|argument| self.kinds(argument))
                .fold(Kinds::LITERAL, Kinds::common)
                .settled(),
            Some(Returns::Rounded) => Kinds::NUMBER.or(Kinds::HARDWARE),
            Some(Returns::Sum | Returns::Average) => {
                Kinds::NUMBER.or(Kinds::MONEY).or(Kinds::INTERVAL)
            }
            Some(Returns::WithinGroup | Returns::Interpolated) | None => Kinds::ALL,
        }
    }
}

/// What operators yield whatever stands on their sides.
fn of_operator(operator: BinaryOperator) -> Kinds {
    match operator {
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::Divide
        | BinaryOperator::Modulo
        | BinaryOperator::BitAnd
        | BinaryOperator::BitOr
        | BinaryOperator::BitXor
        | BinaryOperator::ShiftLeft
        | BinaryOperator::ShiftRight
        | BinaryOperator::Concat => Kinds::READ,
        BinaryOperator::JsonGet | BinaryOperator::JsonPath => Kinds::JSON.or(Kinds::JSONB),
        BinaryOperator::JsonGetText | BinaryOperator::JsonPathText => Kinds::TEXT,
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
        | BinaryOperator::RegexNotMatchAnyCase => Kinds::BOOLEAN,
    }
}
