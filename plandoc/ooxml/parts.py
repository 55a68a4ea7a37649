"""Named parts of a file, as bytes and as XML; what is not changed keeps every byte."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from lxml import etree
from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.ooxml.archive import Archive
from plandoc.ooxml.markup import Tree, parsed
from plandoc.ooxml.pack import Content, Deflated, chunks_of
from plandoc.ooxml.refusals import damaged, refused, too_many

MOST_TAGS = 8_000_000
"""Tags in a part that is read as a tree: 20 000 rows of a document have 5 million."""

T = TypeVar("T")


class Parts:
    """Parts by name in their order, of an opened file or made here.

    Names are compared without regard to case, as Office does. Parts of an opened file are
    inflated each time they are read. Every method raises `ReturnedFileError` where it needs a
    part that is missing or damaged, or XML of an opened file that has too many tags or declares
    a document type.
    """

    def __init__(self, parts: Mapping[str, Content] | Archive, file: str = "") -> None:
        self.file = file
        """The name of the file in messages."""
        self._archive: Archive | None = None
        self._written: dict[str, Content] = {}
        if isinstance(parts, Archive):
            self._archive = parts
            self._names = {name.lower(): name for name in parts.entries}
        else:
            self._names = {name.lower(): name for name in parts}
            self._written = {name.lower(): data for name, data in parts.items()}
        self._trees: dict[str, Tree] = {}
        self._edited: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts as they are written."""
        return tuple(self._names.values())

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and part.lower() in self._names

    def items(self) -> Iterator[tuple[str, bytes]]:
        """Yield the parts with their names."""
        return ((name, self.read(name)) for name in self.names)

    def contents(self) -> Iterator[tuple[str, Content]]:
        """Yield what the parts hold with their names; what is deflated already stays so."""
        for name in self.names:
            key = name.lower()
            found = None if key in self._edited else self._written.get(key)
            yield name, self.read(name) if found is None else found

    def read(self, part: str) -> bytes:
        """Return a part as it is now."""
        key = part.lower()
        if key in self._edited:
            return self._trees[key].written()
        return self._plain(key) if key in self._written else b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part piece by piece, without what was edited in its tree."""
        key = part.lower()
        if key in self._written:
            yield from chunks_of(self._written[key])
        elif self._archive and key in self._names:
            yield from self._archive.chunks(self._names[key])
        else:
            raise damaged(self.file, part)

    def write(self, part: str, data: Content) -> None:
        """Give a part its bytes; a new one comes after all others."""
        self._names.setdefault(part.lower(), part)
        self._written[part.lower()] = data
        self._forget_tree(part)

    def remove(self, part: str) -> None:
        """Remove a part, if it is there."""
        self._names.pop(part.lower(), None)
        self._written.pop(part.lower(), None)
        self._forget_tree(part)

    def holds(self, part: str, *words: bytes) -> bool:
        """Whether one of some words stands anywhere in a part, which may be long."""
        longest = max(map(len, words))
        before = b""
        for chunk in self.chunks(part):
            text = before + chunk
            if any(word in text for word in words):
                return True
            before = text[-longest:]
        return False

    def xml(self, part: str) -> _Element:
        """Return the root of XML that is only read, without comments."""
        data = self.read(part)
        self._refuse_tags(part, data)
        try:
            root = parsed(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self.file, part) from error
        self.refuse_type(part, root)
        return root

    def tree(self, part: str) -> _Element:
        """Return the root of XML as edited so far, to be read only."""
        key = part.lower()
        if key not in self._trees:
            data, outside = self.read(part), key not in self._written
            try:
                tree = Tree(data, repair=key.endswith(".vml"))
                if outside:
                    self._refuse_tags(part, tree.data)
                root = tree.root
            except (etree.XMLSyntaxError, ValueError) as error:
                raise damaged(self.file, part) from error
            if outside:
                self.refuse_type(part, root)
            self._trees[key] = tree
        return self._trees[key].root

    def edit(self, part: str) -> _Element:
        """Return the root of XML to be changed; the part is serialized from it."""
        root = self.tree(part)
        self._edited.add(part.lower())
        return root

    def listed(self, part: str, read: Callable[[_Element], T]) -> T:
        """Return what `read` finds in the root of a part that lists others.

        Documents of a template list the same parts, and that listing is read once.
        """
        key = part.lower()
        if key not in self._written or key in self._edited:
            return read(self.tree(part))
        try:
            found: T = _listed(self._plain(key), read)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self.file, part) from error
        return found

    def append(self, part: str, tag: str, values: Mapping[str, str]) -> None:
        """Add an element to the root of a part that lists others."""
        key = part.lower()
        if key not in self._written or key in self._edited:
            etree.SubElement(self.edit(part), tag, dict(values))
        else:
            self.write(part, _listing(self._plain(key), tag, tuple(values.items())))

    def rows(self, sheet: str) -> bytes:
        """Return the rows of a sheet as XML, which are never parsed and never changed."""
        self.tree(sheet)
        return self._trees[sheet.lower()].rows

    def refuse_type(self, part: str, element: _Element) -> None:
        """Raise `ReturnedFileError` where the XML of an element declares a document type."""
        if element.getroottree().docinfo.doctype:
            raise refused(Code.OFFICE_FILE_HAS_DTD, Place(file=self.file, part=part))

    def _plain(self, key: str) -> bytes:
        data = self._written[key]
        return data.plain if isinstance(data, Deflated) else data

    def _refuse_tags(self, part: str, data: bytes) -> None:
        if data.count(b"<") > MOST_TAGS:
            raise too_many(self.file, part, MOST_TAGS)

    def _forget_tree(self, part: str) -> None:
        self._trees.pop(part.lower(), None)
        self._edited.discard(part.lower())


@lru_cache(maxsize=64)
def _listed(data: bytes, read: Callable[[_Element], Any]) -> Any:
    return read(Tree(data).root)


@lru_cache(maxsize=64)
def _listing(data: bytes, tag: str, values: tuple[tuple[str, str], ...]) -> bytes:
    """Return a listing with one more element."""
    tree = Tree(data)
    etree.SubElement(tree.root, tag, dict(values))
    return tree.written()
