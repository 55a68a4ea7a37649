"""Hypothesis strategies: plans and their parts, with hostile text wherever a plan allows text."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from plandoc.schema.accepted import Accepted
from plandoc.schema.activity import Activity, Executor, ExecutorKind, Section
from plandoc.schema.approval import (
    Act,
    ActKind,
    Approval,
    ApprovalKind,
    Minutes,
    Officer,
    Signature,
)
from plandoc.schema.blocks import USUAL, Annex, Block, PlanPart, Table, TableForm
from plandoc.schema.carried import CarriedActivity, CarriedPlan
from plandoc.schema.columns import STANDARD_COLUMNS, Align
from plandoc.schema.layout import DEFAULT_COLUMNS, Column, Layout, Margins, Orientation, PaperSize
from plandoc.schema.numbering import Numbering
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.partial_date import DateStyle, PartialDate
from plandoc.schema.period import Period, YearStyle
from plandoc.schema.plan import Gender, Plan, ShortNames

HOSTILE = (
    "<", "a < b & c", "{{", "{{ title }}", "{% if %}", "{_{", "=1+1", "+7 900", "@x", "'",
    "срок: до мая", "ключ:", "№ 5 # не комментарий", " с краёв ", "\tтабуляция\t",
    "неразрывный\u00a0пробел", "\u00a0", "строка\u2028строка", "абзац\u2029", "\ufeffметка",
    "смайл 😀", "семья 👨\u200d👩\u200d👧", "«ёлочки»", '"кавычки"', "'лапки'", "---", "--- !",
    "...", "- пункт", "? вопрос", "%", "%YAML 1.1", "null", "Null", "~", "yes", "no", "on", "True",
    "1.10", "007", "1e5", "0x1F", "0o17", "1_000", "12:30", "12.10.2018", "2018-09-01", ".inf",
    "-.5", "&якорь", "*ссылка", "!метка", "|", ">", "`", "[1]", "{a: b}", "a, b", "<<", "=",
    "\\n", "C:\\план", "конец\\", "\x7f", "\x85", "\x80", "\u202eнаоборот", "е\u0301",
    "\U0010ffff\U0001f600",
)  # fmt: skip
"""Lines that break careless writers and readers of YAML, XML, Jinja and spreadsheets."""

MULTILINE = (
    "первая\nвторая", "для:\n- учителей\n- мастеров", "с пустой\n\nстрокой", "\nначало",
    "конец\n", "концы\n\n", "\n", "  отступ\nнет", "нет\n  отступ", "пробелы \n в конце ",
    "a\n \nb", "a\n---\nb", "a\n# b", "a\n\tb", "a\u2028b\nc", "a: b\nc: d", "\ta\nb", "a\n ",
)  # fmt: skip

DEADLINES = (
    "Сентябрь 2018", "Май-сентябрь 2019", "Апрель, октябрь 2018 г.", "В течение года",
    "Сентябрь 2018 (на 2020 год)", "01.09.2018", "до 15 января", "Ежеквартально",
    "по мере поступления", "25-26", "31 сентября",
)  # fmt: skip

_CHARACTERS = st.characters(
    codec="utf-8", exclude_characters="\ufffe\uffff\r", exclude_categories=("Cs", "Cc")
)
_IDS = st.text("abcdef0123456789_-", min_size=1, max_size=32)


def lines() -> SearchStrategy[str]:
    """Texts of one line, perhaps empty."""
    return st.sampled_from(HOSTILE) | st.text(_CHARACTERS, max_size=12) | st.just("")


def texts() -> SearchStrategy[str]:
    """Any texts that a plan accepts."""
    free = st.text(_CHARACTERS | st.sampled_from("\n\t "), max_size=12)
    return lines() | st.sampled_from(MULTILINE) | free


def _saying(text: str) -> str:
    return text if text.strip() else text + "слово"


def words() -> SearchStrategy[str]:
    """Texts that say something."""
    return texts().map(_saying)


def line_words() -> SearchStrategy[str]:
    """Texts of one line that say something."""
    return lines().map(_saying)


def deadlines() -> SearchStrategy[str]:
    """Deadlines as authors write them, and texts that are none."""
    return st.sampled_from(DEADLINES) | texts()


_ODD_DATES = ("__01. 09__2013г", "24.августа.2019", "«31» 08. 2020 г.", "28 августа 2020 года")


@st.composite
def partial_dates(draw: DrawFn) -> PartialDate:
    """Dates with any part left for the pen, some of them in words that no style has."""
    if draw(st.integers(0, 5)) == 0:
        return PartialDate.model_validate(draw(st.sampled_from(_ODD_DATES)))
    day = draw(st.none() | st.integers(1, 28))
    month = draw(st.none() | st.integers(1, 12))
    year = draw(st.none() | st.integers(1900, 2200))
    style = draw(st.sampled_from(DateStyle))
    found = PartialDate(day=day, month=month, year=year, style=style)
    longer = found.to_fill_in("ru", draw(st.integers(3, 12)))
    return PartialDate.model_validate(longer) if "_" in longer else found


@st.composite
def periods(draw: DrawFn) -> Period:
    """School years in every spelling, calendar years, ranges of days."""
    match draw(st.integers(0, 2)):
        case 0:
            style = draw(st.sampled_from(YearStyle))
            return Period.school_year(draw(st.integers(1900, 2199)), style)
        case 1:
            return Period.calendar_year(draw(st.integers(1900, 2200)))
    days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
    first, last = sorted([draw(days), draw(days)])
    return Period.between(first, last)


@st.composite
def approvals(draw: DrawFn) -> Approval:
    """Approvals of every kind on every basis, the mixed form included."""
    dates = st.none() | partial_dates()
    kind = draw(st.sampled_from(ApprovalKind))
    officer = st.builds(Officer, post=words(), name=lines(), rank=lines(), date=dates)
    placed = words().map(lambda text: f"{{number}} {text} {{date}}")
    act = st.builds(
        Act, kind=st.sampled_from(ActKind), of=texts() | placed, date=dates, number=lines()
    )
    minutes = st.builds(Minutes, body=words() | placed, date=dates, number=lines())
    basis: dict[str, Any] = draw(
        st.fixed_dictionaries({"officer": officer})
        | st.fixed_dictionaries({"act": act}, optional={"officer": officer})
        | st.fixed_dictionaries({"minutes": minutes}, optional={"officer": officer})
    )
    word = draw(line_words()) if kind is ApprovalKind.OWN else ""
    return Approval(kind=kind, word=word, **basis)


def outcomes() -> SearchStrategy[Outcome]:
    """Marks of fulfilment, whole and partial."""
    return st.builds(
        Outcome,
        status=st.none() | st.sampled_from(Status),
        text=texts(),
        date=st.none() | st.dates(),
        evidence=texts(),
        moved_to=st.none() | deadlines(),
        reason=texts(),
    )


def carried() -> SearchStrategy[CarriedActivity]:
    """What activities were last year, short and whole."""
    return st.builds(
        CarriedActivity,
        number=lines(),
        id=st.just("") | _IDS,
        status=st.none() | st.sampled_from(Status),
        moved_to=texts(),
        postponed=st.integers(0, 3),
    )


def executors() -> SearchStrategy[Executor]:
    """Posts, persons and bodies."""
    kinds = st.none() | st.sampled_from(ExecutorKind)
    return st.builds(Executor, name=line_words(), kind=kinds, lead=st.booleans())


def activities(own: tuple[str, ...] = (), *, parts: bool = False) -> SearchStrategy[Activity]:
    """Activities with cells for the plan's `own` columns; ids are left to the plan."""
    return st.builds(
        Activity,
        number=lines(),
        title=words() | st.just(""),
        executors=st.lists(executors(), max_size=2),
        supervisor=texts(),
        deadline=st.none() | deadlines(),
        expected_result=texts(),
        outcome=st.none() | outcomes(),
        fields=st.dictionaries(st.sampled_from(own), texts()) if own else st.just({}),
        carried_from=st.none() | carried(),
        parts=st.lists(activities(own), max_size=2) if parts else st.just(()),
    )


