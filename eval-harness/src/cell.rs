//! When two cells hold the same value, though databases and queries print it differently.

use plainquery_core::Value;

/// Fractions that agree to this share of their size are one number: what binary floating point
/// loses in a sum over some ten thousand rows, and less than a cent in a hundred million.
const RELATIVE_TOLERANCE: f64 = 1e-12;

/// The strict score's tolerances: far above what adding in another order changes, far below what a
/// person would call another number.
const STRICT_RELATIVE_TOLERANCE: f64 = 1e-9;
/// Beside zero a share of the size means nothing.
const STRICT_ABSOLUTE_TOLERANCE: f64 = 1e-9;

/// Fewer decimals than these say nothing of rounding: 12.3 is not taken for 12.345.
const LEAST_DECIMALS_OF_A_ROUNDED_NUMBER: usize = 2;

/// A cell's text, read as what it stands for.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    Null,
    Boolean(bool),
    Number(Number),
    /// Dates and times in one spelling, everything else as it is.
    Text(String),
}

/// A number and what its text tells beyond its value.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// Exact where the text is a whole number, `12.00` included.
    whole: Option<i128>,
    value: f64,
    decimals: usize,
}

impl Cell {
    /// Reads a cell as the database printed it.
    pub(crate) fn read(value: &Value) -> Self {
        let Some(text) = value else { return Self::Null };
        match text.as_str() {
            "t" | "true" => return Self::Boolean(true),
            "f" | "false" => return Self::Boolean(false),
            _ => {}
        }
        if let Some(number) = Number::read(text) {
            return Self::Number(number);
        }
        Self::Text(one_spelling_of_time(text).unwrap_or_else(|| text.clone()))
    }

    /// Whether both stand for the same value.
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(left), Self::Boolean(right)) => left == right,
            (Self::Number(left), Self::Number(right)) => left.same(right),
            (Self::Text(left), Self::Text(right)) => left == right,
            _ => false,
        }
    }

    /// Whether both stand for the same value by the strict score: numbers within its tolerances, one of
    /// them not whole; no allowance for rounding.
    pub(crate) fn is_close(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => left.is_close(right),
            _ => self.same(other),
        }
    }

    /// Cells with the same key are close; close numbers may have different keys.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Boolean(truth) => format!("b{truth}"),
            Self::Number(number) => match number.whole {
                Some(whole) => format!("n{whole}"),
                None => format!("n{:.11e}", number.value),
            },
            Self::Text(text) => format!("t{text}"),
        }
    }

    /// An order in which equal cells lie beside each other.
    pub(crate) fn sort_order(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            (Self::Boolean(left), Self::Boolean(right)) => left.cmp(right),
            (Self::Number(left), Self::Number(right)) => left.value.total_cmp(&right.value),
            (Self::Text(left), Self::Text(right)) => left.cmp(right),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Boolean(_) => 1,
            Self::Number(_) => 2,
            Self::Text(_) => 3,
        }
    }
}

impl Number {
    /// Reads decimal notation. Codes such as `007` and `+49` are text, as are `NaN` and `inf`.
    fn read(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (unsigned, None),
        };
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let has_leading_zero = integer.len() > 1 && integer.starts_with('0');
        if integer.is_empty() || has_leading_zero || !digits(integer) || !digits(fraction) {
            return None;
        }
        if let Some(exponent) = exponent {
            let bare = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            if bare.is_empty() || !digits(bare) {
                return None;
            }
        }
        let is_whole = exponent.is_none() && fraction.bytes().all(|byte| byte == b'0');
        let whole = if is_whole {
            let sign = if text.starts_with('-') { "-" } else { "" };
            format!("{sign}{integer}").parse().ok()
        } else {
            None
        };
        // In exponent notation the count of decimals would say nothing of the precision.
        let decimals = if exponent.is_some() {
            0
        } else {
            fraction.len()
        };
        let value: f64 = text.parse().ok()?;
        Some(Self {
            whole,
            value,
            decimals,
        })
    }

    fn is_close(&self, other: &Self) -> bool {
        if let (Some(left), Some(right)) = (self.whole, other.whole) {
            return left == right;
        }
        let size = self.value.abs().max(other.value.abs());
        let tolerance = STRICT_ABSOLUTE_TOLERANCE.max(STRICT_RELATIVE_TOLERANCE * size);
        (self.value - other.value).abs() <= tolerance
    }

    fn same(&self, other: &Self) -> bool {
        if let (Some(left), Some(right)) = (self.whole, other.whole) {
            return left == right;
        }
        let difference = (self.value - other.value).abs();
        let size = self.value.abs().max(other.value.abs());
        if difference <= RELATIVE_TOLERANCE * size {
            return true;
        }
        // One side may be rounded: round(avg(x), 2) beside avg(x). Its text says how far.
        let decimals = self.decimals.min(other.decimals);
        if decimals < LEAST_DECIMALS_OF_A_ROUNDED_NUMBER || self.decimals == other.decimals {
            return false;
        }
        let half_a_unit = 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX));
        difference <= half_a_unit + RELATIVE_TOLERANCE * size
    }
}

