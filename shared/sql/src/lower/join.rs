//! FROM: its list, and joins with their conditions.

use plainquery_core::Dialect;
use sqlparser::ast::{self, JoinConstraint, JoinOperator};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Naming, Placement, start};
use crate::diagnostic::RuleId;
use crate::scope::{Found, Lookup, Merged};
use crate::tree::{BinaryOperator, Expr, JoinKind, Literal, Source};
use crate::types;

/// One entry for each join of a FROM, in the order in which they are read: the condition, where it
/// waits until every source is known. `SQLite` binds ON last, so that it may name sources after it.
#[derive(Default)]
pub(super) struct Conditions<'q>(Vec<Option<&'q ast::Expr>>);

impl<'q> Conditions<'q> {
    /// Lets a condition wait; what stands in its place meanwhile.
    fn wait(&mut self, condition: &'q ast::Expr) -> Expr {
        self.0.push(Some(condition));
        Expr::Literal(Literal::Null)
    }
}

/// Puts the next conditions into the joins of a source, in the order in which they were read.
fn put(source: &mut Source, lowered: &mut impl Iterator<Item = Option<Expr>>) {
    let Source::Join {
        left, right, on, ..
    } = source
    else {
        return;
    };
    put(left, lowered);
    put(right, lowered);
    if let Some(Some(condition)) = lowered.next() {
        *on = Some(condition);
    }
}

