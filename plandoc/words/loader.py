"""Loading TOML tables as typed objects: keys and fields correspond one to one."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields, is_dataclass
from keyword import iskeyword
from typing import Any, Never, TypeVar, cast, dataclass_transform, get_args, get_origin

T = TypeVar("T")

_Path = tuple[str, ...]


@dataclass_transform(frozen_default=True, kw_only_default=True)
def table(shape: type[T]) -> type[T]:
    """Make a class the type of a TOML table: a frozen dataclass with slots.

    All of them share their methods: to generate and compile some for each takes ten times as long.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(shape)
    for name, method in _METHODS.items():
        setattr(made, name, method)
    return made


def _filled(self: object, **values: object) -> None:
    for field in fields(cast("Any", self)):
        object.__setattr__(self, field.name, values.get(field.name, field.default))


def _not_set(_: object, name: str, __: object) -> Never:
    raise FrozenInstanceError(name)


def _not_deleted(_: object, name: str) -> Never:
    raise FrozenInstanceError(name)


_METHODS: Mapping[str, Callable[..., None]] = {
    "__init__": _filled,
    "__setattr__": _not_set,
    "__delattr__": _not_deleted,
}


def load(shape: type[T], data: object, file: str) -> T:
    """Return the contents of a TOML file as an object of `shape`.

    A shape is a class made by `table`, a mapping of `str` to a shape, `tuple[shape, ...]`, `str`,
    `int` or `bool`. Raises `ValueError` with the file and the path of the key if a key is unknown
    or missing, or if a value has another type.
    """
    return cast("T", _read(shape, data, (f"{file}:",)))


def _read(shape: Any, value: object, path: _Path) -> object:
    match value:
        case dict() if is_dataclass(shape):
            return _object(shape, value, path)
        case dict() if get_origin(shape) in (Mapping, dict):
            item = get_args(shape)[1]
            return {key: _read(item, value[key], (*path, key)) for key in value}
        case list() if get_origin(shape) is tuple:
            item = get_args(shape)[0]
            return tuple(_read(item, one, (*path, str(at))) for at, one in enumerate(value))
        case _ if type(value) is shape:
            return value
    raise _refusal(path, f"{value!r} is not of type {getattr(shape, '__name__', shape)}")


def _object(shape: Any, data: Mapping[str, object], path: _Path) -> object:
    keys = {_attribute(key): key for key in data}
    known = {field.name: field for field in fields(shape)}
    for name, key in keys.items():
        if name not in known:
            raise _refusal((*path, key), "unknown key")
    for name, field in known.items():
        if name not in keys and field.default is MISSING:
            raise _refusal((*path, name), "missing key")
    return shape(
        **{name: _read(known[name].type, data[key], (*path, key)) for name, key in keys.items()}
    )


def _attribute(key: str) -> str:
    name = key.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


def _refusal(path: _Path, what: str) -> ValueError:
    file, *keys = path
    return ValueError(f"{file} {'.'.join(keys)}: {what}")
