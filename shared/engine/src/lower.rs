//! A frame as a query.

use plainquery_core::TypeClass;
use plainquery_sql::tree::{
    BinaryOperator, Body, Expr, Function, OrderItem, Query, Select, SelectItem, Source,
};

use crate::conditions::{Lowering, aggregate, operator};
use crate::dates::TimeUnit;
use crate::frame::{Condition, Dimension, Frame, Measure, Operand, OrderBy, Place};
use crate::measures;
use crate::paths::Paths;
use crate::resolve::Trouble;
use crate::schema::{Col, Rel, Schema};
use crate::scope::{Aliases, Scope};

/// The most columns that are shown of a table without a name.
const MAX_COLUMNS: usize = 12;

/// Plans the joins and writes the query.
pub(crate) fn lower(schema: &Schema, paths: &Paths, frame: &Frame) -> Result<Query, Trouble> {
    let lowering = Lowering { schema, paths };
    let mut aliases = Aliases::default();
    let plan = Plan {
        schema,
        paths,
        lowering,
        frame,
    };
    if frame.measures.is_empty() && frame.dimensions.is_empty() {
        return plan.list(&mut aliases);
    }
    let query = plan.grouped(&mut aliases)?;
    if frame.averaged {
        Ok(average_of_groups(query))
    } else {
        Ok(query)
    }
}

struct Plan<'a> {
    schema: &'a Schema,
    paths: &'a Paths,
    lowering: Lowering<'a>,
    frame: &'a Frame,
}

impl<'a> Plan<'a> {
    fn list(&self, aliases: &mut Aliases) -> Result<Query, Trouble> {
        let frame = self.frame;
        let mut scope = Scope::new(self.schema, self.paths, frame.subject, aliases);
        let mut items: Vec<SelectItem> = Vec::new();
        for place in self.shown_columns() {
            let expr = scope.column(place, true, aliases)?;
            let alias = self.column_alias(place, &items);
            items.push(SelectItem { expr, alias });
        }
        let filter = self
            .lowering
            .filter(&frame.conditions, &mut scope, aliases)?;
        let mut order_by = Vec::new();
        for order in &frame.order {
            let OrderBy::Column(place) = order.by else {
                continue;
            };
            let expr = scope.column(place, true, aliases)?;
            let nullable = self.schema.column(place.col).nullable;
            order_by.push(ordered(expr, order.descending, nullable));
        }
        let select = Select {
            distinct: frame.distinct,
            items,
            from: vec![scope.source()],
            filter,
            group_by: Vec::new(),
            having: None,
            ..Select::default()
        };
        Ok(Query {
            body: Body::Select(Box::new(select)),
            order_by,
            limit: frame.limit,
            ..Query::default()
        })
    }

    /// The columns asked for; else what tells the rows apart, and what the question was about.
    fn shown_columns(&self) -> Vec<Place> {
        let frame = self.frame;
        let ordered = frame.order.iter().filter_map(|order| match order.by {
            OrderBy::Column(place) => Some(place),
            _ => None,
        });
        if !frame.outputs.is_empty() {
            let mut shown = frame.outputs.clone();
            if frame.distinct {
                shown.extend(ordered.filter(|place| !frame.outputs.contains(place)));
            }
            return shown;
        }
        let display = self.schema.display(frame.subject);
        let relation = self.schema.relation(frame.subject);
        let mut shown: Vec<Col> = if display.is_empty() {
            self.schema
                .cols(frame.subject)
                .filter(|col| self.schema.column(*col).class != TypeClass::Bytes)
                .take(MAX_COLUMNS)
                .collect()
        } else {
            let names: Vec<&String> = display
                .iter()
                .map(|col| &self.schema.column(*col).name)
                .collect();
            let unique = relation
                .unique_keys
                .iter()
                .any(|key| key.iter().eq(names.iter().copied()));
            let key = if unique {
                Vec::new()
            } else {
                self.schema.primary_key(frame.subject)
            };
            key.into_iter().chain(display).collect()
        };
        let conditions = frame
            .conditions
            .iter()
            .filter(|condition| {
                matches!(
                    condition,
                    Condition::Compare { .. }
                        | Condition::During { .. }
                        | Condition::CompareAverage { .. }
                )
            })
            .filter_map(Condition::place);
        let compared = frame
            .conditions
            .iter()
            .filter_map(|condition| match condition {
                Condition::CompareColumns { left, right, .. } => Some([*left, *right]),
                _ => None,
            });
        for place in ordered.chain(conditions).chain(compared.flatten()) {
            if place.via.is_none() && place.col.rel == frame.subject && !shown.contains(&place.col)
            {
                shown.push(place.col);
            }
        }
        shown.into_iter().map(Place::plain).collect()
    }

