"""A page: one step as real widgets, top to bottom, with the air between them that there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, Final, NamedTuple

from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.layout import WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget

from ac_tui.deck.cells import cells
from ac_tui.deck.view import Block, View, answer_buttons, side_by_side
from ac_tui.surfaces.tui.keys import TypeaheadFilter
from ac_tui.surfaces.tui.phone.block import BlockText, BlockWidget, PhoneButton, SideBySide, stands_above

Texts = Mapping[str, str]  # what stands in the fields of a View, in clear, by block
_IMPORTED: Final = {
    "field": "fields.TextField",
    "secret": "fields.Secret",
    "code": "fields.CodeField",
    "tabs": "choices.PhoneTabs",
    "choice": "choices.Choice",
    "checkbox": "choices.TickBox",
}
"""Widgets by kind; what a step has no use for is not even imported."""
_BUTTONS: Final = ("main", "second", "answer")
REMARKS: Final = frozenset({"error", "hint"})  # what is said of a block below it


class Part(NamedTuple):
    """A piece of a page: the widget that shows it can be kept as long as its key is the same."""

    kind: str
    blocks: tuple[Block, ...]


def parts_of(view: View) -> dict[str, Part]:
    """The parts of a View by their keys, in their order, but for what stands in fields."""
    parts: dict[str, Part] = {}
    if view.heading:
        parts["heading"] = Part("heading", (Block("heading", "text", view.heading),))
    answers = answer_buttons(view)
    main = next((block.id for block in view.blocks if block.kind == "button"), "")
    for group in side_by_side(view):
        first = group[0]
        kind: str = first.kind
        if len(group) > 1:
            kind = "consent" if [block.kind for block in group] == ["checkbox", "link"] else "row"
        elif first.kind == "button":
            kind = "answer" if first.id in answers else "main" if first.id == main else "second"
        if kind in ("field", "secret", "code") and cells(first.text) > 20:  # less has room in the border on any phone
            parts[f"label {first.id}"] = Part("label", (first,))
        options = [option.id for option in first.options] if first.kind in ("tabs", "choice") else []
        bare = tuple(block._replace(value="") if block.writable else block for block in group)
        parts[" ".join((kind, *(block.id for block in group), *options))] = Part(kind, bare)
        for block in group:
            parts |= {f"{name} {block.id}": Part(name, (block,)) for name in sorted(REMARKS) if getattr(block, name)}
    return parts


class PageLayout(VerticalLayout):
    """Top to bottom; lines that are left go before the parts that part most, then make the buttons tall."""

    name = "page"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> list[WidgetPlacement]:
        """Where each widget of a page stands."""
        assert isinstance(parent, Page)
        parts = {widget: part for part, widget in parent.shown()}  # without those that are about to go
        placed = [
            (part, placement)
            for placement in super().arrange(parent, children, size, greedy)
            if (part := parts.get(placement.widget)) is not None
            and (part.kind != "label" or stands_above(part.blocks[0].text, size.width - 1))
        ]
        spare = size.height - sum(placement.region.height for _, placement in placed)
        ranks = [_rank(above, below) for (above, _), (below, _) in pairwise(placed)]
        ranked = sorted((rank, number) for number, rank in enumerate(ranks, start=1) if rank is not None)
        gaps = {number for _, number in ranked[: max(0, spare)]}
        buttons = sum(part.kind in _BUTTONS for part, _ in placed)
        taller = 2 if buttons and spare - len(ranked) >= 2 * buttons else 0  # lines that a tall button takes more
        arranged, y = [], 0
        for number, (part, placement) in enumerate(placed):
            height = placement.region.height + (taller if part.kind in _BUTTONS else 0)
            y += number in gaps
            arranged.append(placement._replace(region=placement.region._replace(y=y, height=height)))
            y += height
        return arranged


def _rank(above: Part, below: Part) -> int | None:
    """How little a free line between two parts is needed; None where nothing comes between them."""
    kinds = above.kind, below.kind
    if below.kind in REMARKS or above.kind == "label" or kinds == ("secret", "checklist"):
        return None
    if above.kind == "heading" or below.kind == "main":
        return 0
    if "notice" in kinds or below.kind in ("second", "answer"):
        return 1
    if below.kind in ("label", "code", "field", "secret", "tabs", "choice"):
        return 2
    return 3 if any(part.blocks[0].interactive for part in (above, below)) else 4


class Page(VerticalScroll, can_focus=False):
    """Shows the Views of one step; what a View leaves as it was is not touched."""

    ALLOW_MAXIMIZE = False
    layout = PageLayout()  # which no name in a style file says

    def __init__(self, view: View, texts: Texts, typeahead: TypeaheadFilter) -> None:
        self._typeahead = typeahead
        self._parts = parts_of(view)
        self._shown = {key: self._make(part, texts) for key, part in self._parts.items()}
        super().__init__(*self._shown.values(), id=f"step-{view.step}", classes=f"page {view.step}")

    def _make(self, part: Part, texts: Texts) -> Widget:
        if part.kind not in ("row", "consent"):
            return self._single(part.blocks[0], part.kind, texts)
        widgets: list[Any] = [self._single(one, one.kind, texts) for one in part.blocks]
        return (SideBySide if part.kind == "row" else _imported("choices.Consent"))(*widgets)

    def _single(self, block: Block, kind: str, texts: Texts) -> Widget:
        if kind in _IMPORTED:
            written = (texts.get(block.id, ""),) if block.writable else ()
            widget: BlockWidget = _imported(_IMPORTED[kind])(block, *written)
        elif kind in ("link", *_BUTTONS):
            widget = PhoneButton(block)
        else:
            return BlockText(block, kind)
        widget.typeahead = self._typeahead
        return widget.add_class(kind)

    async def show(self, view: View, texts: Texts) -> None:
        """Show a View, at once in the widgets that are there; then those go and come that have to."""
        for widget in self.blocks:
            if widget.block.id in texts:
                widget.hold(texts[widget.block.id])
        before, self._parts = self._parts, parts_of(view)
        for key, part in self._parts.items():
            if key in self._shown and part != before[key]:
                for one, block in zip(_singles(self._shown[key]), part.blocks, strict=True):
                    one.show_block(block)
        if [*self._parts] == [*self._shown]:
            return
        # A field that a mouse went down in, and that goes before it comes up, would have the mouse for ever.
        self.app.capture_mouse(None)
        gone = [self._shown.pop(key) for key in [*self._shown] if key not in self._parts]
        coming = {key: self._make(part, texts) for key, part in self._parts.items() if key not in self._shown}
        there = self._shown | coming
        self._shown = {key: there[key] for key in self._parts}
        following: Widget | None = None
        for key in reversed(self._shown):
            if key in coming:
                await self.mount(coming[key], before=following)
            following = self._shown[key]
        if gone:
            await self.remove_children(gone)

    @property
    def blocks(self) -> list[BlockWidget]:
        """Everything that a person can act on, in the order of the page."""
        return [one for widget in self._shown.values() for one in _singles(widget) if isinstance(one, BlockWidget)]

    @property
    def stops(self) -> list[BlockWidget]:
        """Everything that can have the focus, in the order of the page."""
        return [widget for widget in self.blocks if not widget.disabled]

    def shown(self) -> Iterator[tuple[Part, Widget]]:
        """The parts of the page from top to bottom, each with its widget."""
        return ((part, self._shown[key]) for key, part in self._parts.items() if key in self._shown)

    def find(self, block: str) -> BlockWidget | None:
        """The widget of a block that a person can act on."""
        return next((widget for widget in self.blocks if widget.block.id == block), None)

    def reveal(self, widget: BlockWidget, patience: int = 5) -> None:
        """Bring a widget into sight, with what is said of it, once both are laid out, which may take some refreshes."""

        def bring() -> None:
            remarks = (self._shown.get(f"{remark} {widget.block.id}") for remark in REMARKS)
            outer = widget.parent if isinstance(widget.parent, SideBySide) else widget
            regions = [shown.virtual_region for shown in (outer, *remarks) if shown is not None]
            if all(regions):
                self.scroll_to_region(Region.from_union(regions), animate=False, force=True, immediate=True)
            elif patience and widget.is_attached:
                self.reveal(widget, patience - 1)

        self.call_after_refresh(bring)


def _imported(place: str) -> Any:
    module, name = place.split(".")
    return getattr(import_module(f"ac_tui.surfaces.tui.phone.{module}"), name)


def _singles(widget: Any) -> Sequence[Any]:
    return widget.parts if isinstance(widget, SideBySide) else (widget,)
