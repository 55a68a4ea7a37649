"""Next year's plan made from this one: a draft with open questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plandoc.codes import Code
from plandoc.errors import PlandocError, Problem
from plandoc.review import Answer, Choice, ReviewRow, choice_named
from plandoc.rollover.answers import apply_answers
from plandoc.rollover.draft import drafted
from plandoc.rollover.in_force import in_force
from plandoc.rollover.notes import Note
from plandoc.rollover.questions import all_notes
from plandoc.rollover.slots import Finder
from plandoc.rollover.step import Step
from plandoc.schema.base import copied
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan

__all__ = ["Note", "Rollover", "apply_review", "review_rows", "roll_over"]


@dataclass(frozen=True)
class Rollover:
    """A draft of next year's plan and the notes on it, in document order.

    `problems` are problems of answers; an answer with a problem is ignored.
    """

    plan: Plan
    notes: tuple[Note, ...]
    step: Step
    problems: tuple[Problem, ...] = ()

    @property
    def open(self) -> tuple[Note, ...]:
        """The notes that still need an answer."""
        return tuple(one for one in self.notes if one.open)


def roll_over(plan: Plan, into: Period) -> Rollover:
    """Return a draft of the plan for the period `into`, with questions about everything uncertain.

    Years of deadlines move by the distance of the periods, keeping the author's words; so does the
    plan's own year wherever a text names it. All other years are kept until somebody answers.
    Outcomes are cleared and recorded in `carried_from`; ids of activities are kept. Dates and
    numbers of approvals become blanks; rows excluded by an amendment are dropped. Raises
    `PlandocError` for a period that is not later.
    """
    if into.kind is plan.period.kind:
        into = copied(into, style=plan.period.style)
    into = plan.period.moved_into(into)
    step = Step(in_force(plan), into)
    _refuse_earlier(step)
    notes = tuple(all_notes(step))
    return Rollover(drafted(step, notes), notes, step)


def apply_review(rollover: Rollover, answers: Mapping[str, Answer | Choice | str]) -> Rollover:
    """Return the rollover with exactly these answers applied.

    A key is that of a note, or in words: the number of the row (or the id of its activity) and the
    field, `2.3.deadline`, as far as needed to name one open note. An answer is a choice, its name
    («оставить»), or the text that is to stand there.

    A note without an answer keeps its default and stays open. Unknown keys, unavailable choices
    and contradicting answers are reported all at once as problems; such answers are ignored.
    """
    told = {_note_key(rollover.notes, key): _answer(answer) for key, answer in answers.items()}
    notes, plan, problems = apply_answers(rollover.step, told)
    return Rollover(plan, notes, rollover.step, problems)


def _note_key(notes: Iterable[Note], key: str) -> str:
    """Return the key of the note that a key in words names, the key itself if not just one does."""
    said = key.strip()
    alike = [one for one in notes if said in {one.key, *_names(one)}]
    return alike[0].key if len(alike) == 1 else key


def _names(note: Note) -> Iterator[str]:
    for row in filter(None, (note.number.rstrip("."), note.number, note.activity)):
        yield row
        yield f"{row}.{note.field}"
    yield note.field


def _answer(answer: Answer | Choice | str) -> Answer:
    if isinstance(answer, Answer):
        return answer
    choice = answer if isinstance(answer, Choice) else choice_named(answer)
    return Answer(choice) if choice else Answer(Choice.EDIT, answer)


def review_rows(rollover: Rollover, language: str = "") -> tuple[ReviewRow, ...]:
    """Return the notes in words, one row each; `language` defaults to that of the plan."""
    finder = Finder(rollover.step, {})
    language = language or rollover.step.wording.language

    def row(one: Note) -> ReviewRow:
        texts = one.problem.saying(language)
        return ReviewRow(
            key=one.key,
            kind=one.kind,
            number=one.number,
            activity=one.title,
            field=finder.field_name(one.field),
            question="; ".join(filter(None, texts)),
            before=one.before,
            after=one.after,
            choices=one.choices,
            default=one.default,
            choice=one.answer.choice if one.answer else None,
            text=one.answer.text if one.answer else "",
        )

    return tuple(map(row, rollover.notes))


def _refuse_earlier(step: Step) -> None:
    old, into = step.plan.period, step.into
    values = {"period": old.brief, "into": into.brief}
    if (old.first, old.last) == (into.first, into.last):
        raise PlandocError([Problem(Code.ROLLOVER_ALREADY_DONE, values=values)])
    if into.first <= old.last:
        raise PlandocError(
            [
                Problem(
                    Code.ROLLOVER_PERIOD_NOT_LATER,
                    values={**values, "last": f"{old.last:%d.%m.%Y}"},
                )
            ]
        )
