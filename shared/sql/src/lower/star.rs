//! `*`: the columns of the sources, of all or of one.

use plainquery_core::Dialect;
use sqlparser::ast;

use super::{Lowered, Lowerer, Output, start};
use crate::diagnostic::RuleId;
use crate::scope::{Lookup, ScopeSource};

impl Lowerer<'_> {
    /// What may follow `*`, of which only `Snowflake` has some.
    pub(super) fn star_options(
        &mut self,
        options: &ast::WildcardAdditionalOptions,
        outputs: &mut Vec<Output>,
        first: usize,
    ) -> Lowered<()> {
        if self.dialect == Dialect::Snowflake {
            self.snowflake_star(options, outputs, first)
        } else {
            self.plain_star(options)
        }
    }

    pub(super) fn plain_star(&self, options: &ast::WildcardAdditionalOptions) -> Lowered<()> {
        let ast::WildcardAdditionalOptions {
            wildcard_token,
            opt_ilike,
            opt_exclude,
            opt_except,
            opt_replace,
            opt_rename,
            opt_alias,
        } = options;
        if opt_ilike.is_some()
            || opt_exclude.is_some()
            || opt_except.is_some()
            || opt_replace.is_some()
            || opt_rename.is_some()
            || opt_alias.is_some()
        {
            return self.refuse(
                RuleId::UnsupportedClause,
                "what follows * is another database's; name the columns",
                wildcard_token.0.span.start,
            );
        }
        Ok(())
    }

    pub(super) fn star(
        &mut self,
        outputs: &mut Vec<Output>,
        item: &ast::SelectItem,
    ) -> Lowered<()> {
        let dialect = self.dialect;
        let Some(scope) = self.scopes.last().filter(|scope| !scope.sources.is_empty()) else {
            return self.refuse(
                RuleId::UnknownSource,
                "there is no FROM for * to take columns from",
                start(item),
            );
        };
        if scope.sources.iter().any(ScopeSource::is_open) {
            outputs.push(Output::all());
            return Ok(());
        }
        for (given, found) in scope.star(dialect) {
            outputs.push(Output::found(given, found));
        }
        Ok(())
    }

    pub(super) fn source_star(
        &mut self,
        name: &ast::ObjectName,
        outputs: &mut Vec<Output>,
    ) -> Lowered<()> {
        let (schema, source) = self.name_parts(name)?;
        let dialect = self.dialect;
        for scope in self.scopes.iter().rev().filter(|scope| !scope.hidden) {
            match scope.source(schema.as_deref(), &source, dialect) {
                Lookup::Missing => {}
                Lookup::Ambiguous => break,
                Lookup::One(found) => {
                    let all = found.all();
                    outputs.extend(
                        all.into_iter()
                            .map(|(given, found)| Output::found(given, found)),
                    );
                    return Ok(());
                }
            }
        }
        let diagnostic = self.unknown_source(&source, start(name));
        Err(diagnostic)
    }
}
