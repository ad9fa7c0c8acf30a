//! From the parser's tree to ours: each node is admitted by name or refused, each name is bound to
//! the catalog or to something in the query.
//!
//! Matches are exhaustive and structs are taken apart in full, so that a node, a clause or an option
//! that a later parser adds does not compile until somebody has judged it.

mod argument;
mod around;
mod call;
mod expr;
mod from;
mod group;
mod join;
mod kinds;
mod literal;
mod mysql;
mod name;
mod operator;
mod order;
mod output;
mod place;
mod policed;
mod predicate;
mod query;
mod relation;
mod search;
mod select;
mod set_call;
mod set_operation;
mod snowflake;
mod special;
mod stand_in;
mod star;
mod table_call;
mod window;
mod with;

pub(crate) use mysql::unit as mysql_unit;

use plainquery_catalog::Catalog;
use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, Ident};
use sqlparser::tokenizer::Location;

use self::place::Placed;
use crate::diagnostic::{Diagnostic, Position, RuleId};
use crate::kinds::Kinds;
use crate::mutation::is_off;
use crate::policy::{Gate, Policy};
use crate::scope::{OutColumn, Scope, same_name};
use crate::tree::{Expr, Query};

/// A refusal, or what was made.
type Lowered<T> = Result<T, Diagnostic>;

/// The most that an expression may grow to when the planner puts derived tables together: nodes,
/// and one for every 16 bytes of text.
const MAX_WEIGHT: u64 = 10_000;

/// Diagnostics that are gathered before the rest of the text is given up.
const MAX_DIAGNOSTICS: usize = 20;

/// A bound query, its columns, and the relations that it reads.
pub(crate) struct Bound {
    pub(crate) query: Query,
    pub(crate) columns: Vec<OutColumn>,
    pub(crate) relations: Vec<(String, String)>,
}

/// Binds a parsed query.
pub(crate) fn lower(
    text: &str,
    parsed: &ast::Query,
    catalog: &Catalog,
    gate: &Gate<'_>,
) -> Result<Bound, Vec<Diagnostic>> {
    lower_with(text, parsed, catalog, gate, Naming::Bound)
}

/// Reads a parsed query without a catalog: `catalog` says the dialect and holds nothing.
pub(crate) fn lower_as_written(
    text: &str,
    parsed: &ast::Query,
    catalog: &Catalog,
) -> Result<Bound, Vec<Diagnostic>> {
    let policy = Policy::default();
    let gate = Gate::new(&policy, catalog);
    lower_with(text, parsed, catalog, &gate, Naming::AsWritten)
}

fn lower_with(
    text: &str,
    parsed: &ast::Query,
    catalog: &Catalog,
    gate: &Gate<'_>,
    naming: Naming,
) -> Result<Bound, Vec<Diagnostic>> {
    let mut lowerer = Lowerer {
        text,
        catalog,
        gate,
        naming,
        dialect: catalog.dialect,
        scopes: Vec::new(),
        ctes: Vec::new(),
        windows: Vec::new(),
        outputs: Vec::new(),
        relations: Vec::new(),
        diagnostics: Vec::new(),
        placement: Placement::default(),
        weight: 0,
    };
    match lowerer.query(parsed, Names::Wanted) {
        Ok((query, columns)) if lowerer.diagnostics.is_empty() => {
            let query = lowerer.limitable(query, &columns);
            let mut relations = lowerer.relations;
            relations.sort();
            relations.dedup();
            Ok(Bound {
                query,
                columns,
                relations,
            })
        }
        Ok(_) => Err(lowerer.diagnostics),
        Err(diagnostic) => {
            lowerer.diagnostics.push(diagnostic);
            Err(lowerer.diagnostics)
        }
    }
}

/// Where the names of relations and their columns come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// The catalog: a name that is not there is refused.
    Bound,
    /// The text alone: relations are those that it names, with the columns that it names.
    AsWritten,
}

/// Whether the columns of a query get names: in an expression nobody asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Wanted,
    Unwanted,
}

/// A CTE that can be named here.
struct KnownCte {
    name: String,
    columns: Vec<OutColumn>,
}

/// What may stand here.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a permission by itself"
)]
struct Placement {
    aggregates: bool,
    windows: bool,
    /// Calls that yield rows.
    sets: bool,
    /// After the groups were made, in HAVING and QUALIFY: a name may mean a column of the result first.
    results: bool,
}

/// A value with its class.
type Typed = (Expr, TypeClass);

