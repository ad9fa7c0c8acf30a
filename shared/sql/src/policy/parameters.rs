//! The values of a rewritten query.

use std::fmt;

use plainquery_core::Value;

/// What stands for a secret value where parameters are shown.
const HIDDEN: &str = "[secret]";

/// The values of `$1`, `$2` … of a query, or of its `?` in their order (`MySQL`). Some are secret (the key of hash masks): they are bound, and
/// never shown, logged or sent to a caller; Debug shows none of them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Parameters {
    values: Vec<Value>,
    secret: Vec<bool>,
}

impl Parameters {
    /// Values of which those at `secret` (0-based) are secret.
    pub fn new(values: Vec<Value>, secret: &[usize]) -> Self {
        let secret = (0..values.len())
            .map(|place| secret.contains(&place))
            .collect();
        Self { values, secret }
    }

    /// The values, to bind them.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The places (0-based) of the secret ones.
    pub fn secret_places(&self) -> Vec<usize> {
        (0..self.values.len())
            .filter(|place| self.secret[*place])
            .collect()
    }

    /// The values for people to see: a secret one is `[secret]`.
    pub fn shown(&self) -> Vec<Value> {
        self.values
            .iter()
            .zip(&self.secret)
            .map(|(value, is_secret)| {
                if *is_secret {
                    Some(HIDDEN.to_owned())
                } else {
                    value.clone()
                }
            })
            .collect()
    }

    /// The values at `places`, by their numbers, for texts that bind by place: a value that stands twice
    /// is there twice.
    pub(crate) fn at(&self, places: &[u32]) -> Self {
        let places = places
            .iter()
            .filter_map(|number| usize::try_from(*number).ok()?.checked_sub(1))
            .filter(|place| *place < self.values.len());
        let (values, secret) = places
            .map(|place| (self.values[place].clone(), self.secret[place]))
            .unzip();
        Self { values, secret }
    }

    /// The number (from 1) of a value, which is added where it is not there yet.
    pub(super) fn number_of(&mut self, value: &str, is_secret: bool) -> u32 {
        let known = self
            .values
            .iter()
            .zip(&self.secret)
            .position(|(own, secret)| own.as_deref() == Some(value) && *secret == is_secret);
        let place = known.unwrap_or_else(|| {
            self.values.push(Some(value.to_owned()));
            self.secret.push(is_secret);
            self.values.len() - 1
        });
        // A policy has a handful of values.
        u32::try_from(place + 1).unwrap_or(u32::MAX)
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.shown()).finish()
    }
}
