"""plandoc.formats.docx.sandbox: what a template may say, and how much it may make."""

import time

import pytest
from support.problems import codes
from support.templates import PLAN, TABLE, TITLE, paragraph, refused, template

from plandoc.schema.activity import Activity


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ title|datum }}", "PLN613"), ("{{ title|center(2000000000) }}", "PLN613"),
        ("{{ title|ljust(2000000000) }}", "PLN613"), ("{{ '%1000000000d'|format(1) }}", "PLN613"),
        ("{{ title|indent(1000000000) }}", "PLN613"),
        ("{{ rows|slice(100000000)|list }}", "PLN613"),
        ("{{ title is even_more }}", "PLN613"), ("{{ title|safe }}", "PLN613"),
        ("{{ title() }}", "PLN612"), ("{{ title.upper() }}", "PLN612"),
        ('{% include "x" %}', "PLN612"), ('{% import "x" as y %}', "PLN612"),
        ("{% macro big(v) %}{{ v }}{% endmacro %}", "PLN612"),
        ("{% set t %}{{ title }}{% endset %}", "PLN612"), ("{{ 2 ** 9 }}", "PLN612"),
        (r'{{ "\x00\x1b" }}', "PLN612"), ("{{ rows }}", "PLN617"), ("{{ page }}", "PLN617"),
        ("{{ title + 1 }}", "PLN604"), ("{{ 1 / 0 }}", "PLN604"), ("{{ report }}", "PLN617"),
        ("{{ 'a' * 1000000000 }}", "PLN604"), ("{{ '%9999999d' % 1 }}", "PLN604"),
        ("{{ rows[999] }}", "PLN604"), ("{{ title.upper }}", "PLN604"),
        ("{{ [rows, rows] }}", "PLN604"), ("{{ title|fi|x }}", "PLN613"), ("{% fro x %}", "PLN608"),
        ("{{ title | }}", "PLN603"), ("{{ " + "(" * 400 + "1" + ")" * 400 + " }}", "PLN621"),
        ("{{ '" + "x" * 2000 + "' }}", "PLN619"),
        ("{{ title|replace('', 'x' ~ title) }}", ""), ("{{ title|upper ~ rows|length }}", ""),
    ],
)  # fmt: skip
def test_what_a_template_may_not_say_is_told_at_its_tag(tag, code):
    """Each is a located problem, never a traceback and never a document."""
    problems = refused(template(TITLE + paragraph(tag) + TABLE))
    assert codes(problems)[:1] == ([code] if code else [])
    for problem in problems[:1]:
        assert problem.place.file == "my.docx"
        assert problem.place.paragraph == 2 or code == "PLN621"
        assert problem.text("ru")
        assert problem.text("en")


@pytest.mark.parametrize(
    "text",
    [
        "{% set a = title ~ title %}" + "{% set a = a ~ a %}" * 34 + "{{ a|length }}",
        "{% set a = title + title %}" + "{% set a = a + a %}" * 34 + "{{ a|length }}",
        "{% set a = [title] %}" + "{% set a = [a, a] %}" * 34 + "{{ a }}",
        "{% set a = title|replace('', title) %}" * 20
        + "{% set b = 9999999999 %}" + "{% set b = b * b %}" * 30,
        "".join(f"{{% for a{i} in rows %}}" for i in range(9)) + "x" + "{% endfor %}" * 9,
        "".join(f"{{% for a{i} in rows %}}" for i in range(9))
        + "{% set b = 1 %}"
        + "{% endfor %}" * 9,
        "".join(f"{{% for a{i} in rows %}}" for i in range(40)) + "{% endfor %}" * 40,
    ],
)  # fmt: skip
def test_a_template_is_stopped_before_it_fills_time_or_memory(text):
    """Doubling and nested loops end within a second."""
    plan = PLAN.model_copy(
        update={"activities": tuple(Activity(title=f"Дело {n}", deadline="май") for n in range(30))}
    )
    begun = time.process_time()
    problems = refused(template(TITLE + paragraph(text) + TABLE), plan)
    assert set(codes(problems)) <= {"PLN604", "PLN615", "PLN621"}
    assert problems
    assert time.process_time() - begun < 5
