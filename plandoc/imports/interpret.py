"""A paper → plans: what each of its pieces is, in the order of the page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.imports.approvals import (
    Stamp,
    StampLines,
    Stamps,
    approval_of,
    kind_of,
    segments,
    stamps_of_grid,
    unspaced,
)
from plandoc.imports.doubts import GUESSED, LIKELY, Data, Doubt, path_of
from plandoc.imports.imported import Imported
from plandoc.imports.kept import leftovers_of
from plandoc.imports.numbers import numbering_of
from plandoc.imports.outcomes import with_state
from plandoc.imports.paper import Grid, Layer, Line, Paper, Piece
from plandoc.imports.periods import from_years, is_period, period_in
from plandoc.imports.roles import head_of
from plandoc.imports.signatures import Signed, signatures_of
from plandoc.imports.spelling import begins, folded, words
from plandoc.imports.tables import Number, Table, goes_on, read_table
from plandoc.schema.markup import escaped
from plandoc.schema.period import Period
from plandoc.schema.plan import PERIOD_PLACE, Gender, Plan
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.wording.phrases import Wording
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.texts import one_line

_LANGUAGE = "ru-RU"
_LONGEST_TITLE_LINE = 320
_MOST_TITLE_LINES = 12
_LONGEST_HEADING = 220
_SEEN = (Layer.BODY, Layer.BOX)
_REPAIRS = 50


def interpret(paper: Paper) -> Imported:
    """Return the plans of a paper, what is left of it, and all doubts.

    Raises `PaperError` for a paper without words.
    """
    lines = list(paper.lines())
    if not any(line.text.strip() for line in lines):
        code = Code.IMPORT_ONLY_PICTURES if paper.pictures else Code.IMPORT_EMPTY
        raise PaperError([Problem(code, place=Place(paper.file), values={"count": paper.pictures})])
    plans: list[Plan] = []
    doubts: list[Doubt] = []
    passed: set[int] = set()
    stamped: set[int] = set()
    for number, pieces in enumerate(_parted(list(_items(paper.pieces)))):
        reader = _Reader(paper, pieces)
        plan = reader.plan()
        for doubt in reader.doubts:
            doubt.plan = number
        plans.append(plan)
        doubts += reader.doubts
        passed |= {id(line) for line in reader.passed}
        stamped |= {id(line) for line in reader.stamped}
    if not any(True for plan in plans for _ in plan.activity_rows()):
        doubts.insert(0, Doubt(Code.IMPORT_NO_TABLE, Place(paper.file), GUESSED))
    left = tuple(leftovers_of(paper, plans, passed, stamped))
    problems = [*paper.problems, *(doubt.problem for doubt in doubts)]
    problems += [
        Problem(Code.IMPORT_LEFTOVER, place=one.place, values={"text": one.text}) for one in left
    ]
    return Imported(tuple(plans), left, tuple(problems), tuple(doubts))


# --- pieces ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tasks:
    """A table of tasks, in one grid or in several."""

    table: Table
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """Approvals in a table that lays out the page."""

    stamps: Stamps


Item = Line | Tasks | Laid


def _items(pieces: Sequence[Piece]) -> Iterator[Item]:
    """Yield lines, tables of tasks and tables of approvals; pieces of one table are one."""
    left = [piece for piece in pieces if piece.layer in _SEEN]
    while left:
        piece = left.pop(0)
        if isinstance(piece, Line):
            if not piece.blank:
                yield piece
            continue
        head = head_of(piece)
        stamps = None if head else stamps_of_grid(piece)
        if stamps is not None:
            yield Laid(stamps)
            yield from stamps.others
            continue
        grids = [piece]
        while (following := _next_grid(left)) is not None and goes_on(following, grids):
            while left.pop(0) is not following:
                pass
            grids.append(following)
        table = read_table(grids) if piece.rows else None
        if table is not None:
            yield Tasks(table, piece.new_page)
            continue
        for grid in grids:
            yield from _lines_of(grid)


def _next_grid(left: Sequence[Piece]) -> Grid | None:
    """Return the next piece that says something, if it is a table."""
    for piece in left:
        if isinstance(piece, Grid):
            return piece if piece.rows else None
        if not piece.blank:
            return None
    return None


def _lines_of(grid: Grid) -> Iterator[Line]:
    """Yield the lines of a table that is none of tasks."""
    for row in grid.rows:
        for cell in row.cells:
            for line in cell.lines:
                if not line.blank:
                    yield line
            for table in cell.tables:
                yield from _lines_of(table)


def _parted(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items of each plan: one begins with approvals after a table of another."""
    part: list[Item] = []
    tabled = False
    for at, item in enumerate(items):
        stamp = isinstance(item, Laid) or (
            isinstance(item, Line) and any(kind_of(text) == "approve" for text, _ in segments(item))
        )
        if stamp and tabled and any(isinstance(one, Tasks) for one in items[at:]):
            above = _head_above(part)
            yield part[: len(part) - above]
            part, tabled = part[len(part) - above :], False
        tabled = tabled or isinstance(item, Tasks)
        part.append(item)
    if part:
        yield part


