"""Types a paper of the corpus in as a plan, as a patient secretary would.

What can be seen is decided by the paper: headings give the columns their roles, merged cells give
`merge`, a row of one wide cell is a section, rows under a row that has no deadline are its parts.
A `Recipe` tells what cannot: which paragraphs are which, the period, the stamps.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from plandoc.imports.executors import split_executors
from plandoc.schema.blocks import PlanPart
from plandoc.schema.markup import escaped
from plandoc.schema.period import Period
from plandoc.schema.plan import PERIOD_PLACE, Plan
from plandoc.wording.phrases import Wording
from support.papers import Cell, Grid, Line, Paper, Row, read_paper, resolved

_STEMS = (
    ("number", ("№", "п/п")),
    ("outcome", ("отметка", "дата выполнения")),
    ("", ("место", "участник", "корректировка")),
    ("deadline", ("срок", "дата", "время", "месяц")),
    ("executors", ("ответствен", "исполнител")),
    ("expected_result", ("результат", "форма заверш", "выход")),
    ("title", ("мероприят", "содержание", "наименование", "тема", "темы", "направление")),
)
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a paper does not show by its shape.

    `outline` names its parts in their order with the number of their paragraphs: «approvals 5,
    title 2, table, signatures 1». `roles` tells columns by headings that the usual words do not
    tell, `columns` those of a table without headings. `wrapped`: lines end where the page ends.
    `missing` lists texts that the document cannot say as they stand, each with the reason;
    `skipped` is why the paragraphs that the outline skips are not typed in.
    """

    file: str
    outline: str
    period: Any
    approvals: Sequence[Mapping[str, Any]] = ()
    signatures: Sequence[Mapping[str, Any]] = ()
    annex: Mapping[str, Any] | None = None
    numbering: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    columns: Sequence[tuple[str, str]] = ()
    layout: Mapping[str, Any] = field(default_factory=dict)
    wrapped: bool = False
    missing: Mapping[str, str] = field(default_factory=dict)
    skipped: str = ""

    def paper(self, corpus: Path) -> Paper:
        """Return what the paper says."""
        return read_paper(corpus / self.file)


@dataclass(slots=True)
class Drawn:
    """A table of the paper with the roles of its columns and its rows under the headings."""

    columns: list[dict[str, Any]]
    places: list[int]
    rows: list[Row]
    headed: bool


def typed(recipe: Recipe, corpus: Path) -> Plan:
    """Return the plan that says what the paper says."""
    data, numbers = _data(recipe, recipe.paper(corpus))
    plan = Plan.model_validate(data)
    for row, (activity, number) in zip(plan.activity_rows(), numbers, strict=True):
        if number is not None and number != row.number:
            activity["number"] = number
    return Plan.model_validate(data)


def parts(recipe: Recipe, paper: Paper) -> Iterator[tuple[str, list[Line], Grid | None]]:
    """Yield the parts of the outline with their paragraphs or their table; nothing may be over."""
    left = list(paper)
    for part in recipe.outline.split(", "):
        kind, _, count = part.partition(" ")
        taken = [left.pop(0) for _ in range(1 if count == "" else int(count))]
        texts = [one for one in taken if isinstance(one, Line)]
        grid = next((one for one in taken if isinstance(one, Grid)), None)
        if (grid is None) == (kind in ("table", "stamps")) or (
            kind == "skip" and not recipe.skipped
        ):
            message = f"{recipe.file}: {part} begins with {taken[:1]!r}"
            raise ValueError(message)
        yield kind, texts, grid
    if left:
        message = f"{recipe.file}: nothing is said of {left[0]!r}"
        raise ValueError(message)


Numbers = list[tuple[dict[str, Any], str | None]]


def _data(recipe: Recipe, paper: Paper) -> tuple[dict[str, Any], Numbers]:
    found = list(parts(recipe, paper))
    several = [kind for kind, _, _ in found].count("table") > 1
    numbers: Numbers = []
    blocks: list[Any] = []
    plan: dict[str, Any] = {}
    heading = ""
    for kind, texts, grid in found:
        said = "\n".join(_spaced(line.text) for line in texts)
        if grid and kind == "table":
            table = _table(recipe, grid, numbers)
            if several or "headings" in table:
                blocks.append({"table": {**table, "heading": heading}})
            else:
                blocks += [{"heading": heading}] if heading else []
                blocks.append("table")
                plan |= table
            heading = ""
            continue
        blocks += [{"heading": heading}] if heading else []
        heading = re.sub("^- ", "", said) if kind == "heading" else ""
        if kind == "title":
            plan["title"] = _placed(said, recipe)
        if kind != "heading":
            blocks += _blocks(recipe, kind, texts, numbers)
    return {
        "period": recipe.period,
        "period_in_title": False,
        "approvals": list(recipe.approvals),
        "signatures": list(recipe.signatures),
        "numbering": {"sections": [], "activities": _sample(numbers), **recipe.numbering},
        "layout": dict(recipe.layout),
        **plan,
        "blocks": [
            one for n, one in enumerate(blocks) if one not in _ONCE or one not in blocks[:n]
        ],
    }, numbers


