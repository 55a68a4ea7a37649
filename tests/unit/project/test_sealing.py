"""plandoc.project: what was signed is found, is told, and is never written over."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from plandoc import (
    Period,
    PlandocError,
    amend_file,
    build_file,
    check_file,
    collect_file,
    load_lock,
    report_file,
    roll_over_file,
    seal_file,
    status_file,
    track_file,
)
from plandoc.cli import main
from plandoc.codes import Code, Severity
from plandoc.errors import LockError, PlanFileError
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.project.comparing import side_warnings

SIGNED, AMENDED = date(2018, 9, 1), date(2019, 1, 10)
ACT = "приказ № 12 от 10.01.2019"
PLAN = """\
id: p0000001
title: План работы
period: 2018-2019
activities:
  - {id: a1, title: Совет, deadline: Октябрь 2018}
  - {id: a2, title: Семинар, deadline: Март 2019}
"""


@pytest.fixture
def plan(tmp_path):
    """A plan whose first revision is sealed."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, "utf-8")
    seal_file(path, on=SIGNED)
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def amended(path: Path, out: Path, revision: int, day: date = AMENDED, basis: str = ACT) -> None:
    amend_file(path, out, revision=revision, basis=basis, sealed_on=day)


def refused(function: Callable[[], object]) -> set[Code]:
    with pytest.raises(PlandocError) as error:
        function()
    return {problem.code for problem in error.value.problems}


def told(function: Callable[[], object]) -> dict[Code, Severity]:
    made = function()
    problems = made[-1] if isinstance(made, tuple) else made.problems
    return {problem.code: problem.severity for problem in problems}


def damages(lock: Path) -> None:
    """Make the first revision unusable; the checksum no longer fits either."""
    record = json.loads(lock.read_bytes())
    record["revisions"][0]["content"] = {"title": "План"}
    lock.write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def tampers(lock: Path) -> None:
    """Change an approved text by hand."""
    edit(lock, "Март 2019", "Январь 2020")


@pytest.mark.parametrize("damage", [damages, tampers])
def test_a_damaged_lock_is_never_written_over(plan, tmp_path, damage):
    """No amendment or seal is made on a lock of which a revision was lost or edited; it stays."""
    edit(plan, "Октябрь 2018", "Ноябрь 2018")
    amended(plan, tmp_path / "out", 1)
    lock = plan.with_name("plan.lock.json")
    damage(lock)
    before = lock.read_bytes(), plan.read_bytes()
    edit(plan, "Ноябрь 2018", "Декабрь 2018")
    text = plan.read_bytes()
    for act in (
        lambda: amend_file(plan, tmp_path / "draft", revision=2, basis=ACT),
        lambda: amended(plan, tmp_path / "out", 2),
        lambda: seal_file(plan, on=AMENDED),
        lambda: build_file(plan, tmp_path / "built"),
        lambda: track_file(plan, tmp_path / "built"),
    ):
        assert Code.LOCK_EDITED in refused(act)
    assert (lock.read_bytes(), plan.read_bytes()) == (before[0], text)
    assert not (tmp_path / "draft").exists()


def test_the_lock_only_grows(plan, tmp_path):
    """Every amendment leaves the revisions that were sealed before it as they were."""
    lock = plan.with_name("plan.lock.json")
    seen = []
    for revision, month in enumerate(("Ноябрь", "Декабрь", "Январь"), 1):
        seen.append(json.loads(lock.read_bytes())["revisions"])
        edit(plan, "deadline: " + ("Октябрь 2018", "Ноябрь 2018", "Декабрь 2018")[revision - 1],
             f"deadline: {month} 2018")  # fmt: skip
        amended(plan, tmp_path / "out", revision, basis=f"приказ № {revision} от 10.01.2019")
    last = json.loads(lock.read_bytes())["revisions"]
    for earlier in seen:
        assert last[: len(earlier)] == earlier
    assert [entry["revision"] for entry in last] == [1, 2, 3, 4]


@pytest.fixture
def superseded(plan, tmp_path):
    """The plan file of revision 1, put back beside a lock in which revision 2 is in force."""
    first = plan.read_text("utf-8")
    edit(plan, "Октябрь 2018", "Ноябрь 2018")
    amended(plan, tmp_path / "out", 1)
    plan.write_text(first, "utf-8")
    return plan


