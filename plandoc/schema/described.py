"""What the fields of models mean: in docstrings, signatures and the JSON Schema."""

from collections.abc import Mapping
from inspect import Parameter, Signature
from typing import Any, SupportsIndex

from pydantic import BaseModel

from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.words.language import DEFAULT_LANGUAGE, words_in


def describe(model: type[BaseModel]) -> None:
    """Let `help` list the fields of a model with their descriptions."""
    model.__doc__ = text = _Doc(model.__dict__.get("__doc__") or "")
    text.owner = model
    model.__signature__ = _Signature()  # type: ignore[assignment]


def describe_schema(model: type[BaseModel], schema: dict[str, Any]) -> None:
    """Add the descriptions of the fields to the JSON Schema of a model."""
    words = words_in(DEFAULT_LANGUAGE).schema.get(model.__name__, {})
    for name, field in schema.get("properties", {}).items():
        if name in words:
            field["description"] = _told(words, name)
    if "_" in words and isinstance(schema.get("properties"), dict):
        schema["description"] = words["_"]


class _Doc(str):
    """The docstring of a model with its fields, read from the word tables when it is asked for.

    `inspect.getdoc` and `help` ask by its tabs, everything else as an attribute of the class.
    """

    __slots__ = ("owner",)
    owner: type[BaseModel]

    def __get__(self, instance: object, owner: type[BaseModel]) -> str:
        return self.expandtabs()

    def expandtabs(self, tabsize: SupportsIndex = 8) -> str:
        """Return the whole text."""
        owner = self.owner
        words = words_in("en").schema.get(owner.__name__, {})
        lines = [
            f"    {name}: {_told(words, name)}" for name in owner.model_fields if name in words
        ]
        text = super().expandtabs(tabsize)
        return "\n".join([text.rstrip(), "", "    Fields:", *lines]) if lines else text


def _told(words: Mapping[str, str], name: str) -> str:
    return words[name].format(columns=", ".join(STANDARD_COLUMNS))


class _Signature:
    """The signature of a constructor: the names of its fields and their defaults."""

    def __get__(self, instance: object, owner: type[BaseModel]) -> Signature:
        must, may = [], []
        for name, info in owner.model_fields.items():
            if info.is_required():
                must.append(Parameter(name, Parameter.KEYWORD_ONLY))
            else:
                value = info.get_default(call_default_factory=True, validated_data={})
                may.append(Parameter(name, Parameter.KEYWORD_ONLY, default=value))
        return Signature([*must, *may])
