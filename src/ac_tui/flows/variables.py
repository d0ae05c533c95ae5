"""Variables in flow files: `${NAME}`, with a default or a comparison, and nothing more of JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from operator import ge, gt, le, lt
from typing import Any, Final, NamedTuple

SIMULATED: Final = ("OTP", "LINK")
"""Variables that the simulation gives: the newest code and the newest link that count for the screen on show."""

COPIED: Final = "maestro.copiedText"
"""The clipboard, by Maestro's name for it."""

FILE_NAME: Final = "MAESTRO_FILENAME"
"""The flow's file without folder and suffix."""
_OWN: Final = "MAESTRO_"
"""What begins the names of variables that Maestro takes from the environment as they are."""

MOST_CHARACTERS: Final = 20_000
"""How long a text may become that variables are put into, or a field that is typed into."""

_HOLE: Final = re.compile(r"\\\$\{|\$\{([^}]*)\}|\$\{")
_NAME: Final = r"[A-Za-z_][A-Za-z0-9_]*|maestro\.copiedText"
_NUMBER: Final = r"-?[0-9]+(?:\.[0-9]+)?"
_OPERAND: Final = rf"{_NAME}|'[^']*'|\"[^\"]*\"|{_NUMBER}"
_EXPRESSION: Final = re.compile(
    rf"\s*(?P<no>!?)\s*(?P<left>{_OPERAND})\s*(?:(?P<sign>\|\||&&|[=!]==?|[<>]=?)\s*(?P<right>{_OPERAND})\s*)?"
)
_SECRET_NAME: Final = re.compile(
    r"passw|secret|segret|token|(?:^|_)(?:otp|pin|pwd)(?:$|_|[0-9])|^(?:codice|code)[0-9]*$", re.IGNORECASE
)
_CONTACT_NAME: Final = re.compile(r"(?:CUSTOMER_)?(?:EMAIL|MOBILE)(?:_[0-9]+)?")
"""What recordings call contacts."""
_ZERO: Final = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:[eE][+-]?[0-9]+)?[fFdD]?")
"""A number that is nothing, as Kotlin's toDouble reads numbers."""


ENVIRONMENT: Final = "AC_TUI_"
"""What begins the name of an environment variable that gives one to flows: AC_TUI_PASSWORD is ${PASSWORD}."""


def given_by(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that an environment gives to flows, so that no secret stands on a command line."""
    own = {name: value for name, value in environment.items() if name.startswith(_OWN) and value}
    ours = {
        name.removeprefix(ENVIRONMENT): value for name, value in environment.items() if name.startswith(ENVIRONMENT)
    }
    return {
        name: value
        for name, value in {**own, **ours}.items()
        if re.fullmatch(_NAME, name) and name not in (*SIMULATED, FILE_NAME)
    }


class TemplateError(ValueError):
    """A `${…}` that is not understood; `str()` says what is."""


class UnsetError(LookupError):
    """A variable without a value; `name` is it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


Value = str | float | bool | None
"""What JavaScript makes of an operand: variables are texts, None is one without a value."""

_SIGNS: Final = {"<": lt, "<=": le, ">": gt, ">=": ge}
_WORDS: Final[Mapping[str, Value]] = {"true": True, "false": False, "null": None, "undefined": None}


class Expression(NamedTuple):
    """What stands between `${` and `}`: one or two operands as written; `sign` stands between two, `no` negates one."""

    left: str
    sign: str = ""
    right: str = ""
    no: bool = False

    def value(self, look_up: Callable[[str], str]) -> str:
        """Its value as text, as JavaScript has it; raises UnsetError where a name alone has no value."""
        if not self.sign and not self.no:
            value = _value(self.left, look_up)
            if value is None and self.left not in _WORDS:
                raise UnsetError(self.left)
            return _text(value)
        return _text(self._judged(look_up))

    def _judged(self, look_up: Callable[[str], str]) -> Value:
        left = _value(self.left, look_up)
        if not self.sign:
            return not _truthy(left)
        right = _value(self.right, look_up)
        if self.sign in ("||", "&&"):
            return left if _truthy(left) is (self.sign == "||") else right
        if self.sign in ("==", "===", "!=", "!=="):
            return _equal(left, right, strictly=len(self.sign) == 3) is (self.sign[0] == "=")
        return _compared(self.sign, left, right)

    def names(self) -> Iterator[str]:
        """The variables it mentions."""
        return (operand for operand in (self.left, self.right) if _is_name(operand))

    def needs(self) -> Iterator[str]:
        """The variables it cannot do without."""
        return iter(()) if self.sign or self.no else self.names()


def _is_name(operand: str) -> bool:
    return bool(operand) and operand not in _WORDS and re.fullmatch(_NAME, operand) is not None


def _value(operand: str, look_up: Callable[[str], str]) -> Value:
    if operand[:1] in ("'", '"'):
        return operand[1:-1]
    if operand in _WORDS:
        return _WORDS[operand]
    if not _is_name(operand):
        return float(operand)
    try:
        return look_up(operand)
    except UnsetError:
        return None


def _truthy(value: Value) -> bool:
    return value not in (None, False, 0.0, "")


def _text(value: Value) -> str:
    if value is None:
        return "undefined"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:g}"