    /// A name of its own for a column whose name is there already.
    fn column_alias(&self, place: Place, items: &[SelectItem]) -> Option<String> {
        let column = &self.schema.column(place.col).name;
        let taken = items.iter().any(|item| match (&item.alias, &item.expr) {
            (Some(alias), _) => alias == column,
            (None, Expr::Column { name, .. }) => name == column,
            _ => false,
        });
        if let Some(via) = place.via {
            let reference = self.schema.reference(via);
            let role = &self
                .schema
                .column(Col {
                    rel: reference.from,
                    index: reference.from_columns[0],
                })
                .name;
            return Some(format!("{}_{column}", role.trim_end_matches("_id")));
        }
        if taken || (place.col.rel != self.frame.subject && column == "name") {
            let table = &self.schema.relation(place.col.rel).name;
            return Some(format!("{}_{column}", table.trim_end_matches('s')));
        }
        None
    }

    fn grouped(&self, aliases: &mut Aliases) -> Result<Query, Trouble> {
        let frame = self.frame;
        let root = self.root()?;
        let mut scope = Scope::new(self.schema, self.paths, root, aliases);
        let mut items = Vec::new();
        let mut group_by = Vec::new();
        let mut order_keys = Vec::new();
        for dimension in &frame.dimensions {
            let grouped = self.dimension(dimension, &mut scope, aliases)?;
            order_keys.push(grouped.order.clone());
            items.extend(grouped.items);
            group_by.extend(grouped.keys);
        }
        let mut figures = Vec::new();
        for measure in &frame.measures {
            let expr = self.figure(measure, &mut scope, aliases)?;
            let alias = if frame.share_of.is_empty() {
                measures::name(self.schema, measure)
            } else {
                "percentage".to_owned()
            };
            figures.push((*measure, expr.clone()));
            items.push(SelectItem {
                expr,
                alias: Some(alias),
            });
        }
        let filter = self
            .lowering
            .filter(&frame.conditions, &mut scope, aliases)?;
        let having = self.having(&mut scope, aliases)?;
        let mut order_by = Vec::new();
        for order in &frame.order {
            let (expr, nullable) = match order.by {
                OrderBy::Dimension(index) => match order_keys.get(index) {
                    Some(expr) => (expr.clone(), false),
                    None => continue,
                },
                OrderBy::Measure(measure) => {
                    match figures.iter().find(|(other, _)| *other == measure) {
                        Some((_, expr)) => (
                            expr.clone(),
                            measure.aggregate != crate::operations::Aggregate::Count,
                        ),
                        None => (self.figure(&measure, &mut scope, aliases)?, true),
                    }
                }
                OrderBy::Column(_) => continue,
            };
            order_by.push(ordered(expr, order.descending, nullable));
        }
        // Without a word on the order, what counts most comes first.
        if let (true, false, Some((measure, expr))) =
            (order_by.is_empty(), group_by.is_empty(), figures.first())
        {
            let nullable = measure.aggregate != crate::operations::Aggregate::Count;
            order_by.push(ordered(expr.clone(), true, nullable));
        }
        // A stable answer where the figures tie.
        if let (Some(_), Some(first)) = (frame.limit, group_by.first())
            && !order_by.is_empty()
        {
            order_by.push(ordered(first.clone(), false, false));
        }
        let select = Select {
            distinct: false,
            items,
            from: vec![scope.source()],
            filter,
            group_by,
            having,
            ..Select::default()
        };
        Ok(Query {
            body: Body::Select(Box::new(select)),
            order_by,
            limit: frame.limit,
            ..Query::default()
        })
    }

