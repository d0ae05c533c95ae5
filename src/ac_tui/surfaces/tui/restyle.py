"""Reading the styles again while they are in use; what is wrong with them as lines of their file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.css.errors import StylesheetError
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.css.tokenizer import TokenError

from ac_tui.assets import AssetError, read_text
from ac_tui.deck.files import shown
from ac_tui.registry.faults import Fault

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.css.types import CSSLocation
    from textual.dom import DOMNode


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
    from textual.content import Content

    return " ".join(Content.from_markup(message).plain.split())
