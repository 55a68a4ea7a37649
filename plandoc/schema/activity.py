"""Sections, activities and executors."""

from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self, cast

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    SerializerFunctionWrapHandler,
    ValidationError,
    field_validator,
    model_serializer,
    model_validator,
)

from plandoc.codes import Code
from plandoc.schema.base import (
    Ident,
    Line,
    LineWords,
    Model,
    Text,
    Words,
    refuse,
    truth_or_words,
    validated,
)
from plandoc.schema.carried import CarriedActivity
from plandoc.schema.deadline import Deadline
from plandoc.schema.frozen import Frozen, nothing
from plandoc.schema.outcome import Outcome

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import ActivityRest, ExecutorRest, SectionFields, Value


class ExecutorKind(StrEnum):
    """The kind of an executor."""

    POST = "post"
    PERSON = "person"
    BODY = "body"


class Executor(Model):
    """Who carries out an activity, as printed; a file may give the name alone."""

    name: Words
    kind: ExecutorKind | None = None
    lead: bool = False

    if TYPE_CHECKING:

        def __init__(self, *, name: "Value", **fields: "Unpack[ExecutorRest]") -> None: ...

    @model_validator(mode="wrap")
    @classmethod
    def _named(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(value, str):
            return handler(value)
        with suppress(ValidationError):
            return cast("Self", _by_name(cls, value))
        return handler({"name": value})

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        return handler(self) if self.kind or self.lead else self.name


@lru_cache(maxsize=1024)
def _by_name(kind: type[Executor], name: str) -> Executor:
    """Return the executor of a name, the same in all rows: a plan has few in many of them."""
    return validated(kind, {"name": name})


class Activity(Model):
    """One row of the plan.

    `id` is opaque: assigned once, kept through renumbering and from year to year. `number` is
    computed unless a published one has to be kept; a row that is not `numbered` has none, and the
    next row continues the count. A `title` may be empty: it is written by hand. `fields` holds the
    cells of the plan's own columns by their keys, `carried_from` the activity's history in last
    year's plan. `introduced` names the act that added the row, `amended` the act that last changed
    it; `excluded` the act that put it out of force: the row stays in the plan and keeps its number.
    `parts` are done and reported one by one, each with what is its own: deadline, executors,
    result, outcome. They have no parts.
    """

    id: Ident = ""
    number: Line = ""
    numbered: bool = True
    title: Text
    executors: tuple[Executor, ...] = ()
    supervisor: Text = ""
    deadline: Deadline | None = None
    expected_result: Text = ""
    outcome: Outcome | None = None
    fields: Frozen[str, Text] = Field(default_factory=nothing)
    carried_from: CarriedActivity | None = None
    introduced: Line = ""
    amended: Line = ""
    excluded: Line = ""
    parts: tuple["Activity", ...] = ()

    if TYPE_CHECKING:

        def __init__(self, *, title: "Value", **fields: "Unpack[ActivityRest]") -> None: ...

    @field_validator("number", mode="before")
    @classmethod
    def _counted(cls, value: Any) -> Any:
        return "" if value is None else value

    @field_validator("executors", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        if value == "":
            return ()
        return (value,) if isinstance(value, str) and value.strip() else value


class Section(Model):
    """Activities under one heading, nested to three levels.

    `label` replaces the computed one («Задача 3 (дополнительная).»). A section with a `month`
    is headed by the name of the month, and deadlines in it may be bare days («25-26»). `text` is
    printed under the heading; it may have markup (`plandoc.schema.markup`). `fields` are texts of
    the row of the heading under columns by their keys. With `total`, the columns that are summed
    have the sums of the section below its rows, named by the word that it may be. `second_title`,
    of a plan in two languages, is printed below the title.
    """

    title: Text = ""
    second_title: Text = ""
    label: Line | None = None
    month: int | None = Field(default=None, ge=1, le=12)
    text: Text = ""
    fields: Frozen[str, Text] = Field(default_factory=nothing)
    total: bool | LineWords = False
    activities: tuple[Activity, ...] = ()
    sections: tuple["Section", ...] = ()

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[SectionFields]") -> None: ...

    @field_validator("total", mode="before")
    @classmethod
    def _told(cls, value: Any) -> Any:
        return truth_or_words(value)

    @model_validator(mode="after")
    def _headed(self) -> Self:
        if not (self.title.strip() or self.month or (self.label or "").strip()):
            raise refuse(Code.SECTION_UNNAMED)
        return self
