"""Recover: a contact proved by code, then a new password; the screen never tells who has an account."""

import pytest
from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.facts import FACTS, VALUES
from ac_tui.registry.model import SecretStr
from tests.journey import filled
from tests.journey.phone import Phone, phone
from tests.journey.worlds import LAURA, MARIO, OTHER_PASSWORD, PAOLO, PASSWORD, with_account

PAOLOS = "famiglia.ferri@example.com"


def new_password(there: Phone, password: str = OTHER_PASSWORD) -> Phone:
    there.send(filled.new_password(SecretStr(password)))
    return there


def stages(there: Phone) -> list[str]:
    return [
        name for name in ("recover_ask", "recover_code", "recover_password") if FACTS[name](there.state, there.world)
    ]


@pytest.mark.parametrize("contact", [PAOLOS, " Famiglia.Ferri@EXAMPLE.com "])
def test_a_contact_is_proved_and_the_password_changed(contact: str) -> None:
    there = phone()
    there.send(ev.Tap.go_login)
    there.send(ev.Tap.go_recover)
    assert stages(there) == ["recover_ask"]
    there.send(filled.recovery(contact))
    assert stages(there) == ["recover_code"]
    assert there.effects == [("message_sent", PAOLO.id)]
    assert (there.messages[-1].purpose, there.messages[-1].contact.value) == ("recovery", PAOLOS)
    there.confirm()
    assert stages(there) == ["recover_password"]
    assert there.secrets == []
    new_password(there)
    assert (there.step, there.outcome, there.state.notice) == ("login", "recovery_proved", "password_changed")
    assert there.effects == [("password_changed", PAOLO.id)]
    assert there.state.draft.text("login", "user") == ""
    assert (there.state.stage, there.state.challenge, there.secrets) == ("ask", "", [])
    assert there.log_in(PAOLOS, PASSWORD).outcome == "bad_credentials"
    assert there.log_in(PAOLOS, OTHER_PASSWORD).step == "home"


def test_by_mobile_where_that_is_the_user_name() -> None:
    there = phone(with_account(LAURA, "+393941234526")).recover("394 123 4526").confirm()
    assert new_password(there).log_in("3941234526", OTHER_PASSWORD).step == "home"


def test_the_account_of_this_very_journey_can_be_recovered() -> None:
    there = phone().register(MARIO).confirm().recover("mario.rossi@mail.it").confirm()
    new_password(there).log_in("mario.rossi@mail.it", OTHER_PASSWORD)
    assert there.step == "confirm_identity"


def test_a_first_access_that_was_done_stays_done_and_one_that_was_not_does_not() -> None:
    assert new_password(phone().recover(PAOLOS).confirm()).log_in(PAOLOS, OTHER_PASSWORD).step == "home"
    fresh = phone(with_account(MARIO, "mario.rossi@mail.it", first_access_done=False)).recover("mario.rossi@mail.it")
    assert new_password(fresh.confirm()).log_in("mario.rossi@mail.it", OTHER_PASSWORD).step == "confirm_identity"


def test_the_new_password_has_the_same_rules() -> None:
    there = phone().recover(PAOLOS).confirm()
    assert new_password(there, "").state.errors == {"password": "empty"}
    assert new_password(there, "debole").state.errors == {"password": "weak"}
    assert there.step == "recover"
    assert new_password(there, "Prova1234\n").step == "login"
    assert there.log_in(PAOLOS, "Prova1234").step == "home"


@pytest.mark.parametrize(
    ("contact", "error"),
    [("", "empty"), ("  ", "empty"), ("boh", "malformed"), ("a@", "no_ending"), ("040 1234567", "landline")],
)
def test_a_contact_that_cannot_be_used_is_said(contact: str, error: str) -> None:
    there = phone().recover(contact)
    assert (there.step, there.outcome, there.state.errors) == ("recover", "fields_wrong", {"contact": error})
    assert stages(there) == ["recover_ask"]


# The screen never tells -----------------------------------------------------------------------------------------------

NOBODYS = {
    ("recovery_contact", "unknown"): "nessuno@example.com",
    ("recovery_contact", "no_account"): "mario.rossi@mail.it",
}


