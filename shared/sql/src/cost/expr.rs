//! The size of each kind of expression.

use super::number::literal_width;
use super::size::{Shape, Size, Width};
use super::{Estimated, Estimator, MAX_GROWTH, MAX_VALUE_BYTES, call, number, refuse};
use crate::diagnostic::RuleId;
use crate::functions;
use crate::tree::{ARRAY_OF_QUERY, BinaryOperator, Expr, Function, Literal, SelectItem};

/// The most bytes of an element's place in JSON text, beside the value.
const QUOTIENT_DIGITS: u64 = 1_024;

impl<'a> Estimator<'a> {
    /// The size of a value and of all that it is made from, each within the caps.
    pub(super) fn value(&mut self, expr: &'a Expr) -> Estimated<Width> {
        self.visit()?;
        if self.sets.is_grouped(expr) {
            // Its rows were made before the groups.
            let sets = std::mem::take(&mut self.sets);
            let width = self.value(expr);
            self.sets = sets;
            return width;
        }
        let width = match expr {
            Expr::Column {
                source: Some(source),
                name,
            } => self.column(source, name),
            // A column of the result was judged where it is made.
            Expr::Column { source: None, .. } => Width::new(Shape::Text, 0, 0),
            Expr::Literal(literal) => literal_width(literal),
            // What the policy binds is put in after this.
            Expr::Parameter(_) => Width::SMALL,
            Expr::Binary { .. } => return self.chain(expr),
            Expr::Function(function) => self.call(function)?,
            Expr::Cast { operand, type_name } => {
                let width = self.value(operand)?;
                number::cast(operand, width, type_name)
            }
            Expr::Case {
                operand,
                branches,
                otherwise,
            } => {
                self.values(operand.as_deref())?;
                let mut width = match otherwise {
                    Some(otherwise) => self.value(otherwise)?,
                    None => Width::new(Shape::Small, 0, 0),
                };
                for (when, then) in branches {
                    self.value(when)?;
                    width = width.either(self.value(then)?);
                }
                width
            }
            Expr::Array(values) => {
                let mut size = Size::new(32, 0);
                for value in values {
                    size = size.plus(self.value(value)?.in_array());
                }
                Width::of(Shape::Array, size)
            }
            Expr::Row(values) => {
                let mut size = Size::new(32, 0);
                for value in values {
                    size = size.plus(self.value(value)?.in_array());
                }
                Width::of(Shape::Text, size)
            }
            Expr::Subquery(query) => {
                let known = self.subquery(query)?;
                known
                    .columns
                    .first()
                    .map_or(Width::SMALL, |(_, width)| *width)
            }
            Expr::Unary { operand, .. } => self.value(operand)?.plus_bytes(1),
            truth => {
                self.truth(truth)?;
                Width::SMALL
            }
        };
        check(width)
    }

    /// What yields a truth value, or a number of a few digits.
    fn truth(&mut self, expr: &'a Expr) -> Estimated<()> {
        match expr {
            Expr::IsNull { operand, .. }
            | Expr::IsTruth { operand, .. }
            | Expr::Extract { operand, .. } => self.values([&**operand]),
            Expr::InList { operand, list, .. } => {
                self.values([&**operand])?;
                self.values(list)
            }
            Expr::InQuery { operand, query, .. }
            | Expr::QuantifiedQuery {
                left: operand,
                query,
                ..
            } => {
                self.values([&**operand])?;
                self.subquery(query).map(drop)
            }
            Expr::Exists { query, .. } => self.subquery(query).map(drop),
            Expr::Between {
                operand, low, high, ..
            } => self.values([&**operand, &**low, &**high]),
            Expr::Like {
                operand, pattern, ..
            } => self.values([&**operand, &**pattern]),
            Expr::QuantifiedArray { left, array, .. } => self.values([&**left, &**array]),
            Expr::Grouping { sets, .. } => self.values(sets.iter().flatten()),
            // Judged in `value`.
            Expr::Column { .. }
            | Expr::Literal(_)
            | Expr::Parameter(_)
            | Expr::Unary { .. }
            | Expr::Binary { .. }
            | Expr::Function(_)
            | Expr::Cast { .. }
            | Expr::Case { .. }
            | Expr::Subquery(_)
            | Expr::Row(_)
            | Expr::Array(_) => Ok(()),
        }
    }

    pub(super) fn values(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) -> Estimated<()> {
        exprs
            .into_iter()
            .try_for_each(|expr| self.value(expr).map(drop))
    }

