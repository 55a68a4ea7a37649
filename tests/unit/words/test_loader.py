"""The loader of TOML tables: nothing unknown, nothing missing, nothing of another type."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError

import pytest

from plandoc.words.loader import load, table


@table
class Prompt:
    title: str
    error: str = ""


@table
class Sheet:
    rows: int
    locked: bool
    names: tuple[str, ...]
    headings: Mapping[str, str]
    prompts: Mapping[str, Prompt]
    steps: tuple[Prompt, ...]
    from_: str
    half_year: str


def data(**changes: object) -> dict[str, object]:
    """A whole table in the spelling of TOML, some keys changed; `None` leaves a key out."""
    whole: dict[str, object] = {
        "rows": 3,
        "locked": True,
        "names": ["a", "b"],
        "headings": {"outcome.status": "Outcome", "half-year": "Half"},
        "prompts": {"date": {"title": "Date", "error": "No date"}, "soon": {"title": "Soon"}},
        "steps": [{"title": "First"}],
        "from": "the revision",
        "half-year": "half a year",
    }
    return {key: value for key, value in (whole | changes).items() if value is not None}


def test_a_table_is_read_whole() -> None:
    """Values, lists, open keys, tables inside tables: each comes out with its type."""
    sheet = load(Sheet, data(), "en/sheet.toml")
    assert (sheet.rows, sheet.locked, sheet.names) == (3, True, ("a", "b"))
    assert sheet.headings == {"outcome.status": "Outcome", "half-year": "Half"}
    assert sheet.prompts["date"].error == "No date"
    assert sheet.prompts["soon"].error == ""
    assert [step.title for step in sheet.steps] == ["First"]


def test_keywords_and_hyphens_are_spelled_as_attributes() -> None:
    """A keyword of Python gets a trailing `_`, a hyphen becomes one."""
    sheet = load(Sheet, data(), "en/sheet.toml")
    assert (sheet.from_, sheet.half_year) == ("the revision", "half a year")


def test_a_table_cannot_be_changed() -> None:
    """Words are shared by everyone who asks, so nobody changes them."""
    sheet = load(Sheet, data(), "en/sheet.toml")
    with pytest.raises(FrozenInstanceError):
        sheet.rows = 4  # type: ignore[misc]


def test_a_file_may_be_a_mapping() -> None:
    """A file whose keys are open is read as a mapping of tables."""
    prompts = load(dict[str, Prompt], {"date": {"title": "Date"}}, "en/prompts.toml")
    assert prompts["date"].title == "Date"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"extra": "?"}, "en/sheet.toml: extra: unknown key"),
        ({"prompts": {"date": {"titel": "?"}}}, "en/sheet.toml: prompts.date.titel: unknown key"),
        ({"from": None}, "en/sheet.toml: from_: missing key"),
        ({"prompts": {"date": {}}}, "en/sheet.toml: prompts.date.title: missing key"),
        ({"steps": [{"title": "1"}, {}]}, "en/sheet.toml: steps.1.title: missing key"),
        ({"rows": "3"}, "en/sheet.toml: rows: '3' is not of type int"),
        ({"rows": True}, "en/sheet.toml: rows: True is not of type int"),
        ({"locked": 1}, "en/sheet.toml: locked: 1 is not of type bool"),
        ({"names": "ab"}, "en/sheet.toml: names: 'ab' is not of type tuple"),
        ({"names": ["a", 2]}, "en/sheet.toml: names.1: 2 is not of type str"),
        ({"headings": ["a"]}, r"en/sheet.toml: headings: \['a'\] is not of type Mapping"),
        (
            {"headings": {"outcome.status": 1}},
            "en/sheet.toml: headings.outcome.status: 1 is not of type str",
        ),
        ({"steps": {"title": "1"}}, "en/sheet.toml: steps: {'title': '1'} is not of type tuple"),
        ({"prompts": {"date": "?"}}, "en/sheet.toml: prompts.date: '\\?' is not of type Prompt"),
    ],
)
def test_another_shape_is_refused(changes: dict[str, object], told: str) -> None:
    """The refusal names the file, the path of the key, and what is wrong."""
    with pytest.raises(ValueError, match=f"^{told}"):
        load(Sheet, data(**changes), "en/sheet.toml")
