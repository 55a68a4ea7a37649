"""The types of constructors and edits."""

import inspect
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
