"""Comments on the cells of a user's sheet: ours added or replaced, those of others kept.

A comment is three things: its text, a box in a drawing without which Excel shows nothing, and,
where Excel 365 or OnlyOffice wrote it, an entry of a thread. Ours begins with a line that names
plandoc; on a cell that has a comment already it is added to that one, after its words.
"""

import re
from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.etree import _Element

from plandoc.formats.xlsx.annotated.book import section
from plandoc.formats.xlsx.annotated.drawing import Drawing, position
from plandoc.formats.xlsx.sheets.cells import escaped
from plandoc.ooxml.markup import detach, local_name
from plandoc.ooxml.package import Package

AUTHOR = "plandoc"
_HEAD = f"{AUTHOR}:"
_APART = "\n\n"
_OURS = re.compile(rf"(?:\A[\s:]*|\n+){_HEAD}[ ]?\n")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/>'


def comment_cells(package: Package, sheet: str, texts: Mapping[str, str]) -> None:
    """Add comments to cells of a sheet, after removing those added earlier.

    `texts` are by cell reference. A sheet without such comments and without new ones is not
    changed.
    """
    if texts or _has_ours(package, sheet):
        last = max((position(reference)[0] for reference in texts), default=0)
        comments = _Comments(package, sheet, last)
        comments.clear()
        for reference in sorted(texts, key=position):
            comments.put(reference, texts[reference])
        comments.close()


def _has_ours(package: Package, sheet: str) -> bool:
    return any(
        _OURS.search(_joined(comment.iter(f"{package.namespace}t")))
        for part in package.related(sheet, "comments")
        for comment in package.tree(part).iter(f"{package.namespace}comment")
    )


class _Comments:
    """The comments of a sheet in their parts, which are created if missing."""

    def __init__(self, package: Package, sheet: str, last: int) -> None:
        self.package, self.sheet, self.main = package, sheet, package.namespace
        self.part = self._part()
        self.root = package.edit(self.part)
        self.list = section(self.root, "commentList", ("authors",))
        self.listed = {comment.get("ref", ""): comment for comment in self.list.iterchildren("*")}
        self.threads = package.related(sheet, "threadedComment")
        self.drawing = Drawing(package, sheet, last)

    def clear(self) -> None:
        """Remove what an earlier run added."""
        for reference, comment in list(self.listed.items()):
            words = list(comment.iter(f"{self.main}t"))
            found = _OURS.search(_joined(words))
            if found and not found.start():
                self._remove(reference)
            elif found:
                _cut(words, found.start())
        for entry in self._threaded():
            words = entry.findall("{*}text")
            if found := _OURS.search(_joined(words)):
                _cut(words, found.start())

    def put(self, reference: str, text: str) -> None:
        """Add a comment to a cell, or append to the existing one."""
        lead = _HEAD
        if reference in self.listed:
            lead = f"{_APART}{_HEAD}"
            element_text = section(self.listed[reference], "text")
            self._add_to_thread(reference, f"{lead}\n{text}")
        else:
            comment = etree.SubElement(self.list, f"{self.main}comment", ref=reference)
            comment.set("authorId", self._author())
            element_text = etree.SubElement(comment, f"{self.main}text")
            self.listed[reference] = comment
        for bare_text in element_text.findall(f"{self.main}t"):
            run = element_text.makeelement(f"{self.main}r")
            bare_text.addprevious(run)
            run.append(bare_text)
        element_text.extend(self._runs(f"{lead}\n", text))
        self.drawing.put(reference, _joined(element_text.iter(f"{self.main}t")))

    def close(self) -> None:
        """Remove the parts that have become empty."""
        self.drawing.close()
        if not self.listed:
            gone = (self.part, *self.threads)
            relations = self.package.relations(self.sheet)
            self.package.unrelate(self.sheet, *(r.id for r in relations if r.part in gone))

    def _part(self) -> str:
        if known := self.package.related(self.sheet, "comments"):
            return known[0]
        empty = f'<comments xmlns="{self.main[1:-1]}"><authors/><commentList/></comments>'
        part = self.package.free_name("xl/comments{}.xml")
        self.package.attach(self.sheet, "comments", part, empty.encode())
        return part

    def _author(self) -> str:
        authors = section(self.root, "authors", ())
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{self.main}author").text = AUTHOR
            names.append(AUTHOR)
        return str(names.index(AUTHOR))

    def _runs(self, head: str, text: str) -> Iterable[_Element]:
        for words, bold in ((head, "<b/>"), (text, "")):
            form = f'<r xmlns="{self.main[1:-1]}"><rPr>{bold}{_FONT}</rPr><t/></r>'
            run = etree.fromstring(form)
            run[-1].text = escaped(words)
            run[-1].set(_SPACE, "preserve")
            yield run

    def _remove(self, reference: str) -> None:
        comment = self.listed.pop(reference)
        entries = [entry for entry in self._threaded() if entry.get("ref") == reference]
        for element in (comment, *entries):
            detach(element)
        self.drawing.remove(reference)

    def _threaded(self) -> list[_Element]:
        return [
            entry for part in self.threads for entry in self.package.edit(part).iterchildren("*")
        ]

    def _add_to_thread(self, reference: str, text: str) -> None:
        for entry in self._threaded():
            if entry.get("ref") == reference and not entry.get("parentId"):
                for words in entry.findall("{*}text"):
                    words.text = f"{words.text or ''}{text}"


def _joined(words: Iterable[_Element]) -> str:
    return "".join(element.text or "" for element in words)


def _cut(words: Iterable[_Element], length: int) -> None:
    """Truncate a text to `length` characters and remove runs that become empty."""
    for element in words:
        text = element.text or ""
        element.text = text[:length]
        length -= len(element.text)
        run = element.getparent()
        if text and not element.text and run is not None and local_name(run) == "r":
            detach(run)