    /// Operators nest to the left, hundreds deep at times: no recursion there.
    fn chain(&mut self, expr: &'a Expr) -> Estimated<Width> {
        let mut spine = Vec::new();
        let mut first = expr;
        while let Expr::Binary {
            left,
            operator,
            right,
        } = first
        {
            spine.push((*operator, &**right));
            first = left;
        }
        let mut left = self.value(first)?;
        for (operator, right) in spine.into_iter().rev() {
            self.visit()?;
            let right = self.value(right)?;
            left = check(binary(left, operator, right))?;
        }
        Ok(left)
    }

    fn call(&mut self, function: &'a Function) -> Estimated<Width> {
        if function.name == ARRAY_OF_QUERY
            && let [Expr::Subquery(query)] = function.arguments.as_slice()
        {
            let known = self.subquery(query)?;
            let first = known.columns.first();
            let each = first.map_or(Width::SMALL, |(_, width)| *width);
            let size = call::collected(each.in_array(), known.rows);
            return Ok(Width::of(Shape::Array, size.more(32)));
        }
        if functions::is_set(&function.name) {
            return self.set_call(function);
        }
        let mut arguments = Vec::with_capacity(function.arguments.len());
        for argument in &function.arguments {
            arguments.push(self.value(argument)?);
        }
        for item in function.order_by.iter().chain(&function.within_group) {
            arguments.push(self.value(&item.expr)?);
        }
        self.values(&function.filter)?;
        if let Some(window) = &function.over {
            self.values(&window.partition_by)?;
            self.values(window.order_by.iter().map(|item| &item.expr))?;
        }
        Ok(call::width(function, &arguments, self.rows))
    }
}

impl Width {
    fn plus_bytes(self, bytes: u64) -> Self {
        Self::of(self.shape, self.size.more(bytes))
    }
}

/// Holds a size to the caps.
fn check(width: Width) -> Estimated<Width> {
    if width.size.fixed_bytes > MAX_VALUE_BYTES {
        return refuse(
            RuleId::ValueTooLarge,
            format!(
                "constants build a value that may take more than {MAX_VALUE_BYTES} bytes; repeat, pad or nest less, and give lengths as constants"
            ),
        );
    }
    if width.size.growth > MAX_GROWTH {
        return refuse(
            RuleId::TextGrowth,
            format!(
                "a value may hold what is stored more than {MAX_GROWTH} times over; repeat, replace or nest less"
            ),
        );
    }
    Ok(width)
}

fn binary(left: Width, operator: BinaryOperator, right: Width) -> Width {
    match operator {
        BinaryOperator::Concat => {
            let shape = match (left.shape, right.shape) {
                (Shape::Array, _) | (_, Shape::Array) => Shape::Array,
                (Shape::Json, Shape::Json) => Shape::Json,
                _ => Shape::Text,
            };
            if shape == Shape::Array {
                let size = left.beside_elements().plus(right.beside_elements());
                return Width::of(shape, size);
            }
            Width::of(shape, left.size.plus(right.size).more(4))
        }
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::Modulo => number::arithmetic(left, right, 2),
        // Numbers of eight bytes, or bits no more than both have.
        BinaryOperator::BitAnd
        | BinaryOperator::BitOr
        | BinaryOperator::BitXor
        | BinaryOperator::ShiftLeft
        | BinaryOperator::ShiftRight => Width::of(left.shape, left.size.plus(right.size).more(24)),
        BinaryOperator::Divide => number::arithmetic(left, right, QUOTIENT_DIGITS),
        // A part of the left side, unescaped or as it is.
        BinaryOperator::JsonGet | BinaryOperator::JsonPath => Width::of(Shape::Json, left.size),
        BinaryOperator::JsonGetText | BinaryOperator::JsonPathText => {
            Width::of(Shape::Text, left.size)
        }
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
        | BinaryOperator::Contains
        | BinaryOperator::ContainedBy
        | BinaryOperator::Overlaps
        | BinaryOperator::HasKey
        | BinaryOperator::TextMatch
        | BinaryOperator::Like
        | BinaryOperator::NotLike
        | BinaryOperator::LikeAnyCase
        | BinaryOperator::NotLikeAnyCase
        | BinaryOperator::RegexMatch
        | BinaryOperator::RegexMatchAnyCase
        | BinaryOperator::RegexNotMatch
        | BinaryOperator::RegexNotMatchAnyCase => Width::SMALL,
    }
}

/// The name that a query around this one knows a column by.
pub(super) fn output_name(item: &SelectItem) -> String {
    match (&item.alias, &item.expr) {
        (Some(alias), _) => alias.clone(),
        (None, Expr::Column { name, .. }) => name.clone(),
        (None, _) => String::new(),
    }
}

/// The text that an expression is.
pub(super) fn text_of(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Literal(Literal::Text(text)) => Some(text),
        _ => None,
    }
}
