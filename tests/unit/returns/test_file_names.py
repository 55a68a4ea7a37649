"""plandoc.returns.file_names: what returned files are called."""

from plandoc.returns.file_names import file_names, name_of


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    """A name that is there once is enough; capitals tell no two files apart."""
    files = ["got/a/plan.xlsx", "got/b/deep/Plan.xlsx", "got/b/Иванова.xlsx", "plan.docx"]
    named = ["a/plan.xlsx", "b/deep/Plan.xlsx", "Иванова.xlsx", "plan.docx"]
    assert list(file_names(files).values()) == named
    assert file_names(["a.xlsx", "/b/a.xlsx"])["/b/a.xlsx"] == "b/a.xlsx"
    assert file_names([]) == {}


def test_a_file_of_which_nothing_is_said_is_called_by_its_name() -> None:
    """Files of earlier runs, and the plan itself, are no returned files of this one."""
    assert name_of("folder/plan.yaml", {}) == "plan.yaml"


def test_files_on_several_disks_keep_their_paths(monkeypatch) -> None:
    """They have no folder in common."""

    def apart(_: object) -> str:
        raise ValueError

    monkeypatch.setattr("plandoc.returns.file_names.commonpath", apart)
    assert file_names(["/c/a.xlsx", "/d/a.xlsx"])["/d/a.xlsx"] == "/d/a.xlsx"
