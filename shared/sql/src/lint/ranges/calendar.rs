//! Days of the Gregorian calendar, from year 1 to 9998, and the units that start at some of them.

use std::fmt;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    year: u32,
    month: u32,
    of_month: u32,
}

/// What dates are cut to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Quarter,
    Year,
}

/// From a day to before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Day,
    pub(super) after: Day,
}

const YEARS: std::ops::RangeInclusive<u32> = 1..=9998;

impl Day {
    /// Reads `2024-03-01`, perhaps with a midnight after it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
        if !matches!(time, "" | "00:00" | "00:00:00") {
            return None;
        }
        let parts: Vec<&str> = date.split('-').collect();
        let [year, month, day] = parts.as_slice() else {
            return None;
        };
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let parsed = Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            of_month: day.parse().ok()?,
        };
        let is_day = YEARS.contains(&parsed.year)
            && (1..=12).contains(&parsed.month)
            && (1..=parsed.month_days()).contains(&parsed.of_month);
        is_day.then_some(parsed)
    }

    fn month_days(self) -> u32 {
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if self.year.is_multiple_of(4)
                && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            _ => 31,
        }
    }

    fn plus_months(self, months: u32) -> Self {
        let month = self.month - 1 + months;
        Self {
            year: self.year + month / 12,
            month: month % 12 + 1,
            of_month: self.of_month,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.of_month
        )
    }
}

impl Unit {
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "day" => Some(Self::Day),
            "month" => Some(Self::Month),
            "quarter" => Some(Self::Quarter),
            "year" => Some(Self::Year),
            _ => None,
        }
    }

    /// Whether a unit starts at that day.
    pub(super) fn starts_at(self, day: Day) -> bool {
        match self {
            Self::Day => true,
            Self::Month => day.of_month == 1,
            Self::Quarter => day.of_month == 1 && day.month % 3 == 1,
            Self::Year => day.of_month == 1 && day.month == 1,
        }
    }
}

impl Span {
    /// The unit that starts at a day.
    pub(super) fn of(first: Day, unit: Unit) -> Option<Self> {
        let after = match unit {
            Unit::Day if first.of_month < first.month_days() => Day {
                of_month: first.of_month + 1,
                ..first
            },
            Unit::Day => Day {
                of_month: 1,
                ..first
            }
            .plus_months(1),
            Unit::Month => first.plus_months(1),
            Unit::Quarter => first.plus_months(3),
            Unit::Year => first.plus_months(12),
        };
        unit.starts_at(first).then_some(Self { first, after })
    }

    /// Whole years, both included.
    pub(super) fn years(first: u32, last: u32) -> Option<Self> {
        let start = |year| Day {
            year,
            month: 1,
            of_month: 1,
        };
        (YEARS.contains(&first) && YEARS.contains(&last) && first <= last).then(|| Self {
            first: start(first),
            after: start(last + 1),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Span, Unit};

    fn ends(first: &str, unit: Unit) -> Option<String> {
        Span::of(Day::parse(first)?, unit).map(|span| span.after.to_string())
    }

    #[test]
    fn units_end_where_the_calendar_says() {
        assert_eq!(ends("2024-02-28", Unit::Day).as_deref(), Some("2024-02-29"));
        assert_eq!(ends("2023-02-28", Unit::Day).as_deref(), Some("2023-03-01"));
        assert_eq!(ends("1900-02-28", Unit::Day).as_deref(), Some("1900-03-01"));
        assert_eq!(ends("2024-12-31", Unit::Day).as_deref(), Some("2025-01-01"));
        assert_eq!(
            ends("2024-12-01", Unit::Month).as_deref(),
            Some("2025-01-01")
        );
        assert_eq!(
            ends("2024-10-01", Unit::Quarter).as_deref(),
            Some("2025-01-01")
        );
        assert_eq!(
            ends("2024-01-01", Unit::Year).as_deref(),
            Some("2025-01-01")
        );
        assert_eq!(ends("2024-01-02", Unit::Month), None);
        assert_eq!(ends("2024-02-01", Unit::Quarter), None);
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-1-1",
            "24-01-01",
            "now",
            "2024-01-01 12:00",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2024-01-01 00:00:00").is_some());
    }
}
