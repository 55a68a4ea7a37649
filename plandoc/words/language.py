"""The words of a language: one typed table per TOML file, read on first use."""

# ruff: noqa: PLC0415 - the shape of a table is imported with the table, so few are ever made

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from plandoc.words.loader import load

if TYPE_CHECKING:
    from plandoc.words.tables.amend import AmendWords
    from plandoc.words.tables.annotated import AnnotatedWords
    from plandoc.words.tables.authoring import AuthoringWords
    from plandoc.words.tables.checks import ChecksWords
    from plandoc.words.tables.cli import CliWords
    from plandoc.words.tables.collect import CollectWords
    from plandoc.words.tables.compare import CompareWords
    from plandoc.words.tables.deadlines import DeadlinesWords
    from plandoc.words.tables.explain import ExplainWords
    from plandoc.words.tables.files import FileWords
    from plandoc.words.tables.handouts import HandoutWords
    from plandoc.words.tables.imports import ImportsWords
    from plandoc.words.tables.marks import MarksWords
    from plandoc.words.tables.problems import ProblemWords
    from plandoc.words.tables.report import ReportWords
    from plandoc.words.tables.rollover import RolloverWords
    from plandoc.words.tables.tracking import TrackingWords
    from plandoc.words.tables.verify import VerifyWords
    from plandoc.words.tables.web import WebWords
    from plandoc.words.tables.words import DocumentWords
    from plandoc.words.tables.years import YearsWords

T = TypeVar("T")

_SEPARATOR = re.compile("[-_]")

FOLDER = Path(__file__).parent
"""The folder with a folder of TOML files for each language."""

DEFAULT_LANGUAGE = "ru"
"""The default language of public functions: `problem.text()`, a date in a plan file."""

TOLD = ("cli", "explain", "problems", "schema")
"""The tables that may be missing: what a person is told, and no document or workbook says."""


def _order(language: str) -> tuple[bool, bool, str]:
    return "_" in language, language != DEFAULT_LANGUAGE, language


LANGUAGES = tuple(sorted((table.parent.name for table in FOLDER.glob("*/words.toml")), key=_order))
"""The languages that plans are printed in, the default one first, variants (`ru_BY`) last."""

READ_LANGUAGES = tuple(language for language in LANGUAGES if "_" not in language)
"""The languages by whose words deadlines, marks and papers are read: those without variants."""

TELLING = tuple(one for one in READ_LANGUAGES if (FOLDER / one / "problems.toml").is_file())
"""The languages in which problems are told."""


@lru_cache(maxsize=256)
def language_in(locale: str) -> str | None:
    """Return the language with the words for `locale`, `None` if there is none.

    A variant serves its own region only: `ru-BY` is `ru_BY`, `ru_RU.UTF-8` is `ru`.
    """
    language, *more = _SEPARATOR.split(locale.partition(".")[0])
    regions = [f"{language.lower()}_{part.upper()}" for part in more]
    return next((one for one in (*regions, language.lower()) if one in LANGUAGES), None)


def language_of(locale: str) -> str:
    """Return the language with the words for `locale`, English if there is none."""
    return language_in(locale) or "en"


def root_of(language: str) -> str:
    """Return the language of which this one is a variant, or itself: `ru_BY` → `ru`."""
    return language.partition("_")[0]


def told_in(language: str) -> str:
    """Return the language in which people who read this one are told of problems."""
    return words_in(language).words.messages


def names_of(languages: Iterable[str]) -> str:
    """Return languages as they are written in a plan: `ru, en, ru-BY`."""
    return ", ".join(language.replace("_", "-") for language in languages)


@cache
def words_in(language: str) -> "Words":
    """Return the words of one of `LANGUAGES`, the same object each time."""
    return Words(language)


def _read(language: str, name: str) -> dict[str, object]:
    return tomllib.loads((FOLDER / language / name).read_text("utf-8"))


