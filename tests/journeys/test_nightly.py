"""A plan made anew each night keeps what was collected."""

from pathlib import Path

import pytest
from support.problems import codes

from plandoc import Activity, Outcome, Plan, load_plan, save_plan
from plandoc.errors import PlanFileError


def tonight(*rows: Activity, **fields: int) -> Plan:
    return Plan(title="План", period="2018-2019", activities=rows, **fields)  # type: ignore[arg-type]


RUN, WALK = Activity(id="1", title="Кросс"), Activity(id="2", title="Поход")


def test_outcomes_stay_when_a_plan_is_made_anew(tmp_path: Path) -> None:
    """Outcomes come from the file by id; rows may be renamed, moved and added."""
    path = tmp_path / "plan.yaml"
    saved = save_plan(tonight(RUN, WALK).mark(RUN, status="done"), path)
    renamed = Activity(id="1", title="Осенний кросс")
    made = tonight(Activity(title="Сбор"), WALK, renamed)
    with pytest.raises(PlanFileError, match="PLN044"):
        save_plan(made, path)
    assert load_plan(path) == saved
    kept = save_plan(made, path, keep_outcomes=True)
    assert load_plan(path) == kept
    assert kept.find(id=1).activity.outcome == Outcome(status="done")
    assert [row.activity.title for row in kept.activity_rows()] == [
        "Сбор",
        "Поход",
        "Осенний кросс",
    ]


def test_a_row_that_is_gone_does_not_take_its_outcome_along(tmp_path: Path) -> None:
    """The outcome of a row that the new plan lacks is not lost in silence."""
    path = tmp_path / "plan.yaml"
    save_plan(tonight(RUN, WALK).mark(RUN, status="done"), path)
    with pytest.raises(PlanFileError, match="PLN044"):
        save_plan(tonight(WALK), path, keep_outcomes=True)
    assert load_plan(path).find(id=1).activity.outcome


def test_what_a_new_plan_tells_is_added() -> None:
    """An outcome of the database is added to what was collected; another status begins anew."""
    old = tonight(RUN).mark(RUN, status="done", evidence="протокол № 3")
    told = tonight(RUN).mark(RUN, status="Выполнено", date="12.05.2019").keeping(old)
    assert told.activities[0].outcome == Outcome(
        status="done", evidence="протокол № 3", date="12.05.2019"
    )
    other = tonight(RUN).mark(RUN, status="not_done").keeping(old)
    assert other.activities[0].outcome == Outcome(status="not_done")


def test_an_earlier_revision_does_not_replace_a_later_one(tmp_path: Path) -> None:
    """The revision of an amended plan is kept, or the write is refused."""
    path = tmp_path / "plan.yaml"
    amended = Activity(id="1", title="Кросс", amended="приказ № 12")
    act: dict[str, list[str]] = {"amended_by": ["приказ № 12"]}
    save_plan(Plan.model_validate(dict(tonight(amended, revision=2)) | act), path)
    with pytest.raises(PlanFileError) as caught:
        save_plan(tonight(RUN), path)
    assert codes(caught.value.problems) == ["PLN109"]
    kept = save_plan(tonight(RUN), path, keep_outcomes=True)
    assert (kept.revision, kept.amended_by) == (2, ("приказ № 12",))
    assert kept.activities[0].amended == "приказ № 12"
