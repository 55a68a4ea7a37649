"""Every step from a plan file to both documents, for plans of several sizes.

Usage: python benchmarks/pipeline.py [--rounds N] [ROWS …]
Steps are timed side by side in one run; the figures are medians in milliseconds, and in
brackets the share of the whole.
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

from document import large

from plandoc import check, read_plan, render_document, render_tracking
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml


def measure(rows: int, rounds: int) -> dict[str, float]:
    """Return step → median milliseconds for a plan of `rows` activities."""
    plan = large(rows)
    yaml, json = dump_yaml(plan).encode(), dump_json(plan).encode()
    steps: dict[str, Callable[[], object]] = {
        "read YAML": lambda: read_plan(yaml, "plan.yaml"),
        "read JSON": lambda: read_plan(json, "plan.json"),
        "check": lambda: check(plan),
        "DOCX": lambda: render_document(plan),
        "XLSX": lambda: render_tracking(plan),
    }
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            taken[name].append((time.perf_counter() - start) * 1000)
    return {name: median(times) for name, times in taken.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[25, 1000, 5000])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    for rows in asked.rows:
        medians = measure(rows, asked.rounds)
        whole = sum(medians.values())
        told = (f"{name} {ms:.0f} ({ms / whole:.0%})" for name, ms in medians.items())
        print(f"{rows:6} activities: " + " · ".join(told))
