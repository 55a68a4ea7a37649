"""The styles of a workbook, each of them once, as the part in which they are stored."""

from collections.abc import Iterable

from plandoc.formats.xlsx.number_formats import BUILT_IN, FIRST_OWN
from plandoc.formats.xlsx.sheets.cells import FONT, SIZE, Style
from plandoc.ooxml.markup import DECLARED, quoted

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINE = '<{0} style="thin"><color rgb="00A6A6A6"/></{0}>'
_SIDES = ("left", "right", "top", "bottom")
_PLAIN = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" pivotButton="0" quotePrefix="0" xfId="0"/>'
)
_BASE = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
_NORMAL = '<cellStyle name="Normal" xfId="0" builtinId="0" hidden="0"/>'
_TABLES = (
    '<tableStyles count="0" defaultTableStyle="TableStyleMedium9"'
    ' defaultPivotStyle="PivotStyleLight16"/>'
)
_BUILT_IN = {code: number for number, code in BUILT_IN.items()}


class Styles:
    """Styles with their numbers; the first ones are those of any workbook."""

    def __init__(self) -> None:
        self._numbers: dict[Style, int] = {}
        self._fonts = {f'<font><sz val="{SIZE:g}"/><name val="{FONT}"/><family val="1"/></font>': 0}
        self._fills = {
            "<fill><patternFill/></fill>": 0,
            '<fill><patternFill patternType="gray125"/></fill>': 1,
        }
        self._borders = {f"<border>{''.join(f'<{s}/>' for s in (*_SIDES, 'diagonal'))}</border>": 0}
        self._formats: dict[str, int] = {}
        self._cells = {_PLAIN: 0}
        self._looks: dict[str, int] = {}

    def number(self, style: Style) -> int:
        """Return the number of a style."""
        found = self._numbers.get(style)
        if found is None:
            found = self._numbers[style] = _among(self._cells, self._cell(style))
        return found

    def look(self, xml: str) -> int:
        """Return the number of a look of conditional formats."""
        return _among(self._looks, xml)

    def part(self) -> bytes:
        """Return the part with all styles."""
        formats = {
            f'<numFmt numFmtId="{number}" formatCode={quoted(code)}/>': number
            for code, number in self._formats.items()
        }
        xml = "".join(
            (
                f'<styleSheet xmlns="{_MAIN}">',
                _listed("numFmts", formats),
                _listed("fonts", self._fonts),
                _listed("fills", self._fills),
                _listed("borders", self._borders),
                _listed("cellStyleXfs", [_BASE]),
                _listed("cellXfs", self._cells),
                _listed("cellStyles", [_NORMAL]),
                _listed("dxfs", self._looks) if self._looks else "",
                f"{_TABLES}</styleSheet>",
            )
        )
        return f"{DECLARED}{xml}".encode()

    def _cell(self, style: Style) -> str:
        """Return a format of cells, with the numbers of its parts."""
        wrapped = ' wrapText="1"' if style.wrapped else ""
        aligned = f'<alignment horizontal="{style.across}" vertical="{style.down}"{wrapped}/>'
        unlocked = '<protection locked="0" hidden="0"/>' if style.unlocked else ""
        applied = ' applyProtection="1"' if style.unlocked else ""
        return (
            f'<xf numFmtId="{self._format(style.format)}"'
            f' fontId="{_among(self._fonts, _font(style))}"'
            f' fillId="{_among(self._fills, _fill(style))}"'
            f' borderId="{_among(self._borders, _border(style))}" applyAlignment="1"{applied}'
            f' pivotButton="0" quotePrefix="{int(style.quoted)}" xfId="0">'
            f"{aligned}{unlocked}</xf>"
        )

    def _format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        return self._formats.setdefault(code, FIRST_OWN + len(self._formats))


def _among(known: dict[str, int], xml: str) -> int:
    return known.setdefault(xml, len(known))


def _font(style: Style) -> str:
    bold = '<b val="1"/>' if style.bold else ""
    line = '<u val="single"/>' if style.underlined else ""
    return (
        f'<font>{bold}{line}<sz val="{style.size:g}"/><color rgb="FF{style.color}"/>'
        f'<name val="{FONT}"/></font>'
    )


def _fill(style: Style) -> str:
    if not style.fill:
        return "<fill><patternFill/></fill>"
    colour = f'<fgColor rgb="FF{style.fill}"/>'
    return f'<fill><patternFill patternType="solid">{colour}</patternFill></fill>'


def _border(style: Style) -> str:
    line = _LINE if style.ruled else "<{}/>"
    return f"<border>{''.join(map(line.format, _SIDES))}</border>"


def _listed(name: str, items: Iterable[str]) -> str:
    found = list(items)
    return f'<{name} count="{len(found)}">{"".join(found)}</{name}>'
