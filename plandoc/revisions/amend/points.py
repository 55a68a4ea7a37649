"""The points of «Изменения в план …», in official wording."""

import functools
import operator
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plandoc.fieldpath import FieldPath
from plandoc.matching import out_of_order
from plandoc.revisions.amend.consolidated import (
    Consolidation,
    Fate,
    Placed,
    PlacedActivity,
    PlacedSection,
)
from plandoc.revisions.amend.numbers import bare
from plandoc.revisions.amend.replacing import Replacing, change_forms
from plandoc.revisions.compare import Difference, Kind, Subject
from plandoc.schema.base import copied
from plandoc.schema.content import text_of_section
from plandoc.schema.layout import Column
from plandoc.schema.plan import Plan, ShortNames
from plandoc.schema.rows import ActivityRow, SectionRow, TableRows, name_of_table
from plandoc.schema.tree import row_of, table_of
from plandoc.wording.columns import ColumnView, cell_text, columns_of
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import normalised, one_line

_TITLE = ("title", "second_title", "second_language", "period", "period_in_title")
_SETTINGS = ("language", "gender", "school_quarters", "short_names_shown")
_ABOVE = (*_TITLE, "approvals")
_OMITTED = (Kind.MOVED, Kind.RENUMBERED)

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One change of a plan: its sentence, the quoted rows, the old and the new text.

    `name` is its name in the table («2.3», «наименование плана»). A row of one cell is the heading
    of a section; other rows have a cell for each of `columns`. `was` is empty for additions,
    `became` for exclusions.
    """

    name: str
    text: str
    was: str = ""
    became: str = ""
    rows: tuple[Cells, ...] = ()
    columns: tuple[ColumnView, ...] = ()


def _quoted_columns(plan: Plan, table: TableRows, wording: Wording) -> tuple[ColumnView, ...]:
    """Return the columns of a table's quoted rows: all except the outcome, and always the title."""
    columns = [column for column in table.columns if column.key != "outcome"]
    if all(column.key != "title" for column in columns):
        columns.insert(0, Column(key="title"))
    return columns_of(plan, wording, columns)


