"""What cannot be read on a page, in documents and workbooks alike: pale colours, fonts of signs."""

import re
from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from plandoc.ooxml.markup import attribute, local_name
from plandoc.ooxml.package import Package

Color = tuple[int, int, int]

PAPER: Color = (255, 255, 255)
INK: Color = (0, 0, 0)

_HEX = re.compile("[0-9A-Fa-f]{6}")
_NEAREST = 0x18
"""Colours whose channels differ by less cannot be told apart."""
_FAINTEST = 1.1
"""Nor can text of which the contrast with its ground is less: yellow on white."""
_SIGNS = re.compile(r"wingdings|webdings|symbol|dingbats|marlett|mt extra", re.IGNORECASE)
"""Fonts in which letters are pictures."""
_LETTER = re.compile(r"[^\W_]")
_USUAL = {"lt1": PAPER, "dk1": INK, "lt2": (0xEE, 0xEC, 0xE1), "dk2": (0x1F, 0x49, 0x7D)}


def is_lost_on(color: Color, ground: Color) -> bool:
    """Whether text of a colour cannot be seen on a ground."""
    near = all(abs(one - other) < _NEAREST for one, other in zip(color, ground, strict=True))
    light, dark = sorted((_luminance(color), _luminance(ground)), reverse=True)
    return near or (light + 0.05) / (dark + 0.05) < _FAINTEST


def is_in_signs(font: str, text: str) -> bool:
    """Whether a font shows letters of a text as pictures."""
    return _SIGNS.search(font) is not None and _LETTER.search(text) is not None


def channels(text: str) -> Color | None:
    """Return a colour of six hexadecimal digits, `None` for any other text."""
    if not _HEX.fullmatch(text):
        return None
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


def tinted(color: Color, share: float, *, lighter: bool) -> Color:
    """Return a colour of which only a share is left, the rest being light or dark."""
    hue, light, saturation = rgb_to_hls(*(channel / 255 for channel in color))
    light = min(1.0, light * share + (1 - share if lighter else 0))
    red, green, blue = (round(one * 255) for one in hls_to_rgb(hue, light, saturation))
    return red, green, blue


def theme_of(package: Package) -> Mapping[str, Color]:
    """Return the colours of a theme by their names: `lt1`, `dk1`, `accent1` …."""
    found: dict[str, Color] = dict(_USUAL)
    for part in package.related(package.main, "theme"):
        for one in package.xml(part).iterfind("{*}themeElements/{*}clrScheme/*"):
            for color in one:
                text = attribute(color, "lastClr") or attribute(color, "val")
                found[local_name(one)] = channels(text) or found.get(local_name(one), INK)
    return found


def _luminance(color: Color) -> float:
    """Return about how much light a colour gives, from 0 to 1."""
    red, green, blue = ((channel / 255) ** 2.2 for channel in color)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
