"""Commands that build documents of a plan file and check it."""

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import plandoc
from plandoc.cli.terminal import (
    DONE,
    PROBLEMS,
    WRONG_USAGE,
    Verbs,
    created_on,
    print_problems,
    with_progress,
)
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Built, Problem

_FORMATS = ("text", "json", "sarif")


def add_verbs(verbs: Verbs) -> None:
    """Add `build`, `check`, `schema` and `template`."""
    words = verbs.words
    building = verbs.add("build", _build)
    building.add_argument(
        "plans", nargs="+", type=Path, metavar=words.metavars["PLAN"], help=words.plans
    )
    building.add_argument(
        "-o", "--out", type=Path, required=True, metavar=words.metavars["DIR"], help=words.out
    )
    building.add_argument("--template", type=Path, metavar="DOCX", help=words.use_template)
    building.add_argument("--date", metavar=words.metavars["YYYY-MM-DD"], help=words.date)
    building.add_argument("--qr", action="store_true", help=words.qr)
    building.add_argument("--force", action="store_true", help=words.force)
    checking = verbs.add("check", _check)
    checking.add_argument(
        "plans", nargs="*", type=Path, metavar=words.metavars["PLAN"], help=words.plans
    )
    checking.add_argument(
        "--previous", type=Path, metavar=words.metavars["PLAN"], help=words.previous
    )
    checking.add_argument("--format", choices=_FORMATS, default="text", help=words.format)
    checking.add_argument("--explain", metavar=words.metavars["CODE"], help=words.explain)
    checking.add_argument("--strict", action="store_true", help=words.strict)
    verbs.add("schema", _schema)
    template = verbs.add("template", _template)
    template.add_argument("file", type=Path, metavar="DOCX", help=words.template_file)
    template.add_argument("--force", action="store_true", help=words.force)


def _build(options: argparse.Namespace, language: str, words: CliWords) -> int:
    from plandoc.project.building import clashes

    created = created_on(options.date, words)
    template = plandoc.load_template(options.template) if options.template else None
    clashing = clashes(options.plans)
    failed = 0
    for path in with_progress(options.plans, words.building):
        try:
            if path in clashing:
                raise plandoc.OutputError([clashing[path]])
            built = plandoc.build(
                path,
                options.out,
                template=template,
                created=created,
                qr=options.qr,
                force=options.force,
            )
        except plandoc.PlandocError as error:
            failed += 1
            print_problems(error.problems, language)
            print(words.not_built.format(file=path), file=sys.stderr)
        else:
            _print_built(path, built, language, words)
    if len(options.plans) > 1:
        print(words.built_of.format(done=len(options.plans) - failed, all=len(options.plans)))
    return PROBLEMS if failed else DONE


def _print_built(path: Path, built: "Built", language: str, words: CliWords) -> None:
    print_problems((p for p in built.problems if p.severity is not plandoc.Severity.NOTE), language)
    if built.ids_added:
        print(words.ids_added.format(file=path, count=built.ids_added))
    if built.kept:
        print(words.kept.format(file=built.tracking, kept=built.kept))
    print(words.document.format(file=built.document))
    print(words.tracking.format(file=built.tracking))


def _check(options: argparse.Namespace, language: str, words: CliWords) -> int:
    if options.explain:
        return _explain(options.explain.upper(), language, words)
    if not options.plans:
        print(words.no_plans, file=sys.stderr)
        return WRONG_USAGE
    previous = plandoc.load_plan(options.previous) if options.previous else None
    found: list[Problem] = []
    for path in options.plans:
        try:
            _, problems = plandoc.check_file(path, previous=previous)
        except plandoc.PlandocError as error:
            problems = error.problems
        found += problems
        if options.format == "text":
            print_problems(problems, language, sys.stdout)
            counts = {s.value: sum(p.severity is s for p in problems) for s in plandoc.Severity}
            form = words.checked if problems else words.clean
            print(form.format(file=path, **counts))
    if options.format != "text":
        _print_remarks(found, options.format, language)
    stopping = {plandoc.Severity.ERROR}
    if options.strict:
        stopping.add(plandoc.Severity.WARNING)
    return PROBLEMS if any(problem.severity in stopping for problem in found) else DONE


def _print_remarks(found: "list[Problem]", form: str, language: str) -> None:
    from plandoc.formats.text.remarks import remarks_json, remarks_sarif

    printed = remarks_json if form == "json" else remarks_sarif
    print(printed(found, language), end="")


def _explain(name: str, language: str, words: CliWords) -> int:
    from plandoc.checks.explain import explanation
    from plandoc.codes import Code

    known = {str(code): code for code in Code}
    asked = f"PLN{name}" if name.isdecimal() else name
    if asked not in known:
        near = ", ".join(get_close_matches(asked, known, n=3, cutoff=0.0))
        print(words.no_rule.format(code=name, codes=near), file=sys.stderr)
        return WRONG_USAGE
    print(explanation(known[asked], language), end="")
    return DONE


def _schema(_: argparse.Namespace, language: str, __: CliWords) -> int:
    from plandoc.formats.yaml.json_schema import schema_text

    print(schema_text(language), end="")
    return DONE


def _template(options: argparse.Namespace, _: str, words: CliWords) -> int:
    plandoc.save_template(options.file, force=options.force)
    print(words.template_saved.format(file=options.file))
    return DONE