def test_an_old_plan_file_beside_a_newer_lock_makes_nothing(superseded, tmp_path):
    """No document, sheet or amendment is made of a revision that is no longer in force."""
    for act in (
        lambda: build_file(superseded, tmp_path / "built"),
        lambda: track_file(superseded, tmp_path / "built"),
        lambda: seal_file(superseded, on=date(2019, 2, 1)),
        lambda: amend_file(
            superseded, tmp_path / "draft", revision=2, basis="приказ № 13 от 01.02.2019"
        ),
    ):
        assert refused(act) == {Code.PLAN_SUPERSEDED}


def showing(path: Path, out: Path) -> list[Callable[[], object]]:
    """Return the verbs that show a plan and change nothing of it."""
    return [
        lambda: check_file(path),
        lambda: status_file(path, today=AMENDED),
        lambda: report_file(path, out, today=AMENDED),
        lambda: roll_over_file(path, Period.model_validate("2019-2020"), out),
        lambda: collect_file(path, [], written_at=datetime(2019, 1, 10, tzinfo=UTC)),
    ]


def test_verbs_that_show_a_plan_warn_of_what_is_in_force(superseded, tmp_path):
    """Check, status, report, rollover and collect warn that the plan file is of an old revision."""
    for show in showing(superseded, tmp_path / "shown"):
        assert told(show)[Code.PLAN_SUPERSEDED] is Severity.WARNING


def test_a_comparison_warns_of_what_is_in_force(superseded, capsys):
    """A plan file of an earlier revision is compared, and said to be superseded."""
    assert [p.code for p in side_warnings(f"{superseded}@1", superseded)] == [Code.PLAN_SUPERSEDED]
    assert main(["diff", f"{superseded}@1", str(superseded)]) == 0
    assert "PLN827" in capsys.readouterr().err
    edit(superseded, "Октябрь 2018", "Декабрь 2018")
    assert [p.code for p in side_warnings(superseded)] == [Code.PLAN_SUPERSEDED]


def test_verbs_that_show_a_plan_warn_of_edits(plan, tmp_path):
    """They warn as well that the signed plan was edited, and that its lock was."""
    edit(plan, "Март 2019", "Апрель 2019")
    for show in showing(plan, tmp_path / "shown"):
        assert told(show)[Code.LOCKED_TEXT_CHANGED] is Severity.WARNING
    tampers(plan.with_name("plan.lock.json"))
    for show in showing(plan, tmp_path / "shown-2"):
        assert told(show)[Code.LOCK_EDITED] is Severity.WARNING


def test_a_file_that_is_no_lock_does_not_stop_marks(plan, tmp_path):
    """An unreadable lock is a warning where a plan is shown, an error where it is built."""
    plan.with_name("plan.lock.json").write_bytes(b"{")
    for show in showing(plan, tmp_path / "shown"):
        assert told(show)[Code.LOCK_UNREADABLE] is Severity.WARNING
    assert refused(lambda: build_file(plan, tmp_path / "out")) == {Code.LOCK_UNREADABLE}


@pytest.mark.parametrize("copy", [True, False])
def test_a_renamed_or_copied_plan_keeps_its_lock(plan, tmp_path, copy):
    """The lock is found by the id of the plan, and its name is told; edits are refused."""
    other = plan.with_name("план 2018.yaml")
    other.write_bytes(plan.read_bytes())
    if not copy:
        plan.unlink()
    built = build_file(other, tmp_path / "out")
    (problem,) = (p for p in built.problems if p.code is Code.LOCK_OF_OTHER_NAME)
    assert problem.severity is Severity.WARNING
    assert problem.values["locks"] == "plan.lock.json"
    edit(other, "Март 2019", "Апрель 2019")
    assert Code.LOCKED_TEXT_CHANGED in refused(lambda: build_file(other, tmp_path / "out"))
    lock, _ = load_lock(other)
    assert [seal.revision for seal in lock.seals] == [1]
    amended(other, tmp_path / "out", 1)
    assert not other.with_name("план 2018.lock.json").exists()
    assert len(load_lock(other)[0].seals) == 2


def test_two_locks_of_one_plan_are_refused(plan, tmp_path):
    """Where two locks have the id of a renamed plan, neither is taken by guess."""
    plan.with_name("other.lock.json").write_bytes(plan.with_name("plan.lock.json").read_bytes())
    plan.rename(plan.with_name("new.yaml"))
    assert refused(lambda: build_file(plan.with_name("new.yaml"), tmp_path / "out")) == {
        Code.LOCKS_SEVERAL
    }


