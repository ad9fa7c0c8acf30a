//! Calls of functions, aggregates and window functions.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, FunctionArguments};
use sqlparser::tokenizer::Location;

use super::argument::{Arguments, pin_age};
use super::from::UNKNOWN;
use super::{Lowered, Lowerer, Placement, Typed, start};
use crate::diagnostic::{RuleId, closest};
use crate::functions::{self, Entry, Kind, Returns};
use crate::mutation;
use crate::tree::{ARRAY_OF_QUERY, BinaryOperator, Expr, Function, OrderItem};
use crate::types;

impl Lowerer<'_> {
    pub(super) fn call(&mut self, function: &ast::Function) -> Lowered<Typed> {
        let ast::Function {
            name,
            uses_odbc_syntax: _,
            parameters,
            args,
            within_group,
            filter,
            null_treatment: _,
            over,
        } = function;
        let at = start(name);
        if let FunctionArguments::Subquery(query) = args
            && name.to_string().eq_ignore_ascii_case("array")
            && over.is_none()
            && filter.is_none()
            && within_group.is_empty()
            && function.null_treatment.is_none()
            && self.dialect == Dialect::Postgres
        {
            let (query, columns) = self.inner_query(query)?;
            self.column_count(&columns, 1, at)?;
            let values = Expr::Subquery(Box::new(query));
            return Ok((Expr::call(ARRAY_OF_QUERY, vec![values]), TypeClass::Array));
        }
        let (written, list) = self.call_parts(name, args, at)?;
        let count = list.map_or(0, |list| list.args.len());
        let Some(entry) = functions::find_for(&written, count, self.dialect) else {
            return match functions::find_set(&written, self.dialect) {
                Some(set) => self.set_call(set, function, list, at),
                None => self.unknown_function(&written, at),
            };
        };
        let ignore_nulls = self.ignores_nulls(function, entry)?;
        if !matches!(parameters, FunctionArguments::None) {
            return self.refuse(
                RuleId::FunctionArguments,
                format!("{written} takes plain arguments in one pair of parentheses"),
                at,
            );
        }
        let placed = self.check_placement(entry, over.is_some(), within_group.is_empty(), at);
        mutation::or(placed, || ())?;
        let inside = self.inside(entry, over.is_some());
        self.check_filter(filter.is_some(), entry, at)?;
        let mut arguments = self.placed(inside, |this| match list {
            None => Ok(Arguments::default()),
            Some(list) => this.arguments(entry, list, at),
        })?;
        self.fill_arguments(entry, &mut arguments);
        mutation::or(self.check_count(entry, &arguments, at), || ())?;
        mutation::or(self.check_bound(entry, &arguments, at), || ())?;
        if self.dialect == Dialect::Postgres && entry.name == "age" {
            pin_age(&mut arguments);
        }
        if let ("nullif", [left, right]) = (entry.name, arguments.values.as_slice()) {
            // It compares them.
            self.check_operands(left, BinaryOperator::Equal, right, at)?;
        }
        let (within_group, within_class) = self.within_group(within_group, inside)?;
        let filter = match filter {
            None => None,
            Some(filter) => Some(self.placed(inside, |this| this.expr(filter))?.0),
        };
        let over = match over {
            None => None,
            Some(over) => {
                let window = self.placed(inside, |this| this.window(over, at))?;
                Some(self.whole_frame(entry, window))
            }
        };
        self.check_parted(entry, over.as_ref(), at)?;
        let class = self.class_of_call(entry, &arguments.classes, within_class);
        let call = Function {
            name: written,
            arguments: arguments.values,
            star: arguments.star,
            distinct: arguments.distinct,
            order_by: arguments.order_by,
            filter,
            within_group,
            ignore_nulls,
            over,
        };
        Ok((Expr::Function(Box::new(call)), class))
    }

    /// What may stand inside a call.
    fn inside(&self, entry: &Entry, has_window: bool) -> Placement {
        if entry.kind == Kind::Scalar {
            return Placement {
                sets: self.placement.sets && !is_conditional(entry.name),
                ..self.placement
            };
        }
        Placement {
            // A window function is computed over groups, so aggregates may stand inside it.
            aggregates: has_window && self.placement.aggregates,
            ..Placement::default()
        }
    }

    fn check_filter(&self, has_filter: bool, entry: &Entry, at: Location) -> Lowered<()> {
        let message = if !has_filter {
            return Ok(());
        } else if matches!(self.dialect, Dialect::Mysql | Dialect::Snowflake) {
            "this dialect has no FILTER; write CASE inside the aggregate"
        } else if matches!(entry.kind, Kind::Aggregate | Kind::OrderedSet) {
            return Ok(());
        } else {
            "FILTER follows aggregates only"
        };
        self.refuse(RuleId::FunctionPlacement, message, at)
    }

    /// The name, folded and without `pg_catalog`, and the list of arguments.
    fn call_parts<'q>(
        &self,
        name: &ast::ObjectName,
        args: &'q FunctionArguments,
        at: Location,
    ) -> Lowered<(String, Option<&'q ast::FunctionArgumentList>)> {
        let (schema, mut written) = self.name_parts(name)?;
        if self.dialect == Dialect::Snowflake && !super::snowflake::is_built_in_name(&written) {
            return self.unknown_function(&written, at);
        }
        if self.dialect != Dialect::Postgres {
            // Quoted or not, these find functions by any case.
            written.make_ascii_lowercase();
        }
        if schema
            .as_deref()
            .is_some_and(|schema| schema != "pg_catalog" || self.dialect != Dialect::Postgres)
        {
            return self.unknown_function(&written, at);
        }
        match args {
            FunctionArguments::List(list) => Ok((written, Some(list))),
            // Only those that are written so: `current_date`.
            FunctionArguments::None
                if written.starts_with("current_") || written.starts_with("local") =>
            {
                Ok((written, None))
            }
            FunctionArguments::None | FunctionArguments::Subquery(_) => self.refuse(
                RuleId::FunctionArguments,
                format!("{written} takes arguments in parentheses"),
                at,
            ),
        }
    }

    fn unknown_function<T>(&self, name: &str, at: Location) -> Lowered<T> {
        let suggestion = closest(name, functions::names(self.dialect)).map(ToOwned::to_owned);
        Err(self
            .diagnostic(
                RuleId::UnknownFunction,
                format!("the function {name} is not on the reviewed list"),
                at,
            )
            .suggest(suggestion))
    }

    fn check_placement(
        &self,
        entry: &Entry,
        has_window: bool,
        has_no_group: bool,
        at: Location,
    ) -> Lowered<()> {
        let name = entry.name;
        let orders = self.dialect == Dialect::Snowflake && functions::may_be_ordered(name);
        let problem = match entry.kind {
            Kind::Scalar if has_window || !has_no_group => {
                Some(format!("{name} is a plain function and takes no OVER"))
            }
            Kind::Window if !has_window => Some(format!("{name} needs OVER (…)")),
            Kind::OrderedSet if has_no_group => {
                Some(format!("{name} needs WITHIN GROUP (ORDER BY …)"))
            }
            Kind::OrderedSet if has_window && self.dialect != Dialect::Snowflake => {
                Some(format!("{name} takes no OVER"))
            }
            Kind::Aggregate | Kind::Window if !has_no_group && !orders => {
                Some(format!("{name} takes no WITHIN GROUP"))
            }
            Kind::Aggregate | Kind::Window | Kind::OrderedSet
                if has_window && !self.placement.windows =>
            {
                Some(format!(
                    "the window function {name} stands only in SELECT and ORDER BY"
                ))
            }
            Kind::Aggregate | Kind::OrderedSet if !has_window && !self.placement.aggregates => {
                Some(format!(
                    "the aggregate {name} stands only in SELECT, HAVING and ORDER BY, and not inside another"
                ))
            }
            Kind::Scalar | Kind::Window | Kind::OrderedSet | Kind::Aggregate => None,
        };
        match problem {
            None => Ok(()),
            Some(message) => self.refuse(RuleId::FunctionPlacement, message, at),
        }
    }

    fn within_group(
        &mut self,
        items: &[ast::OrderByExpr],
        placement: Placement,
    ) -> Lowered<(Vec<OrderItem>, TypeClass)> {
        let mut lowered = Vec::with_capacity(items.len());
        let mut class = UNKNOWN;
        for item in items {
            let (key, descending, nulls_first) = self.order_options(item)?;
            let (expr, key_class) = self.placed(placement, |this| this.expr(key))?;
            class = key_class;
            lowered.push(OrderItem {
                expr,
                descending,
                nulls_first,
            });
        }
        Ok((lowered, class))
    }

    fn class_of_call(
        &self,
        entry: &Entry,
        classes: &[TypeClass],
        within_group: TypeClass,
    ) -> TypeClass {
        let argument = |index: usize| classes.get(index).copied().unwrap_or(UNKNOWN);
        let average = |class| match class {
            TypeClass::Float | TypeClass::Interval => class,
            _ if self.dialect == Dialect::Sqlite => TypeClass::Float,
            _ => TypeClass::Decimal,
        };
        match entry.returns {
            // Of a range they yield its ends.
            Returns::Class(TypeClass::Text)
                if matches!(entry.name, "lower" | "upper") && argument(0) == TypeClass::Other =>
            {
                UNKNOWN
            }
            // Of several fractions there are several values.
            Returns::WithinGroup | Returns::Interpolated if argument(0) == TypeClass::Array => {
                TypeClass::Array
            }
            Returns::Class(class) => class,
            Returns::Argument(index) => argument(index),
            Returns::Common => classes.iter().copied().fold(UNKNOWN, types::common),
            Returns::Sum => argument(0),
            Returns::Average => average(argument(0)),
            Returns::Rounded => match argument(0) {
                TypeClass::Float => TypeClass::Float,
                _ => average(TypeClass::Decimal),
            },
            Returns::WithinGroup => within_group,
            Returns::Interpolated => match within_group {
                TypeClass::Interval => TypeClass::Interval,
                _ => TypeClass::Float,
            },
        }
    }
}

/// Whether the server may leave an argument without a value, and so takes no rows there.
fn is_conditional(name: &str) -> bool {
    matches!(name, "coalesce" | "greatest" | "least" | "nullif")
}
