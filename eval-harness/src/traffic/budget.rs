//! What a run may spend.

use std::sync::{Mutex, PoisonError};

use plainquery_llm::Prices;
use thiserror::Error;

use super::cassette::ReplyUsage;

/// Why no further request is sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BudgetSpent {
    /// The tokens are used up.
    #[error("the budget of {0} tokens is spent")]
    Tokens(u64),
    /// The money is.
    #[error("the budget of ${0} is spent")]
    Cost(String),
}

/// What was spent so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spent {
    /// Tokens sent and received.
    pub tokens: u64,
    /// In US dollars; 0 without prices.
    pub cost_usd: f64,
}

/// The limits of a run, shared by its jobs.
///
/// A request is sent while what was spent and the estimates of what is on its way are below the limits,
/// so that a run goes over them by at most what the requests on their way bring back.
#[derive(Debug, Default)]
pub struct Budget {
    max_tokens: Option<u64>,
    max_cost_usd: Option<f64>,
    prices: Option<Prices>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    spent: Spent,
    underway: Spent,
}

impl Budget {
    /// Limits; without prices only tokens can be limited.
    pub fn new(max_tokens: Option<u64>, max_cost_usd: Option<f64>, prices: Option<Prices>) -> Self {
        Self {
            max_tokens,
            max_cost_usd,
            prices,
            state: Mutex::default(),
        }
    }

    /// What was spent so far.
    pub fn spent(&self) -> Spent {
        self.state().spent
    }

    /// Takes note of a request of so many tokens, unless the budget is spent.
    pub fn begin(&self, input_tokens: u64) -> Result<(), BudgetSpent> {
        let request = self.price(ReplyUsage {
            input_tokens,
            ..ReplyUsage::default()
        });
        let mut state = self.state();
        if let Some(max) = self.max_tokens
            && state.spent.tokens + state.underway.tokens + request.tokens > max
        {
            return Err(BudgetSpent::Tokens(max));
        }
        if let Some(max) = self.max_cost_usd
            && state.spent.cost_usd + state.underway.cost_usd + request.cost_usd > max
        {
            return Err(BudgetSpent::Cost(format!("{max}")));
        }
        state.underway.tokens += request.tokens;
        state.underway.cost_usd += request.cost_usd;
        Ok(())
    }

    /// The end of a request that [`begin`](Self::begin) let through, with what it took in truth.
    pub fn end(&self, input_tokens: u64, usage: ReplyUsage) {
        let request = self.price(ReplyUsage {
            input_tokens,
            ..ReplyUsage::default()
        });
        let mut state = self.state();
        state.underway.tokens = state.underway.tokens.saturating_sub(request.tokens);
        state.underway.cost_usd = (state.underway.cost_usd - request.cost_usd).max(0.0);
        drop(state);
        self.spend(usage);
    }

    /// Counts tokens that were spent otherwise, such as before a run was resumed.
    pub fn spend(&self, usage: ReplyUsage) {
        let spent = self.price(usage);
        let mut state = self.state();
        state.spent.tokens += spent.tokens;
        state.spent.cost_usd += spent.cost_usd;
    }

    /// What tokens cost; `None` without prices.
    pub fn cost_usd(&self, usage: ReplyUsage) -> Option<f64> {
        let prices = self.prices.as_ref()?;
        let usage = plainquery_llm::Usage {
            input_tokens: usage.input_tokens,
            cached_input_tokens: usage.cached_input_tokens,
            output_tokens: usage.output_tokens,
            ..plainquery_llm::Usage::default()
        };
        Some(usage.cost_usd(prices))
    }

    fn price(&self, usage: ReplyUsage) -> Spent {
        Spent {
            tokens: usage.input_tokens + usage.output_tokens,
            cost_usd: self.cost_usd(usage).unwrap_or(0.0),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(input_tokens: u64, output_tokens: u64) -> ReplyUsage {
        ReplyUsage {
            input_tokens,
            output_tokens,
            ..ReplyUsage::default()
        }
    }

    #[test]
    fn tokens_underway_count() {
        let budget = Budget::new(Some(250), None, None);
        assert_eq!(budget.begin(100), Ok(()));
        assert_eq!(budget.begin(100), Ok(()));
        assert_eq!(budget.begin(100), Err(BudgetSpent::Tokens(250)));
        budget.end(100, usage(90, 10));
        assert_eq!(budget.begin(50), Ok(()));
        assert_eq!(budget.begin(1), Err(BudgetSpent::Tokens(250)));
        assert_eq!(budget.spent().tokens, 100);
    }

    #[test]
    fn money_needs_prices() {
        let prices = Prices {
            input_usd: 2.0,
            cached_input_usd: 1.0,
            output_usd: 8.0,
        };
        let budget = Budget::new(None, Some(0.01), Some(prices));
        assert_eq!(budget.begin(2_000), Ok(()));
        // $0.002 for what was sent and $0.008 for what came back.
        budget.end(2_000, usage(1_000, 1_000));
        assert_eq!(budget.begin(1), Err(BudgetSpent::Cost("0.01".into())));
        let free = Budget::new(None, None, None);
        free.spend(usage(1_000_000, 0));
        assert_eq!(free.begin(1_000_000), Ok(()));
        assert!(free.cost_usd(usage(1, 1)).is_none());
    }
}
