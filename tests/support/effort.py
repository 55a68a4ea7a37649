"""How many examples Hypothesis tries, which ones, and how many cases a quick run takes of a list.

`quick`, the default, tries the same few examples in each run, so that a run says something about
the code alone. `long`, chosen with PLANDOC_HYPOTHESIS=long, tries all that a test asks for, new
ones each time: pytest's --hypothesis-seed repeats a run, a printed blob repeats one example.

Hypothesis draws from the constants of all modules that are loaded, so all of plandoc is loaded:
otherwise the examples of a test would depend on the tests before it.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, settings

import plandoc

LONG = "long"
QUICK = "quick"
QUICK_SHARE = 30  # the quick profile tries one example of so many,
FEWEST = 5  # but no fewer than these
SOME = 4  # and one case of so many in a long list of alike ones

# A busy machine is slow, and a plan is large: neither says anything about the code.
UNINFORMATIVE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def profile() -> str:
    """Return the name of the profile that the environment chooses."""
    return os.environ.get("PLANDOC_HYPOTHESIS", QUICK)


def register() -> None:
    """Register both profiles and load the chosen one; hypothesis raises for an unknown name."""
    settings.register_profile(
        QUICK,
        derandomize=True,
        deadline=None,
        max_examples=FEWEST,
        suppress_health_check=UNINFORMATIVE,
    )
    settings.register_profile(
        LONG, print_blob=True, deadline=None, suppress_health_check=UNINFORMATIVE
    )
    settings.load_profile(profile())
    for module in walk_packages(plandoc.__path__, "plandoc."):
        with suppress(ImportError):  # an extra is not installed
            if not module.name.endswith("__main__"):
                import_module(module.name)


def tries(most: int, *suppressed: HealthCheck) -> settings:
    """Return settings for a test that deserves `most` examples.

    `suppressed` names further health checks that the test cannot pass; say why beside it.
    """
    count = most if profile() == LONG else max(FEWEST, most // QUICK_SHARE)
    return settings(
        max_examples=min(count, most), suppress_health_check=[*UNINFORMATIVE, *suppressed]
    )


def some(cases: Iterable[object]) -> list[object]:
    """Return cases for `parametrize`, all but one of `SOME` marked slow; tuples are several values.

    For long lists that go the same way through the same code: a quick run sees the way, a whole
    run every case.
    """
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=[pytest.mark.slow] * bool(number % SOME),
        )
        for number, case in enumerate(cases)
    ]
