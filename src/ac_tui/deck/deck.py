"""Everything that is said, read and checked: the screens of the phone and the words of the desk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec import Struct, field

from ac_tui.deck.text import fill_plain

if TYPE_CHECKING:
    from ac_tui.deck import model as m
    from ac_tui.journey.decision import Decision

_UNITS: Final = {"day": 86_400, "hour": 3600, "minute": 60, "second": 1}


class Advice(NamedTuple):
    """What support staff say, check and do next, and what they never say to the customer: each a few sentences."""

    say: tuple[str, ...]
    check: tuple[str, ...]
    next: tuple[str, ...]
    never: tuple[str, ...] = ()


class Deck(Struct, frozen=True, eq=False):
    """The words of one variant ("" for the original): the `screens` by step, the `desk`'s words by dotted key, the
    words of every check (`why`), advice by outcome, by check and reason, and on what a session knows
    (`journey.standing`); `scenes` are the screens that `render` has made ready so far.
    """

    variant: str
    screens: Mapping[str, m.Screen]
    desk: Mapping[str, str]
    messages: m.Messages
    why: Mapping[str, m.CheckWords]
    outcomes: Mapping[str, m.Varied]
    reasons: Mapping[str, Mapping[str, m.ReasonAdvice]]
    standings: Mapping[str, m.AdviceText]
    facts: Mapping[str, m.FactAdvice]
    scenes: dict[str, Any] = field(default_factory=dict)

    def words(self, key: str, /, **fill: object) -> str:
        """The desk's words for a dotted key, with its placeholders filled in; raises KeyError with what is missing."""
        return fill_plain(self.desk[key], {name: str(value) for name, value in fill.items()})

    def advice(self, step: str, outcome: str = "", situation: str = "") -> Advice:
        """What to say, check and do: for an outcome (a guard's name) at a step, else for the step itself."""
        said = self.outcome_advice(step, outcome) or self.screens[step].desk
        told = said.situations.get(situation, said)
        return Advice(told.say, told.check, told.next, told.never)

    def advice_on(self, decision: Decision, situation: str = "") -> Advice:
        """What to say, check and do about a decision: by the check that failed, its outcome, or the step it led to."""
        at = decision.step if self.outcome_advice(decision.step, decision.outcome) else decision.to
        said = self.advice(at, decision.outcome, situation)
        because = self._because(decision)
        if because is None:
            return said
        never = because.never or said.never
        return Advice(because.say, because.check or said.check, because.next or said.next, never)

    def has_word_on(self, decision: Decision) -> bool:
        """Whether there is advice on what was decided, beyond that for the step it led to."""
        return (self.outcome_advice(decision.step, decision.outcome) or self._because(decision)) is not None

    def outcome_advice(self, step: str, outcome: str) -> m.Varied | None:
        """The advice of its own that an outcome at a step has, beyond that for the step."""
        return self.screens[step].desk.outcomes.get(outcome) or self.outcomes.get(outcome)

    def _because(self, decision: Decision) -> m.ReasonAdvice | None:
        if decision.outcome in ("identified", "contact_taken"):  # it holds whatever check failed on the way there
            return None
        failed = decision.dead_end or next((check for check in reversed(decision.checks) if not check.passed), None)
        return self.reasons.get(failed.id, {}).get(failed.reason) if failed is not None else None


# Words that depend on a number, and back.


def span(deck: Deck, length: timedelta) -> str:
    """A length of time in its two largest units that count, rounded up to a second: "48 ore", "9 minuti 30 secondi"."""
    rest = max(0, -(-length // timedelta(seconds=1)))
    parts: list[tuple[str, int]] = []
    for unit in ("hour", "minute", "second"):
        number, rest = divmod(rest, _UNITS[unit])
        if number or parts:
            parts.append((unit, number))
    said = [(unit, number) for unit, number in parts[:2] if number] or [("second", 0)]
    return " ".join(deck.words(f"time.{unit}{'' if number == 1 else 's'}", n=number) for unit, number in said)


def age(deck: Deck, length: timedelta) -> str:
    """How long ago something was, in one short unit: "adesso", "3 min fa", "2 h fa", "4 g fa"."""
    for unit in ("day", "hour", "minute"):
        if number := length // timedelta(seconds=_UNITS[unit]):
            return deck.words(f"time.{unit}s_ago", n=number)
    return deck.words("time.now")


def source(deck: Deck, name: str) -> str:
    """Where a rule comes from, as the desk shows it: "guide 5A" is "guida 5A"."""
    step = name.removeprefix("guide ")
    return deck.words("source.assumption") if step == name else deck.words("source.guide", step=step)


def read_span(deck: Deck, text: str) -> timedelta | None:
    """The span that a text means ("45" minutes, "2h30", "1 g e 3 ore"), None where it means none."""
    units = {word: unit for unit in _UNITS for word in deck.words(f"time.unit.{unit}").split()}
    joints = "|".join(map(re.escape, deck.words("time.unit.joint").split()))
    said = re.sub(rf",(?![0-9])|\b(?:{joints})\b", " ", text.casefold())
    # Longer numbers are slips: no call lasts so long, and the calendar ends before.
    number = rf"[0-9]{{1,6}}+(?:{re.escape(deck.words('time.number.decimal'))}[0-9]{{1,2}}+)?(?![0-9])"
    if not re.fullmatch(rf"\s*(?:{number}\s*[^\W\d_]+\s*)*(?:{number}\s*)?", said):
        return None
    total = 0.0
    for amount, word in re.findall(rf"({number})\s*([^\W\d_]*)", said):
        unit = units.get(word) if word else "minute"
        if unit is None:
            return None
        total += float(amount.replace(",", ".")) * _UNITS[unit]
    return timedelta(seconds=total) or None
