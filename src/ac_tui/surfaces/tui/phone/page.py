"""A page: one step as real widgets, top to bottom, with the air between them that there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, Final, NamedTuple

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.layout import WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget

from ac_tui.deck.view import Block, View, answer_buttons, side_by_side
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.keys import TypeaheadFilter
from ac_tui.surfaces.tui.phone.block import BlockText, BlockWidget, SideBySide, stands_above

Texts = Mapping[str, str]
"""What stands in the fields of a View, in clear, by block."""

_WIDGETS: Final = {
    "field": "fields.TextField",
    "secret": "fields.Secret",
    "code": "fields.CodeField",
    "tabs": "choices.PhoneTabs",
    "choice": "choices.Choice",
    "checkbox": "choices.TickBox",
    "link": "buttons.PhoneLink",
    "answer": "buttons.Answer",
    "main": "buttons.PhoneButton",
    "second": "buttons.PhoneButton",
}
"""The widget of each kind that a person can act on; what a step has no use for is not even imported."""
_BUTTONS: Final = ("main", "second", "answer")
REMARKS: Final = frozenset({"error", "hint"})
"""What is said of a block below it."""
_SHORT: Final = 20
"""Cells of a label that has room in the border of its field on any phone."""
_TALLER: Final = 2
"""Lines that a tall button takes more than a flat one."""
_PATIENCE: Final = 5
"""How many refreshes a widget that was just put on a page may take to be laid out."""


class Part(NamedTuple):
    """A piece of a page: the widget that shows it can be kept as long as the `key` is the same."""

    key: str
    kind: str
    blocks: tuple[Block, ...]


def parts_of(view: View) -> Iterator[Part]:
    """The parts of a View in their order, but for what stands in fields."""
    if view.heading:
        yield Part("heading", "heading", (Block("heading", "text", view.heading),))
    answers = answer_buttons(view)
    main = next((block.id for block in view.blocks if block.kind == "button"), "")
    for group in side_by_side(view):
        first = group[0]
        kind: str = first.kind
        if len(group) > 1:
            kind = "consent" if [block.kind for block in group] == ["checkbox", "link"] else "row"
        elif first.kind == "button":
            kind = "answer" if first.id in answers else "main" if first.id == main else "second"
        if kind in ("field", "secret", "code") and cell_len(first.text) > _SHORT:
            yield Part(f"label {first.id}", "label", (first,))
        options = [option.id for option in first.options] if first.kind in ("tabs", "choice") else []
        bare = tuple(block._replace(value="") if block.writable else block for block in group)
        yield Part(" ".join((kind, *(block.id for block in group), *options)), kind, bare)
        for block in group:
            for remark in sorted(REMARKS):
                if getattr(block, remark):
                    yield Part(f"{remark} {block.id}", remark, (block,))


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
        ranked = sorted(
            (_rank(above, below), number)
            for number, ((above, _), (below, _)) in enumerate(pairwise(placed), start=1)
            if not _belongs(above, below)
        )
        gaps = {number for _, number in ranked[: max(0, spare)]}
        buttons = sum(part.kind in _BUTTONS for part, _ in placed)
        taller = _TALLER if buttons and spare - len(ranked) >= _TALLER * buttons else 0
        arranged, y = [], 0
        for number, (part, placement) in enumerate(placed):
            region = placement.region
            height = region.height + (taller if part.kind in _BUTTONS else 0)
            y += number in gaps
            arranged.append(placement._replace(region=Region(region.x, y, region.width, height)))
            y += height
        return arranged


_LAYOUT: Final = PageLayout()


def _belongs(above: Part, below: Part) -> bool:
    """Whether nothing comes between two parts: what is said of a block, and the rules a password is written by."""
    if below.kind in REMARKS or above.kind == "label":
        return True
    return above.kind == "secret" and below.kind == "checklist"


def _rank(above: Part, below: Part) -> int:
    """How little a free line between two parts is needed."""
    if above.kind == "heading" or below.kind == "main":
        return 0
    if "notice" in (above.kind, below.kind) or below.kind in ("second", "answer"):
        return 1
    if below.kind in ("label", "code", "field", "secret", "tabs", "choice"):
        return 2
    return 3 if any(part.blocks[0].interactive for part in (above, below)) else 4


class Page(VerticalScroll, can_focus=False):
    """Shows the Views of one step; what a View leaves as it was is not touched."""

    ALLOW_MAXIMIZE = False

    def __init__(self, step: str, view: View, texts: Texts, typeahead: TypeaheadFilter) -> None:
        self._typeahead = typeahead
        self._parts = {part.key: part for part in parts_of(view)}
        self._shown = {key: self._make(part, texts) for key, part in self._parts.items()}
        self._blocks = self._acted_on()
        super().__init__(*self._shown.values(), id=f"step-{step}", classes=f"page {step}")

    @property
    def layout(self) -> PageLayout:
        """How it is laid out, which no name in a style file says."""
        return _LAYOUT

    def _make(self, part: Part, texts: Texts) -> Widget:
        """The widget that shows a part."""
        if part.kind not in ("row", "consent"):
            return self._single(part.blocks[0], part.kind, texts)
        from ac_tui.surfaces.tui.phone.buttons import Consent, PhoneRow

        widgets: list[Any] = [self._single(one, one.kind, texts) for one in part.blocks]
        return PhoneRow(*widgets) if part.kind == "row" else Consent(*widgets)

    def _single(self, block: Block, kind: str, texts: Texts) -> Widget:
        """The widget of one block."""
        if kind not in _WIDGETS:
            return BlockText(block, kind)
        module, name = _WIDGETS[kind].split(".")
        widget: BlockWidget = getattr(import_module(f"ac_tui.surfaces.tui.phone.{module}"), name)(block)
        widget.typeahead = self._typeahead
        widget.hold(texts.get(block.id, ""))
        return widget.add_class(kind)

    def update(self, view: View, texts: Texts) -> bool:
        """Show a View in the widgets that are there; whether any has to come or to go, see `rearrange`."""
        for widget in self._blocks:
            if widget.WRITABLE and widget.block.id in texts:
                widget.hold(texts[widget.block.id])
        wanted = {part.key: part for part in parts_of(view)}
        for key, part in wanted.items():
            if key in self._shown and part != self._parts[key]:
                for one, block in zip(_singles(self._shown[key]), part.blocks, strict=True):
                    one.show_block(block)
        self._parts = wanted
        return list(wanted) != list(self._shown)

    async def rearrange(self, texts: Texts) -> None:
        """Take away the widgets of parts that are no more, and put in those of new ones."""
        gone = [self._shown.pop(key) for key in list(self._shown) if key not in self._parts]
        coming = {key: self._make(part, texts) for key, part in self._parts.items() if key not in self._shown}
        there = self._shown
        self._shown = {key: coming.get(key) or there[key] for key in self._parts}
        self._blocks = self._acted_on()
        before: Widget | None = None
        for key in reversed(self._shown):
            if key in coming:
                await self.mount(coming[key], before=before)
            before = self._shown[key]
        if gone:
            await self.remove_children(gone)

    def _acted_on(self) -> list[BlockWidget]:
        return [one for widget in self._shown.values() for one in _singles(widget) if isinstance(one, BlockWidget)]

    @property
    def stops(self) -> list[BlockWidget]:
        """Everything that can have the focus, in the order of the page."""
        return [widget for widget in self._blocks if not widget.disabled]

    def shown(self) -> Iterator[tuple[Part, Widget]]:
        """The parts of the page from top to bottom, each with its widget."""
        return ((part, self._shown[key]) for key, part in self._parts.items() if key in self._shown)

    def find(self, block: str) -> BlockWidget | None:
        """The widget of a block that a person can act on."""
        return next((widget for widget in self._blocks if widget.block.id == block), None)

    def take(self, simulation: Simulation) -> None:
        """Let the journey know of all that was written, chosen and ticked here since it was last shown."""
        for widget in self._blocks:
            widget.take(simulation)

    def forget(self) -> None:
        """Hold no secret while the page is out of sight."""
        for widget in self._blocks:
            if widget.block.kind in ("secret", "code"):
                widget.hold("")

    def reveal(self, widget: BlockWidget) -> None:
        """Bring a widget into sight, with what is said of it, as soon as both are laid out."""
        self.call_after_refresh(self._bring_into_sight, widget, _PATIENCE)

    def _bring_into_sight(self, widget: BlockWidget, patience: int) -> None:
        outer = next(node for node in widget.ancestors_with_self if node.parent is self or node.parent is None)
        remarks = (self._shown.get(f"{remark} {widget.block.id}") for remark in REMARKS)
        regions = [shown.virtual_region for shown in (outer, *remarks) if isinstance(shown, Widget)]
        if all(regions):
            self.scroll_to_region(Region.from_union(regions), animate=False, force=True, immediate=True)
        elif patience and widget.is_attached:
            self.call_after_refresh(self._bring_into_sight, widget, patience - 1)


def _singles(widget: Any) -> Sequence[Any]:
    """The widgets of the blocks of a part."""
    return widget.parts if isinstance(widget, SideBySide) else (widget,)
