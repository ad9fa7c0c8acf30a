//! Values that can be worked out by hand, and what must hold of any. `scripts/check-statistics` compares
//! thousands of values with another implementation.

use plainquery_eval::statistics::{
    bootstrap::{Resampling, bootstrap},
    calibration::{bins, brier, expected_error},
    mcnemar::mcnemar,
    power::smallest_detectable,
    random::SplitMix64,
    risk_coverage::{area, curve},
    wilson::wilson,
};

fn assert_near(found: f64, wanted: f64) {
    assert!(
        (found - wanted).abs() < 1e-12,
        "{found} instead of {wanted}"
    );
}

#[test]
fn five_losses_without_a_gain() {
    let test = mcnemar(5, 0);
    assert_near(test.p_exact, 2.0 / 32.0);
    assert_near(test.p_mid, 1.0 / 32.0);
    assert_eq!(mcnemar(0, 5).p_exact.to_bits(), test.p_exact.to_bits());
}

#[test]
fn no_difference_is_no_evidence() {
    assert_near(mcnemar(0, 0).p_exact, 1.0);
    assert_near(mcnemar(0, 0).p_mid, 1.0);
    assert_near(mcnemar(2, 2).p_exact, 1.0);
    // 1 less half of C(4,2)/16.
    assert_near(mcnemar(2, 2).p_mid, 1.0 - 3.0 / 16.0);
}

#[test]
fn the_interval_of_nothing_right_starts_at_nothing() {
    let interval = wilson(0.0, 10, 0.95).expect("an interval");
    assert_near(interval.low, 0.0);
    // z² / (n + z²) with z = 1.959963984540054.
    assert_near(
        interval.high,
        3.841_458_820_694_124 / 13.841_458_820_694_124,
    );
    assert_eq!(wilson(0.0, 0, 0.95), None);
}

#[test]
fn the_generator_is_the_published_one() {
    // The first outputs for the seed 1234567, as in the reference implementation's tests.
    let mut random = SplitMix64::new(1_234_567);
    assert_eq!(random.next_u64(), 6_457_827_717_110_365_317);
    assert_eq!(random.next_u64(), 3_203_168_211_198_807_973);
}

#[test]
fn resamples_are_the_same_for_the_same_seed_only() {
    let clusters: Vec<Vec<f64>> = (0..20)
        .map(|cluster| vec![f64::from(cluster % 3) - 1.0; 5])
        .collect();
    let with_seed = |seed| {
        let resampling = Resampling {
            seed,
            resamples: 500,
        };
        bootstrap(&clusters, resampling).sorted
    };
    assert_eq!(with_seed(1), with_seed(1));
    assert_ne!(with_seed(1), with_seed(2));
}

#[test]
fn questions_that_fall_together_widen_the_interval() {
    // 30 of 300 questions are lost; in one case all of them in two of 20 databases.
    let spread: Vec<Vec<f64>> = (0..20)
        .map(|cluster| {
            let lost = if cluster % 2 == 0 { 3 } else { 0 };
            (0..15)
                .map(|item| if item < lost { -1.0 } else { 0.0 })
                .collect()
        })
        .collect();
    let together: Vec<Vec<f64>> = (0..20)
        .map(|cluster| vec![if cluster < 2 { -1.0 } else { 0.0 }; 15])
        .collect();
    let width = |clusters: &[Vec<f64>]| {
        let interval = bootstrap(clusters, Resampling::default()).interval(0.95);
        interval.high - interval.low
    };
    assert!(width(&together) > 2.0 * width(&spread));
}

#[test]
fn one_database_still_has_an_interval() {
    let found = bootstrap(
        &[vec![-1.0, 0.0, 0.0, 0.0, 1.0, 0.0]],
        Resampling::default(),
    );
    assert!(found.is_two_stage);
    let interval = found.interval(0.95);
    assert!(interval.low < 0.0 && interval.high > 0.0, "{interval:?}");
}

#[test]
fn more_questions_show_smaller_changes() {
    let share = |pairs: u32| {
        let found = smallest_detectable(pairs.into(), u64::from(pairs / 10), 0.05, 0.8);
        f64::from(u32::try_from(found.expect("detectable")).expect("small")) / f64::from(pairs)
    };
    assert!(share(1_000) < share(200));
    assert!(share(200) < share(60));
    // Three coins cannot reject at 5 %.
    assert_eq!(smallest_detectable(3, 1, 0.05, 0.8), None);
    assert_eq!(smallest_detectable(0, 0, 0.05, 0.8), None);
}

#[test]
fn a_confidence_that_says_the_truth_has_no_error() {
    let forecasts: Vec<(f64, bool)> = (0..100).map(|item| (0.75, item % 4 != 0)).collect();
    assert_near(
        expected_error(&bins(&forecasts, 10)).expect("an error"),
        0.0,
    );
    assert_near(brier(&forecasts).expect("a score"), 0.75 * 0.25);
    assert_eq!(brier(&[]), None);
    assert_eq!(expected_error(&[]), None);
}

#[test]
fn risk_falls_where_confidence_knows() {
    let forecasts = [(0.9, true), (0.8, true), (0.3, false), (0.2, false)];
    let curve = curve(&forecasts);
    assert_near(curve[1].coverage, 0.5);
    assert_near(curve[1].risk, 0.0);
    assert_near(curve[3].risk, 0.5);
    assert_near(area(&forecasts).expect("an area"), (1.0 / 3.0 + 0.5) / 4.0);
    // Without any order the risk is the same everywhere.
    let tied = forecasts.map(|(_, is_right)| (0.5, is_right));
    assert_near(area(&tied).expect("an area"), 0.5);
}
