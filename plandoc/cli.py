"""The command line: arguments in, verbs called, an exit code out. No rules of its own."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from io import TextIOWrapper
from locale import getlocale
from pathlib import Path
from typing import Any, TextIO

from plandoc.check import RULES, explanation, heading
from plandoc.errors import OutputError, PlandocError, Problem, Severity
from plandoc.locales import catalogue, language_of
from plandoc.package import (
    Built,
    build,
    check_file,
    clashes,
    load_plan,
    load_template,
    save_template,
)
from plandoc.render.remarks import remarks_json, remarks_sarif
from plandoc.render.schema import schema_text

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2
_FORMATS = ("text", "json", "sarif")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `plandoc` and return its exit code: 0 done, 1 problems in the data, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(given)
    words = catalogue(language, "cli")
    try:
        options = _parser(words).parse_args(given)
    except SystemExit as stop:
        return WRONG_USAGE if stop.code else DONE
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = int(options.run(options, language, words))
        sys.stdout.flush()
    except PlandocError as error:
        _tell(error.problems, language)
        return PROBLEMS
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            print(words["no_output"].format(reason=error.strerror), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    return code


def _language(given: Sequence[str]) -> str:
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--locale")
    try:
        told = early.parse_known_args(given)[0].locale
    except argparse.ArgumentError:
        told = None
    names = (told, *(os.environ.get(n) for n in ("LC_ALL", "LC_MESSAGES", "LANG")), getlocale()[0])
    known = next((name for name in names if name), "en")
    return "ru" if known.lower().startswith("russian") else language_of(known)


def _parser(words: Mapping[str, Any]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="plandoc", description=words["about"])
    parser.add_argument("--version", action="version", version=f"plandoc {version('plandoc')}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=words["verb"])

    def verb(name: str, run: Any) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=words[name], description=words[name])
        added.add_argument("--locale", help=words["locale"])
        added.set_defaults(run=run)
        return added

    building = verb("build", _build)
    building.add_argument("plans", nargs="+", type=Path, metavar="PLAN", help=words["plans"])
    building.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help=words["out"])
    building.add_argument("--template", type=Path, metavar="DOCX", help=words["use_template"])
    building.add_argument("--date", metavar="YYYY-MM-DD", help=words["date"])
    building.add_argument("--force", action="store_true", help=words["force"])
    checking = verb("check", _check)
    checking.add_argument("plans", nargs="*", type=Path, metavar="PLAN", help=words["plans"])
    checking.add_argument("--previous", type=Path, metavar="PLAN", help=words["previous"])
    checking.add_argument("--format", choices=_FORMATS, default="text", help=words["format"])
    checking.add_argument("--explain", metavar="CODE", help=words["explain"])
    checking.add_argument("--strict", action="store_true", help=words["strict"])
    verb("schema", _schema)
    template = verb("template", _template)
    template.add_argument("file", type=Path, metavar="DOCX", help=words["template_file"])
    template.add_argument("--force", action="store_true", help=words["force"])
    return parser


def _created(date: str | None) -> datetime | None:
    """Return the time for the properties; raises `ValueError` for one that cannot be read."""
    if date is not None:
        return datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (OverflowError, OSError) as error:
        raise ValueError(epoch) from error


def _build(options: argparse.Namespace, language: str, words: Mapping[str, Any]) -> int:
    try:
        created = _created(options.date)
    except ValueError:
        date = options.date or os.environ.get("SOURCE_DATE_EPOCH")
        print(words["bad_date"].format(date=date), file=sys.stderr)
        return WRONG_USAGE
    template = load_template(options.template) if options.template else None
    clashing = clashes(options.plans)
    failed = 0
    for path in _with_progress(options.plans, words["building"]):
        try:
            if path in clashing:
                raise OutputError([clashing[path]])
            built = build(
                path, options.out, template=template, created=created, force=options.force
            )
        except PlandocError as error:
            failed += 1
            _tell(error.problems, language)
            print(words["not_built"].format(file=path), file=sys.stderr)
        else:
            _tell_built(path, built, language, words)
    if len(options.plans) > 1:
        print(words["built_of"].format(done=len(options.plans) - failed, all=len(options.plans)))
    return PROBLEMS if failed else DONE


def _tell_built(path: Path, built: Built, language: str, words: Mapping[str, Any]) -> None:
    _tell((p for p in built.problems if p.severity is not Severity.NOTE), language)
    if built.ids_added:
        print(words["ids_added"].format(file=path, count=built.ids_added))
    if built.kept:
        print(words["kept"].format(file=built.tracking, kept=built.kept))
    print(words["document"].format(file=built.document))
    print(words["tracking"].format(file=built.tracking))


def _check(options: argparse.Namespace, language: str, words: Mapping[str, Any]) -> int:
    if options.explain:
        return _explain(options.explain.upper(), language, words)
    if not options.plans:
        print(words["no_plans"], file=sys.stderr)
        return WRONG_USAGE
    previous = load_plan(options.previous) if options.previous else None
    found: list[Problem] = []
    for path in options.plans:
        try:
            _, problems = check_file(path, previous=previous)
        except PlandocError as error:
            problems = error.problems
        found += problems
        if options.format == "text":
            _tell(problems, language, sys.stdout)
            counts = {s.value: sum(p.severity is s for p in problems) for s in Severity}
            print(words["checked" if problems else "clean"].format(file=path, **counts))
    if options.format == "json":
        print(remarks_json(found, language), end="")
    elif options.format == "sarif":
        print(remarks_sarif(found, _described, language), end="")
    stopping = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return PROBLEMS if any(problem.severity in stopping for problem in found) else DONE


def _explain(code: str, language: str, words: Mapping[str, Any]) -> int:
    if code not in RULES:
        print(words["no_rule"].format(code=code, codes=", ".join(RULES)), file=sys.stderr)
        return WRONG_USAGE
    print(explanation(code, language), end="")
    return DONE


def _described(code: str) -> str:
    return heading(code) if code in RULES else ""


def _schema(_: argparse.Namespace, language: str, __: Mapping[str, Any]) -> int:
    print(schema_text(language), end="")
    return DONE


def _template(options: argparse.Namespace, _: str, words: Mapping[str, Any]) -> int:
    save_template(options.file, force=options.force)
    print(words["template_saved"].format(file=options.file))
    return DONE


def _tell(problems: Iterable[Problem], language: str, out: TextIO | None = None) -> None:
    severities = catalogue(language, "cli")["severity"]
    for problem in problems:
        print(f"{severities[problem.severity]}: {problem.text(language)}", file=out or sys.stderr)


def _with_progress(paths: Sequence[Path], title: str) -> Iterator[Path]:
    """Yield the paths; several on a terminal are shown with a bar where rich is installed."""
    if len(paths) > 1 and sys.stderr.isatty():
        try:
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import track  # noqa: PLC0415
        except ImportError:
            yield from paths
        else:
            yield from track(paths, title, console=Console(stderr=True), transient=True)
    else:
        yield from paths
