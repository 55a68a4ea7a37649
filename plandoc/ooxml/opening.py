"""The one way in for files from outside: checked, and known to be of the kind that is wanted."""

from collections.abc import Iterator

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.ooxml.archive import open_archive
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.package import Package
from plandoc.ooxml.refusals import refused
from plandoc.ooxml.signature import ZIP, what_else

_FAMILIES = {FileKind.WORKBOOK: "spreadsheetml", FileKind.DOCUMENT: "wordprocessingml"}
_FORMATS = {"spreadsheetml": "XLSX", "wordprocessingml": "DOCX", "presentationml": "PPTX"}
_FOREIGN = {  # a part of zips of other programs
    "xl/workbook.bin": "XLSB",
    "index/document.iwa": "Numbers/Pages",
    "fixeddocseq.fdseq": "XPS",
}
_OPEN_DOCUMENT = {"spreadsheet": "ODS", "text": "ODT", "presentation": "ODP"}
_MANIFEST = "META-INF/manifest.xml"
_MACROS = ("vbaproject.bin", "xl/macrosheets/")
_LINKS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")


def open_package(
    source: bytes, file: str = "", *, kind: FileKind, largest: int | None = None
) -> Package:
    """Return the package of an office document of that kind, of `largest` bytes unpacked.

    Macros and links to other files are never run or followed (`warnings`). Raises
    `ReturnedFileError` that names what the file is instead, or why it cannot be read.
    """
    wanted = _FORMATS[_FAMILIES[kind]]
    if not source.startswith(ZIP):
        raise ReturnedFileError([what_else(source, file, wanted)])
    package = Package(open_archive(source, file, largest), file)
    if package.family != _FAMILIES[kind]:
        code, form = _other(package)
        raise refused(code, Place(file=file), format=form, wanted=wanted)
    return package


def kind_of(source: bytes) -> FileKind | None:
    """Return the kind of an office document; `None` for anything else, and for a damaged one."""
    if not source.startswith(ZIP):
        return None
    try:
        family = Package(open_archive(source)).family
    except ReturnedFileError:
        return None
    return next((kind for kind, name in _FAMILIES.items() if name == family), None)


def foreign_format(source: bytes, file: str = "") -> str:
    """Return the format of a document that is neither DOCX nor XLSX: DOC, RTF, ODS; or `""`."""
    if not source.startswith(ZIP):
        problem = what_else(source, file, "")
        found = problem.code is Code.OFFICE_FILE_OTHER_FORMAT
        return str(problem.values["format"]) if found else ""
    try:
        code, form = _other(Package(open_archive(source, file), file))
    except ReturnedFileError:
        return ""
    return form if code is Code.OFFICE_FILE_OTHER_FORMAT else ""


def warnings(package: Package) -> Iterator[Problem]:
    """Yield a warning where a package has macros, and where it has links to other files."""
    for code, marks in (
        (Code.OFFICE_FILE_HAS_MACROS, _MACROS),
        (Code.OFFICE_FILE_HAS_EXTERNAL_LINKS, _LINKS),
    ):
        if any(mark in name.lower() for name in package.names for mark in marks):
            yield Problem(code, place=Place(file=package.file))


def _other(package: Package) -> tuple[Code, str]:
    """Return the code of the problem and the format of a zip of another kind."""
    if package.family:
        return Code.OFFICE_FILE_OTHER_KIND, _FORMATS[package.family]
    foreign = next((form for part, form in _FOREIGN.items() if part in package), "")
    if "mimetype" in package:
        named = package.read("mimetype").decode("ascii", "replace").rpartition(".")[2]
        foreign = _OPEN_DOCUMENT.get(named.partition("-")[0].strip(), "OpenDocument")
        if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            return Code.OFFICE_FILE_ENCRYPTED, ""
    if foreign:
        return Code.OFFICE_FILE_OTHER_FORMAT, foreign
    return Code.OFFICE_FILE_IS_AN_ARCHIVE, "ZIP"