def _with(table: Mapping[str, object], differences: Mapping[str, object]) -> dict[str, object]:
    """Return a table with the differences of a variant, key by key."""
    found = {**table}
    for key, value in differences.items():
        old = found.get(key)
        found[key] = (
            _with(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return found


class Words:
    """The words of one language. An attribute is a table, named as its file.

    A variant has the tables of its language with its own differences. A table of `TOLD` that the
    language has not is that of the language its `words.toml` names. Any other that it has not
    raises `FileNotFoundError`; one of another shape raises `ValueError` (`plandoc.words.loader`).
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def _load(self, table: str, shape: type[T]) -> T:
        name = f"{table}.toml"
        if table in TOLD and not (FOLDER / root_of(self.language) / name).is_file():
            return cast("T", getattr(words_in(told_in(self.language)), table))
        data = _read(root_of(self.language), name)
        if root_of(self.language) != self.language and (FOLDER / self.language / name).is_file():
            data = _with(data, _read(self.language, name))
        return load(shape, data, f"{self.language}/{name}")

    @cached_property
    def amend(self) -> "AmendWords":
        """Sentences of an amendment."""
        from plandoc.words.tables.amend import AmendWords

        return self._load("amend", AmendWords)

    @cached_property
    def annotated(self) -> "AnnotatedWords":
        """Words of the copies with remarks."""
        from plandoc.words.tables.annotated import AnnotatedWords

        return self._load("annotated", AnnotatedWords)

    @cached_property
    def authoring(self) -> "AuthoringWords":
        """Words of the workbook in which a plan is written."""
        from plandoc.words.tables.authoring import AuthoringWords

        return self._load("authoring", AuthoringWords)

    @cached_property
    def checks(self) -> "ChecksWords":
        """Words that the check rules look for."""
        from plandoc.words.tables.checks import ChecksWords

        return self._load("checks", ChecksWords)

    @cached_property
    def cli(self) -> "CliWords":
        """Words of the command line."""
        from plandoc.words.tables.cli import CliWords

        return self._load("cli", CliWords)

    @cached_property
    def collect(self) -> "CollectWords":
        """What `plandoc collect` prints."""
        from plandoc.words.tables.collect import CollectWords

        return self._load("collect", CollectWords)

    @cached_property
    def compare(self) -> "CompareWords":
        """Words of a comparison of two plans."""
        from plandoc.words.tables.compare import CompareWords

        return self._load("compare", CompareWords)

    @cached_property
    def deadlines(self) -> "DeadlinesWords":
        """Words for reading and printing deadlines."""
        from plandoc.words.tables.deadlines import DeadlinesWords

        return self._load("deadlines", DeadlinesWords)

    @cached_property
    def explain(self) -> "ExplainWords":
        """Words of the pages that explain a code."""
        from plandoc.words.tables.explain import ExplainWords

        return self._load("explain", ExplainWords)

    @cached_property
    def files(self) -> "FileWords":
        """Words of the names of files."""
        from plandoc.words.tables.files import FileWords

        return self._load("files", FileWords)

    @cached_property
    def handouts(self) -> "HandoutWords":
        """Words of the papers to hang up and to hand out."""
        from plandoc.words.tables.handouts import HandoutWords

        return self._load("handouts", HandoutWords)

    @cached_property
    def imports(self) -> "ImportsWords":
        """Words by which papers made by hand are read."""
        from plandoc.words.tables.imports import ImportsWords

        return self._load("imports", ImportsWords)

    @cached_property
    def keys(self) -> "Mapping[str, Mapping[str, tuple[str, ...]]]":
        """Names of the keys and values of plan files, by model."""
        return self._load("keys", dict[str, dict[str, tuple[str, ...]]])

    @cached_property
    def marks(self) -> "MarksWords":
        """Words for reading outcomes."""
        from plandoc.words.tables.marks import MarksWords

        return self._load("marks", MarksWords)

    @cached_property
    def problems(self) -> "Mapping[str, ProblemWords]":
        """Texts of problems, by code."""
        from plandoc.words.tables.problems import ProblemWords

        return self._load("problems", dict[str, ProblemWords])

    @cached_property
    def report(self) -> "ReportWords":
        """Words of the report on a plan."""
        from plandoc.words.tables.report import ReportWords

        return self._load("report", ReportWords)

    @cached_property
    def rollover(self) -> "RolloverWords":
        """Words of the rollover to a new year."""
        from plandoc.words.tables.rollover import RolloverWords

        return self._load("rollover", RolloverWords)

    @cached_property
    def schema(self) -> Mapping[str, Mapping[str, str]]:
        """Descriptions in the JSON Schema: by model, then by field (`_` is the model itself)."""
        return self._load("schema", dict[str, dict[str, str]])

    @cached_property
    def tracking(self) -> "TrackingWords":
        """Words of the tracking workbook."""
        from plandoc.words.tables.tracking import TrackingWords

        return self._load("tracking", TrackingWords)

    @cached_property
    def verify(self) -> "VerifyWords":
        """The verdict on a file."""
        from plandoc.words.tables.verify import VerifyWords

        return self._load("verify", VerifyWords)

    @cached_property
    def web(self) -> "WebWords":
        """Words of the page of a plan."""
        from plandoc.words.tables.web import WebWords

        return self._load("web", WebWords)

    @cached_property
    def words(self) -> "DocumentWords":
        """Words for printing a plan."""
        from plandoc.words.tables.words import DocumentWords

        return self._load("words", DocumentWords)

    @cached_property
    def years(self) -> "YearsWords":
        """Words of a page that compares plans of several years."""
        from plandoc.words.tables.years import YearsWords

        return self._load("years", YearsWords)
