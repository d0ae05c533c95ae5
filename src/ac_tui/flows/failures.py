"""What went wrong, in words: what was expected, what is there instead, what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.view import BULLET, View
from ac_tui.flows.selector import Element, Match, Wanted, matches

_FEW = 3
"""A text on more screens than this tells nothing by where it stands."""
_TELLING = 4
"""A text with fewer letters is in too many others to be what was meant."""
_TRAITS = (
    ("enabled", "enabled", "not enabled"),
    ("checked", "checked", "not checked"),
    ("selected", "selected", "not selected"),
    ("focused", "focused", "not focused"),
)


def described(want: Wanted) -> str:
    """A selector in words: "'Continua'", "the block 'code', enabled"."""
    parts = []
    if want.text is not None:
        parts.append(f"'{want.text.source}'")
    if want.id is not None:
        parts.append(f"the block '{want.id.source}'" if want.text is None else f"in the block '{want.id.source}'")
    for trait, yes, no in _TRAITS:
        value = getattr(want, trait)
        if value is not None:
            parts.append(yes if value else no)
    if want.index is not None:
        parts.append(f"index {want.index}")
    return ", ".join(parts) or "anything"


def not_found(want: Wanted, candidates: tuple[Element, ...], view: View, focus: str) -> str:
    """Why nothing fits: the trait that is missing, the part that matches, or the nearest thing there is."""
    if not view.open:
        return f"{described(want)} is not visible: the app is closed (launchApp opens it)"
    if want.index is not None:
        found = matches(candidates, replace(want, index=None), focus)
        if found:
            return f"{described(want)}: only {len(found)} on the screen '{view.step}' (the first is index 0)"
    for trait, yes, no in _TRAITS:
        value = getattr(want, trait)
        if value is not None and matches(candidates, replace(want, **{trait: None}), focus):
            plain = described(replace(want, **{trait: None}))
            return f"{plain} is there, but {no if value else yes}"
    return f"{described(want)} is not on the screen '{view.step}'{_nearest(want, candidates)}"


def elsewhere(want: Wanted, deck: Deck, step: str) -> str:
    """A clause that names the other screens which say what was looked for, or ""."""
    if want.text is None:
        return ""
    steps = [
        screen.step
        for screen in deck.screens.values()
        if screen.step != step
        and any(path[0] in ("heading", "body") and want.text(text) for path, text in screen.texts())
    ]
    return f"; it stands on {', '.join(map(repr, steps))}" if 0 < len(steps) <= _FEW else ""


def _nearest(want: Wanted, candidates: tuple[Element, ...]) -> str:
    if want.text is not None:
        return _nearest_text(want.text, list(dict.fromkeys(readable(candidates))))
    if want.id is not None:
        return _close(want.id.source, list(dict.fromkeys(element.block for element in candidates)))
    return ""


def readable(candidates: Iterable[Element]) -> Iterator[str]:
    """The texts of elements as they may be told: what stands in a code's boxes is left out."""
    for element in candidates:
        hidden = element.kind == "code"
        yield from (text for text in element.texts if not (hidden and text.isalnum()))


def _nearest_text(match: Match, texts: list[str]) -> str:
    wanted = match.source.casefold()
    for text in texts:
        if text.casefold() == wanted:
            return f"; '{text}' is there: write it so, or escape what is special in an expression"
    for text in texts:
        if len(wanted) >= _TELLING and wanted in text.casefold() and BULLET not in text:
            return f"; '{text}' holds it, but the whole text must match: .*{match.source}.*"
    return _close(match.source, texts)


def _close(word: str, known: list[str]) -> str:
    by_folded = {text.casefold(): text for text in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"; did you mean '{by_folded[close[0]]}'?" if close else ""
