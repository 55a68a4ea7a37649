"""Plans that are hard to lay out: many columns on a narrow page, long words, long stamps."""

from plandoc import Activity, Approval, Column, Executor, Officer, Period, Plan, Section, Signature
from plandoc.fields import ApprovalKind, Layout, Orientation

_TITLES = (
    "Организация межведомственного взаимодействия органов и учреждений системы профилактики",
    "Проведение профориентационных мероприятий для обучающихся 8–11 классов",
    "Мониторинг удовлетворённости родительской общественности (законных представителей)",
    "Совещание по вопросам противодействия распространению наркотических средств",
    "Индивидуально-профилактическая работа с несовершеннолетними, состоящими на учёте",
    "Благоустройство территории по адресу: ул. Задунайская, д. 3, стр. 12",
)
_EXECUTORS = (
    "Межведомственная комиссия по делам несовершеннолетних",
    "Заместитель директора по воспитательной работе",
    "Н.Н. Задунайская-Преображенская",
    "Педагог-психолог, социальный педагог",
)
_RESULTS = (
    "Предупреждение правонарушений несовершеннолетних, в том числе повторных",
    "Информированность обучающихся о востребованных профессиях",
    "Усовершенствование нормативно-правового обеспечения",
)
_OWN = (
    "Внебюджетное финансирование",
    "Образовательные организации",
    "Муниципальная администрация",
)


def _activities(count: int, columns: tuple[str, ...]) -> tuple[Activity, ...]:
    return tuple(
        Activity(
            title=_TITLES[n % 6] + (f", этап № {n % 5 + 1}" if n % 2 else ""),
            executors=(Executor(name=_EXECUTORS[n % 4]), Executor(name=_EXECUTORS[(n + 1) % 4])),
            deadline=("ежеквартально", "Сентябрь-октябрь", "до 25 декабря 2020 г.")[n % 3],
            expected_result=_RESULTS[n % 3],
            fields={key: _OWN[(n + at) % 3] for at, key in enumerate(columns)},
        )
        for n in range(count)
    )


def portrait_plan(rows: int = 110) -> Plan:
    """Return a plan of six columns that its author wants in portrait."""
    return Plan(
        title="План межведомственных мероприятий по профилактике правонарушений",
        period=Period.calendar_year(2020),
        layout=Layout(orientation=Orientation.PORTRAIT),
        columns=(
            Column(key="number"),
            Column(key="title"),
            Column(key="executors", heading="Ответственные исполнители"),
            Column(key="deadline"),
            Column(key="money", heading="Источник финансирования"),
            Column(key="expected_result"),
        ),
        sections=[
            Section(
                title=f"Профилактика, часть {n + 1}", activities=_activities(rows // 5, ("money",))
            )
            for n in range(5)
        ],
        signatures=[
            Signature(post="Председатель межведомственной комиссии", name="О.П. Воскресенский")
        ],
    )


def nine_columns_plan(rows: int = 18) -> Plan:
    """Return a plan of nine columns."""
    usual = ("number", "title", "executors", "deadline", "expected_result")
    own = ("money", "place", "people", "papers")
    headings = ("Финансирование", "Место проведения", "Соисполнители", "Подтверждающие документы")
    return Plan(
        title="План мероприятий",
        period=Period.calendar_year(2020),
        columns=(
            *(Column(key=key) for key in usual),
            *(Column(key=key, heading=name) for key, name in zip(own, headings, strict=True)),
        ),
        activities=_activities(rows, own),
        signatures=[Signature(post="Директор", name="И.И. Задунайский")],
    )


def fourteen_columns_plan(rows: int = 16) -> Plan:
    """Return a schedule of purchases: fourteen columns under headings of three levels."""
    own = (
        ("code", "Код ОКПД2", ()),
        ("unit", "Единица измерения", ("Предмет закупки", "Количество")),
        ("amount", "Количество", ("Предмет закупки", "Количество")),
        ("price", "Начальная (максимальная) цена, тыс. руб.", ("Предмет закупки",)),
        ("notice", "размещения извещения", ("Закупка", "Срок")),
        ("contract", "исполнения контракта", ("Закупка", "Срок")),
        ("method", "Способ", ("Закупка",)),
        ("source", "Источник финансирования", ()),
        ("plan", "план", ("Выполнение",)),
        ("fact", "факт", ("Выполнение",)),
    )
    texts = {
        "code": "86.10", "unit": "шт.", "amount": "12", "price": "1 250,50", "notice": "03.2020",
        "contract": "12.2020", "method": "Электронный аукцион", "source": "Бюджет", "plan": "+",
    }  # fmt: skip
    return Plan(
        title="План-график размещения заказов",
        period=Period.calendar_year(2020),
        columns=(
            Column(key="number"), Column(key="title"), Column(key="executors"),
            *(Column(key=key, heading=heading, group=group) for key, heading, group in own),
            Column(key="expected_result", heading="Обоснование"),
        ),
        activities=[
            Activity(
                title=_TITLES[n % 6],
                executors=(Executor(name=_EXECUTORS[n % 4]),),
                expected_result=_RESULTS[n % 3],
                fields=texts,
            )
            for n in range(rows)
        ],
        signatures=[Signature(post="Контрактный управляющий", name="И.И. Задунайский")],
    )  # fmt: skip


def stamps_plan(rows: int = 30) -> Plan:
    """Return a plan with four long stamps."""
    posts = (
        "Начальник Управления по взаимодействию с правоохранительными органами\nгорода",
        "Исполняющий обязанности председателя Комиссии по делам несовершеннолетних",
        "Председатель первичной профсоюзной организации работников образования и науки",
        "Директор муниципального бюджетного общеобразовательного учреждения\n«Средняя школа № 5»",
    )
    names = (
        "А.А. Задунайский-Рымникский", "Б.Б. Воскресенская", "В.В. Преображенская-Богоявленская",
        "Г.Г. Рождественский",
    )  # fmt: skip
    kinds = (ApprovalKind.AGREE, ApprovalKind.AGREE, ApprovalKind.CONSIDER, ApprovalKind.APPROVE)
    return Plan(
        title="План работы по межведомственному взаимодействию",
        period=Period.calendar_year(2020),
        approvals=[
            Approval(kind=kind, officer=Officer(post=post, name=name))
            for kind, post, name in zip(kinds, posts, names, strict=True)
        ],
        activities=_activities(rows, ()),
        signatures=[Signature(post="Заместитель директора", name="П.П. Иванов")],
    )
