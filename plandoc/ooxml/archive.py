"""The zip of an office document, looked at before anything in it is parsed.

The directory of the zip tells how many parts there are and how large they claim to be; what
cannot be true, or would hold the machine for minutes, is refused there. Parts are inflated
one at a time, never beyond what they claim, and XML is parsed without entities or network.
Macros and links to other files are never run or followed; a warning says that they are there.
"""

import posixpath
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.ooxml.signature import ZIP, what_else
from plandoc.returns.filled import FileKind

LARGEST_FILE = 256 * 2**20
"""Bytes of a file as it came."""

MOST_PARTS = 10_000
LARGEST_PART = 1024 * 2**20
"""Bytes of one part unpacked: a million rows of styled empty cells take half of that."""

LARGEST_WHOLE = 2048 * 2**20
MOST_TIMES, SMALL_PART = 200, 64 * 2**20
"""How many times larger than packed a part may be, unless it is small: XML is 10 to 50 times."""

MOST_TAGS = 8_000_000
"""Tags in a part that is read as a tree: 20 000 rows of a document have 5 million."""

HARDENED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""Options of every parser of XML here."""

_ENTRY, _LOCAL_HEADER = b"PK\x01\x02", 30
_ENCRYPTED = 0x1
_CHUNK = 2**18
_MEGABYTE = 2**20
_FAILURES = (BadZipFile, zlib.error, EOFError, struct.error, OSError, NotImplementedError)
_FAMILIES = {FileKind.WORKBOOK: "spreadsheetml", FileKind.DOCUMENT: "wordprocessingml"}
_OTHER_FAMILIES = {"spreadsheetml": "XLSX", "wordprocessingml": "DOCX", "presentationml": "PPTX"}
_WANTED = {FileKind.WORKBOOK: "XLSX", FileKind.DOCUMENT: "DOCX"}
_MAIN = {"xl/workbook.xml": "spreadsheetml", "word/document.xml": "wordprocessingml"}
_FOREIGN = {  # zips of other programs: a part that each has
    "xl/workbook.bin": "XLSB",
    "index/document.iwa": "Numbers/Pages",
    "fixeddocseq.fdseq": "XPS",
}
_OPEN_DOCUMENT = {"spreadsheet": "ODS", "text": "ODT", "presentation": "ODP"}
_MACROS = ("vbaproject.bin", "xl/macrosheets/")
_LINKS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type, the part it leads to."""

    id: str
    type: str
    target: str


