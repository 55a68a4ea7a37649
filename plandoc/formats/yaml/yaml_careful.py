"""Reading YAML with ruamel.yaml, which reads YAML 1.2 and whose errors can be explained."""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from plandoc.codes import Code
from plandoc.formats.yaml.composer import Composer
from plandoc.formats.yaml.nodes import Composed
from plandoc.formats.yaml.syntax import syntax_error, unreadable


def compose_carefully(text: str, file: str) -> Composed:
    """Return the nodes of a single YAML document, and the problems of its syntax."""
    composer = Composer(text, file)
    try:
        composer.take_all(_events(text))
    except ReaderError as error:
        character = f"U+{error.character:04X}"
        composer.add_problem(Code.YAML_CONTROL_CHARACTER, error.position, character=character)
    except MarkedYAMLError as error:
        composer.put_problem(*syntax_error(text, error))
    except _UnreadableError as error:
        composer.add_problem(*unreadable(text, error.offset))
    return Composed(composer.root, tuple(composer.problems))


class _UnreadableError(Exception):
    """The YAML library failed with an error that is not one of syntax, after `offset`."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(offset)


def _events(text: str) -> Iterator[Any]:
    """Yield the events of a text; any failure of the library itself is an error of the text.

    It converts escapes and version numbers without looking whether they can be converted.
    """
    done = 0
    events = iter(YAML(typ="safe", pure=True).parse(text))
    while True:
        try:
            event = next(events)
        except StopIteration:
            return
        except (ReaderError, MarkedYAMLError):
            raise
        except Exception as error:
            raise _UnreadableError(done) from error
        done = event.end_mark.index
        yield event
