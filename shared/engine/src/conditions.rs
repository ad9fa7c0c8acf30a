//! A frame's conditions as expressions.

use plainquery_sql::tree::{
    BinaryOperator, Body, Expr, Function, Literal, Query, Select, SelectItem, UnaryOperator,
};

use crate::frame::{Condition, Measure, Operand, Place};
use crate::measures;
use crate::operations::{Aggregate, Comparison};
use crate::paths::Paths;
use crate::resolve::Trouble;
use crate::schema::{Ref, Rel, Schema};
use crate::scope::{Aliases, Scope, all};

/// What conditions are lowered with.
#[derive(Clone, Copy)]
pub(crate) struct Lowering<'a> {
    pub schema: &'a Schema,
    pub paths: &'a Paths,
}

impl<'a> Lowering<'a> {
    /// The conjunction of the conditions, over the scope's root.
    pub(crate) fn filter(
        self,
        conditions: &[Condition],
        scope: &mut Scope<'a>,
        aliases: &mut Aliases,
    ) -> Result<Option<Expr>, Trouble> {
        let mut expressions = Vec::new();
        let mut elsewhere: Vec<(Rel, Vec<Condition>)> = Vec::new();
        for condition in conditions {
            match condition.place().filter(|place| !scope.reaches(*place)) {
                None => expressions.push(self.condition(condition, scope, aliases)?),
                Some(place) => {
                    // Conditions on rows that lead here are about one and the same such row.
                    let source = self.source_of(scope.root, place)?;
                    match elsewhere.iter_mut().find(|(rel, _)| *rel == source) {
                        Some((_, conditions)) => conditions.push(condition.clone()),
                        None => elsewhere.push((source, vec![condition.clone()])),
                    }
                }
            }
        }
        for (source, conditions) in elsewhere {
            expressions.push(self.exists(source, None, false, &conditions, scope, aliases)?);
        }
        Ok(all(expressions))
    }

    fn source_of(self, root: Rel, place: Place) -> Result<Rel, Trouble> {
        let target = place
            .via
            .map_or(place.col.rel, |via| self.schema.reference(via).from);
        let leads_here = self.paths.to_one(target, root).is_some() && target != root;
        if leads_here {
            return Ok(target);
        }
        self.paths
            .common_source(root, target)
            .ok_or(Trouble::NotRelated {
                from: root,
                to: target,
            })
    }

    fn condition(
        self,
        condition: &Condition,
        scope: &mut Scope<'a>,
        aliases: &mut Aliases,
    ) -> Result<Expr, Trouble> {
        Ok(match condition {
            Condition::Compare {
                place,
                comparison,
                number,
            } => {
                let column = scope.column(*place, false, aliases)?;
                Expr::binary(column, operator(*comparison), Expr::number(number))
            }
            Condition::CompareColumns {
                left,
                comparison,
                right,
            } => {
                let left = scope.column(*left, false, aliases)?;
                let right = scope.column(*right, false, aliases)?;
                Expr::binary(left, operator(*comparison), right)
            }
            Condition::CompareAverage { place, comparison } => {
                let column = scope.column(*place, false, aliases)?;
                Expr::binary(
                    column,
                    operator(*comparison),
                    Expr::Subquery(Box::new(self.average(*place, aliases)?)),
                )
            }
            Condition::OneOf {
                place,
                values,
                negated,
            } => one_of(scope.column(*place, false, aliases)?, values, *negated),
            Condition::Like {
                place,
                pattern,
                negated,
            } => Expr::Like {
                operand: Box::new(scope.column(*place, false, aliases)?),
                pattern: Box::new(Expr::text(pattern)),
                case_insensitive: true,
                negated: *negated,
            },
            Condition::Missing { place, missing } => Expr::IsNull {
                operand: Box::new(scope.column(*place, false, aliases)?),
                negated: !missing,
            },
            Condition::Flag { place, value } => {
                let column = scope.column(*place, false, aliases)?;
                if *value {
                    column
                } else {
                    Expr::Unary {
                        operator: UnaryOperator::Not,
                        operand: Box::new(column),
                    }
                }
            }
            Condition::During {
                place,
                start,
                end,
                negated,
            } => during(
                &scope.column(*place, false, aliases)?,
                start.as_deref(),
                end.as_deref(),
                *negated,
            ),
            Condition::All(conditions) => {
                let parts: Result<Vec<Expr>, Trouble> = conditions
                    .iter()
                    .map(|condition| self.condition(condition, scope, aliases))
                    .collect();
                all(parts?).unwrap_or(Expr::Literal(Literal::Boolean(true)))
            }
            Condition::Related {
                rel,
                via,
                negated,
                conditions,
            } => {
                let source = self.related_source(scope.root, *rel, *via)?;
                self.exists(source, *via, *negated, conditions, scope, aliases)?
            }
            Condition::Quantity {
                measure,
                via,
                comparison,
                number,
                conditions,
            } => {
                let quantity = Quantity {
                    measure: *measure,
                    via: *via,
                    comparison: *comparison,
                    number,
                    conditions,
                };
                self.quantity(&quantity, scope, aliases)?
            }
        })
    }

