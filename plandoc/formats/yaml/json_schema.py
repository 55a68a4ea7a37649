"""The JSON Schema of plan files for completion and validation in editors."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from plandoc.schema.blocks import PlanPart
from plandoc.schema.columns import OWN_KEY, STANDARD_COLUMNS
from plandoc.schema.names import VALUES, names_in
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
_SHORT_WORDS = {"Column": "Activity", "Block": "PlanPart"}
"""The tables of the names of words that stand for a whole model."""

Names = Mapping[str, tuple[str, ...]]
"""The names of the keys of a model, or of the values of an enum."""


def json_schema(language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """Return the JSON Schema of a plan, with descriptions in `language`.

    A key and a value of a list may also be written by its name in `language`; of several names of a
    key an editor proposes the first. The schema allows the short forms of a period, date, executor
    or column, and a number instead of a text, because plandoc reads values as typed.
    """
    schema = Plan.model_json_schema()
    words, own = words_in(language).schema, names_in(language)
    models = {"Plan": schema, **schema.pop("$defs")}
    for name, model in models.items():
        _describe(model, words[name], own.get(name, {}))
    definitions = {name: _lenient(model) for name, model in sorted(models.items())}
    for name, field in (("Activity", "executors"), ("Column", "group")):
        listed = definitions[name]["properties"][field]
        whole = {key: listed.pop(key) for key in ("type", "items", "maxItems") if key in listed}
        listed["anyOf"] = [{"type": "string"}, whole]
    for name, names in own.items():
        if "properties" in definitions.get(name, {}):
            _add_names(definitions[name], names, own)
    plan = definitions.pop("Plan")
    for name, short in _SHORT.items():
        long, names = definitions[name], own.get(_SHORT_WORDS.get(name, ""), {})
        listed = short.get("enum", [])
        words_too = {"enum": [*listed, *_named(listed, names)]} if names else short
        definitions[name] = {"description": long.pop("description"), "anyOf": [words_too, long]}
    return {"$schema": _DIALECT, **plan, "$defs": definitions}


def schema_text(language: str) -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(json_schema(language), ensure_ascii=False, indent=2) + "\n"


def _describe(model: dict[str, Any], words: Mapping[str, str], names: Names) -> None:
    model["description"] = words["_"]
    for key, field in model.get("properties", {}).items():
        field.pop("description", None)
        field["description"] = words[key].format(columns=", ".join(STANDARD_COLUMNS))
    if "enum" in model:
        listed = [words[value] for value in model["enum"]]
        own = [words[value] for value in model["enum"] if names.get(value)]
        model["enum"] = [*model["enum"], *_named(model["enum"], names)]
        model["enumDescriptions"] = [*listed, *own]


def _add_names(model: dict[str, Any], names: Names, tables: Mapping[str, Names]) -> None:
    """Allow every key by its names as well; a needed one is needed under one of them."""
    properties = model["properties"]
    for key in [*properties]:
        for one in (properties[key], *properties[key].get("anyOf", ())):
            _add_values(one, tables)
        if not (named := names.get(key)):
            continue
        properties[named[0]] = properties[key]
        if others := named[1:]:
            listed = "|".join(name.replace(".", "[.]") for name in others)
            model.setdefault("patternProperties", {})[f"^({listed})$"] = properties[key]
    needed = model.pop("required", [])
    if needed:
        model["allOf"] = [
            {"anyOf": [{"required": [name]} for name in (key, *names.get(key, ()))]}
            for key in needed
        ]


def _add_values(part: dict[str, Any], tables: Mapping[str, Names]) -> None:
    """Allow yes and no, and the keys of standard columns, by their names."""
    values = tables.get(VALUES, {})
    if part.get("type") == "boolean":
        del part["type"]
        part["enum"] = [True, False, *_named(("true", "false"), values)]
    elif "const" in part:
        part["enum"] = [part.pop("const"), *_named(("across",), values)]
    elif part.get("pattern") == OWN_KEY:
        own = {key: part.pop(key) for key in ("type", "pattern", "maxLength")}
        part["anyOf"] = [{"enum": _named(STANDARD_COLUMNS, tables["Activity"])}, own]


def _named(values: Iterable[str], names: Names) -> list[str]:
    return [name for value in values for name in names.get(value, ())[:1]]


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
