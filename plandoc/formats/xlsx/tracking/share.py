"""The rows of a tracking workbook: all of the plan, or those of one executor."""

from collections.abc import Iterator
from functools import cached_property

from plandoc.fieldpath import FieldPath
from plandoc.schema.activity import Section
from plandoc.schema.executors import by_executor, known_name
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, Row, SectionRow


class Share:
    """The rows of a workbook; ids, numbers and order numbers are those of the whole plan."""

    def __init__(self, plan: Plan, executor: str | None) -> None:
        self.plan = plan
        self.executor = executor if executor is None else known_name(plan, executor)

    @cached_property
    def activities(self) -> tuple[ActivityRow, ...]:
        """The activities in plan order, parts with what they leave to their whole."""
        rows = self.plan.activity_rows()
        own = rows if self.executor is None else by_executor(self.plan)[self.executor]
        return tuple(row.filled for row in own)

    @cached_property
    def orders(self) -> dict[FieldPath, int]:
        """The position of each activity in the whole plan, counting from 1, by path."""
        return {row.path: order for order, row in enumerate(self.plan.activity_rows(), 1)}

    def rows(self) -> Iterator[Row]:
        """Yield the sections and activities; the copy of an executor has no empty sections."""
        included = {row.path for row in self.activities}
        included |= {section.path for row in self.activities for section in row.sections}
        for row in self.plan.rows():
            if self.executor is None or row.path in included:
                yield row

    def leaf_sections(self) -> Iterator[tuple[SectionRow, ...]]:
        """Yield each section with its ancestors that has its own activities or is empty."""
        own = {row.within for row in self.activities if row.sections}
        above: list[SectionRow] = []
        for row in self.rows():
            if isinstance(row, SectionRow):
                del above[row.level - 1 :]
                above.append(row)
                if row.path in own or _is_empty(row.section):
                    yield tuple(above)


def _is_empty(section: Section) -> bool:
    return not section.activities and not section.sections
