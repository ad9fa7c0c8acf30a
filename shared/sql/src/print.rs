//! Prints the tree as SQL that has one reading.
//!
//! Every identifier is quoted, every operator inside another is parenthesised, and constants are
//! escaped for `standard_conforming_strings`. Functions and types are printed by their plain names:
//! with `search_path = pg_catalog` they are the built-in ones.

mod expr;
mod form;
mod mysql;
mod snowflake;
mod source;
mod text;
mod window;

use plainquery_core::Dialect;

use crate::tree::{
    Body, Cte, Expr, Literal, OrderItem, Query, Select, SelectItem, SetOperator, UnaryOperator,
};

pub(crate) use expr::symbol;
pub(crate) use text::quoted;

/// The SQL of `query`, a clause a line.
///
/// The text is only run after the validator has read it again and printed it anew, so a tree that
/// holds something that is not admitted prints, and is refused there.
pub fn print(query: &Query, dialect: Dialect) -> String {
    print_with_places(query, dialect).0
}

/// The same, with the number of the parameter at each place that the text has for one, in their order.
pub(crate) fn print_with_places(query: &Query, dialect: Dialect) -> (String, Vec<u32>) {
    let mut printer = Printer {
        out: String::with_capacity(256),
        dialect,
        indent: 0,
        places: Vec::new(),
    };
    printer.query(query);
    (printer.out, printer.places)
}

/// Writes SQL into a text.
struct Printer {
    out: String,
    dialect: Dialect,
    /// Spaces at the start of a new line.
    indent: usize,
    /// The parameters, in the order in which they stand in the text.
    places: Vec<u32>,
}

