//! FROM: relations, CTEs, derived tables and joins.

use plainquery_core::Dialect;

use super::Printer;
use crate::tree::{JoinKind, Source};

impl Printer {
    pub(super) fn source(&mut self, source: &Source) {
        match source {
            Source::Relation {
                schema,
                name,
                alias,
            } => {
                // Read without a catalog, a name without a schema stays one.
                if !schema.is_empty() {
                    self.name(schema);
                    self.push(".");
                }
                self.name(name);
                self.push(" AS ");
                self.name(alias);
            }
            Source::Cte { name, alias } => {
                self.name(name);
                if alias != name {
                    self.push(" AS ");
                    self.name(alias);
                }
            }
            Source::Derived {
                query,
                alias,
                columns,
                lateral,
            } => {
                if *lateral && matches!(self.dialect, Dialect::Postgres | Dialect::Snowflake) {
                    self.push("LATERAL ");
                }
                self.subquery(query);
                self.push(" AS ");
                self.name(alias);
                self.column_names(columns);
            }
            Source::Function {
                name,
                arguments,
                ordinality,
                alias,
                columns,
            } => {
                if self.dialect == Dialect::Snowflake {
                    self.snowflake_rows(name, arguments);
                    self.push(" AS ");
                    return self.name(alias);
                }
                self.push(name);
                self.push("(");
                self.list(arguments, ", ", Self::expr);
                self.push(")");
                if *ordinality {
                    self.push(" WITH ORDINALITY");
                }
                self.push(" AS ");
                self.name(alias);
                self.column_names(columns);
            }
            Source::Join { .. } => self.join(source),
        }
    }

    /// A chain of joins reads from the left, so only a join on the right side needs parentheses.
    fn join(&mut self, source: &Source) {
        let mut chain = Vec::new();
        let mut first = source;
        while let Source::Join {
            left,
            right,
            kind,
            on,
        } = first
        {
            chain.push((right, *kind, on));
            first = left;
        }
        self.source(first);
        for (right, kind, on) in chain.into_iter().rev() {
            self.line();
            self.push(match kind {
                JoinKind::Inner => "JOIN ",
                JoinKind::Left => "LEFT JOIN ",
                JoinKind::Right => "RIGHT JOIN ",
                JoinKind::Full => "FULL JOIN ",
                JoinKind::Cross => "CROSS JOIN ",
            });
            if matches!(**right, Source::Join { .. }) {
                self.push("(");
                self.indent += 2;
                self.source(right);
                self.indent -= 2;
                self.push(")");
            } else {
                self.source(right);
            }
            if let Some(on) = on {
                self.push(" ON ");
                self.expr(on);
            } else if kind != JoinKind::Cross {
                self.push(" ON TRUE");
            }
        }
    }
}
