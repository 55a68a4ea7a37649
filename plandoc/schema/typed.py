"""What constructors and edits take, for type checkers; never imported when a program runs."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, TypedDict
from uuid import UUID

from plandoc.schema.accepted import Accepted
from plandoc.schema.activity import Activity, Executor, ExecutorKind, Section
from plandoc.schema.approval import (
    Act,
    ActKind,
    Approval,
    Minutes,
    Officer,
    Signature,
)
from plandoc.schema.blocks import Annex, Block, PlanPart, Table, TableForm
from plandoc.schema.carried import CarriedActivity, CarriedPlan
from plandoc.schema.columns import Align
from plandoc.schema.deadline import Deadline
from plandoc.schema.layout import Column, Layout, Margins, Orientation, PaperSize
from plandoc.schema.numbering import Numbering
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.partial_date import DateStyle, PartialDate
from plandoc.schema.period import Period, YearStyle
from plandoc.schema.plan import Gender, ShortNames

Data = Mapping[str, object]
"""A model as plain data."""


class Keyed(Protocol):
    """A row by its keys, as a mapping and `sqlite3.Row` are."""

    def keys(self) -> Iterable[Any]:
        """Return its headings."""

    def __getitem__(self, key: Any, /) -> object: ...


class Named(Protocol):
    """A row with names, as a named tuple and a row of SQLAlchemy are."""

    def _asdict(self) -> Mapping[str, object]: ...


Value = str | int | float | Decimal | date | UUID | None
"""What a text is given as (`plandoc.schema.given`)."""

Number = float | str | None
Truth = bool | str | None
Day = date | str | None
When = PartialDate | date | str | Data | None
Due = Deadline | date | str | None
Span = Period | str | int | Data
Texts = Iterable[Value] | None
Cells = Mapping[str, Value] | None
Executors = str | Iterable[Executor | str | Data] | None
Activities = Iterable[Activity | Data] | None
Sections = Iterable[Section | Data] | None
Columns = Iterable[Column | str | Data] | None
Approvals = Iterable[Approval | Data] | None
Signatures = Iterable[Signature | Data] | None
ActOrData = Act | Data | None


class ExecutorRest(TypedDict, total=False):
    """Fields of `Executor` that may be left out."""

    kind: ExecutorKind | str | None
    lead: Truth


class OutcomeFields(TypedDict, total=False):
    """Fields of `Outcome`."""

    status: Status | str | None
    text: Value
    date: Day
    evidence: Value
    moved_to: Due
    reason: Value


class CarriedActivityFields(TypedDict, total=False):
    """Fields of `CarriedActivity`."""

    number: Value
    id: Value
    status: Status | str | None
    moved_to: Value
    postponed: Number


class ActivityRest(TypedDict, total=False):
    """Fields of `Activity` that may be left out."""

    id: Value
    number: Value
    numbered: Truth
    executors: Executors
    supervisor: Value
    deadline: Due
    expected_result: Value
    outcome: Outcome | str | Data | None
    fields: Cells
    carried_from: CarriedActivity | Value | Data
    introduced: Value
    amended: Value
    excluded: Value
    parts: Activities


class ActivityFields(ActivityRest, total=False):
    """Fields of `Activity`."""

    title: Value


class SectionFields(TypedDict, total=False):
    """Fields of `Section`."""

    title: Value
    second_title: Value
    label: Value
    month: Number
    text: Value
    fields: Cells
    total: bool | str | None
    activities: Activities
    sections: Sections


class OfficerRest(TypedDict, total=False):
    """Fields of `Officer` that may be left out."""

    name: Value
    rank: Value
    date: When


class ActFields(TypedDict, total=False):
    """Fields of `Act`."""

    kind: ActKind | str
    of: Value
    date: When
    number: Value


class MinutesRest(TypedDict, total=False):
    """Fields of `Minutes` that may be left out."""

    date: When
    number: Value


class ApprovalRest(TypedDict, total=False):
    """Fields of `Approval` that may be left out."""

    word: Value
    officer: Officer | Data | None
    act: ActOrData
    minutes: Minutes | Data | None
    seal: Truth
    language: str


class SignatureRest(TypedDict, total=False):
    """Fields of `Signature` that may be left out."""

    name: Value
    date: When


class ColumnRest(TypedDict, total=False):
    """Fields of `Column` that may be left out."""

    heading: Value
    second_heading: Value
    width: Number
    align: Align | str | None
    group: str | Texts
    merge: bool | str | None
    total: bool | str | None


class MarginsFields(TypedDict, total=False):
    """Fields of `Margins`."""

    left: Number
    right: Number
    top: Number
    bottom: Number


class LayoutFields(TypedDict, total=False):
    """Fields of `Layout`."""

    paper: PaperSize | str | None
    orientation: Orientation | str
    margins: Margins | Data | None
    font: Value
    kept_over_ten_years: Truth
    column_numbers: Truth
    requisite_width: Number
    table_size: Number
    text_size: Number


class NumberingFields(TypedDict, total=False):
    """Fields of `Numbering`."""

    sections: Texts
    activities: Value
    parts: Value
    running: Truth


class PartialDateFields(TypedDict, total=False):
    """Fields of `PartialDate`."""

    day: Number
    month: Number
    year: Number
    style: DateStyle | str
    blanks: Iterable[int]
    typed: str


class PeriodRest(TypedDict, total=False):
    """Fields of `Period` that may be left out."""

    style: YearStyle | str
    words: Value


class AcceptedRest(TypedDict, total=False):
    """Fields of `Accepted` that may be left out."""

    id: Value


class CarriedPlanRest(TypedDict, total=False):
    """Fields of `CarriedPlan` that may be left out."""

    revision: Number


class AnnexFields(TypedDict, total=False):
    """Fields of `Annex`."""

    number: Value
    to: ActOrData
    text: Value


class TableFields(TypedDict, total=False):
    """Fields of `Table`."""

    heading: Value
    period: Span | None
    columns: Columns
    numbering: Numbering | Data | None
    continued: Truth
    headings: Truth
    form: TableForm | str
    item: Value
    activities: Activities
    sections: Sections


class BlockFields(TypedDict, total=False):
    """Fields of `Block`."""

    place: PlanPart | str | None
    annex: Annex | str | Data | None
    organisation: Value
    heading: Value
    text: Value
    table: Table | Data | None
    approvals: Approvals
    signatures: Signatures
    align: Align | str | None


class PlanRest(TypedDict, total=False):
    """Fields of `Plan` that may be left out."""

    schema_version: Literal[1]
    id: Value
    revision: Number
    amended_by: Texts
    language: str
    second_language: Value
    second_title: Value
    period_in_title: Truth
    gender: Gender | str | None
    author: Value
    school_quarters: Iterable[Iterable[Day]] | None
    approvals: Approvals
    columns: Columns
    numbering: Numbering | Data | None
    layout: Layout | Data | None
    short_names: Cells
    short_names_shown: ShortNames | str
    extra: Cells
    activities: Activities
    sections: Sections
    blocks: Iterable[Block | str | Data] | None
    notes: Texts
    signatures: Signatures
    accepted: Iterable[Accepted | Data] | None
    carried_from: CarriedPlan | Data | None
