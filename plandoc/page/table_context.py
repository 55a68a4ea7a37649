"""The tables of a plan as a template prints them: headings, rows, merged cells, sums, lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, wrap
from plandoc.page.paragraphs import ParagraphContext, lines, paragraphs
from plandoc.page.printed import NOTHING, LineContext, Printed, printed
from plandoc.page.row_mark import mark_of
from plandoc.page.sheet import twips
from plandoc.page.table import PlanTable
from plandoc.page.widths import PADDING
from plandoc.schema.blocks import ITEM_PLACE, TableForm
from plandoc.schema.columns import Align
from plandoc.schema.content import exclusions
from plandoc.schema.rows import SPANNING, ActivityRow, Row, SectionRow
from plandoc.wording.columns import (
    heading_columns,
    joins_before,
    section_cells,
)
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.wording.totals import column_sums, name_of_sums

_UNSPLIT_SHARE = 0.6
_MERGED_SHARE = 0.3
_KEPT_ROWS = 2
_TALL_FIRST = 4
"""From how many lines the first row may split: whole, it would leave the title alone."""

_TALL_TEXT = 7
"""From how many lines the text of a section need not stay with the first row below it."""

_LEAST_LINES = 2
"""How many lines of a row that may split stand on its first page, in the suites that can do it."""

_PEN_HEIGHT = twips(9)
_TEXT = 4


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """A column: its heading, its number from 1 and its width."""

    heading: str
    number: str
    width: int


@dataclass(frozen=True, slots=True)
class HeadContext:
    """A cell of the heading rows; `down` is `restart` or `continue` if it spans several."""

    text: str
    width: int
    span: int
    down: str


@dataclass(frozen=True, slots=True)
class HeadRowContext:
    """A row of headings."""

    heads: tuple[HeadContext, ...]


@dataclass(slots=True)  # not frozen, as `Printed`
class CellContext:
    """A cell of an activity.

    The outcome cell has a bookmark that identifies the activity. `merge` is `restart` for the first
    of cells that are printed as one, `continue` for the others. `span` counts its columns. `bold`
    are those of sections.
    """

    lines: tuple[LineContext, ...]
    align: str
    width: int
    bookmark: str
    merge: str = ""
    span: int = 1
    bold: bool = False


@dataclass(slots=True)
class RowContext:
    """A row: a section (`level` 1 to 3, `heading`), its text (4), an activity or the sums (0).

    A section with cells beside its heading has all of them in `cells`, and the level 0.

    `height` is the least height of a row to be written in by hand, 0 for others.
    """

    level: int
    heading: str
    cells: tuple[CellContext, ...]
    unsplit: str
    keep: str
    index: int
    paragraphs: tuple[ParagraphContext, ...] = ()
    height: int = 0


@dataclass(frozen=True, slots=True)
class TableContext:
    """A table; as a list it has `items` in place of `header` and `rows`."""

    heading: str
    columns: tuple[ColumnContext, ...]
    header: tuple[HeadRowContext, ...]
    rows: tuple[RowContext, ...]
    items: tuple[ParagraphContext, ...]
    apart: bool
    """Whether it needs a blank line to stand apart from the table before."""


def table_context(
    table: PlanTable, wording: Wording, *, signed: bool, first: int, apart: bool
) -> TableContext:
    """Return the context of a table; `first` is the number of its first row in the document.

    `signed`: signatures follow, and stay together with the last rows.
    """
    source = table.source
    as_list = source.form is TableForm.LIST
    columns = tuple(
        ColumnContext(column.heading, str(number), width)
        for number, (column, width) in enumerate(
            zip(table.columns, table.whole_widths, strict=True), 1
        )
    )
    return TableContext(
        heading=with_non_breaking(source.heading),
        columns=columns,
        header=tuple(_header(table, wording.language)) if source.headings else (),
        rows=() if as_list else tuple(_rows(table, wording, signed=signed, first=first)),
        items=tuple(_items(table, wording)) if as_list else (),
        apart=apart and not source.heading.strip(),
    )


def _header(table: PlanTable, language: str) -> Iterator[HeadRowContext]:
    """Yield the rows of headings with their widths."""
    widths = table.whole_widths
    for cells in table.heads(language):
        yield HeadRowContext(
            tuple(
                HeadContext(
                    cell.text, sum(widths[cell.first : cell.end]), cell.end - cell.first, cell.down
                )
                for cell in cells
            )
        )


def _rows(table: PlanTable, wording: Wording, *, signed: bool, first: int) -> Iterator[RowContext]:
    rows = table.source.rows
    shown = _shown(table)
    merged = _merged(table, shown)
    tallest = table.room * _UNSPLIT_SHARE
    outcome = next((i for i, c in enumerate(table.columns) if c.key == "outcome"), None)
    blank = {
        n for n, row in enumerate(table.cells) if outcome is not None and not row[outcome].text
    }
    index, place, sums = first - 1, -1, _sums(table)
    least = twips(_LEAST_LINES * table.page.table_size * LINE_HEIGHT * MM_PER_POINT)
    for number, row, ends in _with_ends(rows):
        if isinstance(row, SectionRow):
            make = _section_total if ends else _section_head
            for told in make(table, row, wording, index + 1):
                index += 1
                yield told
            continue
        index += 1
        place += 1
        unsplit = table.height(place) <= tallest
        if place == 0 and table.lines[place] >= _TALL_FIRST:
            unsplit = False
        last = number > len(rows) - (_KEPT_ROWS if signed else bool(sums))
        if place == 0 and len(table.cells) > 1:
            last = False  # the first row stays below the title
        together = "continue" in merged.get(place + 1, {}).values()
        yield RowContext(
            level=0,
            heading="",
            cells=_cells(table, shown[place], row.activity.id, merged.get(place, {})),
            unsplit="on" if unsplit else "off",
            keep="on" if (last or together) and unsplit else "off",
            index=index,
            height=max(_PEN_HEIGHT if place in blank else 0, 0 if unsplit else least),
        )
    if sums:
        name = name_of_sums(table.columns, wording)
        yield _total(table, sums, name, index + 1, keep="on" if signed else "off")


def _with_ends(rows: Sequence[Row]) -> Iterator[tuple[int, Row, bool]]:
    """Yield rows with their numbers, and each section once more where it ends."""
    opened: list[SectionRow] = []
    for number, row in enumerate(rows, 1):
        if isinstance(row, SectionRow):
            while opened and opened[-1].level >= row.level:
                yield number, opened.pop(), True
            opened.append(row)
        yield number, row, False
    for section in reversed(opened):
        yield len(rows), section, True


def _section_head(
    table: PlanTable, row: SectionRow, wording: Wording, index: int
) -> Iterator[RowContext]:
    """Yield the heading of a section, with its cells, and the text below it."""
    heading = with_non_breaking(wording.section_heading(row))
    beside = section_cells(row, table.columns)
    over = heading_columns(table.columns, beside) if beside else range(0)
    if not over:  # there are no cells, or no column is free
        yield RowContext(row.level, heading, (), "on", "on", index)
        index += 1
    if beside:
        yield RowContext(0, "", _beside_heading(table, heading, beside, over), "on", "on", index)
        index += 1
    if text := wording.section_text(row).strip():
        kept = _lines_across(table, text) < _TALL_TEXT
        told = paragraphs(text, kept=kept)
        yield RowContext(_TEXT, "", (), "off", "on" if kept else "off", index, told)


def _section_total(
    table: PlanTable, row: SectionRow, wording: Wording, index: int
) -> Iterator[RowContext]:
    """Yield the row with the sums of a section, if it has any."""
    if sums := section_sums(table, row):
        bold = _total(table, sums, name_of_section_sums(row, wording), index, keep="off")
        yield replace(bold, cells=tuple(replace(cell, bold=True) for cell in bold.cells))


def section_sums(table: PlanTable, row: SectionRow) -> dict[int, str]:
    """Return the sums of a section by the places of columns, nothing if it shows none."""
    shown = row.section.total and not exclusions(row.section)
    return _sums(table, row.path) if shown else {}


def name_of_section_sums(row: SectionRow, wording: Wording) -> str:
    """Return the word of the author, «Итого по разделу», or that of the language."""
    total = row.section.total
    return total if isinstance(total, str) else wording.words.total.word


def _beside_heading(
    table: PlanTable, heading: str, beside: Sequence[str], over: range
) -> tuple[CellContext, ...]:
    """Return the cells of a section: its heading `over` some columns, the others one by one."""
    texts = [
        printed(heading if over and at == over.start else with_non_breaking(text))
        for at, text in enumerate(beside)
    ]
    found: list[CellContext] = []
    for cell, at in zip(_cells(table, texts, "", {}, joined=False), range(len(texts)), strict=True):
        if at in over and at > over.start:
            before = found[-1]
            found[-1] = replace(before, width=before.width + cell.width, span=before.span + 1)
        else:
            align = Align.LEFT.value if at in over else cell.align
            found.append(replace(cell, bold=True, align=align))
    return tuple(found)


def _lines_across(table: PlanTable, text: str) -> int:
    """Return an estimate of the number of lines of a text over the whole width of a table."""
    width = sum(table.widths) - PADDING
    return sum(len(wrap(line, width, table.page.table_measure)) for line in text.split("\n"))


def _cells(
    table: PlanTable,
    texts: Sequence[Printed],
    ident: str,
    merged: dict[int, str],
    *,
    joined: bool = True,
) -> tuple[CellContext, ...]:
    cells = [
        CellContext(text.lines, align, width, "")
        for text, align, width in zip(texts, table.aligns, table.whole_widths, strict=True)
    ]
    if ident:
        cells[table.marked].bookmark = f"plandoc_{mark_of(ident)}"
    for at, merge in merged.items():
        cells[at].merge = merge
        if merge == "continue":
            cells[at].lines = NOTHING.lines
    if not (joined and table.joins):
        return tuple(cells)
    words = [text.text for text in texts]
    across: list[CellContext] = []
    for i, cell in enumerate(cells):
        if i and not (cell.merge or cells[i - 1].merge) and joins_before(table.columns, words, i):
            before = across[-1]
            across[-1] = replace(
                before,
                width=before.width + cell.width,
                span=before.span + 1,
                align=Align.CENTER.value,
            )
        else:
            across.append(cell)
    return tuple(across)


def _sums(table: PlanTable, within: FieldPath = ROOT) -> dict[int, str]:
    """Return the sums of columns by their places."""
    rows = [row for row in table.source.rows if isinstance(row, ActivityRow)]
    return column_sums(table.columns, rows, table.texts, within)


def _total(
    table: PlanTable, sums: Mapping[int, str], name: str, index: int, *, keep: str
) -> RowContext:
    """Return a row with the sums of columns."""
    texts = [sums.get(i, "") for i in range(len(table.columns))]
    named = next((i for i, c in enumerate(table.columns) if c.key == "title"), 0)
    texts[named] = texts[named] or name
    cells = _cells(table, [*map(printed, texts)], "", {})
    return RowContext(0, "", cells, "on", keep, index)


def _shown(table: PlanTable) -> list[list[Printed]]:
    """Return the texts of cells; a part has those of its whole where it has none of its own."""
    spanning = [i for i, column in enumerate(table.columns) if column.key in SPANNING]
    found = [[*row] for row in table.cells]
    whole: list[Printed] = []
    rows = (row for row in table.source.rows if isinstance(row, ActivityRow))
    for row, texts in zip(rows, found, strict=True):
        if row.whole is None:
            whole = texts
        for i in spanning if row.whole else ():
            texts[i] = texts[i] if texts[i].text.strip() else whole[i]
    return found


def _merged(table: PlanTable, shown: Sequence[list[Printed]]) -> dict[int, dict[int, str]]:
    """Return how cells are merged, by the place of the row among activities and of the column.

    Equal texts of neighbours in a column that merges are one cell, and so are an activity's text,
    or its number, and the blank cells of all its parts below. A cell that would be taller than a
    part of the page begins anew, and gets its text in `shown`, so that each page shows it.
    """
    rows = [
        (number, row)
        for number, row in enumerate(table.source.rows)
        if isinstance(row, ActivityRow)
    ]
    found: dict[int, dict[int, str]] = {}
    limit = table.room * _MERGED_SHARE
    for at, column in enumerate(table.columns):
        if column.key == "outcome":
            continue  # each cell has a mark of its own
        equal = _equal_runs([row[at].text for row in shown], rows) if column.merge else None
        for run in equal or _part_runs(table, rows, at):
            height = limit
            for place in run:
                own = table.height(place)
                height += own
                begins = height > limit
                height = own if begins else height
                found.setdefault(place, {})[at] = "restart" if begins else "continue"
                if begins:
                    shown[place][at] = shown[run[0]][at]
    return found


def _equal_runs(
    texts: Sequence[str], rows: Sequence[tuple[int, ActivityRow]]
) -> Iterator[list[int]]:
    """Yield the places of neighbours with the same text in a column."""
    run = [0] if texts else []
    for place in range(1, len(texts)):
        follows = rows[place][0] == rows[place - 1][0] + 1
        if follows and texts[place].strip() and texts[place] == texts[run[-1]]:
            run.append(place)
            continue
        if len(run) > 1:
            yield run
        run = [place]
    if len(run) > 1:
        yield run


def _part_runs(
    table: PlanTable, rows: Sequence[tuple[int, ActivityRow]], at: int
) -> Iterator[list[int]]:
    """Yield the places of activities with their parts, where no part has a text in a column."""
    if not any(row.whole for _, row in rows):
        return
    run: list[int] = []
    numbers = table.columns[at].key == "number"
    for place, (_, row) in enumerate(rows):
        if row.whole is None:
            if len(run) > 1:
                yield run
            told = numbers or table.cells[place][at].text.strip()
            run = [place] if row.activity.parts and told else []
        elif run and table.cells[place][at].text.strip():
            run = []
        elif run:
            run.append(place)
    if len(run) > 1:
        yield run


def _items(table: PlanTable, wording: Wording) -> Iterator[ParagraphContext]:
    """Yield a table as a list: headings of sections, activities with what they have, the sums."""
    cells = iter(table.cells)
    headings = {column.key: column.heading for column in table.columns}
    for _, row, ends in _with_ends(table.source.rows):
        if isinstance(row, SectionRow) and ends:
            yield from _listed_sums(table, wording, row)
            continue
        if isinstance(row, SectionRow):
            yield from lines([wording.section_heading(row)], bold=True)
            told = zip(table.columns, section_cells(row, table.columns), strict=False)
            yield from lines([f"{column.heading}: {text}" for column, text in told if text.strip()])
            yield from paragraphs(wording.section_text(row))
            continue
        texts = {c.key: one.text for c, one in zip(table.columns, next(cells), strict=True)}
        number, title, _ = (texts.pop(key, "") for key in ("number", "title", "outcome"))
        flat = {key: " ".join(text.split("\n")) for key, text in texts.items() if text.strip()}
        said = _sampled(table.source.item or "{title}", {"title": title} | flat)
        places = ITEM_PLACE.findall(table.source.item)
        rest = "; ".join(f"{headings[key]}: {flat[key]}" for key in flat if key not in places)
        item = lines(["\n".join(filter(None, (said, rest)))])[0]
        yield replace(item, label=number) if number else item
    yield from _listed_sums(table, wording)


def _sampled(sample: str, texts: Mapping[str, str]) -> str:
    """Return an item by its sample, without the places that have no text and what leads to them."""
    pieces = ITEM_PLACE.split(sample)
    told = [
        f"{lead}{texts[key]}"
        for lead, key in zip(pieces[::2], pieces[1::2], strict=False)
        if texts.get(key)
    ]
    said, last = "".join(told), pieces[-1]
    return said + (last[1:] if last[:1] == said[-1:] else last)


def _listed_sums(
    table: PlanTable, wording: Wording, row: SectionRow | None = None
) -> Iterator[ParagraphContext]:
    """Yield the sums of a list, or of one of its sections, in a line."""
    sums = section_sums(table, row) if row else _sums(table)
    name = name_of_section_sums(row, wording) if row else name_of_sums(table.columns, wording)
    if told := [f"{table.columns[i].heading}: {sum_}" for i, sum_ in sums.items() if sum_]:
        yield from lines([f"{name.rstrip(' .:')}. {'; '.join(told)}"], bold=True)
