"""The result of an import as text for a terminal: changes, conflicts, proposals, row counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from plandoc.errors import Place
from plandoc.returns.fields import Fields
from plandoc.returns.file_names import NO_NAMES, FileNames, name_of
from plandoc.returns.filled import Conflict
from plandoc.returns.taken import Change, Fate, Proposal, ProposalKind, Taken
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import one_line, shortened

_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Writing:
    """Written files: the plan file and its journal, if any, and copies with remarks.

    `names` is what the filled files are called, where their names alone do not tell them apart.
    """

    plan_file: Path
    journal: Path | None = None
    remarks: Sequence[Path] = ()
    names: FileNames = field(default_factory=dict)


def taken_text(
    taken: Taken, files: int, writing: Writing, language: str, *, unread: int = 0
) -> str:
    """Return the result of importing `files` filled files, and the written files.

    `unread` is the number of files that could not be read.
    """
    told = _Taken(taken, files, writing, language)
    told.unread = unread
    return "\n".join(told.lines()) + "\n"


class _Taken:
    def __init__(self, taken: Taken, files: int, writing: Writing, language: str) -> None:
        self.taken = taken
        self.files = files
        self.unread = 0
        self.writing = writing
        self.language = language
        self.words = words_in(language).collect
        self.headings = words_in(language).tracking.headings
        self.fields = Fields(taken.plan.period, Wording(language))

    def lines(self) -> Iterator[str]:
        taken, words = self.taken, self.words
        file = self.writing.plan_file
        read = words.files.format(file=file, files=self.files, rows=len(taken.accounts))
        yield read + (words.unread.format(count=self.unread) if self.unread else "")
        if taken.changes:
            activities = len({change.id for change in taken.changes})
            heading = words.changed if self.writing.journal else words.changes
            yield from ("", heading.format(count=activities))
            for _, changes in groupby(taken.changes, key=lambda change: change.id):
                yield from self._activity(list(changes))
        if taken.conflicts:
            yield from ("", words.conflicts.format(count=len(taken.conflicts)))
            for conflict in taken.conflicts:
                yield from self._conflict(conflict)
        if taken.proposals:
            yield from ("", words.proposals.format(count=len(taken.proposals)))
            yield from (
                f"  {proposal_text(one, taken.plan, self.language, self.writing.names)}"
                for one in taken.proposals
            )
        yield ""
        if taken.changes or taken.conflicts:
            yield self._activities()
        yield self._sum()
        yield from self._ending()

    def _activity(self, changes: Sequence[Change]) -> Iterator[str]:
        yield f"  {self._named(changes[0].number, changes[0].title)}"
        for change in changes:
            name = self._field(change.field)
            old, new = self._value(change.field, change.old), self._value(change.field, change.new)
            inferred = self.words.inferred if change.inferred else ""
            where = "; ".join(dict.fromkeys(map(self._where, change.places)))
            yield f"    {name}: {old} → {new}{inferred} ({where})"

    def _conflict(self, conflict: Conflict) -> Iterator[str]:
        name = self.words.row if conflict.field == "row" else self._field(conflict.field)
        yield f"  {self._named(conflict.number, conflict.title)} — {name}"
        if conflict.plan:
            yield f"    {self.words.in_plan}: {shortened(conflict.plan.shown, _SHOWN) or '—'}"
        for option in conflict.options:
            shown = self.fields.shown(conflict.field, option.text)
            shown = option.shown if conflict.field == "row" else shown
            yield f"    {self._where(option.place)}: {shortened(shown, _SHOWN)}"

    def _activities(self) -> str:
        changed = {change.id for change in self.taken.changes}
        conflicting = {conflict.id for conflict in self.taken.conflicts}
        counts = {"changed": changed, "conflicting": conflicting, "both": changed & conflicting}
        counted = {name: len(found) for name, found in counts.items()}
        return self.words.activities.format(**counted)

    def _sum(self) -> str:
        fates = self.taken.fates
        counts = ((self.words.fates[fate], fates[fate]) for fate in Fate)
        listed = ", ".join(f"{name} — {count}" for name, count in counts)
        return self.words.sum.format(told=listed)

    def _ending(self) -> Iterator[str]:
        for path in self.writing.remarks:
            yield self.words.remarks.format(file=path)
        if self.writing.journal:
            file = self.writing.plan_file
            yield self.words.written.format(file=file, journal=self.writing.journal)
        elif self.taken.changes or self.taken.decisions:
            yield self.words.dry
        else:
            yield self.words.nothing

    def _where(self, place: Place) -> str:
        return _where(place, self.language, self.writing.names)

    def _named(self, number: str, title: str) -> str:
        return f"{number} {shortened(title, _SHOWN)}".strip()

    def _field(self, name: str) -> str:
        heading = self.headings[f"outcome.{name}"]
        return heading[:1].lower() + heading[1:]

    def _value(self, name: str, text: str) -> str:
        return shortened(self.fields.shown(name, text), _SHOWN) or "—"


def proposal_text(
    proposal: Proposal, plan: Plan, language: str, names: FileNames = NO_NAMES
) -> str:
    """Return an edit of the plan found on a sheet, on one line with its place."""
    form = words_in(language).collect.proposal[proposal.kind]
    text = proposal.became if proposal.kind is ProposalKind.ADD else proposal.was
    added = proposal.kind is ProposalKind.ADD
    words = form.format(
        number=proposal.number.rstrip(".") if added else proposal.number,
        title=shortened(text, _SHOWN),
        name=_name(proposal.key, plan, language),
        was=shortened(proposal.was, _SHOWN) or "—",
        became=shortened(proposal.became, _SHOWN) or "—",
    )
    words = words.strip() if proposal.number else words.strip().replace(" :", ":", 1)
    if added:
        words += "".join(f"; {part}" for part in _parts(proposal, plan, language))
    return f"{words} ({_where(proposal.place, language, names)})"


def _parts(proposal: Proposal, plan: Plan, language: str) -> Iterator[str]:
    """Yield what else an added row says, each text with its name, and its outcome."""
    for key, text in proposal.row:
        if key not in {"number", "title"}:
            yield f"{_name(key, plan, language)}: {shortened(text, _SHOWN)}"
    if outcome := Outcome.of_texts(dict(proposal.outcome)):
        shown = shortened(Wording(plan.language).outcome(outcome), _SHOWN)
        yield words_in(language).collect.proposal["outcome"].format(outcome=shown)


def _name(key: str, plan: Plan, language: str) -> str:
    """Return the name of a column of the plan."""
    if key == "section":
        return words_in(language).tracking.headings[key].lower()
    key = key.removeprefix("fields.")
    if key in PLAN_COLUMNS:
        return words_in(language).words.fields[key]
    own = {column.key: one_line(column.heading) for column in plan.all_columns()}
    return own.get(key) or key


def _where(place: Place, language: str, names: FileNames) -> str:
    file = name_of(place.file, names)
    own = Place(file, sheet=place.sheet, cell=place.cell, table=place.table, row=place.row)
    return own.text(language)
