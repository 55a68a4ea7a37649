"""The plan and the activities of last year from which a plan was made."""

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from plandoc.schema.base import Ident, Line, Model, Text
from plandoc.schema.outcome import StatusSaid
from plandoc.schema.period import Period

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import CarriedActivityFields, CarriedPlanRest, Span, Value


class CarriedPlan(Model):
    """The plan that this one was made from: its id, revision and period."""

    id: Line
    revision: int = Field(default=1, ge=1)
    period: Period

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: "Value",  # noqa: A002 - as the field
            period: "Span",
            **fields: "Unpack[CarriedPlanRest]",
        ) -> None: ...


class CarriedActivity(Model):
    """What an activity was in the plan that this one was made from; a file may give `number` alone.

    `status` and `moved_to` are its outcome there, `postponed` is how many times it was postponed so
    far. `id` is set only where it differs: in the parts of a divided activity.
    """

    blank_is_a_value: ClassVar[bool] = True

    number: Line = ""
    id: Ident = ""
    status: StatusSaid | None = None
    moved_to: Text = ""
    postponed: int = Field(default=0, ge=0)

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[CarriedActivityFields]") -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _numbered(cls, value: Any) -> Any:
        return {"number": value} if isinstance(value, str) else value

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        plain = not (self.id or self.status or self.moved_to or self.postponed)
        return self.number if plain else handler(self)
