"""The properties of a file: core (ECMA-376, part 2) and custom ones (part 1, 22.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from plandoc.ooxml.markup import DECLARED, escape, quoted
from plandoc.ooxml.package import Package
from plandoc.words.texts import one_line

DIGEST = "plandoc.digest"
"""The property that says nothing of a plan, but whether somebody saved its file."""

_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANTS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_CUSTOM = 2
"""The first number of a custom property; Office keeps those before."""

CORE, CUSTOM = "core-properties", "custom-properties"
"""The kinds of the relations to the parts with the properties."""

PARTS = {CORE: "docProps/core.xml", CUSTOM: "docProps/custom.xml"}
"""The usual names of these parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreProperties:
    """The properties of a file that Word and Excel show; empty ones are left out."""

    title: str = ""
    language: str = ""
    subject: str = ""
    author: str = ""
    changed_by: str = ""
    identifier: str = ""
    revision: str = ""
    created: datetime | None = None


def write_core(package: Package, properties: CoreProperties) -> None:
    """Write the core properties in place of those that a package has."""
    _write(package, CORE, core_xml(properties))


def core_xml(properties: CoreProperties) -> bytes:
    """Return the part with core properties; times with a time zone are written in UTC."""
    texts = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.author,
        "dc:identifier": properties.identifier,
        "dc:language": properties.language,
        "cp:lastModifiedBy": properties.changed_by,
        "cp:revision": properties.revision,
    }
    core = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in texts.items() if text)
    if created := properties.created:
        created = created.astimezone(UTC) if created.tzinfo else created
        moment = f"{created.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
        for tag in ("dcterms:created", "dcterms:modified"):
            core += f'<{tag} xsi:type="dcterms:W3CDTF">{moment}</{tag}>'
    xml = f"{DECLARED}<cp:coreProperties {_CORE_NAMESPACES}>{core}</cp:coreProperties>"
    return xml.encode()


def write_custom(package: Package, properties: Mapping[str, str]) -> None:
    """Write custom properties, all of them texts, in place of those that a package has."""
    _write(package, CUSTOM, custom_xml(properties))


def custom_xml(properties: Mapping[str, str]) -> bytes:
    """Return the part with custom properties."""
    custom = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name={quoted(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), _FIRST_CUSTOM)
    )
    xml = f'{DECLARED}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANTS}">{custom}</Properties>'
    return xml.encode()


def custom_part(package: Package) -> str:
    """Return the name of the part with the custom properties, whether it exists or not."""
    return _part(package, CUSTOM)


def custom_properties(package: Package) -> dict[str, str]:
    """Return the custom properties of a package as texts, without the digest of the file.

    Raises `ReturnedFileError`.
    """
    found = all_properties(package)
    found.pop(DIGEST, None)
    return found


def core_title(package: Package) -> str:
    """Return the title among the core properties of a package, on one line.

    Raises `ReturnedFileError`.
    """
    part = _part(package, CORE)
    title = package.xml(part).findtext("{*}title") if part in package else None
    return one_line(title or "")


def all_properties(package: Package) -> dict[str, str]:
    """Return the custom properties of a package, its digest (`plandoc.ooxml.issued`) too."""
    part = _part(package, CUSTOM)
    found = package.xml(part).iterfind("{*}property") if part in package else ()
    return {entry.get("name", ""): "".join(entry.itertext()).strip() for entry in found}


def _part(package: Package, kind: str) -> str:
    return next(iter(package.related("", kind)), PARTS[kind])


def _write(package: Package, kind: str, xml: bytes) -> None:
    identity = f"plandoc{kind.partition('-')[0].title()}"
    package.attach("", kind, _part(package, kind), xml, identity)
