"""A run as one HTML page with nothing outside it: every command, the screen after it, and why it went so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from ac_tui.deck.deck import Deck, source
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.redaction import change_texts, redact
from ac_tui.deck.view import View
from ac_tui.desk.explain import Explanation, explain
from ac_tui.flows.model import Flow
from ac_tui.flows.results import Played, Run
from ac_tui.surfaces.web.html import page_parts, phone, template

if TYPE_CHECKING:
    from markupsafe import Markup


class Traces:
    """What was played: by flow file and attempt its commands, each with the number of the screen after it and the
    decision in words, contacts masked; `screens` has every screen once, as a phone in HTML.
    """

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.screens: list[Markup] = []
        self.commands: dict[tuple[str, int], list[tuple[Played, int, Explanation | None]]] = {}
        self._numbers: dict[tuple[View, str], int] = {}

    def observer(self, flow: Flow, attempt: int) -> Callable[[Played], None]:
        """What keeps the commands of one attempt at a flow; of one that is tried again, those of its last try."""
        kept = self.commands[flow.file, attempt] = []

        def keep(played: Played) -> None:
            decision, seen = played.decision, (played.view, played.focus)
            why = explain(self.deck, change_texts(decision, redact)) if decision is not None else None
            if seen not in self._numbers:
                self.screens.append(phone(played.view, self.deck, f"s{len(self.screens)}", focus=played.focus))
                self._numbers[seen] = len(self.screens) - 1
            kept.append((played, self._numbers[seen], why))

        return keep


def trace_page(run: Run, traces: Traces, started: datetime) -> str:
    """The page of a run; `started` is when it began."""
    return template("ac_tui.reports", "trace.html.jinja").render(
        run=run,
        started=started.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        invented=traces.deck.words("simulation.invented"),
        language=language_of(traces.deck.variant),
        commands=traces.commands,
        screens=traces.screens,
        source=partial(source, traces.deck),
        **page_parts("ac_tui.reports", "trace"),
    )
