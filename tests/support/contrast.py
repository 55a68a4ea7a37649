"""Contrast of colours as WCAG 2.2 measures it, and the pairs of colours in workbooks and charts."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from support.tracking_text import workbook
from support.workbooks import unzipped

WHITE, BLACK = "FFFFFF", "000000"
COVERED = {
    "lightUp": 0.25, "lightDown": 0.25, "lightHorizontal": 0.25, "lightVertical": 0.25,
    "gray125": 0.125, "gray0625": 0.0625,
}  # fmt: skip
"""The part of a cell that a pattern covers with its strokes (ECMA-376 Part 1, 18.18.55)."""

_FILLS = ("solidFill", "pattFill")


class Pair(NamedTuple):
    """The colours of a text and of its ground, and where they meet."""

    ink: str
    ground: str
    where: str


class Bar(NamedTuple):
    """A series of a chart: its ground, strokes and pattern, outline, and what its figures have."""

    ground: str
    strokes: str
    pattern: str
    outline: str
    figures: str
    box: str


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    parts = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blended(ground: str, strokes: str, part: float) -> str:
    """Return the colour that a ground has from afar with strokes over a part of it."""
    pairs = ((int(ground[at : at + 2], 16), int(strokes[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def pairs_of(data: bytes) -> Iterator[Pair]:
    """Yield the colours of each cell with a value, in each state that its formats may give it."""
    book = workbook(data)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    where = f"{sheet.title}!{cell.coordinate}"
                    yield Pair(_colour(cell.font.color, BLACK), _ground(cell.fill, WHITE), where)
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                yield from _of_rule(rule, sheet, area)


def _of_rule(rule: Any, sheet: Any, area: Any) -> Iterator[Pair]:
    where = f"{sheet.title}!{area.sqref} {rule.type}"
    for scale in filter(None, (rule.colorScale, rule.dataBar)):
        for colour in scale.color if isinstance(scale.color, list) else [scale.color]:
            yield Pair(BLACK, _colour(colour, WHITE), where)
    if rule.dxf and rule.dxf.fill:
        first = sheet[str(area.sqref).split()[0].split(":")[0]]
        usual = _colour(first.font.color, BLACK)
        ink = _colour(rule.dxf.font.color, usual) if rule.dxf.font else usual
        yield Pair(ink, _ground(rule.dxf.fill, WHITE, conditional=True), where)


def _ground(fill: Any, usual: str, *, conditional: bool = False) -> str:
    pattern = fill.patternType
    if pattern in COVERED:
        strokes = _colour(fill.fgColor, BLACK)
        return blended(_colour(fill.bgColor, WHITE), strokes, COVERED[pattern])
    if pattern == "solid" or (conditional and pattern is None):
        return _colour(fill.bgColor if conditional else fill.fgColor, usual)
    assert pattern is None, pattern
    return usual


def _colour(colour: Any, usual: str) -> str:
    return colour.rgb[-6:] if colour is not None and colour.type == "rgb" else usual


def bars_of(data: bytes) -> Iterator[Bar]:
    """Yield the series of all charts of a workbook."""
    for name, part in unzipped(data).items():
        if name.startswith("xl/charts/chart"):
            for series in etree.fromstring(part).iter("{*}ser"):
                yield _bar(series)


def _bar(series: Any) -> Bar:
    shape = series.find("{*}spPr")
    fill = next(child for tag in _FILLS for child in shape.findall(f"{{*}}{tag}"))
    colours = [one.get("val") for one in fill.iter("{*}srgbClr")]
    strokes, ground = colours if len(colours) > 1 else ("", colours[0])
    outline = next(shape.find("{*}ln").iter("{*}srgbClr")).get("val")
    labels = series.find("{*}dLbls")
    figures = [one.get("val") for one in labels.iterfind("{*}txPr//{*}srgbClr")]
    box = [one.get("val") for one in labels.iterfind("{*}spPr//{*}srgbClr")]
    texts = (found[0] if found else "" for found in (figures, box))
    return Bar(ground, strokes, fill.get("prst", ""), outline, *texts)
