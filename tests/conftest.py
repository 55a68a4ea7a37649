"""What every test may ask for, and what is left out of a run.

A plain `pytest` leaves out the tests marked slow, office and corpus (see pyproject.toml) and says
at its end how to run them. A test just calls the helpers of support/engines.py: where a tool is
missing the test is skipped with the reason. With PLANDOC_REQUIRE_ALL=1, as in .ci/run, any skip at
all fails the session. So does a test that writes into `examples/`.
"""

import os
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from support import effort, engines
from support.places import CORPUS, EXAMPLES

LEFT_OUT = {
    "slow": "take long",
    "office": "need office engines",
    "corpus": "need the shared corpus",
}
Counts = dict[str, int]
left_out = pytest.StashKey[Counts]()
Shipped = dict[Path, bytes]
shipped = pytest.StashKey[Shipped]()
"""The examples before the tests; kept by the process that starts workers, not by them."""

effort.register()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus of real plans, `../shared/corpus`."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the shipped examples."""
    return EXAMPLES


# --- markers ------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    config.stash[left_out] = {}
    if not hasattr(config, "workerinput"):
        config.stash[shipped] = _examples()


def _examples() -> Shipped:
    return {path: path.read_bytes() for path in EXAMPLES.rglob("*.*") if path.suffix != ".pyc"}


def _written(config: pytest.Config) -> list[str]:
    """Return the files of the examples that are not as they were before the tests."""
    before = config.stash.get(shipped, None)
    if before is None:
        return []
    now = _examples()
    names = sorted(path.name for path in before | now if before.get(path) != now.get(path))
    return [f"examples/{name}: a test wrote it; seal, track and edit a copy" for name in names]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark the tests that ask for the corpus, before tests are chosen by their markers."""
    for item in items:
        if "corpus" in getattr(item, "fixturenames", ()):
            item.add_marker("corpus")


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    for item in items:
        reason = next((name for name in LEFT_OUT if item.get_closest_marker(name)), "other")
        counts = item.config.stash[left_out]
        counts[reason] = counts.get(reason, 0) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take the counts of a worker of xdist; all workers collect the same tests."""
    output: dict[str, dict[str, int]] = getattr(node, "workeroutput", {})
    config: pytest.Config = getattr(node, "config")  # noqa: B009 - xdist's node has no type
    if "left_out" in output:
        config.stash[left_out] = output["left_out"]


# --- what is missing ----------------------------------------------------------------------------


def _skip_where_missing(item: pytest.Item) -> Generator[None, object, object]:
    engines.permit(permitted=item.get_closest_marker("office") is not None)
    try:
        return (yield)
    except engines.EngineMissing as missing:
        pytest.skip(str(missing))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _skip_where_missing(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _skip_where_missing(item))


def _forbidden_skips(config: pytest.Config) -> list[str]:
    if os.environ.get("PLANDOC_REQUIRE_ALL") != "1":
        return []
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return [f"{report.nodeid}: {report.longrepr[2]}" for report in skipped]


def pytest_sessionfinish(session: pytest.Session) -> None:
    worker: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if worker is not None:
        worker["left_out"] = session.config.stash[left_out]
    if _forbidden_skips(session.config) or _written(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if skips := _forbidden_skips(config):
        terminalreporter.section("skips are failures here (PLANDOC_REQUIRE_ALL=1)", red=True)
        for line in skips:
            terminalreporter.line(line)
    if written := _written(config):
        terminalreporter.section("the examples changed", red=True)
        for line in written:
            terminalreporter.line(line)
    counts: Counts = config.stash[left_out]
    if named := [name for name in LEFT_OUT if counts.get(name)]:
        terminalreporter.section("left out of this run", yellow=True)
        for name in named:
            terminalreporter.line(
                f"{counts[name]:5} tests that {LEFT_OUT[name]}: python -m pytest -m {name}"
            )
        terminalreporter.line('      all of them, with the others: python -m pytest -m ""')
