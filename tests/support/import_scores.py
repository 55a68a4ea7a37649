"""Scores what a reader makes of a paper against its truth file, what a careful person reads in it.

The first five and the last two activities of each table are in a truth file; tables, columns,
sections, approvals, title and period are there whole. Blanks, hyphens and bullets do not count.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Self
from zipfile import ZipFile

from lxml import etree
from rapidfuzz import fuzz

from plandoc.words.texts import BREAKS

KINDS = (
    "tables", "roles", "activities", "cells", "sections", "approvals", "title", "period", "text",
)  # fmt: skip
CELLS = ("number", "activity", "executor", "deadline", "result", "outcome", "place", "participants")
OWN = "own"
_OF_OWN = ("place", "participants", "other", "note", "budget", "indicator", "role")
_KEYS = {"executor": "executors"}
_ALIKE = 60
_WORD = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An activity as it was read: cells by roles, those of own columns by headings.

    `executors` are told apart or `None`; `doubted` are the roles of which a doubt is told, `*` all.
    """

    cells: Mapping[str, str]
    executors: tuple[str, ...] | None = None
    doubted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read; its columns are headings with roles, empty if no role was told."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[ReadRow]
    sections: Sequence[str] | None = None
    counts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """A paper as it was read; what a reader does not look for is `None`."""

    tables: Sequence[ReadTable]
    words: Counter[str]
    title: str | None = None
    period: tuple[str, str] | None = None
    approvals: Sequence[Mapping[str, str]] | None = None
    interprets: bool = True


@dataclass(slots=True)
class Score:
    """How many of each kind are right, of how many; the misses in words.

    `silent` counts the cells that are wrong and of which no doubt is told.
    """

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, kind: str, right: float, of: float = 1, *, miss: str = "") -> None:
        """Count something of a kind; what is missed has its sentence."""
        self.right[kind] += right  # type: ignore[assignment]
        self.of[kind] += of  # type: ignore[assignment]
        if right < of and miss:
            self.misses.append(f"{kind}: {miss}")

    def share(self, kind: str) -> float | None:
        """Return the share that is right, `None` where nothing was looked for."""
        return self.right[kind] / self.of[kind] if self.of[kind] else None

    @property
    def wrong(self) -> float | None:
        """The share of cells that are wrong without a doubt."""
        return self.silent / self.of["cells"] if self.of["cells"] else None

    def __iadd__(self, other: "Score") -> Self:
        self.right.update(other.right)
        self.of.update(other.of)
        self.silent += other.silent
        self.misses += other.misses
        return self


def truth_of(document: Path) -> dict[str, Any]:
    """Return what the truth file beside a document says."""
    told: dict[str, Any] = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))
    return told


def scored(document: Path, read: Read) -> Score:
    """Return the score of what was read in a document that has a truth file."""
    score, truth = Score(), truth_of(document)
    words = words_of(document.read_bytes())
    lost = words - read.words
    score.add("text", words.total() - lost.total(), words.total(), miss=" ".join(lost))
    wanted = [table for table in truth["tables"] if "columns" in table]
    for table, found in zip(wanted, _paired(wanted, read.tables), strict=True):
        name = " | ".join(column["header"] for column in table["columns"])
        score.add("tables", int(found is not None), miss=name)
        if found is None:
            score.add("activities", 0, table["activities"])
            score.add("cells", 0, sum(1 for row in table["rows"] for _ in _told(table, row)))
        else:
            _score_table(score, table, found, interprets=read.interprets)
    if read.interprets:
        _score_page(score, truth, read)
    return score


def words_of(document: bytes) -> Counter[str]:
    """Return the words of a DOCX, those of boxes, notes, headers and footers too."""
    found: Counter[str] = Counter()
    with ZipFile(BytesIO(document)) as archive:
        parts = [
            n
            for n in archive.namelist()
            if re.fullmatch(r"word/(document|header|footer).*\.xml", n)
        ]
        for part in parts:
            for paragraph in etree.fromstring(archive.read(part)).iter("{*}p"):
                counted = "document" not in part and _has_field(paragraph)
                if not counted and next(paragraph.iterancestors("{*}Fallback"), None) is None:
                    found += words_in(_said(paragraph))
    return found


