"""plandoc.project.plan_file: plan files read once, saved with their comments."""

import json
from datetime import date

import pytest

from plandoc import Activity, Outcome, Period, Plan, load_plan, save_plan
from plandoc.errors import PlanFileError
from plandoc.formats.yaml.plan_writer import dump_json
from plandoc.project.history import JournalFile
from plandoc.project.lock_file import LockFile
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import seal_file

PLAN = """\
# Первый комментарий
title: План работы  # заголовок
period: 2018-2019
activities:
  - title: Заседание совета
    deadline: май 2019
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def codes(error):
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.mkdir(), "PLN009"),
        (lambda _: None, "PLN801"),
        (
            lambda path: path.write_bytes(
                "title: План работы методического совета".encode("cp1251")
            ),
            "PLN004",
        ),
    ],
)
def test_what_is_not_a_plan_file_is_named(tmp_path, make, code):
    """A folder, nothing at all, another encoding: each is said in its own words."""
    path = tmp_path / "plan.yaml"
    make(path)
    with pytest.raises(PlanFileError) as error:
        load_plan(path)
    assert codes(error) == [code]
    assert error.value.problems[0].place.file == str(path)
    if path.is_dir():  # and how all plans in it are named
        assert f'"{path.as_posix()}/**/*.yaml"' in error.value.text("en")


@pytest.mark.parametrize("name", ["plan.yaml", "plan.json"])
def test_a_plan_saved_is_the_plan_loaded(tmp_path, name):
    """YAML and JSON bring back what was saved."""
    plan = Plan(title="План", period=Period.school_year(2018), activities=[Activity(title="Дело")])
    save_plan(plan, tmp_path / name)
    assert load_plan(tmp_path / name) == plan


def test_saving_over_a_file_keeps_its_comments(file):
    """Only what changed is touched."""
    plan = load_plan(file)
    save_plan(plan.model_copy(update={"revision": 2}), file)
    text = file.read_text(encoding="utf-8")
    assert "# Первый комментарий" in text
    assert "# заголовок" in text
    assert load_plan(file).revision == 2


def test_saving_over_what_is_no_plan_is_refused(file):
    """A file that cannot be read as a plan, in another encoding too, is named and left as it is."""
    plan = load_plan(file)
    for text in (b"title: x\n", "title: План работы методического совета".encode("cp1251")):
        file.write_bytes(text)
        with pytest.raises(PlanFileError):
            save_plan(plan, file)
        assert file.read_bytes() == text


def test_json_without_a_telling_name_stays_json(tmp_path):
    """A file that was read as JSON by its content is written as JSON."""
    plan = Plan(title="План", period=Period.school_year(2018), activities=[Activity(title="Дело")])
    path = tmp_path / "plan"
    path.write_text(dump_json(plan), encoding="utf-8")
    file = PlanFile.load(path)
    changed = plan.model_copy(update={"revision": 2})
    assert json.loads(file.rewritten(changed))["revision"] == 2


def test_lock_and_journal_are_beside_the_plan(file):
    """Their names come from that of the plan file."""
    assert LockFile.at(file).path == file.with_name("plan.lock.json")
    assert JournalFile.of(file).path == file.with_name("plan.journal.jsonl")


@pytest.mark.parametrize("name", ["plan.yaml", "plan.json"])
def test_saving_over_outcomes_that_the_plan_lacks_is_refused(tmp_path, name):
    """Marks of the year are not erased by a plan that was made without them."""
    plan = Plan(title="План", period=Period.school_year(2018), activities=[Activity(title="Дело")])
    ident = plan.activities[0].id
    path = tmp_path / name
    save_plan(plan.with_outcomes({ident: Outcome(text="Выполнено")}), path)
    before = path.read_bytes()
    with pytest.raises(PlanFileError) as error:
        save_plan(plan, path)
    assert codes(error) == ["PLN044"]
    assert error.value.problems[0].place.line
    assert path.read_bytes() == before
    changed = load_plan(path).model_copy(update={"revision": 2})
    save_plan(changed, path)
    assert load_plan(path) == changed


def test_saving_over_a_lock_is_refused(tmp_path):
    """A JSON file that is no plan, such as the lock, is left as it is."""
    plan = Plan(title="План", period=Period.school_year(2018), activities=[Activity(title="Дело")])
    lock = tmp_path / "plan.lock.json"
    lock.write_text('{"plan": "p", "revisions": []}', encoding="utf-8")
    with pytest.raises(PlanFileError):
        save_plan(plan, lock)
    assert lock.read_text(encoding="utf-8") == '{"plan": "p", "revisions": []}'


def test_an_outcome_of_no_activity_is_refused():
    """An unknown id, and the number of a row in place of its id, are named."""
    plan = Plan(title="План", period=Period.school_year(2018), activities=[Activity(title="Дело")])
    number = next(plan.activity_rows()).number
    with pytest.raises(PlanFileError) as error:
        plan.with_outcomes({"nobody": Outcome(text="да"), number: None})
    assert codes(error) == ["PLN154", "PLN154"]
    assert plan.activities[0].id in str(error.value)


def test_a_plan_of_another_id_is_not_saved_beside_a_lock(file):
    """The seal belongs to the plan that was signed; another one there would lose it."""
    plan = load_plan(file)
    save_plan(plan, file)
    seal_file(file, on=date(2018, 9, 1))
    before = file.read_bytes()
    with pytest.raises(PlanFileError) as error:
        save_plan(plan.model_copy(update={"id": "other"}), file)
    assert codes(error) == ["PLN815"]
    assert file.read_bytes() == before
    save_plan(plan.model_copy(update={"author": "Завуч"}), file)
    file.unlink()
    with pytest.raises(PlanFileError):
        save_plan(plan.model_copy(update={"id": "other"}), file)
