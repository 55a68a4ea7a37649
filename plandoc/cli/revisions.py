"""Commands between the years and the revisions: rollover, seal, verify, amend, diff."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from plandoc.cli.terminal import DONE, UsageError, Verbs, created_on, day_of, tell
from plandoc.package import rollover, seal
from plandoc.schema.period import Period


def add_verbs(verbs: Verbs) -> None:
    """Add `rollover`, `seal`, `verify`, `amend` and `diff`."""
    words = verbs.words
    rolling = verbs.add("rollover", _rollover)
    rolling.add_argument("plan", type=Path, metavar="PLAN", help=words["plan"])
    rolling.add_argument("--into", required=True, metavar="PERIOD", help=words["into"])
    rolling.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help=words["out"])
    rolling.add_argument("--review", type=Path, metavar="FILE", help=words["review"])
    rolling.add_argument("--date", metavar="YYYY-MM-DD", help=words["date"])
    rolling.add_argument("--force", action="store_true", help=words["force_rollover"])
    sealing = verbs.add("seal", _seal)
    sealing.add_argument("plan", type=Path, metavar="PLAN", help=words["plan"])
    sealing.add_argument("--date", required=True, metavar="YYYY-MM-DD", help=words["sealed_on"])
    sealing.add_argument("--approver", default="", metavar="NAME", help=words["approver"])


def period_of(text: str, words: Mapping[str, Any]) -> Period:
    """Return the period that an option names, as a plan file spells it."""
    first, mark, last = text.partition("..")
    value = {"first": first, "last": last} if mark else text
    try:
        return Period.model_validate(value)
    except ValidationError:
        raise UsageError(words["bad_period"].format(period=text)) from None


def _rollover(options: argparse.Namespace, language: str, words: Mapping[str, Any]) -> int:
    made = rollover(
        options.plan,
        period_of(options.into, words),
        options.out,
        review=options.review,
        created=created_on(options.date, words),
        force=options.force,
    )
    tell(made.problems, language)
    for path, kept in made.kept.items():
        print(words["kept"].format(file=path, kept=kept))
    for name in ("plan", "review", "review_yaml", "changes"):
        print(words[f"rolled_{name}"].format(file=getattr(made, name)))
    notes = made.rollover.notes
    opened = len(made.rollover.open)
    print(words["rolled"].format(open=opened, notes=len(notes)))
    return DONE


def _seal(options: argparse.Namespace, language: str, words: Mapping[str, Any]) -> int:
    made = seal(options.plan, on=day_of(options.date, words), approver=options.approver)
    tell(made.problems, language)
    values = {
        "file": made.lock,
        "revision": made.seal.revision,
        "day": f"{made.seal.sealed_on:%d.%m.%Y}",
        "hash": made.seal.content_hash[:16],
        "approver": made.seal.approver,
    }
    print(words["sealed"].format(**values))
    return DONE
