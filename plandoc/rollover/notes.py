"""What the rollover asks and says: a note for each, with what stands now and what is proposed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.fieldpath import FieldPath
from plandoc.rollover.review import Answer, Asked, Choice
from plandoc.rollover.slots import Slot


class Swap(NamedTuple):
    """A piece of the old text and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be said about one text, before it is known what else is said about it.

    With `default` at `shift` the swaps are made in the draft; otherwise they are a proposal.
    `also` are the answers that are possible besides keeping, shifting and writing anew.
    """

    code: Code
    kind: Asked
    swaps: tuple[Swap, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    default: Choice = Choice.KEEP
    choices: tuple[Choice, ...] | None = None
    after: str | None = None
    """The proposal where it is more than another text of the same field."""


@dataclass(frozen=True, slots=True)
class Note:
    """One question, proposal, change or remark.

    `key` stays the same as long as the same thing is asked about the same words. `before` stands
    when the choice is `keep`, `after` when it is `shift`; the draft has what `default` says until
    an `answer` says otherwise. `activity` is the id of the activity, if it is about one, and
    `number` and `title` name it, or whatever else the note is about.
    """

    key: str
    kind: Asked
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
    """The whole of last year's text, into which the swaps go."""
    swaps: tuple[Swap, ...] = ()
    answer: Answer | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answer is None and self.kind not in (Asked.CHANGE, Asked.INFO)

    @property
    def choice(self) -> Choice:
        """The answer, or what stands without one."""
        return self.answer.choice if self.answer and self.answer.choice else self.default

    @property
    def shifts(self) -> bool:
        """Whether the swaps are made; dropping or dividing says nothing about texts."""
        of_activity = self.choice in (Choice.DROP, Choice.SPLIT)
        return (self.default if of_activity else self.choice) is Choice.SHIFT


def text_of(notes: Sequence[Note]) -> str:
    """Return one text as its notes have it: written anew, or with the swaps that were chosen."""
    for one in notes:
        if one.answer and one.answer.choice is Choice.EDIT:
            return one.answer.text
    made = [one for one in notes if one.shifts]
    sure = [swap for one in made if one.default is Choice.SHIFT for swap in one.swaps]
    asked = [swap for one in made if one.default is not Choice.SHIFT for swap in one.swaps]
    return swapped(notes[0].text, sure, asked)


def swapped(text: str, swaps: Iterable[Swap], over: Sequence[Swap] = ()) -> str:
    """Return a text with pieces replaced; swaps of `over` come before others in the same place."""
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


def notes_on(slot: Slot, asks: Sequence[Ask]) -> Iterator[Note]:
    """Yield the notes on one text, each with the text as the draft has it and as it would be."""
    sure = [ask for ask in asks if ask.default is Choice.SHIFT]
    for ask in asks:
        others = [swap for other in sure if other is not ask for swap in other.swaps]
        before = swapped(slot.text, others)
        after = swapped(slot.text, others, ask.swaps) if ask.swaps else ""
        yield note(slot, ask, before, after if ask.after is None else ask.after)


def note(slot: Slot, ask: Ask, before: str, after: str) -> Note:
    """Return what is asked as a note."""
    choices = ask.choices
    if choices is None:
        shift = (Choice.SHIFT,) if ask.swaps else ()
        rest = (Choice.DROP, Choice.SPLIT) if slot.activity else ()
        choices = (Choice.KEEP, *shift, Choice.EDIT, *rest)
    waits = ask.kind not in (Asked.CHANGE, Asked.INFO)
    values = {"before": before, "after": after, **ask.values}
    severity = Severity.WARNING if waits else Severity.NOTE
    return Note(
        key=_key(slot, ask.code, ask.kind, before, after),
        kind=ask.kind,
        problem=Problem(ask.code, severity, Place(path=slot.path, trail=slot.trail), values),
        activity=slot.activity,
        number=slot.number,
        title=slot.title,
        field=slot.field,
        before=before,
        after=after,
        default=ask.default,
        choices=choices,
        path=slot.path,
        text=slot.text,
        swaps=ask.swaps,
    )  # fmt: skip


def _key(slot: Slot, *said: str) -> str:
    """Return a key of the same question about the same words, and of no other."""
    owner = f"{slot.activity}.{slot.field}" if slot.activity else slot.field
    place = slot.path.parts[-1:] if slot.row else slot.path.parts
    digest = hashlib.sha256("\n".join((owner, *map(str, place), *said)).encode()).hexdigest()
    return f"{owner}-{digest[:6]}"
