//! What a database's questions take as given (`settings.toml` beside a suite): "today", calendar and
//! schemas.

use std::path::{Path, PathBuf};

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use serde::Deserialize;
use thiserror::Error;

/// As the file says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseSettings {
    /// The day of "last month"; without it the clock's.
    today: Option<toml::value::Datetime>,
    /// `UTC`, or an offset such as `+02:00`.
    time_zone: Option<String>,
    /// The week's first day.
    first_day_of_week: Weekday,
    /// The month in which the fiscal year begins, 1 to 12.
    fiscal_year_start_month: Month,
    /// For the reader.
    currency: Option<String>,
    /// The schemas that questions are about; empty means all.
    pub schemas: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Weekday {
    #[default]
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u8")]
struct Month(u8);

impl Default for Month {
    fn default() -> Self {
        Self(1)
    }
}

impl TryFrom<u8> for Month {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        match number {
            1..=12 => Ok(Self(number)),
            _ => Err("a month is a number from 1 to 12"),
        }
    }
}

/// Settings that cannot be used.
#[derive(Debug, Error)]
pub enum DatabaseSettingsError {
    /// Not readable.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not of this form.
    #[error("{} holds no settings of a database: {reason}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Where and why.
        reason: String,
    },
}

impl DatabaseSettings {
    /// Reads the file, where there is one.
    pub fn read(path: Option<&Path>) -> Result<Self, DatabaseSettingsError> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(path).map_err(|source| DatabaseSettingsError::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text).map_err(|reason| DatabaseSettingsError::Form {
            path: path.to_owned(),
            reason,
        })
    }

    fn parse(text: &str) -> Result<Self, String> {
        let settings: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if settings.offset().is_none() {
            return Err("time_zone must be \"UTC\" or an offset such as \"+02:00\"".to_owned());
        }
        if settings.today.is_some_and(|today| today.date.is_none()) {
            return Err("today must be a day such as 2025-06-30".to_owned());
        }
        Ok(settings)
    }

    /// Today, as `YYYY-MM-DD`; `now_ms` is the clock's time, in milliseconds since 1970 (UTC).
    pub fn today(&self, now_ms: u64) -> String {
        if let Some(date) = self.today.and_then(|today| today.date) {
            return date.to_string();
        }
        let now = i64::try_from(now_ms)
            .ok()
            .and_then(|now_ms| Timestamp::from_millisecond(now_ms).ok())
            .unwrap_or_default();
        let zone = TimeZone::fixed(self.offset().unwrap_or(Offset::UTC));
        now.to_zoned(zone).date().to_string()
    }

    /// The same settings with a day for those that name none.
    #[must_use]
    pub fn or_today(mut self, today: Option<toml::value::Date>) -> Self {
        if let (None, Some(date)) = (self.today, today) {
            self.today = Some(toml::value::Datetime {
                date: Some(date),
                time: None,
                offset: None,
            });
        }
        self
    }

    /// Whether "today" is the same in every run.
    pub fn is_today_fixed(&self) -> bool {
        self.today.is_some()
    }

    /// The week's first day: 1 is Monday, 7 is Sunday.
    pub fn week_starts_on(&self) -> u8 {
        self.first_day_of_week as u8 + 1
    }

    /// The month in which the fiscal year begins, 1 to 12.
    pub fn fiscal_year_starts_in(&self) -> u8 {
        self.fiscal_year_start_month.0
    }

    fn offset(&self) -> Option<Offset> {
        let Some(zone) = self.time_zone.as_deref().filter(|zone| *zone != "UTC") else {
            return Some(Offset::UTC);
        };
        let (sign, rest) = match zone.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        if !(0..=14).contains(&hours) || !(0..60).contains(&minutes) {
            return None;
        }
        Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-01T23:30:00Z.
    const NOW_MS: u64 = 1_767_310_200_000;

    #[test]
    fn the_file_says_what_day_it_is() {
        let settings = DatabaseSettings::parse(
            "today = 2025-06-30\ntime_zone = 'UTC'\nfirst_day_of_week = 'sunday'\n\
             fiscal_year_start_month = 4\ncurrency = 'EUR'\nschemas = ['shop']",
        )
        .unwrap();
        assert_eq!(settings.today(NOW_MS), "2025-06-30");
        assert!(settings.is_today_fixed());
        assert_eq!(settings.week_starts_on(), 7);
        assert_eq!(settings.fiscal_year_starts_in(), 4);
        assert_eq!(settings.schemas, ["shop"]);
    }

    #[test]
    fn without_a_day_the_clock_says_it_in_the_zone() {
        let today = |text: &str| DatabaseSettings::parse(text).unwrap().today(NOW_MS);
        assert_eq!(today(""), "2026-01-01");
        assert_eq!(today("time_zone = '+01:00'"), "2026-01-02");
        assert_eq!(today("time_zone = '-11:30'"), "2026-01-01");
    }

    #[test]
    fn a_day_is_given_to_those_that_name_none() {
        let day: toml::value::Datetime = "2024-02-29".parse().unwrap();
        let today = |text: &str| {
            let settings = DatabaseSettings::parse(text).unwrap();
            settings.or_today(day.date).today(NOW_MS)
        };
        assert_eq!(today(""), "2024-02-29");
        assert_eq!(today("today = 2025-06-30"), "2025-06-30");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for text in [
            "time_zone = 'Mars'",
            "time_zone = '+25:00'",
            "today = 12:00:00",
            "fiscal_year_start_month = 13",
            "first_day_of_week = 'someday'",
            "tody = 2025-06-30",
        ] {
            assert!(DatabaseSettings::parse(text).is_err(), "{text}");
        }
    }
}
