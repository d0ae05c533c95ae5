"""Why the journey went the way it went: checks made, each with its source: words of the guide or our assumption."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

GUIDE_STEPS: Final = tuple(f"{n}{part}" for part, last in (("A", 10), ("B", 10), ("C", 6)) for n in range(1, last + 1))
"""The steps of the guide: a private customer's, a business customer's, those of whom the system does not recognise."""
GUIDE_STEPS_SAID: Final = "1A to 10A, 1B to 10B, 1C to 6C"
ASSUMPTION: Final = "assumption"
SOURCES: Final = (ASSUMPTION, *(f"guide {step}" for step in GUIDE_STEPS))


def for_customer(source: str, business: bool) -> str:
    """The source as part A or part B of the guide has it: "guide 4A" is "guide 4B" for a business customer."""
    return f"{source[:-1]}B" if business and source.endswith("A") else source


class Check(Struct, frozen=True):
    """One check: `id` and `reason` name its words (screens/desk/why.toml), `evidence` what to fill in, no secret.

    `also` are further checks that the same customer would not have passed: hints, no part of what was decided.
    """

    id: str
    passed: bool
    source: str
    reason: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    also: tuple[Check, ...] = ()


CHECKS: dict[str, tuple[str, ...]] = {
    # id: the reasons it can fail for ("" passes or fails without one)
    "fields": ("field_error",),
    "service": ("down",),
    "contact_known": (
        *("unknown", "one_digit", "swapped_digits", "missing_digit", "extra_digit"),
        *("one_letter", "swapped_letters", "missing_letter", "extra_letter", "other_ending", "near"),
    ),
    "contact_profile": ("person", "professional", "company"),
    "name": (
        *("swapped", "first_name", "last_name", "both", "company_name", "company_form", "other_person"),
        *("swapped_or_other", "only_first", "only_last"),
    ),
    "active_policy": ("none", "lapsed", "not_started", "corporate_only"),
    "no_account": ("registered",),
    "contact_free": ("user_name_of_other",),
    "one_customer": ("several",),
    "tax_code_known": ("unknown", "near", "other_customer", "not_registered"),
    "name_known": ("found", "near", "unknown"),
    "contact_to_offer": ("none", "all_user_names"),
    "code_live": ("expired",),
    "code_attempts": ("blocked",),
    "code_right": ("wrong", "used", "superseded", "other_contact", "other_purpose", "other_customer", "nobody"),
    "send_cooldown": ("too_soon", "kept", "kept_blocked", "kept_expired", "kept_used"),
    "sends_left": ("exhausted",),
    "link_known": ("unknown",),
    "link_live": ("expired", "superseded", "replaced", "lost"),
    "link_unused": ("used",),
    "user_known": ("unknown", "other_user_name", "not_registered", "waiting", "unconfirmed"),
    "login_attempts": ("blocked",),
    "password_right": ("wrong", "wrong_other_contact", "wrong_no_recovery"),
    "mobile_registered": ("none", "landline"),
    "first_access": ("first", "later"),
    "recovery_contact": ("unknown", "no_account", "several"),
    "app_open": ("registration_lost", "registration_kept"),
}
"""Every check a journey can make with its reasons: the deck has words for each."""


class Decision(Struct, frozen=True):
    """What was decided: `outcome` is the guard that let the event through, `situation` what it led to (`standing`)."""

    step: str
    event: str
    outcome: str
    to: str
    checks: tuple[Check, ...] = ()
    situation: str = ""

    @property
    def dead_end(self) -> Check | None:
        """What will stop the customer further on whatever is corrected, found out by trying the way on."""
        failed = next((check for check in reversed(self.checks) if not check.passed), None)
        if failed is None:
            return None
        ends = ["no_account", "active_policy"]
        if failed.id in ("contact_known", "contact_free"):  # what is left is the tax code (guide 2C, 3C)
            ends += ["contact_to_offer", "tax_code_known"]
        against = {check.id: check for check in (*reversed(failed.also), failed)}
        return next((against[end] for end in ends if end in against), None)

    @property
    def failed(self) -> Check | None:
        """The first check that did not pass, if any."""
        return next((check for check in self.checks if not check.passed), None)


class Effect(Struct, frozen=True):
    """Something the journey caused: `name` says what (message_sent, account_created), `subject` is a customer's id."""

    name: str
    subject: str


PASSING: Final = frozenset({
    ("name", "only_first"), ("name", "only_last"), ("name_known", "found"), ("send_cooldown", "kept"),
    ("first_access", "first"), ("first_access", "later"), ("app_open", "registration_kept"),
})  # fmt: skip
"""The reasons that say how a check passed; for every other one it failed."""
ALSO = (
    *("contact_profile", "name", "active_policy", "no_account", "contact_free"),
    *("contact_to_offer", "tax_code_known", "mobile_registered"),
)
"""The checks that can be made further ones (`Check.also`)."""
