"""The seed as a careful colleague would change it: a year later, and in the middle of its year."""

import re
from pathlib import Path

from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.schema.plan import Plan


def seed(examples: Path) -> Plan:
    """Return the seed as it ships."""
    return read_plan((examples / "seed.yaml").read_bytes())[0]


def _changed(text: str, *changes: tuple[str, str]) -> Plan:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return read_plan(text.encode())[0]


def _without(text: str, ident: str) -> tuple[str, str]:
    """Return the text without the activity of that id, and the activity."""
    found = re.search(rf"      - id: {ident}\n(?:        .*\n)+", text)
    assert found, ident
    return text.replace(found[0], ""), found[0]


SEMINAR = """\
      - title: Семинар для наставников на производстве
        executors: КС
        deadline: Май {year}
        expected_result: Программа семинара
"""

TICKET = """\
title: Участие в реализации мероприятий проекта «Билет в будущее» на территории субъекта \
Российской Федерации
        executors: КС
        deadline: В течение года
        expected_result: Отчет о мероприятии"""

TRIALS = """\
title: Организация профессиональных проб школьников
        executors: Рабочая группа
        deadline: Март-май 2019 г.
        expected_result: Отчет о пробах"""


def next_year(examples: Path) -> Plan:
    """Return the plan of 2019-2020: years moved, some activities changed, added and dropped."""
    text = (examples / "seed.yaml").read_text("utf-8").replace("2018-2019", "2019-2020")
    text = re.sub(r"(?<=deadline: )(.*)\b(2018|2019)\b", lambda m: m[1] + str(int(m[2]) + 1), text)
    text, _ = _without(text, "283ad3df")
    text, moved = _without(text, "a21a446c")
    third = "  - title: Организация взаимодействия между участниками кластера\n    activities:\n"
    return _changed(
        text,
        ("И.о. начальника", "Начальник"),
        (
            "deadline: Январь 2020\n        expected_result: У",
            "deadline: Март 2020\n        expected_result: У",
        ),
        ("executors: Секретарь КС", "executors: Методист"),
        ("Сентябрь 2019 (на 2020 год)", "Сентябрь 2019 (на 2021 год)"),
        ("Апрель, октябрь 2019 г.", "Февраль, июнь 2020 г."),
        ("предложений для определения", "обоснованных предложений по определению"),
        (third, third + moved),
        ("      - id: 40b2736b", SEMINAR.format(year=2020) + "      - id: 40b2736b"),
    )


def amended(examples: Path) -> Plan:
    """Return the seed with what an order of January changes in it."""
    text = (examples / "seed.yaml").read_text("utf-8")
    text, _ = _without(text, "f271a221")
    text, moved = _without(text, "40b2736b")
    return _changed(
        text,
        (
            "deadline: Январь 2019\n        expected_result: П",
            "deadline: Март 2019\n        expected_result: П",
        ),
        ("заказа на целевое обучение (прием)", "заказа на целевой прием"),
        ("executors: Секретарь КС", "executors: [Секретарь КС, Методист]"),
        (TICKET, TRIALS),
        ("      - id: b6d27c32", SEMINAR.format(year=2019) + "      - id: b6d27c32"),
        ("      - id: 74728c74", moved + "      - id: 74728c74"),
        ("title: Повышение качества подготовки кадров", "title: Повышение качества кадров"),
        ("  КС: Координационный совет", "  КС: Координационный совет кластера"),
    )
