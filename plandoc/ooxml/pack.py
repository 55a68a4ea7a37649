"""The zip around the parts of an office document: same parts, same bytes."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_PART = "[Content_Types].xml"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time that a zip entry can carry."""

_LAST_YEAR = 2107
_LEVEL = 6


def pack(
    parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]], *, stamp: datetime | None = None
) -> bytes:
    """Return the parts as a zip: content types first, then as given, all dated `stamp`.

    A stamp with a time zone is written in UTC; without a stamp entries are dated 1 January
    1980. Times before that or after 2107 take the nearest time that a zip can carry.
    """
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    ordered = sorted(pairs, key=lambda part: part[0] != FIRST_PART)
    dated = _zip_time(stamp or EPOCH)
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in ordered:
            entry = ZipInfo(name, dated)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system, no file modes
            archive.writestr(entry, data, compresslevel=_LEVEL)
    return target.getvalue()


def _zip_time(stamp: datetime) -> tuple[int, int, int, int, int, int]:
    moment = stamp.astimezone(UTC) if stamp.tzinfo else stamp
    if moment.year < EPOCH.year:
        moment = EPOCH
    if moment.year > _LAST_YEAR:
        moment = datetime(_LAST_YEAR, 12, 31, 23, 59, 58, tzinfo=UTC)
    return moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second
