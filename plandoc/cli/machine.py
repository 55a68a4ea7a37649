"""Commands about the computer: completion of commands in a shell."""

import sys
from types import SimpleNamespace

import click
from click import shell_completion

from plandoc.cli.parser import Verbs
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE

COMPLETE = "_PLANDOC_COMPLETE"
"""The variable by which a shell asks for completions."""

SHELLS = ("bash", "zsh", "fish", "powershell")


def add_verbs(verbs: Verbs) -> None:
    """Add `doctor` and `completion`."""
    verbs.add("doctor", _doctor, "more")
    completing = verbs.add("completion", _completion, "more", tells=False)
    completing.argument("shell", "|".join(SHELLS), verbs.words.shell, is_path=False, choices=SHELLS)


def _doctor(_: SimpleNamespace, telling: Telling) -> int:
    from plandoc import __version__
    from plandoc.formats.text.table import Column, Table
    from plandoc.project.doctor import installed

    words = telling.words.doctor
    rows, missing, listed = [], [], []
    for one in installed():
        about = words.about[one.about]
        found = {"": words.missing, "+": words.writable}.get(one.found, one.found)
        rows.append((one.name, found, about))
        if not one.found:
            install = (
                words.install.format(extra=one.extra) if one.extra else words.remedy[one.about]
            )
            missing.append(words.without.format(name=one.name, about=words.lost[one.about]))
            missing.append(f"  {install}")
        listed.append({"name": one.name, "found": one.found, "for": about})
    columns = (Column(words.heads[0], 30), Column(words.heads[1], 40, lines=2))
    table = Table((*columns, Column(words.heads[2], None, lines=4)), rows)
    encoding = (sys.stdout.encoding or "").upper()
    head = words.head.format(
        version=__version__, system=sys.platform, language=telling.language, encoding=encoding
    )
    telling.parts([head, "", table, "", *(missing or [words.complete])])
    telling.result(version=__version__, language=telling.language, installed=listed)
    return DONE


def _completion(options: SimpleNamespace, telling: Telling) -> int:
    shell = _shell(options.shell, click.Group("plandoc"))
    telling.text(f"# {telling.words.completion[options.shell]}\n")
    # Not `shell.source()`, which in bash would look at its version and complain in English.
    telling.line((shell.source_template % shell.source_vars()).strip())
    return DONE


def complete(verbs: Verbs, asked: str) -> int:
    """Print the completions that a shell asks for: `bash_complete`."""
    name, _, action = asked.partition("_")
    if name not in SHELLS or action != "complete":
        return DONE
    sys.stdout.write(_shell(name, verbs).complete() + "\n")
    return DONE


def _shell(name: str, verbs: click.Command) -> shell_completion.ShellComplete:
    kind = shell_completion.get_completion_class(name)
    assert kind is not None, name
    return kind(verbs, {}, "plandoc", COMPLETE)
