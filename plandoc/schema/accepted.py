"""Remarks of `plandoc check` that the author of a plan accepts."""

from plandoc.schema.base import Ident, Model, RemarkCode, Words


class Accepted(Model):
    """A remark that the author accepts, with the reason; `id` limits it to one activity."""

    code: RemarkCode
    reason: Words
    id: Ident = ""
