"""`ac-tui deck`: the words as a sheet or PO, and back; a new variant; what gives way where there is little room."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ac_tui.deck.po import TextContext

FINDINGS, USAGE = 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write the words to a sheet or PO", allow_abbrev=False)
    export.add_argument("file", type=Path, metavar="FILE", help="FILE.csv, FILE.xlsx or FILE.po")
    export.add_argument("--variant", default="", metavar="NAME", help="a variant's words, beside the original's")
    export.add_argument(
        "--separator", choices=(",", ";"), default=",", help="what stands between the cells of a .csv; Italian Excel: ;"
    )
    _add_screens(export)
    back = actions.add_parser("import", help="put an edited sheet or PO back into the screens", allow_abbrev=False)
    back.add_argument("file", type=Path, metavar="FILE", help="a file that `export` wrote")
    back.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    _add_screens(back)
    stress = actions.add_parser("stress", help="what is cut, with the longest customers", allow_abbrev=False)
    stress.add_argument(
        "--variant", action="append", default=[], metavar="NAME", help="only these, `pseudo` too (all of them)"
    )
    stress.add_argument("--registry", type=Path, metavar="FILE", help="the customers, .toml or .jsonl")
    stress.add_argument("--format", choices=("text", "json"), default="text")
    _add_screens(stress)
    new = actions.add_parser("new-variant", help="begin a variant: a draft of every screen", allow_abbrev=False)
    new.add_argument("name", metavar="NAME", help="a language (de, en-GB) for a translation, else other copy")
    _add_screens(new)


def _add_screens(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--screens", type=Path, metavar="DIR", help="the folder of the screens")


def run(args: argparse.Namespace) -> int:
    """Do one of them; the exit code."""
    actions = {"export": _export, "import": _import, "stress": _stress, "new-variant": _new_variant}
    return actions[args.action](args)


def _new_variant(args: argparse.Namespace) -> int:
    """0 when the files are written, 2 when there is such a variant or the name is none."""
    from ac_tui.assets import screens_dir
    from ac_tui.deck.new_variant import NewVariantError, new_variant

    try:
        written = new_variant(args.screens or screens_dir(), args.name)
    except NewVariantError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return USAGE
    sys.stderr.write(f"{len(written)} drafts in {written[0].parent}\n")
    return 0


def _export(args: argparse.Namespace) -> int:
    """0 when the file is written."""
    from ac_tui.deck.roundtrip import rows_of
    from ac_tui.deck.sheets import write_sheet

    rows = rows_of(args.screens, args.variant)
    write_sheet(args.file, rows, args.separator, lambda: _contexts(args.screens, [row.key for row in rows]))
    sys.stderr.write(f"{len(rows)} texts in {args.file}\n")
    return 0


def _contexts(screens: Path | None, keys: Iterable[str]) -> dict[str, TextContext]:
    """What a translator is told of each text; its state is the first that the library of flows reaches."""
    from ac_tui.assets import fixtures_dir
    from ac_tui.deck.load import load_deck
    from ac_tui.deck.po import TextContext
    from ac_tui.flows.collect import load_flows
    from ac_tui.flows.fixture import Fixture, read_policy, read_registry
    from ac_tui.reports.storyboard.states import StateCollector

    fixture = Fixture(read_registry(None), read_policy(), load_deck(screens))
    collector = StateCollector(fixture, [fixture.deck])
    for number, flow in enumerate(load_flows([fixtures_dir() / "flows"])):
        collector.play(number, flow)
    states: dict[str, str] = {}
    for state in collector.states():
        for key in state.outline.keys:
            states.setdefault(f"{state.step}.{key}", state.address)
    found = {}
    for key in keys:
        step = key.partition(".")[0]
        guide = fixture.deck.screens[step].guide if step in fixture.deck.screens else ()
        found[key] = TextContext(step if guide or "/" not in step else "", guide, states.get(key, ""))
    return found


def _import(args: argparse.Namespace) -> int:
    """0 when everything in the sheet is in the screens now, 1 when a row was refused, 2 when a file was not written."""
    from ac_tui.deck.roundtrip import take_in
    from ac_tui.deck.sheets import read_sheet

    outcome = take_in(read_sheet(args.file), str(args.file), args.screens, write=not args.dry_run)
    for key in outcome.changed:
        print(key)
    refused = [fault for fault in outcome.refused if fault.level == "error"]
    for fault in outcome.refused:
        sys.stderr.write(f"{fault}\n")
    if outcome.unwritten:
        sys.stderr.write(f"{outcome.trouble}\n")
    for file in outcome.unwritten:
        sys.stderr.write(f"{file}: not written\n")
    told = f"{len(outcome.changed)} changed in {len(outcome.files)} files, {len(refused)} refused"
    sys.stderr.write(f"{told}{' (nothing written)' if args.dry_run else ''}\n")
    if outcome.unwritten:
        return USAGE
    return FINDINGS if refused else 0


def _stress(args: argparse.Namespace) -> int:
    """0 when nothing gives way but in the pseudo-locale, whose cuts are only told; else 1."""
    from ac_tui.assets import screens_dir
    from ac_tui.commands.worlds import read_deck
    from ac_tui.deck.lint.check import read_settings
    from ac_tui.deck.lint.fitting import strains
    from ac_tui.deck.pseudo import PSEUDO
    from ac_tui.deck.variants import variant_names
    from ac_tui.flows.fixture import read_policy, read_registry

    settings, _ = read_settings(args.screens or screens_dir())
    registry, policy = read_registry(args.registry), read_policy()
    names = args.variant or ["", *variant_names(args.screens), PSEUDO]
    found = [
        strain
        for name in names
        for strain in strains(read_deck(args.screens, name), registry, policy, settings.phone.widths)
    ]
    if args.format == "json":
        from ac_tui.registry.faults import json_text

        listed = [{"variant": s.variant, "key": s.key, "widths": list(s.widths), "text": s.text} for s in found]
        print(json_text({"strains": listed}))
    else:
        for s in found:
            how = f"cut at {', '.join(map(str, s.widths))}" if s.widths else "not marked"
            print(f"{s.variant or 'original'}: {s.key}: {how}: {s.text}")
    only_told = sum(strain.variant == PSEUDO and bool(strain.widths) for strain in found)
    if only_told:
        sys.stderr.write(
            f"{only_told} cut in the pseudo-locale, which is longer than any language: only told, and no findings\n"
        )
    return FINDINGS if len(found) > only_told else 0
