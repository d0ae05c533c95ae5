"""A code: six digits, five attempts, a time to live; the newest alone."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from ac_tui.journey.facts import CASES, FACTS, VALUES
from ac_tui.journey.model import Purpose
from tests.journey.asking import ASKING, asking, every_purpose
from tests.journey.phone import Phone, phone, reasons
from tests.journey.worlds import MARIO, WELLION, Numbered, customer, make_world


@every_purpose
def test_the_right_code_leads_on(purpose: Purpose) -> None:
    there = asking(purpose).confirm()
    assert (there.step, there.outcome) == (ASKING[purpose][1], "code_right")
    assert reasons(there.checks) == []
    assert [check.id for check in there.checks] == ["code_live", "code_attempts", "code_right"]
    assert there.secrets == []


@every_purpose
@pytest.mark.parametrize("separator", [" ", "-", "\u00a0", "\n"])
def test_spaces_and_hyphens_are_dropped(purpose: Purpose, separator: str) -> None:
    there = asking(purpose)
    code = there.code
    assert there.submit_code(f" {code[:3]}{separator}{code[3:]} ").outcome == "code_right"


@every_purpose
@pytest.mark.parametrize(
    ("code", "error"),
    [("", "empty"), ("12345", "short"), ("1234567", "long"), ("12345A", "letters"), ("１２３４５６", "letters")],
)
def test_what_is_no_code_is_said_and_uses_no_attempt(purpose: Purpose, code: str, error: str) -> None:
    there = asking(purpose)
    before, step = there.challenge, there.step
    there.submit_code(code)
    assert (there.step, there.outcome, there.state.errors) == (step, "fields_wrong", {"code": error})
    assert there.challenge == before


@every_purpose
def test_a_wrong_code_uses_an_attempt_and_says_how_many_are_left(purpose: Purpose) -> None:
    there = asking(purpose)
    step = there.step
    for left in (4, 3, 2, 1):
        there.fail()
        assert (there.step, there.outcome, there.state.errors) == (step, "code_wrong", {"code": "wrong"})
        assert there.why == ("code_right", "wrong")
        assert there.challenge.attempts_left == left
        assert VALUES["attempts_left"](there.state, there.world) == str(left)
        assert CASES["attempts_number"][1](there.state, there.world) == ("one" if left == 1 else "many")
        assert not FACTS["code_blocked"](there.state, there.world)
    assert there.confirm().outcome == "code_right"


@every_purpose
def test_after_the_fifth_wrong_code_nothing_opens_until_a_new_one(purpose: Purpose) -> None:
    there = asking(purpose).fail(5)
    assert there.state.errors == {"code": "blocked"}
    assert FACTS["code_blocked"](there.state, there.world)
    blocked = there.code
    for code in ("111111", blocked):
        there.submit_code(code)
        assert (there.outcome, there.why) == ("code_blocked", ("code_attempts", "blocked"))
        assert there.state.errors == {"code": "blocked"}
        assert there.challenge.attempts_left == 0
    there.wait(seconds=60).resend()
    assert there.state.errors == {}
    assert there.challenge.attempts_left == 5
    assert there.submit_code(blocked).outcome == "code_wrong"
    assert there.confirm().outcome == "code_right"


@every_purpose
def test_a_code_whose_time_is_over_is_said_and_uses_no_attempt(purpose: Purpose) -> None:
    there = asking(purpose)
    step = there.step
    there.wait(minutes=10).confirm()
    assert (there.step, there.outcome, there.state.errors) == (step, "code_expired", {"code": "expired"})
    assert there.why == ("code_live", "expired")
    assert there.challenge.attempts_left == 5
    assert there.resend().confirm().outcome == "code_right"


@every_purpose
def test_only_the_newest_code_counts(purpose: Purpose) -> None:
    there = asking(purpose)
    old = there.code
    there.write_secret("code", "12").wait(seconds=60).resend()
    assert (there.outcome, there.state.notice, there.secrets) == ("may_send", "new_code_sent", [])
    assert there.effects == [("message_sent", there.challenge.customer_id)]
    assert there.submit_code(old).why == ("code_right", "superseded")
    assert there.confirm().outcome == "code_right"


def test_a_code_is_text_zeros_and_all() -> None:
    zero = customer("zero", first_name="Ada", last_name="Neri", mobiles=["+393941234521"], fixed_code="000123")
    there = phone(zero).register(zero)
    assert there.code == "000123"
    assert there.submit_code("123").state.errors == {"code": "short"}
    assert there.submit_code("000123").outcome == "code_right"


def test_where_no_code_is_asked_for_a_code_is_ignored() -> None:
    there = phone().register(MARIO)
    code = there.code
    for step in (there.back(), there.back(), there.to_welcome()):
        before = step.state
        step.submit_code(code).resend()
        assert (step.outcome, step.state) == ("ignored", before)
    assert there.account(MARIO) is None


# Numbers and sources are the policy's ---------------------------------------------------------------------------------

SOURCES = {
    "code_lifetime_private": "guide 6A",
    "code_lifetime_business": "guide 6B",
    "code_attempts": "guide 7A",
    "sends": "guide 9A",
    "resend_cooldown": "guide 9B",
}


def told(there: Phone) -> dict[str, tuple[str, dict[str, str]]]:
    return {check.id: (check.source, dict(check.evidence)) for check in there.checks}


def test_every_number_is_the_policys() -> None:
    there = phone(code_attempts=2, sends=2, code_digits=4, resend_cooldown=timedelta(seconds=5))
    there.register(MARIO).submit_code("1111").submit_code("1111")
    assert there.state.errors == {"code": "blocked"}
    assert there.wait(seconds=5).resend().outcome == "may_send"
    assert there.wait(seconds=5).resend().outcome == "sends_exhausted"


class FourDigits(Numbered, frozen=True):
    def code(self, serial: int) -> str:
        return f"97{serial:02}"


def test_codes_are_as_long_as_the_policy_says() -> None:
    there = Phone(replace(make_world(code_digits=4), codes=FourDigits())).register(MARIO)
    assert there.submit_code("970001").state.errors == {"code": "long"}
    assert there.submit_code("9701").outcome == "code_right"


@pytest.mark.parametrize(
    ("purpose", "source"),
    [("registration", "guide 6A"), ("access", "guide 9A"), ("operation", "guide 9A"), ("recovery", "assumption")],
)
def test_the_desk_is_told_where_it_stands_that_a_code_is_asked_for(purpose: Purpose, source: str) -> None:
    there = asking(purpose)
    assert told(there.fail())["code_right"] == (source, {})
    assert told(there.confirm())["code_right"] == (source, {})


def test_every_check_names_the_policys_source() -> None:
    there = phone(sources=SOURCES).register(MARIO)
    assert told(there)["sends_left"] == ("guide 9A", {"sends": "0"})
    assert told(there.resend()) == {"send_cooldown": ("guide 9B", {"wait": "60"})}
    there.wait(seconds=60).resend()
    assert told(there) == {"sends_left": ("guide 9A", {"sends": "1"})}
    assert told(there.fail()) == {
        "code_live": ("guide 6A", {}),
        "code_attempts": ("guide 7A", {"attempts_left": "4"}),  # what is left after the mistake
        "code_right": ("guide 6A", {}),
    }
    there.fail(4).fail()
    assert told(there) == {"code_live": ("guide 6A", {}), "code_attempts": ("guide 7A", {"attempts_left": "0"})}
    assert told(there.wait(minutes=25).confirm()) == {"code_live": ("guide 6A", {"minutes": "15"})}
    for _ in range(3):
        there.wait(seconds=60).resend()
    assert told(there.resend()) == {"sends_left": ("guide 9A", {"sends": "5"})}


def test_a_business_code_names_its_own_lifetime() -> None:
    there = phone(sources=SOURCES).register(WELLION).fail()
    assert told(there)["code_live"] == ("guide 6B", {})
    assert told(there.wait(hours=49).confirm())["code_live"] == ("guide 6B", {"minutes": "60"})
    assert told(there.open_link()) == {"link_live": ("guide 6B", {"minutes": "60"})}
