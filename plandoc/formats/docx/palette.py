"""The colours that a document may name: as such, by its theme, by a highlighter."""

import re
from collections.abc import Mapping
from functools import cached_property

from plandoc.ooxml.legible import Color, channels, theme_of, tinted
from plandoc.ooxml.package import Package

_HIGHLIGHTS = {
    "white": "FFFFFF", "black": "000000", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
    "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "00008B",
    "darkCyan": "008B8B", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000",
    "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3",
}  # fmt: skip
_SHORT = {"background": "bg", "text": "t", "tx": "t"}
_MAPPING = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
_OF_THEME = {"light": "lt", "dark": "dk", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_BYTE = re.compile("[0-9A-Fa-f]{1,2}")
_NUMBERED = re.compile(r"([a-zA-Z]+?)(\d?)")


class Palette:
    """The colours of a document."""

    def __init__(self, package: Package) -> None:
        self.package = package

    def named(self, values: Mapping[str, str], name: str, theme: str) -> Color | None:
        """Return the colour in the attributes `name` or `theme`, `None` for an automatic one."""
        color = self._of_theme(values.get(theme, ""))
        if color is None:
            return channels(values.get(name, ""))
        for change in ("Tint", "Shade"):
            share = values.get(f"{theme.removesuffix('Color')}{change}", "")
            if _BYTE.fullmatch(share):
                color = tinted(color, int(share, 16) / 255, lighter=change == "Tint")
        return color

    def _of_theme(self, kind: str) -> Color | None:
        mapped = _renamed(kind, _SHORT)
        return self._theme.get(_renamed(self._mapping.get(mapped, mapped), _OF_THEME))

    @cached_property
    def _mapping(self) -> Mapping[str, str]:
        for part in self.package.related(self.package.main, "settings"):
            for found in self.package.xml(part).iterfind("{*}clrSchemeMapping"):
                own = {name.rpartition("}")[2]: str(value) for name, value in found.items()}
                return {**_MAPPING, **own}
        return _MAPPING

    @cached_property
    def _theme(self) -> Mapping[str, Color]:
        return theme_of(self.package)


def highlight(name: str) -> Color | None:
    """Return the colour of a highlighter."""
    return channels(_HIGHLIGHTS.get(name, ""))


def _renamed(kind: str, words: Mapping[str, str]) -> str:
    """Return the name of a colour with another word before its number."""
    found = _NUMBERED.fullmatch(kind)
    return kind if found is None else words.get(found[1], found[1]) + found[2]
