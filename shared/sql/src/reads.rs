//! Which columns a query reads.

use std::collections::{BTreeSet, HashMap};

use crate::tree::{Body, Expr, Query, Select, Source};
use crate::walk::push_parts;

/// A column of the catalog: schema, relation, column.
pub type ReadColumn = (String, String, String);

/// The columns of relations that a bound query reads, sorted, each once. What a subquery or a CTE reads
/// counts, whether or not the outer query uses it.
pub fn columns_read(query: &Query) -> Vec<ReadColumn> {
    let mut reader = Reader::default();
    reader.query(query);
    reader.found.into_iter().collect()
}

/// The relation behind each alias; `None` for what is no relation.
type Aliases<'q> = HashMap<&'q str, Option<(&'q str, &'q str)>>;

#[derive(Default)]
struct Reader<'q> {
    /// From the outermost query to the innermost.
    scopes: Vec<Aliases<'q>>,
    found: BTreeSet<ReadColumn>,
}

impl<'q> Reader<'q> {
    fn query(&mut self, query: &'q Query) {
        for cte in &query.ctes {
            self.query(&cte.query);
        }
        match &query.body {
            Body::Select(select) => {
                let mut aliases = Aliases::new();
                for source in &select.from {
                    collect_aliases(source, &mut aliases);
                }
                self.scopes.push(aliases);
                self.select(select);
                self.order(query);
                self.scopes.pop();
            }
            Body::SetOperation { left, right, .. } => {
                self.query(left);
                self.query(right);
            }
            Body::Values(rows) => {
                for expr in rows.iter().flatten() {
                    self.expr(expr);
                }
            }
        }
    }

    fn order(&mut self, query: &'q Query) {
        for item in &query.order_by {
            self.expr(&item.expr);
        }
    }

    fn select(&mut self, select: &'q Select) {
        for source in &select.from {
            self.source(source);
        }
        let items = select.items.iter().map(|item| &item.expr);
        let rest = select.filter.iter().chain(&select.having);
        for expr in items
            .chain(rest)
            .chain(&select.group_by)
            .chain(&select.distinct_on)
        {
            self.expr(expr);
        }
    }

    fn source(&mut self, source: &'q Source) {
        match source {
            Source::Relation { .. } | Source::Cte { .. } => {}
            Source::Derived { query, .. } => self.query(query),
            Source::Function { arguments, .. } => {
                for argument in arguments {
                    self.expr(argument);
                }
            }
            Source::Join {
                left, right, on, ..
            } => {
                self.source(left);
                self.source(right);
                if let Some(on) = on {
                    self.expr(on);
                }
            }
        }
    }

    fn expr(&mut self, expr: &'q Expr) {
        let mut pending = vec![expr];
        while let Some(next) = pending.pop() {
            match next {
                Expr::Column {
                    source: Some(source),
                    name,
                } => self.column(source, name),
                Expr::InQuery { query, .. }
                | Expr::Exists { query, .. }
                | Expr::Subquery(query)
                | Expr::QuantifiedQuery { query, .. } => self.query(query),
                _ => {}
            }
            push_parts(next, &mut pending);
        }
    }

    /// A name means the innermost source that has it.
    fn column(&mut self, source: &str, name: &str) {
        let meant = self.scopes.iter().rev().find_map(|scope| scope.get(source));
        if let Some(Some((schema, relation))) = meant {
            self.found.insert((
                (*schema).to_owned(),
                (*relation).to_owned(),
                name.to_owned(),
            ));
        }
    }
}

fn collect_aliases<'q>(source: &'q Source, aliases: &mut Aliases<'q>) {
    match source {
        Source::Relation {
            schema,
            name,
            alias,
        } => {
            aliases.insert(alias, Some((schema, name)));
        }
        Source::Cte { alias, .. }
        | Source::Derived { alias, .. }
        | Source::Function { alias, .. } => {
            aliases.insert(alias, None);
        }
        Source::Join { left, right, .. } => {
            collect_aliases(left, aliases);
            collect_aliases(right, aliases);
        }
    }
}

#[cfg(test)]
mod tests {
    use plainquery_catalog::{Catalog, Column, Relation};
    use plainquery_core::Dialect;

    use super::*;
    use crate::{Policy, validate};

    fn read(sql: &str) -> Vec<String> {
        let relation = |name: &str, columns: &[&str]| Relation {
            schema: "main".into(),
            name: name.into(),
            columns: columns
                .iter()
                .map(|name| Column {
                    name: (*name).into(),
                    type_name: "integer".into(),
                    ..Column::default()
                })
                .collect(),
            ..Relation::default()
        };
        let catalog = Catalog {
            dialect: Dialect::Sqlite,
            relations: vec![
                relation("a", &["id", "x", "y"]),
                relation("b", &["id", "a_id", "z"]),
            ],
            ..Catalog::default()
        };
        let validated = validate(sql, &catalog, &Policy::default()).expect(sql);
        columns_read(validated.tree())
            .into_iter()
            .map(|(_, relation, column)| format!("{relation}.{column}"))
            .collect()
    }

    #[test]
    fn columns_are_found_wherever_they_stand() {
        assert_eq!(read("SELECT count(*) FROM a"), [] as [&str; 0]);
        assert_eq!(read("SELECT * FROM a"), ["a.id", "a.x", "a.y"]);
        assert_eq!(
            read("SELECT t.x FROM a AS t JOIN b ON b.a_id = t.id WHERE b.z > 1 ORDER BY t.y"),
            ["a.id", "a.x", "a.y", "b.a_id", "b.z"]
        );
        assert_eq!(
            read("SELECT max(CASE WHEN x > 1 THEN y END) FROM a GROUP BY id HAVING count(*) > 1"),
            ["a.id", "a.x", "a.y"]
        );
        assert_eq!(
            read("SELECT x FROM a UNION SELECT z FROM b"),
            ["a.x", "b.z"]
        );
    }

    #[test]
    fn subqueries_see_what_is_around_them() {
        assert_eq!(
            read("SELECT x FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = a.id)"),
            ["a.id", "a.x", "b.a_id"]
        );
        // The inner `a` is the table b: its z, not the outer table's.
        assert_eq!(
            read("SELECT x FROM a WHERE id IN (SELECT a.z FROM b AS a)"),
            ["a.id", "a.x", "b.z"]
        );
        assert_eq!(
            read("WITH t AS (SELECT x AS n FROM a) SELECT t.n FROM t"),
            ["a.x"]
        );
        assert_eq!(read("SELECT d.n FROM (SELECT z AS n FROM b) AS d"), ["b.z"]);
    }
}
