"""plandoc.checks: what a careful colleague says about a plan, and what he keeps to himself."""

from pathlib import Path
from time import process_time

import pytest
from support.checked import activity, plan
from support.problems import codes
from support.work import calls

from plandoc.checks import RULES, check
from plandoc.errors import Severity
from plandoc.formats.yaml.plan_reader import parse_plan, read_plan
from plandoc.schema.plan import Plan

SEED_REMARKS = {
    # The plan-graph of the year is drafted in August, before the year begins: probably meant, but
    # the plan answers for September to August, so the colleague asks.
    ("Задача 1 → 1.2 → срок", "PLN302"),
    # May to September 2019 runs a month over the end of the school year.
    ("Задача 2 → 2.1 → срок", "PLN302"),
    # October 2019 is in the next school year; October 2018 would fit, and the colleague names both.
    ("Задача 2 → 2.7 → срок", "PLN204"),
    # «Апрель, октябрь 2018 г.»: by April 2018 nobody had planned anything; 2019 is likely.
    ("Задача 3 → 3.2 → срок", "PLN204"),
    # «Содействии реализации …» is in the wrong case: a word before it was lost.
    ("Задача 4 → 4.3 → мероприятие", "PLN406"),
}


def told(made: Plan, previous: Plan | None = None) -> list[str]:
    return codes(check(made, previous=previous))


def read(path: Path) -> Plan:
    return read_plan(path.read_bytes(), str(path))[0]


def test_seed_yields_what_a_colleague_would_say(examples: Path) -> None:
    """The seed yields these five remarks and no other.

    Silent, and why: «(на 2020 год)» in 2.3 is a note about the year that is planned for, and
    «до 2024 года» in 1.3 is a strategy; both are ahead, not left over. «на 2018-2019 учебный
    год» in 1.2 is this very year. Both approvals bear one day, which is allowed, and their
    month is left for the pen. КС is declared; СПО, ВО, КЦП, WSR stand in texts that people of
    the trade read, not in the name of somebody who must act. Numbers are counted by plandoc.
    """
    found = check(read(examples / "seed.yaml"))
    assert {(problem.place.trail, problem.code) for problem in found} == SEED_REMARKS
    assert len(found) == len(SEED_REMARKS)


def test_other_examples(examples: Path) -> None:
    """The flat plan is clean, and so is the school's with its order below the signature."""
    assert told(read(examples / "flat.yaml")) == []
    assert told(read(examples / "school.yaml")) == []


def test_remarks_come_in_document_order(examples: Path) -> None:
    """Remarks follow the lines of the file, whatever rules they are of."""
    source = (examples / "seed.yaml").read_bytes()
    parsed = parse_plan(source, "seed.yaml")
    found = parsed.located(check(parsed.plan))
    lines = [problem.place.line or 0 for problem in found]
    assert lines == sorted(lines)
    assert all(lines)


def test_place_is_told_in_two_ways(examples: Path) -> None:
    """A remark bears the field path for programs and the trail for people."""
    found = next(p for p in check(read(examples / "seed.yaml")) if "2.7" in p.place.trail)
    assert str(found.place.path) == "sections[1].activities[6].deadline"


def test_top_fields_come_before_rows() -> None:
    """A remark on the title stands before one on an activity, which stands before a section's."""
    made = plan(
        activity(deadline="31 июня 2019"),
        title="План работы.",
        sections=[{"title": "Работа с родителями"}],
    )
    assert told(made) == ["PLN333", "PLN202", "PLN434"]


def test_check_is_pure() -> None:
    """Checking twice says the same and leaves the plan as it was."""
    made = plan(activity(deadline="Октябрь 2017"))
    before = made.model_dump_json()
    assert check(made) == check(made)
    assert made.model_dump_json() == before


def test_only_one_rule_is_an_error() -> None:
    """Nothing but an approval that cannot be printed keeps a plan from being built."""
    assert [r.code for r in RULES.values() if r.severity is Severity.ERROR] == ["PLN301"]


def test_codes_stand_in_their_hundreds() -> None:
    """Rules are sorted by code, every code has its three digits."""
    assert list(RULES) == sorted(RULES)
    assert all(code == rule.code and code[:4] in {"PLN2", "PLN3", "PLN4", "PLN5"}
               for code, rule in RULES.items())  # fmt: skip


def test_english_plan_is_checked() -> None:
    """A plan in English is read with English words."""
    made = plan(
        activity(title="Council meeting", deadline="15.10.2018", expected_result="Improved work"),
        language="en",
        title="Plan of work",
    )
    assert told(made) == ["PLN405"]


def test_a_plan_without_activities_is_remarked_on_once() -> None:
    """A plan that has only a title and a period yields that alone."""
    (problem,) = check(Plan.model_validate({"title": "План", "period": "2021 год"}))
    assert (problem.code, str(problem.place.path)) == ("PLN335", "activities")


