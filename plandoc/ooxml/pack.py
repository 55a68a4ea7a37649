"""The zip around the parts of an office document: same parts, same bytes."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

FIRST_PART = "[Content_Types].xml"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time that a zip entry can carry."""

_LAST_YEAR = 2107
_LEVEL = 6
_SMALL = 1 << 14
"""Bytes of a part that may be the same in the next document; it is deflated once."""

_LARGE = 1 << 20
"""Bytes of a part from which on it is deflated while it is made."""

_CHUNK = 1 << 16
"""Bytes of a part that are inflated at once."""

_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800
_OWNER_READS_AND_WRITES = 0o600 << 16
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


class Deflated(NamedTuple):
    """A part that is deflated already: its bytes, their size, CRC-32 and SHA-256 before that."""

    packed: bytes
    size: int
    check: int
    digest: str

    @property
    def plain(self) -> bytes:
        """The bytes of the part."""
        return zlib.decompress(self.packed, -zlib.MAX_WBITS)


Content = bytes | Deflated
"""What a part holds."""


def joined(pieces: Iterable[bytes]) -> Content:
    """Return the part that pieces are; a large one is deflated as they come, and lets them go."""
    pieces = iter(pieces)
    first: list[bytes] = []
    size = 0
    for piece in pieces:
        first.append(piece)
        size += len(piece)
        if size > _LARGE:
            return _deflated_from(chain(first, pieces))
    return b"".join(first)


def _deflated_from(pieces: Iterable[bytes]) -> Deflated:
    deflater = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    digest, check, size = sha256(), 0, 0
    packed: list[bytes] = []
    for piece in pieces:
        check = zlib.crc32(piece, check)
        digest.update(piece)
        size += len(piece)
        if more := deflater.compress(piece):
            packed.append(more)
    return Deflated(b"".join([*packed, deflater.flush()]), size, check, digest.hexdigest())


def chunks_of(part: Content) -> Iterator[bytes]:
    """Yield the bytes of a part piece by piece."""
    data = part.packed if isinstance(part, Deflated) else part
    chunks = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    if isinstance(part, Deflated):
        yield from map(zlib.decompressobj(-zlib.MAX_WBITS).decompress, chunks)
    else:
        yield from chunks


def digest_of(part: Content) -> str:
    """Return the SHA-256 of the bytes of a part."""
    return part.digest if isinstance(part, Deflated) else sha256(part).hexdigest()


def pack(
    parts: Mapping[str, Content] | Iterable[tuple[str, Content]], *, stamp: datetime | None = None
) -> bytes:
    """Return the parts as a zip: content types first, then as given, all dated `stamp`.

    A stamp with a time zone is written in UTC; without a stamp entries are dated 1 January
    1980. Times before that or after 2107 take the nearest time that a zip can carry.
    """
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    ordered = sorted(pairs, key=lambda part: part[0] != FIRST_PART)
    dated = _zip_time(stamp or EPOCH)
    pieces: list[bytes] = []
    listed: list[bytes] = []
    offset = 0
    for name, data in ordered:
        written = name.encode()
        if isinstance(data, Deflated):
            packed, size, check, _ = data
        else:
            size = len(data)
            check, packed = (_deflated_once if size <= _SMALL else _deflated)(data)
        flags = 0 if name.isascii() else _UTF8
        shared = struct.pack("<3H", _VERSION, flags, _DEFLATED) + dated
        shared += struct.pack("<3L2H", check, len(packed), size, len(written), 0)
        listed.append(
            _CENTRAL + struct.pack("<2B", _VERSION, 0) + shared  # the same on every system
            + struct.pack("<3H2L", 0, 0, 0, _OWNER_READS_AND_WRITES, offset) + written
        )  # fmt: skip
        pieces += (_LOCAL, shared, written, packed)
        offset += len(_LOCAL) + len(shared) + len(written) + len(packed)
    directory = b"".join(listed)
    counts = (0, 0, len(listed), len(listed), len(directory), offset, 0)
    return b"".join([*pieces, directory, _END, struct.pack("<4H2LH", *counts)])


def _deflated(data: bytes) -> tuple[int, bytes]:
    return zlib.crc32(data), zlib.compress(data, _LEVEL, wbits=-zlib.MAX_WBITS)


_deflated_once = lru_cache(maxsize=256)(_deflated)


def _zip_time(stamp: datetime) -> bytes:
    """Return a time as MS-DOS has it, in steps of two seconds."""
    moment = stamp.astimezone(UTC) if stamp.tzinfo else stamp
    if moment.year < EPOCH.year:
        moment = EPOCH
    if moment.year > _LAST_YEAR:
        moment = datetime(_LAST_YEAR, 12, 31, 23, 59, 58, tzinfo=UTC)
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    date = (moment.year - EPOCH.year) << 9 | moment.month << 5 | moment.day
    return struct.pack("<2H", time, date)