impl Lowerer<'_> {
    pub(super) fn from(&mut self, tables: &[ast::TableWithJoins]) -> Lowered<Vec<Source>> {
        let mut sources = Vec::with_capacity(tables.len());
        let mut conditions = Conditions::default();
        for table in tables {
            sources.push(self.joined(table, &mut conditions)?);
        }
        self.fill(&mut sources, conditions)?;
        if let Some(scope) = self.scopes.last_mut() {
            scope.first_visible = 0;
        }
        Ok(sources)
    }

    /// How many sources the current SELECT has so far.
    pub(super) fn source_count(&self) -> usize {
        self.scopes.last().map_or(0, |scope| scope.sources.len())
    }

    /// A source and what is joined to it.
    pub(super) fn joined<'q>(
        &mut self,
        table: &'q ast::TableWithJoins,
        conditions: &mut Conditions<'q>,
    ) -> Lowered<Source> {
        let ast::TableWithJoins { relation, joins } = table;
        let first = self.source_count();
        let mut left = self.factor(relation, conditions)?;
        for join in joins {
            let ast::Join {
                relation,
                global,
                join_operator,
            } = join;
            let at = start(relation);
            if *global {
                return self.refuse(
                    RuleId::UnsupportedClause,
                    "GLOBAL JOIN is another database's",
                    at,
                );
            }
            let (kind, constraint) = self.join_kind(join_operator, at)?;
            if self.dialect == Dialect::Mysql {
                self.mysql_join(kind, constraint, at)?;
            }
            // There, CROSS is a hint to the planner, and a condition may follow.
            let has_condition = !matches!(constraint, JoinConstraint::None);
            let kind = match (self.dialect, kind) {
                (Dialect::Sqlite, JoinKind::Cross) if has_condition => JoinKind::Inner,
                (_, kind) => kind,
            };
            let middle = self.source_count();
            let right = self.factor(relation, conditions)?;
            let on = match constraint {
                JoinConstraint::On(condition)
                    if self.dialect == Dialect::Sqlite && kind != JoinKind::Cross =>
                {
                    Some(conditions.wait(condition))
                }
                _ => {
                    conditions.0.push(None);
                    self.join_condition(kind, constraint, [first, middle], at)?
                }
            };
            // SQLite takes a join without a condition for a cross join.
            let is_crossed = on.is_none() && kind == JoinKind::Inner;
            let kind = if is_crossed { JoinKind::Cross } else { kind };
            left = Source::Join {
                left: Box::new(left),
                right: Box::new(right),
                kind,
                on,
            };
        }
        Ok(left)
    }

    /// Reads the conditions that waited, and puts them where they belong.
    fn fill(&mut self, sources: &mut [Source], conditions: Conditions<'_>) -> Lowered<()> {
        let mut lowered = Vec::with_capacity(conditions.0.len());
        for condition in conditions.0 {
            lowered.push(match condition {
                None => None,
                Some(condition) => {
                    let placement = Placement::default();
                    Some(self.placed(placement, |this| this.expr(condition))?.0)
                }
            });
        }
        let mut lowered = lowered.into_iter();
        for source in sources {
            put(source, &mut lowered);
        }
        Ok(())
    }

    fn join_kind<'q>(
        &self,
        operator: &'q JoinOperator,
        at: Location,
    ) -> Lowered<(JoinKind, &'q JoinConstraint)> {
        match operator {
            JoinOperator::Join(constraint) | JoinOperator::Inner(constraint) => {
                Ok((JoinKind::Inner, constraint))
            }
            JoinOperator::Left(constraint) | JoinOperator::LeftOuter(constraint) => {
                Ok((JoinKind::Left, constraint))
            }
            JoinOperator::Right(constraint) | JoinOperator::RightOuter(constraint) => {
                Ok((JoinKind::Right, constraint))
            }
            JoinOperator::FullOuter(constraint) => Ok((JoinKind::Full, constraint)),
            JoinOperator::AsOf { .. } if self.dialect == Dialect::Snowflake => self.refuse(
                RuleId::UnsupportedClause,
                "ASOF JOIN is not read here; write JOIN, and QUALIFY ROW_NUMBER() OVER (PARTITION BY … ORDER BY …) = 1",
                at,
            ),
            JoinOperator::CrossJoin(constraint) => Ok((JoinKind::Cross, constraint)),
            JoinOperator::Semi(_)
            | JoinOperator::LeftSemi(_)
            | JoinOperator::RightSemi(_)
            | JoinOperator::Anti(_)
            | JoinOperator::LeftAnti(_)
            | JoinOperator::RightAnti(_)
            | JoinOperator::CrossApply
            | JoinOperator::OuterApply
            | JoinOperator::AsOf { .. }
            | JoinOperator::StraightJoin(_)
            | JoinOperator::ArrayJoin
            | JoinOperator::LeftArrayJoin
            | JoinOperator::InnerArrayJoin => self.refuse(
                RuleId::UnsupportedClause,
                "a join of another database's; use JOIN, LEFT JOIN, EXISTS or LATERAL",
                at,
            ),
        }
    }

    /// ON; USING and NATURAL become one. `first` and `middle` are where the sides start.
    fn join_condition(
        &mut self,
        kind: JoinKind,
        constraint: &JoinConstraint,
        [first, middle]: [usize; 2],
        at: Location,
    ) -> Lowered<Option<Expr>> {
        let crossed = kind == JoinKind::Cross;
        match constraint {
            JoinConstraint::None if crossed => Ok(None),
            JoinConstraint::None if self.dialect == Dialect::Sqlite => Ok(None),
            JoinConstraint::None => self.refuse(
                RuleId::JoinCondition,
                "the join has no condition; add ON or USING, or write CROSS JOIN",
                at,
            ),
            _ if crossed => self.refuse(
                RuleId::JoinCondition,
                "a CROSS JOIN has no condition; write JOIN",
                at,
            ),
            JoinConstraint::On(condition) => {
                if let Some(scope) = self.scopes.last_mut() {
                    scope.first_visible = first;
                }
                let condition = self.placed(Placement::default(), |this| this.expr(condition));
                if let Some(scope) = self.scopes.last_mut() {
                    scope.first_visible = 0;
                }
                Ok(Some(condition?.0))
            }
            JoinConstraint::Using(names) => {
                let mut columns = Vec::with_capacity(names.len());
                for name in names {
                    let (schema, column) = self.name_parts(name)?;
                    if schema.is_some() {
                        return self.refuse(
                            RuleId::JoinCondition,
                            "USING takes plain column names",
                            start(name),
                        );
                    }
                    columns.push(column);
                }
                self.merge(kind, &columns, [first, middle], at).map(Some)
            }
            JoinConstraint::Natural if self.naming == Naming::AsWritten => self.refuse(
                RuleId::JoinCondition,
                "what a NATURAL JOIN compares is not known without a catalog; write USING",
                at,
            ),
            JoinConstraint::Natural => {
                let columns = self.shared_names(first, middle);
                if columns.is_empty() {
                    return self.refuse(
                        RuleId::JoinCondition,
                        "the sides of the NATURAL JOIN share no column; write ON",
                        at,
                    );
                }
                self.merge(kind, &columns, [first, middle], at).map(Some)
            }
        }
    }

    /// The names that both sides of a join have.
    fn shared_names(&self, first: usize, middle: usize) -> Vec<String> {
        let Some(scope) = self.scopes.last() else {
            return Vec::new();
        };
        let mut shared: Vec<String> = Vec::new();
        for source in &scope.sources[first..middle] {
            for name in source.names() {
                let known = shared.iter().any(|other| self.same(other, name));
                let right = scope.find_between(name, middle, scope.sources.len(), self.dialect);
                if !known && !matches!(right, Lookup::Missing) {
                    shared.push(name.to_owned());
                }
            }
        }
        shared
    }

    /// The condition of USING, and the columns that it makes.
    fn merge(
        &mut self,
        kind: JoinKind,
        names: &[String],
        [first, middle]: [usize; 2],
        at: Location,
    ) -> Lowered<Expr> {
        let mut condition: Option<Expr> = None;
        let mut merged_columns = Vec::with_capacity(names.len());
        for name in names {
            let end = self.source_count();
            let left = self.merge_side(name, first, middle, at)?;
            let right = self.merge_side(name, middle, end, at)?;
            self.check_kinds(left.kinds, BinaryOperator::Equal, right.kinds, at)?;
            let equal = Expr::binary(left.expr.clone(), BinaryOperator::Equal, right.expr.clone());
            condition = Some(match condition {
                None => equal,
                Some(before) => Expr::binary(before, BinaryOperator::And, equal),
            });
            merged_columns.push(Merged {
                name: name.clone(),
                class: types::common(left.class, right.class),
                kinds: left.kinds.common(right.kinds),
                expr: match kind {
                    JoinKind::Inner | JoinKind::Left | JoinKind::Cross => left.expr,
                    JoinKind::Right => right.expr,
                    JoinKind::Full => Expr::call("coalesce", vec![left.expr, right.expr]),
                },
                first_source: first,
            });
        }
        let dialect = self.dialect;
        if let Some(scope) = self.scopes.last_mut() {
            for column in &merged_columns {
                scope.merged.retain(|other| {
                    other.first_source < first
                        || !crate::scope::same_name(&other.name, &column.name, dialect)
                });
                for source in &mut scope.sources[first..] {
                    source.merged_away.push(column.name.clone());
                }
            }
            // `*` reads them backwards, so that those of the outermost join come first.
            scope.merged.extend(merged_columns.into_iter().rev());
        }
        match condition {
            Some(condition) => Ok(condition),
            None => self.refuse(RuleId::JoinCondition, "USING names no column", at),
        }
    }

    fn merge_side(&self, name: &str, first: usize, end: usize, at: Location) -> Lowered<Found> {
        let found = self.scopes.last().map_or(Lookup::Missing, |scope| {
            match scope.find_between(name, first, end, self.dialect) {
                Lookup::One(Found {
                    expr: Expr::Column { source: None, .. },
                    ..
                }) => {
                    let mut open = scope.open_between(first, end);
                    match (open.next(), open.next()) {
                        (Some(only), None) => Lookup::One(only.open_column(name)),
                        _ => Lookup::Ambiguous,
                    }
                }
                found => found,
            }
        });
        match found {
            Lookup::One(found) => Ok(found),
            Lookup::Missing => self.refuse(
                RuleId::UnknownColumn,
                format!("USING needs a column \"{name}\" on both sides of the join"),
                at,
            ),
            Lookup::Ambiguous => self.refuse(
                RuleId::AmbiguousColumn,
                format!("a side of the join has several columns \"{name}\"; write ON"),
                at,
            ),
        }
    }
}
