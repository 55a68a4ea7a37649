"""What a person may type into cells, and what the program says of it (data validation)."""

from dataclasses import dataclass
from typing import NamedTuple

from plandoc.ooxml.markup import escape, quoted


class Message(NamedTuple):
    """A title and a text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check of the cells of `ranges`, by a type and formulas, and what it says.

    Two formulas are the least and the greatest value that may be typed.

    `prompt` is shown before a person types, `error` where the check fails; without an error
    everything is let in, and with `warns` a person may insist.
    """

    ranges: str
    kind: str = ""
    formulas: tuple[str, ...] = ()
    prompt: Message | None = None
    error: Message | None = None
    warns: bool = False
    blank: bool = True

    def xml(self) -> str:
        """Return the element (ECMA-376 Part 1, 18.3.1.32)."""
        told = {
            "type": self.kind,
            "errorStyle": "warning" if self.warns else "",
            "operator": "between" if len(self.formulas) > 1 else "",
            "allowBlank": _flag(self.blank),
            "showInputMessage": _flag(self.prompt),
            "showErrorMessage": _flag(self.error),
        }
        for name, message in (("error", self.error), ("prompt", self.prompt)):
            if message:
                told |= {f"{name}Title": message.title, name: message.text}
        attributes = "".join(f" {name}={quoted(text)}" for name, text in told.items() if text)
        formulas = "".join(
            f"<formula{number}>{escape(formula)}</formula{number}>"
            for number, formula in enumerate(self.formulas, 1)
        )
        return (
            f"<dataValidation{attributes} sqref={quoted(self.ranges)}>{formulas}</dataValidation>"
        )


def _flag(given: object) -> str:
    return "1" if given else ""
