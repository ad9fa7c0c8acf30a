//! Calls of functions, aggregates and window functions.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr, FunctionArguments};
use sqlparser::tokenizer::Location;

use super::from::UNKNOWN;
use super::{Lowered, Lowerer, Placement, Typed, start};
use crate::cost::most;
use crate::diagnostic::{RuleId, closest};
use crate::functions::{
    self, Bound, Entry, Kind, MAX_PADDED_LENGTH, MAX_PIECE_BYTES, MAX_REPEATS, Returns,
};
use crate::mutation;
use crate::tree::{ARRAY_OF_QUERY, BinaryOperator, Expr, Function, Literal, OrderItem};
use crate::types;

/// What stands in the parentheses of a call.
#[derive(Default)]
struct Arguments {
    values: Vec<Expr>,
    classes: Vec<TypeClass>,
    star: bool,
    distinct: bool,
    order_by: Vec<OrderItem>,
}

impl Arguments {
    fn push(&mut self, (value, class): Typed) {
        self.values.push(value);
        self.classes.push(class);
    }

    fn extend(&mut self, values: Vec<Typed>) {
        for value in values {
            self.push(value);
        }
    }

    /// Puts a value at its place; what is missing before it is 0.
    fn put(&mut self, place: usize, value: Expr) {
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

    /// What is left out and printed all the same: `regexp_replace` of `Snowflake` takes out what matches.
    fn fill_arguments(&self, entry: &Entry, arguments: &mut Arguments) {
        if self.dialect == Dialect::Snowflake
            && entry.name == "regexp_replace"
            && arguments.values.len() == 2
        {
            arguments.push((Expr::text(""), TypeClass::Text));
        }
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

    fn arguments(
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

    fn argument(&mut self, function: &str, place: usize, argument: &ast::Expr) -> Lowered<Typed> {
        match self.dialect {
            Dialect::Postgres | Dialect::Sqlite => self.expr(argument),
            Dialect::Mysql => self.mysql_argument(function, place, argument),
            Dialect::Snowflake => self.snowflake_argument(function, place, argument),
        }
    }

    /// Without a configuration, text search reads the session's.
    fn check_configuration(&self, entry: &Entry, count: usize, at: Location) -> Lowered<()> {
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
    fn place_of(&self, entry: &Entry, name: &ast::Ident) -> Option<usize> {
        let name = self.fold(name);
        functions::parameter_names(entry.name)
            .iter()
            .position(|parameter| *parameter == name)
    }

    fn check_count(&self, entry: &Entry, arguments: &Arguments, at: Location) -> Lowered<()> {
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
    fn check_bound(&self, entry: &Entry, arguments: &Arguments, at: Location) -> Lowered<()> {
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

/// `age` of one value could be that of a transaction: what is no date for sure is made a timestamp.
fn pin_age(arguments: &mut Arguments) {
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
