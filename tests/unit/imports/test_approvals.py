"""plandoc.imports.approvals: what an approval says."""

import pytest

from plandoc.errors import Place
from plandoc.imports.approvals import approval_of
from plandoc.imports.stamps import Stamp
from plandoc.schema.approval import Approval
from plandoc.wording.phrases import Wording


def read(*lines: str) -> Approval:
    data = approval_of(Stamp(list(lines), Place()))
    assert data is not None
    data.pop("said", None)
    return Approval.model_validate(data)


def test_an_officer_with_a_blank_for_the_date():
    """The post keeps its lines, blanks for pens are no text, the date is read with its blanks."""
    found = read(
        "«УТВЕРЖДАЮ»:", "Директор МУ", "«СШ РМР»", "_________ М.В. Озёров", "«___»_______2019 г."
    )
    assert found.kind == "approve"
    assert found.officer is not None
    assert found.officer.post == "Директор МУ\n«СШ РМР»"
    assert found.officer.name == "М.В. Озёров"
    assert found.officer.date is not None
    assert found.officer.date.year == 2019
    assert found.officer.date.day is None


@pytest.mark.parametrize(
    "typed", ["2024 жылғы «30» тамыз", "20__ жылғы «___» ________", "«__» _______ 202_ ж."]
)
def test_a_date_may_have_its_year_first_or_in_part(typed):
    """The date of a Kazakh approval is no line of the post, and stays as it was typed."""
    found = read("БЕКІТЕМІН", "«№ 5 мектеп» КММ директоры", "_________ А.Ә. Қасымова", typed)
    assert found.officer is not None
    assert found.officer.post == "«№ 5 мектеп» КММ директоры"
    assert found.officer.date is not None
    assert found.officer.date.text("kk") == typed


def test_minutes_of_a_body():
    """«Согласовано» of a council: its body, the number and the day, in the order of the author."""
    found = read("Согласовано:", "Педагогический совет", "Протокол № 1 от 29.08.2012")
    assert found.minutes is not None
    assert found.minutes.body == "Педагогический совет\nПротокол № {number} от {date}"
    assert found.minutes.number == "1"
    assert found.minutes.date is not None
    assert found.minutes.date.text() == "29.08.2012"


def test_an_act_without_a_signature():
    """«Утверждена приказом директора №07-од от …» is an act."""
    found = read("Утверждена", "приказом директора", "№07-од от «24»_января_2024г")
    assert found.act is not None
    assert found.act.kind == "order"
    assert found.act.of == "директора\n№{number} от {date}"
    assert found.act.number == "07-од"


def test_an_officer_beside_an_order():
    """The mixed form of schools keeps both."""
    found = read(
        "УТВЕРЖДАЮ:", "Директор МБОУ «СОШ»", "______ Рябова И.В.", "Приказ № 42/5 от 29.08.2012"
    )
    assert found.officer is not None
    assert found.act is not None
    assert (found.officer.name, found.act.number) == ("Рябова И.В.", "42/5")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Приказ №____от __01. 09__2013г"], ["Приказ №_", "_от __01. 09__2013г"]),
        (["Приказ от 01.09.2013 № 5"], ["Приказ от 01.09.2013 № 5"]),
        (["Приказом МБДОУ № 12", "от 31.08.2021 г. № 87/1-О"], ["87/1-О"]),
    ],
)
def test_a_reference_keeps_the_words_of_its_author(lines: list[str], told: list[str]):
    """The date and the number stand as typed, in the order of the author."""
    found = read("«Утверждаю»", "Директор", "______ Н.С. Исайкина", *lines)
    assert found.act is not None
    printed = Wording("ru-RU").act_beside_officer(found.act)
    printed = printed.replace("\xa0", " ").replace("\u2011", "-")
    assert all(text in printed for text in told)


def test_minutes_below_the_signature_of_the_chair():
    """«Протокол №__ от …» below a name are minutes, and no part of the post."""
    found = read(
        "«Рассмотрено»", "Руководитель МО", "Е.А. Галеева", "Протокол №_ от «___»____2013 г"
    )
    assert found.officer is not None
    assert found.minutes is not None
    assert found.officer.post == "Руководитель МО"
    assert found.minutes.body == "Протокол №{number} от {date}"


def test_a_letter_spaced_word_and_a_seal():
    """«У Т В Е Р Ж Д А Ю» is read, «м.п.» is the place of a seal."""
    found = read("«У Т В Е Р Ж Д А Ю»", "Директор", "м.п.   ______ И.А.Лугов")
    assert found.seal
    assert found.officer is not None
    assert found.officer.post == "Директор"


def test_what_has_no_basis_is_not_read():
    """A word alone is no approval: its text stays a text."""
    assert approval_of(Stamp(["УТВЕРЖДАЮ"], Place())) is None


@pytest.mark.parametrize("line", ["{} М.П.", "М.П. {}", "М. П. {}", "{}\nМ.П.", "м.п.\n{}"])
@pytest.mark.parametrize("name", ["Иванова", "Рябинин", "И.И. Иванов", "Петров-Водкин К.С."])
def test_initials_are_no_place_for_a_seal(line: str, name: str):
    """«М.П.» beside a bare surname are its initials; beside a whole name, or alone, a seal."""
    found = read("УТВЕРЖДАЮ", "Директор школы", *line.format(name).split("\n"), "31.08.2018")
    assert found.officer is not None
    alone = "\n" in line
    if "." in name:
        assert (found.officer.name, found.seal) == (name, True)
    elif not alone:
        assert (found.officer.name, found.seal) == (line.format(name), False)
    assert "Директор школы" in found.officer.post


