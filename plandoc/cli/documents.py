"""Commands that build documents of a plan file and check it."""

from itertools import chain
from types import SimpleNamespace

import plandoc
from plandoc.cli.many import add_workers, folders_of, of_plan, over_each, over_plans, workers
from plandoc.cli.parser import Verbs
from plandoc.cli.pdf import engine_of, tell_pdf
from plandoc.cli.telling import Recorded, Telling
from plandoc.cli.terminal import DONE, PROBLEMS, UsageError, created_on, issued_on, print_data

_FORMATS = ("text", "json", "sarif")


def add_verbs(verbs: Verbs) -> None:
    """Add `build`, `check`, `schema` and `template`."""
    words = verbs.words
    checking = verbs.add("check", _check, "plan")
    checking.argument("plans", "PLAN", words.plans, many=True, needed=False)
    checking.path("--previous", metavar="PLAN", told=words.previous)
    checking.choice("--format", _FORMATS, words.format, "text")
    checking.option("--explain", metavar="CODE", told=words.explain)
    checking.flag("--strict", words.strict)
    checking.flag("--load", words.load)
    add_workers(checking, words)
    building = verbs.add("build", _build, "plan")
    building.argument("plans", "PLAN", words.plans, many=True)
    building.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    building.path("--template", metavar="DOCX", told=words.use_template)
    building.option("--date", metavar="YYYY-MM-DD", told=words.date)
    building.flag("--qr", words.qr)
    building.flag("--pdf", words.pdf)
    building.flag("--force", words.force_build)
    add_workers(building, words)
    template = verbs.add("template", _template, "more")
    template.argument("file", "DOCX", words.template_file)
    template.flag("--force", words.force)
    verbs.add("schema", _schema, "more", tells=False)


def _build(options: SimpleNamespace, telling: Telling) -> int:
    options.created = created_on(options.date, telling.words)
    options.template = plandoc.load_template(options.template) if options.template else None
    return over_plans(build_one, options, telling, counted=True)


def build_one(options: SimpleNamespace, telling: Telling) -> int:
    """Build one plan."""
    engine = engine_of(options)
    built = plandoc.build_file(
        options.plan,
        options.out,
        template=options.template,
        created=options.created,
        today=issued_on(options.created),
        qr=options.qr,
        force=options.force,
    )
    telling.of_plan(built.plan)
    told = [p for p in built.problems if p.severity is not plandoc.codes.Severity.NOTE]
    telling.problems(built.problems if telling.as_json else told)
    if built.ids_added:
        telling.line(telling.words.ids_added.format(file=options.plan, count=built.ids_added))
    telling.file("document", built.document, kept=built.kept_document)
    telling.file("tracking", built.tracking, kept=built.kept)
    tell_pdf(built.document, built.plan.language, engine, options, telling)
    return DONE


def _check(options: SimpleNamespace, telling: Telling) -> int:
    if options.explain:
        return _explain(options.explain.upper(), telling)
    if not options.plans:
        raise UsageError(telling.words.no_plans)
    options.previous = plandoc.load_plan(options.previous) if options.previous else None
    named = chain.from_iterable(folders_of([plan]).items() for plan in options.plans)
    plans = [of_plan(options, plan, folder) for plan, folder in named]
    if options.format != "sarif":
        with workers(options.jobs, options.dask, telling.words) as executor:
            return over_each(check_one, plans, telling, executor=executor, strict=options.strict)
    from plandoc.formats.text.remarks import remarks_sarif

    kept = Recorded(telling.language, as_json=True)
    with workers(options.jobs, options.dask, telling.words) as executor:
        code = over_each(check_one, plans, kept, executor=executor, strict=options.strict)
    print_data(remarks_sarif(kept.found, telling.language))
    return code


def check_one(options: SimpleNamespace, telling: Telling) -> int:
    """Check one plan."""
    try:
        plan, problems = plandoc.check_file(options.plan, previous=options.previous)
    except plandoc.PlandocError as error:
        plan, problems = None, error.problems
    telling.problems(problems, asked_for=True)
    counts = {s.value: sum(p.severity is s for p in problems) for s in plandoc.codes.Severity}
    form = telling.words.checked if problems else telling.words.clean
    telling.line(form.format(file=options.plan, **counts))
    if plan:
        telling.of_plan(plan)
    if plan and options.load:
        _tell_load(plan, telling)
    return PROBLEMS if counts["error"] or (options.strict and counts["warning"]) else DONE


def _tell_load(plan: "plandoc.Plan", telling: Telling) -> None:
    from plandoc.formats.text.load import load_parts
    from plandoc.progress.load import load_of

    load = load_of(plan)
    telling.line("")
    telling.parts(load_parts(load, telling.language))
    months = [f"{month:%Y-%m}" for month in load.months]
    telling.result(
        load=[
            {
                "executor": line.executor,
                "months": dict(zip(months, line.counts, strict=True)),
                "undated": line.undated,
            }
            for line in load.lines
        ]
    )


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

    print_data(schema_text(telling.language))
    return DONE


def _template(options: SimpleNamespace, telling: Telling) -> int:
    plandoc.save_template(options.file, force=options.force)
    telling.file("template", options.file)
    return DONE
