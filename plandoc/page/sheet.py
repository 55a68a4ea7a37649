"""The page size of a document."""

from dataclasses import dataclass, replace

TWIPS_PER_MM = 1440 / 25.4


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

    @property
    def body(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    def oriented(self, *, landscape: bool) -> "Page":
        """Return the page in portrait or landscape orientation with the same margins."""
        short, long = sorted((self.width, self.height))
        width, height = (long, short) if landscape else (short, long)
        return replace(self, width=width, height=height)


BUILT_IN = Page(
    width=210, height=297, left=20, right=10, top=20, bottom=20, requisite_size=14, table_size=12
)
"""The portrait page of the built-in template."""
