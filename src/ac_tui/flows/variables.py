"""Variables in flow files: `${NAME}`, with a default or a comparison, and nothing more of JavaScript."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from ac_tui.assets import read_text
from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.model import Customer

MOST_BYTES: Final = 1 << 20  # of a file of flows, settings or variables
MOST_CHARACTERS: Final = 20_000  # of a text that variables are put into, or a field that is typed into
SIMULATED: Final = ("OTP", "LINK")  # the newest code and the newest link that count for the screen on show
COPIED: Final = "maestro.copiedText"  # the clipboard
FILE_NAME: Final = "MAESTRO_FILENAME"  # the flow's file without folder and suffix
_UNSET: Final = {"OTP": "no code has arrived yet", "LINK": "no link has arrived yet", COPIED: "nothing was copied yet"}
NAME: Final = "[A-Za-z_][A-Za-z0-9_]*"  # what a variable may be called

_OPERAND: Final = rf"{NAME}|maestro\.copiedText|'[^']*'|\"[^\"]*\"|-?[0-9]+(?:\.[0-9]+)?"
_EXPRESSION: Final = re.compile(
    rf"\s*(?P<no>!?)\s*(?P<left>{_OPERAND})\s*(?:(?P<sign>\|\||&&|[=!]==?|[<>]=?)\s*(?P<right>{_OPERAND})\s*)?"
)
_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None, "undefined": None}
_ORDER: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_SECRET_NAME: Final = re.compile(
    r"passw|secret|segret|token|(?:^|_)(?:otp|pin|pwd)(?:$|_|[0-9])|^(?:codice|code)[0-9]*$", re.IGNORECASE
)
_ENV_LINE: Final = re.compile(
    rf"(?:export[ \t]+)?({NAME})[ \t]*=[ \t]*(?:(?P<sign>['\"])((?:(?!(?P=sign)).)*)(?P=sign)|(.*))"
)


class TemplateError(ValueError):
    """A `${…}` that is not understood; `str()` says what is."""


class UnsetError(LookupError):
    """A variable without a value: `str()` says what to do."""

    def __init__(self, name: str) -> None:
        super().__init__(f"${{{name}}} has no value: {_UNSET.get(name, f'give it in env, or with -e {name}=…')}")


class Expression(NamedTuple):
    """What stands between `${` and `}`: one or two operands as written; `sign` stands between two, `no` negates one."""

    left: str
    sign: str = ""
    right: str = ""
    no: bool = False

    def value(self, look_up: Callable[[str], str]) -> str:
        """Its value as text, as JavaScript has it; raises UnsetError where a name alone has no value."""

        def read(operand: str) -> str | float | bool | None:
            if operand in _WORDS:
                return _WORDS[operand]
            if not _is_name(operand):
                return operand[1:-1] if operand[0] in "'\"" else float(operand)
            try:
                return look_up(operand)
            except UnsetError:
                return None  # as undefined

        value = read(self.left)
        if self.sign in ("||", "&&"):
            value = value if bool(value) is (self.sign == "||") else read(self.right)
        elif self.sign:
            value = _compared(value, self.sign, read(self.right))
        elif self.no:
            value = not value
        elif value is None and _is_name(self.left):
            raise UnsetError(self.left)
        if value is None or isinstance(value, bool):
            return "undefined" if value is None else str(value).lower()
        return value if isinstance(value, str) else f"{value:g}"


def _is_name(operand: str) -> bool:
    return operand[:1].isidentifier() and operand not in _WORDS


def _compared(left: Any, sign: str, right: Any) -> bool:
    """What JavaScript makes of a comparison: of two texts as texts, else of what is not alike as numbers."""

    def number(value: Any) -> float:
        try:
            return float((value.strip() if isinstance(value, str) else value) or 0)
        except ValueError:
            return float("nan")

    alike, equality = type(left) is type(right), sign[0] in "=!"
    if equality and not alike and (len(sign) == 3 or left is None or right is None):
        return sign[0] == "!"
    if not (alike and (equality or isinstance(left, str))):
        left, right = number(left), number(right)
    return _ORDER[sign[:2]](left, right)


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
        alone = (part for part in self.parts if isinstance(part, Expression) and not (part.sign or part.no))
        return (part.left for part in alone if _is_name(part.left))

    def names(self) -> Iterator[str]:
        """Every name it mentions."""
        expressions = (part for part in self.parts if isinstance(part, Expression))
        return (name for part in expressions for name in (part.left, part.right) if _is_name(name))

    @property
    def sole(self) -> str:
        """The one variable it consists of, or ""."""
        return next(self.needs(), "") if len(self.parts) == 1 else ""


@lru_cache(maxsize=4096)
def parse_template(text: str) -> Template:
    r"""Read a text as a template; `\${` is a plain `${`. Raises TemplateError for an expression beyond the dialect."""
    parts: list[str | Expression] = []
    for piece in filter(None, re.split(r"(\\\$\{|\$\{[^}]*\}?)", text)):
        if not piece.startswith("${"):
            parts.append("${" if piece == r"\${" else piece)
            continue
        if not piece.endswith("}"):
            raise TemplateError("'${' is never closed by '}'; write \\${ for the characters themselves")
        match = _EXPRESSION.fullmatch(piece[2:-1])
        if match is None or (match["no"] and match["sign"]):
            raise TemplateError(
                f"'{piece}' is not understood: only a variable, ${{NAME || 'default'}} and comparisons such as "
                "${NAME == 'text'} are, no other JavaScript"
            )
        parts.append(Expression(match["left"], match["sign"] or "", match["right"] or "", bool(match["no"])))
    return Template(text, tuple(parts))


def truth(text: str) -> bool:
    """Whether a condition's value counts as true, as Maestro reads it: blank, false, undefined, null and 0 do not."""
    said = text.strip()
    zero = re.fullmatch(r"[+-]?(?:0+\.?0*|\.0+)(?:[eE][+-]?[0-9]+)?[fFdD]?", said)  # as Kotlin's toDouble reads it
    return bool(said) and text.lower() != "false" and text not in ("undefined", "null") and not zero


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
    """The variables a flow sees: a header's win over what the flow was called with, or given, as Maestro has it."""

    simulated: Callable[[str], str]
    values: Mapping[str, str]

    def look_up(self, name: str) -> str:
        """The value of a variable; raises UnsetError."""
        if name in SIMULATED or name == COPIED:
            return self.simulated(name)
        if name not in self.values:
            raise UnsetError(name)
        return self.values[name]

    def inside(self, env: Mapping[str, str]) -> Scope:
        """The scope within a flow with this `env` in its header, or within a `runFlow` with it; raises UnsetError."""
        values = dict(self.values)
        scope = Scope(self.simulated, values)
        for name, text in env.items():
            values[name] = parse_template(text).fill(scope.look_up)
        return scope if env else self

    def contacts(self) -> Iterator[str]:
        """The values of what recordings call contacts."""
        name_of_one = re.compile(r"(?:CUSTOMER_)?(?:EMAIL|MOBILE)(?:_[0-9]+)?")
        return (value for name, value in self.values.items() if value and name_of_one.fullmatch(name))

    def secrets(self) -> Iterator[str]:
        """The values whose names say that they are secret."""
        return (value for name, value in self.values.items() if value and names_secret(name))


def given_by(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that an environment gives to flows: AC_TUI_PASSWORD is ${PASSWORD}, MAESTRO_X is ${MAESTRO_X}."""
    theirs = {name: value for name, value in environment.items() if name.startswith("MAESTRO_") and value}
    own = {name.removeprefix("AC_TUI_"): value for name, value in environment.items() if name.startswith("AC_TUI_")}
    never = (*SIMULATED, FILE_NAME)
    return {name: value for name, value in (theirs | own).items() if re.fullmatch(NAME, name) and name not in never}


def read_env_file(path: Path) -> dict[str, str]:
    """The variables in a file of KEY=VALUE lines; raises AssetError, or FileError for faults, which show no value."""
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
    """What a flow may call its customer's contacts; a number is as one types it at home: without the prefix."""
    if customer is None:
        return {}
    from ac_tui.registry.keys import country_code

    numbers = (mobile.removeprefix("+").removeprefix(country_code(mobile)) for mobile in customer.mobiles)
    return {
        name if place == 1 else f"{name}_{place}": value
        for name, values in (("CUSTOMER_EMAIL", customer.emails), ("CUSTOMER_MOBILE", numbers))
        for place, value in enumerate(values, 1)
    }
