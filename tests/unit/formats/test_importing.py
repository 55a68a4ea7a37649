import pytest
from support.hand_made import document, paragraph, table

from plandoc import Activity, Period, Plan, render_document
from plandoc.errors import PlandocError
from plandoc.formats import importing
from plandoc.formats.importing import import_document


def test_the_reader_is_chosen_by_the_content():
    """A document is read as one, whatever its name says."""
    source = document(
        paragraph("План на 2020 год"), table(["Мероприятия", "Срок"], ["Смотр", "май"])
    )
    assert import_document(source, "план.doc").plans[0].activities[0].title == "Смотр"


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-1.7"]
)
def test_what_cannot_be_read_is_a_located_problem(data: bytes):
    """Other files are refused with a problem that names the file."""
    with pytest.raises(PlandocError) as refused:
        import_document(data, "план.docx")
    assert [problem.place.file for problem in refused.value.problems] == ["план.docx"]


def test_a_page_that_nobody_wrote_on_is_not_read(monkeypatch: pytest.MonkeyPatch):
    """A document that is still the one that is printed of the plan it holds is that plan."""
    plan = Plan(
        title="План работы",
        period=Period.school_year(2018),
        activities=[Activity(title="Педсовет", deadline="Май")],
    )
    monkeypatch.delattr(importing, "paper_of")
    assert import_document(render_document(plan), "план.docx").plans == (plan,)
