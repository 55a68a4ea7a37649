import pytest
from support.hand_made import grid

from plandoc.codes import Code
from plandoc.imports.roles import head_of, role_of
from plandoc.imports.tables import read_table

# fmt: off
HEADINGS = {
    "title": (
        "Мероприятия", "Наименование мероприятия", "Основные мероприятия",
        "Содержание деятельности", "Виды деятельности", "Вид работ", "Наименование работ",
        "Планируемые мероприятия", "Проводимые мероприятия", "Перечень мероприятий", "Что делаем",
        "Что нужно сделать", "Планируемая работа", "Запланированные мероприятия",
        "Рассматриваемые вопросы", "Повестка дня", "Вопросы для рассмотрения", "Тема занятия",
        "Тема заседания", "Мероприятия по реализации", "Ключевые дела",
        "Название мероприятия, форма проведения", "Дела", "Дела, события, мероприятия",
        "Комплекс мероприятий", "Наименование", "Задачи и мероприятия",
        "Наименование контрольного мероприятия", "Краткое содержание мероприятия",
        "Перечень работ", "Виды работ", "Этапы работы", "Контрольное событие", "Тема проверки",
        "Тема урока", "Шаги", "Проект, мероприятие", "Основное мероприятие",
        "Наименование услуги", "Мероприятия (работы)", "Предмет проверки", "Предмет контроля",
        "Наименование проекта", "Акция", "Организационные мероприятия", "Тема консультации",
        "Экспозиция, выставка",
    ),
    "executors": (
        "Ответственный", "Ответственные исполнители", "Исполнитель", "Ответственное лицо",
        "Ответственные лица", "ФИО ответственного", "Ф.И.О. исполнителя", "Кто отвечает",
        "Кто проводит", "Кто выполняет", "Кто делает", "Ответ-ный", "Отв-ный",
        "Ответственные службы", "Соисполнители", "Должностное лицо", "Исполнители мероприятия",
        "Организаторы", "Ответственное подразделение", "Структурное подразделение", "Проводит",
        "Выполняет", "Ведущий", "Лектор", "Ответственная организация",
        "Исполнители, соисполнители", "Ответственные за подготовку", "Кому поручено",
        "Ответственный специалист", "Ответственные органы", "Докладчик", "Выступающий",
        "Проверяющий", "Проверяющие", "Руководитель мероприятия", "Кем выполняется",
        "Участники-исполнители",
    ),
    "deadline": (
        "Срок", "Сроки", "Срок исполнения", "Сроки реализации", "Срок проведения",
        "Дата проведения", "Дата", "Дата и время", "Время проведения", "Месяц", "Когда", "Период",
        "Периодичность", "Квартал", "Плановый срок", "Предполагаемый срок", "Примерные сроки",
        "Конечный срок", "Крайний срок", "Планируемый срок", "Ориентировочные сроки",
        "Срок сдачи", "Число", "День недели", "Срок реализации, годы", "Календарные сроки",
        "Неделя", "Год", "Начало", "Окончание", "Дата начала", "Планируемая дата", "Начало работ",
        "До какого числа",
    ),
    "expected_result": (
        "Ожидаемый результат", "Результат", "Планируемый результат", "Предполагаемый результат",
        "Итоговый документ", "Форма отчётности", "Подтверждающий документ", "Вид документа",
        "Выход", "Где обсуждается", "Выход информации", "Форма подведения итогов",
        "Где заслушивается", "Подведение итогов", "Итоги", "Способ подведения итогов",
        "Ожидаемый эффект", "Результат контроля", "Отчётный документ", "Продукт",
        "Результативность",
    ),
    "outcome": (
        "Отметка о выполнении", "Отметка об исполнении", "Отметка", "Отм. о вып.",
        "Отметка о проведении", "Выполнение", "Исполнение", "О выполнении", "Факт",
        "Фактическое исполнение", "Статус", "Информация о выполнении", "Ход выполнения",
        "Сведения об исполнении", "Выполнено", "Фактически выполнено", "Результат исполнения",
        "Информация об исполнении", "Состояние", "Подпись о выполнении", "Отметка контроля",
    ),
    "supervisor": (
        "Контроль", "Контролирующий", "Контроль за исполнением", "Контроль исполнения",
        "Курирует", "Кто контролирует",
    ),
    "participants": (
        "Участники", "Категория участников", "Целевая аудитория", "Класс", "Классы", "Возраст",
        "Группа", "Контингент", "Аудитория", "С кем", "Для кого", "Охват", "Кол-во участников",
        "Приглашённые", "Возрастная категория", "Адресат", "На кого рассчитано",
    ),
    "place": (
        "Место проведения", "Место", "Площадка", "Где проводится", "Адрес", "Участок",
        "Место и время",
    ),
    "note": (
        "Примечание", "Примечания", "Комментарий", "Дополнительная информация", "Особые отметки",
    ),
    "budget": (
        "Стоимость, руб.", "Источник финансирования", "Объём финансирования", "Сумма", "Затраты",
        "Бюджет", "Финансирование", "Смета", "Расходы", "Цена",
    ),
    "indicator": (
        "Показатель", "Наименование показателя", "Единица измерения", "Ед. изм.", "Критерий",
        "Целевое значение", "KPI", "Индикатор", "Целевой показатель",
    ),
    "form": (
        "Форма проведения", "Форма", "Формы и методы", "Вид контроля", "Форма работы", "Методы",
        "Форма работы и тема",
    ),
    "aim": (
        "Цель", "Цели", "Задачи", "Цель мероприятия",
    ),
    "direction": (
        "Направление", "Направления", "Направление работы", "Раздел",
    ),
    "object": (
        "Объект контроля", "Объект",
    ),
    "": (
        "Кол-во часов", "Телефон", "Отдел", "Приоритет",
    ),
    "number": (
        "№", "№ п/п", "N п/п", "п/п", "п.п.", "№ мероприятия", "№ пункта",
    ),
}
# fmt: on
"""Headings of columns as they stand in plans of work, by their roles."""


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("№ п/п", "number"),
        ("№\nп\\п", "number"),
        ("Содержание  работы", "title"),
        ("Форма мероприятия, его содержание", "title"),
        ("Форма мероприятия", "form"),
        ("Результат мероприятия", "expected_result"),
        ("Отметка о выпол-\nнении", "outcome"),
        ("Дата выполнения", "outcome"),
        ("Наименование показателя", "indicator"),
        ("Меропр.", "title"),
        ("Примеч.", "note"),
        ("Исполн.", "executors"),
        ("Ожид. рез-т", "expected_result"),
        ("Дата и время проведения", "deadline"),
        ("Место проведения мероприятия", "place"),
        ("Организатор мероприятия", "executors"),
        ("Плановый (дата наступления контрольного события)", "deadline"),
        ("Deadline", "deadline"),
        ("Кто", "executors"),
        ("Кто приглашается", "participants"),
        ("Итог", "expected_result"),
        ("Кол-во", ""),
        ("Количество детей", "participants"),
        ("Количество часов", ""),
        ("Час проведення", "deadline"),
        ("Коли", "deadline"),
        ("Насыщенность", ""),
    ],
)
def test_the_word_that_stands_first_decides(heading, role):
    """A heading has the role of its first known word, of the longer one at the same place."""
    assert role_of(heading) == role


