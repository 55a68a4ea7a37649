"""The numbers and bullets that Word computes for paragraphs of lists (ECMA-376, 17.9)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from plandoc.formats.docx.looks import Looks
from plandoc.ooxml.markup import attribute, inner, whole
from plandoc.ooxml.package import Package
from plandoc.schema.numbering import roman
from plandoc.words.texts import PRIVATE_BULLETS

_LETTERS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "russian": "абвгдежзиклмнопрстуфхцчшщэюя",
}
_SIGNS = "-–—•●·"
_DEEPEST = 9
_LARGEST = 10_000
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: the format of its number, the text around it, where it starts."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts_after: int = _DEEPEST
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list: its levels, the starts that replace theirs, the counters it shares."""

    levels: Mapping[int, _Level]
    starts: Mapping[int, int]
    counters: dict[int, int]
    begun: set[int] = field(default_factory=set)


class ListLabels:
    """Counts the paragraphs of a document in their order."""

    def __init__(self, package: Package, looks: Looks) -> None:
        self.looks = looks
        self.lists: dict[str, _List] = {}
        for part in package.related(package.main, "numbering")[:1]:
            self._read(package.xml(part))

    def label(self, paragraph: _Element) -> str:
        """Return the label of the next paragraph, `""` for one that is in no list."""
        if not self.lists:
            return ""
        found, at = self._list_of(paragraph)
        if found is None or at not in found.levels:
            return ""
        level = found.levels[at]
        counters = found.counters
        if at in found.starts and at not in found.begun:
            counters[at] = found.starts[at]
        elif at in counters:
            counters[at] += 1
        else:
            counters[at] = level.start
        found.begun.add(at)
        for deeper in [one for one in counters if one > at]:
            after = found.levels[deeper].restarts_after if deeper in found.levels else _DEEPEST
            if after and at < after:
                del counters[deeper]
        return self._text(found, at)

    def counts(self, paragraph: _Element) -> bool:
        """Whether a paragraph is in a list."""
        return bool(self.lists) and self._list_of(paragraph)[0] is not None

    def _list_of(self, paragraph: _Element) -> tuple[_List | None, int]:
        name, level = self.looks.numbering(paragraph)
        return self.lists.get(name), whole(level)

    def _text(self, found: _List, at: int) -> str:
        level = found.levels[at]
        if level.form == "bullet":
            sign = level.text.translate(PRIVATE_BULLETS).strip()
            return sign if sign in _SIGNS or len(sign) > 1 else "•" if sign else ""
        if level.form == "none" and "%" not in level.text:
            return level.text.strip()

        def number(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            one = found.levels.get(index, _Level())
            count = found.counters.get(index, one.start)
            return _number(count, "decimal" if level.legal else one.form)

        return _PLACE.sub(number, level.text).strip()

    def _read(self, root: _Element) -> None:
        abstracts = {
            attribute(one, "abstractNumId"): one for one in root.iterfind("{*}abstractNum")
        }
        linked = {
            attribute(style, "val"): one
            for one in abstracts.values()
            if (style := inner(one, "styleLink")) is not None
        }
        counters: dict[str, dict[int, int]] = {}
        for num in root.iterfind("{*}num"):
            named = inner(num, "abstractNumId")
            name = "" if named is None else attribute(named, "val")
            if name not in abstracts:
                continue
            abstract = abstracts[name]
            link = inner(abstract, "numStyleLink")
            source = abstract if link is None else linked.get(attribute(link, "val"), abstract)
            levels = dict(_levels(source))
            starts = {}
            for change in num.iterfind("{*}lvlOverride"):
                at = whole(attribute(change, "ilvl"))
                levels |= dict(_levels(change))
                if (start := inner(change, "startOverride")) is not None:
                    starts[at] = whole(attribute(start, "val"))
            shared = counters.setdefault(name, {})
            self.lists[attribute(num, "numId")] = _List(levels, starts, shared)


def _levels(holder: _Element) -> Iterator[tuple[int, _Level]]:
    for level in holder.iterfind("{*}lvl"):
        values = {
            name: attribute(one, "val")
            for name in ("numFmt", "lvlText", "start", "lvlRestart")
            if (one := inner(level, name)) is not None
        }
        at = whole(attribute(level, "ilvl"))
        yield (
            at,
            _Level(
                values.get("numFmt", "decimal"),
                values.get("lvlText", ""),
                whole(values.get("start"), 0 if "start" in values else 1),
                whole(values.get("lvlRestart"), at) if "lvlRestart" in values else at,
                inner(level, "isLgl") is not None,
            ),
        )


def _number(count: int, form: str) -> str:
    if not 0 < count < _LARGEST:
        return str(count)
    if form.endswith("Roman"):
        text = roman(count)
        return text.lower() if form.startswith("lower") else text
    letters = next((row for name, row in _LETTERS.items() if name in form), "")
    if letters:
        text = letters[(count - 1) % len(letters)] * ((count - 1) // len(letters) + 1)
        return text.upper() if "pper" in form else text
    return f"{count:02}" if form == "decimalZero" else str(count)
