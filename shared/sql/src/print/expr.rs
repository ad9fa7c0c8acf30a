//! Expressions.

use plainquery_core::Dialect;

use super::{Printer, text};
use crate::tree::{
    ALL_COLUMNS, BinaryOperator, COLLATE, Expr, Function, GroupingKind, Literal, UnaryOperator,
    WHOLE_DIVISION, XOR,
};
use crate::types;

/// Built-ins that are written without parentheses.
const KEYWORD_FUNCTIONS: &[&str] = &[
    "current_date",
    "current_time",
    "current_timestamp",
    "localtime",
    "localtimestamp",
];

impl Printer {
    /// WHERE and HAVING: the parts of a conjunction on lines of their own.
    pub(super) fn condition(&mut self, condition: &Expr) {
        let parts = chain(condition, BinaryOperator::And);
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.line();
                self.push("  AND ");
            }
            if parts.len() > 1 {
                self.operand(part);
            } else {
                self.expr(part);
            }
        }
    }

    /// An expression inside an operator: in parentheses unless it stands for itself.
    pub(super) fn operand(&mut self, expr: &Expr) {
        if stands_alone(expr) {
            self.expr(expr);
        } else {
            self.push("(");
            self.expr(expr);
            self.push(")");
        }
    }

    /// `MySQL` has no numbers in the text: values are bound by their place.
    fn parameter(&mut self, number: u32) {
        self.places.push(number);
        self.push(match self.dialect {
            Dialect::Postgres => "$",
            Dialect::Mysql => return self.push("?"),
            Dialect::Sqlite | Dialect::Snowflake => "?",
        });
        self.push(&number.to_string());
    }

    #[expect(clippy::too_many_lines, reason = "a list: each kind of expression")]
    pub(super) fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Column { source, name } => {
                if let Some(source) = source {
                    self.name(source);
                    self.push(".");
                }
                if name == ALL_COLUMNS {
                    self.push("*");
                } else {
                    self.name(name);
                }
            }
            Expr::Literal(literal) => self.literal(literal),
            Expr::Parameter(number) => self.parameter(*number),
            Expr::Unary { operator, operand } => {
                self.push(match operator {
                    UnaryOperator::Not => "NOT ",
                    UnaryOperator::Minus => "-",
                    UnaryOperator::Plus => "+",
                    UnaryOperator::BitNot => "~",
                });
                self.operand(operand);
            }
            Expr::Binary {
                left,
                operator,
                right,
            } => self.binary(expr, left, *operator, right),
            Expr::Function(function) => self.function(function),
            Expr::Cast { operand, type_name } => {
                self.push("CAST(");
                self.expr(operand);
                self.push(" AS ");
                match types::canonical_name(type_name, self.dialect) {
                    Some(canonical) => self.push(&canonical),
                    None => self.name(type_name),
                }
                self.push(")");
            }
            Expr::Case {
                operand,
                branches,
                otherwise,
            } => self.case(operand.as_deref(), branches, otherwise.as_deref()),
            Expr::IsNull { operand, negated } => {
                self.operand(operand);
                self.push(if *negated { " IS NOT NULL" } else { " IS NULL" });
            }
            Expr::IsTruth {
                operand,
                truth,
                negated,
            } => {
                self.operand(operand);
                self.push(if *negated { " IS NOT " } else { " IS " });
                self.push(match truth {
                    Some(true) => "TRUE",
                    Some(false) => "FALSE",
                    None if self.dialect == Dialect::Sqlite => "NULL",
                    None => "UNKNOWN",
                });
            }
            Expr::InList { .. }
            | Expr::InQuery { .. }
            | Expr::Between { .. }
            | Expr::Like { .. }
            | Expr::QuantifiedQuery { .. }
            | Expr::QuantifiedArray { .. } => self.predicate(expr),
            Expr::Exists { query, negated } => {
                self.push(if *negated { "NOT EXISTS " } else { "EXISTS " });
                self.subquery(query);
            }
            Expr::Subquery(query) => self.subquery(query),
            Expr::Extract { field, operand } => self.extract(field, operand),
            Expr::Row(values) => {
                self.push("(");
                self.list(values, ", ", Self::expr);
                self.push(")");
            }
            Expr::Array(values) => {
                self.push("ARRAY[");
                self.list(values, ", ", Self::expr);
                self.push("]");
            }
            Expr::Grouping { sets, .. } if self.dialect == Dialect::Mysql => {
                self.list(sets, ", ", |printer, set| {
                    printer.list(set, ", ", Self::sort_key);
                });
                self.push(" WITH ROLLUP");
            }
            Expr::Grouping { kind, sets }
                if self.dialect == Dialect::Snowflake && *kind != GroupingKind::Sets =>
            {
                self.snowflake_grouping(*kind, sets);
            }
            Expr::Grouping { kind, sets } => {
                self.push(match kind {
                    GroupingKind::Sets => "GROUPING SETS (",
                    GroupingKind::Rollup => "ROLLUP (",
                    GroupingKind::Cube => "CUBE (",
                });
                self.list(sets, ", ", |printer, set| {
                    printer.push("(");
                    printer.list(set, ", ", Self::sort_key);
                    printer.push(")");
                });
                self.push(")");
            }
        }
    }

    /// `left operator right`. Chains of AND and of OR are written flat: they are associative.
    fn binary(&mut self, whole: &Expr, left: &Expr, operator: BinaryOperator, right: &Expr) {
        if matches!(operator, BinaryOperator::And | BinaryOperator::Or) {
            let separator = if operator == BinaryOperator::And {
                " AND "
            } else {
                " OR "
            };
            self.list(&chain(whole, operator), separator, |printer, part| {
                printer.operand(part);
            });
            return;
        }
        // Sums and concatenations nest to the left, hundreds deep at times: no recursion there, and
        // no parentheses where all read from the left.
        let mut spine = vec![(operator, right)];
        let mut first = left;
        while let Expr::Binary {
            left,
            operator,
            right,
        } = first
        {
            if matches!(operator, BinaryOperator::And | BinaryOperator::Or) {
                break;
            }
            spine.push((*operator, right));
            first = left;
        }
        spine.reverse();
        // The operator at `index` and the one that takes its result read from the left by themselves.
        let closes = |index: usize| {
            spine
                .get(index + 1)
                .is_some_and(|(next, _)| !reads_from_left(spine[index].0, *next))
        };
        for _ in (0..spine.len()).filter(|index| closes(*index)) {
            self.push("(");
        }
        self.operand(first);
        for (index, (operator, right)) in spine.iter().enumerate() {
            self.push(" ");
            self.push(self.symbol(*operator, right));
            self.push(" ");
            self.operand(right);
            if closes(index) {
                self.push(")");
            }
        }
    }

    fn predicate(&mut self, expr: &Expr) {
        match expr {
            Expr::InList {
                operand,
                list,
                negated,
            } => {
                self.operand(operand);
                self.push(if *negated { " NOT IN (" } else { " IN (" });
                self.list(list, ", ", Self::listed);
                self.push(")");
            }
            Expr::InQuery {
                operand,
                query,
                negated,
            } => {
                self.operand(operand);
                self.push(if *negated { " NOT IN " } else { " IN " });
                self.subquery(query);
            }
            Expr::Between {
                operand,
                low,
                high,
                negated,
            } => {
                self.operand(operand);
                self.push(if *negated {
                    " NOT BETWEEN "
                } else {
                    " BETWEEN "
                });
                self.operand(low);
                self.push(" AND ");
                self.operand(high);
            }
            Expr::Like {
                operand,
                pattern,
                case_insensitive,
                negated,
            } => {
                self.operand(operand);
                if *negated {
                    self.push(" NOT");
                }
                // SQLite's LIKE ignores case, and it has no ILIKE.
                let ilike = *case_insensitive && self.dialect != Dialect::Sqlite;
                self.push(if ilike { " ILIKE " } else { " LIKE " });
                match &**pattern {
                    Expr::Function(function)
                        if function.name == "like_escape" && function.arguments.len() == 2 =>
                    {
                        self.operand(&function.arguments[0]);
                        self.push(" ESCAPE ");
                        self.operand(&function.arguments[1]);
                    }
                    other => self.operand(other),
                }
            }
            Expr::QuantifiedQuery {
                left,
                operator,
                all,
                query,
            } => {
                self.quantified(left, *operator, *all);
                self.subquery(query);
            }
            Expr::QuantifiedArray {
                left,
                operator,
                all,
                array,
            } => {
                self.quantified(left, *operator, *all);
                self.push("(");
                match &**array {
                    Expr::Array(patterns) if self.dialect == Dialect::Snowflake => {
                        self.list(patterns, ", ", Self::listed);
                    }
                    array => self.expr(array),
                }
                self.push(")");
            }
            _ => {}
        }
    }

    /// A value of a list. One that opens with a subquery would be read as the list itself.
    fn listed(&mut self, value: &Expr) {
        let start = self.out.len();
        self.expr(value);
        if opens_with_query(&self.out[start..]) {
            self.out.insert_str(start, "CASE WHEN TRUE THEN ");
            self.push(" END");
        }
    }

    fn quantified(&mut self, left: &Expr, operator: BinaryOperator, all: bool) {
        self.operand(left);
        self.push(" ");
        self.push(self.symbol(operator, left));
        self.push(if all { " ALL " } else { " ANY " });
    }

    fn case(
        &mut self,
        operand: Option<&Expr>,
        branches: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
    ) {
        self.push("CASE");
        if let Some(operand) = operand {
            self.push(" ");
            self.operand(operand);
        }
        for (when, then) in branches {
            self.push(" WHEN ");
            self.expr(when);
            self.push(" THEN ");
            self.expr(then);
        }
        if let Some(otherwise) = otherwise {
            self.push(" ELSE ");
            self.expr(otherwise);
        }
        self.push(" END");
    }

    /// EXTRACT; `SQLite` has strftime for it.
    fn extract(&mut self, field: &str, operand: &Expr) {
        if self.dialect == Dialect::Sqlite
            && let Some(format) = types::strftime_format(field)
        {
            self.push("CAST(strftime('");
            self.push(format);
            self.push("', ");
            self.expr(operand);
            self.push(") AS integer)");
            return;
        }
        self.push("EXTRACT(");
        if field.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.push(field);
        } else {
            self.name(field);
        }
        self.push(" FROM ");
        self.expr(operand);
        self.push(")");
    }

    pub(super) fn function(&mut self, function: &Function) {
        if self.in_its_own_form(function) {
            return;
        }
        let plain = function
            .name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if plain {
            self.push(&function.name);
        } else {
            self.name(&function.name);
        }
        if KEYWORD_FUNCTIONS.contains(&function.name.as_str()) && function.arguments.is_empty() {
            return;
        }
        self.push("(");
        if function.star {
            self.push("*");
        } else {
            if function.distinct {
                self.push("DISTINCT ");
            }
            self.list(&function.arguments, ", ", Self::expr);
            if !function.order_by.is_empty() {
                self.push(" ORDER BY ");
                self.order_items(&function.order_by);
            }
        }
        self.push(")");
        if !function.within_group.is_empty() {
            self.push(" WITHIN GROUP (ORDER BY ");
            self.order_items(&function.within_group);
            self.push(")");
        }
        if let Some(filter) = &function.filter {
            self.push(" FILTER (WHERE ");
            self.expr(filter);
            self.push(")");
        }
        if function.ignore_nulls {
            self.push(" IGNORE NULLS");
        }
        if let Some(window) = &function.over {
            self.push(" OVER (");
            self.window(window);
            self.push(")");
        }
    }

    pub(super) fn literal(&mut self, literal: &Literal) {
        let (keyword, value) = match literal {
            Literal::Null => return self.push("NULL"),
            Literal::Boolean(true) => return self.push("TRUE"),
            Literal::Boolean(false) => return self.push("FALSE"),
            Literal::Number(digits) => return self.number(digits),
            Literal::Text(value) => ("", value),
            Literal::Date(value) => ("DATE ", value),
            Literal::Timestamp(value) => ("TIMESTAMP ", value),
            Literal::Interval(value) => ("INTERVAL ", value),
        };
        // SQLite keeps dates as text and has no typed constants.
        if matches!(self.dialect, Dialect::Postgres | Dialect::Snowflake) {
            self.push(keyword);
        }
        self.text(value);
    }

    /// A text constant.
    fn text(&mut self, value: &str) {
        match self.dialect {
            Dialect::Postgres | Dialect::Sqlite => text::push_text(&mut self.out, value),
            Dialect::Mysql => super::mysql::push_text(&mut self.out, value),
            Dialect::Snowflake => super::snowflake::push_text(&mut self.out, value),
        }
    }

    /// A number, or the text in quotes where it is none.
    fn number(&mut self, digits: &str) {
        if types::is_number(digits) {
            self.push(digits);
        } else {
            self.text(digits);
        }
    }
}

