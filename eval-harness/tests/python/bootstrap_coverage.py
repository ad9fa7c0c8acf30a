"""How often 95 % intervals of the bootstrap hold the true change, drawing whole databases or questions in them too.

    scripts/check-statistics installs what this needs; run it with that Python:
    ~/.cache/plainquery/tools/statistics-*/bin/python eval-harness/tests/python/bootstrap_coverage.py

Questions are lost and gained at rates that differ from database to database by a normal deviation; the true
change is -1 percentage point.
"""

import numpy as np

RUNS = 600
RESAMPLES = 600
CHANGE = -0.01


def interval(differences, random, is_two_stage):
    databases, questions = differences.shape
    drawn = random.integers(0, databases, (RESAMPLES, databases))
    if is_two_stage:
        gained = (differences > 0).mean(axis=1)[drawn]
        lost = (differences < 0).mean(axis=1)[drawn]
        gains = random.binomial(questions, gained)
        losses = random.binomial(questions - gains, np.where(gained < 1, lost / np.maximum(1 - gained, 1e-12), 0))
        means = (gains - losses).sum(axis=1) / (databases * questions)
    else:
        means = differences.mean(axis=1)[drawn].mean(axis=1)
    return np.quantile(means, [0.025, 0.975])


def coverage(databases, questions, deviation, is_two_stage, random):
    held = 0
    for _ in range(RUNS):
        effect = np.clip(random.normal(0, deviation, databases), -0.06, 0.06)[:, None]
        draws = random.random((databases, questions))
        lost, gained = np.clip(0.06 - effect / 2, 0.001, 1), np.clip(0.05 + effect / 2, 0.001, 1)
        differences = np.where(draws < lost, -1.0, np.where(draws > 1 - gained, 1.0, 0.0))
        low, high = interval(differences, random, is_two_stage)
        held += low <= CHANGE <= high
    return held / RUNS


def main():
    random = np.random.default_rng(5)
    print("deviation  databases  questions each  whole databases  questions too")
    for deviation in (0.0, 0.03):
        for databases, questions in ((1, 200), (3, 130), (6, 70), (12, 40), (20, 50), (60, 17)):
            shares = [coverage(databases, questions, deviation, is_two_stage, random) for is_two_stage in (False, True)]
            print(f"{deviation:9.2f}  {databases:9d}  {questions:14d}  {shares[0]:15.1%}  {shares[1]:13.1%}")


main()
