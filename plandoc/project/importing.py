"""Plan files from papers made by hand, each with a review of what is not sure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import OutputError, Place, PlandocError, Problem
from plandoc.fieldpath import FieldPath
from plandoc.formats.importing import import_document
from plandoc.formats.xlsx.answers.review import of_other_plan, of_unknown_plan
from plandoc.formats.xlsx.answers.review_reader import read_review_workbook
from plandoc.formats.xlsx.answers.review_writer import review_workbook
from plandoc.formats.yaml.commented import with_comments
from plandoc.formats.yaml.keys import path_in
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.imports.imported import Imported
from plandoc.imports.reviewing import apply_review, review_rows, with_answers
from plandoc.project.files import read
from plandoc.project.names import Names, named, same_name
from plandoc.project.office import readable
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.review import Answer
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording
from plandoc.words.language import DEFAULT_LANGUAGE, language_of, words_in
from plandoc.words.texts import one_line

_IDENTITY = "plandoc.review"


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """The plan files that were written, each with its source; reviews by plan file; problems.

    `kept` are the new locations of files that were replaced.
    """

    plans: Mapping[Path, Path]
    reviews: Mapping[Path, Path]
    kept: Mapping[Path, Path]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Source:
    """A file that was read: its plans as they were read, and with the answers."""

    path: Path
    digest: str
    first: Imported
    done: Imported
    answers: dict[str, Answer] = field(default_factory=dict)

    def identity(self, plan: int) -> str:
        """Return what a review of a plan of this file is known by."""
        return f"import {self.digest} {plan}"


def import_files(  # noqa: PLR0913
    files: Sequence[Path | str],
    out: Path | str,
    *,
    reviews: Sequence[Path | str] = (),
    keep_look: bool = False,
    language: str = DEFAULT_LANGUAGE,
    keys: str = "",
    created: datetime | None = None,
    force: bool = False,
) -> ImportedFiles:
    """Write a plan file for each plan in the files to the folder `out`: all of them or none.

    Where a person should look, the plan file has a comment in `language`, and a review (a workbook)
    beside it has a question; the answers in filled `reviews` are applied. Texts that are in no plan
    are listed at the end of the plan file. Its keys are English, or have the names of the language
    `keys`. `keep_look` is that of `import_document`. A file that is
    there and that nobody edited is replaced, a review that somebody saved is moved aside; a plan
    file that was edited is moved aside only with `force`. Raises `PlandocError` with the
    problems of every file that cannot be read, of answers that do not fit, and for the review of
    another file.
    """
    out = Path(out)
    sources = _read_all(files, keep_look=keep_look)
    problems = [*_answered(sources, [*map(Path, reviews)])]
    if wrong := [one for one in problems if one.severity is Severity.ERROR]:
        raise PlandocError(wrong)
    outputs, plans, written = [], {}, {}
    kept = Existing.kept(force=force)
    for path, source, number in _targets(sources, out):
        plan = source.done.plans[number]
        text = plan_file_text(plan, source.done, number, language, keys)
        outputs.append(
            Output(path, text.encode(), kept, issued=_unanswered(source, number, language, keys))
        )
        plans[path] = source.path
        if book := _review(source, number, created):
            names = Names(out, plan.language)
            written[path] = names.take(path.stem, ".xlsx", lambda words: words.review)
            problems += names.problems
            outputs.append(Output(written[path], book, kept))
    moved = write_all(outputs, folder=out, language=language).kept
    for source in sources:
        problems += [
            _in_names(_in_file(problem, source.path), keys) for problem in source.done.problems
        ]
    return ImportedFiles(plans, written, moved, tuple(problems))


def _read_all(files: Sequence[Path | str], *, keep_look: bool) -> list[_Source]:
    """Read every file. Raises `OutputError` with the problems of all that cannot be read."""
    sources: list[_Source] = []
    refused: list[Problem] = []
    for path in dict.fromkeys(map(Path, files)):
        try:
            source = read(path)
            data, told = readable(source, path.name)
            read_plans = import_document(data, path.name, keep_look=keep_look)
        except PlandocError as error:
            refused += [_in_file(problem, path) for problem in error.problems]
            continue
        imported = replace(read_plans, problems=(*told, *read_plans.problems))
        sources.append(_Source(path, sha256(source).hexdigest()[:16], imported, imported))
    if refused:
        raise OutputError(refused)
    return sources


def _targets(sources: Sequence[_Source], out: Path) -> list[tuple[Path, _Source, int]]:
    """Return the plan file of each plan. Raises `OutputError` where two would have one name."""
    found: dict[str, tuple[Path, _Source, int]] = {}
    clashes: list[Problem] = []
    for source in sources:
        several = len(source.done.plans) > 1
        for number in range(len(source.done.plans)):
            ending = f"-{number + 1}.yaml" if several else ".yaml"
            path = out / named(source.path.stem, ending)
            if (name := same_name(path.name)) in found:
                place, values = Place(str(source.path)), {"other": str(found[name][1].path)}
                clashes.append(Problem(Code.IMPORT_NAMES_CLASH, place=place, values=values))
            found.setdefault(name, (path, source, number))
    if clashes:
        raise OutputError(clashes)
    return list(found.values())


def _answered(sources: Sequence[_Source], reviews: Sequence[Path]) -> Iterator[Problem]:
    """Apply the answers of filled reviews; yield a problem for each that cannot be applied."""
    for path in reviews:
        answers, manifest, problems = read_review_workbook(read(path), str(path))
        yield from problems
        identity = manifest.get(_IDENTITY, "")
        own = [one for one in sources if identity.startswith(one.identity(0)[:-1])]
        if identity and not own:
            owners = ", ".join(one.identity(0) for one in sources)
            raise of_other_plan(identity, owners, str(path))
        if not identity:
            yield of_unknown_plan(str(path))
            known = {row.key: one for one in sources for row in one.first.review}
            own = list({id(known[key]): known[key] for key in answers if key in known}.values())
        for source in own[:1]:
            source.answers |= answers
    for source in sources:
        source.done, told = apply_review(source.first, source.answers)
        yield from told


def _review(source: _Source, number: int, created: datetime | None) -> bytes | None:
    """Return the review of a plan with the answers so far, `None` for a plan without questions."""
    rows = with_answers(review_rows(source.first, number), source.answers)
    if not rows:
        return None
    plan = source.first.plans[number]
    return review_workbook(
        rows,
        Wording(plan.language).period(plan.period),
        language=language_of(plan.language),
        identity={_IDENTITY: source.identity(number)},
        created=created,
        title=words_in(language_of(plan.language)).imports.review,
    )


def _unanswered(source: _Source, number: int, language: str, keys: str) -> bytes | None:
    """Return the plan file as it was first written, before anything was answered."""
    plans = source.first.plans
    if number >= len(plans):
        return None
    return plan_file_text(plans[number], source.first, number, language, keys).encode()


def _in_file(problem: Problem, path: Path) -> Problem:
    return problem.at(file=str(path))


def _in_names(problem: Problem, keys: str) -> Problem:
    """Return a problem whose place has the keys as the plan file names them."""
    return problem.at(keys=keys, written=path_in(keys, problem.place.path.parts))


def plan_file_text(
    plan: Plan, imported: Imported, number: int, language: str, keys: str = ""
) -> str:
    """Return the plan file of the plan at an index, with comments where a person should look."""
    words = words_in(language).imports
    comments: list[tuple[FieldPath, str]] = []
    for doubt in imported.doubts:
        if doubt.plan == number:
            problem = _in_names(doubt.problem, keys)
            told = words.comment.format(text=f"{problem.saying(language).found} [{problem.code}]")
            comments.append((doubt.path, told))
    left = "\n".join(_leftovers(imported, language)) if number == len(imported.plans) - 1 else ""
    text = dump_yaml(plan, keys=keys)
    commented = with_comments(text, comments, left)
    return commented if dump_yaml(plan, commented) == commented else text


def _leftovers(imported: Imported, language: str) -> Iterator[str]:
    left = [one for one in imported.leftovers if not one.told]
    if not left:
        return
    yield ""
    yield words_in(language).imports.leftovers
    for one in left:
        yield f"- {one.place.text(language)}: {one_line(one.text)}"
