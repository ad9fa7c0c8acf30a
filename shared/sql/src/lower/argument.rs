//! What stands in the parentheses of a call.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Typed};
use crate::cost::most;
use crate::diagnostic::RuleId;
use crate::functions::{self, Bound, Entry, Kind, MAX_PADDED_LENGTH, MAX_PIECE_BYTES, MAX_REPEATS};
use crate::tree::{Expr, Literal, OrderItem};
use crate::types;

/// What stands in the parentheses of a call.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) values: Vec<Expr>,
    pub(super) classes: Vec<TypeClass>,
    pub(super) star: bool,
    pub(super) distinct: bool,
    pub(super) order_by: Vec<OrderItem>,
}

impl Arguments {
    pub(super) fn push(&mut self, (value, class): Typed) {
        self.values.push(value);
        self.classes.push(class);
    }

    pub(super) fn extend(&mut self, values: Vec<Typed>) {
        for value in values {
            self.push(value);
        }
    }

    /// Puts a value at its place; what is missing before it is 0.
    pub(super) fn put(&mut self, place: usize, value: Expr) {
        let missing = (place + 1).saturating_sub(self.values.len());
        for _ in 0..missing {
            self.push((Expr::number("0"), TypeClass::Integer));
        }
        if let Some(known) = self.values.get_mut(place) {
            *known = value;
        }
    }
}