REPEATABLE = (PlanPart.PAGE_BREAK,)
"""Places that print nothing of the plan's fields."""


@st.composite
def sections(
    draw: DrawFn, own: tuple[str, ...] = (), depth: int = 3, *, shapes: bool = False
) -> Section:
    """Sections nested to `depth` levels; with `shapes`, with texts and parts of activities."""
    nested = sections(own, depth - 1, shapes=shapes) if depth > 1 else st.nothing()
    below = draw(st.lists(nested, max_size=1)) if depth > 1 else []
    title, month = draw(texts()), draw(st.none() | st.integers(1, 12))
    return Section(
        title=title if title.strip() or month else "Раздел",
        second_title=draw(texts()) if shapes else "",
        label=draw(st.none() | lines()),
        month=month,
        text=draw(texts()) if shapes else "",
        fields=draw(st.dictionaries(st.sampled_from(own), texts())) if shapes and own else {},
        total=draw(st.booleans() | st.just("Итого по разделу")) if shapes else False,
        activities=draw(st.lists(activities(own, parts=shapes), max_size=1)),
        sections=below,
    )


@st.composite
def columns(draw: DrawFn, *, shapes: bool = False) -> tuple[Column, ...]:
    """Standard columns in any order, some of them dropped or renamed, and own ones.

    With `shapes`, some are grouped, merged or summed.
    """
    widths = st.none() | st.floats(8, 250)
    aligns = st.none() | st.sampled_from(Align)
    standard = st.builds(
        Column, key=st.sampled_from(STANDARD_COLUMNS), heading=lines(), width=widths, align=aligns
    )
    keys = st.sampled_from(("place", "participants", "место", "no", "yes", "n1"))
    own = st.builds(Column, key=keys, heading=line_words(), width=widths, align=aligns)
    found = st.lists(standard | own, min_size=1, max_size=6, unique_by=lambda column: column.key)
    chosen = draw(st.just(DEFAULT_COLUMNS) | found.map(tuple))
    if not shapes:
        return chosen
    looks = st.fixed_dictionaries(
        {
            "group": st.sampled_from(
                ((), ("Срок",), ("Деньги",), ("Срок", "план"), ("Срок", "факт", "числа"))
            ),
            "merge": st.booleans() | st.just("across"),
            "total": st.booleans() | st.just("ВСЕГО:"),
            "second_heading": lines(),
        }
    )
    return tuple(column.model_copy(update=draw(looks)) for column in chosen)


