//! Exact set match: two queries are the same where each of ten components is. Values do not count, nor
//! does DISTINCT; columns that a foreign key connects count as one.

use serde::Serialize;

use super::{
    query::{
        ColumnUnit, Condition, ConditionOperator, ConditionPart, Conditions, Operand, Query,
        TableUnit, ValueUnit,
    },
    schema::{KeyGroups, Schema},
};

/// The components of the measure, in the order of the official table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// What is selected.
    Select,
    /// The same without the aggregates before the brackets.
    SelectWithoutAggregate,
    /// Comparisons of WHERE.
    Where,
    /// What they compare.
    WhereWithoutOperator,
    /// Columns of GROUP BY.
    Group,
    /// GROUP BY with HAVING.
    GroupWithHaving,
    /// ORDER BY, and whether there is a LIMIT.
    Order,
    /// The connectors of WHERE.
    AndOr,
    /// Set operations.
    SetOperations,
    /// Which keywords stand in the query.
    Keywords,
}

/// What was found of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Parts that the gold query has.
    pub gold: usize,
    /// Parts that the prediction has.
    pub predicted: usize,
    /// Parts that are in both.
    pub both: usize,
}

impl Found {
    /// The official score knows all or nothing.
    pub fn is_match(self) -> bool {
        self.gold == self.predicted && self.both == self.predicted
    }
}

/// The verdict on each component, and on the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactMatch {
    /// Whether the queries are the same.
    pub is_match: bool,
    /// In the order of [`Component`].
    pub components: [(Component, Found); 10],
}

/// Compares a prediction with the gold query. A prediction that the parser did not take is an empty
/// query.
pub fn exact_match(
    predicted: &Query,
    gold: &Query,
    schema: &Schema,
    keys: &KeyGroups,
) -> ExactMatch {
    let normalised =
        |query: &Query| Normaliser::new(query, schema, keys).query(without_values(query));
    compare(&normalised(predicted), &normalised(gold))
}

fn compare(predicted: &Query, gold: &Query) -> ExactMatch {
    let (select, without_aggregate) = selects(predicted, gold);
    let (filter, without_operator) = filters(predicted, gold);
    let components = [
        (Component::Select, select),
        (Component::SelectWithoutAggregate, without_aggregate),
        (Component::Where, filter),
        (Component::WhereWithoutOperator, without_operator),
        (Component::Group, groups(predicted, gold)),
        (
            Component::GroupWithHaving,
            groups_with_having(predicted, gold),
        ),
        (Component::Order, orders(predicted, gold)),
        (Component::AndOr, connectors(predicted, gold)),
        (Component::SetOperations, set_operations(predicted, gold)),
        (Component::Keywords, keywords(predicted, gold)),
    ];
    let is_match = components.iter().all(|(_, found)| found.is_match())
        && (gold.tables.is_empty() || same_tables(&predicted.tables, &gold.tables));
    ExactMatch {
        is_match,
        components,
    }
}

/// How many of the first can be paired with equal ones of the second.
fn paired<T: PartialEq>(first: impl IntoIterator<Item = T>, second: Vec<T>) -> usize {
    let mut left = second;
    first
        .into_iter()
        .filter(|item| match left.iter().position(|other| other == item) {
            Some(at) => {
                left.remove(at);
                true
            }
            None => false,
        })
        .count()
}

fn selects(predicted: &Query, gold: &Query) -> (Found, Found) {
    let found = |both| Found {
        gold: gold.select.len(),
        predicted: predicted.select.len(),
        both,
    };
    let units = |query: &'_ Query| query.select.iter().map(|(_, unit)| unit.clone()).collect();
    let gold_units: Vec<ValueUnit> = units(gold);
    let predicted_units: Vec<ValueUnit> = units(predicted);
    (
        found(paired(&predicted.select, gold.select.iter().collect())),
        found(paired(&predicted_units, gold_units.iter().collect())),
    )
}

fn filters(predicted: &Query, gold: &Query) -> (Found, Found) {
    let conditions =
        |query: &'_ Query| -> Vec<Condition> { query.filter.comparisons().cloned().collect() };
    let (predicted, gold) = (conditions(predicted), conditions(gold));
    let found = |both| Found {
        gold: gold.len(),
        predicted: predicted.len(),
        both,
    };
    (
        found(paired(&predicted, gold.iter().collect())),
        found(paired(
            predicted.iter().map(|condition| &condition.unit),
            gold.iter().map(|condition| &condition.unit).collect(),
        )),
    )
}

