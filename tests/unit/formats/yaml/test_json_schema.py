"""plandoc.formats.yaml.json_schema: the JSON Schema of plan files."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from plandoc.formats.yaml.json_schema import json_schema, schema_text
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.formats.yaml.plan_writer import written
from plandoc.schema.plan import Plan
from plandoc.words.language import LANGUAGES, words_in

NAMES = ("seed", "flat", "school")


def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema("ru"))


def plan_with(**parts: Any) -> dict[str, Any]:
    return {"title": "План", "period": "2018-2019", **parts}


def test_schema_is_valid() -> None:
    """The schema itself follows JSON Schema 2020-12."""
    Draft202012Validator.check_schema(json_schema("ru"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_described_and_nothing_else(language: str) -> None:
    """Every model, field and listed value has its description, and no description is stale."""
    raw = Plan.model_json_schema()
    models = {"Plan": raw, **raw["$defs"]}
    needed = {
        name: {"_", *model.get("properties", {}), *model.get("enum", [])}
        for name, model in models.items()
    }
    words = words_in(language).schema
    assert len(needed) > 15
    assert {name: set(table) for name, table in words.items()} == needed
    assert all(text for table in words.values() for text in table.values())


def test_shipped_schema_is_the_present_one(examples: Path) -> None:
    """examples/plan.schema.json is what the code makes now."""
    assert (examples / "plan.schema.json").read_text("utf-8") == schema_text("ru")


@pytest.mark.parametrize("name", NAMES)
def test_examples_follow_the_schema(examples: Path, name: str) -> None:
    """An editor finds nothing wrong with the examples, as typed and as written by plandoc."""
    source = (examples / f"{name}.yaml").read_bytes()
    typed = YAML(typ="safe", pure=True).load(source)
    plan, _ = read_plan(source)
    assert list(validator().iter_errors(typed)) == []
    assert list(validator().iter_errors(json.loads(json.dumps(written(plan))))) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"period": 2021},
        {"period": {"first": "2018-09-01", "last": "31.12.2018"}},
        {"columns": ["number", "title", {"key": "place", "heading": "Место"}]},
        {"activities": [{"title": "Т", "executors": "КС", "number": 1, "deadline": 5}]},
        {"activities": [{"title": "Т", "executors": ["КС", {"name": "МО", "lead": True}]}]},
        {"activities": [{"title": "Т", "outcome": {"date": "12.10.2018", "status": "done"}}]},
        {"approvals": [{"kind": "agree", "officer": {"post": "Директор", "date": None}}]},
        {"approvals": [{"kind": "agree", "officer": {"post": "Директор", "date": {"year": 2018}}}]},
    ],
)
def test_short_forms_are_accepted(parts: dict[str, Any]) -> None:
    """Editors accept the short forms that plandoc reads."""
    assert list(validator().iter_errors(plan_with(**parts))) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"perod": 1},
        {"columns": ["place"]},
        {"approvals": [{"kind": "aprove"}]},
        {"activities": [{"executors": "КС"}]},
        {"activities": [{"title": "Т", "outcome": {"date": "вчера"}}]},
        {"layout": {"requisite_width": 10}},
    ],
)
def test_mistakes_are_underlined(parts: dict[str, Any]) -> None:
    """Editors see unknown keys, values not in a list, missing titles and wrong dates."""
    assert list(validator().iter_errors(plan_with(**parts)))


def test_descriptions_stand_at_every_field() -> None:
    """A reader of the file finds Russian words at each key while typing."""
    activity = json_schema("ru")["$defs"]["Activity"]["properties"]
    assert activity["deadline"]["description"].startswith("Срок словами")
    assert "title" not in activity["deadline"]
