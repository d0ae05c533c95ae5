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

ANY = "*"
RETURN = "<return>"


class Row(Struct, frozen=True):
    """One transition: `step` may be ANY, `to` may be RETURN; no effect means only moving on.

    `guard` names one of `evaluation.GUARDS`; "" always holds.
    """

    step: str
    event: str
    guard: str
    to: str
    effect: do.Act | None = None


# fmt: off
TABLE: tuple[Row, ...] = (
    # 1A 1B: entry; 2A 2B: the profile
    Row("welcome",          "register",           "",                              "profile",          do.start_over),
    Row("welcome",          "go_login",           "",                              "login",            do.aside),
    Row("profile",          "choose_profile",     "company",                       "company",          do.choose_profile),
    Row("profile",          "choose_profile",     "",                              "identity",         do.choose_profile),
    Row("profile",          "back",               "",                              "welcome",          do.step_back),
    # 3A 3B: the name; 1C: the name again, then on to the tax code whatever was corrected
    Row("identity",         "submit_identity",    "fields_wrong",                  "identity",         do.show_errors),
    Row("identity",         "submit_identity",    "second_look",                   "tax_code"),
    Row("identity",         "submit_identity",    "",                              "contact"),
    Row("identity",         "go_login",           "",                              "login",            do.aside),
    Row("identity",         "back",               "second_look",                   "contact",          do.back_from_second_look),
    Row("identity",         "back",               "",                              "profile",          do.step_back),
    Row("company",          "submit_company",     "fields_wrong",                  "company",          do.show_errors),
    Row("company",          "submit_company",     "second_look",                   "tax_code"),
    Row("company",          "submit_company",     "",                              "contact"),
    Row("company",          "go_login",           "",                              "login",            do.aside),
    Row("company",          "back",               "second_look",                   "contact",          do.back_from_second_look),
    Row("company",          "back",               "",                              "profile",          do.step_back),
    # 4A 5A 4B 5B: contact, password, privacy
    Row("contact",          "submit_contact",     "fields_wrong",                  "contact",          do.show_errors),
    Row("contact",          "submit_contact",     "service_down",                  "service_error",    do.aside),
    Row("contact",          "submit_contact",     "no_code_left",                  "assistance",       do.aside),
    Row("contact",          "submit_contact",     "recognised",                    "confirm_contact",  do.open_registration),
    Row("contact",          "submit_contact",     "company_not_recognised",        "company",          do.not_recognised),
    Row("contact",          "submit_contact",     "not_recognised",                "identity",         do.not_recognised),
    Row("contact",          "open_privacy",       "",                              "privacy",          do.aside),
    Row("contact",          "go_login",           "",                              "login",            do.aside),
    Row("contact",          "back",               "company",                       "company",          do.step_back),
    Row("contact",          "back",               "",                              "identity",         do.step_back),
    Row("privacy",          "back",               "",                              RETURN,             do.leave_aside),
    # 6A 7A 6B 7B 4C: the registration code
    Row("confirm_contact",  "submit_code",        "fields_wrong",                  "confirm_contact",  do.show_errors),
    Row("confirm_contact",  "submit_code",        "service_down",                  "service_error",    do.aside),
    Row("confirm_contact",  "submit_code",        "contact_taken",                 "assistance",       do.aside),
    Row("confirm_contact",  "submit_code",        "code_right",                    "login",            do.create_account),
    Row("confirm_contact",  "submit_code",        "code_wrong",                    "confirm_contact",  do.say_wrong),
    Row("confirm_contact",  "submit_code",        "code_blocked",                  "confirm_contact",  do.say_blocked),
    Row("confirm_contact",  "submit_code",        "code_expired",                  "confirm_contact",  do.say_expired),
    Row("confirm_contact",  "resend_code",        "service_down",                  "service_error",    do.aside),
    Row("confirm_contact",  "resend_code",        "sends_exhausted",               "assistance",       do.aside),
    Row("confirm_contact",  "resend_code",        "too_soon",                      "confirm_contact",  do.stay_put),
    Row("confirm_contact",  "resend_code",        "may_send",                      "confirm_contact",  do.send_again),
    Row("confirm_contact",  "open_help",          "",                              "help",             do.aside),
    Row("confirm_contact",  "back",               "came_by_choice",                "choose_contact",   do.step_back),
    Row("confirm_contact",  "back",               "came_by_login",                 "login",            do.step_back),
    Row("confirm_contact",  "back",               "",                              "contact",          do.step_back),
    # 6B: the link
    Row(ANY,                "open_link",          "known_link_but_down",           "service_error",    do.aside_from_welcome),
    Row(ANY,                "open_link",          "contact_taken",                 "assistance",       do.aside_from_welcome),
    Row(ANY,                "open_link",          "link_valid",                    "login",            do.create_account),
    Row(ANY,                "open_link",          "link_used",                     "login",            do.say_already_confirmed),
    Row(ANY,                "open_link",          "link_expired",                  "link_expired",     do.show_expired_link),
    Row("link_expired",     "resend_code",        "service_down",                  "service_error",    do.aside),
    Row("link_expired",     "resend_code",        "sends_exhausted",               "assistance",       do.aside),
    Row("link_expired",     "resend_code",        "too_soon",                      "confirm_contact"),
    Row("link_expired",     "resend_code",        "may_send",                      "confirm_contact",  do.send_again),
    Row("link_expired",     "back",               "",                              "welcome",          do.step_back),
    # 8A 8B: login
    Row("login",            "submit_login",       "fields_wrong",                  "login",            do.show_errors),
    Row("login",            "submit_login",       "service_down",                  "service_error",    do.aside),
    Row("login",            "submit_login",       "login_blocked",                 "login",            do.say_login_blocked),
    Row("login",            "submit_login",       "unconfirmed",                   "confirm_contact",  do.ask_for_code_again),
    Row("login",            "submit_login",       "bad_credentials",               "login",            do.say_bad_credentials),
    Row("login",            "submit_login",       "first_access_without_mobile",   "no_mobile",        do.refuse_entry),
    Row("login",            "submit_login",       "no_code_left",                  "assistance",       do.aside),
    Row("login",            "submit_login",       "first_access",                  "confirm_identity", do.ask_access_code),
    Row("login",            "submit_login",       "later_access",                  "home",             do.enter),
    Row("login",            "go_recover",         "",                              "recover",          do.ask_for_contact),
    Row("login",            "register",           "",                              "profile",          do.start_over),
    Row("login",            "back",               "opened_by_link",                RETURN,             do.leave_login),
    Row("login",            "back",               "",                              "welcome",          do.step_back),
    # 9A 9B: the code to the mobile
    Row("confirm_identity", "submit_code",        "fields_wrong",                  "confirm_identity", do.show_errors),
    Row("confirm_identity", "submit_code",        "service_down",                  "service_error",    do.aside),
    Row("confirm_identity", "submit_code",        "code_right",                    "home",             do.pass_code),
    Row("confirm_identity", "submit_code",        "code_wrong",                    "confirm_identity", do.say_wrong),
    Row("confirm_identity", "submit_code",        "code_blocked",                  "confirm_identity", do.say_blocked),
    Row("confirm_identity", "submit_code",        "code_expired",                  "confirm_identity", do.say_expired),
    Row("confirm_identity", "resend_code",        "service_down",                  "service_error",    do.aside),
    Row("confirm_identity", "resend_code",        "sends_exhausted",               "assistance",       do.aside),
    Row("confirm_identity", "resend_code",        "too_soon",                      "confirm_identity", do.stay_put),
    Row("confirm_identity", "resend_code",        "may_send",                      "confirm_identity", do.send_again),
    Row("confirm_identity", "open_help",          "",                              "help",             do.aside),
    Row("confirm_identity", "back",               "stepping_up",                   "home",             do.step_back),
    Row("confirm_identity", "back",               "",                              "login",            do.step_back),
    # home, and 10A 10B: no mobile
    Row("home",             "start_operation",    "service_down",                  "service_error",    do.aside),
    Row("home",             "start_operation",    "without_mobile",                "no_mobile"),
    Row("home",             "start_operation",    "no_code_left",                  "assistance",       do.aside),
    Row("home",             "start_operation",    "with_mobile",                   "confirm_identity", do.ask_operation_code),
    Row("home",             "logout",             "",                              "login",            do.log_out),
    Row("home",             "back",               "",                              "login",            do.log_out),
    Row("no_mobile",        "ask_assistance",     "",                              "assistance",       do.aside),
    Row("no_mobile",        "back",               "stepping_up",                   "home"),
    Row("no_mobile",        "back",               "",                              "login",            do.step_back),
    # 2C: the tax code; 3C 6C: the contact that receives the code
    Row("tax_code",         "submit_tax_code",    "fields_wrong",                  "tax_code",         do.show_errors),
    Row("tax_code",         "submit_tax_code",    "service_down",                  "service_error",    do.aside),
    Row("tax_code",         "submit_tax_code",    "unidentified",                  "assistance",       do.aside),
    Row("tax_code",         "submit_tax_code",    "identified_without_contact",    "assistance",       do.aside),
    Row("tax_code",         "submit_tax_code",    "identified",                    "choose_contact",   do.offer_contacts),
    Row("tax_code",         "open_help",          "",                              "help",             do.aside),
    Row("tax_code",         "back",               "company",                       "company",          do.step_back),
    Row("tax_code",         "back",               "",                              "identity",         do.step_back),
    Row("choose_contact",   "submit_choice",      "fields_wrong",                  "choose_contact",   do.show_errors),
    Row("choose_contact",   "submit_choice",      "none_of_these",                 "choose_contact",   do.say_none),
    Row("choose_contact",   "submit_choice",      "service_down",                  "service_error",    do.aside),
    Row("choose_contact",   "submit_choice",      "no_code_left",                  "assistance",       do.aside),
    Row("choose_contact",   "submit_choice",      "contact_chosen",                "confirm_contact",  do.open_registration),
    Row("choose_contact",   "ask_assistance",     "",                              "assistance",       do.aside),
    Row("choose_contact",   "open_help",          "",                              "help",             do.aside),
    Row("choose_contact",   "back",               "",                              "tax_code",         do.step_back),
    # recover: a contact proved by code, then a new password
    Row("recover",          "submit_recovery",    "fields_wrong",                  "recover",          do.show_errors),
    Row("recover",          "submit_recovery",    "service_down",                  "service_error",    do.aside),
    Row("recover",          "submit_recovery",    "no_code_left",                  "assistance",       do.aside),
    Row("recover",          "submit_recovery",    "",                              "recover",          do.ask_recovery_code),
    Row("recover",          "submit_code",        "fields_wrong",                  "recover",          do.show_errors),
    Row("recover",          "submit_code",        "service_down",                  "service_error",    do.aside),
    Row("recover",          "submit_code",        "code_right",                    "recover",          do.ask_new_password),
    Row("recover",          "submit_code",        "code_wrong",                    "recover",          do.say_wrong),
    Row("recover",          "submit_code",        "code_blocked",                  "recover",          do.say_blocked),
    Row("recover",          "submit_code",        "code_expired",                  "recover",          do.say_expired),
    Row("recover",          "resend_code",        "service_down",                  "service_error",    do.aside),
    Row("recover",          "resend_code",        "sends_exhausted",               "assistance",       do.aside),
    Row("recover",          "resend_code",        "too_soon",                      "recover",          do.stay_put),
    Row("recover",          "resend_code",        "may_send",                      "recover",          do.send_again),
    Row("recover",          "submit_new_password", "fields_wrong",                  "recover",          do.show_errors),
    Row("recover",          "submit_new_password", "service_down",                  "service_error",    do.aside),
    Row("recover",          "submit_new_password", "recovery_proved",               "login",            do.set_password),
    Row("recover",          "open_help",          "",                              "help",             do.aside),
    Row("recover",          "back",               "past_asking",                   "recover",          do.ask_for_contact),
    Row("recover",          "back",               "",                              "login",            do.step_back),
    # side screens
    Row("help",             "ask_assistance",     "",                              "assistance",       do.aside),
    Row("help",             "back",               "",                              RETURN,             do.leave_aside),
    Row("assistance",       "restart",            "",                              "welcome",          do.restart),
    Row("assistance",       "back",               "",                              RETURN,             do.leave_aside),
    Row("service_error",    "retry",              "service_down",                  "service_error",    do.say_still_down),
    Row("service_error",    "retry",              "",                              RETURN,             do.leave_aside),
    Row("service_error",    "back",               "",                              RETURN,             do.leave_aside),
    # the app itself
    Row(ANY,                "close_app",          "",                              "welcome",          do.close_app),
    Row(ANY,                "open_app",           "stays_connected",               "home",             do.open_app_at_home),
    Row(ANY,                "open_app",           "",                              "welcome",          do.open_app),
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
            yield Edge(row.step, row.event, row.guard, row.to)
            continue
        for source in openers(row.step):
            yield Edge(row.step, row.event, f"from_{source}", source)


def openers(side: str) -> tuple[str, ...]:
    """The steps that a side screen can return to, in table order."""
    found = [row.step for row in TABLE if row.to == side and row.effect is do.aside]
    found += ["welcome" for row in TABLE if row.to == side and row.effect is do.aside_from_welcome]
    return tuple(dict.fromkeys(found))


_INDEX: dict[tuple[str, str], tuple[Row, ...]] = {}
for _row in TABLE:
    _INDEX[_row.step, _row.event] = (*_INDEX.get((_row.step, _row.event), ()), _row)


def rows_for(step: str, event: str) -> tuple[Row, ...]:
    """The rows to try for an event at a step, in order."""
    return _INDEX.get((step, event)) or _INDEX.get((ANY, event), ())
