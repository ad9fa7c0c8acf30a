//! Whole numbers as JSON has them: `5.0` is one (RFC 8259 knows no integers, JSON Schema says so).

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, Unexpected, Visitor},
};

/// Reads a number that may be absent or null.
pub(crate) fn optional_u32<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<u32>, D::Error> {
    deserializer.deserialize_any(Whole)
}

struct Whole;

impl Visitor<'_> for Whole {
    type Value = Option<u32>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a whole number from 0 to {}", u32::MAX)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        u32::try_from(number)
            .map(Some)
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        u32::try_from(number)
            .map(Some)
            .map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is whole and within the bounds"
            )]
            return Ok(Some(number as u32));
        }
        Err(E::invalid_value(Unexpected::Float(number), &self))
    }
}

#[cfg(test)]
mod tests {
    use crate::AskRequest;

    fn check(number: &str, expected: Result<Option<u32>, &str>) {
        let text = format!(r#"{{"question": "q", "max_rows": {number}}}"#);
        match (serde_json::from_str::<AskRequest>(&text), expected) {
            (Ok(read), Ok(expected)) => assert_eq!(read.max_rows, expected, "{number}"),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (read, _) => panic!("{number}: {read:?}"),
        }
    }

    #[test]
    fn whole_numbers_are_whole_however_they_are_written() {
        check("5", Ok(Some(5)));
        check("5.0", Ok(Some(5)));
        check("5e2", Ok(Some(500)));
        check("4294967295", Ok(Some(u32::MAX)));
        check("null", Ok(None));
        check("4294967296", Err("expected a whole number"));
        check("4294967296.0", Err("expected a whole number"));
        check("5.5", Err("`5.5`"));
        check("-1", Err("`-1`"));
        check("-1.0", Err("expected a whole number"));
        check("\"5\"", Err("expected a whole number"));
        assert!(serde_json::from_str::<AskRequest>(r#"{"question": "q"}"#).is_ok());
    }
}
