"""Contenders timed in turn, each checked before its time counts, and tables of what they took."""

import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar
from zipfile import ZipFile

T = TypeVar("T")

NODE = Path(__file__).parent / "node"
LONGEST = 60.0
"""Seconds of processor time after which a contender is not asked for more rows."""
ONCE = 20.0
"""Seconds of processor time after which one turn is enough: what it warms up is nothing beside."""
NOT_RUN = "—"


@dataclass(frozen=True)
class Contender:
    """A way to do a thing: a function of a turn that returns seconds and what was made."""

    name: str
    run: Callable[[int], tuple[float, bytes]]


def here(
    name: str, work: Callable[[T], object], given: Callable[[int], T] = lambda turn: turn
) -> Contender:
    """Return a contender in this process: its processor time with what is given in each turn."""

    def run(turn: int) -> tuple[float, bytes]:
        ready = given(turn)
        started = time.process_time()
        made = work(ready)
        return time.process_time() - started, made if isinstance(made, bytes) else b""

    return Contender(name, run)


def floor(made: bytes) -> Contender:
    """Return the floor: every part of a file deflated once more."""
    with ZipFile(BytesIO(made)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return here("floor: deflate, level 6", lambda _: [zlib.compress(part, 6) for part in parts])


class Node:
    """A process of Node that makes a file again and again, and tells its processor time."""

    def __init__(self, script: str, given: object, files: Mapping[str, bytes]) -> None:
        self.folder = TemporaryDirectory()
        folder = Path(self.folder.name)
        (folder / "given.json").write_text(
            json.dumps(given, ensure_ascii=False, default=str), "utf-8"
        )
        for name, data in files.items():
            (folder / name).write_bytes(data)
        self.made = folder / "made"
        self.process = subprocess.Popen(
            ["node", "--max-old-space-size=4096", NODE / script, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, _: int) -> tuple[float, bytes]:
        """Make the file once more."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        if not told:
            sys.exit(f"node ended with {self.process.wait()}")
        return json.loads(told) / 1e6, self.made.read_bytes()

    def end(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


def node_has(package: str) -> bool:
    """Whether Node is there with a package: `npm install` in benchmarks/node."""
    return bool(which("node")) and (NODE / "node_modules" / package).is_dir()


def alternated(
    contenders: Sequence[Contender], rounds: int, check: Callable[[str, bytes], None]
) -> dict[str, list[float]]:
    """Return the seconds of each in all turns; the first one is checked and not counted.

    One that takes long has no second turn: then the first one counts.
    """
    taken: dict[str, list[float]] = {one.name: [] for one in contenders}
    spent: dict[str, float] = {}
    for one in contenders:
        seconds, made = one.run(0)
        if made:
            check(one.name, made)
        spent[one.name] = seconds
        if seconds > ONCE:
            taken[one.name].append(seconds)
    for turn in range(1, rounds + 1):
        for one in contenders:
            if not taken[one.name] or spent[one.name] < ONCE:
                seconds = one.run(turn)[0]
                taken[one.name].append(seconds)
                spent[one.name] += seconds
    return taken


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [heads, ["---", *("--:" for _ in heads[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def figures(
    title: str, sizes: Sequence[int], taken: Mapping[int, Mapping[str, Sequence[float]]], least: str
) -> str:
    """Return the table of all contenders: milliseconds, and how many times the floor.

    Below it stand those that were not run at a size, or once.
    """
    names = list(dict.fromkeys(name for times in taken.values() for name in times))
    rows = []
    for name in names:
        cells = []
        for size in sizes:
            times = taken[size].get(name)
            if not times:
                cells.append(NOT_RUN)
                continue
            seconds = median(times)
            once = " ¹" if len(times) == 1 else ""
            of_floor = seconds / median(taken[size][least])
            cells.append(f"{seconds * 1000:,.1f} ms · {of_floor:.1f} ×{once}")
        rows.append([name, *cells])
    shown = table([title, *(f"{size:,} rows" for size in sizes)], rows)
    notes = [
        note
        for sign, note in (("¹", ONE_TURN), (NOT_RUN, LEFT_OUT))
        if any(sign in cell for row in rows for cell in row[1:])
    ]
    return "\n\n".join([shown, *notes])


ONE_TURN = "¹ one turn."
LEFT_OUT = f"{NOT_RUN} not run: by what fewer rows took, it would need more than a minute."


def can(name: str, size: int, taken: Mapping[int, Mapping[str, Sequence[float]]]) -> bool:
    """Whether a contender will end in time at a size, by what smaller sizes took."""
    for other, times in taken.items():
        if not times.get(name) or median(times[name]) * (size / other) ** 1.1 > LONGEST:
            return False
    return True
