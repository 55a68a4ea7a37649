"""Reader of the review workbook: the answer to each question."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.xlsx.answers.choices import KEY
from plandoc.formats.xlsx.answers.reader import AnswerRow, AnswerSheet, SheetKind, open_sheet
from plandoc.formats.xlsx.book import Book
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.review import Answer, Choice, choice_name, choice_named
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, words_in
from plandoc.words.likeness import closest
from plandoc.words.quotes import listed, quoted

_WITH_TEXT = (Choice.EDIT, Choice.SPLIT)


class _Given(NamedTuple):
    """The answer of a row with the key of its question."""

    key: str
    answer: Answer


def read_review_workbook(
    source: bytes, file: str = ""
) -> tuple[dict[str, Answer], Mapping[str, str], tuple[Problem, ...]]:
    """Return the answers by key, the custom properties of the file, and problems.

    The sheet is recognised by its hidden columns, regardless of its name and order. A text without
    a choice means `edit`. Invalid rows and contradicting rows give no answer. Raises
    `ReturnedFileError` if there is no review sheet.
    """
    book = Book(open_package(source, file, kind=FileKind.WORKBOOK))
    sheets = [open_sheet(book, sheet, _kind(), file) for sheet in book.filled]
    if not any(sheets):
        raise ReturnedFileError([Problem(Code.REVIEW_SHEET_MISSING, place=Place(file=file))])
    found = [one for sheet in sheets for one in _on_sheet(sheet)]
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
            problems.append(
                Problem(Code.REVIEW_ANSWERED_TWICE, place=one.answer.place, values=values)
            )
    unambiguous = {key: answer for key, answer in answers.items() if key not in twice}
    return unambiguous, book.properties, tuple(problems)


@cache
def _kind() -> SheetKind:
    return SheetKind(
        marks=(KEY,),
        keys=(KEY,),
        headings=tuple(words_in(language).rollover.book.headings for language in LANGUAGES),
        lost_column=Code.REVIEW_COLUMN_MISSING,
        formula=Code.REVIEW_FORMULA,
        broken_row=Code.REVIEW_ROW_ALTERED,
    )


def _on_sheet(opened: AnswerSheet | list[Problem] | None) -> Iterator[_Given | Problem]:
    if isinstance(opened, list):
        yield from opened
    elif opened:
        for one in opened.answered():
            yield one if isinstance(one, Problem) else _given(one)


def _given(row: AnswerRow) -> _Given | Problem:
    """Return the answer of a row, or a problem."""
    chosen = choice_named(row.choice) if row.choice else Choice.EDIT
    if chosen is None:
        language = LANGUAGES[row.sheet.kind.headings.index(row.sheet.headings)]
        names = [choice_name(one, language) for one in Choice]
        near = closest(row.choice.lower(), names, most=3) or names
        choices = listed(map(quoted, near))
        return row.problem("take", Code.REVIEW_ANSWER_UNKNOWN, found=row.choice, choices=choices)
    if row.own.strip() and chosen not in _WITH_TEXT:
        named = (one for one in LANGUAGES if choice_name(chosen, one) == row.choice.strip().lower())
        edit = quoted(choice_name(Choice.EDIT, next(named, DEFAULT_LANGUAGE)))
        values = {"choice": row.choice, "own": row.own.strip(), "edit": edit}
        return row.problem("own", Code.REVIEW_ANSWER_AND_OWN_TEXT, **values)
    return _Given(row.text(KEY), Answer(chosen, row.own, row.place(row.used)))
