"""The guides in two languages say the same: each part and each example in both."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.source

MADE = {"index.md", "readme.md"}
DOCS = Path(__file__).parents[2] / "docs"
GUIDES = sorted(path.stem for path in DOCS.glob("*.md") if not path.stem.endswith(".ru"))


def shape(path: Path) -> tuple[list[int], int, int]:
    """The levels of the headings, the number of examples, of rows of tables."""
    text = path.read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    levels = [len(mark) for mark in re.findall(r"^(#+) ", prose, flags=re.MULTILINE)]
    return levels, text.count("\n```"), len(re.findall(r"^\|", prose, flags=re.MULTILINE))


def test_every_guide_has_its_other_language() -> None:
    """Each page is there in English and in Russian."""
    assert len(GUIDES) > 12
    assert {path.stem for path in DOCS.glob("*.ru.md")} == {f"{name}.ru" for name in GUIDES}


def test_every_guide_is_on_the_site() -> None:
    """The navigation of the site names each guide once, beside what is made when it is built."""
    site = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r": (\S+\.md)$", site, re.MULTILINE)
    guides = sorted(name for name in named if "/" not in name and name not in MADE)
    assert guides == sorted(path.name for path in DOCS.glob("*.md"))


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_the_same_in_both_languages(name: str) -> None:
    """The two have the same headings, examples and rows, and name each other."""
    own, other = DOCS / f"{name}.md", DOCS / f"{name}.ru.md"
    assert shape(own) == shape(other)
    assert f"({other.name})" in own.read_text(encoding="utf-8")
    assert f"({own.name})" in other.read_text(encoding="utf-8")
