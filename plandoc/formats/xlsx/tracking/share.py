"""The rows of a tracking workbook: all of the plan, or those of one executor."""

from collections.abc import Iterator
from functools import cached_property

from plandoc.codes import Code
from plandoc.errors import Problem, TrackingError
from plandoc.fieldpath import FieldPath
from plandoc.schema.activity import Section
from plandoc.schema.executors import by_executor, identity
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, Row, SectionRow
from plandoc.words.likeness import closest

_NEAREST = 3
_LIKE = 0.4


class Share:
    """The rows of a workbook; ids, numbers and order numbers are those of the whole plan."""

    def __init__(self, plan: Plan, executor: str | None) -> None:
        self.plan = plan
        self.executor = executor if executor is None else _known_name(plan, executor)

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


def _known_name(plan: Plan, executor: str) -> str:
    """Return the name of an executor in the plan, or raise `TrackingError`."""
    same = identity(plan)
    known = {same(name): name for name in by_executor(plan)}
    wanted = same(executor)
    if wanted in known:
        return known[wanted]
    if not wanted:
        raise TrackingError([Problem(Code.NO_ACTIVITY_WITHOUT_EXECUTOR)])
    known.pop("", None)
    near = closest(wanted, known, most=_NEAREST, least=_LIKE) or list(known)[:_NEAREST]
    names = ", ".join(f"«{known[who]}»" for who in near) or "—"
    raise TrackingError(
        [Problem(Code.EXECUTOR_UNKNOWN, values={"name": executor, "nearest": names})]
    )