/// The columns' names without their tables.
fn groups(predicted: &Query, gold: &Query) -> Found {
    let names = |query: &'_ Query| -> Vec<String> {
        let name = |column: &ColumnUnit| {
            let column = &column.column;
            column.split('.').nth(1).unwrap_or(column).to_owned()
        };
        query.group_by.iter().map(name).collect()
    };
    let (predicted, gold) = (names(predicted), names(gold));
    Found {
        gold: gold.len(),
        predicted: predicted.len(),
        both: paired(predicted, gold),
    }
}

fn groups_with_having(predicted: &Query, gold: &Query) -> Found {
    let columns = |query: &'_ Query| -> Vec<String> {
        query
            .group_by
            .iter()
            .map(|unit| unit.column.clone())
            .collect()
    };
    let has = |query: &Query| usize::from(!query.group_by.is_empty());
    let is_same = has(gold) == 1
        && has(predicted) == 1
        && columns(predicted) == columns(gold)
        && predicted.having == gold.having;
    Found {
        gold: has(gold),
        predicted: has(predicted),
        both: usize::from(is_same),
    }
}

fn orders(predicted: &Query, gold: &Query) -> Found {
    let is_same = gold.order_by.is_some()
        && predicted.order_by == gold.order_by
        && predicted.has_limit == gold.has_limit;
    Found {
        gold: usize::from(gold.order_by.is_some()),
        predicted: usize::from(predicted.order_by.is_some()),
        both: usize::from(is_same),
    }
}

fn connectors(predicted: &Query, gold: &Query) -> Found {
    let distinct = |query: &'_ Query| -> Vec<ConditionPart> {
        let mut parts: Vec<ConditionPart> = Vec::new();
        for part in query.filter.connectors() {
            if !parts.contains(part) {
                parts.push(part.clone());
            }
        }
        parts
    };
    let (predicted, gold) = (distinct(predicted), distinct(gold));
    let is_same = predicted.len() == gold.len() && predicted.iter().all(|part| gold.contains(part));
    if is_same {
        return Found {
            gold: 1,
            predicted: 1,
            both: 1,
        };
    }
    Found {
        gold: gold.len(),
        predicted: predicted.len(),
        both: 0,
    }
}

fn set_operations(predicted: &Query, gold: &Query) -> Found {
    let pairs = [
        (&predicted.intersect, &gold.intersect),
        (&predicted.except, &gold.except),
        (&predicted.union, &gold.union),
    ];
    let mut found = Found {
        gold: 0,
        predicted: 0,
        both: 0,
    };
    for (predicted, gold) in pairs {
        found.gold += usize::from(gold.is_some());
        found.predicted += usize::from(predicted.is_some());
        if let (Some(predicted), Some(gold)) = (predicted, gold) {
            found.both += usize::from(compare(predicted, gold).is_match);
        }
    }
    found
}

fn keywords(predicted: &Query, gold: &Query) -> Found {
    let (predicted, gold) = (keywords_of(predicted), keywords_of(gold));
    Found {
        gold: gold.len(),
        predicted: predicted.len(),
        both: predicted
            .iter()
            .filter(|keyword| gold.contains(keyword))
            .count(),
    }
}

fn keywords_of(query: &Query) -> Vec<&'static str> {
    let has_operator = |operator| {
        query
            .comparisons()
            .any(|condition| condition.operator == operator)
    };
    let is_descending = query.order_by.as_ref().map(|order| order.is_descending);
    [
        ("where", !query.filter.is_empty()),
        ("group", !query.group_by.is_empty()),
        ("having", !query.having.is_empty()),
        ("order", is_descending.is_some()),
        ("asc", is_descending == Some(false)),
        ("desc", is_descending == Some(true)),
        ("limit", query.has_limit),
        ("except", query.except.is_some()),
        ("union", query.union.is_some()),
        ("intersect", query.intersect.is_some()),
        ("or", query.ors() > 0),
        (
            "not",
            query.comparisons().any(|condition| condition.is_negated),
        ),
        ("in", has_operator(ConditionOperator::In)),
        ("like", has_operator(ConditionOperator::Like)),
    ]
    .into_iter()
    .filter_map(|(keyword, is_there)| is_there.then_some(keyword))
    .collect()
}

