"""plandoc.page.approvals: the approvals above the title."""

from dataclasses import replace

import pytest

from plandoc.page.approvals import approval_levels
from plandoc.page.measure import text_width
from plandoc.page.sheet import Page, twips
from plandoc.schema.approval import Approval, Minutes, Officer
from plandoc.schema.layout import Layout
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording

RU = Wording("ru-RU")
PORTRAIT = Page(210, 297, 20, 10, 20, 20, 14, 12)
LANDSCAPE = PORTRAIT.oriented(landscape=True)


def levels(*approvals, page=PORTRAIT, **layout):
    plan = Plan(
        title="План", period=Period.school_year(2018), approvals=approvals, layout=Layout(**layout)
    )
    return approval_levels(plan, RU, page)


def officer(kind, post="Директор колледжа"):
    return Approval(kind=kind, officer=Officer(post=post, name="И.И. Иванов"))


def words(level):
    return [block.word for block in level.blocks]


def test_no_approvals_take_no_room():
    """A plan without approvals has no level at all."""
    assert levels() == ()


def test_the_one_who_approves_stands_at_the_right():
    """A single УТВЕРЖДАЮ has its room at the left."""
    assert words(levels(officer("approve"))[0]) == ["", "УТВЕРЖДАЮ"]


def test_the_one_who_agrees_alone_stands_at_the_left():
    """A single СОГЛАСОВАНО has its room at the right."""
    assert words(levels(officer("agree"))[0]) == ["СОГЛАСОВАНО", ""]


@pytest.mark.parametrize("word", ["Утверждаю:", "«УТВЕРЖДАЮ»", "У Т В Е Р Ж Д Е Н О", "Утвердил"])
def test_own_words_that_approve_stand_at_the_right(word):
    """However an author writes УТВЕРЖДАЮ; another word of his own stands at the left."""
    own = {"kind": "own", "officer": Officer(post="Директор", name="И.И. Иванов")}
    assert words(levels(Approval(word=word, **own))[0]) == ["", word]
    assert words(levels(Approval(word="ОДОБРЕНО", **own))[0]) == ["ОДОБРЕНО", ""]
    both = Approval(word=word, **own), Approval(word="ОДОБРЕНО", **own)
    assert words(levels(*both)[0]) == ["ОДОБРЕНО", "", word]


@pytest.mark.parametrize(
    ("kind", "word", "first"),
    [
        ("consider", "", "на заседании совета"),
        ("adopt", "", "на заседании совета"),
        ("own", "Принято:", "на заседании совета"),
        ("own", "УТВЕРЖДЁН", "на заседании совета"),
        ("own", "Утверждаю", "Директор"),
        ("approve", "", "Директор"),
        ("agree", "", "Директор"),
    ],
)
def test_what_was_decided_follows_a_word_that_names_it(kind, word, first):
    """РАССМОТРЕНО is read on with the minutes, УТВЕРЖДАЮ with the post of the one who signs."""
    minutes = Minutes(body="на заседании совета", date="30.08.2018", number="1")
    (level,) = levels(
        Approval(kind=kind, word=word, minutes=minutes, officer=Officer(post="Директор", name="И"))
    )
    block = next(block for block in level.blocks if block.word)
    assert block.basis.split("\n")[0] == first
    assert "на заседании совета" in block.basis + block.date


def test_minutes_alone_stand_below_the_signature():
    """«Рассмотрено, руководитель МО …, Протокол № 1 от …»: no body is named that considered."""
    minutes = Minutes(body="Протокол № {number} от {date}", date="30.08.2018", number="1")
    signer = Officer(post="Руководитель МО", name="И.И. Иванов", date=None)
    (level,) = levels(Approval(kind="own", word="Рассмотрено", minutes=minutes, officer=signer))
    block = next(block for block in level.blocks if block.word)
    assert block.basis == "Руководитель МО"
    assert block.date.replace("\u00a0", " ") == "Протокол № 1 от 30.08.2018"


