//! The statistics as JSON, for a check by another implementation (`scripts/check-statistics`): a case a
//! line on standard input, such as `{"function":"mcnemar","lost":3,"gained":9}`, its result a line on
//! standard output.

use std::io::{self, BufRead, Write};

use plainquery_eval::statistics::{
    bootstrap::{Resampling, bootstrap, resamples},
    calibration::{Forecast, bins, brier, expected_error},
    mcnemar::mcnemar,
    normal_quantile,
    power::{power, smallest_detectable},
    risk_coverage::{area, curve},
    wilson::wilson,
};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(tag = "function", rename_all = "snake_case")]
enum Case {
    NormalQuantile {
        probability: f64,
    },
    Mcnemar {
        lost: u64,
        gained: u64,
    },
    Wilson {
        right: f64,
        total: usize,
        confidence: f64,
    },
    Bootstrap {
        clusters: Vec<Vec<f64>>,
        seed: u64,
        resamples: usize,
        confidence: f64,
    },
    Power {
        pairs: u64,
        discordant: u64,
        change: u64,
        alpha: f64,
    },
    SmallestDetectable {
        pairs: u64,
        discordant: u64,
        alpha: f64,
        power: f64,
    },
    Calibration {
        forecasts: Vec<Forecast>,
        bins: usize,
    },
    RiskCoverage {
        forecasts: Vec<Forecast>,
    },
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let case: Case = serde_json::from_str(&line?)?;
        writeln!(out, "{}", result(case))?;
    }
    Ok(())
}

fn result(case: Case) -> Value {
    match case {
        Case::NormalQuantile { probability } => json!(normal_quantile(probability)),
        Case::Mcnemar { lost, gained } => json!(mcnemar(lost, gained)),
        Case::Wilson {
            right,
            total,
            confidence,
        } => json!(wilson(right, total, confidence)),
        Case::Bootstrap {
            clusters,
            seed,
            resamples: count,
            confidence,
        } => {
            let resampling = Resampling {
                seed,
                resamples: count,
            };
            let found = bootstrap(&clusters, resampling);
            json!({
                "observed": found.observed,
                "interval": found.interval(confidence),
                "lower_bound": found.lower_bound(confidence),
                "upper_bound": found.upper_bound(confidence),
                "drawn": resamples(&clusters, resampling).collect::<Vec<_>>(),
            })
        }
        Case::Power {
            pairs,
            discordant,
            change,
            alpha,
        } => json!(power(pairs, discordant, change, alpha)),
        Case::SmallestDetectable {
            pairs,
            discordant,
            alpha,
            power,
        } => json!(smallest_detectable(pairs, discordant, alpha, power)),
        Case::Calibration {
            forecasts,
            bins: count,
        } => {
            let bins = bins(&forecasts, count);
            json!({ "brier": brier(&forecasts), "expected_error": expected_error(&bins) })
        }
        Case::RiskCoverage { forecasts } => {
            json!({ "curve": curve(&forecasts), "area": area(&forecasts) })
        }
    }
}
