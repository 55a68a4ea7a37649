"""plandoc.formats.docx.word_text: what a person reads in a cell of a Word table."""

import pytest
from lxml import etree

from plandoc.formats.docx.word_text import text_of

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def control(inside, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field(step):
    return f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'


def sign(font, char):
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def box(text):
    return f"<w:txbxContent>{par(run(text))}</w:txbxContent>"


DATE = "12.10.2018"
CODE = "<w:r><w:instrText>DATE</w:instrText></w:r>"
ENDLESS = f"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Выпол')}"
LIST = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:tabs><w:tab w:pos="9"/></w:tabs></w:pPr>'
PROMPT = "<w:showingPlcHdr/>"
CHOICE = f"<mc:Choice><w:drawing>{box('надпись')}</w:drawing></mc:Choice>"
FALLBACK = f"<mc:Fallback><w:pict>{box('надпись')}</w:pict></mc:Fallback>"
COMMENT = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><!-- нет -->'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (par(run("Выполнено")) + par(run("протокол")), "Выполнено\nпротокол"),
        (par() + par(), "\n"),
        (par(run(" Выпол"), run("нено ")), " Выполнено "),
        (par(run("а"), "<w:r><w:br/></w:r>", run("б"), "<w:r><w:cr/></w:r>", run("в")), "а\nб\nв"),
        (par(run("а"), "<w:r><w:tab/></w:r>", run("б"), "<w:r><w:ptab/></w:r>"), "а\tб\t"),
        (par(run("а"), "<w:r><w:noBreakHyphen/></w:r>", run("б")), "а\u2011б"),
        (par(LIST, run("раз")) + par(LIST, run("два")), "раз\nдва"),
    ],
)
def test_paragraphs_breaks_and_tabs_are_kept(xml, text):
    """Each ends a line or leaves a tab; marks of lists and stops of tabs are no text."""
    assert text_of(cell(xml)) == text


def cell(xml):
    return etree.fromstring(f"<w:tc {SPACES}>{xml}</w:tc>")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (par(f"<w:hyperlink>{run('протокол')}</w:hyperlink>", run(" № 3")), "протокол № 3"),
        (par(f"<w:smartTag><w:smartTagPr/>{run(DATE)}</w:smartTag>"), DATE),
        (par(control(run("Выполнено")), run(" да")), "Выполнено да"),
        (control(par(run("Выполнено"))) + par(run("да")), "Выполнено\nда"),
        (par(f"<mc:AlternateContent>{CHOICE}{FALLBACK}</mc:AlternateContent>"), ""),
        (par(f"<mc:AlternateContent>{FALLBACK}</mc:AlternateContent>", run("да")), "да"),
        (f"<w:tbl><w:tr><w:tc>{par(run('а'))}</w:tc><w:tc>{par(run('б'))}</w:tc></w:tr></w:tbl>",
         "а\nб"),
    ],
)  # fmt: skip
def test_wrappers_are_looked_through(xml, text):
    """Links, tags, content controls, tables inside the cell; words over it are not its text."""
    assert text_of(cell(xml)) == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (par(f"<w:ins>{run('Выполнено')}</w:ins><w:del><w:r><w:delText>Нет</w:delText></w:r></w:del>"),
         "Выполнено"),
        (par(f"<w:del>{run('старое')}</w:del>", run("новое")), "новое"),
        (par(f"<w:moveFrom>{run('старое')}</w:moveFrom><w:moveTo>{run('новое')}</w:moveTo>"),
         "новое"),
        (par(ENDLESS) + par(run("нено")) + par(run("да")), "Выполнено\nда"),
        (par(control(run("Введите"), PROMPT), run("да")), "да"),
        (control(par(run("Место для ввода")), PROMPT) + par(run("да")), "\nда"),
        (par(COMMENT, run("да")), "да"),
    ],
)  # fmt: skip
def test_what_is_deleted_or_only_prompted_is_no_text(xml, text):
    """Tracked changes are taken as accepted, paragraphs joined under them too."""
    assert text_of(cell(xml)) == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (par(field("begin"), CODE, run("код"), field("separate"), run(DATE), field("end")), DATE),
        (par(field("begin"), CODE, field("separate"), field("end"), run("да")), "да"),
        (par(field("begin"), field("begin"), field("separate"), run("внутри"), field("end"),
             field("separate"), run(DATE), field("end")), DATE),
        (par(field("end"), field("separate"), run("да")), "да"),
        (par(f'<w:fldSimple w:instr="DATE">{run(DATE)}</w:fldSimple>'), DATE),
    ],
)  # fmt: skip
def test_of_a_field_its_result_is_text(xml, text):
    """Codes are not, nor results of fields inside a code; what is out of order does no harm."""
    assert text_of(cell(xml)) == text


@pytest.mark.parametrize(
    ("font", "char", "text"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "00FE", "☑"),
        ("Wingdings 2", "F050", "✓"),
        ("Symbol", "F0B7", "\uf0b7"),
        ("Symbol", "D800", ""),
        ("Symbol", "x", ""),
    ],
)
def test_a_tick_from_a_table_of_symbols_is_a_tick(font, char, text):
    """Signs of Wingdings become letters that mean the same; half a letter is none."""
    assert text_of(cell(par(sign(font, char)))) == text


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ("", "Не выбрано"),
        ('<w:result w:val="1"/>', "Выполнено"),
        ('<w:result w:val="9"/>', ""),
        ('<w:result w:val="x"/>', "Не выбрано"),
    ],
)
def test_of_a_list_in_a_form_the_chosen_entry_is_text(result, text):
    """It is shown and stands in no text; where nothing was chosen, the first one is shown."""
    entries = '<w:listEntry w:val="Не выбрано"/><w:listEntry w:val="Выполнено"/>'
    data = f"<w:ffData><w:ddList>{result}{entries}</w:ddList></w:ffData>"
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    assert text_of(cell(par(begin, CODE, field("end")))) == text


@pytest.mark.parametrize(
    ("align", "text"),
    [("superscript", "14⁰⁰, октябрь²)"), ("baseline", "1400, октябрь2)"), ("", "1400, октябрь2)")],
)
def test_digits_above_the_line_are_not_those_on_it(align, text):
    """Minutes and marks of footnotes join no number: «октябрь²» is not 2 October."""

    def raised(digits):
        look = f'<w:rPr><w:vertAlign w:val="{align}"/></w:rPr>' if align else ""
        return f"<w:r>{look}<w:t>{digits}</w:t></w:r>"

    assert text_of(cell(par(run("14"), raised("00"), run(", октябрь"), raised("2)")))) == text
