"""What a plan begins with: a form in Excel, or a plan file with comments."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, Problem
from plandoc.formats.xlsx.authoring import render_authoring
from plandoc.formats.yaml.text import quoted
from plandoc.project.names import in_bytes
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.words.language import DEFAULT_LANGUAGE, words_in
from plandoc.words.texts import one_line

_WORKBOOK = ".xlsx"
_TEXTS = (".yaml", ".yml")
_MAY = 5
"""From this month on people write the plan of the school year to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What is known of a plan that is begun; what is empty stays as a sample."""

    title: str = ""
    period: Period | None = None
    post: str = ""
    name: str = ""


def usual_period(today: date) -> Period:
    """Return the school year that people write a plan for on a day."""
    return Period.school_year(today.year if today.month >= _MAY else today.year - 1)


def new_file(  # noqa: PLR0913
    path: Path | str,
    *,
    today: date,
    title: str = "",
    period: Period | None = None,
    post: str = "",
    name: str = "",
    language: str = DEFAULT_LANGUAGE,
    force: bool = False,
) -> Path | None:
    """Write what a plan begins with: a plan file with comments (`.yaml`) or a form (`.xlsx`).

    `title`, `period`, `post` and `name` of who approves it are what is known of the plan; what is
    empty stays as a sample. `today` tells which school year is usual. Raises `OutputError` if the
    name has another ending, or if a different file exists and `force` is not given. With it such a
    file is renamed, and its new location is returned.
    """
    path, known = Path(path), Beginning(title=title, period=period, post=post, name=name)
    suffix = path.suffix.lower()
    if suffix not in {_WORKBOOK, *_TEXTS}:
        values = {"name": path.name}
        raise OutputError([Problem(Code.NEW_FILE_NOT_XLSX, place=Place(str(path)), values=values)])
    if suffix == _WORKBOOK:
        plan = _plan(known, today, language) if known != Beginning() else None
        first = usual_period(today).first.year
        data = render_authoring(language=language, first_year=first, plan=plan)
    else:
        name = in_bytes(path.name).decode(errors="replace")
        data = _starter(name, known, today, language).encode()
    output = Output(path, data, Existing.kept(force=force))
    return write_all([output], language=language).kept.get(path)


def _plan(known: Beginning, today: date, language: str) -> Plan:
    """Return the plan that a form begins with: what is known, and no rows."""
    words = words_in(language).authoring
    officer = {"post": known.post or words.starter.post, "name": known.name}
    return Plan.model_validate(
        {
            "title": known.title or words.starter.title,
            "period": known.period or usual_period(today),
            "language": language.replace("_", "-"),
            "approvals": [{"kind": "approve", "officer": officer}],
        }
    )


def _starter(name: str, known: Beginning, today: date, language: str) -> str:
    words = words_in(language).authoring.starter
    period = known.period or usual_period(today)
    texts = {
        "title": known.title or words.title,
        "period": period.text,
        "post": known.post or words.post,
        "name": known.name or words.name,
    }
    values = {key: quoted(one_line(text)) for key, text in texts.items()}
    own = (
        f"\n{words.language}: {language.replace('_', '-')}" if language != DEFAULT_LANGUAGE else ""
    )
    year = period.first.year
    return words.text.format(file=one_line(name), year=year, language=own, **values)
