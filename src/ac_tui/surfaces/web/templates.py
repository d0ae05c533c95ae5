"""Jinja2 templates that travel in the package: whatever is put into one is data, escaped and fit to be drawn."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from ac_tui.deck.cells import drawable

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup


@cache
def template(package: str, name: str) -> Template:
    """The template in a file of a package; a name that it asks for and is not given raises UndefinedError."""
    return _environment().from_string(files(package).joinpath(name).read_text("utf-8"))


@cache
def resource(package: str, name: str) -> Markup:
    """A file of a package, to be put into a page as it is."""
    from markupsafe import Markup

    return Markup(files(package).joinpath(name).read_text("utf-8").strip())


PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the simulator's page may do: run what lies beside it, ask nobody else for anything."""


def shell() -> str:
    """The page before its Python is there: the frame in the deck's words, its regions empty.

    Raises AssetError or DeckError.
    """
    from ac_tui.deck.load import load_deck
    from ac_tui.desk.session import PANELS

    page = template("ac_tui.surfaces.web", "shell.html.jinja")
    return page.render(words=load_deck().words, policy=PAGE_POLICY, panels=PANELS)


def content_policy(style: str, script: str = "") -> str:
    """The Content-Security-Policy of a page that has one style, maybe a script, fonts within it, and nothing else."""

    def digest(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    scripts = digest(script) if script else "'none'"
    return f"default-src 'none'; font-src data:; style-src {digest(style)}; script-src {scripts}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, StrictUndefined

    return Environment(
        autoescape=True,
        finalize=_drawable,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _drawable(value: Any) -> Any:
    """A text without control characters and marks of writing direction; markup made by a template stays as it is."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return "\n".join(map(drawable, value.split("\n")))
