"""The one door to docxtpl and Jinja: a DOCX template compiled once, filled many times."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from html import escape
from io import BytesIO
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from zipfile import BadZipFile, ZipFile

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from plandoc import context, report_context, requisites, summary
from plandoc.context import PlanContext
from plandoc.errors import Place, Problem, TemplateError
from plandoc.page import TWIPS_PER_MM, Page
from plandoc.render import placeholder

_LOOP = re.compile(r"{%tc\s+for\s+(\w+)\s+in\s+([\w.]+)\s*%}")
_SPAN = re.compile(r"{%\s*colspan\s+([^%]*?)\s*%}")
_PRINT = re.compile(r"{{(.*?)}}")
_TAG = re.compile(r"{[{%].*?[%}]}", re.DOTALL)
_SCREEN = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
        "\u2011": '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">',
    }
)
_WHOLE_WIDTH_SLACK = 60


_FIELDS = {
    kind: frozenset(get_type_hints(kind))
    for module in (context, report_context, requisites, summary)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without code, without blanks for unknown names, without room to fill memory."""

    intercepted_binops = frozenset(["*", "**"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of the context at once; anything else goes through the sandbox."""
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
            message = f"the operator {operator} is not allowed in a template"
            raise SecurityError(message)
        return super().call_binop(context, operator, left, right)


class _Screened(str):
    """Text that may stand where it is put as it is."""

    __slots__ = ()


def _in_text(value: Any) -> str:
    if isinstance(value, _Screened) or not isinstance(value, str):
        return str(value)
    return value.translate(_SCREEN)


def _in_attribute(value: object) -> _Screened:
    return _Screened(escape(str(value), quote=True))


_ENVIRONMENT = _Sandbox(undefined=StrictUndefined, finalize=_in_text)
_ENVIRONMENT.globals.clear()
_ENVIRONMENT.filters["in_attribute"] = _in_attribute


@dataclass(frozen=True)
class Template:
    """A template ready to be filled: its fixed parts, its Jinja parts and its page.

    `chart` are the relationships of the pictures in whose place a report's chart stands.
    """

    page: Page
    fixed: Mapping[str, bytes]
    filled: Mapping[str, JinjaTemplate]
    chart: tuple[str, ...] = ()

    def fill(self, plan: PlanContext, chart: bytes = b"") -> dict[str, bytes]:
        """Return every part of the document, in the order of the template.

        `chart` is the PNG that stands where the context has a chart. Raises `TemplateError`
        where a tag cannot be carried out.
        """
        names = {field.name: getattr(plan, field.name) for field in fields(plan)}
        parts = dict(self.fixed)
        for name, template in self.filled.items():
            try:
                parts[name] = template.render(names).encode()
            except JinjaError as error:
                raise TemplateError([Problem("PLN604", values={"reason": str(error)})]) from error
        if chart:
            placeholder.put_in(parts, self.chart, chart)
        return parts


def compile_template(source: bytes, file: str = "") -> Template:
    """Return the template compiled.

    Raises `TemplateError` with every unknown name and every broken tag, each with its table
    and row, or when the bytes are not a DOCX.
    """
    try:
        with ZipFile(BytesIO(source)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        template = DocxTemplate(BytesIO(source))
        document = template.get_docx()
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError([Problem("PLN601", place=Place(file=file))]) from error
    page = _page(document)
    places = list(_places(document))
    sources: dict[str, str] = {}
    for name, data in parts.items():
        if re.fullmatch(r"word/(header|footer|footnotes)\d*\.xml", name) and b"{" in data:
            sources[name] = template.patch_xml(data.decode())
    _prepare(document, page)
    chart = placeholder.prepare(document.element.body, page.body)
    sources["word/document.xml"] = template.patch_xml(template.xml_to_string(document.element))
    sources["word/styles.xml"] = re.sub(
        r'(<w:lang w:val=")[^"]*', r"\1{{ properties.language }}", parts["word/styles.xml"].decode()
    )
    problems: list[Problem] = []
    trees = {}
    for name, text in sources.items():
        try:
            trees[name] = _ENVIRONMENT.parse(text)
        except TemplateSyntaxError as error:
            problems.append(_syntax_problem(error, text, places))
    for name, tree in trees.items():
        known = places if name == "word/document.xml" else []
        problems += [
            problem.at(part="" if known else name) for problem in _unknown_names(tree, known)
        ]
    if problems:
        raise TemplateError([problem.at(file=file) for problem in problems])
    filled = {name: _ENVIRONMENT.from_string(text) for name, text in sources.items()}
    fixed = {n: d for n, d in placeholder.taken_out(parts, chart).items() if n not in filled}
    return Template(page, fixed, filled, chart)


def _page(document: Any) -> Page:
    section = document.sections[0]
    return Page(
        width=section.page_width.mm,
        height=section.page_height.mm,
        left=section.left_margin.mm,
        right=section.right_margin.mm,
        top=section.top_margin.mm,
        bottom=section.bottom_margin.mm,
        requisite_size=_size_of(document, "block.basis"),
        table_size=_size_of(document, "line.text"),
        summary_size=_size_of(document, "value.text"),
    )


def _size_of(document: Any, tag: str) -> float:
    """Return the type size, in points, of the paragraph in which a tag stands."""
    for paragraph in _paragraphs(document):
        if tag in paragraph.text:
            run = next((run for run in paragraph.runs if run.font.size), None)
            if run is not None:
                return float(run.font.size.pt)
            style = paragraph.style
            while style is not None:
                if style.font.size:
                    return float(style.font.size.pt)
                style = style.base_style
    return 12.0


def _paragraphs(document: Any) -> Iterator[Any]:
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    yield from document.paragraphs


def _places(document: Any) -> Iterator[tuple[Place, str]]:
    """Yield every tag of the template with the place where a person finds it."""
    for number, table in enumerate(document.tables, 1):
        for row_number, row in enumerate(table._tbl.tr_lst, 1):  # noqa: SLF001
            text = "".join(node.text or "" for node in row.iter(qn("w:t")))
            for tag in _TAG.findall(text):
                yield Place(table=number, row=row_number), tag
    for number, paragraph in enumerate(document.paragraphs, 1):
        for tag in _TAG.findall(paragraph.text):
            yield Place(paragraph=number), tag


def _place_of(name: str, places: list[tuple[Place, str]]) -> Place:
    pattern = re.compile(rf"\b{re.escape(name)}\b")
    return next((place for place, tag in places if pattern.search(tag)), Place())


def _syntax_problem(
    error: TemplateSyntaxError, text: str, places: list[tuple[Place, str]]
) -> Problem:
    line = text.split("\n")[error.lineno - 1]
    known = [(place, tag) for place, tag in places if _shown(tag) in _shown(line)]
    reason = str(error.message)
    named = re.search(r"'(\w+)'", reason)
    if named and any(re.search(rf"\b{named[1]}\b", tag) for _, tag in known):
        known = [(p, tag) for p, tag in known if re.search(rf"\b{named[1]}\b", tag)]
    place, tag = known[0] if len(known) == 1 or named else (Place(), "")
    return Problem("PLN603", place=place, values={"tag": tag or "…", "reason": reason})


def _shown(tag: str) -> str:
    return re.sub(r"{%(?:tr|tc|p|r)\s", "{% ", tag)


def _unknown_names(tree: nodes.Template, places: list[tuple[Place, str]]) -> Iterator[Problem]:
    """Yield a problem for each name in the template that the context does not have."""
    found: list[tuple[str, str]] = []
    _walk(tree, get_type_hints(PlanContext), found)
    for name, nearest in dict.fromkeys(found):
        values = {"name": name, "nearest": nearest}
        yield Problem("PLN602", place=_place_of(name, places), values=values)


def _walk(node: nodes.Node, scope: Mapping[str, Any], found: list[tuple[str, str]]) -> None:
    if isinstance(node, nodes.For):
        kind = _kind(node.iter, scope, found)
        inner = {**scope, "loop": None}
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = _element(kind)
        for child in (*node.body, *node.else_):
            _walk(child, inner, found)
        return
    if isinstance(node, nodes.Expr):
        _kind(node, scope, found)
        return
    own = dict(scope)
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
            own[child.target.name] = _kind(child.node, own, found)
        else:
            _walk(child, own, found)


def _kind(node: nodes.Node, scope: Mapping[str, Any], found: list[tuple[str, str]]) -> Any:
    """Return the type of an expression, `None` where it cannot be told."""
    if isinstance(node, nodes.Name):
        if node.name not in scope:
            found.append((node.name, _nearest(node.name, scope)))
        return _given(scope.get(node.name))
    if isinstance(node, nodes.Getattr):
        owner = _kind(node.node, scope, found)
        if not (isinstance(owner, type) and is_dataclass(owner)):
            return None
        known = get_type_hints(owner)
        if node.attr not in known:
            found.append((node.attr, _nearest(node.attr, known)))
        return _given(known.get(node.attr))
    for child in node.iter_child_nodes():
        _kind(child, scope, found)
    return None


def _given(kind: Any) -> Any:
    """Return the type that something has where it is there: `X` of `X | None`."""
    kinds = get_args(kind)
    if NoneType not in kinds:
        return kind
    return next(one for one in kinds if one is not NoneType)


def _element(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    return next(iter(get_close_matches(name, known, 1, 0.4)), ", ".join(sorted(known)))


def _prepare(document: Any, page: Page) -> None:
    """Put into the XML what Word has no way to show: widths, keeping rows whole, bookmarks."""
    body = document.element.body
    for element in body.iter():
        for name, value in element.attrib.items():
            if "{{" in value:
                element.set(name, _PRINT.sub(r"{{ (\1)|in_attribute }}", value))
    for table in body.iter(qn("w:tbl")):
        _prepare_table(table, page)
    size = body.find(qn("w:sectPr")).find(qn("w:pgSz"))
    size.set(qn("w:w"), "{{ page.width }}")
    size.set(qn("w:h"), "{{ page.height }}")
    size.set(qn("w:orient"), "{{ page.orientation }}")
    body.find(qn("w:sectPr")).find(qn("w:pgMar")).set(qn("w:left"), "{{ page.left }}")


def _prepare_table(table: Any, page: Page) -> None:
    loops = []
    for row in table.tr_lst:
        cells = row.tc_lst
        opening = _LOOP.search(_text(cells[0]))
        if opening and len(cells) > 1:
            loops.append(opening)
            _prepare_prototype(row, cells[1], *opening.groups())
    grid = table.tblGrid
    whole = sum(int(column.get(qn("w:w"))) for column in grid) / TWIPS_PER_MM
    if loops:
        variable, collection = loops[0].groups()
        for column in list(grid)[1:]:
            grid.remove(column)
        grid.text = f"{{% for {variable} in {collection} %}}"
        grid[0].set(qn("w:w"), f"{{{{ {variable}.width }}}}")
        grid[0].tail = "{% endfor %}"
        for cell in table.iter(qn("w:tc")):
            _prepare_span(cell)
        _set_width(table.tblPr.find(qn("w:tblW")), "{{ page.body }}")
    elif abs(whole - page.body) * TWIPS_PER_MM < _WHOLE_WIDTH_SLACK:
        _stretch(table, whole)


def _prepare_prototype(row: Any, cell: Any, variable: str, collection: str) -> None:
    _set_width(cell.get_or_add_tcPr().get_or_add_tcW(), f"{{{{ {variable}.width }}}}")
    owner, _, items = collection.rpartition(".")
    if owner and items == "columns":
        _run_upwards(row, cell, variable, owner)
    if items in ("cells", "values"):
        _align(cell, variable, owner)
    if items == "cells":
        for flag in row.iter(qn("w:cantSplit")):
            flag.set(qn("w:val"), f"{{{{ {owner}.unsplit }}}}")
        _bookmark(row, cell, variable, owner)


def _run_upwards(row: Any, cell: Any, variable: str, owner: str) -> None:
    """Let the headings of narrow columns run upwards, in a row that is high enough for them."""
    properties = cell.tcPr
    if properties.find(qn("w:textDirection")) is None:
        direction = etree.Element(qn("w:textDirection"))
        direction.set(qn("w:val"), f"{{{{ {variable}.direction }}}}")
        properties.insert_element_before(direction, "w:tcFitText", "w:vAlign", "w:hideMark")
        height = row.get_or_add_trPr().get_or_add_trHeight()
        height.set(qn("w:val"), f"{{{{ {owner}.height }}}}")
        height.set(qn("w:hRule"), "atLeast")


def _align(cell: Any, variable: str, owner: str) -> None:
    for paragraph in cell.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        if properties.jc is None:
            properties.get_or_add_jc().set(qn("w:val"), f"{{{{ {variable}.align }}}}")
        properties.get_or_add_keepNext().set(qn("w:val"), f"{{{{ {owner}.keep }}}}")


def _bookmark(row: Any, cell: Any, variable: str, owner: str) -> None:
    """Bookmark the cell that has one, by numbers after those of the template's own bookmarks."""
    own = [b.get(qn("w:id")) for b in row.getroottree().iter(qn("w:bookmarkStart"))]
    after = max((int(number) for number in own if number.isdigit()), default=0)
    start, end = (etree.SubElement(cell, qn(f"w:bookmark{side}")) for side in ("Start", "End"))
    start.set(qn("w:name"), f"{{{{ {variable}.bookmark }}}}")
    for side in (start, end):
        side.set(qn("w:id"), f"{{{{ {owner}.index + {after} }}}}")
    cell.tcPr.addnext(start)
    cell.tcPr.tail = f"{{% if {variable}.bookmark %}}"
    start.tail = "{% endif %}"
    end.getprevious().tail = f"{{% if {variable}.bookmark %}}"
    end.tail = "{% endif %}"


def _prepare_span(cell: Any) -> None:
    """Turn a `colspan` tag into an attribute; docxtpl would put it out of the standard's order."""
    for node in cell.iter(qn("w:t")):
        if found := _SPAN.search(node.text or ""):
            node.text = _SPAN.sub("", node.text)
            properties = cell.get_or_add_tcPr()
            properties.get_or_add_gridSpan().set(qn("w:val"), f"{{{{ {found[1]} }}}}")
            _set_width(properties.get_or_add_tcW(), "{{ page.body }}")


def _stretch(table: Any, whole: float) -> None:
    """Let a table that is as wide as the text stay so on a sheet turned or with another margin."""
    widths: Callable[[Any], bool] = lambda e: e.get(qn("w:type"), "dxa") == "dxa"  # noqa: E731
    for tag in ("w:gridCol", "w:tcW", "w:tblW"):
        for element in filter(widths, table.iter(qn(tag))):
            share = int(element.get(qn("w:w"))) / TWIPS_PER_MM / whole
            element.set(qn("w:w"), f"{{{{ (page.body * {share:.5f})|round|int }}}}")


def _set_width(element: Any, value: str) -> None:
    element.set(qn("w:type"), "dxa")
    element.set(qn("w:w"), value)


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))
