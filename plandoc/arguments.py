"""Arguments of public functions: a value of a wrong kind is refused in words, at its name."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache, wraps
from inspect import BoundArguments, Signature, signature
from numbers import Integral, Real
from os import PathLike, fspath
from types import FunctionType, GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.fieldpath import ROOT
from plandoc.words.language import LANGUAGES, language_in
from plandoc.words.texts import shortened

F = TypeVar("F", bound=Callable[..., Any])

_TEXTS = (str, bytes, bytearray)
_PATHS = (str, PathLike)
_INSTEAD: tuple[tuple[str, tuple[type, ...], str], ...] = (
    ("Plan", _PATHS, "load_plan({})"),
    ("Plan", (bytes,), "read_plan(…)"),
    ("Plan", (Mapping,), "Plan(**…)"),
    ("Template", _PATHS, "load_template({})"),
    ("Lock", _PATHS, "load_lock({})[0]"),
    ("bytes", _PATHS, "Path({}).read_bytes()"),
    ("date", (str,), "date.fromisoformat({})"),
    ("Iterable", (str,), "[{}]"),
    ("Sequence", (str,), "[{}]"),
)
"""What to write where a kind is due and a value of these others is given."""

_USUAL = {
    "Plan": "load_plan(…)", "Lock": "load_lock(…)[0]", "Template": "load_template(…)",
    "Report": "report(…)", "Comparison": "compare(…)", "Amendment": "amend(…)",
    "Rollover": "roll_over(…)", "Period": "Period.school_year(…)", "Path": "Path(…)",
    "bytes": "Path(…).read_bytes()", "date": "date(…)", "datetime": "datetime(…)",
    "str": "str(…)", "int": "int(…)", "bool": "True", "Iterable": "[…]", "Sequence": "[…]",
}  # fmt: skip
"""What to write where a kind is due."""


def guarded(function: FunctionType, name: str) -> FunctionType:
    """Return a public function that looks at its arguments first; pickled by its public `name`.

    Where a `Period` is due, what `Plan(period=…)` takes does as well; a `datetime` is a day where a
    day is due. Raises `PlandocError` for a value of a wrong kind.
    """

    @wraps(function)
    def looked_at(*args: Any, **named: Any) -> Any:
        bound = _looked_at(function, name, _nothing, args, named)
        return function(*bound.args, **bound.kwargs)

    looked_at.__module__, looked_at.__qualname__ = "plandoc", name
    return looked_at  # type: ignore[return-value]


def guarded_method(names: Callable[[], Mapping[str, Any]]) -> Callable[[F], F]:
    """Return the decorator of a method that looks at its arguments first.

    `names` returns what names in its annotations stand for that its module does not import.
    """

    def decorator(function: F) -> F:
        own: Any = function

        @wraps(own)
        def looked_at(*args: Any, **named: Any) -> Any:
            bound = _looked_at(own, f"plan.{own.__name__}", names, args, named)
            return own(*bound.args, **bound.kwargs)

        made: Any = looked_at
        return cast("F", made)

    return decorator


def _nothing() -> Mapping[str, Any]:
    return {}


def _looked_at(
    function: FunctionType,
    name: str,
    names: Callable[[], Mapping[str, Any]],
    args: tuple[Any, ...],
    named: Mapping[str, Any],
) -> BoundArguments:
    """Return the arguments of a call. Raises `PlandocError` with those of a wrong kind."""
    told, kinds = _told(function, names)
    bound = told.bind(*args, **named)
    problems = []
    for key, value in list(bound.arguments.items()):
        kind = kinds.get(key, Any)
        bound.arguments[key] = taken = _taken(value, kind)
        if not _fits(taken, kind) or (key == "language" and not _is_language(value)):
            problems.append(_problem(name, key, value, kind))
    if problems:
        raise PlandocError(problems)
    return bound


@cache
def _told(
    function: FunctionType, names: Callable[[], Mapping[str, Any]]
) -> tuple[Signature, Mapping[str, Any]]:
    """Return the signature of a function and the kinds of its parameters, as far as known."""
    told, known = signature(function), {**function.__globals__, **names()}
    kinds = {}
    for key, one in told.parameters.items():
        kind = one.annotation
        if isinstance(kind, str):
            with suppress(NameError):  # a kind that only type checkers import
                kind = eval(kind, known)  # noqa: S307 - an annotation of this package
        if kind is not one.empty and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            kinds[key] = kind
    return told, kinds


def _taken(value: object, kind: Any) -> object:
    """Return a value as it is taken: plain data of a period, the day of a time."""
    kinds = _kinds(kind)
    if isinstance(value, datetime) and date in kinds and datetime not in kinds:
        return value.date()
    plain = [one for one in kinds if getattr(one, "is_taken_plain", False)]
    if plain and isinstance(value, str | int | Mapping) and not _fits(value, kind):
        return plain[0].model_validate(value)
    return value


def _kinds(kind: Any) -> tuple[Any, ...]:
    """Return the kinds that one of several kinds stands for."""
    if get_origin(kind) in (Union, UnionType):
        return tuple(inner for one in get_args(kind) for inner in _kinds(one))
    return _kinds(get_args(kind)[0]) if get_origin(kind) is Annotated else (kind,)


def _fits(value: object, kind: Any) -> bool:
    return any(_fits_one(value, one) for one in _kinds(kind))


def _fits_one(value: object, kind: Any) -> bool:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return value in inner
    if isinstance(origin, type):
        return _fits_generic(value, origin, inner)
    if kind is None or not isinstance(kind, type) or kind is Any or _is_protocol(kind):
        return kind is not None or value is None
    if kind in (int, float):
        number = Integral if kind is int else Real
        return isinstance(value, number) and not isinstance(value, bool)
    return isinstance(value, kind) and not (isinstance(value, datetime) and not _has_utc(value))


def _has_utc(value: datetime) -> bool:
    """Whether a time can be told in UTC: not the first and last hours of all."""
    try:
        value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        return False
    return True


def _is_language(value: object) -> bool:
    return not value or (isinstance(value, str) and language_in(value) is not None)


def _is_protocol(kind: type) -> bool:
    return bool(getattr(kind, "_is_protocol", False)) and kind.__module__ != "collections.abc"


def _fits_generic(value: object, origin: type, inner: tuple[Any, ...]) -> bool:
    if origin is type or not isinstance(value, origin) or hasattr(value, "model_fields_set"):
        return origin is type and isinstance(value, type)  # a model yields its fields
    if callable(value) or isinstance(value, _TEXTS):
        return not isinstance(value, _TEXTS)
    if isinstance(value, Mapping):
        named = _fits(list(value), list[inner[0]]) if inner else True  # type: ignore[valid-type]
        return named and (len(inner) < 2 or all(_fits(one, inner[1]) for one in value.values()))  # noqa: PLR2004
    if isinstance(value, Collection) and issubclass(origin, Iterable) and inner:
        some = len(value) > 0 or _name(inner[0]) != "Plan"  # there must be a plan
        return origin is tuple or (some and all(_fits(one, inner[0]) for one in value))
    return True


def _problem(function: str, key: str, value: object, kind: Any) -> Problem:
    shown = [_name(one) for one in _kinds(kind)]
    if key == "language" and isinstance(value, str):
        kind = Literal[tuple(LANGUAGES)]
        shown = [_name(kind)]
    values = {
        "function": function,
        "name": key,
        "found": _shown(value),
        "kinds": " | ".join(dict.fromkeys(shown)),
        "instead": _instead(value, kind),
    }
    return Problem(Code.ARGUMENT_OF_WRONG_KIND, place=Place(path=ROOT / key), values=values)


def _name(kind: Any) -> str:
    if kind in (None, NoneType):
        return "None"
    if isinstance(kind, TypeVar):
        return "…"
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " | ".join(map(repr, inner))
    name = str(getattr(origin or kind, "__name__", kind))
    items = [" | ".join(map(_name, _kinds(one))) for one in inner if one is not Ellipsis]
    return f"{name}[{', '.join(items)}]" if inner and name != "Callable" else name


def _shown(value: object) -> str:
    if value is None:
        return "None"
    if isinstance(value, list | tuple) and not value:
        return repr(value)
    if isinstance(value, str | int | float | PathLike):
        said = fspath(value) if isinstance(value, PathLike) else value
        return f"{type(value).__name__} {shortened(repr(said))}"
    return type(value).__name__


def _instead(value: object, kind: Any) -> str:
    """Return what to write instead, in code."""
    names = {getattr(get_origin(one) or one, "__name__", "") for one in _kinds(kind)}
    for name, given, text in _INSTEAD:
        if name in names and isinstance(value, given):
            said = fspath(value) if isinstance(value, PathLike) else value
            return text.format(shortened(repr(said)))
    return _usual(next(one for one in _kinds(kind) if one not in (None, NoneType)))


def _usual(kind: Any) -> str:
    name, inner = _name(get_origin(kind) or kind), get_args(kind)
    if name == "Mapping":
        return (
            f"{{…: {_usual(inner[1])}}}" if isinstance(inner[1], type | GenericAlias) else "{…: …}"
        )
    return _USUAL.get(name, "…" if kind is object else name)