def test_columns_keep_the_order_of_the_paper():
    """Roles follow headings, never positions."""
    head = head_of(grid(heads=("Сроки", "Мероприятия", "Ответственный", "№")))
    assert head is not None
    assert head.keys == ("deadline", "title", "executors", "number")


def test_a_second_executor_column_supervises():
    """«Контроль» beside «Исполнитель» oversees; alone it is the executor."""
    both = head_of(grid(heads=("Мероприятия", "Исполнитель", "Контроль")))
    alone = head_of(grid(heads=("Мероприятия", "Срок", "Контроль")))
    assert both is not None
    assert alone is not None
    assert both.keys == ("title", "executors", "supervisor")
    assert alone.keys == ("title", "deadline", "executors")


def test_headings_of_two_levels_are_one_head():
    """A heading over several columns is their group, a merged one goes down."""
    head = head_of(
        grid(
            (None, None, "план", "факт"),
            heads=("№", "Мероприятия", ("Срок", 2)),  # type: ignore[arg-type]
        )
    )
    assert head is not None
    assert head.rows == 2
    assert [column.heading for column in head.columns] == ["№", "Мероприятия", "план", "факт"]
    assert [column.group for column in head.columns] == [(), (), ("Срок",), ("Срок",)]
    assert head.keys[:3] == ("number", "title", "deadline")


