"""The score of an import: what it counts as right, as missed, as lost."""

from collections import Counter
from pathlib import Path

from support.corpus_recipes import RECIPES
from support.import_readings import read_of_html, read_of_plans
from support.import_scores import scored, truth_of
from support.paper_plans import typed

from plandoc.fieldpath import ROOT

NAME = "07-injury-2018-2019"


def test_what_a_patient_person_types_in_is_right(corpus: Path) -> None:
    """A plan typed in by hand scores full marks, and no word of the paper is missing in it."""
    document = corpus / "docx" / f"{NAME}.docx"
    score = scored(document, read_of_plans([typed(RECIPES[NAME], corpus)]))
    assert score.of["cells"] > 70
    assert (score.right, score.silent, score.misses) == (score.of, 0, [])


def test_what_is_lost_or_put_elsewhere_is_told(corpus: Path) -> None:
    """A row that is missing, a deadline that is lost, a lost word: each is a miss with a reason."""
    document = corpus / "docx" / f"{NAME}.docx"
    plan = typed(RECIPES[NAME], corpus)
    first, *_, last = [row.activity for row in plan.activity_rows()]
    changed = plan.with_activities(
        {first.id: (first.model_copy(update={"deadline": None}),), last.id: ()}
    )
    score = scored(document, read_of_plans([changed]))
    kinds = Counter(miss.partition(":")[0] for miss in score.misses)
    assert kinds == {"text": 1, "activities": 1, "cells": 5}
    assert score.silent == 5


def test_a_wrong_cell_with_a_doubt_is_not_silent(corpus: Path) -> None:
    """A cell that is wrong counts as wrong without a doubt only if no doubt covers it."""
    document = corpus / "docx" / f"{NAME}.docx"
    plan = typed(RECIPES[NAME], corpus)
    row = next(plan.activity_rows())
    blank = row.activity.model_copy(update={"deadline": None})
    changed = plan.with_activities({row.activity.id: (blank,)})
    doubted = [[row.path / "deadline"]]
    assert scored(document, read_of_plans([changed])).silent == 1
    assert scored(document, read_of_plans([changed], doubts=doubted)).silent == 0
    assert scored(document, read_of_plans([changed], doubts=[[ROOT]])).silent == 0


def test_a_page_without_tables_has_its_text(corpus: Path) -> None:
    """What reads only texts is scored by what it reads: no tables, no cells, the share of words."""
    document = corpus / "docx" / f"{NAME}.docx"
    score = scored(document, read_of_html("<p>План работы</p>", truth_of(document)["tables"]))
    assert (score.share("tables"), score.share("cells"), score.share("title")) == (0, 0, None)
    assert 0 < score.right["text"] < 5
