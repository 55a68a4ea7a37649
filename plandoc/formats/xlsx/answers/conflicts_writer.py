"""The sheet «Расхождения»: one row per field with different returned values."""

from collections.abc import Sequence
from dataclasses import replace

from plandoc.formats.xlsx.answers.choices import (
    FIELD,
    ID,
    NAME,
    NOTHING,
    OPTION,
    PLAN,
    SEAL,
    seal,
)
from plandoc.formats.xlsx.answers.table import TEXT, Column, Prompt, Table
from plandoc.formats.xlsx.answers.words import address, shown, storable
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.limits import LONGEST_TEXT, utf16_length
from plandoc.formats.xlsx.sheets.pen import Run, Runs
from plandoc.returns.file_names import file_names
from plandoc.returns.filled import Conflict, Option
from plandoc.words.language import words_in

_WIDTHS = {"number": 14.0, "activity": 48.0, "field": 33.0, "take": 18.0, "own": 44.0, "base": 30.0}
_TAKE_AT = list(_WIDTHS).index("take")
_OPTION_WIDTHS = (38.0, 52.0, 70.0, 95.0)
_OPTION_LINES = 10
"""A column of options with more lines than this is made wider."""

_HIDDEN_WIDTH = 20.0
_BOLD = replace(TEXT, bold=True)
_CENTERED = replace(TEXT, across="center")
_OPEN = replace(TEXT, unlocked=True, fill=cells.OPEN)
_ABSENT = replace(TEXT, fill="EDEDED")
_TAKE = replace(_OPEN, across="center", bold=True, size=12.0)
_SMALL = 9.0
_TAB = "FFC000"


def write_conflicts(table: Table, conflicts: Sequence[Conflict], language: str) -> None:
    """Write the sheet with yellow input columns and the rest locked without a password."""
    _Sheet(table, conflicts, language).write()


class _Sheet:
    def __init__(self, table: Table, conflicts: Sequence[Conflict], language: str) -> None:
        self.table, self.sheet = table, table.sheet
        self.conflicts, self.language = conflicts, language
        self.words = words_in(language).annotated
        self.texts, self.headings = self.words.conflicts, self.words.conflicts.headings
        self.fields = words_in(language).tracking.headings
        self.most = max(len(conflict.options) for conflict in conflicts)
        self.named = [str(number) for number in range(1, self.most + 1)]
        offered = [option for conflict in conflicts for option in conflict.options]
        self.called = file_names(option.place.file for option in offered if option.place.file)
        planned = any(conflict.plan for conflict in conflicts)
        self.keys = [*([PLAN] if planned else []), *self.named]
        issued = any(conflict.base for conflict in conflicts)
        self.widths = {key: width for key, width in _WIDTHS.items() if issued or key != "base"}
        self.lists: dict[tuple[str, ...], list[int]] = {}

    def write(self) -> None:
        """Write the whole sheet."""
        title = self.texts.title.format(count=len(self.conflicts))
        names = {**self.headings, "plan": self.texts.plan}
        keeps = any(conflict.plan and _fits(conflict.plan) for conflict in self.conflicts)
        names["keep"] = self.texts.keep.format(plan=self.texts.plan) if keeps else ""
        self.table.frozen = _TAKE_AT + 1
        self.table.head(self._columns(), title, [self.texts.hint.format(**names)])
        for conflict in self.conflicts:
            self._row(conflict)
        error = self.texts.error.format(own=self.headings["own"])
        prompt = Prompt(self.headings["take"], self.texts.prompt, error)
        for offered, rows in self.lists.items():
            self.table.add_list(_TAKE_AT + 1, offered, rows, prompt)
        self.table.finish(NAME, self.words.page)
        self.sheet.protected = True
        self.sheet.tab = _TAB

    def _columns(self) -> list[Column]:
        styles = {"number": _CENTERED, "field": _BOLD, "take": _TAKE, "own": _OPEN}
        heads = dict.fromkeys(("take", "own"), cells.HEAD_OPEN)
        columns = [
            Column(
                self.headings[key], width, styles.get(key, TEXT), heads.get(key, cells.HEAD_PLAN)
            )
            for key, width in self.widths.items()
        ]
        option = self.headings["option"]
        columns += [
            Column(
                self.headings["plan"] if key == PLAN else option.format(number=key),
                self._width(key),
            )
            for key in self.keys
        ]
        hidden = [ID, FIELD, SEAL, *(f"{OPTION}{key}" for key in self.keys)]
        columns += [Column(key, _HIDDEN_WIDTH, TEXT, hidden=True) for key in hidden]
        return columns

    def _options(self, conflict: Conflict) -> dict[str, Option | None]:
        """Return the options of a row by key, `None` for absent ones."""
        offered = {PLAN: conflict.plan, **dict(zip(self.named, conflict.options, strict=False))}
        return {key: offered.get(key) for key in self.keys}

    def _width(self, key: str) -> float:
        options = [self._options(conflict)[key] for conflict in self.conflicts]
        texts = ["\n".join(self._option_lines(option)) for option in options if option]
        for width in _OPTION_WIDTHS:
            if all(cells.lines_in(text, width) <= _OPTION_LINES for text in texts):
                break
        return width

    def _row(self, conflict: Conflict) -> None:
        nothing = self.words.nothing
        options = self._options(conflict)
        kept = {
            key: option.text or NOTHING
            for key, option in options.items()
            if option and _fits(option)
        }
        named = [
            storable(conflict.number),
            shown(conflict.title),
            self.fields[f"outcome.{conflict.field}"],
        ]
        hidden = {ID: conflict.id, FIELD: conflict.field}
        hidden |= {f"{OPTION}{key}": text for key, text in kept.items()}
        texts = [
            *named,
            "",
            "",
            *([shown(conflict.base) or nothing] if "base" in self.widths else []),
            *(
                "\n".join(self._option_lines(option)) if option else nothing
                for option in options.values()
            ),
            conflict.id,
            conflict.field,
            seal(hidden, named),
            *(kept.get(key, "") for key in options),
        ]
        shown_at = dict(enumerate(options.values(), len(self.widths)))
        self.table.add(texts, {at: _ABSENT for at, option in shown_at.items() if option is None})
        for at, option in shown_at.items():
            if option:
                self._two_lines(self.table.row, at + 1, *self._option_lines(option))
        offered = tuple(self.texts.plan if key == PLAN else key for key in kept)
        self.lists.setdefault(offered, []).append(self.table.row)

    def _option_lines(self, option: Option) -> tuple[str, str]:
        """Return the displayed value and place of an option."""
        value = shown(option.shown) or self.words.nothing
        if not _fits(option):
            value += "\n" + self.texts.too_long.format(length=utf16_length(option.text))
        return value, address(option.place, self.language, names=self.called)

    def _two_lines(self, row: int, column: int, value: str, place: str) -> None:
        """Write an option with its place below it in a smaller font."""
        lines = Runs((Run(f"{value}\n", cells.SIZE), Run(place, _SMALL, cells.GREY)))
        style = self.table.columns[column - 1].style
        self.table.pen.put(self.sheet, row, column, lines, style)


def _fits(option: Option) -> bool:
    return utf16_length(option.text) <= LONGEST_TEXT
