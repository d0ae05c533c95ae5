"""What each step asks for: its fields, the events that submit them, and what is wrong with what was submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from msgspec import Struct

from ac_tui.journey import events as ev
from ac_tui.journey import rules
from ac_tui.journey.decision import Check, for_customer
from ac_tui.journey.model import Contact, ContactKind, Journey, Step
from ac_tui.journey.world import Policy
from ac_tui.registry.keys import read_mobile
from ac_tui.registry.model import Profile, SecretStr, without_line_breaks


class Field(Struct, frozen=True):
    """One thing a step asks for; the deck has words for its `errors` and `hints`; `options` are tabs."""

    id: str
    kind: Literal["field", "secret", "code", "checkbox", "tabs", "choice"] = "field"
    errors: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    initial: str = ""
    options: tuple[str, ...] = ()


_NAME_ERRORS = ("empty", "digits", "symbols", "control", "long")
_EMAIL_ERRORS = (
    *("empty", "several", "spaces", "invisible", "no_at", "two_ats", "no_name", "no_ending", "dots", "comma"),
    "malformed",
)
_NUMBER_ERRORS = (
    *("empty", "letters", "landline", "leading_zero", "too_long", "too_short", "several", "extension", "malformed"),
)
_RECOVERY_ERRORS = tuple(
    error for error in dict.fromkeys((*_EMAIL_ERRORS, *_NUMBER_ERRORS)) if error not in ("no_at", "letters")
)
"""Of both kinds of contact: what has no `@` and is no number may be meant to be either, and is `malformed`."""
_GUIDE_ERRORS = ("weak", "long", "short", "no_lowercase", "no_uppercase", "no_digit")
"""What is wrong with a password by the guide's own words (5A)."""
_PASSWORD_ERRORS = ("empty", *_GUIDE_ERRORS, "accented_uppercase", "accented_lowercase", "other_digit")
_TAX_CODE_ERRORS = (
    *("empty", "sign", "letters_number", "digits_number", "letter_for_digit", "digit_for_letter", "digit_wanted"),
    *("letter_wanted", "month_wanted", "day", "check"),
)
_CODE = Field("code", "code", ("empty", "short", "long", "letters", "wrong", "expired", "blocked"))
_PASSWORD = Field("password", "secret", _PASSWORD_ERRORS, ("line_break_dropped",))

FORMS: dict[Step, tuple[Field, ...]] = {
    "identity": (Field("first_name", errors=_NAME_ERRORS), Field("last_name", errors=_NAME_ERRORS)),
    "company": (Field("company_name", errors=("empty", "symbols", "control", "long")),),
    "contact": (
        Field("kind", "tabs", initial="email", options=("email", "mobile")),
        Field("email", errors=_EMAIL_ERRORS, hints=("suggestion",)),
        Field("prefix", errors=("prefix",), initial="+39"),
        Field("number", errors=_NUMBER_ERRORS),
        _PASSWORD,
        Field("privacy", "checkbox", ("unticked",)),
    ),
    "confirm_contact": (_CODE,),
    "login": (
        Field("user", errors=("empty",)),
        Field("password", "secret", ("empty",), ("line_break_dropped",)),
        Field("remember", "checkbox"),
    ),
    "confirm_identity": (_CODE,),
    "tax_code": (Field("tax_code", errors=_TAX_CODE_ERRORS),),
    "choose_contact": (Field("contact", "choice", ("nothing", "none")),),
    "recover": (Field("contact", errors=_RECOVERY_ERRORS), _CODE, _PASSWORD),
}
"""Every field of every step, in screen order."""
_BY_ID: dict[tuple[str, str], Field] = {(step, f.id): f for step, fields in FORMS.items() for f in fields}


def field_of(step: str, block: str) -> Field | None:
    """The field of a step with this id, or None."""
    return _BY_ID.get((step, block))


def as_kept(kind: str, secret: SecretStr) -> SecretStr:
    """What a password or code field keeps of a text: no line break, and of a code the digits alone."""
    text = secret.get_secret_value()
    return SecretStr(rules.kept_code(text) if kind == "code" else without_line_breaks(text))


def typed(journey: Journey, block: str, step: str = "") -> str:
    """What stands in a plain field, tab or choice, its initial value where nobody touched it."""
    step = step or journey.step
    if f"{step}.{block}" in journey.draft.values:
        return journey.draft.text(step, block)
    known = _BY_ID.get((step, block))
    return known.initial if known else ""


INTENTS = (*(tap.name for tap in ev.Tap if tap not in (ev.Tap.close_app, ev.Tap.tick)), "choose_profile")
"""What a button or link may send, by name."""
ARGUMENTS: dict[str, tuple[str, ...]] = {"choose_profile": ("person", "professional", "company")}
"""Events that need an argument on their button, with the values it may take."""


