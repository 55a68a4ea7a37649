"""Short names and notes under a table, each under a heading of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.imports.paper import Line
from plandoc.imports.signatures import signatures_of
from plandoc.imports.spelling import folded
from plandoc.words.language import LANGUAGES, words_in

_DASHES = (" — ", " – ", " - ")


@dataclass(slots=True)
class Below:
    """Notes and short names, the headings over them, and the lines that are neither."""

    notes: list[str] = field(default_factory=list)
    short_names: dict[str, str] = field(default_factory=dict)
    headings: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)


def read_notes(lines: Sequence[Line]) -> Below:
    """Return what stands under «Сокращения:» and «Примечания:» up to the signatures."""
    below = Below()
    signed = {id(line) for line in signatures_of(lines).lines}
    under = ""
    for line in lines:
        heading = _heading(line)
        if id(line) in signed:
            under = ""
        elif heading:
            under = heading
            below.headings.append(line)
            continue
        short, _, full = _parted(line.text)
        if under == "short_names" and short and full and short not in below.short_names:
            below.short_names[short] = full
        elif under == "notes":
            below.notes.append(line.said.strip())
        else:
            under = ""
            below.rest.append(line)
    if not below.notes and not below.short_names:
        return Below(rest=list(lines))
    return below


def _heading(line: Line) -> str:
    """Return what a line is the heading of: `notes`, `short_names` or nothing."""
    said = line.text.strip()
    if not said.endswith(":"):
        return ""
    name = folded(said.rstrip(":"))
    for language in LANGUAGES:
        words = words_in(language).words
        if name in map(folded, words.notes):
            return "notes"
        if name == folded(words.short_names):
            return "short_names"
    return ""


def _parted(text: str) -> tuple[str, str, str]:
    """Return a short name, the dash, and what it stands for."""
    for dash in _DASHES:
        short, found, full = text.strip().partition(dash)
        if found and "\n" not in text:
            return short.strip(), found, full.strip()
    return "", "", ""
