//! Functions in FROM.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Placement};
use crate::diagnostic::{RuleId, closest};
use crate::functions::{self, RowSource, TableEntry};
use crate::kinds::Kinds;
use crate::scope::{Columns, OutColumn};
use crate::tree::{Body, Expr, Query, Select, SelectItem, Source};
use crate::types;

/// A function in FROM, as the text has it.
pub(super) struct TableCall<'q> {
    name: &'q ast::ObjectName,
    args: &'q [FunctionArg],
    ordinality: bool,
    alias: Option<&'q ast::TableAlias>,
}

impl<'q> TableCall<'q> {
    pub(super) fn new(
        name: &'q ast::ObjectName,
        args: &'q [FunctionArg],
        ordinality: bool,
        alias: Option<&'q ast::TableAlias>,
    ) -> Self {
        Self {
            name,
            args,
            ordinality,
            alias,
        }
    }
}

/// Arguments with their classes, and how large they are together.
struct Given {
    values: Vec<Expr>,
    classes: Vec<TypeClass>,
    weight: u64,
}

impl Lowerer<'_> {
    pub(super) fn table_call(&mut self, call: &TableCall<'_>, at: Location) -> Lowered<Source> {
        let (schema, mut name) = self.name_parts(call.name)?;
        if self.dialect == Dialect::Sqlite {
            name.make_ascii_lowercase();
        }
        let is_own = schema
            .as_deref()
            .is_none_or(|schema| schema == "pg_catalog" && self.dialect == Dialect::Postgres);
        let entry = functions::find_table(&name, self.dialect).filter(|_| is_own);
        let Some(entry) = entry else {
            if is_own && self.dialect == Dialect::Postgres && functions::is_search_query(&name) {
                return self.search_query(call, name, at);
            }
            return self.unknown_table_function(&name, at);
        };
        let mut exprs = Vec::with_capacity(call.args.len());
        for arg in call.args {
            match arg {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => exprs.push(expr),
                _ => {
                    return self.refuse(
                        RuleId::FunctionArguments,
                        format!("{name} takes plain values, by position"),
                        at,
                    );
                }
            }
        }
        self.rows_of(entry, &exprs, call.ordinality, call.alias, at)
    }

    /// The words of a search, `FROM documents, to_tsquery(…) AS query`: a query of one value, since the
    /// function yields no rows.
    fn search_query(
        &mut self,
        call: &TableCall<'_>,
        name: String,
        at: Location,
    ) -> Lowered<Source> {
        if call.ordinality {
            return self.table_function(at);
        }
        let function = ast::Function {
            name: call.name.clone(),
            uses_odbc_syntax: false,
            parameters: ast::FunctionArguments::None,
            args: ast::FunctionArguments::List(ast::FunctionArgumentList {
                duplicate_treatment: None,
                args: call.args.to_vec(),
                clauses: Vec::new(),
            }),
            within_group: Vec::new(),
            filter: None,
            null_treatment: None,
            over: None,
        };
        let placement = Placement::default();
        let ((value, class), weight) =
            self.weighed(|this| this.placed(placement, |this| this.call(&function)))?;
        let (name, names) = match call.alias {
            Some(alias) => (self.fold(&alias.name), self.alias_columns(alias)?),
            None => (name, Vec::new()),
        };
        let columns = self.renamed(vec![column(&name, class, weight)], &names, at)?;
        let shown = columns.first().map(|column| column.name.clone());
        let columns = Columns::Query(columns);
        let alias = self.add_source(&name, None, columns, call.alias.is_some(), at)?;
        let select = Select {
            items: vec![SelectItem {
                expr: value,
                alias: shown,
            }],
            ..Select::default()
        };
        Ok(Source::Derived {
            query: Box::new(Query {
                body: Body::Select(Box::new(select)),
                ..Query::default()
            }),
            alias,
            columns: Vec::new(),
            lateral: true,
        })
    }

    pub(super) fn unnest(
        &mut self,
        arrays: &[ast::Expr],
        ordinality: bool,
        alias: Option<&ast::TableAlias>,
        at: Location,
    ) -> Lowered<Source> {
        let Some(entry) = functions::find_table("unnest", self.dialect) else {
            return self.table_function(at);
        };
        let arrays: Vec<&ast::Expr> = arrays.iter().collect();
        self.rows_of(entry, &arrays, ordinality, alias, at)
    }

    pub(super) fn unknown_table_function<T>(&self, name: &str, at: Location) -> Lowered<T> {
        let suggestion = closest(name, functions::table_names(self.dialect));
        let message = if name == "rows" {
            "ROWS FROM is not admitted; join the functions by WITH ORDINALITY".to_owned()
        } else {
            format!("the function {name} is not on the reviewed list of those in FROM")
        };
        Err(self
            .diagnostic(RuleId::TableFunction, message, at)
            .suggest(suggestion.map(ToOwned::to_owned)))
    }

    fn rows_of(
        &mut self,
        entry: &'static TableEntry,
        args: &[&ast::Expr],
        ordinality: bool,
        alias: Option<&ast::TableAlias>,
        at: Location,
    ) -> Lowered<Source> {
        if !(entry.min_arguments..=entry.max_arguments).contains(&args.len()) {
            return self.refuse(
                RuleId::FunctionArguments,
                format!(
                    "{} takes {} to {} arguments, not {}",
                    entry.name,
                    entry.min_arguments,
                    entry.max_arguments,
                    args.len()
                ),
                at,
            );
        }
        if ordinality && self.dialect == Dialect::Sqlite {
            return self.table_function(at);
        }
        let given = self.given(args)?;
        if let Some(pattern) = entry.pattern.and_then(|index| given.values.get(index)) {
            self.check_pattern(pattern, at)?;
        }
        let (name, names) = match alias {
            Some(alias) => (self.fold(&alias.name), self.alias_columns(alias)?),
            None => (entry.name.to_owned(), Vec::new()),
        };
        let mut columns = Self::columns_of(entry, &given, &name);
        let is_value = columns.len() == 1 && entry.columns.len() == 1 && !ordinality;
        if ordinality {
            columns.push(column("ordinality", TypeClass::Integer, 1));
        }
        if self.dialect == Dialect::Sqlite && !names.is_empty() {
            return self.refuse(
                RuleId::UnsupportedSource,
                format!(
                    "SQLite names no columns of {}; they keep theirs",
                    entry.name
                ),
                at,
            );
        }
        let columns = self.renamed(columns, &names, at)?;
        let printed = match self.dialect {
            Dialect::Sqlite | Dialect::Mysql | Dialect::Snowflake => Vec::new(),
            Dialect::Postgres => columns.iter().map(|column| column.name.clone()).collect(),
        };
        let alias = self.add_source(&name, None, Columns::Query(columns), alias.is_some(), at)?;
        let is_value = is_value && self.dialect == Dialect::Postgres;
        if let Some(source) = self.last_source() {
            source.is_value = is_value;
        }
        Ok(Source::Function {
            name: entry.name.to_owned(),
            arguments: given.values,
            ordinality,
            alias,
            columns: printed,
        })
    }

    /// The arguments: they see the sources before the function, and hold no aggregate.
    fn given(&mut self, args: &[&ast::Expr]) -> Lowered<Given> {
        let mut given = Given {
            values: Vec::with_capacity(args.len()),
            classes: Vec::with_capacity(args.len()),
            weight: 1,
        };
        for arg in args {
            let placement = Placement::default();
            let ((value, class), weight) =
                self.weighed(|this| this.placed(placement, |this| this.expr(arg)))?;
            given.values.push(value);
            given.classes.push(class);
            given.weight = given.weight.saturating_add(weight);
        }
        Ok(given)
    }

    fn columns_of(entry: &TableEntry, given: &Given, alias: &str) -> Vec<OutColumn> {
        // Of several arrays, each is a column under the function's name.
        let several = entry.name == "unnest" && given.values.len() > 1;
        if several {
            return (1..=given.values.len())
                .map(|number| OutColumn {
                    name: if number == 1 {
                        entry.name.to_owned()
                    } else {
                        format!("{}_{number}", entry.name)
                    },
                    ..column(entry.name, TypeClass::Other, given.weight)
                })
                .collect();
        }
        let is_series = entry.rows == RowSource::Series;
        entry
            .columns
            .iter()
            .map(|(name, class)| {
                let name = if name.is_empty() { alias } else { name };
                let class = if is_series {
                    series_class(&given.classes)
                } else {
                    *class
                };
                column(name, class, given.weight)
            })
            .collect()
    }
}

/// A series of days is one of timestamps.
pub(super) fn series_class(classes: &[TypeClass]) -> TypeClass {
    let ends = classes.iter().take(2).copied();
    match ends.fold(TypeClass::Other, types::common) {
        TypeClass::Date | TypeClass::Timestamp => TypeClass::Timestamp,
        other => other,
    }
}

fn column(name: &str, class: TypeClass, weight: u64) -> OutColumn {
    OutColumn {
        kinds: Kinds::of_class(class),
        name: name.to_owned(),
        given: name.to_owned(),
        class,
        weight,
    }
}