/// The parts of a chain of AND or of OR, from the left.
fn chain(expr: &Expr, wanted: BinaryOperator) -> Vec<&Expr> {
    let mut parts = Vec::new();
    let mut current = expr;
    while let Expr::Binary {
        left,
        operator,
        right,
    } = current
    {
        if *operator != wanted {
            break;
        }
        parts.push(&**right);
        current = left;
    }
    parts.push(current);
    parts.reverse();
    parts
}

/// Whether printed text starts with a query in parentheses.
fn opens_with_query(text: &str) -> bool {
    let inside = text.trim_start_matches(|c: char| c == '(' || c.is_whitespace());
    text.starts_with('(')
        && ["SELECT", "WITH", "VALUES"]
            .iter()
            .any(|keyword| inside.starts_with(keyword))
}

/// Whether an expression needs no parentheses inside an operator.
fn stands_alone(expr: &Expr) -> bool {
    match expr {
        Expr::Literal(Literal::Number(digits)) => !digits.starts_with(['-', '+']),
        Expr::Column { .. }
        | Expr::Literal(_)
        | Expr::Parameter(_)
        | Expr::Cast { .. }
        | Expr::Case { .. }
        | Expr::Subquery(_)
        | Expr::Extract { .. }
        | Expr::Row(_)
        | Expr::Array(_)
        | Expr::Exists { negated: false, .. } => true,
        Expr::Function(function) => {
            ![COLLATE, WHOLE_DIVISION, XOR].contains(&function.name.as_str())
        }
        Expr::Unary { .. }
        | Expr::Binary { .. }
        | Expr::IsNull { .. }
        | Expr::IsTruth { .. }
        | Expr::InList { .. }
        | Expr::InQuery { .. }
        | Expr::Between { .. }
        | Expr::Like { .. }
        | Expr::Exists { negated: true, .. }
        | Expr::QuantifiedQuery { .. }
        | Expr::QuantifiedArray { .. }
        | Expr::Grouping { .. } => false,
    }
}

