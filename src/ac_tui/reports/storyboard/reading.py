"""Drawing what a person reads on a phone: sentences, links, notices, checklists."""

from __future__ import annotations

from ac_tui.deck.layout_cells import drawable
from ac_tui.deck.layout_sheet import option_part
from ac_tui.deck.layout_texts import drawable_lines
from ac_tui.deck.view import Block
from ac_tui.reports.storyboard import signs
from ac_tui.reports.storyboard.ink import WORDS
from ac_tui.reports.storyboard.paper import LEFT, ROOM, Paper, Run
from ac_tui.reports.storyboard.type_face import width, wrap

MIDDLE = LEFT + ROOM / 2
_SIGN = 22.0
"""The room a sign takes before the words it belongs to."""
Beside = tuple[Block, ...]


def with_links(text: str, links: Beside) -> tuple[str, list[Run]]:
    """A text with the links that stand beside it: within it where their words occur in it, else after it."""
    runs: list[Run] = []
    for link in links:
        words = drawable(link.text)
        at = text.find(words)
        if at < 0:
            at = len(text) + 1 if text else 0
            text = f"{text} {words}" if text else words
        runs.append(Run(at, at + len(words), "link" if link.enabled else "link-off"))
    return text, runs


def text(paper: Paper, block: Block, beside: Beside) -> None:
    """Draw a sentence and the links beside it."""
    words, runs = with_links(drawable_lines(block.text), tuple(b for b in beside if b.kind == "link"))
    paper.words("text", words, runs=runs, centred=paper.below_button and bool(runs))


def link(paper: Paper, block: Block, beside: Beside) -> None:
    """Draw a link on a line of its own, and below it what stands beside it."""
    for one in (block, *(b for b in beside if b.kind == "link")):
        words = drawable(one.text)
        if one.enabled:
            paper.words("link", words, centred=paper.below_button)
        else:
            _dead(paper, words)
    for said in beside:
        if said.kind == "text":
            paper.words("muted", drawable_lines(said.text), centred=paper.below_button)


def _dead(paper: Paper, words: str) -> None:
    """A link that cannot be used now: not by its colour alone."""
    look = WORDS["link-off"]
    room = ROOM - 2 * _SIGN
    widest = max(width(words[p.start : p.end], look.size) for p in wrap(words, look.size, room))
    indent = (room - widest) / 2 if paper.below_button else 0.0
    signs.off(paper, LEFT + indent + 8, paper.y + look.line / 2)
    paper.words("link-off", words, x=LEFT + _SIGN, room=room, centred=paper.below_button)


def notice(paper: Paper, block: Block, _: Beside) -> None:
    """Draw a notice in its frame, behind an exclamation mark, or a tick for something that went well."""
    room, top, edge = ROOM - 62, paper.y, 14.0
    at = len(paper.marks)
    paper.y += edge
    for kind, part, said in (("notice-title", "title", block.title), ("notice", "text", block.text)):
        if said:
            begin = paper.y
            paper.words(kind, drawable_lines(said), x=LEFT + 46, room=room)
            paper.place(block.id, part, begin)
    paper.y += edge
    written, paper.marks[at:] = paper.marks[at:], []
    paper.box("notice", LEFT, top, ROOM, paper.y - top, 12)
    if block.tone == "done":
        signs.met(paper, LEFT + 24, top + edge + 10.5)
    else:
        signs.advice(paper, LEFT + 24, top + edge + 10.5, 9.5)
    paper.marks += written


def checklist(paper: Paper, block: Block, _: Beside) -> None:
    """Draw a list of conditions, each behind a tick or an empty ring."""
    caption(paper, block)
    for option in block.options:
        sign, kind = (signs.met, "tick-on") if option.checked else (signs.unmet, "tick-off")
        top = paper.y
        sign(paper, LEFT + 10, paper.y + WORDS[kind].line / 2)
        paper.words(kind, drawable(option.text), x=LEFT + 28, room=ROOM - 28)
        paper.place(block.id, option_part(option.id), top)
        paper.y += 3
    paper.y -= 3 if block.options else 0


def remark(paper: Paper, block: Block) -> None:
    """Write a field's error and hint below it, each behind its sign."""
    for kind, said, sign in (("error", block.error, signs.wrong), ("hint", block.hint, signs.advice)):
        if said:
            paper.y += 7
            top = paper.y
            sign(paper, LEFT + 9, paper.y + WORDS[kind].line / 2)
            paper.words(kind, drawable(said), x=LEFT + _SIGN + 3, room=ROOM - _SIGN - 3)
            paper.place(block.id, kind, top)


def caption(paper: Paper, block: Block) -> None:
    """Write what stands above a block's options, where there is anything."""
    if block.text:
        top = paper.y
        paper.words("label", drawable(block.text))
        paper.place(block.id, "text", top)
