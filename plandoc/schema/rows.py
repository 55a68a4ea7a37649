"""The rows of a plan in the order of its document, each with its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.tree import walk

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section where it stands: its numbers from the top, its label, its path."""

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
        return self.path.parent.parent


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity where it stands: its number and the sections above it, the nearest last."""

    activity: Activity
    number: str
    sections: tuple[SectionRow, ...]
    path: FieldPath

    @property
    def holder(self) -> FieldPath:
        """The path of the section around it; `ROOT` where there is none."""
        return self.path.parent.parent


Row = SectionRow | ActivityRow


def rows_of(plan: "Plan") -> Iterator[Row]:
    """Yield activities that stand in no section, then sections with what they hold."""
    numbering = plan.numbering
    above: dict[FieldPath, tuple[SectionRow, ...]] = {ROOT: ()}
    position, counted_in = 0, ROOT
    for path, found in walk(plan):
        holder = path.parent.parent
        around = above[holder]
        numbers = around[-1].numbers if around else ()
        if isinstance(found, Activity):
            if holder != counted_in and not numbering.running:
                position = 0
            position, counted_in = position + 1, holder
            number = found.number or numbering.activity_number(numbers, position)
            yield ActivityRow(found, number, around, path)
        else:
            own = (*numbers, int(path.parts[-1]) + 1)
            label = found.label
            if label is None:
                label = "" if found.month else numbering.section_label(own)
            row = SectionRow(found, own, label, path)
            above[path] = (*around, row)
            yield row
