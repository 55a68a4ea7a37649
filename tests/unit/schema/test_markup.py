"""plandoc.schema.markup: bold, italic and lists of text blocks."""

from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.strategies import texts

from plandoc.schema.markup import ParagraphKind, Run, escaped, paragraphs_of, plain


def runs(text):
    (paragraph,) = paragraphs_of(text)
    return paragraph.runs


def test_bold_and_italic():
    """Two asterisks for bold, one for italic, both for both."""
    assert runs("**Цель:** *важная* и ***обе***") == (
        Run("Цель:", bold=True), Run(" "), Run("важная", italic=True), Run(" и "),
        Run("обе", bold=True, italic=True),
    )  # fmt: skip


def test_a_sign_without_a_pair_is_printed():
    """A lone asterisk, a footnote mark or a product stays as typed."""
    assert plain("сноска*") == "сноска*"
    assert plain(r"5 \* 6 \* 7") == "5 * 6 * 7"


def test_lists_keep_their_signs():
    """A line with a sign or number at its beginning is an item; its sign is as typed."""
    found = paragraphs_of("Задачи:\n1. Первая\n- вторая\nа) третья\n\n2018 год")
    assert [(one.kind, one.label) for one in found] == [
        (ParagraphKind.PLAIN, ""), (ParagraphKind.NUMBER, "1."), (ParagraphKind.BULLET, "-"),
        (ParagraphKind.NUMBER, "а)"), (ParagraphKind.PLAIN, ""),
    ]  # fmt: skip


def test_the_blank_after_a_sign_may_be_missing():
    """«-слово», «1.Слово» and «а)слово» are items too; a number, a time or a date is not."""
    labels = ["-", "–", "1.", "2.1.", "б)", "", "", "", ""]
    lines = ["-слово", "–слово", "1.Слово", "2.1.Слово", "б)слово", "-5 градусов", "10.30", "1.5 л",
             "12.10.2018"]  # fmt: skip
    assert [one.label for one in paragraphs_of("\n".join(lines))] == labels


@given(texts())
@tries(200)
def test_an_escaped_text_is_printed_as_it_was(text):
    """Whatever a text says, escaped it loses nothing but blank lines and spaces at the edges."""
    assert "".join(plain(escaped(text)).split()) == "".join(text.split())


@given(st.text("*\\ аб-1.\n"))
@tries(200)
def test_markup_loses_only_its_signs(text):
    """What is printed are the letters of the text in their order."""
    letters = [sign for sign in text if sign in "аб1"]
    assert [sign for sign in plain(text) if sign in "аб1"] == letters
