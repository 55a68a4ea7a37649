"""The zip around an office document, with real bytes of everything that is none."""

import io
import struct
import tracemalloc
import zipfile

import pytest
from support.work import calls
from support.workbooks import unzipped, zipped

from plandoc.errors import ReturnedFileError, Severity
from plandoc.formats.docx.document import render_document
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.ooxml import archive as module
from plandoc.ooxml import parts as trees
from plandoc.ooxml import pull
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package, warnings
from plandoc.ooxml.pull import pulled
from plandoc.schema.plan import Plan
from plandoc.words.language import LANGUAGES

PLAN = Plan(title="План", period="2018-2019 учебный год", activities=[{"title": "Педсовет"}])
XLSX, DOCX = render_tracking(PLAN), render_document(PLAN)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(name):
    return OLE + name.encode("utf-16-le") + bytes(100)


def peak(function, *arguments, **options):
    """Return the most memory that Python took while a function ran."""
    tracemalloc.start()
    function(*arguments, **options)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def changed(**parts):
    """Return the workbook with parts replaced; `__` stands for `/`."""
    return zipped(unzipped(XLSX) | {name.replace("__", "/"): data for name, data in parts.items()})


def refusal(source, file="лист.xlsx", kind=FileKind.WORKBOOK, part=None):
    def read():
        opened = open_package(source, file, kind=kind)
        return opened.xml(part) if part else opened

    with pytest.raises(ReturnedFileError) as refused:
        read()
    (problem,) = refused.value.problems
    assert problem.place.file == file
    for language in LANGUAGES:
        assert "{" not in problem.text(language)
    return problem


def test_a_workbook_and_a_document_are_opened():
    """Parts come back as they were stored, XML as elements, whatever the case of their names."""
    opened = open_package(XLSX, kind=FileKind.WORKBOOK)
    assert {name: opened.read(name) for name in opened.names} == unzipped(XLSX)
    assert opened.main == "xl/workbook.xml"
    assert opened.xml("XL/Workbook.xml").tag.endswith("}workbook")
    assert "xl/nothing.xml" not in opened
    assert "XL/styles.xml" in opened
    assert list(warnings(opened)) == []
    relations = opened.relations("xl/workbook.xml")
    targets = [found.part for found in relations if found.kind == "worksheet"]
    assert targets[0] == "xl/worksheets/sheet1.xml"
    assert all(target in opened for target in targets)
    assert open_package(DOCX, kind=FileKind.DOCUMENT).main == "word/document.xml"


