"""What every command may be given, apart from the commands: asking for help waits for none of them.

`NAME_arguments(parser)` declares the arguments of the command NAME.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import urlsplit

from ac_tui.journey.model import STEPS, Profile

Parser = argparse.ArgumentParser
_SHARED: Final[Mapping[str, Mapping[str, Any]]] = {
    "registry": {"type": Path, "metavar": "FILE", "help": "the customers, .toml or .jsonl"},
    "screens": {"type": Path, "metavar": "DIR", "help": "the folder of the screens"},
    "variant": {"default": "", "metavar": "NAME", "help": "a variant of the screens"},
    "seed": {"type": int, "default": 0, "metavar": "N", "help": "what the codes follow from (0)"},
    "format": {"choices": ("text", "json"), "default": "text"},
    "plain": {"action": "store_true", "help": "prompts instead of a picture: screen readers, pipes"},
}
"""Options that mean the same wherever they are."""


def _add_shared(parser: Parser, *names: str) -> None:
    for name in names:
        parser.add_argument(f"--{name}", **_SHARED[name])


def simulate_arguments(parser: Parser) -> None:
    """What to open, in which world, and how."""
    parser.add_argument("--story", metavar="FLOW", help="a flow to play step by step (a file, or its name)")
    parser.add_argument("--step", choices=STEPS, metavar="STEP", help="open on this screen")
    parser.add_argument("--watch", action="store_true", help="show every saved screen, variant and style at once")
    _add_shared(parser, "plain", "registry", "screens", "variant", "seed")


def record_arguments(parser: Parser) -> None:
    """Where to write, in which world to play, and how."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the flow file to write")
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    _add_shared(parser, "plain", "registry", "screens", "variant", "seed")


def test_arguments(parser: Parser) -> None:
    """What to play, where, and how to tell of it."""
    parser.add_argument("--surface", choices=("model", "tui", "plain"), default="model", help="where to play (model)")
    parser.add_argument(
        "--format", choices=("text", "json", "junit", "html"), default="text", help="how to tell what came of it (text)"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it (standard output)")
    _add_flows(parser)
    add = parser.add_argument_group("order").add_argument
    times = partial(_number, least=1, what="times")
    retries, jobs = partial(times, least=0), partial(times, what="flows at once")
    add("--last-failed", action="store_true", help="only what failed last time, if anything did")
    add("--fail-fast", action="store_true", help="end at the first failure")
    add("--repeat-each", type=times, default=1, metavar="N", help="play every flow N times")
    add("--retries", type=retries, default=0, metavar="N", help="try a flow that fails N times more (0)")
    add("-j", "--jobs", type=jobs, default=1, metavar="N", help="play N flows side by side (1)")
    add("--watch", action="store_true", help="play again when flows, screens or customers are saved")
    add("--shuffle", type=int, metavar="SEED", help="play in an order that follows from a number")
    group = parser.add_argument_group("screenshots")
    group.add_argument(
        "--require-baselines", action="store_true", help="a screenshot without a baseline fails its flow"
    )
    add = group.add_mutually_exclusive_group().add_argument
    add("--snapshot-update", action="store_true", help="keep every screenshot as the new baseline")
    add("--snapshot-update-new-only", action="store_true", help="keep screenshots that have no baseline yet")
    _add_shared(parser, "registry", "screens", "variant")


def review_arguments(parser: Parser) -> None:
    """Nothing is needed: the last run left all there is."""
    parser.add_argument("--list", action="store_true", help="only name them")


def export_arguments(parser: Parser) -> None:
    """Which flows, and where to."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder to write to")
    _add_flows(parser)
    _add_shared(parser, "registry", "screens", "variant")


def coverage_arguments(parser: Parser) -> None:
    """Which flows, and how much they must reach."""
    said = "exit 1 if any part is below N percent"
    parser.add_argument("--fail-under", type=_percent, default=0.0, metavar="N", help=said)
    _add_flows(parser)
    _add_shared(parser, "format", "registry", "screens", "variant")


def graph_arguments(parser: Parser) -> None:
    """In which language."""
    said = "(mermaid); json spells out what any step can do, step by step"
    parser.add_argument("--format", choices=("mermaid", "dot", "json"), default="mermaid", help=said)


def paths_arguments(parser: Parser) -> None:
    """Where to."""
    said = "a step, or a transition in quotes, as coverage names it (all steps in short)"
    parser.add_argument("--to", metavar="TARGET", help=said)
    said = "a file; without --to a folder for all of them"
    parser.add_argument("-o", "--output", type=Path, metavar="PLACE", help=said)
    _add_shared(parser, "seed", "registry", "screens")


def storyboard_arguments(parser: Parser) -> None:
    """Where the page goes, what it is made from, in whose words."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder for the page")
    said = "in the words of these, side by side; it: the original"
    parser.add_argument("--variant", type=_variants, default=("",), metavar="A,B", help=said)
    parser.add_argument("--flows", type=Path, nargs="+", metavar="PATH", help="what to play (the library of flows)")
    said = "link each state into the simulator's page there"
    parser.add_argument("--page", type=_address, metavar="ADDRESS", help=said)
    _add_shared(parser, "registry", "screens")


def find_arguments(parser: Parser) -> None:
    """The text, and how the answer is printed."""
    parser.add_argument("text", nargs="+", metavar="TEXT", help="what the caller reads aloud")
    parser.add_argument("--screen", choices=STEPS, default="", metavar="STEP", help="the step the customer looks at")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most this many (10)")
    _add_shared(parser, "format", "screens", "variant")


