"""The storyboard as one HTML page with nothing outside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Final

from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.view import View
from ac_tui.journey.events import CloseApp
from ac_tui.reports.storyboard import ink, type_face
from ac_tui.reports.storyboard.diagram import Anchors, diagram, screens
from ac_tui.reports.storyboard.stills import PARTS, Part, Still, alike, differing, guide_numbers
from ac_tui.reports.storyboard.word_table import Row, table, text_of

ON_A_SHEET: Final = 6
"""How many phones are printed on one sheet of paper."""
CLOSED: Final = CloseApp.name
"""What a state without a screen is filed under."""
_RANKS: Final = ("", "notice", "hint", "error")


@dataclass(frozen=True)
class Storyboard:
    """All that stands on a page: states in order, in the words of each deck, drawn; who reached them; the words.

    The page itself speaks as the first deck does. `names` are over the decks' columns, `flows` the names of the flows
    by number, `drawn` the phones of a state.
    """

    decks: Sequence[Deck]
    names: Sequence[str]
    stills: Sequence[Still]
    drawn: Callable[[Still], Sequence[str]]
    flows: Sequence[str]
    words: Sequence[Row]


def page(board: Storyboard) -> str:
    """The whole page: the same storyboard always gives the same text."""
    return _Page(board).html()


class _Page:
    def __init__(self, board: Storyboard) -> None:
        self._board = board
        self._deck = board.decks[0]
        self._words = self._deck.words
        self._language = language_of(self._deck.variant)
        self._numbers = {id(still): number for number, still in enumerate(board.stills, start=1)}

    def html(self) -> str:
        """All of it."""
        style = "\n".join((type_face.faces(), _text("page.css"), ink.css(type_face.NAME)))
        script = _text("page.js")
        policy = f"default-src 'none'; font-src data:; style-src {_hash(style)}; script-src {_hash(script)}"
        title = escape(self._words("storyboard.title"))
        return "\n".join(
            [
                "<!doctype html>",
                f'<html lang="{self._language}">',
                '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
                f"<title>{title}</title>",
                f"<style>{style}</style></head>",
                f'<body class="decks-{min(len(self._board.decks), 4)}">',
                self._cover(title),
                self._bar(),
                "<main>",
                *self._parts(),
                self._word_list(),
                f'<p class="nothing" id="nothing" hidden>{escape(self._words("storyboard.nothing"))}</p>',
                "</main>",
                self._foot(),
                f"<script>{script}</script>",
                "</body></html>",
                "",
            ]
        )

    def _cover(self, title: str) -> str:
        board = self._board
        steps = len({still.step for still in board.stills if still.form.open})
        counts = self._words("storyboard.counts", screens=len(board.stills), flows=len(board.flows), steps=steps)
        keys = "".join(
            f'<span class="key-{name}">{escape(self._words(f"storyboard.flow_{name}"))}</span>'
            for name in ("solid", "dashed", "badge")
        )
        versions = " · ".join(map(escape, board.names)) if len(board.decks) > 1 or board.decks[0].variant else ""
        return "\n".join(
            [
                '<header class="cover">',
                f"<h1>{title}</h1>",
                f"<p>{escape(self._words('storyboard.intro'))}</p>",
                f'<p class="facts"><strong>{escape(counts)}</strong>'
                + (f"<span>{versions}</span>" if versions else "")
                + f'<span class="invented">{escape(self._words("simulation.invented"))}</span></p>',
                f'<section id="flow"><h2>{escape(self._words("storyboard.flow"))}</h2>',
                f'<p class="keys"><span class="help">{escape(self._words("storyboard.flow_help"))}</span>{keys}</p>',
                diagram(self._deck, self._anchors()),
                "</section></header>",
            ]
        )

    def _bar(self) -> str:
        parts = [part for part in PARTS if any(still.part == part for still in self._board.stills)]
        links = "".join(
            f'<a href="#part-{part.lower()}" title="{escape(self._words(f"storyboard.part.{part.lower()}"))}">'
            f"{escape(self._words(f'storyboard.short.{part.lower()}'))}</a>"
            for part in parts
        )
        found = escape(self._words("storyboard.found", n="{n}", all="{all}"))
        search, helped = (escape(self._words(f"storyboard.{name}")) for name in ("search", "search_help"))
        return (
            f'<nav class="bar"><a href="#flow">{escape(self._words("storyboard.flow"))}</a>{links}'
            f'<a href="#words">{escape(self._words("storyboard.words"))}</a>'
            f'<label class="search"><span>{search}</span><input id="search" type="search" autocomplete="off" '
            f'spellcheck="false" title="{helped}" placeholder="{helped}"></label>'
            f'<output id="found" for="search" aria-live="polite" data-said="{found}"></output>'
            f"{self._differing()}"
            f'<label class="print"><input type="checkbox" id="print-words">'
            f"{escape(self._words('storyboard.print_words'))}</label></nav>"
        )

    def _differing(self) -> str:
        """A box that leaves only what decks say differently, where there are several that may."""
        first, *rest = self._board.decks
        if not any(alike(first, deck) for deck in rest):
            return ""
        said, helped = (escape(self._words(f"storyboard.{name}")) for name in ("differing", "differing_help"))
        return f'<label class="print" title="{helped}"><input type="checkbox" id="differing">{said}</label>'

    def _parts(self) -> Iterator[str]:
        for part, stills in groupby(self._board.stills, key=lambda still: still.part):
            yield "\n".join(self._part(part, list(stills)))

    def _part(self, part: Part, stills: Sequence[Still]) -> Iterator[str]:
        name = self._words(f"storyboard.part.{part.lower()}")
        size = max(1, ON_A_SHEET // len(self._board.decks))
        sheets = [stills[at : at + size] for at in range(0, len(stills), size)]
        said = escape(screens(self._deck, len(stills)))
        yield f'<section class="part" id="part-{part.lower()}"><h2>{escape(name)} <small>{said}</small></h2>'
        yield '<div class="wall">'
        before = ""
        for number, sheet in enumerate(sheets, start=1):
            head = self._words("storyboard.sheet", part=name, n=number, all=len(sheets))
            invented = self._words("simulation.invented")
            yield f'<div class="sheet"><p class="sheet-head">{escape(head)}<span>{escape(invented)}</span></p>'
            for still in sheet:
                yield self._figure(still, first=_anchor(still) != before)
                before = _anchor(still)
            yield "</div>"
        yield "</div></section>"

    def _heading(self, still: Still) -> str:
        guide = " ".join(guide_numbers(still, self._deck))
        name = escape(self._name(still))
        return f'<h3 id="{_anchor(still)}">{name} <small>{guide}</small></h3>'

    def _name(self, still: Still) -> str:
        """How the desk calls a state's screen; an app that is closed shows none."""
        return self._words(f"screen.{still.step}" if still.form.open else f"storyboard.any.{CLOSED}")

    def _figure(self, still: Still, *, first: bool) -> str:
        number = self._numbers[id(still)]
        flows = " ".join(map(str, sorted(still.flows.union(*(other.flows for other in still.others)))))
        keys = escape(" ".join(f"{still.step}.{key}" for key in still.form.keys))
        guide = " ".join(guide_numbers(still, self._deck))
        states = (still, *still.others)
        differs = " data-differs" if any(any(differing(one, self._board.decks)) for one in states) else ""
        return (
            f'<figure id="p{number}" tabindex="-1" data-step="{still.step}" data-keys="{keys}" data-guide="{guide}" '
            f'data-flows="{flows}"{differs}>{self._heading(still) if first else ""}'
            f"{self._phones(still)}{self._caption(still, number)}{self._others(still)}</figure>"
        )

    def _phones(self, still: Still) -> str:
        """The phones of one state in the words of every deck, with what can be read on them."""
        return f'<div class="phones" data-find="{escape(text_of(still.views))}">{self._side_by_side(still)}</div>'

    def _side_by_side(self, still: Still) -> str:
        decks = self._board.decks
        if len(decks) == 1:
            return "".join(self._board.drawn(still))
        phones = zip(decks, self._board.names, still.views, self._board.drawn(still), strict=True)
        return "".join(
            f'<div lang="{language_of(deck.variant)}">{phone}'
            f'<p class="deck" lang="{self._language}">{escape(self._named(deck, name, view, still))}</p></div>'
            for deck, name, view, phone in phones
        )

    def _named(self, deck: Deck, name: str, view: View, still: Still) -> str:
        """The name of a deck, and whether its phone shows what the original does."""
        same = deck.variant and any(
            other.variant == "" and view == own for other, own in zip(self._board.decks, still.views, strict=True)
        )
        return self._words("storyboard.same", variant=name) if same else name

    def _caption(self, still: Still, number: int) -> str:
        name = escape(self._name(still))
        kind = _RANKS[still.form.rank]
        mark = f'<em class="{kind}">{escape(self._words(f"storyboard.rank.{kind}"))}</em>' if kind else ""
        return (
            f'<figcaption><b>{number}</b> <span class="name">{name}</span>{mark}'
            f"<small>{escape(self._from(still))}</small></figcaption>"
        )

    def _from(self, still: Still) -> str:
        """Which flow shows a state, the first of all that do."""
        flows = still.flows.union(*(other.flows for other in still.others))
        first = self._board.flows[still.place[0]]
        rest = len(flows) - 1
        if rest == 0:
            return self._words("storyboard.from_one", flow=first)
        return self._words(f"storyboard.from_{'two' if rest == 1 else 'many'}", flow=first, n=rest)

    def _others(self, still: Still) -> str:
        if not still.others:
            return ""
        count = len(still.others)
        said = self._words(f"storyboard.others_{'one' if count == 1 else 'many'}", n=count)
        phones = "".join(map(self._phones, still.others))
        return f'<details><summary>{escape(said)}</summary><div class="more">{phones}</div></details>'

    def _anchors(self) -> Mapping[str, Anchors]:
        """Where the phones of each step begin, by part, and those of a closed app."""
        found: dict[str, dict[str, str]] = {}
        counts: dict[str, int] = {}
        for still in self._board.stills:
            what = still.step if still.form.open else CLOSED
            found.setdefault(what, {}).setdefault(still.part.lower(), _anchor(still))
            counts[what] = counts.get(what, 0) + 1
        return {step: Anchors(parts, counts[step]) for step, parts in found.items()}

    def _word_list(self) -> str:
        board = self._board
        shown: dict[tuple[str, str], list[int]] = {}
        for number, still in enumerate(board.stills, start=1):
            for key in still.form.keys:
                shown.setdefault((still.step, key), []).append(number)
        body = table(board.words, board.decks, board.names, shown)
        return f'<section id="words"><h2>{escape(self._words("storyboard.words"))}</h2>{body}</section>'

    def _foot(self) -> str:
        face = escape(self._words("storyboard.type_face", notice=type_face.NOTICE))
        names = "".join(f"<li>{escape(name)}</li>" for name in self._board.flows)
        invented = escape(self._words("simulation.invented"))
        return f'<footer><p>{invented}</p><p>{face}</p><ol id="flows" hidden>{names}</ol></footer>'


def _anchor(still: Still) -> str:
    return f"{still.part.lower()}-{still.step if still.form.open else CLOSED}"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return files("ac_tui.reports.storyboard").joinpath(name).read_text("utf-8").strip()
