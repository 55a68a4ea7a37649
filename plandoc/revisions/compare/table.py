"""Comparison of the rows of two plans."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from plandoc.errors import Place
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.matching import out_of_order
from plandoc.revisions.compare.difference import Difference, Kind, Pair, Subject
from plandoc.revisions.compare.fields import FieldComparison, between
from plandoc.revisions.compare.matching import Sections, Tables
from plandoc.revisions.compare.segments import word_segments
from plandoc.schema.content import row_content, text_of_section
from plandoc.schema.numbering import label_shape
from plandoc.schema.rows import ActivityRow, Row, SectionRow
from plandoc.wording.phrases import Wording
from plandoc.words.texts import normalised


@dataclass(frozen=True)
class TableComparison:
    """Compares rows; `tables`, `sections` and `pairs` are the matched tables and rows.

    Without `numbered`, changed numbers are ignored.
    """

    was: Sequence[Row]
    now: Sequence[Row]
    tables: Tables
    sections: Sections
    pairs: Sequence[Pair]
    fields: FieldComparison
    numbered: bool

    def differences(self) -> Iterator[Difference]:
        """Yield the differences in the order of the new rows; removed rows in their old place."""
        removed = self._removed()
        yield from removed[ROOT]
        for row in self.now:
            before = self._before.get(row.path)
            if before is None:
                yield self._one_sided(Kind.ADDED, row)
            elif isinstance(row, SectionRow):
                assert isinstance(before, SectionRow)
                yield from self._section(before, row)
            else:
                yield from self._activity(self._pairs[row.path])
            yield from removed[row.path]

    @cached_property
    def _pairs(self) -> dict[FieldPath, Pair]:
        return {pair.new.path: pair for pair in self.pairs}

    @cached_property
    def _before(self) -> dict[FieldPath, Row]:
        """Rows of the old plan by the paths of the matched new rows."""
        old = {row.path: row for row in self.was}
        found: dict[FieldPath, Row] = {new.path: old[path] for path, new in self.sections.items()}
        return found | {path: pair.old for path, pair in self._pairs.items()}

    @cached_property
    def _after(self) -> dict[FieldPath, FieldPath]:
        return {old.path: path for path, old in self._before.items()}

    @cached_property
    def _moved(self) -> frozenset[FieldPath]:
        """The paths of new rows that moved to another section or are in another order."""
        position = {row.path: number for number, row in enumerate(self.was)}
        moved: set[FieldPath] = set()
        kept: dict[tuple[FieldPath, type], dict[FieldPath, int]] = defaultdict(dict)
        for row in self.now:
            before = self._before.get(row.path)
            if before is None:
                continue
            above = before.holder
            if self._after.get(above, self.tables.get(above)) != row.holder:
                moved.add(row.path)
            else:
                kept[row.holder, type(row)][row.path] = position[before.path]
        return frozenset(moved.union(*map(out_of_order, kept.values())))

    def _removed(self) -> defaultdict[FieldPath, list[Difference]]:
        """Return removed rows by the path of the new row after which they would be."""
        found: defaultdict[FieldPath, list[Difference]] = defaultdict(list)
        after = ROOT
        for row in self.was:
            if row.path in self._after:
                after = self._after[row.path]
            else:
                found[after].append(self._one_sided(Kind.REMOVED, row))
        return found

    def _one_sided(self, kind: Kind, row: Row) -> Difference:
        """Return the difference for a row that only one of the plans has."""
        added = kind is Kind.ADDED
        section = isinstance(row, SectionRow)
        title = self._title(row, new=added)
        place = Place(path=row.path)
        return Difference(
            Subject.SECTION if section else Subject.ACTIVITY, kind,
            old="" if added else title,
            new=title if added else "",
            id="" if isinstance(row, SectionRow) else row.activity.id,
            number=row.label if isinstance(row, SectionRow) else row.number,
            title=title,
            old_place=None if added else place,
            new_place=place if added else None,
        )  # fmt: skip

    def _title(self, row: Row, *, new: bool) -> str:
        if isinstance(row, ActivityRow):
            return normalised(row.activity.title)
        plan = self.fields.new if new else self.fields.old
        return normalised(Wording(plan.language).section_heading(row))

    def _activity(self, pair: Pair) -> Iterator[Difference]:
        if pair.new.path in self._moved:
            yield between(pair, Kind.MOVED, "", *self._positions(pair))
        elif self.numbered and normalised(pair.old.number) != normalised(pair.new.number):
            yield between(pair, Kind.RENUMBERED, "number", pair.old.number, pair.new.number)
        yield from self.fields.differences(pair)

    def _positions(self, pair: Pair) -> tuple[str, str]:
        """Return the positions of an activity: «2.3. (Задача 2. Кадры)», one section unsaid."""
        old, new = (
            self._title(row.sections[-1], new=row is pair.new) if row.sections else ""
            for row in (pair.old, pair.new)
        )
        if old == new and normalised(pair.old.number) != normalised(pair.new.number):
            old = new = ""

        def said(number: str, above: str) -> str:
            return " ".join(filter(None, (number, f"({above})" if above else "")))

        return said(pair.old.number, old), said(pair.new.number, new)

    def _section(self, old: SectionRow, new: SectionRow) -> Iterator[Difference]:
        headings = self._title(old, new=False), self._title(new, new=True)
        moved = new.path in self._moved
        if moved:
            yield self._of_section(Kind.MOVED, old, new, *headings)
        was, now = row_content(old), row_content(new)
        expected = self.fields.expectation.expected(was["title"])
        labels = was["label"] or "", now["label"] or ""
        if (expected, was["month"], label_shape(was["label"])) != (
            now["title"], now["month"], label_shape(now["label"]),
        ):  # fmt: skip
            yield self._of_section(Kind.WORDS, old, new, *headings)
        elif self.numbered and not moved and labels[0] != labels[1]:
            yield self._of_section(Kind.RENUMBERED, old, new, *labels)
        told = [_beside(content) for content in (was, now)]
        if self.fields.expectation.expected(told[0]) != told[1]:
            texts = (text_of_section(row.section) for row in (old, new))
            yield replace(self._of_section(Kind.WORDS, old, new, *texts), field="text")

    @staticmethod
    def _of_section(kind: Kind, old: SectionRow, new: SectionRow, was: str, now: str) -> Difference:
        return Difference(
            Subject.SECTION, kind, "title" if kind is Kind.WORDS else "", was, now,
            number=new.label,
            title=now if kind is not Kind.RENUMBERED else normalised(new.section.title),
            segments=word_segments(was, now) if kind is Kind.WORDS else (),
            old_place=Place(path=old.path),
            new_place=Place(path=new.path),
        )  # fmt: skip


def _beside(content: Mapping[str, Any]) -> list[Any]:
    """Return what the content of a section says beside its heading."""
    fields = [list(pair) for pair in content.get("fields", {}).items()]
    return [content.get("text", ""), *fields, str(content.get("total", ""))]
