"""The page before its Python is there: the frame in the deck's words, its regions empty."""

from __future__ import annotations

from ac_tui.deck.load import load_deck
from ac_tui.desk.session import PANELS
from ac_tui.surfaces.web.templates import template

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the page may do: run what lies beside it, ask nobody else for anything."""


def shell() -> str:
    """The page's HTML; raises AssetError or DeckError."""
    return template("ac_tui.surfaces.web", "shell.html.jinja").render(
        words=load_deck().words, policy=POLICY, panels=PANELS
    )
