"""plandoc.project.verifying: the paper of an amendment is known as one and compared."""

from datetime import date

import pytest
from support.changed_seed import amended, seed
from support.problems import codes
from support.verified import replaced, retyped

from plandoc import amend_file, build_file, load_lock, load_plan, seal_file, verify, verify_file
from plandoc.cli import main
from plandoc.codes import Code
from plandoc.formats.docx.amendment import render_amendment
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.revisions.amend import amend
from plandoc.revisions.lock import Lock, sealed
from plandoc.revisions.verify import ToldBy

ACT = "приказ № 12 от 10.01.2019"
SIGNED, AMENDED = date(2018, 9, 1), date(2019, 1, 10)


@pytest.fixture(scope="module")
def made(examples):
    """The paper of an amendment, and the lock with the revision that it brought in."""
    old = seed(examples)
    amendment = amend(old, amended(examples), ACT)
    lock = Lock("").with_seal(sealed(old, SIGNED)).with_seal(sealed(amendment.plan, AMENDED))
    return render_amendment(amendment), lock


def test_an_amendment_is_compared_with_what_was_sealed(made):
    """Made again from the two revisions, the paper is the same."""
    document, lock = made
    found = verify(document, lock, file="f.docx")
    assert (found.clean, found.amends, found.revision) == (True, 1, 2)
    assert (found.told_by, found.sealed_on, found.notes) == (ToldBy.HASH, AMENDED, ())


def test_a_changed_amendment_is_told(made):
    """A word changed in a point is a difference; a line that was added is an addition."""
    document, lock = made
    changed = replaced(document, ("«Март»", "«Декабрь»"))
    (problem,) = verify(changed, lock, file="f.docx").differences
    assert problem.code is Code.VERIFY_LINE_DIFFERS
    assert "«Декабрь»" in problem.values["now"]
    longer = retyped(document, lambda opened: opened.add_paragraph("Пункт 4.1 исключить."))
    found = verify(longer, lock, file="f.docx")
    assert (found.matches, codes(found.added)) == (True, ["PLN885"])


def test_an_amendment_without_its_properties_is_known_by_its_title(made):
    """Typed anew or pasted into another file, it is compared with each amendment there was."""
    document, lock = made

    def lose(opened):
        part = next(p for p in opened.part.package.iter_parts() if "custom" in p.partname)
        part._blob = part.blob.replace(b"plandoc.", b"other.")

    found = verify(retyped(document, lose), lock, file="f.docx")
    assert (found.clean, found.told_by, found.amends) == (True, ToldBy.NEAREST, 1)


def test_an_amendment_that_is_no_longer_the_last_one_stays_what_it_was(made):
    """Later amendments make no act superseded: its paper is still the one that was signed."""
    document, lock = made
    last = lock.seals[-1].plan
    later = last.model_copy(update={"revision": 3, "title": "План работы", "notes": ()})
    found = verify(document, lock.with_seal(sealed(later, date(2019, 3, 1))), file="f.docx")
    assert (found.clean, found.superseded_by) == (True, None)


def test_a_draft_of_an_amendment_is_called_one(made):
    """Nothing was sealed that it could be compared with: that is said, with the revision."""
    document, lock = made
    first = Lock(lock.plan_id, lock.seals[:1])
    found = verify(document, first, file="f.docx")
    assert (found.revision, codes(found.differences)) == (None, ["PLN941"])
    assert found.differences[0].values["revision"] == "2"
    other = Lock("p0", lock.seals)
    assert codes(verify(document, other, file="f.docx").differences) == ["PLN887"]


def test_the_verdict_says_that_it_is_an_amendment(examples, tmp_path, capsys):
    """At the command line: which revision it amends, and which came into force by it."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(dump_yaml(seed(examples)), "utf-8")
    seal_file(plan, on=SIGNED)
    plan.write_text(dump_yaml(amended(examples)), "utf-8")
    act = amend_file(plan, tmp_path, revision=1, basis=ACT, sealed_on=AMENDED)
    assert main(["--locale", "ru", "verify", str(plan), str(act.document)]) == 0
    told = capsys.readouterr().out
    assert "совпадает с изменениями, которыми введена редакция 2 от 10.01.2019" in told
    assert "Это изменения в план, редакция 1, а не сам план." in told
    again = build_file(plan, tmp_path / "out")
    assert verify_file(again.document, load_lock(plan)[0]).amends is None
    assert load_plan(plan).revision == 2
