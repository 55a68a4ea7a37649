"""plandoc.formats.pdf.spoken: what somebody hears who has the PDF read aloud."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf
from support.engines import onlyoffice_pdf, pdf_letters, pdf_png

from plandoc import load_plan, render_document
from plandoc.formats.pdf.spoken import mended
from plandoc.project.office import Engine, pdfs

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
APPROVAL = "/План: гриф"


def tagged(*tables: tuple[str, str, list[list[int | None]]]) -> bytes:
    """Return a PDF with tables: the kind of their cells, a style, the texts in them by number."""
    pdf = Pdf.new()
    page = pdf.add_blank_page()
    page.Annots = Array()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.RoleMap = Dictionary({APPROVAL: Name.P})

    def element(kind: str, parent: Object, kids: list[Object | int]) -> Object:
        made = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(kind), P=parent, K=Array(kids))
        )
        for kid in made.K:
            if isinstance(kid, Dictionary):
                kid.P = made
        return made

    whole = []
    for tag, style, rows in tables:
        lines = []
        for row in rows:
            texts = [[] if number is None else [number] for number in row]
            cells = [element(tag, root, [element(style, root, [*text])]) for text in texts]
            lines.append(element("/TR", root, [*cells]))
        whole.append(element("/Table", root, [*lines]))
    root.K = Array([element("/Document", root, [*whole])])
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    saved = BytesIO()
    pdf.save(saved, deterministic_id=True, fix_metadata_version=False)
    return saved.getvalue()


def heard(element: Object) -> Iterator[int]:
    """Yield the numbers of the texts in the order in which they are read."""
    kids = element.get(Name.K, Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            yield from heard(kid)
        else:
            yield int(kid)


def outline(element: Object) -> str:
    """Return the kinds of elements: `Div(P,P)`."""
    kids = [outline(kid) for kid in element.get(Name.K, Array()) if isinstance(kid, Dictionary)]
    return str(element.S)[1:] + (f"({','.join(kids)})" if kids else "")


def opened(pdf: bytes) -> Pdf:
    return Pdf.open(BytesIO(pdf))


TWO = [[1, None, 2], [3, None, 4], [5, None, None]]


def test_approvals_are_read_one_after_the_other() -> None:
    """Each is a block, from its word to its date; what is empty is left out; links are in order."""
    pdf = opened(mended(tagged(("/TD", APPROVAL, TWO)), "kk-KZ"))
    (document,) = pdf.Root.StructTreeRoot.K
    assert [*heard(document)] == [1, 3, 5, 2, 4]
    style = APPROVAL[1:]
    left, right = f"Div(Div({style}),Div({style}),Div({style}))", f"Div(Div({style}),Div({style}))"
    assert outline(document) == f"Document(Div({left},{right}))"
    assert str(pdf.Root.Lang) == "kk-KZ"
    assert pdf.pages[0].Tabs == Name.S


def test_a_table_of_data_stays_one() -> None:
    """It has headings; its empty cells keep their places."""
    head, rows = ("/TH", "/P", [[1, 2]]), ("/TD", "/P", [[3, None]])
    pdf = opened(mended(tagged(head, rows), "ru-RU"))
    (document,) = pdf.Root.StructTreeRoot.K
    assert outline(document.K[0]) == "Table(TR(TH(P),TH(P)))"
    pdf = opened(mended(tagged(("/TH", "/P", [[1, None]])), "ru-RU"))
    assert outline(pdf.Root.StructTreeRoot.K[0]) == "Document(Table(TR(TH(P),TH)))"


def test_another_layout_is_read_by_its_rows() -> None:
    """Signatures: post and name of one, then of the other."""
    pdf = opened(mended(tagged(("/TD", "/P", TWO)), "ru-RU"))
    (document,) = pdf.Root.StructTreeRoot.K
    assert [*heard(document)] == [1, 2, 3, 4, 5]
    assert outline(document).startswith("Document(Div(Div(Div(P)")


def test_what_it_claims_is_described() -> None:
    """PDF/A knows the namespace of PDF/UA only where the file describes it; once."""
    first = mended(tagged(("/TD", APPROVAL, TWO)), "ru-RU")
    pdf = opened(first)
    known = pdf.Root.Metadata.read_bytes()
    assert known.count(b"<pdfaSchema:prefix>pdfuaid<") == 1
    start, end = (
        known.index(b'  <rdf:Description rdf:about="" xmlns:pdfaE'),
        known.index(b" </rdf:RDF"),
    )
    assert known[:start] + known[end:] == XMP
    assert mended(first, "ru-RU") == first


def test_a_structure_without_contents_is_removed() -> None:
    """Nothing would be read aloud; without it a reader finds the text by itself."""
    pdf = opened(mended(tagged(("/TD", "/P", [[None, None]])), "ru-RU"))
    assert Name.StructTreeRoot not in pdf.Root
    assert Name.MarkInfo not in pdf.Root
    assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()


@pytest.mark.office
@pytest.mark.parametrize("name", ["seed", "school", "college"])
def test_checkers_find_nothing_and_the_pages_stay(
    examples: Path, tmp_path: Path, name: str
) -> None:
    """pdfua finds a table without headings before, and nothing after; no dot of a page changes."""
    document = render_document(load_plan(examples / f"{name}.yaml"))
    (made,) = pdfs([document], Engine.LIBREOFFICE)
    assert made is not None
    better = mended(made, "ru-RU")
    said = []
    for pdf in (made, better):
        (tmp_path / "p.pdf").write_bytes(pdf)
        command = [sys.executable, "-m", "pdfua", "check", str(tmp_path / "p.pdf")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said.append((done.returncode, "no header cell" in done.stdout))
    assert said == [(3, True), (0, False)]
    assert pdf_letters(better) == pdf_letters(made)
    assert pdf_png(better, 40) == pdf_png(made, 40)
    for mark in (b"<pdfaid:part>2<", b"<pdfuaid:part>1<", b"/Lang (ru-RU)", b"/OutputIntents"):
        assert mark in better


@pytest.mark.office
def test_a_pdf_of_onlyoffice_does_not_claim_what_it_has_not(examples: Path) -> None:
    """Its structure is empty, and its language was English."""
    made = onlyoffice_pdf(render_document(load_plan(examples / "flat.yaml")), ".docx")
    pdf = opened(mended(made, "ru-RU"))
    assert str(pdf.Root.Lang) == "ru-RU"
    assert Name.StructTreeRoot not in pdf.Root
    assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()
    assert pdf_letters(mended(made, "ru-RU")) == pdf_letters(made)
