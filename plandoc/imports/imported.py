"""The result of an import."""

from dataclasses import dataclass

from plandoc.errors import Place, Problem
from plandoc.imports.doubts import Doubt
from plandoc.imports.paper import Layer
from plandoc.review import ReviewRow
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Leftover:
    """A text of the source that stands in no plan, with its place; `words` are those that miss.

    `told` is one of which nobody needs to know: it repeats what the plan says, as the headings of a
    table on its next page do, or a doubt tells of it.
    """

    text: str
    place: Place
    layer: Layer = Layer.BODY
    words: tuple[str, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """The plans of a file, the texts that are in none, and all that is not sure.

    Every text of the file is in `plans` or in `leftovers`. `problems` are for people: warnings of
    the reader and each doubt; `doubts` have more about the same.
    """

    plans: tuple[Plan, ...]
    leftovers: tuple[Leftover, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def review(self) -> tuple[ReviewRow, ...]:
        """The questions about all plans; `apply_review` of this room takes the answers."""
        from plandoc.imports.reviewing import review_rows  # noqa: PLC0415 - it builds on this class

        return tuple(row for number in range(len(self.plans)) for row in review_rows(self, number))
