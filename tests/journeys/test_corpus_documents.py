"""Real plans of the corpus typed in: each text stands in its place, and the plan goes on living."""

import json
import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from support.corpus_recipes import RECIPES
from support.engines import ENGINES, pdf_pages, pdfs, squeeze
from support.paper_plans import typed
from support.papers import Grid, Line, read_docx
from support.papers_compared import astray
from support.torn_words import known_words, torn
from support.tracking_text import cell_of

from plandoc import (
    Period,
    amend_file,
    build_file,
    check_file,
    collect_file,
    load_lock,
    load_plan,
    render_document,
    report_file,
    roll_over_file,
    save_plan,
    seal_file,
    track_file,
    verify_file,
)
from plandoc.codes import Severity
from plandoc.imports.executors import split_executors
from plandoc.returns.take_in import Fate
from plandoc.schema.rows import ActivityRow

MISSING = [name for name, recipe in RECIPES.items() if recipe.missing]
DOCUMENTS = [name for name, recipe in RECIPES.items() if recipe.file.endswith(".docx")]
DEBATABLE = (
    "Инспектор ОДН Соц. педагог\nВоспитатели",  # only a blank between the first two
    "Руководитель службы,\nпсихолог\nЖуравина Н.В.",  # two posts of one person
)


@pytest.mark.parametrize("name", RECIPES)
def test_each_text_stands_in_its_place(corpus: Path, name: str) -> None:
    """The document of a plan typed in has every text of the paper in the same row and column."""
    recipe = RECIPES[name]
    assert astray(recipe, corpus, render_document(typed(recipe, corpus))) == []


@pytest.mark.parametrize("name", MISSING)
def test_a_text_that_cannot_be_said_is_astray(corpus: Path, name: str) -> None:
    """Each text that is listed as missing is missing indeed."""
    recipe = RECIPES[name]
    document = render_document(typed(recipe, corpus))
    assert set(recipe.missing) <= set(astray(recipe, corpus, document, missing=True))


