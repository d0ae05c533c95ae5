"""One planted defect a rule of the screens: it gives exactly one finding, at its file and line."""

from __future__ import annotations

from pathlib import Path

from tests.deck.worlds import Planted, only_findings, screens_copy

PLANTED = [
    Planted("toml-syntax", "welcome.toml", 'kind = "text"', "kind = text", 'a text stands in straight quotes: "text"'),
    Planted(
        "unknown-key",
        "welcome.toml",
        'label = "Registrati"',
        'label = "Registrati"\nlable = "x"',
        "did you mean `label`?",
        at="lable = ",
    ),
    Planted(
        "unknown-key",
        "welcome.toml",
        'step    = "welcome"',
        'step = "welcome"\ngiude = []',
        "did you mean `guide`?",
        at="giude = ",
    ),
    Planted(
        "missing-key",
        "welcome.toml",
        'text = "Hai già un account?"',
        "",
        "`body.have_account.text` is missing",
        at="[body.have_account]",
    ),
    Planted(
        "missing-key", "welcome.toml", 'kind  = "button"', "", "`body.register` has no `kind`", at="[body.register]"
    ),
    Planted("unknown-kind", "welcome.toml", 'kind  = "button"', 'kind  = "buton"', "did you mean `button`?"),
    Planted(
        "bad-value", "welcome.toml", 'text = "Hai già un account?"', 'text = ""', "`body.have_account.text` is empty"
    ),
    Planted("bad-value", "welcome.toml", 'text = "Hai già un account?"', "text = 12", "must be text, in quotes"),
    Planted("bad-value", "welcome.toml", 'guide   = ["1A", "1B"]', 'guide   = ["1A", "B1"]', "a step of the guide"),
    Planted("bad-value", "welcome.toml", "[body.intro]", "[body.Intro]", "small letters"),
    Planted(
        "bad-value",
        "login.toml",
        'kind = "text"',
        'kind = "text"\nstatus = "done"',
        "'draft', 'review' or 'final'",
        at='status = "done"',
    ),
    Planted(
        "control-character", "welcome.toml", "Hai già un account?", "Hai già\\u200B un account?", "invisible character"
    ),
    Planted("control-character", "welcome.toml", "Hai già un account?", "Hai già\\u001B[2J un account?", "control"),
    Planted(
        "group",
        "choose_contact.toml",
        'text  = "{masked}"',
        "",
        "needs either `each` with `text`, or `options`",
        at="[body.contact.groups.emails]",
    ),
    Planted("step", "welcome.toml", 'step    = "welcome"', 'step    = "login"', "named after the step `welcome`"),
    Planted("unknown-fact", "contact.toml", '= "by_email"', '= "by_emial"', "did you mean `by_email`?"),
    Planted("unknown-fact", "home.toml", '"not has_policies"', '"not has_policy"', "did you mean `has_policies`?"),
    Planted("unknown-fact", "confirm_contact.toml", '"can_resend"', '["can_resend", "maybe"]', "`maybe` is no fact"),
    Planted("unknown-fact", "contact.toml", '"has_length"', '"has_lenght"', "did you mean `has_length`?"),
    Planted("unknown-list", "home.toml", 'each = "policies"', 'each = "polices"', "did you mean `policies`?"),
    Planted("unknown-list", "choose_contact.toml", 'each  = "emails"', 'each  = "mails"', "did you mean `emails`?"),
    Planted("unknown-case", "confirm_contact.toml", '"contact_kind"', '"contact_king"', "did you mean `contact_kind`?"),
    Planted(
        "missing-words",
        "confirm_contact.toml",
        'mobile = "al numero {contact}"',
        "",
        "no words for `mobile`",
        at="[words.destination]",
    ),
    Planted("unknown-words", "confirm_contact.toml", 'mobile = "al', 'mobil = "al', "did you mean `mobile`?"),
    Planted(
        "unused-words",
        "home.toml",
        "[body.greeting]",
        '[words.x]\nby = "attempts_number"\none = "1"\nmany = "2"\n[body.greeting]',
        "no text of this screen uses `{x}`",
        at="[words.x]",
    ),
    Planted("brace", "welcome.toml", "Hai già un account?", "Hai già un {account?", "is no placeholder"),
    Planted("unknown-placeholder", "home.toml", "{display_name}", "{dispaly_name}", "did you mean `display_name`?"),
    Planted(
        "unknown-placeholder", "home.toml", "{number}", "{masked}", "`{masked}` is nothing that can be filled in here"
    ),
    Planted("unknown-placeholder", "contact.toml", "{suggestion}", "{sugestion}", "did you mean `suggestion`?"),
    Planted(
        "unknown-placeholder", "welcome.toml", "vedi il pulsante", "vedi {wait} il pulsante", "nothing that can be"
    ),
    Planted(
        "unknown-block",
        "welcome.toml",
        'beside = "have_account"',
        'beside = "have_acount"',
        "did you mean `have_account`?",
    ),
    Planted(
        "unknown-block", "welcome.toml", 'beside = "have_account"', 'beside = "login"', "`login` is no other block"
    ),
    Planted(
        "unknown-field",
        "welcome.toml",
        "[body.intro]",
        '[body.nome]\nkind = "field"\nlabel = "Nome"\n[body.intro]',
        "asks for no `nome`",
        at="[body.nome]",
    ),
    Planted(
        "field-kind", "login.toml", 'kind                    = "secret"', 'kind = "field"', "`password` is a secret"
    ),
    Planted(
        "missing-error",
        "identity.toml",
        'error.digits  = "Il nome non può contenere numeri."',
        "",
        "`error.digits` has no words",
        at="[body.first_name]",
    ),
    Planted("unknown-error", "identity.toml", "error.digits  =", "error.digit =", "did you mean `digits`?"),
    Planted(
        "unknown-error", "identity.toml", "error.digits  =", 'error.zzz = "x."\nerror.digits =', "it can give `empty`, "
    ),
    Planted(
        "missing-hint",
        "contact.toml",
        'hint.suggestion = "Forse intendevi {suggestion}?"',
        "",
        "`hint.suggestion` has no",
        at="[body.email]",
    ),
    Planted(
        "unknown-hint",
        "tax_code.toml",
        "error.empty ",
        'hint.slip = "x"\nerror.empty ',
        "never gives the hint `slip`",
        at="hint.slip",
    ),
    Planted("missing-option", "contact.toml", 'options.email  = "Email"', 'options.other = "x"', "no tab `email`"),
    Planted("unknown-event", "welcome.toml", 'sends = "register"', 'sends = "regist"', "did you mean `register`?"),
    Planted(
        "unexpected-event",
        "welcome.toml",
        'sends = "register"\n',
        'sends = "register"\n[body.out]\nkind = "link"\nlabel = "Esci"\nsends = "logout"\n',
        "does nothing on `logout`",
        at='sends = "logout"',
    ),
    Planted(
        "missing-event",
        "login.toml",
        'sends = "go_recover"',
        'sends = "register"',
        "no button or link sends `go_recover`",
        at="[body.account_created]",
    ),
    Planted("argument", "profile.toml", 'argument = "company"', 'argument = "companies"', "did you mean `company`?"),
    Planted(
        "argument",
        "welcome.toml",
        'sends = "register"',
        'sends = "register"\nargument = "company"',
        "takes no argument",
        at='argument = "company"',
    ),
    Planted(
        "missing-argument",
        "profile.toml",
        'argument = "company"',
        'argument = "person"',
        "with the argument `company`",
        at="[body.ask]",
    ),
    Planted(
        "unknown-notice",
        "welcome.toml",
        "[body.intro]",
        '[body.hello]\nkind = "notice"\ntitle = "Ciao"\n[body.intro]',
        "no notice of the journey",
        at="[body.hello]",
    ),
    Planted(
        "unknown-outcome",
        "tax_code.toml",
        "[desk.outcomes.identified]",
        "[desk.outcomes.code_right]",
        "no outcome of this step",
    ),
    Planted(
        "missing-key",
        "welcome.toml",
        'next = ["Con «Registrati» il cliente sceglie il profilo: Persone, Professionisti o Aziende."]',
        "",
        "`desk.next` is missing",
        at="[desk]",
    ),
]


def test_a_planted_defect_gives_its_one_finding(tmp_path: Path) -> None:
    only_findings(screens_copy(tmp_path), PLANTED)
