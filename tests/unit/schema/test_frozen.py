"""plandoc.schema.frozen: mappings that cannot change."""

import copy
import pickle

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from plandoc.schema.base import Line
from plandoc.schema.frozen import Frozen, FrozenMap


class Names(BaseModel):
    """A model that holds a frozen mapping."""

    model_config = ConfigDict(frozen=True)
    names: Frozen[str, Line] = Field(default_factory=FrozenMap)


class Plain(BaseModel):
    """The same with a dict."""

    names: dict[str, Line] = Field(default_factory=dict)


def test_a_frozen_map_is_a_value():
    """Equal items make equal maps with equal hashes, in any order; a dict that says it is equal."""
    one, other = FrozenMap({"а": 1, "б": 2}), FrozenMap({"б": 2, "а": 1})
    assert one == other == {"а": 1, "б": 2}
    assert hash(one) == hash(other)
    assert one != FrozenMap({"а": 1})
    assert list(one) == ["а", "б"]
    for copied in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert (copied, list(copied), hash(copied)) == (one, list(one), hash(one))


def test_a_frozen_map_has_no_way_to_change_it():
    """Nothing can be put in or taken out, and the dict that it was made from is not kept."""
    source = {"а": 1}
    frozen = FrozenMap(source)
    source["б"] = 2
    assert frozen == {"а": 1}
    with pytest.raises(TypeError):
        frozen["б"] = 2
    with pytest.raises(TypeError):
        del frozen["а"]
    assert not {"update", "pop", "clear", "setdefault"} & set(dir(frozen))


def test_a_model_reads_and_writes_it_as_a_dict():
    """Data, JSON and JSON Schema are those of a dict; values are validated."""
    model, plain = Names(names={"а": "б"}), Plain(names={"а": "б"})
    assert type(model.names) is FrozenMap
    assert model.model_dump() == plain.model_dump()
    assert type(model.model_dump()["names"]) is dict
    assert model.model_dump_json() == plain.model_dump_json()
    assert Names.model_validate_json(model.model_dump_json()) == model
    assert Names().model_dump(exclude_defaults=True) == {}
    assert Names.model_json_schema()["properties"] == Plain.model_json_schema()["properties"]
    assert hash(Names(names={"а": "б"})) == hash(model)


@pytest.mark.parametrize("wrong", [5, None, ["а"], {"а": ["б"]}, {(5,): "а"}, {"а": "\n"}])
def test_a_model_refuses_what_a_dict_refuses(wrong):
    """Each error has the type and the place that it has for a dict."""
    told = []
    for model in (Names, Plain):
        with pytest.raises(ValidationError) as caught:
            model.model_validate({"names": wrong})
        told.append([(error["type"], error["loc"]) for error in caught.value.errors()])
    assert told[0] == told[1]
