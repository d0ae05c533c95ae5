"""What went wrong, in words: what was expected, what is there instead, what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ac_tui.deck.deck import Deck
from ac_tui.deck.view import BULLET, View
from ac_tui.flows.selector import Element, TextMatcher, Wanted, matches

_FEW = 3
"""A text on more screens than this tells nothing by where it stands."""
_TELLING = 4
"""A text with fewer letters is in too many others to be what was meant."""


def described(want: Wanted) -> str:
    """A selector in words: "'Continua'", "the block 'code', enabled"."""
    parts = []
    if want.text is not None:
        parts.append(f"'{want.text.source}'")
    if want.id is not None:
        parts.append(f"the block '{want.id.source}'" if want.text is None else f"in the block '{want.id.source}'")
    parts += [trait if value else f"not {trait}" for trait, value in want.traits.items()]
    if want.place is not None:
        parts.append(f"index {want.place}")
    return ", ".join(parts) or "anything"


def not_found(want: Wanted, candidates: tuple[Element, ...], view: View, focus: str) -> str:
    """Why nothing fits: the trait that is missing, the part that matches, or the nearest thing there is."""
    if not view.open:
        return f"{described(want)} is not visible: the app is closed (launchApp opens it)"
    if want.place is not None:
        found = matches(candidates, want._replace(place=None), focus)
        if found:
            return f"{described(want)}: only {len(found)} on the screen '{view.step}' (the first is index 0)"
    for trait, value in want.traits.items():
        without = want._replace(traits={name: known for name, known in want.traits.items() if name != trait})
        if matches(candidates, without, focus):
            return f"{described(without)} is there, but {f'not {trait}' if value else trait}"
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


def _nearest_text(match: TextMatcher, texts: list[str]) -> str:
    wanted = match.source.casefold()
    for text in texts:
        if text.casefold() == wanted:
            return f"; '{text}' is there: write it so, or escape what is special in an expression"
    for text in texts:
        if len(wanted) >= _TELLING and wanted in text.casefold() and BULLET not in text:
            return f"; '{text}' holds it, but the whole text must match: .*{match.source}.*"
    return _close(match.source, texts)


def _close(word: str, known: list[str]) -> str:
    import difflib

    by_folded = {text.casefold(): text for text in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"; did you mean '{by_folded[close[0]]}'?" if close else ""
