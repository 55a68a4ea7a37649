"""plandoc.project.names: names in the language of the plan, which every file system takes."""

import errno
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.tracking_text import fill

from plandoc import (
    Period,
    amend_file,
    build_file,
    build_files,
    collect_file,
    load_plan,
    report_file,
    roll_over_file,
    seal_file,
    track_file,
)
from plandoc.cli.many import returned_files
from plandoc.codes import Code
from plandoc.errors import OutputError
from plandoc.project.calendars import write_calendars
from plandoc.project.files import explained, names_in
from plandoc.project.names import LONGEST, Names, named, same_name, without_word
from plandoc.project.showing import write_cards, write_page, write_wall, write_years
from plandoc.words.language import READ_LANGUAGES, words_in

NOW = datetime(2018, 10, 15, 12, tzinfo=UTC)
OUT = Path("out")
PLAN = """\
id: p0000001
title: План работы
period: 2018-2019
approvals:
  - kind: approve
    officer: {post: Директор, name: А.А. Иванова}
activities:
  - {title: Совет, deadline: Октябрь 2018, executors: ["%s"]}
  - {title: Семинар, deadline: Март 2019}
"""


@pytest.mark.parametrize("stem", ["п" * 125, "😀" * 62, "a" * 250, "👨\u200d👩\u200d👧" * 13])
def test_every_verb_writes_beside_a_plan_with_the_longest_name(tmp_path, stem):
    """Documents, journal, lock and copies get names that fit, and the next verb finds them."""
    plan, out = tmp_path / f"{stem}.yaml", tmp_path / "out"
    assert len(os.fsencode(plan.name)) <= LONGEST
    plan.write_text(PLAN % ("👩\u200d🏫" * 40), "utf-8")
    sheet = build_file(plan, out).tracking
    assert len(track_file(plan, out, per_executor=True).sheets) == 2
    filled = tmp_path / f"{stem}.xlsx"
    filled.write_bytes(fill(sheet.read_bytes(), {"2.": {"status": "завтра"}}))
    made = collect_file(plan, [filled], written_at=NOW, remarks=out)
    assert [path.exists() for path in made.remarks] == [True]
    filled.write_bytes(fill(sheet.read_bytes(), {"2.": {"text": "Прошёл"}}))
    assert collect_file(plan, [filled], written_at=NOW).written
    assert report_file(plan, out, today=date(2018, 12, 1)).document.exists()
    build_file(plan, out, force=True)
    seal_file(plan, on=date(2018, 9, 1))
    plan.write_text(plan.read_text("utf-8").replace("Март", "Апрель"), "utf-8")
    act = "приказ № 12 от 10.01.2019"
    amend_file(plan, out, revision=1, basis=act, sealed_on=date(2019, 1, 10))
    assert load_plan(plan).revision == 2
    roll_over_file(plan, Period.model_validate("2019-2020"), out)
    names = [path.name for path in (*tmp_path.iterdir(), *out.iterdir())]
    assert max(len(os.fsencode(name)) for name in names) <= LONGEST
    assert [name for name in names if name.endswith(".part")] == []


def test_names_that_are_cut_stay_apart():
    """Two stems that begin alike get two names; a stem that fits is left alone."""
    one, other = (named("п" * 127 + end, ".journal.jsonl") for end in "аб")
    assert one != other
    assert len(os.fsencode(one)) <= LONGEST
    assert named("план", ".docx") == "план.docx"


