"""Words as data: the TOML tables of a language, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from plandoc.words.language import FOLDER


@cache
def catalogue(language: str, table: str) -> Mapping[str, Any]:
    """Return one table (`problems`, `words`, `deadlines`, `schema`) of a language.

    Raises `FileNotFoundError` where the language has no such table.
    """
    return tomllib.loads((FOLDER / language / f"{table}.toml").read_text("utf-8"))
