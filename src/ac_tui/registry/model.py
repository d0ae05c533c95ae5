"""Who the Agenzia knows, and what a field may hold: msgspec reads sound data by it, `load` explains what is not.

Passwords and codes are texts that nobody is shown; what a password must have, tick by tick (guide 5A), is here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal, NamedTuple

from msgspec import Meta, Struct

from ac_tui.registry.keys import is_mobile

Profile = Literal["person", "professional", "company"]
PolicyKind = Literal["individual", "corporate"]
Delivery = Literal["normal", "late", "spam", "lost", "duplicate"]
Slip = tuple[str, str, str]
"""A field of a record that contradicts another one: its name, the rule, what is wrong with it."""


class SecretStr:
    """A password or code: printed, logged or quoted in a traceback it is asterisks; two of the same text are equal."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def get_secret_value(self) -> str:
        """The text itself, for who compares or writes it."""
        return self._secret

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecretStr) and self._secret == other._secret

    def __hash__(self) -> int:
        return hash(self._secret)

    def __len__(self) -> int:
        return len(self._secret)

    def __str__(self) -> str:
        return "**********" if self._secret else ""

    def __repr__(self) -> str:
        return f"SecretStr('{self}')"

    def __reduce__(self) -> tuple[Any, ...]:
        return SecretStr, (self._secret,)  # what another process played arrives as it was


def _shaped(pattern: str, rule: str, wanted: str) -> Meta:
    return Meta(pattern=rf"\A(?:{pattern})\Z", extra={"rule": rule, "message": wanted})


