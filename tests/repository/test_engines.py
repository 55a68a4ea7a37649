import io
import os
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from support import engines
from support.engines import ENGINES, Document, Engine, EngineFailed, EngineMissing

pytestmark = pytest.mark.office

SENTENCE = "УТВЕРЖДАЮ Начальник отдела «План работы» на 2018-2019 учебный год"
LONG = " ".join(f"слово{n}" for n in range(900))


def document() -> bytes:
    """A page with a sentence, then a table whose one row runs over pages."""
    word = docx.Document()
    word.styles["Normal"].font.name = "Times New Roman"
    word.add_paragraph(SENTENCE)
    cells = word.add_table(rows=1, cols=3).rows[0].cells
    cells[0].text, cells[1].text, cells[2].text = "1.1.", LONG, LONG.upper()
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def workbook() -> bytes:
    """Two sheets to see and one hidden between them."""
    book = openpyxl.Workbook()
    for name in ("Учёт", "Скрытый", "Сводка"):
        sheet = book.create_sheet(name)
        sheet["A1"] = f"лист {name}"
    book["Скрытый"].sheet_state = "hidden"
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


DOCUMENTS: list[Document] = [(document(), ".docx"), (workbook(), ".xlsx")]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    name: Engine = request.param
    return name


@pytest.fixture(scope="module")
def printed(engine: Engine) -> list[bytes]:
    return engines.pdfs(engine, DOCUMENTS)


class TestPrinting:
    def test_cyrillic(self, printed: list[bytes]) -> None:
        """Each engine prints Cyrillic text that can be found again."""
        assert "УТВЕРЖДАЮ Начальник отдела" in engines.pdf_pages(printed[0])[0]
        assert engines.squeeze(SENTENCE) in engines.pdf_letters(printed[0])[0]

    def test_times_is_liberation(self, printed: list[bytes]) -> None:
        """Times New Roman is set in Liberation Serif, whose widths are the same."""
        assert {name.replace(" ", "") for name in engines.pdf_fonts(printed[0])} == {
            "LiberationSerif"
        }

    def test_sheets(self, printed: list[bytes]) -> None:
        """Every visible sheet of a workbook is printed, a hidden one is not, nor a watermark."""
        assert engines.pdf_letters(printed[1]) == ["листУчёт", "листСводка"]
        assert [page.split() for page in engines.pdf_pages(printed[1])] == [
            ["лист", "Учёт"],
            ["лист", "Сводка"],
        ]

    def test_order(self, engine: Engine) -> None:
        """Documents come back in the order in which they were given."""
        back = engines.pdfs(engine, DOCUMENTS[::-1])
        assert "Сводка" in engines.pdf_pages(back[0])[1]
        assert "УТВЕРЖДАЮ" in engines.pdf_pages(back[1])[0]

    @pytest.mark.parametrize("content", [b"", b"some text", DOCUMENTS[0][0][:-200]])
    def test_no_document(self, engine: Engine, content: bytes) -> None:
        """What is no document is an error, and is not printed as text."""
        with pytest.raises(EngineFailed, match="document 1 is not a"):
            engines.pdfs(engine, [DOCUMENTS[0], (content, ".docx")])

    def test_broken_document(self, engine: Engine) -> None:
        """A document that the engine cannot load is an error that names it."""
        content = DOCUMENTS[0][0]
        broken = content[:60] + bytes(1200) + content[1260:]
        with pytest.raises(EngineFailed, match="document 1 was not converted"):
            engines.pdfs(engine, [DOCUMENTS[0], (broken, ".docx")])


class TestResaving:
    def test_resave(self, engine: Engine) -> None:
        """Each engine saves both formats again, and the content is still there."""
        word, book = engines.resave_all(engine, DOCUMENTS)
        assert word != DOCUMENTS[0][0]
        assert docx.Document(io.BytesIO(word)).paragraphs[0].text == SENTENCE
        # Read-only: OnlyOffice without a licence draws its watermark, at which openpyxl warns.
        saved = openpyxl.load_workbook(io.BytesIO(book), read_only=True)
        assert saved["Скрытый"]["A1"].value == "лист Скрытый"


