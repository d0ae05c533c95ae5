"""The storyboard as one HTML page with nothing outside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import language_of
from ac_tui.journey.events import CloseApp
from ac_tui.reports.storyboard.diagram import Anchors, diagram, screens
from ac_tui.reports.storyboard.outline import RANKS
from ac_tui.reports.storyboard.states import ScreenState, alike, differing, guide_numbers
from ac_tui.reports.storyboard.word_table import WordRow
from ac_tui.surfaces.web.phone import FONT_NOTICE, css, font_css, phone
from ac_tui.surfaces.web.templates import content_policy, resource, template

if TYPE_CHECKING:
    from markupsafe import Markup

ON_A_SHEET: Final = 6
"""How many phones are printed on one sheet of paper."""
_MOST_LINKS: Final = 6
"""How many states a row of the word table leads to."""
CLOSED: Final = CloseApp.name
"""What a state without a screen is filed under."""
_HERE: Final = "ac_tui.reports.storyboard"


@dataclass(frozen=True)
class Storyboard:
    """All that stands on a page: states in order, in the words of each deck, who reached them, the words.

    The page itself speaks as the first deck does. `names` are over the decks' columns, `flows` the names of the flows
    by number, as they may be told. `places` are links to the states in the simulator's page, in their
    order, "" where there is none.
    """

    decks: Sequence[Deck]
    names: Sequence[str]
    states: Sequence[ScreenState]
    flows: Sequence[str]
    words: Sequence[WordRow]
    places: Sequence[str]


@dataclass(frozen=True)
class DeckPhone:
    """One phone: `deck` is the name under it, "" where there is only one."""

    phone: Markup
    language: str
    deck: str


@dataclass(frozen=True)
class Figure:
    """One state as it stands on the page; `pictures` are its phones in each deck, first seen first.

    `anchor` and `heading` are those of the step where it is the first state of one, else "".
    """

    number: int
    state: ScreenState
    name: str
    anchor: str
    heading: str
    guide: str
    remark: str
    origin: str
    others: str
    place: str
    differs: bool
    pictures: Sequence[Sequence[DeckPhone]]


@dataclass(frozen=True)
class PagePart:
    """A part of the guide: its letter, its name in full and in short, its figures by sheet of paper."""

    id: str
    name: str
    short: str
    count: str
    sheets: Sequence[Sequence[Figure]]


def page(board: Storyboard) -> str:
    """The whole page: the same storyboard always gives the same text."""
    return _Page(board).html()


class _Page:
    def __init__(self, board: Storyboard) -> None:
        self._board = board
        self._deck = board.decks[0]
        self._words = self._deck.words

    def html(self) -> str:
        """All of it."""
        from markupsafe import Markup

        board = self._board
        style = Markup("\n").join((font_css(), css(), resource(_HERE, "page.css")))
        script = resource(_HERE, "page.js")
        return template(_HERE, "page.html.jinja").render(
            words=self._words,
            language=language_of(self._deck.variant),
            style=style,
            script=script,
            policy=content_policy(style, script),
            decks=min(len(board.decks), 4),
            counts={
                "screens": len(board.states),
                "flows": len(board.flows),
                "steps": len({state.step for state in board.states if state.outline.open}),
            },
            versions=board.names if len(board.decks) > 1 or self._deck.variant else (),
            diagram=Markup(diagram(self._deck, self._anchors())),
            parts=list(self._parts()),
            may_differ=any(alike(self._deck, deck) for deck in board.decks[1:]),
            names=board.names,
            sections=list(self._sections()),
            shown=self._shown(),
            most_links=_MOST_LINKS,
            font=FONT_NOTICE,
            flows=board.flows,
        )

    def _parts(self) -> Iterator[PagePart]:
        figures = list(self._figures())
        size = max(1, ON_A_SHEET // len(self._board.decks))
        for name, group in groupby(figures, key=lambda figure: figure.state.part.lower()):
            members = list(group)
            yield PagePart(
                id=name,
                name=self._words(f"storyboard.part.{name}"),
                short=self._words(f"storyboard.short.{name}"),
                count=screens(self._deck, len(members)),
                sheets=[members[at : at + size] for at in range(0, len(members), size)],
            )

    def _figures(self) -> Iterator[Figure]:
        before = ""
        for number, (state, place) in enumerate(zip(self._board.states, self._board.places, strict=True), start=1):
            anchor, name = _anchor(state), self._name(state)
            several = len(state.others)
            all_data = (state, *state.others)
            yield Figure(
                number=number,
                state=state,
                name=name,
                anchor=anchor if anchor != before else "",
                heading=name if anchor != before else "",
                guide=" ".join(guide_numbers(state, self._deck)),
                remark=RANKS[state.outline.rank],
                origin=self._origin(state),
                others=self._words(f"storyboard.others_{'one' if several == 1 else 'many'}", n=several)
                if several
                else "",
                place=place,
                differs=any(any(differing(one, self._board.decks)) for one in all_data),
                pictures=[list(self._phones(one, f"p{number}-{at}")) for at, one in enumerate(all_data)],
            )
            before = anchor

    def _name(self, state: ScreenState) -> str:
        """How the desk calls a state's screen; an app that is closed shows none."""
        return self._words(f"screen.{state.step}" if state.outline.open else f"storyboard.any.{CLOSED}")

    def _phones(self, state: ScreenState, name: str) -> Iterator[DeckPhone]:
        """The phones of one state in the words of every deck."""
        decks, names = self._board.decks, self._board.names
        original = next((view for deck, view in zip(decks, state.views, strict=True) if not deck.variant), None)
        shown = zip(decks, names, state.views, differing(state, decks), strict=True)
        for place, (deck, called, view, places) in enumerate(shown):
            drawn = phone(view, deck, f"{name}-{place}", focus=state.focus, differing=places)
            same = bool(deck.variant) and view.open and view == original
            said = self._words("storyboard.same", variant=called) if same else called
            yield DeckPhone(drawn, language_of(deck.variant), said if len(decks) > 1 else "")

    def _origin(self, state: ScreenState) -> str:
        """Which flow shows a state, the first of all that do."""
        first = self._board.flows[state.first[0]]
        rest = len(state.all_flows) - 1
        if rest == 0:
            return self._words("storyboard.from_one", flow=first)
        return self._words(f"storyboard.from_{'two' if rest == 1 else 'many'}", flow=first, n=rest)

    def _anchors(self) -> Mapping[str, Anchors]:
        """Where the phones of each step begin, by part, and those of a closed app."""
        found: dict[str, dict[str, str]] = {}
        counts: dict[str, int] = {}
        for state in self._board.states:
            what = state.step if state.outline.open else CLOSED
            found.setdefault(what, {}).setdefault(state.part.lower(), _anchor(state))
            counts[what] = counts.get(what, 0) + 1
        return {step: Anchors(parts, counts[step]) for step, parts in found.items()}

    def _sections(self) -> Iterator[tuple[str, str, list[WordRow]]]:
        """The rows of each screen, and of the messages, under its name."""
        for place, found in groupby(self._board.words, key=lambda row: row.place):
            name = f"screen.{place}" if place in self._deck.screens else "panel.messages.title"
            yield place, self._words(name), list(found)

    def _shown(self) -> Mapping[tuple[str, str], Sequence[tuple[int, str]]]:
        """By step and key the states that show a text, () where none does; there is no state of a message."""
        shown: dict[tuple[str, str], list[tuple[int, str]]] = {
            (row.place, row.key): [] for row in self._board.words if row.place in self._deck.screens
        }
        for number, state in enumerate(self._board.states, start=1):
            for key in state.outline.keys:
                shown.setdefault((state.step, key), []).append((number, state.address))
        return shown


def _anchor(state: ScreenState) -> str:
    return f"{state.part.lower()}-{state.step if state.outline.open else CLOSED}"
