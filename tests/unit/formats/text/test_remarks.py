"""plandoc.formats.text.remarks: remarks as JSON and as SARIF 2.1.0."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plandoc.checks import check
from plandoc.codes import Code
from plandoc.errors import Place, Problem, Severity
from plandoc.formats.text.remarks import SARIF_SCHEMA, remarks_json, remarks_sarif
from plandoc.formats.yaml.plan_reader import parse_plan

# What SARIF 2.1.0 (OASIS standard, chapter 3) demands of the objects that plandoc writes.
_TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
_HELP = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
    "additionalProperties": False,
}
_INDEX = {"type": "integer", "minimum": 0}
_LINE = {"type": "integer", "minimum": 1}
_URI = {"type": "string", "pattern": r"^[A-Za-z0-9%._~:/?#@!$&'()*+,;=-]+$"}
_RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "shortDescription": _TEXT, "help": _HELP},
    "additionalProperties": False,
}
_DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "informationUri": _URI,
        "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
        "rules": {"type": "array", "items": _RULE, "uniqueItems": True},
    },
    "additionalProperties": False,
}
_REGION = {
    "type": "object",
    "properties": {"startLine": _LINE, "startColumn": _LINE},
    "required": ["startLine"],
    "additionalProperties": False,
}
_LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {"type": "object", "properties": {"uri": _URI}},
                "region": _REGION,
            },
            "additionalProperties": False,
        },
        "logicalLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "fullyQualifiedName": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
_RESULT = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": _INDEX,
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": _TEXT,
        "locations": {"type": "array", "items": _LOCATION},
    },
    "additionalProperties": False,
}
_SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"const": SARIF_SCHEMA},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {"driver": _DRIVER},
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": _RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


@pytest.fixture
def remarks(examples: Path) -> tuple[Problem, ...]:
    source = (examples / "seed.yaml").read_bytes()
    parsed = parse_plan(source, "planы/мой план.yaml")
    return parsed.located(check(parsed.plan))


def sarif(problems: tuple[Problem, ...], language: str = "ru") -> Any:
    return json.loads(remarks_sarif(problems, language))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_sarif_has_the_structure_of_the_standard(
    remarks: tuple[Problem, ...], language: str
) -> None:
    """The log holds what SARIF 2.1.0 demands, and nothing that it does not know."""
    log = sarif(remarks, language)
    assert list(Draft202012Validator(_SARIF).iter_errors(log)) == []
    assert len(log["runs"][0]["results"]) == len(remarks) > 3


def test_sarif_results_point_at_their_rules(remarks: tuple[Problem, ...]) -> None:
    """Each result has the index of the rule with its id; each rule is described."""
    (run,) = sarif(remarks)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert {rule["id"] for rule in rules} == {problem.code for problem in remarks}
    described = {rule["id"]: rule["shortDescription"]["text"] for rule in rules}
    assert described["PLN302"] == "Срок выходит за период плана"


def test_sarif_places_results(remarks: tuple[Problem, ...]) -> None:
    """A result has its level, line and column, the path and the trail, in a proper URI."""
    (run,) = sarif(remarks)["runs"]
    result = next(r for r in run["results"] if r["ruleId"] == "PLN302")
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert result["level"] == "warning"
    assert physical["region"] == {"startLine": 58, "startColumn": 19}
    assert physical["artifactLocation"]["uri"].startswith("plan%D1%8B/")
    assert location["logicalLocations"] == [
        {
            "name": "Задача 1 → 1.2 → срок",
            "fullyQualifiedName": "sections[0].activities[1].deadline",
        }
    ]


def test_sarif_of_files_with_absolute_names(tmp_path: Path) -> None:
    """An absolute file name becomes a file URI; a problem without a line has no region."""
    found = Problem(Code.FILE_NOT_FOUND, place=Place(file=str(tmp_path / "нет.yaml")))
    (result,) = json.loads(remarks_sarif([found], "ru"))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"].keys() == {"artifactLocation"}
    assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")


def test_sarif_without_places_or_results() -> None:
    """A problem without a place has no locations; a clean plan gives an empty list."""
    (result,) = json.loads(remarks_sarif([Problem(Code.FILE_EMPTY)], "ru"))["runs"][0]["results"]
    assert "locations" not in result
    assert sarif(())["runs"][0]["results"] == []


def test_json_counts_and_tells(remarks: tuple[Problem, ...]) -> None:
    """JSON has the counts by severity, and each remark with its place and words."""
    told = json.loads(remarks_json(remarks, "ru"))
    assert told["counts"] == {"error": 0, "warning": 4, "note": 1}
    first = told["problems"][0]
    assert first["code"] == "PLN302"
    assert first["severity"] == Severity.WARNING
    assert (first["line"], first["column"]) == (58, 19)
    assert first["trail"] == "Задача 1 → 1.2 → срок"
    assert first["found"] == "срок «Август 2018» выходит за период плана"
    assert first["expected"]
    assert first["remedy"]


def test_json_speaks_the_language_asked_for(remarks: tuple[Problem, ...]) -> None:
    """In English the words are English; places stay as they are."""
    first = json.loads(remarks_json(remarks, "en"))["problems"][0]
    assert "outside" in first["found"] or "period" in first["found"]
    assert first["path"] == "sections[0].activities[1].deadline"
