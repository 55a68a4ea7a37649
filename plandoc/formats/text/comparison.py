"""A comparison of two plans as text for a terminal and as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from babel import Locale

from plandoc.revisions.compare import (
    Change,
    Comparison,
    Difference,
    Kind,
    MatchedBy,
    Segment,
    Subject,
)
from plandoc.revisions.compare.groups import Group, grouped
from plandoc.schema.content import rows_in_force
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.schema.tree import row_of
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import normalised, shortened

NOTHING = "—"
"""Printed for an empty value."""

_LONGEST = 90
_OTHER = (Kind.ADDED, Kind.REMOVED, Kind.RENUMBERED)
_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


class Words:
    """Texts of a comparison in one language."""

    def __init__(self, comparison: Comparison, language: str) -> None:
        self.comparison = comparison
        self.table = words_in(language).compare
        self.language = language
        self.was = {pair.new.path: pair.old.number for pair in comparison.pairs}
        self.rows = {
            kind: {row.path: row for row in plan.activity_rows()}
            for kind, plan in ((Kind.REMOVED, comparison.old), (Kind.ADDED, comparison.new))
        }

    def heading(self) -> str:
        """Return the title of the comparison: with last year, with a revision, with a plan."""
        old, new = self.comparison.old, self.comparison.new
        period = Wording(self.language).period(old.period)
        if self.comparison.across_years:
            return self.table.heading_years.format(period=period)
        if old.id == new.id and old.revision != new.revision:
            values = {"old": old.revision, "new": new.revision}
            return self.table.heading_revisions.format(**values)
        return self.table.heading_plans

    def counts(self, awaiting: int = 0) -> list[str]:
        """Return what changed in numbers: activities, deadlines moved with the year, questions."""
        found, table = self.comparison, self.table
        rows = [d for d in found.differences if d.subject is Subject.ACTIVITY]
        kinds = Counter(d.kind for d in rows if self._counts(d))
        new, old = map(_in_force, (found.new, found.old))
        values: dict[str, object] = {
            "old": old,
            "new": new,
            "added": kinds[Kind.ADDED],
            "removed": kinds[Kind.REMOVED],
            "changed": len({d.id for d in rows if d.kind not in _OTHER}),
        }
        told = []
        if values["added"] or values["removed"] or not found.across_years:
            told.append(table.counted if found.differences else table.same)
        else:
            told.append(table.same_rows)
            told += [table.changed] if values["changed"] else []
        if found.across_years and self._moved_on():
            begins = (plan.period.first for plan in (found.old, found.new))
            was, now = ((day.year, day.month, day.day) for day in begins)
            a_year = now == (was[0] + 1, *was[1:])
            told.append(table.moved_year if a_year else table.moved_period)
        told += [table.awaiting.format(count=awaiting)] if awaiting else []
        rule = Locale.parse(self.language).plural_form
        values["activities"] = table.activities[rule(new)].format(count=new)
        return [text.format(**values) for text in told]

    def _counts(self, difference: Difference) -> bool:
        """Whether figures count an activity that came or went: one with parts is not."""
        place = difference.new_place or difference.old_place
        row = self.rows.get(difference.kind, {}).get(place.path) if place and place.path else None
        return row is None or row.counted

    def _moved_on(self) -> bool:
        """Whether a deadline that has days has others now."""
        pairs = ((pair.old.deadline, pair.new.deadline) for pair in self.comparison.pairs)
        return any(old and new and old.last and old.last != new.last for old, new in pairs)

    def number(self, difference: Difference) -> str:
        """Return the number of a row: `4.4 → 4.3` where it had another one."""
        if difference.subject is Subject.SECTION:
            return ""
        place, number = difference.new_place, difference.number
        was = self.was.get(row_of(place.path), number) if place and place.path else number
        if _bare(was) == _bare(number):
            return number
        return self.table.pair.format(old=_bare(was) or NOTHING, new=_bare(number) or NOTHING)

    def group(self, group: Group) -> str:
        """Return the heading of a group."""
        return self.table.groups[group]

    def field(self, difference: Difference) -> str:
        """Return the name of the differing field of an activity or part of a plan."""
        if difference.subject is Subject.PLAN:
            return self.table.whole[difference.field]
        names = words_in(self.language).words.fields
        return difference.heading or names.get(difference.field, "")

    def details(self, difference: Difference) -> list[str]:
        """Return executors, deadline and result of an added or removed row."""
        place = difference.new_place or difference.old_place
        row = self.rows[difference.kind].get(place.path) if place else None
        if row is None:
            return []
        activity = row.activity
        texts = (
            ", ".join(executor.name for executor in activity.executors),
            activity.deadline.text if activity.deadline else "",
            activity.expected_result,
        )
        return [normal for text in texts if (normal := normalised(text))]


def _in_force(plan: Plan) -> int:
    rows = (row for row in rows_in_force(plan) if isinstance(row, ActivityRow))
    return sum(row.counted for row in rows)


def comparison_text(comparison: Comparison, language: str) -> str:
    """Return the differences as text for a terminal, grouped.

    Removed words are in `[-…-]`, added ones in `{+…+}`.
    """
    return "\n".join(_lines(Words(comparison, language))) + "\n"


def _lines(words: Words) -> Iterator[str]:
    groups = grouped(words.comparison)
    yield words.heading()
    yield ". ".join(words.counts())
    for group, found in groups.items():
        yield ""
        activities = sum(one.subject is Subject.ACTIVITY for one in found)
        yield words.table.group.format(name=words.group(group), count=activities or len(found))
        if group is Group.RENUMBERED:
            yield "  " + ", ".join(renumbered(found, words))
        else:
            yield from ("  " + _difference_text(difference, words) for difference in found)
    alike = [pair for pair in words.comparison.pairs if pair.by is MatchedBy.LIKENESS]
    if alike:
        yield ""
        yield f"{words.table.alike}:"
        for old, new, _ in alike:
            yield (
                "  "
                + words.table.alike_pair.format(
                    old_number=old.number,
                    old=shortened(old.activity.title),
                    new_number=new.number,
                    new=shortened(new.activity.title),
                ).strip()
            )


def _bare(number: str) -> str:
    return number.strip().rstrip(".")


def renumbered(found: Sequence[Difference], words: Words) -> Iterator[str]:
    """Yield changed numbers: `2.4 → 2.3`."""
    yield from (words.table.pair.format(old=_bare(d.old), new=_bare(d.new)) for d in found)


def _difference_text(difference: Difference, words: Words) -> str:
    number = words.number(difference)
    title = f"{number} {shortened(difference.title, _LONGEST)}".strip().rstrip(".")
    if difference.kind in (Kind.ADDED, Kind.REMOVED):
        if difference.subject is Subject.PLAN:
            return f"{words.field(difference)}: {_marked(difference.segments)}"
        details = "; ".join(words.details(difference))
        return title + (f" ({details})" if details else "")
    if difference.kind is Kind.WORDS:
        text = _marked(difference.segments)
        if difference.subject is Subject.PLAN:
            return f"{words.field(difference)}: {text}"
        named = difference.field != "title"
        return (
            f"{title}. {words.field(difference)}: {text}" if named else f"{number} {text}".strip()
        )
    pair = words.table.pair.format(old=difference.old or NOTHING, new=difference.new or NOTHING)
    return f"{title}: {pair}"


def _marked(segments: Sequence[Segment]) -> str:
    return "".join(
        before + _MARKS[change].format(text) + after
        for change, (before, text, after) in (
            (change, split_spaces(text)) for change, text in with_spaces_between(segments)
        )
    )


def with_spaces_between(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield segments with a space between a removed one and its replacement."""
    last = Segment(Change.SAME, "")
    for segment in segments:
        instead = last.change is Change.REMOVED and segment.change is Change.ADDED
        if instead and last.text[-1:].strip() and segment.text[:1].strip():
            yield Segment(Change.SAME, " ")
        yield segment
        last = segment


