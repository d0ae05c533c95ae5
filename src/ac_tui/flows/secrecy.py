"""Keeps what was typed into a password or code field, and every code and link delivered, out of what a run tells.

Contacts are masked there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr

from ac_tui.registry.numbers import BETWEEN_DIGITS
from ac_tui.registry.passwords import without_line_breaks

if TYPE_CHECKING:
    from ac_tui.deck.view import View
    from ac_tui.flows.contacts import Contacts
    from ac_tui.flows.simulation import Simulation
    from ac_tui.journey.decision import Check, Decision
    from ac_tui.journey.events import Event

_SHORTEST = 4
"""Shorter secrets are no secrets, and masking them would blot out half a report."""


Kind = Literal["", "secret", "contact", "both"]
"""What a part of a text is; "both" is a contact and a secret, one in the other."""


class Secrecy:
    """The secrets a run has met, whatever case they are told in, and the contacts, where those are to be masked."""

    __slots__ = ("_contacts", "_known")

    def __init__(self, known: Iterable[str] = (), contacts: Contacts | None = None) -> None:
        self._contacts = contacts
        self._known: set[str] = set()
        self.learn(known)

    def learn(self, secrets: Iterable[str]) -> None:
        """Remember secrets."""
        folded = (_folded(secret)[0] for secret in secrets)
        self._known.update(secret for secret in folded if len(secret) >= _SHORTEST)

    @property
    def known(self) -> frozenset[str]:
        """Every secret, as secrets are compared."""
        return frozenset(self._known)

    def knows(self, text: str) -> bool:
        """Whether a text is a secret, and nothing but one."""
        return _folded(text)[0] in self._known

    def within(self, text: str) -> Secrecy:
        """Those of the secrets that stand in a text."""
        return Secrecy(self._in(text))

    def and_also(self, secrets: Iterable[str]) -> Secrecy:
        """These secrets and some more; this one learns nothing."""
        more = Secrecy(self._known, self._contacts)
        more.learn(secrets)
        return more

    def learn_typed(self, secrets: Iterable[str]) -> None:
        """Remember what was typed into a field that hides it, also as it reads without the space around it."""
        for secret in secrets:
            self.learn((secret, without_line_breaks(secret).strip()))

    def learn_contact(self, block: str, text: str) -> None:
        """Remember what stands in a field, where contacts are masked and it is one."""
        if self._contacts is not None:
            self._contacts.learn(block, text)

    def learn_begun(self, text: str) -> None:
        """Remember the beginning of a contact, where contacts are masked."""
        if self._contacts is not None:
            self._contacts.learn_begun(text)

    def scrub(self, text: str) -> str:
        """The text with every known secret as bullets, and every contact masked."""
        return "".join(_told(part, kind) for part, kind in self.parted(text))

    def parted(self, text: str) -> Iterator[tuple[str, Kind]]:
        """The text in parts: secrets, contacts, and what stands between them; those that overlap are one part."""
        spans: list[tuple[int, int, Kind]] = [(start, end, "secret") for start, end in self._places(text)]
        if self._contacts is not None:
            spans += ((start, end, "contact") for start, end in self._contacts.spans(text))
        done = 0
        for start, end, kind in _united(sorted(spans)):
            if done < start:
                yield text[done:start], ""
            yield text[start:end], kind
            done = end
        if done < len(text):
            yield text[done:], ""

    def clean(self, view: View) -> View:
        """The view as it may be told: codes as bullets, and no known secret in any text, wherever it was typed."""
        from ac_tui.flows.screen_picture import masked

        view = masked(view)
        if all(self.scrub(text) == text for _, text in view.texts()):
            return view
        blocks = []
        for block in view.blocks:
            cleaned = block._replace(
                text=self.scrub(block.text),
                title=self.scrub(block.title),
                value=self.scrub(block.value),
                placeholder=self.scrub(block.placeholder),
                error=self.scrub(block.error),
                hint=self.scrub(block.hint),
                options=tuple(option._replace(text=self.scrub(option.text)) for option in block.options),
            )
            blocks.append(cleaned)
        return replace(view, heading=self.scrub(view.heading), blocks=tuple(blocks))

    def clean_decision(self, decision: Decision) -> Decision:
        """The decision with no known secret in the evidence of its checks."""
        return replace(decision, checks=tuple(map(self._clean_check, decision.checks)))

    def _clean_check(self, check: Check) -> Check:
        return replace(check, evidence={name: self.scrub(text) for name, text in check.evidence.items()})

    def _in(self, text: str) -> list[str]:
        folded, _ = _folded(text)
        return [secret for secret in self._known if secret in folded]

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where secrets stand in a text; one may reach into another."""
        folded, places = _folded(text)
        for secret in filter(folded.__contains__, self._known):
            start = folded.find(secret)
            while start >= 0:
                yield places[start], places[start + len(secret) - 1] + 1
                start = folded.find(secret, start + 1)
        yield from self._spelt(text)

    def _spelt(self, text: str) -> Iterator[tuple[int, int]]:
        """Where codes stand with something between their digits."""
        for secret in self._known:
            if secret.isdigit():
                pattern = rf"[{BETWEEN_DIGITS}]{{0,3}}".join(secret)
                yield from (match.span() for match in re.finditer(pattern, text) if len(match[0]) > len(secret))


