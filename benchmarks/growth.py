"""How the time and the memory of every verb grow with the rows of a plan.

Usage: python benchmarks/growth.py [--rows N …] [--verbs NAME …] [--slowest SECONDS] [--at-once N]
Each figure comes from a process of its own: processor time of the verb alone, and the peak of
memory above what the process held before it. The exponent and the bytes of each row and column are
those between the last two sizes, which say most of what still larger plans cost; what a plan itself
weighs, which is a floor of the latter, stands below. As many processes as there are processors
work at once, which slows all sizes alike.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

import plandoc
from plandoc import Activity, Period, Plan, Section
from plandoc.results import Returned

DAY = date(2019, 3, 1)
NOW = datetime(2019, 3, 1, tzinfo=UTC)
BASIS = "приказ директора от 01.03.2019 № 5"
COLUMNS = 6
ISSUED = "xl/worksheets/sheet8.xml"
"""The hidden sheet of the texts with which a tracking sheet was issued: its outcomes in G–J."""
DONE = {"status": "done", "text": "Проведено", "date": "12.10.2018", "evidence": "протокол № 3"}


def made(rows: int, *, done: bool = False) -> Plan:
    """Return a plan whose rows differ from each other; every second one may be done."""
    activities = [
        Activity(
            id=f"a{row:07}",
            title=f"Заседание № {row} с обсуждением вопроса {row * 7919} и отчёта {row % 31}",
            executors=[f"Отдел {row % 17}"],
            deadline=f"{1 + row % 28}.{9 + row % 4:02}.2018",
            expected_result=f"Протокол № {row * 31}",
            outcome=DONE if done and row % 2 else None,
        )
        for row in range(rows)
    ]
    sections = [
        Section(title=f"Раздел {at // 25 + 1}", activities=activities[at : at + 25])
        for at in range(0, rows, 25)
    ]
    return Plan(
        id="growth", title="План работы", period=Period.school_year(2018), sections=sections
    )


def reworded(plan: Plan, *, every: int, ids: bool) -> Plan:
    """Return a plan in which titles of some rows are worded otherwise, with ids or without."""
    changes = {}
    for number, row in enumerate(plan.activity_rows()):
        one = row.activity
        title = (
            one.title.replace("обсуждением", "рассмотрением") if number % every == 0 else one.title
        )
        if title != one.title or not ids:
            changes[one.id] = (
                one.model_copy(update={"title": title, "id": one.id if ids else f"b{number:07}"}),
            )
    return plan.with_activities(changes)


def without_ids(returned: Returned) -> Returned:
    """Return a filled file whose column of ids is gone, and every tenth title is reworded."""
    rows = []
    for number, row in enumerate(returned.rows):
        cells = {key: cell for key, cell in row.cells.items() if key != "id"}
        if number % 10 == 0:
            title = cells["title"]
            cells["title"] = replace(
                title, value=str(title.value).replace("обсуждением", "рассмотрением")
            )
        rows.append(replace(row, cells=cells))
    return replace(returned, rows=tuple(rows))


def filled_in(tracking: bytes) -> bytes:
    """Return a sheet with outcomes as if it was issued without them and filled in by people."""
    made = BytesIO()
    with ZipFile(BytesIO(tracking)) as issued, ZipFile(made, "w", ZIP_DEFLATED) as saved:
        for name in issued.namelist():
            part = issued.read(name)
            if name == ISSUED:
                part = re.sub(rb'<c r="[G-J]\d+"[^>]*><v>\d+</v></c>', b"", part)
                assert part != issued.read(name)
            saved.writestr(name, part)
    return made.getvalue()


def saved(document: bytes) -> bytes:
    """Return a document as an office suite writes it: with the lines of every cell, run by run."""
    made = BytesIO()
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    with ZipFile(BytesIO(document)) as issued, ZipFile(made, "w", ZIP_DEFLATED) as again:
        for name in issued.namelist():
            part = issued.read(name)
            if name == "word/document.xml":
                with_lines = f"<w:tcBorders>{lines}</w:tcBorders></w:tcPr>".encode()
                part = part.replace(b"</w:tcPr>", with_lines)
            again.writestr(name, part)
    return made.getvalue()


def prepare(folder: Path, rows: int) -> None:
    """Write the files that the verbs read."""
    plan = made(rows)
    (folder / "plan.yaml").write_bytes(plandoc.render_plan(plan))
    (folder / "plan.json").write_bytes(plandoc.render_plan(plan, "json"))
    with_ids = plandoc.render_plan(plan).decode()
    (folder / "noids.yaml").write_text(re.sub(r"id: a\d+\n +", "", with_ids), "utf-8")
    (folder / "plan.docx").write_bytes(plandoc.render_document(plan))
    (folder / "saved.docx").write_bytes(saved((folder / "plan.docx").read_bytes()))
    filled = made(rows, done=True)
    (folder / "done.yaml").write_bytes(plandoc.render_plan(filled))
    (folder / "filled.xlsx").write_bytes(filled_in(plandoc.render_tracking(filled)))
    typed = Workbook(write_only=True)
    sheet = typed.create_sheet("План")
    sheet.append(["План работы на 2018-2019 учебный год"])
    sheet.append(["№", "Мероприятие", "Срок", "Ответственный", "Результат"])
    for number, row in enumerate(plan.activity_rows(), 1):
        one = row.activity
        told = [number, one.title, one.deadline.text, one.executors[0].name, one.expected_result]
        sheet.append(told)
    typed.save(folder / "typed.xlsx")
    (folder / "signed").mkdir()
    (folder / "signed" / "plan.yaml").write_bytes(plandoc.render_plan(plan))
    plandoc.seal_file(folder / "signed" / "plan.yaml", on=DAY)


def steps(  # noqa: C901 - a list of verbs
    folder: Path, rows: int
) -> dict[str, Callable[[], Callable[[], object]]]:
    """Return the verbs: each prepares what it needs, and returns what is measured."""
    out = folder / "out"

    def file(name: str) -> bytes:
        return (folder / name).read_bytes()

    def returned() -> Returned:
        return plandoc.read_tracking(file("filled.xlsx"), "filled.xlsx")

    def collecting() -> Callable[[], object]:
        return lambda: plandoc.collect_file(folder / "plan.yaml", [folder / "filled.xlsx"])

    def writing() -> Callable[[], object]:
        copy = folder / "copy.yaml"
        copy.write_bytes(file("plan.yaml"))

        def write() -> None:
            collected = plandoc.collect_file(copy, [folder / "filled.xlsx"], written_at=NOW)
            assert collected.written

        return write

    def keeping_ids() -> Callable[[], object]:
        copy = folder / "new.yaml"
        copy.write_bytes(file("noids.yaml"))
        return lambda: plandoc.build_file(copy, out)

    def with_(run: Callable[[Plan], object], **how: bool) -> Callable[[], Callable[[], object]]:
        def prepared() -> Callable[[], object]:
            plan = made(rows, **how)
            return lambda: run(plan)

        return prepared

    def two(run: Callable[[Plan, Plan], object], *, every: int, ids: bool = True) -> Callable:
        def prepared() -> Callable[[], object]:
            plan = made(rows)
            new = reworded(plan, every=every, ids=ids)
            return lambda: run(plan, new)

        return prepared

    def taking() -> Callable[[], object]:
        plan, filled = made(rows), returned()
        return lambda: plandoc.take_in(plan, [filled])

    def taking_lost() -> Callable[[], object]:
        plan, filled = made(rows), without_ids(returned())
        return lambda: plandoc.take_in(plan, [filled])

    def verifying(name: str) -> Callable[[], object]:
        lock, _ = plandoc.load_lock(folder / "signed" / "plan.yaml")
        return lambda: plandoc.verify_file(folder / name, lock)

    def sealing() -> Callable[[], object]:
        place = folder / "seal"
        place.mkdir(exist_ok=True)
        (place / "plan.yaml").write_bytes(file("plan.yaml"))
        return lambda: plandoc.seal_file(place / "plan.yaml", on=DAY)

    def amending() -> Callable[[], object]:
        plan = made(rows)
        new = reworded(plan, every=100, ids=True)
        return lambda: plandoc.amend(plan, new, BASIS)

    later = Period.school_year(2019)
    return {
        "load YAML": lambda: lambda: plandoc.load_plan(folder / "plan.yaml"),
        "load JSON": lambda: lambda: plandoc.load_plan(folder / "plan.json"),
        "dump YAML": with_(plandoc.render_plan),
        "check": with_(plandoc.check),
        "check_file": lambda: lambda: plandoc.check_file(folder / "plan.yaml"),
        "DOCX": with_(plandoc.render_document),
        "XLSX": with_(plandoc.render_tracking),
        "track": lambda: lambda: plandoc.track_file(folder / "plan.yaml", out),
        "build, new ids": keeping_ids,
        "read filled XLSX": lambda: returned,
        "read DOCX": lambda: lambda: plandoc.read_document(file("plan.docx"), "plan.docx"),
        "take_in": taking,
        "take_in, lost ids": taking_lost,
        "proposals": lambda: (
            lambda: plandoc.load_proposals(folder / "plan.yaml", [folder / "filled.xlsx"])
        ),
        "collect": collecting,
        "collect, written": writing,
        "status": lambda: lambda: plandoc.status_file(folder / "done.yaml", today=DAY),
        "report": lambda: lambda: plandoc.report_file(folder / "done.yaml", out, today=DAY),
        "seal": sealing,
        "verify DOCX": lambda: verifying("plan.docx"),
        "verify XLSX": lambda: verifying("filled.xlsx"),
        "compare": two(plandoc.compare, every=10),
        "compare, lost ids": two(plandoc.compare, every=10, ids=False),
        "amend": amending,
        "roll over": with_(lambda plan: plandoc.roll_over(plan, later)),
        "roll over files": lambda: lambda: plandoc.roll_over_file(folder / "plan.yaml", later, out),
        "import own DOCX": lambda: lambda: plandoc.import_document(file("plan.docx"), "plan.docx"),
        "import saved DOCX": lambda: (
            lambda: plandoc.import_document(file("saved.docx"), "saved.docx")
        ),
        "import XLSX": lambda: lambda: plandoc.import_document(file("typed.xlsx"), "typed.xlsx"),
    }


def memory(kind: str) -> int:
    """Return the bytes that this process holds (`VmRSS`), or held at most (`VmHWM`)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) * 1024
    return 0


