"""Results of verbs as plain data, for JSON."""

from dataclasses import asdict
from typing import Any

from plandoc.progress.figures import SOON_DAYS, Counts, Report, Standing
from plandoc.returns.taken import Taken
from plandoc.revisions.verify import Verdict

_KEPT = ("id", "number", "title", "field", "old", "new", "inferred")


def report_record(report: Report) -> dict[str, Any]:
    """Return the figures of a day: totals, sections, what is late and what is due soon."""
    return {
        "today": report.today.isoformat(),
        "total": _counts(report.total),
        "sections": [
            {"path": line.key, "label": line.label, "name": line.name, **_counts(line.counts)}
            for line in report.sections
        ],
        "overdue": [_standing(one) for one in report.overdue],
        "soon": [_standing(one) for one in report.coming(SOON_DAYS)],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    shares = {"on_time_share": counts.on_time_share, "done_share": counts.done_share}
    return {
        "planned": counts.planned,
        "due": counts.due,
        "done": counts.done,
        "states": {state.value: count for state, count in counts.states.items()},
        **{name: None if share is None else float(share) for name, share in shares.items()},
    }


def _standing(standing: Standing) -> dict[str, Any]:
    activity = standing.row.activity
    return {
        "id": activity.id,
        "number": standing.row.number,
        "title": activity.title,
        "executors": [executor.name for executor in activity.executors],
        "due": standing.due.isoformat(),
        "state": standing.state.value,
    }


def taken_record(taken: Taken) -> dict[str, Any]:
    """Return what was collected: the fates of rows, changes, conflicts, proposals."""
    return {
        "fates": {fate.value: count for fate, count in taken.fates.items()},
        "changes": [{name: getattr(change, name) for name in _KEPT} for change in taken.changes],
        "conflicts": [
            {
                "id": one.id,
                "number": one.number,
                "field": one.field,
                "options": [
                    {"text": option.text, "place": str(option.place)} for option in one.options
                ],
            }
            for one in taken.conflicts
        ],
        "proposals": [
            {**asdict(one), "kind": one.kind.value, "place": str(one.place)}
            for one in taken.proposals
        ],
    }


def verdict_record(verdict: Verdict, file: str) -> dict[str, Any]:
    """Return a verdict: the revision, and the numbers of what differs; its problems are told."""
    return {
        "file": file,
        "revision": verdict.revision,
        "sealed_on": verdict.sealed_on.isoformat() if verdict.sealed_on else None,
        "matches": verdict.matches,
        "clean": verdict.clean,
        "differences": len(verdict.differences),
        "added": len(verdict.added),
        "hidden": len(verdict.hidden),
    }
