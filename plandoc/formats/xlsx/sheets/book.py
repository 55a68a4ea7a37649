"""A workbook to be written: what it says of its sheets besides the cells, which a pen writes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets.checks import Check
from plandoc.formats.xlsx.sheets.rules import Rule
from plandoc.ooxml.properties import CoreProperties

if TYPE_CHECKING:
    from plandoc.formats.xlsx.sheets.chart import Chart

_TITLES = "_xlnm.Print_Titles"
_AREA = "_xlnm.Print_Area"
"""Names that a program knows (ECMA-376 Part 1, 18.2.5)."""


class Height(NamedTuple):
    """The height of a row in points, which may grow with what is typed into it."""

    height: float
    grows: bool = False


class Name(NamedTuple):
    """A defined name: what it refers to, and whether people see it in lists."""

    name: str
    reference: str
    hidden: bool = False


class Table(NamedTuple):
    """A table with a filter: its name, the reference to its cells, its headings."""

    name: str
    area: str
    headings: list[str]


class Paper(NamedTuple):
    """How a sheet is printed, as wide as the page: the text of the footer, the paper."""

    footer: str
    landscape: bool = True
    is_large: bool = False
    """A3, not A4."""


def quoted_title(title: str) -> str:
    """Return the title of a sheet as it stands in references."""
    return "'" + title.replace("'", "''") + "'"


@dataclass(slots=True)
class Column:
    """A column: its width in letters; whether it is hidden, or folded away.

    `opens` is for the column behind folded ones, which has the sign that opens them.
    """

    width: float = 0
    hidden: bool = False
    folded: bool = False
    opens: bool = False


@dataclass(slots=True, eq=False)
class Sheet:
    """A sheet: what is shown, checked, coloured and printed of its cells, and what lies on them."""

    title: str
    hidden: bool = False
    tab: str = ""
    """The colour of its tab."""
    grid: bool = True
    """Whether lines between cells are shown."""
    zoom: int | None = None
    frozen: tuple[int, int] = (0, 0)
    """Columns and rows that do not scroll."""
    selected: str = "A1"
    columns: dict[int, Column] = field(default_factory=dict)
    heights: dict[int, Height] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    rules: list[tuple[str, Rule]] = field(default_factory=list)
    """Rules of colour with the cells for which they are; the first one that applies counts."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Cells that lead to other ones of the workbook, with the references to those."""
    names: list[Name] = field(default_factory=list)
    protected: bool = False
    """Whether cells are locked; without a password, and filters and widths stay free."""
    paper: Paper | None = None
    on_one_page: bool = False
    breaks: list[int] = field(default_factory=list)
    """Rows after which a page ends."""
    charts: list[tuple["Chart", int, int]] = field(default_factory=list)
    """Charts with the row and the column of their corner."""
    tables: list[Table] = field(default_factory=list)

    def column(self, number: int) -> Column:
        """Return a column to be changed."""
        return self.columns.setdefault(number, Column())

    def repeat(self, first: int, last: int) -> None:
        """Print rows at the top of each page."""
        self.names.append(Name(_TITLES, f"{quoted_title(self.title)}!${first}:${last}"))

    def print_only(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Print nothing but some cells, given by rows and columns."""
        self.names.append(Name(_AREA, self.area(first, last)))

    def area(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return an absolute reference to cells for formulas, names and charts."""
        (top, left), (bottom, right) = first, last
        start = f"${column_letters(left)}${top}"
        span = start if first == last else f"{start}:${column_letters(right)}${bottom}"
        return f"{quoted_title(self.title)}!{span}"


@dataclass(slots=True)
class Book:
    """A workbook: its sheets in order, its properties, the names that belong to no sheet."""

    about: CoreProperties = field(default_factory=CoreProperties)
    properties: dict[str, str] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    def add(self, title: str) -> Sheet:
        """Return a new sheet behind the others."""
        self.sheets.append(Sheet(title))
        return self.sheets[-1]
