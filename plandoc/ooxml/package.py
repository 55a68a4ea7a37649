"""An office document: parts, the relations between them, their content types (ECMA-376, part 2)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import count
from posixpath import basename, dirname, join, normpath, relpath
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from plandoc.errors import ReturnedFileError
from plandoc.ooxml.markup import namespace_of
from plandoc.ooxml.pack import FIRST_PART, Content, pack
from plandoc.ooxml.parts import Parts
from plandoc.ooxml.refusals import damaged

FAMILIES = ("spreadsheetml", "wordprocessingml", "presentationml")
"""The markup languages of office documents, as content types name them."""

_MAIN_PARTS = {"xl/workbook.xml": "spreadsheetml", "word/document.xml": "wordprocessingml"}
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Namespaces of content types, of relations, and of their types and ids."""

_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NO_RELATIONS = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
_CORE = "core-properties"
_FORMATS = "application/vnd.openxmlformats"
# Content types by kinds of relations; that of another kind is named after the family.
_CONTENT_TYPES = {
    _CORE: f"{_FORMATS}-package.core-properties+xml",
    "custom-properties": f"{_FORMATS}-officedocument.custom-properties+xml",
    "extended-properties": f"{_FORMATS}-officedocument.extended-properties+xml",
    "theme": f"{_FORMATS}-officedocument.theme+xml",
    "drawing": f"{_FORMATS}-officedocument.drawing+xml",
    "chart": f"{_FORMATS}-officedocument.drawingml.chart+xml",
    "customXml": "application/xml",
    "customXmlProps": f"{_FORMATS}-officedocument.customXmlProperties+xml",
    "vmlDrawing": f"{_FORMATS}-officedocument.vmlDrawing",
}
_IMAGES = {"png": "image/png", "jpeg": "image/jpeg"}
"""Content types of images by extensions."""


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type, the part that it leads to."""

    id: str
    kind: str
    part: str


class Package(Parts):
    """The parts of an office document, to be read, filled or edited.

    The source of relations is a part, or `""`: the package itself.
    """

    def saved(self, stamp: datetime | None = None) -> bytes:
        """Return the document as a file; `stamp` dates the entries of its zip."""
        return pack(self.contents(), stamp=stamp)

    @cached_property
    def main(self) -> str:
        """The name of the main part, `""` where there is none."""
        named = self.related("", "officeDocument")
        return next((part for part in (*named, *_MAIN_PARTS) if part in self), "")

    @cached_property
    def family(self) -> str:
        """The markup language of the main part by its content type: one of `FAMILIES`, or `""`."""
        usual = _MAIN_PARTS.get(self.main.lower(), "")
        if FIRST_PART not in self:
            return usual
        named = self.listed(FIRST_PART, _types).get(f"/{self.main}".lower(), "")
        return next((family for family in FAMILIES if family in named), usual)

    @cached_property
    def namespace(self) -> str:
        """The namespace of the main part in braces; strict documents have another one."""
        try:
            return f"{{{namespace_of(next(self.chunks(self.main)))}}}"
        except (StopIteration, etree.XMLSyntaxError) as error:
            raise damaged(self.file, self.main) from error

    @property
    def links(self) -> str:
        """The namespace in braces of attributes that hold ids of relations."""
        return f"{{{_STRICT_OFFICE if self.is_strict else LINKS}}}"

    @cached_property
    def is_strict(self) -> bool:
        """Whether the main part is in the strict edition of the standard."""
        return "purl.oclc.org" in self.namespace

    # --- relations ---

    def relations(self, source: str = "") -> tuple[Relation, ...]:
        """Return the relations of a part to parts of the package, whether those exist or not."""
        listed = relations_of(source)
        if listed not in self:
            return ()
        return tuple(
            Relation(identity, kind, self._target(source, target))
            for identity, kind, target in self.listed(listed, _relations)
        )

    def related(self, source: str, kind: str) -> tuple[str, ...]:
        """Return the parts that exist and to which a part has relations of a kind."""
        found = self.relations(source)
        return tuple(r.part for r in found if r.kind == kind and r.part in self)

    def relate(self, source: str, kind: str, part: str, identity: str = "") -> str:
        """Return the id of the relation of that kind to a part, adding it where there is none.

        A new relation has the id `identity`, or where that is taken the first free of `rId1`, ….
        """
        for relation in self.relations(source):
            if relation.kind == kind and relation.part.lower() == part.lower():
                return relation.id
        listed = relations_of(source)
        if listed not in self:
            self.write(listed, _NO_RELATIONS)
        taken = self.listed(listed, _identities)
        numbered = map("rId{}".format, count(1))
        identity = (
            identity if identity not in taken else next(n for n in numbered if n not in taken)
        )
        described = {
            "Id": identity,
            "Type": relation_type_of(kind, self.links[1:-1]),
            "Target": target_from(source, part),
        }
        self.append(listed, f"{{{RELATIONS}}}Relationship", described)
        return identity

    def unrelate(self, source: str, *identities: str) -> None:
        """Remove relations of a part, and the parts to which no relation leads any longer."""
        removed = [
            relation.part for relation in self.relations(source) if relation.id in identities
        ]
        if not removed:
            return
        listed = relations_of(source)
        root = self.edit(listed)
        for entry in [entry for entry in root if entry.get("Id") in identities]:
            root.remove(entry)
        if not len(root):
            self.remove(listed)
        self._drop_orphans(removed)

    def _target(self, source: str, target: str) -> str:
        target = _resolved(source, target)
        return self._names.get(target.lower(), target)

    # --- parts with their relations and content types ---

    def free_name(self, template: str) -> str:
        """Return the first name that no part has and no relation names: `xl/comments{}.xml`."""
        taken = {name.lower() for name in (*self.names, *self._targets())}
        return next(n for n in map(template.format, count(1)) if n.lower() not in taken)

    def attach(self, source: str, kind: str, part: str, data: Content, identity: str = "") -> str:
        """Write a part, name its content type and relate `source` to it (`relate`).

        `kind` tells both the type of the relation and the content type.
        """
        self.write(part, data)
        image = _IMAGES.get(part.rpartition(".")[2].lower(), "") if kind == "image" else ""
        self._name_type(part, image or content_type_of(kind, self.family))
        return self.relate(source, kind, part, identity)

    def drop(self, part: str) -> None:
        """Remove a part with its content type, and parts to which only that part has relations."""
        led_to = [relation.part for relation in self.relations(part)]
        self.remove(part)
        self.remove(relations_of(part))
        extension = part.rpartition(".")[2].lower()
        used = any(name.lower().endswith(f".{extension}") for name in self.names)
        types = self.edit(FIRST_PART)
        for entry in list(types.iterchildren("*")):
            named = entry.get("PartName", "").lower() == f"/{part}".lower()
            if named or (entry.get("Extension", "").lower() == extension and not used):
                types.remove(entry)
        self._drop_orphans(led_to)

    def _drop_orphans(self, parts: list[str]) -> None:
        for part in parts:
            if part in self and part not in self._targets():
                self.drop(part)

    def _targets(self) -> Iterator[str]:
        """Yield every part that a relation leads to; relations that are damaged may lead to any."""
        for name in self.names:
            if name.endswith(".rels"):
                source = join(dirname(dirname(name)), basename(name).removesuffix(".rels"))
                try:
                    yield from (relation.part for relation in self.relations(source))
                except ReturnedFileError:
                    yield from self.names

    def _name_type(self, part: str, content_type: str) -> None:
        """Name the content type of a part: XML by its name, anything else by its extension."""
        extension = part.rpartition(".")[2].lower()
        known = self.listed(FIRST_PART, _types)
        if extension == "xml" and f"/{part}".lower() not in known:
            described = {"PartName": f"/{part}", "ContentType": content_type}
            self.append(FIRST_PART, f"{{{TYPES}}}Override", described)
        if extension != "xml" and f".{extension}" not in known:
            described = {"Extension": extension, "ContentType": content_type}
            self.append(FIRST_PART, f"{{{TYPES}}}Default", described)


def _relations(listing: _Element) -> tuple[tuple[str, str, str], ...]:
    """Return the ids, kinds and targets of relations to parts of the package."""
    return tuple(
        (entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], entry.get("Target", ""))
        for entry in listing.iterfind("{*}Relationship")
        if entry.get("TargetMode") != "External"
    )


def _identities(listing: _Element) -> frozenset[str]:
    """Return the ids that a relation may not have."""
    return frozenset(entry.get("Id", "") for entry in listing) | {""}


def _types(listing: _Element) -> Mapping[str, str]:
    """Return the content types by the names of parts, such as `/word/document.xml`, or `.png`."""
    found = {}
    for entry in listing.iterchildren("*"):
        named = entry.get("PartName") or f".{entry.get('Extension', '')}"
        found[named.lower()] = entry.get("ContentType", "")
    return found


@lru_cache(maxsize=1_024)
def _resolved(source: str, target: str) -> str:
    """Return the name of the part that a relation of `source` leads to."""
    return normpath(join("/", dirname(source), target))[1:]


def content_type_of(kind: str, family: str) -> str:
    """Return the content type of XML by the kind of the relation to it."""
    return _CONTENT_TYPES.get(kind, f"{_FORMATS}-officedocument.{family}.{kind}+xml")


def relation_type_of(kind: str, links: str = LINKS) -> str:
    """Return the type of a relation of a kind; `links` is the namespace of ids of relations."""
    return f"{f'{RELATIONS}/metadata' if kind == _CORE else links}/{kind}"


@lru_cache(maxsize=1_024)
def target_from(source: str, part: str) -> str:
    """Return the target of a relation of a part to another one."""
    return relpath(part, dirname(source) or ".")


@lru_cache(maxsize=1_024)
def relations_of(part: str) -> str:
    """Return the name of the part that lists the relations of a part."""
    return join(dirname(part), "_rels", f"{basename(part)}.rels")
