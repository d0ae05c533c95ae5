"""A run as one HTML page with nothing outside it: every command, the screen after it, and why it went so."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from markupsafe import Markup

from ac_tui.deck.deck import Deck, source
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.redaction import change_texts, redact
from ac_tui.deck.view import View
from ac_tui.desk.explain import explain
from ac_tui.flows.crash import crash_line
from ac_tui.flows.results import Run
from ac_tui.surfaces.web.html import page, phone


def trace_page(run: Run, deck: Deck, started: datetime) -> tuple[str, Run]:
    """The page of a run whose results hold every command played; and the run, a flow that cannot be drawn an error."""
    screens: list[Markup] = []  # each once, as a phone in HTML
    numbers: dict[tuple[View, str], int] = {}
    results, commands = list(run.results), []
    for number, result in enumerate(run.results):
        told = []
        try:
            for played in result.played:
                seen, decision = (played.view, played.focus), played.decision
                if seen not in numbers:
                    screens.append(phone(played.view, deck, f"s{len(screens)}", focus=played.focus))
                    numbers[seen] = len(screens) - 1
                why = explain(deck, change_texts(decision, redact)) if decision is not None else None
                told.append((played, numbers[seen], why))
        except Exception as error:  # the others are told all the same
            results[number] = result.crashed(crash_line(error))
        commands.append(told)
    run = run._replace(results=results)
    html = page(
        "ac_tui.reports",
        "trace",
        run=run,
        started=started.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        invented=deck.words("simulation.invented"),
        language=language_of(deck.variant),
        commands=commands,
        screens=screens,
        source=partial(source, deck),
    )
    return html, run
