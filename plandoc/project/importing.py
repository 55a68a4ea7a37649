"""Plan files from papers made by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import OutputError, Place, PlandocError, Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.formats.importing import import_document
from plandoc.formats.yaml.commented import with_comments
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.imports.imported import Imported
from plandoc.project.files import read
from plandoc.project.names import named
from plandoc.project.office import readable
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.schema.plan import Plan
from plandoc.words.language import DEFAULT_LANGUAGE, words_in
from plandoc.words.texts import one_line


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """The plan files that were written, each with its source, and all problems."""

    plans: Mapping[Path, Path]
    problems: tuple[Problem, ...]


def import_documents(
    files: Sequence[Path | str],
    out: Path | str,
    *,
    language: str = DEFAULT_LANGUAGE,
    force: bool = False,
) -> ImportedFiles:
    """Write a plan file for each plan in the files to the folder `out`: all of them or none.

    Where a person should look, the plan file has a comment in `language`; texts that are in no plan
    are listed at its end. Existing files are replaced only with `force`. Raises `PlandocError` with
    the problems of every file that cannot be read.
    """
    out = Path(out)
    read_files: list[tuple[Path, Imported]] = []
    refused: list[Problem] = []
    for path in dict.fromkeys(map(Path, files)):
        try:
            data, told = readable(read(path), path.name)
            imported = import_document(data, path.name)
            read_files.append((path, replace(imported, problems=(*told, *imported.problems))))
        except PlandocError as error:
            refused += [_in_file(problem, path) for problem in error.problems]
    if refused:
        raise OutputError(refused)
    outputs: dict[Path, tuple[Path, bytes]] = {}
    clashes: list[Problem] = []
    for path, imported in read_files:
        for number, plan in enumerate(imported.plans):
            ending = f"-{number + 1}.yaml" if len(imported.plans) > 1 else ".yaml"
            target = out / named(path.stem, ending)
            if target in outputs:
                values = {"other": str(outputs[target][0])}
                clashes.append(
                    Problem(Code.IMPORT_NAMES_CLASH, place=Place(str(path)), values=values)
                )
                continue
            text = plan_file_text(plan, imported, number, language)
            outputs[target] = (path, text.encode())
    if clashes:
        raise OutputError(clashes)
    policy = Existing.replaced(force=force)
    write_all([Output(target, data, policy) for target, (_, data) in outputs.items()], folder=out)
    problems = [
        _in_file(problem, path) for path, imported in read_files for problem in imported.problems
    ]
    return ImportedFiles({target: path for target, (path, _) in outputs.items()}, tuple(problems))


def _in_file(problem: Problem, path: Path) -> Problem:
    return problem.at(file=str(path))


def plan_file_text(plan: Plan, imported: Imported, number: int, language: str) -> str:
    """Return the plan file of the plan at an index, with comments where a person should look."""
    words = words_in(language).imports
    comments: list[tuple[FieldPath, str]] = []
    for doubt in imported.doubts:
        if doubt.plan != number:
            continue
        problem = doubt.problem
        told = words.comment.format(text=f"{problem.saying(language).found} [{problem.code}]")
        comments.append((doubt.path or ROOT, told))
    left = "\n".join(_leftovers(imported, language)) if number == len(imported.plans) - 1 else ""
    text = dump_yaml(plan)
    commented = with_comments(text, comments, left)
    return commented if dump_yaml(plan, commented) == commented else text


def _leftovers(imported: Imported, language: str) -> Iterator[str]:
    if not imported.leftovers:
        return
    yield ""
    yield words_in(language).imports.leftovers
    for one in imported.leftovers:
        yield f"- {one.place.text(language)}: {one_line(one.text)}"


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether a problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
