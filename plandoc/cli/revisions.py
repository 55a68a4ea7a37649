"""Commands for years and revisions: rollover, seal, verify, amend, diff."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import plandoc
from plandoc.cli.terminal import (
    DONE,
    PROBLEMS,
    UsageError,
    Verbs,
    created_on,
    day_of,
    print_problems,
)
from plandoc.words.language import words_in
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Comparison, Period, Proposal, Verdict


def add_verbs(verbs: Verbs) -> None:
    """Add `rollover`, `seal`, `verify`, `amend` and `diff`."""
    words = verbs.words
    rolling = verbs.add("rollover", _rollover)
    rolling.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    rolling.add_argument("--into", required=True, metavar=words.metavars["PERIOD"], help=words.into)
    rolling.add_argument(
        "-o", "--out", type=Path, required=True, metavar=words.metavars["DIR"], help=words.out
    )
    rolling.add_argument("--review", type=Path, metavar=words.metavars["FILE"], help=words.review)
    rolling.add_argument("--date", metavar=words.metavars["YYYY-MM-DD"], help=words.date)
    rolling.add_argument("--force", action="store_true", help=words.force_rollover)
    sealing = verbs.add("seal", _seal)
    sealing.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    sealing.add_argument(
        "--date", required=True, metavar=words.metavars["YYYY-MM-DD"], help=words.sealed_on
    )
    sealing.add_argument(
        "--approver", default="", metavar=words.metavars["NAME"], help=words.approver
    )
    verifying = verbs.add("verify", _verify)
    verifying.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    verifying.add_argument(
        "files", nargs="+", type=Path, metavar=words.metavars["FILE"], help=words.verified
    )
    verifying.add_argument("--template", type=Path, metavar="DOCX", help=words.use_template)
    amending = verbs.add("amend", _amend)
    amending.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    amending.add_argument(
        "--from",
        dest="revision",
        type=int,
        required=True,
        metavar=words.metavars["REVISION"],
        help=words.from_,
    )
    amending.add_argument(
        "--basis", required=True, metavar=words.metavars["BASIS"], help=words.basis
    )
    amending.add_argument(
        "-o", "--out", type=Path, required=True, metavar=words.metavars["DIR"], help=words.out
    )
    amending.add_argument("--date", metavar=words.metavars["YYYY-MM-DD"], help=words.amended_on)
    amending.add_argument(
        "--proposals", nargs="+", type=Path, metavar=words.metavars["FILE"], help=words.proposals
    )
    amending.add_argument("--take", default="", metavar=words.metavars["N,N"], help=words.take)
    amending.add_argument("--force", action="store_true", help=words.force)
    comparing = verbs.add("diff", _diff)
    comparing.add_argument("old", metavar=words.metavars["A"], help=words.side)
    comparing.add_argument("new", metavar=words.metavars["B"], help=words.side)
    comparing.add_argument("--format", choices=("text", "json"), default="text", help=words.as_)
    comparing.add_argument("--docx", type=Path, metavar=words.metavars["FILE"], help=words.as_docx)
    comparing.add_argument("--force", action="store_true", help=words.force)


def period_of(text: str, words: CliWords) -> "Period":
    """Return the period in an option, in the notation of plan files."""
    first, mark, last = text.partition("..")
    value = {"first": first, "last": last} if mark else text
    try:
        return plandoc.Period.model_validate(value)
    except ValueError:
        raise UsageError(words.bad_period.format(period=text)) from None


def _rollover(options: argparse.Namespace, language: str, words: CliWords) -> int:
    made = plandoc.roll_over_file(
        options.plan,
        period_of(options.into, words),
        options.out,
        review=options.review,
        created=created_on(options.date, words),
        force=options.force,
    )
    print_problems(made.problems, language)
    for path, kept in made.kept.items():
        print(words.kept.format(file=path, kept=kept))
    print(words.rolled_plan.format(file=made.plan))
    print(words.rolled_review.format(file=made.review))
    print(words.rolled_review_yaml.format(file=made.review_yaml))
    print(words.rolled_changes.format(file=made.changes))
    notes = made.rollover.notes
    opened = len(made.rollover.open)
    form = words.rolled if opened else words.rolled_without_questions
    print(form.format(open=opened, notes=len(notes)))
    failed = any(problem.severity is plandoc.Severity.ERROR for problem in made.problems)
    return PROBLEMS if failed else DONE


def _seal(options: argparse.Namespace, language: str, words: CliWords) -> int:
    made = plandoc.seal_file(
        options.plan, on=day_of(options.date, words), approver=options.approver
    )
    print_problems(made.problems, language)
    values = {
        "file": made.lock,
        "revision": made.seal.revision,
        "day": f"{made.seal.sealed_on:%d.%m.%Y}",
        "hash": made.seal.content_hash[:16],
        "approver": made.seal.approver,
    }
    told = words.sealed if made.seal.approver else words.sealed_by_nobody
    print(told.format(**values))
    return DONE


def _verify(options: argparse.Namespace, language: str, _: CliWords) -> int:
    from plandoc.formats.text.verdict import verdict_text
    from plandoc.project.lock_file import sealed_lock

    lock, problems = sealed_lock(options.plan)
    print_problems(problems, language)
    template = plandoc.load_template(options.template) if options.template else None
    failed = any(problem.severity is plandoc.Severity.ERROR for problem in problems)
    for file in options.files:
        try:
            verdict = plandoc.verify_file(file, lock, template=template)
        except plandoc.PlanFileError as error:  # the other files are verified all the same
            print_problems(error.problems, language)
            failed = True
            continue
        failed = failed or not verdict.clean
        sys.stdout.write(verdict_text(verdict, str(file), language))
    return PROBLEMS if failed else DONE


def _diff(options: argparse.Namespace, language: str, words: CliWords) -> int:
    from plandoc.project.comparing import is_document

    if is_document(options.old) and is_document(options.new):
        raise UsageError(words.two_documents)
    if options.docx and (is_document(options.old) or is_document(options.new)):
        raise UsageError(words.page_of_plans)
    found = plandoc.compare_files(
        options.old,
        options.new,
        docx=options.docx,
        created=created_on(None, words) if options.docx else None,
        force=options.force,
    )
    print_problems(plandoc.side_warnings(options.old, options.new), language)
    if isinstance(found, plandoc.Verdict):
        _print_verdict(found, options.format, language)
        return DONE if found.clean else PROBLEMS
    if options.docx:
        print(words.compared.format(file=options.docx))
    else:
        _print_comparison(found, options.format, language)
    return PROBLEMS if found.differences else DONE


def _print_verdict(verdict: "Verdict", form: str, language: str) -> None:
    problems = (*verdict.differences, *verdict.added, *verdict.hidden, *verdict.notes)
    if form == "json":
        from plandoc.formats.text.remarks import remarks_json

        sys.stdout.write(remarks_json(problems, language))
    elif problems:
        print_problems(problems, language, sys.stdout)
    else:
        print(words_in(language).compare.same)


def _print_comparison(comparison: "Comparison", form: str, language: str) -> None:
    from plandoc.formats.text.comparison import comparison_json, comparison_text

    as_json = form == "json"
    sys.stdout.write(
        comparison_json(comparison) if as_json else comparison_text(comparison, language)
    )


def _amend(options: argparse.Namespace, language: str, words: CliWords) -> int:
    from plandoc.formats.text.taken import proposal_text

    proposals: tuple[Proposal, ...] = ()
    if options.proposals:
        proposals, problems = plandoc.load_proposals(options.plan, options.proposals)
        print_problems(problems, language)
    numbered = dict(enumerate(proposals, 1))
    if numbered:
        plan = plandoc.load_plan(options.plan)
        for number, proposal in numbered.items():
            print(f"{number:3}. {proposal_text(proposal, plan, language)}")
    try:
        made = plandoc.amend_file(
            options.plan,
            options.out,
            revision=options.revision,
            basis=options.basis,
            taken=[numbered[number] for number in _taken(options.take, numbered, words)],
            sealed_on=day_of(options.date, words) if options.date else None,
            created=created_on(None, words),
            force=options.force,
        )
    except plandoc.AmendmentError as error:
        empty = all(problem.code == plandoc.Code.AMENDMENT_EMPTY for problem in error.problems)
        if not numbered or options.take or not empty:
            raise
        print(words.take_some)  # the edits were only to be looked at
        return DONE
    print_problems(made.problems, language)
    for point in made.amendment.points:
        print(f"  {point.text}")
    print(words.amendment.format(file=made.document))
    revision = made.amendment.plan.revision
    form = words.amended if made.sealed else words.not_sealed
    print(form.format(file=options.plan, revision=revision))
    return DONE


def _taken(text: str, numbered: Mapping[int, "Proposal"], words: CliWords) -> list[int]:
    """Return the numbers of the proposals selected by an option: `1,3` or `all`."""
    if text == "all":
        return list(numbered)
    numbers = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in numbers if not part.isdigit() or int(part) not in numbered]
    if unknown:
        raise UsageError(words.no_proposal.format(numbers=", ".join(unknown)))
    return [int(part) for part in numbers]