@dataclass(frozen=True)
class Archive:
    """The parts of an office document, each read when it is asked for.

    Names of parts are compared without regard to case, as Office does.
    """

    file: str
    entries: dict[str, ZipInfo]
    zip: ZipFile = field(repr=False)
    problems: tuple[Problem, ...] = ()
    """Warnings: there are macros, there are links to other files."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts as they are written."""
        return tuple(map(_clean, self.zip.namelist()))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self.entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece.

        Raises `ReturnedFileError` where the part is missing, damaged or not as long as it claims.
        """
        entry = self.entries.get(name.lower())
        if entry is None:
            raise damaged(self, name)
        length = 0
        try:
            with self.zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    length += len(chunk)
                    yield chunk
        except _FAILURES as error:
            raise damaged(self, name) from error
        if length != entry.file_size:
            raise damaged(self, name)

    def read(self, name: str) -> bytes:
        """Return a part whole. Raises `ReturnedFileError` like `chunks`."""
        return b"".join(self.chunks(name))

    def xml(self, name: str) -> Any:
        """Return the root element of a part, `None` where the document has no such part.

        Raises `ReturnedFileError` for what is no XML, for a document type or entities in it, and
        for more tags than a document of words has.
        """
        if name not in self:
            return None
        source = self.read(name)
        if source.count(b"<") > MOST_TAGS:
            raise too_many(self, name, MOST_TAGS)
        try:
            root = etree.fromstring(source, etree.XMLParser(**HARDENED))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self, name) from error
        refuse_type(self, name, root)
        return root

    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """Return the relations of a part, of the whole document without a name.

        Targets are names of parts; relations that lead out of the file are left out.
        """
        folder, _, base = name.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return ()
        return tuple(
            Relation(
                found.get("Id", ""),
                found.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, found.get("Target", "")))[1:],
            )
            for found in root.iterfind("{*}Relationship")
            if found.get("TargetMode") != "External"
        )

    @cached_property
    def main(self) -> str:
        """The name of the main part, `""` where there is none."""
        told = (r.target for r in self.relations() if r.type == "officeDocument")
        return next((name for name in (*told, *_MAIN) if name in self), "")

    @cached_property
    def family(self) -> str:
        """What the content types say that the main part is: `spreadsheetml`, …; or `""`."""
        root = self.xml("[Content_Types].xml")
        parts = () if root is None else root.iterfind("{*}Override")
        types = {p.get("PartName", "").lstrip("/").lower(): p.get("ContentType") for p in parts}
        said = types.get(self.main.lower()) or ""
        return next((f for f in _OTHER_FAMILIES if f in said), _MAIN.get(self.main.lower(), ""))


def open_archive(source: bytes, file: str = "", *, kind: FileKind) -> Archive:
    """Return the parts of an office document.

    Raises `ReturnedFileError` that names what the file is instead of a document of that kind,
    or why it cannot be one.
    """
    wanted = _WANTED[kind]
    if not source.startswith(ZIP):
        raise ReturnedFileError([what_else(source, file, wanted)])
    place = Place(file=file)
    if len(source) > LARGEST_FILE:
        raise _too_large(place, len(source), LARGEST_FILE)
    count = source.count(_ENTRY)
    if count > MOST_PARTS:
        raise _refused(Code.OFFICE_FILE_TOO_MANY_PARTS, place, count=count, most=MOST_PARTS)
    try:
        package = ZipFile(BytesIO(source))
    except _FAILURES as error:
        raise _refused(Code.OFFICE_FILE_TRUNCATED, place) from error
    entries = _entries(package, place)
    archive = Archive(file, entries, package, tuple(_remarks(entries, place)))
    _refuse_other_kinds(archive, kind)
    return archive


def _entries(package: ZipFile, place: Place) -> dict[str, ZipInfo]:
    """Return the entries by their names, after a look at what they claim to be."""
    infos = [info for info in package.infolist() if not info.is_dir()]
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise _refused(Code.OFFICE_FILE_ENCRYPTED, place)
    entries = {_clean(info.filename).lower(): info for info in infos}
    odd = any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos)
    if odd or len(entries) < len(infos) or _overlapping(infos):
        raise _refused(Code.OFFICE_FILE_TRUNCATED, place)
    for info in infos:
        swollen = info.file_size > max(SMALL_PART, MOST_TIMES * info.compress_size)
        if info.file_size > LARGEST_PART or swollen:
            part = replace(place, part=_clean(info.filename))
            raise _too_large(part, info.file_size, LARGEST_PART)
    whole = sum(info.file_size for info in infos)
    if whole > LARGEST_WHOLE:
        raise _too_large(place, whole, LARGEST_WHOLE)
    return entries


def _overlapping(infos: list[ZipInfo]) -> bool:
    """Tell whether two entries share bytes, as those of a bomb do."""
    spans = sorted(
        (info.header_offset, info.header_offset + _LOCAL_HEADER + info.compress_size)
        for info in infos
    )
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _remarks(names: Iterable[str], place: Place) -> Iterator[Problem]:
    for code, marks in (
        (Code.OFFICE_FILE_HAS_MACROS, _MACROS),
        (Code.OFFICE_FILE_HAS_EXTERNAL_LINKS, _LINKS),
    ):
        if any(mark in name for name in names for mark in marks):
            yield Problem(code, place=place)


def _refuse_other_kinds(archive: Archive, kind: FileKind) -> None:
    place, wanted = Place(file=archive.file), _WANTED[kind]
    if archive.family == _FAMILIES[kind]:
        return
    if archive.family:
        form = _OTHER_FAMILIES[archive.family]
        raise _refused(Code.OFFICE_FILE_OTHER_KIND, place, format=form, wanted=wanted)
    if "mimetype" in archive:
        told = archive.read("mimetype").decode("ascii", "replace").rpartition(".")[2]
        form = _OPEN_DOCUMENT.get(told.partition("-")[0].strip(), "OpenDocument")
        raise _refused(Code.OFFICE_FILE_OTHER_FORMAT, place, format=form, wanted=wanted)
    foreign = next((form for part, form in _FOREIGN.items() if part in archive), "")
    if foreign:
        raise _refused(Code.OFFICE_FILE_OTHER_FORMAT, place, format=foreign, wanted=wanted)
    raise _refused(Code.OFFICE_FILE_IS_AN_ARCHIVE, place, format="ZIP", wanted=wanted)


def refuse_type(archive: Archive, name: str, element: Any) -> None:
    """Raise `ReturnedFileError` where the part of an element declares a document type."""
    if element.getroottree().docinfo.doctype:
        raise _refused(Code.OFFICE_FILE_HAS_DTD, Place(file=archive.file, part=name))


def damaged(archive: Archive, name: str) -> ReturnedFileError:
    """Return the refusal of a part that cannot be read."""
    return _refused(Code.OFFICE_FILE_PART_DAMAGED, Place(file=archive.file, part=name))


def too_many(archive: Archive, name: str, most: int) -> ReturnedFileError:
    """Return the refusal of a part that has more rows, cells or tags than it may have."""
    return _refused(
        Code.OFFICE_FILE_TOO_MANY_ELEMENTS, Place(file=archive.file, part=name), most=most
    )


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _refused(code: Code, place: Place, **values: object) -> ReturnedFileError:
    return ReturnedFileError([Problem(code, place=place, values=values)])


def _too_large(place: Place, size: int, largest: int) -> ReturnedFileError:
    values = {"size": size // _MEGABYTE, "largest": largest // _MEGABYTE, "times": MOST_TIMES}
    return _refused(Code.OFFICE_FILE_TOO_LARGE, place, **values)
