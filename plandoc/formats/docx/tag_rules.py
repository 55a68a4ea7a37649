"""What is wrong with the tags of a template: their forms, their pairs, what stands beside them."""

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.formats.docx.names import qn
from plandoc.formats.docx.tags import LEVEL, LEVELS, SHAPES, SHOWN, Tag, tag_problem
from plandoc.ooxml.markup import local_name
from plandoc.words.likeness import closest
from plandoc.words.texts import shortened

_PRINT_LEVEL = re.compile(r"{{(?:tr|tc|p|r)\s")
_COMMENT = re.compile("{#.*?#}")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_TYPOGRAPHIC = (
    dict.fromkeys("«»„‟", '"')
    | dict.fromkeys("‚‛‹›", "'")
    | dict.fromkeys("–—−", "-")
    | {"…": "..."}
)
_ENDS = {"endfor": ("for",), "endif": ("if",), "elif": ("if",), "else": ("if", "for")}
_ABSENT = frozenset(
    ("macro", "include", "import", "from", "extends", "block", "call", "filter", "with", "raw",
     "autoescape", "do", "trans", "continue", "break", "endset", "debug", "print")
)  # fmt: skip
_OBJECTS = frozenset(
    ("drawing", "pict", "object", "sectPr", "sym", "footnoteReference", "endnoteReference")
)
_STATEMENTS = ("for", "if", "set", *_ENDS, *SHAPES)
MOST_BLOCKS = 16
"""Loops and conditions inside one another."""
LONGEST_TAG = 1_000
_ALIKE = str.maketrans("рстРСТTRPC", "pctpcttrpc")


def form_problems(tags: Iterable[Tag]) -> list[Problem]:
    """Return what is wrong with tags by themselves."""
    return list(filter(None, map(_form_problem, tags)))


def structure_problems(tags: list[Tag]) -> list[Problem]:
    """Return what is wrong with tags of the right form in their pairs, and beside texts."""
    return [*_pair_problems(tags), *_beside_problems(tags)]


def _form_problem(tag: Tag) -> Problem | None:
    """Return what is wrong with a tag by itself."""
    if len(tag.written) > LONGEST_TAG:
        return tag_problem(Code.TEMPLATE_TAG_TOO_LONG, tag, most=LONGEST_TAG)
    if tag.written.startswith("{#"):
        return None
    bare = _STRING.sub("", tag.said)
    if sign := next((sign for sign in bare if sign in _TYPOGRAPHIC), ""):
        right = _TYPOGRAPHIC[sign]
        return tag_problem(Code.TEMPLATE_SIGN_TYPOGRAPHIC, tag, sign=sign, right=right)
    if right := _right_form(tag):
        return tag_problem(Code.TEMPLATE_TAG_FORM, tag, right=right)
    without_value = tag.word == "set" and "=" not in bare
    if tag.word in _ABSENT or without_value or (tag.word in SHAPES and tag.cell is None):
        return tag_problem(Code.TEMPLATE_NOT_ALLOWED, tag)
    return None


def _right_form(tag: Tag) -> str:
    """Return how a tag should be written, `""` where it is written so."""
    if tag.written.startswith("{{"):
        return f"{{{{ {tag.said.strip()} }}}}" if _PRINT_LEVEL.match(tag.written) else ""
    inner = tag.written[2:-2]
    level = LEVEL.match(inner)
    meant = level[2].translate(_ALIKE) if level else ""
    if level and meant in {*LEVELS, "r"} and (level[1] or meant != level[2]):
        return f"{{%{meant} {inner[level.end() :].strip()} %}}"
    if tag.around is None or (tag.level and not tag.holder.is_text):
        return tag.in_form("p" if tag.holder.is_text else "")
    return _righted(tag)


def _righted(tag: Tag) -> str:
    """Return a tag with its first word (`fro`, `pif`) as it should be, `""` if it is right."""
    word = tag.word
    if not word or word in _STATEMENTS or word.removeprefix("end") in _ABSENT or word in _ABSENT:
        return ""
    glued = next((level for level in LEVELS if word.removeprefix(level) in _STATEMENTS), "")
    near = [word.removeprefix(glued)] if glued else closest(word, _STATEMENTS, least=0.5)
    if not near:
        return ""
    rest = tag.said.strip(" -+").removeprefix(word).strip()
    return f"{{%{glued or tag.level} {f'{near[0]} {rest}'.strip()} %}}"


