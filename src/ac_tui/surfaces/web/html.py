"""HTML by templates of the package, whose data is escaped and fit to be drawn; a View as a phone of real text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Set
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from ac_tui.deck.cells import drawable
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.view import View, answer_buttons, runs, side_by_side

if TYPE_CHECKING:
    from jinja2 import Template

FONT_NOTICE: Final = "Inter © 2016 The Inter Project Authors, SIL Open Font License 1.1"
"""Whose font it is, and under which licence (font/OFL.txt, and said in the font's files themselves)."""
_HERE: Final = "ac_tui.surfaces.web"


@cache
def template(package: str, name: str) -> Template:
    """The template in a file of a package; a name that it asks for and is not given raises UndefinedError."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        finalize=lambda value: drawable(value) if type(value) is str else value,  # no control character
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(files(package).joinpath(name).read_text("utf-8"))


@cache
def resource(package: str, name: str) -> Markup:
    """A file of a package, to be put into a page as it is."""
    return Markup(files(package).joinpath(name).read_text("utf-8").strip())


PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the simulator's page may do: run what lies beside it, ask nobody else for anything."""


def shell() -> str:
    """The page before its Python is there, its regions empty; raises AssetError or FileError."""
    from ac_tui.deck.load import load_deck
    from ac_tui.desk.session import PANELS

    return template(_HERE, "shell.html.jinja").render(words=load_deck().words, policy=PAGE_POLICY, panels=PANELS)


def page(package: str, name: str, **given: object) -> str:
    """A page of phones with nothing outside it: its template, its style and its script are files of the package."""
    style = Markup("\n").join((_font_css(), resource(_HERE, "phone.css"), resource(package, f"{name}.css")))
    script = resource(package, f"{name}.js")
    own = {"style": style, "script": script, "policy": _content_policy(style, script), "font": FONT_NOTICE}
    return template(package, f"{name}.html.jinja").render(given, **own)


def _content_policy(style: str, script: str = "") -> str:
    """The Content-Security-Policy of a page that has one style, maybe a script, fonts within it, and nothing else."""
    digests = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    scripts = f"'sha256-{digests[1]}'" if script else "'none'"
    return f"default-src 'none'; font-src data:; style-src 'sha256-{digests[0]}'; script-src {scripts}"


# The phone.


def phone(
    view: View,
    deck: Deck,
    name: str,
    *,
    focus: str = "",
    differing: Set[tuple[str, str]] = frozenset(),
    live: bool = False,
) -> Markup:
    """A screen as an HTML element of class "phone"; mask the view's codes first.

    `name` is unique among the phones of a page, `focus` the block that has the cursor, `differing` the places that
    another phone words otherwise. Only where it is `live` it can be typed into: whoever shows it fills its fields.
    """
    html = template(_HERE, "phone.html.jinja").render(
        view=view,
        rows=side_by_side(view),
        answers=answer_buttons(view),
        name=name,
        live=live,
        focus=focus,
        language=language_of(deck.variant),
        words=deck.words,
        differing=differing,
        runs=runs,
    )
    return Markup(html)


def document(view: View, deck: Deck, focus: str = "") -> str:
    """A screen as a whole HTML document of its own; mask the view's codes first."""
    css, drawn = resource(_HERE, "phone.css"), phone(view, deck, "phone", focus=focus)
    about = {"view": view, "language": language_of(deck.variant), "policy": _content_policy(css)}
    return template(_HERE, "document.html.jinja").render(about, phone=drawn, css=css)


def _font_css() -> Markup:
    """The phone's font as CSS rules, its files within them."""
    rules = [f"/* {FONT_NOTICE} */"]
    for face, weight in (("Regular", 400), ("SemiBold", 600)):
        data = b64encode(files(_HERE).joinpath("font", f"Inter-{face}.woff2").read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{data}) format('woff2')"
        rules.append(f'@font-face{{font-family:"Inter";font-weight:{weight};font-display:block;src:{source}}}')
    return Markup("\n".join(rules))
