//! Puts derived tables in the place of relations with rules.

mod grouping;
mod pattern;

use plainquery_core::Dialect;

use super::{Gate, Parameters, View, fence, pushdown, walk};
use crate::diagnostic::Diagnostic;
use crate::tree::{Body, Expr, Query, Select, Source};

/// A query as it runs, and its values.
pub(crate) struct Rewritten {
    pub(crate) query: Query,
    pub(crate) parameters: Parameters,
}

/// Rewrites a bound query. `None` where no relation of it has rules.
///
/// The error is a relation that may not be read, which binding has refused already.
pub(crate) fn rewrite(query: &Query, gate: &Gate<'_>) -> Result<Option<Rewritten>, Diagnostic> {
    if gate.rules().is_none() {
        return Ok(None);
    }
    let mut rewriter = Rewriter {
        gate,
        parameters: Parameters::default(),
        is_changed: false,
        has_rows: false,
        pattern: None,
    };
    let mut query = query.clone();
    rewriter.query(&mut query)?;
    let Rewriter {
        parameters,
        is_changed,
        has_rows,
        pattern,
        gate: _,
    } = rewriter;
    if let Some(problem) =
        pattern.filter(|_| has_rows && gate.catalog().dialect == Dialect::Postgres)
    {
        return Err(problem);
    }
    Ok(is_changed.then_some(Rewritten { query, parameters }))
}

struct Rewriter<'a> {
    gate: &'a Gate<'a>,
    parameters: Parameters,
    is_changed: bool,
    /// Whether a relation that it reads has rows that the caller may not see.
    has_rows: bool,
    /// The first pattern that could raise an error.
    pattern: Option<Diagnostic>,
}

/// A relation with rules in the FROM of a SELECT.
struct Policed<'a> {
    alias: String,
    view: View<'a>,
}

type Done = Result<(), Diagnostic>;

impl<'a> Rewriter<'a> {
    fn query(&mut self, query: &mut Query) -> Done {
        let Query {
            ctes,
            recursive: _,
            body,
            order_by,
            limit: _,
            offset: _,
        } = query;
        for cte in ctes {
            self.query(&mut cte.query)?;
        }
        match body {
            Body::Select(select) => {
                let policed = self.policed(select)?;
                if !policed.is_empty() {
                    grouping::complete(select, order_by, &policed, self.gate.catalog().dialect);
                }
                self.select(select, &policed)?;
            }
            Body::SetOperation { left, right, .. } => {
                // Chains nest to the left, hundreds deep at times.
                self.set_operation(left, right)?;
            }
            Body::Values(rows) => {
                for cell in rows.iter_mut().flatten() {
                    self.expr(cell)?;
                }
            }
        }
        for item in order_by {
            self.expr(&mut item.expr)?;
        }
        Ok(())
    }

    fn set_operation(&mut self, left: &mut Query, right: &mut Query) -> Done {
        let mut first = left;
        self.query(right)?;
        loop {
            let is_chain = matches!(first.body, Body::SetOperation { .. });
            if !is_chain || !first.ctes.is_empty() || !first.order_by.is_empty() {
                return self.query(first);
            }
            let Body::SetOperation { left, right, .. } = &mut first.body else {
                return Ok(());
            };
            self.query(right)?;
            first = left;
        }
    }

    /// The relations with rules among the sources of a SELECT.
    fn policed(&self, select: &Select) -> Result<Vec<Policed<'a>>, Diagnostic> {
        let mut policed = Vec::new();
        let mut pending: Vec<&Source> = select.from.iter().collect();
        while let Some(source) = pending.pop() {
            match source {
                Source::Relation {
                    schema,
                    name,
                    alias,
                } => {
                    if let Some(view) = self.view(schema, name)? {
                        policed.push(Policed {
                            alias: alias.clone(),
                            view,
                        });
                    }
                }
                Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
                Source::Cte { .. } | Source::Derived { .. } | Source::Function { .. } => {}
            }
        }
        Ok(policed)
    }

    fn view(&self, schema: &str, name: &str) -> Result<Option<View<'a>>, Diagnostic> {
        let refused = |message: String| {
            Diagnostic::new(crate::diagnostic::RuleId::RelationNotPermitted, message)
        };
        let relation = self
            .gate
            .catalog()
            .relation(schema, name)
            .ok_or_else(|| refused(format!("there is no table \"{name}\"")))?;
        self.gate
            .check(relation)
            .map_err(|refusal| Diagnostic::new(refusal.rule, refusal.message))
    }

    fn select(&mut self, select: &mut Select, policed: &[Policed<'a>]) -> Done {
        let Select {
            distinct: _,
            distinct_on,
            items,
            from,
            filter,
            group_by,
            having,
        } = select;
        for source in from {
            self.source(source, filter.as_ref(), policed)?;
        }
        let items = items.iter_mut().map(|item| &mut item.expr);
        let parts = items.chain(distinct_on).chain(filter).chain(group_by);
        for expr in parts.chain(having) {
            self.expr(expr)?;
        }
        Ok(())
    }

    fn source(
        &mut self,
        source: &mut Source,
        filter: Option<&Expr>,
        policed: &[Policed<'a>],
    ) -> Done {
        let mut pending = vec![source];
        while let Some(next) = pending.pop() {
            match next {
                Source::Relation { alias, .. } => {
                    let known = policed.iter().find(|known| known.alias == *alias);
                    if let Some(Policed { alias, view }) = known {
                        *next = self.derived(alias, view, filter);
                    }
                }
                Source::Cte { .. } => {}
                Source::Derived { query, .. } => self.query(query)?,
                Source::Function { arguments, .. } => {
                    for argument in arguments {
                        self.expr(argument)?;
                    }
                }
                Source::Join {
                    left, right, on, ..
                } => {
                    if let Some(on) = on {
                        self.expr(on)?;
                    }
                    pending.extend([&mut **left, &mut **right]);
                }
            }
        }
        Ok(())
    }

    fn derived(&mut self, alias: &str, view: &View<'a>, filter: Option<&Expr>) -> Source {
        self.is_changed = true;
        self.has_rows |= !view.rows.is_empty();
        let dialect = self.gate.catalog().dialect;
        let pushed = pushdown::pushed(filter, alias, view, dialect);
        let key = self.gate.rules().and_then(|rules| rules.mask_key());
        let key = key.map(plainquery_core::Secret::expose);
        Source::Derived {
            query: Box::new(fence::derived(
                view,
                pushed,
                key,
                dialect,
                &mut self.parameters,
            )),
            alias: alias.to_owned(),
            columns: Vec::new(),
            lateral: false,
        }
    }

    fn expr(&mut self, expr: &mut Expr) -> Done {
        let mut pending = vec![expr];
        while let Some(next) = pending.pop() {
            if self.pattern.is_none() {
                self.pattern = pattern::problem(next);
            }
            let (exprs, queries) = walk::parts(next);
            for query in queries {
                self.query(query)?;
            }
            pending.extend(exprs);
        }
        Ok(())
    }
}
