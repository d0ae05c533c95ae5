"""The flow, all of it: from which step, on which event, under which guard, to which step, with which effect.

Rows of one step and event are tried in order; a row without a guard always holds. `ANY` stands for every step, `RETURN` for
the step that a side screen was opened from. Everything else that speaks of the flow (graph, paths, coverage, deck checks)
is read off this table.
"""

# ruff: noqa: E501  (a table is read by its columns)
from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from ac_tui.journey import effects as do
from ac_tui.journey import guards as when
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.events import (
    AskAssistance,
    Back,
    ChooseProfile,
    CloseApp,
    Event,
    GoLogin,
    GoRecover,
    Logout,
    OpenApp,
    OpenHelp,
    OpenLink,
    OpenPrivacy,
    Register,
    ResendCode,
    Restart,
    Retry,
    StartOperation,
    SubmitChoice,
    SubmitCode,
    SubmitCompany,
    SubmitContact,
    SubmitIdentity,
    SubmitLogin,
    SubmitNewPassword,
    SubmitRecovery,
    SubmitTaxCode,
)
from ac_tui.journey.model import Journey

ANY = "*"
RETURN = "<return>"

Guard = Callable[[Evaluation], bool]
Act = Callable[[Evaluation, Journey], Journey]


class Row(Struct, frozen=True):
    """One transition: `step` may be ANY, `to` may be RETURN; no guard means always, no effect means only moving on."""

    step: str
    event: type[Event]
    guard: Guard | None
    to: str
    effect: Act | None = None

    @property
    def guard_name(self) -> str:
        """The guard's name, "" for a row that always holds."""
        return self.guard.__name__ if self.guard else ""


