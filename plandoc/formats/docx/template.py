"""DOCX templates, compiled once and filled many times; the only use of docxtpl and Jinja."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from io import BytesIO
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError, TemplateError
from plandoc.formats.docx import placeholder, prototypes
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.page import approvals, context, report_context, report_tables
from plandoc.page.context import PlanContext
from plandoc.page.sheet import Page
from plandoc.words.likeness import closest

_TAG = re.compile(r"{[{%].*?[%}]}", re.DOTALL)
_LANGUAGE = re.compile('(<w:lang w:val=")[^"]*')
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


_FIELDS = {
    kind: frozenset(get_type_hints(kind))
    for module in (context, report_context, approvals, report_tables)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without code, with errors for unknown names, and with limited memory."""

    intercepted_binops = frozenset(["*", "**"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of the context directly; anything else goes through the sandbox."""
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
            message = f"the operator {operator} is not allowed in a template"
            raise SecurityError(message)
        return super().call_binop(context, operator, left, right)


class _Screened(str):
    """Text that is inserted without escaping."""

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
    """A compiled template: its fixed parts, its Jinja parts and its page.

    `chart` is the id of the relation to the chart picture of a report, if any.
    """

    page: Page
    fixed: Mapping[str, bytes]
    filled: Mapping[str, JinjaTemplate]
    chart: str = ""

    def fill(self, plan: PlanContext, chart: bytes = b"") -> Package:
        """Return the document, with parts in the order of the template.

        `chart` is the PNG for the chart of the context. Raises `TemplateError` if a tag cannot be
        evaluated.
        """
        names = {field.name: getattr(plan, field.name) for field in fields(plan)}
        package = Package(self.fixed)
        for name, template in self.filled.items():
            try:
                package.write(name, template.render(names).encode())
            except JinjaError as error:
                raise TemplateError(
                    [Problem(Code.TEMPLATE_CANNOT_BE_FILLED, values={"reason": str(error)})]
                ) from error
        if chart:
            placeholder.put_in(package, self.chart, chart)
        return package


def compile_template(source: bytes, file: str = "") -> Template:
    """Return the compiled template.

    Raises `TemplateError` with all unknown names and invalid tags, each with its table and row, or
    if the bytes are not a DOCX.
    """
    try:
        package = open_package(source, file, kind=FileKind.DOCUMENT)
        parts = dict(package.items())
        template = DocxTemplate(BytesIO(source))
        document = template.get_docx()
    except (ReturnedFileError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError([Problem(Code.TEMPLATE_NOT_DOCX, place=Place(file=file))]) from error
    page = _page(document)
    places = list(_places(document))
    sources: dict[str, str] = {}
    for name, data in parts.items():
        if re.fullmatch(r"word/(header|footer|footnotes)\d*\.xml", name) and b"{" in data:
            sources[name] = template.patch_xml(data.decode())
    prototypes.prepare(document, page)
    chart = placeholder.prepare(document.element.body, page.body)
    sources[package.main] = template.patch_xml(template.xml_to_string(document.element))
    for name in package.related(package.main, "styles"):
        sources[name] = _LANGUAGE.sub(r"\1{{ properties.language }}", parts[name].decode())
    problems: list[Problem] = []
    trees = {}
    for name, text in sources.items():
        try:
            trees[name] = _ENVIRONMENT.parse(text)
        except TemplateSyntaxError as error:
            problems.append(_syntax_problem(error, text, places))
    for name, tree in trees.items():
        known = places if name == package.main else []
        problems += [
            problem.at(part="" if known else name) for problem in _unknown_names(tree, known)
        ]
    if problems:
        raise TemplateError([problem.at(file=file) for problem in problems])
    filled = {name: _ENVIRONMENT.from_string(text) for name, text in sources.items()}
    if chart:
        package.unrelate(package.main, *chart)
    fixed = {name: data for name, data in package.items() if name not in filled}
    return Template(page, fixed, filled, chart[0] if chart else "")


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
    """Return the font size, in points, of the paragraph that contains a tag."""
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
    """Yield every tag of the template with its place for readers."""
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
    return Problem(
        Code.TEMPLATE_TAG_INVALID, place=place, values={"tag": tag or "…", "reason": reason}
    )


def _shown(tag: str) -> str:
    return re.sub(r"{%(?:tr|tc|p|r)\s", "{% ", tag)


def _unknown_names(tree: nodes.Template, places: list[tuple[Place, str]]) -> Iterator[Problem]:
    """Yield a problem for each name in the template that the context does not have."""
    found: list[tuple[str, str]] = []
    _walk(tree, get_type_hints(PlanContext), found)
    for name, nearest in dict.fromkeys(found):
        values = {"name": name, "nearest": nearest}
        yield Problem(Code.TEMPLATE_NAME_UNKNOWN, place=_place_of(name, places), values=values)


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
    """Return the type of an expression, `None` if it is unknown."""
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
    """Return a type without `None`: `X` for `X | None`."""
    kinds = get_args(kind)
    if NoneType not in kinds:
        return kind
    return next(one for one in kinds if one is not NoneType)


def _element(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    return next(iter(closest(name, known, least=0.4)), ", ".join(sorted(known)))
