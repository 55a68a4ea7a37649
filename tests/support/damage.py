"""Structure-aware damage of files: the same seed does the same damage."""

import re
from collections.abc import Mapping
from random import Random

from lxml import etree

TAG = re.compile(r"<[^<>?!]+>")
VALUE = re.compile(r'(?<==")[^"<>]*(?=")')
TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
ELEMENT = re.compile(r"<(\w+(?::\w+)?)(?:\s[^<>]*)?(?:/>|>[^<>]*</\1>)")
VALUES = (
    "", "0", "-1", "1", "9" * 400, "9" * 5000, "1e999", "NaN", "true", "мусор", "Выполнено", "id",
    "A1", "XFD1048576", "ZZZZ1", "outcome.date", "plandoc_", "../../a", "\u202e", "_x001B_",
    "2018-09-28T00:00:00", "#REF!", "=1+1", "28-сен-2018", "r1", "rId1", "s", "d", "b", "continue",
)  # fmt: skip

PLAN_TEXTS = (
    "title: План\nperiod: 2018-2019\nactivities:\n  - title: А\n    deadline: май 2019\n",
    'title: "П\\u0041"\nperiod: 2018-2019\napprovals:\n  - kind: approve\n    officer: {post: Д}\n',
    "title: |\n  П\nperiod: 2018-2019\nsections:\n  - &a\n    title: Р\n  - *a\n",
    '{"title": "П", "period": "2018-2019", "activities": [{"title": "А", "executors": ["Б"]}]}',
    """\
# шапка
title: План работы
id: p0000001
period: 2018-2019 учебный год
columns: [number, title, deadline, {key: place, heading: Место}, outcome]
approvals:
  - kind: approve
    officer: {post: Директор, name: А.А. Иванова}
sections:
  - label: Раздел
    title: Первый  # при нём
    activities:
      - id: a1
        title: Совет
        deadline: Октябрь 2018
        fields: {place: двор}
        outcome: {status: done, date: 2018-10-12, text: Был}
      - {id: a2, title: "Семинар", deadline: Март 2019, executors: [А.А. Иванова, завуч]}
  - title: >-
      Второй
      раздел
    activities:
      - title: Поход
        outcome:
          status: postponed
          moved_to: май 2019
""",
)
PLAN_BITS = (
    "\\U7fffffff", "\\ud800", "%YAML 9" + "9" * 5000 + "\n---\n", "]", "[", "}", "{", ": ",
    "- ", "&a ", "*a", "<<: *a", "!!python/object ", "\u00a0", "\t", "\r", "\x00", "\x85",
    "\u2028", "'", '"', "|\n", ">\n", "? ", "#", "---\n", "...\n", "1" * 400, "\ufeff", "–",
    "id: ''\n",
    "columns: [{key: title]}]\n", "[" * 120, "title]: x\n", "null", "~", "0x1", "1e999",
)  # fmt: skip
PLAN_VALUES = (
    "", "2018", "2018-2019", "done", "1.10", "[]", "{}", "[А, Б]", "{post: Д}", "yes", "а1",
    "31 мая", "2018-02-31", "constructor", "title", "Совет: итоги", "-", "|\n  а", "«Да»", "0",
    "10" * 300,
)  # fmt: skip
SCALAR = re.compile(r"(?<=: )[^\n#{}\[\],]+")

TEMPLATE_WORDS = (
    "{%tr if notes %}", "{%tr endif %}", "{%p for note in notes %}", "{%p endfor %}", "{% else %}",
    "{{ title }}", "{{ titel }}", "{{ title", "}}", "{%tc if title %}", "{% vm %}", "{% hm %}",
    "{% cellbg 'FF0000' %}", "{% colspan 2 %}", "{#p x #}", "{{r title }}", "«", "{% set a = 1 %}",
    "{{ rows|length }}", "{{ rows[7] }}", "{%- if title -%}", "{% endif %}", "\u200b", "{{ }}",
    "{%p %}", "{%%}", "{##}", "{{ loop.index }}", "{{ title|join(',') }}", "{{ -1|abs }}",
)  # fmt: skip
TEMPLATE_VALUES = (
    "", "0", "-1", "1.5", "99999999999999999999", "²", "auto", "{{ title }}", "{% if x %}", "x",
)  # fmt: skip
NAMES = ("w:tbl", "w:tr", "w:tc", "w:p", "w:r", "w:t", "w:sectPr", "w:gridCol", "w:tcPr", "w:sdt")
STEPS = ("drop", "copy", "move", "text", "attribute", "rename", "unwrap", "comment")


