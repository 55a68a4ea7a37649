"""The zip around an office document, checked before anything in it is parsed.

The directory of the zip says how many parts there are and how large each is. What cannot be true,
or would keep the machine busy for minutes, is refused by the directory alone. Parts are inflated
one at a time, never beyond the size in the directory.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from plandoc.codes import Code
from plandoc.errors import Place, ReturnedFileError
from plandoc.ooxml.refusals import damaged, refused

LARGEST_FILE = 256 * 2**20
"""Bytes of a whole file, packed."""

MOST_PARTS = 10_000
LARGEST_PART = 1024 * 2**20
"""Bytes of one part unpacked: a million rows of styled empty cells take half of that."""

LARGEST_WHOLE = 2048 * 2**20
"""Bytes of all parts unpacked."""

MOST_TIMES, SMALL_PART = 200, 64 * 2**20
"""How many times its packed size a part may have, unless it is small; XML has 10 to 50 times."""

CHUNK = 2**18
"""Bytes of a part that are read at a time."""

_ENTRY, _LOCAL_HEADER = b"PK\x01\x02", 30
_ENCRYPTED = 0x1
_MEGABYTE = 2**20
_FAILURES = (
    BadZipFile, zlib.error, EOFError, struct.error, OSError, NotImplementedError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Archive:
    """A zip that passed the checks: its entries by the names of parts, in their order.

    Names are written with slashes and without one in front, whatever the zip has.
    """

    file: str
    entries: Mapping[str, ZipInfo]
    zip: ZipFile

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece.

        Raises `ReturnedFileError` where the part is damaged or not as long as the directory says.
        """
        length = 0
        try:
            with self.zip.open(self.entries[name]) as part:
                while chunk := part.read(CHUNK):
                    length += len(chunk)
                    yield chunk
        except _FAILURES as error:
            raise damaged(self.file, name) from error
        if length != self.entries[name].file_size:
            raise damaged(self.file, name)


def open_archive(source: bytes, file: str = "", largest: int | None = None) -> Archive:
    """Return the entries of a zip, of at most `largest` (`LARGEST_WHOLE`) bytes unpacked.

    Raises `ReturnedFileError` where it is damaged or too large.
    """
    place = Place(file=file)
    if len(source) > LARGEST_FILE:
        raise _too_large(place, len(source), LARGEST_FILE)
    count = source.count(_ENTRY)
    if count > MOST_PARTS:
        raise refused(Code.OFFICE_FILE_TOO_MANY_PARTS, place, count=count, most=MOST_PARTS)
    try:
        opened = ZipFile(BytesIO(source))
    except _FAILURES as error:
        raise refused(Code.OFFICE_FILE_TRUNCATED, place) from error
    most = LARGEST_WHOLE if largest is None else largest
    return Archive(file, _entries(opened, place, most), opened)


def _entries(opened: ZipFile, place: Place, largest: int) -> dict[str, ZipInfo]:
    """Return the entries by the names of parts, after a check of what the directory says."""
    infos = [info for info in opened.infolist() if _clean(info.filename)[-1:] not in ("", "/")]
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise refused(Code.OFFICE_FILE_ENCRYPTED, place)
    entries = {_clean(info.filename): info for info in infos}
    odd = any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos)
    if odd or len(set(map(str.lower, entries))) < len(infos) or _overlapping(infos):
        raise refused(Code.OFFICE_FILE_TRUNCATED, place)
    for name, info in entries.items():
        swollen = info.file_size > max(SMALL_PART, MOST_TIMES * info.compress_size)
        if info.file_size > LARGEST_PART or swollen:
            raise _too_large(replace(place, part=name), info.file_size, LARGEST_PART)
    whole = sum(info.file_size for info in infos)
    if whole > largest:
        raise _too_large(place, whole, largest)
    return entries


def _overlapping(infos: list[ZipInfo]) -> bool:
    """Tell whether two entries share bytes, as those of a zip bomb do."""
    spans = sorted(
        (info.header_offset, info.header_offset + _LOCAL_HEADER + info.compress_size)
        for info in infos
    )
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _too_large(place: Place, size: int, largest: int) -> ReturnedFileError:
    values = {"size": size // _MEGABYTE, "largest": largest // _MEGABYTE, "times": MOST_TIMES}
    return refused(Code.OFFICE_FILE_TOO_LARGE, place, **values)
