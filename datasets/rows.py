"""What the scripts that make the suites' rows have in common: numbers that are the same on every
machine, and INSERT statements."""

import datetime
import pathlib
import random


class Draw:
    """Chance from a seed. Only `random.Random.random` is used, which no version of Python changes."""

    def __init__(self, seed):
        self.generator = random.Random(seed)

    def chance(self, share):
        return self.generator.random() < share

    def number(self, low, high):
        """A whole number from low to high, both included."""
        return low + int(self.generator.random() * (high - low + 1))

    def pick(self, choices, weights=None):
        if weights is None:
            return choices[self.number(0, len(choices) - 1)]
        point = self.generator.random() * sum(weights)
        for choice, weight in zip(choices, weights):
            point -= weight
            if point < 0:
                return choice
        return choices[-1]

    def shuffled(self, items):
        keyed = [(self.generator.random(), index) for index in range(len(items))]
        return [items[index] for _, index in sorted(keyed)]

    def day(self, first, last):
        """A day from first to last, both ISO texts and included."""
        start = datetime.date.fromisoformat(first)
        days = (datetime.date.fromisoformat(last) - start).days
        return (start + datetime.timedelta(self.number(0, days))).isoformat()


def later(day, days):
    """A day so many days later."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def weekday(day):
    """0 for Monday."""
    return datetime.date.fromisoformat(day).weekday()


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value)


def write(folder, head, tables):
    """Writes data.sql: for each table its name and rows, in this order."""
    lines = [f"-- {head} Made by make-data.py; do not edit."]
    for name, rows in tables:
        lines.append(f"\nINSERT INTO {name} VALUES")
        values = ["(" + ",".join(map(literal, row)) + ")" for row in rows]
        lines.append(",\n".join(values) + ";")
    text = "\n".join(lines) + "\n"
    (pathlib.Path(folder) / "data.sql").write_text(text, encoding="utf-8")
