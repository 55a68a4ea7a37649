"""The pages of the codes: each is complete in each language; every example does what it says."""

import re
from functools import cache
from typing import Any

import pytest
from support.places import ROOT

from plandoc.checks import RULES, check, explanation, heading
from plandoc.cli import main
from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.formats.yaml.json_schema import schema_text
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.words.language import LANGUAGES, words_in

PAGES = ROOT / "plandoc" / "words" / "ru" / "checks"
_BLOCK = re.compile(
    r"^## (?P<name>[^\n]+)\n\n```yaml\n(?P<yaml>.*?)^```$", re.MULTILINE | re.DOTALL
)
_ASSUMED = {"название": "План работы методического совета", "период": "2018-2019 учебный год"}
_ACTIVITY = """\
мероприятия:
  - название: Заседание совета
    исполнители: Секретарь совета
    срок: Октябрь
    результат: Протокол
"""
"""What an example does, if it is about something else."""
_INDEX = {
    "ru": ("checks.ru.md", {"error": "ошибка", "warning": "предупреждение", "note": "замечание"}),
    "en": ("checks.md", {"error": "error", "warning": "warning", "note": "note"}),
}


@cache
def _blocks(code: str) -> dict[str, str]:
    return {found["name"]: found["yaml"] for found in _BLOCK.finditer(explanation(code, "ru"))}


def _plan(fragment: str) -> Any:
    given = _top(fragment)
    missing = [f"{key}: {text}" for key, text in _ASSUMED.items() if f"{key}:" not in given]
    if not {"мероприятия:", "разделы:", "части документа:"} & set(given):
        fragment += _ACTIVITY
    return read_plan("\n".join([*missing, fragment]).encode(), "page.yaml")[0]


def _top(fragment: str) -> list[str]:
    return [f"{line.partition(':')[0]}:" for line in fragment.splitlines() if line[:1].strip()]


def _remarks(code: str, block: str) -> tuple[Problem, ...]:
    blocks = _blocks(code)
    previous = _plan(blocks["Прошлый план"]) if "Прошлый план" in blocks else None
    return check(_plan(blocks[block]), previous=previous)


def test_there_are_at_least_thirty_rules() -> None:
    """The check has many more than thirty rules beside the readings of deadlines."""
    assert len([code for code in RULES if not code.startswith("PLN2")]) >= 30


@pytest.mark.parametrize("code", RULES)
def test_bad_example_is_remarked_on(code: str) -> None:
    """The bad example of each page yields the remark of the page, with its severity and words."""
    found = [problem for problem in _remarks(code, "Плохо") if problem.code == code]
    assert found
    assert found[0].severity is RULES[code].severity
    for language in ("ru", "en"):
        assert all(found[0].saying(language))
        assert "{" not in found[0].text(language)


@pytest.mark.parametrize("code", RULES)
def test_bad_example_has_no_other_flaw(code: str) -> None:
    """The bad example of each page yields no other remark, so that its point is clear."""
    assert {problem.code for problem in _remarks(code, "Плохо")} == {code}


@pytest.mark.parametrize("code", RULES)
def test_good_example_is_clean(code: str) -> None:
    """The good example of each page yields no remark at all."""
    assert _remarks(code, "Хорошо") == ()


@pytest.mark.source
def test_every_page_has_a_rule() -> None:
    """There are exactly as many pages as rules, each under its code."""
    assert {page.stem for page in PAGES.glob("*.md")} == set(RULES)


_BLOCKS = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_KEPT = re.compile(r"`[^`]*`|\{[{%].*?[}%]\}")
_NAMES = (
    "CP KOI R Windows Ctrl Z CSV LibreOffice DOCX DTD Excel II I JSON QR UTF Word XLSX YAML docx "
    "xlsx yaml json charts docs examples install lock matplotlib md pip plandoc qr seed segno en "
    "US ru RU check collect amend rollover schema seal build import verify template basis date "
    "force from other plan proposals "
    "c for if p report set tc tr x HTML A Letter Legal find under before after keep_outcomes True "
    "college_name PNG JPEG Path calendar icalendar pdf PDF AGPL OnlyOffice Document Builder "
    "document builder Unregistered Version https www libreoffice org "
    "pikepdf review"
)


