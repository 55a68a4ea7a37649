"""The parts that were read → a plan that is valid; what no plan can hold is left out of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.imports.doubts import GUESSED, LIKELY, Data, Doubt
from plandoc.imports.numbers import Number
from plandoc.imports.outcomes import with_state
from plandoc.imports.paper import Line, Paper
from plandoc.imports.periods import Written, from_years, is_long, is_period, period_in, told_period
from plandoc.imports.pieces import Item
from plandoc.imports.spelling import folded
from plandoc.imports.texts import PAGE_BREAK, below_one_another, joined
from plandoc.schema.base import validated
from plandoc.schema.blocks import USUAL
from plandoc.schema.period import Period
from plandoc.schema.plan import PERIOD_PLACE, Gender, Plan
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.wording.phrases import Wording
from plandoc.words.language import LANGUAGES, language_of, words_in
from plandoc.words.letters import has_foreign_letters
from plandoc.words.texts import one_line

_LOCALES = ("ru-RU", "en-GB")
_REPAIRS = 50
_SHORT = 80
_YEAR = re.compile(r"\W*((?:19|20)\d\d)\W*(?:[^\W\d_]+\.?)?\s*")
_SOME_YEAR = 2000
_ONCE = ("approvals", "title", "signatures")


@dataclass(slots=True)
class Parts:
    """The parts of a plan as they were read, in plain data.

    `stamped` are the lines of approvals. `counted` tells that a row 1, 2, 3 … stands under the
    headings.
    """

    blocks: list[Data | str] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    approvals: list[Data] = field(default_factory=list)
    tables: list[Data] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    signatures: list[Data] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    stamped: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    short_names: dict[str, str] = field(default_factory=dict)
    layout: Data = field(default_factory=dict)
    counted: bool = False


def whole_plan(paper: Paper, items: Sequence[Item], parts: Parts) -> Plan:
    """Return the plan of its parts. Raises `PaperError` if nothing tells its period."""
    locale = _locale(paper)
    period, doubt = _period(paper, items, parts)
    title = below_one_another(parts.title)
    shown = title or PurePath(paper.file).stem or "—"
    data: Data = {
        "language": locale,
        **_titled(shown, period, locale),
        "period": period,
        "approvals": parts.approvals,
        "signatures": parts.signatures,
    }
    data |= _beside(paper, parts)
    if not title:
        place = Place(paper.file)
        parts.doubts.append(Doubt(Code.IMPORT_TITLE_UNKNOWN, place, 0, shown, data, "title"))
    if doubt:
        doubt.holder, doubt.key = data, "period"
        parts.doubts.append(doubt)
    for table in parts.tables:
        _without_usual(table["columns"], language_of(locale))
    if gender := _gender(data["title"], parts, locale):
        data["gender"] = gender
    _keep_words(parts, data["title"], gender, locale)
    if len(parts.tables) == 1:
        _put_table(data, parts)
    blocks = [*_ordered(parts)]
    if blocks != [place for place in USUAL if place in blocks]:  # the usual order is not written
        data["blocks"] = blocks
    return _Validation(paper, data, parts).plan()


def _beside(paper: Paper, parts: Parts) -> Data:
    """Return the fields of a plan beside its head and its tables, those that are not empty."""
    data: Data = {
        "id": paper.manifest.get("plandoc.plan_id", ""),
        "notes": parts.notes,
        "layout": parts.layout | ({"column_numbers": True} if parts.counted else {}),
    }
    if parts.short_names:
        data |= {"short_names": parts.short_names, "short_names_shown": "listed"}
    return {key: value for key, value in data.items() if value}


def _without_usual(columns: Sequence[Data | str], language: str) -> None:
    """Leave out the headings that standard columns have anyway in the language of the plan."""
    usual = words_in(language).words.columns
    for column in columns:
        if (
            isinstance(column, dict)
            and "heading" in column
            and column["heading"] == usual.get(column["key"])
        ):
            del column["heading"]


def _put_table(data: Data, parts: Parts) -> None:
    """Make the only table that of the plan, unless it has no headings, which only a block says."""
    table = parts.tables[0]
    data["numbering"] = table.pop("numbering")
    if "headings" in table:
        return
    heading = table.pop("heading", "")
    at = next(n for n, one in enumerate(parts.blocks) if isinstance(one, dict) and "table" in one)
    parts.blocks[at : at + 1] = [*([{"heading": heading}] if heading else []), "table"]
    data |= table


def _ordered(parts: Parts) -> Iterator[Data | str]:
    """Yield the blocks, each place once, without pages that nothing begins."""
    blocks = list(parts.blocks)
    if parts.approvals and "approvals" not in blocks:
        blocks.insert(0, "approvals")
    if not parts.approvals and "approvals" in blocks:
        blocks.remove("approvals")
    seen: list[Data | str] = []
    for block in blocks:
        if block in _ONCE and block in seen:
            continue
        if block == PAGE_BREAK and (not seen or seen[-1] == PAGE_BREAK):
            continue
        seen.append(block)
        yield block


def _locale(paper: Paper) -> str:
    """Return the locale of a paper: that of plandoc's own file, else by its letters."""
    known = paper.manifest.get("plandoc.language", "")
    for locale in _LOCALES:
        if known and locale.startswith(known):
            return locale
    foreign = any(has_foreign_letters(line.text) for line in paper.lines())
    return _LOCALES[0] if foreign else _LOCALES[1]


