"""Two years of one plan: signed, filled, amended in January, reported in June, made anew."""

import io
import shutil
from datetime import UTC, date, datetime

import pytest
from docx import Document
from openpyxl import load_workbook
from support.engines import ENGINES, resave, validator_errors
from support.tracking_text import cell_of, fill, keys_of, table_rows

from plandoc import (
    Period,
    amend_file,
    build_file,
    collect_file,
    load_lock,
    load_plan,
    load_proposals,
    report_file,
    roll_over_file,
    seal_file,
    verify_file,
)
from plandoc.cli import main
from plandoc.errors import AmendmentError, LockError, PlandocError, PlanFileError
from plandoc.project.sealing import revision_of

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
NOW = datetime(2018, 10, 15, 12, tzinfo=UTC)
SIGNED, AMENDED = date(2018, 9, 1), date(2019, 1, 10)
ACT = "приказ № 12 от 10.01.2019"
NEXT = Period.school_year(2019)


@pytest.fixture
def plan(examples, tmp_path):
    path = tmp_path / "план.yaml"
    shutil.copy(examples / "seed.yaml", path)
    return path


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def numbers(path):
    return {row.activity.id: row.number for row in load_plan(path).activity_rows()}


def answer(source, answers):
    """Return a review in which somebody answered: {(number, field): (choice, text)}."""
    book = load_workbook(io.BytesIO(source))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows())
    header = next(n for n, row in enumerate(rows) if row[0].value == "№ п/п")
    columns = {cell.value: n for n, cell in enumerate(rows[header])}
    waiting = dict(answers)
    for row in rows[header + 1 :]:
        key = (row[columns["№ п/п"]].value, row[columns["Что меняется"]].value)
        if key in waiting:
            choice, text = waiting.pop(key)
            row[columns["Решение"]].value = choice
            row[columns["Или впишите своё"]].value = text
    assert not waiting
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def first_autumn(plan, tmp_path):
    """Build, seal and fill: return the document that was signed and the sheet that came back."""
    first = build_file(plan, tmp_path / "подпись")
    seal_file(plan, on=SIGNED)
    saved = tmp_path / "сохранено.docx"
    saved.write_bytes(resave("libreoffice", first.document.read_bytes(), ".docx"))
    lock, _ = load_lock(plan)
    assert verify_file(saved, lock).matches

    # Outcomes are free, and come from a sheet on which a deadline was edited as well.
    sheet = fill(
        first.tracking.read_bytes(), {"1.1.": {"status": "Выполнено", "date": "28.09.2018"}}
    )
    book = load_workbook(io.BytesIO(sheet))
    rows = [row["number"] for row in table_rows(book)]
    assert "deadline" in keys_of(book)
    cell_of(book, "deadline", rows.index("2.5.")).value = "Февраль 2019"
    filled = tmp_path / "лист.xlsx"
    book.save(filled)
    collect_file(plan, [filled], written_at=NOW)
    assert load_plan(plan).sections[0].activities[0].outcome.status == "done"
    return saved, filled


def january(plan, tmp_path, saved, filled):
    """Amend: an edit of the sheet and one of the file become a new revision; numbers stay."""
    (proposal,), problems = load_proposals(plan, [filled])
    assert (proposal.key, proposal.became, problems) == ("deadline", "Февраль 2019", ())
    before = numbers(plan)
    edit(plan, "Модернизация действующей, приобретение", "Модернизация и приобретение")
    draft = amend_file(plan, tmp_path / "изменения", revision=1, basis=ACT, taken=[proposal])
    assert not draft.sealed
    assert load_plan(plan).revision == 1
    amended = amend_file(
        plan, tmp_path / "изменения", revision=1, basis=ACT, taken=[proposal], sealed_on=AMENDED
    )
    said = "\n".join(point.text for point in amended.amendment.points)
    assert "2.5" in said
    assert "2.7" in said
    assert validator_errors(amended.document.read_bytes(), ".docx") == []
    now = load_plan(plan)
    assert (now.revision, numbers(plan)) == (2, before)
    assert now.sections[0].activities[0].outcome.status == "done"
    lock, _ = load_lock(plan)
    assert [s.basis for s in lock.seals] == ["", ACT]
    assert not verify_file(saved, lock).differences  # it is the first revision, and still is
    second = build_file(plan, tmp_path / "подпись-2")
    verdict = verify_file(second.document, lock)
    assert (verdict.matches, verdict.revision) == (True, 2)


