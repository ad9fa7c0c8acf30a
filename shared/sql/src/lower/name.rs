//! Names of columns, bound to the scopes around them.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::Ident;
use sqlparser::tokenizer::Location;

use super::from::UNKNOWN;
use super::output::holds_aggregate;
use super::{Lowered, Lowerer, Typed};
use crate::diagnostic::{Diagnostic, RuleId, closest};
use crate::print::quoted;
use crate::scope::{Found, Lookup};
use crate::tree::{Expr, Literal};
use crate::walk;

/// How much more a copy of an expression weighs than the expression: it is printed at each place, explained
/// and read again, where the planner's copies are only planned.
const COPY: u64 = 2;

impl Lowerer<'_> {
    /// A bare name: a column of the innermost scope that has it.
    pub(super) fn identifier(&mut self, ident: &Ident) -> Lowered<Typed> {
        let at = ident.span.start;
        let name = self.fold(ident);
        // In HAVING and QUALIFY; elsewhere a column of a source comes first, below.
        let by_output = match self.dialect {
            Dialect::Mysql => true,
            Dialect::Snowflake => self.placement.results,
            Dialect::Postgres | Dialect::Sqlite => false,
        };
        if by_output && let Some(output) = self.output_by_name(&name, at)? {
            self.check_repeatable(&output.expr, at)?;
            self.grow(output.weight.saturating_mul(COPY), at)?;
            return Ok((output.expr, output.class));
        }
        if self.dialect == Dialect::Snowflake {
            self.check_nearest(&name, at)?;
        }
        for scope in self.scopes.iter().rev().filter(|scope| !scope.hidden) {
            match scope.find(&name, self.dialect) {
                Lookup::Missing => {}
                Lookup::One(found) if is_open(&found.expr) && self.named_value(&name).is_some() => {
                }
                // Without a catalog any name may be a column, but for what no name can be.
                Lookup::One(found)
                    if is_open(&found.expr)
                        && scope
                            .sources
                            .iter()
                            .any(|source| self.same(&source.given, &name)) =>
                {
                    let message = format!(
                        "\"{name}\" is a source; if it is a column too, write the source before it"
                    );
                    return self.refuse(RuleId::WholeRow, message, at);
                }
                Lookup::One(found) if is_open(&found.expr) && is_text(ident, self.dialect) => {}
                Lookup::One(found) => {
                    self.grow(found.weight, at)?;
                    return Ok((found.expr, found.class));
                }
                Lookup::Ambiguous => {
                    let diagnostic = self.ambiguous_column(&name, at);
                    self.note(diagnostic)?;
                    return Ok((Expr::Literal(Literal::Null), UNKNOWN));
                }
            }
        }
        if let Some(found) = self.named_value(&name) {
            self.grow(found.weight, at)?;
            return Ok((found.expr, found.class));
        }
        if matches!(self.dialect, Dialect::Sqlite | Dialect::Snowflake) {
            let output = self.outputs.last().and_then(|outputs| {
                outputs
                    .iter()
                    .find(|output| self.same(&output.given, &name))
                    .cloned()
            });
            if let Some(output) = output {
                // Its name stands for it: where it could not stand itself, neither can its name.
                let has_window = walk::any(
                    &output.expr,
                    &mut |part| matches!(part, Expr::Function(call) if call.over.is_some()),
                );
                if (has_window && !self.placement.windows)
                    || (!self.placement.aggregates && holds_aggregate(&output.expr))
                {
                    return self.refuse(
                        RuleId::FunctionPlacement,
                        format!(
                            "\"{name}\" cannot stand here: it is an aggregate or window function"
                        ),
                        at,
                    );
                }
                self.check_repeatable(&output.expr, at)?;
                self.grow(output.weight.saturating_mul(COPY), at)?;
                return Ok((output.expr, output.class));
            }
            // SQLite takes a name in double quotes that names nothing for text.
            let is_kept = || {
                self.scopes
                    .iter()
                    .filter(|scope| !scope.hidden)
                    .flat_map(|scope| &scope.sources)
                    .any(|source| self.kept_by_policy(source, &name, at).is_some())
            };
            if self.dialect == Dialect::Sqlite && ident.quote_style == Some('"') && !is_kept() {
                self.grow(1 + (name.len() / 16) as u64, at)?;
                return Ok((Expr::text(name), TypeClass::Text));
            }
        }
        let diagnostic = self.unknown_column(&name, at);
        self.note(diagnostic)?;
        Ok((Expr::Literal(Literal::Null), UNKNOWN))
    }

    /// The value of a function in FROM that yields one column, by the function's alias.
    fn named_value(&self, name: &str) -> Option<Found> {
        self.scopes
            .iter()
            .rev()
            .filter(|scope| !scope.hidden)
            .find_map(|scope| match scope.source(None, name, self.dialect) {
                Lookup::One(source) => Some(source.as_value()),
                Lookup::Missing | Lookup::Ambiguous => None,
            })
            .flatten()
    }

    /// `source.column` or `schema.table.column`.
    pub(super) fn compound(&mut self, parts: &[Ident]) -> Lowered<Typed> {
        let at = parts[0].span.start;
        let names: Vec<String> = parts.iter().map(|part| self.fold(part)).collect();
        let (schema, source, column) = match names.as_slice() {
            [source, column] => (None, source, column),
            [schema, source, column] => (Some(schema.as_str()), source, column),
            _ => {
                return self.refuse(
                    RuleId::UnknownColumn,
                    "write source.column or schema.table.column",
                    at,
                );
            }
        };
        for scope in self.scopes.iter().rev().filter(|scope| !scope.hidden) {
            let found = match scope.source(schema, source, self.dialect) {
                Lookup::Missing => continue,
                Lookup::Ambiguous => Lookup::Ambiguous,
                Lookup::One(found) => match found.find(column, self.dialect) {
                    Lookup::Missing => {
                        let suggestion = closest(column, found.names().into_iter())
                            .map(|name| quoted(name, self.dialect));
                        let diagnostic =
                            self.kept_by_policy(found, column, at).unwrap_or_else(|| {
                                self.diagnostic(
                                    RuleId::UnknownColumn,
                                    format!("\"{source}\" has no column \"{column}\""),
                                    at,
                                )
                                .suggest(suggestion)
                            });
                        self.note(diagnostic)?;
                        return Ok((Expr::Literal(Literal::Null), UNKNOWN));
                    }
                    lookup => lookup,
                },
            };
            if let Lookup::One(found) = found {
                self.grow(found.weight, at)?;
                return Ok((found.expr, found.class));
            }
            let diagnostic = self.ambiguous_column(column, at);
            self.note(diagnostic)?;
            return Ok((Expr::Literal(Literal::Null), UNKNOWN));
        }
        let diagnostic = self.unknown_source(source, at);
        self.note(diagnostic)?;
        Ok((Expr::Literal(Literal::Null), UNKNOWN))
    }

    fn ambiguous_column(&self, name: &str, at: Location) -> Diagnostic {
        self.diagnostic(
            RuleId::AmbiguousColumn,
            format!("several sources have a column \"{name}\"; write the source before it"),
            at,
        )
    }

    pub(super) fn unknown_column(&self, name: &str, at: Location) -> Diagnostic {
        let visible = || {
            self.scopes
                .iter()
                .filter(|scope| !scope.hidden)
                .flat_map(|scope| scope.sources.iter())
        };
        if let Some(kept) = visible().find_map(|source| self.kept_by_policy(source, name, at)) {
            return kept;
        }
        if let Some(source) = visible().find(|source| self.same(&source.given, name)) {
            return self.diagnostic(
                if source.policed.is_some() {
                    RuleId::PolicedWholeRow
                } else {
                    RuleId::WholeRow
                },
                format!("\"{name}\" is a source, not a value; name one of its columns"),
                at,
            );
        }
        let suggestion = closest(name, visible().flat_map(crate::scope::ScopeSource::names))
            .map(|name| quoted(name, self.dialect));
        self.diagnostic(
            RuleId::UnknownColumn,
            format!("no source has a column \"{name}\""),
            at,
        )
        .suggest(suggestion)
    }
}

/// Whether only the server knows where the column is from.
fn is_open(expr: &Expr) -> bool {
    matches!(expr, Expr::Column { source: None, .. })
}

/// Whether a name in double quotes can only be meant as a text.
fn is_text(ident: &Ident, dialect: Dialect) -> bool {
    dialect == Dialect::Sqlite
        && ident.quote_style == Some('"')
        && crate::prescan::is_no_name(&ident.value)
}
