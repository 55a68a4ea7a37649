"""Whether anybody saved a document since plandoc wrote it: it holds a digest of its own parts."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from plandoc.errors import ReturnedFileError
from plandoc.ooxml.archive import open_archive
from plandoc.ooxml.pack import Content, digest_of, pack
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import (
    CUSTOM,
    DIGEST,
    all_properties,
    custom_part,
    custom_properties,
    custom_xml,
    write_custom,
)
from plandoc.ooxml.signature import ZIP

_OURS = "plandoc."


def with_digest(package: Package, stamp: datetime | None = None) -> bytes:
    """Return a document as a file that tells from now on whether it was saved by somebody else."""
    properties = custom_properties(package)
    if not package.related("", CUSTOM):
        write_custom(package, properties)  # the part is there, and listed
    parts = dict(package.contents())
    own = custom_part(package)
    parts[own] = custom_xml({**properties, DIGEST: _digest(parts, own, properties)})
    return pack(parts, stamp=stamp)


def untouched(source: bytes) -> bool | None:
    """Whether a document is as plandoc wrote it; `None` for a file that plandoc did not write."""
    if not source.startswith(ZIP):
        return None
    try:
        package = Package(open_archive(source))
        properties = all_properties(package)
        if not any(name.startswith(_OURS) for name in properties):
            return None
        digest = properties.pop(DIGEST, None)
        return digest == _digest(dict(package.items()), custom_part(package), properties)
    except ReturnedFileError:
        return None


def _digest(parts: Mapping[str, Content], own: str, properties: Mapping[str, str]) -> str:
    """Return the digest of all parts, and of the custom properties but the digest itself."""
    total = sha256()
    for name in sorted({*parts} - {own}):
        total.update(f"{name}\n{digest_of(parts[name])}\n".encode())
    for name, value in sorted(properties.items()):
        total.update(f"{name}={value}\n".encode(errors="surrogatepass"))
    return total.hexdigest()
