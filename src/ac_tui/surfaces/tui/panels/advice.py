"""Cosa dire: what to say to the customer, what to check meanwhile, where it goes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ac_tui.surfaces.tui.panels.lines import Line, line

if TYPE_CHECKING:
    from ac_tui.desk.session import Session


def told(session: Session) -> Sequence[Line]:
    """A few sentences to say, as long as they hold; what to check; what comes next."""
    said = session.advice()
    lines: list[Line] = []
    for part, texts, mark, kind in (
        ("say", said.say, "— ", "title"),
        ("check", said.check, "• ", ""),
        ("next", said.next, "→ ", ""),
    ):
        if texts:
            lines.append(line(session.words(f"panel.advice.{part}"), kind="quiet gap" if lines else "quiet"))
            lines += [line(text, mark, kind) for text in texts]
    return tuple(lines)
