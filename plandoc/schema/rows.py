"""The rows of a plan in the order of its document, each with its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandoc.fieldpath import FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.tree import level_of, walk

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with its numbers from the top level down, its label and its path."""

    section: Section
    numbers: tuple[int, ...]
    label: str
    path: FieldPath

    @property
    def level(self) -> int:
        """The depth of the section, 1 at the top."""
        return len(self.numbers)

    @property
    def holder(self) -> FieldPath:
        """The path of the section around it; `ROOT` at the top."""
        return FieldPath(self.path.parts[:-2])


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with its number, the sections around it (the nearest last) and its path."""

    activity: Activity
    number: str
    sections: tuple[SectionRow, ...]
    path: FieldPath

    @property
    def holder(self) -> FieldPath:
        """The path of the section around it; `ROOT` outside of sections."""
        return FieldPath(self.path.parts[:-2])


Row = SectionRow | ActivityRow


def rows_of(plan: "Plan") -> Iterator[Row]:
    """Yield activities outside of sections, then each section followed by its contents."""
    numbering, position = plan.numbering, 0
    above: tuple[SectionRow, ...] = ()
    for path, found in walk(plan):
        above = above[: level_of(path) - 1]
        numbers = above[-1].numbers if above else ()
        if isinstance(found, Activity):
            position += 1
            number = found.number or numbering.activity_number(numbers, position)
            yield ActivityRow(found, number, above, path)
            continue
        position = position if numbering.running else 0
        own = (*numbers, int(path.parts[-1]) + 1)
        label = found.label
        if label is None:
            label = "" if found.month else numbering.section_label(own)
        row = SectionRow(found, own, label, path)
        above = (*above, row)
        yield row
