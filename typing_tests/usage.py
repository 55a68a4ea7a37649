"""What type checkers must accept, without a plugin: values as people have them."""

from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from plandoc import (
    Activity,
    Approval,
    Column,
    Outcome,
    Period,
    Plan,
    Section,
    Status,
    load_plan,
    render_document,
    save_plan,
)

activity = Activity(
    id=uuid4(),
    title="Заседание совета",
    executors="Директор",
    deadline=date(2018, 9, 12),
    outcome={"status": "Выполнено", "date": datetime(2018, 9, 12, 10)},
    fields={"hours": 2.5},
    parts=[{"title": "Повестка"}, Activity(title="Протокол", executors=["Методист", "Завуч"])],
)
plan = Plan(
    title="План работы",
    period=2018,
    columns=["title", {"key": "hours", "heading": "Часы"}, Column(key="deadline", width=30)],
    approvals=[Approval(kind="УТВЕРЖДАЮ", officer={"post": "Директор", "date": None})],
    sections=[Section(title="Раздел", activities=[activity]), {"title": "Раздел 2"}],
    short_names={"РЦ": "ресурсный центр"},
)
other = Plan(title="План", period=Period.school_year(2018), activities=(activity,))

number: str = plan.find("1.1").number
title: str = plan.find(id=7).activity.title if number else ""
first: date = plan.period.first
for row in plan.activity_rows():
    print(row.number, row.path, row.activity.title, row.deadline and row.deadline.last)

plan = plan.edit("1.1", deadline="Май", executors=["Завуч"])
plan = plan.mark("1.1", status=Status.DONE, evidence="протокол № 3")
plan = plan.mark_many({"1.1": {"status": "Выполнено"}, 7: {"reason": "дождь"}})
plan = plan.add({"title": "Кросс"}, under="Раздел").move("1.2", before="1.1").remove("1.2")
plan = save_plan(plan, Path("plan.yaml"), keep_outcomes=True)
plan = plan.keeping(load_plan("plan.yaml"))
content: bytes = render_document(plan)
outcome: Outcome | None = plan.find("1.1").activity.outcome
rows: list[dict[str, object]] = [{"Мероприятие": "Кросс", "Срок": date(2019, 5, 12)}]
found: Plan = Plan.from_rows(rows, title="План", period="2018-2019")