def _pair_problems(tags: list[Tag]) -> Iterator[Problem]:
    """Yield a problem for each tag without a pair, or in another form or place than its pair."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in {"for", "if"}:
            opened.append(tag)
            if len(opened) > MOST_BLOCKS:
                yield tag_problem(Code.TEMPLATE_TOO_DEEP, tag, most=MOST_BLOCKS)
                return
        elif tag.word in _ENDS:
            found = _pair_problem(opened[-1] if opened else None, tag)
            if found:
                yield found
                return
            if tag.word.startswith("end"):
                opened.pop()
    for tag in opened:
        yield tag_problem(Code.TEMPLATE_TAG_UNPAIRED, tag, wanted=_end_of(tag))


def _pair_problem(first: Tag | None, tag: Tag) -> Problem | None:
    """Return what is wrong with a tag that goes on or ends the block of the `first`."""
    begins = _ENDS[tag.word]
    if first is None:
        wanted = f"{{%{tag.level} {begins[0]} … %}}"
        return tag_problem(Code.TEMPLATE_TAG_UNPAIRED, tag, wanted=wanted)
    if first.word not in begins:
        return tag_problem(Code.TEMPLATE_TAG_UNPAIRED, first, wanted=_end_of(first))
    if first.level != tag.level:
        wrong, other = (first, tag) if _finer(first, tag) else (tag, first)
        return tag_problem(Code.TEMPLATE_TAG_FORM, wrong, right=wrong.in_form(other.level))
    if not _together(first, tag):
        pair = shortened(tag.written, SHOWN)
        return tag_problem(Code.TEMPLATE_TAGS_APART, first, pair=pair)
    return None


def _end_of(tag: Tag) -> str:
    return f"{{%{tag.level} end{tag.word} %}}"


def _finer(first: Tag, second: Tag) -> bool:
    order = ("", "p", "tc", "tr")
    return order.index(first.level) < order.index(second.level)


def _together(first: Tag, second: Tag) -> bool:
    """Tell whether XML between two tags can be left out or repeated and stay whole."""
    if first.level:
        one, other = first.around, second.around
        assert one is not None
        assert other is not None
        return one is other or one.getparent() is other.getparent()
    if first.holder.slot != "text" or second.holder.slot != "text":
        return first.holder.element is second.holder.element or "tail" in {
            first.holder.slot, second.holder.slot
        }  # fmt: skip
    paths = [_path(tag.holder.element) for tag in (first, second)]
    return paths[0] == paths[1]


def _path(element: _Element) -> tuple[object, ...]:
    """Return the names from a text up to its paragraph, and what the paragraph stands in."""
    names: list[object] = [element.tag]
    for above in element.iterancestors():
        if above.tag == qn("w:p"):
            names.append(above.getparent())
            break
        names.append(above.tag)
    return tuple(names)


def _beside_problems(tags: list[Tag]) -> Iterator[Problem]:
    """Yield a problem for each row, cell or paragraph that would vanish with more than its tags."""
    held: dict[_Element, list[Tag]] = {}
    for tag in tags:
        around = tag.around
        if tag.level and around is not None:
            held.setdefault(around, []).append(tag)
    for around, own in held.items():
        if rest := _rest(around, {tag.written for tag in own if tag.level == own[0].level}):
            tag = own[0]
            yield tag_problem(Code.TEMPLATE_TEXT_BESIDE_TAG, tag, text=shortened(rest, SHOWN))


def _rest(around: _Element, own: set[str]) -> str:
    texts = "".join(node.text or "" for node in around.iter(qn("w:t")))
    for written in own:
        texts = texts.replace(written, "")
    texts = _COMMENT.sub("", texts)
    if texts.strip():
        return texts.strip()
    objects = (local_name(e) for e in around.iter() if local_name(e) in _OBJECTS)
    breaks = (e for e in around.iter(qn("w:br")) if e.get(qn("w:type")) == "page")
    return next(objects, "") or ("w:br" if next(breaks, None) is not None else "")
