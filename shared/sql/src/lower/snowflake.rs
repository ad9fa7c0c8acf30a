//! What is written otherwise in `Snowflake`, and what is lowered there to something plainer.

use plainquery_core::TypeClass;
use sqlparser::ast::{self, JsonPathElem, Value};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Output, Typed, distinct_name, start};
use crate::diagnostic::RuleId;
use crate::tree::{
    Body, Expr, OrderItem, Query, Select, SelectItem, SetOperator, Source, TRY_CAST,
};

/// The parts of dates and times, and how each is printed.
const UNITS: &[&str] = &[
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "millisecond",
    "microsecond",
    "dayofweek",
    "dayofweekiso",
    "dayofyear",
    "weekiso",
    "yearofweek",
    "yearofweekiso",
    "epoch_second",
    "epoch_millisecond",
];

/// The functions whose argument at that place is a part of a date.
const TAKE_UNITS: &[(&str, usize)] = &[
    ("dateadd", 0),
    ("datediff", 0),
    ("date_part", 0),
    ("date_trunc", 0),
    ("last_day", 1),
    ("time_slice", 2),
    ("timeadd", 0),
    ("timediff", 0),
    ("timestampadd", 0),
    ("timestampdiff", 0),
];

/// The most bytes of a path into a value.
const MAX_PATH_BYTES: usize = 256;

/// What a SELECT is put together from once its parts are lowered.
pub(super) struct Qualified {
    pub(super) select: Select,
    pub(super) order_by: Vec<OrderItem>,
}

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
            _ => return None,
        })
    }

    fn charindex(&mut self, wanted: &ast::Expr, within: &ast::Expr) -> Lowered<Typed> {
        let (wanted, _) = self.expr(wanted)?;
        let (within, _) = self.expr(within)?;
        let call = Expr::call("charindex", vec![wanted, within]);
        Ok((call, TypeClass::Integer))
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

    /// An argument of a call: some take a part of a date, quoted or not, and print it quoted.
    pub(super) fn snowflake_argument(
        &mut self,
        function: &str,
        place: usize,
        argument: &ast::Expr,
    ) -> Lowered<Typed> {
        if !TAKE_UNITS.contains(&(function, place)) {
            return self.expr(argument);
        }
        let written = match argument {
            ast::Expr::Identifier(ident) if ident.quote_style.is_none() => Some(&ident.value),
            other => match constant(other) {
                Some(Value::SingleQuotedString(text)) => Some(text),
                _ => None,
            },
        };
        match written.and_then(|written| unit(written)) {
            Some(unit) => Ok((Expr::text(unit), TypeClass::Text)),
            None => self.refuse(
                RuleId::FunctionArguments,
                format!("{function} takes a part of a date there: YEAR, MONTH, DAY, HOUR …"),
                start(argument),
            ),
        }
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

    /// QUALIFY, which filters rows by what windows say of them: the SELECT becomes a derived table with the
    /// condition as a column more, and the rows around it are chosen by that.
    pub(super) fn qualified(
        &self,
        inner: Select,
        items: &[Output],
        condition: Expr,
        order_by: Vec<OrderItem>,
    ) -> Qualified {
        let source = self.unique_alias("qualified");
        let mut names: Vec<String> = items.iter().map(|output| output.name.clone()).collect();
        let mut hidden = Vec::new();
        let mut hide = |expr: Expr, wanted: &str| {
            let name = distinct_name(wanted, |candidate| {
                names.iter().any(|name| name == candidate)
            });
            names.push(name.clone());
            hidden.push(SelectItem {
                expr,
                alias: Some(name.clone()),
            });
            Expr::column(source.as_str(), name)
        };
        let filter = hide(condition, "qualify");
        let order_by = order_by
            .into_iter()
            .map(|item| match &item.expr {
                Expr::Column { source: None, .. } => item,
                _ => OrderItem {
                    expr: hide(item.expr, "order"),
                    ..item
                },
            })
            .collect();
        let shown = items
            .iter()
            .map(|output| SelectItem {
                expr: Expr::column(source.as_str(), output.name.as_str()),
                alias: Some(output.name.clone()),
            })
            .collect();
        let distinct = inner.distinct;
        let mut inner = Select {
            distinct: false,
            ..inner
        };
        inner.items.extend(hidden);
        let select = Select {
            distinct,
            items: shown,
            from: vec![Source::Derived {
                query: Box::new(Query {
                    body: Body::Select(Box::new(inner)),
                    ..Query::default()
                }),
                alias: source,
                columns: Vec::new(),
                lateral: false,
            }],
            filter: Some(filter),
            ..Select::default()
        };
        Qualified { select, order_by }
    }
}

/// The printed form of a part of a date.
fn unit(written: &str) -> Option<&'static str> {
    let lower = written.to_ascii_lowercase();
    let singular = match lower.as_str() {
        "yy" | "yyyy" | "years" => "year",
        "quarters" | "qtr" => "quarter",
        "mm" | "mon" | "months" => "month",
        "weeks" | "wk" => "week",
        "dd" | "d" | "days" => "day",
        "hh" | "hours" => "hour",
        "mi" | "minutes" => "minute",
        "ss" | "seconds" => "second",
        "dow" | "weekday" => "dayofweek",
        "doy" => "dayofyear",
        "epoch" => "epoch_second",
        other => other,
    };
    UNITS.iter().find(|unit| **unit == singular).copied()
}

/// Whether a text after INTERVAL is a list of numbers with units.
pub(super) fn is_interval(text: &str) -> bool {
    text.split(',').all(|part| {
        let mut words = part.split_ascii_whitespace();
        let number = words.next().unwrap_or_default();
        let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
        let is_number =
            (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_unit = words.next().is_some_and(|word| unit(word).is_some());
        is_number && is_unit && words.next().is_none()
    })
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
