//! What makes rows in FROM: `FLATTEN`, `GENERATOR`, `SPLIT_TO_TABLE` and VALUES.
//!
//! `LATERAL FLATTEN(…)` and `TABLE(FLATTEN(…))` are one (Snowflake's documentation, "FLATTEN" and "Table
//! functions"), and all arguments stand in the tree, so that what is left out is said there too.

use plainquery_core::TypeClass;
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr, FunctionArguments, SetExpr, Value};
use sqlparser::tokenizer::Location;

use super::super::{Lowered, Lowerer, Placement};
use super::constant;
use crate::diagnostic::RuleId;
use crate::functions::{self, TableEntry};
use crate::kinds::Kinds;
use crate::scope::{Columns, OutColumn};
use crate::tree::{Body, Expr, Literal, Query, Source};

/// The most bytes of a path.
const MAX_PATH_BYTES: usize = 256;

/// What `FLATTEN` takes, in the order of the tree.
const FLATTEN: &[&str] = &["INPUT", "PATH", "OUTER", "RECURSIVE", "MODE"];

/// The arguments as they are in the tree, and how large they are.
struct Given {
    values: Vec<Expr>,
    weight: u64,
}

impl Lowerer<'_> {
    /// `TABLE(function(…))`.
    pub(in crate::lower) fn snowflake_table(
        &mut self,
        expr: &ast::Expr,
        alias: Option<&ast::TableAlias>,
        at: Location,
    ) -> Lowered<Source> {
        let ast::Expr::Function(ast::Function {
            name,
            uses_odbc_syntax: false,
            parameters: FunctionArguments::None,
            args:
                FunctionArguments::List(ast::FunctionArgumentList {
                    duplicate_treatment: None,
                    args,
                    clauses,
                }),
            within_group,
            filter: None,
            null_treatment: None,
            over: None,
        }) = expr
        else {
            return self.table_function(at);
        };
        if !clauses.is_empty() || !within_group.is_empty() {
            return self.table_function(at);
        }
        self.snowflake_rows(name, args, alias, at)
    }

    /// A function in FROM.
    pub(in crate::lower) fn snowflake_rows(
        &mut self,
        name: &ast::ObjectName,
        args: &[FunctionArg],
        alias: Option<&ast::TableAlias>,
        at: Location,
    ) -> Lowered<Source> {
        let (schema, written) = self.name_parts(name)?;
        let lower = written.to_ascii_lowercase();
        let found = functions::find_table(&lower, self.dialect)
            .filter(|_| schema.is_none() && super::is_built_in_name(&written));
        let Some(entry) = found else {
            return self.unknown_table_function(&lower, at);
        };
        let given = match entry.name {
            "flatten" => self.flattened(args, at)?,
            "generator" => self.generated(args, at)?,
            _ => self.positional(entry, args, at)?,
        };
        let alias_name = match alias {
            None => written,
            Some(alias) if alias.columns.is_empty() => self.fold(&alias.name),
            Some(_) => {
                return self.refuse(
                    RuleId::UnsupportedSource,
                    format!("the columns of {} keep their names here", entry.name),
                    at,
                );
            }
        };
        let columns: Vec<OutColumn> = entry
            .columns
            .iter()
            .map(|(name, class)| out_column((*name).to_owned(), *class, given.weight))
            .collect();
        let names = columns.iter().map(|column| column.name.clone()).collect();
        let columns = Columns::Query(columns);
        let alias = self.add_source(&alias_name, None, columns, alias.is_some(), at)?;
        Ok(Source::Function {
            name: entry.name.to_owned(),
            arguments: given.values,
            ordinality: false,
            alias,
            columns: names,
        })
    }

    fn flattened(&mut self, args: &[FunctionArg], at: Location) -> Lowered<Given> {
        let mut given: [Option<&ast::Expr>; 5] = [None; 5];
        for arg in args {
            let place = match (named(arg), arg) {
                (Some((name, value)), _) => FLATTEN
                    .iter()
                    .position(|known| name.eq_ignore_ascii_case(known))
                    .map(|place| (place, value)),
                // Without a name it is what is flattened.
                (None, FunctionArg::Unnamed(FunctionArgExpr::Expr(value))) => Some((0, value)),
                _ => None,
            };
            match place.and_then(|(place, value)| Some((given.get_mut(place)?, value))) {
                Some((slot @ None, value)) => *slot = Some(value),
                _ => return self.refuse_flatten(at),
            }
        }
        let [Some(input), path, outer, recursive, mode] = given else {
            return self.refuse_flatten(at);
        };
        let Some(path) = text_or(path, "").filter(|path| path.len() <= MAX_PATH_BYTES) else {
            return self.refuse_flatten(at);
        };
        let (Some(outer), Some(recursive)) = (truth_or_false(outer), truth_or_false(recursive))
        else {
            return self.refuse_flatten(at);
        };
        let mode = text_or(mode, "BOTH").map(str::to_ascii_uppercase);
        let Some(mode) = mode.filter(|mode| matches!(mode.as_str(), "ARRAY" | "BOTH" | "OBJECT"))
        else {
            return self.refuse_flatten(at);
        };
        let placement = Placement::default();
        let ((input, _), weight) =
            self.weighed(|this| this.placed(placement, |this| this.expr(input)))?;
        Ok(Given {
            values: vec![
                input,
                Expr::text(path),
                Expr::Literal(Literal::Boolean(outer)),
                Expr::Literal(Literal::Boolean(recursive)),
                Expr::text(mode),
            ],
            weight,
        })
    }

    fn refuse_flatten<T>(&self, at: Location) -> Lowered<T> {
        self.refuse(
            RuleId::FunctionArguments,
            "write FLATTEN(INPUT => value), and PATH, OUTER, RECURSIVE and MODE each once with a constant",
            at,
        )
    }

    fn generated(&mut self, args: &[FunctionArg], at: Location) -> Lowered<Given> {
        let rows = match args {
            [only] => named(only).filter(|(name, _)| name.eq_ignore_ascii_case("rowcount")),
            _ => None,
        };
        let digits = rows.and_then(|(_, value)| match constant(value) {
            Some(Value::Number(digits, false)) => digits.parse::<u32>().ok(),
            _ => None,
        });
        match digits {
            Some(rows) => Ok(Given {
                values: vec![Expr::number(rows.to_string())],
                weight: 1,
            }),
            None => self.refuse(
                RuleId::TooManyMadeRows,
                "GENERATOR takes ROWCOUNT => and a whole number, and no TIMELIMIT",
                at,
            ),
        }
    }

    fn positional(
        &mut self,
        entry: &TableEntry,
        args: &[FunctionArg],
        at: Location,
    ) -> Lowered<Given> {
        let mut given = Given {
            values: Vec::with_capacity(args.len()),
            weight: 1,
        };
        for arg in args {
            let FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) = arg else {
                return self.refuse(
                    RuleId::FunctionArguments,
                    format!("{} takes plain values, by position", entry.name),
                    at,
                );
            };
            let placement = Placement::default();
            let ((value, _), weight) =
                self.weighed(|this| this.placed(placement, |this| this.expr(value)))?;
            given.values.push(value);
            given.weight = given.weight.saturating_add(weight);
        }
        if !(entry.min_arguments..=entry.max_arguments).contains(&given.values.len()) {
            return self.refuse(
                RuleId::FunctionArguments,
                format!("{} takes {} arguments", entry.name, entry.max_arguments),
                at,
            );
        }
        Ok(given)
    }

    /// VALUES, which stands only in FROM there (Snowflake's documentation, "VALUES"): its columns are
    /// `COLUMN1` and so on, or those of the alias.
    pub(in crate::lower) fn snowflake_values(
        &mut self,
        values: &ast::Values,
        alias: Option<&ast::TableAlias>,
        at: Location,
    ) -> Lowered<Source> {
        let visible = self.show_siblings(false, 0);
        let read = self.rows_of_values(values);
        if let (Some((hidden, first)), Some(scope)) = (visible, self.scopes.last_mut()) {
            scope.hidden = hidden;
            scope.first_visible = first;
        }
        let (rows, mut columns) = read?;
        let names = match alias {
            Some(alias) => self.alias_columns(alias)?,
            None => Vec::new(),
        };
        if !names.is_empty() && names.len() != columns.len() {
            return self.refuse(
                RuleId::ColumnCount,
                format!(
                    "{} names for {} columns; give as many as there are",
                    names.len(),
                    columns.len()
                ),
                at,
            );
        }
        let own = (1..=columns.len()).map(|number| format!("COLUMN{number}"));
        let names = if names.is_empty() {
            own.collect()
        } else {
            names
        };
        for (column, name) in columns.iter_mut().zip(&names) {
            *column = out_column(name.clone(), column.class, column.weight);
        }
        let given = alias.map_or_else(
            || self.unique_alias("VALUES"),
            |alias| self.fold(&alias.name),
        );
        let alias = self.add_source(&given, None, Columns::Query(columns), alias.is_some(), at)?;
        Ok(Source::Derived {
            query: Box::new(Query {
                body: Body::Values(rows),
                ..Query::default()
            }),
            alias,
            columns: names,
            lateral: false,
        })
    }
}

