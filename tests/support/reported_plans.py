"""Plans with marks of fulfilment, from which reports are made."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from plandoc import Activity, Outcome, Period, Plan, Section, Signature

Holder = TypeVar("Holder", Plan, Section)

SEED_DAY = date(2019, 6, 1)
SEED_MARKS = {
    "1.1.": Outcome(status="done", date="2018-09-28", evidence="протокол от 28.09.2018 № 3"),
    "1.2.": Outcome(status="done", date="2018-09-14", evidence="приказ от 14.09.2018 № 42"),
    "1.3.": Outcome(status="partly", text="Проект стратегии вынесен на обсуждение"),
    "1.4.": Outcome(status="done", evidence="соглашения № 1–7"),
    "1.5.": Outcome(status="not_done", reason="регламент не утверждён департаментом"),
    "1.6.": Outcome(status="done", date="2018-11-20"),
    "2.1.": Outcome(status="in_progress"),
    "2.2.": Outcome(status="done", date="2018-10-12", evidence="письмо от 12.10.2018 № 118"),
    "2.3.": Outcome(status="removed", reason="КЦП распределяет департамент"),
    "2.4.": Outcome(status="done", date="2019-05-20", evidence="заявки 6 предприятий"),
    "2.6.": Outcome(status="postponed", moved_to="октябрь 2019", reason="нет площадки"),
    "3.1.": Outcome(status="done", date="2018-09-20", evidence="http://klaster.example.ru/novosti"),
    "3.2.": Outcome(status="done", date="2018-10-30", evidence="протоколы № 1, 2"),
    "4.1.": Outcome(status="done", date="2019-05-31", evidence="отчёт"),
    "4.2.": Outcome(status="in_progress", text="Проведено 3 профессиональные пробы"),
}
"""Fifteen marks of many kinds for examples/seed.yaml, by number; five activities have none."""


def marked(plan: Plan, marks: Mapping[str, Outcome]) -> Plan:
    """Return the plan with marks, given by the numbers of its activities."""
    ids = {row.activity.id: marks.get(row.number) for row in plan.activity_rows()}

    def settled(holder: Holder) -> Holder:
        activities = tuple(
            activity.model_copy(update={"outcome": ids[activity.id]})
            for activity in holder.activities
        )
        sections = tuple(map(settled, holder.sections))
        return holder.model_copy(update={"activities": activities, "sections": sections})

    return settled(plan)


def long_plan() -> Plan:
    """Return a plan: six sections, sixty activities, sixty-four executors, two signatures."""
    statuses = ("done", "partly", "in_progress", "not_done", "postponed", "removed", None)
    executors = (
        "Методист",
        "Заместитель директора по учебно-воспитательной работе",
        "Председатель методического объединения учителей русского языка и литературы",
        "Социальный педагог",
    )
    deadlines = ("Сентябрь 2018", "Октябрь 2018", "до 15 ноября 2018 г.", "В течение года")

    def activity(number: int) -> Activity:
        status = statuses[(number * 3 + number // 10) % len(statuses)]
        return Activity(
            title=f"Методическое совещание № {number} с разбором результатов",
            executors=[executors[number % 4], f"Руководитель {number}-й группы"],
            deadline=deadlines[number % 4],
            expected_result="Протокол",
            outcome=status and Outcome(status=status, reason="нет финансирования"),
        )

    return Plan(
        title="План работы\nМБОУ «Средняя школа № 1»",
        period=Period.school_year(2018),
        sections=[
            Section(
                title=f"Направление {name} работы",
                activities=[activity(10 * n + k) for k in range(10)],
            )
            for n, name in enumerate(
                ("организационной", "методической", "воспитательной", "хозяйственной",
                 "контрольной", "профориентационной")
            )
        ],
        signatures=[
            Signature(post="Заместитель директора", name="И.И. Иванова", date="30.08.2018"),
            Signature(post="Председатель методического совета", name="П.П. Петров"),
        ],
    )  # fmt: skip
