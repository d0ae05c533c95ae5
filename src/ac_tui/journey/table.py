"""The flow, all of it: from which step, on which event, under which guard, to which step, with which effect.

Rows of one step and event are tried in order. `ANY` stands for every step, `RETURN` for the one that opened a side screen.
"""

# ruff: noqa: E501  (a table is read by its columns)
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

ANY = "*"
RETURN = "<return>"


class Row(Struct, frozen=True):
    """One transition; `guard` names one of `evaluation.GUARDS`, `effect` one of `advance.EFFECTS`: "" always holds."""

    step: str
    event: str
    guard: str
    to: str
    effect: str = ""


def _code_rows(step: str, to: str, effect: str, *taken: Row) -> tuple[Row, ...]:
    """What a screen that asks for a code does with it: a right one leads on; and how another one is sent."""
    return (
        Row(step, "submit_code", "fields_wrong", step, "show_errors"),
        Row(step, "submit_code", "service_down", "service_error", "aside"),
        *taken,
        Row(step, "submit_code", "code_right", to, effect),
        Row(step, "submit_code", "code_wrong", step, "say_wrong"),
        Row(step, "submit_code", "code_blocked", step, "say_blocked"),
        Row(step, "submit_code", "code_expired", step, "say_expired"),
        Row(step, "resend_code", "service_down", "service_error", "aside"),
        Row(step, "resend_code", "sends_exhausted", "assistance", "aside"),
        Row(step, "resend_code", "too_soon", step, "stay_put"),
        Row(step, "resend_code", "may_send", step, "send_again"),
    )


