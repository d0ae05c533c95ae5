"""Who the Agenzia knows: customers, their contacts, policies and accounts. All frozen; passwords and codes masked."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StrictBool,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from ac_tui.registry.keys import tax_key

Profile = Literal["person", "professional", "company"]
PolicyKind = Literal["individual", "corporate"]
Delivery = Literal["normal", "late", "spam", "lost", "duplicate"]

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_E164: Final = re.compile(r"\+[0-9]{6,15}")
_EMAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+")
_TAX_CODE: Final = re.compile(r"[A-Z0-9]{16}|[0-9]{11}")
_VAT_NUMBER: Final = re.compile(r"[0-9]{11}")
_CODE: Final = re.compile(r"[0-9]{6}")


def _fault(rule: str, message: str) -> PydanticCustomError:
    """A fault that names no value: what was read may be a secret."""
    return PydanticCustomError(rule, message)


def _printable(text: str) -> str:
    """Text from a file carries no control or invisible character to a terminal (design: Secrets and people)."""
    if not text.isprintable() and not text.replace("\u00a0", " ").isprintable():
        raise _fault("control-character", "contains a control or invisible character")
    return text.strip()


def _filled(text: str) -> str:
    if not text:
        raise _fault("empty", "is empty")
    return text


Text = Annotated[str, AfterValidator(_printable)]
FilledText = Annotated[Text, AfterValidator(_filled)]


def _shaped(shape: re.Pattern[str], rule: str, wanted: str) -> AfterValidator:
    def check(text: str) -> str:
        if text and not shape.fullmatch(text):
            raise _fault(rule, wanted)
        return text

    return AfterValidator(check)


def _as_tax_key(value: Any) -> Any:
    return tax_key(value) if isinstance(value, str) else value


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Policy(_Frozen):
    """A policy; `ended` says since when one that is not active is lapsed, `starts` from which day one counts at all."""

    number: FilledText
    kind: PolicyKind = "individual"
    active: StrictBool = True
    ended: Annotated[date | None, Field(strict=True)] = None
    starts: Annotated[date | None, Field(strict=True)] = None

    @field_validator("ended")
    @classmethod
    def _ended_is_not_active(cls, ended: date | None, info: ValidationInfo) -> date | None:
        if ended is not None and info.data.get("active") is True:
            raise _fault("active-but-ended", "is for a policy that is not active: write active = false")
        return ended

    @field_validator("starts")
    @classmethod
    def _starts_before_it_ends(cls, starts: date | None, info: ValidationInfo) -> date | None:
        ended = info.data.get("ended")
        if starts is not None and ended is not None and ended < starts:
            raise _fault("ended-before-start", "is later than `ended`")
        return starts

    def active_on(self, day: date) -> bool:
        """Whether it counts on that day: active, and begun."""
        return self.active and (self.starts is None or self.starts <= day)


class Agency(_Frozen):
    """The customer's own Agenzia: who to call when nothing else helps (guide 6C, 10A); `hours` as it writes them."""

    name: Text = ""
    phone: Text = ""
    hours: Text = ""


class Account(_Frozen):
    """An Area Clienti account that already exists: its user name is one of the customer's contacts."""

    username: FilledText
    password: SecretStr
    first_access_done: StrictBool = False

    @field_validator("password")
    @classmethod
    def _password_is_there(cls, password: SecretStr) -> SecretStr:
        _filled(password.get_secret_value())
        return password


class Customer(_Frozen):
    """A customer of an Agenzia, as the registry has it.

    `emails` and `mobiles` (E.164) are the contacts left at the Agenzia, in its order; a landline may stand among the
    mobiles, as it does in real registries. `client_code` is text: leading zeros count. `fixed_code` is the code this
    customer always receives; None leaves it to the code source. `story` says in one line how the customer's story ends.
    """

    id: Annotated[FilledText, _shaped(_ID, "bad-id", "must be lower-case words joined by hyphens, such as mario-rossi")]
    profile: Profile
    first_name: Text = Field(default="", validate_default=True)
    last_name: Text = Field(default="", validate_default=True)
    company_name: Text = Field(default="", validate_default=True)
    tax_code: Annotated[
        Text, BeforeValidator(_as_tax_key), _shaped(_TAX_CODE, "bad-tax-code", "must have 16 characters, or 11 digits")
    ] = ""
    vat_number: Annotated[
        Text, BeforeValidator(_as_tax_key), _shaped(_VAT_NUMBER, "bad-vat-number", "must have 11 digits")
    ] = ""
    client_code: Text = ""
    emails: tuple[Annotated[FilledText, _shaped(_EMAIL, "bad-email", "is no email address")], ...] = ()
    mobiles: tuple[
        Annotated[FilledText, _shaped(_E164, "bad-mobile", "must be in E.164, such as +393201234519")], ...
    ] = ()
    policies: tuple[Policy, ...] = ()
    agency: Agency = Agency()
    account: Account | None = None
    delivery: Delivery = "normal"
    fixed_code: SecretStr | None = None
    story: Text = ""

    @field_validator("first_name", "last_name")
    @classmethod
    def _people_have_names(cls, name: str, info: ValidationInfo) -> str:
        profile = info.data.get("profile")
        if not name and profile in ("person", "professional"):
            raise _fault("missing-name", f"is missing: a {profile} needs it")
        return name

    @field_validator("company_name")
    @classmethod
    def _companies_have_names(cls, name: str, info: ValidationInfo) -> str:
        if not name and info.data.get("profile") == "company":
            raise _fault("missing-name", "is missing: a company needs it")
        return name

    @field_validator("fixed_code")
    @classmethod
    def _code_has_six_digits(cls, code: SecretStr | None) -> SecretStr | None:
        if code is not None and not _CODE.fullmatch(code.get_secret_value()):
            raise _fault("bad-code", "must have six digits, as text")
        return code

    @property
    def display_name(self) -> str:
        """The name to show: first and last name, or the Ragione Sociale."""
        return self.company_name if self.profile == "company" else f"{self.first_name} {self.last_name}"

    @property
    def business(self) -> bool:
        """Whether part B of the guide holds: a professional or a company."""
        return self.profile != "person"

    def insured_on(self, day: date) -> bool:
        """Whether at least one policy is active on that day (that it must be active is an assumption)."""
        return any(policy.active_on(day) for policy in self.policies)
