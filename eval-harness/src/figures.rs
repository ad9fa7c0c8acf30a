//! Figures as people read them, the same in every report.

/// A share as a percentage with one decimal, or a dash.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

/// A difference of shares in percentage points, with its sign.
pub fn points(difference: f64) -> String {
    let points = difference * 100.0;
    // No "-0.0".
    let points = if points.abs() < 0.05 { 0.0 } else { points };
    format!("{points:+.1} pp").replace('-', "−")
}

/// An amount in US dollars, or a dash.
pub fn dollars(amount: Option<f64>) -> String {
    match amount {
        None => "–".to_owned(),
        Some(amount) if amount != 0.0 && amount < 0.1 => format!("${amount:.4}"),
        Some(amount) => format!("${amount:.2}"),
    }
}

/// A time, or a dash.
pub fn milliseconds(time_ms: Option<f64>) -> String {
    match time_ms {
        None => "–".to_owned(),
        Some(time_ms) if time_ms < 10.0 => format!("{time_ms:.1} ms"),
        Some(time_ms) if time_ms < 10_000.0 => format!("{time_ms:.0} ms"),
        Some(time_ms) => format!("{:.1} s", time_ms / 1e3),
    }
}

/// A p-value with its sign of comparison: small ones as what they are below.
pub fn p_value(value: f64) -> String {
    if value < 0.0001 {
        "p < 0.0001".to_owned()
    } else {
        format!("p = {value:.4}")
    }
}

/// A count that may be a mean over repeats.
pub fn count(value: f64) -> String {
    if (value - value.round()).abs() < 1e-9 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}