/// Whether `a inner b outer c` means `(a inner b) outer c` in every dialect, and to every reader.
fn reads_from_left(inner: BinaryOperator, outer: BinaryOperator) -> bool {
    let rank = |operator| match operator {
        BinaryOperator::Add | BinaryOperator::Subtract => 1,
        BinaryOperator::Multiply | BinaryOperator::Divide => 2,
        BinaryOperator::Concat => 3,
        BinaryOperator::JsonGet | BinaryOperator::JsonGetText => 4,
        _ => 0,
    };
    rank(inner) != 0 && rank(inner) == rank(outer)
}

/// The operator as it is written.
pub(crate) fn symbol(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::And => "AND",
        BinaryOperator::Or => "OR",
        BinaryOperator::Equal => "=",
        BinaryOperator::NotEqual => "<>",
        BinaryOperator::Less => "<",
        BinaryOperator::LessOrEqual => "<=",
        BinaryOperator::Greater => ">",
        BinaryOperator::GreaterOrEqual => ">=",
        BinaryOperator::Add => "+",
        BinaryOperator::Subtract => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Divide => "/",
        BinaryOperator::Modulo => "%",
        BinaryOperator::Concat => "||",
        BinaryOperator::DistinctFrom => "IS DISTINCT FROM",
        BinaryOperator::NotDistinctFrom => "IS NOT DISTINCT FROM",
        BinaryOperator::JsonGet => "->",
        BinaryOperator::JsonGetText => "->>",
        BinaryOperator::JsonPath => "#>",
        BinaryOperator::JsonPathText => "#>>",
        BinaryOperator::Contains => "@>",
        BinaryOperator::ContainedBy => "<@",
        BinaryOperator::Overlaps => "&&",
        BinaryOperator::HasKey => "?",
        BinaryOperator::TextMatch => "@@",
        BinaryOperator::RegexMatch => "~",
        BinaryOperator::RegexMatchAnyCase => "~*",
        BinaryOperator::RegexNotMatch => "!~",
        BinaryOperator::RegexNotMatchAnyCase => "!~*",
        BinaryOperator::Like => "~~",
        BinaryOperator::NotLike => "!~~",
        BinaryOperator::LikeAnyCase => "~~*",
        BinaryOperator::NotLikeAnyCase => "!~~*",
        BinaryOperator::BitAnd => "&",
        BinaryOperator::BitOr => "|",
        BinaryOperator::BitXor => "#",
        BinaryOperator::ShiftLeft => "<<",
        BinaryOperator::ShiftRight => ">>",
    }
}
