"""Screens in plain text, and screenshots of flows: compared as text with the baselines beside the flow."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from ac_tui.assets import AssetError, read_text, replace_all
from ac_tui.deck.cells import OFF, cells, clip, drawable, wrap
from ac_tui.deck.redaction import change_texts, mask_codes
from ac_tui.deck.view import ASKED, Block, View, answer_buttons, runs, side_by_side
from ac_tui.flows.results import BASELINES, FlowResult, Shot, folder_of
from ac_tui.registry.faults import Fault, FileError, json_text

WIDTH: Final = 40  # cells of a line
FOLDER: Final = Path(".ac-tui")  # in the current folder: which flows of the last run failed, what differs
FAILED: Final = FOLDER / "last-failed.json"
PENDING: Final = FOLDER / "review.json"
_PART: Final = r"[A-Za-z0-9_](?:[\w .-]*[\w-])?"
_NAME: Final = re.compile(rf"{_PART}(?:/{_PART})*", re.ASCII)  # of files everywhere, perhaps in folders; no way out

Mode = Literal["compare", "new", "update"]
PICTURE: Final = ".html"  # how the file ends that shows a screenshot to people


class Snapshots(Struct, frozen=True):
    """How screenshots are compared; `draw` makes the page kept beside the text, baselines may be `required`."""

    mode: Mode
    draw: Callable[[View, str], str]
    required: bool = False

    def compare(self, file: str, name: str, view: View, focus: str, before: Iterable[Shot]) -> Shot:
        """Compare a screen (without secrets) with its baseline, or keep it; `before` are the flow's other ones."""
        if wrong := wrong_name(name):
            return Shot(file, name, words=f"screenshot: {wrong}", fails=True)
        baseline, text = Shot(file, name).baseline, as_text(view, focus)
        if any(one.baseline == baseline and one.text not in ("", text) for one in before):
            words = f"screenshot '{name}' was taken before, of another screen: each needs a name of its own"
            return Shot(file, name, words=words, fails=True)
        try:  # what is no text differs
            was = baseline.read_text("utf-8", errors="replace") if baseline.exists() else None
            if was == text:
                return Shot(file, name, was, text)
            picture = self.draw(view, focus)
            if self.mode == "update" or (self.mode == "new" and was is None):
                write_baseline(baseline, text, picture)
                return Shot(file, name, was, text, written=True)
        except OSError as error:
            words = f"screenshot '{name}': {error.filename or baseline}: {error.strerror}"
            return Shot(file, name, None, text, words=words, fails=True)
        if was is None:
            words = f"screenshot '{name}' has no baseline yet: --snapshot-update-new-only keeps it"
            return Shot(file, name, None, text, picture, words, self.required)
        pairs = zip_longest(was.split("\n"), text.split("\n"), fillvalue="")
        line, (old, new) = next((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
        words = f"first at line {line}: '{old.strip()}' is now '{new.strip()}' (ac-tui review shows all of it)"
        return Shot(file, name, was, text, picture, f"screenshot '{name}' is not as its baseline, {words}", fails=True)


def unused(results: Sequence[FlowResult], folders: Iterable[Path]) -> Iterable[Path]:
    """The baselines that no screenshot of a flow that passed asked for, and those in `folders` whose flow is gone."""
    taken = {shot.baseline for result in results for shot in result.shots}
    failed = {folder_of(result.file) for result in results if result.status != "passed"}
    places = sorted({folder_of(result.file) for result in results} - failed)
    for kept in (kept for folder in folders for kept in sorted(folder.glob(f"**/{BASELINES}/*"))):
        flow = kept.parent.parent / kept.name
        if kept.is_dir() and not any(flow.with_name(flow.name + end).exists() for end in (".yaml", ".yml")):
            places.append(kept)
    return dict.fromkeys(path for place in places for path in sorted(place.glob("**/*.txt")) if path not in taken)


def write_baseline(baseline: Path, text: str, picture: str) -> None:
    """Keep a screenshot; raises OSError."""
    replace_all({baseline: text.encode(), baseline.with_suffix(PICTURE): picture.encode()}, follow=False)


def remove_baseline(baseline: Path) -> None:
    """Delete a screenshot, and each folder of the baselines with the last one in it."""
    baseline.unlink(missing_ok=True)
    baseline.with_suffix(PICTURE).unlink(missing_ok=True)
    folder = baseline.parent
    while BASELINES in folder.parts and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def read_pending() -> list[Shot]:
    """What differed in the last run and nobody has decided on; raises FileError, also for baselines elsewhere."""
    if not PENDING.exists():
        return []
    try:
        found = msgspec.json.decode(read_text(PENDING), type=list[Shot])
    except (AssetError, msgspec.MsgspecError, RecursionError):
        raise FileError([Fault(str(PENDING), 1, "review", "is damaged: play the flows again (ac-tui test)")]) from None
    here = Path.cwd().resolve()
    for one in found:
        files = (here / one.baseline, (here / one.baseline).with_suffix(PICTURE))
        if wrong_name(one.name) or any(as_meant(file) != file or not file.is_relative_to(here) for file in files):
            message = f"'{one.flow}', '{one.name}': its baseline is not in this folder, or is a link"
            raise FileError([Fault(str(PENDING), 1, "review", message)])
    return found


def write_pending(shots: Iterable[Shot]) -> None:
    """Leave these differences, and no others, for the next review; raises OSError."""
    if (entries := [msgspec.structs.asdict(shot) for shot in shots]) or PENDING.exists():
        _write_state(PENDING, entries)


def wrong_name(name: str) -> str:
    """Why a baseline cannot have this name, or ""."""
    if len(name) > 100:
        return f"'{name[:100]}…' is longer than 100 characters"
    if _NAME.fullmatch(name):
        return ""
    return f"'{name}' is no name: letters, digits, spaces, '.', '_' and '-', with '/' between folders"


def read_failed() -> dict[Path, str]:
    """The flows that failed when they were last played, by what they are `as_meant`; none where none are known."""
    try:
        data = json.loads(read_text(FAILED))
    except (AssetError, ValueError, RecursionError):
        return {}
    return {as_meant(entry): entry for entry in data if isinstance(entry, str)} if isinstance(data, list) else {}


def remember(results: Sequence[FlowResult]) -> None:
    """Leave what failed, and what differs, for the next run; raises OSError."""
    played = {as_meant(result.file) for result in results}
    failed = {result.file for result in results if result.status != "passed"}
    _write_state(FAILED, sorted(failed.union(file for place, file in read_failed().items() if place not in played)))
    last = {shot.baseline: shot for result in results for shot in result.shots if shot.text}
    write_pending(shot for shot in last.values() if shot.picture)


def as_meant(file: Path | str) -> Path:
    """A path however it was spelled, links followed; one that leads round in a circle stays as it is."""
    return Path(os.path.realpath(str(file).replace("\0", "")))


def _write_state(path: Path, data: object) -> None:
    """Write a file of the folder, with the folder's own rule that git leaves it alone."""
    if FOLDER.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "a link, not a folder", str(FOLDER))
    files = {path: f"{json_text(data)}\n".encode(errors="backslashreplace")}
    if not (FOLDER / ".gitignore").exists():
        files[FOLDER / ".gitignore"] = b"*\n"
    replace_all(files, follow=False)


# The screen in plain text.


def as_text(view: View, focus: str) -> str:
    """What a baseline holds: the screen as a person sees it, then everything it is."""
    return "\n".join((picture(view, focus), "", "=" * 40, "", *_state(view, focus), ""))


def _state(view: View, focus: str) -> Iterator[str]:
    """Every block with everything it shows and is: exact, readable in a diff, no code and no secret in it."""
    yield from (f"step: {view.step}", f"clock: {view.clock}", f"back: {'yes' if view.back else 'no'}")
    yield f"focus: {focus or '-'}"
    if not view.open:
        yield "app: closed"
        return
    if view.heading:
        yield f"heading: {view.heading}"
    for block in view.blocks:
        checked = {True: ", checked", False: ", not checked", None: ""}[block.checked]
        yield from ("", f"[{block.id}] {block.kind}{checked}{'' if block.enabled else ', not enabled'}")
        for name in ("title", "text", "value", "placeholder", "error", "hint"):
            text = block.safe_value if name == "value" else getattr(block, name)
            if text:
                yield f"  {name}: {text}".replace("\n", "\n    ")
        group = ""
        for option in block.options:
            if option.group != group:
                group = option.group
                yield f"  {group}:"
            yield f"  {'(x)' if option.checked else '( )'} {option.text}"


def picture(view: View, focus: str = "") -> str:
    """The phone's screen as a person sees it, drawn in text; `focus` is the field with the cursor."""
    if not view.open:
        return "(the app is closed)"
    view = change_texts(mask_codes(view), drawable)
    top = drawable(f"{'‹' if view.back else ' '} {view.wordmark} · {view.clock}")
    return "\n".join(line.rstrip() for line in (top, *_page(view, focus)))


def _page(view: View, focus: str) -> Iterator[str]:
    """The heading and the blocks, a free line between those that do not belong together."""
    answers = answer_buttons(view)
    above: Block | None = None
    if view.heading:
        yield from wrap(view.heading, WIDTH)
    for block, *beside in side_by_side(view):
        rules = above is not None and (above.kind, block.kind) == ("secret", "checklist")
        together = above is not None and (rules or {above.id, block.id} <= answers)
        if (above is not None or view.heading) and not together:
            yield ""
        if block.id in answers:  # one of several
            yield from _hanging(" › ", block.text)
        else:
            yield from _block(block, beside, focus)
        above = beside[-1] if beside else block


def _block(block: Block, beside: Sequence[Block], focus: str) -> Iterator[str]:
    links = [one for one in beside if one.kind == "link"]
    if block.text and block.kind in ("checklist", "tabs", "choice", "field", "secret", "code"):
        yield from wrap(block.text, WIDTH)
    match block.kind:
        case "text":
            yield from wrap(_with_links(block.text, links), WIDTH)
        case "link":
            words = (_with_links("", [block, *links]), *(one.text for one in beside if one.kind == "text"))
            yield from wrap("  ".join(words), WIDTH)
        case "notice":
            sign = "✓ " if block.tone == "done" else "! "
            yield from _hanging(sign, "\n".join(filter(None, (block.title, block.text))))
        case "checklist" | "choice" | "tabs":
            yield from _options(block)
        case "field" | "secret":
            yield _written(block, focus)
        case "code":
            here = "_" if block.enabled and focus == block.id else ""
            digits = f"{block.value}{here}".ljust(block.digits, "·")
            yield from wrap(" ".join(f"[{digit}]" for digit in digits), WIDTH)
        case "checkbox":
            yield from _hanging("[x] " if block.checked else "[ ] ", _with_links(block.text, links))
        case "button":
            lines = wrap(_link_words(block), WIDTH - 6)
            yield from (f"{' ' * ((WIDTH - cells(line)) // 2)}{line}" for line in lines)
    for sign, said in (("✗ ", block.error), ("! ", block.hint)) if block.kind in ASKED else ():
        yield from _hanging(sign, said) if said else ()
    for other in (one for one in beside if one.kind == "field"):
        yield from _block(other, (), focus)


def _with_links(text: str, links: Sequence[Block]) -> str:
    return "".join(said if link is None else _link_words(link) for said, link in runs(text, links))


def _link_words(block: Block) -> str:
    return block.text if block.enabled else f"{OFF}{block.text}"


def _hanging(sign: str, text: str) -> Iterator[str]:
    for number, line in enumerate(wrap(text, WIDTH - len(sign))):
        yield f"{sign if not number else ' ' * len(sign)}{line}"


def _written(block: Block, focus: str) -> str:
    """What stands in a field, between heavy strokes where it has the focus: there one sees the end of it."""
    here, room = block.enabled and focus == block.id, WIDTH - 4
    shown = block.value or block.placeholder
    while here and cells(shown) > room:
        shown = shown[1:]
    side, shown = "┃" if here else "│", clip(shown, room)
    return f"{side} {shown}{' ' * (room - cells(shown))} {side}"


def _options(block: Block) -> Iterator[str]:
    on, off = ("[x] ", "[ ] ") if block.kind == "checklist" else ("(•) ", "( ) ")
    group = ""
    for option in block.options:
        if option.group not in ("", group):
            if group:
                yield ""
            group = option.group
            yield from wrap(group, WIDTH)
        yield from _hanging(on if option.checked else off, option.text)
