"""Holds the harness's statistics to scipy and statsmodels.

    check_statistics.py PROGRAM      the built example `statistics`

Every value must agree to 1e-9, relative where it is large and absolute where it is small; p-values to 1e-9
relative too, however small. What is drawn is drawn again here, from the generator's published definition.
"""

import json
import subprocess
import sys
from math import comb, isclose

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

TOLERANCE = 1e-9
LEAST_CLUSTERS = 20
MASK = (1 << 64) - 1

checked = 0
problems = []


def expect(name, found, wanted):
    global checked
    checked += 1
    if found is None or wanted is None:
        holds = found is None and wanted is None
    else:
        holds = isclose(found, wanted, rel_tol=TOLERANCE, abs_tol=1e-300)
        # Differences of accuracies and quantiles may be 0 but for rounding.
        holds = holds or (not name.startswith("p-value") and abs(found - wanted) <= TOLERANCE)
    if not holds:
        problems.append(f"{name}: {found!r} instead of {wanted!r}")


def ask(program, cases):
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# --- McNemar


def mcnemar_cases():
    small = [(lost, gained) for lost in range(31) for gained in range(31)]
    large = [(4, 90), (430, 520), (5_000, 5_400), (49_000, 51_000), (50_000, 50_000), (20_000, 80_000), (99_999, 1), (0, 1_000), (0, 100_000)]
    return [{"function": "mcnemar", "lost": lost, "gained": gained} for lost, gained in small + large]


def check_mcnemar(case, found):
    lost, gained = case["lost"], case["gained"]
    name = f"p-value of {lost} against {gained}"
    trials = lost + gained
    if trials == 0:
        expect(name, found["p_exact"], 1.0)
        expect(f"{name}, mid", found["p_mid"], 1.0)
        return
    expect(name, found["p_exact"], mcnemar([[0, lost], [gained, 0]], exact=True).pvalue)
    expect(f"{name}, by scipy", found["p_exact"], stats.binomtest(lost, trials, 0.5).pvalue)
    # Fagerland, Lydersen and Laake 2013, in whole numbers where they are not too large.
    if trials <= 1_000:
        fewer = min(lost, gained)
        below = sum(comb(trials, count) for count in range(fewer))
        middle = comb(trials, fewer)
        mid = 1 - middle / 2 ** (trials + 1) if lost == gained else (2 * below + middle) / 2**trials
    else:
        fewer = min(lost, gained)
        exact = min(1.0, 2 * stats.binom.cdf(fewer, trials, 0.5))
        half = stats.binom.pmf(fewer, trials, 0.5)
        mid = 1 - half / 2 if lost == gained else exact - half
    expect(f"{name}, mid", found["p_mid"], mid)


# --- Wilson, quantiles


def wilson_cases(random):
    cases = [(0, 1), (1, 1), (0, 20), (20, 20), (1034, 2147), (99_999, 100_000)]
    cases += [(int(random.integers(0, total + 1)), total) for total in random.integers(1, 3_000, 200).tolist()]
    return [
        {"function": "wilson", "right": right, "total": total, "confidence": confidence}
        for right, total in cases
        for confidence in (0.8, 0.95, 0.999)
    ]


def check_wilson(case, found):
    low, high = proportion_confint(case["right"], case["total"], alpha=1 - case["confidence"], method="wilson")
    expect(f"Wilson {case}", found["low"], max(0.0, low))
    expect(f"Wilson {case}", found["high"], min(1.0, high))
    scipy = stats.binomtest(case["right"], case["total"]).proportion_ci(case["confidence"], method="wilson")
    expect(f"Wilson by scipy {case}", found["low"], scipy.low)


def quantile_cases():
    probabilities = [1e-12, 1e-6, 0.001, 0.025, 0.05, 0.1, 0.5, 0.77, 0.9, 0.975, 0.995, 1 - 1e-6]
    return [{"function": "normal_quantile", "probability": probability} for probability in probabilities]


def check_quantile(case, found):
    expect(f"quantile {case}", found, stats.norm.ppf(case["probability"]))


# --- Bootstrap


