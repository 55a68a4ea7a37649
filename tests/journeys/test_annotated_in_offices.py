"""Remarks and conflicts in a copy of the user's workbook, as real office suites see it."""

import io
import re

import pytest
from lxml import etree
from openpyxl.comments import Comment
from support.engines import (
    ENGINES,
    missing_texts,
    pdf_pages,
    pdfs,
    resave,
    resave_all,
    validator_errors,
)
from support.tracking_text import table_rows, workbook
from support.workbooks import unzipped, with_parts

from plandoc.codes import Code
from plandoc.errors import Place, Problem, Severity
from plandoc.formats.xlsx.annotated import annotate, remarks_workbook
from plandoc.formats.xlsx.answers.conflicts_reader import read_decisions
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.returns.filled import Conflict, Option

# OnlyOffice writes validations as extensions and its watermark as a shape: openpyxl reads neither.
pytestmark = [
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.filterwarnings("ignore:DrawingML support is incomplete:UserWarning"),
]

REMARKS, CONFLICTS = "Замечания", "Расхождения"
LONG = "Проведено заседание совета, протокол размещён на сайте, отчёт сдан в методкабинет. "
HOSTILE = ["=1+1", "'апостроф", "_x0041_", "<b>&amp;", "две\nстроки", " края ", "+7", "12.10.2018"]


def remark(cell, text, severity=Severity.ERROR):
    place = Place("лист.xlsx", sheet="Учёт", cell=cell, trail="Задача 1 → 1.1 → Новый срок")
    return Problem(Code.OUTCOME_NEW_DEADLINE_UNREAD, severity, place, {"text": text})


def option(text, cell):
    return Option(text, text, Place("Иванов.xlsx", sheet="Учёт", cell=cell))


PROBLEMS = [
    remark("K5", "май"),
    remark("L6", LONG * 3),
    remark("L6", "<b>&"),
    remark("", "осенью", Severity.NOTE),
]
DISPUTES = [
    Conflict("a1", "1", "Заседание", "status", "", None, (option("да", "K5"), option("x", "K6"))),
    *(
        Conflict(
            f"b{n}", "1.2", f"{text} {LONG}", "text", text, option(text, "L7"),
            (option(text, "L5"), option(LONG * 2, "L8"), option("в", "L9")),
        )
        for n, text in enumerate(HOSTILE)
    ),
]  # fmt: skip
CHOICES = ["2", *("план" if n % 2 else "1" for n, _ in enumerate(HOSTILE))]


@pytest.fixture(scope="module")
def sources(examples):
    """The tracking sheet as plandoc made it; with comments of a person, as each suite saved it."""
    path = examples / "seed.yaml"
    made = {"plandoc": render_tracking(read_plan(path.read_bytes(), str(path))[0])}
    book = workbook(made["plandoc"])
    for cell, text in {"K5": "уточнить у директора", "D7": "просто так"}.items():
        book.worksheets[0][cell].comment = Comment(text, "Иванов")
    target = io.BytesIO()
    book.save(target)
    return made | {engine: resave(engine, target.getvalue(), ".xlsx") for engine in ENGINES}


@pytest.fixture(scope="module")
def copies(sources):
    return {
        name: annotate(source, PROBLEMS, DISPUTES, language="ru")
        for name, source in sources.items()
    }


@pytest.fixture(scope="module", params=ENGINES)
def resaved(request, copies):
    """Each copy as a suite saves it again."""
    saved = resave_all(request.param, [(copy, ".xlsx") for copy in copies.values()])
    return dict(zip(copies, saved, strict=True))


def comments(data, sheet="Учёт"):
    found = (cell for row in workbook(data)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in found if cell.comment}


def said(errors):
    """Return what the validator found, without the names of parts, which an index may shift."""
    return sorted((e["description"], re.sub(r"\[\d+\]", "", str(e["path"]))) for e in errors)


def test_the_validator_finds_nothing_new(sources, copies):
    """Microsoft's Open XML SDK finds in a copy what it found in the workbook, and no more."""
    assert len(copies) == 3
    for name, copy in copies.items():
        assert said(validator_errors(copy, ".xlsx")) == said(
            validator_errors(sources[name], ".xlsx")
        ), name
    assert validator_errors(copies["plandoc"], ".xlsx") == []
    assert validator_errors(remarks_workbook(PROBLEMS, DISPUTES, language="ru"), ".xlsx") == []


def test_parts_of_the_user_keep_their_bytes(sources, copies):
    """Whoever saved the workbook: only what is named is written anew, no row of a sheet changes."""
    named = r"\[Content_Types|xl/(_rels/)?workbook.xml|xl/styles|xl/comments|xl/drawings/.*vml"
    for name, source in sources.items():
        before, after = unzipped(source), unzipped(copies[name])
        register = before["xl/worksheets/_rels/sheet1.xml.rels"]
        changed = {part for part in before if before[part] != after[part]}
        allowed = re.compile(named + r"|xl/worksheets/(_rels/)?sheet1.xml|xl/threaded")
        assert all(allowed.match(part) for part in changed), (name, changed)
        assert register in (after["xl/worksheets/_rels/sheet1.xml.rels"], register)
        rows = re.compile(rb"<sheetData.*</sheetData>", re.DOTALL)
        sheet = "xl/worksheets/sheet1.xml"
        assert rows.search(before[sheet])[0] == rows.search(after[sheet])[0]
        extended = [
            len(etree.fromstring(data[sheet]).findall(".//{*}ext")) for data in (before, after)
        ]
        assert extended[0] == extended[1]