def _has_field(paragraph: etree._Element) -> bool:
    """Whether a paragraph of a header or footer has the number of the page."""
    return next(paragraph.iter("{*}fldChar", "{*}fldSimple"), None) is not None


def _said(paragraph: etree._Element) -> str:
    return "".join(
        node.text or "" if etree.QName(node).localname == "t" else " "
        for node in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}noBreakHyphen")
        if next(node.iterancestors("{*}p")) is paragraph
    )


def words_in(text: str) -> Counter[str]:
    """Return the words of a text."""
    return Counter(_WORD.findall(text.casefold().translate(BREAKS).replace("\xad", "")))


# --- tables ---------------------------------------------------------------------------------------


def _paired(
    wanted: Sequence[Mapping[str, Any]], found: Sequence[ReadTable]
) -> Iterator[ReadTable | None]:
    """Yield the table read for each wanted one: that which holds most of its rows."""
    left = list(found)
    for table in wanted:
        best = max(left, key=lambda one: _common(table, one), default=None)
        if best is not None and _common(table, best) > 0:
            left.remove(best)
            yield best
        else:
            yield None


def _common(table: Mapping[str, Any], found: ReadTable) -> float:
    heads = {letters(heading) for heading, _ in found.columns} - {""}
    wanted = {letters(column["header"]) for column in table["columns"]} - {""}
    titles = [bare(row.cells.get("activity", "")) for row in found.rows]
    rows = [bare(row["activity"]) for row in table["rows"]]
    there = sum(any(title.startswith(row) for title in titles) for row in rows if row)
    return there + len(heads & wanted) / max(1, len(wanted))


def _score_table(
    score: Score, table: Mapping[str, Any], found: ReadTable, *, interprets: bool
) -> None:
    if interprets:
        _score_roles(score, table, found)
        _score_sections(score, table["sections"], found.sections or ())
    counts = found.counts or {len(found.rows)}
    acceptable = (table["activities"], *table.get("activities_also_acceptable", ()))
    off, wanted = min((abs(n - m), m) for n in counts for m in acceptable)
    miss = f"{sorted(counts)} instead of {table['activities']}"
    score.add("activities", max(0, wanted - off), max(1, wanted), miss=miss)
    left = list(found.rows)
    for row in table["rows"]:
        one = _row_for(table, row, left)
        if one is not None:
            left.remove(one)
        _score_row(score, table, row, one)


def _score_roles(score: Score, table: Mapping[str, Any], found: ReadTable) -> None:
    for place, column in enumerate(table["columns"]):
        heading, role = letters(column["header"]), column["role"]
        if not heading and role in ("other", "note"):
            continue
        by_heading = [r for h, r in found.columns if letters(h) == heading and heading]
        by_place = [r for _, r in found.columns[place : place + 1] if not heading]
        roles = by_heading or by_place
        right = role in roles or (OWN in roles and role in _OF_OWN)
        miss = f"«{column['header']}» is {roles or 'nothing'} instead of {role}"
        score.add("roles", int(right), miss=miss)


def _score_sections(score: Score, wanted: Sequence[str], found: Sequence[str]) -> None:
    left = [letters(title) for title in found]
    for title in wanted:
        spelled = {letters(title), letters(re.sub(r"^[\dIVXLС.\s]+", "", title))}
        there = next((one for one in left if one in spelled), None)
        score.add("sections", int(there is not None), miss=f"«{title}» is not among {found}")
        if there is not None:
            del left[: left.index(there) + 1]
    for extra in left if not wanted else ():
        score.add("sections", 0, miss=f"«{extra}» is none")