/// `2024-01-01T00:00:00Z`, `2024-01-01 00:00:00+00` and `2024-01-01` become `2024-01-01`; other
/// times keep their time of day, without a zero fraction and a zero offset.
fn one_spelling_of_time(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !is_date {
        return None;
    }
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(date.to_owned());
    }
    let rest = rest.strip_prefix(['T', ' '])?;
    let rest = ["Z", "+00:00", "+00"]
        .iter()
        .find_map(|zero| rest.strip_suffix(zero))
        .unwrap_or(rest);
    let clock = rest.get(..8)?;
    let is_clock = clock.bytes().enumerate().all(|(at, byte)| match at {
        2 | 5 => byte == b':',
        _ => byte.is_ascii_digit(),
    });
    if !is_clock {
        return None;
    }
    let tail = &rest[8..];
    let tail = match tail.strip_prefix('.') {
        Some(fraction) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
            let fraction = fraction.trim_end_matches('0');
            if fraction.is_empty() {
                String::new()
            } else {
                format!(".{fraction}")
            }
        }
        _ => tail.to_owned(),
    };
    if clock == "00:00:00" && tail.is_empty() {
        return Some(date.to_owned());
    }
    Some(format!("{date} {clock}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::Cell;

    fn same(left: &str, right: &str) -> bool {
        let [left, right] = [left, right].map(|text| Cell::read(&Some(text.to_owned())));
        let forth = left.same(&right);
        assert_eq!(forth, right.same(&left), "the comparison has a direction");
        forth
    }

    #[test]
    fn null_is_only_null() {
        assert!(Cell::read(&None).same(&Cell::read(&None)));
        for text in ["", "0", "null", "f"] {
            assert!(!Cell::read(&None).same(&Cell::read(&Some(text.into()))));
        }
    }

    #[test]
    fn whole_numbers_are_exact() {
        assert!(same("12", "12.00"));
        assert!(same("-3", "-3"));
        assert!(!same("12", "13"));
        assert!(!same("3", "-3"));
        assert!(!same("5000000", "5000001"));
        assert!(!same("9007199254740993", "9007199254740992"));
        assert!(!same("42", "41.6"));
        assert!(!same("42", "42.004"));
    }

    #[test]
    fn a_rounded_fraction_is_the_fraction() {
        assert!(same("12.35", "12.3456789"));
        assert!(same("0.33", "0.33333333333333333333"));
        assert!(same("0.30000000000000004", "0.3"));
        assert!(same("1234.5", "1234.50"));
        assert!(!same("12.35", "12.36"));
        assert!(!same("12.35", "12.356"));
        assert!(!same("12.3", "12.345"));
        assert!(!same("12345678.91", "12345678.92"));
        assert!(!same("0.25", "25"));
        assert!(!same("0.00", "0.3"));
    }

    #[test]
    fn exponents_are_numbers() {
        assert!(same("1e3", "1000"));
        assert!(same("1.5e-07", "0.00000015"));
        assert!(!same("1e3", "1001"));
    }

    #[test]
    fn codes_are_text() {
        assert!(!same("007", "7"));
        assert!(!same("+49", "49"));
        assert!(!same("1e", "1"));
        assert!(!same(".5", "0.5"));
        assert!(same("NaN", "NaN"));
    }

    #[test]
    fn days_are_equal_with_and_without_midnight() {
        for midnight in [
            "2024-01-01 00:00:00",
            "2024-01-01T00:00:00Z",
            "2024-01-01 00:00:00+00",
            "2024-01-01 00:00:00.000",
            "2024-01-01T00:00:00.000+00:00",
        ] {
            assert!(same("2024-01-01", midnight), "{midnight}");
        }
        assert!(same("2024-01-01 10:30:00", "2024-01-01T10:30:00.000Z"));
        assert!(!same("2024-01-01", "2024-01-01 10:30:00"));
        assert!(!same("2024-01-01", "2024-01-02"));
        assert!(!same("2024-01-01 00:00:00+02", "2024-01-01"));
        assert!(!same("2024-01-01 10:30:00.25", "2024-01-01 10:30:00.2"));
        assert!(!same("2024-01", "2024-01-01"));
        assert!(!same("2024-01-01 later", "2024-01-01"));
    }

    #[test]
    fn text_keeps_its_case_and_its_spaces() {
        assert!(same("Oslo", "Oslo"));
        assert!(!same("Oslo", "oslo"));
        assert!(!same("Oslo", "Oslo "));
        assert!(!same("", " "));
        assert!(same("t", "true"));
        assert!(!same("t", "f"));
        assert!(!same("true", "1"));
        assert!(!same("日本語のテキスト", "日本語"));
    }
}