def _titled(title: str, period: Written, locale: str) -> Data:
    """Return a title with `{period}` where it says the period as plandoc prints it.

    A title that ends with a line for the period goes without it: that line is the usual one.
    """
    placed = with_period_place(title, Wording(locale).period(Period.model_validate(period)))
    if placed.endswith(f"\n{PERIOD_PLACE}"):
        return {"title": placed.removesuffix(f"\n{PERIOD_PLACE}")}
    return {"title": placed, "period_in_title": False}


def with_period_place(title: str, printed: str) -> str:
    """Return a title with `{period}` in the place of the period as it is printed."""
    spaced = r"\s*".join(map(re.escape, re.split(r"\s+|(?=[-–])|(?<=[-–])", printed)))
    found = re.search(spaced, title)
    return f"{title[: found.start()]}{PERIOD_PLACE}{title[found.end() :]}" if found else title


def _period(paper: Paper, items: Sequence[Item], parts: Parts) -> tuple[Written, Doubt | None]:
    """Return the words of the period, and a doubt if they do not stand in the title."""
    told, sure = told_period(joined(parts.title))
    if told:
        return told, None if sure else Doubt(
            Code.IMPORT_PERIOD_PARTLY, parts.title[0].place, GUESSED, str(told)
        )
    stamped = {id(line) for line in parts.stamped}
    lines = [one for one in items if isinstance(one, Line) and id(one) not in stamped]
    for line in lines:
        headed = line.align == "center" or len(line.text) < _SHORT
        if headed and (found := period_in(line.text)) and is_long(found):
            return found, Doubt(Code.IMPORT_PERIOD_GUESSED, line.place, LIKELY, found)
    place = Place(paper.file)
    if found := _of_sections(parts.tables):
        return found, Doubt(Code.IMPORT_PERIOD_GUESSED, place, LIKELY, found)
    if found := from_years([joined(parts.title)]) or from_years(line.text for line in lines):
        return found, Doubt(Code.IMPORT_PERIOD_GUESSED, place, LIKELY, found)
    named = period_in(PurePath(paper.file).stem.replace("_", " "))
    saved = str(paper.years[0]) if paper.years else ""
    found = named or from_years(_strings(parts.tables)) or saved
    if not is_period(found) and paper.own and paper.own.plan:
        printed = paper.own.plan.period
        return {"first": printed.first.isoformat(), "last": printed.last.isoformat()}, None
    if not is_period(found):
        raise PaperError([Problem(Code.IMPORT_PERIOD_MISSING, place=place)])
    return found, Doubt(Code.IMPORT_PERIOD_GUESSED, place, GUESSED, found)


def _of_sections(tables: Sequence[Data]) -> str:
    """Return the years that head the sections of a plan, each its own: «2016-2019»."""
    titles = [one.get("title", "") for table in tables for one in table["sections"]]
    years = [int(found[1]) for one in titles if (found := _YEAR.fullmatch(one))]
    return f"{min(years)}-{max(years)}" if years and len(years) == len(titles) else ""