/// In any order.
fn same_tables(predicted: &[TableUnit], gold: &[TableUnit]) -> bool {
    predicted.len() == gold.len() && paired(predicted, gold.iter().collect()) == gold.len()
}

/// The query without the values of its conditions, down through queries in conditions and set
/// operations; a query in FROM keeps its own.
fn without_values(query: &Query) -> Query {
    let set_operation =
        |other: &Option<Box<Query>>| other.as_ref().map(|other| Box::new(without_values(other)));
    Query {
        join_conditions: conditions_without_values(&query.join_conditions),
        filter: conditions_without_values(&query.filter),
        having: conditions_without_values(&query.having),
        intersect: set_operation(&query.intersect),
        except: set_operation(&query.except),
        union: set_operation(&query.union),
        ..query.clone()
    }
}

fn conditions_without_values(conditions: &Conditions) -> Conditions {
    let operand = |operand: &Operand| match operand {
        Operand::Query(query) => Operand::Query(Box::new(without_values(query))),
        _ => Operand::Absent,
    };
    let part = |part: &ConditionPart| match part {
        ConditionPart::Condition(condition) => ConditionPart::Condition(Condition {
            first: operand(&condition.first),
            second: operand(&condition.second),
            ..condition.clone()
        }),
        connector => connector.clone(),
    };
    Conditions(conditions.0.iter().map(part).collect())
}

/// Puts the representative in the place of each column that a foreign key connects, and drops
/// DISTINCT: in the query and its set operations, not within conditions or FROM.
struct Normaliser<'a> {
    /// The tables of the whole query's FROM; columns of others are left alone.
    tables: Vec<String>,
    schema: &'a Schema,
    keys: &'a KeyGroups,
}

impl<'a> Normaliser<'a> {
    fn new(query: &Query, schema: &'a Schema, keys: &'a KeyGroups) -> Self {
        let tables = query
            .tables
            .iter()
            .filter_map(|unit| match unit {
                TableUnit::Table(id) => id.strip_prefix("__")?.strip_suffix("__"),
                TableUnit::Query(_) => None,
            })
            .map(str::to_owned)
            .collect();
        Self {
            tables,
            schema,
            keys,
        }
    }

    fn query(&self, query: Query) -> Query {
        let set_operation =
            |other: Option<Box<Query>>| other.map(|other| Box::new(self.query(*other)));
        Query {
            distinct: None,
            select: query
                .select
                .into_iter()
                .map(|(aggregate, unit)| (aggregate, self.unit(unit)))
                .collect(),
            join_conditions: self.conditions(query.join_conditions),
            filter: self.conditions(query.filter),
            group_by: query
                .group_by
                .into_iter()
                .map(|column| self.column(column))
                .collect(),
            having: self.conditions(query.having),
            order_by: query.order_by.map(|mut order| {
                order.units = order
                    .units
                    .into_iter()
                    .map(|unit| self.unit(unit))
                    .collect();
                order
            }),
            intersect: set_operation(query.intersect),
            except: set_operation(query.except),
            union: set_operation(query.union),
            ..query
        }
    }

    fn conditions(&self, conditions: Conditions) -> Conditions {
        let part = |part| match part {
            ConditionPart::Condition(condition) => ConditionPart::Condition(Condition {
                unit: self.unit(condition.unit),
                ..condition
            }),
            connector => connector,
        };
        Conditions(conditions.0.into_iter().map(part).collect())
    }

    fn unit(&self, unit: ValueUnit) -> ValueUnit {
        ValueUnit {
            operator: unit.operator,
            left: self.column(unit.left),
            right: unit.right.map(|right| self.column(right)),
        }
    }

    fn column(&self, unit: ColumnUnit) -> ColumnUnit {
        let representative = self
            .keys
            .representative(&unit.column)
            .filter(|_| self.is_of_the_query(&unit.column))
            .map(str::to_owned);
        ColumnUnit {
            column: representative.unwrap_or(unit.column),
            distinct: None,
            ..unit
        }
    }

    fn is_of_the_query(&self, column: &str) -> bool {
        let names = column
            .strip_prefix("__")
            .and_then(|column| column.strip_suffix("__"))
            .and_then(|column| column.split_once('.'));
        names.is_some_and(|(table, column)| {
            self.tables.iter().any(|name| name == table)
                && self.schema.column_id(table, column).is_some()
        })
    }
}
