"""What is known of a user name that opens no account: whose contact it is, and what that customer logs in with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.journey.accounts import account_of
from ac_tui.journey.applicant import Applicant
from ac_tui.journey.decision import Check
from ac_tui.journey.model import Journey
from ac_tui.journey.nearby import same_but_misspelt
from ac_tui.journey.rules import masks

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer

NOBODY = Applicant(None)


def unknown_user(journey: Journey, world: World, user: str, who: Applicant = NOBODY) -> Check:
    """The failed check of a user name that opens no account (guide 8A), with what the Agenzia knows of the contact.

    The right user name is told in full only where the contact is one customer's, of the name given if one was.
    """
    owners = _owners(user, world)
    customer = next((c for c in owners if account_of(journey, c) is not None), next(iter(owners), None))
    if customer is None:
        return Check("user_known", False, "guide 8A", "unknown")
    evidence = {"customer": customer.display_name}
    account = account_of(journey, customer)
    if customer.id in journey.service.pending:
        return Check("user_known", False, "guide 8A", "waiting", evidence)
    if account is None:
        return Check("user_known", False, "guide 8A", "not_registered", evidence)
    own = len(owners) == 1 and same_but_misspelt(who, customer)
    evidence["username"] = account.username if own else _masked(account.username)
    return Check("user_known", False, "guide 8A", "other_user_name", evidence)


def _owners(user: str, world: World) -> tuple[Customer, ...]:
    registry = world.registry
    return registry.by_email(user) if "@" in user else registry.by_mobile(user) or registry.by_client_code(user)


def _masked(username: str) -> str:
    return masks.mask_email(username) if "@" in username else masks.mask_mobile_choice(username)
