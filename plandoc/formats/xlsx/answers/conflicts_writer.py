"""The sheet «Конфликты»: a row for each field that came back with different values."""

from collections.abc import Sequence
from dataclasses import replace

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color

from plandoc.formats.xlsx.answers.choices import FIELD, ID, NAME, OPTION, PLAN, SEAL, letters, seal
from plandoc.formats.xlsx.answers.table import TEXT, Column, Said, Table
from plandoc.formats.xlsx.answers.words import address, shown, storable
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.limits import LONGEST_TEXT, utf16_length
from plandoc.returns.filled import Conflict, Option
from plandoc.words.language import words_in

_WIDTHS = {"number": 14.0, "activity": 48.0, "field": 33.0, "base": 30.0}
_VARIANT_WIDTHS = (38.0, 52.0, 70.0, 95.0)
_VARIANT_LINES = 10
"""The column of a variant becomes wider rather than its rows taller than this."""

_TAKE_WIDTH, _OWN_WIDTH, _HIDDEN_WIDTH = 18.0, 44.0, 20.0
_BOLD = replace(TEXT, bold=True)
_CENTERED = replace(TEXT, across="center")
_OPEN = replace(TEXT, unlocked=True, fill=cells.OPEN)
_ABSENT = replace(TEXT, fill="EDEDED")
_TAKE = replace(_OPEN, across="center", bold=True, size=12.0)
_SMALL = 9.0
_TAB = "FFC000"


def write_conflicts(table: Table, conflicts: Sequence[Conflict], language: str) -> None:
    """Write the sheet, its open columns yellow and the rest locked without a password."""
    _Sheet(table, conflicts, language).write()


class _Sheet:
    def __init__(self, table: Table, conflicts: Sequence[Conflict], language: str) -> None:
        self.table, self.sheet = table, table.sheet
        self.conflicts, self.language = conflicts, language
        self.words = words_in(language).annotated
        self.said, self.headings = self.words.conflicts, self.words.conflicts.headings
        self.fields = words_in(language).tracking.headings
        self.most = max(len(conflict.options) for conflict in conflicts)
        self.named = [letters(number) for number in range(1, self.most + 1)]
        self.lists: dict[tuple[str, ...], list[int]] = {}

    def write(self) -> None:
        """Write the whole sheet."""
        title = self.said.title.format(count=len(self.conflicts))
        names = {**self.headings, "plan": self.said.plan}
        self.table.head(self._columns(), title, [self.said.hint.format(**names)])
        for conflict in self.conflicts:
            self._row(conflict)
        error = self.said.error.format(own=self.headings["own"])
        said = Said(self.headings["take"], self.said.prompt, error)
        for offered, rows in self.lists.items():
            self.table.offer(len(self.table.columns) - 1, offered, rows, said)
        self.table.finish(NAME, self.words.page)
        cells.protect(self.sheet)
        self.sheet.sheet_properties.tabColor = _TAB

    def _columns(self) -> list[Column]:
        styles = {"number": _CENTERED, "field": _BOLD}
        columns = [
            Column(self.headings[key], width, styles.get(key, TEXT))
            for key, width in _WIDTHS.items()
        ]
        named = {key: self.headings["option"].format(letter=key) for key in self.named}
        columns += [
            Column(heading, self._width(key))
            for key, heading in ({PLAN: self.headings["plan"]} | named).items()
        ]
        hidden = [ID, FIELD, SEAL, *(f"{OPTION}{key}" for key in (PLAN, *self.named))]
        columns += [Column(key, _HIDDEN_WIDTH, TEXT, hidden=True) for key in hidden]
        columns.append(Column(self.headings["take"], _TAKE_WIDTH, _TAKE, cells.HEAD_OPEN))
        columns.append(Column(self.headings["own"], _OWN_WIDTH, _OPEN, cells.HEAD_OPEN))
        return columns

    def _variants(self, conflict: Conflict) -> dict[str, Option | None]:
        """Return the variants of a row by their keys, those that it has not as `None`."""
        variants: dict[str, Option | None] = {PLAN: conflict.plan, **dict.fromkeys(self.named)}
        return variants | dict(zip(self.named, conflict.options, strict=False))

    def _width(self, key: str) -> float:
        options = [self._variants(conflict)[key] for conflict in self.conflicts]
        texts = ["\n".join(self._said(option)) for option in options if option]
        for width in _VARIANT_WIDTHS:
            if all(cells.lines_in(text, width) <= _VARIANT_LINES for text in texts):
                break
        return width

    def _row(self, conflict: Conflict) -> None:
        nothing = self.words.nothing
        variants = self._variants(conflict)
        kept = {key: option.text for key, option in variants.items() if option and _fits(option)}
        named = [
            storable(conflict.number),
            shown(conflict.title),
            self.fields[f"outcome.{conflict.field}"],
        ]
        hidden = {ID: conflict.id, FIELD: conflict.field}
        hidden |= {f"{OPTION}{key}": text for key, text in kept.items()}
        texts = [
            *named,
            shown(conflict.base) or nothing,
            *("\n".join(self._said(option)) if option else nothing for option in variants.values()),
            conflict.id,
            conflict.field,
            seal(hidden, named),
            *(kept.get(key, "") for key in variants),
            "",
            "",
        ]
        shown_at = dict(enumerate(variants.values(), len(_WIDTHS)))
        self.table.add(texts, {at: _ABSENT for at, option in shown_at.items() if option is None})
        for at, option in shown_at.items():
            if option:
                self._two_lines(self.table.row, at + 1, *self._said(option))
        offered = tuple(self.said.plan if key == PLAN else key for key in kept)
        self.lists.setdefault(offered, []).append(self.table.row)

    def _said(self, option: Option) -> tuple[str, str]:
        """Return the value and the place of a variant as they are shown."""
        value = shown(option.shown) or self.words.nothing
        if not _fits(option):
            value += "\n" + self.said.too_long.format(length=utf16_length(option.text))
        return value, address(option.place, self.language)

    def _two_lines(self, row: int, column: int, value: str, place: str) -> None:
        """Write a variant with its place under it in small letters."""
        cell = self.sheet.cell(row, column)
        plain = InlineFont(rFont=cells.FONT, sz=cells.SIZE)
        small = InlineFont(rFont=cells.FONT, sz=_SMALL, color=Color(f"FF{cells.GREY}"))
        lines = [(plain, f"{value}\n"), (small, place)]
        blocks = [TextBlock(font, cells.escaped(text)) for font, text in lines]
        cell._value = CellRichText(blocks)  # noqa: SLF001 - `value` would guess its type


def _fits(option: Option) -> bool:
    return utf16_length(option.text) <= LONGEST_TEXT
