"""Variants: folders of files that replace texts by key, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ac_tui import assets
from ac_tui.deck.desk_model import flat
from ac_tui.deck.files import VARIANTS, Source, laid_over
from ac_tui.deck.model import FilePart
from ac_tui.deck.model import Path as Key
from ac_tui.deck.rules import meant
from ac_tui.deck.shape import dotted
from ac_tui.deck.text import BraceError, placeholder_change
from ac_tui.registry.faults import Fault
from ac_tui.registry.toml import locate_toml

_REMARKS = ("status", "note")


def variant_names(directory: Path | None = None) -> tuple[str, ...]:
    """The variants there are for a folder of screens, its own and those ac-tui ships, by name."""
    homes = {assets.screens_dir(), directory or assets.screens_dir()}
    return tuple(sorted({path.name for home in homes for path in (home / VARIANTS).glob("*") if path.is_dir()}))


def variant_folder(home: Path, name: str) -> Path | None:
    """The folder of a variant, None where there is none; a name is no path."""
    if name in variant_names(home):
        own = home / VARIANTS / name
        return own if own.is_dir() else assets.screens_dir() / VARIANTS / name
    return None


def overlay(base: Source, part: FilePart, over: Source) -> Source:
    """A file with a variant's texts laid over it, as a source in the variant's name; its faults are the variant's."""
    texts = _leaves(part)
    layer = Source(over.path, over.text, {}, list(over.faults))
    replaced: list[tuple[Key, object]] = []
    for path, value in flat(over.data):
        if path[-1] in _REMARKS and any(path[:-1] == known[: len(path) - 1] for known in texts):
            replaced.append((path, value))
        elif path not in texts:
            names = [dotted(known).strip("`") for known in texts]
            message = f"{dotted(path)} is no text of {base.path.name}: a variant replaces texts and nothing else"
            layer.fault(path, "variant-key", message + meant(dotted(path).strip("`"), names))
        elif _same_placeholders(layer, base, path, texts[path], value):
            replaced.append((path, value))
    layer.data = laid_over(base.data, iter(replaced))
    return layer


def _leaves(part: FilePart) -> Mapping[Key, str]:
    """The texts that may be replaced; sentences in a list are replaced together."""
    texts: dict[Key, str] = {}
    for path, text in part.texts():
        key = path[:-1] if isinstance(path[-1], int) else path
        texts[key] = texts.get(key, "") + text
    return texts


def _same_placeholders(layer: Source, base: Source, path: Key, original: str, value: object) -> bool:
    """Whether both fill in the same; what only the variant fills in may as well be lost from the original."""
    text = "".join(map(str, value)) if isinstance(value, list) else str(value)
    try:
        said, surplus = placeholder_change(original, text)
    except BraceError as error:
        layer.fault(path, "brace", str(error))
        return False
    if said:
        layer.fault(path, "variant-placeholder", f"{dotted(path)} {said}: it carries the same as the original")
    if surplus:
        doubt = f"{dotted(path)} does not fill in {surplus}, and a variant of it does"
        layer.faults.append(Fault(base.name, locate_toml(base.text, path), "variant-placeholder", doubt, "warning"))
    return not said
