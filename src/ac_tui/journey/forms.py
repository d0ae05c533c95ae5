"""What each step asks for: its fields, the errors and hints they can show, and the event its button makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.model import ContactKind, Journey, Profile, Step
from ac_tui.journey.rules.codes import kept_code
from ac_tui.registry.passwords import as_compared, without_line_breaks
from ac_tui.registry.secret import SecretStr

FieldKind = Literal["field", "secret", "code", "checkbox", "tabs", "choice"]


class Field(Struct, frozen=True):
    """One thing a step asks for; `errors` and `hints` are keys that the deck must have words for.

    `options` are the tabs to choose from.
    """

    id: str
    kind: FieldKind = "field"
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
_RECOVERY_ERRORS = (
    *("empty", "several", "spaces", "invisible", "two_ats", "no_name", "no_ending", "dots", "comma"),
    *("landline", "leading_zero", "too_long", "too_short", "extension", "malformed"),
)
"""Of both kinds of contact: what has no `@` and is no number may be meant to be either, and is `malformed`."""
_PASSWORD_ERRORS = (
    *("empty", "weak", "long", "short", "no_lowercase", "no_uppercase", "no_digit"),
    *("accented_uppercase", "accented_lowercase", "other_digit"),
)
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


def as_kept(kind: FieldKind, secret: SecretStr) -> SecretStr:
    """What a password or code field keeps of a text: no line break, and of a code the digits alone."""
    text = secret.get_secret_value()
    return SecretStr(kept_code(text) if kind == "code" else without_line_breaks(text))


def typed(journey: Journey, block: str, step: str = "") -> str:
    """What stands in a plain field, tab or choice, its initial value where nobody touched it."""
    step = step or journey.step
    if f"{step}.{block}" in journey.draft.values:
        return journey.draft.text(step, block)
    known = _BY_ID.get((step, block))
    return known.initial if known else ""


def _submit_contact(journey: Journey, _: str) -> ev.Event:
    kind = cast(ContactKind, typed(journey, "kind"))
    return ev.SubmitContact(
        kind=kind,
        address=typed(journey, "email" if kind == "email" else "number"),
        password=journey.draft.secret(journey.step, "password"),
        privacy=journey.draft.ticked(journey.step, "privacy"),
        prefix=typed(journey, "prefix"),
    )


def _submit_login(journey: Journey, _: str) -> ev.Event:
    password = journey.draft.secret("login", "password")
    return ev.SubmitLogin(typed(journey, "user"), password, journey.draft.ticked("login", "remember"))


INTENTS: dict[str, Callable[[Journey, str], ev.Event]] = {
    "register": lambda _, __: ev.Register(),
    "go_login": lambda _, __: ev.GoLogin(),
    "choose_profile": lambda _, argument: ev.ChooseProfile(cast(Profile, argument)),
    "submit_identity": lambda j, _: ev.SubmitIdentity(typed(j, "first_name"), typed(j, "last_name")),
    "submit_company": lambda j, _: ev.SubmitCompany(typed(j, "company_name")),
    "submit_contact": _submit_contact,
    "submit_code": lambda j, _: ev.SubmitCode(j.draft.secret(j.step, "code")),
    "resend_code": lambda _, __: ev.ResendCode(),
    "submit_login": _submit_login,
    "start_operation": lambda _, __: ev.StartOperation(),
    "logout": lambda _, __: ev.Logout(),
    "submit_tax_code": lambda j, _: ev.SubmitTaxCode(typed(j, "tax_code")),
    "submit_choice": lambda j, _: ev.SubmitChoice(typed(j, "contact")),
    "ask_assistance": lambda _, __: ev.AskAssistance(),
    "open_privacy": lambda _, __: ev.OpenPrivacy(),
    "open_help": lambda _, __: ev.OpenHelp(),
    "go_recover": lambda _, __: ev.GoRecover(),
    "submit_recovery": lambda j, _: ev.SubmitRecovery(typed(j, "contact")),
    "submit_new_password": lambda j, _: ev.SubmitNewPassword(j.draft.secret("recover", "password")),
    "retry": lambda _, __: ev.Retry(),
    "restart": lambda _, __: ev.Restart(),
    "back": lambda _, __: ev.Back(),
}
"""How the event that a button or link `sends` is made of what stands in the fields, by event name."""

ARGUMENTS: dict[str, tuple[str, ...]] = {"choose_profile": ("person", "professional", "company")}
"""Events that need an argument on their button, with the values it may take."""


def intent(name: str, argument: str, journey: Journey) -> ev.Event:
    """The event a button or link makes on this screen; KeyError for a name that no button may send."""
    return INTENTS[name](journey, argument)


def _contact_answers(event: ev.SubmitContact) -> dict[str, Any]:
    by_email = {"email": event.address}
    by_mobile = {"prefix": event.prefix, "number": event.address}
    answers = by_email if event.kind == "email" else by_mobile
    return {"kind": event.kind, **answers, "password": event.password, "privacy": event.privacy}


_ANSWERS: dict[type[ev.Event], Callable[[Any], dict[str, Any]]] = {
    ev.SubmitIdentity: lambda e: {"first_name": e.first_name, "last_name": e.last_name},
    ev.SubmitCompany: lambda e: {"company_name": e.company_name},
    ev.SubmitContact: _contact_answers,
    ev.SubmitCode: lambda e: {"code": as_kept("code", e.code)},
    ev.SubmitLogin: lambda e: {"user": e.user, "password": e.password, "remember": e.remember},
    ev.SubmitTaxCode: lambda e: {"tax_code": e.tax_code},
    ev.SubmitChoice: lambda e: {"contact": e.choice},
    ev.SubmitRecovery: lambda e: {"contact": e.contact},
    ev.SubmitNewPassword: lambda e: {"password": e.password},
}


def submitted(journey: Journey, event: ev.Event) -> tuple[Journey, ev.Event]:
    """The journey with what was submitted standing in its fields, and the event with a password as fields keep it.

    A surface submits what stands in the fields already; an event made otherwise must leave the same journey behind.
    """
    if type(event) not in _ANSWERS:
        return journey, event
    if isinstance(event, ev.SubmitContact | ev.SubmitLogin | ev.SubmitNewPassword):
        event = replace(event, password=SecretStr(as_compared(event.password.get_secret_value())))
    draft = journey.draft
    for block, answer in _ANSWERS[type(event)](event).items():
        if field_of(journey.step, block) is not None:
            draft = draft.with_value(journey.step, block, answer)
    return replace(journey, draft=draft), event
