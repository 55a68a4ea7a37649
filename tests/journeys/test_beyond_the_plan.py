"""What was done beyond the plan: from a spare row of the sheet into the plan and its report."""

import io
from datetime import UTC, date, datetime

from support.docx_text import outline
from support.tracking_text import cell_of, workbook

from plandoc import (
    amend_file,
    collect_file,
    load_plan,
    load_proposals,
    render_report_document,
    render_tracking,
    report,
    seal_file,
)
from plandoc.results import Fate

PLAN = """\
title: План работы
period: 2018-2019 учебный год
activities:
  - {title: Заседание совета, deadline: октябрь 2018 г., executors: Завуч}
  - {title: Круглый стол, deadline: май 2019 г., executors: Директор}
approvals:
  - {kind: approve, officer: {post: Директор, name: И. И. Иванов}}
"""
ROWS = (
    {
        "title": "Экскурсия на завод", "executors": "Завуч", "deadline": "март 2019 г.",
        "outcome.status": "Выполнено", "outcome.date": date(2019, 3, 12),
    },
    {"title": "Субботник", "outcome.text": "Проведён 20.04.2019, фотоотчёт"},
)  # fmt: skip


def test_a_spare_row_becomes_an_activity_with_its_outcome(tmp_path):
    """The sheet is collected, an amendment takes both rows, plan and report have them."""
    path, filled = tmp_path / "plan.yaml", tmp_path / "лист.xlsx"
    path.write_text(PLAN, encoding="utf-8")
    seal_file(path, on=date(2018, 9, 1))
    book = workbook(render_tracking(load_plan(path)))
    for number, texts in enumerate(ROWS):
        for key, text in texts.items():
            cell_of(book, key, 2 + number).value = text
    target = io.BytesIO()
    book.save(target)
    filled.write_bytes(target.getvalue())

    collected = collect_file(path, [filled], written_at=datetime(2019, 5, 1, tzinfo=UTC))
    assert collected.taken.fates == {Fate.UNCHANGED: 2, Fate.PROPOSED: 2}
    assert {problem.code for problem in collected.problems} == {"PLN530"}
    assert not collected.written

    proposals, problems = load_proposals(path, [filled])
    assert not problems
    basis = "приказ от 1 мая 2019 г. № 5"
    amended = amend_file(
        path, tmp_path, revision=1, basis=basis, taken=proposals, sealed_on=date(2019, 5, 1)
    )
    assert amended.sealed
    plan = load_plan(path)
    assert [row.title for row in plan.activities[2:]] == ["Экскурсия на завод", "Субботник"]
    assert [row.outcome.texts() for row in plan.activities[2:]] == [
        {"status": "done", "date": "2019-03-12"},
        {
            "status": "done", "date": "2019-04-20", "text": "Проведён 20.04.2019, фотоотчёт",
            "evidence": "фотоотчёт",
        },
    ]  # fmt: skip
    journal = path.with_name("plan.journal.jsonl").read_text(encoding="utf-8")
    assert "2019-03-12" in journal

    told = outline(render_report_document(plan, report(plan, date(2019, 5, 2)))[0])
    assert "Экскурсия на завод" in told
    assert "введён приказом" in told

    again = collect_file(path, [filled])
    assert (again.taken.changes, again.taken.proposals) == ((), ())
