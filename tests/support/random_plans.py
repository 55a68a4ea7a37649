"""Plans of every shape in the words of real ones, the same for the same number."""

import random
from collections.abc import Iterable
from typing import Any

from plandoc import Plan

_TITLES = (
    "Организация межведомственного взаимодействия органов и учреждений системы профилактики",
    "Педсовет «Итоги I полугодия»", "Субботник", "Родительское собрание в 1–4 классах",
    "Мониторинг удовлетворённости родительской общественности (законных представителей)",
    "Индивидуально-профилактическая работа с несовершеннолетними, состоящими на учёте",
    "Благоустройство территории по адресу: ул. Задунайская, д. 3, стр. 12",
    "Подготовка документации:\n- приказов;\n- положений о смотре-конкурсе;\n- инструкций",
    "Совещание при директоре: 1) дежурство; 2) питание обучающихся; 3) посещаемость",
)  # fmt: skip
_LONG = (
    "Разработка и утверждение нормативно-правовых документов, регламентирующих противодействие "
    "терроризму и экстремизму в образовательной организации, ознакомление с ними сотрудников. "
)
_EXECUTORS = (
    "Директор", "Зам. директора по УВР", "Педагог-психолог", "Классные руководители",
    "Н.Н. Задунайская-Преображенская", "Межведомственная комиссия по делам несовершеннолетних",
)  # fmt: skip
_DEADLINES = (
    "сентябрь", "в течение года", "до 25 декабря 2020 г.", "ежеквартально", "10.02.2020", "",
    "Сентябрь-октябрь, март", "по мере необходимости",
)  # fmt: skip
_OWN = (
    ("money", "Источник финансирования", ("Внебюджетное финансирование", "Бюджет", "")),
    ("sum", "Сумма, руб.", ("12 500", "300", "")),
    ("place", "Место проведения", ("Актовый зал", "Краеведческий музей", "каб. 12")),
    ("people", "Категория участников", ("Несовершеннолетние", "5–11 классы", "Сотрудники")),
    ("papers", "Подтверждающие документы", ("Справка", "Протокол № 5", "")),
    ("plan", "план", ("+", "")), ("fact", "факт", ("",)),
    ("note", "Корректировка", ("",)),
    ("partner", "Соисполнители", ("Администрация муниципального образования", "")),
)  # fmt: skip
_POSTS = (
    "Директор", "Председатель первичной профсоюзной организации работников образования и науки",
    "Начальник Управления по взаимодействию с правоохранительными органами\nгорода",
    "Исполняющий обязанности председателя Комиссии по делам несовершеннолетних",
)  # fmt: skip
_NAMES = ("А.А. Задунайский-Рымникский", "Б.Б. Ли", "В.В. Преображенская", "Г.Г. Рождественский")
_SIGNED = ("Д.Д. Подписантов", "Е.Е. Подписантова-Водкина", "Ж.Ж. Заверитель")
_HEADINGS = (
    "Организационная работа", "СЕНТЯБРЬ", "Профилактика безнадзорности и правонарушений",
    "Работа с родителями", "Научно-методическое обеспечение образовательной деятельности",
)  # fmt: skip


