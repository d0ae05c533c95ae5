"""Following the files: a saved screen, variant, word of the desk or style is on the phone a moment later.

A file is read when it has rested: some editors write twice, or move the old file away before the new one is there. What
is wrong with it is told only when it rests longer. Until it is mended, the last good words stay.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ac_tui.deck.deck import Deck
from ac_tui.deck.load import DeckError
from ac_tui.deck.watch import Watch
from ac_tui.registry.faults import Fault
from ac_tui.surfaces.tui.style import restyle

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.workshop import Workshop

PAUSE = 0.06
"""Seconds from one look to the next while nothing happens; and how long a mistake has to last before it is told."""
SETTLE = 0.02
"""Seconds for which a file that was just saved has to rest before it is read."""


class Live:
    """Looks at the files of a workshop; one `look` after the other, each telling when to look again."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._watch: Watch | None = None
        self._waiting = True
        self._styles_changed = False
        self._tried = False
        self._wrong_style: tuple[Fault, ...] = ()

    async def run(self) -> None:
        """Look for as long as it is wanted; what was saved before, but after the deck was read, is read as well."""
        while True:
            pause = await self.look()
            await asyncio.sleep(pause)

    async def look(self) -> float:
        """Look at the files, redraw what has changed and rests; the seconds until it is worth looking again."""
        if self._watch is None:
            self._watch = await asyncio.to_thread(Watch, self._workshop.directory, self._styles)
            return SETTLE
        changed = await asyncio.to_thread(self._watch.look)
        if changed:
            self._waiting = True
            self._styles_changed |= not changed.isdisjoint(self._styles)
            self._tried = False
            return SETTLE
        if self._waiting:
            good = await self._redraw(patient=not self._tried)
            self._waiting = not (good or self._tried)
            self._tried = True
        return PAUSE

    @property
    def _styles(self) -> tuple[Path, ...]:
        return tuple(Path(path) for path in self._workshop.desk.app.css_path)

    async def _redraw(self, *, patient: bool) -> bool:
        """Show what the files say now; whether they are all good. Mistakes are told unless one is `patient` yet."""
        workshop = self._workshop
        faults: dict[Fault, None] = {}
        for variant in workshop.in_use:
            try:
                self._show(await asyncio.to_thread(workshop.load, variant))
            except DeckError as error:
                faults.update(dict.fromkeys(error.faults))
        if self._styles_changed:
            self._wrong_style = restyle(workshop.desk.app)
            workshop.desk.redraw()
        faults.update(dict.fromkeys(self._wrong_style))
        if not (faults and patient):
            self._styles_changed = False
            workshop.tell(tuple(faults))
        return not faults

    def _show(self, deck: Deck) -> None:
        """Put a deck where its variant is on show; by now somebody may have gone on to another one."""
        workshop = self._workshop
        second = workshop.desk.second
        if deck.variant == workshop.desk.simulation.deck.variant:
            workshop.put(deck)
        elif second is not None and deck.variant == second.deck.variant:
            second.deck = deck
