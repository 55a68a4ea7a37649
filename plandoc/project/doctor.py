"""What is installed: libraries, extras, LibreOffice, fonts. Nothing is started or changed."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from plandoc.project.office import office_programs

_LIBRARIES = ("pydantic", "lxml", "Babel", "ruamel.yaml", "click", "rich")
_EXTRAS = {"matplotlib": "charts", "segno": "qr", "icalendar": "calendar"}
_FONTS = ("times", "liberationserif", "liberation serif", "tinos", "pt-astra-serif", "ptastraserif")
"""The beginnings of names of files with Times New Roman, or with a font of its metrics."""

_FONT_FILES = {".ttf", ".ttc", ".otf"}
_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    "/Library/Fonts", "/System/Library/Fonts", "~/Library/Fonts",
    r"C:\Windows\Fonts", r"~\AppData\Local\Microsoft\Windows\Fonts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that plandoc uses: where it is or which version, empty if it is missing.

    `about` is the key of the words that tell what it is for, `extra` the extra that installs it.
    """

    name: str
    found: str
    about: str
    extra: str = ""


def installed() -> Iterator[Finding]:
    """Yield what plandoc needs or can use on this computer."""
    yield Finding("Python", ".".join(map(str, sys.version_info[:3])), "python")
    for name in _LIBRARIES:
        yield Finding(name, _version(name), "library")
    for name, extra in _EXTRAS.items():
        yield Finding(name, _version(name) if find_spec(name) else "", extra, extra)
    yield Finding("pikepdf", _version("pikepdf"), "pdf")
    yield Finding("LibreOffice", next(office_programs(), ""), "office")
    yield Finding("Times New Roman", next(_fonts(), ""), "font")
    folder = Path.cwd()
    yield Finding(str(folder), "+" if os.access(folder, os.W_OK) else "", "folder")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _fonts() -> Iterator[str]:
    for folder in map(os.path.expanduser, _FOLDERS):
        for _, _, files in os.walk(folder):
            for file in sorted(files):
                stem, suffix = os.path.splitext(file.lower())  # noqa: PTH122 - thousands of names
                if suffix in _FONT_FILES and stem.startswith(_FONTS):
                    yield file
