"""Papers of the corpus imported and built again: every text in its place, but for those named."""

from pathlib import Path

from support.faithful import Astray, Fault, astray
from support.papers import read_docx, read_paper

from plandoc import import_document, render_document

ELSEWHERE = {
    "02-asocial-2019-2020": 4,  # a row cut in two, which is put together
    "03_asocial_2019-2020_empty_marks": 4,
    "06_foster_service_2019-2020_with_outcomes": 6,  # second texts beside the table
    "20_college_2020-2021_title_and_org_measures_stale_2019": 2,  # an approval below the title
}
"""How many texts stand elsewhere than in the paper."""


def test_imported_papers_are_built_again_with_each_text_in_its_place(corpus: Path) -> None:
    """No text of a paper is missing, and none stands elsewhere but those that are known to."""
    papers = sorted([*corpus.glob("docx/*.docx"), *corpus.glob("plans/*.txt")])
    assert len(papers) > 20
    found = {path.stem: _astray_in(path) for path in papers}
    told = {
        name: sum(one.fault is Fault.ELSEWHERE for one in texts) for name, texts in found.items()
    }
    assert {name: count for name, count in told.items() if count} == ELSEWHERE
    assert [one for texts in found.values() for one in texts if one.fault is Fault.MISSING] == []


def test_a_text_in_another_column_is_told(corpus: Path) -> None:
    """Two cells that changed their places, and one that was emptied, are astray."""
    path = corpus / "docx" / "07-injury-2018-2019.docx"
    (plan,) = import_document(path.read_bytes(), path.name).plans
    first, second, *_ = plan.activity_rows()
    changed = plan.with_activities(
        {
            first.activity.id: (first.activity.model_copy(update={"title": "Иное"}),),
            second.activity.id: (second.activity.model_copy(update={"executors": ()}),),
        }
    )
    printed = read_docx(render_document(changed))
    found = astray(read_paper(path), [printed], plan.title)
    assert Astray(Fault.ADDED, "Иное") in found
    assert sum(one.fault in (Fault.MISSING, Fault.ELSEWHERE) for one in found) > 2


def _astray_in(path: Path) -> list[Astray]:
    plans = import_document(path.read_bytes(), path.name).plans
    printed = [read_docx(render_document(plan)) for plan in plans]
    return astray(read_paper(path), printed, plans[0].title.partition("{")[0])
