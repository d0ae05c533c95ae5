"""The strip above the footer that says what is wrong with a file, while the last good words stay on show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.widgets import Static

from ac_tui.deck.cells import drawable
from ac_tui.registry.faults import Fault


class FaultStrip(Static):
    """Where the first fault is and why, and how many more there are; not there while nothing is wrong."""

    def __init__(self, words: Callable[..., str]) -> None:
        super().__init__(id="desk-faults", markup=False)
        self._words = words
        self.faults: tuple[Fault, ...] = ()

    def show(self, faults: Sequence[Fault], kept: bool = True) -> None:
        """Tell of these faults, as `ac-tui check` would print them; `kept` says that good words stay on show."""
        self.faults = tuple(faults)
        self.set_class(bool(faults), "-wrong")
        if faults:
            more = len(faults) - 1
            besides = (
                self._words("workshop.one_more") if more == 1 else self._words("workshop.more", n=more) if more else ""
            )
            told = " ".join(filter(None, (self._words("workshop.kept") if kept else "", besides)))
            first = Content.styled(drawable(f"✗ {faults[0]}"), "bold")
            self.update(Content("\n").join([first, Content(drawable(told))]) if told else first)