def measured(verb: str, folder: Path, rows: int) -> dict[str, float]:
    """Return the seconds and the bytes of a verb, measured in this process."""
    run = steps(folder, rows)[verb]()
    Path("/proc/self/clear_refs").write_text("5")
    before, started = memory("VmRSS"), time.process_time()
    run()
    return {"cpu": time.process_time() - started, "bytes": memory("VmHWM") - before}


def weight(rows: int) -> dict[str, float]:
    """Return the bytes of a plan by itself, as Python counts them."""
    made(1)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    plan = made(rows)
    held = tracemalloc.get_traced_memory()[0] - before
    assert len([*plan.activity_rows()]) == rows
    return {"bytes": held}


def apart(verb: str, folder: Path, rows: int) -> dict[str, float]:
    """Return what a process of its own measured, nothing where it failed."""
    told = [sys.executable, __file__, "--one", verb, str(folder), str(rows)]
    done = subprocess.run(told, capture_output=True, check=False, text=True)
    if done.returncode:
        sys.stderr.write(f"{verb} of {rows} rows: {done.stderr.strip()[-300:]}\n")
        return {}
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", nargs="*", type=int, default=[1000, 5000, 20_000, 50_000])
    parser.add_argument("--verbs", nargs="*", default=[])
    parser.add_argument("--slowest", type=float, default=120.0, help="no larger size after these")
    parser.add_argument("--at-once", type=int, default=os.cpu_count())
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        verb, place, rows = asked.one
        if verb == "prepare":
            prepare(Path(place), int(rows))
            print("{}")
        elif verb == "weight":
            print(json.dumps(weight(int(rows))))
        else:
            print(json.dumps(measured(verb, Path(place), int(rows))))
        return
    with TemporaryDirectory() as place, ThreadPoolExecutor(asked.at_once) as processes:
        folders = {rows: Path(place) / str(rows) for rows in asked.rows}
        for folder in folders.values():
            folder.mkdir()
        prepared = [
            processes.submit(apart, "prepare", folder, rows)
            for rows, folder in reversed(folders.items())
        ]
        for one in prepared:
            one.result()
        shown = "".join(f"{rows:>9}" for rows in asked.rows)
        print(
            f"{'seconds of processor time':24}{shown}  exponent  bytes a row and column", flush=True
        )
        verbs = asked.verbs or steps(Path(place), 0)
        found_by = processes.map(partial(grown, folders=folders, slowest=asked.slowest), verbs)
        for verb, found in zip(verbs, found_by, strict=True):
            tell(verb, asked.rows, found)
        rows = asked.rows[min(1, len(asked.rows) - 1)]
        alone = apart("weight", Path(place), rows)["bytes"] / rows / COLUMNS
        print(f"{'a plan by itself':24}{'':{9 * len(asked.rows)}}  {'':8}  {alone:>10.0f}")


def grown(verb: str, *, folders: dict[int, Path], slowest: float) -> dict[int, dict[str, float]]:
    """Return what a verb took of each size, until one of them took too long."""
    found: dict[int, dict[str, float]] = {}
    for rows, folder in folders.items():
        if any(one.get("cpu", 0) > slowest for one in found.values()):
            break
        if one := apart(verb, folder, rows):
            found[rows] = one
    return found


def tell(verb: str, sizes: list[int], found: dict[int, dict[str, float]]) -> None:
    """Print the line of a verb."""
    times = "".join(f"{found[n]['cpu']:9.2f}" if n in found else f"{'—':>9}" for n in sizes)
    grown = [
        math.log(found[big]["cpu"] / found[small]["cpu"]) / math.log(big / small)
        for small, big in pairwise(found)
    ]
    held = [
        (found[big]["bytes"] - found[small]["bytes"]) / (big - small) / COLUMNS
        for small, big in pairwise(found)
    ]
    most = f"{held[-1]:.0f}" if held else "—"
    exponent = f"{grown[-1]:.2f}" if grown else "—"
    print(f"{verb:24}{times}  {exponent:>8}  {most:>10}", flush=True)


if __name__ == "__main__":
    main()
