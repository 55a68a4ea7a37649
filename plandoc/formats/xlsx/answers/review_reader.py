"""The review of a draft read back from its workbook: what a person answered to each question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.xlsx.answers.choices import KEY, SEAL, letters, seal
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.cells import SheetRow
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.rollover.review import Answer, Choice, choice_name, choice_named
from plandoc.schema.outcome import as_text
from plandoc.words.language import LANGUAGES, words_in

_SHOWN = ("number", "activity", "field")
_OPEN = ("take", "own")
_WITH_TEXT = (Choice.EDIT, Choice.SPLIT)


class _Given(NamedTuple):
    """The answer of a row, under the key of its question."""

    key: str
    answer: Answer


def read_review_workbook(
    source: bytes, file: str = ""
) -> tuple[dict[str, Answer], Mapping[str, str], tuple[Problem, ...]]:
    """Return the answers by keys, the custom properties of the file, and what is not understood.

    The sheet is known by its hidden columns, whatever it is called and however it was sorted. A
    text without a choice is an answer written anew. Of a row that is not understood, or that
    another one contradicts, nothing is taken. Raises `ReturnedFileError` where there is no review.
    """
    book = Book(open_package(source, file, kind=FileKind.WORKBOOK))
    found = [one for sheet in book.filled for one in _on_sheet(book, sheet, Place(file))]
    if not found and not any(_header(book, sheet) for sheet in book.filled):
        raise ReturnedFileError([Problem("PLN890", place=Place(file=file))])
    problems = [one for one in found if isinstance(one, Problem)]
    answers: dict[str, Answer] = {}
    twice: set[str] = set()
    for one in found:
        if not isinstance(one, _Given):
            continue
        first = answers.setdefault(one.key, one.answer)
        if (first.choice, first.text) != (one.answer.choice, one.answer.text):
            twice.add(one.key)
            values = {"cell": first.place.cell}
            problems.append(Problem("PLN891", place=one.answer.place, values=values))
    told = {key: answer for key, answer in answers.items() if key not in twice}
    return told, book.properties, tuple(problems)


def _header(book: Book, sheet: Any) -> SheetRow | None:
    return next((row for row in book.rows(sheet) if KEY in row.values.values()), None)


def _on_sheet(book: Book, sheet: Any, place: Place) -> Iterator[_Given | Problem]:
    header = _header(book, sheet)
    if header is None:
        return
    place = replace(place, sheet=sheet.name)
    columns = {text: column for column, text in header.values.items() if isinstance(text, str)}
    tables = [words_in(language).rollover.book.headings for language in LANGUAGES]
    headings = max(tables, key=lambda words: len(set(columns) & set(words.values())))
    wanted = {key: headings[key] for key in (*_SHOWN, *_OPEN)} | {KEY: KEY, SEAL: SEAL}
    lost = [heading for heading in wanted.values() if heading not in columns]
    if lost:
        yield from (Problem("PLN892", place=place, values={"heading": name}) for name in lost)
        return
    asked = _Asked(place, {key: columns[heading] for key, heading in wanted.items()}, headings)
    for row in book.rows(sheet):
        if row.number > header.number and (told := asked.told(row)):
            yield told


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sheet of questions: where its columns stand, and how they are headed."""

    place: Place
    columns: Mapping[str, int]
    headings: Mapping[str, str]

    def told(self, row: SheetRow) -> _Given | Problem | None:
        """Return the answer of a row, or what is wrong with it; `None` where there is none."""
        choice, own = (self._text(row, key) for key in _OPEN)
        for key in _OPEN:
            if formula := row.formulas.get(self.columns[key]):
                return self._problem(row, key, "PLN893", formula=formula)
        if not (choice.strip() or own.strip()):
            return None
        used = "take" if choice.strip() else "own"
        key = self._text(row, KEY)
        if seal({KEY: key}, [self._text(row, part) for part in _SHOWN]) != self._text(row, SEAL):
            return self._problem(row, used, "PLN894")
        chosen = choice_named(choice) if choice.strip() else Choice.EDIT
        if chosen is None:
            listed = ", ".join(choice_name(one, "ru") for one in Choice)
            return self._problem(row, "take", "PLN895", found=choice.strip(), choices=listed)
        if own.strip() and chosen not in _WITH_TEXT:
            return self._problem(row, "own", "PLN896", choice=choice.strip(), own=own.strip())
        return _Given(key, Answer(chosen, own, self._place(row, used)))

    def _text(self, row: SheetRow, key: str) -> str:
        return as_text(row.values.get(self.columns[key]))  # type: ignore[arg-type]

    def _place(self, row: SheetRow, key: str) -> Place:
        number, title, name = (" ".join(self._text(row, part).split()) for part in _SHOWN)
        trail = " → ".join(part for part in (number or title, name) if part)
        return replace(self.place, cell=f"{letters(self.columns[key])}{row.number}", trail=trail)

    def _problem(self, row: SheetRow, key: str, code: str, **values: str) -> Problem:
        said = {"take": self.headings["take"], "own_heading": self.headings["own"], **values}
        return Problem(code, place=self._place(row, key), values=said)
