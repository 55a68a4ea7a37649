"""The base of every model: strict about keys, lenient about values (`plandoc.schema.given`)."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Never,
    Self,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
)

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from plandoc.codes import Code
from plandoc.errors import PlanError
from plandoc.schema.columns import OWN_KEY, STANDARD_COLUMNS
from plandoc.schema.described import describe, describe_schema
from plandoc.schema.given import SURE, as_text, is_nothing
from plandoc.schema.names import meanings, normal
from plandoc.words.language import LANGUAGES, language_in, names_of

# What XML 1.0 (section 2.2, production Char) leaves out, and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODES = {str(code): code for code in Code}


def refuse(code: Code, **values: Any) -> PydanticCustomError:
    """Return the refusal `code`, to be raised inside a validator.

    It carries no words: its type is the code, its context the values. A reader builds a `Problem`
    of the two.
    """
    placeholders = "".join(f" {name}={{{name}}}" for name in values)
    return PydanticCustomError(code, f"{code}{placeholders}", values)


_TRUTH = TypeAdapter(bool)


def truth_or_words(value: Any) -> Any:
    """Return the truth that a value says, `true` or `нет`; other words as they are."""
    try:
        return _TRUTH.validate_python(value)
    except ValidationError:
        return value


def code_of(kind: str) -> Code:
    """Return the code of a Pydantic error of this type, as `refuse` raised it.

    An error of Pydantic's own has the code `VALUE_INVALID`.
    """
    return _CODES.get(kind, Code.VALUE_INVALID)


def _stored(value: Any) -> str:
    text = value if type(value) is str else as_text(value)
    if text is None or value is None:
        raise PydanticKnownError("string_type")
    if found := _FORBIDDEN.search(text):
        raise refuse(
            Code.CHARACTER_FORBIDDEN, character=f"U+{ord(found[0]):04X}", position=found.start() + 1
        )
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise refuse(Code.TEXT_EMPTY)
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise refuse(Code.TEXT_HAS_LINE_BREAK)
    return text


class _Read:
    """Tells Pydantic to read a text by one function, for a pattern that it must match if any."""

    def __init__(self, pattern: str = "", longest: int | None = None) -> None:
        self.pattern, self.longest = pattern, longest

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        told = core_schema.str_schema(pattern=self.pattern or None, max_length=self.longest)
        return core_schema.no_info_plain_validator_function(
            self.matching if self.pattern else _stored,
            json_schema_input_schema=told,
            serialization=core_schema.simple_ser_schema("str"),
        )

    def matching(self, value: object) -> str:
        """Return the text of a value that matches the pattern."""
        text = _stored(value)
        if self.longest is not None and len(text) > self.longest:
            raise PydanticKnownError("string_too_long", {"max_length": self.longest})
        if not re.fullmatch(self.pattern, text):
            raise PydanticKnownError("string_pattern_mismatch", {"pattern": self.pattern})
        return text


Text = Annotated[str, _Read()]
"""Any text that XML can hold, kept unchanged; CR LF and CR become LF."""

Words = Annotated[Text, AfterValidator(_not_blank)]
"""A text that is not blank."""

Line = Annotated[Text, AfterValidator(_one_line)]
"""A text of one line; it may be empty."""

LineWords = Annotated[Words, AfterValidator(_one_line)]
"""A text of one line that is not blank."""

Ident = Annotated[str, _Read(r"^[A-Za-z0-9_-]{0,64}$")]
"""An id: of a plan, an activity; empty where it is to be computed."""


def _of_standard(value: Any) -> Any:
    """Return the key of a standard column for its name in a language."""
    if not isinstance(value, str) or value in STANDARD_COLUMNS:
        return value
    meaning = meanings("Activity").get(normal(value))
    return meaning.key if meaning and meaning.key in STANDARD_COLUMNS else value


ColumnKey = Annotated[str, _Read(OWN_KEY, 40), BeforeValidator(_of_standard)]
"""The key of a column."""

FontName = Annotated[str, _Read(r"^[^\n]*$", 60)]
"""The name of a font."""

RemarkCode = Annotated[str, _Read(r"^PLN\d{3}$")]
"""The code of a remark of `plandoc check`."""

E = TypeVar("E", bound=StrEnum)


def worded(kind: str, table: Callable[[str], Mapping[str, str]]) -> BeforeValidator:
    """Return the validator of a listed value that is also known by its word in any language.

    `kind` is the name of the list; `table` returns the words on paper by the values.
    """

    @cache
    def values() -> dict[str, str]:
        tables = (table(language) for language in LANGUAGES)
        printed = {normal(word): value for words in tables for value, word in words.items()}
        return {name: meaning.key for name, meaning in meanings(kind).items()} | printed

    def read(value: Any) -> Any:
        if not isinstance(value, str) or isinstance(value, StrEnum):
            return value
        return values().get(normal(value), value)

    return BeforeValidator(read)


M = TypeVar("M", bound="Model")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Model(BaseModel, frozen=True, extra="forbid"):
    """A frozen value that refuses unknown keys.

    What it refuses is a `PlanError` with every problem, as a plan file that says the same would
    tell it.
    """

    blank_is_a_value: ClassVar[bool] = False
    """Whether a blank text is one of these models, and not nothing."""

    if not TYPE_CHECKING:

        def __init__(self, /, **data: object) -> None:
            """Make the model of the values of its fields. Raises `PlanError`."""
            __tracebackhide__ = True
            try:
                self.__pydantic_validator__.validate_python(data, self_instance=self)
            except ValidationError as error:
                raise _refusal(error, type(self), data) from None

        # As Pydantic marks its own: models inside of others are made without calling it.
        __init__.__pydantic_base_init__ = True

        def __setattr__(self, name: str, value: object) -> Never:
            raise AttributeError(_frozen(self, name))

        def __delattr__(self, name: str) -> Never:
            raise AttributeError(_frozen(self, name))

    def model_post_init(self, _: object, /) -> None:
        """Share the set of the given names: each row of a plan would weigh a half more for it."""
        _share(self, self.model_fields_set)

    @classmethod
    def __pydantic_init_subclass__(cls, **told: object) -> None:
        """Let `help` list the fields with their descriptions."""
        describe(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the JSON Schema with the descriptions of the fields."""
        found = handler(schema)
        describe_schema(cls, handler.resolve_ref_schema(found))
        return found

    @classmethod
    def model_validate(cls, obj: Any, **told: Any) -> Self:
        """Return the model of plain data, or `obj` itself. Raises `PlanError`."""
        try:
            return super().model_validate(obj, **told)
        except ValidationError as error:
            raise _refusal(error, cls, obj) from None

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **told: Any) -> Self:
        """Return the model of a JSON text. Raises `PlanError`."""
        try:
            return super().model_validate_json(json_data, **told)
        except ValidationError as error:
            raise _refusal(error, cls, {}) from None

    @classmethod
    def model_validate_strings(cls, obj: Any, **told: Any) -> Self:
        """Return the model of plain data that is all text. Raises `PlanError`."""
        try:
            return super().model_validate_strings(obj, **told)
        except ValidationError as error:
            raise _refusal(error, cls, obj) from None

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields replaced, validated as a whole. Raises `PlanError`."""
        if not update:
            return super().model_copy(deep=deep)
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate(given | dict(update))

    @model_validator(mode="before")
    @classmethod
    def _given(cls, value: Any) -> Any:
        """Leave out what stands for nothing."""
        if not isinstance(value, Mapping):
            return value
        blank: list[str] = []
        for key, one in value.items():
            kind = type(one)
            if kind is str:
                if not one or one.isspace():
                    blank.append(key)
            elif kind not in SURE and is_nothing(one):
                blank.append(key)
        return _held(cls).without(value, blank) if blank else value


def _share(model: BaseModel, given: Iterable[str]) -> None:
    """Let a model have the one set of the names that were given, which nobody changes."""
    object.__setattr__(model, "__pydantic_fields_set__", _set_of(frozenset(given)))


@lru_cache(maxsize=4_096)
def _set_of(names: frozenset[str]) -> set[str]:
    return set(names)


class _Held:
    """The fields of a model, those that hold no text, those of which `None` tells something."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.fields = frozenset(model.model_fields)
        self.no_texts = frozenset(
            name
            for name, info in model.model_fields.items()
            if not (_holds_text(info.annotation) or info.is_required())
        )
        self.told_absent = frozenset(
            name
            for name, info in model.model_fields.items()
            if type(None) in get_args(info.annotation) and info.default is not None
        )

    def without(self, value: Mapping[str, Any], blank: Iterable[str]) -> Mapping[str, Any]:
        """Return a value without the blank keys that stand for nothing."""
        nothing = {key for key in blank if self._is_nothing(key, value[key])}
        return {key: one for key, one in value.items() if key not in nothing} if nothing else value

    def _is_nothing(self, key: str, value: object) -> bool:
        if isinstance(value, str):
            return key in self.no_texts
        return key in self.fields and (value is not None or key not in self.told_absent)