def test_names_may_be_written_as_windows_does():
    """Back slashes and a slash in front of names change nothing."""
    odd = {"/" + name.replace("/", "\\"): data for name, data in unzipped(XLSX).items()}
    opened = open_package(zipped(odd), kind=FileKind.WORKBOOK)
    assert opened.read("xl/workbook.xml") == unzipped(XLSX)["xl/workbook.xml"]
    assert opened.relations("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("source", "code", "form"),
    [
        (b"", "PLN720", ""),
        (bytes(4096), "PLN720", ""),
        (b" \r\n", "PLN720", ""),
        (ole("EncryptedPackage"), "PLN721", ""),
        (ole("Workbook"), "PLN722", "XLS"),
        (ole("Book"), "PLN722", "XLS"),
        (ole("WordDocument"), "PLN722", "DOC"),
        (ole("PowerPoint Document"), "PLN722", "PPT"),
        (OLE, "PLN726", ""),
        (rb"{\rtf1\ansi text}", "PLN722", "RTF"),
        (b"%PDF-1.7 ...", "PLN723", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PLN723", "PNG"),
        (b"\xff\xd8\xff\xe0", "PLN723", "JPEG"),
        (b"Rar!\x1a\x07", "PLN725", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "PLN725", "7Z"),
        (b"<html><body><table>", "PLN722", "HTML"),
        ("\ufeff<!DOCTYPE html>".encode(), "PLN722", "HTML"),
        (b"MIME-Version: 1.0\r\n", "PLN722", "MHTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "PLN722", "XML (Excel 2003)"),
        (b"<?xml version='1.0'?><office:document office:version='1.3'>", "PLN722", "FODS/FODT"),
        (b"<?xml version='1.0'?><a/>", "PLN722", "XML"),
        ("Номер;Мероприятие\r\n1;Педсовет".encode("cp1251"), "PLN722", "CSV/TXT"),
        ("Номер\tМероприятие".encode("utf-16"), "PLN722", "CSV/TXT"),
        ("# план\ntitle: План\nperiod: 2021\n".encode(), "PLN724", "YAML"),
        ("название: План\nпериод: 2021\n".encode(), "PLN724", "YAML"),
        (b'{"title": "x"}', "PLN724", "JSON"),
        (b"\x01\x02\x03\x04garbage", "PLN726", ""),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "PLN722", "ODS"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "PLN722", "ODT"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text-template"}), "PLN722", "ODT"),
        (zipped({"mimetype": "application/epub+zip"}), "PLN722", "OpenDocument"),
        (zipped({"xl/workbook.bin": b"\x83\x01"}), "PLN722", "XLSB"),
        (zipped({"Index/Document.iwa": b"1"}), "PLN722", "Numbers/Pages"),
        (zipped({"лист.xlsx": XLSX}), "PLN725", "ZIP"),
        (DOCX, "PLN724", "DOCX"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_called_by_its_name(source, code, form):
    """The file's own bytes tell what it is instead, and the words tell what to do."""
    problem = refusal(source)
    assert (problem.code, problem.values["format"] if form else "") == (code, form)


def test_a_workbook_is_no_document():
    """A workbook where a document is expected is named too."""
    problem = refusal(XLSX, "план.docx", FileKind.DOCUMENT)
    assert (problem.code, problem.values) == ("PLN724", {"format": "XLSX", "wanted": "DOCX"})


def test_a_lock_file_is_known_by_its_name():
    """The little file beside an open workbook is no workbook."""
    lock = b"\x06Ivanov" + b" " * 158
    assert refusal(lock, "папка/~$лист.xlsx").code == "PLN733"
    assert refusal(lock, "папка\\~$лист.xlsx").code == "PLN733"


def test_a_cut_file_is_refused():
    """A file of which the end is missing has no directory."""
    for length in (10, len(XLSX) // 2, len(XLSX) - 10):
        assert refusal(XLSX[:length]).code == "PLN727"


def test_damage_is_found_in_the_part_that_is_read():
    """A wrong checksum is noticed, and the part is named; other parts can still be read."""
    with zipfile.ZipFile(io.BytesIO(XLSX)) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    broken = bytearray(XLSX)
    middle = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    broken[middle] ^= 0xFF
    opened = open_package(bytes(broken), "лист.xlsx", kind=FileKind.WORKBOOK)
    assert opened.read("xl/workbook.xml")
    problem = refusal(bytes(broken), part="xl/worksheets/sheet1.xml")
    assert (problem.code, problem.place.part) == ("PLN728", "xl/worksheets/sheet1.xml")


def test_a_part_that_is_named_and_missing_is_damage():
    """To read what is not there is a problem of the file."""
    opened = open_package(XLSX, kind=FileKind.WORKBOOK)
    with pytest.raises(ReturnedFileError) as refused:
        opened.read("xl/sheet99.xml")
    assert refused.value.problems[0].code == "PLN728"


@pytest.mark.parametrize("text", ["", "<a><b></a>", "plain", "<a>\x01</a>"])
def test_what_is_no_xml_is_damage(text):
    """A part that cannot be parsed is named."""
    assert refusal(changed(xl__odd=text), part="xl/odd").code == "PLN728"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    ],
)
def test_a_document_type_is_refused(declared):
    """Entities and document types are not read at all, wherever they stand."""
    assert refusal(changed(xl__odd=declared), part="xl/odd").code == "PLN729"
    types = unzipped(XLSX) | {"[Content_Types].xml": declared}
    assert refusal(zipped(types)).code == "PLN729"


def test_a_billion_laughs_ends_at_once():
    """Entities of entities cost nothing."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a b="&l11;">&l11;</a>'
    source = changed(xl__odd=bomb)
    assert refusal(source, part="xl/odd").code in {"PLN728", "PLN729"}
    assert peak(refusal, source, part="xl/odd") < 2**24


def test_what_unpacks_to_too_much_is_refused_unseen(monkeypatch):
    """Sizes are judged by the directory: one part, all together, and against what is packed."""
    bomb = changed(xl__bomb=bytes(module.SMALL_PART + 1))
    problem = refusal(bomb)
    assert peak(refusal, bomb) < 2**20
    assert (problem.code, problem.place.part) == ("PLN730", "xl/bomb")
    monkeypatch.setattr(module, "LARGEST_PART", 1000)
    assert refusal(XLSX).code == "PLN730"
    monkeypatch.setattr(module, "LARGEST_PART", 2**30)
    monkeypatch.setattr(module, "LARGEST_WHOLE", 10_000)
    assert (refusal(XLSX).code, refusal(XLSX).place.part) == ("PLN730", "")
    monkeypatch.setattr(module, "LARGEST_FILE", 100)
    assert refusal(XLSX).code == "PLN730"


def test_what_is_packed_well_is_still_read():
    """A part of many equal bytes is read while it is small."""
    source = changed(xl__flat=bytes(2**22))
    assert open_package(source, kind=FileKind.WORKBOOK).read("xl/flat") == bytes(2**22)


def test_a_part_that_lies_about_its_size_is_damage():
    """A part is never inflated beyond what the directory claims, nor taken when it is shorter."""
    for claimed in (10, 2**25):
        source = bytearray(changed(xl__lie=bytes(2**20)))
        entry = source.index(b"PK\x01\x02", source.rindex(b"xl/lie") - 60)
        assert source[entry + 46 : entry + 52] == b"xl/lie"
        struct.pack_into("<I", source, entry + 24, claimed)
        opened = open_package(bytes(source), kind=FileKind.WORKBOOK)
        with pytest.raises(ReturnedFileError) as refused:
            opened.read("xl/lie")
        assert refused.value.problems[0].code == "PLN728"


def test_entries_that_share_bytes_are_refused():
    """Two entries over one another, as in a bomb of overlapping files, are a broken directory."""
    source = bytearray(changed(xl__a=b"1" * 100, xl__b=b"2" * 100))
    entries = [source.rindex(name) - 46 for name in (b"xl/a", b"xl/b")]
    struct.pack_into(
        "<I", source, entries[1] + 42, *struct.unpack_from("<I", source, entries[0] + 42)
    )
    assert refusal(bytes(source)).code == "PLN727"


def test_two_parts_of_one_name_are_refused():
    """Nobody can say which of two parts of one name is meant."""
    assert refusal(zipped(unzipped(XLSX) | {"XL/Workbook.xml": b"<a/>"})).code == "PLN727"


def test_ways_of_packing_that_office_does_not_know_are_refused():
    """Office packs by deflate alone."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as package:
        for name, data in unzipped(XLSX).items():
            package.writestr(name, data)
    assert refusal(target.getvalue()).code == "PLN727"


def test_a_locked_zip_is_refused():
    """Entries that the zip itself encrypts are a file with a password."""
    source = bytearray(XLSX)
    entry = source.index(b"PK\x01\x02")
    source[entry + 8] |= 1
    assert refusal(bytes(source)).code == "PLN721"


def test_very_many_parts_are_refused_before_they_are_listed():
    """A directory of 200 000 entries costs no time."""
    entry = b"PK\x01\x02" + bytes(42)
    source = b"PK\x03\x04" + entry * 200_000
    problem = refusal(source)
    assert calls(refusal, source) < 1_000
    assert (problem.code, problem.values["count"]) == ("PLN731", 200_000)


def test_very_many_tags_make_no_tree():
    """What would fill the memory as a tree is refused before it is parsed."""
    source = changed(xl__tags=b"<a>" + b"<b/>" * trees.MOST_TAGS + b"</a>")
    assert refusal(source, part="xl/tags").code == "PLN732"
    assert calls(refusal, source, "лист.xlsx", FileKind.WORKBOOK, "xl/tags") < 10_000


def test_macros_and_links_are_told_and_left_alone():
    """A file with macros or external links is read, with a warning for each."""
    extra = {"xl/vbaProject.bin": b"1", "xl/externalLinks/externalLink1.xml": b"<a/>"}
    source = zipped(unzipped(XLSX) | extra)
    opened = open_package(source, "лист.xlsm", kind=FileKind.WORKBOOK)
    assert [(p.code, p.severity) for p in warnings(opened)] == [
        ("PLN734", Severity.WARNING), ("PLN735", Severity.WARNING),
    ]  # fmt: skip
    assert opened.read("xl/workbook.xml") == unzipped(XLSX)["xl/workbook.xml"]


def test_a_workbook_with_macros_is_a_workbook():
    """The content type of a workbook with macros names no spreadsheet, its place does."""
    types = unzipped(XLSX)["[Content_Types].xml"].decode()
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert plain in types
    macros = types.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    source = zipped(unzipped(XLSX) | {"[Content_Types].xml": macros.encode()})
    assert open_package(source, kind=FileKind.WORKBOOK).main == "xl/workbook.xml"


def test_parts_without_a_list_of_types_are_known_by_their_places():
    """A file that lost its content types and its relations is still a workbook."""
    lost = {"[Content_Types].xml", "_rels/.rels"}
    parts = {name: data for name, data in unzipped(XLSX).items() if name not in lost}
    assert open_package(zipped(parts), kind=FileKind.WORKBOOK).main == "xl/workbook.xml"


def test_a_part_read_piece_by_piece_has_its_limit_too(monkeypatch):
    """Elements that nobody asks for would fill the memory as well."""
    opened = open_package(changed(xl__odd="<a><b/><b/><b/></a>"), kind=FileKind.WORKBOOK)
    found = [e.tag for e in pulled(opened, "xl/odd", "b", opened.chunks("xl/odd"))]
    assert found == ["b"] * 3
    assert list(pulled(opened, "xl/odd", "a", opened.chunks("xl/odd"))) == []
    monkeypatch.setattr(pull, "MOST_PULLED", 3)
    with pytest.raises(ReturnedFileError) as refused:
        list(pulled(opened, "xl/odd", "b", opened.chunks("xl/odd")))
    assert refused.value.problems[0].code == "PLN732"
