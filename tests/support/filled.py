"""Filled files as readers give them, without any bytes: a plan's sheet with cells changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from plandoc.errors import Place
from plandoc.ooxml.kind import FileKind
from plandoc.returns.filled import Cell, Decision, Returned, SeenRow
from plandoc.schema.outcome import OUTCOME_FIELDS, Status
from plandoc.schema.plan import Plan
from plandoc.wording.columns import issued_texts
from plandoc.wording.phrases import Wording

Value = str | bool | float | date | datetime | time | Cell | None
Line = Mapping[str, Value]
Marks = Mapping[str, Line | None]

COLUMNS = ("id", "number", "title", "executors", "deadline", "expected_result")


def manifest(plan: Plan, **other: str) -> dict[str, str]:
    told = {
        "plan_id": plan.id,
        "revision": str(plan.revision),
        "content_hash": plan.content_hash,
        "period": f"{plan.period.first.isoformat()}/{plan.period.last.isoformat()}",
        "language": "ru",
    }
    return {f"plandoc.{name}": value for name, value in (told | other).items()}


def sheet(  # noqa: PLR0913
    plan: Plan,
    marks: Marks | None = None,
    *,
    file: str = "а.xlsx",
    issued: bool = True,
    told: Mapping[str, str] | None = None,
    rows: Sequence[Line] = (),
) -> Returned:
    """Return the tracking sheet of a plan with cells changed: {id: {key: value}}.

    A row changed to `None` is deleted; `rows` are put below as they are, dicts by key. With
    `issued=False` what went out is lost, `told={}` stands for a lost manifest.
    """
    wording = Wording(plan.language)
    went_out = issued_texts(plan, wording)
    changes = marks or {}
    lines: list[Line] = []
    for ident, texts in went_out.items():
        change = changes.get(ident, {})
        if change is None:
            continue
        values: dict[str, Value] = {"id": ident, **{key: texts.get(key) for key in COLUMNS[1:]}}
        values |= {f"outcome.{n}": texts.get(f"outcome.{n}") for n in OUTCOME_FIELDS}
        if status := texts.get("outcome.status"):
            values["outcome.status"] = wording.words.status[Status(status)]
        lines.append(values | dict(change))
    return table(
        [*lines, *rows],
        file=file,
        issued=went_out if issued else None,
        told=manifest(plan) if told is None else told,
    )


def document(
    plan: Plan,
    marks: Mapping[str, str] | None = None,
    *,
    file: str = "а.docx",
    issued: bool = True,
    rows: Sequence[Line] = (),
) -> Returned:
    """Return the document of a plan with marks written into it, {id: text}, and `rows` below."""
    wording = Wording(plan.language)
    lines: list[Line] = [
        {
            "id": row.activity.id,
            "title": row.activity.title,
            "outcome": (marks or {}).get(
                row.activity.id, wording.outcome(row.activity.outcome) or None
            ),
        }
        for row in plan.activity_rows()
    ]
    return table(
        [*lines, *rows],
        file=file,
        kind=FileKind.DOCUMENT,
        issued=issued_texts(plan, wording) if issued else None,
        told=manifest(plan),
    )


def table(  # noqa: PLR0913
    lines: Sequence[Line],
    *,
    file: str,
    issued: Mapping[str, Mapping[str, str]] | None = None,
    told: Mapping[str, str] | None = None,
    kind: FileKind = FileKind.WORKBOOK,
    decisions: Iterable[Decision] = (),
) -> Returned:
    """Return rows given as dicts by key, each in a row of its own from row 5."""
    keys = list(dict.fromkeys(key for line in lines for key in line))
    seen = []
    for number, line in enumerate(lines, 5):
        if kind is FileKind.DOCUMENT:
            places = {key: Place(file, table=1, row=number) for key in keys}
        else:
            letters = {key: chr(ord("A") + n) for n, key in enumerate(keys)}
            places = {
                key: Place(file, sheet="Учёт", cell=f"{letters[key]}{number}") for key in keys
            }
        cells = {
            key: value if isinstance(value, Cell) else Cell(value, places[key])
            for key, value in line.items()
        }
        where = places[keys[0]]
        seen.append(SeenRow(where, cells))
    return Returned(
        file, f"hash of {file}", kind, dict(told or {}), tuple(seen), issued, tuple(decisions)
    )
