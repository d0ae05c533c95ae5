"""Simulations on which something was done before anybody looks at them."""

from __future__ import annotations

from collections.abc import Callable

from ac_tui.flows.simulation import Simulation
from tests.shipped import simulation

Act = str | tuple[str, str] | Callable[[Simulation], object]
"""What is done before: a block that is tapped, or one that a text is written in; anything else is called."""

PERSON: tuple[Act, ...] = ("register", "person")
MARIO: tuple[Act, ...] = (*PERSON, ("first_name", "Mario"), ("last_name", "Rossi"), "continue")
ROSI: tuple[Act, ...] = (*PERSON, ("first_name", "Mario"), ("last_name", "Rosi"), "continue")
_ENTERED: tuple[Act, ...] = (("email", "mario.rossi@mail.it"), ("password", "Prova1234"), "privacy", "register")
CONFIRM: tuple[Act, ...] = (*MARIO, *_ENTERED)
REFUSED: tuple[Act, ...] = (*ROSI, *_ENTERED)
WRONG_CODE: tuple[Act, ...] = (*CONFIRM, ("code", "000000"), "continue")
BUSINESS: tuple[Act, ...] = (
    *("register", "company", ("company_name", "Wellion"), "continue"),
    *(("email", "info@wellion.example"), ("password", "Prova1234"), "privacy", "register"),
)


def lived(*acts: Act) -> Simulation:
    """A simulation on which something was done before anybody looks at it."""
    made = simulation()
    for act in acts:
        if isinstance(act, str):
            made.tap(act)
        elif isinstance(act, tuple):
            made.write(*act)
        else:
            act(made)
    return made
