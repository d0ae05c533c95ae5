"""What a rule says of a text, before it is known where that stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ac_tui.registry.faults import Level


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with a text; `words` are the ones at fault, so that no other rule blames them again."""

    rule: str
    level: Level
    message: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """Something written wrongly, and how it is meant; `meant` is "" where only a person can say."""

    found: str
    meant: str = ""


def issue_of(rule: str, level: Level, slips: Iterable[Slip], because: str = "") -> Issue | None:
    """One remark for all the slips of a text, each named once; None where there are none."""
    found = tuple(dict.fromkeys(slips))
    if not found:
        return None
    said = ", ".join(f"`{slip.found}`" + (f" (`{slip.meant}`)" if slip.meant else "") for slip in found)
    return Issue(rule, level, f"{said}{because}", tuple(slip.found for slip in found))
