"""Variables in flow files: `${NAME}`, with a default or a comparison, and nothing more of JavaScript.

What they are called, and where their values come from.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec import Struct, field

from ac_tui.assets import read_text
from ac_tui.registry.faults import Fault, FileError

if TYPE_CHECKING:
    from ac_tui.registry.model import Customer

MOST_BYTES: Final = 1 << 20
"""How long a file of flows, settings or variables may be."""
SIMULATED: Final = ("OTP", "LINK")
"""Variables that the simulation gives: the newest code and the newest link that count for the screen on show."""
COPIED: Final = "maestro.copiedText"
"""The clipboard, by Maestro's name for it."""
FILE_NAME: Final = "MAESTRO_FILENAME"
"""The flow's file without folder and suffix."""
MOST_CHARACTERS: Final = 20_000
"""How long a text may become that variables are put into, or a field that is typed into."""
_HOLE: Final = re.compile(r"(\\\$\{|\$\{[^}]*\}?)")
NAME: Final = "[A-Za-z_][A-Za-z0-9_]*"
"""What a variable may be called."""
_NAME: Final = rf"{NAME}|maestro\.copiedText"
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
_PREFIX: Final = re.compile(r"\+?[0-9]{0,5}")
"""What may stand before a number as it is in its own country."""
_ZERO: Final = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:[eE][+-]?[0-9]+)?[fFdD]?")
"""A number that is nothing, as Kotlin's toDouble reads numbers."""
ENVIRONMENT: Final = "AC_TUI_"
"""What begins the name of an environment variable that gives one to flows: AC_TUI_PASSWORD is ${PASSWORD}."""
_ENV_LINE: Final = re.compile(
    r"(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(?:(?P<sign>['\"])((?:(?!(?P=sign)).)*)(?P=sign)|(.*))"
)


class TemplateError(ValueError):
    """A `${…}` that is not understood; `str()` says what is."""


class UnsetError(LookupError):
    """A variable without a value; `name` is it, and `str()` says what to do."""

    def __init__(self, name: str) -> None:
        missing = {
            "OTP": "no code has arrived yet",
            "LINK": "no link has arrived yet",
            COPIED: "nothing was copied yet",
        }
        super().__init__(f"${{{name}}} has no value: {missing.get(name, f'give it in env, or with -e {name}=…')}")
        self.name = name


_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None, "undefined": None}
_ORDER: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


class Expression(NamedTuple):
    """What stands between `${` and `}`: one or two operands as written; `sign` stands between two, `no` negates one."""

    left: str
    sign: str = ""
    right: str = ""
    no: bool = False

    def value(self, look_up: Callable[[str], str]) -> str:
        """Its value as text, as JavaScript has it; raises UnsetError where a name alone has no value."""
        value = _value(self.left, look_up)
        if self.sign:
            value = _joined(value, self.sign, _value(self.right, look_up))
        elif self.no:
            value = not value
        elif value is None and self.left not in _WORDS:
            raise UnsetError(self.left)
        if value is None or isinstance(value, bool):
            return {None: "undefined", True: "true", False: "false"}[value]
        return value if isinstance(value, str) else f"{value:g}"

    def names(self) -> Iterator[str]:
        """The variables it mentions."""
        return filter(_is_name, (self.left, self.right))

    def needs(self) -> Iterator[str]:
        """The variables it cannot do without."""
        return iter(()) if self.sign or self.no else self.names()


def _is_name(operand: str) -> bool:
    return operand not in _WORDS and re.fullmatch(_NAME, operand) is not None


def _value(operand: str, look_up: Callable[[str], str]) -> str | float | bool | None:
    """What JavaScript makes of an operand: variables are texts, None is one without a value."""
    if operand[:1] in ("'", '"'):
        return operand[1:-1]
    if not _is_name(operand):
        return _WORDS[operand] if operand in _WORDS else float(operand)
    try:
        return look_up(operand)
    except UnsetError:
        return None