def test_a_renamed_plan_without_its_id_is_known_by_its_rows(plan, tmp_path, capsys):
    """Every verb says whose activities those are: a new title gives the plan another id."""
    document = build_file(plan, tmp_path / "out").document
    other = plan.rename(plan.with_name("new.yaml"))
    edit(other, "id: p0000001\ntitle: План работы", "title: План работы совета")
    for verb in (
        lambda: build_file(other, tmp_path / "other"),
        lambda: track_file(other, tmp_path / "other.xlsx"),
        lambda: seal_file(other, on=SIGNED),
        lambda: amended(other, tmp_path / "other", 1),
        lambda: load_lock(other),
    ):
        assert refused(verb) == {Code.PLAN_ID_DELETED}
    for show in showing(other, tmp_path / "shown"):
        assert told(show)[Code.PLAN_ID_DELETED] is Severity.WARNING
    assert main(["verify", str(other), str(document)]) == 1
    assert Code.PLAN_ID_DELETED in capsys.readouterr().err


def test_a_new_plan_of_equal_titles_is_no_renamed_one(plan, tmp_path):
    """Ids that are computed from the titles of rows prove nothing, nor do a few equal ids."""
    new = plan.with_name("new.yaml")
    titles = PLAN.replace("id: p0000001", "").replace("id: a1, ", "").replace("id: a2, ", "")
    new.write_text(titles.replace("План работы", "План другой"), "utf-8")
    build_file(new, tmp_path / "out")
    few = PLAN.replace("id: p0000001\n", "").replace("id: a2", "id: b2")
    few = few.replace("План", "Другой план")
    new.write_text(few, "utf-8")
    build_file(new, tmp_path / "out", force=True)


def test_an_amended_plan_without_a_lock_is_told(superseded, tmp_path):
    """A deleted lock is missed where the plan says that it was amended; sealing makes a new one."""
    lock = superseded.with_name("plan.lock.json")
    second = load_lock(superseded)[0].plan_of(2)
    superseded.write_text(dump_yaml(second), "utf-8")
    lock.unlink()
    for show in (
        lambda: build_file(superseded, tmp_path / "b"),
        *showing(superseded, tmp_path / "s"),
    ):
        assert told(show)[Code.AMENDED_PLAN_WITHOUT_LOCK] is Severity.WARNING
    seal_file(superseded, on=AMENDED)
    assert Code.AMENDED_PLAN_WITHOUT_LOCK not in told(lambda: check_file(superseded))


def test_a_lock_that_knows_less_than_another_one_beside_it_is_refused(plan, tmp_path):
    """A lock put back from a copy lacks the revision in force, which stands in another lock."""
    lock, copy = plan.with_name("plan.lock.json"), plan.with_name("copy.lock.json")
    old = lock.read_bytes()
    copy.write_bytes(old)
    build_file(plan, tmp_path / "out")  # an equal copy says nothing else
    edit(plan, "Октябрь 2018", "Ноябрь 2018")
    amended(plan, tmp_path / "out", 1)
    copy.write_bytes(lock.read_bytes())
    lock.write_bytes(old)
    assert refused(lambda: build_file(plan, tmp_path / "out")) == {Code.LOCKS_SEVERAL}


def test_a_document_is_not_verified_by_the_lock_of_another_plan(plan, tmp_path, capsys):
    """The document agrees with a revision of another plan: that is said, and no success."""
    document = build_file(plan, tmp_path / "out").document
    edit(plan, "id: p0000001", "id: p0000002")
    for one in ("a1", "a2"):
        edit(plan, f"id: {one}", f"id: z{one}")
    assert main(["verify", str(plan), str(document)]) == 1
    assert Code.PLAN_OF_OTHER_LOCK in capsys.readouterr().err


def test_a_lock_of_another_plan_is_one_problem(plan, tmp_path):
    """A lock that belongs to another plan is said to, once, and its texts are not compared."""
    plan.write_text(PLAN.replace("p0000001", "p0000002").replace("a1", "b1"), "utf-8")
    with pytest.raises(PlanFileError) as error:
        build_file(plan, tmp_path / "out")
    (problem,) = error.value.problems
    assert problem.code is Code.PLAN_OF_OTHER_LOCK