_held = cache(_Held)


def _holds_text(annotation: Any) -> bool:
    """Whether a field may hold a text: `str`, `Line | None`, `bool | LineWords`."""
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return any(map(_holds_text, get_args(annotation)))
    return annotation is str or getattr(annotation, "blank_is_a_value", False)


def validated(model: type[M], value: object) -> M:
    """Return the model of a value, as `model_validate`. Raises `pydantic.ValidationError`.

    For code of this package that tries whether a value fits, or reads the errors itself.
    """
    found: M = model.__pydantic_validator__.validate_python(value)
    return found


def copied(model: M, **fields: object) -> M:
    """Return a copy of a model with some fields replaced, which are not validated."""
    found = BaseModel.model_copy(model, update=fields)
    _share(found, found.model_fields_set)
    for name in found.__dict__.keys() - type(model).model_fields.keys():
        del found.__dict__[name]  # computed from the former values
    return found


def filled(model: Model, **fields: object) -> None:
    """Set fields of a model that was just made and that nobody has; they are not validated."""
    model.__dict__.update(fields)
    _share(model, model.model_fields_set.union(fields))


def _frozen(model: BaseModel, name: str) -> str:
    kind = type(model).__name__
    return f"{kind} does not change; .model_copy(update={{{name!r}: …}}) returns a changed one"


def _refusal(error: ValidationError, model: type[BaseModel], value: object) -> PlanError:
    """Return a Pydantic error in the words of plandoc."""
    from plandoc.schema.explained import Whole, problems_of  # noqa: PLC0415 - it knows the models

    return PlanError(problems_of(error, Whole(model, value)))


def with_words_if_any(locale: str) -> str:
    """Return a locale as `with_words` does; it may be empty."""
    return with_words(locale) if locale else ""


def with_words(locale: str) -> str:
    """Return a locale, refusing one in which nothing can be printed."""
    if language_in(locale) is None:
        raise refuse(Code.LANGUAGE_UNKNOWN, value=locale, known=names_of(LANGUAGES))
    return locale
