"""Problems as data: what went wrong, where, and what to do about it.

The texts of a `Problem` are in the `problems` table of each language, so that the same problem can
be shown in Russian to the author and in English in a log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from plandoc.codes import Code, Severity
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.words.keys import CANONICAL, in_names
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, told_in, words_in
from plandoc.words.quotes import Quoted, quoted

__all__ = [
    "AmendmentError",
    "LockError",
    "LostTextError",
    "OutputError",
    "PaperError",
    "Place",
    "PlanError",
    "PlanFileError",
    "PlandocError",
    "Problem",
    "ReturnedFileError",
    "Saying",
    "TemplateError",
    "TrackingError",
]

_STEP = " → "


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a problem. Every part is optional; lines and columns count from 1."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None
    part: str = ""
    path: FieldPath = ROOT
    written: str = ""
    """The path as its author wrote it, where the keys of the file are not English."""
    keys: str = ""
    """The language of the keys of the file, where it is not English."""
    trail: str = ""
    """The place as the author knows it: «Задача 2 → 2.7 → срок»."""

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the place in words, beginning with the file."""
        words = words_in(language).words.place
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        where = [":".join([self.file, *numbers])] if self.file or numbers else []
        if self.sheet:
            where.append(quoted(self.sheet, after=f"!{self.cell}").told(language))
        counted = {"table": self.table, "row": self.row, "paragraph": self.paragraph}
        where += [f"{words[name]} {number}" for name, number in counted.items() if number]
        where += [str(part) for part in (self.part, self.field, self.trail_in(language)) if part]
        return ", ".join(where)

    @property
    def field(self) -> str:
        """The path to the field as the author of the file knows it."""
        return self.written or str(self.path)

    def trail_in(self, language: str) -> str:
        """Return the trail with the name of its field in `language`; the rest is of the plan."""
        if isinstance(self.trail, Quoted):
            return self.trail.told(language)
        *above, last = self.trail.split(_STEP)
        key = str(self.path.parts[-1]) if self.path else ""
        names = {known: words_in(known).words.fields.get(key) for known in LANGUAGES}
        if last not in names.values():
            return self.trail
        return _STEP.join([*above, names[language] or last])

    def __str__(self) -> str:
        return self.text(DEFAULT_LANGUAGE)


class Saying(NamedTuple):
    """The texts of a problem: what was found, what is expected, what to do."""

    found: str
    expected: str
    remedy: str


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """A problem: its code, severity, place and values.

    The severity defaults to that of the code.
    """

    code: Code
    severity: Severity
    place: Place
    values: Mapping[str, object]

    def __init__(
        self,
        code: Code,
        severity: Severity | None = None,
        place: Place = Place(),
        values: Mapping[str, object] | None = None,
    ) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "severity", severity or code.severity)
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "values", {} if values is None else values)

    def saying(self, language: str = DEFAULT_LANGUAGE) -> Saying:
        """Return the texts of the problem in `language`."""
        words = words_in(language).problems[self.code]
        parts = [words.found, words.expected, words.remedy]
        if self.place.keys == language != CANONICAL:  # there a word may be a key and a word
            parts = [in_names(part, language) for part in parts]
            role = str(self.values.get("role", ""))
            values = {**self.values, "role": in_names(f"«{role}»", language)[1:-1]}
        else:
            values = {**self.values}
        for name, value in values.items():
            if isinstance(value, Quoted):
                values[name] = value.told(language)
        return Saying(*(part.format_map(values) for part in parts))

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return one sentence: where — what was found — what is expected — what to do."""
        sentence = "; ".join(part for part in self.saying(language) if part)
        where = self.place.text(told_in(language))
        return f"{where}: {sentence} [{self.code}]" if where else f"{sentence} [{self.code}]"

    def at(self, **place: object) -> "Problem":
        """Return the same problem with parts of its place filled in."""
        return replace(self, place=replace(self.place, **place))  # type: ignore[arg-type]

    def __str__(self) -> str:
        return self.text(DEFAULT_LANGUAGE)


class PlandocError(Exception):
    """An error that the user can correct. It has all problems that were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return all problems, one per line."""
        return "\n".join(problem.text(language) for problem in self.problems)

    def __str__(self) -> str:
        return self.text(DEFAULT_LANGUAGE)


class PlanError(PlandocError, ValueError):
    """Values are no plan, or not the part of one that they should be; or a plan has no such row."""


class PlanFileError(PlanError):
    """A plan file cannot be read, or its content is not a plan."""


class TemplateError(PlandocError):
    """A DOCX template is invalid, or does not print a part of the plan."""


class TrackingError(PlandocError):
    """A plan does not fit into a workbook."""


class ReturnedFileError(PlandocError):
    """A returned file cannot be read, or is not a sheet or document of a plan."""


class PaperError(PlandocError):
    """A file cannot be imported: nothing in it can be read as a plan."""


class LockError(PlandocError):
    """The lock of a signed plan cannot be read, or does not allow the operation."""


class AmendmentError(PlandocError):
    """A plan cannot be amended as requested."""


class OutputError(PlandocError):
    """An output cannot be written."""


class LostTextError(AssertionError):
    """A text of the plan is missing from its document: a bug of plandoc."""
