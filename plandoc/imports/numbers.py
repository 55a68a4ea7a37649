"""Finds the samples of numbering that give the numbers of a paper with the fewest exceptions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandoc.imports.doubts import Data
from plandoc.schema.numbering import numbered

_NUMERAL = re.compile(r"\d+(?:\.\d+)*|\b[IVXLC]+\b")
_LEVELS = 3


@dataclass(slots=True)
class Number:
    """The number of an activity or the label of a section, as the paper shows it."""

    holder: Data
    shown: str | None
    section: bool = False


def numbering_of(table: Data, numbers: Sequence[Number]) -> Data:
    """Return the numbering of a table as plain data."""
    shown = {id(one.holder): one.shown for one in numbers if not one.section}
    labels = {id(one.holder): one.shown or "" for one in numbers if one.section}
    sections = _section_samples(table, labels)
    typed = [text for text in shown.values() if text]
    samples = list(dict.fromkeys(sample for text in typed if (sample := _sample(text))))[:4]
    best: tuple[int, Data] | None = None
    for sample in samples or ["1."]:
        for running in (False, True):
            missed = sum(
                number != shown[key]
                for key, number in computed(table, sample, running=running)
                if shown.get(key)
            )
            if best is None or missed < best[0]:
                data: Data = {"activities": sample}
                if table["sections"]:
                    data["sections"] = sections
                best = (missed, data | ({"running": True} if running else {}))
    assert best is not None
    return best[1]


def _sample(text: str) -> str:
    return _NUMERAL.sub(_one, text, count=1) if len(_NUMERAL.findall(text)) == 1 else ""


def _one(found: re.Match[str]) -> str:
    return re.sub(r"\d+", "1", found[0]) if found[0][0].isdigit() else "I"


def _section_samples(table: Data, labels: dict[int, str]) -> list[str]:
    """Return a sample for each level of sections, that of its first label with a number."""
    found: dict[int, str] = {}
    for level, _, section in _sections(table["sections"], ()):
        sample = _sample(labels.get(id(section), ""))
        if sample and level not in found:
            found[level] = sample
    if not found:
        return []
    return [found.get(level, "") for level in range(1, min(_LEVELS, max(found)) + 1)]


def _sections(
    sections: Sequence[Data], above: tuple[int, ...]
) -> Iterator[tuple[int, tuple[int, ...], Data]]:
    for at, section in enumerate(sections, 1):
        path = (*above, at)
        yield len(path), path, section
        yield from _sections(section.get("sections", ()), path)


def computed(table: Data, sample: str, *, running: bool) -> Iterator[tuple[int, str]]:
    """Yield the key of each activity of a table and the number that a sample gives it."""
    position = 0
    for activity in table["activities"]:
        position += activity.get("numbered", True)
        yield id(activity), numbered(sample, (position,))
    for _, path, section in _sections(table["sections"], ()):
        position = position if running else 0
        for activity in section["activities"]:
            position += activity.get("numbered", True)
            yield id(activity), numbered(sample, (*path, position))
