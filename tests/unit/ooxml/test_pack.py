"""plandoc.ooxml.pack: the zip around the parts."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from plandoc.ooxml.pack import Deflated, digest_of, joined, pack
from plandoc.ooxml.package import Package

PARTS = {
    "word/document.xml": "план ".encode() * 20_000, "[Content_Types].xml": b"<Types/>",
    "word/картинка.png": bytes(range(256)) * 3, "empty": b"",
}  # fmt: skip


@pytest.mark.parametrize(
    ("stamp", "written"),
    [
        (None, (1980, 1, 1, 0, 0, 0)),
        (datetime(2018, 9, 1, 10, 30, 59, tzinfo=UTC), (2018, 9, 1, 10, 30, 58)),
        (datetime(2018, 9, 1, 2, tzinfo=timezone(timedelta(hours=3))), (2018, 8, 31, 23, 0, 0)),
        (datetime(1900, 1, 1), (1980, 1, 1, 0, 0, 0)),  # noqa: DTZ001 - without a zone, as written
        (datetime(2200, 1, 1, tzinfo=UTC), (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_a_zip_is_that_of_zipfile(stamp, written):
    """The bytes are those that the standard library writes, content types first."""
    plain = BytesIO()
    with ZipFile(plain, "w") as archive:
        for name in sorted(PARTS, key=lambda name: name != "[Content_Types].xml"):
            entry = ZipInfo(name, written)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, PARTS[name], compresslevel=6)
    made = pack(PARTS, stamp=stamp)
    assert made == plain.getvalue()
    assert made == pack(PARTS.items(), stamp=stamp)
    with ZipFile(BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PARTS


@pytest.mark.parametrize("size", [1, 1_000, 3_000_000])
def test_a_part_made_of_pieces_is_the_same_part(size):
    """However large it is and however it is cut, the zip has the same bytes."""
    whole = bytes(Random(size).choices("<c r=план/>".encode(), k=size))
    cuts = sorted(Random(1).choices(range(size + 1), k=50))
    part = joined(whole[a:b] for a, b in zip([0, *cuts], [*cuts, size], strict=True))
    assert isinstance(part, Deflated) == (size > 1 << 20)
    assert digest_of(part) == sha256(whole).hexdigest()
    assert pack({"a": part}) == pack({"a": whole})
    assert Package({"a": part}).read("a") == whole
