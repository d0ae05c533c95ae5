"""Keeps what was typed into a password or code field, and every code delivered, out of what a run tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from pydantic import SecretStr

from ac_tui.deck.view import View
from ac_tui.flows.screen_text import masked
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.variables import MASK
from ac_tui.journey.decision import Check, Decision
from ac_tui.registry.passwords import without_line_breaks

_SHORTEST = 4
"""Shorter secrets are no secrets, and masking them would blot out half a report."""


class Secrecy:
    """The secrets a run has met."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: set[str] = set()

    def learn(self, secrets: Iterable[str]) -> None:
        """Remember secrets."""
        self._known.update(secret for secret in secrets if len(secret) >= _SHORTEST)

    def learn_typed(self, secrets: Iterable[str]) -> None:
        """Remember what was typed into a field that hides it, also as it reads without the space around it."""
        for secret in secrets:
            self.learn((secret, without_line_breaks(secret).strip()))

    def scrub(self, text: str) -> str:
        """The text with every known secret as bullets, longest first."""
        for secret in sorted(self._known, key=lambda known: (-len(known), known)):
            if secret in text:
                text = text.replace(secret, MASK)
        return text

    def clean(self, view: View) -> View:
        """The view as it may be told: codes as bullets, and no known secret in any text, wherever it was typed."""
        view = masked(view)
        if not any(secret in text for _, text in view.texts() for secret in self._known):
            return view
        blocks = []
        for block in view.blocks:
            cleaned = replace(
                block,
                text=self.scrub(block.text),
                title=self.scrub(block.title),
                value=self.scrub(block.value),
                placeholder=self.scrub(block.placeholder),
                error=self.scrub(block.error),
                hint=self.scrub(block.hint),
                options=tuple(replace(option, text=self.scrub(option.text)) for option in block.options),
            )
            blocks.append(cleaned)
        return replace(view, heading=self.scrub(view.heading), blocks=tuple(blocks))

    def clean_decision(self, decision: Decision) -> Decision:
        """The decision with no known secret in the evidence of its checks."""
        return replace(decision, checks=tuple(map(self._clean_check, decision.checks)))

    def _clean_check(self, check: Check) -> Check:
        return replace(check, evidence={name: self.scrub(text) for name, text in check.evidence.items()})


def secrets_of(simulation: Simulation) -> Iterator[str]:
    """Every password and code that a simulation has met: typed on the phone, kept for an account, sent in a message."""
    for moved in simulation.history:
        values = (getattr(moved.event, field.name) for field in fields(moved.event))
        yield from (value.get_secret_value() for value in values if isinstance(value, SecretStr))
    service = simulation.journey.service
    yield from (pending.password.get_secret_value() for pending in service.pending.values())
    yield from (account.password.get_secret_value() for account in service.accounts.values())
    accounts = (customer.account for customer in simulation.world.registry)
    yield from (account.password.get_secret_value() for account in accounts if account is not None)
    yield from (message.code.get_secret_value() for message in service.outbox)
