"""The sheet that a document is laid out on."""

from dataclasses import dataclass, replace

TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, as Word counts it."""
    return round(millimetres * TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet in millimetres and the type sizes on it in points, as the template has them."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    requisite_size: float
    table_size: float
    summary_size: float = 11

    @property
    def body(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    def turned(self, *, landscape: bool) -> "Page":
        """Return the sheet upright or lying, its margins where they were."""
        short, long = sorted((self.width, self.height))
        width, height = (long, short) if landscape else (short, long)
        return replace(self, width=width, height=height)