def _number(value: Value) -> float:
    """The number that a value is; not a number (NaN) where it is none."""
    try:
        return float(value or 0) if not isinstance(value, str) else float(value.strip() or 0)
    except ValueError:
        return float("nan")


def _equal(left: Value, right: Value, *, strictly: bool) -> bool:
    if left is None or right is None:
        return left is right
    if type(left) is type(right):
        return left == right
    return not strictly and _number(left) == _number(right)


def _compared(sign: str, left: Any, right: Any) -> bool:
    if not (isinstance(left, str) and isinstance(right, str)):
        left, right = _number(left), _number(right)
    return bool(_SIGNS[sign](left, right))


class Template(NamedTuple):
    """A text with variables in it; `fixed` is the text itself where there are none, else None."""

    source: str
    parts: tuple[str | Expression, ...]
    fixed: str | None

    def fill(self, look_up: Callable[[str], str]) -> str:
        """The text with every variable replaced; raises UnsetError for one without a value, ValueError if too long."""
        if self.fixed is not None:
            return self.fixed
        text = "".join(part if isinstance(part, str) else part.value(look_up) for part in self.parts)
        if len(text) > MOST_CHARACTERS:
            raise ValueError(f"a text of more than {MOST_CHARACTERS} characters: what is joined here grows too long")
        return text

    def needs(self) -> Iterator[str]:
        """The names it cannot do without."""
        return chain.from_iterable(part.needs() for part in self.parts if isinstance(part, Expression))

    def names(self) -> Iterator[str]:
        """Every name it mentions."""
        return chain.from_iterable(part.names() for part in self.parts if isinstance(part, Expression))

    @property
    def sole(self) -> str:
        """The one variable it consists of, or ""."""
        names = [*self.needs()] if len(self.parts) == 1 else []
        return names[0] if names else ""


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


def _expression(text: str) -> Expression:
    match = _EXPRESSION.fullmatch(text)
    if match is None or (match["no"] and match["sign"]):
        raise TemplateError(
            f"'${{{text}}}' is not understood: only a variable, ${{NAME || 'default'}} and comparisons such as "
            "${NAME == 'text'} are, no other JavaScript"
        )
    return Expression(match["left"], match["sign"] or "", match["right"] or "", bool(match["no"]))


def truth(text: str) -> bool:
    """Whether a condition's value counts as true, as Maestro reads it: blank, false, undefined, null and 0 do not."""
    if not text.strip() or text.lower() == "false" or text in ("undefined", "null"):
        return False
    return not (_ZERO.fullmatch(text.strip()))


def whole_number(text: str) -> int | None:
    """The whole number that a text is, of nine digits at most; None where it is none."""
    return int(text) if re.fullmatch(r"[0-9](?:_?[0-9]){0,8}", text) else None


def whole_index(text: str) -> int | None:
    """The whole number that an index is, as Maestro reads it; None where it is none."""
    return int(float(text)) if re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]+)?", text) else None


def names_secret(name: str) -> bool:
    """Whether a variable's name says that its value is a secret."""
    return _SECRET_NAME.search(name) is not None


class Scope:
    """The variables a flow sees.

    What stands in a header wins over what the flow was called with and over what the command line gave, as Maestro has
    it; `${NAME || 'default'}` in a header takes what was given.
    """

    __slots__ = ("_simulated", "_values")

    def __init__(self, simulated: Callable[[str], str], values: Mapping[str, str]) -> None:
        self._simulated = simulated
        self._values = values

    def look_up(self, name: str) -> str:
        """The value of a variable; raises UnsetError."""
        if name in SIMULATED or name == COPIED:
            return self._simulated(name)
        try:
            return self._values[name]
        except KeyError:
            raise UnsetError(name) from None

    def inside(self, env: Mapping[str, Template]) -> Scope:
        """The scope within a flow with this `env` in its header, or within a `runFlow` with it; raises UnsetError."""
        if not env:
            return self
        values = dict(self._values)
        scope = Scope(self._simulated, values)
        for name, template in env.items():
            values[name] = template.fill(scope.look_up)
        return scope

    def named(self, name: str, value: str) -> Scope:
        """The scope with one more variable."""
        return Scope(self._simulated, {**self._values, name: value})

    def contacts(self) -> Iterator[str]:
        """The values whose names say that they are contacts."""
        return (value for name, value in self._values.items() if value and _CONTACT_NAME.fullmatch(name))

    def secrets(self) -> Iterator[str]:
        """The values whose names say that they are secret."""
        return (value for name, value in self._values.items() if value and names_secret(name))
