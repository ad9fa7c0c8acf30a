//! Calendar expressions: "last quarter", "in March 2024", "since 2023", "the past 30 days".
//!
//! Every expression becomes a half-open range of days, so that timestamps and dates compare alike.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::text::{Token, TokenKind};

/// What relative expressions are read against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar {
    pub today: Date,
    /// 1 is Monday, 7 is Sunday.
    pub week_starts_on: u8,
    /// 1 to 12.
    pub fiscal_year_starts_in: u8,
}

/// Days from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateRange {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

impl DateRange {
    fn of(start: Date, end: Date) -> Self {
        Self {
            start: Some(start),
            end: Some(end),
        }
    }

    /// The range in words, with its last day rather than the day after it.
    pub(crate) fn reading(&self) -> String {
        let last = self.end.and_then(|end| end.yesterday().ok());
        match (self.start, last) {
            (Some(start), Some(last)) if start == last => start.to_string(),
            (Some(start), Some(last)) => format!("{start} to {last}"),
            (Some(start), None) => format!("{start} and later"),
            (None, Some(last)) => format!("{last} and earlier"),
            (None, None) => "any time".to_owned(),
        }
    }
}

/// A part of the calendar that rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TimeUnit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Weekday,
    Hour,
}

/// A grouping unit at a token: "month", "monthly", "day of the week".
pub(crate) fn unit_at(tokens: &[Token]) -> Option<(usize, TimeUnit)> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    if word(0) == "day" && word(1) == "of" && (word(2) == "week" || word(3) == "week") {
        return Some((if word(2) == "week" { 3 } else { 4 }, TimeUnit::Weekday));
    }
    let unit = match word(0) {
        "day" | "days" | "daily" | "date" => TimeUnit::Day,
        "week" | "weeks" | "weekly" => TimeUnit::Week,
        "month" | "months" | "monthly" => TimeUnit::Month,
        "quarter" | "quarters" | "quarterly" => TimeUnit::Quarter,
        "year" | "years" | "yearly" | "annual" | "annually" => TimeUnit::Year,
        "weekday" | "weekdays" => TimeUnit::Weekday,
        "hour" | "hours" | "hourly" => TimeUnit::Hour,
        _ => return None,
    };
    Some((1, unit))
}

/// Reads a calendar expression at the start of `tokens`, with its preposition. Returns how many
/// tokens it takes. `bare_year` says whether a lone number such as 2024 may be a year.
pub(crate) fn range_at(
    tokens: &[Token],
    calendar: Calendar,
    bare_year: bool,
) -> Option<(usize, DateRange)> {
    let reader = Reader { tokens, calendar };
    let word = reader.word(0);
    let bounded = |skip: usize, make: fn(DateRange) -> DateRange| {
        let skip = if reader.word(skip) == "the" {
            skip + 1
        } else {
            skip
        };
        reader
            .period(skip, true)
            .map(|(length, range)| (skip + length, make(range)))
    };
    match word {
        "since" | "starting" => bounded(skip_over(&reader, 1, &["from", "in", "on"]), |range| {
            DateRange {
                start: range.start,
                end: None,
            }
        }),
        "after" | "following" => bounded(1, |range| DateRange {
            start: range.end,
            end: None,
        }),
        "later" if reader.word(1) == "than" => bounded(2, |range| DateRange {
            start: range.end,
            end: None,
        }),
        "before" => bounded(1, |range| DateRange {
            start: None,
            end: range.start,
        }),
        "earlier" if reader.word(1) == "than" => bounded(2, |range| DateRange {
            start: None,
            end: range.start,
        }),
        "prior" if reader.word(1) == "to" => bounded(2, |range| DateRange {
            start: None,
            end: range.start,
        }),
        "until" | "till" => bounded(1, |range| DateRange {
            start: None,
            end: range.end,
        }),
        "up" if matches!(reader.word(1), "to" | "until") => bounded(2, |range| DateRange {
            start: None,
            end: range.end,
        }),
        "between" | "from" => reader.span(1),
        "in" | "during" | "on" | "for" | "within" | "over" | "throughout" | "of" => {
            let skip = skip_over(
                &reader,
                1,
                &["the", "all", "whole", "course", "of", "month", "year"],
            );
            let skip = skip_over(&reader, skip, &["the", "of"]);
            // "for 2 years" and "over 500" are no years; "in 2024" is.
            let year = matches!(word, "in" | "during" | "for" | "throughout" | "of");
            reader
                .period(skip, year)
                .map(|(length, range)| (skip + length, range))
        }
        "the" => reader
            .period(1, false)
            .map(|(length, range)| (1 + length, range)),
        _ => reader.period(0, bare_year),
    }
    .map(|(length, range)| reader.onwards(length, range))
}

