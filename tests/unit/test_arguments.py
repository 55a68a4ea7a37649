"""plandoc.arguments: a value of a wrong kind is refused in words, at the name of the argument."""

import inspect
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from support.problems import codes

import plandoc
from plandoc import (
    Period,
    Plan,
    PlandocError,
    amend,
    check,
    compare,
    import_document,
    load_lock,
    load_plan,
    render_document,
    render_years,
    report,
    roll_over,
    save_plan,
)
from plandoc.arguments import _fits, _told
from plandoc.errors import LostTextError

PLAN = Plan(
    id="p", title="План", period="2018-2019", gender="masculine",
    activities=[{"id": "a", "title": "Кросс", "deadline": "май"}],
)  # fmt: skip
OTHER = PLAN.edit("1", deadline="июнь")
DAY = date(2018, 9, 1)
WRONG = (None, 5, 5.5, "plan.yaml", b"PK", Path("plan.yaml"), {"title": 1}, ["a"], object(), PLAN)
METHODS = (
    "find", "find_section", "edit", "edit_many", "mark", "mark_many", "add", "move", "remove",
    "keeping", "with_outcomes", "with_activities",
)  # fmt: skip


def sample(function: str, name: str, folder: Path) -> object:
    """Return a right value for a parameter."""
    if function == "render_years":
        return [PLAN, OTHER]
    if function in ("compare_files", "build_files") and name in ("old", "new", "into"):
        return folder / "plan.yaml"
    rollover = roll_over(PLAN, Period.school_year(2019))
    values: dict[str, object] = {
        "plan": PLAN, "old": PLAN, "new": OTHER, "basis": "приказ № 1", "on": DAY, "today": DAY,
        "path": folder / "plan.yaml", "out": folder / "out", "source": b"PK", "data": b"PK",
        "lock": load_lock(folder / "plan.yaml")[0], "into": Period.school_year(2019),
        "report": report(PLAN, DAY), "comparison": compare(PLAN, OTHER), "file": "a.docx",
        "amendment": amend(PLAN, OTHER, "приказ № 1 от 10.01.2019"), "rollover": rollover,
        "answers": {}, "files": [], "name": "a.docx", "problems": [], "plans": [], "verb": len,
        "revision": 1,
    }  # fmt: skip
    return values[name]


def functions() -> dict[str, Callable[..., object]]:
    found = {name: getattr(plandoc, name) for name in plandoc.__all__}
    found |= {f"plan.{name}": getattr(PLAN, name) for name in METHODS}
    return {name: one for name, one in found.items() if inspect.isroutine(one)}


def needed(function: Callable[..., object]) -> Iterator[inspect.Parameter]:
    for one in inspect.signature(function).parameters.values():
        if one.default is one.empty and one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL):
            yield one


def called(function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """Call a function with arguments by their names, those by position first."""
    told = inspect.signature(function)
    bound = told.bind_partial()
    bound.arguments.update(arguments)
    made: Any = function(*bound.args, **bound.kwargs)
    if inspect.isgenerator(made):
        list(made)


@pytest.mark.parametrize("name", sorted(functions()))
def test_a_wrong_kind_is_refused_in_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each parameter of each public function: a located problem, and nothing else is raised."""
    monkeypatch.chdir(tmp_path)
    save_plan(PLAN, tmp_path / "plan.yaml")
    function = functions()[name]
    plain = getattr(function, "__wrapped__", None)
    assert plain, f"{name} looks at nothing"
    known = {**_told(function.__wrapped__, dict)[1]} if not name.startswith("plan.") else {}
    right = {
        one.name: "1" if name.startswith("plan.") else sample(name, one.name, tmp_path)
        for one in needed(function)
    }
    for key, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        for wrong in WRONG:
            told = None
            try:
                called(function, right | {key: wrong})
            except PlandocError as error:
                told = error
            period = "Period" in str(known.get(key)) and isinstance(wrong, str | int | dict)
            if key in known and not period and not _fits(wrong, known[key]):
                assert told is not None, (key, wrong)
                assert codes(told.problems) == ["PLN120"], (key, wrong, told)
                assert str(told.problems[0].place.path) == key


def test_all_public_functions_are_looked_at() -> None:
    """So many that the property above means something."""
    assert len(functions()) > 50
    assert len([one for one in functions() if "." not in one]) > 45


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: render_document("plan.yaml"), r"plan.*render_document.*'plan\.yaml'.*load_plan"),
        (lambda: render_document(PLAN, Path("x.docx")), r"template.*load_template\('x\.docx'\)"),
        (lambda: render_document({"title": "План"}), r"dict.*Plan\(\*\*"),
        (lambda: load_plan(None), r"path.*None.*Path"),
        (lambda: report(PLAN, "2019-06-01"), r"date\.fromisoformat\('2019-06-01'\)"),
        (lambda: PLAN.mark_many({"1": "Выполнено"}), r"mark_many.*\{…: \{…: …\}\}"),
        (lambda: compare(PLAN, None), r"new.*None.*load_plan"),
        (lambda: import_document("a.docx", "a.docx"), r"Path\('a\.docx'\)\.read_bytes\(\)"),
        (lambda: Plan.from_rows(None, title="План", period="2018"), r"rows.*None.*\[…\]"),
        (lambda: Plan.from_rows([], title="П", period="2018", columns=["a"]), r"columns.*list.*\{"),
        (lambda: render_years([]), r"plans.*\[\].*Sequence\[Plan\]"),
        (lambda: check(PLAN, previous=True), r"previous.*bool"),
    ],
)
def test_a_refusal_says_what_to_write(wrong: Callable[[], object], says: str) -> None:
    """What was found, what is expected, and the code to write instead."""
    with pytest.raises(PlandocError, match=says) as caught:
        wrong()
    assert codes(caught.value.problems) == ["PLN120"]


def test_a_period_and_a_day_are_taken_as_people_have_them() -> None:
    """As the constructor of a plan takes a period; of a time, the day."""
    again = roll_over(PLAN, Period.school_year(2019)).plan
    for plain in ("2019-2020", "2019-2020 учебный год"):
        assert roll_over(PLAN, plain).plan.period.first == again.period.first
    with pytest.raises(PlandocError, match="2019-20x"):
        roll_over(PLAN, "2019-20x")
    now = datetime(2018, 9, 1, 12, tzinfo=UTC)
    assert report(PLAN, now) == report(PLAN, DAY)


@pytest.mark.parametrize(("day", "hours"), [(date.min, 12), (date.max, -12)])
def test_a_time_that_utc_does_not_have_is_refused_in_words(day: date, hours: int) -> None:
    """A file says when it was made in UTC."""
    zone = timezone(timedelta(hours=hours))
    created = datetime(day.year, day.month, day.day, 12 - hours // 2, tzinfo=zone)
    for make in (plandoc.render_tracking, plandoc.render_document, plandoc.render_calendar):
        with pytest.raises(PlandocError) as caught:
            make(PLAN, created=created)
        assert codes(caught.value.problems) == ["PLN120"]


def test_public_functions_stay_functions() -> None:
    """They are pickled for other processes, have their signature and docstring."""
    for name, function in functions().items():
        if "." not in name:
            assert pickle.loads(pickle.dumps(function)) is function
    assert next(iter(inspect.signature(check).parameters)) == "plan"
    assert (inspect.getdoc(check) or "").startswith("Return all remarks")


def test_several_wrong_arguments_are_told_at_once() -> None:
    """One call, all problems."""
    with pytest.raises(PlandocError) as caught, suppress(LostTextError):
        compare("a", "b")
    assert codes(caught.value.problems) == ["PLN120", "PLN120"]