def _gender(title: str, parts: Parts, locale: str) -> str:
    """Return the gender that УТВЕРЖДЕН- says, where the title does not tell it."""
    acts = [one for one in parts.approvals if one["kind"] == "approve" and "officer" not in one]
    if not acts:
        return ""
    plan = Plan.model_validate({"title": title, "period": Period.calendar_year(_SOME_YEAR)})
    if Wording(locale).gender(plan) is not None:
        return ""
    forms = {
        folded(form): gender
        for language in LANGUAGES
        for gender, form in words_in(language).words.approved.items()
    }
    told = [forms[folded(one["said"])] for one in acts if folded(one.get("said", "")) in forms]
    return next(iter(told), Gender.MASCULINE)


def _keep_words(parts: Parts, title: str, gender: str, locale: str) -> None:
    """Make УТВЕРЖДЁН or УТВЕРЖДЕНО a word of the author, where another form would be printed."""
    data = {"title": title, "period": Period.calendar_year(_SOME_YEAR), "gender": gender or None}
    known = Wording(locale).gender(Plan.model_validate(data))
    printed = words_in(language_of(locale)).words.approved.get(known or Gender.MASCULINE, "")
    for one in parts.approvals:
        word = one.get("said", "")
        if one["kind"] == "approve" and "officer" not in one and word.lower() != printed.lower():
            one |= {"kind": "own", "word": word}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


class _Validation:
    """Builds the plan of plain data: first as it is, then with the numbers of the paper."""

    def __init__(self, paper: Paper, data: Data, parts: Parts) -> None:
        self.paper, self.data, self.parts = paper, data, parts

    def plan(self) -> Plan:
        """Return the plan; its doubts know their paths from then on."""
        for approval in self.parts.approvals:
            approval.pop("said", None)
        plan = self._valid()
        changed = [*self._numbered(plan)]
        changed += [
            with_state(number.holder, plan.period, plan.language) for number in self.parts.numbers
        ]
        if any(changed):
            plan = self._valid()
        paths = {id(holder): path for path, holder in _holders(self.data)}
        for doubt in self.parts.doubts:
            where = paths.get(id(doubt.holder))
            doubt.path = ROOT if where is None else where / doubt.key if doubt.key else where
        return plan

    def _numbered(self, plan: Plan) -> Iterator[bool]:
        """Keep the numbers and labels that are not computed as the paper shows them."""
        shown = {id(one.holder): one_line(one.shown or "") for one in self.parts.numbers}
        holders = {path: holder for path, holder in _holders(self.data) if id(holder) in shown}
        for row in plan.rows():
            if (holder := holders.get(row.path)) is None:
                continue
            text = shown[id(holder)]
            if isinstance(row, SectionRow) and text != row.label:
                holder["label"] = text
                yield True
            elif isinstance(row, ActivityRow) and text and text != row.number:
                holder["number"] = text
                yield True

    def _valid(self) -> Plan:
        for _ in range(_REPAIRS):
            try:
                return validated(Plan, self.data)
            except ValidationError as error:
                if not any([*_without_invalid(self.data, error)]):
                    break
        raise PaperError([Problem(Code.IMPORT_NOT_A_PLAN, place=Place(self.paper.file))])


def _holders(value: Any, path: FieldPath = ROOT) -> Iterator[tuple[FieldPath, Data]]:
    """Yield every mapping of a plan with its path."""
    if isinstance(value, dict):
        yield path, value
    inside: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for key, one in inside:
        yield from _holders(one, path / key)


def _without_invalid(data: Data, error: ValidationError) -> Iterator[bool]:
    """Remove what a plan cannot hold, and yield whether each value was there to be removed."""
    for detail in reversed(error.errors()):
        holder: Any = data
        owner: Any = None
        last: Any = None
        for step in detail["loc"]:
            known = step in holder if isinstance(holder, dict) else _is_index(holder, step)
            if not known:
                break
            owner, last, holder = holder, step, holder[step]
        if owner is not None:
            owner.pop(last)
        yield owner is not None


def _is_index(holder: object, step: object) -> bool:
    return isinstance(holder, list) and isinstance(step, int) and step < len(holder)
