"""Remarks of `plandoc check` that a plan accepts as they are."""

from pydantic import Field

from plandoc.schema.base import Line, Model, Words


class Accepted(Model):
    """A remark that is no slip, with the reason why; `id` narrows it to one activity."""

    code: Line = Field(pattern=r"^PLN\d{3}$")
    reason: Words
    id: Line = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,32}$")