def _names() -> set[str]:
    """Return what is a name in every language: keys and values of plan files, formats, verbs."""
    keys = re.findall(r'"([A-Za-z_]+)"', schema_text("en"))
    return {"kind", "true", "false", "accepted", "reason", *keys, *_NAMES.split()}


def _prose(code: Code, language: str) -> str:
    return _KEPT.sub("", _BLOCKS.sub("", explanation(code, language))).replace(code, "")


def _in_braces(code: Code, language: str) -> list[str]:
    """Return what a message shows in braces, as its reader is to type it."""
    words = words_in(language).problems[code]
    parts = f"{words.found}\n{words.expected}\n{words.remedy}"
    return [found[1:-1] for found in re.findall(r"\{\{[^{}]*\}\}", parts)]


def test_a_page_speaks_one_language() -> None:
    """A page has no letter of the other alphabet but in names, examples aside; and no `{value}`."""
    names = _names()
    for code in Code:
        words = re.findall(r"[A-Za-z][A-Za-z_]*", _prose(code, "ru"))
        assert {word for word in words if word not in names} == set(), code
        assert not re.search("[А-Яа-яЁё]", explanation(code, "en")), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_leaves_no_value_open(language: str) -> None:
    """A page has no `{value}` that a message would fill in, but what its reader is to type."""
    for code in Code:
        prose = _prose(code, language)
        for braced in _in_braces(code, language):
            prose = prose.replace(braced, "")
        assert not set("{}") & set(prose), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_to_do_and_what_it_means(language: str) -> None:
    """Each page has a heading in words, a remedy, its severity and what that means for the work."""
    words = words_in(language)
    for code in Code:
        title = heading(code, language)
        assert title.strip(" …"), code
        assert not title.startswith("…"), code
        page = explanation(code, language)
        assert page.startswith(f"# {code}. {title}\n")
        assert re.search(rf"^- {words.explain.remedy}: [^.…]+", page, re.MULTILINE), code
        severity = words.cli.severity[code.severity]
        meaning = words.explain.meanings[code.room][code.severity]
        assert f"- {words.explain.severity}: {severity}. {meaning}\n" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_rule_says_why(language: str) -> None:
    """Each rule has a reason of its own and its source in each language."""
    source = f"\n{words_in(language).explain.source}: "
    pages = {code: explanation(code, language) for code in RULES}
    for code, page in pages.items():
        reason = page.split("\n- ")[0].split("\n", 1)[1].strip()
        assert len(reason) > 10, code
        assert [other for other, text in pages.items() if reason in text] == [code]
        assert page.count(source) == 1, code


def test_languages_name_the_same_source() -> None:
    """A standard that is the source of a rule has the same number and clause in each language."""
    found = {
        code: [
            re.findall(r"[\d.]*\d(?:-\d+)?", line)
            for language in LANGUAGES
            for line in explanation(code, language).splitlines()
            if line.startswith(f"{words_in(language).explain.source}: ")
        ]
        for code in RULES
    }
    assert any(numbers[0] for numbers in found.values())
    assert all(one == numbers[0] for numbers in found.values() for one in numbers)


@pytest.mark.parametrize("name", ["PLN803", "pln803", "803"])
def test_any_code_is_explained_by_the_command(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--explain` knows every code that a message may show, with or without its letters."""
    assert main(["check", "--locale", "ru", "--explain", name]) == 0
    assert capsys.readouterr().out == explanation(Code.FILE_EXISTS, "ru")


@pytest.mark.source
@pytest.mark.parametrize("language", _INDEX)
def test_index_lists_every_rule(language: str) -> None:
    """docs/checks*.md list each rule once, with its heading and a link that leads to its page."""
    page, severities = _INDEX[language]
    index = (ROOT / "docs" / page).read_text(encoding="utf-8")
    rows = [line for line in index.splitlines() if line.startswith("| [PLN")]
    assert rows == [
        f"| [{code}](../plandoc/words/{language}/checks/{code}.md) "
        f"| {severities[rule.severity]} | {heading(code, language)} |"
        for code, rule in RULES.items()
    ]
