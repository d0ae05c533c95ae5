"""Variables in flow files: `${NAME}`, with a default or a comparison, and nothing more of JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

SIMULATED: Final = ("OTP", "LINK")
"""Variables that the simulation gives: the newest code and the newest link that count for the screen on show."""

COPIED: Final = "maestro.copiedText"
"""The clipboard, by Maestro's name for it."""

FILE_NAME: Final = "MAESTRO_FILENAME"

MASK: Final = "•••••"

_HOLE: Final = re.compile(r"\\\$\{|\$\{([^}]*)\}|\$\{")
_NAME: Final = r"[A-Za-z_][A-Za-z0-9_]*|maestro\.copiedText"
_TEXT: Final = r"'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\""
_EXPRESSION: Final = re.compile(
    rf"\s*(?:(?P<name>{_NAME})\s*(?:(?P<sign>\|\||[=!]==?)\s*(?:{_TEXT})\s*)?|(?P<word>true|false))\s*"
)
_SECRET_NAME: Final = re.compile(
    r"passw|secret|segret|token|(?:^|_)(?:otp|pin|pwd)(?:$|_|[0-9])|^(?:codice|code)[0-9]*$", re.IGNORECASE
)
_CONTACT_NAME: Final = re.compile(r"(?:CUSTOMER_)?(?:EMAIL|MOBILE)(?:_[0-9]+)?")
"""What recordings call contacts."""
_FALSE: Final = frozenset(("", "false", "0", "null", "undefined", "nan"))


ENVIRONMENT: Final = "AC_TUI_"
"""What begins the name of an environment variable that gives one to flows: AC_TUI_PASSWORD is ${PASSWORD}."""


def given_by(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that an environment gives to flows, so that no secret stands on a command line."""
    prefix = len(ENVIRONMENT)
    return {
        name[prefix:]: value
        for name, value in environment.items()
        if name.startswith(ENVIRONMENT) and re.fullmatch(_NAME, name[prefix:]) and name[prefix:] not in SIMULATED
    }


class TemplateError(ValueError):
    """A `${…}` that is not understood; `str()` says what is."""


class UnsetError(LookupError):
    """A variable without a value; `name` is it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Expression:
    """What stands between `${` and `}`: a name, perhaps with a sign (`||`, `==`, `!=`) and a text beside it."""

    name: str
    sign: str = ""
    beside: str = ""

    def value(self, look_up: Callable[[str], str]) -> str:
        """Its value as text; raises UnsetError where `look_up` does and no default helps."""
        if not self.sign:
            return look_up(self.name)
        try:
            value = look_up(self.name)
        except UnsetError:
            value = ""
        if self.sign == "||":
            return value or self.beside
        return "true" if (value == self.beside) is (self.sign == "==") else "false"


@dataclass(frozen=True, slots=True)
class Template:
    """A text with variables in it; `fixed` is the text itself where there are none, else None."""

    source: str
    parts: tuple[str | Expression, ...]
    fixed: str | None

    def fill(self, look_up: Callable[[str], str]) -> str:
        """The text with every variable replaced; raises UnsetError for one that has no value."""
        if self.fixed is not None:
            return self.fixed
        return "".join(part if isinstance(part, str) else part.value(look_up) for part in self.parts)

    def needs(self) -> Iterator[str]:
        """The names it cannot do without."""
        for part in self.parts:
            if isinstance(part, Expression) and not part.sign:
                yield part.name

    def names(self) -> Iterator[str]:
        """Every name it mentions."""
        for part in self.parts:
            if isinstance(part, Expression):
                yield part.name

    @property
    def sole(self) -> str:
        """The one variable it consists of, or ""."""
        part = self.parts[0] if len(self.parts) == 1 else ""
        return part.name if isinstance(part, Expression) else ""


def parse_template(text: str) -> Template:
    r"""Read a text as a template; `\${` is a plain `${`. Raises TemplateError for an expression beyond the dialect."""
    if "${" not in text:
        return Template(text, (text,), text)
    parts: list[str | Expression] = []
    end = 0
    for hole in _HOLE.finditer(text):
        parts.append(text[end : hole.start()])
        end = hole.end()
        if hole[0] == r"\${":
            parts.append("${")
        elif hole[1] is None:
            raise TemplateError("'${' is never closed by '}'; write \\${ for the characters themselves")
        else:
            parts.append(_expression(hole[1]))
    parts.append(text[end:])
    kept = tuple(part for part in parts if part != "")
    fixed = "".join(part for part in kept if isinstance(part, str))
    return Template(text, kept, fixed if all(isinstance(part, str) for part in kept) else None)


def plain(text: str) -> Template:
    """A template that says `text`, whatever it holds."""
    return Template(text, (text,), text)


def _expression(text: str) -> str | Expression:
    match = _EXPRESSION.fullmatch(text)
    if match is None:
        raise TemplateError(
            f"'${{{text}}}' is not understood: only ${{NAME}}, ${{NAME || 'default'}} and ${{NAME == 'text'}} are, "
            "no JavaScript"
        )
    if match["word"] or match["name"] in ("true", "false"):
        return match["word"] or match["name"]
    beside = match["single"] if match["single"] is not None else match["double"] or ""
    return Expression(match["name"], (match["sign"] or "")[:2], beside)


def truth(text: str) -> bool:
    """Whether a `true:` condition's value counts as true, as Maestro reads it."""
    return text.strip().lower() not in _FALSE


def names_secret(name: str) -> bool:
    """Whether a variable's name says that its value is a secret."""
    return _SECRET_NAME.search(name) is not None


class Scope:
    """The variables a flow sees.

    A nested flow's own constants win over what it was called with, as Maestro has it; what the command line gave wins
    over every header.
    """

    __slots__ = ("_given", "_simulated", "_values")

    def __init__(
        self,
        given: Mapping[str, str],
        simulated: Callable[[str], str],
        values: Mapping[str, str] | None = None,
    ) -> None:
        self._given = given
        self._simulated = simulated
        self._values = given if values is None else values

    def look_up(self, name: str) -> str:
        """The value of a variable; raises UnsetError."""
        if name in SIMULATED or name == COPIED:
            return self._simulated(name)
        try:
            return self._values[name]
        except KeyError:
            raise UnsetError(name) from None

    def inside(self, env: Mapping[str, Template], *, header: bool) -> Scope:
        """The scope within a flow with this `env` in its header, or within a `runFlow` with it; raises UnsetError."""
        if not env:
            return self
        values = dict(self._values)
        scope = Scope(self._given, self._simulated, values)
        for name, template in env.items():
            if not (header and name in self._given):
                values[name] = template.fill(scope.look_up)
        return scope

    def named(self, name: str, value: str) -> Scope:
        """The scope with one more variable."""
        return Scope(self._given, self._simulated, {**self._values, name: value})

    def contacts(self) -> Iterator[str]:
        """The values whose names say that they are contacts."""
        return (value for name, value in self._values.items() if value and _CONTACT_NAME.fullmatch(name))

    def secrets(self) -> Iterator[str]:
        """The values whose names say that they are secret."""
        return (value for name, value in self._values.items() if value and names_secret(name))
