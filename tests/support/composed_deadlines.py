"""Deadlines composed from a known meaning in the ways that people write them.

`compose` chooses with a function such as `random.choice`, so that a property test and a program can
both use it.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from plandoc.schema.period import Period, PeriodKind

T = TypeVar("T")
Pick = Callable[[Sequence[T]], T]

NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь", "декабрь",
)  # fmt: skip
GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
SHORT = (
    "янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.",
    "дек.",
)  # fmt: skip
PREPOSITIONAL = tuple(one[:-1] + "е" if one[-1] in "ьй" else one + "е" for one in NOMINATIVE)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
UKRAINIAN = (
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
    "жовтня", "листопада", "грудня",
)  # fmt: skip
UKRAINIAN_MONTHS = (
    "січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень",
    "вересень", "жовтень", "листопад", "грудень",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip
_ORDINALS = (
    "перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат",
    "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_TYPED = str.maketrans("асеор", "aceop")


class Composed(NamedTuple):
    """A text and the days that it means, in the notation of the lists."""

    text: str
    expected: str
    language: str


def _ordinal(day: int) -> str:
    """Return the number of a day in words, in the genitive."""
    if day > len(_ORDINALS):
        tens = "тридцат" if day >= 30 else "двадцат"  # noqa: PLR2004
        if not day % 10:
            return tens + "ого"
        return f"{tens}ь {_ordinal(day % 10)}"
    stem = _ORDINALS[day - 1]
    return stem + ("его" if stem.endswith("ь") else "ого")


def day(pick: Pick[str], one: date) -> str:
    """Return a day with its year."""
    d, m, y = one.day, one.month - 1, one.year
    return pick([
        f"{d} {GENITIVE[m]} {y}", f"{d} {GENITIVE[m]} {y} г.", f"{d} {GENITIVE[m]} {y} года",
        f"{d} {GENITIVE[m]} {y}г", f"{d}.{m + 1:02}.{y}", f"{d:02}.{m + 1:02}.{y}",
        f"{d:02}.{m + 1:02}.{y} г.", f"{d:02}.{m + 1:02}.{y % 100}", f"{d:02}.{m + 1:02}.{y % 100} г.",
        f"{d:02}/{m + 1:02}/{y}", f"{y}-{m + 1:02}-{d:02}", f"{y}.{m + 1:02}.{d:02}",
        f"{y}/{m + 1:02}/{d:02}", f"{d:02}-{m + 1:02}-{y}", f"{d} {SHORT[m]} {y}",
        f"{d} {SHORT[m]} {y} г.", f"{d}-{SHORT[m].rstrip('.')}-{y}", f"«{d:02}» {GENITIVE[m]} {y} г.",
        f'"{d}" {GENITIVE[m]} {y} года', f"{d}-го {GENITIVE[m]} {y} года", f"{d}.{ROMAN[m]}.{y}",
        f"{d} {GENITIVE[m].upper()} {y} Г.", f"{d} {GENITIVE[m].capitalize()} {y}",
        f"{d}{GENITIVE[m]} {y}г.", f"{_ordinal(d)} {GENITIVE[m]} {y} г.", f"{d:02}. {m + 1:02}. {y}",
        f"{d:02} .{m + 1:02}.{y}г.", f"{d} {GENITIVE[m]}, {y}", f"{WEEKDAYS[one.weekday()]}, {d} {GENITIVE[m]} {y} г.",
        f"{d:02}.{m + 1:02}.{y} ({WEEKDAYS[one.weekday()]})", f"{y} год, {d} {GENITIVE[m]}",
        f"{d:02},{m + 1:02},{y}", f"{d:02}–{m + 1:02}–{y}", f"{d} {GENITIVE[m]} {y % 100} г.",
    ])  # fmt: skip


def yearless_day(pick: Pick[str], one: date) -> str:
    """Return a day without its year."""
    d, m = one.day, one.month - 1
    return pick([
        f"{d} {GENITIVE[m]}", f"{d:02} {GENITIVE[m]}", f"{d:02}.{m + 1:02}", f"{d:02}.{m + 1:02}.",
        f"{d} {SHORT[m]}", f"{d}-е {GENITIVE[m]}", f"{d}-го {GENITIVE[m]}", f"«{d}» {GENITIVE[m]}",
        f"{d}{GENITIVE[m]}", f"{d}.{ROMAN[m]}", f"{d} {GENITIVE[m].upper()}", f"{_ordinal(d)} {GENITIVE[m]}",
        f"{d} {GENITIVE[m]} т.г.", f"{d} {GENITIVE[m]} текущего года", f"{d} числа {GENITIVE[m]}",
        f"{d} {GENITIVE[m]} ({WEEKDAYS[one.weekday()]})", f"{d} {GENITIVE[m]}, {WEEKDAYS[one.weekday()]}",
        f"{d:02}.{m + 1:02} ({WEEKDAYS[one.weekday()][:3]})",
    ])  # fmt: skip


def month(pick: Pick[str], year: int, number: int) -> str:
    """Return a month with its year."""
    m = number - 1
    return pick([
        f"{NOMINATIVE[m]} {year}", f"{NOMINATIVE[m]} {year} г.", f"{NOMINATIVE[m]} {year} года",
        f"{NOMINATIVE[m]} {year}г.", f"{NOMINATIVE[m].capitalize()}, {year}", f"{NOMINATIVE[m].upper()} {year}",
        f"{NOMINATIVE[m]}\n{year}", f"{year}, {NOMINATIVE[m]}", f"{year} г. {NOMINATIVE[m]}",
        f"{NOMINATIVE[m]}-{year}", f"{NOMINATIVE[m]} - {year}", f"{number:02}.{year}", f"{number:02}/{year}",
        f"{year}-{number:02}", f"{SHORT[m]} {year}", f"{SHORT[m]} {year} г.", f"{SHORT[m].rstrip('.')}.{year % 100}",
        f"{NOMINATIVE[m]} {year % 100} г.", f"в {PREPOSITIONAL[m]} {year} г.", f"{NOMINATIVE[m]} месяц {year} г.",
        f"{NOMINATIVE[m]}-{year % 100}", f"{NOMINATIVE[m]} ({year})", f"{NOMINATIVE[m]} '{year % 100}",
        f"{SHORT[m].rstrip('.')}-{year % 100}", f"{NOMINATIVE[m]}{year}",
    ])  # fmt: skip


def yearless_month(pick: Pick[str], number: int) -> str:
    """Return a month without its year."""
    m = number - 1
    return pick([
        NOMINATIVE[m], NOMINATIVE[m].capitalize(), NOMINATIVE[m].upper(), f"в {PREPOSITIONAL[m]}",
        SHORT[m], f"{NOMINATIVE[m]} месяц", f"{NOMINATIVE[m]} т.г.", f"{NOMINATIVE[m]}.",
        NOMINATIVE[m].translate(_TYPED),
    ])  # fmt: skip


def _marked(pick: Pick[str], text: str) -> str:
    """Add what stands around a deadline and says nothing about its days."""
    head = pick(["", "", "", "", "", "Срок: ", "срок исполнения – ", "Срок сдачи: "])
    tail = pick([
        "", "", "", "", "", "", " (актовый зал)", ", 15.00", " в 14:00", " в 10.00 ч.", " (по согласованию)",
        ".", ";", " (включительно)", " включительно", " (по плану)",
    ])  # fmt: skip
    return head + text + tail


def _dirty(pick: Pick[str], text: str) -> str:
    """Put in what typing, conversion and recognition leave behind."""
    match pick(["", "", "", "", "double", "hard", "edge", "break", "hyphens"]):
        case "double":
            return text.replace(" ", "  ")
        case "hard":
            return text.replace(" ", "\u00a0")
        case "edge":
            return f" {text} \n"
        case "break":
            return text.replace(" ", "\n", 1)
        case "hyphens":
            return text.replace("–", "-").replace("—", "-")
    return text


def _days_of(first: date, last: date | None = None) -> str:
    return f"{first}" if last in (None, first) else f"{first}..{last}"


def compose(pick: Pick[T], period: Period) -> Composed:  # noqa: C901, PLR0911, PLR0912, PLR0915
    """Return a deadline of a period composed from a day, a month or a number of them."""
    first_day, school = period.first, period.kind is PeriodKind.SCHOOL_YEAR
    years = first_day.year, period.last.year
    last_day = date(years[1], 6, 30) if school else period.last
    days = [first_day + timedelta(n) for n in range((last_day - first_day).days + 1)]
    one, length = pick(days), pick([1, 2, 3, 5, 9, 14, 20, 40, 80])
    other = min(one + timedelta(length), days[-1])
    m, y, d = one.month, one.year, one.day
    end = monthrange(y, m)[1]
    dash = pick(["-", " - ", "–", " – ", " — ", "- ", " -"])
    said = f"{y}-{m:02}"
    kind = pick([
        "day", "day", "yearless day", "month", "yearless month", "until", "since", "range of days",
        "range in a month", "from to", "range of months", "list of months", "list of days", "quarter",
        "half-year", "part of month", "end of month", "days of a month", "ukrainian", "english", "toward", "year",
        "range of full days", "other school year", "week", "half of month", "repeated", "event",
    ])  # fmt: skip
    text, expected, language = "", "", "ru"
    match kind:
        case "day":
            text, expected = day(pick, one), f"{one}"
        case "yearless day":
            text, expected = yearless_day(pick, one), f"{one}"
        case "month":
            text, expected = month(pick, y, m), said
        case "yearless month":
            text, expected = yearless_month(pick, m), said
        case "until":
            words = pick(
                ["до", "не позднее", "в срок до", "Срок – до", "по", "не позже", "строго до"]
            )
            text = f"{words} {pick([day, yearless_day])(pick, one)}"
            expected = f"..{one}"
        case "toward":
            text, expected = f"к {d} {GENITIVE[m - 1]}", f"..{one}"
        case "since":
            words = pick(["с", "начиная с", "с", "не ранее"])
            text = f"{words} {pick([day, yearless_day])(pick, one)}"
            expected = f"{one}.."
        case "range of days":
            form = pick([yearless_day, day])
            text = f"{form(pick, one)}{dash}{form(pick, other)}"
            expected = _days_of(one, other)
        case "range of full days":
            text = f"{d:02}.{m:02}{dash}{other.day:02}.{other.month:02}.{other.year}"
            expected = _days_of(one, other)
        case "from to":
            form = pick([yearless_day, day])
            text = f"с {form(pick, one)} {pick(['по', 'до'])} {form(pick, other)}"
            expected = _days_of(one, other)
        case "range in a month":
            last = one.replace(day=end)
            name = pick(
                [
                    GENITIVE[m - 1],
                    f"{GENITIVE[m - 1]} {y} г.",
                    SHORT[m - 1],
                    f"{GENITIVE[m - 1]} {y}",
                ]
            )
            text = pick(
                [
                    f"{d}{dash}{end} {name}",
                    f"с {d} по {end} {name}",
                    f"с {d}-го по {end}-е {name}",
                    f"{d:02}{dash}{end}.{m:02}.{y}",
                    f"{d:02}{dash}{end}.{m:02}",
                    f"{d}{dash}{end} {name}",
                ]
            )
            expected = _days_of(one, last)
        case "range of months":
            months = pick([1, 2, 3, 4])
            last = days[min((one - first_day).days + 30 * months, len(days) - 1)]
            a, b = NOMINATIVE[m - 1], NOMINATIVE[last.month - 1]
            if a == b:
                return compose(pick, period)
            text = pick(
                [
                    f"{a}{dash}{b}",
                    f"{a} {y}{dash}{b} {last.year}",
                    f"{a} {y} г.{dash}{b} {last.year} г.",
                    f"с {GENITIVE[m - 1]} по {b}",
                    f"{SHORT[m - 1]}{dash}{SHORT[last.month - 1]}",
                    f"{m:02}.{y}{dash}{last.month:02}.{last.year}",
                    f"{a}{dash}{b} {last.year}",
                    f"с {GENITIVE[m - 1]} {y} по {b} {last.year} года",
                    f"{a.upper()}{dash}{b.upper()}",
                ]
            )
            expected = f"{said}..{last.year}-{last.month:02}"
        case "list of months":
            last = days[min((one - first_day).days + 60, len(days) - 1)]
            if last.month == m:
                return compose(pick, period)
            joint = pick([", ", ",", " и ", "; ", "\n", ", ", " , ", "/"])
            a, b = NOMINATIVE[m - 1], NOMINATIVE[last.month - 1]
            text = pick(
                [
                    f"{a}{joint}{b}",
                    f"{a} {y}{joint}{b} {last.year}",
                    f"{a} {y} г.{joint}{b} {last.year} г.",
                ]
            )
            expected = f"{said};{last.year}-{last.month:02}"
        case "list of days":
            joint = pick([", ", " и ", "; ", "\n", ","])
            form = pick([day, yearless_day])
            text = f"{form(pick, one)}{joint}{form(pick, other)}"
            expected = f"{one};{other}"
        case "quarter":
            number = (m + 2) // 3
            sign = pick(
                [
                    ROMAN[number - 1],
                    f"{number}",
                    f"{number}-й",
                    f"{number}-ый",
                    _ordinal(number)[:-3] + "ый",
                ]
            )
            if "третьый" in sign or sign == "вторый":
                sign = f"{number}"
            text = pick(
                [
                    f"{sign} квартал",
                    f"{sign} квартал {y} г.",
                    f"{sign} кв. {y}",
                    f"{sign} кв. {y} года",
                    f"в {number} квартале {y} г.",
                    f"{sign} квартал {y}",
                    f"{y} год, {number} квартал",
                ]
            )
            expected = f"{y}-{3 * number - 2:02}..{y}-{3 * number:02}"
        case "half-year":
            number = pick([1, 2])
            sign = pick(
                [
                    ROMAN[number - 1],
                    f"{number}",
                    f"{number}-е",
                    "первое" if number == 1 else "второе",
                ]
            )
            text = pick([f"{sign} полугодие", f"{sign} полуг.", f"{sign} п/г"])
            halves = [(9, 12), (1, 5)] if school else [(1, 6), (7, 12)]
            a, b = halves[number - 1]
            year = years[1] if school and number == 2 else years[0]
            expected = f"{year}-{a:02}..{year}-{b:02}"
        case "part of month":
            name = pick([GENITIVE[m - 1], f"{GENITIVE[m - 1]} {y} г."])
            number = pick([1, 2, 3])
            begin = [1, 11, 21][number - 1]
            closing = [10, 20, end][number - 1]
            word = [
                ["начало", "I декада", "1 декада", "1-я декада", "первая декада"],
                ["середина", "II декада", "2 декада", "2-я декада", "вторая декада"],
                ["конец", "III декада", "3 декада", "3-я декада", "третья декада"],
            ][number - 1]
            text = f"{pick(word)} {name}"
            expected = f"{y}-{m:02}-{begin:02}..{y}-{m:02}-{closing:02}"
        case "end of month":
            text = f"до конца {pick([GENITIVE[m - 1], f'{GENITIVE[m - 1]} {y} г.', f'{GENITIVE[m - 1]} {y} года'])}"
            expected = f"..{y}-{m:02}-{end}"
        case "days of a month":
            if d > 20:  # noqa: PLR2004
                return compose(pick, period)
            name = pick([GENITIVE[m - 1], f"{GENITIVE[m - 1]} {y} г."])
            text = pick([f"{d}, {d + 3} {name}", f"{d} и {d + 3} {name}", f"{d},{d + 3} {name}"])
            expected = f"{one};{one.replace(day=d + 3)}"
        case "year":
            named = [f"{y} год", f"в течение {y} года", f"{y} г."]
            if school:
                named = [
                    f"{years[0]}-{years[1]} {word}"
                    for word in ("уч. г.", "уч.г.", "учебный год", "уч. год")
                ]
                named += [
                    f"{years[0]}/{years[1]} учебный год",
                    f"{years[0]}-{years[1] % 100} уч. г.",
                    f"в течение {years[0]}–{years[1]} учебного года",
                    "в течение учебного года",
                    "весь учебный год",
                ]
            text = pick(
                [
                    "в течение года",
                    "весь год",
                    "В теч. года",
                    "на протяжении года",
                    "в течении года",
                    *named,
                ]
            )
            expected = "year"
        case "other school year":
            text = pick(
                [
                    f"{y}-{y + 1} уч.г.",
                    f"{y}-{y + 1} учебный год",
                    f"{y}/{y + 1} уч. год",
                    f"{y}/{(y + 1) % 100} учебный год",
                    f"в {y}–{y + 1} учебном году",
                    f"{y} - {y + 1} уч. г.",
                ]
            )
            expected = f"{y}-09..{y + 1}-08"
        case "week":
            number = pick([1, 2, 3, 4])
            begin = 7 * number - 6
            word = ["первая", "вторая", "третья", "четвертая"][number - 1]
            name = pick([GENITIVE[m - 1], f"{GENITIVE[m - 1]} {y} г."])
            text = pick(
                [
                    f"{number} неделя {name}",
                    f"{number}-я неделя {name}",
                    f"{word} неделя {name}",
                    f"{ROMAN[number - 1]} неделя {name}",
                    f"{NOMINATIVE[m - 1]}, {number} неделя",
                    f"{NOMINATIVE[m - 1]} ({number} неделя)",
                    f"{NOMINATIVE[m - 1]} {number}-я неделя",
                ]
            )
            expected = f"{y}-{m:02}-{begin:02}..{y}-{m:02}-{begin + 6:02}"
        case "half of month":
            number = pick([1, 2])
            a, b = [(1, 15), (16, end)][number - 1]
            word = ["первая", "вторая"][number - 1]
            text = pick(
                [
                    f"{word} половина {GENITIVE[m - 1]}",
                    f"{number} половина {GENITIVE[m - 1]} {y} г.",
                    f"{number}-я половина {GENITIVE[m - 1]}",
                    f"{NOMINATIVE[m - 1]} ({number}-я половина)",
                ]
            )
            expected = f"{y}-{m:02}-{a:02}..{y}-{m:02}-{b}"
        case "repeated":
            text, expected = pick([
                ("ежемесячно", "monthly"), ("Ежеквартально", "quarterly"), ("еженедельно", "weekly"), ("ежедневно", "daily"),
                ("1 раз в месяц", "monthly"), ("1 раз в квартал", "quarterly"), ("один раз в полугодие", "half-yearly"), ("раз в неделю", "weekly"),
                ("не реже 1 раза в квартал", "quarterly"), ("каждый месяц", "monthly"), ("каждый квартал", "quarterly"), ("2 раза в год", "2/year"),
                ("дважды в год", "2/year"), ("каждую пятницу", "weekly"), ("по понедельникам", "weekly"), ("ежемесячно до 5 числа", "monthly"),
                ("до 10 числа каждого месяца", "monthly"), ("ежемесячно, не позднее 15-го числа", "monthly"), ("постоянно", "continuous"),
                ("на постоянной основе", "continuous"), ("регулярно", "continuous"), ("1 раз/мес.", "monthly"), ("1 р. в квартал", "quarterly"),
                ("ежегодно", "yearly"), ("раз в год", "yearly"), ("последняя пятница каждого месяца", "monthly"), ("каждая вторая среда месяца", "monthly"),
                ("ежеквартально, до 20 числа месяца, следующего за отчетным", "quarterly"), ("не менее 2-х раз в год", "2/year"), ("раз в 2 месяца", "every-2-months"),
                ("каждые две недели", "every-14-days"), ("щомісяця", "monthly"), ("щоквартально", "quarterly"), ("раз на квартал", "quarterly"), ("постійно", "continuous"),
            ])  # fmt: skip
            expected = f"recurring:{expected}"
        case "event":
            text = pick(
                [
                    "по мере необходимости",
                    "по отдельному графику",
                    "по плану министерства",
                    "в соответствии с графиком",
                    "при необходимости",
                    "по запросу",
                    "по итогам конкурса",
                    "по согласованию",
                    "в установленные сроки",
                    "по мере поступления обращений",
                    "согласно плану",
                    "за потреби",
                    "згідно з планом",
                    "в течение 3 рабочих дней",
                    "в течение 10 дней со дня получения",
                    "в день обращения",
                    "за 10 дней до начала мероприятия",
                    "через месяц после назначения",
                    "не позднее 5 дней после подписания",
                    "незамедлительно",
                    "по факту",
                    "в рабочем порядке",
                    "в период каникул",
                    "перед началом отопительного сезона",
                    "после завершения ремонта",
                    "при приеме на работу",
                    "в течение месяца со дня принятия",
                    "за неделю до события",
                    "в течение 30 календарных дней",
                ]
            )
            expected = "text"
        case "ukrainian":
            uk, short = UKRAINIAN[m - 1], UKRAINIAN_MONTHS[m - 1]
            text, expected = pick([
                (f"{d} {uk} {y} року", f"{one}"), (f"до {d} {uk} {y} року", f"..{one}"), (f"до {d} {uk}", f"..{one}"),
                (f"{short} {y} року", said), (f"{short} {y} р.", said), (short.capitalize(), said),
                (f"{d:02} {uk} {y} р.", f"{one}"), (f"до {d:02}.{m:02}.{y} року", f"..{one}"),
                (f"з {d} {uk} по {end} {uk} {y} року", _days_of(one, one.replace(day=end))),
                (f"не пізніше {d} {uk} {y} р.", f"..{one}"), ("протягом року", "year"),
            ])  # fmt: skip
        case "english":
            language = pick(["en", "ru"])
            en = ENGLISH[m - 1]
            text, expected = pick([
                (f"{en} {d}, {y}", f"{one}"), (f"{d} {en} {y}", f"{one}"), (f"{en[:3]} {d}, {y}", f"{one}"),
                (f"{d} {en[:3]} {y}", f"{one}"), (f"{en} {y}", said), (f"{en[:3]}. {y}", said), (f"by {d} {en} {y}", f"..{one}"),
                (f"by {en} {d}, {y}", f"..{one}"), (f"{en[:3]}-{y}", said), (f"{d}-{en[:3]}-{y}", f"{one}"),
                (f"by the end of {en} {y}", f"..{y}-{m:02}-{end}"), (f"until {d} {en} {y}", f"..{one}"),
                (f"{en} {d}-{end}, {y}", _days_of(one, one.replace(day=end))), (f"{y}-{m:02}-{d:02}", f"{one}"),
                (f"{d}th {en} {y}", f"{one}"), (f"from {d} to {end} {en} {y}", _days_of(one, one.replace(day=end))),
                (f"{en.upper()} {y}", said), (f"no later than {en} {d}, {y}", f"..{one}"), (f"end of {en} {y}", f"{y}-{m:02}-21..{y}-{m:02}-{end}"),
            ])  # fmt: skip
            return Composed(_dirty(pick, text), expected, language)
        case _:
            raise AssertionError(kind)
    if kind == "ukrainian":
        return Composed(_dirty(pick, text), expected, language)
    return Composed(_dirty(pick, _marked(pick, text)), expected, language)
