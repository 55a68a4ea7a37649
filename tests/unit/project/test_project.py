"""plandoc.project: files read, written in one piece, never lost."""

import errno
import os
import re
import stat
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plandoc import (
    Activity,
    OutputError,
    Period,
    Plan,
    PlanFileError,
    TemplateError,
    build,
    check_file,
    load_plan,
    load_template,
    save_plan,
    save_template,
)
from plandoc.project.building import clashes
from plandoc.project.files import write

PLAN = """\
# Первый комментарий
title: План работы  # заголовок
period: 2018-2019
activities:
  - title: Заседание совета
    deadline: май 2019
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def codes(error):
    return [problem.code for problem in error.value.problems]


def test_both_documents_are_made(file, tmp_path):
    """A plan file becomes a DOCX and an XLSX in a folder that is made for them."""
    built = build(file, tmp_path / "new" / "out")
    assert built.document == tmp_path / "new" / "out" / "plan.docx"
    assert built.tracking == tmp_path / "new" / "out" / "plan-tracking.xlsx"
    assert built.document.read_bytes()[:2] == built.tracking.read_bytes()[:2] == b"PK"


def test_ids_are_born_into_the_file_and_nothing_else_changes(file, tmp_path):
    """Missing ids are written into the plan file; every other line stays."""
    built = build(file, tmp_path / "out")
    assert built.ids_added == 2
    after = file.read_text(encoding="utf-8")
    assert re.sub(r"id: \w+\n(    )?", "", after) == PLAN
    assert load_plan(file).id == built.plan.id
    assert build(file, tmp_path / "out", force=True).ids_added == 0


def test_ids_survive_a_new_title(file, tmp_path):
    """After the first build an activity keeps its id, whatever it is called."""
    before = [row.activity.id for row in build(file, tmp_path / "out").plan.activity_rows()]
    text = file.read_text(encoding="utf-8").replace("Заседание совета", "Собрание")
    file.write_text(text, encoding="utf-8")
    assert [row.activity.id for row in load_plan(file).activity_rows()] == before


def test_building_again_the_same_changes_nothing(file, tmp_path):
    """The same plan gives the same bytes, so a second build needs no force."""
    first = build(file, tmp_path / "out").document.read_bytes()
    assert build(file, tmp_path / "out").document.read_bytes() == first


def test_a_file_that_differs_is_not_overwritten_unasked(file, tmp_path):
    """Both files at fault are named and nothing is written, not even ids."""
    build(file, tmp_path / "out")
    text = file.read_text(encoding="utf-8").replace("май", "июнь")
    file.write_text(text, encoding="utf-8")
    before = (tmp_path / "out" / "plan.docx").read_bytes()
    with pytest.raises(OutputError) as error:
        build(file, tmp_path / "out")
    assert codes(error) == ["PLN803", "PLN803"]
    assert (tmp_path / "out" / "plan.docx").read_bytes() == before


def test_a_tracking_sheet_is_kept_even_when_forced(file, tmp_path):
    """What somebody has filled is moved aside, each time under a new name."""
    built = build(file, tmp_path / "out")
    for number in (1, 2):
        filled = b"filled by hand" + bytes([number])
        built.tracking.write_bytes(filled)
        again = build(file, tmp_path / "out", force=True)
        assert again.kept == tmp_path / "out" / f"plan-tracking.previous-{number}.xlsx"
        assert again.kept.read_bytes() == filled
        assert load_workbook(BytesIO(again.tracking.read_bytes()))


def test_all_problems_of_a_plan_come_with_their_lines(tmp_path):
    """A broken plan makes nothing and tells everything at once."""
    path = tmp_path / "plan.yaml"
    path.write_text(
        "titel: План\nperiod: 2018-2019\nactivities:\n  - title: ''\n", encoding="utf-8"
    )
    with pytest.raises(PlanFileError) as error:
        build(path, tmp_path / "out")
    assert len(error.value.problems) >= 3
    assert all(problem.place.line for problem in error.value.problems)
    assert not (tmp_path / "out").exists()


def test_remarks_have_the_line_of_the_file(tmp_path):
    """A deadline outside the period is shown where it stands."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.replace("май 2019", "май 2029 г."), encoding="utf-8")
    _, problems = check_file(path)
    assert any(
        problem.place.line == 6 and problem.code in ("PLN204", "PLN302") for problem in problems
    )


def test_created_comes_from_the_caller(file, tmp_path):
    """The date in both files is the one that was given."""
    built = build(file, tmp_path / "out", created=datetime(2018, 9, 1, tzinfo=UTC))
    workbook = load_workbook(BytesIO(built.tracking.read_bytes()))
    assert workbook.properties.created.year == 2018


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.mkdir(), "PLN009"),
        (lambda _: None, "PLN801"),
        (
            lambda path: path.write_bytes(
                "title: План работы методического совета".encode("cp1251")
            ),
            "PLN004",
        ),
    ],
)
def test_what_is_not_a_plan_file_is_named(tmp_path, make, code):
    """A folder, nothing at all, another encoding: each is said in its own words."""
    path = tmp_path / "plan.yaml"
    make(path)
    with pytest.raises(PlanFileError) as error:
        load_plan(path)
    assert codes(error) == [code]
    assert error.value.problems[0].place.file == str(path)


