"""An office document made of its parts, each of them with those that it is related to."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandoc.ooxml.markup import DECLARED, quoted
from plandoc.ooxml.pack import FIRST_PART, Content
from plandoc.ooxml.package import (
    RELATIONS,
    TYPES,
    Package,
    content_type_of,
    relation_type_of,
    relations_of,
    target_from,
)

DOCUMENT = "officeDocument"
"""The kind of the relation to the main part."""

_RELATED = "application/vnd.openxmlformats-package.relationships+xml"
_USUAL = (
    f'<Default Extension="rels" ContentType="{_RELATED}"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


class Part(NamedTuple):
    """A part to be made: its name, the kind of the relation to it, its content, its own parts.

    The relations to those have the ids `rId1`, `rId2`, … in their order.
    """

    name: str
    kind: str
    data: Content
    parts: Sequence["Part"] = ()


def assembled(family: str, parts: Sequence[Part]) -> Package:
    """Return the document with these parts; `family` is that of its markup language."""
    made: dict[str, Content] = {FIRST_PART: _types(family, parts)}
    made.update(_written("", parts))
    return Package(made)


def _written(source: str, parts: Sequence[Part]) -> Iterator[tuple[str, Content]]:
    """Yield the relations of a part, and all that follows from them."""
    if parts:
        yield relations_of(source), _relations(source, parts)
    for part in parts:
        yield part.name, part.data
        yield from _written(part.name, part.parts)


def _relations(source: str, parts: Sequence[Part]) -> bytes:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{relation_type_of(part.kind)}"'
        f" Target={quoted(target_from(source, part.name))}/>"
        for number, part in enumerate(parts, 1)
    )
    return f'{DECLARED}<Relationships xmlns="{RELATIONS}">{told}</Relationships>'.encode()


def _types(family: str, parts: Sequence[Part]) -> bytes:
    told = "".join(
        f'<Override PartName={quoted(f"/{part.name}")} ContentType="{_type(part.kind, family)}"/>'
        for part in _all(parts)
    )
    return f'{DECLARED}<Types xmlns="{TYPES}">{_USUAL}{told}</Types>'.encode()


def _type(kind: str, family: str) -> str:
    return content_type_of("sheet.main" if kind == DOCUMENT else kind, family)


def _all(parts: Sequence[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _all(part.parts)
