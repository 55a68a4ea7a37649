"""Reading a filled workbook back, against other ways to read its cells; and hostile workbooks.

Usage: python benchmarks/returned.py [--rows N] [--rounds N]
All are timed side by side in one run; the figures are medians and ratios to inflating the
register. python-calamine is a development dependency for this comparison alone.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import median
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from plandoc import Activity, Period, Plan, Section
from plandoc.errors import ReturnedFileError
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package

REGISTER = "xl/worksheets/sheet1.xml"
LAST_ROW = 1_048_576


def filled(rows: int) -> bytes:
    """Return the workbook of a plan of which every second activity is done."""
    done = {"status": "done", "text": "Проведено", "date": "12.10.2018", "evidence": "протокол № 3"}
    activities = [
        Activity(
            title=f"Заседание № {row} с обсуждением вопроса {row * 7919}",
            executors=[f"Отдел {row % 17}"],
            deadline="Октябрь 2018",
            expected_result=f"Протокол № {row * 31}",
            outcome=done if row % 2 else None,
        )
        for row in range(rows)
    ]
    sections = [
        Section(title=f"Раздел {n}", activities=activities[n::20]) for n in range(min(20, rows))
    ]
    plan = Plan(title="План работы", period=Period.school_year(2018), sections=sections)
    return render_tracking(plan)


def ways(source: bytes) -> dict[str, Callable[[], object]]:
    """Return ways to read the register, the floor first."""

    def inflated() -> bytes:
        with ZipFile(BytesIO(source)) as archive:
            return archive.read(REGISTER)

    def cells() -> object:
        book = Book(open_package(source, kind=FileKind.WORKBOOK))
        return list(book.rows(book.sheets[0]))

    def read_only() -> object:
        sheet = load_workbook(BytesIO(source), read_only=True).worksheets[0]
        return list(sheet.iter_rows(values_only=True))

    def calamine() -> object:
        return CalamineWorkbook.from_filelike(BytesIO(source)).get_sheet_by_index(0).to_python()

    return {
        "inflating the register": inflated,
        "python-calamine, values alone": calamine,
        "plandoc.formats.xlsx.cells, values and formulas": cells,
        "openpyxl read-only, values": read_only,
        "openpyxl": lambda: load_workbook(BytesIO(source)),
        "read_tracking, the whole workbook": lambda: read_tracking(source),
    }


def hostile(source: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield workbooks that look small or blank and are neither."""
    with ZipFile(BytesIO(source)) as archive:
        sheet = archive.read(REGISTER)
    end = sheet.index(b"</sheetData>")
    blank = b'<row r="%d"><c r="A%d" s="1"/><c r="K%d" s="1"/></row>'
    kinds = {
        "styled blank rows down to the last": (blank % (n, n, n) for n in range(2000, LAST_ROW)),
        "one blank cell in the last row": iter([blank % (LAST_ROW, LAST_ROW, LAST_ROW)]),
        "four million tiny rows": (b"<row/>" for _ in range(4_000_000)),
        "four million numbered rows": (b'<row r="%d"/>' % n for n in range(4_000_000)),
        "four million cells": iter([b"<row>" + b"<c><v>1</v></c>" * 4_000_000 + b"</row>"]),
    }
    for name, rows in kinds.items():
        yield name, _with(source, sheet[:end] + b"".join(rows) + sheet[end:])


def _with(source: bytes, sheet: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(source)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == REGISTER else old.read(name))
    return target.getvalue()


def timed(run: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds that a run took, and what it gave."""
    started = time.perf_counter()
    given = run()
    return time.perf_counter() - started, given


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    source = filled(options.rows)
    print(f"{options.rows} rows, {len(source) / 1e6:.1f} MB")
    runs = ways(source)
    seconds = {name: [timed(run)[0] for _ in range(options.rounds)] for name, run in runs.items()}
    floor = median(seconds["inflating the register"])
    for name, times in seconds.items():
        print(f"{name:42} {median(times):6.2f} s {median(times) / floor:6.1f} x")
    print("\nhostile workbooks of 100 rows")
    for name, book in hostile(filled(100)):
        spent, said = timed(lambda book=book: outcome(book))  # type: ignore[misc]
        print(f"{name:42} {len(book) / 1e3:6.0f} KB {spent:6.2f} s  {said}")


def outcome(source: bytes) -> str:
    """Return how many rows came back, or the codes of the refusal."""
    try:
        return f"{len(read_tracking(source).rows)} rows"
    except ReturnedFileError as error:
        return ", ".join(problem.code for problem in error.problems)


if __name__ == "__main__":
    main()