class Points:
    """Iterates over the points of an amendment."""

    def __init__(self, consolidation: Consolidation) -> None:
        self.consolidation = consolidation
        comparison = consolidation.comparison
        self.old, self.plan = comparison.old, consolidation.plan
        self.wording = Wording(self.old.language)
        self.table = words_in(self.wording.language).amend
        self.replacing = Replacing(self.table)
        self.columns = {
            table.path: _quoted_columns(self.plan, table, self.wording)
            for table in self.plan.tables()
        }
        self.columns_before = columns_of(self.old, self.wording)
        self.columns_after = columns_of(self.plan, self.wording)
        self.rows = {row.activity.id: row for row in self.plan.activity_rows()}
        self.parts: dict[FieldPath, list[ActivityRow]] = defaultdict(list)
        for row in self.rows.values():
            if row.whole:
                self.parts[row.whole.path].append(row)
        plans = [[r for r in p.rows() if isinstance(r, SectionRow)] for p in (self.old, self.plan)]
        self.sections = [{row.path: row for row in rows} for rows in plans]
        counts = (Counter(map(self._heading, rows)) for rows in plans)
        self.headings = functools.reduce(operator.or_, counts)
        self.numbers = Counter(bare(row.number) for row in self.plan.activity_rows())
        self.found: dict[FieldPath, list[Difference]] = defaultdict(list)
        for difference in comparison.differences:
            told = difference.subject is Subject.ACTIVITY and difference.kind not in _OMITTED
            if told and difference.new_place:
                self.found[row_of(difference.new_place.path)].append(difference)

    def __iter__(self) -> Iterator[Point]:
        whole = [d for d in self.consolidation.comparison.differences if d.subject is Subject.PLAN]
        yield from self._title(whole)
        yield from (self._part(d) for d in whole if d.field == "approvals")
        placed = self.consolidation.placed
        for at, row in enumerate(placed):
            if row.implied or row.fate is Fate.KEPT:
                continue
            if isinstance(row, PlacedActivity):
                yield self._activity(row)
            else:
                yield from self._section(row, placed[at + 1 :])
        if any(d.field == "columns" for d in whole):
            yield from self._columns()
        silent = [*_ABOVE, "columns"]
        if {self.old.short_names_shown, self.plan.short_names_shown} == {ShortNames.AS_WRITTEN}:
            silent.append("short_names")  # no document prints the list
        yield from (self._part(d) for d in whole if d.field not in silent)

    # --- activities -------------------------------------------------------------------------

    def _activity(self, placed: PlacedActivity) -> Point:
        if placed.fate is Fate.EXCLUDED:
            assert placed.old is not None
            text = self._item("excluded", placed.old)
            was = self._lines(placed.old, self.old, self.columns_before)
            return Point(self._name(placed.old), text, was)
        row = self.rows[placed.activity.id]
        cells = self._cells(row)
        if placed.fate is Fate.ADDED:
            text = self._item("added", row)
            quoted = (cells, *map(self._cells, self.parts[row.path]))
            became = self._lines(row, self.plan, self.columns_after)
            return Point(self._name(row), text, "", became, quoted, self._columns_of(row))
        assert placed.new is not None
        found = self.found[placed.new.path]
        was, became = (self._sides(found, row, new=new) for new in (False, True))
        rewritten = self._item("rewritten", row)
        changes = "; ".join(self._field(difference, placed) for difference in found)
        text = self._item("within", row, changes=changes)
        # A rewritten row is printed in a separate table, under the headings of the plan.
        columns = self._columns_of(row)
        table = sum(map(len, cells)) + sum(len(column.heading) for column in columns)
        table += sum(len(self._column(difference, row)) for difference in found)
        if len(text) <= len(rewritten) + table:
            return Point(self._name(row), text, was, became)
        return Point(self._name(row), rewritten, was, became, (cells,), columns)

    def _item(self, form: str, row: ActivityRow, **values: str) -> str:
        """Return a sentence about an activity, named by its number or else by its title."""
        forms = self.table.item if row.number else self.table.unnumbered
        heading = self._without_noun(self._unique(row.sections[-1])) if row.sections else ""
        section = ""
        repeats = self.numbers[bare(row.number)] > 1
        if form == "added":
            repeats = repeats or not self.consolidation.unique
        if heading and (repeats or not row.number):
            of = self.table.of_section
            section = (of.added if form == "added" else of.within).format(section=heading)
        if repeats or not row.number:
            # Of a section that is added to, the table is said as that of which it is a part.
            section += self._of_table(row, form, added=form == "added" and not section)
        if row.whole and (not row.number or self.numbers[bare(row.number)] > 1):
            part_of = self.table.of_item.added if form == "added" else self.table.of_item.within
            section = part_of.format(number=self._name(row.whole))
        title = one_line(row.activity.title)
        values |= {"number": bare(row.number), "title": title, "section": section}
        return forms[form].format(**values)

    def _of_table(self, row: ActivityRow, form: str, *, added: bool) -> str:
        """Return the table of a row where others have its number in a section called alike."""
        tables = self._tables_before if form == "excluded" else self._tables_after
        own = table_of(row.path)
        if len(tables.rows[self._called(row)]) == 1:
            return ""
        number, name = tables.names[own]
        form = ("added_" if added else "") + ("named" if name else "numbered")
        return self.table.of_table[form].format(table=name, number=number)

    def _called(self, row: ActivityRow) -> tuple[str, str]:
        """Return what a row is called by in its table: its number and the heading above it."""
        return bare(row.number), self._heading(row.sections[-1]) if row.sections else ""

    @cached_property
    def _tables_before(self) -> "_Tables":
        return self._tables(self.old)

    @cached_property
    def _tables_after(self) -> "_Tables":
        return self._tables(self.plan)

    def _tables(self, plan: Plan) -> "_Tables":
        rows: dict[tuple[str, str], set[FieldPath]] = defaultdict(set)
        for row in plan.activity_rows():
            rows[self._called(row)].add(table_of(row.path))
        names = {table.path: one_line(name_of_table(plan, table.path)) for table in plan.tables()}
        count = Counter(names.values())
        numbered = enumerate(names.items(), 1)
        return _Tables({p: (at, name * (count[name] == 1)) for at, (p, name) in numbered}, rows)

    def _name(self, row: ActivityRow) -> str:
        return bare(row.number) or one_line(row.activity.title) or "—"

    def _field(self, difference: Difference, placed: PlacedActivity) -> str:
        """Return the change of one cell in words."""
        assert placed.old is not None
        assert placed.new is not None
        heading, old, new = self._column(difference, placed.new), difference.old, difference.new
        field = self.table.field
        if not old:
            return self.replacing.formatted(field.filled, heading=heading, new=new)
        if not new:
            return self.replacing.clauses(field, [("drop", {"old": old})], heading=heading)
        sides = (_lined(row, difference.field) for row in (placed.old, placed.new))
        was, now = (lines or text for lines, text in zip(sides, (old, new), strict=True))
        forms = change_forms(was, now, is_list=difference.field != "title")
        if forms is None:
            return self.replacing.formatted(field.rewritten, heading=heading, new=now)
        return self.replacing.clauses(field, forms, heading=heading)

    def _column(self, difference: Difference, row: ActivityRow) -> str:
        key = difference.field.removeprefix("fields.")
        heading = next((c.heading for c in self._columns_of(row) if c.key == key), "")
        return heading or difference.heading or self.wording.words.columns.get(key, key)

    def _cells(self, row: ActivityRow) -> Cells:
        return tuple(
            row.activity.title
            if column.key == "title"
            else cell_text(row, column.key, self.plan, self.wording)
            for column in self._columns_of(row)
        )

    def _columns_of(self, row: ActivityRow) -> tuple[ColumnView, ...]:
        return self.columns[table_of(row.path)]

    def _lines(self, row: ActivityRow, plan: Plan, columns: Iterable[ColumnView]) -> str:
        """Return a whole row as lines, each cell with the heading of its column."""
        lines = [normalised(row.activity.title) or bare(row.number) or "—"]
        for column in columns:
            text = normalised(cell_text(row, column.key, plan, self.wording))
            if text and column.key not in {"number", "title", "outcome"}:
                lines.append(self.table.cell.format(heading=column.heading, text=text))
        return "\n".join(lines)

    def _sides(self, found: Sequence[Difference], row: ActivityRow, *, new: bool) -> str:
        lines = []
        for difference in found:
            text = difference.new if new else difference.old
            named = self.table.cell.format(heading=self._column(difference, row), text=text or "—")
            lines.append(text if difference.field == "title" else named)
        return "\n".join(lines)

    # --- sections ---------------------------------------------------------------------------

    def _section(self, placed: PlacedSection, below: Sequence[Placed]) -> Iterator[Point]:
        forms = self.table.section
        if placed.fate is Fate.EXCLUDED:
            assert placed.old is not None
            heading = self._unique(placed.old)
            text = forms.excluded.format(section=self._without_noun(heading))
            was = [heading, *map(self._line, self._below(placed, below))]
            yield Point(self._short(placed), text, "\n".join(was))
        elif placed.fate is Fate.ADDED:
            assert placed.new is not None
            heading = self._new_heading(placed)
            within = self._below(placed, below)
            text = (forms.added if within else forms.added_empty).format(
                section=self._without_noun(heading)
            )
            became = "\n".join([heading, *map(self._line, within)])
            rows = ((heading,), *map(self._row_cells, within)) if within else ()
            columns = self.columns[table_of(placed.new.path)]
            yield Point(self._short(placed), text, "", became, rows, columns)
        else:
            assert placed.old is not None
            if self._heading(placed.old) != self._new_heading(placed):
                yield self._heading_change(placed, placed.old)
            yield from self._text_change(placed, forms.text)

    def _heading_change(self, placed: PlacedSection, row: SectionRow) -> Point:
        forms = self.table.section
        name = self._without_noun(bare(row.label) or self._unique(row))
        old, new = self._heading(row), self._new_heading(placed)
        was, now = (self.wording.section_heading(one) for one in (row, self._new_row(placed)))
        if changes := change_forms(was, now):
            text = self.replacing.clauses(forms, changes, section=name)
        else:
            text = self.replacing.formatted(forms.rewritten, section=name, new=new)
        return Point(self._short(placed), text, old, new)

    def _text_change(self, placed: PlacedSection, form: str) -> Iterator[Point]:
        """Yield the change of the text under the heading of a section."""
        assert placed.old is not None
        now = placed.new or placed.old
        old, new = (text_of_section(row.section) for row in (placed.old, now))
        if normalised(old) != normalised(new):
            section = self._without_noun(self._unique(placed.old))
            text = self.replacing.formatted(form, section=section, new=new or "—")
            yield Point(self._short(placed), text, old, new)

    @staticmethod
    def _below(section: PlacedSection, below: Sequence[Placed]) -> list[Placed]:
        """Return what a section takes with it when it is added or excluded."""
        own = section.new or section.old
        assert own is not None
        found = []
        for placed in below:
            row = placed.new if section.new else placed.old
            if row is None or not row.path.is_within(own.path):
                break
            if placed.fate is section.fate:
                found.append(placed)
        return found

    def _row_cells(self, placed: Placed) -> Cells:
        if isinstance(placed, PlacedActivity):
            return self._cells(self.rows[placed.activity.id])
        return (self._new_heading(placed),)

    def _line(self, placed: Placed) -> str:
        """Return a row of a section in one line: its number and title, or its heading."""
        if isinstance(placed, PlacedSection):
            return self._heading(placed.old) if placed.old else self._new_heading(placed)
        row = placed.old or self.rows[placed.activity.id]
        return f"{row.number} {one_line(row.activity.title)}".strip() or "—"

    def _without_noun(self, heading: str) -> str:
        """Return a heading without the word «раздел» that the sentence itself says."""
        noun, _, rest = heading.partition(" ")
        return rest.strip() or heading if noun.casefold() == self.table.section.noun else heading

    def _unique(self, row: SectionRow) -> str:
        """Return the heading of a section, with the one above it where others are called alike."""
        heading = self._heading(row)
        own = (rows for rows in self.sections if rows.get(row.path) == row)
        above = next(own, self.sections[0]).get(row.holder)
        if self.headings[heading] < 2 or above is None:  # noqa: PLR2004
            return heading
        return self.table.of_section.joint.format(
            section=heading, above=self._without_noun(self._unique(above))
        )

    def _heading(self, row: SectionRow) -> str:
        return normalised(self.wording.section_heading(row)) or "—"

    def _new_heading(self, placed: PlacedSection) -> str:
        return self._heading(self._new_row(placed))

    def _new_row(self, placed: PlacedSection) -> SectionRow:
        row = placed.new
        assert row is not None
        section = copied(row.section, label=placed.label)
        label = row.label if placed.label is None else placed.label
        return SectionRow(section, row.numbers, label, row.path)

    def _short(self, placed: PlacedSection) -> str:
        row = placed.old or placed.new
        assert row is not None
        return bare(placed.label or "") or self._heading(row)

    # --- the plan as a whole ----------------------------------------------------------------

    def _title(self, whole: Sequence[Difference]) -> Iterator[Point]:
        if any(difference.field in _TITLE for difference in whole):
            was, now = (
                self.wording.title(copied(plan, amended_by=())) for plan in (self.old, self.plan)
            )
            old, new, name = normalised(was), normalised(now), self.table.title.name
            if forms := change_forms(was, now):
                text = self.replacing.clauses(self.table.title, forms)
            else:
                text = self.replacing.formatted(self.table.title.rewritten, new=new)
            yield Point(name, text, old, new)

    def _columns(self) -> Iterator[Point]:
        """Yield how the columns change, so that carried out in this order they are the new ones."""
        old, new = (self._named_columns(plan) for plan in (self.old, self.plan))
        for key, heading in old.items():
            if key not in new:
                yield self._column_point("excluded", heading, "", heading=heading)
            elif new[key] != heading:
                yield self._column_point("renamed", heading, new[key], old=heading, new=new[key])
        kept = [key for key in new if key in old]
        order = [key for key in old if key in new]
        away = out_of_order({key: order.index(key) for key in kept})
        settled = [key for key in order if key not in away]
        before = ""
        for key, heading in new.items():
            if key not in old or key in away:
                form = "added" if key not in old else "moved"
                beside = new[before or settled[0]] if before or settled else ""
                where = "" if before else "_first" if beside else "_alone"
                values = {"heading": heading, "beside": beside}
                yield self._column_point(form + where, "" if key not in old else heading, heading,
                                         **values)  # fmt: skip
            before = key

    def _named_columns(self, plan: Plan) -> dict[str, str]:
        usual = self.wording.words.columns
        return {column.key: column.heading or usual[column.key] for column in plan.columns}

    def _column_point(self, form: str, was: str, became: str, **values: str) -> Point:
        name = self.table.parts["columns"]["accusative"]
        return Point(name, self.table.column[form].format(**values), was, became)

    def _part(self, difference: Difference) -> Point:
        field, old, new = difference.field, difference.old, difference.new
        part = self.table.parts[field]
        form = {Kind.ADDED: "added", Kind.REMOVED: "excluded"}.get(difference.kind, "rewritten")
        formula = self.table.whole["setting" if field in _SETTINGS else form]
        text = self.replacing.formatted(formula, **part, old=old or "—", new=new or "—")
        return Point(part["accusative"], text, old, new)


@dataclass(frozen=True)
class _Tables:
    """The numbers and own names of a plan's tables, and in which ones rows of one name stand."""

    names: Mapping[FieldPath, tuple[int, str]]
    rows: Mapping[tuple[str, str], Collection[FieldPath]]


def _lined(row: ActivityRow, field: str) -> str:
    """Return the text of a field in its author's lines, `""` where it is no text."""
    key = field.removeprefix("fields.")
    value = getattr(row.activity, field, None) if key == field else row.activity.fields.get(key)
    return value if isinstance(value, str) else ""