_ONCE = ("approvals", "signatures")


def _blocks(recipe: Recipe, kind: str, lines: Sequence[Line], numbers: Numbers) -> list[Any]:
    """Return the blocks of a part that is neither a table nor a heading."""
    said = "\n".join(_spaced(line.text) for line in lines)
    name, _, align = kind.partition(":")
    place = {"stamps": "approvals"}.get(name, name)
    if place in set(PlanPart):
        return [place]
    if name == "skip":
        return []
    if name == "text":
        return [*_texts(align, lines, wrapped=recipe.wrapped)]
    if name == "list":
        return [{"table": _list([line.text for line in lines], numbers)}]
    return [{name: (recipe.annex if name == "annex" else None) or said}]


def _placed(title: str, recipe: Recipe) -> str:
    """Return a title with `{period}` where it says the period as plandoc prints it."""
    period = Wording("ru-RU").period(Period.model_validate(recipe.period))
    said = re.search(
        r"\s*".join(map(re.escape, re.split(r"\s+|(?=[-–])|(?<=[-–])", period))), title
    )
    return f"{title[: said.start()]}{PERIOD_PLACE}{title[said.end() :]}" if said else title


def _sample(numbers: Numbers) -> str:
    """Return the sample of the first number that is written: «1», «1.», «1.1»."""
    first = next((n for _, n in numbers if n and re.fullmatch(r"\d+(\.\d+)*\.?", n)), "1.")
    return re.sub(r"\d+", "1", first)


def _spaced(text: str) -> str:
    """Return a text with the blanks by which it was moved on the page as line breaks."""
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"[ \t\xa0]{5,}", "\n", text.strip()))


def _texts(align: str, lines: Sequence[Line], *, wrapped: bool) -> Iterator[dict[str, str]]:
    """Yield paragraphs as text blocks, each of one alignment: that given, or their own."""
    for own, group in groupby(lines, lambda line: line.align):
        text = "\n".join(_spaced(line.marked) for line in group)
        if wrapped:
            text = re.sub(r"(?<=.{60})(?<![.;:])\n(?!\d+\.)", " ", text)
        text = re.sub(r"^([-–•]|\d{1,2}\.)(?=[^\W\d])", r"\1 ", text, flags=re.MULTILINE)
        yield {"text": text} | ({"align": align or own} if align or own else {})


# --- tables ---------------------------------------------------------------------------------------


def drawn(recipe: Recipe, grid: Grid) -> Drawn:
    """Return a table with the roles of its columns and without its heading row."""
    rows = resolved(grid)
    if recipe.columns:
        heads = [Cell(heading, n) for n, (_, heading) in enumerate(recipe.columns)]
        keys = [key for key, _ in recipe.columns]
    else:
        heads, rows = list(rows[0]), rows[1:]
        keys = _keys([" ".join(cell.text.split()) for cell in heads], recipe.roles)
    columns, places = [], []
    for place, (head, key) in enumerate(zip(heads, keys, strict=True)):
        under = [cell for row in rows if (cell := cell_of(row, heads, place))]
        if head.blank and all(cell.blank for cell in under):
            continue
        column: dict[str, Any] = {"key": key or f"column_{place + 1}"}
        if heading := "\n".join(filter(None, map(str.strip, head.text.split("\n")))):
            column["heading"] = _unwrapped(heading) if recipe.wrapped else heading
        if any(cell.continued for cell in under):
            column["merge"] = True
        columns.append(column)
        places.append(place)
    return Drawn(columns, places, rows, headed=not recipe.columns)


def _keys(heads: list[str], roles: Mapping[str, str]) -> list[str]:
    keys: list[str] = []
    for head in heads:
        usual = next((key for key, stems in _STEMS if any(s in head.lower() for s in stems)), "")
        key = roles.get(head, usual)
        keys.append("" if key in keys else key)
    return keys


def cell_of(row: Row, heads: Sequence[Cell], place: int) -> Cell | None:
    """Return the cell under a heading: by their order if they are as many, else by the grid.

    A cell under several headings stands under the first of those it shares the most with.
    """
    if len(row) == len(heads):
        return row[place]
    if is_wide(row):
        return None
    under = {max(range(len(heads)), key=lambda n: _shared(cell, heads[n])): cell for cell in row}
    return under.get(place)


def _shared(cell: Cell, head: Cell) -> int:
    """Return over how many columns of the grid two cells stand both."""
    ends = min(cell.column + cell.span, head.column + head.span)
    return ends - max(cell.column, head.column)


def is_wide(row: Row) -> bool:
    """Whether a row has a text over more than half of the table, as sections have."""
    whole = sum(cell.span for cell in row)
    return any(cell.span * 2 > whole and not cell.blank for cell in row)


