"""Plandoc beside other public tools, in one run: documents, workbooks, filled workbooks.

Usage: python benchmarks/run.py [docx] [xlsx] [read] [batch] [cold] [growth] [--write]
With `--write` the tables go to docs/performance.md and its Russian page, else they are printed.
Everything is timed in turn; the figures are medians of processor time, and how many times the
floor: the deflation, at level 6, of all parts of what plandoc wrote. Each contender's first run is
checked to hold the same texts, and is not counted. The peers: `pip install -e '.[bench]'`, and
`npm install --prefix benchmarks/node` for those of Node, which are skipped where they are not.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import median

import batch
import peers_docx as docx
import peers_xlsx as xlsx
import timing
from openpyxl import load_workbook
from plans import large
from timing import Contender, Node, alternated, can, figures, floor, here, node_has, table

from plandoc import read_tracking, render_document, render_tracking
from plandoc.formats.xlsx.book import Book
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package

ROUNDS = {100: 11, 2_000: 5, 20_000: 2}
"""How often a contender is timed, by the most rows."""

PARTS = ("docx", "xlsx", "read", "batch", "cold", "growth")
GUIDE = Path(__file__).parent.parent / "docs" / "performance.md"
RUSSIAN = {
    timing.LEFT_OUT: "— не запускалось: судя по меньшим размерам, заняло бы больше минуты.",
    timing.ONE_TURN: "¹ один круг.",
    "floor: deflate, level 6": "предел: сжатие уровня 6",
    "python-docx by hand": "python-docx вручную",
    "of which build": "из них build",
    "the interpreter": "интерпретатор",
    "other libraries": "чужие библиотеки",
    "modules of plandoc": "модули plandoc",
    "reading the plan": "чтение плана",
    "checking it": "проверка",
    "the document": "документ",
    "the tracking sheet": "лист учёта",
    "parsing arguments, telling, writing": "разбор команды, сообщения, запись",
    "docxtpl, as users write it": "docxtpl, как пишут обычно",
    "docxtpl, plandoc's template and context": "docxtpl с шаблоном и данными plandoc",
    "openpyxl, write-only": "openpyxl, только запись",
    "constant memory": "постоянная память",
    "texts alone": "только тексты",
    "filled rows": "заполненных строк",
    "openpyxl, read-only, the first sheet": "openpyxl, только чтение, первый лист",
    "openpyxl, read-only, all sheets": "openpyxl, только чтение, все листы",
    "cells of the first sheet with formulas and places": "клетки первого листа с формулами",
    "the whole workbook, with doubts": "вся книга, с сомнениями",
    "values of the first sheet": "значения первого листа",
    "of openpyxl": "от openpyxl",
    "24 rows": "24 строки",
    " rows": " строк",
    "who": "кто",
    "seconds of processor time": "секунды процессора",
    "exponent": "показатель",
    "a plan by itself": "план сам по себе",
    "bytes a row and column": "байт на строку и столбец",
    "processor time a plan": "время процессора на план",
    "processor time": "время процессора",
    "plans a second": "планов в секунду",
    "peak of the first process": "пик памяти первого процесса",
    "load before": "нагрузка перед этим",
    "one process": "один процесс",
    "a pool of one worker": "набор из одного работника",
    "a pool of two workers": "набор из двух работников",
    "dask, one worker": "dask, один работник",
    "dask, two workers": "dask, два работника",
    "plans": "планов",
    "Two workers do ": "Два работника делают по часам в ",
    " times as much as one, by wall clock.": " раза больше одного.",
    "wall": "по часам",
    " ms": " мс",
    " s ": " с ",
    " MB": " МБ",
    ", load ": ", нагрузка ",
}
"""Words of the tables for the Russian page, longer ones first."""

Timed = dict[int, dict[str, list[float]]]


def _always(book: xlsx.Model, _: int) -> xlsx.Model:
    return book


def rounds_of(rows: int, asked: int | None) -> int:
    """Return how often contenders are timed at a size."""
    return asked or next((times for most, times in ROUNDS.items() if rows <= most), 1)


def documents(sizes: list[int], rounds: int | None) -> str:
    """Return the table of documents."""
    taken: Timed = {}
    for rows in sizes:
        fresh = lru_cache(maxsize=1)(partial(large, rows))
        plan, mine = fresh(0), docx.template()
        least = floor(render_document(plan))
        listed = [
            least,
            here("plandoc", render_document, fresh),
            here("python-docx by hand", docx.by_hand, fresh),
            here("docxtpl, as users write it", partial(docx.by_docxtpl, mine), fresh),
            here("docxtpl, plandoc's template and context", docx.by_docxtpl_alike, fresh),
        ]
        node = None
        if node_has("docxtemplater") and can("docxtemplater (Node)", rows, taken):
            files = {"template.docx": docx.flat_template()}
            node = Node("docxtemplater.js", docx.flat(plan), files)
            listed.append(Contender("docxtemplater (Node)", node.run))
        listed = [one for one in listed if can(one.name, rows, taken)]
        taken[rows] = alternated(listed, rounds_of(rows, rounds), docx.same(plan))
        told(rows, taken[rows])
        if node:
            node.end()
    return figures("DOCX", sizes, taken, least.name)


def workbooks(sizes: list[int], rounds: int | None) -> str:
    """Return the table of workbooks."""
    taken: Timed = {}
    for rows in sizes:
        plan = large(rows)
        made = render_tracking(plan)
        book = xlsx.model_of(made)
        model = partial(_always, book)
        least = floor(made)
        listed = [
            least,
            here("plandoc", render_tracking, partial(large, rows)),
            here("openpyxl", xlsx.by_openpyxl, model),
            here("openpyxl, write-only", xlsx.by_write_only, model),
        ]
        if find_spec("xlsxwriter"):
            listed += [
                here("XlsxWriter", xlsx.by_xlsxwriter, model),
                here(
                    "XlsxWriter, constant memory", partial(xlsx.by_xlsxwriter, constant=True), model
                ),
            ]
        if find_spec("wolfxl"):
            import wolfxl

            listed.append(here("wolfxl (Rust)", partial(xlsx.by_openpyxl, tool=wolfxl), model))
        if find_spec("rustpy_xlsxwriter"):
            listed.append(here("rust_xlsxwriter, texts alone (Rust)", xlsx.by_rust, model))
        node = None
        if node_has("exceljs") and can("exceljs (Node)", rows, taken):
            node = Node("exceljs.js", book.plain(), {})
            listed.append(Contender("exceljs (Node)", node.run))
        listed = [one for one in listed if can(one.name, rows, taken)]
        print(f"{rows:,} rows: {book.cells:,} cells on {len(book.sheets)} sheets", file=sys.stderr)
        taken[rows] = alternated(listed, rounds_of(rows, rounds), xlsx.same(made))
        told(rows, taken[rows])
        if node:
            node.end()
    return figures("XLSX", sizes, taken, least.name)


def reading(rows: int, rounds: int | None) -> str:
    """Return the table of reading a filled workbook."""
    source = render_tracking(large(rows, filled=True))
    titles = rows

    def read(cells: Callable[[], list[list[object]]]) -> Callable[[int], None]:
        def run(_: int) -> None:
            found = sum(str(text).startswith("Заседание №") for line in cells() for text in line)
            assert found == titles, f"{found} titles of {titles}"

        return run

    def read_only(sheets: slice) -> list[list[object]]:
        book = load_workbook(BytesIO(source), read_only=True)
        found = [
            [list(line) for line in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets[sheets]
        ]
        return found[0]

    def cells() -> list[list[object]]:
        book = Book(open_package(source, kind=FileKind.WORKBOOK))
        return [[*row.values.values()] for row in book.rows(book.sheets[0])]

    def plandoc() -> list[list[object]]:
        found = read_tracking(source, "sheet.xlsx").rows
        return [[cell.value for cell in row.cells.values()] for row in found]

    listed = [
        here("openpyxl, read-only, the first sheet", read(partial(read_only, slice(1)))),
        here("openpyxl, read-only, all sheets", read(partial(read_only, slice(None)))),
        here("plandoc, cells of the first sheet with formulas and places", read(cells)),
        here("plandoc, `read_tracking`: the whole workbook, with doubts", read(plandoc)),
    ]
    if find_spec("python_calamine"):
        from python_calamine import CalamineWorkbook

        def calamine() -> list[list[object]]:
            return CalamineWorkbook.from_filelike(BytesIO(source)).get_sheet_by_index(0).to_python()

        listed.append(here("calamine, values of the first sheet (Rust)", read(calamine)))
    taken = alternated(listed, rounds_of(rows, rounds), lambda _, __: None)
    medians = {name: median(times) for name, times in taken.items()}
    least = medians[listed[0].name]
    lines = [[n, f"{s * 1000:,.0f} ms", f"{s / least:.2f} ×"] for n, s in medians.items()]
    return table([f"{rows:,} filled rows", "processor time", "of openpyxl"], lines)


def told(rows: int, taken: dict[str, list[float]]) -> None:
    """Tell how far the run is."""
    shown = " · ".join(f"{name} {median(times) * 1000:.0f}" for name, times in taken.items())
    print(f"{rows:,} rows, ms: {shown}", file=sys.stderr, flush=True)


def told_by(script: str) -> str:
    """Return what another script tells."""
    command = [sys.executable, Path(__file__).parent / script]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return f"```text\n{made.stdout.rstrip()}\n```"


def _translated(made: str, own: str, other: str) -> str:
    """Return a table with other words, as wide as before where blanks follow them."""
    return re.sub(
        f"{re.escape(own)}(  +)?",
        lambda found: other.ljust(len(found[0])) if found[1] else other,
        made,
    )


def write(shown: dict[str, str]) -> None:
    """Put what was measured between its marks in the guides."""
    for page, words in ((GUIDE, {}), (GUIDE.with_suffix(".ru.md"), RUSSIAN)):
        text = page.read_text("utf-8")
        for part, made in shown.items():
            for own, other in words.items():
                made = _translated(made, own, other)  # noqa: PLW2901
            if words:
                made = re.sub(r"(\d),(\d{3})", "\\1\N{NO-BREAK SPACE}\\2", made)  # noqa: PLW2901
            begin, end = f"<!-- {part} -->", f"<!-- /{part} -->"
            before, _, rest = text.partition(begin)
            assert end in rest, f"{page}: no place for {part}"
            text = f"{before}{begin}\n{made}\n{end}{rest.partition(end)[2]}"
        page.write_text(text, "utf-8")


def machine() -> str:
    """Return what everything ran on."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        )
        if Path("/proc/cpuinfo").exists()
        else (),
        platform.processor(),
    )
    names = ("docxtpl", "python-docx", "openpyxl", "xlsxwriter", "wolfxl", "rustpy-xlsxwriter")
    found = [name for name in (*names, "python-calamine") if find_spec(_MODULES.get(name, name))]
    tools = ", ".join(f"{name} {version(name)}" for name in found)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} × {cpu}, {platform.system()}, Python {platform.python_version()}{load}; "
        f"{tools}"
    )


_MODULES = {
    "python-docx": "docx",
    "rustpy-xlsxwriter": "rustpy_xlsxwriter",
    "python-calamine": "python_calamine",
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS)
    parser.add_argument("--rows", nargs="*", type=int)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    shown = {"machine": machine()}
    for part in asked.parts:
        if part == "docx":
            made = documents(asked.rows or [24, 1_000, 10_000, 50_000], asked.rounds)
        elif part == "xlsx":
            made = workbooks(asked.rows or [24, 1_000, 10_000], asked.rounds)
        elif part == "read":
            made = reading((asked.rows or [20_000])[-1], asked.rounds)
        elif part == "batch":
            made = batch.many(asked.plans)
        else:
            made = told_by(f"{part}.py")
        shown[part] = made
        print(f"\n{made}", flush=True)
        if asked.write:
            write(shown)


if __name__ == "__main__":
    main()
