"""Filled files as readers give them, without any bytes: a plan's sheet with cells changed."""

from plandoc.errors import Place
from plandoc.ooxml.kind import FileKind
from plandoc.returns.filled import Cell, Returned, SeenRow
from plandoc.schema.outcome import OUTCOME_FIELDS
from plandoc.wording.columns import issued_texts
from plandoc.wording.phrases import Wording

COLUMNS = ("id", "number", "title", "executors", "deadline", "expected_result")


def manifest(plan, **other):
    told = {
        "plan_id": plan.id,
        "revision": str(plan.revision),
        "content_hash": plan.content_hash,
        "period": f"{plan.period.first.isoformat()}/{plan.period.last.isoformat()}",
        "language": "ru",
    }
    return {f"plandoc.{name}": value for name, value in (told | other).items()}


def sheet(plan, marks=(), *, file="а.xlsx", issued=True, told=None, rows=None):  # noqa: PLR0913
    """Return the tracking sheet of a plan with cells changed: {id: {key: value}}.

    A row changed to `None` is deleted; `rows` are put below as they are, dicts by key. With
    `issued=False` what went out is lost, `told={}` stands for a lost manifest.
    """
    wording = Wording(plan.language)
    went_out = issued_texts(plan, wording)
    changes = dict(marks)
    lines = []
    for ident, texts in went_out.items():
        change = changes.get(ident, {})
        if change is None:
            continue
        values = {"id": ident} | {key: texts.get(key) for key in COLUMNS[1:]}
        values |= {f"outcome.{n}": texts.get(f"outcome.{n}") for n in OUTCOME_FIELDS}
        if values["outcome.status"]:
            values["outcome.status"] = wording.words.status[values["outcome.status"]]
        lines.append(values | change)
    return table(
        [*lines, *(rows or ())],
        file=file,
        issued=went_out if issued else None,
        told=manifest(plan) if told is None else told,
    )


def document(plan, marks=(), *, file="а.docx", issued=True):
    """Return the document of a plan with marks written into it: {id: text}."""
    wording = Wording(plan.language)
    lines = [
        {
            "id": row.activity.id,
            "title": row.activity.title,
            "outcome": dict(marks).get(
                row.activity.id, wording.outcome(row.activity.outcome) or None
            ),
        }
        for row in plan.activity_rows()
    ]
    return table(
        lines,
        file=file,
        kind=FileKind.DOCUMENT,
        issued=issued_texts(plan, wording) if issued else None,
        told=manifest(plan),
    )


def table(  # noqa: PLR0913
    lines, *, file, issued=None, told=(), kind=FileKind.WORKBOOK, decisions=()
):
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
        file, f"hash of {file}", kind, dict(told), tuple(seen), issued, tuple(decisions)
    )
