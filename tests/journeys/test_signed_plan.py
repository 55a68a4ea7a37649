"""A plan is signed, edited, refused, amended and signed again: nobody loses what was approved."""

import shutil
from datetime import date

from support.changed_seed import amended, seed

from plandoc.cli import main
from plandoc.formats.text.comparison import comparison_text
from plandoc.revisions.amend import amend
from plandoc.revisions.compare import compare
from plandoc.revisions.lock import Lock, against, dump_lock, edits, read_lock, sealed
from plandoc.schema.outcome import Outcome, Status

BASIS = "приказ № 12 от 10.01.2019"


def test_a_year_of_a_signed_plan(examples):
    """Sealed in September, marked through the autumn, edited by hand, amended in January."""
    plan = seed(examples)
    lock = Lock("").with_seal(sealed(plan, date(2018, 9, 1)))
    marked = plan.with_outcomes({"283ad3df": Outcome(status=Status.DONE, text="Паспорт готов")})
    assert against(lock, marked) is None

    proposed = amended(examples).with_outcomes({"283ad3df": Outcome(status=Status.DONE)})
    told = edits(against(lock, proposed))
    assert {problem.code for problem in told} == {"PLN870", "PLN871", "PLN872"}

    amendment = amend(lock.plan_of(1), proposed, BASIS)
    second = sealed(amendment.plan, date(2019, 1, 10))
    assert (second.revision, second.basis) == (2, BASIS)
    lock, problems = read_lock(dump_lock(lock.with_seal(second)), "план.lock")
    assert problems == ()
    assert against(lock, amendment.plan) is None
    assert lock.plan_of(1) == plan

    first_row = next(amendment.plan.activity_rows()).activity
    assert first_row.outcome.status is Status.DONE
    changed = compare(lock.plan_of(1), lock.plan_of(2))
    assert comparison_text(changed, "ru").startswith(
        "Что изменилось в редакции 2 по сравнению с редакцией 1\n"
        "Мероприятий было 20, стало 20: добавлено 1, исключено 1, "
    )
    numbers = [row.number for row in amendment.plan.activity_rows()]
    assert [row.number for row in plan.activity_rows()] == [
        number for number in numbers if number not in {"2.3.1.", "4.5."}
    ]


def test_a_folder_stands_for_all_that_is_in_it(examples, tmp_path, capsys):
    """`verify` takes a folder as `collect` does; one without files is told as wrong usage."""
    plan = str(shutil.copy(examples / "flat.yaml", tmp_path))
    sheets, empty = tmp_path / "листы", tmp_path / "пусто"
    empty.mkdir()
    assert main(["track", plan, "-o", str(sheets), "--per-executor"]) == 0
    assert main(["seal", plan, "--date", "2018-09-01"]) == 0
    capsys.readouterr()
    assert main(["verify", "--locale", "en", plan, str(sheets)]) == 0
    assert capsys.readouterr().out.count("matches revision 1") == len([*sheets.iterdir()]) > 1
    assert main(["verify", "--locale", "en", plan, str(empty)]) == 2
