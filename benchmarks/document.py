"""Documents against the same bytes deflated, and against docxtpl's own rendering.

Usage: python benchmarks/document.py [--plans N] [--rows N] [--rounds N]
All are timed side by side in one run; the figures are medians and ratios to the deflate floor.
"""

import argparse
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from docxtpl import DocxTemplate

from plandoc import Activity, Period, Plan, Section, load_plan, render_document
from plandoc.formats.docx.document import standard_template
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.page.context import context_of
from plandoc.wording.phrases import Wording

SEED = Path(__file__).parent.parent / "examples" / "seed.yaml"


def large(rows: int) -> Plan:
    """Return a plan whose rows differ from each other."""
    sections = [
        Section(
            title=f"Раздел {number}",
            activities=[
                Activity(
                    title=f"Заседание № {number}-{row} с обсуждением вопроса {row * 7919}",
                    executors=[f"Отдел {row % 17}"],
                    deadline="Сентябрь 2018",
                    expected_result=f"Протокол № {row * 31}",
                )
                for row in range(25)
            ],
        )
        for number in range(rows // 25)
    ]
    return Plan(title="План работы", period=Period.school_year(2018), sections=sections)


def deflated(documents: list[bytes]) -> Callable[[], None]:
    """Return the floor: every part of the documents, already made, deflated once more."""
    parts = []
    for document in documents:
        with ZipFile(BytesIO(document)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]

    def run() -> None:
        for part in parts:
            zlib.compress(part, 6)

    return run


def by_docxtpl(plan: Plan) -> None:
    """Render a plan through docxtpl as its users do."""
    template = DocxTemplate(BytesIO(standard_template_bytes()))
    context = context_of(plan, Wording(plan.language), standard_template().page)
    template.render({name: getattr(context, name) for name in context.__slots__}, autoescape=True)
    template.save(BytesIO())


def compare(title: str, plans: list[Plan], rounds: int) -> None:
    """Print medians of one set of plans."""
    documents = [render_document(plan) for plan in plans]
    runs: dict[str, Callable[[], object]] = {
        "deflate alone": deflated(documents),
        "render_document": lambda: [render_document(plan) for plan in plans],
        "docxtpl": lambda: [by_docxtpl(plan) for plan in plans],
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - start)
    floor = median(taken["deflate alone"])
    print(title)
    for name, times in taken.items():
        print(f"  {name:16} {median(times) * 1000:9.1f} ms  {median(times) / floor:6.1f} ×")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=50)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    seed = load_plan(SEED)
    compare(f"{asked.plans} plans of the seed's size", [seed] * asked.plans, asked.rounds)
    compare(f"one plan of {asked.rows} rows", [large(asked.rows)], asked.rounds)
