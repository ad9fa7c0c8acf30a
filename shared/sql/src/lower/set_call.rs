//! Functions that yield rows, in the list of SELECT and in GROUP BY.
//!
//! They are printed where they stand: what Postgres makes of an empty set, and of several of them side by
//! side, is its own affair. It takes them where each row of the result is made, inside other calls and
//! operators too, and nowhere else.

use plainquery_core::TypeClass;
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr, FunctionArguments, Ident};
use sqlparser::tokenizer::Location;

use super::table_call::series_class;
use super::{Lowered, Lowerer, Typed, start};
use crate::diagnostic::{RuleId, closest};
use crate::functions::{self, RowSource, TableEntry};
use crate::mutation;
use crate::tree::{Expr, FIELD};

/// A call that yields rows of several columns, and those columns.
pub(super) struct RowSet {
    call: Expr,
    name: &'static str,
    columns: &'static [(&'static str, TypeClass)],
}

impl Lowerer<'_> {
    /// A call that yields values.
    pub(super) fn set_call(
        &mut self,
        entry: &'static TableEntry,
        function: &ast::Function,
        list: Option<&ast::FunctionArgumentList>,
        at: Location,
    ) -> Lowered<Typed> {
        let (call, class) = self.set_of(entry, function, list, at)?;
        if let [(first, _), _, ..] = entry.columns {
            return self.refuse(
                RuleId::WholeRow,
                format!(
                    "{0} yields rows of several columns; write it in FROM, or take one column: ({0}(…)).{first}",
                    entry.name
                ),
                at,
            );
        }
        Ok((call, class))
    }

    /// The call in parentheses before `.column`, if it is one of a function that yields rows of
    /// several columns.
    pub(super) fn row_set(&mut self, root: &ast::Expr) -> Lowered<Option<RowSet>> {
        let mut root = root;
        while let ast::Expr::Nested(inner) = root {
            root = inner;
        }
        let ast::Expr::Function(function) = root else {
            return Ok(None);
        };
        let (schema, name) = self.name_parts(&function.name)?;
        let is_own = schema.is_none_or(|schema| schema == "pg_catalog");
        let found = functions::find_set(&name, self.dialect)
            .filter(|entry| is_own && entry.columns.len() > 1);
        let (Some(entry), FunctionArguments::List(list)) = (found, &function.args) else {
            return Ok(None);
        };
        let (call, _) = self.set_of(entry, function, Some(list), start(root))?;
        Ok(Some(RowSet {
            call,
            name: entry.name,
            columns: entry.columns,
        }))
    }

    /// `(call).column`.
    pub(super) fn set_field(&self, set: RowSet, name: &Ident) -> Lowered<Typed> {
        let wanted = self.fold(name);
        let mut columns = set.columns.iter();
        if let Some((_, class)) = columns.find(|(known, _)| *known == wanted) {
            let value = Expr::call(FIELD, vec![set.call, Expr::text(wanted)]);
            return Ok((value, *class));
        }
        let suggestion = closest(&wanted, set.columns.iter().map(|(name, _)| *name));
        Err(self
            .diagnostic(
                RuleId::UnknownColumn,
                format!("{} has no column \"{wanted}\"", set.name),
                name.span.start,
            )
            .suggest(suggestion.map(ToOwned::to_owned)))
    }

    fn set_of(
        &mut self,
        entry: &'static TableEntry,
        function: &ast::Function,
        list: Option<&ast::FunctionArgumentList>,
        at: Location,
    ) -> Lowered<Typed> {
        let name = entry.name;
        if !self.placement.sets {
            let refused = self.refuse(
                RuleId::FunctionPlacement,
                format!(
                    "{name} yields rows: it stands in FROM, or in the list of SELECT outside of conditions, CASE, COALESCE, aggregates and windows"
                ),
                at,
            );
            mutation::or(refused, || ())?;
        }
        let arguments = self.plain_arguments(name, function, list, at)?;
        // Several arrays side by side are a form of FROM alone.
        let most = if name == "unnest" {
            1
        } else {
            entry.max_arguments
        };
        if !(entry.min_arguments..=most).contains(&arguments.len()) {
            let message = if name == "unnest" {
                "here unnest takes one array; several stand in FROM".to_owned()
            } else {
                format!(
                    "{name} takes {} to {most} arguments, not {}",
                    entry.min_arguments,
                    arguments.len()
                )
            };
            return self.refuse(RuleId::FunctionArguments, message, at);
        }
        let mut values = Vec::with_capacity(arguments.len());
        let mut classes = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let (value, class) = self.expr(argument)?;
            values.push(value);
            classes.push(class);
        }
        if let Some(pattern) = entry.pattern.and_then(|index| values.get(index)) {
            self.check_pattern(pattern, at)?;
        }
        let class = match (entry.rows, entry.columns) {
            (RowSource::Series, _) => series_class(&classes),
            (RowSource::Elements, [(_, class)]) => *class,
            (RowSource::Elements, _) => TypeClass::Other,
        };
        Ok((Expr::call(name, values), class))
    }

    /// The arguments, with nothing else in the parentheses or after them.
    fn plain_arguments<'q>(
        &self,
        name: &str,
        function: &'q ast::Function,
        list: Option<&'q ast::FunctionArgumentList>,
        at: Location,
    ) -> Lowered<Vec<&'q ast::Expr>> {
        let ast::Function {
            name: _,
            uses_odbc_syntax: _,
            parameters,
            args: _,
            within_group,
            filter,
            null_treatment,
            over,
        } = function;
        let values = list.and_then(|list| {
            let ast::FunctionArgumentList {
                duplicate_treatment: None,
                args,
                clauses,
            } = list
            else {
                return None;
            };
            let values: Option<Vec<&ast::Expr>> = args
                .iter()
                .map(|arg| match arg {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
                    _ => None,
                })
                .collect();
            values.filter(|_| clauses.is_empty())
        });
        let is_plain = matches!(parameters, FunctionArguments::None)
            && within_group.is_empty()
            && filter.is_none()
            && null_treatment.is_none()
            && over.is_none();
        match values.filter(|_| is_plain) {
            Some(values) => Ok(values),
            None => self.refuse(
                RuleId::FunctionArguments,
                format!("{name} takes plain values, by position, and nothing after them"),
                at,
            ),
        }
    }
}
