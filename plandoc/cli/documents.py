"""Commands that build documents of a plan file and check it."""

import sys
from itertools import chain
from types import SimpleNamespace
from typing import TYPE_CHECKING

import plandoc
from plandoc.cli.many import add_workers, folders_of, workers
from plandoc.cli.parser import Verbs
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE, PROBLEMS, UsageError, created_on, with_progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plandoc import Problem
    from plandoc.results import BuiltFiles, Finished

_FORMATS = ("text", "json", "sarif")
_RECORD = ".plandoc-built.jsonl"


def add_verbs(verbs: Verbs) -> None:
    """Add `build`, `check`, `schema` and `template`."""
    words = verbs.words
    checking = verbs.add("check", _check, "plan")
    checking.argument("plans", "PLAN", words.plans, many=True, needed=False)
    checking.path("--previous", metavar="PLAN", told=words.previous)
    checking.choice("--format", _FORMATS, words.format, "text")
    checking.option("--explain", metavar="CODE", told=words.explain)
    checking.flag("--strict", words.strict)
    building = verbs.add("build", _build, "plan")
    building.argument("plans", "PLAN", words.plans, many=True)
    building.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    building.path("--template", metavar="DOCX", told=words.use_template)
    building.option("--date", metavar="YYYY-MM-DD", told=words.date)
    building.flag("--qr", words.qr)
    building.flag("--force", words.force_build)
    add_workers(building, words)
    template = verbs.add("template", _template, "more")
    template.argument("file", "DOCX", words.template_file)
    template.flag("--force", words.force)
    verbs.add("schema", _schema, "more", tells=False)


def _build(options: SimpleNamespace, telling: Telling) -> int:
    from collections import Counter

    from plandoc.project.building import clashes
    from plandoc.project.many import Finished

    words = telling.words
    created = created_on(options.date, words)
    template = plandoc.load_template(options.template) if options.template else None
    folders = folders_of(options.plans)
    clashing = clashes(folders)
    at_once = bool(options.jobs or options.dask)
    with workers(options.jobs, options.dask, words) as executor:
        running = plandoc.build_files(
            (path for path in folders if path not in clashing),
            lambda path: options.out / folders[path],
            template=template,
            created=created,
            qr=options.qr,
            force=options.force,
            executor=executor,
            record=options.out / _RECORD if at_once else None,
        )
        refused: Iterable[Finished[BuiltFiles]] = (
            Finished(path, None, (problem,)) for path, problem in clashing.items()
        )
        every = with_progress(chain(refused, running), words.building, len(folders))
        told = Counter(_tell_built(one, telling) for one in every)
    if len(folders) > 1:
        telling.line(words.built_of.format(done=told["built"], all=len(folders)))
    if told["skipped"]:
        telling.line(words.skipped.format(count=told["skipped"]))
    telling.result(built=told["built"], skipped=told["skipped"], plans=len(folders))
    return PROBLEMS if told["failed"] else DONE


def _tell_built(one: "Finished[BuiltFiles]", telling: Telling) -> str:
    """Tell what became of a plan, and return it in a word."""
    built, words = one.result, telling.words
    if built is None:
        telling.problems(one.problems)
        telling.line(words.not_built.format(file=one.path), sys.stderr)
        return "failed"
    if built.skipped:
        return "skipped"
    told = [p for p in built.problems if p.severity is not plandoc.codes.Severity.NOTE]
    telling.problems(built.problems if telling.as_json else told)
    if built.ids_added:
        telling.line(words.ids_added.format(file=one.path, count=built.ids_added))
    telling.file("document", built.document, kept=built.kept_document)
    telling.file("tracking", built.tracking, kept=built.kept)
    return "built"


def _check(options: SimpleNamespace, telling: Telling) -> int:
    words = telling.words
    if options.explain:
        return _explain(options.explain.upper(), telling)
    if not options.plans:
        raise UsageError(words.no_plans)
    previous = plandoc.load_plan(options.previous) if options.previous else None
    found: list[Problem] = []
    for path in chain.from_iterable(folders_of([plan]) for plan in options.plans):
        try:
            _, problems = plandoc.check_file(path, previous=previous)
        except plandoc.PlandocError as error:
            problems = error.problems
        found += problems
        if options.format != "sarif":
            telling.problems(problems, sys.stdout)
            counts = {
                s.value: sum(p.severity is s for p in problems) for s in plandoc.codes.Severity
            }
            form = words.checked if problems else words.clean
            telling.line(form.format(file=path, **counts))
    if options.format == "sarif":
        from plandoc.formats.text.remarks import remarks_sarif

        sys.stdout.write(remarks_sarif(found, telling.language))
    stopping = {plandoc.codes.Severity.ERROR}
    if options.strict:
        stopping.add(plandoc.codes.Severity.WARNING)
    return PROBLEMS if any(problem.severity in stopping for problem in found) else DONE


def _explain(name: str, telling: Telling) -> int:
    from difflib import get_close_matches

    from plandoc.checks.explain import explanation
    from plandoc.codes import Code

    known = {str(code): code for code in Code}
    asked = f"PLN{name}" if name.isdecimal() else name
    if asked not in known:
        begin = [code for code in known if code.startswith(asked)]
        near = ", ".join([*begin, *get_close_matches(asked, known, n=3, cutoff=0.0)][:3])
        raise UsageError(telling.words.no_rule.format(code=name, codes=near))
    page = explanation(known[asked], telling.language)
    telling.text(page)
    telling.result(code=asked, page=page)
    return DONE


def _schema(_: SimpleNamespace, telling: Telling) -> int:
    from plandoc.formats.yaml.json_schema import schema_text

    telling.text(schema_text(telling.language))
    return DONE


def _template(options: SimpleNamespace, telling: Telling) -> int:
    plandoc.save_template(options.file, force=options.force)
    telling.file("template", options.file)
    return DONE
