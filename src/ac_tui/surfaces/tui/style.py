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


def restyle(app: App[Any]) -> tuple[Fault, ...]:
    """Put an app's style files in force as they are now; where one of them cannot be, all stay as they were."""
    sources: dict[Path, str] = {}
    faults: list[Fault] = []
    for path in map(Path, app.css_path):
        try:
            sources[path] = read_text(path)
        except AssetError as error:
            faults.append(Fault(shown(path), error.line or 1, "unreadable", error.reason))
        else:
            faults += _wrong(app, path, sources[path])
    if faults:
        return tuple(faults)
    for path, css in sources.items():
        app.stylesheet.add_source(css, read_from=(str(path.absolute()), ""))
    app.stylesheet.parse()
    for node in (app, *app.screen_stack):
        app.stylesheet.update(node)
    return ()


def _wrong(app: App[Any], path: Path, css: str) -> Iterator[Fault]:
    """What is wrong with a style file, found on a sheet of its own: the one in force must never hold a mistake."""
    sheet = Stylesheet(variables=app.get_css_variables())
    sheet.add_source(css, read_from=(str(path), ""))
    try:
        sheet.parse()
    except StylesheetParseError as error:
        for token, message in dict.fromkeys(found for rule in error.errors.rules for found in rule.errors):
            line = (token.referenced_by or token).location[0] + 1
            yield Fault(shown(path), line, "style", _plain(getattr(message, "summary", str(message))))
    except TokenError as error:
        yield Fault(shown(path), error.start[0], "style", _plain(str(error)))
    except StylesheetError as error:
        yield Fault(shown(path), 1, "style", _plain(str(error)))


def _plain(message: str) -> str:
    """A message as one line of plain text."""
    from textual.content import Content

    return " ".join(Content.from_markup(message).plain.split())