    /// The table whose rows are grouped: the measured one if its rows lead to all dimensions, else
    /// the nearest whose rows lead to both.
    fn root(&self) -> Result<Rel, Trouble> {
        let measured = self
            .frame
            .measures
            .first()
            .map_or(self.frame.subject, |measure| measure.of.rel());
        let targets: Vec<Rel> = self
            .frame
            .dimensions
            .iter()
            .map(|dimension| self.dimension_table(dimension))
            .collect();
        let unreached = |root: Rel| {
            targets
                .iter()
                .copied()
                .find(|target| self.paths.to_one(root, *target).is_none())
        };
        let Some(target) = unreached(measured) else {
            return Ok(measured);
        };
        let source = self
            .paths
            .common_source(measured, target)
            .ok_or(Trouble::NotRelated {
                from: measured,
                to: target,
            })?;
        match unreached(source) {
            None => Ok(source),
            Some(other) => Err(Trouble::NotRelated {
                from: source,
                to: other,
            }),
        }
    }

    /// The table that the root's rows must lead to.
    fn dimension_table(&self, dimension: &Dimension) -> Rel {
        match dimension {
            Dimension::Column(place) | Dimension::Time { place, .. } => place
                .via
                .map_or(place.col.rel, |via| self.schema.reference(via).from),
            Dimension::Entity { rel, via } => {
                via.map_or(*rel, |via| self.schema.reference(via).from)
            }
        }
    }

    fn dimension(
        &self,
        dimension: &Dimension,
        scope: &mut Scope<'a>,
        aliases: &mut Aliases,
    ) -> Result<Grouped, Trouble> {
        let root = scope.root;
        match dimension {
            Dimension::Column(place) => {
                let expr = scope.column(*place, false, aliases)?;
                let alias = (place.col.rel != root && self.schema.column(place.col).name == "name")
                    .then(|| self.entity_alias(place.col));
                Ok(Grouped {
                    items: vec![SelectItem {
                        expr: expr.clone(),
                        alias,
                    }],
                    keys: vec![expr.clone()],
                    order: expr,
                })
            }
            Dimension::Entity { rel, via } => {
                let mut columns = self.schema.display(*rel);
                let key = self.schema.primary_key(*rel);
                if columns.is_empty() {
                    columns.clone_from(&key);
                }
                let mut items = Vec::new();
                let mut keys = Vec::new();
                for col in &columns {
                    let expr = scope.column(
                        Place {
                            col: *col,
                            via: *via,
                        },
                        false,
                        aliases,
                    )?;
                    let alias = (self.schema.column(*col).name == "name"
                        && frame_needs_alias(self.frame, *rel))
                    .then(|| self.entity_alias(*col));
                    items.push(SelectItem {
                        expr: expr.clone(),
                        alias,
                    });
                    keys.push(expr);
                }
                for col in key.iter().filter(|col| !columns.contains(col)) {
                    keys.push(scope.column(
                        Place {
                            col: *col,
                            via: *via,
                        },
                        false,
                        aliases,
                    )?);
                }
                let nameless = Trouble::NotRelated {
                    from: root,
                    to: *rel,
                };
                let order = keys.first().cloned().ok_or(nameless)?;
                Ok(Grouped { items, keys, order })
            }
            Dimension::Time { place, unit } => {
                let column = scope.column(*place, false, aliases)?;
                Ok(time(column, *unit))
            }
        }
    }

    fn entity_alias(&self, col: Col) -> String {
        let table = &self.schema.relation(col.rel).name;

        table.strip_suffix("ies").map_or_else(
            || table.strip_suffix('s').unwrap_or(table).to_owned(),
            |stem| format!("{stem}y"),
        )
    }

