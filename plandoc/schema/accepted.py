"""Remarks of `plandoc check` that the author of a plan accepts."""

from typing import TYPE_CHECKING

from plandoc.schema.base import Ident, Model, RemarkCode, Words

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import AcceptedRest, Value


class Accepted(Model):
    """A remark that the author accepts, with the reason; `id` limits it to one activity."""

    code: RemarkCode
    reason: Words
    id: Ident = ""

    if TYPE_CHECKING:

        def __init__(
            self, *, code: "str", reason: "Value", **fields: "Unpack[AcceptedRest]"
        ) -> None: ...
