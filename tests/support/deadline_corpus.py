"""Scores the deadline language on lists of real and invented deadlines.

Run as a program it prints the score and every row read otherwise:
`PYTHONPATH=tests python -m support.deadline_corpus [LIST.tsv]`.
"""

import csv
import re
import sys
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.schema.deadline import Deadline, Kind, Part, ReadingLevel, Recurrence, Stamp
from plandoc.schema.period import Period
from plandoc.words.vocabulary import Concept, Unit, vocabulary
from support.places import CORPUS

SHARED = CORPUS / "deadlines.tsv"
HELD_OUT = Path(__file__).parent / "deadline_heldout.tsv"
INSTITUTIONS = Path(__file__).parent / "deadline_institutions.tsv"
"""Labelled before it was run; gathered from institutions, over half invented in their manner."""
_EACH = {
    Unit.DAY: "daily",
    Unit.WEEK: "weekly",
    Unit.MONTH: "monthly",
    Unit.QUARTER: "quarterly",
    Unit.SCHOOL_QUARTER: "school-quarterly",
    Unit.HALF_YEAR: "half-yearly",
    Unit.YEAR: "yearly",
}
_SAME = {
    "recurring:every-7-days": "recurring:weekly",
    "recurring:every-3-months": "recurring:quarterly",
    "recurring:every-6-months": "recurring:half-yearly",
    "recurring:every-12-months": "recurring:yearly",
}
"""The same repetition in other words."""
_MONTH_ON_PAGE = re.compile(r"\[[^\]]*?([А-Яа-я]+)(?: (\d{4}))?[^\]А-Яа-я]*[а-я.]*\]")


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    raw: str
    context: str
    expected: str

    @property
    def sure(self) -> bool:
        """Whether the reading is beyond doubt."""
        return not self.expected.startswith("?")

    def period(self) -> Period | None:
        """The period that the context names."""
        found = re.match(r"(\d{4})(?:-(\d{4}))?", self.context)
        if not found:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if last == first + 1 and "calendar" not in self.context:
            return Period.school_year(first)
        return Period.between(date(first, 1, 1), date(last, 12, 31))

    def month(self) -> tuple[int, int] | None:
        """The month of the page, where the context names one."""
        found = re.search(
            r"\[(?:section|plan page|title): (?:на )?(\w+)(?: (\d{4}))?", self.context
        )
        meaning = vocabulary("ru").word(found[1].lower()) if found else None
        if not found or not meaning or meaning.concept is not Concept.MONTH:
            return None
        return int(found[2] or self.context[:4]), meaning.number

    def deadline(self) -> Deadline:
        """Read the row."""
        return Deadline.parse(self.raw, self.period(), month=self.month())


def rows(path: Path) -> list[Row]:
    """Return the rows of a list; line breaks in it are written `\\n`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line]
    if table[0][0] == "raw":
        table = table[1:]
    return [Row(cells[0].replace("\\n", "\n"), cells[1], cells[-1]) for cells in table]


def notation(deadline: Deadline) -> str:
    """Return a deadline in the notation of the `expected` column."""
    return ";".join(_part(part) for part in deadline.parts) or "text"


def _part(part: Part) -> str:
    if part.kind is Kind.TEXT:
        return "text"
    if part.kind is Kind.WHOLE:
        return "year"
    if part.recurrence:
        return f"recurring:{_rhythm(part.recurrence)}"
    if part.first == part.last:
        return _stamp(part.first)
    return f"{_stamp(part.first)}..{_stamp(part.last)}"


def _rhythm(every: Recurrence) -> str:
    if every.unit is None:
        return "continuous"
    if every.times != 1:
        return f"{every.times}/{every.unit}"
    if every.interval != 1:
        return f"every-{every.interval}-{every.unit}s"
    return _EACH[every.unit]


def _stamp(stamp: Stamp | None) -> str:
    if not stamp:
        return ""
    day = f"-{stamp.day:02}" if stamp.day else ""
    return f"{stamp.year or '-'}-{stamp.month:02}{day}"


def comparable(written: str, period: Period | None) -> tuple[str, ...]:
    """Return a value in days, so that `2018-09` equals `2018-09-01..2018-09-30`.

    A repetition on several days counts once: the notation does not name its days.
    """
    whole = f"{period.first}..{period.last}" if period else "year"
    items = (whole if item == "year" else item for item in written.split(";"))
    return tuple(dict.fromkeys(_in_days(_SAME.get(item, item)) for item in items))


def _in_days(item: str) -> str:
    if item in ("year", "text", "!") or item.startswith("recurring:"):
        return item
    first, dots, last = item.partition("..")
    return f"{_day(first, 0)}..{_day(last if dots else first, 1)}"


def _day(written: str, end: int) -> str:
    if re.fullmatch(r"\d{4}", written):
        return written + ("-12-31" if end else "-01-01")
    if found := re.fullmatch(r"(\d{4}|-)-(\d\d)", written):
        year = int(found[1]) if found[1] != "-" else 2000
        return f"{written}-{monthrange(year, int(found[2]))[1] if end else 1:02}"
    return written


@dataclass(frozen=True)
class Verdict:
    """How one row was read."""

    row: Row
    read: str
    right: bool
    confident: bool


def verdict(row: Row) -> Verdict:
    """Compare a reading with the expected one; `!` asks for a problem instead of a value."""
    deadline = row.deadline()
    confident = deadline.reading is ReadingLevel.READ
    if row.expected == "!":
        right = bool(deadline.problems) and deadline.reading is ReadingLevel.TEXT
    else:
        period = row.period()
        right = comparable(notation(deadline), period) == comparable(row.expected, period)
    return Verdict(row, notation(deadline), right, confident)


def main(path: Path) -> None:
    verdicts = [verdict(row) for row in rows(path) if row.sure]
    wrong = [one for one in verdicts if not one.right]
    confident = [one for one in wrong if one.confident]
    out = csv.writer(sys.stdout, delimiter="\t")
    for one in wrong:
        mark = "CONFIDENT" if one.confident else "doubted"
        out.writerow([mark, repr(one.row.raw), one.row.context, one.row.expected, one.read])
    right = 100 * (len(verdicts) - len(wrong)) / len(verdicts)
    out.writerow([f"{len(verdicts)} rows", f"{right:.1f} % as expected"])
    out.writerow([f"{100 * len(confident) / len(verdicts):.2f} % wrong but confident"])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else SHARED)
