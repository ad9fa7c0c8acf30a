"""BIRD's EX and soft F1 for pairs of queries, by Python's own sqlite3 and Python's own equality.

Reads JSON from standard input, {"database": FILE, "pairs": [[predicted, gold], ...]}, and writes a list
of [ex, soft_f1] for them.
"""

import json
import sqlite3
import sys
from fractions import Fraction


def unique(rows):
    kept = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept


def soft_f1(predicted, gold):
    predicted, gold = unique(predicted), unique(gold)
    if not predicted and not gold:
        return 1.0
    found = surplus = missed = Fraction(0)
    for at in range(max(len(predicted), len(gold))):
        if at >= len(predicted):
            missed += 1
        elif at >= len(gold):
            surplus += 1
        else:
            mine, theirs = predicted[at], gold[at]
            part = Fraction(1, len(theirs))
            found += part * sum(any(cell == other for other in theirs) for cell in mine)
            surplus += part * sum(all(cell != other for other in theirs) for cell in mine)
            missed += part * sum(all(cell != other for other in mine) for cell in theirs)
    # 2pr / (p + r), with p and r written out.
    whole = 2 * found + surplus + missed
    return float(2 * found / whole) if found else 0.0


def same_rows(predicted, gold):
    return all(row in gold for row in predicted) and all(row in predicted for row in gold)


def main():
    work = json.load(sys.stdin)
    connection = sqlite3.connect(work["database"])
    scores = []
    for pair in work["pairs"]:
        predicted, gold = (connection.execute(sql).fetchall() for sql in pair)
        scores.append([float(same_rows(predicted, gold)), soft_f1(predicted, gold)])
    json.dump(scores, sys.stdout)


main()
