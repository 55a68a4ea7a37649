"""Rules of colour (conditional formats): each is XML that is the same wherever it is used."""

from functools import lru_cache
from typing import NamedTuple

from plandoc.ooxml.markup import escape


class Rule(NamedTuple):
    """A rule: its type, what stands in its element, and the look that it gives, if any."""

    kind: str
    told: str
    look: str = ""


def where(formula: str, look: str) -> Rule:
    """Return the rule that gives cells a look by a formula, relative to the first of them."""
    return Rule("expression", f"<formula>{escape(formula)}</formula>", look)


@lru_cache(maxsize=64)
def painted(fill: str, ink: str = "") -> str:
    """Return a look: the colour of cells and, if it is another one, of what stands in them."""
    font = f'<font><color rgb="FF{ink}"/></font>' if ink else ""
    solid = f'<patternFill patternType="solid"><bgColor rgb="FF{fill}"/></patternFill>'
    return f"<dxf>{font}<fill>{solid}</fill></dxf>"


@lru_cache(maxsize=64)
def framed(line: str) -> str:
    """Return a look: lines of a colour around cells."""
    sides = ("left", "right", "top", "bottom")
    told = "".join(f'<{side} style="thin"><color rgb="FF{line}"/></{side}>' for side in sides)
    return f"<dxf><border>{told}</border></dxf>"


def shares(colour: str) -> Rule:
    """Return the rule that draws a bar in cells, from nothing to one."""
    bar = f'{_values(0, 1)}<color rgb="FF{colour}"/>'
    return Rule("dataBar", f'<dataBar minLength="0" maxLength="100">{bar}</dataBar>')


def signs(*least: int) -> Rule:
    """Return the rule that shows three signs in place of numbers, each from its least number."""
    return Rule("iconSet", f'<iconSet iconSet="3Signs" showValue="0">{_values(*least)}</iconSet>')


def shades(light: str, dark: str, most: int) -> Rule:
    """Return the rule that makes cells darker with their number, up to `most`."""
    colours = "".join(f'<color rgb="FF{colour}"/>' for colour in (light, dark))
    return Rule("colorScale", f"<colorScale>{_values(0, most)}{colours}</colorScale>")


def _values(*numbers: int) -> str:
    return "".join(f'<cfvo type="num" val="{number}"/>' for number in numbers)
