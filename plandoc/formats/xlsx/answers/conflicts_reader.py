"""Reader of the sheet «Расхождения»: the decision for each conflicting field."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.xlsx.answers.choices import (
    FIELD,
    ID,
    NAME,
    NOTHING,
    OPTION,
    PLAN,
    SEAL,
    chosen,
)
from plandoc.formats.xlsx.answers.reader import AnswerRow, SheetKind, open_sheet
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.returns.filled import Decision
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.quotes import listed, quoted


def read_decisions(book: Book, file: str = "") -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return the decisions on sheets of conflicts, and problems.

    A sheet is recognised by its hidden columns, regardless of its name. Rows without a choice are
    skipped; invalid rows and contradicting rows give no decision. Texts written in are returned
    unchanged.
    """
    found = [one for sheet in book.filled for one in _on_sheet(book, sheet, file)]
    problems = [one for one in found if isinstance(one, Problem)]
    by_field: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for one in found:
        if isinstance(one, Decision):
            by_field[one.id, one.field].append(one)
    decisions = []
    for first, *others in by_field.values():
        contradicting = [other for other in others if other.taken != first.taken]
        problems += [_contradiction(first, other) for other in contradicting]
        decisions += [] if contradicting else [first]
    return tuple(decisions), tuple(problems)


def _contradiction(first: Decision, other: Decision) -> Problem:
    values = {"cell": first.place.cell}
    return Problem(Code.CONFLICT_ANSWERED_TWICE, place=other.place, values=values)


@cache
def _kind() -> SheetKind:
    return SheetKind(
        marks=(ID, FIELD, SEAL),
        keys=(ID, FIELD),
        headings=tuple(words_in(language).annotated.conflicts.headings for language in LANGUAGES),
        lost_column=Code.CONFLICT_COLUMN_MISSING,
        formula=Code.CONFLICT_FORMULA,
        broken_row=Code.CONFLICT_ROW_ALTERED,
        prefix=OPTION,
    )


def _on_sheet(book: Book, sheet: Sheet, file: str) -> Iterator[Decision | Problem]:
    opened = open_sheet(book, sheet, _kind(), file)
    if opened is None:
        if _titled(book.names.get(NAME, "")) == sheet.name:
            place = Place(file, sheet=sheet.name)
            yield Problem(Code.CONFLICT_COLUMN_MISSING, place=place, values={"heading": ID})
    elif isinstance(opened, list):
        yield from opened
    else:
        for one in opened.answered():
            yield one if isinstance(one, Problem) else _decision(one)


def _titled(reference: str) -> str:
    return reference.rpartition("!")[0].strip("'").replace("''", "'")


def _decision(row: AnswerRow) -> Decision | Problem:
    """Return the decision of a row, or a problem."""
    options, choice, own = row.prefixed(), row.choice, row.own
    taken = own
    if choice and own.strip():
        return row.problem(row.used, Code.CONFLICT_CHOICE_AND_OWN_TEXT, letter=choice, own=own)
    if choice:
        words = [words_in(language).annotated.conflicts.plan for language in LANGUAGES]
        known = chosen(choice, words, options)
        if known is None:
            plan = words[_kind().headings.index(row.sheet.headings)]
            named = listed(quoted(plan if key == PLAN else key) for key in options)
            return row.problem(row.used, Code.CONFLICT_OPTION_UNKNOWN, letter=choice, letters=named)
        taken = options[known]
    place = row.place(row.used)
    offered = tuple("" if text == NOTHING else text for text in options.values())
    taken = "" if taken == NOTHING else taken
    return Decision(row.text(ID), row.text(FIELD), offered, taken, place)
