//! One level of FROM: a root table and the tables its rows lead to, joined as they are needed.

use plainquery_sql::tree::{BinaryOperator, Expr, JoinKind, Source};

use crate::frame::Place;
use crate::paths::Paths;
use crate::resolve::Trouble;
use crate::schema::{Col, Ref, Rel, Schema};

/// Names for tables, unique in the whole query.
#[derive(Debug, Default)]
pub(crate) struct Aliases(Vec<String>);

impl Aliases {
    fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while self.0.contains(&name) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        self.0.push(name.clone());
        name
    }
}

struct Joined {
    path: Vec<Ref>,
    alias: String,
    kind: JoinKind,
}

/// A root and its joins.
pub(crate) struct Scope<'a> {
    schema: &'a Schema,
    paths: &'a Paths,
    pub root: Rel,
    pub alias: String,
    joined: Vec<Joined>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(
        schema: &'a Schema,
        paths: &'a Paths,
        root: Rel,
        aliases: &mut Aliases,
    ) -> Self {
        let alias = aliases.take(&schema.relation(root).name);
        Self {
            schema,
            paths,
            root,
            alias,
            joined: Vec::new(),
        }
    }

    /// A column of the root's own row.
    pub(crate) fn own(&self, col: Col) -> Expr {
        Expr::column(&self.alias, &self.schema.column(col).name)
    }

    /// Whether the root's rows lead to the place.
    pub(crate) fn reaches(&self, place: Place) -> bool {
        self.path(place).is_some()
    }

    fn path(&self, place: Place) -> Option<Vec<Ref>> {
        let Some(via) = place.via else {
            return self.paths.to_one(self.root, place.col.rel).cloned();
        };
        let reference = self.schema.reference(via);
        let mut path = self.paths.to_one(self.root, reference.from)?.clone();
        path.push(via);
        path.extend(
            self.paths
                .to_one(reference.to, place.col.rel)?
                .iter()
                .copied(),
        );
        Some(path)
    }

    /// A column that the root's rows lead to. An `optional` one keeps rows that lead nowhere.
    pub(crate) fn column(
        &mut self,
        place: Place,
        optional: bool,
        aliases: &mut Aliases,
    ) -> Result<Expr, Trouble> {
        let path = self.path(place).ok_or(Trouble::NotRelated {
            from: self.root,
            to: place.col.rel,
        })?;
        let alias = self.join(&path, optional, aliases);
        Ok(Expr::column(alias, &self.schema.column(place.col).name))
    }

    /// The columns by which rows of the root point to the table at the end of a path, each with
    /// the column it points to.
    pub(crate) fn pointers(&mut self, path: &[Ref], aliases: &mut Aliases) -> Vec<(Expr, Col)> {
        let Some((last, before)) = path.split_last() else {
            return Vec::new();
        };
        let alias = self.join(before, false, aliases);
        let reference = self.schema.reference(*last);
        let pairs = reference.from_columns.iter().zip(&reference.to_columns);
        pairs
            .map(|(from, to)| {
                let from = self.schema.column(Col {
                    rel: reference.from,
                    index: *from,
                });
                (
                    Expr::column(&alias, &from.name),
                    Col {
                        rel: reference.to,
                        index: *to,
                    },
                )
            })
            .collect()
    }

    fn join(&mut self, path: &[Ref], optional: bool, aliases: &mut Aliases) -> String {
        let Some(last) = path.last() else {
            return self.alias.clone();
        };
        if let Some(joined) = self.joined.iter_mut().find(|joined| joined.path == path) {
            return joined.alias.clone();
        }
        self.join(&path[..path.len() - 1], optional, aliases);
        let reference = self.schema.reference(*last);
        let table = &self.schema.relation(reference.to).name;
        let column = &self
            .schema
            .column(Col {
                rel: reference.from,
                index: reference.from_columns[0],
            })
            .name;
        let role = column.trim_end_matches("_id");
        let own_name =
            table.starts_with(role) || role.len() < 3 || reference.from_columns.len() > 1;
        let alias = aliases.take(if own_name { table } else { role });
        let nullable = reference.nullable
            || self
                .joined
                .iter()
                .any(|joined| joined.kind == JoinKind::Left && path.starts_with(&joined.path));
        let kind = if optional && nullable {
            JoinKind::Left
        } else {
            JoinKind::Inner
        };
        self.joined.push(Joined {
            path: path.to_vec(),
            alias: alias.clone(),
            kind,
        });
        alias
    }

    /// FROM with all joins that were asked for.
    pub(crate) fn source(&self) -> Source {
        let table = |rel: Rel, alias: &str| {
            let relation = self.schema.relation(rel);
            Source::Relation {
                schema: relation.schema.clone(),
                name: relation.name.clone(),
                alias: alias.to_owned(),
            }
        };
        let mut source = table(self.root, &self.alias);
        for joined in &self.joined {
            let Some((last, before)) = joined.path.split_last() else {
                continue;
            };
            let reference = self.schema.reference(*last);
            let from = self
                .joined
                .iter()
                .find(|other| other.path == before)
                .map_or(self.alias.as_str(), |other| other.alias.as_str());
            let pairs = reference
                .from_columns
                .iter()
                .zip(&reference.to_columns)
                .map(|(from_column, to_column)| {
                    let left = Expr::column(
                        from,
                        &self
                            .schema
                            .column(Col {
                                rel: reference.from,
                                index: *from_column,
                            })
                            .name,
                    );
                    let right = Expr::column(
                        &joined.alias,
                        &self
                            .schema
                            .column(Col {
                                rel: reference.to,
                                index: *to_column,
                            })
                            .name,
                    );
                    Expr::binary(right, BinaryOperator::Equal, left)
                });
            source = Source::Join {
                left: Box::new(source),
                right: Box::new(table(reference.to, &joined.alias)),
                kind: joined.kind,
                on: all(pairs.collect()),
            };
        }
        source
    }
}

/// The conjunction of conditions.
pub(crate) fn all(conditions: Vec<Expr>) -> Option<Expr> {
    conditions
        .into_iter()
        .reduce(|left, right| Expr::binary(left, BinaryOperator::And, right))
}
