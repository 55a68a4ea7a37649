"""The workbook of a plan by other tools: the same cells on the same sheets, with the same looks.

What plandoc wrote is read once into plain data, which each tool writes again: values and formulas,
fonts, fills, borders, number formats, protection, widths, merged cells, panes, filters, choices and
rules of colour. Charts, names, properties and cached values of formulas are left out, in favour of
the peers.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from io import BytesIO
from types import ModuleType
from zipfile import ZipFile

import openpyxl
from lxml import etree
from openpyxl import load_workbook

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Style:
    """The look of a cell."""

    font: str
    size: float
    bold: bool
    color: str
    fill: str
    border: bool
    wrap: bool
    across: str
    down: str
    format: str
    locked: bool


@dataclass
class Sheet:
    """The content of a sheet; rows and columns count from 1."""

    name: str
    state: str
    cells: list[tuple[int, int, object, int]] = field(default_factory=list)
    widths: list[tuple[int, float, bool]] = field(default_factory=list)
    heights: list[tuple[int, float]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    choices: list[tuple[str, str, list[str]]] = field(default_factory=list)
    rules: list[tuple[str, str, str]] = field(default_factory=list)
    freeze: tuple[int, int] | None = None
    filter: str = ""


@dataclass
class Model:
    """A workbook as plain data."""

    styles: list[Style]
    sheets: list[Sheet]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(len(sheet.cells) for sheet in self.sheets)

    def plain(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)


def model_of(made: bytes) -> Model:
    """Return what a workbook holds."""
    book = load_workbook(BytesIO(made))
    styles: dict[Style, int] = {}
    known: dict[object, int] = {}
    sheets = []
    for one in book.worksheets:
        sheet = Sheet(one.title, one.sheet_state)
        for line in one.iter_rows():
            for cell in line:
                if cell.value is None and not cell.has_style:
                    continue
                key = cell._style  # noqa: SLF001 - the look of a cell by one number
                if (at := known.get(key)) is None:
                    at = known[key] = styles.setdefault(_style(cell), len(styles))
                value = getattr(cell.value, "text", cell.value)
                sheet.cells.append((cell.row, cell.column, value, at))
        _read_around(one, sheet)
        sheets.append(sheet)
    return Model([*styles], sheets)


def _read_around(one, sheet: Sheet) -> None:
    for letters, kept in one.column_dimensions.items():
        at = openpyxl.utils.column_index_from_string(letters)
        sheet.widths.append((at, kept.width, bool(kept.hidden)))
    sheet.heights = [(n, kept.height) for n, kept in one.row_dimensions.items() if kept.height]
    sheet.merged = [str(area) for area in one.merged_cells.ranges]
    sheet.choices = [
        (str(rule.sqref), rule.type, [rule.formula1])
        for rule in one.data_validations.dataValidation
        if rule.type in {"list", "custom"}
    ]
    sheet.rules = [
        (str(area.sqref), rule.formula[0], rule.dxf.fill.bgColor.rgb[-6:])
        for area in one.conditional_formatting
        for rule in area.rules
        if rule.type == "expression" and rule.dxf and rule.dxf.fill
    ]
    if one.freeze_panes:
        row, column = openpyxl.utils.cell.coordinate_to_tuple(one.freeze_panes)
        sheet.freeze = (row - 1, column - 1)
    sheet.filter = one.auto_filter.ref or ""


def _style(cell) -> Style:
    color, fill = cell.font.color, cell.fill
    return Style(
        font=cell.font.name,
        size=cell.font.sz,
        bold=bool(cell.font.b),
        color=color.rgb[-6:] if color is not None and isinstance(color.rgb, str) else "",
        fill=fill.fgColor.rgb[-6:] if fill.patternType == "solid" else "",
        border=bool(cell.border.left and cell.border.left.style),
        wrap=bool(cell.alignment.wrap_text),
        across=cell.alignment.horizontal or "",
        down=cell.alignment.vertical or "",
        format=cell.number_format,
        locked=bool(cell.protection.locked),
    )


def texts_of(made: bytes) -> dict[str, Counter[str]]:
    """Return the texts of each sheet with their numbers, and of formulas their number alone."""
    with ZipFile(BytesIO(made)) as archive:
        names = {*archive.namelist()}
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            root = etree.fromstring(archive.read("xl/sharedStrings.xml"))
            shared = ["".join(t.text or "" for t in one.iter(f"{_S}t")) for one in root]
        links = {
            one.get("Id"): one.get("Target").removeprefix("/xl/")
            for one in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        found = {}
        for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_S}sheet"):
            texts: Counter[str] = Counter()
            source = archive.open(f"xl/{links[sheet.get(_R)]}")
            for _, cell in etree.iterparse(source, tag=f"{_S}c"):
                value = cell.find(f"{_S}v")
                if cell.find(f"{_S}f") is not None:
                    texts["a formula"] += 1
                elif cell.get("t") == "s":
                    texts[shared[int(value.text)]] += 1
                elif cell.get("t") == "inlineStr":
                    texts["".join(t.text or "" for t in cell.iter(f"{_S}t"))] += 1
                cell.clear()
            found[sheet.get("name")] = +Counter({t.strip(): n for t, n in texts.items()})
    return found


def same(made: bytes, *, formulas: bool = True) -> Callable[[str, bytes], None]:
    """Return the check that a workbook has at least the texts of another, sheet by sheet."""
    wanted = texts_of(made)
    assert sum(wanted[next(iter(wanted))].values()) > 50  # noqa: PLR2004

    def check(name: str, other: bytes) -> None:
        found = texts_of(other)
        for sheet, texts in wanted.items():
            lacking = texts - found.get(sheet, Counter())
            if not formulas or "texts alone" in name:
                lacking.pop("a formula", None)
            lacking.pop("", None)
            assert not lacking, f"{name}, {sheet}: lacks {lacking.most_common(3)}"

    return check


class _Looks:
    """The parts of styles as an openpyxl, or one that looks like it, has them."""

    def __init__(self, tool: ModuleType, model: Model) -> None:
        styles = tool.styles
        thin = styles.Side(style="thin")
        boxed = styles.Border(left=thin, right=thin, top=thin, bottom=thin)
        self.all = [
            (
                styles.Font(name=one.font, sz=one.size, b=one.bold, color=one.color or None),
                styles.PatternFill("solid", fgColor=one.fill) if one.fill else None,
                boxed if one.border else None,
                styles.Alignment(
                    wrap_text=one.wrap, horizontal=one.across or None, vertical=one.down or None
                ),
                one.format,
                one.locked,
            )
            for one in model.styles
        ]
        self.free = styles.Protection(locked=False)

    def put(self, cell, at: int) -> None:
        font, fill, border, alignment, number, locked = self.all[at]
        cell.font, cell.alignment = font, alignment
        if fill:
            cell.fill = fill
        if border:
            cell.border = border
        if number != "General":
            cell.number_format = number
        if not locked:
            cell.protection = self.free


def by_openpyxl(model: Model, tool: ModuleType = openpyxl) -> bytes:
    """Write with openpyxl, a cell at a time; or with a tool that takes its place."""
    book = tool.Workbook()
    book.remove(book.active)
    looks = _Looks(tool, model)
    for one in model.sheets:
        sheet = book.create_sheet(one.name)
        for row, column, value, at in one.cells:
            looks.put(sheet.cell(row, column, value), at)
        _around(tool, sheet, one)
        for area in one.merged:
            sheet.merge_cells(area)
    return _saved(book)


def by_write_only(model: Model) -> bytes:
    """Write with openpyxl in its write-only mode."""
    book = openpyxl.Workbook(write_only=True)
    looks = _Looks(openpyxl, model)
    for one in model.sheets:
        sheet = book.create_sheet(one.name)
        _around(openpyxl, sheet, one)
        line: list[object] = []
        now = 1
        for row, column, value, at in one.cells:
            while now < row:
                sheet.append(line)
                line, now = [], now + 1
            line += [None] * (column - 1 - len(line))
            cell = openpyxl.cell.WriteOnlyCell(sheet, value)
            looks.put(cell, at)
            line.append(cell)
        sheet.append(line)
        for area in one.merged:
            sheet.merged_cells.add(area)
    return _saved(book)


def _around(tool: ModuleType, sheet, one: Sheet) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if tool is not openpyxl:
        from wolfxl.formatting.rule import FormulaRule
        from wolfxl.worksheet.datavalidation import DataValidation
    sheet.sheet_state = one.state
    for column, width, hidden in one.widths:
        letters = get_column_letter(column)
        sheet.column_dimensions[letters].width = width
        if hidden:
            sheet.column_dimensions[letters].hidden = True
    for row, height in one.heights:
        sheet.row_dimensions[row].height = height
    for area, kind, formulae in one.choices:
        rule = DataValidation(type=kind, formula1=formulae[0], allow_blank=True, sqref=area)
        getattr(sheet, "add_data_validation", sheet.data_validations.append)(rule)
    for area, formula, fill in one.rules:
        colour = tool.styles.PatternFill(bgColor=fill)
        sheet.conditional_formatting.add(area, FormulaRule(formula=[formula], fill=colour))
    if one.freeze:
        row, column = one.freeze
        sheet.freeze_panes = f"{get_column_letter(column + 1)}{row + 1}"
    if one.filter:
        sheet.auto_filter.ref = one.filter


def _saved(book) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(model: Model, *, constant: bool = False) -> bytes:
    """Write with XlsxWriter; `constant` memory writes each row as it is left."""
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": constant, "in_memory": not constant})
    looks = [
        book.add_format(
            {
                "font_name": one.font,
                "font_size": one.size,
                "bold": one.bold,
                "text_wrap": one.wrap,
                "locked": one.locked,
                "num_format": one.format,
                "border": int(one.border),
                **({"font_color": f"#{one.color}"} if one.color else {}),
                **({"bg_color": f"#{one.fill}"} if one.fill else {}),
                **({"align": one.across} if one.across else {}),
                **({"valign": one.down.replace("center", "vcenter")} if one.down else {}),
            }
        )
        for one in model.styles
    ]
    for one in model.sheets:
        sheet = book.add_worksheet(one.name)
        for column, width, hidden in one.widths:
            sheet.set_column(column - 1, column - 1, width, None, {"hidden": hidden})
        heights = dict(one.heights)
        now = 0
        for row, column, value, at in one.cells:
            if row != now:
                now = row
                if row in heights:
                    sheet.set_row(row - 1, heights[row])
            _write(sheet, row - 1, column - 1, value, looks[at])
        _write_around(book, sheet, one)
    book.close()
    return target.getvalue()


def _write(sheet, row: int, column: int, value: object, look) -> None:
    if isinstance(value, str):
        if value.startswith("="):
            sheet.write_formula(row, column, value, look)
        else:
            sheet.write_string(row, column, value, look)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_datetime(row, column, value, look)


def _write_around(book, sheet, one: Sheet) -> None:
    if one.state == "hidden":
        sheet.hide()
    elif one.state == "veryHidden":
        sheet.very_hidden()
    for area in one.merged:  # its cells are written already
        left, top, right, bottom = openpyxl.utils.cell.range_boundaries(area)
        sheet.merge.append([top - 1, left - 1, bottom - 1, right - 1])
    for area, kind, formulae in one.choices:
        told = {"validate": kind, "source" if kind == "list" else "value": f"={formulae[0]}"}
        for part in area.split():
            sheet.data_validation(part, told)
    for area, formula, fill in one.rules:
        colour = book.add_format({"bg_color": f"#{fill}"})
        parts = area.split()
        several = {"multi_range": area} if len(parts) > 1 else {}
        told = {"type": "formula", "criteria": f"={formula}", "format": colour, **several}
        sheet.conditional_format(parts[0], told)
    if one.freeze:
        sheet.freeze_panes(*one.freeze)
    if one.filter:
        sheet.autofilter(one.filter)


def by_rust(model: Model) -> bytes:
    """Write the values alone with rust_xlsxwriter: it has no looks, choices or rules."""
    from rustpy_xlsxwriter import FastExcel

    target = BytesIO()
    book = FastExcel(target)
    for one in model.sheets:
        width = max(column for _, column, _, _ in one.cells)
        names = [f"c{column}" for column in range(1, width + 1)]
        rows: dict[int, dict[str, object]] = {}
        for row, column, value, _ in one.cells:
            if row not in rows:
                rows[row] = dict.fromkeys(names)
            rows[row][names[column - 1]] = value
        book.sheet(one.name, [*rows.values()])
    book.save()
    return target.getvalue()
