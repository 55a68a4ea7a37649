"""plandoc.revisions.lock: the lock beside a signed plan."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from support.effort import tries
from support.problems import codes
from support.strategies import plans

from plandoc.errors import LockError
from plandoc.formats.yaml.plan_reader import parse_plan
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.revisions.compare import Kind, compare
from plandoc.revisions.lock import Lock, against, dump_lock, edits, read_lock, sealed
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan

SIGNED = date(2018, 9, 1)
OFFICER = {"post": "Директор\nколледжа", "name": "И.И. Иванов"}


def plan(**fields):
    activities = [
        {"id": "a", "title": "Заседание совета", "deadline": "Октябрь 2018"},
        {"id": "b", "title": "Семинар для мастеров", "outcome": {"text": "да"}},
    ]
    value = {"id": "p1", "title": "План работы", "period": "2018-2019", "activities": activities}
    value["approvals"] = [
        {"kind": "agree", "officer": {"post": "Начальник", "name": "П.П. Петров"}},
        {"kind": "approve", "officer": OFFICER},
    ]
    return Plan.model_validate(value | fields)


def locked(*plans_):
    lock = Lock("")
    for number, one in enumerate(plans_):
        lock = lock.with_seal(sealed(one, date(2018, 9, 1 + number)))
    return lock


def edited(lock, change):
    """Return the problems of a lock whose file somebody changed by hand, and what was read."""
    record = json.loads(dump_lock(lock))
    change(record)
    return read_lock(json.dumps(record), "план.lock")


# --- sealing ------------------------------------------------------------------------------------


def test_a_seal_says_who_approved_what_and_when():
    """The approver is read off the plan, words of its own come before."""
    seal = sealed(plan(), SIGNED)
    assert (seal.revision, seal.sealed_on, seal.basis) == (1, SIGNED, "")
    assert seal.approver == "Директор колледжа И.И. Иванов"
    assert seal.content_hash == plan().content_hash
    assert sealed(plan(), SIGNED, approver="Совет", basis="приказ").approver == "Совет"
    assert sealed(plan(amended_by=["приказ № 12"]), SIGNED).basis == "приказ № 12"


@pytest.mark.parametrize(
    ("approvals", "approver"),
    [
        (
            [{"kind": "approve", "act": {"of": "директора", "date": "30.08.2018", "number": "42"}}],
            "приказом директора от 30.08.2018 № 42",
        ),
        (
            [
                {
                    "kind": "approve",
                    "minutes": {"body": "решением совета", "date": None, "number": "5"},
                }
            ],
            "решением совета (протокол № 5)",
        ),
        ([{"kind": "agree", "officer": OFFICER}], ""),
        ([], ""),
    ],
)
def test_every_way_to_approve_is_named(approvals, approver):
    """An act and minutes approve as well as an officer; agreement does not."""
    seal = sealed(plan(title="Дорога", approvals=approvals), SIGNED)
    assert seal.approver == approver


def test_outcomes_are_not_sealed():
    """What became of activities is no part of the lock."""
    assert "outcome" not in json.dumps(sealed(plan(), SIGNED).content)


def test_revisions_follow_one_another():
    """A second revision stands beside the first; each gives back its plan."""
    second = plan(revision=2, title="План работы совета")
    lock = locked(plan(), second)
    assert [seal.revision for seal in lock.seals] == [1, 2]
    assert lock.latest.plan.title == "План работы совета"
    assert lock.plan_of(1).title == "План работы"


def test_a_sealed_revision_is_not_sealed_again():
    """Same or older revision, another plan, an earlier day: all said at once."""
    lock = locked(plan(), plan(revision=2))
    with pytest.raises(LockError) as caught:
        lock.with_seal(sealed(plan(id="p2", revision=2), date(2018, 8, 31)))
    assert codes(caught.value.problems) == ["PLN864", "PLN865", "PLN866"]
    assert "редакция 2 уже не новая: 02.09.2018" in caught.value.text("ru")
    with pytest.raises(LockError, match="PLN867"):
        lock.plan_of(3)
    with pytest.raises(LockError, match="—"):
        Lock("").plan_of(1)


# --- a plan that was edited since ---------------------------------------------------------------


def test_a_plan_as_it_was_signed_is_not_edited():
    """Outcomes filled in, ids, layout: nothing that was approved has changed."""
    lock = locked(plan())
    now = plan(layout={"column_numbers": True}).with_outcomes({"a": Outcome(text="выполнено")})
    assert against(lock, now) is None
    assert against(Lock(""), now) is None


def test_an_edited_plan_is_told_line_by_line():
    """Each difference is a problem at its line of the present file, with what was approved."""
    text = dump_yaml(plan())
    text = text.replace("Октябрь 2018", "Ноябрь 2018").replace("  - id: b", "  - id: c")
    text = text.replace("Семинар для мастеров", "Ярмарка вакансий")
    present = parse_plan(text.encode(), "план.yaml")
    comparison = against(locked(plan()), present.plan)
    assert [d.kind for d in comparison.differences] == [Kind.LATER, Kind.REMOVED, Kind.ADDED]
    problems = present.located(edits(comparison))
    assert codes(problems) == ["PLN870", "PLN872", "PLN871"]
    line = problems[0].place.line
    assert text.splitlines()[line - 1].strip() == "deadline: Ноябрь 2018"
    assert "в плане «Ноябрь 2018», а утверждено «Октябрь 2018»" in problems[0].text("ru")
    assert "из плана пропало утверждённое «Семинар для мастеров»" in problems[1].text("ru")
    assert "2. Ярмарка вакансий" in problems[2].text("ru")


def test_a_section_that_was_added_is_told_with_its_label_once():
    """The heading of a section begins with its label, which stands there once."""
    numbering = {"sections": ["Задача 1."]}
    more = {"title": "Кадры", "activities": [{"id": "c", "title": "Ярмарка"}]}
    was, now = (plan(sections=s, numbering=numbering) for s in ([], [more]))
    told = [str(problem.place) for problem in edits(compare(was, now))]
    assert any("Задача 1. Кадры" in place for place in told)
    assert not any("Задача 1. Задача 1." in place for place in told)


def test_raising_the_revision_by_hand_is_no_amendment():
    """A revision that was never sealed is compared with the latest one, an older with its own."""
    lock = locked(plan(), plan(revision=2, title="План работы совета"))
    (found,) = against(lock, plan(revision=3)).differences
    assert (found.field, found.old) == ("title", "План работы совета")
    assert against(lock, plan(revision=1)) is None


# --- the file -----------------------------------------------------------------------------------


def test_a_lock_comes_back_from_its_file():
    """Written and read, the lock is the same, and written again to the same bytes."""
    lock = locked(plan(), plan(revision=2, notes=["«Ёлочки» \u2028 <&>"]))
    back, problems = read_lock(dump_lock(lock), "план.lock")
    assert (back, problems) == (lock, ())
    assert dump_lock(back) == dump_lock(lock)
    assert read_lock(dump_lock(Lock("p1")))[0] == Lock("p1")


@given(plans(shapes=True))
@tries(100)
def test_a_plan_is_built_again_from_its_seal(subject):
    """Whatever a plan says, its lock gives it back without outcomes."""
    lock, problems = read_lock(dump_lock(Lock("").with_seal(sealed(subject, SIGNED))))
    bare = subject.with_outcomes({row.activity.id: None for row in subject.activity_rows()})
    assert problems == ()
    assert lock.plan_of(subject.revision) == bare
    assert against(lock, subject) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "plan: 1", "[" * 100_000])
def test_what_is_no_lock_is_refused(text):
    """A text that holds no lock at all is said to be none."""
    with pytest.raises(LockError, match="PLN860"):
        read_lock(text, "план.lock")


def test_a_broken_lock_names_its_line():
    """Where JSON breaks, the line and column are told."""
    text = dump_lock(locked(plan())).replace('"revision": 1,', '"revision": 1')
    with pytest.raises(LockError) as caught:
        read_lock(text, "план.lock")
    place = caught.value.problems[0].place
    assert text.splitlines()[place.line - 1].strip().startswith('"sealed_on"')


def test_a_later_lock_asks_for_a_later_plandoc():
    """A lock of another format is not half read."""
    text = dump_lock(locked(plan())).replace('"plandoc_lock": 1', '"plandoc_lock": 2')
    with pytest.raises(LockError, match="PLN861"):
        read_lock(text)


def test_a_date_changed_by_hand_is_noticed():
    """Nothing in a lock changes unnoticed; what it says is returned all the same."""

    def change(record):
        record["revisions"][0]["sealed_on"] = "2018-09-02"

    lock, problems = edited(locked(plan()), change)
    assert codes(problems) == ["PLN862"]
    assert problems[0].place.file == "план.lock"
    assert lock.latest.sealed_on == date(2018, 9, 2)


def test_content_changed_by_hand_names_its_revision():
    """The revision whose words are not those that were approved is told."""

    def change(record):
        record["revisions"][1]["content"]["activities"][0]["deadline"] = "Ноябрь 2018"

    _, problems = edited(locked(plan(), plan(revision=2)), change)
    assert codes(problems) == ["PLN862", "PLN868"]
    assert "редакции 2" in problems[1].text("ru")
    assert str(problems[1].place.path) == "revisions[1]"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda r: r["revisions"].append({"revision": 3}), "PLN863"),
        (lambda r: r["revisions"].append("правка"), "PLN863"),
        (lambda r: r["revisions"][1].update(revision=7), "PLN863"),
        (lambda r: r["revisions"][1].update(approver=5), "PLN863"),
        (lambda r: r["revisions"][1].update(sealed_on="вчера"), "PLN863"),
        (lambda r: r["revisions"][1]["content"].update(title=""), "PLN863"),
        (lambda r: r["revisions"].append(r["revisions"][0]), "PLN865"),
        (lambda r: r["revisions"][1]["content"].update(id="p2"), "PLN864"),
    ],
)
def test_a_spoilt_revision_is_left_out_and_told(change, code):
    """What cannot be read, or does not belong there, stops the others from nothing."""
    lock, problems = edited(locked(plan(), plan(revision=2)), change)
    assert codes(problems)[:2] == ["PLN862", code]
    assert lock.plan_of(1) == plan().with_outcomes({"b": None})


@pytest.mark.parametrize("record", [{"revisions": 5}, {"plan_id": 5}, {}])
def test_a_lock_without_its_parts_is_an_edited_one(record):
    """Parts that are missing or of another kind are noticed by the checksum."""
    lock, problems = read_lock(json.dumps({"plandoc_lock": 1, **record}))
    assert (lock, codes(problems)) == (Lock(""), ["PLN862"])


def test_a_lock_of_an_earlier_plandoc_still_holds():
    """The hash of a plan is part of the file format: `earlier.lock` is not to be written anew."""
    text = Path(__file__).with_name("earlier.lock").read_text("utf-8")
    lock, problems = read_lock(text)
    assert problems == ()
    assert lock.plan_of(1).content_hash == lock.seals[0].content_hash
    assert dump_lock(lock) == text
