"""plandoc.words.quotes: one kind of quotes in the messages of a language."""

import ast
import pickle
import re
import tomllib
from pathlib import Path

import pytest
from support.import_readings import strings_in

import plandoc
from plandoc import Problem
from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.words.language import FOLDER
from plandoc.words.quotes import Quoted, listed, quoted

OTHERS = {"en": "«»„", "ru": "“”„", "kk": "“”„", "uk": "“”„"}
"""The quotes that do not belong to a language."""

DATE_WITH_BLANKS = re.compile(r"[«“] (01|\{day\}) [»”]")
"""A Russian date as forms print it, which an English sentence may show."""

PACKAGE = Path(plandoc.__file__).parent
NO_MESSAGES = {
    "words/quotes.py": "what has the quotes of each language",
    "words/keys.py": "Russian sentences alone",
    "words/texts.py": "texts of papers, which are in the language of the plan",
    "errors.py": "a sample for words/keys.py",
}

TABLES = ("problems", "cli", "collect", "compare", "rollover")


@pytest.mark.parametrize("language", OTHERS)
def test_the_sentences_of_a_language_have_one_kind_of_quotes(language) -> None:
    """Whichever of them stand beside each other; some tables are told in another language."""
    files = [FOLDER / language / f"{table}.toml" for table in TABLES]
    told = {
        file.stem: strings_in(tomllib.loads(file.read_text("utf-8")))
        for file in files
        if file.exists()
    }
    assert len(told) > 1
    for table, said in told.items():
        kept = [DATE_WITH_BLANKS.sub("", one) for one in said]
        assert kept
        assert [one for one in kept if {*one} & {*OTHERS[language]}] == [], table


def test_no_module_puts_quotes_of_one_language_around_a_value() -> None:
    """A value of a problem is told in any language: `quoted` leaves the quotes to it."""
    found = [
        file.relative_to(PACKAGE).as_posix()
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for before, after in zip(node.values, node.values[1:], strict=False)
        if isinstance(before, ast.Constant)
        and isinstance(after, ast.FormattedValue)
        and str(before.value).endswith(("«", "“"))
    ]
    assert {*found} <= {*NO_MESSAGES}


def test_values_and_places_have_the_quotes_of_the_sentence() -> None:
    """The author's own quotes within them stay; a problem that another process sends has them."""
    values = {"names": listed(map(quoted, ["Завуч", "Клуб «Луч"]))}
    place = Place("п.xlsx", sheet="Учёт", cell="K4")
    problem = Problem(Code.SEVERAL_LEAD_EXECUTORS, place=place, values=values)
    for one in (problem, pickle.loads(pickle.dumps(problem))):
        assert "“Завуч”, “Клуб «Луч”" in one.text("en")
        assert one.text("en").startswith("п.xlsx, “Учёт”!K4: ")
        assert "«Завуч», «Клуб «Луч»" in one.text("ru")
        assert one.text("kk").startswith("п.xlsx, «Учёт»!K4: ")
    assert Problem(Code.FILE_EXISTS, place=Place(trail=quoted("Дело"))).place.text("en") == "“Дело”"


def test_a_list_keeps_what_is_quoted_and_what_is_not() -> None:
    """Texts stand with what is before and after their quotes, and with other texts between."""
    made = listed([quoted("а", before="B4 "), "…", quoted("б", after=")")], "; ")
    assert made == "B4 «а»; …; «б»)"
    assert isinstance(made, Quoted)
    assert made.told("en") == "B4 “а”; …; “б”)"
    assert (listed([]), listed(["а", "б"])) == ("", "а, б")