def test_a_row_that_counts_the_columns_belongs_to_the_headings():
    """The row 1, 2, 3 … under the headings is no activity."""
    head = head_of(grid(("1", "2", "3", "4"), ("1.", "Смотр", "май", "Завхоз")))
    assert head is not None
    assert head.counted
    assert head.rows == 2


def test_the_date_of_a_mark_is_no_deadline():
    """«Дата» under «Отметка о выполнении» belongs to the mark."""
    head = head_of(
        grid(
            (None, None, "Дата", "Подпись"),
            heads=("Мероприятия", "Срок", ("Отметка о выполнении", 2)),  # type: ignore[arg-type]
        )
    )
    assert head is not None
    assert head.keys[:3] == ("title", "deadline", "outcome")


def test_a_heading_of_two_columns_is_a_doubt():
    """«Срок, ответственный» is taken for one of the two, but not for sure."""
    sure = {}
    for heading in ("Срок, ответственный", "Дата, время и место", "Мероприятие (ответственный)"):
        head = head_of(grid(heads=("№", heading, "Результат", "Примечание")))
        assert head is not None
        sure[heading] = head.columns[1].sure
    assert sure == {
        "Срок, ответственный": 0.75, "Дата, время и место": 1, "Мероприятие (ответственный)": 0.75,
    }  # fmt: skip


def test_a_column_full_of_posts_is_of_executors_with_a_doubt():
    """Where no heading names executors, a column of posts and names is taken for theirs."""
    heads = ("№", "Мероприятия", "Срок", "Персоны")
    table = read_table([grid(("1", "Смотр", "май", "Директор"), heads=heads)])
    assert table is not None
    assert [one["key"] for one in table.columns] == ["number", "title", "deadline", "executors"]
    assert [one.code for one in table.doubts] == [Code.IMPORT_ROLE_GUESSED]


_WORKS = ("Провести смотр кабинетов", "Обновить паспорт дорог", "Закупить бланки", "Сдать отчёт")
_MONTHS = ("сентябрь", "до 15 октября", "01.11.2018", "декабрь")
_PEOPLE = ("Директор", "Завхоз", "Орлова А.Б.", "Завуч, Лунин В.Г.")
_NUMBERS = ("1", "2", "3", "4")


