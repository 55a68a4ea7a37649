"""What became of an activity."""

from enum import StrEnum

from plandoc.schema.base import Model, Text
from plandoc.schema.day import Day
from plandoc.schema.deadline import Deadline


class Status(StrEnum):
    """The state that a person reports; nothing reported is no outcome at all."""

    DONE = "done"
    PARTLY = "partly"
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    REMOVED = "removed"


class Outcome(Model):
    """The mark of fulfilment: its status, the words as written, date, evidence and the rest."""

    status: Status | None = None
    text: Text = ""
    date: Day | None = None
    evidence: Text = ""
    moved_to: Deadline | None = None
    reason: Text = ""
