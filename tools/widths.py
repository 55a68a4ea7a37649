"""Write plandoc/page/widths.json: advance widths of a Times-metric font, grouped by width.

Usage: python tools/widths.py LiberationSerif-Regular.ttf LiberationSerif-Bold.ttf
Widths are in thousandths of the type size.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x400, 0x52F),
    (0x2010, 0x2026),
    (0x2030, 0x203A),
    (0x2116, 0x2116),
    (0x20BD, 0x20BD),
)


ALIKE = dict(zip("ӘәҒғҚқҢңӨөҰұҮүҺһ", "ЭэГгКкНнОоУуУуHh", strict=True))
"""Kazakh letters, and letters as wide as they are in Times New Roman, for fonts without them."""


def widths(path: str) -> dict[str, str]:
    """Return width → characters of that width."""
    font = TTFont(path)
    scale = 1000 / font["head"].unitsPerEm
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    grouped: dict[int, list[str]] = defaultdict(list)
    for first, last in RANGES:
        for code in range(first, last + 1):
            if code in glyphs:
                grouped[round(advances[glyphs[code]][0] * scale)].append(chr(code))
    for letter, like in ALIKE.items():
        if ord(letter) not in glyphs:
            grouped[round(advances[glyphs[ord(like)]][0] * scale)].append(letter)
    return {str(width): "".join(grouped[width]) for width in sorted(grouped)}


if __name__ == "__main__":
    regular, bold = map(widths, sys.argv[1:3])
    target = Path(__file__).parent.parent / "plandoc" / "page" / "widths.json"
    tables = {"regular": regular, "bold": bold}
    target.write_text(json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
