"""A paper → plans: what each of its pieces is, in the order of the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.imports.above import read_above
from plandoc.imports.approvals import approval_of
from plandoc.imports.doubts import GUESSED, LIKELY, Data, Doubt
from plandoc.imports.imported import Imported
from plandoc.imports.kept import leftovers_of
from plandoc.imports.lists import ListRead, read_list
from plandoc.imports.look import keep_columns, layout_of, unlike
from plandoc.imports.notes import read_notes
from plandoc.imports.numbers import numbering_of
from plandoc.imports.paper import Line, Look, Paper, tidied
from plandoc.imports.periods import period_in
from plandoc.imports.pieces import Item, Laid, Tasks, items_of, plans_in
from plandoc.imports.restored import ReadPlans, restore
from plandoc.imports.signatures import signatures_of
from plandoc.imports.stamps import Stamp, StampLines
from plandoc.imports.tables import Table
from plandoc.imports.texts import PAGE_BREAK, below_one_another, joined, text_blocks
from plandoc.imports.titles import heading_above, names_plan
from plandoc.imports.whole import Parts, whole_plan
from plandoc.schema.markup import escaped
from plandoc.words.texts import one_line

_MOST_APPROVALS = 4
"""As many as a plan has."""


def interpret(paper: Paper, *, keep_look: bool = False) -> Imported:
    """Return the plans of a paper, what is left of it, and all doubts.

    With `keep_look` the plans have the sheet, the margins, the type and the widths of columns of
    the paper (`plandoc.imports.look`).

    Raises `PaperError` for a paper without words, or without anything that tells its period.
    """
    if not any(line.text.strip() for line in paper.lines()):
        code = Code.IMPORT_ONLY_PICTURES if paper.pictures else Code.IMPORT_EMPTY
        raise PaperError([Problem(code, place=Place(paper.file), values={"count": paper.pictures})])
    paper = replace(paper, pieces=tuple(tidied(paper.pieces)))
    repeated: set[str] = set()
    if paper.own and paper.own.plan and paper.own.printed:
        printed = replace(paper.own.printed, pieces=tuple(tidied(paper.own.printed.pieces)))
        if printed.pieces == paper.pieces:
            return Imported((paper.own.plan,), problems=paper.problems)
        first, read = (_read(one, keep_look=keep_look) for one in (printed, paper))
        restore(paper.own.plan, first.plans, read)
        again = leftovers_of(printed, [paper.own.plan], first.stamped, first.told)
        repeated = {one.text for one in again}
    else:
        read = _read(paper, keep_look=keep_look)
    if not any(True for plan in read.plans for _ in plan.activity_rows()):
        if not read.titled and paper.own is None:
            raise PaperError([Problem(Code.IMPORT_NO_PLAN, place=Place(paper.file))])
        if paper.own is None or paper.own.plan not in read.plans:
            read.doubts.insert(0, Doubt(Code.IMPORT_NO_TABLE, Place(paper.file), GUESSED))
    found = leftovers_of(paper, read.plans, read.stamped, read.told)
    left = tuple(one for one in found if one.text not in repeated)
    problems = [*paper.problems, *(unlike(paper) if keep_look else ())]
    problems += (doubt.problem for doubt in read.doubts)
    problems += [
        Problem(Code.IMPORT_LEFTOVER, place=one.place, values={"text": one.text})
        for one in left
        if not one.told
    ]
    return Imported(tuple(read.plans), left, tuple(problems), tuple(read.doubts))


def _read(paper: Paper, *, keep_look: bool) -> ReadPlans:
    """Return the plans of a paper as it stands."""
    found = ReadPlans()
    for number, items in enumerate(plans_in([*items_of(paper.pieces, paper.own)])):
        reader = _Reader(items, printed=paper.own is not None)
        reader.read()
        if keep_look:
            reader.keep_look(paper.look)
        found.titled = found.titled or any(map(names_plan, reader.parts.title))
        found.plans.append(whole_plan(paper, items, reader.parts))
        for doubt in reader.parts.doubts:
            doubt.plan = number
        found.doubts += reader.parts.doubts
        found.stamped |= {id(line) for line in reader.parts.stamped}
        found.told |= {id(line) for line in (*reader.passed, *reader.told)}
    return found


@dataclass(slots=True)
class _Reader:
    """Reads the items of one plan into its parts.

    `printed` tells that plandoc printed the paper. `passed` are lines that say
    nothing of their own, `told` those of which a doubt tells.
    """

    items: Sequence[Item]
    printed: bool = False
    parts: Parts = field(default_factory=Parts)
    passed: list[Line] = field(default_factory=list)
    told: list[Line] = field(default_factory=list)
    heading: str = ""
    second: Line | None = None
    drawn: list[Table] = field(default_factory=list)

    def read(self) -> None:
        """Read what stands above the tables, the tables with what is between them, and the rest."""
        tables = [at for at, item in enumerate(self.items) if isinstance(item, Tasks)]
        first = tables[0] if tables else len(self.items)
        listed = None if tables else read_list([one for one in self.items if isinstance(one, Line)])
        above = read_above(
            self.items[:first] if listed is None else self._before(listed), tabled=bool(tables)
        )
        self.parts.blocks += above.blocks
        self.parts.title = above.title
        self._stamps(above.stamps)
        self.heading = below_one_another(above.heading)
        if above.heading and above.heading[0].new_page:
            self.parts.blocks.append(PAGE_BREAK)
        between: list[Line] = []
        for at in range(first, len(self.items)):
            item = self.items[at]
            if isinstance(item, Tasks):
                self._between(between)
                between = []
                self._table(item)
            elif isinstance(item, Laid):
                self._stamps(item.stamps.found)
            else:
                between.append(item)
        if listed is not None:
            self._list(listed)
            between = listed.below
        self._below(between)

    def _before(self, listed: ListRead) -> list[Item]:
        """Return the items above a list."""
        taken = {id(line) for line in (*listed.lines, *listed.below)}
        return [item for item in self.items if id(item) not in taken]

    def _list(self, listed: ListRead) -> None:
        own = {**listed.data, "numbering": numbering_of(listed.data, listed.numbers)}
        self.parts.blocks.append({"table": own})
        self.parts.numbers += listed.numbers
        self.parts.doubts += listed.doubts
        for doubt in listed.doubts:
            doubt.holder = own

    def keep_look(self, look: Look | None) -> None:
        """Give the plan the look of its paper."""
        self.parts.layout = layout_of(look)
        for table in self.drawn:
            keep_columns(table, table.columns, look)

    def _stamps(self, found: Iterable[Stamp]) -> None:
        for stamp in found:
            self.parts.stamped += stamp.sources
            data = approval_of(stamp, printed=self.printed)
            if data is not None and len(self.parts.approvals) < _MOST_APPROVALS:
                self.parts.approvals.append(data)
                continue
            text = "\n".join(line.strip() for line in stamp.lines if line.strip())
            block: Data = {"text": escaped(text), "align": "right"}
            self.parts.blocks.append(block)
            self.parts.doubts.append(
                Doubt(Code.IMPORT_APPROVAL_UNREAD, stamp.place, 0, text, block, "text")
            )

    def _between(self, lines: Sequence[Line]) -> None:
        heading = heading_above(lines)
        texts = lines[: len(lines) - len(heading)]
        self._texts(texts)
        if heading:
            if heading[0].new_page:
                self.parts.blocks.append(PAGE_BREAK)
            self.heading = below_one_another(heading)
            if names_plan(heading[0]) and period_in(joined(heading)):
                self.second = heading[0]

    def _table(self, item: Tasks) -> None:
        table = item.table
        self.drawn.append(table)
        heading = "\n".join(filter(None, (self.heading, *table.above)))
        self.heading = ""
        own = {**table.data, "numbering": numbering_of(table.data, table.numbers)}
        if heading:
            own["heading"] = heading
        if self.second is not None:
            place = self.second.place
            doubt = Doubt(
                Code.IMPORT_SECOND_TITLE, place, LIKELY, one_line(heading), own, "heading"
            )
            self.parts.doubts.append(doubt)
            self.second = None
        if table.head.counted:
            self.parts.counted = True
        self.parts.tables.append(own)
        self.parts.blocks.append({"table": own})
        self.parts.blocks += ({"text": escaped(text)} for text in table.below)
        self.parts.numbers += table.numbers
        self.parts.doubts += table.doubts
        self.passed += table.passed
        self.told += table.told

    def _below(self, lines: Sequence[Line]) -> None:
        lines = self._notes(self._approved_below(lines))
        signed = signatures_of(lines)
        self.parts.signatures = signed.found
        if not signed.lines:
            self._texts(lines)
            return
        first = next(at for at, line in enumerate(lines) if line is signed.lines[0])
        self._texts(lines[:first])
        self.parts.blocks.append("signatures")
        self._texts([line for line in lines[first:] if line not in signed.lines])

    def _approved_below(self, lines: Sequence[Line]) -> list[Line]:
        """Take approvals that stand under the tables; they are printed there."""
        stamps = StampLines()
        rest = [left for line in lines for left in stamps.take(line)]
        found: list[Data] = []
        for stamp in stamps.found:
            data = approval_of(stamp, printed=self.printed)
            if data is None:
                return list(lines)
            data.pop("said", None)
            found.append(data)
        if found:
            self.parts.stamped += [line for stamp in stamps.found for line in stamp.sources]
            self.parts.blocks.append({"approvals": found[:_MOST_APPROVALS]})
        return rest

    def _notes(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Take the short names and the notes, each under their own heading; return the rest."""
        below = read_notes(lines)
        self.parts.notes, self.parts.short_names = below.notes, below.short_names
        self.passed += below.headings
        self.parts.blocks += [*(["short_names"] if below.short_names else [])]
        self.parts.blocks += [*(["notes"] if below.notes else [])]
        return below.rest

    def _texts(self, lines: Sequence[Line]) -> None:
        if lines and lines[0].new_page:
            self.parts.blocks.append(PAGE_BREAK)
        self.parts.blocks += text_blocks(lines)
