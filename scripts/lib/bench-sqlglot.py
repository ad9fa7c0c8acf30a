"""Parses, qualifies and prints Spider's gold queries with sqlglot; a line of JSON with each one's time."""

import json
import sys
import time
from pathlib import Path

import sqlglot
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

RUNS = 7


def schema_of(database):
    tables = {name: {} for name in database["table_names_original"]}
    names = database["table_names_original"]
    for (table, column), kind in zip(database["column_names_original"], database["column_types"]):
        if table >= 0:
            tables[names[table]][column] = "INT" if kind == "number" else "TEXT"
    return MappingSchema(tables, dialect="sqlite")


def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    databases = {
        database["db_id"]: schema_of(database)
        for database in json.loads((folder / "tables.json").read_text())
    }
    times = []
    for item in json.loads((folder / "dev.json").read_text())[:count]:
        schema = databases[item["db_id"]]
        best = None
        try:
            for _ in range(RUNS):
                start = time.perf_counter_ns()
                tree = sqlglot.parse_one(item["query"], read="sqlite")
                qualify(tree, schema=schema, dialect="sqlite").sql("sqlite")
                elapsed = time.perf_counter_ns() - start
                best = elapsed if best is None else min(best, elapsed)
        except sqlglot.errors.SqlglotError:
            # Such as a text in double quotes, which SQLite takes for a string and sqlglot for a column.
            best = None
        times.append(best)
    print(json.dumps({"version": sqlglot.__version__, "compiled": is_compiled(), "times_ns": times}))


def is_compiled():
    core = getattr(sqlglot, "tokenizer_core", None)
    return core is not None and not core.__file__.endswith(".py")


main()