def why_arguments(parser: Parser) -> None:
    """What a caller can say over the phone; any part may be missing."""
    parser.add_argument("--profile", choices=get_args(Profile), help="the profile chosen")
    parser.add_argument("--first-name", default="", metavar="N")
    parser.add_argument("--last-name", default="", metavar="N")
    parser.add_argument("--company", default="", metavar="N", help="the company's name")
    parser.add_argument("--email", default="", metavar="E")
    parser.add_argument("--mobile", default="", metavar="M")
    parser.add_argument("--tax-code", default="", metavar="C", help="Codice Fiscale or Partita IVA")
    parser.add_argument("--screen", choices=STEPS, metavar="STEP", help="the step the customer looks at")
    _add_shared(parser, "format", "registry", "screens", "variant")


def check_arguments(parser: Parser) -> None:
    """What to check, and how the findings are printed."""
    said = "a folder or file of screens, fixtures or flows (all of them)"
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=said)
    said = "texts less far along than this (draft, review, final) are findings"
    parser.add_argument("--require-status", choices=("draft", "review", "final"), metavar="STATUS", help=said)
    parser.add_argument("--device", action="store_true", help="also all that a device would not take, or otherwise")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a screen file, and stop")
    _add_shared(parser, "format")


def registry_arguments(parser: Parser) -> None:
    """Two actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    generate = actions.add_parser("generate", help="invent customers", allow_abbrev=False)
    generate.add_argument("--count", "-n", type=int, default=100, metavar="N", help="how many (100)")
    generate.add_argument("--seed", type=int, default=0, metavar="N", help="what they follow from (0)")
    said = ".toml or .jsonl; none: JSON Lines on stdout"
    generate.add_argument("--output", "-o", type=Path, metavar="FILE", help=said)
    check = actions.add_parser("check", help="every fault of a registry", allow_abbrev=False)
    check.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the fixtures' own if missing")
    _add_shared(check, "format")


def deck_arguments(parser: Parser) -> None:
    """The actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write the words to a sheet or PO", allow_abbrev=False)
    export.add_argument("file", type=Path, metavar="FILE", help="FILE.csv, FILE.xlsx or FILE.po")
    export.add_argument("--variant", default="", metavar="NAME", help="a variant's words, beside the original's")
    said = "what stands between the cells of a .csv; Italian Excel: ;"
    export.add_argument("--separator", choices=(",", ";"), default=",", help=said)
    back = actions.add_parser("import", help="put an edited sheet or PO back into the screens", allow_abbrev=False)
    back.add_argument("file", type=Path, metavar="FILE", help="a file that `export` wrote")
    back.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    stress = actions.add_parser("stress", help="what is cut, with the longest customers", allow_abbrev=False)
    said = "only these, `pseudo` too (all of them)"
    stress.add_argument("--variant", action="append", default=[], metavar="NAME", help=said)
    _add_shared(stress, "registry", "format")
    new = actions.add_parser("new-variant", help="begin a variant: a draft of every screen", allow_abbrev=False)
    new.add_argument("name", metavar="NAME", help="a language (de, en-GB) for a translation, else other copy")
    for action in (export, back, stress, new):
        _add_shared(action, "screens")


def serve_arguments(parser: Parser) -> None:
    """The folder and the port."""
    said = "the built page (dist/site)"
    parser.add_argument("folder", nargs="?", type=Path, default=Path("dist/site"), metavar="DIR", help=said)
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="where it is served (8000; 0: any)")


def _add_flows(parser: Parser) -> None:
    """Flow files, which of them by their tags, and variables for them."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="flow files, or folders of them")
    add = parser.add_argument_group("selection").add_argument
    add("--include-tags", type=_words, default=(), metavar="A,B", help="only flows with one of these")
    add("--exclude-tags", type=_words, default=(), metavar="A,B", help="no flow with one of these")
    add("-e", "--env", action="append", type=_pair, default=[], metavar="KEY=VALUE", help="a variable for the flows")
    add("--env-file", action="append", type=Path, default=[], metavar="FILE", help="a file of KEY=VALUE lines")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _pair(text: str) -> tuple[str, str]:
    from ac_tui.flows.variables import SIMULATED

    match = re.fullmatch(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", text, re.DOTALL)
    if match is None:
        raise argparse.ArgumentTypeError("write KEY=VALUE, the key in letters, digits and _")
    if match[1] in SIMULATED:
        raise argparse.ArgumentTypeError(f"{match[1]} is the newest one delivered, and cannot be given")
    return match[1], match[2]


def _number(text: str, least: int, what: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < least:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of {what}")
    return int(text)


def _percent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no percentage") from None
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError("a percentage is between 0 and 100")
    return value


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("write a port as a number from 0 to 65535")
    return int(text)


def _address(text: str) -> str:
    """Where the simulator's page is: a web address, or a path from the storyboard to it."""
    try:
        known = urlsplit(text).scheme in ("", "http", "https")
    except ValueError:
        known = False
    if not known or not text.strip() or "?" in text or "#" in text:
        raise argparse.ArgumentTypeError("write a web address or a relative path, with nothing behind ? or #")
    return text


def _variants(text: str) -> tuple[str, ...]:
    """The variants to show, each once; `it` is the original, as the language it is written in."""
    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise argparse.ArgumentTypeError("write the names of variants with a comma between: it,en")
    return tuple(dict.fromkeys("" if name == "it" else name for name in names))
