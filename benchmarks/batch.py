"""A thousand plans: both documents of each, by one process and by two, and by the usual script.

Usage: python benchmarks/batch.py [--plans N]
Each run is a process of its own that builds every plan once. Processor time is that of all its
processes; the peak of memory is that of the process which hands out the plans. How two workers do
beside one is told by wall clock, which says the truth on an idle machine alone, and by what a plan
costs in processor time, which tells what working together costs.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from plans import SEED
from timing import table

HEADS = (
    "who",
    "plans",
    "processor time a plan",
    "wall",
    "plans a second",
    "peak of the first process",
    "load before",
)


def write(folder: Path, plans: int) -> None:
    """Write plan files of the size of the example, each with a title of its own."""
    source = SEED.read_text("utf-8")
    lines = source.splitlines()
    title = lines[lines.index("title: |-") + 1]
    for number in range(plans):
        other = source.replace(title, f"{title} школы № {number}", 1)
        (folder / f"{number:06}.yaml").write_text(other, "utf-8")


@contextmanager
def executor(kind: str, workers: int) -> Iterator[Executor | None]:
    """Yield who works: this process, others, or a dask cluster of others."""
    if kind == "here":
        yield None
    elif kind == "pool":
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield pool
    else:
        from distributed import Client, LocalCluster

        with (
            LocalCluster(workers, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            client.wait_for_workers(workers)
            yield client.get_executor()


def build(folder: Path, kind: str, workers: int) -> dict[str, float]:
    """Build all plans, and return what that took."""
    from plandoc import build_files

    started, done, first = time.perf_counter(), 0, 0.0
    with executor(kind, workers) as working:
        for one in build_files(sorted(folder.glob("*.yaml")), folder / "out", executor=working):
            assert one.result, one.problems
            done += 1
            first = first or time.perf_counter()
        wall = time.perf_counter() - first
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert len([*(folder / "out").iterdir()]) == 2 * done
    return {"wall": wall, "start": first - started, "peak": peak}


def usual(folder: Path) -> dict[str, float]:
    """Build all plans as users of docxtpl and openpyxl do, in one process."""
    import usual as script
    import yaml
    from cold import template

    template(folder / "mine.docx")
    started = time.perf_counter()
    (folder / "out").mkdir()
    for path in sorted(folder.glob("*.yaml")):
        data = script.numbered(yaml.safe_load(path.read_text("utf-8")))
        script.document(data, folder / "mine.docx", folder / "out" / f"{path.stem}.docx")
        script.workbook(data, folder / "out" / f"{path.stem}.xlsx")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"wall": time.perf_counter() - started, "start": 0, "peak": peak}


def measured(plans: int, kind: str, workers: int) -> dict[str, float]:
    """Return what a process of its own took; processor time with that of its workers."""
    with TemporaryDirectory() as made:
        write(Path(made), plans)
        running = subprocess.Popen(
            [sys.executable, __file__, "--run", kind, str(workers), made], stdout=subprocess.PIPE
        )
        told = running.stdout.read() if running.stdout else b""
        _, status, used = os.wait4(running.pid, 0)
        if code := os.waitstatus_to_exitcode(status):
            sys.exit(f"{kind} {workers} ended with {code}")
    return json.loads(told) | {"cpu": used.ru_utime + used.ru_stime}


def many(plans: int) -> str:
    """Return the table of all runs."""
    rows, speed = [], dict[tuple[str, int, int], float]()
    for name, kind, workers, count in (
        ("docxtpl + openpyxl, one process", "usual", 1, plans // 10),
        ("plandoc, one process", "here", 1, plans // 10),
        ("plandoc, one process", "here", 1, plans),
        ("plandoc, a pool of one worker", "pool", 1, plans // 5),
        ("plandoc, a pool of two workers", "pool", 2, plans // 5),
        ("plandoc, a pool of two workers", "pool", 2, plans),
        ("plandoc, dask, one worker", "dask", 1, plans // 5),
        ("plandoc, dask, two workers", "dask", 2, plans // 5),
    ):
        if kind == "dask" and not find_spec("distributed"):
            continue
        load = os.getloadavg()[0]
        took = measured(count, kind, workers)
        speed[kind, workers, count] = count / took["wall"]
        rows.append(
            [
                name,
                f"{count:,}",
                f"{took['cpu'] / count * 1000:.1f} ms",
                f"{took['wall']:.1f} s",
                f"{speed[kind, workers, count]:.1f}",
                f"{took['peak']:.0f} MB",
                f"{load:.1f}",
            ]
        )
        print(" · ".join(rows[-1]), file=sys.stderr, flush=True)
    times = speed["pool", 2, plans // 5] / speed["pool", 1, plans // 5]
    return (
        f"{table(HEADS, rows)}\n\nTwo workers do {times:.2f} times as much as one, by wall clock."
    )


def main() -> None:
    """Print the table, or make one run of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--run", nargs=3)
    asked = parser.parse_args()
    if not asked.run:
        print(many(asked.plans))
        return
    kind, workers, folder = asked.run
    made = usual(Path(folder)) if kind == "usual" else build(Path(folder), kind, int(workers))
    print(json.dumps(made))


if __name__ == "__main__":
    main()
