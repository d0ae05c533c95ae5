"""The JSON Schema of a screen file: stored, fresh, and of one mind with the models."""

from __future__ import annotations

import json
import tomllib

from jsonschema import Draft202012Validator

from ac_tui import assets
from ac_tui.deck.model import schema_text
from ac_tui.journey.model import STEPS

VALIDATOR = Draft202012Validator(json.loads(schema_text()))


def test_the_stored_schema_is_fresh() -> None:
    stored = (assets.screens_dir() / "schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "out of date: ac-tui check --schema > screens/schema.json"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))


def test_every_screen_fits_and_points_its_editor_to_it() -> None:
    for step in STEPS:
        text = (assets.screens_dir() / f"{step}.toml").read_text(encoding="utf-8")
        assert [error.message for error in VALIDATOR.iter_errors(tomllib.loads(text))] == []
        assert text.startswith("#:schema ./schema.json\n")


def test_it_refuses_what_the_models_refuse() -> None:
    for old, new in [
        ('sends = "register"', 'sends = "regist"'),
        ('sends = "register"', 'sends = "register"\nwhen = "not_a_fact"'),
        ('sends = "register"', 'sends = "register"\nwhen = ["company", "not business", "x"]'),
        ('kind  = "button"', 'kind  = "buton"'),
        ('label = "Registrati"', 'label = "Registrati"\ncolour = "red"'),
        ('step    = "welcome"', 'step    = "welcom"'),
        ('guide   = ["1A", "1B"]', 'guide   = ["A1"]'),
    ]:
        text = (assets.screens_dir() / "welcome.toml").read_text(encoding="utf-8")
        assert old in text
        assert list(VALIDATOR.iter_errors(tomllib.loads(text.replace(old, new, 1))))


def test_it_takes_every_form_of_a_condition() -> None:
    data = tomllib.loads((assets.screens_dir() / "welcome.toml").read_text(encoding="utf-8"))
    for when in ("company", "not company", ["company", "not by_email"]):
        data["body"]["register"]["when"] = when
        assert list(VALIDATOR.iter_errors(data)) == []