@pytest.mark.parametrize("why", NOBODYS, ids="-".join)
def test_a_contact_of_nobody_looks_like_any_other_and_opens_nothing(why: tuple[str, str]) -> None:
    known, unknown = phone().recover(PAOLOS), phone().recover(NOBODYS[why])
    assert unknown.why == why
    assert unknown.effects == []
    assert unknown.messages == ()

    def shown(there: Phone) -> tuple[object, ...]:
        facts = {name for name, fact in FACTS.items() if fact(there.state, there.world)}
        wait = VALUES["wait"](there.state, there.world)
        left = VALUES["attempts_left"](there.state, there.world)
        return there.step, there.state.stage, there.state.notice, dict(there.state.errors), facts, wait, left

    def one_more(there: Phone, n: int) -> None:
        match n % 5:
            case 4:
                there.wait(seconds=61).resend()
            case 3:
                there.resend()
            case _:
                there.fail()

    for n in range(20):
        for there in (known, unknown):
            if there.step == "assistance":
                there.back()
            one_more(there, n)
        assert shown(known) == shown(unknown)
    assert unknown.messages == ()
    assert unknown.submit_code("970001").outcome != "code_right"


def test_why_a_code_of_nobody_is_wrong_is_told_to_the_desk_alone() -> None:
    there = phone().recover("nessuno@example.com").fail()
    assert (there.outcome, there.why) == ("code_wrong", ("code_right", "nobody"))


def test_the_code_of_nobody_is_never_right() -> None:
    there = phone().recover("nessuno@example.com")
    code = there.challenge.code.get_secret_value()
    assert there.submit_code(code).outcome == "code_wrong"
    assert stages(there) == ["recover_code"]


def test_of_a_shared_contact_the_account_of_whose_user_name_it_is() -> None:
    there = phone().recover(PAOLOS)
    assert there.challenge.customer_id == PAOLO.id
    assert LAURA.emails == PAOLO.emails


def test_any_contact_that_is_registered_for_one_account_proves_it() -> None:
    moved = with_account(MARIO, "mario@vecchia-posta.example")
    there = phone(moved).recover("mario.rossi@mail.it")
    assert there.challenge.customer_id == MARIO.id
    new_password(there.confirm()).log_in("mario@vecchia-posta.example", OTHER_PASSWORD)
    assert there.step == "home"


def test_a_contact_of_two_accounts_proves_neither_unless_it_is_a_user_name() -> None:
    shared = [with_account(LAURA, "393941234526"), with_account(PAOLO, "paolo@altrove.example")]
    there = phone(*shared).recover(PAOLOS)
    assert (there.why, there.messages) == (("recovery_contact", "several"), ())
    named = [shared[0], with_account(PAOLO, PAOLOS)]
    assert phone(*named).recover(PAOLOS).challenge.customer_id == PAOLO.id


def test_a_registration_that_waits_cannot_be_recovered() -> None:
    there = phone().register(MARIO).to_welcome().recover("mario.rossi@mail.it")
    assert there.why == ("recovery_contact", "no_account")


def test_who_has_no_account_is_told_what_else_stands_against_registering() -> None:
    there = phone(replace(MARIO, policies=())).recover("mario.rossi@mail.it")
    assert there.why == ("recovery_contact", "no_account")
    assert [(check.id, check.reason) for check in there.checks[0].also] == [("active_policy", "none")]


