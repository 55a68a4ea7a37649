"""plandoc.project.building: both documents of a plan file, or neither."""

import errno
import os
import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.problems import codes

from plandoc import build_file, load_plan
from plandoc.errors import OutputError, PlanFileError
from plandoc.formats.yaml import plan_reader, plan_writer
from plandoc.project.building import clashes

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


def test_both_documents_are_made(file, tmp_path):
    """A plan file becomes a DOCX and an XLSX in a folder that is made for them."""
    built = build_file(file, tmp_path / "new" / "out")
    assert built.document == tmp_path / "new" / "out" / "plan.docx"
    assert built.tracking == tmp_path / "new" / "out" / "plan — учёт.xlsx"
    assert built.document.read_bytes()[:2] == built.tracking.read_bytes()[:2] == b"PK"


def test_ids_are_born_into_the_file_and_nothing_else_changes(file, tmp_path):
    """Missing ids are written into the plan file; every other line stays."""
    built = build_file(file, tmp_path / "out")
    assert built.ids_added == 2
    after = file.read_text(encoding="utf-8")
    assert re.sub(r"id: \w+\n(    )?", "", after) == PLAN
    assert load_plan(file).id == built.plan.id
    assert build_file(file, tmp_path / "out", force=True).ids_added == 0


def test_ids_survive_a_new_title(file, tmp_path):
    """After the first build an activity keeps its id, whatever it is called."""
    before = [row.activity.id for row in build_file(file, tmp_path / "out").plan.activity_rows()]
    text = file.read_text(encoding="utf-8").replace("Заседание совета", "Собрание")
    file.write_text(text, encoding="utf-8")
    assert [row.activity.id for row in load_plan(file).activity_rows()] == before


def test_building_again_the_same_changes_nothing(file, tmp_path):
    """The same plan gives the same bytes, so a second build needs no force."""
    first = build_file(file, tmp_path / "out").document.read_bytes()
    assert build_file(file, tmp_path / "out").document.read_bytes() == first


def test_a_file_that_differs_is_not_overwritten_unasked(file, tmp_path):
    """Both files at fault are named and nothing is written, not even ids."""
    built = build_file(file, tmp_path / "out")
    text = file.read_text(encoding="utf-8").replace("май", "июнь")
    file.write_text(text, encoding="utf-8")
    for path in (built.document, built.tracking):
        path.write_bytes(b"written by others")
    with pytest.raises(OutputError) as error:
        build_file(file, tmp_path / "out")
    assert codes(error.value) == ["PLN803", "PLN803"]
    assert built.document.read_bytes() == b"written by others"


def test_a_tracking_sheet_is_kept_even_when_forced(file, tmp_path):
    """What somebody has filled is moved aside, each time under a new name."""
    built = build_file(file, tmp_path / "out")
    for number in ("", " 2"):
        filled = b"filled by hand" + number.encode()
        built.tracking.write_bytes(filled)
        again = build_file(file, tmp_path / "out", force=True)
        assert again.kept == tmp_path / "out" / f"plan — учёт — прежний вид{number}.xlsx"
        assert again.kept.read_bytes() == filled
        assert load_workbook(BytesIO(again.tracking.read_bytes()))


def test_all_problems_of_a_plan_come_with_their_lines(tmp_path):
    """A broken plan makes nothing and tells everything at once."""
    path = tmp_path / "plan.yaml"
    path.write_text(
        "titel: План\nperiod: 2018-2019\nactivities:\n  - titel: Дело\n", encoding="utf-8"
    )
    with pytest.raises(PlanFileError) as error:
        build_file(path, tmp_path / "out")
    assert len(error.value.problems) >= 2
    assert all(problem.place.line for problem in error.value.problems)
    assert not (tmp_path / "out").exists()


def test_created_comes_from_the_caller(file, tmp_path):
    """The date in both files is the one that was given."""
    built = build_file(file, tmp_path / "out", created=datetime(2018, 9, 1, tzinfo=UTC))
    workbook = load_workbook(BytesIO(built.tracking.read_bytes()))
    assert workbook.properties.created.year == 2018


