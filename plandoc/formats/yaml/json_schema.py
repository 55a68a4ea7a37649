"""The JSON Schema of plan files for completion and validation in editors."""

import json
from collections.abc import Mapping
from typing import Any

from plandoc.schema.blocks import PlanPart
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.plan import Plan
from plandoc.words.language import DEFAULT_LANGUAGE, words_in

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^\d{4}-\d{2}-\d{2}$|^\d{1,2}\.\d{1,2}\.\d{4}$"
_SHORT: dict[str, dict[str, Any]] = {
    "Period": {"type": ["string", "integer"]},
    "PartialDate": {"type": "string"},
    "Executor": {"type": "string"},
    "Column": {"enum": list(STANDARD_COLUMNS)},
    "CarriedActivity": {"type": ["string", "number"]},
    "Annex": {"type": "string"},
    "Outcome": {"type": "string"},
    "Block": {"enum": list(PlanPart)},
}


def json_schema(language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """Return the JSON Schema of a plan, with descriptions in `language`.

    It allows the short forms of a period, date, executor or column, and a number instead of a text,
    because plandoc reads values as typed.
    """
    schema = Plan.model_json_schema()
    words = words_in(language).schema
    models = {"Plan": schema, **schema.pop("$defs")}
    for name, model in models.items():
        _describe(model, words[name])
    definitions = {name: _lenient(model) for name, model in sorted(models.items())}
    plan = definitions.pop("Plan")
    for name, field in (("Activity", "executors"), ("Column", "group")):
        listed = definitions[name]["properties"][field]
        whole = {key: listed.pop(key) for key in ("type", "items", "maxItems") if key in listed}
        listed["anyOf"] = [{"type": "string"}, whole]
    for name, short in _SHORT.items():
        long = definitions[name]
        definitions[name] = {"description": long.pop("description"), "anyOf": [short, long]}
    return {"$schema": _DIALECT, **plan, "$defs": definitions}


def schema_text(language: str) -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(json_schema(language), ensure_ascii=False, indent=2) + "\n"


def _describe(model: dict[str, Any], words: Mapping[str, str]) -> None:
    model["description"] = words["_"]
    for key, field in model.get("properties", {}).items():
        field["description"] = words[key].format(columns=", ".join(STANDARD_COLUMNS))
    if "enum" in model:
        model["enumDescriptions"] = [words[value] for value in model["enum"]]


def _lenient(part: Any) -> Any:
    """Return a part of the schema without titles and with numbers allowed as texts."""
    if isinstance(part, list):
        return [_lenient(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "date":
        return {"type": "string", "pattern": _DAY} | {
            key: value for key, value in part.items() if key == "description"
        }
    clean = {
        key: {name: _lenient(field) for name, field in value.items()}
        if key == "properties"
        else _lenient(value)
        for key, value in part.items()
        if key != "title"
    }
    if clean.get("type") == "string" and not clean.keys() & {"enum", "pattern", "const"}:
        clean["type"] = ["string", "number"]
    return clean