# fmt: off
TABLE: tuple[Row, ...] = (
    # 1A 1B: entry; 2A 2B: the profile
    Row("welcome",          Register,          None,                             "profile",          do.start_over),
    Row("welcome",          GoLogin,           None,                             "login",            do.aside),
    Row("profile",          ChooseProfile,     when.company,                     "company",          do.choose_profile),
    Row("profile",          ChooseProfile,     None,                             "identity",         do.choose_profile),
    Row("profile",          Back,              None,                             "welcome",          do.step_back),
    # 3A 3B: the name; 1C: the name again, then on to the tax code whatever was corrected
    Row("identity",         SubmitIdentity,    when.fields_wrong,                "identity",         do.show_errors),
    Row("identity",         SubmitIdentity,    when.second_look,                 "tax_code"),
    Row("identity",         SubmitIdentity,    None,                             "contact"),
    Row("identity",         GoLogin,           None,                             "login",            do.aside),
    Row("identity",         Back,              when.second_look,                 "contact",          do.back_from_second_look),
    Row("identity",         Back,              None,                             "profile",          do.step_back),
    Row("company",          SubmitCompany,     when.fields_wrong,                "company",          do.show_errors),
    Row("company",          SubmitCompany,     when.second_look,                 "tax_code"),
    Row("company",          SubmitCompany,     None,                             "contact"),
    Row("company",          GoLogin,           None,                             "login",            do.aside),
    Row("company",          Back,              when.second_look,                 "contact",          do.back_from_second_look),
    Row("company",          Back,              None,                             "profile",          do.step_back),
    # 4A 5A 4B 5B: contact, password, privacy
    Row("contact",          SubmitContact,     when.fields_wrong,                "contact",          do.show_errors),
    Row("contact",          SubmitContact,     when.service_down,                "service_error",    do.aside),
    Row("contact",          SubmitContact,     when.no_code_left,                "assistance",       do.aside),
    Row("contact",          SubmitContact,     when.recognised,                  "confirm_contact",  do.open_registration),
    Row("contact",          SubmitContact,     when.company_not_recognised,      "company",          do.not_recognised),
    Row("contact",          SubmitContact,     when.not_recognised,              "identity",         do.not_recognised),
    Row("contact",          OpenPrivacy,       None,                             "privacy",          do.aside),
    Row("contact",          GoLogin,           None,                             "login",            do.aside),
    Row("contact",          Back,              when.company,                     "company",          do.step_back),
    Row("contact",          Back,              None,                             "identity",         do.step_back),
    Row("privacy",          Back,              None,                             RETURN,             do.leave_aside),
    # 6A 7A 6B 7B 4C: the registration code
    Row("confirm_contact",  SubmitCode,        when.fields_wrong,                "confirm_contact",  do.show_errors),
    Row("confirm_contact",  SubmitCode,        when.service_down,                "service_error",    do.aside),
    Row("confirm_contact",  SubmitCode,        when.contact_taken,               "assistance",       do.aside),
    Row("confirm_contact",  SubmitCode,        when.code_right,                  "login",            do.create_account),
    Row("confirm_contact",  SubmitCode,        when.code_wrong,                  "confirm_contact",  do.say_wrong),
    Row("confirm_contact",  SubmitCode,        when.code_blocked,                "confirm_contact",  do.say_blocked),
    Row("confirm_contact",  SubmitCode,        when.code_expired,                "confirm_contact",  do.say_expired),
    Row("confirm_contact",  ResendCode,        when.service_down,                "service_error",    do.aside),
    Row("confirm_contact",  ResendCode,        when.sends_exhausted,             "assistance",       do.aside),
    Row("confirm_contact",  ResendCode,        when.too_soon,                    "confirm_contact",  do.stay_put),
    Row("confirm_contact",  ResendCode,        when.may_send,                    "confirm_contact",  do.send_again),
    Row("confirm_contact",  OpenHelp,          None,                             "help",             do.aside),
    Row("confirm_contact",  Back,              when.came_by_choice,              "choose_contact",   do.step_back),
    Row("confirm_contact",  Back,              when.came_by_login,               "login",            do.step_back),
    Row("confirm_contact",  Back,              None,                             "contact",          do.step_back),
    # 6B: the link
    Row(ANY,                OpenLink,          when.known_link_but_down,         "service_error",    do.aside_from_welcome),
    Row(ANY,                OpenLink,          when.contact_taken,               "assistance",       do.aside_from_welcome),
    Row(ANY,                OpenLink,          when.link_valid,                  "login",            do.create_account),
    Row(ANY,                OpenLink,          when.link_used,                   "login",            do.say_already_confirmed),
    Row(ANY,                OpenLink,          when.link_expired,                "link_expired",     do.show_expired_link),
    Row("link_expired",     ResendCode,        when.service_down,                "service_error",    do.aside),
    Row("link_expired",     ResendCode,        when.sends_exhausted,             "assistance",       do.aside),
    Row("link_expired",     ResendCode,        when.too_soon,                    "confirm_contact"),
    Row("link_expired",     ResendCode,        when.may_send,                    "confirm_contact",  do.send_again),
    Row("link_expired",     Back,              None,                             "welcome",          do.step_back),
    # 8A 8B: login
    Row("login",            SubmitLogin,       when.fields_wrong,                "login",            do.show_errors),
    Row("login",            SubmitLogin,       when.service_down,                "service_error",    do.aside),
    Row("login",            SubmitLogin,       when.login_blocked,               "login",            do.say_login_blocked),
    Row("login",            SubmitLogin,       when.unconfirmed,                 "confirm_contact",  do.ask_for_code_again),
    Row("login",            SubmitLogin,       when.bad_credentials,             "login",            do.say_bad_credentials),
    Row("login",            SubmitLogin,       when.first_access_without_mobile, "no_mobile",        do.refuse_entry),
    Row("login",            SubmitLogin,       when.no_code_left,                "assistance",       do.aside),
    Row("login",            SubmitLogin,       when.first_access,                "confirm_identity", do.ask_access_code),
    Row("login",            SubmitLogin,       when.later_access,                "home",             do.enter),
    Row("login",            GoRecover,         None,                             "recover",          do.start_recovery),
    Row("login",            Register,          None,                             "profile",          do.start_over),
    Row("login",            Back,              when.opened_by_link,              RETURN,             do.leave_login),
    Row("login",            Back,              None,                             "welcome",          do.step_back),
    # 9A 9B: the code to the mobile
    Row("confirm_identity", SubmitCode,        when.fields_wrong,                "confirm_identity", do.show_errors),
    Row("confirm_identity", SubmitCode,        when.service_down,                "service_error",    do.aside),
    Row("confirm_identity", SubmitCode,        when.code_right,                  "home",             do.pass_code),
    Row("confirm_identity", SubmitCode,        when.code_wrong,                  "confirm_identity", do.say_wrong),
    Row("confirm_identity", SubmitCode,        when.code_blocked,                "confirm_identity", do.say_blocked),
    Row("confirm_identity", SubmitCode,        when.code_expired,                "confirm_identity", do.say_expired),
    Row("confirm_identity", ResendCode,        when.service_down,                "service_error",    do.aside),
    Row("confirm_identity", ResendCode,        when.sends_exhausted,             "assistance",       do.aside),
    Row("confirm_identity", ResendCode,        when.too_soon,                    "confirm_identity", do.stay_put),
    Row("confirm_identity", ResendCode,        when.may_send,                    "confirm_identity", do.send_again),
    Row("confirm_identity", OpenHelp,          None,                             "help",             do.aside),
    Row("confirm_identity", Back,              when.stepping_up,                 "home",             do.step_back),
    Row("confirm_identity", Back,              None,                             "login",            do.step_back),
    # home, and 10A 10B: no mobile
    Row("home",             StartOperation,    when.service_down,                "service_error",    do.aside),
    Row("home",             StartOperation,    when.without_mobile,              "no_mobile"),
    Row("home",             StartOperation,    when.no_code_left,                "assistance",       do.aside),
    Row("home",             StartOperation,    when.with_mobile,                 "confirm_identity", do.ask_operation_code),
    Row("home",             Logout,            None,                             "login",            do.log_out),
    Row("home",             Back,              None,                             "login",            do.log_out),
    Row("no_mobile",        AskAssistance,     None,                             "assistance",       do.aside),
    Row("no_mobile",        Back,              when.stepping_up,                 "home"),
    Row("no_mobile",        Back,              None,                             "login",            do.step_back),
    # 2C: the tax code; 3C 6C: the contact that receives the code
    Row("tax_code",         SubmitTaxCode,     when.fields_wrong,                "tax_code",         do.show_errors),
    Row("tax_code",         SubmitTaxCode,     when.service_down,                "service_error",    do.aside),
    Row("tax_code",         SubmitTaxCode,     when.unidentified,                "assistance",       do.aside),
    Row("tax_code",         SubmitTaxCode,     when.identified_without_contact,  "assistance",       do.aside),
    Row("tax_code",         SubmitTaxCode,     when.identified,                  "choose_contact",   do.offer_contacts),
    Row("tax_code",         OpenHelp,          None,                             "help",             do.aside),
    Row("tax_code",         Back,              when.company,                     "company",          do.step_back),
    Row("tax_code",         Back,              None,                             "identity",         do.step_back),
    Row("choose_contact",   SubmitChoice,      when.fields_wrong,                "choose_contact",   do.show_errors),
    Row("choose_contact",   SubmitChoice,      when.none_of_these,               "choose_contact",   do.say_none),
    Row("choose_contact",   SubmitChoice,      when.service_down,                "service_error",    do.aside),
    Row("choose_contact",   SubmitChoice,      when.no_code_left,                "assistance",       do.aside),
    Row("choose_contact",   SubmitChoice,      when.contact_chosen,              "confirm_contact",  do.open_chosen_registration),
    Row("choose_contact",   AskAssistance,     None,                             "assistance",       do.aside),
    Row("choose_contact",   OpenHelp,          None,                             "help",             do.aside),
    Row("choose_contact",   Back,              None,                             "tax_code",         do.step_back),
    # recover: a contact proved by code, then a new password
    Row("recover",          SubmitRecovery,    when.fields_wrong,                "recover",          do.show_errors),
    Row("recover",          SubmitRecovery,    when.service_down,                "service_error",    do.aside),
    Row("recover",          SubmitRecovery,    when.no_code_left,                "assistance",       do.aside),
    Row("recover",          SubmitRecovery,    None,                             "recover",          do.ask_recovery_code),
    Row("recover",          SubmitCode,        when.fields_wrong,                "recover",          do.show_errors),
    Row("recover",          SubmitCode,        when.service_down,                "service_error",    do.aside),
    Row("recover",          SubmitCode,        when.code_right,                  "recover",          do.ask_new_password),
    Row("recover",          SubmitCode,        when.code_wrong,                  "recover",          do.say_wrong),
    Row("recover",          SubmitCode,        when.code_blocked,                "recover",          do.say_blocked),
    Row("recover",          SubmitCode,        when.code_expired,                "recover",          do.say_expired),
    Row("recover",          ResendCode,        when.service_down,                "service_error",    do.aside),
    Row("recover",          ResendCode,        when.sends_exhausted,             "assistance",       do.aside),
    Row("recover",          ResendCode,        when.too_soon,                    "recover",          do.stay_put),
    Row("recover",          ResendCode,        when.may_send,                    "recover",          do.send_again),
    Row("recover",          SubmitNewPassword, when.fields_wrong,                "recover",          do.show_errors),
    Row("recover",          SubmitNewPassword, when.service_down,                "service_error",    do.aside),
    Row("recover",          SubmitNewPassword, when.recovery_proved,             "login",            do.set_password),
    Row("recover",          OpenHelp,          None,                             "help",             do.aside),
    Row("recover",          Back,              when.past_asking,                 "recover",          do.back_to_asking),
    Row("recover",          Back,              None,                             "login",            do.step_back),
    # side screens
    Row("help",             AskAssistance,     None,                             "assistance",       do.aside),
    Row("help",             Back,              None,                             RETURN,             do.leave_aside),
    Row("assistance",       Restart,           None,                             "welcome",          do.restart),
    Row("assistance",       Back,              None,                             RETURN,             do.leave_aside),
    Row("service_error",    Retry,             when.service_down,                "service_error",    do.say_still_down),
    Row("service_error",    Retry,             None,                             RETURN,             do.leave_aside),
    Row("service_error",    Back,              None,                             RETURN,             do.leave_aside),
    # the app itself
    Row(ANY,                CloseApp,          None,                             "welcome",          do.close_app),
    Row(ANY,                OpenApp,           when.stays_connected,             "home",             do.open_app_at_home),
    Row(ANY,                OpenApp,           None,                             "welcome",          do.open_app),
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
            yield Edge(row.step, row.event.name, row.guard_name, row.to)
            continue
        for source in openers(row.step):
            yield Edge(row.step, row.event.name, f"from_{source}", source)


def openers(side: str) -> tuple[str, ...]:
    """The steps that a side screen can return to, in table order."""
    found = [row.step for row in TABLE if row.to == side and row.effect is do.aside]
    found += ["welcome" for row in TABLE if row.to == side and row.effect is do.aside_from_welcome]
    return tuple(dict.fromkeys(found))


def rows_for(step: str, event: type[Event]) -> tuple[Row, ...]:
    """The rows to try for an event at a step, in order."""
    return _INDEX.get((step, event)) or _INDEX.get((ANY, event), ())


def _index() -> dict[tuple[str, type[Event]], tuple[Row, ...]]:
    index: dict[tuple[str, type[Event]], tuple[Row, ...]] = {}
    for row in TABLE:
        index[row.step, row.event] = (*index.get((row.step, row.event), ()), row)
    return index


_INDEX = _index()
