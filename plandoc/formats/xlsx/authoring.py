"""The workbook in which a plan is written: its fields, its rows, instructions with an example."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Book, Name, Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.checks import Check, Message
from plandoc.formats.xlsx.sheets.parts import saved
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.sheets.table import HEAD, set_header_height
from plandoc.ooxml.properties import CoreProperties
from plandoc.schema.approval import Approval, ApprovalKind
from plandoc.schema.layout import DEFAULT_COLUMNS
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.columns import ColumnView, columns_of, row_texts
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.tables.authoring import AuthoringWords

KIND, AUTHORING = "plandoc.kind", "authoring"
MARK = "plandoc_authoring"
"""The defined name by which the workbook is known where its properties are lost."""

KINDS = (ApprovalKind.AGREE, ApprovalKind.APPROVE, ApprovalKind.CONSIDER, ApprovalKind.ADOPT)
APPROVALS, SIGNATURES = 4, 3
_HEADED = 7
"""The row of the headings of approvals and signatures."""

_ROWS, _LAST = 200, 2_000
_LABEL, _WORD, _POST, _NAME, _SAMPLE = 34.0, 40.0, 90.0, 50.0, 95.0
_WIDTHS = {"number": 14.0, "title": 90.0, "executors": 50.0, "deadline": 40.0}
_USUAL, _SECTION = 45.0, 45.0
_LONGEST_PROMPT, _LONGEST_TITLE = 250, 32
_SOME_YEAR = "2000"
_OPEN = Style(fill=cells.OPEN, unlocked=True, format="@")
_PLAIN = Style(ruled=False)
_LABELLED = replace(_PLAIN, bold=True)
_GREY = replace(_PLAIN, color=cells.GREY)
_HEADING = Style(
    size=HEAD, bold=True, fill=cells.HEAD_PLAN, across="center", down="center", format="@"
)


def render_authoring(
    *, language: str = "ru-RU", first_year: int | None = None, plan: Plan | None = None
) -> bytes:
    """Return a workbook in which a plan is written, with the columns that a plan usually has.

    The list of periods has the school years from `first_year`. A `plan` is written into it as far
    as the workbook can hold it: title, period, officers, sections, rows of its own table.
    """
    wording = Wording(plan.language if plan else language)
    words = words_in(wording.language).authoring
    title = plan.title if plan else words.guide
    described = CoreProperties(title=title, subject=words.subject, language=wording.locale)
    pen = Pen(book := Book(described, {KIND: AUTHORING}))
    about, rows, guide = (book.add(words.sheets[key]) for key in ("about", "rows", "guide"))
    _write_about(about, pen, wording, plan)
    _add_lists(about, wording, _years(first_year, plan))
    columns = columns_of(plan, wording, plan.columns) if plan else _usual(wording)
    _write_rows(rows, pen, words, columns, list(_texts(plan, wording, columns)) if plan else [])
    _write_guide(guide, pen, words, columns)
    book.names.append(Name(MARK, about.area((1, 1), (1, 1)), hidden=True))
    return saved(pen)


def _years(first_year: int | None, plan: Plan | None) -> list[str]:
    if first_year is None:
        return [plan.period.text] if plan else []
    return [f"{year}-{year + 1}" for year in range(first_year, first_year + 3)] + [
        str(year) for year in range(first_year, first_year + 3)
    ]


def _usual(wording: Wording) -> tuple[ColumnView, ...]:
    some = Plan.model_validate({"title": "—", "period": _SOME_YEAR, "language": wording.locale})
    return columns_of(some, wording, DEFAULT_COLUMNS)


# --- what stands around the rows ------------------------------------------------------------------


def _write_about(sheet: Sheet, pen: Pen, wording: Wording, plan: Plan | None) -> None:
    words = words_in(wording.language).authoring
    names, samples = words.fields, words.samples
    pen.put(sheet, 1, 1, words.title, replace(_PLAIN, bold=True, size=14, wrapped=False))
    pen.put(sheet, 2, 1, words.hint, replace(_GREY, wrapped=False))
    pen.put(sheet, 3, 5, words.sample, replace(_GREY, bold=True))
    filled = (plan.title, plan.period.text) if plan else ("", "")
    for row, (key, value) in enumerate(zip(("title", "period"), filled, strict=True), 4):
        pen.put(sheet, row, 1, names[key], _LABELLED)
        for column, text in enumerate((value, "", ""), 2):
            pen.put(sheet, row, column, text or None, _OPEN)
        sheet.merged.append(f"B{row}:D{row}")
        pen.put(sheet, row, 5, samples[key], _GREY)
        cells.set_growing_height(sheet, row, cells.needed_height(value, _WORD + _POST + _NAME))
    for column, key in enumerate(("word", "post", "name"), 2):
        pen.put(sheet, _HEADED, column, names[key], _HEADING)
    officers = [_approval(one, wording) for one in plan.approvals if one.officer] if plan else []
    signers = [(None, one.post, one.name) for one in plan.signatures] if plan else []
    sample = (samples["approval"], samples["post"], samples["name"])
    row = _HEADED
    for number in range(1, max(APPROVALS, len(officers)) + 1):
        row += 1
        texts = officers[number - 1] if number <= len(officers) else ("", "", "")
        _write_person(sheet, pen, row, names["approval"].format(number=number), texts)
    pen.put(sheet, _HEADED + 1, 5, " · ".join(sample), _GREY)
    pen.put(sheet, row + 1, 5, " · ".join((samples["signature"], samples["name"])), _GREY)
    for number in range(1, max(SIGNATURES, len(signers)) + 1):
        row += 1
        signed = signers[number - 1] if number <= len(signers) else (None, "", "")
        _write_person(sheet, pen, row, names["signature"].format(number=number), signed)
    for column, width in enumerate((_LABEL, _WORD, _POST, _NAME, _SAMPLE), 1):
        cells.set_width(sheet, column, width)
    sheet.grid = False
    cells.page(sheet, footer=words.page)


def _write_person(
    sheet: Sheet, pen: Pen, row: int, label: str, texts: Sequence[str | None]
) -> None:
    """Write the row of an approval or, with `None` for its word, of a signature."""
    pen.put(sheet, row, 1, label, _LABELLED)
    for column, text in enumerate(texts, 2):
        pen.put(sheet, row, column, text or None, _PLAIN if text is None else _OPEN)
    cells.set_growing_height(sheet, row, cells.needed_height(texts[1] or "", _POST))


def _add_lists(sheet: Sheet, wording: Wording, years: Sequence[str]) -> None:
    words = words_in(wording.language).authoring
    kinds = [wording.words.approval[kind] for kind in KINDS]
    area = f"B{_HEADED + 1}:B{_HEADED + APPROVALS}"
    _add_list(sheet, area, kinds, words.fields["word"], words.prompts["word"])
    _add_list(sheet, "B5", years, words.fields["period"], words.prompts["period"])


def _approval(approval: Approval, wording: Wording) -> tuple[str, str, str]:
    assert approval.officer
    word = wording.approval_word(approval, None)
    return word, approval.officer.post, approval.officer.name


def _add_list(sheet: Sheet, area: str, choices: Sequence[str], title: str, prompt: str) -> None:
    """Add a list to choose from to cells; other texts are allowed."""
    check = Check(
        ranges=area,
        kind="list" if choices else "",
        formulas=(f'"{",".join(choices)}"',) if choices else (),
        prompt=Message(title[:_LONGEST_TITLE], prompt[:_LONGEST_PROMPT]),
    )
    sheet.checks.append(check)


# --- rows -----------------------------------------------------------------------------------------


def _write_rows(
    sheet: Sheet,
    pen: Pen,
    words: AuthoringWords,
    columns: Sequence[ColumnView],
    texts: Sequence[Sequence[str]],
) -> None:
    headings = [words.section, *(column.heading for column in columns)]
    widths = [_SECTION, *(_WIDTHS.get(column.key, _USUAL) for column in columns)]
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
        pen.put(sheet, 1, column, heading, _HEADING)
        cells.set_width(sheet, column, width)
    set_header_height(sheet, 1, headings, widths)
    for row in range(2, max(_ROWS, len(texts)) + 2):
        filled = texts[row - 2] if row - 2 < len(texts) else [""] * len(headings)
        for column, text in enumerate(filled, 1):
            pen.put(sheet, row, column, text or None, _OPEN)
        heights = map(cells.needed_height, filled, widths)
        cells.set_growing_height(sheet, row, *heights)
    for column, key in enumerate(("section", *(column.key for column in columns)), 1):
        if key in words.prompts:
            letter = column_letters(column)
            area = f"{letter}2:{letter}{_LAST}"
            _add_list(sheet, area, (), headings[column - 1], words.prompts[key])
    sheet.frozen = (0, 1)
    sheet.repeat(1, 1)
    cells.page(sheet, footer=words.page)


def _texts(plan: Plan, wording: Wording, columns: Sequence[ColumnView]) -> Iterator[Sequence[str]]:
    """Yield the rows of a plan's own table: the section where it begins, then the columns."""
    table = next(plan.tables(), None)
    before = ""
    for row in table.rows if table else ():
        if not isinstance(row, ActivityRow):
            continue
        section = row.sections[-1].section.title if row.sections else ""
        texts = row_texts(row, plan, wording)
        if row.activity.outcome:
            texts["outcome"] = wording.outcome(row.activity.outcome)
        number = row.number if row.activity.number else ""
        said = [number if one.key == "number" else texts.get(one.path, "") for one in columns]
        yield [section if section != before else "", *said]
        before = section