/// VALUES where it is a source by itself.
pub(in crate::lower) fn only_values(query: &ast::Query) -> Option<&ast::Values> {
    let ast::Query {
        with: None,
        body,
        order_by: None,
        limit_clause: None,
        fetch: None,
        locks,
        for_clause: None,
        settings: None,
        format_clause: None,
        pipe_operators,
    } = query
    else {
        return None;
    };
    match &**body {
        SetExpr::Values(values) if locks.is_empty() && pipe_operators.is_empty() => Some(values),
        // A pair of parentheses more.
        SetExpr::Query(inner) if locks.is_empty() && pipe_operators.is_empty() => {
            only_values(inner)
        }
        _ => None,
    }
}

/// The name and the value of `name => value`.
fn named(arg: &FunctionArg) -> Option<(&str, &ast::Expr)> {
    match arg {
        FunctionArg::Named {
            name,
            arg: FunctionArgExpr::Expr(value),
            operator: ast::FunctionArgOperator::RightArrow,
        }
        | FunctionArg::ExprNamed {
            name: ast::Expr::Identifier(name),
            arg: FunctionArgExpr::Expr(value),
            operator: ast::FunctionArgOperator::RightArrow,
        } if name.quote_style.is_none() => Some((&name.value, value)),
        _ => None,
    }
}

fn text_or<'q>(value: Option<&'q ast::Expr>, missing: &'q str) -> Option<&'q str> {
    match value.map(constant) {
        None => Some(missing),
        Some(Some(Value::SingleQuotedString(text))) => Some(text),
        Some(_) => None,
    }
}

fn truth_or_false(value: Option<&ast::Expr>) -> Option<bool> {
    match value.map(constant) {
        None => Some(false),
        Some(Some(Value::Boolean(truth))) => Some(*truth),
        Some(_) => None,
    }
}

fn out_column(name: String, class: TypeClass, weight: u64) -> OutColumn {
    OutColumn {
        given: name.clone(),
        name,
        class,
        kinds: Kinds::of_class(class),
        weight,
    }
}
