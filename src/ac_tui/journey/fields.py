"""What was submitted, field by field: the errors to show, and contacts made comparable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ac_tui.journey import events as ev
from ac_tui.journey.decision import Check
from ac_tui.journey.guide import for_customer
from ac_tui.journey.model import Contact, ContactKind, Journey
from ac_tui.journey.rules import codes, companies, emails, names, passwords, tax_codes
from ac_tui.registry.keys import email_key
from ac_tui.registry.numbers import read_mobile

if TYPE_CHECKING:
    from ac_tui.journey.world import World


class ContactReading(Struct, frozen=True):
    """A contact as typed, read: normalised, or None with the block and the key of its error."""

    contact: Contact | None
    block: str = ""
    error: str = ""


def read_contact(kind: ContactKind, address: str, prefix: str) -> ContactReading:
    """Read an email address, or a number with its prefix field (guide 4A)."""
    if kind == "email":
        email = emails.read_email(address)
        if email.error:
            return ContactReading(None, "email", email.error)
        return ContactReading(Contact("email", email_key(email.value), email.value))
    mobile = read_mobile(prefix, address)
    if mobile.error:
        return ContactReading(None, "prefix" if mobile.error == "prefix" else "number", mobile.error)
    return ContactReading(Contact("mobile", mobile.value))


def _identity(event: ev.SubmitIdentity, _: Journey, __: World) -> dict[str, str]:
    first, last = names.read_name(event.first_name), names.read_name(event.last_name)
    return {"first_name": first.error, "last_name": last.error}


def _company(event: ev.SubmitCompany, _: Journey, __: World) -> dict[str, str]:
    return {"company_name": companies.read_company(event.company_name).error}


def _contact(event: ev.SubmitContact, _: Journey, world: World) -> dict[str, str]:
    reading = read_contact(event.kind, event.address, event.prefix)
    return {
        reading.block: reading.error,
        "password": _password_error(event.password.get_secret_value(), world),
        "privacy": "" if event.privacy else "unticked",
    }


def _password_error(password: str, world: World) -> str:
    return passwords.read_password(password, minimum=world.policy.password_min, maximum=world.policy.password_max).error


def _code(event: ev.SubmitCode, _: Journey, world: World) -> dict[str, str]:
    return {"code": codes.read_code(event.code.get_secret_value(), digits=world.policy.code_digits).error}


def _login(event: ev.SubmitLogin, _: Journey, __: World) -> dict[str, str]:
    return {
        "user": "" if event.user.strip() else "empty",
        "password": "" if event.password.get_secret_value() else "empty",
    }


def _tax_code(event: ev.SubmitTaxCode, _: Journey, __: World) -> dict[str, str]:
    return {"tax_code": tax_codes.read_tax_code(event.tax_code).error}


def _choice(event: ev.SubmitChoice, _: Journey, __: World) -> dict[str, str]:
    return {"contact": "" if event.choice else "nothing"}


def _recovery(event: ev.SubmitRecovery, _: Journey, __: World) -> dict[str, str]:
    kind: ContactKind = "email" if "@" in event.contact else "mobile"
    error = read_contact(kind, event.contact, "+39").error
    return {"contact": "malformed" if kind == "mobile" and error == "letters" else error}


def _new_password(event: ev.SubmitNewPassword, _: Journey, world: World) -> dict[str, str]:
    return {"password": _password_error(event.password.get_secret_value(), world)}


_READERS: dict[type[ev.Event], Callable[[Any, Journey, World], dict[str, str]]] = {
    ev.SubmitIdentity: _identity,
    ev.SubmitCompany: _company,
    ev.SubmitContact: _contact,
    ev.SubmitCode: _code,
    ev.SubmitLogin: _login,
    ev.SubmitTaxCode: _tax_code,
    ev.SubmitChoice: _choice,
    ev.SubmitRecovery: _recovery,
    ev.SubmitNewPassword: _new_password,
}


def evidence_of(event: ev.Event, errors: Mapping[str, str], world: World) -> dict[str, str]:
    """What the words of these errors may fill in: of a tax code what is wrong where, of a password nothing it has."""
    if isinstance(event, ev.SubmitTaxCode):
        return tax_codes.read_tax_code(event.tax_code).evidence
    if errors.get("password") in ("long", "short"):
        return {"password_min": str(world.policy.password_min), "password_max": str(world.policy.password_max)}
    return {}


def read_fields(event: ev.Event, journey: Journey, world: World) -> dict[str, str]:
    """The errors of a submitted form by block id; empty when every field can be used."""
    reader = _READERS.get(type(event))
    errors = reader(event, journey, world) if reader else {}
    return {block: error for block, error in errors.items() if error}


def field_checks(event: ev.Event, errors: Mapping[str, str], world: World, *, business: bool) -> list[Check]:
    """The failed checks of a form: one for what the guide's own words ask for, one for what we assume.

    The guide says what a password is made of (5A) and how many digits a code has; what else a field takes, and that it
    may not be empty, is our assumption.
    """
    by_source: dict[str, dict[str, str]] = {}
    for block, error in errors.items():
        setting = _SAID.get(block, {}).get(error, "")
        source = for_customer(world.policy.source(setting), business)
        by_source.setdefault(source, {})[block] = error
    checks = []
    for source, some in by_source.items():
        evidence = {"fields": ", ".join(some), "errors": ", ".join(some.values())} | evidence_of(event, some, world)
        checks.append(Check("fields", False, source, "field_error", evidence))
    return checks


_SAID: Mapping[str, Mapping[str, str]] = {
    "password": dict.fromkeys(("weak", "long", "short", "no_lowercase", "no_uppercase", "no_digit"), "password_min"),
    "code": {"short": "code_digits", "long": "code_digits"},
}
"""By block and error, the setting whose source says so."""
