"""A View as data in plain text, for baselines: exact, readable in a diff, no code and no secret in it."""

from __future__ import annotations

from collections.abc import Iterator

from ac_tui.deck.view import Block, BlockOption, View


def state(view: View, focus: str = "") -> str:
    """Every block with everything it shows and is, one line each: what a baseline holds."""
    lines = [f"step: {view.step}", f"clock: {view.clock}", f"back: {_yes(view.back)}", f"focus: {focus or '-'}"]
    if not view.open:
        return "\n".join([*lines, "app: closed", ""])
    if view.heading:
        lines.append(f"heading: {view.heading}")
    for block in view.blocks:
        lines.append("")
        lines.extend(_block(block))
    return "\n".join([*lines, ""])


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _block(block: Block) -> Iterator[str]:
    traits: list[str] = [block.kind]
    if block.checked is not None:
        traits.append("checked" if block.checked else "not checked")
    if not block.enabled:
        traits.append("not enabled")
    yield f"[{block.id}] {', '.join(traits)}"
    pieces = (
        ("title", block.title),
        ("text", block.text),
        ("value", block.safe_value),
        ("placeholder", block.placeholder),
        ("error", block.error),
        ("hint", block.hint),
    )
    for name, text in pieces:
        if text:
            yield from _piece(name, text)
    group = ""
    for option in block.options:
        if option.group != group:
            group = option.group
            yield f"  {group}:"
        yield _option(option)


def _piece(name: str, text: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    yield f"  {name}: {first}"
    for line in rest:
        yield f"    {line}"


def _option(option: BlockOption) -> str:
    return f"  {'(x)' if option.checked else '( )'} {option.text}"