def is_spare(cells: Iterable[Cell]) -> bool:
    """Whether cells say nothing of their own: a row left over, without even a number."""
    return all((cell.blank and not cell.counted) or cell.continued for cell in cells)


def _table(recipe: Recipe, grid: Grid, numbers: Numbers) -> dict[str, Any]:
    table = drawn(recipe, grid)
    heads = [Cell("", n) for n in range(len(recipe.columns))] or list(resolved(grid)[0])
    holder: dict[str, Any] = {"activities": []}
    activities: list[dict[str, Any]] = holder["activities"]
    sections: list[dict[str, Any]] = []
    whole: dict[str, Any] | None = None
    for row in table.rows:
        if is_wide(row):
            section = _section(row)
            below = bool(sections) and holder is sections[-1] and not holder["activities"]
            (holder.setdefault("sections", []) if below else sections).append(section)
            holder, whole = section, None
            continue
        cells = {
            column["key"]: cell
            for column, place in zip(table.columns, table.places, strict=True)
            if (cell := cell_of(row, heads, place))
        }
        if is_spare(cells.values()):
            continue
        activity = _activity(cells, recipe)
        number = cells.get("number")
        typed_number = number.text.strip() if number and not number.continued else ""
        unnumbered = number is not None and not number.counted and not typed_number
        if unnumbered:
            activity["numbered"] = False
        if whole is not None and _is_part(number):
            whole.setdefault("parts", []).append(activity)
        else:
            holder["activities"].append(activity)
            whole = None if activity.keys() & {"deadline", "executors"} else activity
        computed = number is None or number.counted or unnumbered
        numbers.append((activity, None if computed else typed_number))
    return {
        "columns": table.columns,
        "activities": activities,
        "sections": sections,
    } | ({} if table.headed else {"headings": False})


def _is_part(number: Cell | None) -> bool:
    """Whether a row under one that says only what is done is a part of it: it has no number."""
    return number is not None and not number.counted and not re.search(r"\d", number.text)


def _list(lines: Sequence[str], numbers: Numbers) -> dict[str, Any]:
    """Return a list whose items begin with numbers and whose executors follow «Отв.:»."""
    activities: list[dict[str, Any]] = []
    for item in re.split(r"\n(?=\d+\.)", "\n".join(line.strip() for line in lines)):
        said, _, executors = item.partition("\nОтв.:")
        number, _, title = said.partition(" ")
        activity = {"title": title.strip(), "executors": split_executors(_unwrapped(executors))}
        activities.append(activity)
        numbers.append((activity, number))
    columns = ["number", "title", {"key": "executors", "heading": "Отв."}]
    return {"form": "list", "columns": columns, "activities": activities}


def _section(row: Row) -> dict[str, Any]:
    said = [cell.text.strip() for cell in row if not cell.blank]
    wide = max((cell for cell in row if not cell.blank), key=lambda cell: cell.span).text.strip()
    before, after = said[: said.index(wide)], said[said.index(wide) + 1 :]
    month = next((n for n, name in enumerate(_MONTHS, 1) if wide.lower() == name), None)
    return {
        "title": wide,
        "activities": [],
        **({"month": month} if month else {}),
        **({"label": " ".join(before)} if before else {}),
        **({"text": escaped("\n".join(after))} if after else {}),
    }


def _activity(cells: Mapping[str, Cell], recipe: Recipe) -> dict[str, Any]:
    def text(key: str) -> str:
        found = cells[key].text.strip() if key in cells else ""
        found = "\n".join(line.strip() for line in found.split("\n"))
        return _unwrapped(found) if recipe.wrapped else found

    own = {key: text(key) for key in cells if key.startswith(("column_", "own_"))}
    activity: dict[str, Any] = {"title": text("title")}
    if text("deadline"):
        activity["deadline"] = text("deadline")
    if "executors" in cells and (names := split_executors(cells["executors"].text)):
        activity["executors"] = [_unwrapped(n) if recipe.wrapped else n for n in names]
    if text("expected_result"):
        activity["expected_result"] = text("expected_result")
    if text("outcome"):
        activity["outcome"] = {"text": text("outcome")}
    if filled := {key: said for key, said in own.items() if said}:
        activity["fields"] = filled
    return activity


_DEADLINE = (
    r"(?:[Дд]о|с|к|по) \d|"
    r"(?i:янв|фев|мар|апр|мая?\b|май|июн|июл|авг|сен|окт|ноя|дек)"
)


def _unwrapped(text: str) -> str:
    """Return a text without the breaks at which a page's lines ended."""
    text = re.sub(r"(?i)(\w*(?:брь|рель|план\w*))-\n", r"\1-", text)
    text = re.sub(r"(?<=[а-яё])-\n(?=[а-яё])", "", text)
    return re.sub(rf"(?<![;:])\n(?!\s*[-–•●]|\d+[.)]|{_DEADLINE})", " ", text)
