"""Every step and every named error state: the keys that lead there from `welcome`, and what one should see.

One table for all tests that look at screens. Keys are pressed one by one, a second apart; see `driver.keys`.
"""

from __future__ import annotations

from typing import NamedTuple


class State(NamedTuple):
    """A screen to look at: the keys to it, what is to be seen, the step it is, the errors it shows ("field.key")."""

    keys: str
    see: str
    step: str
    errors: tuple[str, ...] = ()
    notice: str = ""
    hints: tuple[str, ...] = ()


PERSON = "<Enter><Enter>"
PROFESSIONAL = "<Enter><Down><Enter>"
COMPANY = "<Enter><Down><Down><Enter>"
RIGHT = "Prova1234<Tab><Space>"
MARIO = f"{PERSON}Mario<Tab>Rossi<Enter>"
CONFIRM = f"{MARIO}mario.rossi@mail.it<Tab>{RIGHT}<Enter>"
CONFIRM_MOBILE = f"{PERSON}Gino<Tab>Testa<Enter><BackTab><Right><Tab><Tab>394 1234567<Tab>{RIGHT}<Enter>"
CONFIRM_BUSINESS = f"{COMPANY}Wellion<Enter>info@wellion.example<Tab>{RIGHT}<Enter>"
CREATED = f"{CONFIRM}<Ctrl+G><Enter>"
ACCESS = f"{CREATED}mario.rossi@mail.it<Tab>Prova1234<Enter>"
HOME = f"{ACCESS}<Ctrl+G><Enter>"
UNKNOWN = f"{MARIO}altra@mail.it<Tab>{RIGHT}<Enter>"
TAX_CODE = f"{UNKNOWN}<Enter>"
CHOOSE = f"{TAX_CODE}RSSMRA85M01Z99VJ<Enter>"
LOGIN = "<Tab><Enter>"
RECOVER = f"{LOGIN}<Tab><Tab><Enter>"
RECOVER_CODE = f"{RECOVER}zoe.monti@example.com<Enter>"
RECOVER_CODE_OWN = f"{RECOVER}+393941234543<Enter>"
RECOVER_PASSWORD = f"{RECOVER_CODE_OWN}<Ctrl+G><Enter>"
DOWN = "<Ctrl+P>ferma<Enter>"
WRONG = "000000<Enter>"
AGAIN = "<Ctrl+U>"

STATES: dict[str, State] = {
    # 1A to 5A: entry, profile, name, contact
    "welcome": State("", "the entry: what is needed, a button to register, a link to log in", "welcome"),
    "welcome_lost": State(
        f"{CONFIRM}<F4><F4>", "the registration was lost with the closed app", "welcome", notice="registration_lost"
    ),
    "closed": State(f"{CONFIRM}<F4>", "no screen: the app is closed, a button opens it", "welcome"),
    "profile": State("<Enter>", "three answers, the first one marked", "profile"),
    "identity": State(PERSON, "two empty fields, the cursor in the first", "identity"),
    "identity_empty": State(
        f"{PERSON}<Enter>", "both fields say that they are empty", "identity", ("first_name.empty", "last_name.empty")
    ),
    "identity_digits": State(
        f"{PERSON}Mar1o<Tab>R(ssi)<Enter>",
        "a name with a digit, a surname with brackets: each told so",
        "identity",
        ("first_name.digits", "last_name.symbols"),
    ),
    "identity_symbols": State(
        f"{PERSON}Mario@<Tab>Ross1<Enter>",
        "a name with a sign, a surname with a digit: each told so",
        "identity",
        ("first_name.symbols", "last_name.digits"),
    ),
    "identity_control": State(
        f"{PERSON}«Ma\x07rio»<Tab>«Ro\x1bssi»<Enter>",
        "pasted control characters, drawn as signs: each told so",
        "identity",
        ("first_name.control", "last_name.control"),
    ),
    "identity_not_recognised": State(
        UNKNOWN, "1C: the notice on top, the data still in the fields", "identity", notice="not_recognised"
    ),
    "company": State(COMPANY, "one field, for the company's name", "company"),
    "company_empty": State(f"{COMPANY}<Enter>", "the field says that it is empty", "company", ("company_name.empty",)),
    "company_symbols": State(
        f"{COMPANY}💼💼<Enter>", "a name of pictures: told so", "company", ("company_name.symbols",)
    ),
    "company_control": State(
        f"{COMPANY}«Well\x00ion»<Enter>", "a control character: told so", "company", ("company_name.control",)
    ),
    "company_not_recognised": State(
        f"{COMPANY}Wellion<Enter>altra@wellion.example<Tab>{RIGHT}<Enter>",
        "1C for a company: the notice on top, the name still there",
        "company",
        notice="not_recognised",
    ),
    "contact": State(MARIO, "question, reason, two tabs, email, password, privacy", "contact"),
    "contact_checklist": State(
        f"{MARIO}mario.rossi@mail.it<Tab>prova12", "the password as bullets, two of four ticks set", "contact"
    ),
    "contact_line_break": State(
        f"{MARIO}<Tab>«Prova1234\n»",
        "a pasted line break: dropped, and said",
        "contact",
        hints=("password.line_break_dropped",),
    ),
    "contact_mobile": State(
        f"{MARIO}<BackTab><Right>", "the other tab open: prefix and number side by side", "contact"
    ),
    "contact_empty": State(
        f"{MARIO}<Enter>",
        "email, password and privacy each say what is missing",
        "contact",
        ("email.empty", "password.empty", "privacy.unticked"),
    ),
    "contact_unticked": State(
        f"{MARIO}mario.rossi@mail.it<Tab>Prova1234<Enter>",
        "only the privacy box is missing, and in sight with its error",
        "contact",
        ("privacy.unticked",),
    ),
    "contact_several": State(
        f"{MARIO}a@mail.it b@mail.it<Tab>corta<Tab><Space><Enter>",
        "two addresses, a weak password: each told so",
        "contact",
        ("email.several", "password.weak"),
    ),
    "contact_spaces": State(
        f"{MARIO}mario rossi@mail.it<Tab>{RIGHT}<Enter>",
        "an address with a space: told so",
        "contact",
        ("email.spaces",),
    ),
    "contact_invisible": State(
        f"{MARIO}«mario\u200brossi@mail.it»<Tab>{RIGHT}<Enter>",
        "an address with a character nobody sees: told so",
        "contact",
        ("email.invisible",),
        hints=("email.suggestion",),
    ),
    "contact_malformed": State(
        f"{MARIO}mario.rossi<Tab>{RIGHT}<Enter>", "no address at all: told so", "contact", ("email.no_at",)
    ),
    "contact_suggestion": State(
        f"{MARIO}mario@gmail.con",
        "a likely slip: a suggestion, no error",
        "contact",
        hints=("email.suggestion",),
    ),
}
for _name, _typed, _error in (
    ("empty", "", "empty"),
    ("letters", "32o1234519", "letters"),
    ("landline", "0400123456", "landline"),
    ("long", "3201234519999", "too_long"),
    ("short", "32012345", "too_short"),
    ("extension", "3201234519 int. 2", "extension"),
    ("malformed", "999 999 9999", "malformed"),
):
    STATES[f"contact_number_{_name}"] = State(
        f"{MARIO}<BackTab><Right><Tab><Tab>{_typed}<Tab>{RIGHT}<Enter>",
        f"the number's problem, named under both fields: {_error}",
        "contact",
        (f"number.{_error}",),
    )
