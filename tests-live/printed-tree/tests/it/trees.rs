//! Trees of every node, at random: what the tree can say, sensible or not, as far as SQL can say it.

mod values;
mod windows;
mod words;

use plainquery_sql::tree::{
    Body, Cte, Expr, GroupingKind, JoinKind, OrderItem, Query, Select, SelectItem, SetOperator,
    Source,
};

use self::words::NAMES;
use crate::random::Random;

/// Makes trees.
pub(crate) struct Trees<'r> {
    pub(crate) random: &'r mut Random,
    /// The CTEs that can be named here.
    ctes: Vec<String>,
}

impl<'r> Trees<'r> {
    pub(crate) fn new(random: &'r mut Random) -> Self {
        Self {
            random,
            ctes: Vec::new(),
        }
    }

    pub(crate) fn query(&mut self, depth: usize) -> Query {
        let outside = self.ctes.len();
        let recursive = self.random.once_in(2);
        let wanted = if depth > 0 && self.random.once_in(4) {
            1 + self.random.below(2)
        } else {
            0
        };
        let names: Vec<String> = (0..wanted).map(|_| self.name()).collect();
        let mut ctes = Vec::new();
        if recursive {
            self.ctes.extend(names.iter().cloned());
        }
        for name in names {
            ctes.push(Cte {
                name: name.clone(),
                columns: self.names(),
                query: self.query(depth - 1),
            });
            if !recursive {
                self.ctes.push(name);
            }
        }
        let query = Query {
            recursive: recursive && !ctes.is_empty(),
            ctes,
            body: self.body(depth),
            order_by: self.some(0, 2, |trees| trees.order_item(depth)),
            limit: self.rows(),
            offset: self.rows(),
        };
        self.ctes.truncate(outside);
        query
    }

    fn some<T>(
        &mut self,
        fewest: usize,
        more: usize,
        mut make: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let count = fewest + self.random.below(more + 1);
        (0..count).map(|_| make(self)).collect()
    }

    fn maybe<T>(&mut self, times: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.random.once_in(times).then(|| make(self))
    }

    fn rows(&mut self) -> Option<u64> {
        self.maybe(4, |trees| {
            [0, 1, 1001, 2_147_483_648, u64::MAX >> 1][trees.random.below(5)]
        })
    }

    pub(crate) fn name(&mut self) -> String {
        self.random.pick(NAMES).to_owned()
    }

    fn names(&mut self) -> Vec<String> {
        self.maybe(4, |trees| trees.some(1, 2, Self::name))
            .unwrap_or_default()
    }

    fn body(&mut self, depth: usize) -> Body {
        match self.random.below(8) {
            0 | 1 if depth > 0 => Body::SetOperation {
                operator: [
                    SetOperator::Union,
                    SetOperator::Union,
                    SetOperator::Intersect,
                    SetOperator::Except,
                ][self.random.below(4)],
                all: self.random.once_in(2),
                left: Box::new(self.side(depth - 1)),
                right: Box::new(self.side(depth - 1)),
            },
            2 => {
                let width = 1 + self.random.below(3);
                Body::Values(self.some(1, 2, |trees| {
                    (0..width).map(|_| trees.expr(depth.min(1))).collect()
                }))
            }
            _ => Body::Select(Box::new(self.select(depth))),
        }
    }

    /// One side of a set operation: a query by itself, as a rule.
    fn side(&mut self, depth: usize) -> Query {
        if self.random.once_in(3) {
            return self.query(depth);
        }
        Query {
            body: self.body(depth),
            ..Query::default()
        }
    }

    fn select(&mut self, depth: usize) -> Select {
        let distinct = self.random.once_in(4);
        Select {
            distinct,
            distinct_on: if distinct && self.random.once_in(2) {
                self.some(1, 1, |trees| trees.expr(depth.min(1)))
            } else {
                Vec::new()
            },
            items: self.some(1, 2, |trees| trees.item(depth)),
            from: self.some(0, 2, |trees| trees.source(depth)),
            filter: self.maybe(2, |trees| trees.expr(depth)),
            group_by: self.some(0, 1, |trees| trees.group(depth)),
            having: self.maybe(4, |trees| trees.expr(depth)),
        }
    }

    fn item(&mut self, depth: usize) -> SelectItem {
        SelectItem {
            expr: self.expr(depth),
            alias: self.maybe(2, Self::name),
        }
    }

    pub(crate) fn order_item(&mut self, depth: usize) -> OrderItem {
        OrderItem {
            expr: self.expr(depth.min(1)),
            descending: self.random.once_in(2),
            nulls_first: self.maybe(2, |trees| trees.random.once_in(2)),
        }
    }

    fn group(&mut self, depth: usize) -> Expr {
        if !self.random.once_in(3) {
            return self.expr(depth.min(1));
        }
        let kind =
            [GroupingKind::Sets, GroupingKind::Rollup, GroupingKind::Cube][self.random.below(3)];
        // Only GROUPING SETS has an empty set.
        let fewest = usize::from(kind != GroupingKind::Sets);
        Expr::Grouping {
            kind,
            sets: self.some(1, 2, |trees| trees.some(fewest, 2, |trees| trees.expr(0))),
        }
    }

    fn source(&mut self, depth: usize) -> Source {
        match self.random.below(if depth > 0 { 8 } else { 2 }) {
            0 if !self.ctes.is_empty() => Source::Cte {
                name: self.ctes[self.random.below(self.ctes.len())].clone(),
                alias: self.name(),
            },
            0..4 => Source::Relation {
                schema: self.name(),
                name: self.name(),
                alias: self.name(),
            },
            4 => Source::Derived {
                query: Box::new(self.query(depth - 1)),
                alias: self.name(),
                columns: self.names(),
                lateral: self.random.once_in(2),
            },
            5 => Source::Function {
                name: self
                    .random
                    .pick(&[
                        "generate_series",
                        "unnest",
                        "jsonb_each",
                        "regexp_split_to_table",
                    ])
                    .to_owned(),
                arguments: self.some(1, 2, |trees| trees.expr(depth - 1)),
                ordinality: self.random.once_in(2),
                alias: self.name(),
                columns: self.names(),
            },
            _ => {
                let kind = [
                    JoinKind::Inner,
                    JoinKind::Left,
                    JoinKind::Right,
                    JoinKind::Full,
                    JoinKind::Cross,
                ][self.random.below(5)];
                let has_condition = kind != JoinKind::Cross && !self.random.once_in(6);
                Source::Join {
                    left: Box::new(self.source(depth - 1)),
                    right: Box::new(self.source(depth - 1)),
                    kind,
                    on: has_condition.then(|| self.expr(depth - 1)),
                }
            }
        }
    }
}