impl Lowerer<'_> {
    /// What is left out and printed all the same: `regexp_replace` of `Snowflake` takes out what matches.
    pub(super) fn fill_arguments(&self, entry: &Entry, arguments: &mut Arguments) {
        if self.dialect == Dialect::Snowflake
            && entry.name == "regexp_replace"
            && arguments.values.len() == 2
        {
            arguments.push((Expr::text(""), TypeClass::Text));
        }
    }

    pub(super) fn arguments(
        &mut self,
        entry: &Entry,
        list: &ast::FunctionArgumentList,
        at: Location,
    ) -> Lowered<Arguments> {
        let ast::FunctionArgumentList {
            duplicate_treatment,
            args,
            clauses,
        } = list;
        let mut arguments = Arguments {
            distinct: matches!(duplicate_treatment, Some(ast::DuplicateTreatment::Distinct)),
            ..Arguments::default()
        };
        for arg in args {
            match arg {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(ast::Expr::Tuple(row)))
                    if entry.name == "count" =>
                {
                    arguments.push(self.row(row, at)?);
                }
                FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => {
                    let value = self.argument(entry.name, arguments.values.len(), expr)?;
                    arguments.push(value);
                }
                FunctionArg::Unnamed(FunctionArgExpr::Wildcard) if entry.name == "count" => {
                    arguments.star = true;
                }
                FunctionArg::Unnamed(FunctionArgExpr::Wildcard)
                    if entry.name.starts_with("object_construct") && args.len() == 1 =>
                {
                    arguments.extend(self.named_columns(at)?);
                }
                FunctionArg::Unnamed(
                    FunctionArgExpr::QualifiedWildcard(_)
                    | FunctionArgExpr::Wildcard
                    | FunctionArgExpr::WildcardWithOptions(_),
                ) => {
                    return self.refuse(
                        RuleId::WholeRow,
                        format!("{} takes columns, not *", entry.name),
                        at,
                    );
                }
                FunctionArg::Named {
                    name,
                    arg: FunctionArgExpr::Expr(expr),
                    operator: _,
                }
                | FunctionArg::ExprNamed {
                    name: ast::Expr::Identifier(name),
                    arg: FunctionArgExpr::Expr(expr),
                    operator: _,
                } if self.place_of(entry, name).is_some() => {
                    let (value, _) = self.expr(expr)?;
                    arguments.put(self.place_of(entry, name).unwrap_or_default(), value);
                }
                FunctionArg::Named { .. } | FunctionArg::ExprNamed { .. } => {
                    return self.refuse(
                        RuleId::FunctionArguments,
                        "arguments are given by position, not by name",
                        at,
                    );
                }
            }
        }
        for clause in clauses {
            match clause {
                ast::FunctionArgumentClause::OrderBy(items) => {
                    arguments.order_by = self.order_plain(items)?;
                }
                ast::FunctionArgumentClause::Separator(separator)
                    if self.dialect == Dialect::Mysql && entry.name == "group_concat" =>
                {
                    arguments.push(self.mysql_separator(separator)?);
                }
                ast::FunctionArgumentClause::IgnoreOrRespectNulls(_)
                    if self.takes_nulls_clause(entry) => {}
                ast::FunctionArgumentClause::IgnoreOrRespectNulls(_)
                | ast::FunctionArgumentClause::Where(_)
                | ast::FunctionArgumentClause::Limit(_)
                | ast::FunctionArgumentClause::OnOverflow(_)
                | ast::FunctionArgumentClause::Having(_)
                | ast::FunctionArgumentClause::Separator(_)
                | ast::FunctionArgumentClause::JsonNullClause(_)
                | ast::FunctionArgumentClause::JsonReturningClause(_) => {
                    return self.refuse(
                        RuleId::FunctionArguments,
                        "only ORDER BY may follow the arguments",
                        at,
                    );
                }
            }
        }
        let is_aggregate = matches!(entry.kind, Kind::Aggregate);
        if (arguments.distinct || !arguments.order_by.is_empty()) && !is_aggregate {
            return self.refuse(
                RuleId::FunctionArguments,
                "DISTINCT and ORDER BY stand inside aggregates only",
                at,
            );
        }
        Ok(arguments)
    }

    pub(super) fn argument(
        &mut self,
        function: &str,
        place: usize,
        argument: &ast::Expr,
    ) -> Lowered<Typed> {
        match self.dialect {
            Dialect::Postgres | Dialect::Sqlite => self.expr(argument),
            Dialect::Mysql => self.mysql_argument(function, place, argument),
            Dialect::Snowflake => self.snowflake_argument(function, place, argument),
        }
    }

    /// Without a configuration, text search reads the session's.
    pub(super) fn check_configuration(
        &self,
        entry: &Entry,
        count: usize,
        at: Location,
    ) -> Lowered<()> {
        if entry.bound != Bound::SearchConfiguration || count + 1 != entry.min_arguments {
            return Ok(());
        }
        self.refuse(
            RuleId::FunctionArguments,
            format!(
                "{0} without a configuration reads a setting; write {0}('english', …)",
                entry.name
            ),
            at,
        )
    }

    /// Where a named argument stands.
    pub(super) fn place_of(&self, entry: &Entry, name: &ast::Ident) -> Option<usize> {
        let name = self.fold(name);
        functions::parameter_names(entry.name)
            .iter()
            .position(|parameter| *parameter == name)
    }

    pub(super) fn check_count(
        &self,
        entry: &Entry,
        arguments: &Arguments,
        at: Location,
    ) -> Lowered<()> {
        let count = arguments.values.len();
        self.check_configuration(entry, count, at)?;
        let needs_one = entry.name == "count" && !arguments.star;
        let minimum = if needs_one { 1 } else { entry.min_arguments };
        let mixed = arguments.star && (count > 0 || arguments.distinct);
        if !mixed && (minimum..=entry.max_arguments).contains(&count) {
            return Ok(());
        }
        let wanted = match (entry.min_arguments, entry.max_arguments) {
            (low, high) if low == high => low.to_string(),
            (low, functions::ANY) => format!("{low} or more"),
            (low, high) => format!("{low} to {high}"),
        };
        self.refuse(
            RuleId::FunctionArguments,
            format!("{} takes {wanted} arguments, not {count}", entry.name),
            at,
        )
    }

    /// Holds a call to what keeps its result small.
    pub(super) fn check_bound(
        &self,
        entry: &Entry,
        arguments: &Arguments,
        at: Location,
    ) -> Lowered<()> {
        let values = &arguments.values;
        let refused = match entry.bound {
            // What the result grows to is estimated over the whole tree, in `cost`.
            Bound::Natural | Bound::Doubles => None,
            Bound::SearchConfiguration
                if !values.get(3).is_none_or(super::search::is_headline_options) =>
            {
                Some(format!(
                    "the options of {} are a constant such as 'MaxWords=20, StartSel=<b>, StopSel=</b>'",
                    entry.name
                ))
            }
            Bound::SearchConfiguration => {
                let name = match values.first() {
                    Some(Expr::Literal(Literal::Text(name))) => types::search_configuration(name),
                    _ => None,
                };
                name.is_none().then(|| {
                    format!(
                        "the configuration given to {} is a constant such as 'english' or 'simple'",
                        entry.name
                    )
                })
            }
            // A precision may be left out.
            Bound::Length(index) if index >= values.len() => None,
            Bound::Length(index) => match values.get(index).and_then(most) {
                Some(length) if length <= i128::from(MAX_PADDED_LENGTH) => None,
                _ => Some(format!(
                    "the length given to {} is a whole number of at most {MAX_PADDED_LENGTH}: a constant, or least(value, constant)",
                    entry.name
                )),
            },
            Bound::Repeats(index) => match values.get(index).and_then(most) {
                Some(times) if times <= i128::from(MAX_REPEATS) => None,
                _ => Some(format!(
                    "{} repeats at most {MAX_REPEATS} times, by a constant or least(value, constant)",
                    entry.name
                )),
            },
            Bound::Separator(index) => match values.get(index) {
                None => None,
                Some(value)
                    if constant_bytes(value).is_some_and(|bytes| bytes <= MAX_PIECE_BYTES) =>
                {
                    None
                }
                Some(_) => Some(format!(
                    "the separator given to {} is a constant of at most {MAX_PIECE_BYTES} bytes",
                    entry.name
                )),
            },
            Bound::Pattern(index) => {
                if let Some(pattern) = values.get(index) {
                    self.check_pattern(pattern, at)?;
                }
                None
            }
            // What is only taken away makes nothing larger.
            Bound::Replacement if values.get(2).and_then(constant_bytes) == Some(0) => None,
            Bound::Replacement | Bound::RegularExpression => {
                if entry.bound == Bound::RegularExpression
                    && let Some(pattern) = values.get(1)
                {
                    self.check_pattern(pattern, at)?;
                }
                let wanted = values.get(1).and_then(constant_bytes);
                let replacement = values.get(2).and_then(constant_bytes);
                let flags = values
                    .get(3)
                    .is_none_or(|flags| constant_bytes(flags).is_some());
                match (wanted, replacement) {
                    (Some(_), Some(replacement)) if replacement <= MAX_PIECE_BYTES && flags => None,
                    _ => Some(format!(
                        "{} replaces constants by constants of at most {MAX_PIECE_BYTES} bytes",
                        entry.name
                    )),
                }
            }
        };
        match refused {
            None => Ok(()),
            Some(message) => self.refuse(RuleId::UnboundedSize, message, at),
        }
    }
}

/// `age` of one value could be that of a transaction: what is no date for sure is made a timestamp.
pub(super) fn pin_age(arguments: &mut Arguments) {
    let is_date = matches!(
        arguments.classes.as_slice(),
        [TypeClass::Date | TypeClass::Timestamp]
    );
    if let [only] = arguments.values.as_mut_slice()
        && !is_date
    {
        let operand = std::mem::replace(only, Expr::Literal(Literal::Null));
        *only = Expr::Cast {
            operand: Box::new(operand),
            type_name: "timestamp".to_owned(),
        };
    }
}

/// The bytes of the text that an expression is.
fn constant_bytes(expr: &Expr) -> Option<usize> {
    match expr {
        Expr::Literal(Literal::Text(text)) => Some(text.len()),
        _ => None,
    }
}
