"""plandoc.project.outputs: files written together, all of them or none."""

import errno
import os
import stat
from pathlib import Path

import pytest

from plandoc import load_plan
from plandoc.errors import OutputError, PlanFileError
from plandoc.project.files import explained
from plandoc.project.outputs import Existing, Output, write_all


def write(path, data, *, force=False):
    """Write one file."""
    write_all([Output(path, data, Existing.replaced(force=force))])


def codes(error):
    return [problem.code for problem in error.value.problems]


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


@pytest.mark.parametrize(
    ("target", "code"), [("none/plan.docx", "PLN817"), ("п" * 200 + ".docx", "PLN818")]
)
def test_a_path_that_cannot_be_is_said_in_words(tmp_path, target, code):
    """A folder that is not there, and a name too long for the disk, have words of their own."""
    with pytest.raises(OutputError) as error, explained(tmp_path / target):
        (tmp_path / target).write_bytes(b"")
    assert codes(error) == [code]
    for language in ("ru", "en"):
        assert "Errno" not in error.value.text(language)


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


def test_a_new_file_has_ordinary_rights(tmp_path):
    """A document may be read by those whom the umask lets read."""
    mask = os.umask(0o022)
    try:
        write(tmp_path / "a", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


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


@pytest.fixture
def folder(tmp_path):
    """A folder with two files that are there already; the third is new."""
    (tmp_path / "a.txt").write_bytes(b"old a")
    (tmp_path / "b.xlsx").write_bytes(b"filled in by hand")
    return tmp_path


def outputs(folder, existing=Existing.REPLACE):
    return [
        Output(folder / "a.txt", b"new a", existing),
        Output(folder / "b.xlsx", b"new b", Existing.SET_ASIDE),
        Output(folder / "c.txt", b"new c"),
    ]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_set_aside_is_named_as_the_caller_names_it(folder, monkeypatch):
    """A relative path stays relative."""
    monkeypatch.chdir(folder)
    written = write_all([Output(Path("b.xlsx"), b"new b", Existing.SET_ASIDE)])
    assert written.kept == {Path("b.xlsx"): Path("b — прежний вид.xlsx")}


def test_what_is_there_is_replaced_set_aside_or_new(folder):
    """Each file follows its own policy; what was set aside is named; nothing else is left."""
    written = write_all(outputs(folder))
    assert written.kept == {folder / "b.xlsx": folder / "b — прежний вид.xlsx"}
    assert contents(folder) == {
        "a.txt": b"new a",
        "b.xlsx": b"new b",
        "b — прежний вид.xlsx": b"filled in by hand",
        "c.txt": b"new c",
    }


def failing_replace(monkeypatch, number):
    """Let the rename of that number, counted from 1, fail; return the list of those that ran."""
    real, done = os.replace, []

    def replace(source, target, **options):
        done.append(Path(target).name)
        if len(done) == number:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(source, target, **options)

    monkeypatch.setattr(os, "replace", replace)
    return done


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_rename_that_fails_undoes_the_others(folder, monkeypatch, number):
    """Whichever of the four renames fails, every file has its old content and its old name."""
    before = contents(folder)
    done = failing_replace(monkeypatch, number)
    with pytest.raises(OutputError) as error:
        write_all(outputs(folder))
    assert codes(error) == ["PLN802"]
    assert len(done) >= number
    assert contents(folder) == before


def test_there_are_no_more_than_four_renames(folder, monkeypatch):
    """The test above lets each of them fail."""
    done = failing_replace(monkeypatch, 5)
    write_all(outputs(folder))
    assert done == ["a.txt", "b — прежний вид.xlsx", "b.xlsx", "c.txt"]


def test_an_undo_that_fails_loses_nothing(folder, monkeypatch):
    """When the old content cannot be put back, it stays beside the file and is named."""
    real, done = os.replace, []

    def replace(source, target, **options):
        done.append(target)
        if len(done) in {2, 3}:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(source, target, **options)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OutputError) as error:
        write_all(outputs(folder))
    kept = Path(error.value.problems[0].place.file)
    assert kept.parent == folder
    assert kept.read_bytes() == b"old a"


def test_a_bug_or_a_key_press_between_renames_undoes_them(folder, monkeypatch):
    """Not only errors of the disk are undone."""
    before = contents(folder)
    real = os.replace

    def replace(source, target, **options):
        if Path(target).name == "c.txt":
            raise KeyboardInterrupt
        return real(source, target, **options)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_all(outputs(folder))
    assert contents(folder) == before


def test_all_files_that_must_stay_are_named(folder):
    """Refused files come sorted, in one error; nothing is written, no folder is made."""
    refused = [
        Output(folder / name, b"new", Existing.REFUSE) for name in ("b.xlsx", "c.txt", "a.txt")
    ]
    before = contents(folder)
    with pytest.raises(OutputError) as error:
        write_all(refused, folder=folder / "new")
    assert codes(error) == ["PLN803", "PLN803"]
    files = [Path(problem.place.file).name for problem in error.value.problems]
    assert files == ["a.txt", "b.xlsx"]
    assert contents(folder) == before


def test_the_same_content_is_left_alone(folder):
    """A file that says the same already is neither refused nor touched nor set aside."""
    before = (folder / "b.xlsx").stat()
    for existing in Existing:
        written = write_all([Output(folder / "b.xlsx", b"filled in by hand", existing)])
        assert written.kept == {}
    assert (folder / "b.xlsx").stat() == before


def test_an_optional_file_may_fail_alone(folder, monkeypatch):
    """Its old content stays, it is named, and the others are written."""
    optional = Output(folder / "a.txt", b"new a", Existing.REPLACE, optional=True)
    failing_replace(monkeypatch, 1)
    written = write_all([optional, *outputs(folder)[1:]])
    assert written.missed == {folder / "a.txt"}
    assert contents(folder)["a.txt"] == b"old a"
    assert contents(folder)["c.txt"] == b"new c"


def test_the_rights_of_a_file_are_kept(folder):
    """A file that only its owner may read stays so."""
    (folder / "a.txt").chmod(0o600)
    write(folder / "a.txt", b"new", force=True)
    assert stat.S_IMODE((folder / "a.txt").stat().st_mode) == 0o600
