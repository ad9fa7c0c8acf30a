//! What calls to a model took.

use crate::settings::Prices;

/// Tokens of one or more calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Requests that were sent, failed ones included.
    pub calls: u32,
    /// Tokens that were sent, cached ones included.
    pub input_tokens: u64,
    /// Of them, those that the provider read from its cache.
    pub cached_input_tokens: u64,
    /// Of them, those that the provider wrote to its cache.
    pub cache_write_tokens: u64,
    /// Tokens that came back.
    pub output_tokens: u64,
}

/// Writing to Anthropic's five-minute cache costs this much of the input price.
const CACHE_WRITE_FACTOR: f64 = 1.25;

impl Usage {
    /// Adds another call's tokens.
    pub fn add(&mut self, other: Self) {
        self.calls = self.calls.saturating_add(other.calls);
        self.input_tokens = self.input_tokens.saturating_add(other.input_tokens);
        self.cached_input_tokens = self
            .cached_input_tokens
            .saturating_add(other.cached_input_tokens);
        self.cache_write_tokens = self
            .cache_write_tokens
            .saturating_add(other.cache_write_tokens);
        self.output_tokens = self.output_tokens.saturating_add(other.output_tokens);
    }

    /// The cost in US dollars.
    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers of tokens are far below 2^53, where f64 is exact"
    )]
    pub fn cost_usd(&self, prices: &Prices) -> f64 {
        let special = self
            .cached_input_tokens
            .saturating_add(self.cache_write_tokens);
        let plain = self.input_tokens.saturating_sub(special);
        let per_million = plain as f64 * prices.input_usd
            + self.cached_input_tokens as f64 * prices.cached_input_usd
            + self.cache_write_tokens as f64 * prices.input_usd * CACHE_WRITE_FACTOR
            + self.output_tokens as f64 * prices.output_usd;
        per_million / 1_000_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_token_has_its_price() {
        let usage = Usage {
            calls: 2,
            input_tokens: 1_000_000,
            cached_input_tokens: 600_000,
            cache_write_tokens: 100_000,
            output_tokens: 10_000,
        };
        let prices = Prices {
            input_usd: 4.0,
            cached_input_usd: 0.4,
            output_usd: 20.0,
        };
        // 0.3 × 4 + 0.6 × 0.4 + 0.1 × 4 × 1.25 + 0.01 × 20
        assert!((usage.cost_usd(&prices) - 2.14).abs() < 1e-9);
    }
}