impl Printer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.indent {
            self.out.push(' ');
        }
    }

    fn name(&mut self, name: &str) {
        match self.dialect {
            Dialect::Postgres | Dialect::Sqlite | Dialect::Snowflake => {
                text::push_identifier(&mut self.out, name);
            }
            Dialect::Mysql => text::push_in_backticks(&mut self.out, name),
        }
    }

    /// Writes `items`, with `separator` between them.
    fn list<T>(&mut self, items: &[T], separator: &str, mut write: impl FnMut(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(separator);
            }
            write(self, item);
        }
    }

    /// A query in parentheses, on lines of its own.
    fn subquery(&mut self, query: &Query) {
        self.push("(");
        self.indent += 2;
        self.line();
        self.query(query);
        self.indent -= 2;
        self.line();
        self.push(")");
    }

    fn query(&mut self, query: &Query) {
        if !query.ctes.is_empty() {
            self.push(if query.recursive {
                "WITH RECURSIVE "
            } else {
                "WITH "
            });
            self.list(&query.ctes, ", ", Self::cte);
            self.line();
        }
        self.body(&query.body);
        if !query.order_by.is_empty() {
            self.line();
            self.push("ORDER BY ");
            self.order_items(&query.order_by);
        }
        if let Some(limit) = query.limit {
            self.line();
            self.push("LIMIT ");
            self.push(&limit.to_string());
        } else if query.offset.is_some() && self.dialect == Dialect::Sqlite {
            // SQLite has no OFFSET without LIMIT.
            self.line();
            self.push("LIMIT -1");
        }
        if query.limit.is_none() && query.offset.is_some() && self.dialect == Dialect::Mysql {
            // Nor has MySQL.
            self.line();
            self.push("LIMIT ");
            self.push(&i64::MAX.to_string());
        }
        if query.limit.is_none() && query.offset.is_some() && self.dialect == Dialect::Snowflake {
            self.line();
            self.push("LIMIT NULL");
        }
        if let Some(offset) = query.offset {
            self.line();
            self.push("OFFSET ");
            self.push(&offset.to_string());
        }
    }

    fn cte(&mut self, cte: &Cte) {
        self.name(&cte.name);
        self.column_names(&cte.columns);
        self.push(" AS ");
        self.subquery(&cte.query);
    }

    fn column_names(&mut self, columns: &[String]) {
        if !columns.is_empty() {
            self.push(" (");
            self.list(columns, ", ", |printer, column| printer.name(column));
            self.push(")");
        }
    }

    fn body(&mut self, body: &Body) {
        match body {
            Body::Select(select) => self.select(select),
            Body::SetOperation {
                operator,
                all,
                left,
                right,
            } => {
                self.left_side(left, *operator, *all);
                self.line();
                self.push(match operator {
                    SetOperator::Union => "UNION",
                    SetOperator::Intersect => "INTERSECT",
                    SetOperator::Except => "EXCEPT",
                });
                if *all {
                    self.push(" ALL");
                }
                self.line();
                if is_plain(right) && !matches!(right.body, Body::SetOperation { .. }) {
                    self.body(&right.body);
                } else {
                    self.side_in_parentheses(right);
                }
            }
            Body::Values(rows) => {
                self.push("VALUES ");
                self.list(rows, ", ", |printer, row| {
                    printer.push("(");
                    printer.list(row, ", ", Self::expr);
                    printer.push(")");
                });
            }
        }
    }

    /// The left side of a set operation. A chain of one operator reads from the left, so it needs
    /// no parentheses; `SQLite` reads every chain so, and knows no parentheses there.
    fn left_side(&mut self, left: &Query, operator: SetOperator, all: bool) {
        let bare = is_plain(left)
            && match &left.body {
                Body::Select(_) | Body::Values(_) => true,
                Body::SetOperation {
                    operator: inner,
                    all: inner_all,
                    ..
                } => self.dialect == Dialect::Sqlite || (*inner == operator && *inner_all == all),
            };
        if bare {
            self.body(&left.body);
        } else {
            self.side_in_parentheses(left);
        }
    }

    fn side_in_parentheses(&mut self, side: &Query) {
        if self.dialect == Dialect::Sqlite {
            self.push("SELECT * FROM ");
            self.subquery(side);
            self.push(" AS \"side\"");
        } else {
            self.subquery(side);
        }
    }

    fn select(&mut self, select: &Select) {
        self.push("SELECT ");
        if !select.distinct_on.is_empty() {
            self.push("DISTINCT ON (");
            self.list(&select.distinct_on, ", ", Self::sort_key);
            self.push(") ");
        } else if select.distinct {
            self.push("DISTINCT ");
        }
        self.list(&select.items, ", ", Self::select_item);
        if !select.from.is_empty() {
            self.line();
            self.push("FROM ");
            for (index, source) in select.from.iter().enumerate() {
                if index > 0 {
                    self.push(",");
                    self.line();
                    self.push("  ");
                }
                self.source(source);
            }
        }
        if let Some(filter) = &select.filter {
            self.line();
            self.push("WHERE ");
            self.condition(filter);
        }
        if !select.group_by.is_empty() {
            self.line();
            self.push("GROUP BY ");
            self.list(&select.group_by, ", ", Self::sort_key);
        }
        if let Some(having) = &select.having {
            self.line();
            self.push("HAVING ");
            self.condition(having);
        }
    }

    fn select_item(&mut self, item: &SelectItem) {
        self.expr(&item.expr);
        let Some(alias) = &item.alias else { return };
        if !matches!(&item.expr, Expr::Column { name, .. } if name == alias) {
            self.push(" AS ");
            self.name(alias);
        }
    }

    fn order_items(&mut self, items: &[OrderItem]) {
        self.list(items, ", ", |printer, item| {
            printer.sort_key(&item.expr);
            printer.direction(item);
        });
    }

    fn direction(&mut self, item: &OrderItem) {
        if item.descending {
            self.push(" DESC");
        }
        match item.nulls_first {
            Some(true) => self.push(" NULLS FIRST"),
            Some(false) => self.push(" NULLS LAST"),
            None => {}
        }
    }

    /// An expression to sort or group by. A bare constant would be read as a position, or refused.
    fn sort_key(&mut self, key: &Expr) {
        if self.dialect == Dialect::Mysql {
            return self.mysql_sort_key(key);
        }
        if self.dialect == Dialect::Snowflake {
            return self.snowflake_sort_key(key);
        }
        let type_name = match key {
            Expr::Literal(Literal::Text(_) | Literal::Null) => "text",
            Expr::Literal(Literal::Boolean(_)) => "boolean",
            _ => match constant_number(key) {
                Some(number) => self.number_type(&number),
                None => return self.expr(key),
            },
        };
        self.push("CAST(");
        self.expr(key);
        self.push(" AS ");
        self.push(type_name);
        self.push(")");
    }

    /// The type that a number has by itself.
    fn number_type(&self, number: &str) -> &'static str {
        match number.parse::<i64>() {
            Ok(whole) if self.dialect == Dialect::Postgres && i32::try_from(whole).is_err() => {
                "bigint"
            }
            Ok(_) => "integer",
            Err(_) => "numeric",
        }
    }
}

/// The number that a constant is with the signs before it, which the servers take for a part of it.
fn constant_number(key: &Expr) -> Option<String> {
    let mut is_negative = false;
    let mut key = key;
    loop {
        match key {
            Expr::Unary {
                operator: operator @ (UnaryOperator::Minus | UnaryOperator::Plus),
                operand,
            } => {
                is_negative ^= *operator == UnaryOperator::Minus;
                key = operand;
            }
            Expr::Literal(Literal::Number(digits)) => {
                is_negative ^= digits.starts_with('-');
                let digits = digits.trim_start_matches(['-', '+']);
                let sign = if is_negative { "-" } else { "" };
                return Some(format!("{sign}{digits}"));
            }
            _ => return None,
        }
    }
}

/// Whether a query is its body and nothing else.
fn is_plain(query: &Query) -> bool {
    query.ctes.is_empty()
        && query.order_by.is_empty()
        && query.limit.is_none()
        && query.offset.is_none()
}