def _united(spans: Iterable[tuple[int, int, Kind]]) -> Iterator[tuple[int, int, Kind]]:
    """Spans in order, those that overlap as one; what is a secret as a whole is nothing else."""
    at: tuple[int, int, Kind] | None = None
    for start, end, kind in spans:
        if at is not None and (start, end) == at[:2] and kind == "secret":
            at = (start, end, kind)
        elif at is not None and start < at[1]:
            at = (at[0], max(at[1], end), at[2] if kind == at[2] else "both")
        else:
            if at is not None:
                yield at
            at = (start, end, kind)
    if at is not None:
        yield at


def _told(part: str, kind: Kind) -> str:
    """A part of a text as it may be told: a contact with a secret in it would give some of that away, masked."""
    if not kind:
        return part
    if kind == "contact":
        from ac_tui.flows.contacts import mask

        return mask(part)
    from ac_tui.flows.variables import MASK

    return MASK


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as secrets are compared, whatever case and width they are told in, and where each character stood."""
    if text.isascii():
        return text.lower(), range(len(text))
    seen = ("" if unicodedata.category(char) == "Cf" else char for char in text)
    parts = [unicodedata.normalize("NFKD", char).casefold() for char in seen]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


class Ear:
    """Hears every secret of a simulation from now on, those too that are written over, undone or left behind.

    While a password grows, what it was a key before is none yet; taking keys off its end makes none either.
    """

    __slots__ = ("_secrecy", "_shrinking", "_simulation", "_writing")

    def __init__(self, secrecy: Secrecy, simulation: Simulation) -> None:
        self._secrecy = secrecy
        self._simulation = simulation
        self._writing: dict[str, str] = {}
        self._shrinking: set[str] = set()
        simulation.subscribe(self.listen)
        self.listen()

    def listen(self) -> None:
        """Hear what stands on the phone now, and what has just been sent."""
        simulation = self._simulation
        service = simulation.journey.service
        for message in service.outbox:
            self._secrecy.learn((message.code.get_secret_value(), message.link, message.link.rpartition("/")[2]))
        if simulation.history and (event := simulation.history[-1].event).name != "edit":
            self._secrecy.learn_typed(_told_in(event))
        self._follow({key: value.get_secret_value() for key, value in simulation.journey.draft.secrets.items()})

    def _follow(self, writing: dict[str, str]) -> None:
        """Follow what is being written; what it was until now is a secret where it is neither begun nor taken back."""
        for key, before in self._writing.items():
            now = writing.get(key, "")
            shorter = now not in (before, "") and before.startswith(now)
            if not now.startswith(before) and not (shorter and key in self._shrinking):
                self._secrecy.learn_typed((before,))
            if shorter:
                self._shrinking.add(key)
            elif now != before:
                self._shrinking.discard(key)
        self._writing = writing


def secrets_of(simulation: Simulation) -> Iterator[str]:
    """Every password, code and link that a simulation has met: typed on the phone, kept for an account, sent."""
    for moved in simulation.history:
        yield from _told_in(moved.event)
    service = simulation.journey.service
    yield from (pending.password.get_secret_value() for pending in service.pending.values())
    yield from (account.password.get_secret_value() for account in service.accounts.values())
    accounts = (customer.account for customer in simulation.world.registry)
    yield from (account.password.get_secret_value() for account in accounts if account is not None)
    for message in service.outbox:
        yield from (message.code.get_secret_value(), message.link, message.link.rpartition("/")[2])


def _told_in(event: Event) -> Iterator[str]:
    """The passwords and codes that an event holds."""
    values = (getattr(event, field.name) for field in fields(event))
    yield from (value.get_secret_value() for value in values if isinstance(value, SecretStr))
