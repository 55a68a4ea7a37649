"""The parts of somebody's workbook: what is not edited keeps every byte, rows are never parsed."""

import re
from datetime import datetime
from io import BytesIO
from itertools import count
from posixpath import basename, dirname, join, normpath, relpath
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from plandoc.codes import Code
from plandoc.errors import Problem, ReturnedFileError
from plandoc.ooxml.pack import FIRST_PART, pack

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_LINKED = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode()
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT = {
    "worksheet": f"{_SHEETS}.worksheet+xml",
    "styles": f"{_SHEETS}.styles+xml",
    "comments": f"{_SHEETS}.comments+xml",
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
}

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_MENDING = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
_ROWS = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?:\s[^<>]*)?>.*</\1sheetData\s*>", re.DOTALL)
_OTHER_ENCODING = re.compile(
    rb"\xff\xfe|\xfe\xff|<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE
)


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type, the part that it leads to."""

    id: str
    kind: str
    part: str


class Package:
    """Parts by name, with the relations between them.

    A part that was asked for by `look` and not by `edit` is given back as it was. The rows of a
    sheet are put aside before its XML is parsed (there may be a million of them) and put back
    as they were.

    Raises `ReturnedFileError` for what is no workbook.
    """

    def __init__(self, source: bytes) -> None:
        self._roots: dict[str, Any] = {}
        self._rows: dict[str, tuple[bytes, bytes]] = {}
        self._edited: set[str] = set()
        try:
            with ZipFile(BytesIO(source)) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
                self.parts = {name: archive.read(name) for name in names}
            self.workbook = self.related("", "officeDocument")[0]
            self.look(FIRST_PART)
            self.main = f"{{{etree.QName(self.look(self.workbook)).namespace}}}"
        except (BadZipFile, KeyError, IndexError, etree.XMLSyntaxError) as error:
            raise ReturnedFileError([Problem(Code.OFFICE_FILE_NOT_A_WORKBOOK)]) from error

    def saved(self, stamp: datetime | None = None) -> bytes:
        """Return the package as bytes."""
        return pack(self.parts | {name: self._written(name) for name in self._edited}, stamp=stamp)

    # --- parts ---

    def look(self, part: str) -> Any:
        """Return the root of a part's XML, to be read."""
        if part not in self._roots:
            data = self.parts[part]
            if _OTHER_ENCODING.match(data):
                data = etree.tostring(etree.fromstring(data, _PARSER), encoding="UTF-8")
            data = _ROWS.sub(lambda found: self._put_aside(part, found), data, count=1)
            parser = _MENDING if part.endswith(".vml") else _PARSER
            self._roots[part] = etree.fromstring(data, parser)
        return self._roots[part]

    def edit(self, part: str) -> Any:
        """Return the root of a part's XML, to be changed."""
        self._edited.add(part)
        return self.look(part)

    def rows(self, sheet: str) -> bytes:
        """Return the rows of a sheet as XML, as they were put aside."""
        self.look(sheet)
        return self._rows.get(sheet, (b"", b""))[1]

    def add(self, template: str, kind: str, data: bytes) -> str:
        """Add a part under the first free name and return that: `xl/comments{}.xml`."""
        taken = {name.casefold() for name in self.parts}
        name = next(n for n in map(template.format, count(1)) if n.casefold() not in taken)
        self.parts[name] = data
        types, extension = self.edit(FIRST_PART), name.rpartition(".")[2]
        if kind != "vmlDrawing":
            etree.SubElement(
                types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_CONTENT[kind]
            )
        elif not any(known.get("Extension") == extension for known in types):
            described = {"Extension": extension, "ContentType": _CONTENT[kind]}
            types.insert(0, types.makeelement(f"{_TYPES}Default", described))
        return name

    def drop(self, part: str) -> None:
        """Take away a part, and what nothing but that part leads to."""
        led_to = [relation.part for relation in self.relations(part)]
        for name in (part, _relations_of(part)):
            self._forget(name)
        types = self.edit(FIRST_PART)
        for known in types.findall(f"{_TYPES}Override"):
            if known.get("PartName", "").casefold() == f"/{part}".casefold():
                types.remove(known)
        for orphan in led_to:
            if not any(orphan == relation.part for relation in self._all_relations()):
                self.drop(orphan)

    def _forget(self, part: str) -> None:
        for kept in (self.parts, self._roots, self._rows):
            kept.pop(part, None)
        self._edited.discard(part)

    # --- relations ---

    def relations(self, part: str) -> list[Relation]:
        """Return the relations of a part to other parts of the package; of `""`, its own."""
        listed = _relations_of(part)
        if listed not in self.parts:
            return []
        known = {name.casefold(): name for name in self.parts}
        found = []
        for relation in self.look(listed).iter(f"{_RELATIONS}Relationship"):
            target = normpath(join("/", dirname(part), relation.get("Target", ""))).lstrip("/")
            name = known.get(target.casefold())
            if name and relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found.append(Relation(relation.get("Id", ""), kind, name))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts to which a part has relations of a kind."""
        return [relation.part for relation in self.relations(part) if relation.kind == kind]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to another one and return the id of that relation."""
        listed = _relations_of(part)
        self.parts.setdefault(listed, _NO_RELATIONS)
        root = self.edit(listed)
        taken = {relation.get("Id") for relation in root}
        identity = next(name for name in map("rId{}".format, count(1)) if name not in taken)
        described = {
            "Id": identity,
            "Type": f"{self.linked[1:-1]}/{kind}",
            "Target": relpath(target, dirname(part) or "."),
        }
        etree.SubElement(root, f"{_RELATIONS}Relationship", described)
        return identity

    def unrelate(self, part: str, target: str) -> None:
        """Take away the relations of a part to another, and that part if nothing leads to it."""
        gone = {relation.id for relation in self.relations(part) if relation.part == target}
        listed = _relations_of(part)
        root = self.edit(listed)
        for relation in [known for known in root if known.get("Id") in gone]:
            root.remove(relation)
        if not len(root):
            self._forget(listed)
        if not any(target == relation.part for relation in self._all_relations()):
            self.drop(target)

    @property
    def linked(self) -> str:
        """The namespace of relations in XML: the strict standard has another one."""
        return f"{{{_STRICT_LINKED if 'purl.oclc.org' in self.main else _LINKED}}}"

    def _all_relations(self) -> list[Relation]:
        sources = [_source_of(name) for name in self.parts if name.endswith(".rels")]
        return [relation for source in sources for relation in self.relations(source)]

    # --- XML ---

    def translated(self, data: bytes) -> bytes:
        """Return XML of ours in the namespaces of this workbook, which may be strict."""
        return data.replace(_MAIN, self.main[1:-1].encode()).replace(
            _LINKED.encode(), self.linked[1:-1].encode()
        )

    def _put_aside(self, part: str, found: re.Match[bytes]) -> bytes:
        place = b"<%bsheetData/>" % found[1]
        self._rows[part] = place, found[0]
        return place

    def _written(self, part: str) -> bytes:
        tree = self._roots[part].getroottree()
        data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return bytes(data.replace(*self._rows[part], 1) if part in self._rows else data)


def _relations_of(part: str) -> str:
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def _source_of(relations: str) -> str:
    return join(dirname(dirname(relations)), basename(relations).removesuffix(".rels"))


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; comments have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
