"""`ac-tui check [PATH…]`: every fault of screens, fixtures and flows, with file and line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ac_tui.assets import AssetError
from ac_tui.registry.faults import Fault, FileError, in_order, json_text, printable

if TYPE_CHECKING:
    from ac_tui.deck.model import Status
    from ac_tui.journey.policy import Policy
    from ac_tui.registry.index import Registry
    from ac_tui.registry.model import Customer

FINDINGS, USAGE, NOTHING = 1, 2, 5

_FLOWS = (".yaml", ".yml")
_WORKSPACE = ("config.yaml", "config.yml")
"""Maestro's settings of a folder, which are no flow."""
_REGISTRIES = (".toml", ".jsonl")
_POLICY = "policy.toml"


class _NotCheckedError(Exception):
    """A path that is there and is nothing this command knows."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to check, and how the findings are printed."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a folder or file of screens, fixtures or flows (all of them)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--require-status",
        choices=("draft", "review", "final"),
        metavar="STATUS",
        help="texts less far along than this (draft, review, final) are findings",
    )
    parser.add_argument("--device", action="store_true", help="also all that a device would not take, or otherwise")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a screen file, and stop")


def run(args: argparse.Namespace) -> int:
    """Print the findings in file order; 0 if none is worse than a suggestion, else 1.

    2 for a path that is not there or is nothing to check, 5 for folders with nothing in them.
    """
    if args.schema:
        from ac_tui.deck.schema import schema_text

        sys.stdout.write(schema_text())
        return 0
    try:
        targets = dict.fromkeys(target for path in args.paths or _everything() for target in _targets(path))
    except _NotCheckedError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    if not targets:
        sys.stderr.write("ac-tui check: there is nothing to check here\n")
        return NOTHING
    registries = [target.path for target in targets if target.check is _registry_faults]
    asked = _Asked(args.require_status, registries, device=args.device)
    faults = in_order(dict.fromkeys(fault for target in targets for fault in target.faults(asked)))
    if args.format == "json":
        print(json_text({"findings": [_as_json(fault) for fault in faults]}))
    else:
        for fault in faults:
            print(f"{printable(fault.file)}:{fault.line}: {fault.level} [{fault.rule}] {printable(fault.message)}")
    return FINDINGS if any(fault.level != "suggestion" for fault in faults) else 0


class _Asked:
    """What is asked of everything: texts as far along as `required`, customers that are known, flows for a `device`."""

    def __init__(self, required: Status | None, registries: Iterable[Path], *, device: bool) -> None:
        self.required = required
        self.device = device
        self._registries = registries

    @cached_property
    def customers(self) -> dict[str, Customer] | None:
        """By id those of the fixtures and of the registries that are checked as well; None where there are none."""
        from ac_tui.flows.fixture import read_registry

        known = {customer.id: customer for customer in _shipped_registry()}
        for path in self._registries:
            with suppress(AssetError, FileError):
                known.update((customer.id, customer) for customer in read_registry(path))
        return known or None


@dataclass(frozen=True)
class _Target:
    """Something to check; of a deck only what lies at or in `within`, where that is given."""

    check: Callable[[Path, _Asked, Path | None], Iterable[Fault]]
    path: Path
    within: Path | None = None

    def faults(self, asked: _Asked) -> Iterator[Fault]:
        """Its faults."""
        for fault in self.check(self.path, asked, self.within):
            if self.within is None or Path(fault.file).absolute().is_relative_to(self.within.absolute()):
                yield fault


def _as_json(fault: Fault) -> dict[str, object]:
    return {
        "file": fault.file,
        "line": fault.line,
        "level": fault.level,
        "rule": fault.rule,
        "message": fault.message,
    }


def _everything() -> tuple[Path, ...]:
    from ac_tui.assets import fixtures_dir, screens_dir

    return screens_dir(), fixtures_dir()


def _targets(path: Path) -> Iterator[_Target]:
    """What there is to check at a path; raises _NotCheckedError for what is nothing this command knows."""
    from ac_tui.deck.files import shown

    if not path.exists():
        raise _NotCheckedError(f"{shown(path)}: no such file or folder")
    if path.is_dir() and _is_deck(path):
        yield _Target(_deck_faults, path)
    elif (home := _deck_of(path)) is not None:
        yield _Target(_deck_faults, home, within=path)
    elif path.is_dir():
        for inner in sorted(path.iterdir()):
            folder = inner.is_dir() and not inner.is_symlink()
            known = folder or (inner.is_file() and inner.suffix in (*_FLOWS, *_REGISTRIES))
            if known and inner.name not in _WORKSPACE and not inner.name.startswith((".", "_")):
                yield from _targets(inner)
    elif path.suffix in _FLOWS:
        yield _Target(_flow_faults, path)
    elif path.name == _POLICY:
        yield _Target(_policy_faults, path)
    elif path.suffix in _REGISTRIES:
        yield _Target(_registry_faults, path)
    else:
        raise _NotCheckedError(f"{shown(path)}: not a screen, a registry, a policy or a flow (.toml, .jsonl, .yaml)")


def _is_deck(folder: Path) -> bool:
    """Whether a folder is one of screens: a file in it is named after a step."""
    from ac_tui.journey.model import STEPS

    inside = folder.parent.name == "variants"
    return not inside and any((folder / f"{step}.toml").is_file() for step in STEPS)


def _deck_of(path: Path) -> Path | None:
    """The folder of screens that a path is part of: a file in it, in its `desk`, `rules` or below `variants`."""
    folders = path.absolute().parents
    homes = [folders[0]] if path.suffix == ".toml" or path.name in ("desk", "rules") else []
    homes += [folder.parent for folder in folders if folder.name in ("desk", "rules", "variants")]
    return next((home for home in homes if _is_deck(home)), None)


def _deck_faults(home: Path, asked: _Asked, within: Path | None) -> Iterable[Fault]:
    """The faults of a deck, and what is to be said of the words of its other files with real data in them."""
    from ac_tui.deck.lint.check import check_words
    from ac_tui.deck.load import deck_faults
    from ac_tui.deck.shelf import Shelf
    from ac_tui.desk.causes import cause_faults
    from ac_tui.journey.policy import Policy

    policy, shelf = _shipped_policy(), Shelf()
    faults = deck_faults(home, policy, shelf)
    words = check_words(
        _shipped_registry(), policy or Policy(), home, required=asked.required, shelf=shelf, within=within
    )
    asked_for_causes = within is None or within.is_dir() or within.name == "causes.toml"
    return (*faults, *words, *(cause_faults(home, shelf) if asked_for_causes else ()))


def _shipped_policy() -> Policy | None:
    """The policy of the fixtures, to hold the deck against; None where it cannot be read: that is its own fault."""
    from ac_tui.flows.fixture import read_policy

    try:
        return read_policy()
    except (AssetError, FileError):
        return None


def _shipped_registry() -> Registry:
    """The customers of the fixtures, to fill in; none where they cannot be read: that is their own fault."""
    from ac_tui.flows.fixture import read_registry
    from ac_tui.registry.index import Registry

    try:
        return read_registry()
    except (AssetError, FileError):
        return Registry()


def _flow_faults(path: Path, asked: _Asked, _: Path | None) -> list[Fault]:
    from ac_tui.deck.files import shown
    from ac_tui.flows.checking import check_flow

    return check_flow(path, shown(path), asked.customers, device=asked.device)


def _policy_faults(path: Path, _: _Asked, __: Path | None) -> tuple[Fault, ...]:
    from ac_tui.deck.files import shown
    from ac_tui.journey.policy import PolicyError, parse_policy

    text = _text(path)
    if isinstance(text, Fault):
        return (text,)
    try:
        parse_policy(text, shown(path))
    except PolicyError as error:
        return error.faults
    return ()


def _registry_faults(path: Path, _: _Asked, __: Path | None) -> tuple[Fault, ...]:
    from ac_tui.deck.files import shown
    from ac_tui.registry.check import check_registry
    from ac_tui.registry.load import RegistryError, parse_registry

    text = _text(path)
    if isinstance(text, Fault):
        return (text,)
    try:
        registry = parse_registry(text, shown(path))
    except RegistryError as error:
        return error.faults
    return tuple(check_registry(registry, text, shown(path)))


def _text(path: Path) -> str | Fault:
    """The text of a file, or the fault that keeps it from being read."""
    from ac_tui.assets import read_text
    from ac_tui.deck.files import shown

    try:
        return read_text(path)
    except AssetError as error:
        return Fault(shown(path), error.line or 1, "unreadable", error.reason)
