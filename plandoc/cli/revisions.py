"""Commands for years and revisions: rollover, seal, verify, amend, diff."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING

import plandoc
from plandoc.cli.many import returned_files
from plandoc.cli.parser import Verbs
from plandoc.cli.pdf import engine_of, tell_pdf
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE, PROBLEMS, UsageError, created_on, day_of, period_of
from plandoc.words.language import words_in
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Problem
    from plandoc.results import Proposal, Verdict


def add_verbs(verbs: Verbs) -> None:
    """Add `seal`, `verify`, `amend`, `diff` and `rollover`."""
    words = verbs.words
    sealing = verbs.add("seal", _seal, "revisions")
    sealing.argument("plan", "PLAN", words.plan)
    sealing.option("--date", metavar="YYYY-MM-DD", told=words.sealed_on, needed=True)
    sealing.option("--approver", metavar="NAME", told=words.approver, default="")
    verifying = verbs.add("verify", _verify, "revisions")
    verifying.argument("plan", "PLAN", words.plan)
    verifying.argument("files", "FILE", words.verified, many=True)
    verifying.path("--template", metavar="DOCX", told=words.use_template)
    amending = verbs.add("amend", _amend, "revisions")
    amending.argument("plan", "PLAN", words.plan)
    amending.number("--from", "revision", metavar="REVISION", told=words.from_, needed=True)
    amending.option("--basis", metavar="BASIS", told=words.basis, needed=True)
    amending.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    amending.option("--date", metavar="YYYY-MM-DD", told=words.amended_on)
    amending.path("--proposals", metavar="FILE", told=words.proposals, many=True)
    amending.option("--take", metavar="N,N", told=words.take, default="")
    amending.flag("--pdf", words.pdf)
    amending.flag("--force", words.force)
    comparing = verbs.add("diff", _diff, "revisions")
    comparing.argument("old", "A", words.side, is_path=False)
    comparing.argument("new", "B", words.side, is_path=False)
    comparing.choice("--format", ("text", "json"), words.as_, "text")
    comparing.path("--docx", metavar="FILE", told=words.as_docx)
    comparing.flag("--force", words.force)
    rolling = verbs.add("rollover", _rollover, "revisions")
    rolling.argument("plan", "PLAN", words.plan)
    rolling.option("--into", metavar="PERIOD", told=words.into, needed=True)
    rolling.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    rolling.path("--review", metavar="FILE", told=words.review)
    rolling.option("--date", metavar="YYYY-MM-DD", told=words.paper_date)
    rolling.flag("--force", words.force_rollover)


def _rollover(options: SimpleNamespace, telling: Telling) -> int:
    made = plandoc.roll_over_file(
        options.plan,
        period_of(options.into, telling.words),
        options.out,
        review=options.review,
        created=created_on(options.date, telling.words),
        force=options.force,
    )
    telling.problems(made.problems)
    for kind, path in (
        ("draft", made.plan),
        ("review", made.review),
        ("review_yaml", made.review_yaml),
        ("changes", made.changes),
    ):
        telling.file(kind, path, kept=made.kept.get(path))
    notes = made.rollover.notes
    opened = len(made.rollover.open)
    words = telling.words
    form = words.rolled if opened else words.rolled_without_questions
    telling.line(form.format(open=opened, notes=len(notes)))
    telling.result(open=opened, notes=len(notes))
    failed = any(problem.severity is plandoc.codes.Severity.ERROR for problem in made.problems)
    return PROBLEMS if failed else DONE


def _seal(options: SimpleNamespace, telling: Telling) -> int:
    made = plandoc.seal_file(
        options.plan, on=day_of(options.date, telling.words), approver=options.approver
    )
    telling.problems(made.problems)
    values = {
        "file": made.lock,
        "revision": made.seal.revision,
        "day": f"{made.seal.sealed_on:%d.%m.%Y}",
        "hash": made.seal.content_hash[:16],
        "approver": made.seal.approver,
    }
    words = telling.words
    told = words.sealed if made.seal.approver else words.sealed_by_nobody
    telling.line(told.format(**values))
    telling.result(
        lock=str(made.lock),
        revision=made.seal.revision,
        sealed_on=made.seal.sealed_on.isoformat(),
        approver=made.seal.approver,
        content_hash=made.seal.content_hash,
    )
    return DONE


def _verify(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.formats.text.records import verdict_record
    from plandoc.formats.text.verdict import verdict_text
    from plandoc.project.lock_file import sealed_lock

    lock, problems = sealed_lock(options.plan)
    telling.problems(problems)
    template = plandoc.load_template(options.template) if options.template else None
    failed = any(problem.severity is plandoc.codes.Severity.ERROR for problem in problems)
    verdicts = []
    files = list(returned_files(map(str, options.files)))
    if not files:
        names = ", ".join(map(str, options.files))
        raise UsageError(telling.words.nothing_found.format(names=names))
    for file in files:
        try:
            verdict = plandoc.verify_file(file, lock, template=template)
        except plandoc.errors.PlanFileError as error:  # the other files are verified all the same
            telling.problems(error.problems)
            failed = True
            continue
        failed = failed or not verdict.clean
        verdicts.append(verdict_record(verdict, str(file)))
        if telling.as_json:
            telling.problems(_all_of(verdict))
        else:
            telling.text(verdict_text(verdict, str(file), telling.language))
    telling.result(verdicts=verdicts)
    return PROBLEMS if failed else DONE


def _diff(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.formats.text.comparison import comparison_record, comparison_text
    from plandoc.formats.text.records import verdict_record
    from plandoc.project.comparing import is_document, side_warnings
    from plandoc.revisions.verify import Verdict

    words = telling.words
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
    telling.problems(side_warnings(options.old, options.new))
    if isinstance(found, Verdict):
        _tell_verdict(found, telling)
        telling.result(**verdict_record(found, options.new))
        return DONE if found.clean else PROBLEMS
    telling.result(**comparison_record(found))
    if options.docx:
        telling.file("comparison", options.docx)
    elif not telling.as_json:
        telling.text(comparison_text(found, telling.language))
    return PROBLEMS if found.differences else DONE


def _all_of(verdict: "Verdict") -> "tuple[Problem, ...]":
    return (*verdict.differences, *verdict.added, *verdict.hidden, *verdict.notes)


def _tell_verdict(verdict: "Verdict", telling: Telling) -> None:
    problems = _all_of(verdict)
    telling.problems(problems, asked_for=True)
    if not problems:
        telling.line(words_in(telling.language).compare.same)


def _amend(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.formats.text.taken import proposal_text

    engine = engine_of(options)
    proposals: tuple[Proposal, ...] = ()
    if options.proposals:
        proposals, problems = plandoc.load_proposals(options.plan, options.proposals)
        telling.problems(problems)
    numbered = dict(enumerate(proposals, 1))
    if numbered:
        plan = plandoc.load_plan(options.plan)
        for number, proposal in numbered.items():
            telling.line(f"{number:3}) {proposal_text(proposal, plan, telling.language)}")
    try:
        made = plandoc.amend_file(
            options.plan,
            options.out,
            revision=options.revision,
            basis=options.basis,
            taken=[numbered[number] for number in _taken(options.take, numbered, telling.words)],
            sealed_on=day_of(options.date, telling.words) if options.date else None,
            created=created_on(None, telling.words),
            force=options.force,
        )
    except plandoc.errors.AmendmentError as error:
        empty = all(one.code == plandoc.codes.Code.AMENDMENT_EMPTY for one in error.problems)
        if not numbered or options.take or not empty:
            raise
        telling.line(telling.words.take_some)  # the edits were only to be looked at
        return DONE
    telling.problems(made.problems)
    points = [point.text for point in made.amendment.points]
    for point in points:
        telling.line(f"  {point}")
    telling.file("amendment", made.document)
    tell_pdf(made.document, made.amendment.plan.language, engine, options, telling)
    revision = made.amendment.plan.revision
    form = telling.words.amended if made.sealed else telling.words.not_sealed
    telling.line(form.format(file=options.plan, revision=revision))
    telling.result(points=points, revision=revision, sealed=made.sealed)
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
