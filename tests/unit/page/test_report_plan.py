"""plandoc.page.report_plan: the plan as its report prints it."""

from datetime import date

from plandoc.page.report_plan import ReportApprovals, dated, reported, stated
from plandoc.progress.figures import report
from plandoc.schema.approval import Act, Approval, Minutes, Officer, Signature
from plandoc.schema.layout import Column
from plandoc.schema.period import Period
from plandoc.schema.plan import Gender, Plan
from plandoc.wording.phrases import Wording

CLEARED, KEPT, NONE = ReportApprovals
BLANK = "« __ » _____ 20__ г."
APPROVALS = [
    Approval(kind="agree", officer=Officer(post="Начальник", name="А.А. А", date="01.09.2018")),
    Approval(kind="adopt", minutes=Minutes(body="совет", date="30.08.2018", number="1")),
    Approval(kind="approve", act=Act(of="директора", date="31.08.2018", number="112-од")),
]


def plan(**changes):
    return Plan(
        **{
            "title": "Программа развития",
            "period": Period.school_year(2018),
            "approvals": APPROVALS,
            "signatures": [Signature(post="Методист", name="Б.Б. Б", date="30.08.2018")],
            **changes,
        }
    )


def keys(columns):
    return [column.key for column in columns]


def test_cleared_approvals_keep_people_and_bodies_and_lose_dates_and_numbers():
    """Who approves stays; when, and by which number, is left for the pen."""
    agree, adopt, approve = reported(plan(), CLEARED).approvals
    assert (agree.officer.post, agree.officer.name) == ("Начальник", "А.А. А")
    assert agree.officer.date.text("ru") == BLANK
    assert (adopt.minutes.body, adopt.minutes.number) == ("совет", "")
    assert adopt.minutes.date.text("ru") == BLANK
    assert (approve.act.of, approve.act.number) == ("директора", "")
    assert approve.act.date.text("ru") == BLANK


def test_a_line_that_the_plan_does_without_stays_away():
    """No date line and no number on the plan: none on the report either."""
    officer = Approval(
        kind="approve", officer=Officer(post="Директор", date=None), act=Act(number=None, date=None)
    )
    (approval,) = reported(plan(approvals=[officer]), CLEARED).approvals
    assert (approval.officer.date, approval.act.date, approval.act.number) == (None, None, None)


def test_the_word_of_a_cleared_approval_agrees_with_the_report():
    """«Программа» is УТВЕРЖДЕНА; the report of it is УТВЕРЖДЕН."""
    wording = Wording("ru-RU")

    def word(shown):
        return wording.approval_word(shown.approvals[-1], wording.gender(shown))

    assert word(reported(plan(gender=Gender.FEMININE), CLEARED)) == "УТВЕРЖДЕН"
    assert word(reported(plan(), KEPT)) == "УТВЕРЖДЕНА"


def test_kept_approvals_are_those_of_the_plan():
    """Word for word, dates and numbers too."""
    assert reported(plan(), KEPT).approvals == plan().approvals


def test_a_report_may_do_without_approvals():
    """None at all."""
    assert reported(plan(), NONE).approvals == ()


def test_nobody_has_signed_the_report_yet():
    """A signature's date is left for the pen whatever becomes of approvals; none stays none."""
    signatures = [*plan().signatures, Signature(post="Секретарь")]
    for approvals in ReportApprovals:
        first, second = reported(plan(signatures=signatures), approvals).signatures
        assert (first.post, first.name, first.date.text("ru")) == ("Методист", "Б.Б. Б", BLANK)
        assert second.date is None


def test_a_column_for_outcomes_is_added_at_the_end():
    """A plan that was signed without it gets it for the report."""
    shown = reported(plan(columns=["number", "title", "deadline"]), CLEARED)
    assert keys(shown.columns) == ["number", "title", "deadline", "outcome"]


def test_the_column_for_outcomes_stays_where_it_was_and_finds_a_new_width():
    """Its place, heading and alignment are the plan's; it is no longer filled by hand."""
    column = Column(key="outcome", heading="Отметка", width=20, align="center")
    first, second = reported(plan(columns=[column, "title"]), CLEARED).columns
    assert (first.key, first.heading, first.align, first.width) == (
        "outcome", "Отметка", "center", None,
    )  # fmt: skip
    assert second.key == "title"


def test_the_rest_of_the_plan_is_untouched():
    """Identity, texts and rows are the same; the plan that was given does not change."""
    before = plan().model_dump()
    given = plan()
    changed = {"approvals", "columns", "signatures", "gender"}
    shown = reported(given, CLEARED)
    assert shown.model_dump(exclude=changed) == given.model_dump(exclude=changed)
    assert given.model_dump() == before


def cells(day, *activities, **changes):
    made = plan(activities=list(activities), **changes)
    return [*stated(made, report(made, day)).statements.values()]


def test_a_mark_after_the_day_of_the_report_is_told():
    """It is printed and not counted: the figures and the row say the same."""
    done = {"status": "done", "date": "14.09.2018", "text": "Выполнено 14.09.2018"}
    (told,) = cells(date(2018, 9, 1), {"title": "Сбор", "deadline": "15.09.2018", "outcome": done})
    assert told == "Выполнено 14.09.2018\nПозже дня отчёта, не учтено"


def test_rows_of_every_table_say_their_state():
    """Those of a table among the blocks as well, on whatever page its plan begins."""
    row = {"title": "Сбор", "deadline": "сентябрь 2018"}
    blocks = [
        "approvals", "title", {"text": "г. Лесной, 2018"}, "page_break", "table",
        {"table": {"activities": [row]}}, "signatures",
    ]  # fmt: skip
    told = cells(date(2019, 1, 10), row, blocks=blocks)
    assert told == ["Срок истёк 30.09.2018, отметки нет"] * 2


def test_a_time_that_has_begun_has_not_passed():
    """A row without a mark says whether its time is on, or not here yet."""
    told = cells(
        date(2018, 10, 10),
        {"title": "а", "deadline": "В течение года"},
        {"title": "б", "deadline": "май 2019"},
        {"title": "в", "deadline": "сентябрь 2018"},
    )
    assert told == ["Срок не истёк", "Срок не наступил", "Срок истёк 30.09.2018, отметки нет"]


def test_a_month_is_small_within_a_sentence():
    """«Перенесено на март», however the new deadline is spelled."""
    moved = {"status": "postponed", "moved_to": "Март 2019", "reason": "карантин"}
    (told,) = cells(date(2018, 10, 10), {"title": "а", "deadline": "сентябрь", "outcome": moved})
    assert told == "Перенесено на март 2019 г. Причина: карантин"


def test_the_title_page_has_the_year_of_the_report():
    """A place and a year before the first break; other years are the author's."""
    blocks = [
        {"text": "Лесной, 2018"}, {"text": "План на 2018 год"}, {"text": "Приказ от 12.09.2018"},
        {"text": "Принят в 2018 году\nна 2018 год"}, "page_break", "title", "table",
        {"text": "г. Лесной, 2018 г."},
    ]  # fmt: skip
    made = plan(blocks=blocks, approvals=[], signatures=[])
    shown = dated(made, report(made, date(2019, 7, 1)))
    texts = [block.text for block in shown.blocks if block.text]
    theirs = ["План на 2018 год", "Приказ от 12.09.2018", "Принят в 2018 году\nна 2018 год"]
    assert texts == ["Лесной, 2019", *theirs, "г. Лесной, 2018 г."]
