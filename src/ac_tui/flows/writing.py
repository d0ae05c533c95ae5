"""Writing flow files: a header, `---`, one command a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

import yaml

Argument = str | int | Mapping[str, "Argument"] | None
"""What a command is given: nothing, a text, or keys and values."""

_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàèéìòùÀÈÉÌÒÙ0123456789+$")
_NEVER_PLAIN: Final = (": ", " #", "\n", "\t")


@dataclass(frozen=True, slots=True)
class Header:
    """What a flow says of itself; `env` is left out where it is empty."""

    name: str
    tags: Sequence[str] = ()
    env: Mapping[str, str] = field(default_factory=dict)
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


def scalar(text: str) -> str:
    """A text as a YAML scalar, in quotes only where it needs them."""
    simple = text[:1] in _PLAIN and text == text.strip() and text[-1] != ":"
    if simple and not text.startswith("${ ") and text.isprintable() and not any(part in text for part in _NEVER_PLAIN):
        return text
    if text.isprintable() and "'" not in text:
        return f"'{text}'"
    return _in_double_quotes(text)


def _in_double_quotes(text: str) -> str:
    """A text in double quotes, whatever it holds."""
    return str(yaml.safe_dump(text, allow_unicode=True, width=1_000_000, default_style='"')).rstrip("\n")


def _header(header: Header) -> list[str]:
    lines = [f"# {text}" for text in header.remark.split("\n") if text]
    lines += ["appId: ${APP_ID}", f"name: {scalar(literal(header.name))}"]
    if header.tags:
        lines.append(f"tags: [{', '.join(header.tags)}]")
    if header.env:
        pairs = ", ".join(f"{name}: {_inner(literal(value))}" for name, value in header.env.items())
        lines.append(f"env: {{{pairs}}}")
    simulator = [f"customer: {header.customer}"] if header.customer else []
    simulator.append(f"seed: {header.seed}")
    if header.guide:
        simulator.append(f"guide: [{', '.join(header.guide)}]")
    lines.append(f"simulator: {{{', '.join(simulator)}}}")
    return lines


def _line(line: CommandLine) -> str:
    return f"- {line.command}" if line.argument is None else f"- {line.command}: {_argument(line.argument)}"


def _argument(argument: Argument) -> str:
    if isinstance(argument, Mapping):
        return "{" + ", ".join(f"{key}: {_in_map(value)}" for key, value in argument.items()) + "}"
    return scalar(str(argument))


def _in_map(argument: Argument) -> str:
    return _argument(argument) if isinstance(argument, Mapping) else _inner(str(argument))


def _inner(text: str) -> str:
    """A scalar inside braces, where commas and brackets count too."""
    if text.startswith("${") and text.endswith("}") and text.count("}") == 1:
        return f"'{text}'"
    if any(char in text for char in ",[]{}?"):
        return f"'{text}'" if "'" not in text and text.isprintable() else _in_double_quotes(text)
    return scalar(text)
