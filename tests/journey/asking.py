"""What a code may be for, and for each of it a phone on the screen that asks for the code."""

from collections.abc import Callable

import pytest

from ac_tui.journey.model import Purpose
from tests.journey.phone import Phone, home, phone
from tests.journey.worlds import MARIO

ASKING: dict[Purpose, tuple[Callable[[], Phone], str]] = {
    "registration": (lambda: phone().register(MARIO), "login"),
    "access": (lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"), "home"),
    "operation": (lambda: home().start_operation(), "home"),
    "recovery": (lambda: phone().recover("famiglia.ferri@example.com"), "recover"),
}
"""For every purpose, a phone on the screen that asks for its code, and the step that the right one leads to."""

every_purpose = pytest.mark.parametrize("purpose", ASKING)


def asking(purpose: Purpose) -> Phone:
    there = ASKING[purpose][0]()
    assert there.challenge.purpose == purpose
    return there