Filled = Annotated[str, Meta(pattern=r"\S", extra={"rule": "empty", "message": "is empty"})]
Id = Annotated[
    str,
    _shaped("[a-z0-9]+(?:-[a-z0-9]+)*", "bad-id", "must be lower-case words joined by hyphens, such as mario-rossi"),
]
TaxCode = Annotated[str, _shaped("|[A-Z0-9]{16}|[0-9]{11}", "bad-tax-code", "must have 16 characters, or 11 digits")]
VatNumber = Annotated[str, _shaped("|[0-9]{11}", "bad-vat-number", "must have 11 digits")]
Email = Annotated[str, _shaped(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+", "bad-email", "is no email address")]
Mobile = Annotated[str, _shaped(r"\+[0-9]{6,15}", "bad-mobile", "must be in E.164, such as +393201234519")]


def tidy(text: str) -> str:
    """A text of a file without the spaces around it; ValueError for what a terminal would obey and not show."""
    if not text.isprintable() and not text.replace("\u00a0", " ").isprintable():
        raise ValueError("contains a control or invisible character")
    return text.strip()


class RegistryRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What stands in a registry; making one raises ValueError where it is not sound."""

    texts: ClassVar[tuple[str, ...]] = ()  # the fields whose texts must be tidy, where no pattern says so already

    def __post_init__(self) -> None:
        for name in self.texts:
            value = getattr(self, name)
            for text in (value,) if isinstance(value, str) else value:
                if text and (not text.isprintable() or text[0] == " " or text[-1] == " ") and tidy(text) != text:
                    raise ValueError("a text has spaces around it")
        for name, _, message in self.slips():
            raise ValueError(f"`{name}` {message}")

    def slips(self) -> Iterator[Slip]:
        """The fields that contradict another one."""
        return iter(())


class InsurancePolicy(RegistryRecord, frozen=True):
    """A policy; `ended` says since when one that is not active is lapsed, `starts` from which day one counts at all."""

    number: Filled
    kind: PolicyKind = "individual"
    active: bool = True
    ended: date | None = None
    starts: date | None = None
    texts = ("number",)

    def slips(self) -> Iterator[Slip]:
        """The dates that contradict another field."""
        if self.ended is not None and self.active is True:
            yield "ended", "active-but-ended", "is for a policy that is not active: write active = false"
        elif self.starts is not None and self.ended is not None and self.ended < self.starts:
            yield "starts", "ended-before-start", "is later than `ended`"

    def active_on(self, day: date) -> bool:
        """Whether it counts on that day: active, and begun."""
        return self.active and (self.starts is None or self.starts <= day)


class Agency(RegistryRecord, frozen=True):
    """The customer's own Agenzia: who to call when nothing else helps (guide 6C, 10A); `hours` as it writes them."""

    name: str = ""
    phone: str = ""
    hours: str = ""
    texts = ("name", "phone", "hours")


class RegistryAccount(RegistryRecord, frozen=True):
    """An Area Clienti account that already exists: its user name is one of the customer's contacts."""

    username: Filled
    password: SecretStr
    first_access_done: bool = False
    texts = ("username",)

    def slips(self) -> Iterator[Slip]:
        """A password that is none."""
        if self.password is not None and not len(self.password):
            yield "password", "empty", "is empty"


class Customer(RegistryRecord, frozen=True):
    """A customer of an Agenzia, with the contacts left there; `fixed_code` is what this customer always receives."""

    id: Id
    profile: Profile
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    tax_code: TaxCode = ""
    vat_number: VatNumber = ""
    client_code: str = ""
    emails: tuple[Email, ...] = ()
    mobiles: tuple[Mobile, ...] = ()  # landlines too
    policies: tuple[InsurancePolicy, ...] = ()
    agency: Agency = Agency()
    account: RegistryAccount | None = None
    delivery: Delivery = "normal"
    fixed_code: SecretStr | None = None
    story: str = ""
    texts = ("first_name", "last_name", "company_name", "client_code", "story", "emails")

    def slips(self) -> Iterator[Slip]:
        """The names that are missing, and a code that is none."""
        needed = ("company_name",) if self.profile == "company" else ("first_name", "last_name")
        for name in needed if self.profile is not None else ():
            if getattr(self, name) == "":
                yield name, "missing-name", f"is missing: a {self.profile} needs it"
        if self.fixed_code is not None and not re.fullmatch("[0-9]{6}", self.fixed_code.get_secret_value()):
            yield "fixed_code", "bad-code", "must have six digits, as text"

    @property
    def display_name(self) -> str:
        """The name to show: first and last name, or the Ragione Sociale."""
        return self.company_name if self.profile == "company" else f"{self.first_name} {self.last_name}"

    @property
    def business(self) -> bool:
        """Whether part B of the guide holds: a professional or a company."""
        return self.profile != "person"

    @property
    def usable_mobiles(self) -> tuple[str, ...]:
        """The numbers that are mobiles, in file order: a landline entered by mistake gets no codes."""
        return tuple(filter(is_mobile, self.mobiles))

    def insured_on(self, day: date) -> bool:
        """Whether at least one policy is active on that day (that it must be active is an assumption)."""
        return any(policy.active_on(day) for policy in self.policies)


# Passwords as they are compared, and what one must have.

_LINE_BREAKS: Final = re.compile("[\n\r\v\f\x85\u2028\u2029]+")
_OTHER_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_KINDS: Final = tuple(map(re.compile, ("[a-z]", "[A-Z]", "[0-9]")))


class Ticks(NamedTuple):
    """The checklist under the password, in the guide's order; each tick moves alone."""

    length: bool
    lowercase: bool
    uppercase: bool
    digit: bool


def ticks(text: str, minimum: int = 8, maximum: int = 16) -> Ticks:
    """Tick a password off: `minimum` to `maximum` characters, at least one of a-z, A-Z and 0-9 (guide 5A; ASCII)."""
    text = as_compared(text)
    return Ticks(minimum <= len(text) <= maximum, *[kind.search(text) is not None for kind in _KINDS])


def as_compared(text: str) -> str:
    """A password as it is compared: without line breaks, with plain spaces, in NFC (RFC 8265; assumption)."""
    text = without_line_breaks(text)
    return text if text.isascii() else unicodedata.normalize("NFC", _OTHER_SPACES.sub(" ", text))


def without_line_breaks(text: str) -> str:
    """The text without line breaks of any kind: a paste may carry them, a password never does."""
    return _LINE_BREAKS.sub("", text)