def june(plan, tmp_path):
    """Report and roll over: a review answered in two office suites makes the next plan."""
    made = report_file(plan, tmp_path / "отчёт", today=date(2019, 6, 1))
    assert made.report.total.done == 1
    rolled = roll_over_file(plan, NEXT, tmp_path / "новый")
    assert rolled.plan.name == "план-2019-2020.yaml"
    answers = {
        ("2.3.", "срок"): ("сдвинуть", None),
        ("1.3.", "мероприятие целиком"): ("исключить", None),
        (None, "должность в грифе"): (None, "Начальник Департамента"),
    }
    review = tmp_path / "вопросы.xlsx"
    review.write_bytes(answer(rolled.review.read_bytes(), answers))
    for engine in ENGINES:
        review.write_bytes(resave(engine, review.read_bytes(), ".xlsx"))
    done = roll_over_file(plan, NEXT, tmp_path / "новый", review=review, force=True)
    assert [p for p in done.problems if p.code.startswith("PLN89")] == []
    assert len(done.rollover.open) < len(rolled.rollover.open)
    draft = load_plan(done.plan)
    titles = [row.activity.title for row in draft.activity_rows()]
    assert not any(title.startswith("Разработка стратегии") for title in titles)
    deadlines = {row.activity.id: row.activity.deadline.text for row in draft.activity_rows()}
    assert "Сентябрь 2019 (на 2021 год)" in deadlines.values()
    assert draft.approvals[0].officer.post == "Начальник Департамента"
    assert all(row.activity.outcome is None for row in draft.activity_rows())
    page = "\n".join(
        cell.text
        for table in Document(io.BytesIO(done.changes.read_bytes())).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "Разработка стратегии" in page
    third = build_file(done.plan, tmp_path / "подпись-3")
    seal_file(done.plan, on=date(2019, 9, 1))
    lock, _ = load_lock(done.plan)
    assert verify_file(third.document, lock).matches


@pytest.mark.office
def test_two_years_of_the_seed(plan, tmp_path):
    """Build, seal, fill, amend, report, roll over, review, build, verify: every step holds."""
    saved, filled = first_autumn(plan, tmp_path)
    january(plan, tmp_path, saved, filled)
    june(plan, tmp_path)


def test_a_signed_plan_stays_what_was_signed(plan, tmp_path, capsys):
    """Edited by hand, it is neither built nor tracked; the lines and the way are named."""
    seal_file(plan, on=SIGNED)
    edit(plan, "deadline: Октябрь 2018", "deadline: Ноябрь 2018")
    for verb in ("build", "track"):
        assert main([verb, str(plan), "-o", str(tmp_path / verb), "--locale", "ru"]) == 1
        said = capsys.readouterr().err
        assert "plandoc amend" in said
        assert "утверждено «Октябрь 2018»" in said
        assert f"{plan}:" in said
        assert not (tmp_path / verb).exists()
    with pytest.raises(PlanFileError):
        seal_file(plan, on=SIGNED)


def test_collecting_into_an_edited_plan_only_warns(plan, tmp_path):
    """Marks must not be lost for the sake of a text."""
    made = build_file(plan, tmp_path / "out")
    seal_file(plan, on=SIGNED)
    edit(plan, "deadline: Октябрь 2018", "deadline: Ноябрь 2018")
    filled = tmp_path / "лист.xlsx"
    filled.write_bytes(fill(made.tracking.read_bytes(), {"1.1.": {"status": "Выполнено"}}))
    collected = collect_file(plan, [filled], written_at=NOW)
    assert "PLN824" in {problem.code for problem in collected.problems}
    assert load_plan(plan).sections[0].activities[0].outcome.status == "done"


def test_a_document_changed_in_an_office_is_noticed(plan, tmp_path, capsys):
    """One deadline retyped in a document of ours is told with its row, what was and what is."""
    made = build_file(plan, tmp_path / "out")
    seal_file(plan, on=SIGNED)
    opened = Document(io.BytesIO(made.document.read_bytes()))
    for row in opened.tables[1].rows:
        for paragraph in (p for cell in row.cells for p in cell.paragraphs):
            if paragraph.text.replace("\u00a0", " ") == "Январь 2019":
                paragraph.runs[0].text = "Март 2019"
    changed = tmp_path / "правлено.docx"
    opened.save(changed)
    assert main(["verify", str(plan), str(changed), "--locale", "ru"]) == 1
    said = capsys.readouterr().out
    assert "Март 2019" in said
    assert "Январь 2019" in said.replace("\u00a0", " ")


def test_an_amendment_without_changes_is_refused(plan, tmp_path):
    """An unchanged plan, an old revision, an unnamed act: each is said."""
    seal_file(plan, on=SIGNED)
    with pytest.raises(AmendmentError):
        amend_file(plan, tmp_path, revision=1, basis=ACT)
    with pytest.raises(LockError):
        amend_file(plan, tmp_path, revision=7, basis=ACT)
    edit(plan, "deadline: Октябрь 2018", "deadline: Ноябрь 2018")
    with pytest.raises(AmendmentError):
        amend_file(plan, tmp_path, revision=1, basis=" ")


def test_revisions_are_compared(plan, tmp_path, capsys):
    """`plan.yaml@1` names a sealed revision; JSON and a DOCX page are made too."""
    seal_file(plan, on=SIGNED)
    edit(plan, "deadline: Октябрь 2018", "deadline: Ноябрь 2018")
    sides = [f"{plan}@1", str(plan), "--locale", "ru"]
    assert main(["diff", *sides]) == 1
    assert "Октябрь 2018 → Ноябрь 2018" in capsys.readouterr().out
    assert main(["diff", *sides, "--format", "json"]) == 1
    assert '"Ноябрь 2018"' in capsys.readouterr().out
    page = tmp_path / "разница.docx"
    assert main(["diff", *sides, "--docx", str(page)]) == 1
    assert page.exists()
    assert revision_of(f"{plan}@1") != load_plan(plan)
    assert main(["diff", str(plan), str(plan), "--locale", "ru"]) == 0


@pytest.mark.parametrize("into", ["2018-2019", "2017-2018", "2019-2021", "вчера"])
def test_a_year_that_cannot_follow_is_refused(plan, tmp_path, into, capsys):
    """A period that precedes or overlaps the old one, or is none, stops the rollover."""
    code = main(
        ["rollover", str(plan), "--into", into, "-o", str(tmp_path / "н"), "--locale", "ru"]
    )
    assert code in (1, 2)
    assert capsys.readouterr().err
    assert not (tmp_path / "н").exists()


def test_a_review_that_was_not_understood_writes_nothing(plan, tmp_path, capsys):
    """The refused answer is told, and the draft, which somebody may have edited, stays as it is."""
    made = roll_over_file(plan, NEXT, tmp_path / "н")
    review = made.review_yaml.read_text(encoding="utf-8")
    made.review_yaml.write_text(
        review.replace("решение:\n", "решение: мусор\n", 1), encoding="utf-8"
    )
    assert "мусор" in made.review_yaml.read_text(encoding="utf-8")
    made.plan.write_text(made.plan.read_text(encoding="utf-8") + "# правлено\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "н").iterdir()}
    options = ["--into", "2019-2020", "-o", str(tmp_path / "н"), "--force"]
    code = main(["rollover", str(plan), *options, "--review", str(made.review_yaml)])
    assert code == 1
    assert "мусор" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (tmp_path / "н").iterdir()} == before


def test_a_plan_and_its_document_are_compared_in_words(plan, tmp_path, capsys):
    """Nothing differs is said; a page in DOCX is refused for a document, and none is written."""
    document = build_file(plan, tmp_path / "out").document
    capsys.readouterr()
    assert main(["diff", str(plan), str(document), "--locale", "ru"]) == 0
    assert capsys.readouterr().out == "Различий нет\n"
    page = tmp_path / "разница.docx"
    assert main(["diff", str(plan), str(document), "--docx", str(page), "--locale", "ru"]) == 2
    assert "--docx" in capsys.readouterr().err
    assert not page.exists()


def test_a_draft_that_is_there_is_not_replaced(plan, tmp_path):
    """Rolled into the same year twice, the first draft is kept unless forced, and then aside."""
    made = roll_over_file(plan, NEXT, tmp_path / "н")
    made.plan.write_text(made.plan.read_text(encoding="utf-8") + "# правлено\n", encoding="utf-8")
    with pytest.raises(PlandocError):
        roll_over_file(plan, NEXT, tmp_path / "н")
    again = roll_over_file(plan, NEXT, tmp_path / "н", force=True)
    assert again.kept[made.plan].read_text(encoding="utf-8").endswith("# правлено\n")


def test_a_lock_edited_by_hand_is_noticed(plan, tmp_path, capsys):
    """Neither the plan nor a new seal is made over a lock that somebody changed."""
    made = seal_file(plan, on=SIGNED)
    edit(made.lock, "Сентябрь 2018", "Октябрь 2018")
    assert main(["build", str(plan), "-o", str(tmp_path / "out"), "--locale", "ru"]) == 1
    assert str(made.lock) in capsys.readouterr().err
    with pytest.raises(PlandocError):
        seal_file(plan, on=SIGNED)


def test_outcomes_stay_through_an_amendment(plan, tmp_path):
    """Marks of kept rows stay; an excluded row is removed, with what was reported of it kept."""
    text = plan.read_text(encoding="utf-8")
    mark = "        outcome: {status: in_progress, text: начато}\n"
    for title in ("Паспорт\n", "План-график\n"):
        assert f"expected_result: {title}" in text
        text = text.replace(f"expected_result: {title}", f"expected_result: {title}{mark}", 1)
    plan.write_text(text, encoding="utf-8")
    seal_file(plan, on=SIGNED)
    start = text.index("      - id: 283ad3df")
    plan.write_text(text[:start] + text[text.index("      - id: b768ec9a") :], encoding="utf-8")
    amend_file(plan, tmp_path, revision=1, basis=ACT, sealed_on=AMENDED)
    rows = {row.activity.id: row.activity for row in load_plan(plan).activity_rows()}
    assert rows["b768ec9a"].outcome.texts() == {"status": "in_progress", "text": "начато"}
    excluded = rows["283ad3df"]
    assert excluded.excluded == ACT
    assert excluded.outcome.status == "removed"


def test_an_amended_plan_rolls_over_as_it_is_in_force(plan, tmp_path):
    """Excluded rows and acts stay behind, numbers are counted anew, the old ones are remembered."""
    text = plan.read_text(encoding="utf-8")
    seal_file(plan, on=SIGNED)
    start = text.index("      - id: 283ad3df")
    plan.write_text(text[:start] + text[text.index("      - id: b768ec9a") :], encoding="utf-8")
    amend_file(plan, tmp_path, revision=1, basis=ACT, sealed_on=AMENDED)
    draft = load_plan(roll_over_file(plan, NEXT, tmp_path / "н").plan)
    rows = {row.activity.id: row for row in draft.activity_rows()}
    assert "283ad3df" not in rows
    assert rows["b768ec9a"].number == "1.1."
    assert rows["b768ec9a"].activity.carried_from.number == "1.2."
    assert draft.amended_by == ()
    assert not any(row.activity.amended or row.activity.excluded for row in rows.values())
    assert draft.sections[0].label is None
