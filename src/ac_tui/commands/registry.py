"""`ac-tui registry generate|check`: synthetic registries of any size; every fault of one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

FINDINGS, USAGE = 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    generate = actions.add_parser("generate", help="invent customers", allow_abbrev=False)
    generate.add_argument("--count", "-n", type=int, default=100, metavar="N", help="how many (100)")
    generate.add_argument("--seed", type=int, default=0, metavar="N", help="what they follow from (0)")
    generate.add_argument(
        "--output", "-o", type=Path, metavar="FILE", help=".toml or .jsonl; none: JSON Lines on stdout"
    )
    check = actions.add_parser("check", help="every fault of a registry", allow_abbrev=False)
    check.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the fixtures' own if missing")
    check.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Do one of the two; the exit code."""
    return _generate(args) if args.action == "generate" else _check(args)


def _generate(args: argparse.Namespace) -> int:
    from itertools import chain
    from random import Random

    from ac_tui.deck.replace import replace_all
    from ac_tui.registry.generate import generate, to_jsonl, to_toml

    try:
        customers = generate(args.count, Random(args.seed))
        first = next(customers, None)
    except ValueError as error:
        sys.stderr.write(f"ac-tui registry generate: {error}\n")
        return USAGE
    made = chain(() if first is None else (first,), customers)
    if args.output is None:
        sys.stdout.writelines(to_jsonl(made))
        return 0
    write = to_toml if args.output.suffix == ".toml" else to_jsonl
    replace_all({args.output: (line.encode() for line in write(made))})
    return 0


def _check(args: argparse.Namespace) -> int:
    from ac_tui.assets import fixtures_dir
    from ac_tui.flows.fixture import registry_text
    from ac_tui.registry.check import check_registry
    from ac_tui.registry.faults import FileError, json_text
    from ac_tui.registry.load import parse_registry

    path = args.file or fixtures_dir() / "registry.toml"
    data = registry_text(path)
    try:
        registry = parse_registry(data, str(path))
    except FileError as error:
        if args.format == "text":
            raise
        faults = list(error.faults)
        code = USAGE
    else:
        faults = list(check_registry(registry, data, str(path)))
        code = FINDINGS if any(fault.level != "suggestion" for fault in faults) else 0
    if args.format == "json":
        findings = [
            {"file": f.file, "line": f.line, "level": f.level, "rule": f.rule, "message": f.message} for f in faults
        ]
        from ac_tui.registry.faults import json_text

        print(json_text({"findings": findings}))
    else:
        for fault in faults:
            print(f"{fault.file}:{fault.line}: {fault.level} [{fault.rule}] {fault.message}")
    return code
