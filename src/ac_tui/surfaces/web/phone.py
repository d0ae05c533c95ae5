"""A View as the HTML of one phone: real labels, fields and buttons, whose text can be selected and searched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence, Set
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.view import Block, View, ViewPart, answer_buttons, group_part, option_part, side_by_side
from ac_tui.surfaces.web.templates import content_policy, resource, template

if TYPE_CHECKING:
    from markupsafe import Markup

FONT_NOTICE: Final = "Inter © 2016 The Inter Project Authors, SIL Open Font License 1.1"
"""Whose font it is, and under which licence (font/OFL.txt, and said in the font's files themselves)."""

_HERE: Final = "ac_tui.surfaces.web"


def phone(
    view: View, deck: Deck, name: str, *, focus: str = "", differing: Set[ViewPart] = frozenset(), live: bool = False
) -> Markup:
    """A screen as an HTML element of class "phone"; mask the view's codes first.

    It cannot be typed into, unless it is `live`: then its fields are empty, and whoever shows it fills them.

    `name` is unique among the phones of a page; the deck has the few words of the phone itself. `focus` is the block
    that has the cursor, `differing` the places that another phone words otherwise.
    """
    from markupsafe import Markup

    html = template(_HERE, "phone.html.jinja").render(
        view=view,
        rows=side_by_side(view),
        answers=answer_buttons(view),
        name=name,
        live=live,
        focus=focus,
        language=language_of(deck.variant),
        words=deck.words,
        differs=lambda block, part="": ViewPart(block, part) in differing,
        option_part=option_part,
        group_part=group_part,
        runs=runs,
    )
    return Markup(html)


def document(view: View, deck: Deck, focus: str = "") -> str:
    """A screen as a whole HTML document of its own; mask the view's codes first."""
    return template(_HERE, "document.html.jinja").render(
        phone=phone(view, deck, "phone", focus=focus),
        view=view,
        language=language_of(deck.variant),
        css=css(),
        policy=content_policy(css()),
    )


def css() -> Markup:
    """The style sheet of the phone."""
    return resource(_HERE, "phone.css")


@cache
def font_css() -> Markup:
    """The phone's font as CSS rules, its files within them."""
    from markupsafe import Markup

    rules = [f"/* {FONT_NOTICE} */"]
    for face, weight in (("Regular", 400), ("SemiBold", 600)):
        data = b64encode(files(_HERE).joinpath("font", f"Inter-{face}.woff2").read_bytes()).decode()
        rules.append(
            f'@font-face{{font-family:"Inter";font-weight:{weight};font-display:block;'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return Markup("\n".join(rules))


def runs(text: str, links: Sequence[Block]) -> Iterator[tuple[str, Block | None]]:
    """A text in pieces, each with the link it is: links stand where their words occur in the text, else after it."""
    found: list[tuple[int, str, Block]] = []
    for link in links:
        at = text.find(link.text)
        if at < 0:
            at = len(text) + 1 if text else 0
            text = f"{text} {link.text}" if text else link.text
        found.append((at, link.text, link))
    done = 0
    for at, words, link in sorted(found, key=lambda run: run[0]):
        if at > done:
            yield text[done:at], None
        yield words, link
        done = at + len(words)
    if done < len(text):
        yield text[done:], None
