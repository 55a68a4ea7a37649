"""XML of parts: texts in elements and attributes."""

from itertools import product
from xml.sax.saxutils import escape as usual
from xml.sax.saxutils import quoteattr

import pytest

from plandoc.ooxml.markup import escape, quoted

TEXTS = ["".join(signs) for signs in product("aя\"'<&>\n\t", repeat=3)]


def test_texts_are_written_as_the_standard_library_writes_them() -> None:
    """Signs of markup and quotes are written as `xml.sax.saxutils` writes them."""
    assert [(escape(text), quoted(text)) for text in TEXTS] == [
        (usual(text), quoteattr(text)) for text in TEXTS
    ]


@pytest.mark.parametrize("written", [escape, quoted])
def test_a_carriage_return_is_kept(written: object) -> None:
    """It would be read as a line break."""
    assert callable(written)
    assert "&#13;" in written("a\rb")
