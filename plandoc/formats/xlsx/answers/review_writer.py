"""The review of next year's draft as a workbook: one row per question, two input columns."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from plandoc.formats.xlsx.answers.choices import KEY, REVIEW, SEAL, seal
from plandoc.formats.xlsx.answers.table import TEXT, Column, Prompt, Table
from plandoc.formats.xlsx.answers.words import sentence, shown, storable
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Book
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.parts import saved
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.ooxml.properties import CoreProperties
from plandoc.review import Choice, NoteKind, ReviewRow, choice_name
from plandoc.words.language import words_in
from plandoc.words.tables.rollover import RolloverWords

_WIDTHS = {
    "number": 13.0, "activity": 50.0, "field": 23.0, "kind": 22.0, "question": 58.0,
    "keep": 40.0, "shift": 40.0, "default": 20.0,
}  # fmt: skip
_TAKE, _OWN, _HIDDEN = 24.0, 42.0, 20.0
_OPEN = replace(TEXT, unlocked=True, fill=cells.OPEN)
_CHOSEN = replace(_OPEN, bold=True, across="center")
_SETTLED = (NoteKind.CHANGE, NoteKind.INFO)
_WRITTEN = frozenset({Choice.EDIT, Choice.SPLIT})
"""Answers to which a text belongs: only beside them there is something to write."""

_LEAST_CHOICES = 2
_FILLS = {NoteKind.QUESTION: "DDEBF7", NoteKind.DROP: "F8CBAD", NoteKind.SPLIT: "F8CBAD"}


def review_workbook(  # noqa: PLR0913
    rows: Iterable[ReviewRow],
    into: str,
    *,
    language: str,
    identity: Mapping[str, str] | None = None,
    created: datetime | None = None,
    title: str = "",
) -> bytes:
    """Return the review as a workbook: questions first, then automatic changes.

    `into` names the new period; `identity` is written to the custom properties, so that a review
    of another plan can be detected. `title` replaces that of the review of a draft. The output is
    deterministic.
    """
    words = words_in(language).rollover
    texts = words.book
    known = {name: cells.escaped(value) for name, value in (identity or {}).items()}
    book = Book(CoreProperties(created=created), known)
    pen, sheet = Pen(book), book.add(texts.sheet)
    table = Table(pen, sheet)
    hints = [texts.hint.format(**texts.headings), texts.made.format(**texts.headings)]
    headed = (title or texts.title).format(into=into)
    table.head(_columns(texts.headings), headed, hints)
    lists: dict[tuple[str, ...], list[int]] = {}
    for row in sorted(rows, key=lambda one: one.kind in _SETTLED):
        _write(table, row, words, language)
        offered = tuple(choice_name(choice, language) for choice in row.choices)
        lists.setdefault(offered, []).append(table.row)
    del rows  # they stand in the table
    prompt = Prompt(texts.headings["take"], texts.prompt, texts.error)
    for offered, numbers in lists.items():
        table.add_list(len(table.columns) - 1, offered, numbers, prompt)
    table.finish(REVIEW, texts.page)
    sheet.protected = True
    return saved(pen)


def _columns(headings: Mapping[str, str]) -> list[Column]:
    columns = [Column(headings[key], width) for key, width in _WIDTHS.items()]
    columns += [Column(key, _HIDDEN, hidden=True) for key in (KEY, SEAL)]
    columns.append(Column(headings["take"], _TAKE, _CHOSEN, cells.HEAD_OPEN))
    columns.append(Column(headings["own"], _OWN, _OPEN, cells.HEAD_OPEN))
    return columns


def _write(table: Table, row: ReviewRow, words: RolloverWords, language: str) -> None:
    named = [storable(row.number), shown(row.activity), storable(row.field)]
    texts = [
        *named,
        words.kinds[row.kind],
        sentence(row.question),
        shown(row.before),
        shown(row.after),
        choice_name(row.default, language),
        row.key,
        seal({KEY: row.key}, named),
        choice_name(row.choice, language) if row.choice else "",
        storable(row.text),
    ]
    styles: dict[int, Style] = {}
    if fill := _FILLS.get(row.kind):
        styles[list(_WIDTHS).index("kind")] = replace(TEXT, fill=fill)
    take, own = len(texts) - 2, len(texts) - 1
    if row.kind in _SETTLED and len(row.choices) < _LEAST_CHOICES:
        styles[take] = TEXT
    if _WRITTEN.isdisjoint(row.choices):
        styles[own] = TEXT
    table.add(texts, styles)
