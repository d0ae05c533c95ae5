"""The flow, all of it: from which step, on which event, under which guard, to which step, with which effect.

Rows of one step and event are tried in order; a row without a guard always holds. `ANY` stands for every step, `RETURN` for
the step that a side screen was opened from. Everything else that speaks of the flow (graph, paths, coverage, deck checks)
is read off this table.
"""

# ruff: noqa: E501  (a table is read by its columns)
from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ac_tui.journey import effects as do
from ac_tui.journey import events as ev

ANY = "*"
RETURN = "<return>"


class Row(Struct, frozen=True):
    """One transition: `step` may be ANY, `to` may be RETURN; no effect means only moving on.

    `guard` names one of `evaluation.GUARDS`; "" always holds.
    """

    step: str
    event: type[ev.Event]
    guard: str
    to: str
    effect: do.Act | None = None


# fmt: off
TABLE: tuple[Row, ...] = (
    # 1A 1B: entry; 2A 2B: the profile
    Row("welcome",          ev.Register,          "",                              "profile",          do.start_over),
    Row("welcome",          ev.GoLogin,           "",                              "login",            do.aside),
    Row("profile",          ev.ChooseProfile,     "company",                       "company",          do.choose_profile),
    Row("profile",          ev.ChooseProfile,     "",                              "identity",         do.choose_profile),
    Row("profile",          ev.Back,              "",                              "welcome",          do.step_back),
    # 3A 3B: the name; 1C: the name again, then on to the tax code whatever was corrected
    Row("identity",         ev.SubmitIdentity,    "fields_wrong",                  "identity",         do.show_errors),
    Row("identity",         ev.SubmitIdentity,    "second_look",                   "tax_code"),
    Row("identity",         ev.SubmitIdentity,    "",                              "contact"),
    Row("identity",         ev.GoLogin,           "",                              "login",            do.aside),
    Row("identity",         ev.Back,              "second_look",                   "contact",          do.back_from_second_look),
    Row("identity",         ev.Back,              "",                              "profile",          do.step_back),
    Row("company",          ev.SubmitCompany,     "fields_wrong",                  "company",          do.show_errors),
    Row("company",          ev.SubmitCompany,     "second_look",                   "tax_code"),
    Row("company",          ev.SubmitCompany,     "",                              "contact"),
    Row("company",          ev.GoLogin,           "",                              "login",            do.aside),
    Row("company",          ev.Back,              "second_look",                   "contact",          do.back_from_second_look),
    Row("company",          ev.Back,              "",                              "profile",          do.step_back),
    # 4A 5A 4B 5B: contact, password, privacy
    Row("contact",          ev.SubmitContact,     "fields_wrong",                  "contact",          do.show_errors),
    Row("contact",          ev.SubmitContact,     "service_down",                  "service_error",    do.aside),
    Row("contact",          ev.SubmitContact,     "no_code_left",                  "assistance",       do.aside),
    Row("contact",          ev.SubmitContact,     "recognised",                    "confirm_contact",  do.open_registration),
    Row("contact",          ev.SubmitContact,     "company_not_recognised",        "company",          do.not_recognised),
    Row("contact",          ev.SubmitContact,     "not_recognised",                "identity",         do.not_recognised),
    Row("contact",          ev.OpenPrivacy,       "",                              "privacy",          do.aside),
    Row("contact",          ev.GoLogin,           "",                              "login",            do.aside),
    Row("contact",          ev.Back,              "company",                       "company",          do.step_back),
    Row("contact",          ev.Back,              "",                              "identity",         do.step_back),
    Row("privacy",          ev.Back,              "",                              RETURN,             do.leave_aside),
    # 6A 7A 6B 7B 4C: the registration code
    Row("confirm_contact",  ev.SubmitCode,        "fields_wrong",                  "confirm_contact",  do.show_errors),
    Row("confirm_contact",  ev.SubmitCode,        "service_down",                  "service_error",    do.aside),
    Row("confirm_contact",  ev.SubmitCode,        "contact_taken",                 "assistance",       do.aside),
    Row("confirm_contact",  ev.SubmitCode,        "code_right",                    "login",            do.create_account),
    Row("confirm_contact",  ev.SubmitCode,        "code_wrong",                    "confirm_contact",  do.say_wrong),
    Row("confirm_contact",  ev.SubmitCode,        "code_blocked",                  "confirm_contact",  do.say_blocked),
    Row("confirm_contact",  ev.SubmitCode,        "code_expired",                  "confirm_contact",  do.say_expired),
    Row("confirm_contact",  ev.ResendCode,        "service_down",                  "service_error",    do.aside),
    Row("confirm_contact",  ev.ResendCode,        "sends_exhausted",               "assistance",       do.aside),
    Row("confirm_contact",  ev.ResendCode,        "too_soon",                      "confirm_contact",  do.stay_put),
    Row("confirm_contact",  ev.ResendCode,        "may_send",                      "confirm_contact",  do.send_again),
    Row("confirm_contact",  ev.OpenHelp,          "",                              "help",             do.aside),
    Row("confirm_contact",  ev.Back,              "came_by_choice",                "choose_contact",   do.step_back),
    Row("confirm_contact",  ev.Back,              "came_by_login",                 "login",            do.step_back),
    Row("confirm_contact",  ev.Back,              "",                              "contact",          do.step_back),
    # 6B: the link
    Row(ANY,                ev.OpenLink,          "known_link_but_down",           "service_error",    do.aside_from_welcome),
    Row(ANY,                ev.OpenLink,          "contact_taken",                 "assistance",       do.aside_from_welcome),
    Row(ANY,                ev.OpenLink,          "link_valid",                    "login",            do.create_account),
    Row(ANY,                ev.OpenLink,          "link_used",                     "login",            do.say_already_confirmed),
    Row(ANY,                ev.OpenLink,          "link_expired",                  "link_expired",     do.show_expired_link),
    Row("link_expired",     ev.ResendCode,        "service_down",                  "service_error",    do.aside),
    Row("link_expired",     ev.ResendCode,        "sends_exhausted",               "assistance",       do.aside),
    Row("link_expired",     ev.ResendCode,        "too_soon",                      "confirm_contact"),
    Row("link_expired",     ev.ResendCode,        "may_send",                      "confirm_contact",  do.send_again),
    Row("link_expired",     ev.Back,              "",                              "welcome",          do.step_back),
    # 8A 8B: login
    Row("login",            ev.SubmitLogin,       "fields_wrong",                  "login",            do.show_errors),
    Row("login",            ev.SubmitLogin,       "service_down",                  "service_error",    do.aside),
    Row("login",            ev.SubmitLogin,       "login_blocked",                 "login",            do.say_login_blocked),
    Row("login",            ev.SubmitLogin,       "unconfirmed",                   "confirm_contact",  do.ask_for_code_again),
    Row("login",            ev.SubmitLogin,       "bad_credentials",               "login",            do.say_bad_credentials),
    Row("login",            ev.SubmitLogin,       "first_access_without_mobile",   "no_mobile",        do.refuse_entry),
    Row("login",            ev.SubmitLogin,       "no_code_left",                  "assistance",       do.aside),
    Row("login",            ev.SubmitLogin,       "first_access",                  "confirm_identity", do.ask_access_code),
    Row("login",            ev.SubmitLogin,       "later_access",                  "home",             do.enter),
    Row("login",            ev.GoRecover,         "",                              "recover",          do.ask_for_contact),
    Row("login",            ev.Register,          "",                              "profile",          do.start_over),
    Row("login",            ev.Back,              "opened_by_link",                RETURN,             do.leave_login),
    Row("login",            ev.Back,              "",                              "welcome",          do.step_back),
    # 9A 9B: the code to the mobile
    Row("confirm_identity", ev.SubmitCode,        "fields_wrong",                  "confirm_identity", do.show_errors),
    Row("confirm_identity", ev.SubmitCode,        "service_down",                  "service_error",    do.aside),
    Row("confirm_identity", ev.SubmitCode,        "code_right",                    "home",             do.pass_code),
    Row("confirm_identity", ev.SubmitCode,        "code_wrong",                    "confirm_identity", do.say_wrong),
    Row("confirm_identity", ev.SubmitCode,        "code_blocked",                  "confirm_identity", do.say_blocked),
    Row("confirm_identity", ev.SubmitCode,        "code_expired",                  "confirm_identity", do.say_expired),
    Row("confirm_identity", ev.ResendCode,        "service_down",                  "service_error",    do.aside),
    Row("confirm_identity", ev.ResendCode,        "sends_exhausted",               "assistance",       do.aside),
    Row("confirm_identity", ev.ResendCode,        "too_soon",                      "confirm_identity", do.stay_put),
    Row("confirm_identity", ev.ResendCode,        "may_send",                      "confirm_identity", do.send_again),
    Row("confirm_identity", ev.OpenHelp,          "",                              "help",             do.aside),
    Row("confirm_identity", ev.Back,              "stepping_up",                   "home",             do.step_back),
    Row("confirm_identity", ev.Back,              "",                              "login",            do.step_back),
    # home, and 10A 10B: no mobile
    Row("home",             ev.StartOperation,    "service_down",                  "service_error",    do.aside),
    Row("home",             ev.StartOperation,    "without_mobile",                "no_mobile"),
    Row("home",             ev.StartOperation,    "no_code_left",                  "assistance",       do.aside),
    Row("home",             ev.StartOperation,    "with_mobile",                   "confirm_identity", do.ask_operation_code),
    Row("home",             ev.Logout,            "",                              "login",            do.log_out),
    Row("home",             ev.Back,              "",                              "login",            do.log_out),
    Row("no_mobile",        ev.AskAssistance,     "",                              "assistance",       do.aside),
    Row("no_mobile",        ev.Back,              "stepping_up",                   "home"),
    Row("no_mobile",        ev.Back,              "",                              "login",            do.step_back),
    # 2C: the tax code; 3C 6C: the contact that receives the code
    Row("tax_code",         ev.SubmitTaxCode,     "fields_wrong",                  "tax_code",         do.show_errors),
    Row("tax_code",         ev.SubmitTaxCode,     "service_down",                  "service_error",    do.aside),
    Row("tax_code",         ev.SubmitTaxCode,     "unidentified",                  "assistance",       do.aside),
    Row("tax_code",         ev.SubmitTaxCode,     "identified_without_contact",    "assistance",       do.aside),
    Row("tax_code",         ev.SubmitTaxCode,     "identified",                    "choose_contact",   do.offer_contacts),
    Row("tax_code",         ev.OpenHelp,          "",                              "help",             do.aside),
    Row("tax_code",         ev.Back,              "company",                       "company",          do.step_back),
    Row("tax_code",         ev.Back,              "",                              "identity",         do.step_back),
    Row("choose_contact",   ev.SubmitChoice,      "fields_wrong",                  "choose_contact",   do.show_errors),
    Row("choose_contact",   ev.SubmitChoice,      "none_of_these",                 "choose_contact",   do.say_none),
    Row("choose_contact",   ev.SubmitChoice,      "service_down",                  "service_error",    do.aside),
    Row("choose_contact",   ev.SubmitChoice,      "no_code_left",                  "assistance",       do.aside),
    Row("choose_contact",   ev.SubmitChoice,      "contact_chosen",                "confirm_contact",  do.open_registration),
    Row("choose_contact",   ev.AskAssistance,     "",                              "assistance",       do.aside),
    Row("choose_contact",   ev.OpenHelp,          "",                              "help",             do.aside),
    Row("choose_contact",   ev.Back,              "",                              "tax_code",         do.step_back),
    # recover: a contact proved by code, then a new password
    Row("recover",          ev.SubmitRecovery,    "fields_wrong",                  "recover",          do.show_errors),
    Row("recover",          ev.SubmitRecovery,    "service_down",                  "service_error",    do.aside),
    Row("recover",          ev.SubmitRecovery,    "no_code_left",                  "assistance",       do.aside),
    Row("recover",          ev.SubmitRecovery,    "",                              "recover",          do.ask_recovery_code),
    Row("recover",          ev.SubmitCode,        "fields_wrong",                  "recover",          do.show_errors),
    Row("recover",          ev.SubmitCode,        "service_down",                  "service_error",    do.aside),
    Row("recover",          ev.SubmitCode,        "code_right",                    "recover",          do.ask_new_password),
    Row("recover",          ev.SubmitCode,        "code_wrong",                    "recover",          do.say_wrong),
    Row("recover",          ev.SubmitCode,        "code_blocked",                  "recover",          do.say_blocked),
    Row("recover",          ev.SubmitCode,        "code_expired",                  "recover",          do.say_expired),
    Row("recover",          ev.ResendCode,        "service_down",                  "service_error",    do.aside),
    Row("recover",          ev.ResendCode,        "sends_exhausted",               "assistance",       do.aside),
    Row("recover",          ev.ResendCode,        "too_soon",                      "recover",          do.stay_put),
    Row("recover",          ev.ResendCode,        "may_send",                      "recover",          do.send_again),
    Row("recover",          ev.SubmitNewPassword, "fields_wrong",                  "recover",          do.show_errors),
    Row("recover",          ev.SubmitNewPassword, "service_down",                  "service_error",    do.aside),
    Row("recover",          ev.SubmitNewPassword, "recovery_proved",               "login",            do.set_password),
    Row("recover",          ev.OpenHelp,          "",                              "help",             do.aside),
    Row("recover",          ev.Back,              "past_asking",                   "recover",          do.ask_for_contact),
    Row("recover",          ev.Back,              "",                              "login",            do.step_back),
    # side screens
    Row("help",             ev.AskAssistance,     "",                              "assistance",       do.aside),
    Row("help",             ev.Back,              "",                              RETURN,             do.leave_aside),
    Row("assistance",       ev.Restart,           "",                              "welcome",          do.restart),
    Row("assistance",       ev.Back,              "",                              RETURN,             do.leave_aside),
    Row("service_error",    ev.Retry,             "service_down",                  "service_error",    do.say_still_down),
    Row("service_error",    ev.Retry,             "",                              RETURN,             do.leave_aside),
    Row("service_error",    ev.Back,              "",                              RETURN,             do.leave_aside),
    # the app itself
    Row(ANY,                ev.CloseApp,          "",                              "welcome",          do.close_app),
    Row(ANY,                ev.OpenApp,           "stays_connected",               "home",             do.open_app_at_home),
    Row(ANY,                ev.OpenApp,           "",                              "welcome",          do.open_app),
)
# fmt: on