def test_a_suite_shows_what_was_put_in(resaved, copies):
    """Saved again, a copy has the sheets in front, comments, links, print titles, the register."""
    for name, data in resaved.items():
        before, after = workbook(copies[name]), workbook(data)
        assert after.sheetnames == before.sheetnames
        assert after.sheetnames[:3] == [REMARKS, CONFLICTS, "Учёт"]
        assert after.active.title == REMARKS
        assert [s.sheet_state for s in after] == [s.sheet_state for s in before]
        found = comments(data)
        assert found["L6"].count("plandoc:") == found["K5"].count("plandoc:") == 1
        assert " ".join((LONG * 3).split()) in found["L6"]
        assert found.keys() == comments(copies[name]).keys()
        if name in ENGINES:
            assert "просто так" in found["D7"]
            assert found["K5"].index("уточнить") < found["K5"].index("plandoc:")
        links = [c.hyperlink.location for row in after[REMARKS] for c in row if c.hyperlink]
        assert [link.replace("'", "") for link in links] == [
            "Учёт!K5", "Учёт!L6", "Учёт!L6", "Учёт!A1",
        ]  # fmt: skip
        rows = [row for row in after[REMARKS].iter_rows(values_only=True) if row[0] in set("1234")]
        assert [row[1] for row in rows] == ["Исправьте"] * 3 + ["К сведению"]
        sheet = unzipped(data)["xl/worksheets/sheet2.xml"].decode()
        lists = set(re.findall(r"(?:formula1|xm:f)>(?:&quot;|\")(.*?)(?:&quot;|\")<", sheet))
        assert lists == {"1,2", "план,1,2,3"}


def test_the_register_is_read_as_before(sources, copies):
    """The rows of the register are those of the workbook that was sent."""
    for name, copy in copies.items():
        rows = [rows_of(data) for data in (sources[name], copy)]
        assert len(rows[0]) > 15
        assert rows[0] == rows[1]


def rows_of(data):
    book = workbook(data)
    for title in {REMARKS, CONFLICTS} & set(book.sheetnames):
        del book[title]
    return table_rows(book)


def test_a_second_run_replaces_the_first(resaved, sources):
    """Half is mended, the file is saved by a suite and sent again: what is left is there once."""
    for name, data in resaved.items():
        again = annotate(data, PROBLEMS[1:2], language="ru")
        assert workbook(again).sheetnames == [REMARKS, *workbook(sources[name]).sheetnames]
        assert comments(again)["L6"].count("plandoc:") == 1
        assert "plandoc" not in comments(again).get("K5", "")
        assert annotate(again, PROBLEMS[1:2], language="ru") == again
        clean = annotate(data, [], language="ru")
        assert workbook(clean).sheetnames == workbook(sources[name]).sheetnames
        assert comments(clean).keys() == comments(sources[name]).keys()
        assert not any("plandoc" in text for text in comments(clean).values())
        known = {error["description"] for error in validator_errors(data, ".xlsx")}
        for made in (again, clean):
            new = {error["description"] for error in validator_errors(made, ".xlsx")}
            assert not new - known, name


def chosen(copy):
    """Return the copy with a letter chosen in each row, as a person would choose it."""
    name = next(
        part
        for part, data in unzipped(copy).items()
        if part.startswith("xl/worksheets/sheet") and b"plandoc.seal" in data
    )
    root = etree.fromstring(unzipped(copy)[name])
    rows = [row for row in root.iter("{*}row") if "plandoc.seal" in "".join(row.itertext())]
    below = rows[0].itersiblings()
    for row, letter in zip(below, CHOICES, strict=True):
        cell = next(cell for cell in row if cell.get("r", "").startswith("D"))
        cell.set("t", "str")
        etree.SubElement(cell, cell.tag[:-1] + "v").text = letter
    return with_parts(copy, {name: etree.tostring(root)})


def decisions(data):
    found, problems = read_decisions(Book(open_package(data, kind=FileKind.WORKBOOK)))
    assert problems == ()
    return [(decision.id, decision.taken) for decision in found]


def test_choices_come_back_from_every_suite(copies):
    """Letters chosen in a copy are read back after each suite, and after one and the other."""
    filled = {name: chosen(copy) for name, copy in copies.items()}
    wanted = [("a1", "x"), *((f"b{n}", text) for n, text in enumerate(HOSTILE))]
    first = {name: decisions(data) for name, data in filled.items()}
    assert all(found == wanted for found in first.values()), first
    for engine, other in (ENGINES, reversed(ENGINES)):
        saved = resave_all(engine, [(data, ".xlsx") for data in filled.values()])
        assert [decisions(data) for data in saved] == [wanted] * len(filled), engine
        twice = resave_all(other, [(saved[0], ".xlsx")])
        assert decisions(twice[0]) == wanted


@pytest.mark.parametrize("engine", ENGINES)
def test_every_word_is_printed(engine, copies):
    """Both suites print every remark and every variant whole, the header on each page."""
    many = [remark(f"K{n}", f"{n} {LONG}") for n in range(5, 45)]
    made = [remarks_workbook(many, DISPUTES, language="ru"), copies["plandoc"]]
    first, second = pdfs(engine, [(data, ".xlsx") for data in made])
    told = [problem.saying("ru").found[6:] for problem in many]
    variants = [option.shown.strip() for dispute in DISPUTES for option in dispute.options]
    assert missing_texts(first, told + variants) == []
    pages = [page for page in pdf_pages(first) if "Исправьте" in page]
    assert len(pages) > 3
    assert all("Как исправить" in page for page in pages)
    assert missing_texts(second, [LONG.strip()]) == []