def test_agree_left_and_approve_right_in_either_order():
    """However the plan lists them, УТВЕРЖДАЮ stands at the right."""
    expected = ["СОГЛАСОВАНО", "", "УТВЕРЖДАЮ"]
    assert words(levels(officer("approve"), officer("agree"))[0]) == expected
    assert words(levels(officer("agree"), officer("approve"))[0]) == expected


def test_three_stand_abreast_where_every_word_fits():
    """Three approvals share one level, upright as well as lying."""
    three = officer("consider"), officer("agree"), officer("approve")
    for page in (PORTRAIT, LANDSCAPE):
        assert [words(level) for level in levels(*three, page=page)] == [
            ["РАССМОТРЕНО", "", "СОГЛАСОВАНО", "", "УТВЕРЖДАЮ"]
        ]


def test_a_second_level_begins_where_a_word_does_not_fit():
    """A word too wide for a third of the page leaves two abreast, the approver in the corner."""
    wide = officer("agree", "Рентгеноэлектрокардиографического")
    found = levels(officer("consider"), wide, officer("approve"))
    assert [words(level) for level in found] == [
        ["РАССМОТРЕНО", "", "УТВЕРЖДАЮ"],
        ["СОГЛАСОВАНО", ""],
    ]


def test_four_stand_two_by_two():
    """Four approvals make two levels of two."""
    four = officer("consider"), officer("adopt"), officer("agree"), officer("approve")
    assert [words(level) for level in levels(*four, page=LANDSCAPE)] == [
        ["РАССМОТРЕНО", "", "УТВЕРЖДАЮ"],
        ["ПРИНЯТО", "", "СОГЛАСОВАНО"],
    ]


@pytest.mark.parametrize("page", [PORTRAIT, LANDSCAPE])
def test_no_line_is_longer_than_the_limit(page):
    """Lines of a requisite keep within 8 cm, measured."""
    post = "Председатель совета\nобразовательно-производственного кластера Смоленской области"
    for block in levels(officer("agree", post), officer("approve", post), page=page)[0].blocks:
        for line in f"{block.basis}\n{block.name}\n{block.date}".split("\n"):
            assert text_width(line, 14) <= 80


def test_lines_of_the_author_stay_while_they_fit():
    """A post over several lines keeps its lines up to 95 mm; longer ones are broken anew."""
    short = levels(officer("approve", "Директор\nколледжа"))[0].blocks[1]
    assert short.basis == "Директор\nколледжа"
    post = "Председатель Координационного совета\nкластера"
    kept = levels(officer("approve", post))[0].blocks[1]
    assert kept.basis == post
    assert kept.width > twips(80)
    post = "Председатель Координационного совета кластера\nлегкой промышленности"
    long = levels(officer("approve", post))[0].blocks[1]
    assert long.basis == "Председатель Координационного\nсовета кластера легкой\nпромышленности"
    assert long.width == twips(80)


def test_a_place_for_the_seal_stands_below_everything():
    """«М.П.» is printed where the plan asks for it, under the date."""
    asked = officer("approve").model_copy(update={"seal": True})
    assert levels(asked)[0].blocks[1].date.endswith("\nМ.П.")
    assert "М.П." not in levels(officer("approve"))[0].blocks[1].date


def test_a_level_fills_the_page():
    """Blocks and the room between them are as wide as the text."""
    level = levels(officer("agree"), officer("approve"))[0]
    assert sum(block.width for block in level.blocks) == pytest.approx(twips(180), abs=2)


def test_the_name_stands_at_the_end_of_the_line_to_sign_on():
    """The line and the name fill the block and stay on one line."""
    block = levels(officer("approve"))[0].blocks[1]
    assert block.name.startswith("______")
    assert block.name.endswith("\u00a0И.И.\u00a0Иванов")
    assert 75 < text_width(block.name, 14) <= 80


def test_a_name_too_long_for_the_line_stands_under_it():
    """A long name leaves a whole line to sign on above it."""
    name = "Константинопольский-Запорожский Вениамин"
    approval = Approval(kind="approve", officer=Officer(post="Директор", name=name))
    line, *under = levels(approval)[0].blocks[1].name.split("\n")
    assert set(line) == {"_"}
    assert under == ["Константинопольский-Запорожский", "Вениамин"]