class Edge(Struct, frozen=True):
    """One arrow of the flow, with RETURN spelled out: what graph and coverage count. `source` may be ANY."""

    source: str
    event: str
    guard: str
    to: str

    def __str__(self) -> str:
        return f"{self.source} --{self.event}{f' [{self.guard}]' if self.guard else ''}--> {self.to}"


def edges() -> Iterator[Edge]:
    """Every arrow, in table order; a RETURN row gives one for each step that opens its screen, guarded `from_STEP`."""
    for row in TABLE:
        if row.to != RETURN:
            yield Edge(row.step, row.event.name, row.guard, row.to)
            continue
        for source in openers(row.step):
            yield Edge(row.step, row.event.name, f"from_{source}", source)


def openers(side: str) -> tuple[str, ...]:
    """The steps that a side screen can return to, in table order."""
    found = [row.step for row in TABLE if row.to == side and row.effect is do.aside]
    found += ["welcome" for row in TABLE if row.to == side and row.effect is do.aside_from_welcome]
    return tuple(dict.fromkeys(found))


_INDEX: dict[tuple[str, type[ev.Event]], tuple[Row, ...]] = {}
for _row in TABLE:
    _INDEX[_row.step, _row.event] = (*_INDEX.get((_row.step, _row.event), ()), _row)


def rows_for(step: str, event: type[ev.Event]) -> tuple[Row, ...]:
    """The rows to try for an event at a step, in order."""
    return _INDEX.get((step, event)) or _INDEX.get((ANY, event), ())
