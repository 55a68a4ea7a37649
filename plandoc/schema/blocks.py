"""The blocks of a document, in the order of the page, and its tables."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer,
    model_validator,
)

from plandoc.codes import Code
from plandoc.schema.activity import Activity, Section
from plandoc.schema.approval import Act, Approval, Signature
from plandoc.schema.base import Line, Model, Text, refuse
from plandoc.schema.columns import Align
from plandoc.schema.layout import Column
from plandoc.schema.numbering import Numbering
from plandoc.schema.period import Period

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import AnnexFields, BlockFields, TableFields


class PlanPart(StrEnum):
    """A part of the document whose content stands in a field of the plan, or has none.

    `contents` lists the headings of parts and tables with their pages. What is left of a page is
    shared by its `space`s, so that the title of a cover stands in the middle of the sheet.
    """

    APPROVALS = "approvals"
    TITLE = "title"
    TABLE = "table"
    SHORT_NAMES = "short_names"
    NOTES = "notes"
    SIGNATURES = "signatures"
    CONTENTS = "contents"
    PAGE_BREAK = "page_break"
    SPACE = "space"


USUAL = (
    PlanPart.APPROVALS,
    PlanPart.TITLE,
    PlanPart.TABLE,
    PlanPart.SHORT_NAMES,
    PlanPart.NOTES,
    PlanPart.SIGNATURES,
)
"""The order of a plan that lists no blocks."""


class TableForm(StrEnum):
    """How activities are shown: as rows of a table, or as the items of a list.

    A list has no place for outcomes; in a report it is a table.
    """

    TABLE = "table"
    LIST = "list"


class Annex(Model):
    """That the plan is an annex: «Приложение № 1 к приказу директора от 01.09.2020 № 112-од».

    It stands in the upper right corner of the first page (ГОСТ Р 7.0.97-2016, 5.27). `to` is the
    act; `text` replaces the words that are made of the two. A file may give the text alone.
    """

    number: Line = ""
    to: Act | None = None
    text: Text = ""

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[AnnexFields]") -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _worded(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @field_validator("number", mode="before")
    @classmethod
    def _counted(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not (self.text.strip() or self.to):
            raise refuse(Code.ANNEX_INCOMPLETE)
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        return self.text if self.text and not self.number and self.to is None else handler(self)


class Table(Model):
    """A table of the plan beside its own, with a heading, columns and a period of its own.

    What it leaves out is that of the plan. With `continued`, sections and activities are counted on
    from the table before; `headings: false` prints no heading row. `item` is a sample of the items
    of a list, «{title} – {deadline}, отв. {executors}»: what stands before a place is printed where
    the activity has something for it. A table with it is a list.
    """

    heading: Text = ""
    period: Period | None = None
    columns: tuple[Column, ...] = ()
    numbering: Numbering | None = None
    continued: bool = False
    headings: bool = True
    form: TableForm = TableForm.TABLE
    item: Line = ""
    activities: tuple[Activity, ...] = ()
    sections: tuple[Section, ...] = ()

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[TableFields]") -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _as_list(cls, value: Any) -> Any:
        sample = value.get("item") if isinstance(value, Mapping) else None
        sampled = isinstance(sample, str) and sample.strip()
        return {**value, "form": TableForm.LIST} if sampled else value


ITEM_PLACE = re.compile(r"\{(\w+)\}")
"""A place in the sample of an item, by the key of a column."""


class Block(Model):
    """One block of the document: exactly one of its contents; a file may give a place alone.

    `heading` is the heading of a part of the document, `text` a text with markup
    (`plandoc.schema.markup`); `align` is for text and the organisation. `approvals` and
    `signatures` with content are those of a part that is approved or signed by itself.
    """

    place: PlanPart | None = None
    annex: Annex | None = None
    organisation: Text = ""
    heading: Text = ""
    text: Text = ""
    table: Table | None = None
    approvals: tuple[Approval, ...] = Field(default=(), max_length=4)
    signatures: tuple[Signature, ...] = ()
    align: Align | None = None

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[BlockFields]") -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _placed(cls, value: Any) -> Any:
        return {"place": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _single(self) -> Self:
        contents = (
            self.place, self.annex, self.organisation.strip(), self.heading.strip(),
            self.text.strip(), self.table, self.approvals, self.signatures,
        )  # fmt: skip
        given = [name for name in CONTENTS if name in self.model_fields_set]
        if len(given) == 1 and not any(contents):
            raise refuse(Code.BLOCK_EMPTY, key=given[0])
        if sum(map(bool, contents)) != 1:
            raise refuse(
                Code.BLOCK_NOT_SINGLE, known=", ".join(CONTENTS), places=", ".join(PlanPart)
            )
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        return self.place.value if self.place and self.align is None else handler(self)


CONTENTS = tuple(name for name in Block.model_fields if name not in ("place", "align"))
"""The keys of which a block has one, if it is no place."""