STATES |= {
    "contact_prefix": State(
        f"{MARIO}<BackTab><Right><Tab>{AGAIN}abc<Tab>3201234519<Tab>{RIGHT}<Enter>",
        "a prefix that is none: told so",
        "contact",
        ("prefix.prefix",),
    ),
    "privacy": State(f"{MARIO}<Tab><Tab><Tab><Enter>", "the privacy notice, a way back", "privacy"),
    # 6A 7A, 6B 7B: the code
    "confirm_email": State(CONFIRM, "where the code went, six empty boxes, a countdown", "confirm_contact"),
    "confirm_mobile": State(CONFIRM_MOBILE, "the same for a masked number", "confirm_contact"),
    "confirm_business": State(CONFIRM_BUSINESS, "the same, and the link as another way", "confirm_contact"),
    "confirm_half": State(f"{CONFIRM}823", "three boxes filled, the fourth marked", "confirm_contact"),
    "confirm_resent": State(
        f"{CONFIRM}<F6><Tab><Enter>", "a new code is on its way: a notice", "confirm_contact", notice="new_code_sent"
    ),
    "confirm_unconfirmed": State(
        f"{CONFIRM_BUSINESS}<Esc><Tab><Tab><Tab><Tab><Enter>info@wellion.example<Tab>Prova1234<Enter>",
        "logged in too early: back to the code, with a notice",
        "confirm_contact",
        notice="not_yet_confirmed",
    ),
    "link_expired": State(
        f"{CONFIRM_BUSINESS}<F8><Ctrl+O>", "the link is too old; a button for a new one", "link_expired"
    ),
    # 8A 9A 10A: login, the code to the mobile, home
    "login": State(LOGIN, "user name, password, a way to recover, a checkbox, a button", "login"),
    "login_created": State(CREATED, "the account is there: a notice on top", "login", notice="account_created"),
    "login_confirmed": State(
        f"{CONFIRM_BUSINESS}<Ctrl+O><Ctrl+O>",
        "the link a second time: confirmed already",
        "login",
        notice="already_confirmed",
    ),
    "login_changed": State(
        f"{RECOVER_PASSWORD}Nuova1234<Enter>", "a new password is set: a notice", "login", notice="password_changed"
    ),
    "login_empty": State(
        f"{LOGIN}<Enter>", "both fields say that they are empty", "login", ("user.empty", "password.empty")
    ),
    "login_bad": State(
        f"{LOGIN}mario.rossi@mail.it<Tab>Sbagliata1<Enter>",
        "wrong user name or password, without saying which",
        "login",
        notice="bad_credentials",
    ),
    "login_blocked": State(
        f"{LOGIN}mario.rossi@mail.it<Tab>" + "Sbagliata1<Enter>" * 5,
        "too many wrong passwords in a row: no more are taken for a while",
        "login",
        notice="login_blocked",
    ),
    "login_line_break": State(
        f"{LOGIN}<Tab>«Prova1234\n»",
        "a pasted line break: dropped, and said",
        "login",
        hints=("password.line_break_dropped",),
    ),
    "confirm_identity": State(ACCESS, "why, the masked number, six boxes, a countdown", "confirm_identity"),
    "home": State(HOME, "a greeting, the policies, an operation, a way out", "home"),
    "home_done": State(
        f"{HOME}<Enter><Ctrl+G><Enter>", "the operation is done: a notice", "home", notice="operation_done"
    ),
    "no_mobile": State(
        f"{LOGIN}irene.basile@example.com<Tab>Prova1234<Enter>", "no mobile: why, and whom to ask", "no_mobile"
    ),
    # 2C 3C 6C: the tax code, the contact
    "tax_code": State(TAX_CODE, "one field, a button, a way to help", "tax_code"),
    "choose_contact": State(CHOOSE, "masked contacts in groups, and none of these", "choose_contact"),
    "choose_nothing": State(
        f"{CHOOSE}<Tab><Enter>",
        "nothing was chosen: told so",
        "choose_contact",
        ("contact.nothing",),
    ),
    "choose_none": State(
        f"{CHOOSE}<Down><Down><Down><Enter><Enter>",
        "none of these chosen: what to do, and a second button",
        "choose_contact",
        ("contact.none",),
    ),
    "assistance": State(
        f"{LOGIN}irene.basile@example.com<Tab>Prova1234<Enter><Enter>", "how assistance helps, a way back", "assistance"
    ),
    "help": State(f"{CONFIRM}<Tab><Tab><Enter>", "help about the code, a way to assistance, a way back", "help"),
    # Recovery
    "recover": State(RECOVER, "one field for the contact", "recover"),
    "recover_empty": State(f"{RECOVER}<Enter>", "the field says that it is empty", "recover", ("contact.empty",)),
    "recover_malformed": State(
        f"{RECOVER}zoe<Enter>", "neither address nor number: told so", "recover", ("contact.malformed",)
    ),
    "recover_code": State(RECOVER_CODE, "a code, if the contact is known; nothing tells whether it is", "recover"),
    "recover_resent": State(
        f"{RECOVER_CODE}<F6><Tab><Enter>", "the request is on its way: a notice", "recover", notice="new_code_sent"
    ),
    "recover_password": State(RECOVER_PASSWORD, "one field for the new password", "recover"),
    "recover_password_empty": State(
        f"{RECOVER_PASSWORD}<Enter>", "the field says that it is empty", "recover", ("password.empty",)
    ),
    "recover_password_weak": State(
        f"{RECOVER_PASSWORD}corta<Enter>",
        "a weak password: the rules below, none hidden",
        "recover",
        ("password.weak",),
    ),
    "recover_password_line_break": State(
        f"{RECOVER_PASSWORD}«Nuova1234\n»",
        "a pasted line break: dropped, and said",
        "recover",
        hints=("password.line_break_dropped",),
    ),
    # The service
    "service_error": State(
        f"{MARIO}mario.rossi@mail.it<Tab>{RIGHT}{DOWN}<Enter>", "something went wrong; try again", "service_error"
    ),
    "service_still_down": State(
        f"{MARIO}mario.rossi@mail.it<Tab>{RIGHT}{DOWN}<Enter><Enter>",
        "tried again, still wrong: a notice",
        "service_error",
        notice="still_down",
    ),
}
for _typed, _error in (("", "empty"), ("123", "digits_number"), ("RSSMRA85M01Z999A", "check")):
    STATES[f"tax_code_{_error}"] = State(
        f"{TAX_CODE}{_typed}<Enter>", f"the code's problem, named: {_error}", "tax_code", (f"tax_code.{_error}",)
    )
for _prefix, _to in (("confirm", CONFIRM), ("identity_code", ACCESS), ("recover_code", RECOVER_CODE)):
    _step = {"confirm": "confirm_contact", "identity_code": "confirm_identity", "recover_code": "recover"}[_prefix]
    for _typed, _error in (
        ("<Enter>", "empty"),
        ("12345<Enter>", "short"),
        ("1234567<Enter>", "long"),
        ("12345a<Enter>", "letters"),
        (WRONG, "wrong"),
        (f"<Ctrl+G><F6>{AGAIN}123456<Enter>", "expired"),
        (AGAIN.join([WRONG] * 6), "blocked"),
    ):
        STATES[f"{_prefix}_{_error}"] = State(
            f"{_to}{_typed}", f"the code's problem, named, and no code lost: {_error}", _step, (f"code.{_error}",)
        )
