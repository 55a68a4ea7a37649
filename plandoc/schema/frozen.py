"""An immutable mapping, which makes the model that holds it hashable."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from plandoc.schema.given import is_nothing

K = TypeVar("K")
V = TypeVar("V")


class FrozenMap(Mapping[K, V]):
    """A mapping without methods that change it. It equals any mapping with the same items."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenMap):
            return self._items == other._items
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)


_EMPTY = FrozenMap[Any, Any]()


def nothing() -> FrozenMap[Any, Any]:
    """Return the empty mapping, the same for all who have none."""
    return _EMPTY


def _given(value: Any) -> Any:
    """Leave out the keys of a mapping that have no value."""
    if not isinstance(value, Mapping) or not any(map(is_nothing, value.values())):
        return value
    return {key: one for key, one in value.items() if not is_nothing(one)}


class _Freeze:
    """Tells Pydantic to read and write a field as a dict and to store it as a `FrozenMap`."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        told = handler.generate_schema(dict.__class_getitem__(get_args(source)))
        as_dict = core_schema.no_info_before_validator_function(_given, told)
        return core_schema.no_info_after_validator_function(
            FrozenMap,
            as_dict,
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )


Frozen = Annotated[Mapping[K, V], _Freeze]
"""The type of a field with a mapping: written as a dict, stored as a `FrozenMap`."""
