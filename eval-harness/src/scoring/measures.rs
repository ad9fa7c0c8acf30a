//! Each score of one prediction against one gold query.

use super::{
    ScoreName, Scored, Scorer, SpiderMeasures, bird, efficiency,
    gold::Gold,
    rows::{self, WantedRows},
};
use crate::{compare, dataset::Item, execution::ResultTable};

impl Scorer {
    /// The best score over all gold queries; the reason is the first one's.
    pub(super) fn best(
        &self,
        name: ScoreName,
        golds: &[&Gold],
        against: &Against<'_>,
    ) -> Option<Scored> {
        let mut best: Option<Scored> = None;
        for gold in golds {
            let Some(scored) = self.one(name, gold, against) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| scored.0 > best.0) {
                best = Some(scored);
            }
            if best.as_ref().is_some_and(|best| best.0 >= 1.0) {
                break;
            }
        }
        best
    }

    fn one(&self, name: ScoreName, gold: &Gold, against: &Against<'_>) -> Option<Scored> {
        let Against {
            item, found, sql, ..
        } = *against;
        let is_ordered = gold.order_counts(against.is_ordered, &item.question);
        Some(match name {
            ScoreName::Strict => strict(&gold.wanted(is_ordered), found),
            ScoreName::Tolerant => tolerant(&gold.table, found, is_ordered),
            ScoreName::BirdEx => of_truth(bird::is_execution_match(found, &gold.table)),
            ScoreName::BirdSoftF1 => (bird::soft_f1(found, &gold.table), None),
            ScoreName::BirdVes | ScoreName::BirdRves => self.efficiency(name, gold, sql?, against),
            ScoreName::SpiderExact | ScoreName::SpiderExec | ScoreName::SpiderSuite => {
                return self.spider(name, gold, sql?, item).map(of_truth);
            }
        })
    }

    fn efficiency(&self, name: ScoreName, gold: &Gold, sql: &str, against: &Against<'_>) -> Scored {
        if !bird::is_execution_match(against.found, &gold.table) {
            return of_truth(false);
        }
        let ratio = efficiency::time_ratio(
            &self.executor,
            &against.item.database,
            [sql, &gold.sql],
            self.options.limits,
            self.options.efficiency_iterations,
        );
        match ratio {
            Err(error) => (0.0, Some(format!("a repetition fails: {error}"))),
            Ok(ratio) if name == ScoreName::BirdVes => (efficiency::valid_efficiency(ratio), None),
            Ok(ratio) => (efficiency::rewarded_efficiency(ratio), None),
        }
    }

    fn spider(&self, name: ScoreName, gold: &Gold, sql: &str, item: &Item) -> Option<bool> {
        let measures = self.spider.as_ref()?;
        let (executor, limits) = (&*self.executor, self.options.limits);
        let database = item.database.as_str();
        match name {
            ScoreName::SpiderExact => measures.exact(executor, database, &gold.sql, sql).ok()?,
            ScoreName::SpiderSuite => measures.suite(database, &gold.sql, sql, limits).ok()?,
            _ => SpiderMeasures::execution(executor, database, &gold.sql, sql, limits).ok(),
        }
    }
}

/// What is held against the gold queries.
pub(super) struct Against<'a> {
    pub(super) item: &'a Item,
    pub(super) found: &'a ResultTable,
    pub(super) sql: Option<&'a str>,
    pub(super) is_ordered: Option<bool>,
}

pub(super) fn of_truth(is_right: bool) -> Scored {
    (if is_right { 1.0 } else { 0.0 }, None)
}

fn of_difference(compared: Result<(), compare::Difference>) -> Scored {
    match compared {
        Ok(()) => (1.0, None),
        Err(difference) => (0.0, Some(difference.to_string())),
    }
}

pub(super) fn strict(wanted: &WantedRows, found: &ResultTable) -> Scored {
    of_difference(rows::compare(wanted, found.columns.len(), &found.rows))
}

pub(super) fn tolerant(gold: &ResultTable, found: &ResultTable, is_ordered: bool) -> Scored {
    of_difference(compare::compare(
        &gold.columns,
        &gold.rows,
        &found.rows,
        found.columns.len(),
        is_ordered,
    ))
}
