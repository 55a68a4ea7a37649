"""The recipes by which the papers of the corpus are typed in (`support.paper_plans`)."""

from pathlib import PurePath

from support.paper_plans import Recipe

_CENTRE = "Директор КГКУ «Центр содействия\nсемейному устройству\nг.Уссурийска»"

_YEAR = "2018-2019 уч.год"


def _director(post: str, name: str, **more: object) -> dict[str, object]:
    return {"kind": "approve", "officer": {"post": post, "name": name, "date": None, **more}}


RECIPES = {
    PurePath(recipe.file).stem: recipe
    for recipe in (
        Recipe(
            file="docx/01-antiterror-2019-2020.docx",
            outline="approvals 5, title 3, table, signatures 1",
            period="2019 – 2020 учебный год",
            approvals=[
                _director(
                    "КГКУ «Центр содействия\nсемейному устройству г.\nУссурийска»",
                    "П.С. Ковтуненко",
                    date="« 25 » августа 2019г.",
                )
            ],
            signatures=[{"post": "Отв. Зам директора по безопасности", "name": "Журавина Н.В."}],
            numbering={"running": True},
        ),
        Recipe(
            file="docx/02-asocial-2019-2020.docx",
            outline="approvals 5, title 4, table",
            period="2019-2020 уч. год",
            approvals=[_director(_CENTRE, "П.С.Ковтуненко")],
        ),
        Recipe(
            file="docx/03-foster-service-2019-2020.docx",
            outline="stamps, space 0, title 3, space 0, text 4, page_break 0, text 13, table",
            period="2019-2020 учебный год",
            approvals=[
                _director(
                    "Директор КГКУ Центр содействия семейному устройству г. Уссурийска",
                    "П.С. Ковтуненко",
                )
            ],
        ),
        Recipe(
            file="docx/04-extremism-2013-2014.docx",
            outline="approvals 4, title 4, table",
            period="2013-2014 учебный год",
            approvals=[_director("Директор КГОКУ «Детский дом\nг.Уссурийска»", "П.С.Ковтуненко")],
            numbering={"running": True},
        ),
        Recipe(
            file="docx/05-complex-safety-2019-2020.docx",
            outline="approvals 4, title 3, table, signatures 2",
            period="2019-2020 учебный год",
            approvals=[
                _director(
                    "Директор КГКУ «Центр содействия семейному устройству г.Уссурийска»",
                    "П.С. Ковтуненко",
                    date="24.августа.2019",
                )
            ],
            signatures=[
                {
                    "post": "Ответственный за комплексную безопасность Центра\n"
                    "Заместитель директора по безопасности",
                    "name": "Журавина Н.В.",
                }
            ],
        ),
        Recipe(
            file="docx/06-primorye80-2018.docx",
            outline="organisation 1, title 1, table, signatures 1",
            period="в 2018 году",
            signatures=[{"post": "Директор", "name": "П.С.Ковтуненко"}],
        ),
        Recipe(
            file="docx/07-injury-2018-2019.docx",
            outline="approvals 5, title 4, heading 1, table, heading 1, table, heading 1, table",
            period="2018-2019 уч. год",
            approvals=[_director(_CENTRE, "П.С.Ковтуненко")],
        ),
        Recipe(
            file="docx/08-book-2016-2017-excerpt.docx",
            outline="organisation 3, approvals 4, space 0, title 7, space 0, page_break 0, "
            "heading 1, table, heading 1, table, "
            "heading 2, table, heading 1, table, heading 1, table, heading 2, text 6, table",
            period="2016-2017 учебный год",
            numbering={"running": True},
            approvals=[
                {
                    "kind": "own",
                    "word": "Рассмотрен",
                    "minutes": {
                        "body": "на педагогическом совете",
                        "date": "«_30_» августа___ 2016 г.",
                        "number": None,
                    },
                },
                _director(
                    "Директор КГКУ\n«Центр содействия семейному устройству\nг. Уссурийска",
                    "Ковтуненко П.С.",
                ),
            ],
        ),
        Recipe(
            file="docx/09-sport-programme-2019.docx",
            outline="organisation 1, approvals 4, space 0, title 2, space 0, text 1, page_break 0, "
            "text:right 4, heading 1, text 18, heading 1, text 10, heading 1, table, text 1, "
            "table, text 15",
            period="2019 г.",
            approvals=[
                _director(
                    "Директор КГКУ «Центр содействия\nсемейному устройству г. Уссурийска",
                    "П.С. Ковтуненко",
                )
            ],
            roles={"Насыщенность": "deadline"},
        ),
        Recipe(
            file="docx/10-inspections-2016-2019.docx",
            outline="organisation 4, title 1, table, signatures 1",
            period="2016-2019",
            columns=[
                ("number", "№"),
                ("title", "Проверяющий орган"),
                ("deadline", "Дата"),
                ("outcome", "Результат"),
            ],
            signatures=[{"post": "Директор", "name": "В.П. Шмелёв"}],
        ),
        *(
            Recipe(
                file=f"plans/{name}.txt",
                outline=outline,
                period=period,
                approvals=[_director(_CENTRE, "И.А.Крапивенко")],
                roles=roles,
            )
            for name, outline, period, roles in (
                ("07a_terror_2018-2019_sections", "approvals 5, title 4, table", _YEAR, {}),
                ("07c_cruelty_2018-2019", "approvals 5, title 2, table", _YEAR, {}),
                ("07d_suicide_2018-2019", "approvals 5, title 4, table", _YEAR, {}),
                (
                    "07e_deviant_2018-2019_no_deadlines",
                    "approvals 5, title 3, table",
                    "2018-2019 учебный год",
                    {"Направления работы": "", "Деятельность": "title"},
                ),
            )
        ),
        Recipe(
            file="plans/20_college_2020-2021_title_and_org_measures_stale_2019.txt",
            outline="organisation 1, approvals 4, space 0, title 2, text:center 2, space 0, "
            "text:center 1, page_break 0, skip 10, "
            "heading 1, table",
            skipped="a page of contents of a book of which one part is here",
            period="2020 - 2021 учебный год",
            approvals=[
                {
                    "kind": "approve",
                    "officer": {
                        "post": "Директор",
                        "name": "А.У. Ручьёв",
                        "date": '"____" _______________2020 г.',
                    },
                }
            ],
            wrapped=True,
        ),
        Recipe(
            file="plans/21_college_2020-2021_directors_meetings_merged_deadlines.txt",
            outline="title 1, table",
            period="2020-2021 учебный год",
            wrapped=True,
        ),
        Recipe(
            file="plans/23_college_2020-2021_study_work_nested_numbers.txt",
            outline="title 2, table",
            period="2020-21 уч.г.",
            wrapped=True,
        ),
        Recipe(
            file="plans/27_college_2020-2021_dormitory_1.1_numbers_empty_marks.txt",
            outline="title 2, text 11, table",
            period="2020-2021 учебный год",
            wrapped=True,
        ),
        Recipe(
            file="plans/28_military_academy_assembly_2020_dates_as_sections.txt",
            outline="stamps, title 3, text 9, table, signatures 3",
            period="26-28 августа 2020 г.",
            approvals=[
                {
                    "kind": "agree",
                    "officer": {
                        "post": "Заместитель начальника академии\nпо учебной и научной работе",
                        "rank": "генерал-майор",
                        "name": "Ю.Долгов",
                        "date": "«___»_________2020 г.",
                    },
                },
                {
                    "kind": "approve",
                    "officer": {
                        "post": "Начальник Военно-космической академии\nимени А.Ф.Можайского",
                        "rank": "генерал-лейтенант",
                        "name": "М.Туманов",
                        "date": "«___»_________2020 г.",
                    },
                },
            ],
            signatures=[{"post": "Начальник 5 факультета\nполковник", "name": "А.Яворь"}],
        ),
        Recipe(
            file="plans/30_culture_year_2014_whole_three_columns.txt",
            outline="approvals 5, title 4, table, signatures 3",
            period="на 2014 год",
            approvals=[
                _director(
                    "председатель комитета\nпо культуре Администрации\nУсть–Пристанского района",
                    "Т.И. Снегова",
                )
            ],
            signatures=[
                {
                    "post": "Директор\nМБУК «Усть-Пристанский\nрайонный Дом культуры »",
                    "name": "Е.И.Рябинина",
                }
            ],
        ),
        Recipe(
            file="plans/32_november_holiday_2004_excerpt_list_without_table.txt",
            outline="annex 1, title 1, list 21",
            period="с 01.11.2004 по 07.11.2004",
            annex={"to": {"kind": "resolution", "date": "01.11.2004", "number": "4169"}},
            missing={
                "Приложение к Постановлению от 01.11.2004 г № 4169 План": "the line is put in the "
                "words of the standard: «от 01.11.2004 № 4169»; «План» begins the title",
            },
        ),
        Recipe(
            file="plans/35_exam_schedule_2012-2013_excerpt_correction_column.txt",
            outline="approvals 3, title 5, table",
            period="в 2012 – 2013 учебном году",
            approvals=[_director("директор МБОУ СОШ № 16", "Т.И.Лесенко")],
        ),
    )
}