def test_minutes_have_nobody_to_sign():
    """A block by minutes has no line for a signature."""
    minutes = Minutes(body="на заседании педсовета", date="30.08.2018", number="1")
    block = levels(Approval(kind="consider", minutes=minutes))[0].blocks[0]
    assert block.name == ""
    assert "протокол от 30.08.2018" in block.basis


def test_the_mixed_form_prints_the_order_in_place_of_a_blank_date():
    """Officer and order number: the date line is the order's."""
    approval = Approval(
        kind="approve",
        officer={"post": "Директор", "name": "И.И. Иванов"},
        act={"date": "29.08.2012", "number": "42/5"},
    )
    assert levels(approval)[0].blocks[1].date == "Приказ от 29.08.2012 №\u00a042/5"


def test_a_wider_limit_is_obeyed():
    """An instruction that allows 90 mm gets blocks of 90 mm."""
    assert levels(officer("approve"), requisite_width=90)[0].blocks[1].width == twips(90)


def test_a_word_that_fits_nowhere_does_not_spread_the_others():
    """One monstrous surname leaves three approvals on one level."""
    monster = officer("agree", "Сверхвысокоэлектрокардиорентгенографического отделения")
    found = levels(officer("consider"), monster, officer("approve"), page=LANDSCAPE)
    assert len(found) == 1


def test_a_number_does_not_stand_alone_on_a_line():
    """A reference that is too long breaks before its date, not before its number."""
    minutes = Minutes(body="на совете", date="« 31 » августа 2023 г.", number="1")
    block = levels(Approval(kind="consider", minutes=minutes))[0].blocks[0]
    assert block.basis.split("\n")[1:] == [
        "протокол",
        "от «\u00a031\u00a0»\u00a0августа\u00a02023\u00a0г. №\u00a01",
    ]


def test_no_room_is_kept_for_signatures_where_nobody_signs():
    """A level of acts and minutes has neither a line to sign on nor a date below it."""
    minutes = Minutes(body="на совете", date="30.08.2023", number="1")
    level = levels(Approval(kind="consider", minutes=minutes))[0]
    assert (level.signed, level.dated) == (False, False)
    assert levels(officer("approve"))[0].signed


def test_a_name_wider_than_its_block_breaks_after_its_hyphen():
    """A double surname is never torn: it breaks after the initials and after its hyphen."""
    name = "К.К. Константинопольский-Преображенский"
    approval = Approval(kind="approve", officer=Officer(post="Директор", name=name))
    line, *under = levels(approval, requisite_width=60)[0].blocks[1].name.split("\n")
    assert set(line) == {"_"}
    assert under == ["К.К. Константинопольский-", "Преображенский"]


def dates(*typed, page=PORTRAIT, **layout):
    """Return the dates of approvals as printed, level by level."""
    given = [
        Approval(kind="agree", officer={"post": "Директор", "name": "И.И. Иванов", "date": text})
        for text in typed
    ]
    printed = levels(*given, page=page, **layout)
    return [[b.date.replace("\u00a0", " ") for b in level.blocks if b.word] for level in printed]


@pytest.mark.parametrize("size", [9, 12, 14, 16])
def test_there_is_room_to_write_a_month(size):
    """The blank of a month is at least 20 mm long in any type, unless its author typed it."""
    page = replace(PORTRAIT, requisite_size=size)
    ((usual, typed),) = dates("« __ » _____ 20__ г.", "«___» ______ 20__ г.", page=page)
    strokes = max(usual.split(), key=len)
    assert strokes.strip("_") == ""
    assert 20 <= text_width(strokes, size) < 23
    assert typed == "« ___ » ______ 20__ г."


def test_a_blank_gives_way_where_there_is_no_room():
    """Three approvals stand abreast as before; a long blank is no longer than its block allows."""
    (three,) = dates(*["«___» _______________ 20__ г."] * 3)
    assert len(three) == 3
    assert len(set(three)) == 1
    assert 5 < three[0].count("_") - 5 < 15
    assert "\n" not in three[0]
    narrow = dates("« __ » _____ 20__ г.", requisite_width=40)[0][0]
    assert "_____" in narrow
