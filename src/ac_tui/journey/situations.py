"""What is special about where a journey stands: one step may call for other advice than it mostly does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ac_tui.journey.facts import origin
from ac_tui.journey.model import Journey


def _lost(journey: Journey) -> bool:
    """A private registration was lost with the app, and not begun anew (assumption)."""
    waiting = journey.service.accounts.keys() | journey.service.pending.keys()
    return any(code.void and code.customer_id not in waiting for code in journey.service.challenges.values())


def _waiting(journey: Journey) -> bool:
    """A business registration outlived the app, and still waits for its code or link (assumption)."""
    return any(pending.business for pending in journey.service.pending.values())


def _business(journey: Journey) -> bool:
    """The code came with a link: either confirms, within 48 hours (guide 6B)."""
    return journey.current is not None and bool(journey.current.link)


def _nobody(journey: Journey) -> bool:
    """A recovery waits for a code that was never sent: the contact is no account's (assumption)."""
    return journey.stage == "code" and journey.current is not None and not journey.current.customer_id


SITUATIONS: Mapping[str, Mapping[str, Callable[[Journey], bool]]] = {
    "welcome": {"waiting": _waiting, "lost": _lost},
    "confirm_contact": {"business": _business},
    "assistance": {
        "registered": lambda j: "no_mobile" in j.trail,
        "new_contact": lambda j: origin(j) == "choose_contact",
        "code": lambda j: origin(j) in ("confirm_contact", "confirm_identity", "link_expired", "recover"),
    },
    "login": {"blocked": lambda j: j.notice == "login_blocked"},
    "help": {
        "tax_code": lambda j: origin(j) == "tax_code",
        "choice": lambda j: origin(j) == "choose_contact",
    },
    "home": {"operation": lambda j: j.notice == "operation_done"},
    "recover": {"nobody": _nobody, "code": lambda j: j.stage == "code", "password": lambda j: j.stage == "password"},
}
"""The situations of each step, by name; the first that holds counts."""
NAMES = frozenset(name for names in SITUATIONS.values() for name in names)


def situation(journey: Journey) -> str:
    """The situation a journey is in at its step, "" for the ordinary one."""
    here = SITUATIONS.get(journey.step, {})
    return next((name for name, holds in here.items() if holds(journey)), "")
