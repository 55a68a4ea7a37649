"""The plan: its fields, its rows in order, its edits, its hash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from plandoc.arguments import guarded_method
from plandoc.codes import Code
from plandoc.errors import PlanFileError, Problem
from plandoc.schema import editing
from plandoc.schema.accepted import Accepted
from plandoc.schema.activity import Activity, Section
from plandoc.schema.approval import Approval, Signature
from plandoc.schema.base import (
    Ident,
    Line,
    LineWords,
    Model,
    Text,
    Words,
    copied,
    with_words,
    with_words_if_any,
)
from plandoc.schema.blocks import USUAL, Block
from plandoc.schema.canonical import digest_of
from plandoc.schema.carried import CarriedPlan
from plandoc.schema.content import content_by_rows
from plandoc.schema.day import Day
from plandoc.schema.frozen import Frozen, FrozenMap
from plandoc.schema.layout import DEFAULT_COLUMNS, Column, Layout
from plandoc.schema.numbering import Numbering
from plandoc.schema.outcome import Outcome
from plandoc.schema.own_names import OwnTexts
from plandoc.schema.period import Period
from plandoc.schema.rows import ActivityRow, Row, SectionRow, TableRows, tables_of
from plandoc.schema.rules import again, problems_across
from plandoc.schema.settling import is_plain, settle, settled
from plandoc.schema.tree import edited, tables

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.editing import K, Key, SectionKey
    from plandoc.schema.typed import (
        ActivityFields,
        Keyed,
        Named,
        OutcomeFields,
        PlanRest,
        Span,
        Value,
    )


PERIOD_PLACE = "{period}"
"""Where the period stands in a title, if not under it."""


class Gender(StrEnum):
    """Grammatical gender of the noun in the title, with which УТВЕРЖДЕН agrees."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    PLURAL = "plural"


class ShortNames(StrEnum):
    """How short names are printed: as written, also listed under the table, or expanded."""

    AS_WRITTEN = "as_written"
    LISTED = "listed"
    EXPANDED = "expanded"


def _kinds() -> dict[str, Any]:
    """Return what the annotations of methods name."""
    number = float | Decimal  # a cell has numbers of rows
    return {**vars(editing), "Key": editing.Key | number, "SectionKey": editing.SectionKey | number,
            "Plan": Plan, "Value": object, "Keyed": object, "Named": object}  # fmt: skip


_guarded = guarded_method(_kinds)


def _version(value: Any) -> Any:
    return 1 if value == "1" else value