@st.composite
def tables(draw: DrawFn, own: tuple[str, ...]) -> Table:
    """Tables in blocks, with columns of their own or those of the plan."""
    table = draw(st.just(()) | columns(shapes=True))
    keys = tuple(column.key for column in table if column.key not in STANDARD_COLUMNS)
    own = keys if table else own
    return Table(
        heading=draw(texts()),
        period=draw(st.none() | periods()),
        columns=table,
        numbering=draw(st.none() | st.just(Numbering(parts="1.1.1."))),
        continued=draw(st.booleans()),
        headings=draw(st.booleans()),
        form=draw(st.sampled_from(TableForm)),
        item=draw(st.just("") | st.just(_item_of(table))),
        activities=draw(st.lists(activities(own, parts=True), max_size=2)),
        sections=draw(st.lists(sections(own, depth=2, shapes=True), max_size=1)),
    )


def _item_of(columns: tuple[Column, ...]) -> str:
    """Return a sample of an item with the columns of a table, `""` if it has no titles."""
    keys = [column.key for column in columns if column.key not in ("number", "outcome")]
    return f"{' – '.join(f'{{{key}}}' for key in keys)}." if "title" in keys else ""


def signatures() -> SearchStrategy[Signature]:
    """Signatures of people, some of them dated."""
    return st.builds(Signature, post=words(), name=lines(), date=st.none() | partial_dates())


