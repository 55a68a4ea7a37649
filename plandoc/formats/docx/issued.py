"""The issued texts of a document, stored inside it as XML.

A reader compares them with a returned document to find what was filled in.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from sys import intern

from lxml.etree import _Element

from plandoc.errors import ReturnedFileError
from plandoc.ooxml.custom_xml import custom_items
from plandoc.ooxml.markup import escape, quoted
from plandoc.ooxml.package import Package
from plandoc.ooxml.pull import seen
from plandoc.schema.columns import PLAN_COLUMNS, STANDARD_COLUMNS
from plandoc.schema.outcome import OUTCOME_FIELDS

NAMESPACE = "urn:plandoc:issued"
"""The namespace that identifies the XML in a file."""

_ISSUED, _ACTIVITY, _PLAN = (f"{{{NAMESPACE}}}{tag}" for tag in ("issued", "activity", "plan"))

_TEXTS = frozenset({*PLAN_COLUMNS, *(f"outcome.{name}" for name in OUTCOME_FIELDS)})
_LONGEST = 1_000_000
"""Characters of a text in one element: parsers refuse ten megabytes, as those of a large plan."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Issued:
    """The texts of a document as printed.

    `columns` are headings by column key, in order; custom columns have the key `fields.<key>`.
    `texts` are those of `plandoc.wording.columns.issued_texts` for the activities in tables.
    `sections` are the texts of all other rows (headings of sections, texts below them, sums), a row
    of several texts with a line for each; `lines` are all lines outside the rows of activities,
    beside the body too. `tables` are the headings of each table of a plan of blocks by column key,
    by the first activity in it. `merged` are the columns in which equal texts of neighbours were
    printed as one cell. `plan` is the plan itself as JSON, which `carried_in` alone
    reads. `damaged` are keys read that nothing has.
    """

    columns: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    sections: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    plan: str = ""
    damaged: tuple[str, ...] = ()


def issued_xml(issued: Issued) -> Iterator[bytes]:
    """Yield the XML piece by piece; the output is deterministic."""
    opened = cache(lambda key: f"<text key={quoted(key)}>")
    yield f'{_HEAD}<issued xmlns="{NAMESPACE}">{_columns(issued.columns)}'.encode()
    for id_, texts in issued.texts.items():
        told = [f"{opened(key)}{escape(text)}</text>" for key, text in texts.items()]
        yield f"<activity id={quoted(id_)}>{''.join(told)}</activity>".encode()
    yield from _each("section", issued.sections)
    yield from _each("line", issued.lines)
    yield from _each("merged", issued.merged)
    for id_, headings in issued.tables.items():
        yield f"<table first={quoted(id_)}>{_columns(headings)}</table>".encode()
    pieces = range(0, len(issued.plan), _LONGEST)
    yield from _each("plan", (issued.plan[at : at + _LONGEST] for at in pieces))
    yield b"</issued>"


def _columns(headings: Mapping[str, str]) -> str:
    return "".join(
        f"<column key={quoted(key)}>{escape(heading)}</column>" for key, heading in headings.items()
    )


def _each(tag: str, texts: Iterable[str]) -> Iterator[bytes]:
    return (f"<{tag}>{escape(text)}</{tag}>".encode() for text in texts)


def issued_in(package: Package) -> Issued | None:
    """Return the texts with which a document was issued, `None` if they were lost."""
    for name in sorted(custom_items(package)):
        with suppress(ReturnedFileError):
            if found := issued_of(package, name):
                return found
    return None


def carried_in(package: Package) -> str:
    """Return the plan that a document carries as JSON, `""` if it carries none."""
    for name in sorted(custom_items(package)):
        with suppress(ReturnedFileError):
            pieces: list[str] = []

            def take(element: _Element, pieces: list[str] = pieces) -> None:
                if element.tag == _PLAN and _is_outermost(element):
                    pieces.append(element.text or "")

            if seen(package, name, take, "activity", "plan").tag == _ISSUED:
                return "".join(pieces)
    return ""


def _is_outermost(element: _Element) -> bool:
    """Whether the root is the only element around another one."""
    root = element.getparent()
    return root is not None and root.getparent() is None


def issued_of(package: Package, name: str) -> Issued | None:
    """Return the content of a part without its plan, `None` if it is other XML."""
    texts: dict[str, dict[str, str]] = {}

    def each(parent: _Element, tag: str) -> Iterator[_Element]:
        yield from parent.iterfind(f"{{{NAMESPACE}}}{tag}")

    def headings(parent: _Element) -> dict[str, str]:
        return {column.get("key", ""): column.text or "" for column in each(parent, "column")}

    def take(element: _Element) -> None:
        if element.tag == _ACTIVITY and _is_outermost(element):
            told = each(element, "text")
            texts[element.get("id", "")] = {
                intern(text.get("key", "")): text.text or "" for text in told
            }
        element.clear()

    root = seen(package, name, take, "activity", "plan", kept=True)
    if root.tag != _ISSUED:
        return None
    columns = headings(root)
    strange = dict.fromkeys(key for key in columns if not _is_key(key, STANDARD_COLUMNS))
    strange |= dict.fromkeys(
        key for found in texts.values() for key in found if not _is_key(key, _TEXTS)
    )
    return Issued(
        columns={key: text for key, text in columns.items() if key not in strange},
        texts=texts,
        sections=tuple(section.text or "" for section in each(root, "section")),
        lines=tuple(line.text or "" for line in each(root, "line")),
        merged=tuple(column.text or "" for column in each(root, "merged")),
        tables={table.get("first", ""): headings(table) for table in each(root, "table")},
        damaged=tuple(strange),
    )


def _is_key(key: str, standard: Container[str]) -> bool:
    return key in standard or key.startswith("fields.")
