"""The data of a sound plan file, read without nodes."""

import pytest

from plandoc.formats.yaml.json_nodes import compose_json
from plandoc.formats.yaml.keys import understand
from plandoc.formats.yaml.plain import plain_data
from plandoc.formats.yaml.yaml_nodes import compose_yaml

HEAD = "title: План\nperiod: 2018\n"
SOUND = {
    "a block": HEAD + "author: |\n  Строка\n\n  вторая\n\nactivities: []\n",
    "a block that keeps its lines": HEAD + "author: |+\n  Строка\n\n",
    "quotes and comments": HEAD + "# о плане\nid: 'a' # да\nauthor: \"1:2\"\n",
    "nothing": HEAD + "author:\nid: ~\nsections:\n- title: Раздел\n  activities:\n",
    "what null switches off": HEAD
    + "approvals:\n- kind: agree\n  minutes: {body: x, date: null}\n",
    "names of keys and values": "Название: План\nпериод: 2018\nграфы: [мероприятие, Срок]\n",
    "numbers": '{"title": 1.10, "period": 2018, "revision": -5, "author": null}',
    "null in JSON": '{"approvals": [{"minutes": {"date": null, "body": null}}]}',
}
TOLD = {
    "an alias": HEAD + "author: &a x\nid: *a\n",
    "an anchor": HEAD + "author: &a x\n",
    "a tag": HEAD + "author: !!str x\n",
    "a merge": HEAD + "<<: {author: x}\n",
    "a key twice": HEAD + "title: Другой\n",
    "a key under two names": HEAD + "название: Другой\n",
    "a key twice without a value": HEAD + "author:\nauthor:\n",
    "an unknown key without a value": HEAD + "nobody:\n",
    "a key that is no word": HEAD + "[a]: x\n",
    "a word in braces": HEAD + "approvals: [{date}]\n",
    "a cut text": HEAD + "author: Семинар #5\n",
    "a cut item": HEAD + "sections:\n- Семинар #5\n",
    "two documents": HEAD + "---\n" + HEAD,
    "too deep": HEAD + "extra: " + "[" * 100 + "]" * 100,
    "a tab": HEAD + "author: a\tb\n",
    "a mistake": HEAD + "author: [\n",
    "a list": "- x\n",
    "nothing but a comment": "# x\n",
    "JSON with a key twice": '{"title": "План", "title": "Другой"}',
    "JSON with no number": '{"title": NaN}',
    "JSON that is too deep": '{"extra": ' + "[" * 100 + "]" * 100 + "}",
    "JSON that is much too deep": '{"extra": ' + "[" * 100_000,
    "JSON that ends early": '{"title": ',
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_text_has_the_data_of_its_nodes(text: str) -> None:
    is_json = text.startswith("{")
    root = (compose_json if is_json else compose_yaml)(text).root
    assert root is not None
    understand(root, text)
    plain = plain_data(text, is_json=is_json)
    assert plain is not None
    assert repr(plain.data) == repr(root.data)
    assert plain.language == root.language


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_what_needs_nodes_is_left_to_them(text: str) -> None:
    assert plain_data(text, is_json=text.startswith("{")) is None


def test_keys_of_all_rows_are_one_text() -> None:
    text = HEAD + "activities:\n- title: Раз\n- title: Два\n"
    plain = plain_data(text, is_json=False)
    assert plain is not None
    first, second = (next(iter(row)) for row in plain.data["activities"])
    assert first is second