@pytest.mark.parametrize(
    "name",
    [
        "Иванова Мария Петровна", "Мария Петровна Иванова", "Иванов Иван Ильич", "Мамедов Али оглы",
        "Е.В. де Бур", "Дж. А. Мамедов", "Салтыкова-Щедрина Н.Н.",
    ],
)  # fmt: skip
def test_a_name_may_be_told_in_full(name: str):
    """Names with patronymics, particles and long initials are names, whatever follows them."""
    found = read("УТВЕРЖДАЮ", "Директор школы", f"_____ {name}", "Введено в действие", "31.08.2018")
    assert found.officer is not None
    assert found.officer.name == name


@pytest.mark.parametrize(
    "day",
    [
        "31.08.18", "31.08.18 г.", "31.08.20", "31/08/2018", "31 авг. 2018 г.", "«31» 08. 18 г.",
        "«31» августа 18 г.",
    ],
)  # fmt: skip
def test_short_dates_are_dates_and_stay_as_typed(day: str):
    """Two digits of a year, slashes and short months are read and printed as they stand."""
    for lines in (("Директор школы", "_____ И.И. Иванов", day), ("приказом", f"№ 5 от {day}")):
        found = read("УТВЕРЖДАЮ", *lines)
        basis = found.officer or found.act
        assert basis is not None
        assert basis.date is not None
        assert (basis.date.day, basis.date.month) == (31, 8)
        assert basis.date.text() in {day, f"от {day}"}


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["приказом директора МАОУ «Лицей № 3»", "№ 112-од от 01.09.2018"], "112-од"),
        (["приказом МБОУ СОШ № 12", "№ 45 от 01.09.2018"], "45"),
        (["приказом", "от 01.09.2018 N 5-рп"], "5-рп"),
        (["приказ N 45 от 01.09.2018"], "45"),
        (["Пр. № 88 от 01.09.2018"], "88"),
    ],
)
def test_the_number_of_an_act_is_its_own(lines: list[str], number: str):
    """The number of a school is none of its act's; «N» and «Пр.» are known."""
    found = read("УТВЕРЖДЕНО", *lines)
    assert found.act is not None
    assert found.act.number == number
    assert found.act.date is not None
    assert found.act.date.text().endswith("01.09.2018")


@pytest.mark.parametrize(
    "lines",
    [
        ["на заседании Совета", "от «30» августа 2018 г.", "протокол № 1"],
        ["решением совета от «30» августа 2018 г. протокол № 1"],
        ["на заседании Совета", "пр. № 1 от «30» августа 2018 г."],
        ["на заседании Совета", "(прот. № 1 от «30» августа 2018 г.)"],
    ],
)
def test_the_day_of_minutes_may_stand_anywhere(lines: list[str]):
    """The day is that of the minutes before their number too, and all words stay in their order."""
    found = read("ПРИНЯТО", *lines)
    assert found.minutes is not None
    assert (found.minutes.number, found.officer) == ("1", None)
    assert found.minutes.date is not None
    printed = found.minutes.body.format(number="1", date=found.minutes.date.text())
    said = "".join(lines).replace("(", "").replace(")", "")
    assert "".join(printed.split()) == "".join(said.split())


def test_what_may_be_of_two_approvals_is_not_read():
    """A post with a date of its own is that of somebody else: whose it is, is not guessed."""
    mixed = ["УТВЕРЖДАЮ", "Председатель профкома", "Директор школы", "А.А. Белов"]
    days = ["«28» августа 2024 г.", "«30» августа 2024 г."]
    assert approval_of(Stamp([*mixed, *days], Place())) is None
    assert approval_of(Stamp([*mixed, days[0]], Place())) is not None


def test_a_body_without_minutes():
    """«Рассмотрен на педагогическом совете» with a day is a decision of a body."""
    found = read("Рассмотрен", "на педагогическом совете", "«_30_» августа___ 2016 г.")
    assert (found.kind, found.word) == ("own", "Рассмотрен")
    assert found.minutes is not None
    assert found.minutes.body == "на педагогическом совете\n{date}"
    assert found.minutes.number is None


def test_what_stands_beside_the_word_is_of_it():
    """«УТВЕРЖДЕНО и введено в действие» is one word of its author, no post of an officer."""
    found = read(
        "УТВЕРЖДЕНО и введено в действие", "приказом МБОУ СОШ № 5", "от 31.08.2022 № 100-ОД"
    )
    assert (found.word, found.officer) == ("УТВЕРЖДЕНО и введено в действие", None)
    assert found.act is not None
    assert (found.act.of, found.act.number) == ("МБОУ СОШ № 5", "100-ОД")
    quoted = read("УТВЕРЖДЕНО", "приказом МАОУ «Гимназия № 7»", "от 31.08.2021 № 214")
    assert quoted.act is not None
    assert (quoted.act.of, quoted.act.number) == ("МАОУ «Гимназия № 7»", "214")


def test_captions_under_a_line_are_no_post():
    """«(подпись) (расшифровка)» tells what to write, not who signs."""
    found = read("УТВЕРЖДАЮ", "Директор школы", "________ И.А. Лугов", "(подпись)   (расшифровка)")
    assert found.officer is not None
    assert (found.officer.post, found.officer.name) == ("Директор школы", "И.А. Лугов")
