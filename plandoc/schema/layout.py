"""The columns of the table and the layout of the page."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer,
    model_validator,
)

from plandoc.codes import Code
from plandoc.schema.base import (
    ColumnKey,
    FontName,
    LineWords,
    Model,
    Text,
    Words,
    refuse,
    truth_or_words,
)
from plandoc.schema.columns import STANDARD, STANDARD_COLUMNS, Align

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import ColumnRest, LayoutFields, MarginsFields


class Column(Model):
    """A column of the table: its key, heading and width in millimetres.

    A standard column without a heading gets that of the language; an own column must have one.
    `second_heading` is that of the second language, in which a standard column has a usual one too.
    Columns without a width share the remaining space by their content. Neighbours of equal `group`
    stand under that common heading; of several above one another the highest comes first. With
    `merge`, equal texts of neighbouring rows are printed as one cell, with `merge: across` those of
    neighbouring columns, unless they are marks; with `total`, the numbers of
    the column are summed in a last row, which is named by the word that it may be («ИТОГО:»).
    """

    key: ColumnKey
    heading: Text = ""
    second_heading: Text = ""
    width: float | None = Field(default=None, ge=8, le=250)
    align: Align | None = None
    group: tuple[Words, ...] = Field(default=(), max_length=3)
    merge: bool | Literal["across"] = False
    total: bool | LineWords = False

    if TYPE_CHECKING:

        def __init__(self, *, key: "str", **fields: "Unpack[ColumnRest]") -> None: ...

    @field_validator("merge", "total", mode="before")
    @classmethod
    def _told(cls, value: Any) -> Any:
        return truth_or_words(value)

    @model_validator(mode="before")
    @classmethod
    def _keyed(cls, value: Any) -> Any:
        return {"key": value} if isinstance(value, str) else value

    @field_validator("group", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return ((value,) if value.strip() else ()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _headed(self) -> Self:
        if self.key not in STANDARD_COLUMNS and not self.heading.strip():
            raise refuse(
                Code.OWN_COLUMN_HEADING_MISSING, key=self.key, known=", ".join(STANDARD_COLUMNS)
            )
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        if self == type(self).model_construct(key=self.key):
            return self.key
        written = handler(self)
        if len(self.group) == 1:
            written["group"] = self.group[0]
        return written


DEFAULT_COLUMNS = tuple(Column(key=column.key) for column in STANDARD if column.default)


class Orientation(StrEnum):
    """The orientation of the page; `auto` is landscape when the columns do not fit in portrait."""

    AUTO = "auto"
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class PaperSize(StrEnum):
    """The size of the sheet."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"
    LETTER = "letter"
    LEGAL = "legal"


class Margins(Model):
    """The margins of the page in millimetres; those that are not given are the template's."""

    left: float | None = Field(default=None, ge=5, le=60)
    right: float | None = Field(default=None, ge=5, le=60)
    top: float | None = Field(default=None, ge=5, le=60)
    bottom: float | None = Field(default=None, ge=5, le=60)

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[MarginsFields]") -> None: ...


class Layout(Model):
    """Settings of the page that override the template.

    `font` is the family of the text that the template sets in its usual font.
    `kept_over_ten_years` widens the left margin to 30 mm; `requisite_width` is the longest
    line of an approval in millimetres (both ГОСТ Р 7.0.97-2025); `column_numbers` adds the
    row 1, 2, 3 … under the headings. `table_size` and `text_size` are sizes of type in points;
    without the former, a table whose words do not fit gets a smaller type than the template's.
    """

    paper: PaperSize | None = None
    orientation: Orientation = Orientation.AUTO
    margins: Margins = Margins()
    font: FontName = ""
    kept_over_ten_years: bool = False
    column_numbers: bool = False
    requisite_width: float = Field(default=80, ge=40, le=120)
    table_size: float | None = Field(default=None, ge=9, le=14)
    text_size: float | None = Field(default=None, ge=9, le=16)

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[LayoutFields]") -> None: ...
