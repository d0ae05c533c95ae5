"""What a writer of words needs on the desk: the files followed, with what is wrong with them, and a second phone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App
from textual.content import Content
from textual.css.errors import StylesheetError
from textual.css.stylesheet import StylesheetParseError
from textual.css.tokenizer import TokenError
from textual.widgets import Static
from textual.worker import Worker

from ac_tui.assets import AssetError, read_text, screens_dir, shown
from ac_tui.deck.cells import drawable
from ac_tui.deck.render import render
from ac_tui.deck.view import differences
from ac_tui.desk.session import Session
from ac_tui.registry.faults import Fault, FileError
from ac_tui.surfaces.tui.phone.page import REMARKS
from ac_tui.surfaces.tui.phone.phone import Phone, PhoneScreen, on_phone

_DIFFERS = "-differs"  # the class of a widget of either phone whose words the other one says otherwise, or not at all


class WriterTools(Static):
    """Keeps the second phone and the followed files as the session has them; shows what is wrong in those."""

    def __init__(self, session: Session, first: PhoneScreen) -> None:
        super().__init__(id="desk-faults", markup=False)
        self._session = session
        self._first = first
        self._told: Sequence[Fault] = ()
        self._worker: Worker[None] | None = None
        self._showing = asyncio.Lock()
        self.second: Phone | None = None

    async def _look_on(self) -> None:
        async for pause in self.looks():
            await asyncio.sleep(pause)

    def follow(self) -> None:
        """Follow the files or not, as the session has it; tell what is wrong with those of a variant that was tried."""
        variants = self._session.variants
        if variants.watching and self._worker is None:
            self._worker = self.run_worker(self._look_on(), name="live")
        elif not variants.watching and self._worker is not None:
            self._worker.cancel()
            self._worker = None
        if self._told != variants.faults:
            self._tell(variants.faults)

    def _tell(self, faults: Sequence[Fault], kept: bool = True) -> None:
        """Tell of faults, as `ac-tui check` would print them; `kept` says that good words stay on show."""
        self._told = self._session.variants.faults = tuple(faults)
        self.set_class(bool(faults), "-wrong")
        if faults:
            words, more = self._session.words, len(faults) - 1
            told = [words("workshop.kept")] if kept else []
            told += [words("workshop.one_more" if more == 1 else "workshop.more", n=more)] if more else []
            lines = Content.styled(drawable(f"✗ {faults[0]}"), "bold"), Content(drawable(" ".join(told)))
            self.update(Content("\n").join(line for line in lines if line))

    # The second phone.

    async def show(self) -> None:
        """Show the second phone as the session has it; who calls while it comes or goes waits until it has."""
        async with self._showing:
            deck, first, simulation = self._session.variants.beside, self._first.phone, self._session.simulation
            if deck is None:
                if self.second is not None:
                    second, self.second = self.second, None
                    first.page.query(f".{_DIFFERS}").remove_class(_DIFFERS)
                    first.border_subtitle = ""
                    await second.remove()
                return
            view = on_phone(render(deck, simulation.journey, simulation.world), deck.words)
            if self.second is None:
                self.second = Phone(view, self._first.texts, self._first.typeahead, id="second-phone")
                await self.screen.mount(self.second, after=first)
            else:
                await self.second.show(view, self._first.texts)
            found = differences(first.view, view)
            for phone, words in ((first, simulation.deck), (self.second, deck)):
                phone.border_subtitle = Content(f" {self._session.variants.named(words)} ").markup
                for part, widget in phone.page.shown():
                    names = {said for block in part.blocks for name, said in found if name == block.id}
                    differing = names & {part.kind, ""} if part.kind in REMARKS else names - REMARKS
                    widget.set_class(bool(differing), _DIFFERS)

    # Following the files: a saved screen, variant, word of the desk or style is on the phone a moment later. A file is
    # read when it has rested: some editors write twice, or move the old file away before the new one is there. What is
    # wrong with it is told only when it rests longer. Until it is mended, the last good words stay. Once what is on
    # show has been redrawn, the variants that are not are read too, and what words are held to.

    async def looks(self) -> AsyncGenerator[float]:
        """Look at the session's files once a step, and redraw what has changed and rests; gives the seconds to wait."""
        from ac_tui.deck.files import Watch

        styles = frozenset(map(Path, self.app.css_path))
        watch = await asyncio.to_thread(Watch, self._session.variants.directory, styles)
        words: Sequence[Fault] = ()
        style: Sequence[Fault] = ()
        elsewhere: Sequence[Fault] = ()
        saved, tries, pause = frozenset([Path()]), 2, 0.02  # some may have been saved before the first look
        while True:
            yield pause
            pause = 0.03  # a look is half a thousandth of a second's work
            if more := await asyncio.to_thread(watch.look):
                saved, tries, pause = saved | more, 2, 0.02  # that a file has to rest before it is read
            elif tries:
                words = await self._redraw() if saved - styles else words
                style = restyle(self.app) if saved & styles else style
                tries = tries - 1 if words or style else 0
                if not tries:
                    self._tell((*words, *style, *elsewhere), bool(words or style))
                pause = 0.06  # that a mistake has to last before it is told
            elif saved:
                if saved - styles:
                    elsewhere = [fault for fault in await asyncio.to_thread(self._elsewhere) if fault not in words]
                    self._tell((*words, *style, *elsewhere), bool(words or style))
                saved = frozenset()

    @property
    def _in_use(self) -> list[str]:
        beside = self._session.variants.beside
        return [self._session.simulation.deck.variant, *([beside.variant] if beside is not None else [])]

    async def _redraw(self) -> Sequence[Fault]:
        """Put the words on show that their files say now; what is wrong with those that stay as they were."""
        simulation, variants = self._session.simulation, self._session.variants
        faults: list[Fault] = []
        for variant in self._in_use:
            try:
                deck = await asyncio.to_thread(variants.load, variant)
            except FileError as error:
                faults += error.faults
                continue
            if variant == simulation.deck.variant:
                simulation.deck = deck
            elif variant in self._in_use:  # else somebody has gone on to another one by now
                variants.beside = deck
                simulation.refresh()
        return [*dict.fromkeys(faults)]

    def _elsewhere(self) -> Sequence[Fault]:
        from ac_tui.deck.lint.check import read_settings
        from ac_tui.deck.lint.rules import read_rules
        from ac_tui.deck.load import PSEUDO

        variants, home = self._session.variants, self._session.variants.directory or screens_dir()
        found = [fault for source in read_rules(home)[1] for fault in source.faults]
        reads: list[Callable[[], object]] = [partial(read_settings, home)]
        reads[:0] = (partial(variants.load, name) for name in variants.names if name not in (*self._in_use, PSEUDO))
        for read in reads:
            try:
                read()
            except FileError as error:
                found += error.faults
        return [*dict.fromkeys(found)]


