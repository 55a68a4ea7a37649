"""Notes of the rollover: questions and remarks with the current and the proposed text."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.fieldpath import FieldPath
from plandoc.review import Answer, Choice, NoteKind
from plandoc.rollover.slots import Slot


class Swap(NamedTuple):
    """A replacement of a piece of the old text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question or remark about one text, independent of others about the same text.

    With `default` at `shift` the swaps are applied in the draft; otherwise they are a proposal.
    `choices` overrides the possible answers.
    """

    code: Code
    kind: NoteKind
    swaps: tuple[Swap, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    default: Choice = Choice.KEEP
    choices: tuple[Choice, ...] | None = None
    after: str | None = None
    """The proposal, if it is not made by the swaps."""


@dataclass(frozen=True, slots=True)
class Note:
    """A question, proposal, change or remark.

    `key` identifies the same question about the same text. The choice `keep` results in `before`,
    `shift` in `after`; the draft follows `default` unless there is an `answer`. `activity` is the
    id of the activity, if any; `number` and `title` name the subject of the note.
    """

    key: str
    kind: NoteKind
    problem: Problem
    activity: str
    number: str
    title: str
    field: str
    before: str
    after: str
    default: Choice
    choices: tuple[Choice, ...]
    path: FieldPath
    text: str = ""
    """The full text of last year, to which the swaps apply."""
    swaps: tuple[Swap, ...] = ()
    answer: Answer | None = None

    @property
    def open(self) -> bool:
        """Whether the note still needs an answer."""
        return self.answer is None and self.kind not in (NoteKind.CHANGE, NoteKind.INFO)

    @property
    def choice(self) -> Choice:
        """The choice of the answer, or the default."""
        return self.answer.choice if self.answer and self.answer.choice else self.default

    @property
    def shifts(self) -> bool:
        """Whether the swaps are applied; dropping and splitting do not affect texts."""
        of_activity = self.choice in (Choice.DROP, Choice.SPLIT)
        return (self.default if of_activity else self.choice) is Choice.SHIFT


def text_of(notes: Sequence[Note]) -> str:
    """Return the text that results from its notes: rewritten, or with the chosen swaps."""
    for one in notes:
        if one.answer and one.answer.choice is Choice.EDIT:
            return one.answer.text
    made = [one for one in notes if one.shifts]
    sure = [swap for one in made if one.default is Choice.SHIFT for swap in one.swaps]
    asked = [swap for one in made if one.default is not Choice.SHIFT for swap in one.swaps]
    return swapped(notes[0].text, sure, asked)


def swapped(text: str, swaps: Iterable[Swap], over: Sequence[Swap] = ()) -> str:
    """Return a text with pieces replaced; `over` takes precedence over overlapping `swaps`."""
    free = [
        swap
        for swap in swaps
        if not any(swap.start < other.end and other.start < swap.end for other in over)
    ]
    pieces, at = [], 0
    for swap in sorted([*free, *over]):
        pieces += [text[at : swap.start], swap.text]
        at = swap.end
    return "".join([*pieces, text[at:]])


def notes_on(slot: Slot, questions: Sequence[Question]) -> Iterator[Note]:
    """Yield the notes on one text, each with its text in the draft and the proposed text."""
    sure = [question for question in questions if question.default is Choice.SHIFT]
    for question in questions:
        others = [swap for other in sure if other is not question for swap in other.swaps]
        before = swapped(slot.text, others)
        after = swapped(slot.text, others, question.swaps) if question.swaps else ""
        yield note(slot, question, before, after if question.after is None else question.after)


def note(slot: Slot, question: Question, before: str, after: str) -> Note:
    """Return the note for a question."""
    choices = question.choices
    if choices is None:
        shift = (Choice.SHIFT,) if question.swaps else ()
        rest = (Choice.DROP, Choice.SPLIT) if slot.activity else ()
        choices = (Choice.KEEP, *shift, Choice.EDIT, *rest)
    waits = question.kind not in (NoteKind.CHANGE, NoteKind.INFO)
    values = {"before": before, "after": after, **question.values}
    severity = Severity.WARNING if waits else Severity.NOTE
    return Note(
        key=_key(slot, question.code, question.kind, before, after),
        kind=question.kind,
        problem=Problem(question.code, severity, Place(path=slot.path, trail=slot.trail), values),
        activity=slot.activity,
        number=slot.number,
        title=slot.title,
        field=slot.field,
        before=before,
        after=after,
        default=question.default,
        choices=choices,
        path=slot.path,
        text=slot.text,
        swaps=question.swaps,
    )  # fmt: skip


def _key(slot: Slot, *parts: str) -> str:
    """Return a key that identifies the same question about the same text."""
    owner = f"{slot.activity}.{slot.field}" if slot.activity else slot.field
    place = slot.path.parts[-1:] if slot.row else slot.path.parts
    digest = hashlib.sha256("\n".join((owner, *map(str, place), *parts)).encode()).hexdigest()
    return f"{owner}-{digest[:6]}"
