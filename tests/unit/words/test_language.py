"""The words of a language: typed tables, alike in every language, each read when it is used."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from string import Formatter

import pytest

from plandoc.words.language import (
    DEFAULT_LANGUAGE,
    FOLDER,
    LANGUAGES,
    READ_LANGUAGES,
    TOLD,
    Words,
    language_of,
    root_of,
    words_in,
)

VARIANTS = [language for language in LANGUAGES if language not in READ_LANGUAGES]
TABLES = sorted(name for name, kind in vars(Words).items() if isinstance(kind, cached_property))

# What each language has keys of its own for: stems, endings, plural forms, days off.
OWN_KEYS = {
    "cli.meant",
    "keys",
    "words.adjective",
    "words.declined",
    "checks.wrong_case",
    "checks.shortened",
    "checks.plurals",
    "deadlines.month",
    "deadlines.recurrence",
    "deadlines.word",
    "deadlines.print.ordinals",
    "deadlines.print.times",
    "deadlines.print.every.day",
    "deadlines.print.every.month",
    "deadlines.print.every.school-quarter",
    "deadlines.print.every.year",
    "marks.hinted",
    "marks.doubtful",
    "marks.alone",
    "marks.alone_doubtful",
    "marks.leading",
    "marks.latin",
    "rollover.days_off",
    "rollover.history.more",
}


# Regular expressions, and phrases in which a case of one language is another one's postposition.
LINES = ("words.basis.", "words.annex.lines")
OWN_ORDER = (*LINES, "words.written", "rollover.anniversary", "amend.change.before")


def parts(value: object) -> dict[str, object] | None:
    """The parts of a table by their keys; `None` for a single value."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    return None


def shape(value: object, path: str) -> Iterator[str]:
    """Every path of a table with its type."""
    inner = parts(value)
    if inner is None or path in OWN_KEYS:
        yield f"{path}: {type(value).__name__}"
    else:
        for key, part in inner.items():
            yield from shape(part, f"{path}.{key}")


def texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text of a table with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for at, part in enumerate(value):
            yield from texts(part, f"{path}.{at}")
    else:
        for key, part in (parts(value) or {}).items():
            yield from texts(part, f"{path}.{key}")


def at(path: str, language: str) -> object:
    table, *keys = path.split(".")
    value: object = getattr(words_in(language), table)
    for key in keys:
        value = (parts(value) or {})[key]
    return value


def test_a_language_is_a_folder() -> None:
    """Every folder with words is a language, the default one first."""
    assert LANGUAGES[0] == DEFAULT_LANGUAGE
    assert set(LANGUAGES) == {path.parent.name for path in FOLDER.glob("*/*.toml")}
    assert LANGUAGES[: len(READ_LANGUAGES)] == READ_LANGUAGES
    assert len(LANGUAGES) > len(READ_LANGUAGES) > 1


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_the_tables_are_the_files(language: str) -> None:
    """A language has every table of its own, but for what another one may tell its readers."""
    files = sorted(path.stem for path in (FOLDER / language).glob("*.toml"))
    assert len(files) > 10
    told = words_in(language).words.messages
    assert files == (TABLES if told == language else sorted({*TABLES} - {*TOLD}))
    assert words_in(language).problems is words_in(told).problems or told == language


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_says_no_more_than_its_differences(variant: str) -> None:
    """What a variant has in its folder differs from the words of its language."""
    root = root_of(variant)
    files = list((FOLDER / variant).glob("*.toml"))
    assert files
    for path in files:
        own = dict(leaves(tomllib.loads(path.read_text("utf-8"))))
        usual = dict(leaves(tomllib.loads((FOLDER / root / path.name).read_text("utf-8"))))
        assert own
        assert [key for key, value in own.items() if usual.get(key) == value] == []
        known = {key for key in own if not key.startswith("days_off.")}
        assert known <= usual.keys()


def leaves(table: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    else:
        yield path, table


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_loads(language: str, table: str) -> None:
    """Each file has exactly the keys and the types of its table, and says something."""
    assert list(texts(getattr(words_in(language), table), table))


@pytest.mark.parametrize("table", TABLES)
def test_languages_have_the_same_keys(table: str) -> None:
    """A table has the same keys in every language, but for what is grammar of its own."""
    first, *others = (list(shape(getattr(words_in(one), table), table)) for one in LANGUAGES)
    assert first
    assert others
    for other in others:
        assert sorted(other) == sorted(first)


@pytest.mark.parametrize("path", sorted(OWN_KEYS))
def test_own_keys_differ_indeed(path: str) -> None:
    """What is left out of the comparison has other keys in another language."""
    keys = [frozenset(parts(at(path, language)) or {}) for language in LANGUAGES]
    assert len(set(keys)) > 1


def test_languages_fill_in_the_same_values() -> None:
    """A phrase that each language has fills in the same values in each."""
    first, *others = map(values_of, LANGUAGES)
    assert sum(map(bool, first.values())) > 300
    assert others
    for other in others:
        shared = first.keys() & other.keys()
        assert sum(bool(first[path]) for path in shared) > 300
        assert {path for path in shared if first[path] != other[path]} == set()


def values_of(language: str) -> dict[str, set[str]]:
    """The values of each phrase; lines of one thing, whose order is grammar, count together."""
    found: dict[str, set[str]] = {}
    for table in TABLES:
        for path, text in texts(getattr(words_in(language), table), table):
            if not path.startswith(OWN_ORDER):
                found[path] = placeholders(text)
            elif path.startswith(LINES):
                together = path.rpartition(".")[0]
                found[together] = found.get(together, set()) | placeholders(text)
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_language_is_read_once() -> None:
    """The same words are given each time, and the same table."""
    assert words_in("ru") is words_in("ru")
    assert words_in("ru").tracking is words_in("ru").tracking
    assert words_in("ru") is not words_in("en")


def test_a_key_that_is_a_keyword_or_hyphenated_is_an_attribute() -> None:
    """`from` is `from_`, `half-year` is `half_year`."""
    assert words_in("en").cli.from_.startswith("the revision")
    assert "half year" in words_in("en").deadlines.print.half_year


def test_a_table_is_read_when_it_is_used() -> None:
    """One table brings neither the files nor the classes of the others."""
    script = (
        "import sys; from plandoc.words.language import words_in;"
        "print(words_in('ru').verify.qr.name, sorted(vars(words_in('ru'))),"
        "[m for m in sys.modules if m.startswith('plandoc.words.tables.')])"
    )
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, text=True, check=True
    )
    assert "['language', 'verify'] ['plandoc.words.tables.verify']" in told.stdout


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ru_RU.UTF-8", "ru"),
        ("ru-RU", "ru"),
        ("RU", "ru"),
        ("ru-BY", "ru_BY"),
        ("ru_kz.UTF-8", "ru_KZ"),
        ("kk-Cyrl-KZ", "kk"),
        ("uk_UA", "uk"),
        ("en", "en"),
        ("xx_XX", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_a_locale_is_served_by_a_language(locale: str, language: str) -> None:
    """A locale without tables of its own is served in English."""
    assert language_of(locale) == language


def test_a_language_without_tables_has_none() -> None:
    """A language that is not there is an error where its words are read."""
    with pytest.raises(FileNotFoundError):
        _ = words_in("xx").words
