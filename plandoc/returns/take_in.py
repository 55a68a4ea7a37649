"""Importing outcomes from filled files into a plan; nothing is lost or silently overwritten."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.marks import read_mark
from plandoc.returns.edits import added_texts, edits, not_proposed, typed_in_computed_columns
from plandoc.returns.fields import Fields
from plandoc.returns.filled import Conflict, Decision, Option, Returned, SeenRow
from plandoc.returns.match import Matcher, cell_text
from plandoc.returns.merge import (
    DELETED,
    FILLED,
    ROW,
    FieldConflict,
    Merged,
    RowOutcome,
    left_out,
    merge,
    unchanged,
)
from plandoc.returns.ownership import is_of, ownership_problems
from plandoc.returns.reading import RowReading, contradictions, not_taken, read_row
from plandoc.returns.taken import Account, Change, Fate, Proposal, ProposalKind, Taken
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.phrases import Wording
from plandoc.words.texts import normalised, shortened

__all__ = ["Account", "Change", "Fate", "Proposal", "ProposalKind", "Taken", "take_in"]


def take_in(
    plan: Plan,
    files: Sequence[Returned],
    *,
    decisions: Iterable[Decision] = (),
    plan_file: str = "",
    other_plan: bool = False,
) -> Taken:
    """Return the plan with the outcomes of `files`, and the result for every row.

    Each field is merged three ways: the value of the plan, the value of a file, and the value with
    which the file was issued. An empty cell never deletes a value; different values are a conflict
    and change nothing. A row with an unreadable cell is rejected as a whole. Edits in the columns
    of the plan are returned as proposals. `decisions` are earlier ones; those in the files take
    precedence. `plan_file` names the plan in places. With `other_plan`, files of another plan or
    year are imported as well.

    The order of the files does not matter: they are read in the order of their names.
    """
    taking = _Import(plan, Fields(plan.period, Wording(plan.language)), plan_file)
    in_order = sorted(files, key=lambda returned: (returned.file, returned.sha256))
    for returned in in_order:
        taking.read(returned, other_plan=other_plan)
    for decision in (decision for returned in in_order for decision in returned.decisions):
        taking.decide(decision)
    for decision in decisions:
        taking.remember(decision)
    return taking.taken()


@dataclass(slots=True)
class _Row:
    """A row during the import: its activity, problems and fate.

    `name` is what the row is about, in the places of its problems.
    """

    file: str
    place: Place
    activity: ActivityRow | None = None
    name: str = ""
    problems: list[Problem] = field(default_factory=list)
    fate: Fate = Fate.UNCHANGED


@dataclass
class _Import:
    plan: Plan
    fields: Fields
    plan_file: str
    rows: list[_Row] = field(default_factory=list)
    by_activity: dict[str, list[RowOutcome]] = field(default_factory=lambda: defaultdict(list))
    deleted: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    decided: dict[str, dict[str, Decision]] = field(default_factory=lambda: defaultdict(dict))
    known: set[Decision] = field(default_factory=set)
    proposals: list[Proposal] = field(default_factory=list)
    file_problems: list[Problem] = field(default_factory=list)
    added: set[tuple[object, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.wording = self.fields.wording
        self.activities = {row.activity.id: row for row in self.plan.activity_rows()}

    def read(self, returned: Returned, *, other_plan: bool) -> None:
        """Match and read the rows of a file, unless it belongs to another plan."""
        ownership = list(ownership_problems(returned, self.plan, other_plan=other_plan))
        self.file_problems += [*returned.problems, *ownership]
        if any(problem.severity is Severity.ERROR for problem in ownership):
            self.rows += [
                _Row(returned.file, seen.place, fate=Fate.REJECTED) for seen in returned.rows
            ]
            return
        matcher = Matcher(self.plan, returned.issued)
        present: set[str] = set()
        idents = Counter(cell_text(seen, "id") for seen in returned.rows)
        above = ""
        for seen in returned.rows:
            row = _Row(returned.file, seen.place)
            self.rows.append(row)
            row.activity, problems = matcher.match(seen)
            ident = cell_text(seen, "id")
            present |= {ident}
            if self._is_added(problems, ident, idents):
                self._add_row(row, seen, above, returned, problems)
                continue
            row.problems += problems
            if row.activity is None:
                row.fate = Fate.REJECTED
                row.problems += not_taken(seen, row.problems, self.fields, known=False)
                if ident in self.activities and idents[ident] == 1:
                    self._propose_edits(ident, seen, returned)  # its text was replaced
                    above = ident
                else:
                    self._propose_row(seen, above)
                continue
            above = row.activity.activity.id
            present.add(above)
            row.name = _name(row.activity)
            self._read_row(row, seen, returned)
        for ident in returned.issued or {}:
            if ident in self.activities and ident not in present:
                self._row_deleted(ident, Place(file=returned.file))

    def _read_row(self, row: _Row, seen: SeenRow, returned: Returned) -> None:
        assert row.activity
        ident = row.activity.activity.id
        issued = returned.issued.get(ident) if returned.issued is not None else None
        content_hash = returned.manifest.get("plandoc.content_hash", self.plan.content_hash)
        same_plan = content_hash == self.plan.content_hash
        reading = read_row(seen, returned.kind, issued, self.fields)
        if not is_of(returned, self.plan) and reading.base:  # nothing was deleted in this plan
            own = row.activity.activity.outcome.texts() if row.activity.activity.outcome else {}
            reading.base = {name: text for name, text in reading.base.items() if name in own}
        row.problems += reading.problems
        self._propose_edits(ident, seen, returned)
        row.problems += typed_in_computed_columns(
            row.activity, seen, reading.texts, self.plan, self.fields, same_plan=same_plan
        )
        if reading.rejected:
            row.fate = Fate.REJECTED
            row.problems += not_taken(seen, row.problems, self.fields)
            return
        row.problems += self._emptied(row.activity, reading)
        places = {  # that of a cell which is empty, and was, is never told
            name: place
            for name, place in reading.places.items()
            if reading.texts[name] or reading.issued_text(name)
        }
        outcome = RowOutcome(
            len(self.rows) - 1, returned.file, seen.place, reading.texts, places,
            reading.base, frozenset(reading.inferred),
        )  # fmt: skip
        self.by_activity[ident].append(outcome)

    def _emptied(self, row: ActivityRow, reading: RowReading) -> Iterator[Problem]:
        """Yield a note for each cell emptied after issue; the plan keeps its value."""
        own = row.activity.outcome.texts() if row.activity.outcome else {}
        for name, base in (reading.base or {}).items():
            if reading.texts.get(name, base) == "" and name in own:
                shown = shortened(self.fields.shown(name, own[name]))
                yield Problem(
                    Code.RETURNED_CELL_EMPTIED, place=reading.places[name], values={"kept": shown}
                )

    def _deleted(self, outcome: RowOutcome, now: Mapping[str, str]) -> Iterator[Problem]:
        """Yield a note of what a row still has as issued and the plan, as it is `now`, has not."""
        gone = {
            name: text
            for name, text in outcome.texts.items()
            if name not in now and unchanged(name, outcome, self.fields.same)
        }
        if gone:
            shown = "; ".join(self.fields.shown(name, text) for name, text in gone.items())
            place = outcome.places[next(iter(gone))]
            values = {"found": shortened(shown)}
            yield Problem(Code.RETURNED_MARK_DELETED, place=place, values=values)

    def _row_deleted(self, ident: str, place: Place) -> None:
        row = self.activities[ident]
        self.deleted[ident].append(place)
        named = replace(place, trail=_name(row))
        self.file_problems.append(Problem(Code.RETURNED_ROW_DELETED, place=named))
        self.proposals.append(
            Proposal(ProposalKind.REMOVE, ident, row.number, "", row.activity.title, "", place)
        )

    def _propose_edits(self, ident: str, seen: SeenRow, returned: Returned) -> None:
        issued = returned.issued.get(ident) if returned.issued is not None else None
        self.proposals += edits(self.activities[ident], seen, issued, self.plan, self.fields)

    def _propose_row(
        self, seen: SeenRow, above: str, outcome: Mapping[str, str] | None = None
    ) -> None:
        if cell_text(seen, "title"):
            title = " ".join(self.fields.told(seen.cells["title"]).split())
            number = cell_text(seen, "number")
            row = tuple(added_texts(seen, self.fields))
            marks = tuple((name, text) for name, text in (outcome or {}).items() if text)
            said = (normalised(title), *(pair for pair in row if pair[0] not in _NAMING), *marks)
            if outcome is None or said not in self.added:  # two people may write one row
                self.proposals.append(
                    Proposal(
                        ProposalKind.ADD, "", number, "", "", title, seen.place, row, above, marks
                    )
                )  # fmt: skip
            self.added.add(said)

    def _is_added(self, problems: Sequence[Problem], ident: str, idents: Mapping[str, int]) -> bool:
        """Whether somebody wrote a row of an activity that the plan does not have.

        It has no id where others of its file have one.
        """
        unmatched = any(problem.code in _ADDED for problem in problems)
        return unmatched and not ident and not self.activities.keys().isdisjoint(idents)

    def _add_row(
        self,
        row: _Row,
        seen: SeenRow,
        above: str,
        returned: Returned,
        problems: Sequence[Problem],
    ) -> None:
        """Propose a row that was added with its outcome; one that cannot be read is rejected."""
        row.name = shortened(cell_text(seen, "title"), _NAMED)
        reading = read_row(seen, returned.kind, None, self.fields)
        found = [*reading.problems, *not_proposed(seen, reading.texts, self.fields)]
        if any(problem.severity is Severity.ERROR for problem in found):
            row.fate = Fate.REJECTED
            row.problems += [*problems, *found]
            row.problems += not_taken(seen, row.problems, self.fields, known=False)
            return
        row.fate = Fate.PROPOSED
        row.problems += [
            Problem(_ADDED[one.code], place=one.place, values=one.values) for one in problems
        ]
        row.problems += found
        self._propose_row(seen, above, reading.texts)

    def decide(self, decision: Decision) -> None:
        """Record a decision; a text written in is parsed like the field."""
        if decision.id not in self.activities:
            values = {"id": decision.id}
            self.file_problems.append(
                Problem(Code.DECISION_ACTIVITY_UNKNOWN, place=decision.place, values=values)
            )
            return
        taken = decision.taken
        if decision.field in OUTCOME_FIELDS and taken not in decision.options:
            read = self.fields.read(decision.field, taken).text
            if not read:
                values = {"found": shortened(taken)}
                self.file_problems.append(
                    Problem(Code.DECISION_INVALID, place=decision.place, values=values)
                )
                return
            decision = Decision(decision.id, decision.field, decision.options, read, decision.place)
        known = self.decided[decision.id].get(decision.field)
        if known and not self.fields.same(decision.field, known.taken, decision.taken):
            values = {
                "one": shortened(self.fields.shown(decision.field, known.taken)),
                "other": shortened(self.fields.shown(decision.field, decision.taken)),
                "where": known.place.text(self.wording.language),
            }
            self.file_problems.append(
                Problem(Code.DECISIONS_DIFFER, place=decision.place, values=values)
            )
            known = Decision(decision.id, decision.field, (), "", decision.place)
            self.decided[decision.id][decision.field] = known
        elif known is None:
            self.decided[decision.id][decision.field] = decision

    def remember(self, decision: Decision) -> None:
        """Record an earlier decision, unless there is a new one."""
        if decision.id in self.activities:
            self.decided[decision.id].setdefault(decision.field, decision)
            self.known.add(decision)

    def taken(self) -> Taken:
        changes: list[Change] = []
        conflicts: list[Conflict] = []
        followed: list[Decision] = []
        outcomes: dict[str, Outcome | None] = {}
        for ident, row in self.activities.items():
            rows = self.by_activity.pop(ident, [])
            chosen = self.decided.get(ident, {})
            decided = {n: d for n, d in chosen.items() if d.taken or "" in d.options}
            if not rows and not decided:
                continue
            ours = row.activity.outcome.texts() if row.activity.outcome else {}
            merged = merge(ours, rows, self.deleted.get(ident, []), decided, self.fields.same)
            conflicts += [self._conflict(row, ours, conflict) for conflict in merged.conflicts]
            new = ours | {name: text for name, (text, _) in merged.changes.items()}
            for source in rows:
                self.rows[source.index].problems += self._deleted(source, new)
            if merged.changes:
                outcomes[ident] = Outcome.of_texts(new)
                changes += self._changes(row, ours, merged, decided)
                self.file_problems += self._words_kept(row, ours, merged)
            followed += [d for d in merged.decisions if d not in self.known]
            self._settle_fates(merged, new_one=not ours)
            for name, kept, source in merged.overruled:
                self.rows[source.index].problems += self._overruled(name, kept, source, new)
            for name in (one.field for one in merged.conflicts if one.field != ROW):
                for source in (one for one in rows if one.index in merged.conflicting_rows):
                    self.rows[source.index].problems += self._waiting(name, source, new)
        accounts = tuple(
            Account(
                row.file, row.place, row.fate,
                row.activity.activity.id if row.activity else "",
                tuple(one if one.place.trail else one.at(trail=row.name) for one in row.problems),
            )
            for row in self.rows
        )  # fmt: skip
        self.rows.clear()
        plan = self.plan.with_outcomes(outcomes)
        return Taken(
            plan, accounts, tuple(changes), tuple(conflicts), tuple(followed),
            tuple(self.proposals), tuple(self.file_problems),
        )  # fmt: skip

    def _overruled(
        self, name: str, kept: str, source: RowOutcome, now: Mapping[str, str]
    ) -> Iterator[Problem]:
        """Yield a note of what else stands in a row that lost a decision about one field."""
        if rest := self._rest(name, source, now):
            values = {
                "heading": self.fields.heading(name),
                "taken": shortened(self.fields.shown(name, kept)) or "—",
                "found": shortened(self.fields.shown(name, source.texts[name])),
                "rest": rest,
            }
            place = source.places.get(name, source.place)
            yield Problem(Code.RETURNED_ROW_OVERRULED, place=place, values=values)

    def _waiting(self, name: str, source: RowOutcome, now: Mapping[str, str]) -> Iterator[Problem]:
        """Yield a note of what else stands in a row that waits for a decision about one field."""
        if rest := self._rest(name, source, now):
            values = {"heading": self.fields.heading(name), "rest": rest}
            yield Problem(Code.RETURNED_ROW_WAITS, place=source.place, values=values)

    def _rest(self, name: str, source: RowOutcome, now: Mapping[str, str]) -> str:
        """Return what a row says in the fields after one, each with its heading."""
        return "; ".join(
            f"{self.fields.heading(later)}: {shortened(self.fields.shown(later, text))}"
            for later in left_out(name, source, now, self.fields.same)
            if (text := source.texts[later])
        )

    def _words_kept(
        self, row: ActivityRow, ours: Mapping[str, str], merged: Merged
    ) -> Iterator[Problem]:
        """Yield a warning where the words that the plan keeps contradict what it takes.

        A row that has these words as well has been told of it.
        """
        text = ours.get("text", "")
        rows = [row for _, sources in merged.changes.values() for row in sources]
        again = any(self.fields.same("text", row.texts.get("text", ""), text) for row in rows)
        if text and "text" not in merged.changes and not again:
            taken = {name: new for name, (new, _) in merged.changes.items()}
            mark = read_mark(text, self.plan.period, language=self.wording.language)
            path = row.path / "outcome" / "text"
            for problem in contradictions(mark, taken, self.fields):
                yield problem.at(file=self.plan_file, path=path)

    def _settle_fates(self, merged: Merged, *, new_one: bool) -> None:
        for number in (s.index for _, sources in merged.changes.values() for s in sources):
            self.rows[number].fate = Fate.CREATED if new_one else Fate.UPDATED
        for number in merged.conflicting_rows:
            self.rows[number].fate = Fate.CONFLICT

    def _changes(
        self,
        row: ActivityRow,
        ours: Mapping[str, str],
        merged: Merged,
        decided: Mapping[str, Decision],
    ) -> Iterator[Change]:
        for name, (text, sources) in merged.changes.items():
            places = tuple(s.places.get(name, s.place) for s in sources)
            yield Change(
                row.activity.id, row.number, row.activity.title, name, ours.get(name, ""), text,
                places or (decided[name].place,),
                tuple(dict.fromkeys(s.file for s in sources)) or (decided[name].place.file,),
                inferred=bool(sources) and all(name in s.inferred for s in sources),
            )  # fmt: skip

    def _conflict(
        self, row: ActivityRow, ours: Mapping[str, str], conflict: FieldConflict
    ) -> Conflict:
        if conflict.field == ROW:
            options = self._row_options(row, conflict)
            own = None
        else:
            options = tuple(
                Option(
                    text, self.fields.shown(conflict.field, text),
                    source.places.get(conflict.field, source.place),
                )
                for text, source in conflict.values
            )  # fmt: skip
            text = ours.get(conflict.field, "")
            shown = self.fields.shown(conflict.field, text)
            path = row.path / "outcome" / conflict.field
            known = text or conflict.with_plan  # an empty one was deleted
            own = Option(text, shown, Place(file=self.plan_file, path=path)) if known else None
        base = self.fields.shown(conflict.field, conflict.base)
        return Conflict(
            row.activity.id, row.number, row.activity.title, conflict.field, base, own, options
        )

    def _row_options(self, row: ActivityRow, conflict: FieldConflict) -> tuple[Option, ...]:
        words = self.wording.words.row_conflict
        filled = conflict.values[0][1]
        outcome = Outcome.of_texts({n: t for n, t in filled.texts.items() if t})
        text = words.filled.format(outcome=self.wording.outcome(outcome))
        deleted = self.deleted[row.activity.id][0]
        return (
            Option(FILLED, text, filled.place),
            Option(DELETED, words.deleted, deleted),
        )


def _name(row: ActivityRow) -> str:
    return f"{row.number} {shortened(row.activity.title, _NAMED)}".strip()


_NAMED = 120
_NAMING = ("number", "title")
_ADDED = {
    Code.ROW_UNLIKE: Code.ROW_PROPOSED,
    Code.ROW_UNKNOWN: Code.ROW_PROPOSED_LIKE_ANOTHER,
}
