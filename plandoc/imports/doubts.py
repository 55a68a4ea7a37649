"""What is not sure in an import: where it was read, where it was put, how sure that is, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.review import Choice

Data = dict[str, Any]
"""A part of a plan as plain data, before it is validated."""

SURE, LIKELY, GUESSED = 0.95, 0.75, 0.5
"""How sure a reading is: it would surprise if wrong; a careful reader would look; a coin."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Activities that an answer puts in the place of one that was read.

    They also take the place of `above`, which stands before it, and of some `below`.
    """

    activities: Sequence[Data]
    above: Data | None = None
    below: int = 0


@dataclass(slots=True)
class Doubt:
    """A guess: its code with values, the place in the paper, and what holds it in the plan.

    `holder` is the part of the plan and `key` its field, `""` for all of it; `text` is what was
    read. The `path` in the plan is known when the plan is complete. `sure` is from 0 to 1.
    `options` are other readings of a row, by the answers that choose them.
    """

    code: Code
    place: Place
    sure: float
    text: str = ""
    holder: Data = field(default_factory=dict)
    key: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    path: FieldPath = ROOT
    plan: int = 0
    options: Mapping[Choice, Rows] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """The doubt as a problem, with its place in the paper and in the plan."""
        values = {"text": self.text, "sure": f"{self.sure:.0%}", **self.values}
        return Problem(self.code, place=self.place, values=values).at(path=self.path)