# --- instructions ---------------------------------------------------------------------------------


def _write_guide(
    sheet: Sheet, pen: Pen, words: AuthoringWords, columns: Sequence[ColumnView]
) -> None:
    pen.put(sheet, 1, 1, words.guide, replace(_PLAIN, bold=True, size=14, wrapped=False))
    row = 2
    for step in words.steps:
        row += 1
        pen.put(sheet, row, 1, step.heading, replace(_PLAIN, bold=True))
        text = step.text.format(**words.sheets)
        pen.put(sheet, row, 2, text, _PLAIN)
        sheet.merged.append(f"B{row}:F{row}")
        width = sum(_WIDTHS.get(column.key, _USUAL) for column in columns[:5])
        cells.set_height(sheet, row, cells.needed_height(text, width) + 3)
    row += 1
    headings = [words.section, *(column.heading for column in _usual_of(columns, words))]
    widths = [_SECTION, *(_WIDTHS.get(column.key, _USUAL) for column in columns)]
    grey = Style(color=cells.GREY)
    for texts, style in ((headings, _HEADING), *((one, grey) for one in words.rows)):
        row += 1
        for column, text in enumerate(texts, 1):
            pen.put(sheet, row, column, text or None, style)
        heights = (cells.needed_height(t, w) for t, w in zip(texts, widths, strict=False))
        cells.set_height(sheet, row, *heights)
    for column, width in enumerate(widths, 1):
        cells.set_width(sheet, column, width)
    sheet.grid = False
    cells.page(sheet, footer=words.page)


def _usual_of(columns: Sequence[ColumnView], words: AuthoringWords) -> Sequence[ColumnView]:
    """Return as many columns as the sample rows have texts."""
    return columns[: len(words.rows[0]) - 1]
