"""Names of the author's own in templates: `extra: {college: …}` is printed by `{{ college }}`."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from plandoc.codes import Code
from plandoc.schema.base import LineWords, Text, refuse
from plandoc.schema.frozen import Frozen
from plandoc.schema.given import is_nothing

NAMES_OF_PLANS = frozenset(
    (
        "approval_levels", "blocks", "column_numbers", "columns", "loop", "notes", "page",
        "properties", "report", "rows", "short_names", "short_names_heading", "signatures", "title",
    )
)  # fmt: skip
"""What templates call by these names is the plan's."""


def is_own_name(name: str) -> bool:
    """Whether a template can use a name for something that no plan has."""
    return name.isidentifier() and name not in NAMES_OF_PLANS


def _own_name(name: str) -> str:
    if not is_own_name(name):
        raise refuse(Code.EXTRA_NAME_TAKEN, name=name)
    return name


def _with_blanks(value: Any) -> Any:
    """Keep a name without a value: its text is empty."""
    if not isinstance(value, Mapping):
        return value
    return {name: "" if is_nothing(one) else one for name, one in value.items()}


OwnName = Annotated[LineWords, AfterValidator(_own_name)]
"""A name of the author's own."""

OwnTexts = Annotated[Frozen[OwnName, Text], BeforeValidator(_with_blanks)]
"""Texts by such names."""
