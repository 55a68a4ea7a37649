"""Words of the copies with remarks."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class Comment:
    """A remark in a comment on its cell."""

    expected: str
    remedy: str
    numbered: str


@table
class Remarks:
    """Words of the sheet with the remarks."""

    title: str
    none: str
    hint_copy: str
    hint_apart: str
    hint_severity: str
    also: str
    headings: Mapping[str, str]


@table
class Conflicts:
    """Words of the sheet with the conflicts."""

    title: str
    hint: str
    keep: str
    plan: str
    too_long: str
    prompt: str
    error: str
    headings: Mapping[str, str]


@table
class AnnotatedWords:
    """Words of the copies with remarks."""

    page: str
    nothing: str
    sheets: Mapping[str, str]
    comment: Comment
    severity: Mapping[str, str]
    remarks: Remarks
    conflicts: Conflicts
