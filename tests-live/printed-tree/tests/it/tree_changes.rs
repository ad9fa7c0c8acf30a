//! Changes of a tree, each of which means something else.

mod values;

use std::mem;

use plainquery_sql::tree::{Body, Expr, JoinKind, OrderItem, Query, Select, SetOperator, Source};

/// Goes through a tree and changes what it meets at one place.
pub(crate) struct Change {
    /// How many places are passed over before the change.
    left: usize,
    /// What was changed.
    pub(crate) made: Option<&'static str>,
}

/// How many places of a tree can be changed.
pub(crate) fn places(query: &Query) -> usize {
    let mut change = Change {
        left: usize::MAX,
        made: None,
    };
    change.query(&mut query.clone());
    usize::MAX - change.left
}

/// The tree, changed at that place, with the name of the change.
pub(crate) fn changed(query: &Query, place: usize) -> Option<(&'static str, Query)> {
    let mut changed = query.clone();
    let mut change = Change {
        left: place,
        made: None,
    };
    change.query(&mut changed);
    change.made.map(|made| (made, changed))
}

impl Change {
    /// A place: the change is made where it is the one.
    fn at(&mut self, name: &'static str, make: impl FnOnce()) {
        if self.made.is_some() {
            return;
        }
        if self.left == 0 {
            make();
            self.made = Some(name);
        } else {
            self.left -= 1;
        }
    }

    fn flag(&mut self, name: &'static str, flag: &mut bool) {
        self.at(name, || *flag = !*flag);
    }

    fn text(&mut self, name: &'static str, text: &mut String) {
        self.at(name, || text.push('x'));
    }

    fn shorter<T>(&mut self, name: &'static str, list: &mut Vec<T>, fewest: usize) {
        if list.len() > fewest {
            self.at(name, || {
                list.pop();
            });
        }
    }

    fn exprs<'e>(&mut self, values: impl IntoIterator<Item = &'e mut Expr>) {
        for value in values {
            self.expr(value);
        }
    }

    fn query(&mut self, query: &mut Query) {
        if !query.ctes.is_empty() {
            self.flag("RECURSIVE", &mut query.recursive);
        }
        for cte in &mut query.ctes {
            self.text("a CTE's name", &mut cte.name);
            self.shorter("a column of a CTE", &mut cte.columns, 0);
            self.query(&mut cte.query);
        }
        self.at("LIMIT", || {
            query.limit = query.limit.map_or(Some(3), |_| None);
        });
        self.at("OFFSET", || {
            query.offset = query
                .offset
                .map_or(Some(3), |rows| Some(rows / 2 + 1))
                .filter(|_| query.offset != Some(1));
        });
        self.shorter("an item of ORDER BY", &mut query.order_by, 0);
        self.order(&mut query.order_by);
        self.body(&mut query.body);
    }

    fn body(&mut self, body: &mut Body) {
        match body {
            Body::Select(select) => self.select(select),
            Body::SetOperation {
                operator,
                all,
                left,
                right,
            } => {
                self.at("a set operator", || {
                    *operator = match operator {
                        SetOperator::Union => SetOperator::Except,
                        SetOperator::Intersect | SetOperator::Except => SetOperator::Union,
                    }
                });
                self.flag("ALL", all);
                if left != right {
                    self.at("sides of a set operation", || mem::swap(left, right));
                }
                self.query(left);
                self.query(right);
            }
            Body::Values(rows) => {
                self.shorter("a row of VALUES", rows, 1);
                self.exprs(rows.iter_mut().flatten());
            }
        }
    }

    fn select(&mut self, select: &mut Select) {
        if select.distinct_on.is_empty() {
            self.flag("DISTINCT", &mut select.distinct);
        }
        self.shorter("a value of DISTINCT ON", &mut select.distinct_on, 1);
        self.shorter("a column of the result", &mut select.items, 1);
        self.shorter("a source", &mut select.from, 0);
        self.shorter("a group", &mut select.group_by, 0);
        for item in &mut select.items {
            self.at("a column's name", || {
                item.alias = Some("another".to_owned());
            });
            self.expr(&mut item.expr);
        }
        select.from.iter_mut().for_each(|from| self.source(from));
        for (name, condition) in [
            ("WHERE", &mut select.filter),
            ("HAVING", &mut select.having),
        ] {
            if condition.is_some() {
                self.at(name, || *condition = None);
            }
            self.exprs(condition.iter_mut());
        }
        self.exprs(select.distinct_on.iter_mut().chain(&mut select.group_by));
    }

    fn source(&mut self, source: &mut Source) {
        match source {
            Source::Relation {
                schema,
                name,
                alias,
            } => {
                self.text("a schema", schema);
                self.text("a relation", name);
                self.text("a relation's alias", alias);
            }
            Source::Cte { name, alias } => {
                self.text("a CTE that is read", name);
                self.text("a CTE's alias", alias);
            }
            Source::Derived {
                query,
                alias,
                columns,
                lateral,
            } => {
                self.flag("LATERAL", lateral);
                self.text("a derived table's alias", alias);
                self.shorter("a column of an alias", columns, 0);
                self.query(query);
            }
            Source::Function {
                name,
                arguments,
                ordinality,
                alias,
                columns,
            } => {
                self.text("a function in FROM", name);
                self.shorter("an argument in FROM", arguments, 0);
                self.flag("ORDINALITY", ordinality);
                self.text("a function's alias", alias);
                self.shorter("a column of an alias", columns, 0);
                self.exprs(arguments.iter_mut());
            }
            Source::Join {
                left,
                right,
                kind,
                on,
            } => {
                self.at("a kind of join", || {
                    *kind = match kind {
                        JoinKind::Left => JoinKind::Right,
                        JoinKind::Inner | JoinKind::Right | JoinKind::Full | JoinKind::Cross => {
                            JoinKind::Left
                        }
                    }
                });
                if left != right {
                    self.at("sides of a join", || mem::swap(left, right));
                }
                self.source(left);
                self.source(right);
                self.exprs(on.iter_mut());
            }
        }
    }

    fn order(&mut self, items: &mut [OrderItem]) {
        for item in items {
            self.flag("a direction", &mut item.descending);
            self.at("NULLS FIRST", || {
                item.nulls_first = item
                    .nulls_first
                    .map_or(Some(true), |first| (!first).then_some(true));
            });
            self.expr(&mut item.expr);
        }
    }
}
