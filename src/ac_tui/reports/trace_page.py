"""A run as one HTML page with nothing outside it: every command, the screen after it, and why it went so."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from ac_tui.deck.deck import Deck, source
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.redaction import change_texts, redact
from ac_tui.deck.view import View
from ac_tui.desk.explain import explain
from ac_tui.flows.results import Run
from ac_tui.surfaces.web.html import page_parts, phone, template

if TYPE_CHECKING:
    from markupsafe import Markup


def trace_page(run: Run, deck: Deck, started: datetime) -> str:
    """The page of a run whose results hold every command played; `started` is when it began."""
    screens: list[Markup] = []  # each once, as a phone in HTML
    numbers: dict[tuple[View, str], int] = {}
    commands = []
    for result in run.results:
        told = []
        for played in result.played:
            seen, decision = (played.view, played.focus), played.decision
            number = numbers.setdefault(seen, len(screens))
            if number == len(screens):
                screens.append(phone(played.view, deck, f"s{number}", focus=played.focus))
            why = explain(deck, change_texts(decision, redact)) if decision is not None else None
            told.append((played, number, why))
        commands.append(told)
    return template("ac_tui.reports", "trace.html.jinja").render(
        run=run,
        started=started.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        invented=deck.words("simulation.invented"),
        language=language_of(deck.variant),
        commands=commands,
        screens=screens,
        source=partial(source, deck),
        **page_parts("ac_tui.reports", "trace"),
    )