def damaged_parts(
    random: Random, parts: Mapping[str, bytes]
) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """Return what was done to the tags, attributes, texts and elements of some parts, and them."""
    changed = dict(parts)
    done = []
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    for _ in range(random.randint(1, 4)):
        name = random.choice(names)
        xml = changed[name].decode("utf-8", "replace")
        pattern = random.choice([TAG, VALUE, TEXT, ELEMENT])
        spans = [found.span() for found in pattern.finditer(xml)]
        if not spans:
            continue
        start, end = random.choice(spans)
        there = xml[start:end]
        put = random.choice(["", there * 2, there * 50])
        if pattern in (VALUE, TEXT):
            put = random.choice(VALUES)
        elif random.random() < 0.5:
            start, put = end, xml[slice(*random.choice(spans))]
        changed[name] = (xml[:start] + put + xml[end:]).encode()
        done.append(f"{name}: {xml[start:end][:80]} -> {put[:80]}")
    if random.random() < 0.25:
        gone = random.choice(sorted(changed))
        del changed[gone]
        done.append(f"{gone} is gone")
    return tuple(done), changed


def damaged_bytes(random: Random, source: bytes) -> bytes:
    """Return a file of which bytes were changed, cut out or put in twice."""
    data = bytearray(source)
    for _ in range(random.randint(1, 4)):
        at = random.randint(0, len(data))
        put = random.randbytes(random.randint(0, 8))
        data[at : at + random.randint(0, 40)] = random.choice([put, b"PK\x01\x02", b"\x00" * 9])
    return bytes(data)


def damaged_plan(random: Random) -> bytes:
    """Return a plan file cut, spliced and damaged anywhere."""
    text = random.choice(PLAN_TEXTS)
    for _ in range(random.choice([0, 0, 1])):
        lines = text.splitlines(keepends=True)
        at, to = random.randrange(len(lines)), random.randrange(len(lines))
        lines.insert(to, lines.pop(at) if random.random() < 0.5 else lines[at])
        text = "".join(lines)
    for _ in range(random.randint(0, 2)):
        if spans := [found.span() for found in SCALAR.finditer(text)]:
            start, end = random.choice(spans)
            text = text[:start] + random.choice(PLAN_VALUES) + text[end:]
    for _ in range(random.choice([0, 0, 1, 3])):
        at = random.randint(0, len(text))
        text = text[:at] + random.choice(PLAN_BITS) + text[at + random.randint(0, 6) :]
    source = text.encode(errors="surrogatepass")
    at = random.randint(0, len(source))
    raw = random.randbytes(random.randint(1, 4)) if random.random() < 0.2 else b""
    return source[:at] + raw + source[at:]


def damage_tree(root: etree._Element, step: str, first: int, second: int) -> None:  # noqa: C901 - a branch for each kind of damage
    """Do one thing to a tree of a template that keeps it a tree."""
    below = list(root.iter(etree.Element))[1:]
    if not below:
        return
    one, other = below[first % len(below)], below[second % len(below)]
    parent = one.getparent()
    assert parent is not None
    if step == "drop":
        parent.remove(one)
    elif step == "copy":
        parent.append(etree.fromstring(etree.tostring(one)))
    elif step == "move" and other not in {one, *one.iterdescendants()}:
        other.append(one)
    elif step == "text":
        texts = list(root.iter("{*}t")) or below
        texts[first % len(texts)].text = TEMPLATE_WORDS[second % len(TEMPLATE_WORDS)]
    elif step == "attribute" and one.attrib:
        name = sorted(map(str, one.attrib))[second % len(one.attrib)]
        one.set(name, TEMPLATE_VALUES[(first + second) % len(TEMPLATE_VALUES)])
    elif step == "rename":
        prefix = str(one.tag).partition("}")[0]
        one.tag = f"{prefix}}}{NAMES[second % len(NAMES)][2:]}"
    elif step == "unwrap":
        for child in list(one):
            one.addprevious(child)
        parent.remove(one)
    elif step == "comment":
        one.addprevious(etree.Comment(" {{ nothing }} "))
