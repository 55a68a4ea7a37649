"""plandoc.errors: a problem is told in one language, whatever the language of the plan."""

import re

import pytest

from plandoc.checks import RULES, check, explanation
from plandoc.errors import Place
from plandoc.fieldpath import FieldPath
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.words.language import words_in

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_BAD = re.compile(r"^## Плохо\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BEFORE = re.compile(r"^## Прошлый план\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENGLISH = """\
language: en
title: Plan of work for 2016-2017.
period: 2018-2019
approvals:
  - {kind: approve, officer: {post: for the Head, name: Vega A.B., date: 05.09.2016}}
  - {kind: agree, officer: {post: Head, name: A. B. Vega, date: 06.09.2019}}
activities:
  - {title: Council meeting of 2016, executors: [Head, head], deadline: August 2018}
  - {title: Council meeting of 2016, supervisor: Head, deadline: "Tuesday, 15 October 2018"}
  - {title: Seminar, deadline: 31 June 2019, outcome: {status: done, date: 12.10.2016}}
  - {title: "Сouncil «open", deadline: 10.11, outcome: {status: not_done, text: Done}}
"""


def _unquoted(texts: tuple[str, ...]) -> str:
    return _QUOTED.sub("", " ".join(texts))


def _plan(text: str):
    given = "" if re.match("title|название", text) else "title: План работы методического совета\n"
    given += "" if re.search("^(period|период):", text, re.MULTILINE) else "period: 2018-2019\n"
    return read_plan((given + text).encode(), "page.yaml")[0]


@pytest.mark.parametrize("code", RULES)
def test_a_remark_on_a_russian_plan_is_told_in_english(code):
    """Beside the words of the plan, which are quoted, an English remark has no Russian one."""
    page = explanation(code, "ru")
    before = _BEFORE.search(page)
    plan, previous = _BAD.search(page), _plan(before[1]) if before else None
    assert plan
    (found, *_) = [p for p in check(_plan(plan[1]), previous=previous) if p.code == code]
    assert not re.search("[А-Яа-яЁё]", _unquoted(found.saying("en")))
    assert found.place.trail_in("en").split(" → ")[-1] not in words_in("ru").words.fields.values()


def test_a_remark_on_an_english_plan_is_told_in_russian():
    """Beside the words of the plan, a Russian remark has no English one but keys of the file."""
    plan, problems = read_plan(ENGLISH.encode(), "plan.yaml")
    found = [*problems, *check(plan)]
    assert len({problem.code for problem in found}) > 12
    for problem in found:
        words = set(re.findall(r"[A-Za-z_]{3,}", _unquoted(problem.saying("ru"))))
        assert words <= {
            "accepted", "title", "date", "period_in_title", "false", "gender", "evidence", "reason",
            "executors", "expected_result", "status", "text", "plandoc", "supervisor", "columns",
        }, problem  # fmt: skip
        assert (
            problem.place.trail_in("ru").split(" → ")[-1]
            not in words_in("en").words.fields.values()
        )


@pytest.mark.parametrize(
    ("path", "trail", "shown"),
    [
        ("activities[0].deadline", "Задача 2 → 2.7 → срок", "Задача 2 → 2.7 → deadline"),
        ("activities[0].deadline", "Задача 2 → 2.7", "Задача 2 → 2.7"),
        ("activities[0].title", "Задача 2 → срок", "Задача 2 → срок"),
        ("approvals[0]", "УТВЕРЖДАЮ", "УТВЕРЖДАЮ"),
        ("", "", ""),
    ],
)
def test_the_field_of_a_trail_is_named_in_the_language_of_the_message(path, trail, shown):
    """The last step is a field if the path says so; names of the author are never translated."""
    place = Place(path=FieldPath.parse(path), trail=trail)
    assert place.trail_in("en") == shown
    assert place.trail_in("ru") == trail
    assert place.text("en").endswith(shown)