def random_plan(number: int) -> Plan:
    """Return the plan of that number."""
    luck = random.Random(number)
    columns, own = _columns(luck)
    data: dict[str, Any] = {
        "title": luck.choice(("План работы", "План мероприятий по профилактике правонарушений")),
        "period": "2020 год",
        "columns": columns,
        "approvals": [_stamp(luck, n) for n in range(luck.choice((0, 0, 1, 2, 2, 3, 4)))],
        "signatures": [
            {"post": luck.choice(_POSTS), "name": _SIGNED[n]}
            for n in range(luck.choice((0, 1, 1, 1, 2, 3)))
        ],
        "notes": ["Сроки могут меняться."] * luck.choice((0, 0, 1, 2)),
        "layout": {"orientation": luck.choice(("auto", "portrait", "landscape"))},
    }
    if luck.random() < 0.25:
        data["layout"]["table_size"] = luck.choice((9, 10, 11, 13))
    rows = luck.choice((2, 5, 9, 12, 16, 20, 25, 30, 40))
    if luck.random() < 0.5:
        data["sections"] = [
            {"title": title, "activities": _rows(luck, own, max(1, rows // 4))}
            for title in luck.sample(_HEADINGS, 4)
        ]
    else:
        data["activities"] = _rows(luck, own, rows)
    if luck.random() < 0.4:
        data["blocks"] = _blocks(luck, data)
    return Plan.model_validate(data)


def _columns(luck: random.Random) -> tuple[list[Any], list[str]]:
    usual: list[Any] = luck.choice((
        ["number", "title", "executors", "deadline", "expected_result", "outcome"],
        ["number", "title", "deadline", "executors"],
        ["title", "deadline"],
        ["number", "title", "executors", "deadline", "expected_result"],
    ))  # fmt: skip
    chosen = luck.sample(_OWN, luck.choice((0, 0, 1, 2, 4, 9)))
    columns: list[Any] = [*usual]
    for key, heading, _ in chosen:
        column: dict[str, Any] = {"key": key, "heading": heading}
        if key in ("plan", "fact"):
            column["group"] = ["Выполнение", "Срок"] if len(chosen) > 4 else "Выполнение"
        if key == "sum":
            column["total"] = True
        columns.append(column)
    if luck.random() < 0.3:
        columns[columns.index("deadline")] = {"key": "deadline", "merge": True}
    return columns, [key for key, _, _ in chosen]


def _rows(luck: random.Random, own: Iterable[str], count: int) -> list[dict[str, Any]]:
    return [_row(luck, [*own]) for _ in range(count)]


def _row(luck: random.Random, own: list[str], *, part: bool = False) -> dict[str, Any]:
    texts = {key: values for key, _, values in _OWN}
    title = luck.choice(_TITLES)
    if luck.random() < 0.06:
        title = _LONG * luck.choice((2, 4, 12))
    row: dict[str, Any] = {
        "title": title.strip(),
        "executors": luck.sample(_EXECUTORS, luck.choice((1, 1, 2))),
        "deadline": luck.choice(_DEADLINES),
        "expected_result": luck.choice(("Протокол", "Усовершенствование материальной базы", "")),
        "fields": {key: luck.choice(texts[key]) for key in own},
    }
    if not part and luck.random() < 0.1:
        row["parts"] = [_row(luck, own, part=True) for _ in range(luck.choice((2, 3)))]
        row["fields"] = {}
    return row


def _stamp(luck: random.Random, number: int) -> dict[str, Any]:
    kind = ("approve", "agree", "consider", "agree")[number]
    return {"kind": kind, "officer": {"post": luck.choice(_POSTS), "name": _NAMES[number]}}


def _blocks(luck: random.Random, data: dict[str, Any]) -> list[Any]:
    blocks: list[Any] = ["approvals"] if data["approvals"] else []
    if luck.random() < 0.3:
        blocks.insert(0, {"organisation": "Муниципальное бюджетное учреждение\n«Школа № 5»"})
    blocks.append("title")
    if luck.random() < 0.5:
        aims = "**Цель:** создание условий для *качественного* образования.\nЗадачи:\n"
        blocks.append({"text": aims + "- повысить качество;\n- развивать одарённых детей.\n" * 3})
    blocks.append("table")
    if luck.random() < 0.5:
        blocks += [
            {"heading": "II. Взаимодействие с общественностью"},
            {"table": {"columns": ["number", "title", "deadline"], "activities": [
                {"title": luck.choice(_TITLES), "deadline": "май"}
                for _ in range(luck.choice((3, 12, 30)))
            ]}},
        ]  # fmt: skip
    blocks += ["notes"] if data["notes"] else []
    return blocks + (["signatures"] if data["signatures"] else [])
