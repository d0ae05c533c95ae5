"""`# allow RULE: reason` silences a finding in its place, and only there."""

from __future__ import annotations

from ac_tui.registry.faults import Fault
from ac_tui.registry.toml import not_allowed

TEXT = """\
heading = "Uno"        # allow accent: said so by the guide
# allow tu: a quotation
# allow cut: only ever seen wide
text = "Due"
label = "# allow accent: within a text" # allow final-stop
"""


def fault(line: int, rule: str) -> Fault:
    return Fault("a.toml", line, rule, "wrong")


def test_comments_hold_for_their_line_or_the_one_below_their_stack() -> None:
    places = [(1, "accent"), (4, "tu"), (4, "cut"), (5, "final-stop"), (2, "tu"), (5, "accent")]
    left = list(not_allowed([fault(*place) for place in places], {"a.toml": TEXT}))
    assert [(f.line, f.rule) for f in left if f.message == "wrong"] == [(5, "final-stop"), (2, "tu"), (5, "accent")]
    unused = [(f.line, f.rule, f.message) for f in not_allowed([], {"a.toml": TEXT})]
    assert (2, "allow-unused", "nothing here needs `allow tu`") in unused


def test_only_the_rule_and_line_that_a_comment_names_are_silenced() -> None:
    given = [fault(1, "accent"), fault(1, "tu"), fault(4, "tu"), fault(4, "cut"), fault(2, "accent")]
    left = [f for f in not_allowed(given, {"a.toml": TEXT}) if f.message == "wrong"]
    assert left == [fault(1, "tu"), fault(2, "accent")]


def test_a_comment_without_a_reason_silences_nothing_and_says_so() -> None:
    left = list(not_allowed([fault(5, "final-stop")], {"a.toml": "\n\n\n\nlabel = 'x' # allow final-stop\n"}))
    assert [(f.line, f.rule, f.level) for f in left] == [(5, "final-stop", "error"), (5, "allow-reason", "error")]


def test_a_comment_that_nothing_needs_is_named_at_its_own_line() -> None:
    left = list(not_allowed([], {"a.toml": "x = 1\n# allow tu: why not\ny = 2\n"}))
    assert [(f.line, f.rule, f.level) for f in left] == [(2, "allow-unused", "suggestion")]


def test_another_file_is_another_matter() -> None:
    assert next(not_allowed([Fault("b.toml", 1, "accent", "wrong")], {"a.toml": TEXT})).file == "b.toml"