HOSTILE = ["«", "»", "{{ x }}", "=1+1", "— ", "А" * 10_000, "2018-", "{0}", "1.1.", "\n\n", "№ 5"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_survived(text: str) -> None:
    """Any text in any field is checked without an exception, and its remarks can be said."""
    row = {
        "title": f"А {text}",
        "deadline": text,
        "executors": [" ".join(f"А {text}".split())],
        "expected_result": text,
        "outcome": {"status": "done", "text": text, "moved_to": text},
    }
    made = plan(row, row, title=f"План {text}", notes=[text])
    assert all(problem.text(lang) for problem in check(made) for lang in ("ru", "en"))


@pytest.mark.slow
def test_work_grows_with_the_plan_alone() -> None:
    """Ten times the activities cost about ten times the work, not a hundred times."""
    rows = [
        activity(title=f"Проведение мониторинга качества подготовки по программе номер {n}",
                 executors=[f"Зам. директора по УВР школы {n % 700}"])
        for n in range(5_000)
    ]  # fmt: skip
    made = plan(*rows)
    small = calls(check, plan(*rows[:500]))
    assert calls(check, made) < 20 * small


EARLY = activity(id="graph", deadline="Август 2018")
REASON = "График составляют до начала года"


@pytest.mark.parametrize("field", ["title", "executors", "deadline", "expected_result"])
@pytest.mark.parametrize("word", ["А", "слово", "1", "1-", "а.", "а/", "Иванов И.И., "])
def test_a_long_text_is_checked_in_seconds(word: str, field: str) -> None:
    """Whatever 60 000 letters say, no rule looks at each of them from each of them."""
    made = plan(activity(**{field: word * (60_000 // len(word))}))
    began = process_time()
    check(made)
    assert process_time() - began < _SECONDS


_SECONDS = 6.0
"""Many times what it takes, and a part of what a rule of quadratic time takes."""


def test_an_accepted_remark_is_left_out() -> None:
    """A code named in the plan with a reason is not remarked on any more."""
    assert told(plan(EARLY)) == ["PLN302"]
    assert told(plan(EARLY, accepted=[{"code": "PLN302", "reason": REASON}])) == []


def test_acceptance_is_narrowed_by_id() -> None:
    """With an id only that activity is accepted."""
    other = activity(title="Отчёт", deadline="Август 2018")
    made = plan(EARLY, other, accepted=[{"code": "PLN302", "reason": REASON, "id": "graph"}])
    (left,) = check(made)
    assert str(left.place.path) == "activities[1].deadline"


def test_acceptance_in_vain_is_a_remark() -> None:
    """What hides nothing is told, with its place in the list."""
    vain = [{"code": "PLN302", "reason": REASON}, {"code": "PLN999", "reason": REASON}]
    found = check(plan(EARLY, accepted=vain))
    assert codes(found) == ["PLN391"]
    assert str(found[0].place.path) == "accepted[1]"
    assert found[0].values["code"] == "PLN999"


def test_an_error_is_notcodes() -> None:
    """An error stays an error, and accepting it is in vain."""
    made = plan(
        title="Роадмап",
        approvals=[{"kind": "approve", "act": {"date": "30.08.2018", "number": "1"}}],
        accepted=[{"code": "PLN301", "reason": REASON}],
    )
    assert told(made) == ["PLN301", "PLN391"]


def test_acceptance_needs_a_reason() -> None:
    """A code without a reason is refused when the plan is read."""
    with pytest.raises(ValueError, match="reason"):
        plan(accepted=[{"code": "PLN302"}])


def test_acceptance_does_not_change_what_is_approved() -> None:
    """The content hash of a plan is the same with and without accepted remarks."""
    bare, accepting = plan(EARLY), plan(EARLY, accepted=[{"code": "PLN302", "reason": REASON}])
    assert bare.content_hash == accepting.content_hash


def test_only_whole_dates_are_copied() -> None:
    """A partly blank date is the same every year; a whole one is last year's."""

    def dated(date: str, period: str = "2018-2019 учебный год") -> Plan:
        officer = {"post": "Директор", "date": date}
        return plan(period=period, approvals=[{"kind": "approve", "officer": officer}])

    blank, whole = "« 01 » _____ 2018 г.", "30.08.2018"
    assert told(dated(blank), previous=dated(blank, "2017-2018")) == []
    assert told(dated(whole), previous=dated(blank, "2017-2018")) == []
    assert told(dated(whole), previous=dated(whole, "2017-2018")) == ["PLN343"]


def test_acceptance_of_a_comparison_waits_for_it() -> None:
    """A remark about last year's plan stays accepted while no such plan is given."""
    repeated = activity(title="Анализ поступления выпускников 2018 года")
    accepted = [{"code": "PLN342", "reason": "Выпуск тот же"}]
    last = plan(repeated, period="2017-2018 учебный год")
    assert told(plan(repeated, accepted=accepted)) == []
    assert told(plan(repeated, accepted=accepted), previous=last) == []
    assert told(plan(repeated), previous=last) == ["PLN342"]
