"""The structure of a PDF as it is read aloud: the only module that uses pikepdf."""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf

from plandoc.formats.docx.paper import REQUISITE

_CLAIM = b"<pdfuaid:part>"
_EXTENSION = b"""\
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>The part of ISO 14289</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>
"""
_END = b" </rdf:RDF>"


def mended(pdf: bytes, language: str) -> bytes:
    """Return a PDF whose structure says what it is; nothing that is drawn changes.

    A table without headings is a layout: it is read as blocks, approvals one after the other.
    Paragraphs without text are left out, links are visited in the order of the text, and the
    language is that of the plan. A structure that holds nothing is removed with the claim that
    there is one, so that a reader finds its own. The claim to be PDF/UA is described as PDF/A
    demands (ISO 19005-2, 6.6.2.3). The same input gives the same output.
    """
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.Root.Lang = language
        for page in opened.pages:
            if Name.Annots in page:
                page[Name.Tabs] = Name.S
        tree = opened.Root.get(Name.StructTreeRoot)
        if tree is not None and any(_contents(kid) for kid in _kids(tree)):
            _mend(opened, tree)
            _describe_claim(opened)
        elif tree is not None:
            _untag(opened)
        saved = BytesIO()
        opened.save(
            saved, deterministic_id=True, compress_streams=False, fix_metadata_version=False
        )
        return saved.getvalue()


def _kids(element: Object) -> list[Object]:
    """Return what is in an element: other elements, numbers of marked content, references."""
    kids = element.get(Name.K)
    if kids is None:
        return []
    return [*kids] if isinstance(kids, Array) else [kids]


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.S in kid


def _contents(element: Object) -> bool:
    """Whether anything that is drawn, or an alternative text, is in an element."""
    if not _is_element(element) or Name.Alt in element or Name.ActualText in element:
        return True
    return any(_contents(kid) for kid in _kids(element))


def _within(element: Object) -> Iterator[Object]:
    """Yield an element and all elements in it."""
    yield element
    for kid in _kids(element):
        if _is_element(kid):
            yield from _within(kid)


def _mend(pdf: Pdf, tree: Object) -> None:
    roles = tree.get(Name.RoleMap, Dictionary())
    for element in [one for kid in _kids(tree) for one in _within(kid)]:
        if Name.Table == element.S and Name.TH not in {one.S for one in _within(element)}:
            _as_blocks(pdf, element)
    for element in [one for kid in _kids(tree) for one in _within(kid)]:
        kept = [kid for kid in _kids(element) if not _is_nothing(kid, roles)]
        if len(kept) != len(_kids(element)):
            element.K = Array(kept)


def _is_nothing(kid: Object, roles: Object) -> bool:
    """Whether it is a paragraph or a block without contents; an empty cell keeps its place."""
    return (
        _is_element(kid)
        and roles.get(str(kid.S), kid.S) in {Name.P, Name.Div}
        and not _contents(kid)
    )


def _as_blocks(pdf: Pdf, table: Object) -> None:
    """Turn a table into blocks: a column of approvals is one, elsewhere a row."""
    rows = [row for row in _within(table) if row.S == Name.TR]
    cells = [[cell for cell in _kids(row) if _is_element(cell)] for row in rows]
    styles = {one.S for row in cells for cell in row for one in _kids(cell) if _is_element(one)}
    if styles == {Name(f"/{REQUISITE}")}:
        cells = _columns(cells)
    blocks = []
    for group in cells:
        block = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=table))
        for cell in group:
            cell.S = Name.Div
            cell.P = block
            if Name.A in cell:
                del cell[Name.A]
        block.K = Array(group)
        blocks.append(block)
    table.S = Name.Div
    table.K = Array(blocks)
    if Name.A in table:
        del table[Name.A]


def _columns(rows: list[list[Object]]) -> list[list[Object]]:
    """Return the cells of each column, from left to right."""
    found: dict[int, list[Object]] = defaultdict(list)
    for row in rows:
        at = 0
        for cell in row:
            found[at].append(cell)
            at += _span(cell)
    return [found[at] for at in sorted(found)]


def _span(cell: Object) -> int:
    attributes = cell.get(Name.A, Array())
    each = [*attributes] if isinstance(attributes, Array) else [attributes]
    spans = (one.get(Name.ColSpan, 1) for one in each if isinstance(one, Dictionary))
    return max(map(int, spans), default=1)


def _untag(pdf: Pdf) -> None:
    """Remove an empty structure, and what says that the document has one."""
    del pdf.Root[Name.StructTreeRoot]
    if Name.MarkInfo in pdf.Root:
        del pdf.Root[Name.MarkInfo]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as known:
        for name in [name for name in known if "pdfua/ns/id" in name]:
            del known[name]


def _describe_claim(pdf: Pdf) -> None:
    """Describe the namespace of PDF/UA in the metadata, where the engine did not."""
    known = pdf.Root.Metadata.read_bytes()
    if _CLAIM in known and b"pdfaExtension" not in known:
        pdf.Root.Metadata.write(known.replace(_END, _EXTENSION + _END, 1))
