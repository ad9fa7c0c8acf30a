//! Expressions.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::from::UNKNOWN;
use super::operator::{Meaning, class_of, is_comparison, is_regular_expression};
use super::predicate::like_operator;
use super::query::QueryAndColumns;
use super::{Lowered, Lowerer, Names, Typed, stand_in, start};
use crate::diagnostic::RuleId;
use crate::mutation;
use crate::scope::OutColumn;
use crate::tree::{BinaryOperator, Expr, Literal, UnaryOperator};
use crate::types;

impl Lowerer<'_> {
    /// An expression and its class.
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Lowered<Typed> {
        let read = self.expr_by_kind(expr);
        mutation::or(read, stand_in::value)
    }

    fn expr_by_kind(&mut self, expr: &ast::Expr) -> Lowered<Typed> {
        if matches!(self.dialect, Dialect::Mysql | Dialect::Snowflake) {
            self.refuse_chained(expr)?;
        }
        match expr {
            ast::Expr::Nested(inner) => self.expr(inner),
            ast::Expr::BinaryOp { .. } => self.binary(expr),
            // Of the others, these alone take calls that yield rows.
            ast::Expr::Function(_)
            | ast::Expr::UnaryOp { .. }
            | ast::Expr::Cast { .. }
            | ast::Expr::Extract { .. }
            | ast::Expr::Ceil { .. }
            | ast::Expr::Floor { .. }
            | ast::Expr::Position { .. }
            | ast::Expr::Substring { .. }
            | ast::Expr::Trim { .. }
            | ast::Expr::Collate { .. }
            | ast::Expr::CompoundFieldAccess { .. }
            | ast::Expr::AtTimeZone { .. } => {
                let at = start(expr);
                self.grow(1, at)?;
                self.other_expr(expr, at)
            }
            ast::Expr::Identifier(ident) => self.identifier(ident),
            ast::Expr::CompoundIdentifier(parts) => self.compound(parts),
            ast::Expr::Value(value) => {
                self.grow(1, value.span.start)?;
                self.value(value)
            }
            other => {
                let at = start(other);
                self.grow(1, at)?;
                self.without_sets(|this| this.other_expr(other, at))
            }
        }
    }

    /// What is left, each kind by its name.
    #[expect(
        clippy::too_many_lines,
        reason = "a list: each kind of expression by its name"
    )]
    fn other_expr(&mut self, expr: &ast::Expr, at: Location) -> Lowered<Typed> {
        if self.dialect == Dialect::Mysql
            && let Some(lowered) = self.mysql_expr(expr, at)
        {
            return lowered;
        }
        if self.dialect == Dialect::Snowflake
            && let Some(lowered) = self.snowflake_expr(expr, at)
        {
            return lowered;
        }
        match expr {
            ast::Expr::TypedString(typed) => self.typed_string(typed),
            ast::Expr::Interval(interval) => self.interval(interval),
            ast::Expr::UnaryOp { op, expr } => self.unary(*op, expr, at),
            ast::Expr::Function(function) => self.call(function),
            ast::Expr::Cast {
                kind,
                expr,
                data_type,
                format,
            } => {
                let plain = matches!(kind, ast::CastKind::Cast | ast::CastKind::DoubleColon);
                if !plain || format.is_some() {
                    return self.refuse(
                        RuleId::UnsupportedExpression,
                        "write CAST(value AS type)",
                        at,
                    );
                }
                let (operand, _) = self.expr(expr)?;
                let (type_name, class) = self.cast_type(data_type, at)?;
                self.check_cast(&operand, &type_name, at)?;
                let operand = Box::new(operand);
                Ok((Expr::Cast { operand, type_name }, class))
            }
            ast::Expr::Case {
                case_token: _,
                end_token: _,
                operand,
                conditions,
                else_result,
            } => self.case(operand.as_deref(), conditions, else_result.as_deref()),
            ast::Expr::IsNull(operand) => self.is_null(operand, false),
            ast::Expr::IsNotNull(operand) => self.is_null(operand, true),
            ast::Expr::IsTrue(operand) => self.is_truth(operand, Some(true), false),
            ast::Expr::IsNotTrue(operand) => self.is_truth(operand, Some(true), true),
            ast::Expr::IsFalse(operand) => self.is_truth(operand, Some(false), false),
            ast::Expr::IsNotFalse(operand) => self.is_truth(operand, Some(false), true),
            ast::Expr::IsUnknown(operand) => self.is_truth(operand, None, false),
            ast::Expr::IsNotUnknown(operand) => self.is_truth(operand, None, true),
            ast::Expr::IsDistinctFrom(left, right) => {
                self.comparison(left, BinaryOperator::DistinctFrom, right, at)
            }
            ast::Expr::IsNotDistinctFrom(left, right) => {
                self.comparison(left, BinaryOperator::NotDistinctFrom, right, at)
            }
            ast::Expr::InList {
                expr,
                list,
                negated,
            } => self.in_list(expr, list, *negated),
            ast::Expr::InSubquery {
                expr,
                subquery,
                negated,
            } => self.in_query(expr, subquery, *negated, at),
            ast::Expr::Between {
                expr,
                negated,
                low,
                high,
            } => {
                let (operand, _) = self.expr(expr)?;
                let (low, _) = self.expr(low)?;
                let (high, _) = self.expr(high)?;
                self.check_operands(&operand, BinaryOperator::GreaterOrEqual, &low, at)?;
                self.check_operands(&operand, BinaryOperator::LessOrEqual, &high, at)?;
                Ok(truth(Expr::Between {
                    operand: Box::new(operand),
                    low: Box::new(low),
                    high: Box::new(high),
                    negated: *negated,
                }))
            }
            ast::Expr::Like {
                negated,
                any,
                expr,
                pattern,
                escape_char,
            } => self.like(expr, pattern, escape_char.as_deref(), [*any, false, *negated], at),
            ast::Expr::ILike {
                negated,
                any,
                expr,
                pattern,
                escape_char,
            } => self.like(expr, pattern, escape_char.as_deref(), [*any, true, *negated], at),
            ast::Expr::Exists { subquery, negated } => {
                let (query, _) = self.inner_query(subquery)?;
                Ok(truth(Expr::Exists {
                    query: Box::new(query),
                    negated: *negated,
                }))
            }
            ast::Expr::Subquery(subquery) => {
                let (query, columns) = self.inner_query(subquery)?;
                self.column_count(&columns, 1, at)?;
                Ok((Expr::Subquery(Box::new(query)), columns[0].class))
            }
            ast::Expr::AnyOp {
                left,
                compare_op,
                right,
                is_some: _,
            } => self.quantified(left, compare_op, right, false, at),
            ast::Expr::AllOp {
                left,
                compare_op,
                right,
            } => self.quantified(left, compare_op, right, true, at),
            ast::Expr::Array(array) => self.array(array, at),
            ast::Expr::Extract { .. }
            | ast::Expr::Ceil { .. }
            | ast::Expr::Floor { .. }
            | ast::Expr::Position { .. }
            | ast::Expr::Substring { .. }
            | ast::Expr::Trim { .. }
            | ast::Expr::Collate { .. }
            | ast::Expr::CompoundFieldAccess { .. }
            | ast::Expr::SimilarTo { .. }
            | ast::Expr::AtTimeZone { .. } => self.special(expr, at),
            ast::Expr::Tuple(_) => self.refuse(
                RuleId::UnsupportedExpression,
                "a row of values stands only in a comparison or before IN",
                at,
            ),
            ast::Expr::GroupingSets(_) | ast::Expr::Cube(_) | ast::Expr::Rollup(_) => self.refuse(
                RuleId::UnsupportedExpression,
                "GROUPING SETS, CUBE and ROLLUP stand only in GROUP BY",
                at,
            ),
            ast::Expr::Wildcard(_) | ast::Expr::QualifiedWildcard(..) => self.refuse(
                RuleId::WholeRow,
                "* stands only in the list of SELECT and in count(*)",
                at,
            ),
            // Judged in their own way above.
            ast::Expr::Nested(_)
            | ast::Expr::BinaryOp { .. }
            | ast::Expr::Identifier(_)
            | ast::Expr::CompoundIdentifier(_)
            | ast::Expr::Value(_)
            // Not reviewed, or another database's.
            | ast::Expr::JsonAccess { .. }
            | ast::Expr::IsJson { .. }
            | ast::Expr::IsNormalized { .. }
            | ast::Expr::InUnnest { .. }
            | ast::Expr::RLike { .. }
            | ast::Expr::Convert { .. }
            | ast::Expr::Overlay { .. }
            | ast::Expr::Prefixed { .. }
            | ast::Expr::Struct { .. }
            | ast::Expr::Named { .. }
            | ast::Expr::Dictionary(_)
            | ast::Expr::Map(_)
            | ast::Expr::MatchAgainst { .. }
            | ast::Expr::OuterJoin(_)
            | ast::Expr::Prior(_)
            | ast::Expr::Lambda(_)
            | ast::Expr::MemberOf(_) => self.refuse(
                RuleId::UnsupportedExpression,
                "this form of expression is not on the reviewed list; write it in plainer SQL",
                at,
            ),
        }
    }

    /// Operators between two values nest to the left, hundreds deep at times: no recursion there.
    fn binary(&mut self, expr: &ast::Expr) -> Lowered<Typed> {
        let mut spine = Vec::new();
        let mut first = expr;
        while let ast::Expr::BinaryOp { left, op, right } = first {
            spine.push((op, &**right));
            first = left;
        }
        let (op, _) = spine[spine.len() - 1];
        let mut left = self.row_or_expr(first, op)?;
        for (op, right) in spine.into_iter().rev() {
            let at = start(right);
            self.grow(1, at)?;
            let (right, right_class) = self.row_or_expr(right, op)?;
            left = match self.operator(op, at)? {
                Meaning::Operator(BinaryOperator::TextMatch) => {
                    let matched = self.text_match(left, (right, right_class), at)?;
                    truth(matched)
                }
                Meaning::Operator(operator) => {
                    self.check_rows(&left.0, operator, &right, at)?;
                    self.check_operands(&left.0, operator, &right, at)?;
                    if is_regular_expression(operator) {
                        self.check_pattern(&right, at)?;
                    }
                    let class = match class_of(left.1, operator, right_class) {
                        // There, 7 / 2 is 3.5.
                        TypeClass::Integer
                            if matches!(self.dialect, Dialect::Mysql | Dialect::Snowflake)
                                && operator == BinaryOperator::Divide =>
                        {
                            TypeClass::Decimal
                        }
                        class => class,
                    };
                    (Expr::binary(left.0, operator, right), class)
                }
                Meaning::Like {
                    case_insensitive,
                    negated,
                } => {
                    let operator = like_operator(case_insensitive, negated);
                    self.check_operands(&left.0, operator, &right, at)?;
                    truth(Expr::Like {
                        operand: Box::new(left.0),
                        pattern: Box::new(right),
                        case_insensitive,
                        negated,
                    })
                }
                Meaning::Function(name) if self.dialect == Dialect::Mysql => {
                    super::mysql::function_of(name, left.0, right)
                }
                Meaning::Function(name) => {
                    let class = match types::common(left.1, right_class) {
                        TypeClass::Integer => TypeClass::Float,
                        other => other,
                    };
                    (Expr::call(name, vec![left.0, right]), class)
                }
                Meaning::Overlaps => match (left.0, right) {
                    (Expr::Row(mut from), Expr::Row(to)) if from.len() == 2 && to.len() == 2 => {
                        from.extend(to);
                        truth(Expr::call("overlaps", from))
                    }
                    _ => {
                        return self.refuse(
                            RuleId::ColumnCount,
                            "OVERLAPS stands between two pairs in parentheses",
                            at,
                        );
                    }
                },
                Meaning::Predicate(name) => truth(Expr::call(name, vec![left.0, right])),
                Meaning::Reversed(name) => truth(Expr::call(name, vec![right, left.0])),
            };
        }
        Ok(left)
    }

    /// An operand; next to a comparison it may be a row.
    pub(super) fn row_or_expr(
        &mut self,
        expr: &ast::Expr,
        op: &ast::BinaryOperator,
    ) -> Lowered<Typed> {
        use ast::BinaryOperator::{Eq, Gt, GtEq, Lt, LtEq, Minus, NotEq, Overlaps, Plus};
        match expr {
            ast::Expr::Interval(interval)
                if self.dialect == Dialect::Mysql && matches!(op, Plus | Minus) =>
            {
                self.mysql_interval(interval)
            }
            ast::Expr::Tuple(values)
                if matches!(op, Eq | NotEq | Lt | LtEq | Gt | GtEq | Overlaps) =>
            {
                self.row(values, start(expr))
            }
            _ => self.expr(expr),
        }
    }

    pub(super) fn row(&mut self, values: &[ast::Expr], at: Location) -> Lowered<Typed> {
        self.grow(1, at)?;
        let mut lowered = Vec::with_capacity(values.len());
        for value in values {
            let (value, _) = self.without_sets(|this| this.expr(value))?;
            lowered.push(value);
        }
        if lowered.len() < 2 {
            return self.refuse(
                RuleId::UnsupportedExpression,
                "a row holds at least two values",
                at,
            );
        }
        Ok((Expr::Row(lowered), UNKNOWN))
    }

    /// Rows are compared with rows of the same width, and used for nothing else.
    pub(super) fn check_rows(
        &self,
        left: &Expr,
        operator: BinaryOperator,
        right: &Expr,
        at: Location,
    ) -> Lowered<()> {
        let width = |expr: &Expr| match expr {
            Expr::Row(values) => Some(values.len()),
            _ => None,
        };
        let admitted = match (width(left), width(right)) {
            (None, None) => true,
            (left, right) => left == right && is_comparison(operator),
        };
        if admitted {
            return Ok(());
        }
        self.refuse(
            RuleId::ColumnCount,
            "a row is compared with a row of as many values",
            at,
        )
    }

    fn comparison(
        &mut self,
        left: &ast::Expr,
        operator: BinaryOperator,
        right: &ast::Expr,
        at: Location,
    ) -> Lowered<Typed> {
        let (left, _) = self.expr(left)?;
        let (right, _) = self.expr(right)?;
        self.check_operands(&left, operator, &right, at)?;
        Ok(truth(Expr::binary(left, operator, right)))
    }

    fn unary(
        &mut self,
        op: ast::UnaryOperator,
        operand: &ast::Expr,
        at: Location,
    ) -> Lowered<Typed> {
        let operator = match op {
            ast::UnaryOperator::Not => UnaryOperator::Not,
            ast::UnaryOperator::Minus => UnaryOperator::Minus,
            ast::UnaryOperator::Plus => UnaryOperator::Plus,
            ast::UnaryOperator::BitwiseNot => UnaryOperator::BitNot,
            ast::UnaryOperator::PGAbs => return self.plain_unary("abs", operand),
            ast::UnaryOperator::PGSquareRoot => return self.plain_unary("sqrt", operand),
            ast::UnaryOperator::PGCubeRoot => return self.plain_unary("cbrt", operand),
            ast::UnaryOperator::AtDashAt
            | ast::UnaryOperator::BangNot
            | ast::UnaryOperator::DoubleAt
            | ast::UnaryOperator::Hash
            | ast::UnaryOperator::PGPostfixFactorial
            | ast::UnaryOperator::PGPrefixFactorial
            | ast::UnaryOperator::QuestionDash
            | ast::UnaryOperator::QuestionPipe => {
                return self.refuse(
                    RuleId::UnsupportedOperator,
                    format!("the operator {op} is not on the reviewed list"),
                    at,
                );
            }
        };
        let (lowered, class) = self.expr(operand)?;
        self.check_operand(operator, &lowered, at)?;
        // NOT EXISTS and NOT … IN have one form, however they are written.
        if operator == UnaryOperator::Not
            && let Expr::Exists { query, negated } = lowered
        {
            return Ok(truth(Expr::Exists {
                query,
                negated: !negated,
            }));
        }
        let class = if operator == UnaryOperator::Not {
            TypeClass::Boolean
        } else {
            class
        };
        Ok((
            Expr::Unary {
                operator,
                operand: Box::new(lowered),
            },
            class,
        ))
    }

    fn case(
        &mut self,
        operand: Option<&ast::Expr>,
        conditions: &[ast::CaseWhen],
        otherwise: Option<&ast::Expr>,
    ) -> Lowered<Typed> {
        let operand = match operand {
            None => None,
            Some(operand) => Some(Box::new(self.expr(operand)?.0)),
        };
        let kinds = operand
            .as_deref()
            .map(|operand| self.kinds_of_each(operand));
        let mut class = TypeClass::Other;
        let mut branches = Vec::with_capacity(conditions.len());
        for ast::CaseWhen { condition, result } in conditions {
            let (when, _) = self.expr(condition)?;
            if let Some(kinds) = &kinds {
                self.check_all(kinds, BinaryOperator::Equal, &when, start(condition))?;
            }
            let (then, then_class) = self.expr(result)?;
            class = types::common(class, then_class);
            branches.push((when, then));
        }
        let otherwise = match otherwise {
            None => None,
            Some(otherwise) => {
                let (otherwise, otherwise_class) = self.expr(otherwise)?;
                class = types::common(class, otherwise_class);
                Some(Box::new(otherwise))
            }
        };
        Ok((
            Expr::Case {
                operand,
                branches,
                otherwise,
            },
            class,
        ))
    }

    fn is_null(&mut self, operand: &ast::Expr, negated: bool) -> Lowered<Typed> {
        let operand = Box::new(self.expr(operand)?.0);
        Ok(truth(Expr::IsNull { operand, negated }))
    }

    fn is_truth(
        &mut self,
        operand: &ast::Expr,
        value: Option<bool>,
        negated: bool,
    ) -> Lowered<Typed> {
        let operand = Box::new(self.expr(operand)?.0);
        if value.is_none() && self.dialect == Dialect::Sqlite {
            return Ok(truth(Expr::IsNull { operand, negated }));
        }
        if self.dialect == Dialect::Snowflake {
            // It has IS only before NULL and DISTINCT FROM.
            let Some(value) = value else {
                return Ok(truth(Expr::IsNull { operand, negated }));
            };
            let operator = if negated {
                BinaryOperator::DistinctFrom
            } else {
                BinaryOperator::NotDistinctFrom
            };
            let value = Expr::Literal(Literal::Boolean(value));
            return Ok(truth(Expr::binary(*operand, operator, value)));
        }
        Ok(truth(Expr::IsTruth {
            operand,
            truth: value,
            negated,
        }))
    }

    fn array(&mut self, array: &ast::Array, at: Location) -> Lowered<Typed> {
        let ast::Array { elem, named } = array;
        if !named || elem.is_empty() || self.dialect != Dialect::Postgres {
            return self.refuse(
                RuleId::UnsupportedExpression,
                "write ARRAY[value, …]; only Postgres has arrays",
                at,
            );
        }
        let mut values = Vec::with_capacity(elem.len());
        for value in elem {
            values.push(self.expr(value)?.0);
        }
        Ok((Expr::Array(values), TypeClass::Array))
    }

    /// A query inside an expression, and its columns.
    pub(super) fn inner_query(&mut self, query: &ast::Query) -> Lowered<QueryAndColumns> {
        let placement = std::mem::take(&mut self.placement);
        let result = self.query(query, Names::Unwanted);
        self.placement = placement;
        result
    }

    pub(super) fn column_count(
        &self,
        columns: &[OutColumn],
        wanted: usize,
        at: Location,
    ) -> Lowered<()> {
        if columns.len() == wanted || columns.iter().any(OutColumn::is_all) {
            return Ok(());
        }
        self.refuse(
            RuleId::ColumnCount,
            format!(
                "the subquery has {} columns where {wanted} is wanted",
                columns.len()
            ),
            at,
        )
    }
}

/// A truth value.
pub(super) fn truth(expr: Expr) -> Typed {
    (expr, TypeClass::Boolean)
}
