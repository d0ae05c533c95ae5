"""One slip in a file is one finding, at the slip."""

from __future__ import annotations

from pathlib import Path

from tests.deck.worlds import Planted, only_findings, screens_copy

SLIPS = [
    Planted("unknown-key", "welcome.toml", 'label = "Registrati"', 'lable = "Registrati"', "did you mean `label`?"),
    Planted("unknown-key", "welcome.toml", 'text = "Hai già un account?"', 'txt = "Hai già un account?"', "`text`?"),
    Planted("unknown-key", "welcome.toml", 'sends = "register"', 'send = "register"', "did you mean `sends`?"),
    Planted("unknown-key", "welcome.toml", "heading =", "headin =", "did you mean `heading`?"),
    Planted("unknown-key", "welcome.toml", "step    =", "stp    =", "did you mean `step`?"),
    Planted("unknown-key", "welcome.toml", "[desk]", "[dsk]", "did you mean `desk`?"),
    Planted("unknown-key", "welcome.toml", "say ", "sya ", "did you mean `say`?"),
    Planted("unknown-key", "welcome.toml", "[body.intro]", "[bdy.intro]", "did you mean `body`?"),
    Planted("unknown-key", "contact.toml", "options.email", "option.email", "did you mean `options`?"),
    Planted("unknown-key", "desk/messages.toml", "subject", "subjct", "did you mean `subject`?"),
    Planted("unknown-key", "desk/messages.toml", "[registration.email]", "[registration.mail]", "`email`?"),
    Planted("unknown-key", "desk/messages.toml", "[registration.email]", "[registraton.email]", "`registration`?"),
    Planted("unknown-key", "login.toml", 'kind  = "notice"', 'kidn = "notice"', "did you mean `kind`?"),
    Planted("unknown-key", "contact.toml", "[body.rules]", "[body.rulees]", "did you mean `rules`?"),
    Planted("unknown-notice", "login.toml", "[body.password_changed]", "[body.password_changged]", "_changed`?"),
    Planted(
        "unknown-error", "contact.toml", "error.malformed = \"Controlla l'i", "error.malfored = \"Controlla l'i", "give"
    ),
    Planted("unknown-kind", "welcome.toml", 'kind  = "button"', 'kind  = "text"', "those of `button`"),
    Planted("unknown-kind", "welcome.toml", 'kind = "text"', 'kind = "button"', "those of `text`"),
    Planted("unknown-kind", "confirm_contact.toml", '= "code"', '= "cod"', "did you mean `code`?"),
    Planted("unknown-field", "identity.toml", "[body.first_name]", "[body.frst_name]", "did you mean `first_name`?"),
    Planted("unknown-placeholder", "confirm_contact.toml", "{destination}", "{destinaton}", "`destination`?"),
    Planted("unknown-placeholder", "confirm_contact.toml", "{attempts}", "{attempt}", "did you mean `attempts`?"),
    Planted("unknown-word", "desk/words.toml", "[phone]", "[fone]", "did you mean `[phone]`?"),
    Planted(
        "variant-key",
        "variants/en/welcome.toml",
        "[body.register]",
        "[body.regster]",
        "did you mean `body.register.label`?",
        at='label = "Register"',
    ),
]


def test_one_slip_is_one_finding(tmp_path: Path) -> None:
    only_findings(screens_copy(tmp_path), SLIPS)
