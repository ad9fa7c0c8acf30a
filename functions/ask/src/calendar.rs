//! The day that "today" stands for.

use plainquery_core::settings::CalendarSettings;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// The fixed day, or the clock's in the configured zone, as `YYYY-MM-DD`.
pub(crate) fn today(calendar: &CalendarSettings, now_ms: u64) -> String {
    if let Some(fixed) = &calendar.today {
        return fixed.clone();
    }
    let local_ms = i64::try_from(now_ms).unwrap_or(i64::MAX / 2)
        + i64::from(calendar.utc_offset_minutes) * MINUTE_MS;
    date_of_day(local_ms.div_euclid(DAY_MS))
}

/// The date of a day since 1970-01-01, in the Gregorian calendar. The calculation counts from
/// 0000-03-01, so that the leap day comes last (Howard Hinnant, `civil_from_days`).
fn date_of_day(day: i64) -> String {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day_of_month:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named() {
        // From `date -u -d @$((86400 * DAY)) +%F`.
        for (day, date) in [
            (-1, "1969-12-31"),
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (19_782, "2024-02-29"),
            (20_454, "2026-01-01"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date_of_day(day), date);
        }
    }

    #[test]
    fn the_zone_moves_midnight() {
        // 2026-01-01T23:30:00Z.
        let now_ms = 20_454 * 86_400_000 + 84_600_000;
        let at = |utc_offset_minutes| {
            today(
                &CalendarSettings {
                    utc_offset_minutes,
                    ..CalendarSettings::default()
                },
                now_ms,
            )
        };
        assert_eq!(at(0), "2026-01-01");
        assert_eq!(at(60), "2026-01-02");
        assert_eq!(at(-24 * 60), "2025-12-31");
    }

    #[test]
    fn a_fixed_day_wins() {
        let calendar = CalendarSettings {
            today: Some("2025-06-30".into()),
            ..CalendarSettings::default()
        };
        assert_eq!(today(&calendar, 0), "2025-06-30");
    }
}
