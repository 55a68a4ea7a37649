"""What every test may ask for, and what an absent tool or corpus means.

A test just calls the helpers of engines.py: where a tool is missing the test is skipped with the
reason. With PLANDOC_REQUIRE_ALL=1, as in .ci/run, any skip at all fails the session.
PLANDOC_SHARED and PLANDOC_EXAMPLES say where the shared folder and the examples are, when not
beside the repository and beside the tests.
"""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from engines import EngineMissing
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# Where everything is required, the same examples are tried each time; elsewhere ever new ones.
settings.register_profile("steady", derandomize=True)
if os.environ.get("PLANDOC_REQUIRE_ALL") == "1":
    settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "source: needs the repository's own files; not run against the built wheel"
    )


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus of real plans, `../shared/corpus`."""
    folder = Path(os.environ.get("PLANDOC_SHARED", ROOT.parent / "shared")) / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the shipped examples."""
    return Path(os.environ.get("PLANDOC_EXAMPLES", ROOT / "examples"))


def _skip_where_missing() -> Generator[None, object, object]:
    try:
        return (yield)
    except EngineMissing as missing:
        pytest.skip(str(missing))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, object, object]:
    return (yield from _skip_where_missing())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    return (yield from _skip_where_missing())


def _forbidden_skips(config: pytest.Config) -> list[str]:
    if os.environ.get("PLANDOC_REQUIRE_ALL") != "1":
        return []
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return [f"{report.nodeid}: {report.longrepr[2]}" for report in skipped]


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _forbidden_skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if skips := _forbidden_skips(config):
        terminalreporter.section("skips are failures here (PLANDOC_REQUIRE_ALL=1)", red=True)
        for line in skips:
            terminalreporter.line(line)