fn skip_over(reader: &Reader<'_>, mut at: usize, words: &[&str]) -> usize {
    while words.contains(&reader.word(at)) {
        at += 1;
    }
    at
}

struct Reader<'a> {
    tokens: &'a [Token],
    calendar: Calendar,
}

impl Reader<'_> {
    fn word(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .map_or("", |token| token.text.as_str())
    }

    fn number(&self, index: usize) -> Option<i64> {
        let token = self.tokens.get(index)?;
        match token.kind {
            TokenKind::Number => token.text.parse().ok(),
            TokenKind::Word => {
                crate::english::number_word(&token.text).and_then(|n| i64::try_from(n).ok())
            }
            _ => None,
        }
    }

    fn year(&self, index: usize) -> Option<i16> {
        let token = self.tokens.get(index)?;
        let plausible = token.kind == TokenKind::Number && token.text.len() == 4;
        token
            .text
            .parse::<i16>()
            .ok()
            .filter(|year| plausible && (1900..=2100).contains(year))
    }

    /// "from March 2024 onwards".
    fn onwards(&self, length: usize, range: DateRange) -> (usize, DateRange) {
        match self.word(length) {
            "onwards" | "onward" => (
                length + 1,
                DateRange {
                    start: range.start,
                    end: None,
                },
            ),
            "and" if matches!(self.word(length + 1), "later" | "after") => (
                length + 2,
                DateRange {
                    start: range.start,
                    end: None,
                },
            ),
            "or" if matches!(self.word(length + 1), "later" | "after") => (
                length + 2,
                DateRange {
                    start: range.start,
                    end: None,
                },
            ),
            "and" if matches!(self.word(length + 1), "earlier" | "before") => (
                length + 2,
                DateRange {
                    start: None,
                    end: range.end,
                },
            ),
            _ => (length, range),
        }
    }

    /// "between X and Y", "from X to Y", after the first word.
    fn span(&self, at: usize) -> Option<(usize, DateRange)> {
        let at = skip_over(self, at, &["the"]);
        let (length, from) = self.period(at, true)?;
        let joint = at + length;
        if !matches!(
            self.word(joint),
            "and" | "to" | "until" | "till" | "through"
        ) {
            // "from 2024" is the year itself.
            return (self.word(0) == "from").then_some((joint, from));
        }
        let (more, to) = self.period(joint + 1, true)?;
        let start = self.same_year(at, joint, from, to).start;
        Some((joint + 1 + more, DateRange { start, end: to.end }))
    }

    /// "between March and May 2024": the first month takes the second one's year.
    fn same_year(&self, at: usize, joint: usize, from: DateRange, to: DateRange) -> DateRange {
        let month = month_number(self.word(at)).filter(|_| joint == at + 1);
        match (month, to.start) {
            (Some(month), Some(to_start)) => month_range(to_start.year(), month).unwrap_or(from),
            _ => from,
        }
    }

    /// A period without its preposition.
    fn period(&self, at: usize, bare_year: bool) -> Option<(usize, DateRange)> {
        self.named_day(at)
            .or_else(|| self.iso(at))
            .or_else(|| self.to_date(at))
            .or_else(|| self.rolling(at))
            .or_else(|| self.relative_unit(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.month_and_day(at))
            .or_else(|| self.decade(at))
            .or_else(|| {
                let year = self.year(at).filter(|_| bare_year)?;
                Some((1, year_range(year)?))
            })
    }

    fn named_day(&self, at: usize) -> Option<(usize, DateRange)> {
        let today = self.calendar.today;
        let day = match self.word(at) {
            "today" => today,
            "yesterday" => today.yesterday().ok()?,
            "tomorrow" => today.tomorrow().ok()?,
            _ => return None,
        };
        Some((1, DateRange::of(day, day.tomorrow().ok()?)))
    }

    fn iso(&self, at: usize) -> Option<(usize, DateRange)> {
        let text = self.word(at);
        if let Ok(day) = text.parse::<Date>()
            && text.len() == 10
        {
            return Some((1, DateRange::of(day, day.tomorrow().ok()?)));
        }
        let (year, month) = text.split_once('-')?;
        if year.len() == 4 && month.len() == 2 {
            return Some((1, month_range(year.parse().ok()?, month.parse().ok()?)?));
        }
        None
    }

    fn to_date(&self, at: usize) -> Option<(usize, DateRange)> {
        let today = self.calendar.today;
        let tomorrow = today.tomorrow().ok()?;
        match self.word(at) {
            "ytd" => Some((1, DateRange::of(today.first_of_year(), tomorrow))),
            "mtd" => Some((1, DateRange::of(today.first_of_month(), tomorrow))),
            "year" | "month" | "quarter"
                if self.word(at + 1) == "to" && self.word(at + 2) == "date" =>
            {
                let unit = unit_named(self.word(at))?;
                Some((3, DateRange::of(self.start_of(unit, today)?, tomorrow)))
            }
            "so" if self.word(at + 1) == "far" && self.word(at + 2) == "this" => {
                let unit = unit_named(self.word(at + 3))?;
                Some((4, DateRange::of(self.start_of(unit, today)?, tomorrow)))
            }
            _ => None,
        }
    }

    /// "last 30 days", "past 6 months", "previous two quarters".
    fn rolling(&self, at: usize) -> Option<(usize, DateRange)> {
        if !matches!(self.word(at), "last" | "past" | "previous" | "preceding") {
            return None;
        }
        let count = self.number(at + 1)?;
        let unit = unit_named(self.word(at + 2))?;
        let today = self.calendar.today;
        let start = today.checked_sub(unit.span(count)?).ok()?;
        Some((3, DateRange::of(start, today.tomorrow().ok()?)))
    }

    /// "this month", "last quarter", "next year", "last fiscal year", "the past year".
    fn relative_unit(&self, at: usize) -> Option<(usize, DateRange)> {
        let steps = match self.word(at) {
            "this" | "current" => 0,
            "last" | "previous" | "past" => -1,
            "next" | "coming" => 1,
            _ => return None,
        };
        let fiscal = matches!(self.word(at + 1), "fiscal" | "financial");
        let unit_at = if fiscal { at + 2 } else { at + 1 };
        let word = self.word(unit_at);
        if let Some(month) = month_number(word) {
            return Some((2, self.nearest_month(month, steps)?));
        }
        let unit = unit_named(word)?;
        let length = unit_at + 1 - at;
        if fiscal {
            return Some((length, self.fiscal(unit, steps)?));
        }
        if self.word(at) == "past" {
            let today = self.calendar.today;
            return Some((
                length,
                DateRange::of(
                    today.checked_sub(unit.span(1)?).ok()?,
                    today.tomorrow().ok()?,
                ),
            ));
        }
        let start = self
            .start_of(unit, self.calendar.today)?
            .checked_add(unit.span(steps)?)
            .ok()?;
        Some((
            length,
            DateRange::of(start, start.checked_add(unit.span(1)?).ok()?),
        ))
    }

    fn nearest_month(&self, month: i8, steps: i64) -> Option<DateRange> {
        let today = self.calendar.today;
        let mut year = today.year();
        if steps < 0 && month >= today.month() {
            year -= 1;
        }
        if steps > 0 && month <= today.month() {
            year += 1;
        }
        month_range(year, month)
    }

    fn fiscal(&self, unit: Unit, steps: i64) -> Option<DateRange> {
        let today = self.calendar.today;
        let first = i8::try_from(self.calendar.fiscal_year_starts_in).ok()?;
        let year = if today.month() >= first {
            today.year()
        } else {
            today.year() - 1
        };
        let year_start = Date::new(year, first, 1).ok()?;
        match unit {
            Unit::Year => {
                let start = year_start.checked_add(steps.years()).ok()?;
                Some(DateRange::of(start, start.checked_add(1.year()).ok()?))
            }
            Unit::Quarter => {
                let since = i64::from(today.month() - year_start.month()).rem_euclid(12) / 3;
                let start = year_start
                    .checked_add(((since + steps) * 3).months())
                    .ok()?;
                Some(DateRange::of(start, start.checked_add(3.months()).ok()?))
            }
            _ => None,
        }
    }

    /// "3 months ago" is that whole month; "10 days ago" that day.
    fn ago(&self, at: usize) -> Option<(usize, DateRange)> {
        let count = self.number(at)?;
        let unit = unit_named(self.word(at + 1))?;
        if self.word(at + 2) != "ago" {
            return None;
        }
        let day = self.calendar.today.checked_sub(unit.span(count)?).ok()?;
        Some((3, DateRange::of(day, day.tomorrow().ok()?)))
    }

    /// "Q1 2024", "first quarter of 2024", "second half of last year", "H2 2023".
    fn part_of_year(&self, at: usize) -> Option<(usize, DateRange)> {
        let (length, first_month, months) = match self.word(at) {
            "q1" => (1, 1, 3),
            "q2" => (1, 4, 3),
            "q3" => (1, 7, 3),
            "q4" => (1, 10, 3),
            "h1" => (1, 1, 6),
            "h2" => (1, 7, 6),
            ordinal => {
                let n = ordinal_number(ordinal)?;
                match self.word(at + 1) {
                    "quarter" if n <= 4 => (2, (n - 1) * 3 + 1, 3),
                    "half" if n <= 2 => (2, (n - 1) * 6 + 1, 6),
                    _ => return None,
                }
            }
        };
        let after = skip_over(self, at + length, &["of", "in", "the", ","]);
        let (year, end) = match self.year(after) {
            Some(year) => (year, after + 1),
            None => match self.relative_unit(after) {
                Some((
                    more,
                    DateRange {
                        start: Some(start), ..
                    },
                )) if start.month() == 1 => (start.year(), after + more),
                _ => (self.latest_year(first_month), at + length),
            },
        };
        let start = Date::new(year, first_month, 1).ok()?;
        Some((
            end - at,
            DateRange::of(start, start.checked_add(i64::from(months).months()).ok()?),
        ))
    }

    /// Without a year: the latest one in which the period has begun.
    fn latest_year(&self, first_month: i8) -> i16 {
        let today = self.calendar.today;
        if first_month <= today.month() {
            today.year()
        } else {
            today.year() - 1
        }
    }

    /// "March", "March 2024", "3 March 2024", "March 3rd, 2024", "March last year".
    fn month_and_day(&self, at: usize) -> Option<(usize, DateRange)> {
        if let Some(month) = self.month(at) {
            let day = self.day(at + 1).filter(|_| self.year(at + 1).is_none());
            let next = at + 1 + usize::from(day.is_some());
            let (year, end) = self.year_after(next, month);
            return Some((end - at, day_or_month(year, month, day)?));
        }
        let day = self.day(at)?;
        let month_at = skip_over(self, at + 1, &["of"]);
        let month = self.month(month_at)?;
        let (year, end) = self.year_after(month_at + 1, month);
        Some((end - at, day_or_month(year, month, Some(day))?))
    }

    fn year_after(&self, at: usize, month: i8) -> (i16, usize) {
        let year_at = skip_over(self, at, &["of", "in", ","]);
        if let Some(year) = self.year(year_at) {
            return (year, year_at + 1);
        }
        match self.relative_unit(year_at) {
            Some((
                length,
                DateRange {
                    start: Some(start), ..
                },
            )) if self.word(year_at + length - 1) == "year" => (start.year(), year_at + length),
            _ => (self.latest_year(month), at),
        }
    }

    fn month(&self, at: usize) -> Option<i8> {
        let month = month_number(self.word(at))?;
        // "may" and "march" are verbs too: without a capital only before a year or after a preposition.
        let doubtful = matches!(self.word(at), "may" | "march" | "mar" | "sep" | "dec");
        let sure = self.tokens[at].capital || self.year(at + 1).is_some() || at > 0;
        (!doubtful || sure).then_some(month)
    }

    fn day(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        if !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        digits
            .parse::<i8>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    }

    fn decade(&self, at: usize) -> Option<(usize, DateRange)> {
        let digits = self.word(at).strip_suffix('s')?;
        let year: i16 = digits.parse().ok()?;
        let year = if digits.len() == 2 { 1900 + year } else { year };
        if year % 10 != 0 || !(1900..=2100).contains(&year) {
            return None;
        }
        Some((
            1,
            DateRange::of(
                Date::new(year, 1, 1).ok()?,
                Date::new(year + 10, 1, 1).ok()?,
            ),
        ))
    }

    fn start_of(&self, unit: Unit, day: Date) -> Option<Date> {
        match unit {
            Unit::Day => Some(day),
            Unit::Week => {
                let weekday = i64::from(day.weekday().to_monday_one_offset());
                let back = (weekday - i64::from(self.calendar.week_starts_on)).rem_euclid(7);
                day.checked_sub(back.days()).ok()
            }
            Unit::Month => Some(day.first_of_month()),
            Unit::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok(),
            Unit::Year => Some(day.first_of_year()),
        }
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn span(self, count: i64) -> Option<Span> {
        let span = Span::new();
        match self {
            Self::Day => span.try_days(count),
            Self::Week => span.try_weeks(count),
            Self::Month => span.try_months(count),
            Self::Quarter => span.try_months(count.checked_mul(3)?),
            Self::Year => span.try_years(count),
        }
        .ok()
    }
}

fn unit_named(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

fn ordinal_number(word: &str) -> Option<i8> {
    Some(match word {
        "first" | "1st" => 1,
        "second" | "2nd" => 2,
        "third" | "3rd" => 3,
        "fourth" | "4th" | "last" => 4,
        _ => return None,
    })
}

fn month_number(word: &str) -> Option<i8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

fn year_range(year: i16) -> Option<DateRange> {
    Some(DateRange::of(
        Date::new(year, 1, 1).ok()?,
        Date::new(year + 1, 1, 1).ok()?,
    ))
}

fn month_range(year: i16, month: i8) -> Option<DateRange> {
    let start = Date::new(year, month, 1).ok()?;
    Some(DateRange::of(start, start.checked_add(1.month()).ok()?))
}

fn day_or_month(year: i16, month: i8, day: Option<i8>) -> Option<DateRange> {
    match day {
        None => month_range(year, month),
        Some(day) => {
            let day = Date::new(year, month, day).ok()?;
            Some(DateRange::of(day, day.tomorrow().ok()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::{Stems, tokenize};

    fn check(text: &str, expected: Option<&str>) {
        let calendar = Calendar {
            today: date(2025, 6, 30),
            week_starts_on: 1,
            fiscal_year_starts_in: 4,
        };
        let tokens = tokenize(text, &Stems::new());
        let range = range_at(&tokens, calendar, true).filter(|(length, _)| *length == tokens.len());
        assert_eq!(
            range.map(|(_, range)| range.reading()).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn reads_calendar_expressions() {
        check("in 2024", Some("2024-01-01 to 2024-12-31"));
        check("last month", Some("2025-05-01 to 2025-05-31"));
        check("last quarter", Some("2025-01-01 to 2025-03-31"));
        check("this year", Some("2025-01-01 to 2025-12-31"));
        check("in the last 30 days", Some("2025-05-31 to 2025-06-30"));
        check("since March 2024", Some("2024-03-01 and later"));
        check("before 2023", Some("2022-12-31 and earlier"));
        check("after 1 May 2024", Some("2024-05-02 and later"));
        check(
            "between March and May 2024",
            Some("2024-03-01 to 2024-05-31"),
        );
        check(
            "from January 2024 to June 2024",
            Some("2024-01-01 to 2024-06-30"),
        );
        check(
            "in the first half of last year",
            Some("2024-01-01 to 2024-06-30"),
        );
        check("Q4", Some("2024-10-01 to 2024-12-31"));
        check("on March 3rd, 2025", Some("2025-03-03"));
        check("last week", Some("2025-06-23 to 2025-06-29"));
        check("this fiscal year", Some("2025-04-01 to 2026-03-31"));
        check("in the 1990s", Some("1990-01-01 to 1999-12-31"));
        check("2024-05-01", Some("2024-05-01"));
        check("in May", Some("2025-05-01 to 2025-05-31"));
        check("last December", Some("2024-12-01 to 2024-12-31"));
        check("year to date", Some("2025-01-01 to 2025-06-30"));
    }

    #[test]
    fn leaves_other_words_alone() {
        check("over 500", None);
        check("may have", None);
        check("for 2 years", None);
        check("last order", None);
    }
}
