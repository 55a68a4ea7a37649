"""Plans with outcomes for the tests of reports."""

from pathlib import Path

from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.schema.plan import Plan

SEED_OUTCOMES = [
    {"status": "done", "date": "28.09.2018", "evidence": "паспорт, протокол № 2"},
    {"status": "done", "date": "03.09.2018", "evidence": "приказ № 14", "text": "С опозданием"},
    {"status": "postponed", "moved_to": "Октябрь 2019", "reason": "ждём рекомендаций"},
    {"status": "done", "evidence": "соглашение подписано"},
    {"status": "partly", "text": "Разработаны два документа из пяти"},
    {"status": "removed", "reason": "список утверждает департамент, письмо № 3451"},
    {"status": "in_progress"},
    {"status": "done", "date": "20.09.2018"},
    {"status": "done", "date": "25.09.2018", "evidence": "исх. № 41"},
    None,
    {"status": "done", "date": "30.10.2018", "evidence": "реестр"},
    {"status": "not_done", "reason": "нет финансирования"},
    None,
    {"status": "done", "date": "01.10.2018", "evidence": "https://example.org/klaster"},
    {"status": "done", "date": "24.10.2018", "evidence": "протоколы № 1 и № 2"},
    {"text": "Собрание прошло, протокол у секретаря"},
    {"status": "in_progress"},
    {"status": "done", "date": "15.05.2019", "evidence": "отчёт"},
    {"status": "postponed", "reason": "по письму учредителя"},
    {"status": "not_done"},
]


def seed_reported(examples: Path) -> Plan:
    """Return the seed with a mark of every kind; on 1 June 2019 a year's work is told of."""
    plan, _ = read_plan((examples / "seed.yaml").read_bytes())
    content = plan.model_dump(mode="json")
    activities = [a for section in content["sections"] for a in section["activities"]]
    for activity, outcome in zip(activities, SEED_OUTCOMES, strict=True):
        activity["outcome"] = outcome
    return Plan.model_validate(content)


def large_plan() -> Plan:
    """Return 150 activities of 40 executors with long names, in eight long sections."""
    posts = (
        "Заместитель директора по административно-хозяйственной работе",
        "Председатель цикловой методической комиссии",
        "Руководитель центра содействия трудоустройству выпускников",
        "Методист",
    )
    executors = [f"{posts[n % 4]} Фамилиев-{n}" for n in range(40)]
    months = ("Январь", "Март", "Май", "Сентябрь", "Декабрь")
    statuses = ("done", "done", "partly", None, "postponed", "not_done", "removed", "in_progress")
    activities = [
        {
            "title": f"Мероприятие {n}: корректировка рабочих программ профессиональных модулей",
            "executors": sorted({executors[n % 40], executors[n * 7 % 40]}),
            "deadline": "ежемесячно" if n % 11 == 0 else f"{months[n % 5]} 2021",
            "outcome": {"status": status, "date": f"{1 + n % 28}.05.2021" if n % 3 else None}
            if (status := statuses[n % 8])
            else None,
        }
        for n in range(150)
    ]
    sections = [
        {
            "title": f"Направление {n + 1}: методическое сопровождение образовательного процесса "
            "и повышение квалификации педагогических работников",
            "activities": activities[n * 19 : (n + 1) * 19],
        }
        for n in range(8)
    ]
    return Plan(title="План работы колледжа", period="2021 год", sections=sections)
