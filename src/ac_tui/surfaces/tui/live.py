"""Following the files: a saved screen, variant, word of the desk or style is on the phone a moment later.

A file is read when it has rested: some editors write twice, or move the old file away before the new one is there. What
is wrong with it is told only when it rests longer. Until it is mended, the last good words stay. Once what is on show
has been redrawn, the variants that are not are read too, and what words are held to.
"""

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
from textual.dom import DOMNode

from ac_tui.assets import AssetError, read_text, screens_dir, shown
from ac_tui.deck.files import Watch
from ac_tui.deck.lint.check import read_settings
from ac_tui.deck.lint.rules import read_rules
from ac_tui.deck.load import DeckError
from ac_tui.deck.pseudo import PSEUDO
from ac_tui.desk.session import Session
from ac_tui.registry.faults import Fault, FileError

PAUSE = 0.03
"""Seconds from one look to the next while nothing happens: half a thousandth of a second's work each."""
PATIENCE = 0.06
"""Seconds for which a mistake has to last before it is told."""
SETTLE = 0.02
"""Seconds for which a file that was just saved has to rest before it is read."""

Tell = Callable[[Sequence[Fault], bool], None]
"""Told what is wrong with the files, and whether something on show is kept as it last was good."""


async def looks(session: Session, app: App[Any], changed: Callable[[], None], tell: Tell) -> AsyncGenerator[float]:
    """Look at a session's files once a step, and redraw what has changed and rests; gives the seconds to wait."""
    styles = frozenset(map(Path, app.css_path))
    watch = await asyncio.to_thread(Watch, session.variants.directory, styles)
    words: Sequence[Fault] = ()
    style: Sequence[Fault] = ()
    elsewhere: Sequence[Fault] = ()
    words_changed, style_changed, unread, tries = True, False, True, 2  # some may have been saved since they were read
    pause = SETTLE
    while True:
        yield pause
        pause = PAUSE
        if saved := await asyncio.to_thread(watch.look):
            style_changed |= bool(saved & styles)
            words_changed |= bool(saved - styles)
            unread |= words_changed
            tries, pause = 2, SETTLE
        elif tries:
            if words_changed:
                words = await _redraw(session, changed)
            if style_changed:
                style = restyle(app)
            tries = tries - 1 if words or style else 0
            if not tries:
                words_changed = style_changed = False
                tell((*words, *style, *elsewhere), bool(words or style))
            pause = PATIENCE
        elif unread:
            unread = False
            found = await asyncio.to_thread(_elsewhere, session)
            elsewhere = [fault for fault in found if fault not in words]
            tell((*words, *style, *elsewhere), bool(words or style))


def _in_use(session: Session) -> list[str]:
    """The variants on show: the phone's, and the second phone's where there is one."""
    beside = session.variants.beside
    return [session.simulation.deck.variant, *([beside.variant] if beside is not None else [])]


async def _redraw(session: Session, changed: Callable[[], None]) -> Sequence[Fault]:
    """Put the words on show that their files say now; what is wrong with those that stay as they were."""
    simulation, variants = session.simulation, session.variants
    faults: list[Fault] = []
    for variant in _in_use(session):
        try:
            deck = await asyncio.to_thread(variants.load, variant)
        except DeckError as error:
            faults += error.faults
            continue
        if variant == simulation.deck.variant:
            simulation.deck = deck
        elif variant in _in_use(session):  # else somebody has gone on to another one by now
            variants.beside = deck
        changed()
    return [*dict.fromkeys(faults)]


def _elsewhere(session: Session) -> Sequence[Fault]:
    """What is wrong with the files that nothing on show is from."""
    variants, home = session.variants, session.variants.directory or screens_dir()
    others = [name for name in variants.names if name not in (*_in_use(session), PSEUDO)]
    found = [fault for source in read_rules(home)[1] for fault in source.faults]
    reads: list[Callable[[], object]] = [
        *(partial(variants.load, name) for name in others),
        partial(read_settings, home),
    ]
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
        # What stands on the screen in front is among what stands in the app: each is styled once.
        roots: tuple[DOMNode, ...] = (app, *app.screen_stack)
        sheet.update_nodes(dict.fromkeys(node for root in roots for node in root.walk_children(with_self=True)))
    plain = [(file, line, " ".join(Content.from_markup(message).plain.split())) for file, line, message in wrong]
    return [Fault(shown(Path(file)), line, "style", message) for file, line, message in plain]