    fn figure(
        &self,
        measure: &Measure,
        scope: &mut Scope<'a>,
        aliases: &mut Aliases,
    ) -> Result<Expr, Trouble> {
        let whole = measures::expression(self.schema, measure, scope, aliases)?;
        if self.frame.share_of.is_empty() {
            return Ok(whole);
        }
        let filter = self.lowering.filter(&self.frame.share_of, scope, aliases)?;
        let part = match measure.of {
            Operand::Rows(rel) if rel == scope.root => Function {
                filter,
                ..Function::count_star()
            },
            _ => {
                return Err(Trouble::NotRelated {
                    from: scope.root,
                    to: measure.of.rel(),
                });
            }
        };
        let percent = Expr::binary(
            Expr::number("100.0"),
            BinaryOperator::Multiply,
            Expr::Function(Box::new(part)),
        );
        Ok(Expr::binary(
            percent,
            BinaryOperator::Divide,
            Expr::call("nullif", vec![whole, Expr::number("0")]),
        ))
    }

    fn having(
        &self,
        scope: &mut Scope<'a>,
        aliases: &mut Aliases,
    ) -> Result<Option<Expr>, Trouble> {
        let mut conditions = Vec::new();
        for (measure, comparison, number) in &self.frame.having {
            let figure = measures::expression(self.schema, measure, scope, aliases)?;
            conditions.push(Expr::binary(
                figure,
                operator(*comparison),
                Expr::number(number),
            ));
        }
        Ok(crate::scope::all(conditions))
    }
}

fn frame_needs_alias(frame: &Frame, rel: Rel) -> bool {
    frame.subject != rel || frame.dimensions.len() > 1
}

struct Grouped {
    items: Vec<SelectItem>,
    keys: Vec<Expr>,
    /// What the dimension is ordered by.
    order: Expr,
}

fn time(column: Expr, unit: TimeUnit) -> Grouped {
    let integer = |operand: Expr| Expr::Cast {
        operand: Box::new(operand),
        type_name: "integer".to_owned(),
    };
    let field = |field: &str, column: Expr| {
        integer(Expr::Extract {
            field: field.to_owned(),
            operand: Box::new(column),
        })
    };
    let truncated = |unit: &str, column: Expr| {
        let call = Expr::call("date_trunc", vec![Expr::text(unit), column]);
        Expr::Cast {
            operand: Box::new(call),
            type_name: "date".to_owned(),
        }
    };
    let one = |name: &str, expr: Expr| Grouped {
        items: vec![SelectItem {
            expr: expr.clone(),
            alias: Some(name.to_owned()),
        }],
        keys: vec![expr.clone()],
        order: expr,
    };
    match unit {
        TimeUnit::Day => one(
            "day",
            Expr::Cast {
                operand: Box::new(column),
                type_name: "date".to_owned(),
            },
        ),
        TimeUnit::Week => one("week", truncated("week", column)),
        TimeUnit::Month => one("month", truncated("month", column)),
        TimeUnit::Quarter => one("quarter", truncated("quarter", column)),
        TimeUnit::Year => one("year", field("year", column)),
        TimeUnit::Hour => one("hour", field("hour", column)),
        TimeUnit::Weekday => {
            let number = field("isodow", column.clone());
            let name = Expr::call("to_char", vec![column, Expr::text("FMDay")]);
            Grouped {
                items: vec![SelectItem {
                    expr: name.clone(),
                    alias: Some("weekday".to_owned()),
                }],
                keys: vec![name, number.clone()],
                order: number,
            }
        }
    }
}

fn ordered(expr: Expr, descending: bool, nullable: bool) -> OrderItem {
    OrderItem {
        expr,
        descending,
        nulls_first: (descending && nullable).then_some(false),
    }
}

/// The average of a figure over groups: "average number of orders per customer".
fn average_of_groups(mut query: Query) -> Query {
    query.order_by.clear();
    let Body::Select(select) = &mut query.body else {
        return query;
    };
    let Some(mut figure) = select.items.pop() else {
        return query;
    };
    figure.alias = Some("figure".to_owned());
    select.items = vec![figure];
    let average = aggregate("avg", Expr::column("groups", "figure"), false);
    let source = Source::Derived {
        query: Box::new(query),
        alias: "groups".to_owned(),
        columns: Vec::new(),
        lateral: false,
    };
    let select = Select {
        items: vec![SelectItem {
            expr: average,
            alias: Some("average".to_owned()),
        }],
        from: vec![source],
        ..Select::default()
    };
    Query {
        body: Body::Select(Box::new(select)),
        ..Query::default()
    }
}
