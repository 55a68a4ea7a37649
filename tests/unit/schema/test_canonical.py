import json
from hashlib import sha256
from typing import Any

import pytest

from plandoc.schema.canonical import canonical, digest_of

ROW = {"b": "«текст»\n", "a": [1, None, True], "\ud800": ""}


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 45])
def test_pieces_are_the_canonical_json(count: int) -> None:
    """However many items a list has, its pieces are what `json` writes of it at once."""
    value: dict[str, Any] = {"z": [ROW] * count, "k": {"rows": [[ROW] * count] * 2}, "": 1.5}
    whole = json.dumps(value, ensure_ascii=False, sort_keys=True)
    assert "".join(canonical(value)) == whole
    assert digest_of(value) == sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def test_an_iterator_is_a_list() -> None:
    """Rows that come one by one have the digest of their list."""
    rows = [{"n": n} for n in range(50)]
    assert digest_of({"rows": iter(rows)}) == digest_of({"rows": rows}) != digest_of({"rows": []})


def test_long_lists_come_in_pieces() -> None:
    """No piece holds more than a few items."""
    pieces = [*canonical([[ROW] * 500])]
    assert len(pieces) > 20
    assert max(map(len, pieces)) < 2_000