@st.composite
def blocks(draw: DrawFn, own: tuple[str, ...]) -> tuple[Block, ...]:
    """Every place of a plan once, in any order, and other blocks among them; or no blocks.

    Some have a cover with a space, and contents.
    """
    acts = st.builds(Act, of=texts(), date=st.none() | partial_dates(), number=lines())
    aligns = st.none() | st.sampled_from(Align)
    other = st.one_of(
        st.builds(Block, text=words(), align=aligns),
        st.builds(Block, organisation=words(), align=aligns),
        st.builds(Block, heading=words()),
        st.builds(Block, annex=st.builds(Annex, number=lines(), to=acts)),
        st.builds(Block, annex=st.builds(Annex, text=words())),
        st.builds(Block, table=tables(own)),
        st.builds(Block, approvals=st.lists(approvals(), min_size=1, max_size=2)),
        st.builds(Block, signatures=st.lists(signatures(), min_size=1, max_size=2)),
        st.sampled_from(REPEATABLE).map(lambda place: Block(place=place)),
    )
    found = [Block(place=place) for place in draw(st.permutations(USUAL))]
    for block in draw(st.lists(other, max_size=3)):
        found.insert(draw(st.integers(0, len(found))), block)
    if draw(st.booleans()):
        cover = (PlanPart.SPACE, PlanPart.PAGE_BREAK, PlanPart.CONTENTS)
        found = [Block(heading=draw(words())), *(Block(place=place) for place in cover), *found]
    return tuple(found) if draw(st.booleans()) else ()


@st.composite
def plans(draw: DrawFn, *, shapes: bool = False) -> Plan:
    """Whole plans; with `shapes`, with blocks, several tables and parts of activities."""
    table = draw(columns(shapes=shapes))
    second = draw(st.sampled_from(("", "kk-KZ"))) if shapes else ""
    own = tuple(column.key for column in table if column.key not in STANDARD_COLUMNS)
    accepted = st.builds(Accepted, code=st.just("PLN302"), reason=words())
    samples = st.sampled_from(("1.", "Задача 1.", "Раздел I.", "1.1", ""))
    return Plan(
        id=draw(st.just("") | _IDS),
        revision=draw(st.integers(1, 9999)),
        language=draw(st.sampled_from(("ru-RU", "en-GB"))),
        second_language=second,
        title=draw(words() | words().map(lambda text: f"{text} {{period}} {text}")),
        second_title=draw(texts()) if shapes else "",
        period=draw(periods()),
        period_in_title=draw(st.booleans()),
        gender=draw(st.none() | st.sampled_from(Gender)),
        author=draw(lines()),
        school_quarters=draw(st.lists(st.tuples(st.dates(), st.dates()), max_size=2)),
        approvals=draw(st.lists(approvals(), max_size=2)),
        columns=table,
        numbering=Numbering(
            sections=draw(st.lists(samples, max_size=3)),
            activities=draw(samples),
            running=draw(st.booleans()),
        ),
        layout=Layout(
            orientation=draw(st.sampled_from(Orientation)),
            kept_over_ten_years=draw(st.booleans()),
            column_numbers=draw(st.booleans()),
            requisite_width=draw(st.floats(40, 120)),
            paper=draw(st.none() | st.sampled_from(PaperSize)),
            margins=draw(
                st.just(Margins())
                | st.builds(Margins, left=st.none() | st.floats(5, 60), top=st.floats(5, 60))
            ),
            font=draw(st.sampled_from(("", "Arial", "PT Sans"))),
        ),
        short_names=draw(st.dictionaries(line_words(), line_words(), max_size=3)),
        short_names_shown=draw(st.sampled_from(ShortNames)),
        extra=draw(st.dictionaries(st.sampled_from(("college", "год")), texts(), max_size=2)),
        activities=draw(st.lists(activities(own, parts=shapes), max_size=2)),
        sections=draw(st.lists(sections(own, shapes=shapes), max_size=2)),
        blocks=draw(blocks(own)) if shapes else (),
        notes=draw(st.lists(texts(), max_size=2)),
        accepted=draw(st.lists(accepted, max_size=1)),
        carried_from=draw(
            st.none()
            | st.builds(CarriedPlan, id=lines(), revision=st.integers(1, 9), period=periods())
        ),
        signatures=draw(st.lists(signatures(), max_size=2)),
    )