def test_a_lost_text_is_found(corpus: Path, tmp_path: Path) -> None:
    """A text of a row that is printed in another column, row or not at all is told."""
    recipe = RECIPES["07-injury-2018-2019"]
    plan = tmp_path / "plan.docx"
    plan.write_bytes(render_document(typed(recipe, corpus)))
    opened = Document(str(plan))
    first, second = opened.tables[1].rows[2].cells, opened.tables[1].rows[3].cells
    for cell, text in ((first[2], first[3].text), (second[1], ""), (second[3], first[3].text)):
        cell.text = text
    opened.save(str(plan))
    assert [text[:1] for text in astray(recipe, corpus, plan.read_bytes())] == ["1", "2"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_plan_has_the_rows_of_the_paper(corpus: Path, name: str) -> None:
    """The plan has the period and as many activities as a careful reader counted."""
    recipe = RECIPES[name]
    plan = typed(recipe, corpus)
    truth = json.loads((corpus / recipe.file).with_suffix(".json").read_text(encoding="utf-8"))
    told = truth["period"]
    assert [str(plan.period.first), str(plan.period.last)] == [told["from"], told["to"]]
    found = [
        sum(
            row.counted and row.activity.title != ""
            for row in table.rows
            if isinstance(row, ActivityRow)
        )
        for table in plan.tables()
    ]
    counted = [
        {table["activities"], *table.get("activities_also_acceptable", ())}
        for table in truth["tables"]
        if "columns" in table
    ]
    assert all(number in right for number, right in zip(found, counted, strict=True)), found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_cells_have_their_meaning(corpus: Path, name: str) -> None:
    """Deadline, result and outcome of the rows that a careful reader wrote down are theirs."""
    recipe = RECIPES[name]
    truth = json.loads((corpus / recipe.file).with_suffix(".json").read_text(encoding="utf-8"))
    told = [table["rows"] for table in truth["tables"] if "columns" in table]
    assert sum(map(len, told)) > 4
    for table, rows in zip(typed(recipe, corpus).tables(), told, strict=True):
        found = [_meaning(row) for row in table.rows if isinstance(row, ActivityRow)]
        for row in rows:
            title, *cells = (_bare(row[key]) for key in ("activity", *_TOLD))
            assert any(
                one.startswith(title[:60]) and all(map(_same, cells, others))
                for one, *others in found
            ), row


_TOLD = ("deadline", "result", "outcome")


def _meaning(row: ActivityRow) -> list[str]:
    activity, outcome = row.activity, row.activity.outcome
    texts = (activity.deadline, activity.expected_result, outcome.text if outcome else "")
    return [_bare(str(text or "")) for text in (activity.title, *texts)]


def _bare(text: str | None) -> str:
    return re.sub(r"[\s-]+", "", text or "")


def _same(wanted: str, found: str) -> bool:
    return not wanted or wanted == found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_executors_are_told_apart(corpus: Path, name: str) -> None:
    """A cell of executors is split as a careful reader splits it, and no word of it is lost."""
    truth = json.loads((corpus / RECIPES[name].file).with_suffix(".json").read_text("utf-8"))
    rows = [row for table in truth["tables"] for row in table.get("rows", ())]
    for row in filter(lambda row: row.get("executors_raw"), rows):
        found = split_executors(row["executors_raw"])
        assert _joined(found) == _joined(row["executors"])
        assert len(found) == len(row["executors"]) or row["executors_raw"] in DEBATABLE


def _joined(names: list[str]) -> str:
    return re.sub(r"[\s.,;]+", "", "".join(names))


@pytest.mark.slow
@pytest.mark.parametrize("name", RECIPES)
def test_a_plan_of_a_paper_goes_through_its_year(corpus: Path, tmp_path: Path, name: str) -> None:
    """It has no error, takes in a mark, is reported and rolled over into the next period."""
    path = tmp_path / "plan.yaml"
    plan = typed(RECIPES[name], corpus)
    save_plan(plan, path)
    assert load_plan(path) == plan
    _, remarks = check_file(path)
    assert [remark for remark in remarks if remark.severity is Severity.ERROR] == []
    sheet = tmp_path / "out" / "plan — учёт.xlsx"
    track_file(path, tmp_path / "out")
    sheet.write_bytes(_marked(sheet.read_bytes()))
    ids = [row.activity.id for row in plan.activity_rows()]
    now = datetime(plan.period.last.year, 7, 1, tzinfo=UTC)
    done = collect_file(path, [sheet], written_at=now)
    assert done.taken.fates[Fate.CREATED] + done.taken.fates[Fate.UPDATED] == 1
    report_file(path, tmp_path / "report", today=date(plan.period.last.year, 7, 1))
    following = Period.between(*(day.replace(year=day.year + 4) for day in _days(plan.period)))
    draft = roll_over_file(path, following, tmp_path / "next").rollover.plan
    assert (draft.period.first, draft.period.last) == _days(following)
    assert [row.activity.id for row in draft.activity_rows()] == ids


@pytest.mark.slow
@pytest.mark.parametrize("name", RECIPES)
def test_a_signed_plan_of_a_paper_stays_as_signed(corpus: Path, tmp_path: Path, name: str) -> None:
    """Both documents match what was signed, say nothing new untouched, and can be amended."""
    path = tmp_path / "plan.yaml"
    plan = typed(RECIPES[name], corpus)
    save_plan(plan, path)
    build_file(path, tmp_path)
    made = [tmp_path / "plan.docx", tmp_path / "plan — учёт.xlsx"]
    seal_file(path, on=plan.period.first)
    lock, _ = load_lock(path)
    assert all(verify_file(document, lock).clean for document in made)
    fates = collect_file(path, made).taken.fates
    assert {fate for fate, count in fates.items() if count} == {Fate.UNCHANGED}
    first = next(plan.activity_rows()).activity
    changed = first.model_copy(update={"title": f"{first.title} (изменено)"})
    save_plan(plan.with_activities({first.id: (changed,)}), path)
    amended = amend_file(path, tmp_path / "amended", revision=1, basis="приказ от 01.10.2020 № 5")
    assert len(amended.amendment.points) == 1


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
def test_no_word_is_torn_and_no_signature_stands_alone(corpus: Path, engine: str) -> None:
    """In the document of each paper words are whole, and signatures have rows on their page."""
    plans = {name: typed(recipe, corpus) for name, recipe in RECIPES.items()}
    documents = {name: render_document(plan) for name, plan in plans.items()}
    printed = pdfs(engine, [(document, ".docx") for document in documents.values()])
    broken = {}
    for (name, document), pdf in zip(documents.items(), printed, strict=True):
        said = [text for part in read_docx(document) for text in _texts(part)]
        said += [
            piece for text in said for word in _BORROWED.findall(text) for piece in _parts(word)
        ]
        broken[name] = torn(pdf, known_words(said))
        for signature in plans[name].signatures:
            (page,) = [p for p in map(squeeze, pdf_pages(pdf)) if squeeze(signature.name) in p]
            titles = [squeeze(row.activity.title)[:15] for row in plans[name].activity_rows()]
            assert any(title in page for title in titles), name
    assert broken == {name: [] for name in RECIPES}


_BORROWED = re.compile(r"\S*[әғқңөұүһі]\S*", re.IGNORECASE)
"""Words with letters that an engine takes from another font: its PDF has their pieces apart."""


def _parts(word: str) -> list[str]:
    return [word[start:end] for end in range(1, len(word) + 1) for start in range(end)]


def _texts(part: Line | Grid) -> list[str]:
    return [part.text] if isinstance(part, Line) else [c.text for row in part.rows for c in row]


def _days(period: Period) -> tuple[date, date]:
    return period.first, period.last


def _marked(sheet: bytes) -> bytes:
    """Return a tracking sheet with an evidence in its first row."""
    book = load_workbook(BytesIO(sheet))
    cell_of(book, "outcome.evidence", 0).value = "протокол № 3"
    target = BytesIO()
    book.save(target)
    return target.getvalue()
