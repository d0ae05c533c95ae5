"""`ac-tui check [PATH…]`: every fault of screens, fixtures and flows; `ac-tui registry generate|check`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.assets import AssetError, fixtures_dir, read_text, screens_dir
from ac_tui.commands.options import FINDINGS, NOTHING, USAGE, add_options, say
from ac_tui.registry.faults import Fault, FileError, in_order, json_text, printable

if TYPE_CHECKING:
    from ac_tui.deck.model import Status
    from ac_tui.registry.index import Registry
    from ac_tui.registry.model import Customer

_FLOWS = (".yaml", ".yml")
_WORKSPACE = ("config.yaml", "config.yml")
"""Maestro's settings of a folder, which are no flow."""
_REGISTRIES = (".toml", ".jsonl")


class _NotCheckedError(Exception):
    """A path that is there and is nothing this command knows."""


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """What to check, and how the findings are printed."""
    said = "a folder or file of screens, fixtures or flows (all of them)"
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=said)
    said = "texts less far along than this (draft, review, final) are findings"
    parser.add_argument("--require-status", choices=("draft", "review", "final"), metavar="STATUS", help=said)
    parser.add_argument("--device", action="store_true", help="also all that a device would not take, or otherwise")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a screen file, and stop")
    add_options(parser, "format")


def check(args: argparse.Namespace) -> int:
    """Print the findings in file order; 0 if none is worse than a suggestion, else 1.

    2 for a path that is not there or is nothing to check, 5 for folders with nothing in them.
    """
    if args.schema:
        from ac_tui.deck.schema import schema_text

        sys.stdout.write(schema_text())
        return 0
    try:
        paths = args.paths or (screens_dir(), fixtures_dir())
        targets = dict.fromkeys(target for path in paths for target in _targets(path))
    except _NotCheckedError as error:
        return say(USAGE, str(error))
    if not targets:
        return say(NOTHING, "ac-tui check: there is nothing to check here")
    registries = [target.path for target in targets if target.check is _registry_faults]
    asked = _Asked(args.require_status, registries, device=args.device)
    return _tell(in_order(dict.fromkeys(fault for target in targets for fault in target.faults(asked))), args.format)


def _tell(faults: Iterable[Fault], form: str) -> int:
    """Print findings; 1 if one of them is more than a suggestion."""
    faults = list(faults)
    if form == "json":
        keys = ("file", "line", "level", "rule", "message")
        print(json_text({"findings": [{key: getattr(fault, key) for key in keys} for fault in faults]}))
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


class _Target(NamedTuple):
    """Something to check; of a deck only what lies at or in `within`, where that is given."""

    check: Callable[[Path, _Asked, Path | None], Iterable[Fault]]
    path: Path
    within: Path | None = None

    def faults(self, asked: _Asked) -> Iterator[Fault]:
        """Its faults."""
        from ac_tui.deck.files import shown

        try:
            for fault in self.check(self.path, asked, self.within):
                if self.within is None or Path(fault.file).absolute().is_relative_to(self.within.absolute()):
                    yield fault
        except FileError as error:
            yield from error.faults
        except AssetError as error:
            yield Fault(shown(self.path), error.line or 1, "unreadable", error.reason)


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
    elif path.name == "policy.toml":
        yield _Target(_policy_faults, path)
    elif path.suffix in _REGISTRIES:
        yield _Target(_registry_faults, path)
    else:
        raise _NotCheckedError(f"{shown(path)}: not a screen, a registry, a policy or a flow (.toml, .jsonl, .yaml)")


def _is_deck(folder: Path) -> bool:
    """Whether a folder is one of screens: a file in it is named after a step."""
    from ac_tui.journey.model import STEPS

    return folder.parent.name != "variants" and any((folder / f"{step}.toml").is_file() for step in STEPS)


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
    from ac_tui.flows.fixture import read_policy
    from ac_tui.journey.policy import Policy

    policy, shelf, registry = None, Shelf(), _shipped_registry()
    with suppress(AssetError, FileError):  # a policy that cannot be read is its own fault
        policy = read_policy()
    yield from deck_faults(home, policy, shelf)
    yield from check_words(registry, policy or Policy(), home, required=asked.required, shelf=shelf, within=within)
    if within is None or within.is_dir() or within.name == "causes.toml":
        yield from cause_faults(home, shelf)


def _shipped_registry() -> Registry:
    """The customers of the fixtures, to fill in; none where they cannot be read: that is their own fault."""
    from ac_tui.flows.fixture import read_registry
    from ac_tui.registry.index import Registry

    with suppress(AssetError, FileError):
        return read_registry()
    return Registry()


def _flow_faults(path: Path, asked: _Asked, _: Path | None) -> list[Fault]:
    from ac_tui.deck.files import shown
    from ac_tui.flows.load import check_flow

    return check_flow(path, shown(path), asked.customers, device=asked.device)


def _policy_faults(path: Path, _: _Asked, __: Path | None) -> Iterable[Fault]:
    from ac_tui.deck.files import shown
    from ac_tui.journey.policy import parse_policy

    parse_policy(read_text(path), shown(path))
    return ()


def _registry_faults(path: Path, _: _Asked, __: Path | None) -> Iterable[Fault]:
    from ac_tui.deck.files import shown

    return _doubts(path, shown(path))


def _doubts(path: Path, name: str) -> Iterable[Fault]:
    """What is doubtful about a registry; raises AssetError or FileError for one that does not load."""
    from ac_tui.flows.fixture import registry_text
    from ac_tui.registry.check import check_registry
    from ac_tui.registry.load import parse_registry

    data = registry_text(path)
    return check_registry(parse_registry(data, name), data, name)


def registry_arguments(parser: argparse.ArgumentParser) -> None:
    """Two actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    generate = actions.add_parser("generate", help="invent customers", allow_abbrev=False)
    generate.add_argument("--count", "-n", type=int, default=100, metavar="N", help="how many (100)")
    generate.add_argument("--seed", type=int, default=0, metavar="N", help="what they follow from (0)")
    said = ".toml or .jsonl; none: JSON Lines on stdout"
    generate.add_argument("--output", "-o", type=Path, metavar="FILE", help=said)
    checked = actions.add_parser("check", help="every fault of a registry", allow_abbrev=False)
    checked.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the fixtures' own if missing")
    add_options(checked, "format")


def registry(args: argparse.Namespace) -> int:
    """Do one of the two; the exit code."""
    if args.action == "generate":
        return _generate(args)
    path = args.file or fixtures_dir() / "registry.toml"
    try:
        return _tell(_doubts(path, str(path)), args.format)
    except FileError as error:
        if args.format == "text":
            raise
        _tell(error.faults, args.format)
        return USAGE


def _generate(args: argparse.Namespace) -> int:
    from itertools import chain
    from random import Random

    from ac_tui.deck.replace import replace_all
    from ac_tui.registry.generate import generate, to_jsonl, to_toml

    try:
        customers = generate(args.count, Random(args.seed))
        first = next(customers, None)
    except ValueError as error:
        return say(USAGE, f"ac-tui registry generate: {error}")
    made = chain(() if first is None else (first,), customers)
    if args.output is None:
        sys.stdout.writelines(to_jsonl(made))
    else:
        write = to_toml if args.output.suffix == ".toml" else to_jsonl
        replace_all({args.output: (line.encode() for line in write(made))})
    return 0