def _roles(**columns: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the keys of columns with these headings, and the headings of which a doubt tells."""
    heads = tuple(one.replace("_", " ") for one in columns)
    table = read_table([grid(*zip(*columns.values(), strict=True), heads=heads)])
    assert table is not None
    told = [one.text for one in table.doubts if one.code is Code.IMPORT_ROLE_GUESSED]
    return [one["key"] for one in table.columns], told


def test_a_heading_that_may_mean_two_roles_yields_to_a_certain_one():
    """«Направление деятельности» is what is done only where no heading says it better."""
    areas = ("Учебное", "Учебное", "Хозяйственное", "Хозяйственное")
    keys, told = _roles(Направление_деятельности=areas, Содержание=_WORKS, Сроки=_MONTHS)
    assert keys == ["direction", "title", "deadline"]
    assert told == []
    assert _roles(Направление_деятельности=_WORKS, Сроки=_MONTHS)[0] == ["title", "deadline"]


def test_a_date_of_fulfilment_is_a_deadline_where_marks_have_their_own_column():
    """«Дата выполнения» is a deadline if it holds dates and another column has the marks."""
    marks = ("вып.", "вып.", "", "")
    keys, told = _roles(Мероприятия=_WORKS, Дата_выполнения=_MONTHS, Отметка=marks)
    assert keys == ["title", "deadline", "outcome"]
    assert told == ["Дата выполнения"]
    blank = ("",) * 4
    keys, told = _roles(Мероприятия=_WORKS, Срок=_MONTHS, Дата_выполнения=blank)
    assert keys == ["title", "deadline", "outcome"]
    assert told == []


def test_of_two_columns_with_one_role_each_other_is_told():
    """A plan has one deadline for an activity: the end beside the beginning is a doubt."""
    keys, told = _roles(
        Мероприятие=_WORKS, Срок_начала=_MONTHS, Срок_окончания=_MONTHS, Исполнитель=_PEOPLE
    )
    assert keys == ["title", "deadline", "column_3", "executors"]
    assert told == ["Срок окончания"]


def test_a_heading_that_is_a_post_is_of_executors():
    """«Бригадир» over surnames names who does it; the doubt tells it."""
    surnames = ("Гусев", "Гусев, Титаренко", "Титаренко", "Соболева")
    keys, told = _roles(Наименование_работ=_WORKS, Бригадир=surnames, Срок=_MONTHS)
    assert keys == ["title", "executors", "deadline"]
    assert told == ["Бригадир"]


def test_unknown_headings_yield_to_what_the_columns_hold():
    """Columns under unknown headings have the roles that their cells show, each with a doubt."""
    keys, told = _roles(Мероприятие=_WORKS, Альфа=_MONTHS, Бета=_PEOPLE, Гамма=_NUMBERS)
    assert keys == ["title", "deadline", "executors", "column_4"]
    assert told == ["Альфа", "Бета"]


def test_control_beside_an_unknown_column_of_executors_supervises():
    """«Контроль» is no executor where the posts of another column are."""
    heads = ("Завуч", "Завуч", "Директор", "Директор")
    keys, told = _roles(Мероприятие=_WORKS, Срок=_MONTHS, Эпсилон=_PEOPLE, Контроль=heads)
    assert keys == ["title", "deadline", "executors", "supervisor"]
    assert told == ["Эпсилон"]


def test_an_unknown_column_is_told_where_no_column_has_the_result():
    """Words under an unknown heading may be the result that the table seems not to have."""
    made = ("справка", "паспорт", "бланки", "отчёт")
    keys, told = _roles(Мероприятие=_WORKS, Срок=_MONTHS, Дельта=made)
    assert keys == ["title", "deadline", "column_3"]
    assert told == ["Дельта"]
    keys, told = _roles(Мероприятие=_WORKS, Срок=_MONTHS, Дельта=made, Результат=made)
    assert told == []


@pytest.mark.parametrize("heading", ["Примечание", "Место", "Источник финансирования"])
def test_a_known_own_column_that_looks_like_a_role_nobody_has_is_told(heading):
    """The heading wins, and that the column looks like deadlines is a doubt."""
    columns = {"Мероприятие": _WORKS, heading.replace(" ", "_"): _MONTHS, "Исполнитель": _PEOPLE}
    keys, told = _roles(**columns)
    assert keys[1] not in ("deadline", "title")
    assert told == [heading]


def test_a_certain_heading_over_another_role_is_told():
    """Executors under «Срок» stay deadlines by their heading, but not in silence."""
    keys, told = _roles(Мероприятие=_WORKS, Срок=_PEOPLE, Исполнитель=_MONTHS)
    assert keys == ["title", "deadline", "executors"]
    assert told == ["Срок", "Исполнитель"]


def test_a_list_of_people_is_no_table_of_tasks():
    """Names and posts, without activities and deadlines, are those of a commission."""
    rows = ("1", "Лунин А.А.", "секретарь"), ("2", "Орлова Б.Б.", "председатель")
    people = grid(*rows, heads=("№", "ФИО", "Должность"))
    assert head_of(people) is None
    assert read_table([people]) is None


@pytest.mark.parametrize("role", HEADINGS)
def test_usual_headings_have_their_roles(role):
    """A heading that people write has the role they mean, whatever its letters and line ends."""
    read = {heading: role_of(heading.upper()) for heading in HEADINGS[role]}
    assert read == dict.fromkeys(HEADINGS[role], role)
