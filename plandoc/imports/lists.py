"""A plan without a table: numbered items, each with its executors and its deadline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plandoc.codes import Code
from plandoc.imports.doubts import LIKELY, Data, Doubt
from plandoc.imports.executors import split_executors
from plandoc.imports.months import month_of
from plandoc.imports.numbers import Number
from plandoc.imports.paper import Line
from plandoc.imports.periods import period_in
from plandoc.imports.roles import role_of
from plandoc.imports.spelling import begins, words_by

_ITEM = re.compile(r"\s*(?P<number>\d{1,3}(?:\.\d{1,2})*[.)])\s*(?=[^\W\d]|[«\"(])")
_NAMED = re.compile(
    r"(?P<heading>[^\W\d_][^:;,()\n–—]{1,40}?)(?:\s*:|\s+[-–—](?=\s)|(?<=[Оо]тв\.)(?=\s))\s*(?=\S)"
)
_BORDER = re.compile(r"(?:(?<=[.;,)])\s+|\s*\()(?=[^\W\d_])")
_FEWEST = 3
_SHORT = 120
_FIELDS = ("executors", "deadline", "expected_result", "supervisor")


@dataclass(slots=True)
class ListRead:
    """A list that was read: its table as plain data, the lines it takes, the lines below it."""

    data: Data
    lines: list[Line]
    below: list[Line]
    numbers: list[Number] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    """An item, or the heading of a section: its number, its lines, the fields named in them."""

    number: str
    lines: list[Line]
    title: str
    fields: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    last: str = ""


def read_list(lines: Sequence[Line]) -> ListRead | None:
    """Return the list of tasks in some lines, `None` if they have no item with an executor."""
    items = list(_items(lines))
    told = [at for at, item in enumerate(items) if item.fields]
    if len(told) < _FEWEST:
        return None
    first, last = told[0], told[-1]
    named = any(not one.number and _is_section(one, two) for one, two in _pairs(items[first:]))
    while first and _is_section(above := items[first - 1], items[first]):
        if not above.number and (not named or period_in(above.title)):
            break  # a line of the title
        first -= 1
    items = items[first : last + 1]
    if len(told) * 2 < sum(not _is_section(*pair) for pair in _pairs(items)):
        return None
    taken = [line for item in items for line in item.lines]
    at = next(n for n, line in enumerate(lines) if line is taken[-1])
    return _read(items, taken, list(lines[at + 1 :]))


def _read(items: Sequence[_Item], taken: list[Line], below: list[Line]) -> ListRead:
    activities: list[Data] = []
    sections: list[Data] = []
    numbers: list[Number] = []
    for item, after in _pairs(items):
        if _is_section(item, after):
            sections.append({"title": item.title, "activities": []})
            numbers.append(Number(sections[-1], item.number, section=True))
            continue
        activity: Data = {"title": item.title, **item.fields}
        if "executors" in item.fields:
            activity["executors"] = split_executors(item.fields["executors"])
        (sections[-1]["activities"] if sections else activities).append(activity)
        numbers.append(Number(activity, item.number or None))
        if not item.number:
            activity["numbered"] = False
    headings = {key: text for item in reversed(items) for key, text in item.headings.items()}
    order = dict.fromkeys(key for item in items for key in item.headings)
    columns: list[Data | str] = ["number", "title"]
    columns += [{"key": key, "heading": headings[key]} for key in order]
    data: Data = {
        "form": "list", "columns": columns, "activities": activities, "sections": sections,
    }  # fmt: skip
    key = "sections" if sections and not activities else "activities"
    doubt = Doubt(Code.IMPORT_LIST_READ, taken[0].place, LIKELY, taken[0].said.strip(), data, key)
    return ListRead(data, taken, below, numbers, [doubt])


def _pairs(items: Sequence[_Item]) -> Iterator[tuple[_Item, _Item | None]]:
    yield from zip(items, [*items[1:], None], strict=True)


def _is_section(item: _Item, after: _Item | None) -> bool:
    """Whether an item heads those below it: it has no fields, and is set apart or counts on."""
    if item.fields or after is None:
        return False
    line = item.lines[0]
    strong = all(one.bold for one in item.lines) or line.align == "center" or bool(line.level)
    deeper = item.number and after.number.startswith(f"{item.number.rstrip('.)')}.")
    alone = not item.number and (strong or month_of(item.title) or item.title.endswith(":"))
    return bool(alone or (item.number and (deeper or (strong and not after.lines[0].bold))))


def _items(lines: Sequence[Line]) -> Iterator[_Item]:
    """Yield items with their lines; a heading between them is an item without a number."""
    item: _Item | None = None
    for at, line in enumerate(lines):
        text = line.said.strip()
        found = _ITEM.match(text)
        if found:
            if item is not None:
                yield item
            item = _Item(found["number"], [line], "")
            text = text[found.end() :]
        elif item is None or not _belongs(line, item):
            if item is not None:
                yield item
            item = None
            if _heads(line, lines[at + 1 : at + 2]):
                yield _Item("", [line], text)
            continue
        else:
            item.lines.append(line)
        for piece in _pieces(text):
            _add(item, piece)
    if item is not None:
        yield item


def _belongs(line: Line, item: _Item) -> bool:
    """Whether a line without a number goes on with an item: one of its fields, or more of it."""
    text, first = line.text.strip(), item.lines[0]
    if _field(text):
        return True
    if line.new_page or "\t" in text or line.level or (line.bold and not first.bold):
        return False
    open_end = item.lines[-1].text.rstrip().endswith((",", "-", "(", "«"))
    small = text[:1].islower() or open_end
    return small or (not item.fields and line.align != "center" and not line.gap)


def _heads(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line that belongs to no item is the heading of those that follow."""
    follows = bool(after) and _ITEM.match(after[0].said)
    return bool(follows) and len(line.text) <= _SHORT and "\t" not in line.text.strip()


def _pieces(text: str) -> Iterator[str]:
    """Yield a text cut before each of its fields: «(срок: май, отв. Завуч)»."""
    start = 0
    for border in _BORDER.finditer(text):
        if _field(text[border.end() :]):
            yield text[start : border.start()]
            start = border.end()
    yield text[start:]


def _field(text: str) -> tuple[str, str, str] | None:
    """Return the key, the heading and the text of a field, `None` for any other text."""
    found = _NAMED.match(text)
    heading = found["heading"].strip() if found else ""
    key = role_of(heading)
    if found is None or key not in _FIELDS:
        return None
    starts = [word for name, word in words_by(lambda table: table.roles) if name == key]
    return (key, heading, text[found.end() :]) if begins(heading, starts) else None


def _add(item: _Item, piece: str) -> None:
    named = _field(piece)
    if named and named[0] not in item.fields:
        key, heading, text = named
        item.headings[key] = heading
        item.last = key
        item.fields[key] = _said(text)
    elif item.last:
        item.fields[item.last] = _said(f"{item.fields[item.last]} {piece}")
    else:
        item.title = f"{item.title} {piece.strip()}".strip()


def _said(text: str) -> str:
    """Return a text without the bracket that closes over its field."""
    bare = text.strip()
    lone = bare.endswith((")", ").", ");")) and bare.count(")") > bare.count("(")
    return bare.rstrip(".;").removesuffix(")").rstrip() if lone else bare.rstrip(" ,;")