    /// The table whose rows tie the related table to the root: itself, or one that leads to both.
    fn related_source(self, root: Rel, rel: Rel, via: Option<Ref>) -> Result<Rel, Trouble> {
        if via.is_some() || self.paths.to_one(rel, root).is_some() {
            return Ok(rel);
        }
        let trouble = Trouble::NotRelated {
            from: root,
            to: rel,
        };
        self.paths.common_source(root, rel).ok_or(trouble)
    }

    fn average(self, place: Place, aliases: &mut Aliases) -> Result<Query, Trouble> {
        let mut scope = Scope::new(self.schema, self.paths, place.col.rel, aliases);
        let measure = Measure {
            aggregate: Aggregate::Average,
            of: Operand::Column(Place::plain(place.col)),
        };
        let expr = measures::expression(self.schema, &measure, &mut scope, aliases)?;
        Ok(select(vec![expr], &scope, None, Vec::new(), None))
    }

    fn path_to(self, source: Rel, via: Option<Ref>, root: Rel) -> Result<Vec<Ref>, Trouble> {
        let trouble = Trouble::NotRelated {
            from: source,
            to: root,
        };
        match via {
            Some(via) if self.schema.reference(via).to == root => {
                let mut path = self
                    .paths
                    .to_one(source, self.schema.reference(via).from)
                    .ok_or(trouble)?
                    .clone();
                path.push(via);
                Ok(path)
            }
            // A table that points to itself: the reference, not the row.
            _ if source == root => self
                .schema
                .references_from(source)
                .find(|reference| self.schema.reference(*reference).to == root)
                .map(|reference| vec![reference])
                .ok_or(trouble),
            _ => self.paths.to_one(source, root).cloned().ok_or(trouble),
        }
    }

    /// EXISTS over the rows of `source` that lead to the scope's row.
    fn exists(
        self,
        source: Rel,
        via: Option<Ref>,
        negated: bool,
        conditions: &[Condition],
        scope: &Scope<'a>,
        aliases: &mut Aliases,
    ) -> Result<Expr, Trouble> {
        let path = self.path_to(source, via, scope.root)?;
        let mut inner = Scope::new(self.schema, self.paths, source, aliases);
        let mut filters: Vec<Expr> = inner
            .pointers(&path, aliases)
            .into_iter()
            .map(|(pointer, target)| {
                Expr::binary(pointer, BinaryOperator::Equal, scope.own(target))
            })
            .collect();
        filters.extend(self.filter(conditions, &mut inner, aliases)?);
        let query = select(
            vec![Expr::number("1")],
            &inner,
            all(filters),
            Vec::new(),
            None,
        );
        Ok(Expr::Exists {
            query: Box::new(query),
            negated,
        })
    }

