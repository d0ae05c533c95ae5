"""Writing flow files: a header, `---`, one command a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import yaml

Argument = str | int | Mapping[str, "Argument"] | None
"""What a command is given: nothing, a text, or keys and values."""

_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàèéìòùÀÈÉÌÒÙ0123456789+$")
_NEVER_PLAIN: Final = (": ", " #", "\n", "\t")


class Header(NamedTuple):
    """What a flow says of itself; `env` is left out where it is empty."""

    name: str
    tags: Sequence[str] = ()
    env: Mapping[str, str] = {}
    customer: str = ""
    seed: int = 0
    guide: Sequence[str] = ()
    remark: str = ""


class CommandLine(NamedTuple):
    """One command to write."""

    command: str
    argument: Argument = None


class AddedCommand(NamedTuple):
    """A command that belongs between two entries of a history: after `after` of them, at `now` where that matters."""

    after: int
    line: CommandLine
    now: datetime | None = None


def write_flow(header: Header, lines: Sequence[CommandLine]) -> str:
    """The text of a flow file."""
    return "\n".join([*_header(header), "---", *map(_line, lines), ""])


def literal(text: str) -> str:
    """A text as it stands in a flow, where `${` begins a variable."""
    return text.replace("${", "\\${")


def as_typed(literal: str) -> str:
    """The text that stands in a flow as `literal` writes it."""
    return literal.replace("\\${", "${")


def _scalar(text: str, *, inside: bool = False) -> str:
    """A text as a YAML scalar, in quotes only where it needs them: `inside` braces, where commas and brackets count."""
    simple = text[:1] in _PLAIN and text == text.strip() and text[-1] != ":" and text.isprintable()
    never = (*_NEVER_PLAIN, *",[]{}?") if inside else _NEVER_PLAIN
    if simple and not text.startswith("${ ") and not any(part in text for part in never):
        return text
    if text.isprintable() and "'" not in text:
        return f"'{text}'"
    return str(yaml.safe_dump(text, allow_unicode=True, width=1_000_000, default_style='"')).rstrip("\n")


def _argument(argument: Argument, *, inside: bool = False) -> str:
    if isinstance(argument, Mapping):
        return f"{{{', '.join(f'{key}: {_argument(value, inside=True)}' for key, value in argument.items())}}}"
    return _scalar(str(argument), inside=inside)


def _header(header: Header) -> list[str]:
    lines = [f"# {text}" for text in header.remark.split("\n") if text]
    lines += ["appId: ${APP_ID}", f"name: {_scalar(literal(header.name))}"]
    if header.tags:
        lines.append(f"tags: [{', '.join(header.tags)}]")
    if header.env:
        lines.append(f"env: {_argument({name: literal(value) for name, value in header.env.items()})}")
    simulator = [f"customer: {header.customer}"] if header.customer else []
    simulator.append(f"seed: {header.seed}")
    if header.guide:
        simulator.append(f"guide: [{', '.join(header.guide)}]")
    return [*lines, f"simulator: {{{', '.join(simulator)}}}"]


def _line(line: CommandLine) -> str:
    return f"- {line.command}" if line.argument is None else f"- {line.command}: {_argument(line.argument)}"