def _row_for(
    table: Mapping[str, Any], row: Mapping[str, Any], left: Sequence[ReadRow]
) -> ReadRow | None:
    """Return the row that is meant: of those with its activity that with most of its cells."""
    wanted = bare(row["activity"])
    rows = [one for one in left if _is_title(wanted, bare(one.cells.get("activity", "")))]
    if not rows:
        rows = [
            one
            for one in left
            if fuzz.ratio(wanted, bare(one.cells.get("activity", ""))[: len(wanted)]) > _ALIKE
        ]
    return max(
        rows, key=lambda one: sum(right for *_, right in _told(table, row, one)), default=None
    )


def _is_title(wanted: str, found: str) -> bool:
    return found.startswith(wanted) if wanted else not found


def _score_row(
    score: Score, table: Mapping[str, Any], row: Mapping[str, Any], found: ReadRow | None
) -> None:
    for role, wanted, said, right in _told(table, row, found):
        doubted = found is not None and found.doubted & {role, "*"}
        told = " (told as a doubt)" if doubted else ""
        miss = f"row {row['row']}, {role}: {said!r} instead of {wanted!r}{told}"
        score.add("cells", int(right), miss=miss)
        score.silent += not right and not doubted


def _told(
    table: Mapping[str, Any], row: Mapping[str, Any], found: ReadRow | None = None
) -> Iterator[tuple[str, str, str | None, bool]]:
    """Yield the cells of a truth file: role, what is wanted, what was read, if it is right."""
    headers = {column["role"]: column["header"] for column in table["columns"]}
    for role in CELLS:
        wanted = row.get(_KEYS.get(role, role))
        if wanted is None or role not in headers:
            continue
        if found is None:
            yield role, str(wanted), None, False
            continue
        said = found.cells.get(role, found.cells.get(letters(headers[role]), ""))
        if role == "executor":
            yield role, str(wanted), str(found.executors or said), _same_executors(row, found, said)
        elif role == "activity":
            yield role, wanted, said[:100], _is_title(bare(wanted), bare(said))
        elif role == "number":
            yield role, wanted, said, wanted.strip(" .") == said.strip(" .)")
        else:
            yield role, wanted, said, bare(wanted) == bare(said)


def _same_executors(row: Mapping[str, Any], found: ReadRow, said: str) -> bool:
    if found.executors is None:
        return letters(row["executors_raw"]) == letters(said)
    return list(map(letters, found.executors)) == list(map(letters, row["executors"]))


# --- what stands around the tables ----------------------------------------------------------------


def _score_page(score: Score, truth: Mapping[str, Any], read: Read) -> None:
    told, title = truth["period"], read.title or ""
    right = letters(truth["title"]) == letters(title)
    score.add("title", int(right), miss=f"«{title}» instead of «{truth['title']}»")
    days = [told["from"], told["to"]]
    miss = f"{read.period} instead of {days}"
    score.add("period", int(list(read.period or ()) == days), miss=miss)
    left = list(read.approvals or ())
    for wanted in truth["approvals"]:
        one = next((one for one in left if one["kind"] == wanted["kind"]), None)
        if one is not None:
            left.remove(one)
        for key in ("kind", "name", "post", "organization", "date", "body", "number"):
            if key not in wanted:
                continue
            said = "" if one is None else one.get(key, "")
            right = one is not None and _same_piece(key, wanted[key], said)
            score.add("approvals", int(right), miss=f"{key}: «{said}» instead of «{wanted[key]}»")
    for extra in left:
        score.add("approvals", 0, miss=f"{dict(extra)} is none")


def _same_piece(key: str, wanted: str, said: str) -> bool:
    """Whether a piece of an approval is right; the post and the organisation stand in one field."""
    if key in ("post", "organization"):
        return letters(wanted) in letters(said)
    return letters(wanted).rstrip("г") == letters(said).rstrip("г")


# --- spelling -------------------------------------------------------------------------------------


def bare(text: str) -> str:
    """Return a text without blanks, hyphens and bullets."""
    return re.sub(r"[\s\-‑–—•·\u200b\xad]+", "", text.translate(BREAKS))


def letters(text: str) -> str:
    """Return the letters and figures of a text."""
    return re.sub(r"[\W_]+", "", text).casefold()
