//! Reads SQL as the official parser does. It takes only what Spider's authors wrote: joins without
//! side or USING, one arithmetic operator, one set operation, aliases with AS. What it does not take,
//! it cannot compare, and the measure counts as no query at all.

use std::collections::HashMap;

use thiserror::Error;

use super::{
    query::{
        Aggregate, ColumnUnit, Condition, ConditionOperator, ConditionPart, Conditions, Operand,
        OrderBy, Query, TableUnit, UnitOperator, ValueUnit,
    },
    schema::{Schema, table_id},
    words::words,
};

const CLAUSES: [&str; 9] = [
    "select",
    "from",
    "where",
    "group",
    "order",
    "limit",
    "intersect",
    "union",
    "except",
];
const JOINS: [&str; 3] = ["join", "on", "as"];
/// Python's parser gives up at about a thousand frames; a query takes several of them.
const MAX_DEPTH: usize = 100;

/// The official parser does not take the text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// It ends where something must follow.
    #[error("the query ends too early")]
    End,
    /// A quote has no partner.
    #[error("a quote is not closed")]
    Quote,
    /// Something else stands here.
    #[error("{expected} is expected where {found:?} stands")]
    Unexpected {
        /// What must stand here.
        expected: &'static str,
        /// What does.
        found: String,
    },
    /// No such table or alias.
    #[error("there is no table {0:?}")]
    UnknownTable(String),
    /// No such column.
    #[error("there is no column {0:?}")]
    UnknownColumn(String),
    /// An alias is a table's name.
    #[error("the alias {0:?} is the name of a table")]
    AliasIsTable(String),
    /// Too many queries within each other.
    #[error("queries are nested too deeply")]
    Depth,
}

/// The query that a text holds.
pub fn parse(sql: &str, schema: &Schema) -> Result<Query, ParseError> {
    let words = words(sql).map_err(|_| ParseError::Quote)?;
    let tables = tables_by_name(&words, schema)?;
    let parser = Parser {
        schema,
        tables: &tables,
    };
    Ok(parser.query(&words, 0, 0)?.1)
}

/// Every alias and table, and the table that it means. An alias means the word before its AS, whatever
/// that is.
fn tables_by_name(
    words: &[String],
    schema: &Schema,
) -> Result<HashMap<String, String>, ParseError> {
    let mut tables = HashMap::new();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| *word == "as") {
        let alias = word(words, at + 1)?;
        let before = at.checked_sub(1).unwrap_or(words.len() - 1);
        tables.insert(alias.to_owned(), words[before].clone());
    }
    for table in schema.tables() {
        if tables.insert(table.to_owned(), table.to_owned()).is_some() {
            return Err(ParseError::AliasIsTable(table.to_owned()));
        }
    }
    Ok(tables)
}

fn word(words: &[String], at: usize) -> Result<&str, ParseError> {
    words.get(at).map(String::as_str).ok_or(ParseError::End)
}

fn is(words: &[String], at: usize, expected: &str) -> bool {
    words.get(at).is_some_and(|word| word == expected)
}

fn is_clause(words: &[String], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| CLAUSES.contains(&word.as_str()))
}

/// Whether a clause's list ends here.
fn is_end(words: &[String], at: usize) -> bool {
    is_clause(words, at) || is(words, at, ")") || is(words, at, ";")
}

fn expect(words: &[String], at: usize, expected: &'static str) -> Result<usize, ParseError> {
    let found = word(words, at)?;
    if found == expected {
        Ok(at + 1)
    } else {
        Err(ParseError::Unexpected {
            expected,
            found: found.to_owned(),
        })
    }
}

fn skip_semicolons(words: &[String], mut at: usize) -> usize {
    while is(words, at, ";") {
        at += 1;
    }
    at
}

struct Parser<'a> {
    schema: &'a Schema,
    tables: &'a HashMap<String, String>,
}

