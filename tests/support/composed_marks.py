"""Marks composed from a known state in the ways that people write them, in three languages."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_WAYS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LANGUAGES = tuple(_WAYS)


class Composed(NamedTuple):
    """A mark and the state that it says."""

    text: str
    state: str


def composed(language: str) -> Iterator[Composed]:
    """Yield each deed of a language in each way and state."""
    table = _WAYS[language]
    for deed in table["deeds"]:
        forms = dict(zip(table["forms"], deed.split(", "), strict=True))
        forms |= {"N": forms["n"].capitalize(), "Nn": forms["nn"].capitalize()}
        for state, ways in table["ways"].items():
            yield from (Composed(way.format(**forms), state) for way in ways)
