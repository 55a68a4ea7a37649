"""Types the plans of the shared corpus in, as a patient secretary would."""

import re
from pathlib import Path
from typing import Any

from plandoc.schema.plan import Plan

_ROLES = {
    "deadline": ("срок", "дата"),
    "executors": ("ответствен", "исполнител"),
    "expected_result": ("форма заверш", "результат"),
    "outcome": ("отметка",),
    "title": ("мероприят", "содержание", "наименование", "цель"),
    "number": ("№",),
}
_SPAN = re.compile(r"\{span\d+\}")
_AUTO = re.compile(r"\[auto\d\]\s*")
_APART = re.compile(r"\s*\n\s*(?=[А-ЯЁ])|[,;]\s+(?=[А-ЯЁа-яё]{4,}|[Зз]ам)")

PERIODS = {
    "07b_injury_2018-2019_three_tables": "2018-2019 учебный год",
    "07d_suicide_2018-2019": "2018-2019 учебный год",
    "01_extremism_2013-2014": "2013-2014 учебный год",
    "02_antiterror_2019-2020_stale_years": "2019-2020 учебный год",
    "07a_terror_2018-2019_sections": "2018-2019 учебный год",
    "08_complex_safety_2019-2020_roman_sections": "2019-2020 учебный год",
    "23_college_2020-2021_study_work_nested_numbers": "2020-2021 учебный год",
    "03_asocial_2019-2020_empty_marks": "2019-2020 учебный год",
    "07c_cruelty_2018-2019": "2018-2019 учебный год",
    "27_college_2020-2021_dormitory_1.1_numbers_empty_marks": "2020-2021 учебный год",
    "30_culture_year_2014_whole_three_columns": "2014 год",
}


def typed_in(path: Path) -> Plan:
    """Return the tables of a corpus text as one plan."""
    sections: list[dict[str, Any]] = []
    roles: list[str] = []
    before: dict[str, str] = {}
    for line in _table_lines(path.read_text(encoding="utf-8")):
        cells = [_cell(cell) for cell in line.split(" | ")]
        if found := _header(cells):
            roles = found
            sections.append({"title": "Мероприятия", "label": "", "activities": []})
            continue
        said = [cell for cell in cells if cell.strip("|").strip() and cell != "^"]
        heading = len(said) == 1 or (len(said) == 2 and roles[0] == "number" and cells[-1] == "^")
        if heading and len(roles) > 1:
            sections.append({"title": said[-1].strip("| "), "label": "", "activities": []})
            continue
        row = dict(zip(roles, cells, strict=False))
        row = {key: before.get(key, "") if cell == "^" else cell for key, cell in row.items()}
        before = row
        if row.get("title"):
            sections[-1]["activities"].append(_activity(row))
    filled = [section for section in sections if section["activities"]]
    for number, section in enumerate(filled, 1):
        section["title"] += f" ({number})" * (section["title"] == "Мероприятия")
    roles = [role for role in _ROLES if role in roles or role == "title"]
    return Plan.model_validate(
        {
            "title": "План мероприятий",
            "period": PERIODS[path.stem],
            "columns": sorted(roles),
            "sections": filled,
        }
    )


def _table_lines(text: str) -> list[str]:
    lines = re.findall(r"^\[TABLE\]\n(.*?)^\[/TABLE\]", text, re.MULTILINE | re.DOTALL)
    return [line for table in lines for line in table.splitlines() if line.strip()]


def _cell(text: str) -> str:
    return _AUTO.sub("", _SPAN.sub("", text)).replace("\\n", "\n").strip()


def _header(cells: list[str]) -> list[str]:
    roles = [_role(cell.lower()) for cell in cells]
    known = [role for role in roles if role]
    return [role or "" for role in roles] if len(known) > 2 and len(set(known)) > 2 else []


def _role(cell: str) -> str:
    if len(cell) > 50:
        return ""
    return next((r for r, stems in _ROLES.items() if any(s in cell for s in stems)), "")


def _activity(row: dict[str, str]) -> dict[str, Any]:
    names = [" ".join(name.split()) for name in _APART.split(row.get("executors", ""))]
    number = row.get("number", "").strip()
    return {
        "title": row["title"],
        **({"number": number} if re.fullmatch(r"\d+(\.\d+)*\.?", number) else {}),
        "executors": [name for name in names if name],
        **({"deadline": row["deadline"]} if row.get("deadline") else {}),
        "expected_result": row.get("expected_result", ""),
    }