def _head_above(part: Sequence[Item]) -> int:
    """Return how many of the last items belong to approvals that follow: on their page."""
    count = 0
    for item in reversed(part):
        if not isinstance(item, Line):
            return 0
        count += 1
        if item.new_page:
            return count
    return 0


# --- one plan -------------------------------------------------------------------------------------


class _Reader:
    """Reads the items of one plan into plain data."""

    def __init__(self, paper: Paper, items: Sequence[Item]) -> None:
        self.paper = paper
        self.items = list(items)
        self.doubts: list[Doubt] = []
        self.passed: list[Line] = []
        self.stamped: list[Line] = []
        self.numbers: list[Number] = []
        self.blocks: list[Any] = []
        self.approvals: list[Data] = []
        self.title: list[Line] = []
        self.data: Data = {}
        self.signatures: list[Data] = []
        self.notes: list[str] = []
        self.tables: list[Data] = []

    def plan(self) -> Plan:
        """Return the plan; what it cannot hold is left out, and becomes a leftover."""
        tables = [at for at, item in enumerate(self.items) if isinstance(item, Tasks)]
        first = tables[0] if tables else len(self.items)
        last = tables[-1] if tables else len(self.items)
        self._head(self.items[:first])
        for at in range(first, last + 1):
            item = self.items[at]
            if isinstance(item, Tasks):
                between = self.items[tables[tables.index(at) - 1] + 1 : at] if at != first else []
                self._between([one for one in between if isinstance(one, Line)])
                self._table(item)
            elif isinstance(item, Laid):
                self._stamps(item.stamps.found)
        self._foot([one for one in self.items[last + 1 :] if isinstance(one, Line)])
        for item in self.items[last + 1 :]:
            if isinstance(item, Laid):
                self._stamps(item.stamps.found)
        return self._validated(self._complete())

    # --- above the tables ---

    def _head(self, items: Sequence[Item]) -> None:
        stamps = StampLines()
        rest: list[Line] = []
        heading: list[Line] = []
        placed = False
        for item in items:
            taken = isinstance(item, Laid) or (isinstance(item, Line) and stamps.take(item))
            if taken and not placed:
                rest.append(_HERE)
                placed = True
            if isinstance(item, Laid):
                self._stamps(item.stamps.found)
            elif isinstance(item, Line):
                if taken:
                    continue
                stamps.open = [] if stamps.open and item.align == "center" else stamps.open
                rest.append(item)
        self._stamps(stamps.found)
        title = self._title_at([line for line in rest if line is not _HERE])
        heading = self._heading_above(rest, title)
        rest = [line for line in rest if line not in heading]
        titled = False
        texts: list[Line] = []

        def flush() -> None:
            self._texts(texts)
            texts.clear()

        position = 0
        while position < len(rest):
            line = rest[position]
            if line is _HERE:
                flush()
                self.blocks.append("approvals")
                position += 1
                continue
            if line.new_page:
                flush()
                self.blocks.append("page_break")
            if line in title:
                flush()
                if not titled:
                    self.blocks.append("title")
                titled = True
                position += 1
                continue
            if begins(line.text, words(lambda table: table.annex)) and not titled:
                flush()
                lines = self._annex(rest[position:], title)
                self.blocks.append({"annex": "\n".join(_said(one) for one in lines)})
                position += len(lines)
                continue
            if not titled and not texts and self._is_organisation(line):
                lines = [line]
                while position + len(lines) < len(rest):
                    following = rest[position + len(lines)]
                    if following is _HERE or following in title or following.align != "center":
                        break
                    lines.append(following)
                block: Data = {"organisation": "\n".join(_said(one) for one in lines)}
                if line.align == "right":
                    block["align"] = "right"
                self.blocks.append(block)
                position += len(lines)
                continue
            texts.append(line)
            position += 1
        flush()
        self.title = title
        if heading:
            self.data["heading"] = "\n".join(_said(line) for line in heading)
        if not titled:
            self.blocks.append("title")

    def _stamps(self, found: Iterable[Stamp]) -> None:
        for stamp in found:
            self.stamped += stamp.sources
            data, doubts = approval_of(stamp)
            if data is None or len(self.approvals) >= 4:  # noqa: PLR2004 - as many as a plan has
                text = "\n".join(line.strip() for line in stamp.lines if line.strip())
                block = {"text": escaped(text), "align": "right"}
                self.blocks.append(block)
                self.doubts.append(
                    Doubt(Code.IMPORT_APPROVAL_UNREAD, stamp.place, 0, text, block, "text")
                )
                continue
            self.approvals.append(data)
            self.doubts += doubts

    def _is_organisation(self, line: Line) -> bool:
        return len(_said(line)) < _LONGEST_TITLE_LINE and bool(
            begins(line.text, words(lambda table: table.organisations))
        )

    def _annex(self, lines: Sequence[Line], title: Sequence[Line]) -> list[Line]:
        found = [lines[0]]
        for line in lines[1:]:
            ends = line is _HERE or line in title or len(found) > 6  # noqa: PLR2004
            if ends or line.align != found[0].align or self._is_organisation(line):
                break
            if line.align == "" and not re.search(r"№|\d{4}|приказ|постановл|распоряж", line.text):
                break
            found.append(line)
        return found

    def _title_at(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of the title."""
        titles = words(lambda table: table.titles)

        def is_title(line: Line) -> bool:
            said = unspaced(_said(line))
            return bool(begins(said, titles)) and len(said) < _LONGEST_TITLE_LINE

        strong = [
            at for at, line in enumerate(lines)
            if is_title(line) and (line.align == "center" or line.bold or line.level or line.text.isupper())
        ]  # fmt: skip
        weak = [at for at, line in enumerate(lines) if is_title(line)]
        start = next(iter([*strong, *weak]), None)
        if start is None:
            start = next(
                (at for at, line in enumerate(lines) if line.align == "center" and line.bold), None
            )
        if start is None:
            return []
        found = [lines[start]]
        if period_in(_joined(found)):
            return found
        ends_with_period = None
        for line in lines[start + 1 : start + _MOST_TITLE_LINES]:
            if line.new_page or len(_said(line)) > _LONGEST_TITLE_LINE or line.align == "right":
                break
            if found[0].align == "center" and line.align != "center":
                break
            found.append(line)
            if period_in(_joined(found)) and period_in(line.text):
                ends_with_period = len(found)
                break
        if ends_with_period:
            return found
        if found[0].align == "center":
            return [line for line, _ in _alike(found)]
        return [found[0], *_lower(found[1:])]

    def _heading_above(self, rest: Sequence[Line], title: Sequence[Line]) -> list[Line]:
        """Return the lines directly above the first table that are its heading."""
        if not rest or not any(isinstance(one, Tasks) for one in self.items):
            return []
        found: list[Line] = []
        for line in reversed(rest):
            short = len(line.text) < _LONGEST_HEADING
            strong = line.align == "center" or line.level
            if line is _HERE or line in title or not (short and strong):
                break
            found.insert(0, line)
        return found if len(found) <= 3 else []  # noqa: PLR2004 - more are a text

    # --- tables and what is between them ---

    def _between(self, lines: Sequence[Line]) -> None:
        heading: list[Line] = []
        texts = list(lines)
        while texts and _is_heading(texts[-1]) and len(heading) < 3:  # noqa: PLR2004
            heading.insert(0, texts.pop())
        pages = [line for line in (*texts, *heading) if line.new_page]
        if pages and pages[0] is (texts or heading)[0]:
            self.blocks.append("page_break")
        self._texts(texts)
        if heading:
            self.data["heading"] = "\n".join(_said(line) for line in heading)

    def _table(self, item: Tasks) -> None:
        table = item.table
        above = table.data.pop("above", [])
        heading = "\n".join(filter(None, (self.data.pop("heading", ""), *above)))
        own = {**table.data, "numbering": numbering_of(table.data, table.numbers)}
        if heading:
            own["heading"] = heading
        if table.head is not None and table.head.counted:
            self.data.setdefault("layout", {})["column_numbers"] = True
            for row in table.grid.rows[: table.head.first + table.head.rows]:
                if _is_count([cell.text.strip() for cell in row.cells]):
                    self.passed += [line for cell in row.cells for line in cell.lines]
        self.tables.append(own)
        self.blocks.append({"table": own})
        self.numbers += table.numbers
        self.doubts += table.doubts
        self.passed += table.passed

    def _foot(self, lines: Sequence[Line]) -> None:
        signed: Signed = signatures_of(lines)
        notes = words(lambda table: table.notes)
        texts: list[Line] = []
        for line in lines:
            if line in signed.lines:
                if line is signed.lines[0]:
                    self._texts(texts)
                    texts = []
                    self.blocks.append("signatures")
                continue
            if line.text.lstrip().startswith("*") and begins(line.text, notes) == "*":
                texts.append(line)
                continue
            texts.append(line)
        self._texts(texts)
        self.signatures = signed.found

    def _texts(self, lines: Sequence[Line]) -> None:
        """Add paragraphs as text blocks, each of one alignment."""
        for align, group in groupby(lines, lambda line: line.align):
            written = []
            for line in group:
                if line.new_page and written:
                    self.blocks.append(_text_block(written, align))
                    written = []
                if line.new_page and self.blocks and self.blocks[-1] != "page_break":
                    self.blocks.append("page_break")
                written.append(line)
            self.blocks.append(_text_block(written, align))

    # --- the whole ---

    def _complete(self) -> Data:
        period, period_doubt = self._period()
        title = "\n".join(_said(line) for line in self.title)
        data: Data = {
            "title": _placed(title, period) if title else "",
            "period": period,
            "period_in_title": False,
            "approvals": self.approvals,
            "signatures": self.signatures,
        }
        if layout := self.data.get("layout"):
            data["layout"] = layout
        if not title:
            data["title"] = PurePath(self.paper.file).stem or "—"
            self.doubts.append(
                Doubt(
                    Code.IMPORT_TITLE_UNKNOWN,
                    Place(self.paper.file),
                    0,
                    data["title"],
                    data,
                    "title",
                )
            )
        if period_doubt:
            period_doubt.holder, period_doubt.key = data, "period"
            self.doubts.append(period_doubt)
        gender = self._gender(data["title"])
        if gender:
            data["gender"] = gender
        if len(self.tables) == 1:
            own = self.tables[0]
            heading = own.pop("heading", "")
            if "headings" in own:
                data["numbering"] = own.pop("numbering")
                own["heading"] = heading
                if not heading:
                    own.pop("heading")
            else:
                at = next(n for n, block in enumerate(self.blocks) if _holds(block, own))
                self.blocks[at : at + 1] = [*([{"heading": heading}] if heading else []), "table"]
                data |= own
        data["blocks"] = self._ordered()
        return data

    def _ordered(self) -> list[Any]:
        blocks: list[Any] = []
        for block in self.blocks:
            if block in ("approvals", "signatures", "title") and block in blocks:
                continue
            if block == "approvals" and not self.approvals:
                continue
            blocks.append(block)
        if self.approvals and "approvals" not in blocks:
            blocks.insert(0, "approvals")
        while blocks and blocks[0] == "page_break":
            blocks.pop(0)
        return blocks

    def _period(self) -> tuple[str, Doubt | None]:
        title = _joined(self.title)
        if found := period_in(title):
            return found, None
        lines = [item for item in self.items if isinstance(item, Line)]
        for line in lines:
            if (found := period_in(line.text)) and (line.align == "center" or len(line.text) < 80):  # noqa: PLR2004
                return found, Doubt(Code.IMPORT_PERIOD_GUESSED, line.place, LIKELY, found)
        texts = [cell for table in self.tables for cell in _strings(table)]
        for source in (title, "\n".join(line.text for line in lines)):
            if found := from_years([source]):
                return found, Doubt(
                    Code.IMPORT_PERIOD_GUESSED, Place(self.paper.file), LIKELY, found
                )
        named = period_in(PurePath(self.paper.file).stem.replace("_", " "))
        found = named or from_years(texts) or (str(self.paper.years[0]) if self.paper.years else "")
        if not found or not is_period(found):
            raise PaperError([Problem(Code.IMPORT_PERIOD_MISSING, place=Place(self.paper.file))])
        return found, Doubt(Code.IMPORT_PERIOD_GUESSED, Place(self.paper.file), GUESSED, found)

    def _gender(self, title: str) -> str:
        """Return the gender that УТВЕРЖДЕН- says, where the title does not tell it."""
        acts = [one for one in self.approvals if one["kind"] == "approve" and "officer" not in one]
        if not acts or not title:
            return ""
        period = Period.calendar_year(2000)
        plan = Plan.model_validate({"title": title, "period": period})
        if Wording(_LANGUAGE).gender(plan) is not None:
            return ""
        forms = {
            folded(form): gender
            for one in LANGUAGES
            for gender, form in words_in(one).words.approved.items()
        }
        said = [folded(word) for line in self.stamped for word in re.findall(r"\w+", line.text)]
        return next((forms[word] for word in said if word in forms), Gender.MASCULINE)

    def _validated(self, data: Data) -> Plan:
        """Return the plan of the data; a value that a plan cannot hold is left out of it."""
        plan = self._repaired(data)
        shown = {id(one.holder): one for one in self.numbers}
        paths = {path: holder for path, holder in _holders(data) if id(holder) in shown}
        changed = False
        for row in plan.rows():
            holder = paths.get(row.path)
            if holder is None:
                continue
            one = shown[id(holder)]
            if one.section:
                label = row.label if isinstance(row, SectionRow) else ""
                if (shown_label := one_line(one.shown or "")) != label:
                    holder["label"], changed = shown_label, True
            elif isinstance(row, ActivityRow) and (number := one_line(one.shown or "")):
                if number != row.number:
                    holder["number"], changed = number, True
        for number in self.numbers:
            changed = with_state(number.holder, plan.period, _LANGUAGE) or changed
        if changed:
            plan = self._repaired(data)
        for doubt in self.doubts:
            where = path_of(data, doubt.holder) if doubt.holder else None
            doubt.path = ROOT if where is None else where / doubt.key
        return plan

    def _repaired(self, data: Data) -> Plan:
        """Return the plan of the data without the values that no plan can hold."""
        for _ in range(_REPAIRS):
            try:
                return Plan.model_validate(data)
            except ValidationError as error:
                if not _without_invalid(data, error):
                    break
        raise PaperError([Problem(Code.IMPORT_NOT_A_PLAN, place=Place(self.paper.file))])


_HERE = Line("")
"""Stands among the lines above the tables where the approvals are."""


def _holders(data: Data) -> Iterator[tuple[FieldPath, Data]]:
    """Yield every mapping of a plan with its path."""

    def inside(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Data]]:
        if isinstance(value, dict):
            yield path, value
            for key, one in value.items():
                yield from inside(one, path / key)
        elif isinstance(value, list):
            for at, one in enumerate(value):
                yield from inside(one, path / at)

    return inside(data, ROOT)


def _without_invalid(data: Data, error: ValidationError) -> bool:
    """Remove what a plan cannot hold; return whether anything was removed."""
    removed = False
    for detail in reversed(error.errors()):
        holder: Any = data
        trail = []
        for step in detail["loc"]:
            if (isinstance(holder, dict) and step in holder) or (isinstance(holder, list) and isinstance(step, int) and step < len(holder)):
                trail.append((holder, step))
                holder = holder[step]
            else:
                break
        if trail:
            owner, step = trail[-1]
            if isinstance(owner, list):
                owner.pop(int(step))
            else:
                owner.pop(step, None)
            removed = True
    return removed


def _holds(block: Any, table: Data) -> bool:
    return isinstance(block, dict) and block.get("table") is table


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _is_count(texts: Sequence[str]) -> bool:
    said = [text for text in texts if text]
    return len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)]


def _is_heading(line: Line) -> bool:
    """Whether a line between tables names the next one."""
    short = len(line.text) < _LONGEST_HEADING
    return short and bool(line.align == "center" or line.level or line.bold)


def _text_block(lines: Sequence[Line], align: str) -> Data:
    text = "\n".join(_marked(line) for line in lines)
    text = re.sub(r"^([-–•]|\d{1,2}\.)(?=[^\W\d])", r"\1 ", text, flags=re.MULTILINE)
    return {"text": text} | ({"align": align} if align else {})


def _marked(line: Line) -> str:
    text = _spaced(line.marked or escaped(line.text))
    return f"{line.label} {text}" if line.label else text


def _said(line: Line) -> str:
    return _spaced(line.said)


def _spaced(text: str) -> str:
    """Return a text with the blanks by which it was moved on the page as line breaks."""
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"[ \t\xa0]{5,}", "\n", text.strip()))


def _joined(lines: Iterable[Line]) -> str:
    return " ".join(" ".join(line.text.split()) for line in lines)


def _alike(lines: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """Yield the first lines that look like one title."""
    for at, line in enumerate(lines):
        if at and line.bold != lines[0].bold:
            return
        yield line, at


def _lower(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that go on with a title: those that begin with a small letter."""
    for line in lines:
        said = line.text.strip()
        if not said[:1].islower() or len(said) > 160:  # noqa: PLR2004 - a paragraph
            return
        yield line


def _placed(title: str, period: str) -> str:
    """Return a title with `{period}` where it says the period as plandoc prints it."""
    printed = Wording(_LANGUAGE).period(Period.model_validate(period))
    spaced = r"\s*".join(map(re.escape, re.split(r"\s+|(?=[-–])|(?<=[-–])", printed)))
    said = re.search(spaced, title)
    return f"{title[: said.start()]}{PERIOD_PLACE}{title[said.end() :]}" if said else title
