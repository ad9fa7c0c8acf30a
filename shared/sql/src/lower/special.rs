//! Calls that SQL writes with words inside: EXTRACT, SUBSTRING, TRIM and the like.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, CeilFloorKind, DateTimeField};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Typed};
use crate::diagnostic::RuleId;
use crate::tree::{BinaryOperator, COLLATE, Expr, Literal, SLICE, SUBSCRIPT};
use crate::types;

impl Lowerer<'_> {
    /// Each becomes a plain call, but for EXTRACT.
    pub(super) fn special(&mut self, expr: &ast::Expr, at: Location) -> Lowered<Typed> {
        match expr {
            ast::Expr::Extract {
                field,
                syntax: ast::ExtractSyntax::From,
                expr,
            } => self.extract(field, expr, at),
            ast::Expr::Ceil { expr, field } => self.rounded("ceil", expr, field, at),
            ast::Expr::Floor { expr, field } => self.rounded("floor", expr, field, at),
            ast::Expr::Position { expr, r#in } => {
                let name = match self.dialect {
                    Dialect::Postgres => "strpos",
                    Dialect::Sqlite | Dialect::Mysql => "instr",
                    Dialect::Snowflake => return self.unsupported(at),
                };
                self.plain_call(name, &[&**r#in, &**expr], TypeClass::Integer)
            }
            ast::Expr::Substring {
                expr,
                substring_from,
                substring_for,
                special: _,
                shorthand: _,
            } => self.substring(
                expr,
                substring_from.as_deref(),
                substring_for.as_deref(),
                at,
            ),
            ast::Expr::Trim {
                trim_where,
                trim_what,
                expr,
                trim_characters,
            } => {
                let name = match (trim_where, self.dialect) {
                    (Some(ast::TrimWhereField::Leading), _) => "ltrim",
                    (Some(ast::TrimWhereField::Trailing), _) => "rtrim",
                    (Some(ast::TrimWhereField::Both) | None, Dialect::Postgres) => "btrim",
                    (Some(ast::TrimWhereField::Both) | None, _) => "trim",
                };
                let what = match (trim_what, trim_characters.as_deref()) {
                    (Some(what), None) => Some(&**what),
                    (None, Some([characters])) => Some(characters),
                    (None, None) => None,
                    _ => return self.unsupported(at),
                };
                let mut arguments = vec![&**expr];
                arguments.extend(what);
                self.plain_call(name, &arguments, TypeClass::Text)
            }
            ast::Expr::AtTimeZone {
                timestamp,
                time_zone,
            } if self.dialect == Dialect::Postgres => self.plain_call(
                "timezone",
                &[&**time_zone, &**timestamp],
                TypeClass::Timestamp,
            ),
            ast::Expr::Collate { expr, collation } => self.collate(expr, collation, at),
            ast::Expr::CompoundFieldAccess { root, access_chain } => {
                self.subscripts(root, access_chain, at)
            }
            ast::Expr::SimilarTo {
                negated,
                expr,
                pattern,
                escape_char: None,
            } if self.dialect == Dialect::Postgres => self.similar(expr, pattern, *negated, at),
            _ => self.unsupported(at),
        }
    }

    /// `operand COLLATE name`, for collations that every server has.
    fn collate(
        &mut self,
        operand: &ast::Expr,
        collation: &ast::ObjectName,
        at: Location,
    ) -> Lowered<Typed> {
        // The parser gives it the whole of NOT …, the servers the last operand.
        if matches!(operand, ast::Expr::UnaryOp { .. }) {
            return self.refuse(
                RuleId::UnsupportedExpression,
                "write parentheses around what COLLATE belongs to",
                at,
            );
        }
        let (schema, name) = self.name_parts(collation)?;
        let found = types::collation(&name, self.dialect).filter(|_| {
            schema
                .as_deref()
                .is_none_or(|schema| schema == "pg_catalog")
        });
        let Some(name) = found else {
            return self.refuse(
                RuleId::UnsupportedType,
                format!("the collation {name} is not on the reviewed list; C is"),
                at,
            );
        };
        let (operand, class) = self.expr(operand)?;
        let call = Expr::call(COLLATE, vec![operand, Expr::text(name)]);
        Ok((call, class))
    }

    /// `array[index]`, which reads one element, and `array[from:to]`; fields of rows are not reviewed.
    fn subscripts(
        &mut self,
        root: &ast::Expr,
        chain: &[ast::AccessExpr],
        at: Location,
    ) -> Lowered<Typed> {
        let fields = chain
            .iter()
            .take_while(|access| matches!(access, ast::AccessExpr::Dot(_)))
            .count();
        let (dots, rest) = chain.split_at(fields);
        let root = match root {
            ast::Expr::Identifier(first) if !dots.is_empty() => {
                let mut parts = vec![first.clone()];
                for dot in dots {
                    match dot {
                        ast::AccessExpr::Dot(ast::Expr::Identifier(part)) => {
                            parts.push(part.clone());
                        }
                        _ => return self.unsupported(at),
                    }
                }
                self.compound(&parts)?.0
            }
            root if dots.is_empty() => self.expr(root)?.0,
            root => {
                return match (self.row_set(root)?, chain) {
                    (Some(set), [ast::AccessExpr::Dot(ast::Expr::Identifier(name))]) => {
                        self.set_field(set, name)
                    }
                    _ => self.unsupported(at),
                };
            }
        };
        if self.dialect != Dialect::Postgres {
            return self.unsupported(at);
        }
        let mut lowered = root;
        let mut class = TypeClass::Other;
        for access in rest {
            self.grow(1, at)?;
            lowered = match access {
                ast::AccessExpr::Subscript(ast::Subscript::Index { index }) => {
                    class = TypeClass::Other;
                    let (index, _) = self.expr(index)?;
                    Expr::call(SUBSCRIPT, vec![lowered, index])
                }
                ast::AccessExpr::Subscript(ast::Subscript::Slice {
                    lower_bound,
                    upper_bound,
                    stride: None,
                }) if rest.len() == 1 => {
                    class = TypeClass::Array;
                    let from = self.slice_bound(lower_bound.as_ref())?;
                    let to = self.slice_bound(upper_bound.as_ref())?;
                    Expr::call(SLICE, vec![lowered, from, to])
                }
                _ => return self.unsupported(at),
            };
        }
        Ok((lowered, class))
    }

    /// A bound of a slice. NULL says that there is none, so a NULL that is written is refused.
    fn slice_bound(&mut self, bound: Option<&ast::Expr>) -> Lowered<Expr> {
        let Some(bound) = bound else {
            return Ok(Expr::Literal(Literal::Null));
        };
        let (lowered, _) = self.expr(bound)?;
        if matches!(lowered, Expr::Literal(Literal::Null)) {
            return self.unsupported(super::start(bound));
        }
        Ok(lowered)
    }

    /// SIMILAR TO is a regular expression, once the server has rewritten its pattern.
    fn similar(
        &mut self,
        operand: &ast::Expr,
        pattern: &ast::Expr,
        negated: bool,
        at: Location,
    ) -> Lowered<Typed> {
        let (operand, _) = self.expr(operand)?;
        let (pattern, _) = self.expr(pattern)?;
        self.check_pattern(&pattern, at)?;
        let operator = if negated {
            BinaryOperator::RegexNotMatch
        } else {
            BinaryOperator::RegexMatch
        };
        let pattern = Expr::call("similar_to_escape", vec![pattern]);
        let matched = Expr::binary(operand, operator, pattern);
        Ok((matched, TypeClass::Boolean))
    }

    pub(super) fn plain_unary(
        &mut self,
        name: &'static str,
        operand: &ast::Expr,
    ) -> Lowered<Typed> {
        let (operand, class) = self.expr(operand)?;
        if name == "abs" {
            return Ok((Expr::call(name, vec![operand]), class));
        }
        // The operators are of floats, the functions of decimals too.
        let operand = Expr::Cast {
            operand: Box::new(operand),
            type_name: "double precision".to_owned(),
        };
        Ok((Expr::call(name, vec![operand]), TypeClass::Float))
    }

    fn unsupported<T>(&self, at: Location) -> Lowered<T> {
        self.refuse(
            RuleId::UnsupportedExpression,
            "this form of the call is not admitted; write it with plain arguments",
            at,
        )
    }

    fn plain_call(
        &mut self,
        name: &'static str,
        arguments: &[&ast::Expr],
        class: TypeClass,
    ) -> Lowered<Typed> {
        let mut lowered = Vec::with_capacity(arguments.len());
        for argument in arguments {
            lowered.push(self.expr(argument)?.0);
        }
        Ok((Expr::call(name, lowered), class))
    }

    fn extract(
        &mut self,
        field: &DateTimeField,
        operand: &ast::Expr,
        at: Location,
    ) -> Lowered<Typed> {
        let written = field.to_string();
        let unquoted = written.trim_matches(['"', '\'']);
        let admitted = types::extract_field(unquoted).filter(|field| match self.dialect {
            Dialect::Postgres => true,
            Dialect::Sqlite => types::strftime_format(field).is_some(),
            Dialect::Mysql => super::mysql::unit(field).is_some(),
            Dialect::Snowflake => types::is_snowflake_field(field),
        });
        let Some(field) = admitted else {
            return self.refuse(
                RuleId::UnsupportedExpression,
                format!("EXTRACT takes no field {written} here; use year, quarter, month, day …"),
                at,
            );
        };
        let (operand, _) = self.expr(operand)?;
        let class = match self.dialect {
            Dialect::Postgres => TypeClass::Decimal,
            Dialect::Sqlite | Dialect::Mysql | Dialect::Snowflake => TypeClass::Integer,
        };
        Ok((
            Expr::Extract {
                field: field.to_owned(),
                operand: Box::new(operand),
            },
            class,
        ))
    }

    fn rounded(
        &mut self,
        name: &'static str,
        operand: &ast::Expr,
        field: &CeilFloorKind,
        at: Location,
    ) -> Lowered<Typed> {
        match field {
            CeilFloorKind::DateTimeField(DateTimeField::NoDateTime) => {
                let (operand, class) = self.expr(operand)?;
                let class = match class {
                    TypeClass::Float => TypeClass::Float,
                    _ => TypeClass::Decimal,
                };
                Ok((Expr::call(name, vec![operand]), class))
            }
            CeilFloorKind::DateTimeField(_) | CeilFloorKind::Scale(_) => self.unsupported(at),
        }
    }

    /// `substr` has no form with a pattern, as SUBSTRING has in Postgres: a constant tells that one.
    fn substring(
        &mut self,
        operand: &ast::Expr,
        from: Option<&ast::Expr>,
        length: Option<&ast::Expr>,
        at: Location,
    ) -> Lowered<Typed> {
        let (operand, _) = self.expr(operand)?;
        let from = match from {
            Some(from) => self.expr(from)?.0,
            None => Expr::number("1"),
        };
        let is_pattern = matches!(&from, Expr::Literal(Literal::Text(_)));
        if is_pattern && length.is_none() && self.dialect == Dialect::Postgres {
            self.check_pattern(&from, at)?;
            let call = Expr::call("substring", vec![operand, from]);
            return Ok((call, TypeClass::Text));
        }
        let mut arguments = vec![operand, from];
        if let Some(length) = length {
            arguments.push(self.expr(length)?.0);
        }
        Ok((Expr::call("substr", arguments), TypeClass::Text))
    }
}
