"""Reader of the workbook in which a plan is written (`plandoc.formats.xlsx.authoring`)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, PlanFileError, Problem
from plandoc.formats.records import plan_from_rows
from plandoc.formats.xlsx.authoring import AUTHORING, KIND, KINDS, MARK
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow, column_letters
from plandoc.formats.xlsx.paper_reader import without_value
from plandoc.formats.xlsx.tracking.known import text_of
from plandoc.imports.approvals import approval_of
from plandoc.imports.imported import Imported, Leftover
from plandoc.imports.roles import role_of
from plandoc.imports.stamps import Stamp
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package, warnings
from plandoc.schema.plan import Plan
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.tables.authoring import AuthoringWords
from plandoc.words.texts import heading_key

_LABEL, _WORD, _POST, _NAME = 1, 2, 3, 4
_FIELDS = ("title", "period")
_FEW_HEADINGS = 2


@dataclass(slots=True)
class _About:
    """What stands around the rows: fields by name with their places, approvals, signatures."""

    fields: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    approvals: list[dict[str, object]] = field(default_factory=list)
    signatures: list[dict[str, object]] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def read_authored(source: bytes, file: str = "") -> Imported | None:
    """Return the plan of a workbook in which it was written, `None` for any other workbook.

    There is nothing to guess: fields are known by their labels, columns by their headings. What is
    written beside them is left over. Raises `PlandocError` with the cells of all problems.
    """
    package = open_package(source, file, kind=FileKind.WORKBOOK)
    book = Book(package)
    if book.properties.get(KIND) != AUTHORING and MARK not in book.names:
        return None
    sheets = [sheet for sheet in book.filled if sheet.visible]
    words = next((words for words in _languages() if _is_about(book, sheets, words)), None)
    about = next((one for one in sheets if words and _is_about(book, [one], words)), None)
    rows = next((one for one in sheets if one is not about and _head(book, one)), None)
    if words is None or about is None or rows is None:
        raise PaperError([Problem(Code.AUTHORING_SHEET_MISSING, place=Place(file))])
    told = _read_about(book, about, words)
    plan, left = _plan(book, rows, told)
    guides = {words.sheets["guide"] for words in _languages()}
    others = [one for one in sheets if one not in (about, rows) and one.name not in guides]
    left += [
        _left(book, one, row.number, column, value)
        for one in others
        for row in book.shown_rows(one)
        for column, value in row.values.items()
    ]
    problems = [*warnings(package), *book.broken]
    for sheet in (about, rows):
        place = Place(file, sheet=sheet.name)
        problems += (one for row in book.shown_rows(sheet) for one in without_value(row, place))
    problems += (
        Problem(Code.AUTHORING_TEXT_LEFT, place=one.place, values={"text": one.text})
        for one in (*told.leftovers, *left)
    )
    return Imported((plan,), (*told.leftovers, *left), tuple(problems))


def _languages() -> Iterator[AuthoringWords]:
    return (words_in(language).authoring for language in LANGUAGES)


def _is_about(book: Book, sheets: Sequence[Sheet], words: AuthoringWords) -> bool:
    wanted = {heading_key(words.fields[key]) for key in ("title", "period")}
    return any(
        wanted <= {heading_key(text_of(row.values.get(_LABEL))) for row in book.rows(sheet)}
        for sheet in sheets
    )


def _head(book: Book, sheet: Sheet) -> SheetRow | None:
    """Return the row of headings, if it is one: it names the activities and another column."""
    first = next(book.shown_rows(sheet), None)
    if first is None:
        return None
    roles = [role_of(text_of(value)) for value in first.values.values()]
    return first if "title" in roles and len(roles) >= _FEW_HEADINGS else None


# --- what stands around the rows ------------------------------------------------------------------


def _read_about(book: Book, sheet: Sheet, words: AuthoringWords) -> _About:
    about = _About()
    place = Place(book.package.file, sheet=sheet.name)
    usual = {
        *map(heading_key, (words.title, words.hint, words.sample, *words.fields.values())),
        *map(heading_key, words.samples.values()),
    }
    for row in book.shown_rows(sheet):
        texts = {column: text_of(value).strip() for column, value in row.values.items()}
        at = replace(place, cell=f"{column_letters(_WORD)}{row.number}")
        taken = _take_in(about, texts, words, at)
        for column, text in texts.items():
            if column not in taken and text and not _is_usual(text, usual):
                about.leftovers.append(_left(book, sheet, row.number, column, text))
    blank = [key for key in _FIELDS if not about.fields.get(key)]
    if blank:
        raise PaperError(
            Problem(
                Code.AUTHORING_FIELD_BLANK,
                place=about.places[key],
                values={"field": words.fields[key]},
            )
            for key in blank
        )
    return about


def _take_in(
    about: _About, texts: Mapping[int, str], words: AuthoringWords, place: Place
) -> tuple[int, ...]:
    """Take in a row by its label; return the columns that it takes."""
    label = texts.get(_LABEL, "")
    said = {column: texts.get(column, "") for column in (_WORD, _POST, _NAME)}
    for key in _FIELDS:
        if heading_key(label) == heading_key(words.fields[key]):
            about.fields[key], about.places[key] = said[_WORD], place
            return (_LABEL, _WORD)
    if _is_numbered(label, words.fields["approval"]):
        if any(said.values()):
            about.places[f"approvals[{len(about.approvals)}]"] = place
            about.approvals.append(_approval(said))
        return (_LABEL, _WORD, _POST, _NAME)
    if _is_numbered(label, words.fields["signature"]):
        if said[_POST] or said[_NAME]:
            about.places[f"signatures[{len(about.signatures)}]"] = place
            about.signatures.append({"post": said[_POST], "name": said[_NAME]})
        return (_LABEL, _POST, _NAME)
    return ()


def _is_numbered(label: str, pattern: str) -> bool:
    before, _, after = pattern.partition("{number}")
    return bool(re.fullmatch(rf"{re.escape(before)}\d+{re.escape(after)}", label.strip()))


def _is_usual(text: str, usual: set[str]) -> bool:
    """Whether a text is one of the workbook's own: a heading, a sample."""
    return all(heading_key(part) in usual for part in text.split(" · "))


