"""What a template must not carry into a signed paper: files of others, programs, remarks."""

import re
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.docx.names import qn
from plandoc.formats.docx.tags import OPENING
from plandoc.ooxml.markup import attribute, detach, local_name
from plandoc.ooxml.package import Package
from plandoc.words.texts import shortened

_HARMLESS = frozenset(("hyperlink", "attachedTemplate"))
_INSERTED = frozenset(("oleObject", "aFChunk", "control", "vbaProject", "subDocument", "frame"))
_REMARKS = frozenset(
    ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
)
_ABOUT_FILE = frozenset(("extended-properties", "thumbnail"))
_RECORDING = frozenset(
    ("trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "revisionView")
)
_ANCHORS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_FIELD = re.compile(
    r"\s*\\?(DDEAUTO|DDE|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|EMBED|RD|AUTOTEXT)\b",
    re.IGNORECASE,
)
_SHOWN = 80
_NOT_PRINTED = re.compile(r"docProps/|word/glossary/|\[Content_Types\]", re.IGNORECASE)


def links_out(package: Package) -> Iterator[Problem]:
    """Yield a problem for each file or program of others that a template brings in.

    Links to click on stay; the template that Word attached to the file is forgotten.
    """
    for listed in [name for name in package.names if name.endswith(".rels")]:
        for entry in list(package.tree(listed)):
            kind = (entry.get("Type") or "").rpartition("/")[2]
            outside = entry.get("TargetMode") == "External"
            if kind == "attachedTemplate":
                detach(next(one for one in package.edit(listed) if one is entry))
            elif kind in _INSERTED or (outside and kind not in _HARMLESS):
                target = shortened(entry.get("Target") or "", _SHOWN)
                yield _problem(listed, kind, target)
    for settings in package.related(package.main, "settings"):
        attached = package.tree(settings).findall("{*}attachedTemplate")
        if attached:
            for element in package.edit(settings).findall("{*}attachedTemplate"):
                detach(element)


def fields_out(root: _Element, part: str) -> Iterator[Problem]:
    """Yield a problem for each field that brings in other files, and for each inserted file."""
    for chunk in root.iter(qn("w:altChunk"), qn("w:subDoc")):
        yield _problem(part, local_name(chunk), "")
    for simple in root.iter(qn("w:fldSimple")):
        if _FIELD.match(simple.get(qn("w:instr")) or ""):
            yield _problem(part, "field", shortened(simple.get(qn("w:instr")) or "", _SHOWN))
    codes: list[str] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText")):
        if local_name(element) == "instrText":
            codes.append(element.text or "")
            continue
        code = "".join(codes)
        codes = []
        if _FIELD.match(code):
            yield _problem(part, "field", shortened(code.strip(), _SHOWN))
    if _FIELD.match(code := "".join(codes)):
        yield _problem(part, "field", shortened(code.strip(), _SHOWN))


def tags_left(package: Package, filled: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each part that would print a tag as it is written."""
    for name in package.names:
        printed = name.lower().endswith(".xml") and not _NOT_PRINTED.match(name)
        if name in filled or not printed or b"{" not in package.read(name):
            continue
        root = package.xml(name)
        texts = (str(text) for text in root.itertext())
        levels = (attribute(level, "val") for level in root.iter("{*}lvlText"))
        text = "".join((*texts, *levels))
        if tag := OPENING.search(text):
            shown = shortened(text[tag.start() : tag.start() + 2 * _SHOWN], _SHOWN)
            place = Place(file=package.file, part=name)
            yield Problem(Code.TEMPLATE_TAG_NOT_FILLED, place=place, values={"tag": shown})


def drop_traces(package: Package) -> None:
    """Remove what tells of the template's author: comments, his name and firm, a picture of it.

    Nor does a signed paper go on recording changes.
    """
    for source, kinds in ((package.main, _REMARKS), ("", _ABOUT_FILE)):
        package.unrelate(source, *(r.id for r in package.relations(source) if r.kind in kinds))
    for part in package.related(package.main, "settings"):
        found = [one for one in package.tree(part) if _records_changes(one)]
        for element in found and list(package.edit(part)):
            if _records_changes(element):
                detach(element)


def _records_changes(setting: _Element) -> bool:
    name = local_name(setting)
    protected = name == "documentProtection" and attribute(setting, "edit") == "trackedChanges"
    return name in _RECORDING or protected


def drop_anchors(root: _Element) -> None:
    """Remove the places to which comments belonged."""
    for anchor in list(root.iter(*map(qn, _ANCHORS))):
        run = anchor.getparent()
        detach(anchor)
        if (
            run is not None
            and local_name(run) == "r"
            and not any(local_name(child) != "rPr" for child in run)
        ):
            detach(run)


def _problem(part: str, kind: str, target: str) -> Problem:
    values = {"kind": kind, "target": target or "…"}
    return Problem(Code.TEMPLATE_BRINGS_OTHER_FILE, place=Place(part=part), values=values)
