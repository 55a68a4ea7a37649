"""The parser: commands and options of click that say every sentence with our words.

click parses; what it would say in English is told by the type of its error.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from os import PathLike
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click

from plandoc.cli.suggest import probable
from plandoc.cli.telling import Telling
from plandoc.words.language import LANGUAGES, names_of
from plandoc.words.tables.cli import CliWords, UsageWords

Run = Callable[[SimpleNamespace, Telling], int]
"""A command: a function of its options that tells its result and returns the exit code."""

_HELP = ["-h", "--help"]
_WIDTH = 96


class WrongUsageError(click.UsageError):
    """Wrong usage, told in the language of the user."""


class Verb(click.Command):
    """A command with its options, help and examples in one language."""

    def __init__(self, name: str, run: Run, words: CliWords) -> None:
        super().__init__(
            name,
            help=words.verbs[name],
            short_help=words.verbs[name],
            context_settings={"help_option_names": _HELP, "allow_extra_args": True},
        )
        self.run = run
        self.words = words
        self.tells = False
        """Whether there is `--json`, for what the command tells."""
        self._needed: list[click.Parameter] = []
        self._listed: set[str] = set()

    def argument(  # noqa: PLR0913
        self,
        name: str,
        metavar: str,
        told: str,
        *,
        many: bool = False,
        needed: bool = True,
        is_path: bool = True,
        choices: Sequence[str] = (),
    ) -> None:
        """Add what is given by its place; `many` of it becomes a tuple."""
        kind = _Choice(choices, self.words) if choices else _Path(self.words) if is_path else None
        shown = self.words.metavars.get(metavar, metavar)
        added = _Argument(
            [name], required=False, nargs=-1 if many else 1, type=kind, metavar=shown, help=told
        )
        self._add(added, needed=needed)

    def option(  # noqa: PLR0913
        self,
        *names: str,
        metavar: str,
        told: str,
        many: bool = False,
        needed: bool = False,
        kind: Any = None,
        default: Any = None,
    ) -> None:
        """Add an option with a value; one of `many` values takes all that follow it."""
        shown = self.words.metavars.get(metavar, metavar)
        added = click.Option(
            names, metavar=shown, help=told, multiple=many, type=kind, default=default
        )
        self._listed |= {*names} if many else set()
        self._add(added, needed=needed)

    def path(self, *names: str, metavar: str, told: str, **more: Any) -> None:
        """Add an option with a path."""
        self.option(*names, metavar=metavar, told=told, kind=_Path(self.words), **more)

    def choice(self, name: str, choices: Sequence[str], told: str, default: str) -> None:
        """Add an option that takes one of a few words."""
        kind = _Choice(choices, self.words)
        self.option(name, metavar="|".join(choices), told=told, kind=kind, default=default)

    def number(
        self, *names: str, metavar: str, told: str, least: int | None = None, **more: Any
    ) -> None:
        """Add an option with a whole number, which may have a least one."""
        self.option(*names, metavar=metavar, told=told, kind=_Number(self.words, least), **more)

    def flag(self, name: str, told: str) -> None:
        """Add an option without a value."""
        self.params.append(click.Option([name], is_flag=True, help=told))

    def _add(self, added: click.Parameter, *, needed: bool) -> None:
        self.params.append(added)
        if needed:
            self._needed.append(added)

    # --- parsing ---

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and tell at once all that is missing."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        self._refuse_options_as_values(ctx, args)
        try:
            rest = super().parse_args(ctx, [*self._repeated(args)])
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        usage = self.words.usage
        if rest:
            raise WrongUsageError(usage.extra.format(given=" ".join(rest)), ctx)
        missing = [p for p in self._needed if ctx.params[p.name or ""] in (None, ())]
        if missing:
            names = ", ".join(map(_with_value, missing))
            example = self.words.examples[self.name or ""][0]
            told = usage.missing.format(names=names) + usage.such_as.format(example=example)
            raise WrongUsageError(told, ctx)
        return rest

    def _refuse_options_as_values(self, ctx: click.Context, args: Sequence[str]) -> None:
        """Refuse `-o --force`: the value of the first option was left out."""
        options = [p for p in self.params if isinstance(p, click.Option)]
        known = {*_options(ctx)}
        valued = {name for one in options if not one.is_flag for name in one.opts}
        for given, following in pairwise([*args, ""]):
            if given == "--":
                break
            if given in valued and following in known:
                raise click.BadOptionUsage(given, "", ctx)

    def _repeated(self, args: Sequence[str]) -> Iterator[str]:
        """Yield arguments with the name of an option of several values before each of them."""
        listed, first, options = "", False, True
        for given in args:
            options = options and given != "--"
            if options and given.startswith("-"):
                listed, first = (given, True) if given in self._listed else ("", False)
            elif listed and not first:
                yield listed
            elif listed:
                first = False
            yield given

    def invoke(self, ctx: click.Context) -> int:
        """Run the command, and return its exit code."""
        telling: Telling = ctx.obj
        telling.command = self.name or ""
        form = ctx.params.get("format")
        telling.as_json = form == "json" or (bool(ctx.params.get("json")) and form != "sarif")
        return telling.end(self.run(SimpleNamespace(**ctx.params), telling))

    # --- help ---

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:  # noqa: ARG002
        """Return the parameters, at the end those that every command has."""
        own = [*self.params]
        if self.tells:
            own.append(click.Option(["--json"], is_flag=True, help=self.words.json))
        return [*own, _locale_option(self.words), _help_option(self.words.usage)]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, description, arguments, options, examples."""
        usage = self.words.usage
        self._write_usage(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(self.help or "")
        arguments = [(_named(p), p.help or "") for p in self.params if isinstance(p, _Argument)]
        if arguments:
            with formatter.section(usage.arguments):
                formatter.write_dl(arguments)
        _write_options(formatter, self.get_params(ctx), self.words)
        _write_examples(formatter, self.words, self.name or "")

    def get_usage(self, ctx: click.Context) -> str:
        """Return the line that shows how the command is called."""
        formatter = ctx.make_formatter()
        self._write_usage(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def _write_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = []
        for param in self.params:
            needed = param in self._needed
            if isinstance(param, click.Option):
                if needed:
                    pieces.append(f"{min(param.opts, key=len)} {param.metavar}")
                continue
            several = " …" if param.nargs < 0 else ""
            pieces.append(_named(param) + several if needed else f"[{_named(param)}{several}]")
        if any(p for p in self.params if isinstance(p, click.Option) and p not in self._needed):
            pieces.append(f"[{self.words.usage.option}]")
        usage = self.words.usage.usage
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{usage} ")


class Verbs(click.Group):
    """All commands, in groups."""

    def __init__(self, words: CliWords, version: str) -> None:
        super().__init__("plandoc", context_settings={"help_option_names": _HELP})
        self.words = words
        self.groups: dict[str, list[Verb]] = {name: [] for name in words.groups}
        shown = click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, help=words.version
        )
        shown.callback = lambda ctx, _, asked: _print_version(ctx, version) if asked else None
        self.params.append(shown)

    def add(self, name: str, run: Run, group: str, *, tells: bool = True) -> Verb:
        """Add a command to a group; one that tells something has `--json`."""
        verb = Verb(name, run, self.words)
        self.groups[group].append(verb)
        self.add_command(verb)
        verb.tells = tells
        return verb

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; without a command, show all of them."""
        rest = super().parse_args(ctx, args)
        if not ctx._protected_args and not ctx.resilient_parsing:  # noqa: SLF001 - click has no public name for it
            raise click.exceptions.NoArgsIsHelpError(ctx)
        return rest

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or tell which one was most likely meant."""
        if args[0] in self.commands or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise WrongUsageError(self._no_verb(args), ctx)

    def _no_verb(self, args: Sequence[str]) -> str:
        usage, given = self.words.usage, args[0]
        if given.startswith("-"):
            return usage.no_option.format(given=given)
        told = usage.no_verb.format(given=given)
        if near := probable(given, [*self.commands], self.words.meant):
            return told + usage.probably.format(nearest=near)
        if Path(given).suffix or Path(given).exists():
            return told + usage.verb_before_file.format(file=given)
        return told + usage.known.format(known=", ".join(self.commands))

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:  # noqa: ARG002
        """Return the parameters, at the end those that every command has."""
        return [*self.params, _locale_option(self.words), _help_option(self.words.usage)]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by groups, then what every command has."""
        words, usage = self.words, self.words.usage
        formatter.write_usage(ctx.command_path, f"{words.verb} …", prefix=f"{usage.usage} ")
        formatter.write_paragraph()
        formatter.write_text(words.about)
        widest = max(map(len, self.commands))
        for group, verbs in self.groups.items():
            with formatter.section(words.groups[group]):
                formatter.write_dl(
                    [((verb.name or "").ljust(widest), verb.help or "") for verb in verbs]
                )
        _write_options(formatter, self.get_params(ctx), words)
        _write_examples(formatter, words, "plandoc")
        formatter.write_paragraph()
        formatter.write_text(words.codes)

    def get_usage(self, ctx: click.Context) -> str:
        """Return the line that shows how the program is called."""
        return f"{self.words.usage.usage} {ctx.command_path} {self.words.verb} …"


class _Argument(click.Argument):
    """An argument with its help; what is left out is told by `Verb`."""

    def __init__(self, names: Sequence[str], *, help: str, **more: Any) -> None:  # noqa: A002 - as click names it
        super().__init__(names, **more)
        self.help = help


class _Choice(click.Choice[str]):
    """One of a few words; another is refused with the nearest one."""

    def __init__(self, choices: Sequence[str], words: CliWords) -> None:
        super().__init__(choices)
        self.usage = words.usage

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or refuse it."""
        if value in self.choices:
            return value
        choices = ", ".join(self.choices)
        option = _named(param) if param else ""
        told = self.usage.no_choice.format(option=option, given=value, choices=choices)
        near = probable(value, self.choices)
        raise WrongUsageError(
            told + (self.usage.probably.format(nearest=near) if near else ""), ctx
        )


class _Number(click.ParamType[int]):
    """A whole number."""

    name = "number"

    def __init__(self, words: CliWords, least: int | None) -> None:
        self.usage, self.least = words.usage, least

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or refuse what is none, and what is too small."""
        option = _named(param) if param else ""
        try:
            number = int(value)
        except ValueError:
            told = self.usage.no_number.format(option=option, given=value)
            raise WrongUsageError(told, ctx) from None
        if self.least is not None and number < self.least:
            told = self.usage.too_small.format(option=option, given=value, least=self.least)
            raise WrongUsageError(told, ctx)
        return number


class _Path(click.Path):
    """The place of a file or a folder; an empty one is refused."""

    def __init__(self, words: CliWords) -> None:
        super().__init__(readable=False, path_type=Path)
        self.usage = words.usage

    def convert(
        self,
        value: str | PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | PathLike[str]:
        """Return the path."""
        if not str(value).strip():
            option = _named(param) if param else ""
            raise WrongUsageError(self.usage.no_value.format(option=option), ctx)
        return super().convert(value, param, ctx)


def _named(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return "/".join(param.opts)
    return param.metavar or ""


def _with_value(param: click.Parameter) -> str:
    return f"{_named(param)} {param.metavar}" if isinstance(param, click.Option) else _named(param)


def _help_option(usage: UsageWords) -> click.Option:
    def shown(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - of click
        if asked and not ctx.resilient_parsing:
            print(ctx.get_help())
            ctx.exit()

    return click.Option(
        _HELP, is_flag=True, is_eager=True, expose_value=False, help=usage.help, callback=shown
    )


def _locale_option(words: CliWords) -> click.Option:
    """Return `--locale` for the help; `main` takes it from the arguments before they are parsed."""
    told = words.locale.format(languages=names_of(LANGUAGES))
    return click.Option(
        ["--locale"], metavar=words.metavars["LOCALE"], expose_value=False, help=told
    )


def _print_version(ctx: click.Context, version: str) -> None:
    print(version)
    ctx.exit()


def _write_options(
    formatter: click.HelpFormatter, params: Sequence[click.Parameter], words: CliWords
) -> None:
    told = [
        (", ".join(p.opts) + (f" {p.metavar}" if p.metavar else ""), p.help or "")
        for p in params
        if isinstance(p, click.Option)
    ]
    with formatter.section(words.usage.options):
        formatter.write_dl(told, col_max=34)


def _write_examples(formatter: click.HelpFormatter, words: CliWords, name: str) -> None:
    with formatter.section(words.usage.examples):
        for example in words.examples[name]:
            formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


def told(error: click.UsageError, words: CliWords) -> str:
    """Return what is wrong with the usage, how the command is called, where its help is."""
    context = error.ctx
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.ctx.get_help()
    path = context.command_path if context else "plandoc"
    usage = context.command.get_usage(context) if context else ""
    wrong = words.usage.wrong.format(command=path, told=_wrong(error, words.usage))
    return "\n".join([usage, wrong, words.usage.more.format(command=path)]).lstrip()


def _wrong(error: click.UsageError, usage: UsageWords) -> str:
    match error:
        case click.NoSuchOption():
            near = probable(error.option_name, _options(error.ctx))
            return usage.no_option.format(given=error.option_name) + _probably(near, usage)
        case click.BadOptionUsage():
            named = _option(error.ctx, error.option_name)
            flag = isinstance(named, click.Option) and named.is_flag
            form = usage.value_unexpected if flag else usage.no_value
            return form.format(option=_named(named) if named else error.option_name)
    return error.message


def _probably(near: str, usage: UsageWords) -> str:
    return usage.probably.format(nearest=near) if near else ""


def _options(context: click.Context | None) -> list[str]:
    params = context.command.get_params(context) if context else []
    return [name for p in params if isinstance(p, click.Option) for name in p.opts]


def _option(context: click.Context | None, name: str) -> click.Parameter | None:
    params = context.command.get_params(context) if context else []
    return next((p for p in params if name in p.opts), None)
