"""The page size of a document."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plandoc.schema.layout import Layout, PaperSize

TWIPS_PER_MM = 1440 / 25.4

PAPERS: Mapping[PaperSize, tuple[float, float]] = {
    PaperSize.A3: (297, 420),
    PaperSize.A4: (210, 297),
    PaperSize.A5: (148, 210),
    PaperSize.LETTER: (215.9, 279.4),
    PaperSize.LEGAL: (215.9, 355.6),
}
"""The short and the long side of each sheet in millimetres."""

_BINDING_MARGIN = 30.0

_BREADTHS: Mapping[str, float] = {
    "": 1, "times new roman": 1, "liberation serif": 1, "pt astra serif": 1, "tinos": 1,
    "calibri": 1.05, "carlito": 1.05, "arial narrow": 0.95, "garamond": 1.0,
    "cambria": 1.1, "pt serif": 1.15, "arial": 1.15, "helvetica": 1.15, "liberation sans": 1.15,
    "pt sans": 1.1, "pt astra sans": 1.1, "tahoma": 1.15, "segoe ui": 1.15, "georgia": 1.2,
    "courier new": 1.3, "liberation mono": 1.3, "verdana": 1.35,
}  # fmt: skip
"""How much wider the words of a font are than in Times New Roman, at most of 99 in a hundred."""

_BROAD = 1.2
"""That of a font which is not in the list."""


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point (twips)."""
    return round(millimetres * TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class Page:
    """Page size and margins in millimetres, font sizes in points, as in the template."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    requisite_size: float
    table_size: float
    summary_size: float = 11
    approvals: "Page | None" = None
    """The page on which the approvals stand, where it is another one: a cover."""
    breadth: float = 1
    """How much wider the font is than Times New Roman, in which texts are measured."""

    @property
    def table_measure(self) -> float:
        """The size at which Times New Roman is as wide as the type of tables."""
        return self.table_size * self.breadth

    @property
    def requisite_measure(self) -> float:
        """The size at which Times New Roman is as wide as the type of the text."""
        return self.requisite_size * self.breadth

    @property
    def summary_measure(self) -> float:
        """The size at which Times New Roman is as wide as the type of a report's tables."""
        return self.summary_size * self.breadth

    @property
    def body(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    def oriented(self, *, landscape: bool) -> "Page":
        """Return the page in portrait or landscape orientation with the same margins."""
        short, long = sorted((self.width, self.height))
        width, height = (long, short) if landscape else (short, long)
        return replace(self, width=width, height=height)

    def laid_out(self, layout: Layout) -> "Page":
        """Return the page as a plan wants it, in the orientation that it has."""
        margins = layout.margins
        left = self.left if margins.left is None else margins.left
        sides = PAPERS[layout.paper] if layout.paper else (self.width, self.height)
        breadth = _BREADTHS.get(layout.font.casefold(), _BROAD)
        page = replace(
            self,
            width=sides[0],
            height=sides[1],
            left=max(left, _BINDING_MARGIN) if layout.kept_over_ten_years else left,
            right=self.right if margins.right is None else margins.right,
            top=self.top if margins.top is None else margins.top,
            bottom=self.bottom if margins.bottom is None else margins.bottom,
            table_size=layout.table_size or self.table_size,
            requisite_size=layout.text_size or self.requisite_size,
            breadth=breadth,
            approvals=self.approvals and replace(self.approvals, breadth=breadth),
        )
        return page.oriented(landscape=self.width > self.height) if layout.paper else page


BUILT_IN = Page(
    width=210, height=297, left=20, right=10, top=20, bottom=20, requisite_size=14, table_size=12
)
"""The portrait page of the built-in template."""
