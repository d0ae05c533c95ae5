"""The files of screens/desk/ as they are written: messages, reasons, advice, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ConfigDict, Field

from ac_tui.deck.model import AdviceText, FilePart, Name, Path, Remarks, Sentences, Varied, Words, WordsByKey


class SmsText(Remarks):
    """An SMS: who it comes from and what it says."""

    sender: Words
    body: Words


class EmailText(Remarks):
    """An email; the line breaks of its body are kept."""

    sender: Words
    subject: Words
    body: Words


class EitherWay(FilePart):
    """A message that goes to whichever contact was chosen."""

    email: EmailText
    mobile: SmsText


class ToMobile(FilePart):
    """A message that only ever goes to a mobile (guide 9A)."""

    mobile: SmsText


class Messages(FilePart):
    """screens/desk/messages.toml: the messages by purpose; `business` is a registration with a link."""

    registration: EitherWay
    business: EitherWay
    access: ToMobile
    operation: ToMobile
    recovery: EitherWay


class CheckWords(FilePart):
    """How a check is told: `evidence` are the names its texts may fill in.

    `passed` is said of a check that passed, `reason` by why it did not (or, for some, by how it passed); `hint` is what
    to do about a reason, left out where its evidence is not at hand; `also` says a reason in few words, after what
    failed first.
    """

    evidence: tuple[Name, ...] = ()
    passed: Words
    reason: WordsByKey = Field(default_factory=dict)
    hint: WordsByKey = Field(default_factory=dict)
    also: WordsByKey = Field(default_factory=dict)


class Why(FilePart):
    """screens/desk/why.toml: one table for each check of the journey."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, CheckWords]

    @property
    def checks(self) -> Mapping[str, CheckWords]:
        """The words of each check."""
        return self.__pydantic_extra__


class ReasonAdvice(FilePart):
    """What to say, or never, where one check failed for one reason; what to check and do only where the outcome's does
    not fit.
    """

    say: Sentences
    never: tuple[Words, ...] = ()
    check: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()


class FactAdvice(FilePart):
    """What to check and do besides, as long as a fact holds: at least one sentence."""

    check: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()


class Outcomes(FilePart):
    """screens/desk/advice.toml: the advice for what can come out at any step, unless the step has its own.

    `reasons` are more to the point where a check failed: by the check's name and its reason. `standings` come in place
    of all these where the session knows better, `facts` besides (`journey.standing`).
    """

    outcomes: dict[Name, Varied] = Field(default_factory=dict)
    reasons: dict[Name, dict[Name, ReasonAdvice]] = Field(default_factory=dict)
    standings: dict[Name, AdviceText] = Field(default_factory=dict)
    facts: dict[Name, FactAdvice] = Field(default_factory=dict)


class DeskWords(FilePart):
    """screens/desk/words.toml: words in nested tables, of any depth."""

    model_config = ConfigDict(extra="allow")

    @property
    def table(self) -> Mapping[str, Any]:
        """The tables as written."""
        return self.__pydantic_extra__ or {}


def flat(table: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The leaves of nested tables with their paths, in order."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, (*path, key))
        else:
            yield (*path, key), value
