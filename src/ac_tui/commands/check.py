"""`ac-tui check [PATH…]`: every fault of screens, fixtures and flows; `ac-tui registry generate|check`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from ac_tui.assets import AssetError, fixtures_dir, read_utf8, replace_all, screens_dir, shown
from ac_tui.commands import FINDINGS, NOTHING, USAGE, say
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.journey.model import STEPS
from ac_tui.journey.world import Policy
from ac_tui.registry.faults import Fault, FileError, in_order, json_text, printable
from ac_tui.registry.index import Registry, to_jsonl, to_toml
from ac_tui.registry.load import check_registry
from ac_tui.registry.model import Customer

_FLOWS: Final = (".yaml", ".yml")
_REGISTRIES: Final = (".toml", ".jsonl")
_Target = tuple[Literal["deck", "flow", "policy", "registry"], Path, Path | None]  # of a deck only what the second has


def check(args: argparse.Namespace) -> int:
    """Print the findings in file order; 0 if none is worse than a suggestion, else 1; 5 for folders without any."""
    if args.schema:
        from ac_tui.deck.model import schema_text

        sys.stdout.write(schema_text())
        return 0
    paths = args.paths or (screens_dir(), fixtures_dir())
    targets = dict.fromkeys(target for path in paths for target in _targets(path))
    if not targets:
        return say(NOTHING, "ac-tui check: there is nothing to check here")
    kinds = {kind for kind, _, _ in targets}
    shipped = _customers() if {"deck", "flow"} & kinds else Registry()
    others = [_customers(path) for kind, path, _ in targets if kind == "registry"] if "flow" in kinds else []
    known = {customer.id: customer for customers in (shipped, *others) for customer in customers}
    found = (fault for target in targets for fault in _faults(target, args, shipped, known or None))
    return _tell(in_order(dict.fromkeys(found)), args.format)


def _customers(path: Path | None = None) -> Registry:
    """Those of a file, or of the fixtures; none where they cannot be read: that is its own fault."""
    with suppress(AssetError, FileError):
        return Registry([*read_registry(path)])
    return Registry()


def _tell(faults: Collection[Fault], form: str) -> int:
    if form == "json":
        keys = ("file", "line", "level", "rule", "message")
        print(json_text({"findings": [{key: getattr(fault, key) for key in keys} for fault in faults]}))
    for fault in faults if form == "text" else ():
        print(f"{printable(fault.file)}:{fault.line}: {fault.level} [{fault.rule}] {printable(fault.message)}")
    return FINDINGS if any(fault.level != "suggestion" for fault in faults) else 0


def _targets(path: Path) -> Iterator[_Target]:
    """What there is to check at a path; raises AssetError for what is nothing this command knows."""
    if not path.exists():
        raise AssetError(Path(shown(path)), "no such file or folder")
    folders = path.absolute().parents  # of a file in a deck, in its `desk`, `rules` or below `variants`
    homes = [folders[0]] if path.suffix == ".toml" or path.name in ("desk", "rules") else []
    homes += [folder.parent for folder in folders if folder.name in ("desk", "rules", "variants")]
    if path.is_dir() and _is_deck(path):
        yield "deck", path, None
    elif home := next(filter(_is_deck, homes), None):
        yield "deck", home, path
    elif path.is_dir():
        for inner in sorted(path.iterdir()):
            folder = inner.is_dir() and not inner.is_symlink()
            known = folder or (inner.is_file() and inner.suffix in (*_FLOWS, *_REGISTRIES))
            settings = inner.name in ("config.yaml", "config.yml")  # Maestro's, of a folder
            if known and not settings and not inner.name.startswith((".", "_")):
                yield from _targets(inner)
    elif path.suffix in _FLOWS:
        yield "flow", path, None
    elif path.name == "policy.toml":
        yield "policy", path, None
    elif path.suffix in _REGISTRIES:
        yield "registry", path, None
    else:
        raise AssetError(Path(shown(path)), "not a screen, a registry, a policy or a flow (.toml, .jsonl, .yaml)")


def _is_deck(folder: Path) -> bool:
    return folder.parent.name != "variants" and any((folder / f"{step}.toml").is_file() for step in STEPS)


def _faults(
    target: _Target, args: argparse.Namespace, shipped: Registry, known: Mapping[str, Customer] | None
) -> Iterator[Fault]:
    kind, path, within = target
    name = shown(path)
    try:
        match kind:
            case "deck":
                from ac_tui.deck.lint.check import check_words
                from ac_tui.deck.load import deck_faults
                from ac_tui.desk.causes import cause_faults

                policy = Policy()
                with suppress(AssetError, FileError):  # a policy that cannot be read is its own fault
                    policy = read_policy()
                found = [*deck_faults(path)]
                found += check_words(shipped, policy, path, required=args.require_status, within=within)
                if within is None or within.is_dir() or within.name == "causes.toml":
                    found += cause_faults(path)
                place = (within or path).absolute()
                yield from (one for one in found if within is None or Path(one.file).absolute().is_relative_to(place))
            case "flow":
                from ac_tui.flows.load import check_flow

                yield from check_flow(path, name, known, device=args.device)
            case "policy":
                from ac_tui.flows.formats import read_policy_file

                read_policy_file(path)
            case "registry":
                yield from check_registry(read_utf8(path), name)
    except FileError as error:
        yield from error.faults
    except AssetError as error:
        yield Fault(name, error.line or 1, "unreadable", error.reason)


def registry(args: argparse.Namespace) -> int:
    """Make one, or check one; the exit code."""
    if args.action == "check":
        path = args.file or fixtures_dir() / "registry.toml"
        try:
            return _tell(check_registry(read_utf8(path), str(path)), args.format)
        except FileError as error:
            if args.format == "text":
                raise
            _tell(error.faults, args.format)
            return USAGE
    from random import Random

    from ac_tui.registry.generate import generate

    made = generate(args.count, Random(args.seed))
    try:
        if args.output is None:
            sys.stdout.writelines(to_jsonl(made))
        else:
            write = to_toml if args.output.suffix == ".toml" else to_jsonl
            replace_all({args.output: (line.encode() for line in write(made))})
    except ValueError as error:
        return say(USAGE, f"ac-tui registry generate: {error}")
    return 0