/// What FROM holds.
struct From {
    end: usize,
    tables: Vec<TableUnit>,
    conditions: Conditions,
    /// The tables in which columns without a table are looked for.
    defaults: Vec<String>,
}

impl Parser<'_> {
    fn query(
        &self,
        words: &[String],
        start: usize,
        depth: usize,
    ) -> Result<(usize, Query), ParseError> {
        if depth > MAX_DEPTH {
            return Err(ParseError::Depth);
        }
        let is_block = word(words, start)? == "(";
        let at = start + usize::from(is_block);
        // FROM first: it says which tables a bare column may belong to.
        let from = self.from(words, start, depth)?;
        let (distinct, select) = self.select(words, at, &from.defaults)?;
        let defaults = &from.defaults;
        let (at, filter) = self.clause(words, from.end, "where", defaults, depth)?;
        let (at, group_by) = self.group_by(words, at, defaults)?;
        let (at, having) = self.clause(words, at, "having", defaults, depth)?;
        let (at, order_by) = self.order_by(words, at, defaults)?;
        let (at, has_limit) = limit(words, at)?;
        let mut at = skip_semicolons(words, at);
        if is_block {
            at = skip_semicolons(words, expect(words, at, ")")?);
        }
        let mut query = Query {
            distinct: Some(distinct),
            select,
            tables: from.tables,
            join_conditions: from.conditions,
            filter,
            group_by,
            having,
            order_by,
            has_limit,
            ..Query::default()
        };
        let set_operation = match words.get(at).map(String::as_str) {
            Some("intersect") => &mut query.intersect,
            Some("union") => &mut query.union,
            Some("except") => &mut query.except,
            _ => return Ok((at, query)),
        };
        let (at, other) = self.query(words, at + 1, depth + 1)?;
        *set_operation = Some(Box::new(other));
        Ok((at, query))
    }

    fn from(&self, words: &[String], start: usize, depth: usize) -> Result<From, ParseError> {
        let offset = words[start..]
            .iter()
            .position(|word| word == "from")
            .ok_or(ParseError::End)?;
        let mut from = From {
            end: start + offset + 1,
            tables: Vec::new(),
            conditions: Conditions::default(),
            defaults: Vec::new(),
        };
        while from.end < words.len() {
            let is_block = is(words, from.end, "(");
            from.end += usize::from(is_block);
            self.joined(words, &mut from, depth)?;
            if is_block {
                from.end = expect(words, from.end, ")")?;
            }
            if is_end(words, from.end) {
                break;
            }
        }
        Ok(from)
    }

    /// One table or query of FROM with its ON.
    fn joined(&self, words: &[String], from: &mut From, depth: usize) -> Result<(), ParseError> {
        if word(words, from.end)? == "select" {
            let (end, query) = self.query(words, from.end, depth + 1)?;
            from.tables.push(TableUnit::Query(Box::new(query)));
            from.end = end;
        } else {
            from.end += usize::from(is(words, from.end, "join"));
            let name = word(words, from.end)?;
            let table = self.table(name)?;
            if self.schema.columns(table).is_none() {
                return Err(ParseError::UnknownTable(name.to_owned()));
            }
            from.tables.push(TableUnit::Table(table_id(table)));
            from.defaults.push(table.to_owned());
            from.end += if is(words, from.end + 1, "as") { 3 } else { 1 };
        }
        if is(words, from.end, "on") {
            let (end, conditions) = self.conditions(words, from.end + 1, &from.defaults, depth)?;
            if !from.conditions.is_empty() {
                from.conditions.0.push(ConditionPart::And);
            }
            from.conditions.0.extend(conditions.0);
            from.end = end;
        }
        Ok(())
    }

    fn table(&self, name: &str) -> Result<&str, ParseError> {
        self.tables
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| ParseError::UnknownTable(name.to_owned()))
    }

    fn select(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
    ) -> Result<(bool, Vec<(Aggregate, ValueUnit)>), ParseError> {
        let mut at = expect(words, start, "select")?;
        let is_distinct = is(words, at, "distinct");
        at += usize::from(is_distinct);
        let mut selected = Vec::new();
        while at < words.len() && !is_clause(words, at) {
            let aggregate = Aggregate::of(&words[at]);
            at += usize::from(aggregate.is_some());
            let (end, unit) = self.value_unit(words, at, defaults)?;
            selected.push((aggregate.unwrap_or_default(), unit));
            at = end + usize::from(is(words, end, ","));
        }
        Ok((is_distinct, selected))
    }

    fn value_unit(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
    ) -> Result<(usize, ValueUnit), ParseError> {
        let is_block = word(words, start)? == "(";
        let (mut at, left) = self.column_unit(words, start + usize::from(is_block), defaults)?;
        let operator = words.get(at).and_then(|word| UnitOperator::of(word));
        let mut right = None;
        if operator.is_some() {
            let (end, unit) = self.column_unit(words, at + 1, defaults)?;
            at = end;
            right = Some(unit);
        }
        if is_block {
            at = expect(words, at, ")")?;
        }
        let operator = operator.unwrap_or(UnitOperator::None);
        Ok((
            at,
            ValueUnit {
                operator,
                left,
                right,
            },
        ))
    }

    fn column_unit(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
    ) -> Result<(usize, ColumnUnit), ParseError> {
        let is_block = word(words, start)? == "(";
        let mut at = start + usize::from(is_block);
        let aggregate = Aggregate::of(word(words, at)?);
        if aggregate.is_some() {
            at = expect(words, at + 1, "(")?;
        }
        let is_distinct = word(words, at)? == "distinct";
        at += usize::from(is_distinct);
        let column = self.column(word(words, at)?, defaults)?;
        at += 1;
        // With an aggregate the outer bracket is left to the caller.
        if aggregate.is_some() || is_block {
            at = expect(words, at, ")")?;
        }
        Ok((
            at,
            ColumnUnit {
                aggregate: aggregate.unwrap_or_default(),
                column,
                distinct: Some(is_distinct),
            },
        ))
    }

    fn column(&self, name: &str, defaults: &[String]) -> Result<String, ParseError> {
        let unknown = || ParseError::UnknownColumn(name.to_owned());
        if name == "*" {
            return Ok("__all__".to_owned());
        }
        if let Some((alias, column)) = name.split_once('.') {
            let table = self.table(alias)?;
            return self.schema.column_id(table, column).ok_or_else(unknown);
        }
        for table in defaults {
            let table = self.table(table)?;
            if self.schema.columns(table).is_none() {
                return Err(ParseError::UnknownTable(table.to_owned()));
            }
            if let Some(id) = self.schema.column_id(table, name) {
                return Ok(id);
            }
        }
        Err(unknown())
    }

    fn clause(
        &self,
        words: &[String],
        at: usize,
        keyword: &str,
        defaults: &[String],
        depth: usize,
    ) -> Result<(usize, Conditions), ParseError> {
        if is(words, at, keyword) {
            self.conditions(words, at + 1, defaults, depth)
        } else {
            Ok((at, Conditions::default()))
        }
    }

    fn conditions(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
        depth: usize,
    ) -> Result<(usize, Conditions), ParseError> {
        let mut at = start;
        let mut parts = Vec::new();
        while at < words.len() {
            let (end, condition) = self.condition(words, at, defaults, depth)?;
            at = end;
            parts.push(ConditionPart::Condition(condition));
            if is_end(words, at) || JOINS.iter().any(|join| is(words, at, join)) {
                break;
            }
            let connector = match words.get(at).map(String::as_str) {
                Some("and") => ConditionPart::And,
                Some("or") => ConditionPart::Or,
                _ => continue,
            };
            parts.push(connector);
            at += 1;
        }
        Ok((at, Conditions(parts)))
    }

    fn condition(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
        depth: usize,
    ) -> Result<(usize, Condition), ParseError> {
        let (mut at, unit) = self.value_unit(words, start, defaults)?;
        let is_negated = word(words, at)? == "not";
        at += usize::from(is_negated);
        let found = word(words, at)?;
        let operator = ConditionOperator::of(found).ok_or_else(|| ParseError::Unexpected {
            expected: "an operator",
            found: found.to_owned(),
        })?;
        let (mut at, first) = self.operand(words, at + 1, defaults, depth)?;
        let mut second = Operand::Absent;
        if operator == ConditionOperator::Between {
            at = expect(words, at, "and")?;
            (at, second) = self.operand(words, at, defaults, depth)?;
        }
        Ok((
            at,
            Condition {
                is_negated,
                operator,
                unit,
                first,
                second,
            },
        ))
    }

    fn operand(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
        depth: usize,
    ) -> Result<(usize, Operand), ParseError> {
        let is_block = word(words, start)? == "(";
        let mut at = start + usize::from(is_block);
        let found = word(words, at)?;
        let operand = if found == "select" {
            let (end, query) = self.query(words, at, depth + 1)?;
            at = end;
            Operand::Query(Box::new(query))
        } else if found.contains('"') {
            at += 1;
            Operand::Text(found.to_owned())
        } else if let Some(number) = number(found) {
            at += 1;
            Operand::Number(number)
        } else {
            let is_stop = |word: &String| {
                let word = word.as_str();
                [",", ")", "and"].contains(&word)
                    || CLAUSES.contains(&word)
                    || JOINS.contains(&word)
            };
            let length = words[at..].iter().position(is_stop);
            at = length.map_or(words.len(), |length| at + length);
            // The opening bracket is part of what is read here.
            let (_, unit) = self.column_unit(&words[start..at], 0, defaults)?;
            Operand::Column(unit)
        };
        if is_block {
            at = expect(words, at, ")")?;
        }
        Ok((at, operand))
    }

    fn group_by(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
    ) -> Result<(usize, Vec<ColumnUnit>), ParseError> {
        let mut columns = Vec::new();
        if !is(words, start, "group") {
            return Ok((start, columns));
        }
        let mut at = expect(words, start + 1, "by")?;
        while at < words.len() && !is_end(words, at) {
            let (end, unit) = self.column_unit(words, at, defaults)?;
            columns.push(unit);
            at = end;
            if !is(words, at, ",") {
                break;
            }
            at += 1;
        }
        Ok((at, columns))
    }

    fn order_by(
        &self,
        words: &[String],
        start: usize,
        defaults: &[String],
    ) -> Result<(usize, Option<OrderBy>), ParseError> {
        if !is(words, start, "order") {
            return Ok((start, None));
        }
        let mut at = expect(words, start + 1, "by")?;
        let mut order = OrderBy {
            is_descending: false,
            units: Vec::new(),
        };
        while at < words.len() && !is_end(words, at) {
            let (end, unit) = self.value_unit(words, at, defaults)?;
            order.units.push(unit);
            at = end;
            if is(words, at, "asc") || is(words, at, "desc") {
                order.is_descending = is(words, at, "desc");
                at += 1;
            }
            if !is(words, at, ",") {
                break;
            }
            at += 1;
        }
        Ok((at, Some(order)))
    }
}

fn limit(words: &[String], at: usize) -> Result<(usize, bool), ParseError> {
    if !is(words, at, "limit") {
        return Ok((at, false));
    }
    word(words, at + 1)?;
    Ok((at + 2, true))
}

/// A word that Python's `float` takes.
fn number(word: &str) -> Option<f64> {
    let digits = word.trim_start_matches(['+', '-']);
    let is_named = ["inf", "infinity", "nan"].contains(&digits);
    let begins_as_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    (is_named || begins_as_number)
        .then(|| word.replace('_', "").parse().ok())
        .flatten()
}
