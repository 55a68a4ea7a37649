"""The review of an import: each doubt is a question, and its answer is put into the plan."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plandoc.codes import Code, Severity
from plandoc.errors import Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.imports.doubts import Data, Doubt, Rows
from plandoc.imports.imported import Imported, Leftover
from plandoc.imports.roles import role_of
from plandoc.imports.whole import with_period_place
from plandoc.review import Answer, Choice, NoteKind, ReviewRow
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.plan import PERIOD_PLACE, Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.phrases import Wording
from plandoc.words.language import language_of, words_in
from plandoc.words.texts import one_line

_KEY = 12
_TITLE = ROOT / "title"
_REMOVABLE = (Code.IMPORT_ROW_JOINED, Code.IMPORT_TAIL_JOINED)


def review_rows(imported: Imported, plan: int = 0) -> tuple[ReviewRow, ...]:
    """Return the questions about the plan at an index, in the order of the paper.

    `keep` leaves what was read, `edit` puts the text of the answer in its place; a text that was
    put together with another row can be dropped. A row that may be read otherwise has an answer for
    each way: as two rows, as one, as parts.
    """
    language = language_of(imported.plans[plan].language)
    return tuple(_row(doubt, imported.plans[plan], language) for doubt in _asked(imported, plan))


def _asked(imported: Imported, plan: int) -> Iterator[Doubt]:
    return (one for one in imported.doubts if one.plan == plan and one.path)


def _row(doubt: Doubt, plan: Plan, language: str) -> ReviewRow:
    words = words_in(language).words
    problem = doubt.problem
    rows = (row for row in plan.activity_rows() if doubt.path.is_within(row.path))
    row: ActivityRow | None = max(rows, key=lambda one: len(one.path.parts), default=None)
    name = str(doubt.path.parts[-1])
    value = doubt.path.get(_data(plan))
    more = (Choice.DROP,) if doubt.code in _REMOVABLE else ()
    edit = (Choice.EDIT,) if _is_text(value) else ()
    choices = tuple(doubt.options) or (*edit, *more)
    told = problem.severity is Severity.NOTE
    before = _shown(value)
    if doubt.path == _TITLE:
        before = before.replace(PERIOD_PLACE, _printed_period(plan))
    return ReviewRow(
        key=_key(doubt),
        kind=NoteKind.INFO if told else NoteKind.QUESTION,
        number=row.number if row else "",
        activity=one_line(row.activity.title) if row else "",
        field=words.fields.get("title" if doubt.options else name, "")
        if row
        else _named(doubt.path, language),
        question=f"{doubt.place.text(language)}: {problem.saying(language).found}".lstrip(": "),
        before=words.columns.get(before, before) if name == "key" else before,
        after="",
        choices=(Choice.KEEP, *choices),
        default=Choice.KEEP,
    )


def _printed_period(plan: Plan) -> str:
    return Wording(plan.language).period(plan.period)


def _named(path: FieldPath, language: str) -> str:
    """Return a part of a plan as a person calls it: «столбец 2»."""
    steps = path.parts[2:] if path.parts[0] == "blocks" and "table" in path.parts else path.parts
    steps = steps[1:] if steps[0] == "table" else steps
    number = steps[1] + 1 if len(steps) > 1 and isinstance(steps[1], int) else ""
    places = words_in(language).imports.places
    return places.get(str(steps[0]), str(path)).format(number=number).strip()


def _key(doubt: Doubt) -> str:
    """Return what identifies the same question about the same text."""
    told = f"{doubt.plan}\n{doubt.code}\n{doubt.path}\n{doubt.text}"
    return hashlib.sha256(told.encode()).hexdigest()[:_KEY]


def _data(plan: Plan) -> Data:
    return plan.model_dump(mode="json", exclude_defaults=True)


def _is_text(value: Any) -> bool:
    """Whether a text of a person can take the place of a value: not of rows, nor of yes and no."""
    rows = isinstance(value, list) and any(
        isinstance(one, Mapping) and "title" in one for one in value
    )
    return not rows and not isinstance(value, bool)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        said = value.get("text") or value.get("name") or value.get("title")
        return "\n".join(filter(None, (_shown(said), _shown(value.get("parts")))))
    if isinstance(value, list):
        return "\n".join(map(_shown, value))
    return "" if value is None else str(value)


def apply_review(
    imported: Imported, answers: Mapping[str, Answer]
) -> tuple[Imported, tuple[Problem, ...]]:
    """Return the import with the answers, and a problem for each answer that cannot be applied.

    A doubt that is answered is one no longer.
    """
    known = {_key(doubt): doubt for doubt in imported.doubts if doubt.path}
    problems = [
        Problem(Code.IMPORT_ANSWER_WITHOUT_QUESTION, place=answer.place, values={"key": key})
        for key, answer in answers.items()
        if key not in known
    ]
    plans, left = list(imported.plans), list(imported.leftovers)
    open_doubts = {id(doubt): doubt for doubt in imported.doubts}
    for key, answer in sorted(answers.items(), key=lambda one: _turn(known.get(one[0]), one[1])):
        doubt = known.get(key)
        if doubt is None:
            continue
        try:
            plans[doubt.plan] = _applied(plans[doubt.plan], doubt, answer)
        except (LookupError, ValueError):
            values = {"text": answer.text, "field": str(doubt.path)}
            problems.append(Problem(Code.IMPORT_ANSWER_INVALID, place=answer.place, values=values))
            continue
        del open_doubts[id(doubt)]
        if answer.choice is Choice.DROP:
            left.append(Leftover(doubt.text, doubt.place))
        if rows := doubt.options.get(answer.choice or Choice.KEEP):
            for number, one in open_doubts.items():
                moved = _moved_path(one.path, doubt.path, rows)
                open_doubts[number] = replace(one, path=moved) if one.plan == doubt.plan else one
    doubts = tuple(open_doubts.values())
    done = replace(
        imported, plans=tuple(plans), leftovers=tuple(left), doubts=doubts,
        problems=(*_problems(imported, doubts),),
    )  # fmt: skip
    return done, tuple(problems)


def _problems(imported: Imported, doubts: Sequence[Doubt]) -> list[Problem]:
    """Return the problems of an import with those of its open doubts in place of all of them."""
    problems = list(imported.problems)
    if imported.doubts:
        at = problems.index(imported.doubts[0].problem)
        problems[at : at + len(imported.doubts)] = [doubt.problem for doubt in doubts]
    return problems


def _turn(doubt: Doubt | None, answer: Answer) -> tuple[int, tuple[int, ...]]:
    """Return when an answer is applied: each before those that move what it is about.

    Rows that take the place of others come from the last one up, then the keys of columns.
    """
    if doubt is None:
        return 0, ()
    if _is_key(doubt):
        return 2, ()
    if answer.choice in doubt.options:
        return 1, tuple(-step for step in doubt.path.parts if isinstance(step, int))
    return 0, ()


def _is_key(doubt: Doubt) -> bool:
    return doubt.path.parts[-1] == "key"


def _taken_rows(row: FieldPath, rows: Rows) -> tuple[int, int]:
    """Return between which places of a list other rows take the place of those that were read."""
    at = int(row.parts[-1])
    return at - (rows.above is not None), at + rows.below + 1


def _moved_path(path: FieldPath, row: FieldPath, rows: Rows) -> FieldPath:
    """Return where a path leads after other rows took the place of a row."""
    depth = len(row.parts) - 1
    if not path.is_within(row.parent) or len(path.parts) <= depth:
        return path
    at, (first, end) = path.parts[depth], _taken_rows(row, rows)
    assert isinstance(at, int)
    if at >= end:
        moved = at + len(rows.activities) - (end - first)
        return FieldPath((*path.parts[:depth], moved, *path.parts[depth + 1 :]))
    return row.parent / first if at >= first else path


def _with_rows(data: Data, doubt: Doubt, rows: Rows) -> Data:
    """Return a plan with other rows in the place of one; what was answered about it stays."""
    held, (first, end) = doubt.path.parent.get(data), _taken_rows(doubt.path, rows)
    now, read = held[first], doubt.holder if rows.above is None else rows.above
    one, *more = rows.activities
    numbered = {key: now[key] for key in ("number", "numbered") if key in now}
    answered = {key: now[key] for key in one if key in now and one[key] == read.get(key)}
    put = [*held[:first], {**one, **numbered, **answered}, *more, *held[end:]]
    changed: Data = doubt.path.parent.replace(data, put)
    return changed


def _applied(plan: Plan, doubt: Doubt, answer: Answer) -> Plan:
    """Return a plan with an answer. Raises `ValueError` for a text that its place cannot hold."""
    data, path = _data(plan), doubt.path
    if answer.choice is Choice.DROP and doubt.code in _REMOVABLE:
        holder = path.parent.get(data)
        kept = {key: value for key, value in holder.items() if key != path.parts[-1]}
        return Plan.model_validate(path.parent.replace(data, kept))
    if doubt.options:
        rows = doubt.options.get(answer.choice or Choice.EDIT)
        if answer.text.strip() or (rows is None and answer.choice is not Choice.KEEP):
            raise ValueError(answer.text)
        return plan if rows is None else Plan.model_validate(_with_rows(data, doubt, rows))
    if answer.choice is not Choice.EDIT:
        if answer.choice is not Choice.KEEP:
            raise ValueError(answer.choice)
        return plan
    if _is_key(doubt):
        return Plan.model_validate(_rekeyed(data, path.parent, _role(answer.text)))
    if path == _TITLE:
        titled = with_period_place(answer.text.strip(), _printed_period(plan))
        return Plan.model_validate(path.replace(data, titled))
    name = str(path.parts[-1])
    return Plan.model_validate(path.replace(data, _VALUES.get(name, str.strip)(answer.text)))


def _listed(text: str) -> list[str]:
    """Return executors that a person lists: one a line, or between semicolons."""
    lines = text.strip().split("\n") if "\n" in text.strip() else text.split(";")
    return [name for line in lines if (name := line.strip().strip(";").strip())]


_VALUES: Mapping[str, Callable[[str], Any]] = {
    "executors": _listed,
    "outcome": lambda text: {"text": text.strip()},
}


def _role(text: str) -> str:
    """Return the key of a column that a person names by its key or its heading."""
    said = text.strip().lower()
    found = said if said in STANDARD_COLUMNS else role_of(text)
    if not found:
        raise ValueError(text)
    return found


def _rekeyed(data: Data, column: FieldPath, key: str) -> Data:
    """Return a plan whose column has another key, with its texts under that key."""
    table_path, at = FieldPath(column.parts[:-2]), int(column.parts[-1])
    table = table_path.get(data)
    columns = [one if isinstance(one, dict) else {"key": one} for one in table["columns"]]
    old = columns[at]["key"]
    other = next((n for n, one in enumerate(columns) if one["key"] == key and n != at), None)
    moves = {old: key}
    if other is not None:
        moves[key] = f"column_{other + 1}"
        columns[other] = {"heading": key, **columns[other], "key": moves[key]}
    columns[at] = {**columns[at], "key": key}
    changed = {**table, "columns": columns}
    for name in ("activities", "sections"):
        changed[name] = [_moved(one, moves) for one in table.get(name, ())]
    return changed if table_path == ROOT else table_path.replace(data, changed)


def _moved(holder: Data, moves: Mapping[str, str]) -> Data:
    """Return a section or an activity with texts under other keys."""
    moved = dict(holder)
    for name in ("activities", "sections", "parts"):
        if name in holder:
            moved[name] = [_moved(one, moves) for one in holder[name]]
    if "activities" in holder or "sections" in holder:
        return moved
    texts = {key: _taken(moved, key) for key in moves}
    for key, into in moves.items():
        if text := texts[key]:
            _put(moved, into, text)
    moved.setdefault("title", "")
    return moved


def _taken(activity: Data, key: str) -> str:
    """Take the text of a column out of an activity."""
    if key in STANDARD_COLUMNS:
        return _shown(activity.pop(key, None))
    fields = dict(activity.get("fields", {}))
    text = str(fields.pop(key, ""))
    activity["fields"] = fields
    return text


def _put(activity: Data, key: str, text: str) -> None:
    if key == "number":
        activity["number"] = one_line(text)
    elif key in STANDARD_COLUMNS:
        activity[key] = _VALUES.get(key, str.strip)(text)
    else:
        activity["fields"] = {**activity.get("fields", {}), key: text}


def with_answers(rows: Sequence[ReviewRow], answers: Mapping[str, Answer]) -> list[ReviewRow]:
    """Return the rows with the answers given so far."""
    return [
        replace(row, choice=answers[row.key].choice, text=answers[row.key].text)
        if row.key in answers
        else row
        for row in rows
    ]
