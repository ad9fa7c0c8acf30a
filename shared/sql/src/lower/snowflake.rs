//! What is written otherwise in `Snowflake`, and what is lowered there to something plainer.

mod arguments;
mod collation;
mod pivot;
mod qualify;
mod results;
mod rows;
mod star;
mod windows;

use plainquery_core::TypeClass;
use sqlparser::ast::{self, JsonPathElem, Value};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Typed};
use crate::diagnostic::RuleId;
use crate::tree::{Expr, SetOperator, TRY_CAST};

pub(super) use arguments::is_interval;
pub(super) use rows::only_values;

/// The most bytes of a path into a value.
const MAX_PATH_BYTES: usize = 256;

impl Lowerer<'_> {
    /// The forms that are read for this dialect alone, or lowered for it.
    pub(super) fn snowflake_expr(
        &mut self,
        expr: &ast::Expr,
        at: Location,
    ) -> Option<Lowered<Typed>> {
        Some(match expr {
            ast::Expr::RLike {
                negated,
                expr,
                pattern,
                regexp: _,
            } => self.mysql_pattern(expr, pattern, *negated, at),
            ast::Expr::Cast {
                kind: ast::CastKind::TryCast,
                expr,
                data_type,
                format: None,
            } => self.try_cast(expr, data_type, at),
            ast::Expr::JsonAccess { value, path } => self.path(value, &path.path, at),
            ast::Expr::CompoundFieldAccess { root, access_chain } => {
                self.elements(root, access_chain, at)
            }
            ast::Expr::Position { expr, r#in } => self.charindex(expr, r#in),
            ast::Expr::Collate { expr, collation } => self.collated(expr, collation, at),
            ast::Expr::Extract {
                field,
                syntax: ast::ExtractSyntax::From,
                expr,
            } => return self.extracted(field, expr),
            ast::Expr::Array(ast::Array { elem, named: _ }) => self.array_constant(elem),
            ast::Expr::OuterJoin(_) => self.refuse(
                RuleId::UnsupportedExpression,
                "(+) is not read here; write LEFT JOIN or RIGHT JOIN",
                at,
            ),
            ast::Expr::Lambda(_) => self.refuse(
                RuleId::UnsupportedExpression,
                "a lambda is not read here; write LATERAL FLATTEN and a condition",
                at,
            ),
            ast::Expr::Dictionary(_) => self.refuse(
                RuleId::UnsupportedExpression,
                "write OBJECT_CONSTRUCT('key', value, …) for an object",
                at,
            ),
            _ => return None,
        })
    }

    fn charindex(&mut self, wanted: &ast::Expr, within: &ast::Expr) -> Lowered<Typed> {
        let (wanted, _) = self.expr(wanted)?;
        let (within, _) = self.expr(within)?;
        let call = Expr::call("charindex", vec![wanted, within]);
        Ok((call, TypeClass::Integer))
    }

    /// `[1, 2]`, which is `array_construct(1, 2)` (Snowflake's documentation, "ARRAY constants").
    fn array_constant(&mut self, values: &[ast::Expr]) -> Lowered<Typed> {
        let mut lowered = Vec::with_capacity(values.len());
        for value in values {
            lowered.push(self.expr(value)?.0);
        }
        Ok((Expr::call("array_construct", lowered), TypeClass::Json))
    }

    fn try_cast(
        &mut self,
        operand: &ast::Expr,
        data_type: &ast::DataType,
        at: Location,
    ) -> Lowered<Typed> {
        let (operand, _) = self.expr(operand)?;
        let (type_name, class) = self.cast_type(data_type, at)?;
        let call = Expr::call(TRY_CAST, vec![operand, Expr::text(type_name)]);
        Ok((call, class))
    }

    /// `value:a.b[0]`, which is `get_path(value, 'a.b[0]')`.
    fn path(&mut self, value: &ast::Expr, path: &[JsonPathElem], at: Location) -> Lowered<Typed> {
        let (value, _) = self.expr(value)?;
        let mut written = String::new();
        for element in path {
            let is_known = match element {
                JsonPathElem::Dot { key, quoted: false } if is_plain_key(key) => {
                    if !written.is_empty() {
                        written.push('.');
                    }
                    written.push_str(key);
                    true
                }
                JsonPathElem::Dot { key, quoted: _ } => push_quoted_key(&mut written, key),
                JsonPathElem::Bracket { key } => match constant(key) {
                    Some(Value::Number(digits, false)) if is_index(digits) => {
                        written.push('[');
                        written.push_str(digits);
                        written.push(']');
                        true
                    }
                    Some(Value::SingleQuotedString(key)) => push_quoted_key(&mut written, key),
                    _ => false,
                },
                JsonPathElem::ColonBracket { .. } => false,
            };
            if !is_known || written.len() > MAX_PATH_BYTES {
                return self.refuse(
                    RuleId::UnsupportedExpression,
                    "a path is made of plain names and constant places; write get(value, key) for others",
                    at,
                );
            }
        }
        let call = Expr::call("get_path", vec![value, Expr::text(written)]);
        Ok((call, TypeClass::Json))
    }

    /// `value[0]` and `value['key']`, which are `get(value, …)`.
    fn elements(
        &mut self,
        root: &ast::Expr,
        chain: &[ast::AccessExpr],
        at: Location,
    ) -> Lowered<Typed> {
        let dots = chain
            .iter()
            .take_while(|access| matches!(access, ast::AccessExpr::Dot(_)))
            .count();
        let (fields, rest) = chain.split_at(dots);
        let mut lowered = match root {
            ast::Expr::Identifier(first) if !fields.is_empty() => {
                let mut parts = vec![first.clone()];
                for field in fields {
                    match field {
                        ast::AccessExpr::Dot(ast::Expr::Identifier(part)) => {
                            parts.push(part.clone());
                        }
                        _ => return self.refuse_access(at),
                    }
                }
                self.compound(&parts)?.0
            }
            root if fields.is_empty() => self.expr(root)?.0,
            _ => return self.refuse_access(at),
        };
        for access in rest {
            self.grow(1, at)?;
            let ast::AccessExpr::Subscript(ast::Subscript::Index { index }) = access else {
                return self.refuse_access(at);
            };
            let (index, _) = self.expr(index)?;
            lowered = Expr::call("get", vec![lowered, index]);
        }
        Ok((lowered, TypeClass::Json))
    }

    fn refuse_access<T>(&self, at: Location) -> Lowered<T> {
        self.refuse(
            RuleId::UnsupportedExpression,
            "after a value stand :path, [number] or ['key']",
            at,
        )
    }

    /// What only Postgres and `SQLite` have after UNION, INTERSECT and EXCEPT.
    pub(super) fn check_snowflake_set(
        &self,
        operator: SetOperator,
        all: bool,
        at: Location,
    ) -> Lowered<()> {
        if !all || operator == SetOperator::Union {
            return Ok(());
        }
        self.refuse(
            RuleId::UnsupportedClause,
            "Snowflake has ALL after UNION only",
            at,
        )
    }

    /// TOP, which is LIMIT.
    pub(super) fn top(&self, top: &ast::Top, at: Location) -> Lowered<u64> {
        match top {
            ast::Top {
                with_ties: false,
                percent: false,
                quantity: Some(ast::TopQuantity::Constant(count)),
            } => Ok(*count),
            _ => self.refuse(
                RuleId::InvalidLimit,
                "write TOP, or LIMIT, with a whole number",
                at,
            ),
        }
    }
}

fn constant(expr: &ast::Expr) -> Option<&Value> {
    match expr {
        ast::Expr::Value(value) => Some(&value.value),
        _ => None,
    }
}

fn is_index(digits: &str) -> bool {
    digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_plain_key(key: &str) -> bool {
    key.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && key
            .bytes()
            .next()
            .is_some_and(|byte| !byte.is_ascii_digit())
}

/// Writes a key in brackets; whether it could be written without any escape.
fn push_quoted_key(written: &mut String, key: &str) -> bool {
    if key.is_empty() || key.contains(['"', '\\', '\0']) {
        return false;
    }
    written.push_str("[\"");
    written.push_str(key);
    written.push_str("\"]");
    true
}

/// Whether a call is made by its own name: quoted, a name means a function of that case only.
pub(super) fn is_built_in_name(folded: &str) -> bool {
    !folded.bytes().any(|byte| byte.is_ascii_lowercase())
}
