"""Approvals: who agreed to, considered, adopted or approved the plan, and on what basis."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import (
    AfterValidator,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from plandoc.codes import Code
from plandoc.schema.base import Line, Model, Text, Words, refuse, with_words_if_any, worded
from plandoc.schema.partial_date import CANONICAL, PartialDate
from plandoc.words.language import words_in

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import (
        ActFields,
        ApprovalRest,
        MinutesRest,
        OfficerRest,
        SignatureRest,
        Value,
    )


class ApprovalKind(StrEnum):
    """The word of the block: СОГЛАСОВАНО, УТВЕРЖДАЮ, РАССМОТРЕНО, ПРИНЯТО or a word of its own."""

    AGREE = "agree"
    APPROVE = "approve"
    CONSIDER = "consider"
    ADOPT = "adopt"
    OWN = "own"


class ActKind(StrEnum):
    """The kind of an administrative act."""

    ORDER = "order"
    DIRECTIVE = "directive"
    RESOLUTION = "resolution"
    DECISION = "decision"
    INSTRUCTION = "instruction"
    LETTER = "letter"


def _without_sign(number: str | None) -> str | None:
    return None if number is None else re.sub(r"^\s*№\s*", "", number)


Number = Annotated[Line | None, AfterValidator(_without_sign)]
"""The number of an act or of minutes without its «№»; empty if written by hand, `None` for none."""


_IF_TOLD = ("seal", "language")
"""Fields that are written only where they say something."""


def _with_blanks(
    date: PartialDate | None, data: dict[str, Any], info: SerializationInfo
) -> dict[str, Any]:
    """Add a date that equals the usual one but has blanks as the author typed them."""
    typed = date is not None and (date.blanks or date.typed)
    if date is not None and typed and "date" not in data and info.context != CANONICAL:
        data["date"] = date.model_dump(mode="json")
    return data


class Officer(Model):
    """Approval by a person (ГОСТ Р 7.0.97-2025, «гриф утверждения», by an official).

    `post` keeps the organisation and an acting mark («И.о.», «Врио»), over one or several
    lines. An empty `name` or `date` is to be written by hand; `date: null` prints no date line.
    """

    post: Words
    name: Line = ""
    rank: Line = ""
    date: PartialDate | None = PartialDate()

    @model_serializer(mode="wrap")
    def _whole(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
        return _with_blanks(self.date, handler(self), info)

    if TYPE_CHECKING:

        def __init__(self, *, post: "Value", **fields: "Unpack[OfficerRest]") -> None: ...


class Act(Model):
    """Approval by an act; `of` names who issued it, in the genitive («директора колледжа»)."""

    kind: Annotated[
        ActKind, worded("ActKind", lambda language: words_in(language).words.act["nominative"])
    ] = ActKind.ORDER
    of: Text = ""
    date: PartialDate | None = PartialDate()
    number: Number = ""

    @model_serializer(mode="wrap")
    def _whole(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
        return _with_blanks(self.date, handler(self), info)

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[ActFields]") -> None: ...


class Minutes(Model):
    """Approval by a body, in the case its author gives: «решением педагогического совета»."""

    body: Words
    date: PartialDate | None = PartialDate()
    number: Number = ""

    @model_serializer(mode="wrap")
    def _whole(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
        return _with_blanks(self.date, handler(self), info)

    if TYPE_CHECKING:

        def __init__(self, *, body: "Value", **fields: "Unpack[MinutesRest]") -> None: ...


def _words_of_kinds(language: str) -> Mapping[str, str]:
    return words_in(language).words.approval


class Approval(Model):
    """An approval block: its word and its basis.

    The basis is an officer, an act or the minutes of a body; an officer may stand together
    with an act or minutes, which is the mixed form that schools use. `seal` prints «М.П.» below.
    `language` is that of an approval in another language than its plan has.
    """

    kind: Annotated[
        ApprovalKind, worded("ApprovalKind", lambda language: words_in(language).words.approval)
    ]
    word: Line = ""
    officer: Officer | None = None
    act: Act | None = None
    minutes: Minutes | None = None
    seal: bool = False
    language: Annotated[Line, AfterValidator(with_words_if_any)] = ""

    if TYPE_CHECKING:

        def __init__(
            self, *, kind: "ApprovalKind | str", **fields: "Unpack[ApprovalRest]"
        ) -> None: ...

    @property
    def bases(self) -> "tuple[Officer | Act | Minutes, ...]":
        """The officer, the act and the minutes, as far as there are any."""
        found = (self.officer, self.act, self.minutes)
        return tuple(basis for basis in found if basis is not None)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind is ApprovalKind.OWN and not self.word.strip():
            raise refuse(Code.APPROVAL_WORD_MISSING)
        if self.kind is not ApprovalKind.OWN and self.word:
            raise refuse(Code.APPROVAL_WORD_UNEXPECTED, word=self.word, kind=self.kind.value)
        if not (self.officer or self.act or self.minutes):
            raise refuse(Code.APPROVAL_BASIS_MISSING)
        if self.act and self.minutes:
            raise refuse(Code.APPROVAL_ACT_AND_MINUTES)
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        return {k: v for k, v in handler(self).items() if k not in _IF_TOLD or v}


class Signature(Model):
    """A signature under the table, of the person who compiled the plan or is responsible for it."""

    post: Words
    name: Line = ""
    date: PartialDate | None = None

    if TYPE_CHECKING:

        def __init__(self, *, post: "Value", **fields: "Unpack[SignatureRest]") -> None: ...
