"""The states that are pictured: each is the first moment of the library at which it is on the phone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.flows.executor import Surface
from ac_tui.flows.fixture import read_fixture
from ac_tui.flows.load import library
from ac_tui.flows.play import Player

if TYPE_CHECKING:
    from ac_tui.flows.simulation import SavedState, Simulation


class State(NamedTuple):
    """A moment: the step ("closed" for a closed app), what it shows besides, and what one should see.

    `what` is a notice's id, an error or a hint as "block.key", a stage of the recovery as "@stage", or "".
    """

    step: str
    what: str
    see: str


STATES: dict[str, State] = {
    "welcome": State("welcome", "", "the entry: what is needed, a button to register, a link to log in"),
    "welcome_lost": State("welcome", "registration_lost", "the registration was lost with the closed app"),
    "closed": State("closed", "", "no screen: the app is closed, a button opens it"),
    "profile": State("profile", "", "three answers, none of them the main one"),
    "identity": State("identity", "", "two empty fields, the cursor in the first"),
    "identity_empty": State("identity", "first_name.empty", "both fields say below that they are empty"),
    "identity_1c": State("identity", "not_recognised", "1C: the notice on top, the data still in the fields"),
    "company": State("company", "", "one field, for the company's name"),
    "company_empty": State("company", "company_name.empty", "the field says below that it is empty"),
    "company_1c": State("company", "not_recognised", "1C for a company: the notice on top, the name still there"),
    "contact": State("contact", "", "question, reason, two tabs, email, password, privacy, all at 80×24"),
    "contact_empty": State("contact", "email.empty", "email, password and privacy each say what is missing"),
    "contact_hint": State("contact", "email.suggestion", "a likely slip: a suggestion behind its sign, no error"),
    "contact_weak": State("contact", "password.weak", "a weak password: bullets, an error, the checklist below"),
    "contact_number": State("contact", "number.landline", "the other tab: prefix and number side by side, the error"),
    "privacy": State("privacy", "", "the privacy notice, a way back"),
    "confirm": State("confirm_contact", "", "where the code went, six empty boxes, a dead link with its countdown"),
    "confirm_wrong": State("confirm_contact", "code.wrong", "the digits in their boxes, how many attempts are left"),
    "confirm_blocked": State("confirm_contact", "code.blocked", "no attempt is left: a new code is needed"),
    "confirm_resent": State("confirm_contact", "new_code_sent", "a new code is on its way: a notice"),
    "confirm_unconfirmed": State("confirm_contact", "not_yet_confirmed", "logged in too early: the code again"),
    "link_expired": State("link_expired", "", "the link is too old; a button for a new code"),
    "login": State("login", "", "user name, password, a way to recover, a checkbox, a button"),
    "login_empty": State("login", "user.empty", "both fields say below that they are empty"),
    "login_created": State("login", "account_created", "the account is there: a notice on top"),
    "login_confirmed": State("login", "already_confirmed", "the link a second time: confirmed already"),
    "login_changed": State("login", "password_changed", "a new password is set: a notice"),
    "login_bad": State("login", "bad_credentials", "wrong user name or password, without saying which"),
    "confirm_identity": State("confirm_identity", "", "why, the masked number, six boxes, a countdown"),
    "confirm_identity_wrong": State("confirm_identity", "code.wrong", "the error below the boxes"),
    "home": State("home", "", "a greeting, the policies, an operation, a way out"),
    "home_done": State("home", "operation_done", "the operation is done: a notice"),
    "no_mobile": State("no_mobile", "", "no mobile: why, and whom to ask"),
    "tax_code": State("tax_code", "", "one field, a button, a way to help"),
    "tax_code_check": State("tax_code", "tax_code.check", "the error says what is wrong with this code"),
    "choose_contact": State("choose_contact", "", "masked contacts in groups, and none of these"),
    "choose_nothing": State("choose_contact", "contact.nothing", "nothing was chosen: told so"),
    "assistance": State("assistance", "", "how assistance helps at this step, a way back"),
    "help": State("help", "", "help about the step, a way to assistance, a way back"),
    "recover": State("recover", "", "one field for the contact"),
    "recover_empty": State("recover", "contact.empty", "the field says below that it is empty"),
    "recover_code": State("recover", "@code", "a code, if the contact is known; nothing tells whether it is"),
    "recover_wrong": State("recover", "code.wrong", "the error below the boxes"),
    "recover_password": State("recover", "@password", "one field for the new password"),
    "recover_weak": State("recover", "password.weak", "a weak password: the rules below, none hidden"),
    "service_error": State("service_error", "", "something went wrong; try again"),
    "service_still_down": State("service_error", "still_down", "tried again, still wrong: a notice"),
}


def standing_at(name: str) -> Simulation:
    """A simulation that stands at a state, with all that led there behind it."""
    state = STATES[name]
    kept = _moments()[state.step, state.what]
    simulation = read_fixture().simulation(7)
    simulation.resume(kept)
    return simulation


@cache
def _moments() -> dict[tuple[str, str], SavedState]:
    """The first moment of the library for each step and for each thing that it shows besides."""
    stage = read_fixture()
    found: dict[tuple[str, str], SavedState] = {}
    for flow in library(stage.registry):
        simulation = stage.simulation(flow.setting.seed)
        for _ in Player(flow, Surface(simulation)).walk():
            for key in _shown(simulation):
                if key not in found:
                    found[key] = simulation.keep()
    return found


def _shown(simulation: Simulation) -> list[tuple[str, str]]:
    journey, view = simulation.journey, simulation.view
    step = view.step if view.open else "closed"
    errors = [f"{block}.{key}" for block, key in journey.errors.items()]
    hints = [f"{block}.{hint.key}" for block, hint in journey.hints.items()]
    notices = [view.notice.id] if view.notice is not None else []
    besides = [*notices, *errors, *hints]
    stage = [f"@{journey.stage}"] if step == "recover" and journey.stage != "ask" else []
    return [(step, what) for what in besides or stage or [""]]