class Plan(Model):
    """A yearly plan of work.

    Building one checks everything at once and raises `PlanError`; deadlines are read against the
    period, and activities without an `id` get one. A plan is a value: it does not change, and equal
    plans have equal hashes. `amended_by` names the acts that made this revision out of the first
    one. `blocks` is the document in the order of the page; without it that is the approvals, the
    title, the table, short names, notes and signatures. The period is printed under the title, or
    where `{period}` stands in it. `extra` has texts by names that your own template uses.
    With a `second_language`, the title and the headings of columns and sections may have a second
    text, which is printed below the first.
    """

    schema_version: Annotated[Literal[1], BeforeValidator(_version)] = 1
    id: Ident = ""
    revision: int = Field(default=1, ge=1)
    amended_by: tuple[LineWords, ...] = ()
    language: Annotated[Line, AfterValidator(with_words)] = "ru-RU"
    second_language: Annotated[Line, AfterValidator(with_words_if_any)] = ""
    title: Words
    second_title: Text = ""
    period: Period
    period_in_title: bool = True
    gender: Gender | None = None
    author: Line = ""
    school_quarters: tuple[tuple[Day, Day], ...] = Field(default=(), max_length=6)
    approvals: tuple[Approval, ...] = Field(default=(), max_length=4)
    columns: tuple[Column, ...] = Field(default=DEFAULT_COLUMNS, min_length=1)
    numbering: Numbering = Numbering()
    layout: Layout = Layout()
    short_names: Frozen[LineWords, LineWords] = Field(default_factory=FrozenMap)
    short_names_shown: ShortNames = ShortNames.AS_WRITTEN
    extra: OwnTexts = Field(default_factory=FrozenMap)
    activities: tuple[Activity, ...] = ()
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Text, ...] = ()
    signatures: tuple[Signature, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    carried_from: CarriedPlan | None = None

    if TYPE_CHECKING:

        def __init__(
            self, *, title: "Value", period: "Span", **fields: "Unpack[PlanRest]"
        ) -> None: ...

    @classmethod
    @_guarded
    def from_rows(
        cls,
        rows: "Iterable[Keyed | Named]",
        *,
        title: str,
        period: Period | str,
        columns: Mapping[str, str] | None = None,
        **fields: object,
    ) -> "Plan":
        """Return the plan of rows, one for each activity: values by their headings.

        A row is a mapping, a row of `sqlite3` or SQLAlchemy, or a named tuple. The name of a field
        in a database (`due`) gives its column the usual heading.

        A heading is known by its words, as in an import («Срок исполнения»), or is a key of a
        column (`deadline`), `section` or `id`. `columns` gives keys to headings that are not known
        so; `""` leaves a heading out. What remains are columns of the plan's own. Rows under a
        section may leave it blank. `fields` are other fields of the plan (`approvals`).

        Raises `PlanFileError` with every problem; one of a row has its number, counting from 1.
        """
        above = import_module("plandoc.formats.records")  # what headings mean is known there
        plan: Plan = above.plan_from_rows(
            rows, title=title, period=period, columns=columns, **fields
        )
        return plan

    def document(self) -> tuple[Block, ...]:
        """Return the blocks of the document in the order of the page."""
        return self.blocks or _usual_document()

    @cached_property
    def _tables(self) -> tuple[TableRows, ...]:
        return tuple(tables_of(self))

    def tables(self) -> Iterator[TableRows]:
        """Yield the tables in the order of the document, each with its rows."""
        return iter(self._tables)

    def __getstate__(self) -> dict[Any, Any]:
        """Return what a copy or a pickle takes: the fields, not what is computed from them."""
        state = super().__getstate__()
        return state | {"__dict__": {name: getattr(self, name) for name in type(self).model_fields}}

    def all_columns(self) -> tuple[Column, ...]:
        """Return the columns of all tables, each key once, in the order of the document."""
        found: dict[str, Column] = {}
        for _, holder in tables(self):  # its rows are not looked at
            columns: tuple[Column, ...] = holder.columns or self.columns
            found = {column.key: column for column in columns} | found
        return tuple(found.values())

    def rows(self) -> Iterator[Row]:
        """Yield sections, activities and their parts in the order of the document.

        Of each table, activities outside of sections come first, then each section with its own;
        parts follow their activity.
        """
        return (row for table in self._tables for row in table.rows)

    def activity_rows(self) -> Iterator[ActivityRow]:
        """Yield activities and their parts alone, in order."""
        return (row for row in self.rows() if isinstance(row, ActivityRow))

    @_guarded
    def with_activities(self, changes: Mapping[str, Sequence[Activity]]) -> Self:
        """Return the plan with each activity of these ids replaced by a sequence of others.

        An empty sequence removes it; several activities take its place in order. All else stays
        the same. Unknown ids are ignored. The new activities are not validated: missing ids are
        not filled in, deadlines are not read against the period.
        """
        places = {
            row.path: changes[row.activity.id]
            for row in self.activity_rows()
            if row.activity.id in changes
        }
        return edited(self, places)

    @_guarded
    def find(
        self,
        key: "Key | None" = None,
        *,
        id: "Value" = None,  # noqa: A002 - as the field
        number: "Value" = None,
    ) -> ActivityRow:
        """Return the row of an activity; `key` is its number as printed, or its id.

        The row has the `activity`, its `number`, the `sections` around it and its `path`. Raises
        `PlanError` where no row, or more than one, has it; `id=` and `number=` tell the two apart.
        """
        finder = editing.Finder(self)
        return finder.single(ident=id, number=number) if key is None else finder.row(key)

    @_guarded
    def find_section(self, key: "SectionKey") -> SectionRow:
        """Return the row of a section; `key` is its number, label or title. Raises `PlanError`."""
        return editing.section_found(self, key)

    @_guarded
    def edit(self, key: "Key", **fields: "Unpack[ActivityFields]") -> "Plan":
        """Return the plan with fields of an activity replaced: `plan.edit("2.3", deadline="Май")`.

        Raises `PlanError` for values that it cannot have, with their places.
        """
        return editing.with_edits(self, {key: fields})

    @_guarded
    def edit_many(self, edits: "Mapping[K, Mapping[str, object]]") -> "Plan":
        """Return the plan with many activities edited at once, each as by `edit`.

        `edits` are fields by numbers or ids. Raises `PlanError` with all that is wrong.
        """
        return editing.with_edits(self, edits)

    @_guarded
    def mark(self, key: "Key", **outcome: "Unpack[OutcomeFields]") -> "Plan":
        """Return the plan with an outcome: `plan.mark("2.3", status="Выполнено", date=day)`.

        What is told is added to the outcome; another status than before begins a new outcome.
        `plan.edit(key, outcome=None)` deletes it. Raises `PlanError`.
        """
        return editing.with_marks(self, {key: outcome})

    @_guarded
    def mark_many(self, outcomes: "Mapping[K, Mapping[str, object]]") -> "Plan":
        """Return the plan with many outcomes at once, each as by `mark`; all are added or none.

        `outcomes` are their fields by numbers or ids. Raises `PlanError` with all that is wrong.
        """
        return editing.with_marks(self, outcomes)

    @_guarded
    def add(
        self,
        item: Activity | Section | Mapping[str, object],
        *,
        under: "SectionKey | ActivityRow | None" = None,
        before: "Key | SectionRow | None" = None,
        after: "Key | SectionRow | None" = None,
    ) -> "Plan":
        """Return the plan with another activity, or a section; plain data is an activity.

        It is put at the end of a section (`under`; of an activity, as a part of it), `before` or
        `after` another row, else at the end of a plan without sections. Raises `PlanError`.
        """
        made = Activity.model_validate(item) if isinstance(item, Mapping) else item
        return editing.with_row(self, made, editing.Spot(under, before, after))

    @_guarded
    def move(
        self,
        key: "Key | SectionRow",
        *,
        under: "SectionKey | ActivityRow | None" = None,
        before: "Key | SectionRow | None" = None,
        after: "Key | SectionRow | None" = None,
    ) -> "Plan":
        """Return the plan with a row in another place: `under`, `before` or `after`, as in `add`.

        Its id and outcome stay. Raises `PlanError`.
        """
        return editing.moved(self, key, editing.Spot(under, before, after))

    @_guarded
    def remove(self, *keys: "Key | SectionRow") -> "Plan":
        """Return the plan without these rows and their outcomes. Raises `PlanError`."""
        return editing.without(self, keys)

    @_guarded
    def with_outcomes(self, outcomes: Mapping[str, Outcome | None]) -> Self:
        """Return the plan with the outcomes of some activities replaced, by their ids.

        Raises `PlanFileError` with every id that the plan does not have.
        """
        self._must_have(outcomes)
        return self.with_activities(
            {
                row.activity.id: (copied(row.activity, outcome=outcome),)
                for row in self.activity_rows()
                if (outcome := outcomes.get(row.activity.id, row.activity.outcome))
                is not row.activity.outcome
            }
        )

    @_guarded
    def keeping(self, old: "Plan") -> "Plan":
        """Return the plan with what its former state knows beside the author's texts.

        That is, by the ids of activities, outcomes (what this plan tells is added to them, as by
        `mark`), what was carried from last year and changed by amendments; and the revision. For
        a plan that a script makes anew each night.
        """
        return editing.keeping(self, old)

    def _must_have(self, ids: Iterable[str]) -> None:
        """Refuse ids that no activity has; name the id behind the number of a row."""
        known = {row.activity.id for row in self.activity_rows()}
        if unknown := [ident for ident in ids if ident not in known]:
            numbers = {row.number: row.activity.id for row in self.activity_rows()}
            raise PlanFileError(
                Problem(
                    Code.OUTCOME_OF_UNKNOWN_ACTIVITY,
                    values={"id": ident, "of_number": numbers.get(ident, "—")},
                )
                for ident in unknown
            )

    @cached_property
    def content_hash(self) -> str:
        """SHA-256, in hexadecimal, of the approved content (`plandoc.schema.content`)."""
        return digest_of(content_by_rows(self))

    @model_validator(mode="wrap")
    @classmethod
    def _whole(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, cls):
            return value
        across = list(problems_across(value)) if isinstance(value, Mapping) else []
        try:
            plan = handler(value)
        except ValidationError as error:
            raise ValidationError.from_exception_data(
                cls.__name__, [*map(again, error.errors()), *across]
            ) from None
        if across:
            raise ValidationError.from_exception_data(cls.__name__, across)
        if is_plain(value):
            settle(plan)
            return plan
        # `Plan(...)` cannot return another instance than its own, so it is filled a second time.
        given = {name: getattr(plan, name) for name in plan.model_fields_set}
        return handler(given | settled(plan))


@cache
def _usual_document() -> tuple[Block, ...]:
    """Return the blocks of a document whose author names none."""
    return tuple(Block(place=place) for place in USUAL)