def test_a_byte_order_mark_is_no_obstacle(tmp_path):
    """A file saved by Notepad with a BOM is read, and keeps its BOM."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + PLAN.encode())
    build(path, tmp_path / "out")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# ")
    assert load_plan(path).title == "План работы"


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """When writing fails half-way, the file is as it was and no part of it is left lying."""
    path = tmp_path / "plan.docx"
    path.write_bytes(b"old")

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as error:
        write(path, b"new", force=True)
    assert codes(error) == ["PLN804"]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_place_of_the_folder_is_said(file, tmp_path):
    """`out` that is a file is refused in words."""
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(OutputError) as error:
        build(file, tmp_path / "out")
    assert codes(error) == ["PLN805"]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_read_only_target_is_said(tmp_path, monkeypatch, code):
    """Where writing is not allowed, the file and the reason are named."""

    def refused(*_, **__):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(OutputError) as error:
        write(tmp_path / "plan.docx", b"", force=True)
    assert codes(error) == ["PLN802"]
    assert error.value.problems[0].place.file.endswith("plan.docx")


def test_ids_that_cannot_be_kept_are_a_warning(file, tmp_path, monkeypatch):
    """A plan file that cannot be written to still builds, and the danger is said."""
    import plandoc.project.plan_file as roof

    real = roof.write

    def refuse_plan(path, data, *, force=False):
        if Path(path) == file:
            raise OutputError([])
        real(path, data, force=force)

    monkeypatch.setattr(roof, "write", refuse_plan)
    built = build(file, tmp_path / "out")
    assert "PLN808" in [problem.code for problem in built.problems]
    assert built.document.exists()


def test_a_new_file_has_ordinary_rights(tmp_path):
    """A document may be read by those whom the umask lets read."""
    mask = os.umask(0o022)
    try:
        write(tmp_path / "a", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_the_template_can_be_saved_and_used(file, tmp_path):
    """The saved template builds the same document; it is not overwritten unasked."""
    save_template(tmp_path / "mine.docx")
    (tmp_path / "mine.docx").write_bytes(b"changed")
    with pytest.raises(OutputError):
        save_template(tmp_path / "mine.docx")
    save_template(tmp_path / "mine.docx", force=True)
    mine = load_template(tmp_path / "mine.docx")
    own = build(file, tmp_path / "own", template=mine).document.read_bytes()
    assert own == build(file, tmp_path / "out").document.read_bytes()


def test_a_template_that_is_not_there_is_said(tmp_path):
    """A wrong name for a template is a problem of the template."""
    with pytest.raises(TemplateError) as error:
        load_template(tmp_path / "none.docx")
    assert codes(error) == ["PLN606"]


@pytest.mark.parametrize("name", ["plan.yaml", "plan.json"])
def test_a_plan_saved_is_the_plan_loaded(tmp_path, name):
    """YAML and JSON bring back what was saved."""
    plan = Plan(title="План", period=Period.school_year(2018), activities=[Activity(title="Дело")])
    save_plan(plan, tmp_path / name)
    assert load_plan(tmp_path / name) == plan


def test_saving_over_a_file_keeps_its_comments(file):
    """Only what changed is touched."""
    plan = load_plan(file)
    save_plan(plan.model_copy(update={"revision": 2}), file)
    text = file.read_text(encoding="utf-8")
    assert "# Первый комментарий" in text
    assert "# заголовок" in text
    assert load_plan(file).revision == 2


def test_only_ordinary_files_are_read_and_written():
    """A device is neither read for ever nor replaced."""
    with pytest.raises(PlanFileError) as error:
        load_plan("/dev/zero")
    assert codes(error) == ["PLN809"]
    with pytest.raises(OutputError) as refused:
        write(Path("/dev/null"), b"", force=True)
    assert codes(refused) == ["PLN809"]


def test_a_link_stays_a_link(tmp_path):
    """Writing through a symbolic link changes the file behind it."""
    target, link = tmp_path / "target.docx", tmp_path / "link.docx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(link, b"new", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_plans_of_one_name_clash(tmp_path):
    """Two plans whose documents would bear one name are told apart beforehand."""
    first, second = tmp_path / "a" / "plan.yaml", tmp_path / "b" / "plan.yaml"
    found = clashes([first, second, tmp_path / "other.yaml"])
    assert list(found) == [second]
    assert found[second].values["other"] == str(first)


def test_both_documents_are_written_or_neither(file, tmp_path, monkeypatch):
    """When the second cannot be written, the first is not there either, nor is anything moved."""
    built = build(file, tmp_path / "out")
    built.tracking.write_bytes(b"filled by hand")
    real, calls = os.fsync, []

    def full_at_the_second(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    text = file.read_text(encoding="utf-8").replace("май", "июнь")
    file.write_text(text, encoding="utf-8")
    before = built.document.read_bytes()
    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(OutputError):
        build(file, tmp_path / "out", force=True)
    assert built.document.read_bytes() == before
    assert built.tracking.read_bytes() == b"filled by hand"
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "plan-tracking.xlsx",
        "plan.docx",
    ]
