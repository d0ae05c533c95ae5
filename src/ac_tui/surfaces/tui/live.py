"""Following the files: a saved screen, variant, word of the desk or style is on the phone a moment later.

A file is read when it has rested: some editors write twice, or move the old file away before the new one is there. What
is wrong with it is told only when it rests longer. Until it is mended, the last good words stay. Once what is on show
has been redrawn, the variants that are not are read too, and what words are held to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.css.errors import StylesheetError
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.css.tokenizer import TokenError

from ac_tui.assets import AssetError, read_text, screens_dir
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import shown
from ac_tui.deck.lint.check import read_settings
from ac_tui.deck.lint.rules import read_glossary
from ac_tui.deck.load import DeckError
from ac_tui.deck.pseudo import PSEUDO
from ac_tui.deck.watch import Watch
from ac_tui.registry.faults import Fault, FileError

if TYPE_CHECKING:
    from textual.app import App
    from textual.css.types import CSSLocation
    from textual.dom import DOMNode

    from ac_tui.desk.session import Session

PAUSE = 0.03
"""Seconds from one look to the next while nothing happens: half a thousandth of a second's work each."""
PATIENCE = 0.06
"""Seconds for which a mistake has to last before it is told."""
SETTLE = 0.02
"""Seconds for which a file that was just saved has to rest before it is read."""


Tell = Callable[[Sequence[Fault], bool], None]
"""Told what is wrong with the files, and whether something on show is kept as it last was good."""


class LiveFiles:
    """Looks at a session's files, one `look` after the other; each tells when to look again.

    `changed` is called where words were put on show, `tell` with what is wrong.
    """

    def __init__(self, session: Session, app: App[Any], changed: Callable[[], None], tell: Tell) -> None:
        self._session = session
        self._app = app
        self._changed = changed
        self._tell_faults = tell
        self._watch: Watch | None = None
        self._waiting = True
        self._unread = True
        self._words_changed = True
        self._styles_changed = False
        self._tried = False
        self._wrong_style: tuple[Fault, ...] = ()
        self._wrong_words: tuple[Fault, ...] = ()
        self._wrong_elsewhere: tuple[Fault, ...] = ()

    async def run(self) -> None:
        """Look for as long as it is wanted; what was saved before, but after the deck was read, is read as well."""
        while True:
            pause = await self.look()
            await asyncio.sleep(pause)

    async def look(self) -> float:
        """Look at the files, redraw what has changed and rests; the seconds until it is worth looking again."""
        if self._watch is None:
            self._watch = await asyncio.to_thread(Watch, self._session.variants.directory, self._styles)
            return SETTLE
        changed = await asyncio.to_thread(self._watch.look)
        if changed:
            styles = changed & set(self._styles)
            self._waiting = True
            self._styles_changed |= bool(styles)
            self._words_changed |= changed != styles
            self._unread |= changed != styles
            self._tried = False
            return SETTLE
        if self._waiting:
            good = await self._redraw(patient=not self._tried)
            self._waiting = not (good or self._tried)
            self._tried = True
            return PATIENCE
        if self._unread:
            self._unread = False
            self._wrong_elsewhere = await asyncio.to_thread(self._elsewhere)
            self._tell()
        return PAUSE

    @property
    def _styles(self) -> tuple[Path, ...]:
        return tuple(Path(path) for path in self._app.css_path)

    @property
    def _in_use(self) -> tuple[str, ...]:
        """The variants on show: the phone's, and the second phone's where there is one."""
        beside = self._session.variants.beside
        return (self._session.simulation.deck.variant, *([beside.variant] if beside is not None else []))

    async def _redraw(self, *, patient: bool) -> bool:
        """Show what the files say now; whether they are all good. Mistakes are told unless one is `patient` yet."""
        if self._words_changed:
            await self._read_words()
        if self._styles_changed:
            self._wrong_style = restyle(self._app)
        good = not (self._wrong_words or self._wrong_style)
        if good or not patient:
            self._words_changed = self._styles_changed = False
            self._tell()
        return good

    async def _read_words(self) -> None:
        faults: dict[Fault, None] = {}
        for variant in self._in_use:
            try:
                self._show(await asyncio.to_thread(self._session.variants.load, variant))
            except DeckError as error:
                faults.update(dict.fromkeys(error.faults))
        self._wrong_words = tuple(faults)

    def _elsewhere(self) -> tuple[Fault, ...]:
        """What is wrong with the files that nothing on show is from."""
        variants = self._session.variants
        others = [name for name in variants.names if name not in (*self._in_use, PSEUDO)]
        home = variants.directory or screens_dir()
        reads: list[Callable[[], object]] = [partial(variants.load, name) for name in others]
        reads += [partial(read_glossary, home), partial(read_settings, home)]
        found: dict[Fault, None] = {}
        for read in reads:
            try:
                read()
            except FileError as error:
                found.update(dict.fromkeys(error.faults))
        return tuple(fault for fault in found if fault not in self._wrong_words)

    def _tell(self) -> None:
        """Say what is wrong: first with what is on show, whose last good words stay."""
        shown = (*self._wrong_words, *self._wrong_style)
        self._tell_faults((*shown, *self._wrong_elsewhere), bool(shown))

    def _show(self, deck: Deck) -> None:
        """Put a deck where its variant is on show; by now somebody may have gone on to another one."""
        simulation, variants = self._session.simulation, self._session.variants
        if deck.variant == simulation.deck.variant:
            simulation.deck = deck
        elif variants.beside is not None and deck.variant == variants.beside.variant:
            variants.beside = deck
        else:
            return
        self._changed()


def restyle(app: App[Any]) -> tuple[Fault, ...]:
    """Put an app's style files in force as they are now; where one of them cannot be, all stay as they were."""
    sheet = app.stylesheet.copy()
    faults: list[Fault] = []
    for path in map(Path, app.css_path):
        try:
            sheet.add_source(read_text(path), read_from=(str(path.absolute()), ""))
        except AssetError as error:
            faults.append(Fault(shown(path), error.line or 1, "unreadable", error.reason))
    # Found on a copy: the sheet in force must never hold a mistake.
    faults += _wrong(sheet)
    if not faults:
        app.stylesheet = sheet
        # What stands on the screen in front is among what stands in the app: each is styled once.
        roots: tuple[DOMNode, ...] = (app, *app.screen_stack)
        sheet.update_nodes(dict.fromkeys(node for root in roots for node in root.walk_children(with_self=True)))
    return tuple(faults)


def _wrong(sheet: Stylesheet) -> Iterator[Fault]:
    """What is wrong with a sheet, which is parsed by this."""
    try:
        sheet.parse()
    except StylesheetParseError as error:
        for token, message in dict.fromkeys(found for rule in error.errors.rules for found in rule.errors):
            line = (token.referenced_by or token).location[0] + 1
            yield Fault(_file(token.read_from), line, "style", _plain(getattr(message, "summary", str(message))))
    except TokenError as error:
        yield Fault(_file(error.read_from), error.start[0], "style", _plain(str(error)))
    except StylesheetError as error:
        yield Fault("app.tcss", 1, "style", _plain(str(error)))


def _file(read_from: CSSLocation) -> str:
    return shown(Path(read_from[0]))


def _plain(message: str) -> str:
    """A message as one line of plain text."""
    return " ".join(Content.from_markup(message).plain.split())