    /// "more than 5 orders": the row's key is among those of the groups. Where none at all would
    /// do ("fewer than 3 orders"), it is not among those of the other groups.
    fn quantity(
        self,
        quantity: &Quantity<'_>,
        scope: &Scope<'a>,
        aliases: &mut Aliases,
    ) -> Result<Expr, Trouble> {
        let rel = quantity.measure.of.rel();
        let leads_here = quantity.via.is_some() || self.paths.to_one(rel, scope.root).is_some();
        let source = if leads_here {
            rel
        } else {
            self.paths
                .common_source(scope.root, rel)
                .ok_or(Trouble::NotRelated {
                    from: scope.root,
                    to: rel,
                })?
        };
        let path = self.path_to(source, quantity.via, scope.root)?;
        let mut inner = Scope::new(self.schema, self.paths, source, aliases);
        let mut pointers = inner.pointers(&path, aliases);
        let (Some((pointer, target)), true) = (pointers.pop(), pointers.is_empty()) else {
            return Err(Trouble::NotRelated {
                from: source,
                to: scope.root,
            });
        };
        let filter = self.filter(quantity.conditions, &mut inner, aliases)?;
        let measure = measures::expression(self.schema, &quantity.measure, &mut inner, aliases)?;
        let counts = quantity.measure.aggregate == Aggregate::Count;
        let none_will_do = counts && holds_for_none(quantity.comparison, quantity.number);
        let comparison = if none_will_do {
            quantity.comparison.negated()
        } else {
            quantity.comparison
        };
        let having = Expr::binary(measure, operator(comparison), Expr::number(quantity.number));
        let present = Expr::IsNull {
            operand: Box::new(pointer.clone()),
            negated: true,
        };
        let filter = all(filter
            .into_iter()
            .chain(none_will_do.then_some(present))
            .collect());
        let query = select(
            vec![pointer.clone()],
            &inner,
            filter,
            vec![pointer],
            Some(having),
        );
        Ok(Expr::InQuery {
            operand: Box::new(scope.own(target)),
            query: Box::new(query),
            negated: none_will_do,
        })
    }
}

struct Quantity<'a> {
    measure: Measure,
    via: Option<Ref>,
    comparison: Comparison,
    number: &'a str,
    conditions: &'a [Condition],
}

fn holds_for_none(comparison: Comparison, number: &str) -> bool {
    let number: f64 = number.parse().unwrap_or(1.0);
    match comparison {
        Comparison::Less => 0.0 < number,
        Comparison::LessOrEqual => 0.0 <= number,
        Comparison::Equal => number == 0.0,
        _ => false,
    }
}

/// A plain SELECT over a scope.
pub(crate) fn select(
    values: Vec<Expr>,
    scope: &Scope<'_>,
    filter: Option<Expr>,
    group_by: Vec<Expr>,
    having: Option<Expr>,
) -> Query {
    let items = values
        .into_iter()
        .map(|expr| SelectItem { expr, alias: None })
        .collect();
    let select = Select {
        distinct: false,
        items,
        from: vec![scope.source()],
        filter,
        group_by,
        having,
        ..Select::default()
    };
    Query {
        body: Body::Select(Box::new(select)),
        ..Query::default()
    }
}

pub(crate) fn operator(comparison: Comparison) -> BinaryOperator {
    match comparison {
        Comparison::Less => BinaryOperator::Less,
        Comparison::LessOrEqual => BinaryOperator::LessOrEqual,
        Comparison::Equal => BinaryOperator::Equal,
        Comparison::NotEqual => BinaryOperator::NotEqual,
        Comparison::GreaterOrEqual => BinaryOperator::GreaterOrEqual,
        Comparison::Greater => BinaryOperator::Greater,
    }
}

fn one_of(column: Expr, values: &[String], negated: bool) -> Expr {
    match values {
        [value] => {
            let operator = if negated {
                BinaryOperator::NotEqual
            } else {
                BinaryOperator::Equal
            };
            Expr::binary(column, operator, Expr::text(value))
        }
        _ => Expr::InList {
            operand: Box::new(column),
            list: values.iter().map(Expr::text).collect(),
            negated,
        },
    }
}

fn during(column: &Expr, start: Option<&str>, end: Option<&str>, negated: bool) -> Expr {
    let day = |day: &str| Expr::Literal(Literal::Date(day.to_owned()));
    let from =
        start.map(|start| Expr::binary(column.clone(), BinaryOperator::GreaterOrEqual, day(start)));
    let to = end.map(|end| Expr::binary(column.clone(), BinaryOperator::Less, day(end)));
    let range =
        all(from.into_iter().chain(to).collect()).unwrap_or(Expr::Literal(Literal::Boolean(true)));
    if negated {
        Expr::Unary {
            operator: UnaryOperator::Not,
            operand: Box::new(range),
        }
    } else {
        range
    }
}

/// `aggregate(argument)`.
pub(crate) fn aggregate(name: &str, argument: Expr, distinct: bool) -> Expr {
    Expr::Function(Box::new(Function {
        distinct,
        ..Function::plain(name, vec![argument])
    }))
}
