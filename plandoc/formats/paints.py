"""The fill of each state, one for pictures, charts and cells.

Fills differ in lightness and hatching, so that they are told apart on a grey print.
"""

from collections.abc import Mapping
from typing import NamedTuple

from plandoc.progress.state import State

_INK, _PAPER = "202020", "FFFFFF"


class Paint(NamedTuple):
    """A fill: its colour, direction and colour of its hatching, colour of figures on it."""

    colour: str
    hatching: str = ""
    strokes: str = _INK
    figures: str = _INK


PAINTS: Mapping[State, Paint] = {
    State.ON_TIME: Paint("8FC492"),
    State.LATE: Paint("E3F1E3", "/", "2F7A35"),
    State.DONE_UNDATED: Paint(_PAPER, "\\", "2F7A35"),
    State.PARTLY: Paint("FFF4C2", "-", "A67C00"),
    State.OVERDUE: Paint("F3B3AC", "x", "A32018"),
    State.NOT_DONE: Paint("4A4A4A", figures=_PAPER),
    State.POSTPONED: Paint("DCE8F4", "|", "3B6EA5"),
    State.REMOVED: Paint(_PAPER, "x", "8A8A8A"),
    State.NOT_DUE: Paint("F4F4F4"),
}

SOON = Paint("FFE699", ".", "8A6400")
"""The fill of what is due within some days."""


def figures_on(colour: str) -> str:
    """Return the colour of figures on a fill."""
    return next((paint.figures for paint in PAINTS.values() if paint.colour == colour), _INK)
