"""Damage files of every kind and kill verbs at every step; count what must never happen.

Usage: python tools/fuzz.py [--workbooks N] [--documents N] [--plans N] [--papers N] [--templates N]
                            [--kills] [--seed N] [--all]

`--all` is the long run: 10 000 workbooks, documents, plan files and papers, 500 templates, every
kill point. Each input comes from its number and the seed. A mark is accounted for when it is in the
plan, in a conflict or a proposal, in a row that was not taken, or when its file or its column was
not taken and a problem says so. The exit code is 1 when anything was found.
"""

import argparse
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from lxml import etree
from support.damage import (
    PLAN_BITS,
    STEPS,
    damage_tree,
    damaged_bytes,
    damaged_parts,
    damaged_plan,
)
from support.killed import VERBS, survives_every_kill
from support.tracking_text import fill
from support.workbooks import MAIN, OFFICE, unzipped, zipped

from plandoc.codes import Code, Severity
from plandoc.errors import PlandocError, Problem
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.reader import read_document
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.formats.importing import import_document
from plandoc.formats.xlsx.annotated import annotate
from plandoc.formats.xlsx.authoring import render_authoring
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.formats.yaml.plan_reader import parse_plan
from plandoc.formats.yaml.plan_writer import rewrite
from plandoc.returns.filled import Returned
from plandoc.returns.take_in import take_in
from plandoc.returns.taken import Fate, Taken
from plandoc.schema.plan import Plan

LONGEST = 5.0
"""Seconds that an input may take."""

MARKS = tuple(f"метка{n}" for n in range(1001, 1007))
PLAN = Plan.model_validate(
    {
        "title": "План",
        "period": "2018-2019 учебный год",
        "columns": ["number", "title", "deadline", {"key": "place", "heading": "Место"}, "outcome"],
        "activities": [
            {"title": title, "deadline": "октябрь", "fields": {"place": "двор"}}
            for title in (
                "Педсовет",
                "Субботник",
                "Поход в музей",
                "Олимпиада",
                "Выставка",
                "Совет",
            )
        ],
    }
)
_IN_ROWS = {
    "workbook": "{*}sheetData/{*}row/{*}c/{*}is/{*}t",
    "document": "{*}body/{*}tbl/{*}tr/{*}tc/{*}p/{*}r/{*}t",
}
_IN_LETTERS = 0.8
"""How often a text is damaged letter by letter, so that it stays one."""

_WHOLE_FILE = frozenset(
    {Code.TRACKING_COLUMN_MISSING, Code.DOCUMENT_OUTCOME_COLUMN_MISSING, Code.SHEET_CELLS_MERGED}
)


