"""Remarks of `plandoc check` that the author of a plan accepts."""

from pydantic import Field

from plandoc.schema.base import Line, Model, Words


class Accepted(Model):
    """A remark that the author accepts, with the reason; `id` limits it to one activity."""

    code: Line = Field(pattern=r"^PLN\d{3}$")
    reason: Words
    id: Line = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,32}$")