# Stages cannot be forced ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "event"),
    [
        ("ask", filled.new_password(SecretStr(OTHER_PASSWORD))),
        ("ask", filled.new_password(SecretStr("debole"))),
        ("ask", filled.code(SecretStr("970001"))),
        ("ask", filled.code(SecretStr("1"))),
        ("ask", ev.Tap.resend_code),
        ("code", filled.new_password(SecretStr(OTHER_PASSWORD))),
        ("code", filled.new_password(SecretStr(""))),
        ("code", filled.recovery("nessuno@example.com")),
        ("code", filled.recovery("")),
        ("password", filled.recovery("nessuno@example.com")),
        ("password", filled.code(SecretStr("970001"))),
        ("password", filled.code(SecretStr("1"))),
        ("password", ev.Tap.resend_code),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
@pytest.mark.parametrize("up", [True, False])
def test_an_event_of_another_stage_is_ignored(stage: str, event: filled.Deed, *, up: bool) -> None:
    there = phone().recover(PAOLOS)
    if stage == "ask":
        there.back()
    if stage == "password":
        there.confirm()
    there.wait(minutes=2).service(up=up)
    before = there.state
    assert before.stage == stage
    there.send(event)
    assert (there.outcome, there.state) == ("ignored", before)


def test_back_from_the_new_password_asks_for_a_code_again() -> None:
    there = phone().recover(PAOLOS).confirm().back()
    assert stages(there) == ["recover_ask"]
    assert there.state.challenge == ""
    new_password(there)
    assert there.outcome == "ignored"
    assert there.state.draft.text("recover", "contact") == PAOLOS
    there.wait(seconds=60).send(filled.recovery(PAOLOS))
    assert len(there.messages) == 2
    assert stages(there) == ["recover_code"]


def test_an_interrupted_recovery_begins_again_at_the_question() -> None:
    there = phone().recover(PAOLOS).confirm()
    there.send(ev.Tap.open_help)
    there.send(ev.Tap.ask_assistance)
    there.send(ev.Tap.restart)
    there.send(ev.Tap.go_login)
    there.send(ev.Tap.go_recover)
    assert stages(there) == ["recover_ask"]
    there.send(ev.Tap.open_help)
    assert new_password(there.back()).outcome == "ignored"


def test_help_in_the_middle_keeps_the_stage() -> None:
    there = phone().recover(PAOLOS)
    there.send(ev.Tap.open_help)
    assert there.back().confirm().state.stage == "password"
    there.send(ev.Tap.open_help)
    assert new_password(there.back()).step == "login"


def test_a_proof_is_of_a_recovery_and_used() -> None:
    """No other code that was right stands for a recovery's."""
    there = phone().recover(PAOLOS)
    unproved = replace(there.state, stage="password")
    access = with_account(MARIO, "mario.rossi@mail.it", first_access_done=False)
    entered = phone(access).log_in("mario.rossi@mail.it")
    key = entered.state.challenge
    entered.confirm()
    other = replace(entered.state, step="recover", stage="password", challenge=key)
    for world, state in ((there.world, unproved), (entered.world, other)):
        stale = Phone(world)
        stale.state = state
        assert new_password(stale).outcome == "ignored"


def test_what_stood_in_a_password_or_code_field_before_is_cleared() -> None:
    there = phone()
    there.send(ev.Tap.go_login)
    there.write_secret("password", PASSWORD)
    there.send(ev.Tap.go_recover)
    assert there.secrets == []
    there.write_secret("code", "123456")
    there.send(filled.recovery(PAOLOS))
    assert there.secrets == []


def test_a_new_password_leaves_every_other_account_alone() -> None:
    there = phone().enter(MARIO).back().recover(PAOLOS).confirm()
    assert new_password(there).log_in("mario.rossi@mail.it").step == "home"


def test_the_desk_is_told_whose_contact_it_is_or_that_it_is_nobodys() -> None:
    known = phone().recover(PAOLOS).checks[0]
    assert (known.passed, known.reason, dict(known.evidence)) == (
        True,
        "",
        {"customer": "Paolo Ferri", "contact": PAOLOS},
    )
    unknown = phone().recover("Nessuno@example.com").checks[0]
    assert dict(unknown.evidence) == {"contact": "Nessuno@example.com"}


def test_a_user_name_that_is_no_longer_registered_proves_nothing() -> None:
    """The Agenzia took the address off: whoever reads it now may be somebody else."""
    moved = with_account(LAURA, "laura@vecchia-posta.example")
    there = phone(moved).recover("laura@vecchia-posta.example")
    assert (there.why, there.messages) == (("recovery_contact", "unknown"), ())
    recycled = phone(moved, replace(MARIO, emails=("laura@vecchia-posta.example",)))
    assert recycled.recover("laura@vecchia-posta.example").why == ("recovery_contact", "no_account")
