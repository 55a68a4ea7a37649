"""Words as data: one folder of TOML tables per language, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("ru", "en")


def language_of(locale: str) -> str:
    """Return the language with tables that serves `locale` (`ru_RU.UTF-8` → `ru`).

    A locale without tables of its own is served in English.
    """
    language = locale.replace("_", "-").split("-")[0].split(".")[0].lower()
    return language if language in LANGUAGES else "en"


@cache
def catalogue(language: str, table: str) -> Mapping[str, Any]:
    """Return one table (`problems`, `words`, `deadlines`, `schema`) of a language.

    Raises `FileNotFoundError` where the language has no such table.
    """
    source = files(__package__).joinpath(language, f"{table}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