def _joined(left: Any, sign: str, right: Any) -> Any:
    """What JavaScript makes of two values: two texts are compared as texts, else what is not alike as numbers."""
    if sign in ("||", "&&"):
        return left if bool(left) is (sign == "||") else right
    alike, equality = type(left) is type(right), sign[0] in "=!"
    if equality and not alike and (len(sign) == 3 or left is None or right is None):
        return sign[0] == "!"
    if not (alike and (equality or isinstance(left, str))):
        left, right = _number(left), _number(right)
    return _ORDER[sign[:2]](left, right)


def _number(value: Any) -> float:
    try:
        return float((value.strip() if isinstance(value, str) else value) or 0)
    except ValueError:
        return float("nan")


class Template(NamedTuple):
    """A text with variables in it."""

    source: str
    parts: tuple[str | Expression, ...]

    @property
    def fixed(self) -> str | None:
        """The text itself where there are no variables in it, else None."""
        texts = [part for part in self.parts if isinstance(part, str)]
        return "".join(texts) if len(texts) == len(self.parts) else None

    def fill(self, look_up: Callable[[str], str]) -> str:
        """The text with every variable replaced; raises UnsetError for one without a value, ValueError if too long."""
        if len(self.parts) == 1 and isinstance(self.parts[0], str):
            return self.parts[0]
        text = "".join(part if isinstance(part, str) else part.value(look_up) for part in self.parts)
        if len(text) > MOST_CHARACTERS and self.fixed is None:
            raise ValueError(f"a text of more than {MOST_CHARACTERS} characters: what is joined here grows too long")
        return text

    def needs(self) -> Iterator[str]:
        """The names it cannot do without."""
        return (name for part in self.parts if isinstance(part, Expression) for name in part.needs())

    def names(self) -> Iterator[str]:
        """Every name it mentions."""
        return (name for part in self.parts if isinstance(part, Expression) for name in part.names())

    @property
    def sole(self) -> str:
        """The one variable it consists of, or ""."""
        return next(self.needs(), "") if len(self.parts) == 1 else ""


def parse_template(text: str) -> Template:
    r"""Read a text as a template; `\${` is a plain `${`. Raises TemplateError for an expression beyond the dialect."""
    return Template(text, tuple(_part(piece) for piece in _HOLE.split(text) if piece))


def _part(piece: str) -> str | Expression:
    if not piece.startswith("${"):
        return "${" if piece == r"\${" else piece
    if not piece.endswith("}"):
        raise TemplateError("'${' is never closed by '}'; write \\${ for the characters themselves")
    match = _EXPRESSION.fullmatch(piece[2:-1])
    if match is None or (match["no"] and match["sign"]):
        raise TemplateError(
            f"'{piece}' is not understood: only a variable, ${{NAME || 'default'}} and comparisons such as "
            "${NAME == 'text'} are, no other JavaScript"
        )
    return Expression(match["left"], match["sign"] or "", match["right"] or "", bool(match["no"]))


def plain(text: str) -> Template:
    """A template that says `text`, whatever it holds."""
    return Template(text, (text,))


def truth(text: str) -> bool:
    """Whether a condition's value counts as true, as Maestro reads it: blank, false, undefined, null and 0 do not."""
    said = text.strip()
    return bool(said) and text.lower() != "false" and text not in ("undefined", "null") and not _ZERO.fullmatch(said)


def whole_number(text: str) -> int | None:
    """The whole number that a text is, of nine digits at most; None where it is none."""
    return int(text) if re.fullmatch(r"[0-9](?:_?[0-9]){0,8}", text) else None


def whole_index(text: str) -> int | None:
    """The whole number that an index is, as Maestro reads it; None where it is none."""
    return int(float(text)) if re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]+)?", text) else None


@lru_cache(maxsize=256)
def names_secret(name: str) -> bool:
    """Whether a variable's name says that its value is a secret."""
    return _SECRET_NAME.search(name) is not None