class TestReadingPdf:
    def test_missing_texts(self, printed: list[bytes]) -> None:
        """A text in a row that runs over pages is found whole; others are named as missing."""
        assert len(engines.pdf_pages(printed[0])) > 1
        absent = ["нет", f"{LONG} конец", "Начальник слово899"]
        assert engines.missing_texts(printed[0], [SENTENCE, LONG, LONG.upper(), *absent]) == absent

    def test_missing_from_empty_page(self) -> None:
        """Nothing is found where there are no words."""
        assert engines.missing_texts(engines.libreoffice_pdf(*DOCUMENTS[1]), ["нет"]) == ["нет"]

    def test_boxes(self, printed: list[bytes]) -> None:
        """Words and lines have their places in millimetres."""
        page = engines.pdf_boxes(printed[0])[0]
        assert (round(page.width), round(page.height)) == (216, 279)  # python-docx: US Letter
        line = page.lines[0]
        assert line.text == SENTENCE
        assert line.left == pytest.approx(31.75, abs=0.2)
        assert 120 < line.width < 130
        assert page.words[0].text == "УТВЕРЖДАЮ"
        assert line.left < page.words[0].middle < line.middle

    def test_pictures(self, printed: list[bytes]) -> None:
        """Each page has its picture."""
        pictures = engines.pdf_png(printed[1], 30)
        assert len(pictures) == 2
        assert all(picture.startswith(b"\x89PNG") for picture in pictures)

    def test_squeeze(self) -> None:
        """White space and hyphens, which line breaks add and take, do not count."""
        assert engines.squeeze("2018-2019\u00a0учеб\u00ad-\nный год") == "20182019учебныйгод"


class TestValidator:
    def test_clean(self) -> None:
        """An untouched python-docx document has no errors."""
        assert engines.validator_errors(*DOCUMENTS[0]) == []

    def test_errors(self) -> None:
        """An untouched openpyxl workbook has one, and it is named with its part."""
        assert [error["path"] for error in engines.validator_errors(*DOCUMENTS[1])] == [
            "/xl/styles.xml"
        ]

    def test_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A validator that is not where it is said to be is missing, not wrong."""
        monkeypatch.setenv("PLANDOC_OOXML_VALIDATOR", "/nowhere")
        with pytest.raises(EngineMissing, match="/nowhere is not installed"):
            engines.validator_errors(*DOCUMENTS[0])


class TestSheetJS:
    def test_saved(self) -> None:
        """A workbook is read and written by SheetJS, which signs as its own."""
        (saved,) = engines.javascript_resaves([DOCUMENTS[1][0]])
        with zipfile.ZipFile(io.BytesIO(saved)) as package:
            assert b"SheetJS" in package.read("docProps/app.xml")

    def test_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A folder without the package is a missing tool."""
        monkeypatch.setenv("PLANDOC_NODE_MODULES", "/nowhere")
        with pytest.raises(EngineMissing, match="xlsx is not installed"):
            engines.javascript_resaves([DOCUMENTS[1][0]])


class TestRunning:
    def test_too_long(self, tmp_path: Path) -> None:
        """A tool that hangs is ended, together with what it had started."""
        witness = tmp_path / "late"
        with pytest.raises(EngineFailed, match="did not end within 0 s"):
            engines._run(["sh", "-c", f"(sleep 1; touch {witness}) & sleep 9"], limit=0.2)
        time.sleep(1.2)
        assert not witness.exists()

    def test_crash(self) -> None:
        """A tool that crashes is an error with its last words."""
        with pytest.raises(EngineFailed, match="ended with -11: bye"):
            engines._run(["sh", "-c", "echo bye; kill -SEGV $$"])

    def test_tool_missing(self) -> None:
        """A tool that is not installed is named with the package that holds it."""
        with pytest.raises(EngineMissing, match="no-such-tool is not installed"):
            engines._tool("no-such-tool", "nowhere")


def test_environment_is_kept() -> None:
    """The tools get the caller's environment in a locale that knows Cyrillic."""
    assert engines.ENVIRONMENT["PATH"] == os.environ["PATH"]
    assert engines._run(["sh", "-c", "echo $LC_ALL"]) == "C.UTF-8"
