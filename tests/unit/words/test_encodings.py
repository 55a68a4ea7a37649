"""Old Cyrillic encodings."""

import pytest

from plandoc.words.encodings import CYRILLIC, likely_encoding


@pytest.mark.parametrize(("name", "codec"), CYRILLIC.items())
def test_an_encoding_is_found_by_its_letters(name: str, codec: str) -> None:
    """Russian in an old encoding is told by its frequent letters."""
    assert likely_encoding("План воспитательной работы".encode(codec)) == name


def test_other_bytes_have_none() -> None:
    """UTF-8 and bytes without Russian words have no old encoding."""
    assert likely_encoding("План работы".encode()) == likely_encoding(b"\xff\x80 plan") == ""