class Found:
    """Counts of one kind of input, and what went wrong."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.counts: Counter[str] = Counter()
        self.slow = self.lost = self.marks = 0
        self.slowest = 0.0
        self.faults: list[str] = []

    def run(self, name: str, act: Callable[[], str]) -> None:
        """Try one input."""
        begun = time.process_time()
        try:
            result = act()
        except PlandocError as error:
            result = "refused"
            for problem in error.problems:
                self.check(name, problem)
        except Exception:  # noqa: BLE001 - this is what is looked for
            result = "traceback"
            self.faults.append(f"{name}: {traceback.format_exc(limit=-4)}")
        took = time.process_time() - begun
        self.counts[result] += 1
        self.slowest = max(self.slowest, took)
        if took > LONGEST:
            self.slow += 1
            self.faults.append(f"{name}: {took:.1f} s")

    def check(self, name: str, problem: Problem) -> None:
        """Look for the words of a problem."""
        if not (problem.text("ru") and problem.text("en")):
            self.faults.append(f"{name}: {problem!r} has no words")

    def line(self) -> str:
        """Return the counts on one line."""
        told = ", ".join(f"{what} {count}" for what, count in sorted(self.counts.items()))
        return (
            f"{self.kind}: {self.counts.total()} inputs; {told}; "
            f"tracebacks {self.counts['traceback']}, over {LONGEST:g} s {self.slow}, "
            f"unaccounted marks {self.lost} of {self.marks}; slowest {self.slowest:.2f} s"
        )


def filled_workbook() -> dict[str, bytes]:
    """Return the parts of a sheet with a mark in each row, its texts in the cells themselves."""
    marks = {f"{n}.": {"status": "Выполнено", "text": text} for n, text in enumerate(MARKS, 1)}
    return unzipped(fill(render_tracking(PLAN), marks))


def with_shared_strings(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with the texts of all cells in a part of their own, as Excel has them."""
    texts: dict[str, int] = {}
    changed = dict(parts)
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        root = etree.fromstring(parts[name])
        for cell in root.iterfind(".//{*}c[@t='inlineStr']"):
            text = "".join(str(found) for found in cell.itertext())
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "s")
            value = etree.SubElement(cell, str(cell.tag)[:-1] + "v")
            value.text = str(texts.setdefault(text, len(texts)))
        changed[name] = etree.tostring(root)
    listed = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    changed["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{listed}</sst>'.encode()
    relation = (
        f'<Relationship Id="rId99" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    name = "xl/_rels/workbook.xml.rels"
    end = b"</Relationships>"
    changed[name] = parts[name].replace(end, relation.encode() + end)
    return changed


def filled_document() -> dict[str, bytes]:
    """Return the parts of a document with a mark in each row."""
    places = [f"место{n}" for n in range(len(MARKS))]
    outcomes = [{"text": place, "status": "done"} for place in places]
    activities = [
        row.model_dump() | {"outcome": outcome}
        for row, outcome in zip(PLAN.activities, outcomes, strict=True)
    ]
    parts = unzipped(
        render_document(Plan.model_validate(PLAN.model_dump() | {"activities": activities}))
    )
    text = parts["word/document.xml"].decode()
    for place, mark in zip(places, MARKS, strict=True):
        text = text.replace(place, f"Проведено, {mark}")
    parts["word/document.xml"] = text.encode()
    return parts


def marks_in(source: bytes, kind: str) -> set[str]:
    """Return the marks that stand in cells of rows after damage."""
    part = {"workbook": "xl/worksheets/sheet1.xml", "document": "word/document.xml"}[kind]
    with suppress(Exception):  # what cannot be opened has no marks
        root = etree.fromstring(unzipped(source)[part], etree.XMLParser(huge_tree=True))
        texts = "\n".join(found.text or "" for found in root.iterfind(_IN_ROWS[kind]))
        return {mark for mark in MARKS if mark in texts}
    return set()


def unaccounted(marks: set[str], returned: Returned, taken: Taken) -> set[str]:
    """Return the marks of which nothing is told."""
    if any(
        problem.severity is Severity.ERROR or problem.code in _WHOLE_FILE
        for problem in taken.file_problems
    ):
        return set()
    told = [row.activity.outcome for row in taken.plan.activity_rows() if row.activity.outcome]
    words = f"{told} {taken.conflicts} {taken.proposals} {taken.problems}"
    for account, row in zip(taken.accounts, returned.rows, strict=True):
        if account.fate in {Fate.REJECTED, Fate.CONFLICT}:
            words += f"{[cell.value for cell in row.cells.values()]}"
    return {mark for mark in marks if mark not in words}


def try_returned(kind: str, source: bytes, name: str, found: Found) -> str:
    """Read a damaged file and take it in."""
    returned = (read_tracking if kind == "workbook" else read_document)(source, "файл")
    taken = take_in(PLAN, [returned])
    for problem in taken.problems:
        found.check(name, problem)
    if kind == "workbook":
        with suppress(PlandocError):
            annotate(source, taken.problems, taken.conflicts)
    marks = marks_in(source, kind)
    found.marks += len(marks)
    if lost := unaccounted(marks, returned, taken):
        found.faults.append(f"{name}: silent about {', '.join(sorted(lost))}")
        found.lost += len(lost)
    return "read"


def fuzz_returned(kind: str, count: int, seed: int) -> Found:
    """Damage a filled file again and again."""
    found = Found(f"{kind}s")
    parts = filled_workbook() if kind == "workbook" else filled_document()
    forms = [parts, with_shared_strings(parts)] if kind == "workbook" else [parts]
    whole = zipped(parts)
    for number in range(count):
        random = Random(f"{seed} {kind} {number}")
        done: Sequence[str] = ("bytes",)
        if number % 10:
            done, changed = damaged_parts(random, forms[number % len(forms)])
            source = zipped(changed)
        else:
            source = damaged_bytes(random, whole)
        name = f"{kind} {number} ({'; '.join(done)})"
        found.run(name, lambda s=source, n=name: try_returned(kind, s, n, found))  # type: ignore[misc]
    return found


def fuzz_plans(count: int, seed: int) -> Found:
    """Damage plan files."""
    found = Found("plan files")

    def one(source: bytes, name: str) -> str:
        parsed = parse_plan(source, name)
        for problem in parsed.problems:
            found.check(name, problem)
        rewrite(parsed.plan, parsed)
        return "read"

    for number in range(count):
        random = Random(f"{seed} plan {number}")
        source = damaged_plan(random)
        file = random.choice(["p.yaml", "p.json", ""])
        found.run(f"plan {number} ({source[:300]!r})", lambda s=source, f=file: one(s, f))  # type: ignore[misc]
    return found


def papers() -> dict[str, bytes]:
    """Return a paper of each kind that is imported, by the names of their files."""
    heads, rows = ("№", "Мероприятие", "Срок"), [("1.", mark, "сентябрь") for mark in MARKS]
    lines = ["\t".join(row) for row in (heads, *rows)]
    cells = "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in (heads, *rows))
    title = "План работы на 2018-2019 учебный год"
    return {
        "план.docx": zipped(filled_document()),
        "план.xlsx": render_authoring(plan=PLAN),
        "план.html": f"<h1>{title}</h1><table>{cells}</table>".encode(),
        "план.csv": "\n".join([title, *lines]).encode("cp1251"),
        "план.txt": "\n".join([title, "[TABLE]", *lines, "[/TABLE]"]).replace("\t", " | ").encode(),
    }


def fuzz_papers(count: int, seed: int) -> Found:
    """Damage papers of every kind that is imported."""
    found = Found("papers")
    sources = papers()
    packages = {name: unzipped(data) for name, data in sources.items() if name.endswith("x")}

    def one(source: bytes, name: str) -> str:
        for problem in import_document(source, name).problems:
            found.check(name, problem)
        return "read"

    for number in range(count):
        random = Random(f"{seed} paper {number}")
        name = random.choice(sorted(sources))
        if name in packages and number % 10:
            source = zipped(damaged_parts(random, packages[name])[1])
        elif random.random() < _IN_LETTERS:
            letters = list(sources[name].decode("utf-8", "replace"))
            for _ in range(random.randint(1, 5)):
                place = random.randrange(len(letters))
                letters[place : place + random.choice((0, 1, 30))] = random.choice(PLAN_BITS)
            source = "".join(letters).encode("utf-8", "replace")
        else:
            source = damaged_bytes(random, sources[name])
        found.run(f"paper {number} ({name})", lambda s=source, n=name: one(s, n))  # type: ignore[misc]
    return found


def fuzz_templates(count: int, seed: int) -> Found:
    """Damage the shipped template."""
    found = Found("templates")
    parts = unzipped(standard_template_bytes())
    for number in range(count):
        random = Random(f"{seed} template {number}")
        names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
        name = random.choice(["word/document.xml", random.choice(names)])
        root = etree.fromstring(parts[name])
        for _ in range(random.randint(1, 4)):
            damage_tree(
                root, random.choice(STEPS), random.randrange(10_000), random.randrange(10_000)
            )
        source = zipped({**parts, name: etree.tostring(root)})

        def one(source: bytes = source) -> str:
            for part, data in unzipped(render_document(PLAN, source)).items():
                if part.endswith((".xml", ".rels")):
                    etree.fromstring(data)
            return "filled"

        found.run(f"template {number} of {name}", one)
    return found


def fuzz_kills() -> Found:
    """Kill each verb before each rename, flush and deletion, and run it again."""
    found = Found("kill points")
    for verb in VERBS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                times = survives_every_kill(Path(folder), verb, ("replace", "fsync", "unlink"))
                found.counts[f"of {verb}"] = times
            except Exception:  # noqa: BLE001 - this is what is looked for
                found.counts["traceback"] += 1
                found.faults.append(f"{verb}: {traceback.format_exc(limit=-4)}")
    return found


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    for kind in ("workbooks", "documents", "plans", "papers", "templates"):
        parser.add_argument(f"--{kind}", type=int, default=0, metavar="N")
    parser.add_argument("--kills", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    if told.all:
        told.workbooks = told.documents = told.plans = told.papers = 10_000
        told.templates, told.kills = 500, True
    runs: Sequence[tuple[int, Callable[[], Found]]] = (
        (told.plans, lambda: fuzz_plans(told.plans, told.seed)),
        (told.papers, lambda: fuzz_papers(told.papers, told.seed)),
        (told.templates, lambda: fuzz_templates(told.templates, told.seed)),
        (told.documents, lambda: fuzz_returned("document", told.documents, told.seed)),
        (told.workbooks, lambda: fuzz_returned("workbook", told.workbooks, told.seed)),
        (told.kills, fuzz_kills),
    )
    faults = 0
    for wanted, run in runs:
        if wanted:
            begun = time.monotonic()
            found = run()
            for fault in found.faults:
                print(fault, file=sys.stderr)
            faults += len(found.faults)
            print(f"{found.line()}; {time.monotonic() - begun:.0f} s", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"faults: {faults}; most memory {most} MB")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
