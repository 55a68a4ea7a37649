"""The plan itself: its rules that span fields, its rows in order, its identity."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from plandoc.schema.accepted import Accepted
from plandoc.schema.activity import Activity, Section
from plandoc.schema.approval import Approval, Signature
from plandoc.schema.base import Line, LineWords, Model, Text, Words, refuse
from plandoc.schema.carried import CarriedPlan
from plandoc.schema.content import content_of
from plandoc.schema.day import Day
from plandoc.schema.deadline import Deadline
from plandoc.schema.layout import DEFAULT_COLUMNS, Column, Layout
from plandoc.schema.numbering import Numbering
from plandoc.schema.outcome import Outcome
from plandoc.schema.period import Period
from plandoc.schema.rows import ActivityRow, Row, rows_of
from plandoc.schema.rules import again, problems_across
from plandoc.words.language import LANGUAGES, language_of


class Gender(StrEnum):
    """Grammatical gender of the document's kind, with which УТВЕРЖДЕН agrees."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    PLURAL = "plural"


class ShortNames(StrEnum):
    """What is done with short names: nothing, a list under the table, or the full name instead."""

    AS_WRITTEN = "as_written"
    LISTED = "listed"
    EXPANDED = "expanded"


def _version(value: Any) -> Any:
    return 1 if value == "1" else value


def _with_words(locale: str) -> str:
    if re.split(r"[-_]", locale)[0].lower() not in LANGUAGES:
        raise refuse("PLN114", value=locale, known=", ".join(LANGUAGES))
    return locale


class Plan(Model):
    """A yearly plan of work.

    Building one checks everything at once and raises `pydantic.ValidationError`; deadlines
    are read against the period, and activities without an `id` get one. `amended_by` names the
    acts that made the present revision out of the first one.
    """

    schema_version: Annotated[Literal[1], BeforeValidator(_version)] = 1
    id: Line = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,32}$")
    revision: int = Field(default=1, ge=1)
    amended_by: tuple[LineWords, ...] = ()
    language: Annotated[Line, AfterValidator(_with_words)] = "ru-RU"
    title: Words
    period: Period
    period_in_title: bool = True
    gender: Gender | None = None
    author: Line = ""
    school_quarters: tuple[tuple[Day, Day], ...] = Field(default=(), max_length=6)
    approvals: tuple[Approval, ...] = Field(default=(), max_length=4)
    columns: tuple[Column, ...] = Field(default=DEFAULT_COLUMNS, min_length=1)
    numbering: Numbering = Numbering()
    layout: Layout = Layout()
    short_names: dict[LineWords, LineWords] = Field(default_factory=dict)
    short_names_shown: ShortNames = ShortNames.AS_WRITTEN
    activities: tuple[Activity, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Text, ...] = ()
    signatures: tuple[Signature, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    carried_from: CarriedPlan | None = None

    def rows(self) -> Iterator[Row]:
        """Yield sections and activities in the order of the document."""
        return rows_of(self.numbering, self.activities, self.sections)

    def activity_rows(self) -> Iterator[ActivityRow]:
        """Yield activities alone, in order."""
        return (row for row in self.rows() if isinstance(row, ActivityRow))

    def with_outcomes(self, outcomes: Mapping[str, Outcome | None]) -> Self:
        """Return the plan with the outcomes of some activities replaced, told by their ids."""

        def marked(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
            return tuple(
                a.model_copy(update={"outcome": outcomes[a.id]}) if a.id in outcomes else a
                for a in activities
            )

        def within(sections: tuple[Section, ...]) -> tuple[Section, ...]:
            return tuple(
                s.model_copy(
                    update={"activities": marked(s.activities), "sections": within(s.sections)}
                )
                for s in sections
            )

        change = {"activities": marked(self.activities), "sections": within(self.sections)}
        return self.model_copy(update=change)

    @property
    def content_hash(self) -> str:
        """SHA-256, in hexadecimal, of all that is approved (`plandoc.schema.content`)."""
        canonical = json.dumps(content_of(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()

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
        plan._settle()  # noqa: SLF001
        return plan

    def _settle(self) -> None:
        """Read the deadlines against the period and give birth to every missing id."""
        taken = Counter(row.activity.id for row in self.activity_rows())

        def born(seed: str) -> str:
            attempt = 0
            while taken[found := short_id(seed, attempt)]:
                attempt += 1
            taken[found] += 1
            return found

        opens, language = True, language_of(self.language)

        def bind(deadline: Deadline, month: tuple[int, int] | None) -> Deadline:
            # July and August at the head of a school year's plan come before its September.
            nonlocal opens
            bound = deadline.bound_to(
                self.period,
                month=month,
                opens=opens or None,
                school_quarters=self.school_quarters,
                language=language,
            )
            opens = opens and bound.first is not None and bound.first < self.period.first
            return bound

        def settle(activity: Activity, month: int | None) -> Activity:
            change: dict[str, Any] = {}
            if not activity.id:
                change["id"] = born(activity.title)
            if activity.deadline is not None:
                change["deadline"] = bind(activity.deadline, self._month(month) if month else None)
            return activity.model_copy(update=change)

        def settle_section(section: Section, month: int | None) -> Section:
            month = section.month or month
            return section.model_copy(
                update={
                    "activities": tuple(settle(a, month) for a in section.activities),
                    "sections": tuple(settle_section(s, month) for s in section.sections),
                }
            )

        self.__dict__.update(
            {
                "id": self.id or short_id(f"{self.title}\n{self.period.first}\n{self.period.last}"),
                "activities": tuple(settle(a, None) for a in self.activities),
                "sections": tuple(settle_section(s, None) for s in self.sections),
            }
        )

    def _month(self, month: int) -> tuple[int, int]:
        """Return the first such month of the period, with its year."""
        late = month < self.period.first.month
        return self.period.first.year + late, month


def short_id(seed: str, attempt: int = 0) -> str:
    """Return an id born from a text, the same for the same text and attempt.

    The letter in front keeps YAML from taking an id for a number.
    """
    digest = hashlib.sha256(f"{seed}\n{attempt}".encode()).hexdigest()
    return f"p{digest[:8]}"
