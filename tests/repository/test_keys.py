"""The list of keys says what a plan file may have, with examples that are read."""

import pytest
from pydantic import BaseModel, TypeAdapter
from support.places import ROOT
from support.tools import tool

from plandoc.formats.yaml.keys import Shape, model_classes, named, understand
from plandoc.formats.yaml.text import flow
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.schema.names import normal
from plandoc.schema.plan import Plan
from plandoc.words.language import words_in

pytestmark = pytest.mark.source


TOOL = tool("keys")
DEFAULTS = {"schema_version"}
"""Keys whose example is the default."""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_list_of_keys_is_the_present_one(language: str) -> None:
    """docs/keys*.md is what the tool writes now."""
    path = ROOT / "docs" / TOOL.PAGES[language]
    assert path.read_text(encoding="utf-8") == TOOL.page(language)


def test_every_key_has_an_example() -> None:
    """Each field of each model of a plan file, and nothing else."""
    described = words_in("en").schema
    needed = {name: {*described[name]} - {"_"} for name in model_classes()}
    assert len(needed) > 15
    assert {name: {*own} - {"_"} for name, own in TOOL.examples().items()} == needed


@pytest.mark.parametrize("name", sorted(model_classes()))
def test_every_example_is_read(name: str) -> None:
    """Beside what its model needs, each example is a value that the model takes."""
    model = model_classes()[name]
    own = dict(TOOL.examples()[name])
    needed = TOOL.value_of(own.pop("_", "{}"))
    for key, source in own.items():
        data = {**needed, key: TOOL.value_of(source)}
        for alone in {"officer"} if key in {"act", "minutes"} else ():
            data.pop(alone, None)
        if key == "word":
            data["kind"] = "own"
        if name == "Block" and key == "align":
            data["text"] = "Текст"
        if name == "Plan" and key == "gender":
            data["title"] = "Программа"
        read = whole(model, key, data)
        assert getattr(read, key) != model.model_fields[key].default or key in DEFAULTS


def whole(model: type[BaseModel], key: str, data: dict[str, object]) -> BaseModel:
    """Read the data in English and in Russian; it is the same."""
    english = TypeAdapter(model).validate_python(data)
    text = flow(named(data, "ru", Shape(model)))
    assert key == normal(key) or key in data
    root, problems = compose_yaml(text)
    assert root is not None
    assert not problems
    if model is Plan:
        assert understand(root, text) == ()
        assert Plan.model_validate(root.data) == english
    return english