def test_a_plan_without_a_written_id_keeps_its_lock_with_a_new_title(tmp_path):
    """An id that is computed from the title changes with it; that is an edit, not another plan."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.replace("id: p0000001\n", ""), "utf-8")
    seal_file(path, on=SIGNED)
    edit(path, "План работы", "План работы совета")
    assert Code.LOCKED_TEXT_CHANGED in refused(lambda: build_file(path, tmp_path / "out"))


def test_a_byte_order_mark_is_no_damage(plan, tmp_path):
    """A lock that an editor saved with a byte order mark is read."""
    lock = plan.with_name("plan.lock.json")
    lock.write_bytes(b"\xef\xbb\xbf" + lock.read_bytes())
    build_file(plan, tmp_path / "out")
    edit(plan, "Октябрь 2018", "Ноябрь 2018")
    amended(plan, tmp_path / "out", 1)
    with pytest.raises(LockError):
        load_lock(plan)[0].plan_of(3)


@pytest.mark.parametrize("day", [date(2081, 9, 1), date(1918, 9, 1)])
def test_a_day_of_signing_far_from_the_period_is_refused(tmp_path, day):
    """A mistyped year would block every amendment; nothing is sealed."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, "utf-8")
    assert refused(lambda: seal_file(path, on=day)) == {Code.SEAL_FAR_FROM_PERIOD}
    assert not path.with_name("plan.lock.json").exists()


def test_an_act_later_than_its_signing_is_refused(plan, tmp_path):
    """An amendment is not signed before the day of its act; without a signing it is a draft."""
    edit(plan, "Март 2019", "Апрель 2019")
    late = "приказ № 12 от 11 января 2019 г."
    assert refused(lambda: amended(plan, tmp_path / "out", 1, basis=late)) == {
        Code.AMENDMENT_BASIS_AFTER_SIGNING
    }
    amend_file(plan, tmp_path / "out", revision=1, basis=late)
    amended(plan, tmp_path / "out", 1, day=date(2019, 1, 11), basis=late)


@pytest.mark.parametrize(
    "day",
    ["31.02.2019", "31 февраля 2019 г.", "00.01.2019", "10.13.2019", "31.02.19", "2019-02-30",
     "«31» февраля 2019 г.", "31/02/2019"],
)  # fmt: skip
def test_an_act_of_a_day_that_does_not_exist_is_refused(plan, tmp_path, day):
    """The basis goes onto a paper to sign: its date must be one."""
    edit(plan, "Март 2019", "Апрель 2019")
    act = f"приказ № 12 от {day}"
    refusal = refused(lambda: amend_file(plan, tmp_path / "out", revision=1, basis=act))
    assert refusal == {Code.AMENDMENT_BASIS_DAY_IMPOSSIBLE}


@pytest.mark.parametrize("number", ["31.02.15", "45.13.2019", "12-31.02"])
def test_the_number_of_an_act_is_no_day(plan, tmp_path, number):
    """What stands after № may look like a day that does not exist."""
    edit(plan, "Март 2019", "Апрель 2019")
    amend_file(plan, tmp_path, revision=1, basis=f"приказ № {number} от 10.01.2019")


def test_a_short_name_that_no_document_prints_may_change(plan, tmp_path):
    """Abbreviations that are printed as written are not on the signed paper."""
    edit(
        plan, "period: 2018-2019", "period: 2018-2019\nshort_names: {МО: методическое объединение}"
    )
    build_file(plan, tmp_path / "out")
    edit(plan, "period: 2018-2019", "period: 2018-2019\nshort_names_shown: listed")
    assert Code.LOCKED_TEXT_ADDED in refused(lambda: build_file(plan, tmp_path / "out"))


def test_one_wrong_name_does_not_stop_the_verification_of_the_others(plan, tmp_path, capsys):
    """A file that is not there is named, the others get their verdicts, and the exit code is 1."""
    made = build_file(plan, tmp_path / "out").document
    missing = tmp_path / "нет.docx"
    assert main(["verify", str(plan), str(missing), str(made), "--locale", "ru"]) == 1
    told = capsys.readouterr()
    assert str(missing) in told.err
    assert "совпадает с редакцией 1 от 01.09.2018" in told.out


def test_a_damaged_lock_is_no_ground_for_a_good_verdict(plan, tmp_path, capsys):
    """Verified against a lock that was edited by hand, no file passes."""
    made = build_file(plan, tmp_path / "out").document
    lock = plan.with_name("plan.lock.json")
    edit(lock, '"basis": ""', '"basis": "приказ"')
    assert main(["verify", str(plan), str(made), "--locale", "ru"]) == 1
    assert Code.LOCK_EDITED in capsys.readouterr().err


def test_a_plan_without_approvals_is_sealed_by_nobody(tmp_path, capsys):
    """Where nobody approves, the message names nobody."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, "utf-8")
    assert main(["seal", str(path), "--date", "2018-09-01", "--locale", "ru"]) == 0
    assert "утвердил" not in capsys.readouterr().out
