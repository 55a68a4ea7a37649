"""Say which texts of papers do not stand in their place in the documents made of them again.

Usage: python tools/faithful.py [PAPER | PAPER=PLAN …]

A paper is a DOCX or a text of the corpus; by default all of `../shared/corpus` and of the seed.
It is imported and built again; with `=PLAN` the document is that of a plan file typed in by hand.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.faithful import Astray, Fault, astray
from support.papers import read_docx, read_paper
from support.places import CORPUS

from plandoc import Plan, import_document, load_plan, render_document

_SEED = CORPUS.parent / "seed"


def main(arguments: Sequence[str]) -> None:
    """Print for each paper what is not in its place, and how many papers have nothing of it."""
    papers = arguments or [
        *map(str, sorted(CORPUS.glob("docx/*.docx"))),
        *map(str, sorted(CORPUS.glob("plans/*.txt"))),
        *map(str, sorted(_SEED.glob("*.txt"))),
    ]
    faithful = whole = 0
    for argument in papers:
        paper, _, plan = argument.partition("=")
        found = astray_in(Path(paper), Path(plan) if plan else None)
        lost = [one for one in found if one.fault in (Fault.MISSING, Fault.ELSEWHERE)]
        faithful += not lost
        whole += not found
        print(f"{Path(paper).name}: {len(lost)} astray, {len(found) - len(lost)} otherwise")
        for one in found:
            print(f"  {one}"[:170])
    print(f"{faithful} of {len(papers)} have every text in its place, {whole} nothing else either")


def astray_in(path: Path, plan: Path | None = None) -> list[Astray]:
    """Return what is not in its place in the document of a paper."""
    plans = [load_plan(plan)] if plan else import_document(path.read_bytes(), path.name).plans
    return astray(
        read_paper(path), [read_docx(render_document(one)) for one in plans], _title(plans)
    )


def _title(plans: Sequence[Plan]) -> str:
    return plans[0].title.partition("{")[0] if plans else ""


if __name__ == "__main__":
    main(sys.argv[1:])
