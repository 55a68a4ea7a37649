"""The sheet «Конфликты» read back: what a person chose for each field that was disputed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from plandoc.errors import Place, Problem
from plandoc.formats.xlsx.answers.choices import (
    FIELD,
    ID,
    NAME,
    OPTION,
    PLAN,
    SEAL,
    chosen,
    letters,
    seal,
)
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow
from plandoc.returns.filled import Decision
from plandoc.schema.outcome import as_text
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.tables.annotated import Conflicts

_ROWS_ABOVE = 100
"""How far down the header is looked for."""

_HIDDEN = (ID, FIELD, SEAL)
_SHOWN = ("number", "activity", "field")
_OPEN = ("take", "own")


def read_decisions(book: Book, file: str = "") -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return what was decided on the sheets of conflicts, and what could not be understood.

    A sheet is known by its hidden columns, whatever it is called. A row in which nothing was
    chosen gives nothing; of a row that is not understood, or that another one contradicts,
    nothing is taken. Words that were written in are given as they are.
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
    values = {"taken": other.taken, "other": first.taken, "cell": first.place.cell}
    return Problem("PLN786", place=other.place, values=values)


def _on_sheet(book: Book, sheet: Sheet, file: str) -> Iterator[Decision | Problem]:
    rows = book.rows(sheet)
    above = takewhile(lambda row: row.number <= _ROWS_ABOVE, rows)
    place = Place(file, sheet=sheet.name)
    header = next((row for row in above if _heads(row)), None)
    if header is None:
        if _titled(book.names.get(NAME, "")) == sheet.name:
            yield Problem("PLN784", place=place, values={"heading": ID})
        return
    words = _words(header)
    columns = {text: column for column, text in header.values.items() if isinstance(text, str)}
    wanted = {key: words.headings[key] for key in (*_SHOWN, *_OPEN)}
    wanted |= {key: key for key in _HIDDEN}
    lost = [heading for heading in wanted.values() if heading not in columns]
    if lost:
        yield from (Problem("PLN784", place=place, values={"heading": name}) for name in lost)
        return
    places = {key: columns[heading] for key, heading in wanted.items()}
    options = {
        heading.removeprefix(OPTION): column
        for heading, column in columns.items()
        if heading.startswith(OPTION)
    }
    ballot = _Ballot(place, places, options, words)
    for row in rows:
        if decided := ballot.decided(row):
            yield decided


def _heads(row: SheetRow) -> bool:
    texts = [text for text in row.values.values() if isinstance(text, str)]
    return any(text in _HIDDEN or text.startswith(OPTION) for text in texts)


def _words(header: SheetRow) -> Conflicts:
    """Return the words of the language in which the header speaks."""
    tables = [words_in(language).annotated.conflicts for language in LANGUAGES]
    texts = set(header.values.values())
    return max(tables, key=lambda words: len(texts & set(words.headings.values())))


def _titled(reference: str) -> str:
    return reference.rpartition("!")[0].strip("'").replace("''", "'")


@dataclass(frozen=True, slots=True)
class _Ballot:
    """A sheet of conflicts: where its columns stand, and the words in which it speaks."""

    place: Place
    columns: Mapping[str, int]
    options: Mapping[str, int]
    words: Conflicts

    def decided(self, row: SheetRow) -> Decision | Problem | None:
        """Return what a row decides, or what is wrong with it; `None` where nothing is chosen."""
        choice, own = (self._text(row, key) for key in _OPEN)
        for key in _OPEN:
            if formula := row.formulas.get(self.columns[key]):
                return self._problem(row, key, "PLN785", formula=formula)
        if not choice.strip() and not own.strip():
            return None
        used = "take" if choice.strip() else "own"
        options = {key: text for key, at in self.options.items() if (text := _text(row, at))}
        hidden = {key: self._text(row, key) for key in (ID, FIELD)}
        kept = hidden | {f"{OPTION}{key}": text for key, text in options.items()}
        if seal(kept, [self._text(row, key) for key in _SHOWN]) != self._text(row, SEAL):
            return self._problem(row, used, "PLN783")
        if choice.strip() and own.strip():
            return self._problem(row, used, "PLN781", letter=choice.strip(), own=own)
        taken = own
        if used == "take":
            plan = [words_in(language).annotated.conflicts.plan for language in LANGUAGES]
            known = chosen(choice, plan, options)
            if known is None:
                named = [self.words.plan if key == PLAN else key for key in options]
                values = {"letter": choice.strip(), "letters": ", ".join(named)}
                return self._problem(row, used, "PLN782", **values)
            taken = options[known]
        place = self._place(row, used)
        return Decision(hidden[ID], hidden[FIELD], tuple(options.values()), taken, place)

    def _text(self, row: SheetRow, key: str) -> str:
        return _text(row, self.columns[key])

    def _place(self, row: SheetRow, key: str) -> Place:
        number, title, field = (" ".join(self._text(row, part).split()) for part in _SHOWN)
        trail = " → ".join(part for part in (number or title, field) if part)
        return replace(self.place, cell=f"{letters(self.columns[key])}{row.number}", trail=trail)

    def _problem(self, row: SheetRow, key: str, code: str, **values: str) -> Problem:
        headings = self.words.headings
        said = {"take": headings["take"], "own_heading": headings["own"], **values}
        return Problem(code, place=self._place(row, key), values=said)


def _text(row: SheetRow, column: int) -> str:
    return as_text(row.values.get(column))  # type: ignore[arg-type]
