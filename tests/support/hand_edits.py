"""Edits of a document as people make them by hand: each types marks and returns nothing.

A mark is a word that stands nowhere else, so that it can be looked for in what was told.
"""

import copy
from collections.abc import Callable
from random import Random

from lxml import etree
from lxml.etree import _Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS = ("Выполнено {}", "{}", "Не выполнено {}", "проведено 12.10.2018 {}", "{} протокол № 3")
_MOST_ROWS = 60


def w(tag: str) -> str:
    """Return a name of WordprocessingML."""
    return f"{{{_W}}}{tag}"


def _made(xml: str) -> _Element:
    return etree.fromstring(f'<w:x xmlns:w="{_W}">{xml}</w:x>')[0]


class Hand:
    """A person with a document, whose choices come from `random`."""

    def __init__(self, root: _Element, random: Random) -> None:
        self.root = root
        self.random = random
        self.marks: list[str] = []

    def act(self, edit: str) -> None:
        """Make one of `EDITS`, if the document has room for it."""
        if self._table() is not None:
            EDITS[edit](self)

    def left(self) -> list[str]:
        """Return the marks that are still there."""
        text = etree.tostring(self.root, encoding="unicode")
        return [mark for mark in self.marks if mark in text]

    def _words(self) -> str:
        self.marks.append(f"метка{1001 + len(self.marks)}")
        return self.random.choice(_WORDS).format(self.marks[-1])

    def _type(self, cell: _Element) -> None:
        paragraph = self.random.choice(cell.findall(w("p")) or [etree.SubElement(cell, w("p"))])
        paragraph.append(_made(f"<w:r><w:t> {self._words()}</w:t></w:r>"))

    def _table(self) -> _Element | None:
        """Return the largest table."""
        found = sorted(self.root.iter(w("tbl")), key=lambda one: -len(one.findall(w("tr"))))
        return found[0] if found and found[0].findall(w("tr")) else None

    def _rows(self) -> list[_Element]:
        table = self._table()
        assert table is not None
        return table.findall(w("tr"))[:_MOST_ROWS]

    def _cells(self) -> list[_Element]:
        """Return the cells of a row of the largest table."""
        return self.random.choice(self._rows()).findall(w("tc"))

    def _copied_row(self) -> _Element:
        """Return a copy of a row below it, without what identifies it."""
        row = self.random.choice(self._rows())
        made = copy.deepcopy(row)
        for bookmark in list(made.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            parent = bookmark.getparent()
            assert parent is not None
            parent.remove(bookmark)
        row.addnext(made)
        return made

    def type_in_a_cell(self) -> None:
        self._type(self.random.choice(self._cells()))

    def copy_a_row(self) -> None:
        self._type(self.random.choice(self._copied_row().findall(w("tc"))))

    def insert_a_row(self) -> None:
        row = self._copied_row()
        for text in list(row.iter(w("t"))):
            text.text = ""
        self._type(self.random.choice(row.findall(w("tc"))))

    def number_columns(self) -> None:
        row = self._copied_row()
        cells = row.findall(w("tc"))
        for at, cell in enumerate(cells, 1):
            for paragraph in cell.findall(w("p")):
                cell.remove(paragraph)
            cell.append(_made(f"<w:p><w:r><w:t>{at}</w:t></w:r></w:p>"))
        self._type(self.random.choice(cells))
        self._rows()[0].addnext(row)

    def merge_down(self) -> None:
        rows = self._rows()
        first, place = self.random.randrange(len(rows)), self.random.randrange(6)
        for at, row in enumerate(rows[first : first + 2]):
            for cell in row.findall(w("tc"))[place : place + 1]:
                properties = cell.find(w("tcPr"))
                if properties is not None:
                    value = "continue" if at else "restart"
                    properties.append(_made(f'<w:vMerge w:val="{value}"/>'))
                self._type(cell)

    def add_a_column(self) -> None:
        for row in self._rows():
            row.append(_made("<w:tc><w:tcPr/><w:p/></w:tc>"))
            if self.random.random() < 0.2:
                self._type(row[-1])

    def cut_a_cell(self) -> None:
        row = self.random.choice(self._rows())
        cells = row.findall(w("tc"))
        if len(cells) > 1:
            row.remove(self.random.choice(cells))
            self._type(self.random.choice(row.findall(w("tc"))))

    def write_across(self) -> None:
        row = _made('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="5"/></w:tcPr><w:p/></w:tc></w:tr>')
        self._type(row[0])
        self.random.choice(self._rows()).addnext(row)

    def draw_a_box(self) -> None:
        box = _made("<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>")
        for content in box.iter(w("txbxContent")):
            self._type(content)
        self.random.choice(list(self.root.iter(w("p")))).append(box)

    def delete_headings(self) -> None:
        table, rows = self._table(), self._rows()
        if table is not None and len(rows) > 1:
            table.remove(rows[0])

    def sort_rows(self) -> None:
        rows = self._rows()[1:]
        self.random.shuffle(rows)
        for row in rows:
            self._rows()[-1].addnext(row)

    def write_below(self) -> None:
        table = self._table()
        if table is not None:
            table.addnext(_made(f"<w:p><w:r><w:t>{self._words()}</w:t></w:r></w:p>"))


EDITS: dict[str, Callable[[Hand], None]] = {
    edit.__name__: edit
    for edit in (
        Hand.type_in_a_cell, Hand.copy_a_row, Hand.insert_a_row, Hand.number_columns,
        Hand.merge_down, Hand.add_a_column, Hand.cut_a_cell, Hand.write_across, Hand.draw_a_box,
        Hand.delete_headings, Hand.sort_rows, Hand.write_below,
    )
}  # fmt: skip
"""The edits by name."""