class SplitMix64:
    """Steele, Lea and Flood 2014; bounded as Lemire 2019 does it."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return mixed ^ (mixed >> 31)

    def below(self, bound):
        least_fair = (1 << 64) % bound
        while True:
            product = self.next() * bound
            if product & MASK >= least_fair:
                return product >> 64


def bootstrap_cases(random):
    cases = []
    for clusters in (1, 2, 6, 12, 19, 20, 60):
        differences = [
            random.choice([-1.0, -0.5, 0.0, 0.0, 0.0, 1 / 3, 1.0], size=random.integers(1, 40)).tolist()
            for _ in range(clusters)
        ]
        cases.append(
            {"function": "bootstrap", "clusters": differences, "seed": int(random.integers(0, 1 << 62)), "resamples": 400, "confidence": 0.95}
        )
    return cases


def draw(clusters, seed, resamples):
    random = SplitMix64(seed)
    is_two_stage = len(clusters) < LEAST_CLUSTERS
    for _ in range(resamples):
        drawn = []
        for _ in clusters:
            cluster = random.below(len(clusters))
            if is_two_stage:
                size = len(clusters[cluster])
                drawn += [[cluster, random.below(size)] for _ in range(size)]
            else:
                drawn.append([cluster, None])
        yield drawn


def check_bootstrap(case, found):
    global checked
    clusters = case["clusters"]
    name = f"bootstrap over {len(clusters)} databases"
    drawn = list(draw(clusters, case["seed"], case["resamples"]))
    checked += 1
    if drawn != found["drawn"]:
        problems.append(f"{name}: other resamples")
        return
    means = np.array(
        [np.mean(np.concatenate([clusters[cluster] if item is None else [clusters[cluster][item]] for cluster, item in resample])) for resample in drawn]
    )
    expect(f"{name}, observed", found["observed"], np.mean(np.concatenate(clusters)))
    tail = (1 - case["confidence"]) / 2
    expect(f"{name}, low", found["interval"]["low"], np.quantile(means, tail))
    expect(f"{name}, high", found["interval"]["high"], np.quantile(means, 1 - tail))
    expect(f"{name}, lower bound", found["lower_bound"], np.quantile(means, 1 - case["confidence"]))
    expect(f"{name}, upper bound", found["upper_bound"], np.quantile(means, case["confidence"]))


# --- Power


POWERS = [(50, 5, 5), (50, 5, 12), (200, 20, 15), (400, 0, 8), (1_000, 120, 40), (1_034, 90, 90), (30, 3, 3)]


def power_cases():
    cases = [{"function": "power", "pairs": pairs, "discordant": discordant, "change": change, "alpha": 0.05} for pairs, discordant, change in POWERS]
    cases += [
        {"function": "smallest_detectable", "pairs": pairs, "discordant": discordant, "alpha": alpha, "power": 0.8}
        for pairs, discordant in ((3, 0), (30, 3), (200, 20), (1_000, 120), (1_034, 0))
        for alpha in (0.05, 0.01)
    ]
    return cases


def power_of(pairs, discordant, change, alpha):
    expected = max(discordant, change)
    share, to_change = expected / pairs, (1 + change / expected) / 2
    total = 0.0
    for count in range(1, pairs + 1):
        ways = np.arange(count + 1)
        p_values = np.minimum(1.0, 2 * stats.binom.cdf(np.minimum(ways, count - ways), count, 0.5))
        rejects = stats.binom.pmf(ways, count, to_change)[p_values <= alpha].sum()
        total += stats.binom.pmf(count, pairs, share) * rejects
    return total


def check_power(case, found):
    pairs, discordant, alpha = case["pairs"], case["discordant"], case["alpha"]
    if case["function"] == "power":
        expect(f"power {case}", found, power_of(pairs, discordant, case["change"], alpha))
        return
    # Its neighbours say whether it is the smallest.
    enough = power_of(pairs, discordant, pairs if found is None else found, alpha)
    holds = enough < case["power"] if found is None else enough >= case["power"]
    if found is not None and found > 1:
        holds = holds and power_of(pairs, discordant, found - 1, alpha) < case["power"]
    expect(f"smallest detectable {case}: {found}", float(holds), 1.0)


# --- Confidence


def confidence_cases(random):
    cases = []
    for count in (1, 7, 300):
        confidences = np.round(random.random(count), 2)
        forecasts = [[float(confidence), bool(random.random() < confidence)] for confidence in confidences]
        cases.append({"function": "calibration", "forecasts": forecasts, "bins": 10})
        cases.append({"function": "risk_coverage", "forecasts": forecasts})
    return cases


def check_confidence(case, found):
    confidences = np.array([confidence for confidence, _ in case["forecasts"]])
    right = np.array([is_right for _, is_right in case["forecasts"]], dtype=float)
    if case["function"] == "calibration":
        expect("Brier", found["brier"], np.mean((confidences - right) ** 2))
        place = np.minimum((confidences * case["bins"]).astype(int), case["bins"] - 1)
        mean_of = lambda values: stats.binned_statistic(place, values, "mean", np.arange(case["bins"] + 1))
        count = np.bincount(place, minlength=case["bins"])
        gap = np.abs(mean_of(right).statistic - mean_of(confidences).statistic)
        expect("calibration error", found["expected_error"], np.nansum(gap * count) / count.sum())
        return
    # Over many random orders of what is tied the mean risk is the area; here by expectation.
    errors = 1 - right
    risks = []
    for answered in range(1, len(right) + 1):
        threshold = np.sort(confidences)[::-1][answered - 1]
        surer, tied = confidences > threshold, confidences == threshold
        of_tied = (answered - surer.sum()) * errors[tied].mean()
        risks.append((errors[surer].sum() + of_tied) / answered)
    expect("area", found["area"], np.mean(risks))
    for point in found["curve"]:
        answered = confidences >= point["threshold"]
        expect("coverage", point["coverage"], answered.mean())
        expect("risk", point["risk"], errors[answered].mean())


CHECKS = {
    "mcnemar": check_mcnemar,
    "wilson": check_wilson,
    "normal_quantile": check_quantile,
    "bootstrap": check_bootstrap,
    "power": check_power,
    "smallest_detectable": check_power,
    "calibration": check_confidence,
    "risk_coverage": check_confidence,
}


def main():
    random = np.random.default_rng(7)
    cases = mcnemar_cases() + wilson_cases(random) + quantile_cases() + bootstrap_cases(random) + power_cases() + confidence_cases(random)
    results = ask(sys.argv[1], cases)
    if len(results) != len(cases):
        sys.exit("a case has no result")
    for case, found in zip(cases, results):
        CHECKS[case["function"]](case, found)
    for problem in problems[:20]:
        print(problem, file=sys.stderr)
    if problems:
        sys.exit(f"{len(problems)} of {checked} values differ")
    print(f"{checked} values agree to {TOLERANCE} with scipy and statsmodels")


main()
