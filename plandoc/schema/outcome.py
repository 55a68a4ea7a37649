"""The outcome of an activity."""

from collections.abc import Mapping
from datetime import date as calendar_date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import model_validator

from plandoc.schema.base import Model, Text, worded
from plandoc.schema.day import Day
from plandoc.schema.deadline import Deadline
from plandoc.words.language import words_in

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import OutcomeFields


class Status(StrEnum):
    """The status that a person reports; an activity without a report has no outcome."""

    DONE = "done"
    PARTLY = "partly"
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    REMOVED = "removed"


StatusSaid = Annotated[Status, worded("Status", lambda language: words_in(language).words.status)]
"""A status, by its key or in the words of the tracking sheet."""


class Outcome(Model):
    """The outcome: its status, the text as written, the date, the evidence and other details.

    A file may give the text alone.
    """

    status: StatusSaid | None = None
    text: Text = ""
    date: Day | None = None
    evidence: Text = ""
    moved_to: Deadline | None = None
    reason: Text = ""

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[OutcomeFields]") -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _said(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) and value.strip() else value

    def texts(self) -> dict[str, str]:
        """Return the fields that are not empty, as texts that `of_texts` reads back."""
        return {name: text for name in OUTCOME_FIELDS if (text := as_text(getattr(self, name)))}

    @classmethod
    def of_texts(cls, texts: Mapping[str, str]) -> Self | None:
        """Return the outcome with these fields; `None` when all of them are empty.

        Raises `PlanError` for texts that a field cannot hold.
        """
        given = {name: text for name, text in texts.items() if text}
        return cls.model_validate(given) if given else None


def as_text(value: Status | calendar_date | Deadline | str | None) -> str:
    """Return the value of a field as text: the key of a status, an ISO date, words as they are."""
    if isinstance(value, calendar_date):
        return value.isoformat()
    return "" if value is None else str(value)


OUTCOME_FIELDS = tuple(Outcome.model_fields)
"""The fields of an outcome in their order."""