# fmt: off
TABLE: tuple[Row, ...] = (
    # 1A 1B: entry; 2A 2B: the profile
    Row("welcome",          "register",           "",                              "profile",          "start_over"),
    Row("welcome",          "go_login",           "",                              "login",            "aside"),
    Row("profile",          "choose_profile",     "company",                       "company",          "choose_profile"),
    Row("profile",          "choose_profile",     "",                              "identity",         "choose_profile"),
    Row("profile",          "back",               "",                              "welcome",          "step_back"),
    # 3A 3B: the name; 1C: the name again, then on to the tax code whatever was corrected
    Row("identity",         "submit_identity",    "fields_wrong",                  "identity",         "show_errors"),
    Row("identity",         "submit_identity",    "second_look",                   "tax_code"),
    Row("identity",         "submit_identity",    "",                              "contact"),
    Row("identity",         "go_login",           "",                              "login",            "aside"),
    Row("identity",         "back",               "second_look",                   "contact",          "back_from_second_look"),
    Row("identity",         "back",               "",                              "profile",          "step_back"),
    Row("company",          "submit_company",     "fields_wrong",                  "company",          "show_errors"),
    Row("company",          "submit_company",     "second_look",                   "tax_code"),
    Row("company",          "submit_company",     "",                              "contact"),
    Row("company",          "go_login",           "",                              "login",            "aside"),
    Row("company",          "back",               "second_look",                   "contact",          "back_from_second_look"),
    Row("company",          "back",               "",                              "profile",          "step_back"),
    # 4A 5A 4B 5B: contact, password, privacy
    Row("contact",          "submit_contact",     "fields_wrong",                  "contact",          "show_errors"),
    Row("contact",          "submit_contact",     "service_down",                  "service_error",    "aside"),
    Row("contact",          "submit_contact",     "no_code_left",                  "assistance",       "aside"),
    Row("contact",          "submit_contact",     "recognised",                    "confirm_contact",  "open_registration"),
    Row("contact",          "submit_contact",     "company_not_recognised",        "company",          "not_recognised"),
    Row("contact",          "submit_contact",     "not_recognised",                "identity",         "not_recognised"),
    Row("contact",          "open_privacy",       "",                              "privacy",          "aside"),
    Row("contact",          "go_login",           "",                              "login",            "aside"),
    Row("contact",          "back",               "company",                       "company",          "step_back"),
    Row("contact",          "back",               "",                              "identity",         "step_back"),
    Row("privacy",          "back",               "",                              RETURN,             "leave_aside"),
    # 6A 7A 6B 7B 4C: the registration code
    *_code_rows("confirm_contact", "login", "create_account", Row("confirm_contact", "submit_code", "contact_taken", "assistance", "aside")),
    Row("confirm_contact",  "open_help",          "",                              "help",             "aside"),
    Row("confirm_contact",  "back",               "came_by_choice",                "choose_contact",   "step_back"),
    Row("confirm_contact",  "back",               "came_by_login",                 "login",            "step_back"),
    Row("confirm_contact",  "back",               "",                              "contact",          "step_back"),
    # 6B: the link
    Row(ANY,                "open_link",          "known_link_but_down",           "service_error",    "aside_from_welcome"),
    Row(ANY,                "open_link",          "contact_taken",                 "assistance",       "aside_from_welcome"),
    Row(ANY,                "open_link",          "link_valid",                    "login",            "create_account"),
    Row(ANY,                "open_link",          "link_used",                     "login",            "say_already_confirmed"),
    Row(ANY,                "open_link",          "link_expired",                  "link_expired",     "show_expired_link"),
    Row("link_expired",     "resend_code",        "service_down",                  "service_error",    "aside"),
    Row("link_expired",     "resend_code",        "sends_exhausted",               "assistance",       "aside"),
    Row("link_expired",     "resend_code",        "too_soon",                      "confirm_contact"),
    Row("link_expired",     "resend_code",        "may_send",                      "confirm_contact",  "send_again"),
    Row("link_expired",     "back",               "",                              "welcome",          "step_back"),
    # 8A 8B: login
    Row("login",            "submit_login",       "fields_wrong",                  "login",            "show_errors"),
    Row("login",            "submit_login",       "service_down",                  "service_error",    "aside"),
    Row("login",            "submit_login",       "login_blocked",                 "login",            "say_login_blocked"),
    Row("login",            "submit_login",       "unconfirmed",                   "confirm_contact",  "ask_for_code_again"),
    Row("login",            "submit_login",       "bad_credentials",               "login",            "say_bad_credentials"),
    Row("login",            "submit_login",       "first_access_without_mobile",   "no_mobile",        "refuse_entry"),
    Row("login",            "submit_login",       "no_code_left",                  "assistance",       "aside"),
    Row("login",            "submit_login",       "first_access",                  "confirm_identity", "ask_access_code"),
    Row("login",            "submit_login",       "later_access",                  "home",             "enter"),
    Row("login",            "go_recover",         "",                              "recover",          "ask_for_contact"),
    Row("login",            "register",           "",                              "profile",          "start_over"),
    Row("login",            "back",               "opened_by_link",                RETURN,             "leave_login"),
    Row("login",            "back",               "",                              "welcome",          "step_back"),
    # 9A 9B: the code to the mobile
    *_code_rows("confirm_identity", "home", "pass_code"),
    Row("confirm_identity", "open_help",          "",                              "help",             "aside"),
    Row("confirm_identity", "back",               "stepping_up",                   "home",             "step_back"),
    Row("confirm_identity", "back",               "",                              "login",            "step_back"),
    # home, and 10A 10B: no mobile
    Row("home",             "start_operation",    "service_down",                  "service_error",    "aside"),
    Row("home",             "start_operation",    "without_mobile",                "no_mobile"),
    Row("home",             "start_operation",    "no_code_left",                  "assistance",       "aside"),
    Row("home",             "start_operation",    "with_mobile",                   "confirm_identity", "ask_operation_code"),
    Row("home",             "logout",             "",                              "login",            "log_out"),
    Row("home",             "back",               "",                              "login",            "log_out"),
    Row("no_mobile",        "ask_assistance",     "",                              "assistance",       "aside"),
    Row("no_mobile",        "back",               "stepping_up",                   "home"),
    Row("no_mobile",        "back",               "",                              "login",            "step_back"),
    # 2C: the tax code; 3C 6C: the contact that receives the code
    Row("tax_code",         "submit_tax_code",    "fields_wrong",                  "tax_code",         "show_errors"),
    Row("tax_code",         "submit_tax_code",    "service_down",                  "service_error",    "aside"),
    Row("tax_code",         "submit_tax_code",    "unidentified",                  "assistance",       "aside"),
    Row("tax_code",         "submit_tax_code",    "identified_without_contact",    "assistance",       "aside"),
    Row("tax_code",         "submit_tax_code",    "identified",                    "choose_contact",   "offer_contacts"),
    Row("tax_code",         "open_help",          "",                              "help",             "aside"),
    Row("tax_code",         "back",               "company",                       "company",          "step_back"),
    Row("tax_code",         "back",               "",                              "identity",         "step_back"),
    Row("choose_contact",   "submit_choice",      "fields_wrong",                  "choose_contact",   "show_errors"),
    Row("choose_contact",   "submit_choice",      "none_of_these",                 "choose_contact",   "say_none"),
    Row("choose_contact",   "submit_choice",      "service_down",                  "service_error",    "aside"),
    Row("choose_contact",   "submit_choice",      "no_code_left",                  "assistance",       "aside"),
    Row("choose_contact",   "submit_choice",      "contact_chosen",                "confirm_contact",  "open_registration"),
    Row("choose_contact",   "ask_assistance",     "",                              "assistance",       "aside"),
    Row("choose_contact",   "open_help",          "",                              "help",             "aside"),
    Row("choose_contact",   "back",               "",                              "tax_code",         "step_back"),
    # recover: a contact proved by code, then a new password
    Row("recover",          "submit_recovery",    "fields_wrong",                  "recover",          "show_errors"),
    Row("recover",          "submit_recovery",    "service_down",                  "service_error",    "aside"),
    Row("recover",          "submit_recovery",    "no_code_left",                  "assistance",       "aside"),
    Row("recover",          "submit_recovery",    "",                              "recover",          "ask_recovery_code"),
    *_code_rows("recover", "recover", "ask_new_password"),
    Row("recover",          "submit_new_password", "fields_wrong",                  "recover",          "show_errors"),
    Row("recover",          "submit_new_password", "service_down",                  "service_error",    "aside"),
    Row("recover",          "submit_new_password", "recovery_proved",               "login",            "set_password"),
    Row("recover",          "open_help",          "",                              "help",             "aside"),
    Row("recover",          "back",               "past_asking",                   "recover",          "ask_for_contact"),
    Row("recover",          "back",               "",                              "login",            "step_back"),
    # side screens
    Row("help",             "ask_assistance",     "",                              "assistance",       "aside"),
    Row("help",             "back",               "",                              RETURN,             "leave_aside"),
    Row("assistance",       "restart",            "",                              "welcome",          "restart"),
    Row("assistance",       "back",               "",                              RETURN,             "leave_aside"),
    Row("service_error",    "retry",              "service_down",                  "service_error",    "say_still_down"),
    Row("service_error",    "retry",              "",                              RETURN,             "leave_aside"),
    Row("service_error",    "back",               "",                              RETURN,             "leave_aside"),
    # the app itself
    Row(ANY,                "close_app",          "",                              "welcome",          "close_app"),
    Row(ANY,                "open_app",           "stays_connected",               "home",             "open_app_at_home"),
    Row(ANY,                "open_app",           "",                              "welcome",          "open_app"),
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
        if row.to == RETURN:
            yield from (Edge(row.step, row.event, f"from_{source}", source) for source in openers(row.step))
        else:
            yield Edge(row.step, row.event, row.guard, row.to)


def openers(side: str) -> tuple[str, ...]:
    """The steps that a side screen can return to, in table order."""
    found = [row.step for row in TABLE if row.to == side and row.effect == "aside"]
    found += ["welcome" for row in TABLE if row.to == side and row.effect == "aside_from_welcome"]
    return tuple(dict.fromkeys(found))


@cache
def rows_for(step: str, event: str) -> tuple[Row, ...]:
    """The rows to try for an event at a step, in order."""
    here = tuple(row for row in TABLE if (row.step, row.event) == (step, event))
    return here or tuple(row for row in TABLE if (row.step, row.event) == (ANY, event))