@pytest.mark.slow
def test_names_are_those_of_the_disk_in_any_locale(tmp_path):
    """Where the locale knows ASCII alone, files have the same names as elsewhere."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for arguments in (
        ["new", "план.yaml", "--locale", "ru"],
        ["build", "план.yaml", "-o", "готово"],
        ["track", "план.yaml", "-o", "листы", "--per-executor"],
    ):
        command = [sys.executable, "-m", "plandoc", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "готово" / "план.docx").exists()
    assert "план.yaml" in (tmp_path / "план.yaml").read_text("utf-8")
    sheets = [path.name for path in (tmp_path / "листы").iterdir()]
    assert [name for name in sheets if re.fullmatch(r"план — учёт — [А-Яа-яё ]+\.xlsx", name)]


EACH = {
    "ru": {
        "план — учёт.xlsx", "план — учёт — Завуч.xlsx", "план — учёт — Исполнитель не указан.xlsx",
        "план — отчёт.docx", "план — отчёт.xlsx", "план — отчёт.html",
        "план — изменения (редакция 2).docx", "план — на стену.docx", "план — карточки.docx",
        "план — карточка — Завуч.docx", "план — по годам.docx", "план — Завуч.ics",
        "план — Исполнитель не указан.ics", "план-2019-2020 — вопросы.xlsx",
        "план-2019-2020 — вопросы.yaml", "план-2019-2020 — что изменилось.docx",
        "присланное — замечания.xlsx",
    },
    "kk": {
        "план — есепке алу.xlsx", "план — есеп.docx", "план — есеп.xlsx", "план — қабырғаға.docx",
        "план — өзгерістер (2-редакция).docx", "план-2019-2020 — не өзгерді.docx",
        "присланное — ескертулер.xlsx",
    },
    "uk": {
        "план — облік.xlsx", "план — звіт.docx", "план — звіт.xlsx", "план — на стіну.docx",
        "план — зміни (редакція 2).docx", "план-2019-2020 — що змінилося.docx",
        "присланное — зауваження.xlsx",
    },
    "en": {
        "план-tracking.xlsx", "план-tracking-Завуч.xlsx", "план-report.docx", "план-report.xlsx",
        "план-amendment-2.docx", "план-wall.docx", "план-cards.docx", "план-card-Завуч.docx",
        "план-years.docx", "план-Завуч.ics", "план-2019-2020-review.xlsx",
        "план-2019-2020-changes.docx", "присланное-remarks.xlsx",
    },
}  # fmt: skip


def kinds(folder):
    """Return the names in a folder, without those of copies that were set aside."""
    aside = [words_in(language).files.previous for language in READ_LANGUAGES]
    names = {path.name for path in folder.iterdir()}
    return {name for name in names if not any(word in name for word in aside)}


def every_verb(plan, out):
    """Let every verb that names a file by itself write it; return all that it was told."""
    built = build_file(plan, out)
    told, sheet = [*built.problems], built.tracking
    filled = out.parent / "присланное.xlsx"
    filled.write_bytes(fill(sheet.read_bytes(), {"2.": {"date": "завтра"}}))
    told += collect_file(plan, [filled], remarks=out).problems
    told += track_file(plan, out, per_executor=True).problems
    told += report_file(plan, out, today=date(2018, 12, 1), force=True).problems
    told += write_page(plan, out).problems
    told += write_page(plan, out, today=date(2018, 12, 1)).problems
    told += write_wall(plan, out).problems
    told += write_cards(plan, out).problems
    told += write_cards(plan, out, executor="Завуч").problems
    told += write_calendars(plan, out).problems
    told += write_calendars(plan, out, per_executor=True).problems
    told += write_years([plan, plan], out).problems
    told += roll_over_file(plan, Period.model_validate("2019-2020"), out).problems
    seal_file(plan, on=date(2018, 9, 1))
    plan.write_text(plan.read_text("utf-8").replace("Март", "Апрель"), "utf-8")
    told += amend_file(plan, out, revision=1, basis="приказ № 12 от 10.01.2019").problems
    return told


@pytest.mark.parametrize("language", EACH)
def test_files_are_named_in_the_language_of_the_plan(tmp_path, language):
    """Every file that a verb names by itself; the document, the page and the calendar keep theirs.

    Made twice, it is the same files.
    """
    out, plan = tmp_path / "out", tmp_path / "план.yaml"
    plan.write_text(PLAN % "Завуч" + f"language: {language}\n", "utf-8")
    before = plan.read_bytes()
    told = every_verb(plan, out)
    made = kinds(out)
    assert made >= EACH[language] | {"план.docx", "план.html", "план.ics", "план-2019-2020.yaml"}
    assert Code.FORMER_NAME_KEPT not in {problem.code for problem in told}
    plan.write_bytes(before)
    (tmp_path / "план.lock.json").unlink()
    every_verb(plan, out)
    assert kinds(out) == made


FORMER = {
    " — учёт": "-tracking", " — отчёт": "-report", " — изменения (редакция 2)": "-amendment-2",
    " — вопросы": "-review", " — что изменилось": "-changes", " — на стену": "-wall",
    " — карточки": "-cards", " — карточка": "-card", " — по годам": "-years",
    " — замечания": "-remarks", " — ": "-",
}  # fmt: skip


def test_a_file_under_its_former_name_keeps_it_and_is_told(tmp_path):
    """Nothing is made twice: what is there, by whatever verb, is renewed where it stands."""
    out, plan = tmp_path / "out", tmp_path / "план.yaml"
    plan.write_text(PLAN % "Завуч", "utf-8")
    before = plan.read_bytes()
    every_verb(plan, out)
    renamed = {}
    for path in [*out.iterdir()]:
        name = path.name
        for now, once in FORMER.items():
            name = name.replace(now, once)
        if name != path.name:
            renamed[str(path.rename(out / name))] = path.name
    made = kinds(out)
    plan.write_bytes(before)
    (tmp_path / "план.lock.json").unlink()
    told = [one for one in every_verb(plan, out) if one.code is Code.FORMER_NAME_KEPT]
    assert kinds(out) == made
    assert {one.place.file: one.values["name"] for one in told} == renamed
    assert len(renamed) >= len(EACH["ru"])
    sheet = next(one for one in told if one.place.file == str(out / "план-tracking.xlsx"))
    assert "«план — учёт.xlsx»" in sheet.text("ru")
    assert "“план — учёт.xlsx”" in sheet.text("en")


def test_a_renamed_file_is_used_from_then_on(tmp_path):
    """What the problem says is done: the sheet is renewed under its new name, and nothing told."""
    out, plan = tmp_path / "out", tmp_path / "план.yaml"
    plan.write_text(PLAN % "Завуч", "utf-8")
    sheet = build_file(plan, out).tracking
    sheet.rename(out / "план-tracking.xlsx")
    assert build_file(plan, out).tracking.name == "план-tracking.xlsx"
    (out / "план-tracking.xlsx").rename(sheet)
    built = build_file(plan, out)
    assert built.tracking == sheet
    assert Code.FORMER_NAME_KEPT not in {problem.code for problem in built.problems}


def test_a_run_that_was_stopped_goes_on_with_files_of_former_names(tmp_path):
    """What an earlier run made stands, whatever it is called, and is not made again."""
    out, plan, record = tmp_path / "out", tmp_path / "план.yaml", tmp_path / "record"
    plan.write_text(PLAN % "Завуч", "utf-8")
    build_file(plan, out).tracking.rename(out / "план-tracking.xlsx")
    for skipped in (False, True):
        (done,) = build_files([plan], out, record=record)
        assert done.result is not None
        assert done.result.skipped is skipped
        assert done.result.tracking.name == "план-tracking.xlsx"
    assert {path.name for path in out.iterdir()} == {"план.docx", "план-tracking.xlsx"}


def test_filled_sheets_of_a_folder_are_read_whatever_they_are_called(tmp_path):
    """Under former names and new ones, set aside, or as a copy with remarks."""
    names = {
        "план-tracking-Завуч.xlsx", "план — учёт — Завуч.xlsx", "план-tracking.previous-1.xlsx",
        "план — учёт — прежний вид.xlsx", "Иванова-remarks.xlsx", "Иванова — замечания.xlsx",
    }  # fmt: skip
    for name in names:
        (tmp_path / name).touch()
    assert {path.name for path in returned_files([str(tmp_path)])} == names


def test_files_of_other_office_formats_are_found_in_a_folder(tmp_path):
    """They are told instead of being left out; pictures and PDF are no answers."""
    names = {"а.ods", "б.XLS", "в.xlsb", "г.odt", "д.doc", "е.rtf"}
    for name in (*names, "ж.pdf", "з.jpg", "~$и.doc"):
        (tmp_path / name).touch()
    assert {path.name for path in returned_files([str(tmp_path)])} == names


def test_executors_who_begin_alike_have_their_own_former_sheets(tmp_path):
    """The sheets that were numbered are found, each for its executor."""
    names = Names(tmp_path, "ru")
    begin = "Заместитель директора по учебно-воспитательной и методической работе "
    for copy in ("", "-2"):
        (tmp_path / f"план-tracking-{begin[:60].strip()}{copy}.xlsx").touch()
    found = [names.take("план", ".xlsx", lambda w: w.tracking, begin + end).name for end in "АБВ"]
    assert [name.startswith("план-tracking-") for name in found] == [True, True, False]
    assert len(set(found)) == 3
    assert len(names.problems) == 2


def test_only_the_very_file_counts_as_the_former_one(tmp_path):
    """A numbered document of somebody else is none."""
    for other in ("план-2.docx", "план-tracking-2.xlsx", "план-tracking.docx"):
        (tmp_path / other).touch()
    names = Names(tmp_path, "ru")
    assert names.take("план", ".docx").name == "план.docx"
    assert names.take("план", ".xlsx", lambda words: words.tracking).name == "план — учёт.xlsx"
    assert names.problems == []


STEMS = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1)
EXECUTORS = st.lists(
    st.sampled_from(
        ["Иванова", "ИВАНОВА", "Иванова.", "а/б", "а\\б", "е\u0308", "ё", "?", "*", "Con"]
    )
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
    unique=True,
    min_size=1,
)


@tries(60)
@given(STEMS, EXECUTORS, st.sampled_from(READ_LANGUAGES))
def test_every_disk_takes_every_name_and_no_two_are_one(stem, executors, language):
    """Windows and macOS, which know no case; composed, of at most 255 bytes and 120 letters."""
    names = Names(OUT / "of nobody", language)
    taken = [names.take(stem, ".xlsx", lambda words: words.tracking, one) for one in executors]
    taken += [names.take(stem, ".docx"), names.take(stem, ".xlsx", lambda words: words.tracking)]
    assert len({same_name(path.name) for path in taken}) == len(taken)
    for name in (path.name for path in taken):
        assert is_normalized("NFC", name)
        assert not re.search(r'[\x00-\x1f<>:"/\\|?*]', name)
        assert not re.match(r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])\.", name)
        assert name == name.strip(" .")
        assert len(name.encode()) <= LONGEST
    for name in (path.name for path in taken if path.suffix == ".xlsx"):
        assert len(name) <= 120


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("план", "план.docx"), ("con", "_con.docx"), ("COM1.2019", "_COM1.2019.docx"),
        ("а:б?", "а б.docx"), ("план.", "план.docx"), ("...", "_.docx"),
        (normalize("NFD", "учёбный"), "учёбный.docx"), ("console", "console.docx"),
    ],
)  # fmt: skip
def test_a_document_is_called_as_its_plan_wherever_a_disk_takes_that(tmp_path, stem, name):
    """One that is there under the name of the plan file itself is found all the same."""
    assert Names(tmp_path, "ru").take(stem, ".docx").name == name
    (tmp_path / f"{stem}.docx").touch()
    assert Names(tmp_path, "ru").take(stem, ".docx").name == f"{stem}.docx"


def test_a_long_name_is_cut_after_a_word():
    """Executors who begin alike stay apart, whoever else is in the plan."""
    begin = "Заместитель директора по учебно-воспитательной и методической работе "
    for others in ([], ["Завуч"]):
        names = Names(OUT, "ru")
        for other in others:
            names.take("План", ".xlsx", lambda words: words.tracking, other)
        found = [
            names.take("План", ".xlsx", lambda words: words.tracking, f"{begin} {who}").name
            for who in ("Иванова", "Петрова")
        ]
        start = "План — учёт — Заместитель директора по учебно-воспитательной и"
        for name in found:
            assert re.fullmatch(start + r"~[0-9a-f]{8}\.xlsx", name)
        assert len(set(found)) == 2


@pytest.mark.parametrize(
    "stem", ["Иванова", "Иванова — замечания", "Иванова — замечания 2", "Иванова-remarks-2"]
)
def test_a_copy_of_a_copy_is_called_as_the_copy(stem):
    """The word that was added stands once, in whatever language."""
    assert without_word(stem, lambda words: words.remarks) == "Иванова"


def test_a_disk_that_refuses_a_name_is_told_with_a_remedy(tmp_path):
    """A stick or a share that knows no Cyrillic: a problem in words, with the file."""
    with pytest.raises(OutputError) as refused, explained(tmp_path / "план — учёт.xlsx"):
        raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ))
    (problem,) = refused.value.problems
    assert problem.code is Code.FILE_NAME_REFUSED
    assert "латинскими" in problem.text("ru")
    assert "Latin" in problem.text("en")


def test_a_folder_that_cannot_be_read_has_no_names(tmp_path: Path):
    """All other names are listed, those of hidden files too."""
    for name in ("a.yaml", ".c.yaml"):
        (tmp_path / name).touch()
    assert sorted(names_in(tmp_path)) == [".c.yaml", "a.yaml"]
    assert names_in(tmp_path / "none") == []
