"""The types of constructors and edits."""

import inspect
import pydoc
from typing import get_type_hints

import pytest

from plandoc.schema import typed
from plandoc.schema.base import Model
from plandoc.schema.plan import Plan  # noqa: F401 - all models are loaded with it

MODELS = {model.__name__: model for model in Model.__subclasses__()}
TABLES = {
    name: table
    for name, table in vars(typed).items()
    if inspect.isclass(table) and name.endswith(("Fields", "Rest"))
}


@pytest.mark.parametrize("name", MODELS)
def test_a_constructor_is_typed_with_every_field(name: str) -> None:
    """Type checkers know each field of a model, and which ones it must have."""
    model = MODELS[name]
    rest, whole = TABLES.get(f"{name}Rest"), TABLES.get(f"{name}Fields")
    fields = {*model.model_fields}
    must = {key for key, info in model.model_fields.items() if info.is_required()}
    assert rest or whole, f"plandoc/schema/typed.py has no {name}Fields"
    if rest:
        assert {*rest.__annotations__} == fields - must
        assert must
    else:
        assert not must
    if whole:
        assert {*get_type_hints(whole)} == fields


@pytest.mark.parametrize("name", MODELS)
def test_help_lists_every_field(name: str) -> None:
    """`help` begins with the fields and their defaults, and says what each is."""
    model = MODELS[name]
    text = pydoc.plaintext.document(model)
    told = inspect.getdoc(model) or ""
    assert len(told.splitlines()[0]) < 100
    for field, info in model.model_fields.items():
        assert field in inspect.signature(model).parameters
        assert f"{field}: " in told or "SkipJsonSchema" in str(info.metadata)
    assert text.index(f"{name}(*, ") < text.index("Fields:") < text.index("Method resolution order")


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_described_in_the_json_schema(name: str) -> None:
    """Web services that use the models as they are show the descriptions as well."""
    schema = MODELS[name].model_json_schema()
    own = schema.get("$defs", {}).get(name, schema)
    assert own["properties"]
    assert all(field["description"] for field in own["properties"].values())
