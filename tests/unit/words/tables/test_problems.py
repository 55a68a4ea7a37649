"""The words of problems: every code is said in every language, with the same values."""

import re
import string
from dataclasses import astuple
from itertools import pairwise
from pathlib import Path

import pytest

import plandoc
from plandoc.words.language import LANGUAGES, words_in

SOURCE = Path(plandoc.__file__).parent
CODE = re.compile(r"PLN\d{3}")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def codes_in_source() -> set[str]:
    return {code for path in SOURCE.rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_source_has_words(language: str) -> None:
    """Whatever problem the code can make, the language can say."""
    codes = codes_in_source()
    assert len(codes) > 50
    assert codes - words_in(language).problems.keys() == set()


def test_languages_say_the_same_problems() -> None:
    """Every language has the same codes, and each text the same values in it."""
    tables = [words_in(language).problems for language in LANGUAGES]
    assert all(first.keys() == second.keys() for first, second in pairwise(tables))
    for code, words in tables[0].items():
        values = {name for part in astuple(words) for name in placeholders(part)}
        for other in tables[1:]:
            assert {n for part in astuple(other[code]) for n in placeholders(part)} == values, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_its_three_parts(language: str) -> None:
    """A problem says what was found, what is expected, what to do: no part is forgotten."""
    assert words_in(language).problems
    for code, words in words_in(language).problems.items():
        assert words.found, code
        assert not any(part.endswith((".", ";")) for part in astuple(words)), code
