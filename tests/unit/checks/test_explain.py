"""The pages of the rules: every example does what its page says."""

import re
from functools import cache
from typing import Any

import pytest
from support.places import ROOT

from plandoc.checks import RULES, check, explanation, heading
from plandoc.errors import Problem
from plandoc.formats.yaml.plan_reader import read_plan

PAGES = ROOT / "plandoc" / "words" / "ru" / "checks"
_BLOCK = re.compile(
    r"^## (?P<name>[^\n]+)\n\n```yaml\n(?P<yaml>.*?)^```$", re.MULTILINE | re.DOTALL
)
_ASSUMED = {"title": "План работы методического совета", "period": "2018-2019 учебный год"}
_SEVERITIES = {"error": "ошибка", "warning": "предупреждение", "note": "замечание"}


@cache
def _blocks(code: str) -> dict[str, str]:
    return {found["name"]: found["yaml"] for found in _BLOCK.finditer(explanation(code, "ru"))}


def _plan(fragment: str) -> Any:
    given = _top(fragment)
    missing = [f"{key}: {text}" for key, text in _ASSUMED.items() if f"{key}:" not in given]
    return read_plan("\n".join([*missing, fragment]).encode(), "page.yaml")[0]


def _top(fragment: str) -> list[str]:
    return [line.split(" ")[0] for line in fragment.splitlines() if line[:1].strip()]


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


@pytest.mark.parametrize("code", RULES)
def test_page_says_why_and_how_much(code: str) -> None:
    """Each page repeats the reason and the weight that the registry declares."""
    rule = RULES[code]
    assert f"*{rule.reason}* Вес: {_SEVERITIES[rule.severity]}." in explanation(code, "ru")


@pytest.mark.source
def test_index_lists_every_rule() -> None:
    """docs/checks.md lists each rule once, with its heading and a link that leads to its page."""
    index = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = [line for line in index.splitlines() if line.startswith("| [PLN")]
    assert rows == [
        f"| [{code}](../plandoc/words/ru/checks/{code}.md) "
        f"| {_SEVERITIES[rule.severity]} | {heading(code, 'ru')} |"
        for code, rule in RULES.items()
    ]


def test_no_page_for_an_unknown_code() -> None:
    """A code without a rule has no page."""
    with pytest.raises(FileNotFoundError):
        explanation("PLN999", "ru")
