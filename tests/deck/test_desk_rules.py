"""One planted defect a rule of the desk's files: it gives exactly one finding, at its file and line."""

from __future__ import annotations

from pathlib import Path

from tests.deck.worlds import Planted, only_findings, screens_copy

PLANTED = [
    Planted(
        "unknown-outcome", "desk/advice.toml", "[outcomes.too_soon]", "[outcomes.to_soon]", "did you mean `too_soon`?"
    ),
    Planted(
        "missing-key",
        "desk/messages.toml",
        'subject = "Il tuo codice di verifica"',
        "",
        "`registration.email.subject` is missing",
        at="[registration.email]",
    ),
    Planted(
        "missing-reason",
        "desk/why.toml",
        'reason.down = "Il servizio non risponde."',
        "",
        "failing for `down`",
        at="[service]",
    ),
    Planted("unknown-reason", "desk/why.toml", "reason.down =", "reason.donw =", "did you mean `down`?"),
    Planted("unknown-reason", "desk/why.toml", "hint.down ", "hint.donw ", "did you mean `down`?"),
    Planted(
        "unknown-reason",
        "desk/advice.toml",
        "[reasons.no_account.registered]",
        "[reasons.no_account.registred]",
        "did you mean `registered`?",
    ),
    Planted(
        "missing-reason",
        "desk/advice.toml",
        "[reasons.code_right.nobody]",
        "[outcomes.may_send.situations.business]",
        "no advice for `code_right` failing for `nobody`",
        at="[reasons.code_right.wrong]",
    ),
    Planted(
        "say-length",
        "help.toml",
        '  "Se il codice non arriva, guarda nella posta indesiderata o richiedine uno nuovo.",\n',
        "",
        "1 sentences to say",
        at="say = [",
    ),
    Planted(
        "missing-situation",
        "recover.toml",
        "[desk.situations.code]",
        "[desk.outcomes.may_send]",
        "situation `code`",
        at="[desk]",
    ),
    Planted(
        "unknown-situation", "recover.toml", "[desk.situations.code]", "[desk.situations.codes]", "did you mean `code`?"
    ),
    Planted("unknown-situation", "desk/advice.toml", "[standings.late]", "[standings.lat]", "did you mean `late`?"),
    Planted("unknown-situation", "desk/advice.toml", "[facts.no_sends]", "[facts.no_send]", "did you mean `no_sends`?"),
    Planted("unknown-placeholder", "desk/advice.toml", "{attempts_left}", "{attempts_lef}", "attempts_lef"),
    Planted(
        "unknown-block",
        "login.toml",
        "[desk.heard.password_changed]",
        "[desk.heard.password_change]",
        "there is no block `password_change` on this screen; did you mean `password_changed`?",
    ),
    Planted(
        "missing-also",
        "desk/why.toml",
        'also.registered   = "{customer} ha già un account"',
        "",
        "as well",
        at="[no_account]",
    ),
    Planted("unknown-placeholder", "desk/why.toml", "{wait} secondi", "{waits} secondi", "did you mean `wait`?"),
    Planted("unknown-word", "desk/words.toml", "now         =", "nov         =", "did you mean `time.now`?"),
    Planted("missing-word", "desk/words.toml", 'now         = "adesso"', "", "no words for `time.now`", at="[time]"),
    Planted("unknown-placeholder", "desk/words.toml", '"{n} min fa"', '"{m} min fa"', "`{m}` is nothing"),
    Planted("bad-value", "desk/words.toml", '"adesso"', "7", "must be text"),
    Planted(
        "missing-placeholder",
        "desk/messages.toml",
        "{code} è il codice per accedere",
        "È il codice per accedere",
        "must carry `{code}`",
    ),
    Planted(
        "missing-placeholder",
        "desk/messages.toml",
        "oppure apri {link} Valgono",
        "e basta. Vale",
        "must carry `{link}`",
    ),
    Planted(
        "unknown-placeholder",
        "desk/messages.toml",
        "Vale {lifetime}: inseriscilo",
        "Vale {lifetime} {link}: inseriscilo",
        "`{link}` is nothing",
        at='body    = """',
    ),
    Planted(
        "unknown-placeholder",
        "desk/advice.toml",
        "Il codice è scaduto: capita",
        "Il codice {code} è scaduto: capita",
        "`{code}` is nothing",
    ),
    Planted("brace", "desk/words.toml", '"{n} h fa"', '"{n h fa"', "is no placeholder"),
    Planted("unknown-check", "desk/why.toml", "[service]\n", "[servis]\n", "did you mean `service`?"),
]


def test_a_planted_defect_gives_its_one_finding(tmp_path: Path) -> None:
    only_findings(screens_copy(tmp_path), PLANTED)