/// What is known on the way through a query.
struct Lowerer<'a> {
    text: &'a str,
    catalog: &'a Catalog,
    gate: &'a Gate<'a>,
    naming: Naming,
    dialect: Dialect,
    /// The innermost last.
    scopes: Vec<Scope<'a>>,
    /// The innermost last.
    ctes: Vec<KnownCte>,
    /// The named windows of each SELECT, the innermost last.
    windows: Vec<Vec<ast::NamedWindowDefinition>>,
    /// The results of each SELECT, as far as names may mean them, the innermost last.
    outputs: Vec<Vec<Output>>,
    relations: Vec<(String, String)>,
    diagnostics: Vec<Diagnostic>,
    placement: Placement,
    /// The size of the expression that is being read.
    weight: u64,
}

/// A column of the result while its SELECT is read.
#[derive(Clone, Debug)]
struct Output {
    expr: Expr,
    /// The name that the text gave, or that follows from the expression.
    given: String,
    /// The name that is printed.
    name: String,
    class: TypeClass,
    kinds: Kinds,
    weight: u64,
}

impl Lowerer<'_> {
    /// A refusal at a place.
    fn refuse<T>(&self, rule: RuleId, message: impl Into<String>, at: Location) -> Lowered<T> {
        Err(self.diagnostic(rule, message, at))
    }

    fn diagnostic(&self, rule: RuleId, message: impl Into<String>, at: Location) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(rule, message);
        diagnostic.position = Position::at_line(self.text, at.line, at.column);
        diagnostic
    }

    /// Keeps a refusal and goes on, so that one look at a text finds all its unknown names.
    fn note(&mut self, diagnostic: Diagnostic) -> Lowered<()> {
        if is_off(diagnostic.rule) {
            return Ok(());
        }
        if self.diagnostics.len() >= MAX_DIAGNOSTICS {
            return Err(diagnostic);
        }
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
        Ok(())
    }

    /// A name as the dialect reads it: Postgres folds what is not quoted to lower case,
    /// Snowflake to upper case.
    fn fold(&self, ident: &Ident) -> String {
        match (self.dialect, ident.quote_style) {
            (Dialect::Snowflake, None) => ident.value.to_ascii_uppercase(),
            (Dialect::Postgres, None) => ident.value.to_ascii_lowercase(),
            _ => ident.value.clone(),
        }
    }

    fn same(&self, left: &str, right: &str) -> bool {
        same_name(left, right, self.dialect)
    }

    /// Counts what was read towards the size of the expression.
    fn grow(&mut self, by: u64, at: Location) -> Lowered<()> {
        self.weight = self.weight.saturating_add(by);
        if self.weight > MAX_WEIGHT && !is_off(RuleId::ExpressionGrowth) {
            return self.refuse(
                RuleId::ExpressionGrowth,
                "nested queries or calls build a value that grows too large; nest less",
                at,
            );
        }
        Ok(())
    }

    /// Runs `read` and says how large what it read is; the size counts here too.
    fn weighed<T>(&mut self, read: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<(T, u64)> {
        let before = std::mem::take(&mut self.weight);
        let result = read(self);
        let own = std::mem::replace(&mut self.weight, before);
        let value = result?;
        self.weight = self.weight.saturating_add(own);
        Ok((value, own))
    }

    /// Runs `read` where no call may yield rows.
    fn without_sets<T>(&mut self, read: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<T> {
        let placement = Placement {
            sets: false,
            ..self.placement
        };
        self.placed(placement, read)
    }

    /// Runs `read` where aggregates, window functions and calls that yield rows may stand or not.
    fn placed<T>(
        &mut self,
        placement: Placement,
        read: impl FnOnce(&mut Self) -> Lowered<T>,
    ) -> Lowered<T> {
        let before = std::mem::replace(&mut self.placement, placement);
        let result = read(self);
        self.placement = before;
        result
    }

    /// The name that is printed for a source: the wanted one, unless a visible source has it.
    fn unique_alias(&self, wanted: &str) -> String {
        let taken = |candidate: &str| {
            self.scopes
                .iter()
                .filter(|scope| !scope.hidden)
                .any(|scope| {
                    scope
                        .sources
                        .iter()
                        .any(|source| self.same(&source.alias, candidate))
                })
        };
        distinct_name(wanted, taken)
    }
}

/// `wanted`, or `wanted_2`, `wanted_3` … where that is taken.
fn distinct_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut room = wanted.len().min(crate::prescan::MAX_NAME_BYTES - 6);
    while !wanted.is_char_boundary(room) {
        room -= 1;
    }
    let stem = &wanted[..room];
    let mut number = 2_u32;
    loop {
        let candidate = format!("{stem}_{number}");
        if !taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

/// Where a node of the parser's tree starts.
fn start(node: &impl Placed) -> Location {
    node.start()
}