def intent(name: str, argument: str = "") -> ev.Event:
    """The event a button or link makes; KeyError for a name that no button may send."""
    return ev.ChooseProfile(cast(Profile, argument)) if name in ARGUMENTS else ev.Tap[name]


def read_contact(kind: ContactKind, address: str, prefix: str = "+39") -> tuple[Contact | None, dict[str, str]]:
    """The email address, or the number with its prefix field (guide 4A), normalised; or its error by block."""
    reading = rules.read_email(address) if kind == "email" else read_mobile(prefix, address)
    if reading.error:
        block = "email" if kind == "email" else "prefix" if reading.error == "prefix" else "number"
        return None, {block: reading.error}
    return Contact.of("email", reading.value) if kind == "email" else Contact("mobile", reading.value), {}


def read_user(text: str) -> tuple[Contact | None, dict[str, str]]:
    """Read a contact typed where either kind may stand: an email address where it has an `@`, else a number."""
    return read_contact("email" if "@" in text else "mobile", text)


def read_given(journey: Journey) -> tuple[Contact | None, dict[str, str]]:
    """Read the contact that stands in the fields of the registration, or of the recovery."""
    if journey.step != "contact":
        return read_user(typed(journey, "contact"))
    kind = cast(ContactKind, typed(journey, "kind"))
    return read_contact(kind, typed(journey, "email" if kind == "email" else "number"), typed(journey, "prefix"))


def read_fields(event: ev.Event, journey: Journey, policy: Policy) -> dict[str, str]:
    """The errors of a submitted form by block id; empty when every field can be used."""
    step, errors = journey.step, dict[str, str]()
    password = journey.draft.secret(step, "password").get_secret_value()
    limits = policy.password_min, policy.password_max
    match event:
        case ev.Tap.submit_identity:
            errors = {block: rules.read_name(typed(journey, block)).error for block in ("first_name", "last_name")}
        case ev.Tap.submit_company:
            errors = {"company_name": rules.read_company(typed(journey, "company_name")).error}
        case ev.Tap.submit_contact:
            unticked = "" if journey.draft.ticked(step, "privacy") else "unticked"
            errors = read_given(journey)[1] | {"password": rules.password_error(password, *limits), "privacy": unticked}
        case ev.Tap.submit_code:
            code = journey.draft.secret(step, "code").get_secret_value()
            errors = {"code": rules.read_code(code, policy.code_digits)[1]}
        case ev.Tap.submit_login:
            filled = {"user": typed(journey, "user").strip(), "password": password}
            errors = {block: "empty" for block, text in filled.items() if not text}
        case ev.Tap.submit_tax_code:
            errors = {"tax_code": rules.read_tax_code(typed(journey, "tax_code")).error}
        case ev.Tap.submit_choice:
            errors = {"contact": "" if typed(journey, "contact") else "nothing"}
        case ev.Tap.submit_recovery:
            error = next(iter(read_given(journey)[1].values()), "")
            errors = {"contact": "malformed" if error == "letters" else error}
        case ev.Tap.submit_new_password:
            errors = {"password": rules.password_error(password, *limits)}
    return {block: error for block, error in errors.items() if error}


def evidence_of(journey: Journey, errors: Mapping[str, str], policy: Policy) -> Mapping[str, str]:
    """What the words of these errors may fill in: of a tax code what is wrong where, of a password nothing it has."""
    if "tax_code" in errors:
        return rules.read_tax_code(typed(journey, "tax_code")).evidence
    if errors.get("password") in ("long", "short"):
        return {"password_min": str(policy.password_min), "password_max": str(policy.password_max)}
    return {}


def field_check(source: str, errors: Mapping[str, str], details: Mapping[str, str]) -> Check:
    """The failed check of fields that cannot be used, by block; `details` fill in the words of the errors."""
    evidence = {"fields": ", ".join(errors), "errors": ", ".join(errors.values()), **details}
    return Check("fields", False, source, "field_error", evidence)


def field_checks(journey: Journey, errors: Mapping[str, str], policy: Policy) -> list[Check]:
    """The failed checks of a form: one for what the guide's own words ask for, one for what we assume."""
    by_source: dict[str, dict[str, str]] = {}
    for block, error in errors.items():
        setting = "code_digits" if block == "code" and error in ("short", "long") else ""
        if block == "password" and error in _GUIDE_ERRORS:
            setting = "password_min"
        said = for_customer(policy.source(setting), journey.profile not in (None, "person"))
        by_source.setdefault(said, {})[block] = error
    return [field_check(source, some, evidence_of(journey, some, policy)) for source, some in by_source.items()]