def _approval(said: Mapping[int, str]) -> dict[str, object]:
    """Return an approval: by a body or an act if no name stands there, by an officer else.

    A word that is not one of the list is one of its own.
    """
    word = said[_WORD].strip()
    if not said[_NAME]:
        data = approval_of(Stamp([word, *said[_POST].split("\n")], Place()))
        if data and data["kind"] != "own" and "officer" not in data:
            return {key: value for key, value in data.items() if key != "said"}
    known = {
        words_in(language).words.approval[kind]: kind for language in LANGUAGES for kind in KINDS
    }
    officer = {"post": said[_POST], "name": said[_NAME]}
    kind = next((kind for form, kind in known.items() if form == word.upper().strip(":")), None)
    if kind is None and word:
        return {"kind": "own", "word": word, "officer": officer}
    return {"kind": kind.value if kind else "approve", "officer": officer}


# --- rows -----------------------------------------------------------------------------------------


def _plan(book: Book, sheet: Sheet, about: _About) -> tuple[Plan, list[Leftover]]:
    rows = book.shown_rows(sheet)
    heads = {n: text_of(value).strip() for n, value in next(rows).values.items()}
    records: list[dict[str, object]] = []
    numbers: list[int] = []
    left: list[Leftover] = []
    named: dict[int, str] = {}
    for column, heading in heads.items():
        # Headings alike stay two, so that neither takes the cells of the other.
        named[column] = heading + " " * list(named.values()).count(heading)
    for row in rows:
        records.append(
            {heading: text_of(row.values.get(column)) for column, heading in named.items()}
        )
        numbers.append(row.number)
        left += [
            _left(book, sheet, row.number, column, value)
            for column, value in row.values.items()
            if column not in named
        ]
    if not records:
        records.append(dict.fromkeys(named.values(), ""))
        numbers.append(2)
    try:
        plan = plan_from_rows(
            records,
            title=about.fields["title"],
            period=about.fields["period"],
            approvals=about.approvals,
            signatures=about.signatures,
        )
    except PlanFileError as error:
        found = (_placed(problem, book, sheet, numbers, about) for problem in error.problems)
        raise PaperError(found) from error
    return plan, left


def _placed(
    problem: Problem, book: Book, sheet: Sheet, numbers: Sequence[int], about: _About
) -> Problem:
    """Return a problem at its cell."""
    path = str(problem.place.path)
    for key, place in about.places.items():
        if path == key or path.startswith((f"{key}.", f"{key}[")):
            return replace(problem, place=replace(place, path=problem.place.path))
    row = numbers[problem.place.row - 1] if problem.place.row else 1
    place = Place(book.package.file, sheet=sheet.name, cell=f"A{row}", path=problem.place.path)
    return replace(problem, place=place)


def _left(book: Book, sheet: Sheet, row: int, column: int, value: object) -> Leftover:
    place = Place(book.package.file, sheet=sheet.name, cell=f"{column_letters(column)}{row}")
    text = str(value)
    return Leftover(text, place, words=tuple(text.split()))
