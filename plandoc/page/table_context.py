"""The tables of a plan as a template prints them: headings, rows, merged cells, sums, lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plandoc.page.measure import BULLET, LINE_HEIGHT, MM_PER_POINT, wrap
from plandoc.page.paragraphs import ParagraphContext, lines, paragraphs
from plandoc.page.row_mark import mark_of
from plandoc.page.sheet import twips
from plandoc.page.table import PlanTable
from plandoc.page.widths import PADDING
from plandoc.schema.blocks import TableForm
from plandoc.schema.columns import Align
from plandoc.schema.rows import SPANNING, ActivityRow, SectionRow
from plandoc.wording.columns import joins_before
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.wording.totals import to_sum, total_of

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


@dataclass(frozen=True, slots=True)
class LineContext:
    """A line of a cell; `bullet` tells whether it begins with a bullet, which stays in the text."""

    text: str
    bullet: bool


@dataclass(frozen=True, slots=True)
class CellContext:
    """A cell of an activity.

    The outcome cell has a bookmark that identifies the activity. `merge` is `restart` for the first
    of cells that are printed as one, `continue` for the others. `span` counts its columns.
    """

    lines: tuple[LineContext, ...]
    align: str
    width: int
    bookmark: str
    merge: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class RowContext:
    """A row: a section (`level` 1 to 3, `heading`), its text (4), an activity or the sums (0).

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
    blank = {n for n, row in enumerate(table.cells) if outcome is not None and not row[outcome]}
    index, place, sums = first - 1, -1, _sums(table)
    least = twips(_LEAST_LINES * table.page.table_size * LINE_HEIGHT * MM_PER_POINT)
    for number, row in enumerate(rows, 1):
        index += 1
        if isinstance(row, SectionRow):
            heading = with_non_breaking(wording.section_heading(row))
            yield RowContext(row.level, heading, (), "on", "on", index)
            if text := wording.section_text(row).strip():
                index += 1
                kept = _lines_across(table, text) < _TALL_TEXT
                told = paragraphs(text, kept=kept)
                yield RowContext(_TEXT, "", (), "off", "on" if kept else "off", index, told)
            continue
        place += 1
        unsplit = table.height(table.cells[place]) <= tallest
        if place == 0 and table.lines(table.cells[place]) >= _TALL_FIRST:
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
        yield _total(table, sums, wording, index + 1, keep="on" if signed else "off")


def _lines_across(table: PlanTable, text: str) -> int:
    """Return an estimate of the number of lines of a text over the whole width of a table."""
    width = sum(table.widths) - PADDING
    return sum(len(wrap(line, width, table.page.table_measure)) for line in text.split("\n"))


def _cells(
    table: PlanTable, texts: Sequence[str], ident: str, merged: dict[int, str]
) -> tuple[CellContext, ...]:
    marked = next((i for i, c in enumerate(table.columns) if c.key == "outcome"), 0)
    cells = [
        CellContext(
            lines=tuple(
                LineContext(line, bool(BULLET.match(line)))
                for line in ("" if merged.get(i) == "continue" else text).split("\n")
            ),
            align=column.align.value,
            width=width,
            bookmark=f"plandoc_{mark_of(ident)}" if ident and i == marked else "",
            merge=merged.get(i, ""),
        )
        for i, (text, column, width) in enumerate(
            zip(texts, table.columns, table.whole_widths, strict=True)
        )
    ]
    joined: list[CellContext] = []
    for i, cell in enumerate(cells):
        if i and not (cell.merge or cells[i - 1].merge) and joins_before(table.columns, texts, i):
            before = joined[-1]
            joined[-1] = replace(
                before,
                width=before.width + cell.width,
                span=before.span + 1,
                align=Align.CENTER.value,
            )
        else:
            joined.append(cell)
    return tuple(joined)


def _sums(table: PlanTable) -> dict[int, str]:
    """Return the sums of columns by their places; nothing if those to sum are blank.

    Outcomes are no part of the plan, and are not summed.
    """
    rows = [row for row in table.source.rows if isinstance(row, ActivityRow)]
    found, blank = {}, True
    summed = (i for i, c in enumerate(table.columns) if c.total and c.key != "outcome")
    for i in summed:
        column = (cells[i] for cells in table.cells)
        texts = to_sum(zip(rows, column, strict=True)).values()
        blank = blank and not any(map(str.strip, texts))
        found[i] = total_of(texts)
    return {} if blank else found


def _total(
    table: PlanTable, sums: Mapping[int, str], wording: Wording, index: int, *, keep: str
) -> RowContext:
    """Return the last row, with the sums of columns."""
    texts = [sums.get(i, "") for i in range(len(table.columns))]
    named = next((i for i, c in enumerate(table.columns) if c.key == "title"), 0)
    texts[named] = texts[named] or _name_of_sums(table, wording)
    return RowContext(0, "", _cells(table, texts, "", {}), "on", keep, index)


def _name_of_sums(table: PlanTable, wording: Wording) -> str:
    """Return the word of the author, «ИТОГО:», or that of the language."""
    own = (column.total for column in table.columns if isinstance(column.total, str))
    return next(own, wording.words.total.word)


def _shown(table: PlanTable) -> list[list[str]]:
    """Return the texts of cells; a part has those of its whole where it has none of its own."""
    spanning = [i for i, column in enumerate(table.columns) if column.key in SPANNING]
    found = [list(texts) for texts in table.cells]
    whole: list[str] = []
    rows = (row for row in table.source.rows if isinstance(row, ActivityRow))
    for row, texts in zip(rows, found, strict=True):
        if row.whole is None:
            whole = texts
        for i in spanning if row.whole else ():
            texts[i] = texts[i] if texts[i].strip() else whole[i]
    return found


def _merged(table: PlanTable, shown: Sequence[list[str]]) -> dict[int, dict[int, str]]:
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
        equal = _equal_runs([row[at] for row in shown], rows) if column.merge else None
        for run in equal or _part_runs(table, rows, at):
            height = limit
            for place in run:
                own = table.height(table.cells[place])
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
    run: list[int] = []
    numbers = table.columns[at].key == "number"
    for place, (_, row) in enumerate(rows):
        if row.whole is None:
            if len(run) > 1:
                yield run
            told = numbers or table.cells[place][at].strip()
            run = [place] if row.activity.parts and told else []
        elif run and table.cells[place][at].strip():
            run = []
        elif run:
            run.append(place)
    if len(run) > 1:
        yield run


def _items(table: PlanTable, wording: Wording) -> Iterator[ParagraphContext]:
    """Yield a table as a list: headings of sections, activities with what they have, the sums."""
    cells = iter(table.cells)
    headings = {column.key: column.heading for column in table.columns}
    for row in table.source.rows:
        if isinstance(row, SectionRow):
            yield from lines([wording.section_heading(row)], bold=True)
            yield from paragraphs(wording.section_text(row))
            continue
        texts = {c.key: text for c, text in zip(table.columns, next(cells), strict=True)}
        number, title, _ = (texts.pop(key, "") for key in ("number", "title", "outcome"))
        flat = {key: " ".join(text.split("\n")) for key, text in texts.items() if text.strip()}
        rest = "; ".join(f"{headings[key]}: {text}" for key, text in flat.items())
        item = lines(["\n".join(filter(None, (title, rest)))])[0]
        yield replace(item, label=number) if number else item
    if told := [f"{table.columns[i].heading}: {sum_}" for i, sum_ in _sums(table).items() if sum_]:
        name = _name_of_sums(table, wording).rstrip(" .:")
        yield from lines([f"{name}. {'; '.join(told)}"], bold=True)