def test_a_byte_order_mark_is_no_obstacle(tmp_path):
    """A file saved by Notepad with a BOM is read, and keeps its BOM."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + PLAN.encode())
    build_file(path, tmp_path / "out")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# ")
    assert load_plan(path).title == "План работы"


def test_a_file_in_place_of_the_folder_is_said(file, tmp_path):
    """`out` that is a file is refused in words."""
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(OutputError) as error:
        build_file(file, tmp_path / "out")
    assert codes(error.value) == ["PLN805"]


@pytest.mark.parametrize("refused", ["tempfile.mkstemp", "os.replace"])
def test_ids_that_cannot_be_kept_are_a_warning(file, tmp_path, monkeypatch, refused):
    """A plan file that cannot be written to still builds, and the danger is said."""
    module, name = refused.split(".")
    real = getattr(sys.modules[module], name)

    def refuse_plan(*given, **options):
        if any(file.name in str(one) for one in (*given, *options.values())):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(*given, **options)

    monkeypatch.setattr(refused, refuse_plan)
    before = file.read_bytes()
    built = build_file(file, tmp_path / "out")
    assert "PLN808" in [problem.code for problem in built.problems]
    assert built.ids_added == 0
    assert built.document.exists()
    assert file.read_bytes() == before


def test_ids_that_aliases_share_are_another_warning(tmp_path):
    """Rows that one alias stands for cannot have ids of their own; the remedy says so."""
    path = tmp_path / "plan.yaml"
    first = "  - &s\n    title: Р\n    activities:\n      - title: А\n"
    text = f"title: П\nperiod: 2018-2019\nsections:\n{first}  - <<: *s\n    title: Т\n"
    path.write_text(text, encoding="utf-8")
    built = build_file(path, tmp_path / "out")
    assert "PLN046" in [problem.code for problem in built.problems]
    assert built.ids_added == 0


def test_plans_of_one_name_clash(tmp_path):
    """Two plans whose documents would bear one name are told apart beforehand."""
    first, second = tmp_path / "a" / "plan.yaml", tmp_path / "b" / "plan.yaml"
    found = clashes(dict.fromkeys([first, second, tmp_path / "other.yaml"], Path()))
    assert list(found) == [second]
    assert found[second].values["other"] == str(first)


def test_both_documents_are_written_or_neither(file, tmp_path, monkeypatch):
    """When the second cannot be written, the first is not there either, nor is anything moved."""
    built = build_file(file, tmp_path / "out")
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
        build_file(file, tmp_path / "out", force=True)
    assert built.document.read_bytes() == before
    assert built.tracking.read_bytes() == b"filled by hand"
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "plan — учёт.xlsx",
        "plan.docx",
    ]


def test_ids_are_not_written_when_the_documents_are_not(file, tmp_path, monkeypatch):
    """The plan file goes with its documents: when one cannot be renamed, no id is written."""
    before = file.read_bytes()
    real = os.replace

    def replace(source, target, **options):
        if str(target).endswith(" — учёт.xlsx"):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(source, target, **options)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OutputError):
        build_file(file, tmp_path / "out")
    assert file.read_bytes() == before
    assert list((tmp_path / "out").iterdir()) == []


def test_nodes_are_composed_only_where_they_are_needed(file, tmp_path, monkeypatch):
    """That is for the lines of remarks and to write ids; the new text is proved without."""
    texts = []
    real = plan_reader.compose_yaml

    def compose(text, *told):
        texts.append(text)
        return real(text, *told)

    monkeypatch.setattr(plan_reader, "compose_yaml", compose)
    monkeypatch.setattr(plan_writer, "compose_yaml", compose)
    build_file(file, tmp_path / "out")
    assert texts == [PLAN, PLAN]
    texts.clear()
    build_file(file, tmp_path / "out")
    assert len(texts) == 1