def split_spaces(text: str) -> tuple[str, str, str]:
    """Return leading spaces, text and trailing spaces, so that marks do not enclose spaces."""
    stripped = text.strip()
    before, _, after = text.partition(stripped) if stripped else ("", text, "")
    return before, stripped or text, after


def comparison_json(comparison: Comparison) -> str:
    """Return the differences as JSON."""
    return json.dumps(comparison_record(comparison), ensure_ascii=False, indent=2) + "\n"


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Return the differences as plain data: both plans, counts, then each difference."""
    return {
        "old": _plan(comparison.old),
        "new": _plan(comparison.new),
        "across_years": comparison.across_years,
        "counts": {group.value: len(found) for group, found in grouped(comparison).items()},
        "differences": [_record(difference) for difference in comparison.differences],
        "matched": [
            {"old": pair.old.activity.id, "new": pair.new.activity.id, "by": pair.by.value}
            for pair in comparison.pairs
            if pair.by is not MatchedBy.ID
        ],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "revision": plan.revision,
        "title": normalised(plan.title),
        "first_day": plan.period.first.isoformat(),
        "last_day": plan.period.last.isoformat(),
        "content_hash": plan.content_hash,
    }


def _record(difference: Difference) -> dict[str, Any]:
    return {
        "subject": difference.subject.value,
        "kind": difference.kind.value,
        "field": difference.field,
        "id": difference.id,
        "number": difference.number,
        "title": difference.title,
        "old": difference.old,
        "new": difference.new,
        "segments": [[change.value, text] for change, text in difference.segments],
        "old_path": str(difference.old_place.path) if difference.old_place else None,
        "new_path": str(difference.new_place.path) if difference.new_place else None,
    }
