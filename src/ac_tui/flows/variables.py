"""Variables in flow files: `${NAME}`, with a default or a comparison, and nothing more of JavaScript.

What they are called, where their values come from, and what `inputRandom…` makes up.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain
from operator import ge, gt, le, lt
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
_PREFIX: Final = re.compile(r"\+?[0-9]{0,5}")
"""What may stand before a number as it is in its own country."""
_ZERO: Final = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:[eE][+-]?[0-9]+)?[fFdD]?")
"""A number that is nothing, as Kotlin's toDouble reads numbers."""
ENVIRONMENT: Final = "AC_TUI_"
"""What begins the name of an environment variable that gives one to flows: AC_TUI_PASSWORD is ${PASSWORD}."""
_ENV_LINE: Final = re.compile(r"(?:export[ \t]+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(?P<value>.*)")
_MADE_UP: Final = {
    "first": ["Ada", "Bruno", "Carla", "Dario", "Elsa", "Franco", "Gaia", "Livio", "Marta", "Nino"],
    "last": ["Bassi", "Corsi", "Donati", "Fabbri", "Galli", "Leoni", "Morelli", "Orsini", "Poli", "Sarti"],
    "city": ["Bari", "Bologna", "Cagliari", "Genova", "Lecce", "Perugia", "Torino", "Trieste", "Udine", "Verona"],
    "country": ["Austria", "Belgio", "Francia", "Grecia", "Italia", "Portogallo", "Slovenia", "Spagna", "Svizzera"],
    "colour": ["arancio", "azzurro", "bianco", "giallo", "grigio", "nero", "rosso", "verde", "viola"],
}


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


Value = str | float | bool | None
"""What JavaScript makes of an operand: variables are texts, None is one without a value."""

_WORDS: Final[Mapping[str, Value]] = {"true": True, "false": False, "null": None, "undefined": None}


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
            value = _SIGNS[self.sign](value, _value(self.right, look_up))
        elif self.no:
            value = not _truthy(value)
        elif value is None and self.left not in _WORDS:
            raise UnsetError(self.left)
        if value is None:
            return "undefined"
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else f"{value:g}"

    def names(self) -> Iterator[str]:
        """The variables it mentions."""
        return (operand for operand in (self.left, self.right) if _is_name(operand))

    def needs(self) -> Iterator[str]:
        """The variables it cannot do without."""
        return iter(()) if self.sign or self.no else self.names()


def _is_name(operand: str) -> bool:
    return operand not in _WORDS and re.fullmatch(_NAME, operand) is not None


def _value(operand: str, look_up: Callable[[str], str]) -> Value:
    if operand[:1] in ("'", '"'):
        return operand[1:-1]
    if not _is_name(operand):
        return _WORDS[operand] if operand in _WORDS else float(operand)
    try:
        return look_up(operand)
    except UnsetError:
        return None


def _truthy(value: Value) -> bool:
    return value not in (None, False, 0.0, "")


def _number(value: Value) -> float:
    """The number that a value is; not a number (NaN) where it is none."""
    try:
        return float((value.strip() if isinstance(value, str) else value) or 0)
    except ValueError:
        return float("nan")


def _same(left: Value, right: Value) -> bool:
    return type(left) is type(right) and left == right


def _equal(left: Value, right: Value) -> bool:
    if left is None or right is None or type(left) is type(right):
        return _same(left, right)
    return _number(left) == _number(right)


def _ordered(sign: Callable[[Any, Any], bool], left: Value, right: Value) -> bool:
    """Two texts are compared as texts, everything else as numbers."""
    texts = isinstance(left, str) and isinstance(right, str)
    return sign(left, right) if texts else sign(_number(left), _number(right))


_SIGNS: Final[Mapping[str, Callable[[Value, Value], Value]]] = {
    "||": lambda left, right: left if _truthy(left) else right,
    "&&": lambda left, right: right if _truthy(left) else left,
    "==": _equal,
    "===": _same,
    "!=": lambda left, right: not _equal(left, right),
    "!==": lambda left, right: not _same(left, right),
    **{sign: partial(_ordered, compare) for sign, compare in (("<", lt), ("<=", le), (">", gt), (">=", ge))},
}


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
        return chain.from_iterable(part.needs() for part in self.parts if isinstance(part, Expression))

    def names(self) -> Iterator[str]:
        """Every name it mentions."""
        return chain.from_iterable(part.names() for part in self.parts if isinstance(part, Expression))

    @property
    def sole(self) -> str:
        """The one variable it consists of, or ""."""
        return next(self.needs(), "") if len(self.parts) == 1 else ""


def parse_template(text: str) -> Template:
    r"""Read a text as a template; `\${` is a plain `${`. Raises TemplateError for an expression beyond the dialect."""
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
            match = _EXPRESSION.fullmatch(hole[1])
            if match is None or (match["no"] and match["sign"]):
                raise TemplateError(
                    f"'${{{hole[1]}}}' is not understood: only a variable, ${{NAME || 'default'}} and comparisons such "
                    "as ${NAME == 'text'} are, no other JavaScript"
                )
            parts.append(Expression(match["left"], match["sign"] or "", match["right"] or "", bool(match["no"])))
    return Template(text, tuple(part for part in (*parts, text[end:]) if part != ""))


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
        match = _ENV_LINE.fullmatch(line)
        name = match["name"] if match is not None else ""
        if match is None:
            wrong = "write KEY=VALUE, the key in letters, digits and _"
        elif name in SIMULATED:
            wrong = f"{name} is the newest one delivered, and cannot be given"
        elif name in lines:
            wrong = f"'{name}' is given twice, first at line {lines[name]}"
        else:
            quoted = re.fullmatch(r"(?P<sign>['\"])((?:(?!(?P=sign)).)*)(?P=sign)", match["value"])
            values[name] = match["value"] if quoted is None else quoted[2]
            lines[name] = number
            continue
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


def random_text(kind: str, length: int, seed: str) -> str:
    """A text of a kind: "text", "number", "email", "name", "city", "country" or "colour"; it follows from `seed`.

    `length` counts the characters of a text and the digits of a number, which begins with none that is 0.
    """
    from random import Random

    source = Random(seed)
    if kind == "number":
        return source.choice("123456789") + "".join(source.choices(string.digits, k=max(0, length - 1)))
    if kind == "text":
        return "".join(source.choices(string.ascii_lowercase + string.digits, k=length))
    if kind == "email":
        return "".join(source.choices(string.ascii_lowercase, k=8)) + "@example.com"
    if kind == "name":
        return f"{source.choice(_MADE_UP['first'])} {source.choice(_MADE_UP['last'])}"
    return source.choice(_MADE_UP[kind])