def restyle(app: App[Any]) -> Sequence[Fault]:
    """Put an app's style files in force as they are now; where one of them cannot be, all stay as they were."""
    sheet = app.stylesheet.copy()  # the sheet in force must never hold a mistake
    wrong: list[tuple[str, int, str]] = []
    try:
        for path in map(Path, app.css_path):
            sheet.add_source(read_text(path), read_from=(str(path.absolute()), ""))
        sheet.parse()
    except AssetError as error:
        wrong.append((str(error.path), error.line or 1, error.reason))
    except StylesheetParseError as error:
        for token, message in dict.fromkeys(found for rule in error.errors.rules for found in rule.errors):
            line = (token.referenced_by or token).location[0] + 1
            wrong.append((token.read_from[0], line, getattr(message, "summary", str(message))))
    except TokenError as error:
        wrong.append((error.read_from[0], error.start[0], str(error)))
    except StylesheetError as error:
        wrong.append((str(app.css_path[0]), 1, str(error)))
    else:
        app.stylesheet = sheet
        for root in (app, *app.screen_stack[:-1]):  # the screen in front is among what stands in the app
            sheet.update(root)
    plain = [(file, line, " ".join(Content.from_markup(message).plain.split())) for file, line, message in wrong]
    return [Fault(shown(Path(file)), line, "style", message) for file, line, message in plain]
