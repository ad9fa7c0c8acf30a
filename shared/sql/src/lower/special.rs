//! Calls that SQL writes with words inside: EXTRACT, SUBSTRING, TRIM and the like.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, CeilFloorKind, DateTimeField};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Typed};
use crate::diagnostic::RuleId;
use crate::tree::Expr;
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
                    Dialect::Sqlite => "instr",
                };
                self.plain_call(name, &[&**r#in, &**expr], TypeClass::Integer)
            }
            ast::Expr::Substring {
                expr,
                substring_from,
                substring_for,
                special: _,
                shorthand: _,
            } => self.substring(expr, substring_from.as_deref(), substring_for.as_deref()),
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
                    (Some(ast::TrimWhereField::Both) | None, Dialect::Sqlite) => "trim",
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
            _ => self.unsupported(at),
        }
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
        let admitted = types::extract_field(unquoted).filter(|field| {
            self.dialect == Dialect::Postgres || types::strftime_format(field).is_some()
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
            Dialect::Sqlite => TypeClass::Integer,
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

    /// `substr` has no form with a pattern, as SUBSTRING has in Postgres.
    fn substring(
        &mut self,
        operand: &ast::Expr,
        from: Option<&ast::Expr>,
        length: Option<&ast::Expr>,
    ) -> Lowered<Typed> {
        let (operand, _) = self.expr(operand)?;
        let from = match from {
            Some(from) => self.expr(from)?.0,
            None => Expr::number("1"),
        };
        let mut arguments = vec![operand, from];
        if let Some(length) = length {
            arguments.push(self.expr(length)?.0);
        }
        Ok((Expr::call("substr", arguments), TypeClass::Text))
    }
}
