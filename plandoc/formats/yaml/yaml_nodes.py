"""Parsing YAML into nodes. Every scalar stays text as typed; no types are constructed."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml

from plandoc.formats.yaml.composer import Composer
from plandoc.formats.yaml.nodes import Asked, Composed


def compose_yaml(text: str, file: str = "", asked: Asked | None = None) -> Composed:
    """Return the nodes of a single YAML document, and problems of its syntax.

    With `asked`, other items of the lists have no nodes, unless something else may refer to them.
    """
    shared = "&" in text or "<<" in text
    composer = Composer(text, file, None if shared else asked)
    with suppress(yaml.YAMLError, ValueError):
        if not composer.take_all(scanned(text)) and composer.documents:
            return Composed(composer.root, ())
    from plandoc.formats.yaml.yaml_careful import compose_carefully  # noqa: PLC0415 - seldom needed

    return compose_carefully(text, file)


READ_APART = re.compile("[\\t\x85\u2028\u2029\ufeff]")
"""Characters that YAML 1.1 and 1.2 read differently; libyaml reads the former."""


def scanned(text: str) -> Iterator[Any]:
    """Yield the events of a text as libyaml reads them, or none if it does not read it alike.

    They are those of ruamel.yaml, in a tenth of the time. What has a problem is read again
    carefully, and explained.
    """
    if not yaml.__with_libyaml__ or READ_APART.search(text):
        return
    yield from yaml.parse(text, Loader=yaml.CSafeLoader)
