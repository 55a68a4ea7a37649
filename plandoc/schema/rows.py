"""The rows of a plan in the order of its document, each with its number."""

from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.schema.activity import Activity, Section
from plandoc.schema.numbering import Numbering


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section where it stands: its level from 1, its numbers from the top, its label."""

    section: Section
    numbers: tuple[int, ...]
    label: str
    path: str

    @property
    def level(self) -> int:
        """The depth of the section, 1 at the top."""
        return len(self.numbers)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity where it stands: its number and the sections above it, the nearest last."""

    activity: Activity
    number: str
    sections: tuple[SectionRow, ...]
    path: str


Row = SectionRow | ActivityRow


def rows_of(
    numbering: Numbering, activities: tuple[Activity, ...], sections: tuple[Section, ...]
) -> Iterator[Row]:
    """Yield activities that stand in no section, then sections with what they hold."""
    counter = _Counter(numbering)
    yield from counter.activities(activities, (), "")
    yield from counter.sections(sections, (), "")


class _Counter:
    """Walks sections and gives each row its number."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.position = 0

    def activities(
        self, activities: tuple[Activity, ...], above: tuple[SectionRow, ...], path: str
    ) -> Iterator[Row]:
        if not self.numbering.running:
            self.position = 0
        numbers = above[-1].numbers if above else ()
        for index, activity in enumerate(activities):
            self.position += 1
            number = activity.number or self.numbering.activity_number(numbers, self.position)
            yield ActivityRow(activity, number, above, f"{path}activities[{index}]")

    def sections(
        self, sections: tuple[Section, ...], above: tuple[SectionRow, ...], path: str
    ) -> Iterator[Row]:
        numbers = above[-1].numbers if above else ()
        for index, section in enumerate(sections):
            place = f"{path}sections[{index}]"
            own = (*numbers, index + 1)
            label = section.label
            if label is None:
                label = "" if section.month else self.numbering.section_label(own)
            row = SectionRow(section, own, label, place)
            yield row
            yield from self.activities(section.activities, (*above, row), f"{place}.")
            yield from self.sections(section.sections, (*above, row), f"{place}.")
