"""How a written flow points at things: at a block by its plainest selector, at a screen by what tells it best."""

from __future__ import annotations

from ac_tui.deck.view import Block, View
from ac_tui.flows.selector import Wanted, elements, find, matcher
from ac_tui.flows.writing import Argument, literal


def recognised_by(view: View) -> str:
    """The text that tells a screen best: its notice, an error, its heading or the first thing it says."""
    notice = view.notice
    if notice is not None:
        return literal(notice.title or notice.text)
    error = next((block.error for block in view.blocks if block.error), "")
    return literal(error or view.heading or next((text for _, text in view.texts()), view.wordmark))


def selector_for(view: View, block: Block, option: str = "") -> Argument:
    """The plainest selector that means this block, or this option of it, on this screen."""
    everything = [*elements(view)]
    mine = [e for e in everything if e.block == block.id and e.option == option and (e.kind == block.kind or option)]
    if not mine:
        return {"id": block.id}
    target = mine[0]
    texts = [text for text in (block.text, block.placeholder) if text] if not option else list(target.texts)
    for text in texts:
        if find(view, Wanted(matcher(text)), "") == target:
            return literal(text)
    name = f"{block.id}.{option}" if option else block.id
    if find(view, Wanted(id=matcher(name)), "") == target:
        return {"id": name}
    same = [e for e in everything if matcher(name)(e.name)]
    return {"id": name, "index": str(same.index(target))}
