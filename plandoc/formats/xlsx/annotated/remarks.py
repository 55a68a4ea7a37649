"""The sheet «Замечания»: one row per remark, with a link to its cell."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from string import ascii_uppercase

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.formats.xlsx.answers.table import TEXT, Column, Table
from plandoc.formats.xlsx.answers.words import address, cell_of, sentence, shown
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets.book import quoted_title
from plandoc.words.language import words_in

NAME = "plandoc_remarks"
_WIDTHS = {
    "number": 9.0, "severity": 25.0, "place": 28.0, "activity": 45.0, "found": 62.0,
    "expected": 50.0, "remedy": 56.0,
}  # fmt: skip
_CENTERED = replace(TEXT, across="center")
_LINK = replace(TEXT, color="0563C1", underlined=True)
_FILLS = {Severity.ERROR: "F8CBAD", Severity.WARNING: "FFE699", Severity.NOTE: ""}
_TAB = "C00000"


def write_remarks(
    table: Table, problems: Sequence[Problem], titles: Collection[str], also: str, language: str
) -> None:
    """Write the sheet: errors first, otherwise in the given order.

    `titles` are the sheets of the workbook that links can refer to; if empty, the sheet is in a
    separate workbook and names files. `also` is a hint printed above the table.
    """
    words = words_in(language).annotated
    labels, headings = words.remarks, words.remarks.headings
    columns = [
        Column(headings[key], width, _CENTERED if key in ("number", "severity") else TEXT)
        for key, width in _WIDTHS.items()
    ]
    hint = labels.hint_copy if titles else labels.hint_apart
    hints = [hint.format(**headings), labels.hint_severity.format(**words.severity)]
    asked = sum(problem.severity is not Severity.NOTE for problem in problems)
    title = labels.title.format(count=asked) if asked else labels.none
    table.head(columns, title, [*(hints if problems else ()), *([also] if also else ())])
    for number, (problem, *notes) in enumerate(_by_row(problems), 1):
        place, saying = problem.place, problem.saying(language)
        found = "\n".join(sentence(one.saying(language).found) for one in (problem, *notes))
        remedy = "" if problem.severity is Severity.NOTE else saying.remedy
        linked = place.sheet in titles
        texts = [
            str(number),
            words.severity[problem.severity],
            address(place, language, file=not titles),
            shown(place.trail),
            found,
            *map(sentence, (saying.expected, remedy)),
        ]
        severity_style = replace(_CENTERED, fill=_FILLS[problem.severity])
        table.add(texts, {1: severity_style, 2: _LINK if linked else TEXT})
        if linked:
            _link(table, place)
    table.finish(NAME, words.page)
    table.sheet.tab = _TAB


def _by_row(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Return the problems, errors first; the words of a rejected row follow its first error."""
    told: list[list[Problem]] = []
    errors: dict[tuple[object, ...], list[Problem]] = {}
    for problem in sorted(problems, key=lambda p: list(Severity).index(p.severity)):
        row = _row(problem.place)
        if problem.code is Code.ROW_NOT_TAKEN and row in errors:
            errors[row].append(problem)
            continue
        told.append([problem])
        if problem.severity is Severity.ERROR:
            errors.setdefault(row, told[-1])
    return told


def _row(place: Place) -> tuple[object, ...]:
    return (place.file, place.sheet, cell_of(place).lstrip(ascii_uppercase), place.table, place.row)


def _link(table: Table, place: Place) -> None:
    cell = f"{column_letters(list(_WIDTHS).index('place') + 1)}{table.row}"
    location = f"{quoted_title(place.sheet)}!{place.cell if cell_of(place) else 'A1'}"
    table.sheet.links.append((cell, location))
