"""What a plain run leaves out, how it says so, and what a missing tool means."""

import tomllib

import pytest
from support.places import ROOT, TESTS

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.source  # the options of pytest stand in pyproject.toml

OPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]


@pytest.fixture
def session(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with this conftest and the markers of this repository."""
    pytester.makeconftest((TESTS / "conftest.py").read_text(encoding="utf-8"))
    markers = "\n    ".join(OPTIONS["ini_options"]["markers"])
    pytester.makeini(f"[pytest]\nmarkers =\n    {markers}\n")
    return pytester


@pytest.fixture
def missing(session: pytest.Pytester) -> pytest.Pytester:
    """Tests of which all but one lack something."""
    session.makepyfile("""
        import pytest
        from support.engines import EngineMissing

        @pytest.fixture(scope="session")
        def rendered():
            raise EngineMissing("no engine in the fixture")

        def test_call(): raise EngineMissing("no engine in the test")
        def test_setup(rendered): pass
        def test_setup_again(rendered): pass
        def test_plain(): pytest.skip("no corpus")
        def test_fine(): pass
    """)
    return session


@pytest.fixture
def marked(session: pytest.Pytester) -> pytest.Pytester:
    """Tests with every marker, and a plain one."""
    session.makepyfile("""
        import pytest
        from support.engines import _run

        @pytest.mark.slow
        def test_slow(): pass
        @pytest.mark.office
        def test_office(): assert _run(["echo", "yes"]) == "yes"
        @pytest.mark.office
        @pytest.mark.slow
        def test_slow_office(): pass
        def test_corpus(corpus): assert corpus.is_dir()
        def test_plain(): pass
    """)
    return session


def test_a_missing_engine_is_a_skip(
    missing: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing engine skips its tests with the reason, wherever it was asked for."""
    monkeypatch.delenv("PLANDOC_REQUIRE_ALL", raising=False)
    result = missing.runpytest_inprocess("-rs")
    result.assert_outcomes(passed=1, skipped=4)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*no engine in the test", "*no engine in the fixture"])


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "xdist"])
def test_a_skip_is_a_failure_where_everything_is_required(
    missing: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: tuple[str, ...]
) -> None:
    """Where everything is required a skip fails the session and is named."""
    monkeypatch.setenv("PLANDOC_REQUIRE_ALL", "1")
    result = missing.runpytest_inprocess(*workers)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*skips are failures here*"])
    result.stdout.fnmatch_lines_random(["*::test_call: *no engine in the test", "*no corpus"])


def test_nothing_skipped_is_no_failure(
    missing: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where everything is required and is there the session passes."""
    monkeypatch.setenv("PLANDOC_REQUIRE_ALL", "1")
    assert missing.runpytest_inprocess("-k", "fine").ret == pytest.ExitCode.OK


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "xdist"])
def test_a_plain_run_says_what_it_left_out(
    marked: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    """Each test left out is counted once, with the command that runs it."""
    chosen = next(option for option in OPTIONS["ini_options"]["addopts"] if "not " in option)
    result = marked.runpytest_inprocess("-m", chosen, *workers)
    assert result.parseoutcomes()["passed"] == 1
    result.stdout.fnmatch_lines([
        "*left out of this run*",
        "    2 *: python -m pytest -m slow", "    1 *: python -m pytest -m office",
        "    1 *: python -m pytest -m corpus", '*: python -m pytest -m ""',
    ])  # fmt: skip


def test_a_whole_run_leaves_nothing_out(marked: pytest.Pytester) -> None:
    """An empty choice of markers runs them all, and nothing is said."""
    result = marked.runpytest_inprocess("-m", "")
    assert sum(result.parseoutcomes().values()) == 5
    assert "left out" not in result.stdout.str()


def test_a_tool_is_started_by_marked_tests_alone(session: pytest.Pytester) -> None:
    """A test that starts a tool without the marker fails and is told which marker it needs."""
    session.makepyfile("""
        from support.engines import _run
        def test_unmarked(): _run(["echo"])
    """)
    result = session.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*a test that starts echo carries the marker office*"])
