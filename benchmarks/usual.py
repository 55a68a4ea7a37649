"""A plan file made into a document and a workbook as users of docxtpl and openpyxl write it.

Usage: python benchmarks/usual.py PLAN TEMPLATE FOLDER
Nothing is checked, numbered from a sample or matched later: the texts alone stand in both.
"""

import sys
from pathlib import Path

import yaml
from docxtpl import DocxTemplate
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

HEADINGS = ("№", "Мероприятие", "Ответственный", "Срок", "Результат", "Отметка", "Дата")
STATUSES = ("выполнено", "выполнено частично", "не выполнено", "перенесено", "отменено")


def numbered(data: dict) -> dict:
    """Return the data of a plan with numbers at its sections and activities."""
    for first, section in enumerate(data["sections"], 1):
        section["number"] = first
        for second, activity in enumerate(section["activities"], 1):
            activity["number"] = f"{first}.{second}"
    return data


def document(data: dict, template: Path, target: Path) -> None:
    """Fill a template of Word."""
    made = DocxTemplate(template)
    made.render(data, autoescape=True)
    made.save(target)


def workbook(data: dict, target: Path) -> None:
    """Write a sheet in which outcomes are marked."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Учёт"
    thin = Side(style="thin")
    border = Border(thin, thin, thin, thin)
    sheet.append(HEADINGS)
    for cell in sheet[1]:
        cell.font, cell.border = Font(bold=True), border
        cell.fill = PatternFill("solid", fgColor="DDDDDD")
    for section in data["sections"]:
        for one in section["activities"]:
            sheet.append(
                [one["number"], one["title"], one.get("executors"), str(one.get("deadline", "")),
                 one.get("expected_result")]
            )  # fmt: skip
    wrapped = Alignment(wrap_text=True, vertical="top")
    free = Protection(locked=False)
    for row in sheet.iter_rows(min_row=2, max_col=len(HEADINGS)):
        for cell in row:
            cell.alignment, cell.border = wrapped, border
        row[5].protection = row[6].protection = free
        row[6].number_format = "dd.mm.yyyy"
    for column, width in enumerate((8, 50, 25, 20, 25, 20, 14), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    choice = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    last = sheet.max_row
    choice.add(f"F2:F{last}")
    done = PatternFill("solid", bgColor="C6EFCE")
    rule = FormulaRule(formula=['$F2="выполнено"'], fill=done)
    sheet.conditional_formatting.add(f"A2:G{last}", rule)
    sheet.auto_filter.ref = f"A1:G{last}"
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    book.save(target)


if __name__ == "__main__":
    plan, template, folder = map(Path, sys.argv[1:])
    loaded = numbered(yaml.safe_load(plan.read_text("utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    document(loaded, template, folder / f"{plan.stem}.docx")
    workbook(loaded, folder / f"{plan.stem}.xlsx")
