"""The strict base of every model: it refuses unknown keys, and text that XML cannot hold."""

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from plandoc.codes import Code

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


def _storable(text: str) -> str:
    if found := _FORBIDDEN.search(text):
        raise refuse(
            Code.CHARACTER_FORBIDDEN, character=f"U+{ord(found[0]):04X}", position=found.start() + 1
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_blank(text: str) -> str:
    if not text.strip():
        raise refuse(Code.TEXT_EMPTY)
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise refuse(Code.TEXT_HAS_LINE_BREAK)
    return text


Text = Annotated[str, StringConstraints(strict=True), AfterValidator(_storable)]
"""Any text that XML can hold, kept unchanged; CR LF and CR become LF."""

Words = Annotated[Text, AfterValidator(_not_blank)]
"""A text that is not blank."""

Line = Annotated[Text, AfterValidator(_one_line)]
"""A text of one line; it may be empty."""

LineWords = Annotated[Words, AfterValidator(_one_line)]
"""A text of one line that is not blank."""


class Model(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)
