"""Scores the language of marks on lists of real and invented marks.

Run as a program it prints the score of each state and every mark read otherwise:
`PYTHONPATH=tests python -m support.mark_corpus [LIST.tsv]`.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from plandoc.marks import Mark, read_mark
from plandoc.schema.period import Period
from support.places import CORPUS

SHARED = CORPUS / "outcomes.tsv"
HELD_OUT = Path(__file__).parent / "marks_heldout.tsv"
INSTITUTIONS = Path(__file__).parent / "marks_institutions.tsv"
PERIOD = Period.school_year(2018)
_NAMES = {"cancelled": "removed"}
_FIELDS = ("date", "evidence", "moved_to", "reason")


@dataclass(frozen=True)
class Row:
    """One line of a list: a mark and what a careful human reads in it."""

    raw: str
    expected: str
    fields: dict[str, str]

    def mark(self) -> Mark:
        """Read the mark."""
        return read_mark(self.raw, PERIOD, language="ru")

    @property
    def right(self) -> bool:
        """Whether the state is read as expected; what is unclear must be named so."""
        mark = self.mark()
        return (mark.status or "unclear") == self.expected and bool(mark.status or mark.problems)

    @property
    def confident(self) -> bool:
        """Whether the mark is read without a doubt."""
        return not self.mark().problems

    def wrong_fields(self) -> list[str]:
        """Return the fields read otherwise: the day always counts, others where they are given."""
        mark = self.mark()
        found = {name: str(getattr(mark, name) or "") for name in _FIELDS}
        return [
            name
            for name, value in self.fields.items()
            if (value or name == "date") and found[name].rstrip(".") != value.rstrip(".")
        ]


def rows(path: Path) -> list[Row]:
    """Return the rows of a list; line breaks in it are written `\\n`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head, *table = [line.split("\t") for line in lines if line]
    found = []
    for cells in table:
        named = dict(zip(head, cells, strict=True))
        state = named["class"]
        fields = {name: named[name] for name in _FIELDS if name in named}
        found.append(Row(named["raw"].replace("\\n", "\n"), _NAMES.get(state, state), fields))
    return found


def main(path: Path) -> None:
    found = rows(path)
    for row in found:
        mark = row.mark()
        codes = " ".join(problem.code for problem in mark.problems)
        if not row.right:
            doubt = "CONFIDENT" if row.confident else "doubted"
            print(doubt, repr(row.raw), row.expected, mark.status, codes, sep="\t")  # noqa: T201
        for name in row.wrong_fields():
            values = repr(row.fields[name]), repr(str(getattr(mark, name)))
            print(name, repr(row.raw), *values, sep="\t")  # noqa: T201
    totals = Counter(row.expected for row in found)
    right = Counter(row.expected for row in found if row.right)
    for state, total in totals.items():
        print(f"{state}: {right[state]} of {total}")  # noqa: T201
    share = 100 * sum(right.values()) / len(found)
    silent = sum(row.confident and not row.right for row in found)
    fields = sum(not row.wrong_fields() for row in found)
    print(f"{len(found)} marks, {share:.1f} % right, {silent} wrong but confident")  # noqa: T201
    print(f"all fields right in {fields}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else SHARED)