class Scope(NamedTuple):
    """The variables a flow sees.

    What stands in a header wins over what the flow was called with and over what the command line gave, as Maestro has
    it; `${NAME || 'default'}` in a header takes what was given.
    """

    simulated: Callable[[str], str]
    values: Mapping[str, str]

    def look_up(self, name: str) -> str:
        """The value of a variable; raises UnsetError."""
        if name in SIMULATED or name == COPIED:
            return self.simulated(name)
        try:
            return self.values[name]
        except KeyError:
            raise UnsetError(name) from None

    def inside(self, env: Mapping[str, Template]) -> Scope:
        """The scope within a flow with this `env` in its header, or within a `runFlow` with it; raises UnsetError."""
        if not env:
            return self
        values = dict(self.values)
        scope = Scope(self.simulated, values)
        for name, template in env.items():
            values[name] = template.fill(scope.look_up)
        return scope

    def contacts(self) -> Iterator[str]:
        """The values whose names say that they are contacts."""
        return (value for name, value in self.values.items() if value and _CONTACT_NAME.fullmatch(name))

    def secrets(self) -> Iterator[str]:
        """The values whose names say that they are secret."""
        return (value for name, value in self.values.items() if value and names_secret(name))


def given_by(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that an environment gives to flows, so that no secret stands on a command line.

    Those of MAESTRO_ by their own names, as Maestro takes them.
    """
    given = {name: value for name, value in environment.items() if name.startswith("MAESTRO_") and value}
    for name, value in environment.items():
        if name.startswith(ENVIRONMENT):
            given[name.removeprefix(ENVIRONMENT)] = value
    kept = (name for name in given if re.fullmatch(_NAME, name) and name not in (*SIMULATED, FILE_NAME))
    return {name: given[name] for name in kept}


def read_env_file(path: Path) -> dict[str, str]:
    """The variables in a file; raises AssetError, or FileError for its faults, which never show a value.

    One KEY=VALUE a line; empty lines and lines that begin with `#` count for nothing. Spaces around a value and one
    pair of quotes around all of it are not part of it; nothing in it is escaped or expanded.
    """
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults = []
    for number, line in enumerate(map(str.strip, read_text(path, MOST_BYTES).split("\n")), 1):
        if not line or line.startswith("#"):
            continue
        wrong = "write KEY=VALUE, the key in letters, digits and _"
        if match := _ENV_LINE.fullmatch(line):
            name, _, quoted, bare = match.groups()
            wrong = f"{name} is the newest one delivered, and cannot be given" if name in SIMULATED else ""
            if name in lines:
                wrong = f"'{name}' is given twice, first at line {lines[name]}"
            values[name], lines[name] = bare if quoted is None else quoted, lines.get(name, number)
        if wrong:
            faults.append(Fault(str(path), number, "env-file", wrong))
    if faults:
        raise FileError(faults)
    return values


def variables_of(customer: Customer | None) -> dict[str, str]:
    """What a flow may call the contacts of its header's customer: `CUSTOMER_EMAIL`, `CUSTOMER_MOBILE`, then `…_2`, ….

    A number is as one types it in its own country: without the prefix.
    """
    if customer is None:
        return {}
    from ac_tui.registry.numbers import country_code

    numbers = (mobile.removeprefix("+").removeprefix(country_code(mobile)) for mobile in customer.mobiles)
    return {
        name if place == 1 else f"{name}_{place}": value
        for name, values in (("CUSTOMER_EMAIL", customer.emails), ("CUSTOMER_MOBILE", numbers))
        for place, value in enumerate(values, 1)
    }


class VariableNames(Struct):
    """Gives the same value the same name; `own` are contacts that have one already, which playing knows.

    `given` is what the other names stand for, in the order of their use: playing has to be given it.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def contact(self, value: str) -> str:
        """The variable of a contact or its beginning: the customer's own, also behind a prefix, or one to be given."""
        for name, known in self.own.items():
            before, found, after = value.partition(known)
            if found and not after and _PREFIX.fullmatch(before):
                return f"{before}${{{name}}}"
        return self.named("EMAIL" if "@" in value or any(map(str.isalpha, value)) else "MOBILE", value)

    def named(self, kind: str, value: str) -> str:
        """The variable of a kind for a value: of a password `${PASSWORD}`, of another `${PASSWORD_2}`, …."""
        of_kind = {known: name for name, known in self.given.items() if name.startswith(kind)}
        if value not in of_kind:
            of_kind[value] = f"{kind}_{len(of_kind) + 1}" if of_kind else kind
            self.given[of_kind[value]] = value
        return f"${{{of_kind[value]}}}"
