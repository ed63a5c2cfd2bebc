"""What holds for every command: language, streams, exit codes, signals, start-up."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Shop, terminal


def modules_after(shop: Shop, code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], env=shop.env, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_command_tree_brings_in_no_heavy_library(shop: Shop) -> None:
    found = modules_after(shop, "import kobicrm.cli.app")
    for name in ("textual", "rich", "babel", "phonenumbers", "peewee", "jinja2", "openpyxl"):
        assert name not in found


def test_a_read_command_brings_in_no_textual(shop: Shop) -> None:
    run = "from kobicrm.cli.door import run\nrun(['contact', 'list', '--json'])"
    found = modules_after(shop, run)
    assert "peewee" in found
    for name in ("textual", "rich", "babel", "phonenumbers", "screens"):
        assert name not in found


def test_the_version_costs_no_imports(shop: Shop) -> None:
    code = "sys.argv = ['kobicrm', '--version']\nfrom kobicrm.__main__ import main\nmain()"
    found = modules_after(shop, code)
    for name in ("typer", "gettext", "kobicrm.i18n", "kobicrm.config", "argparse"):
        assert name not in found


def test_the_version_is_told_wherever_it_is_asked(shop: Shop) -> None:
    from kobicrm import __version__

    assert shop.spawn("--version").out == f"kobicrm {__version__}\n"
    assert shop.run("contact", "list", "--version").out == f"kobicrm {__version__}\n"


@pytest.mark.parametrize(
    ("flag", "env", "config", "locale", "turkish"),
    [
        ("tr", "en", "en", "en_US.UTF-8", True),
        ("", "tr", "en", "en_US.UTF-8", True),
        ("", "", "tr", "en_US.UTF-8", True),
        ("", "", "", "tr_TR.UTF-8", True),
        ("en", "tr", "tr", "tr_TR.UTF-8", False),
        ("", "", "", "C", False),
        ("", "", "", "de_DE.UTF-8", False),
    ],
)
def test_the_language_is_flag_then_environment_then_settings_then_locale(
    shop: Shop, flag: str, env: str, config: str, locale: str, turkish: bool
) -> None:
    if config:
        shop.run("config", "set", "language", config).ok()
    shop.env |= {"KOBICRM_LANG": env, "LC_ALL": locale, "LANG": locale}
    answer = shop.spawn(*(["--lang", flag] if flag else []), "contact", "show", "99")
    assert ("kayıt bulunamadı" in answer.err) is turkish
    assert answer.code == 4


def test_help_is_all_in_one_language(shop: Shop) -> None:
    turkish = shop.spawn("contact", "list", "--help", "--lang", "tr").out
    english = shop.spawn("contact", "list", "-h", "--lang=en").out
    assert turkish.startswith("Kullanım: kobicrm contact list [SEÇENEKLER]\n")
    assert "Seçenekler:" in turkish
    assert "Bu yardımı göster." in turkish
    assert english.startswith("Usage: kobicrm contact list [OPTIONS]\n")
    for word in ("Options", "Usage", "Show", "help"):
        assert word not in turkish.replace("--help", "")


def every_command() -> list[tuple[str, ...]]:
    from kobicrm.cli.app import command

    def walk(node: object, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        inner = getattr(node, "commands", {})
        return [path, *(leaf for name in inner for leaf in walk(inner[name], (*path, name)))]

    return walk(command(), ())


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_command_has_help(shop: Shop, path: tuple[str, ...]) -> None:
    answer = shop.run(*path, "--help").ok()
    assert "Usage:" in answer.out
    assert answer.err == ""


def help_texts(shop: Shop, lang: str) -> list[str]:
    """Return every text of every help page, as a program started in ``lang`` shows it."""
    script = (
        "import json, sys\n"
        "from kobicrm import i18n\n"
        "i18n.install(sys.argv[1])\n"
        "from kobicrm.cli.app import command\n"
        "def texts(node):\n"
        "    own = [node.help or '', *[param.help or '' for param in node.params]]\n"
        "    inner = getattr(node, 'commands', {}).values()\n"
        "    return own + [text for child in inner for text in texts(child)]\n"
        "print(json.dumps(texts(command())))"
    )
    run = [sys.executable, "-c", script, lang]
    done = subprocess.run(run, env=shop.env, capture_output=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def test_every_help_text_has_a_turkish_one(shop: Shop) -> None:
    english, turkish = help_texts(shop, "en"), help_texts(shop, "tr")
    same = {text for text, other in zip(english, turkish, strict=True) if text == other}
    assert same <= {"", "IBAN", "name, company, place, created_at, updated_at, id"}


def test_no_name_is_a_flag_here_and_takes_a_value_there() -> None:
    """Global options are found anywhere on the line, so each word must mean one thing."""
    from kobicrm.cli.app import command

    flags: set[str] = set()
    values: set[str] = set()

    def walk(node: object) -> None:
        for param in getattr(node, "params", []):
            if param.param_type_name == "option":
                (flags if param.is_flag else values).update(param.opts)
        for child in getattr(node, "commands", {}).values():
            walk(child)

    walk(command())
    assert flags & values == set()


def test_global_options_work_at_any_place(shop: Shop) -> None:
    other = str(shop.folder / "öteki.db")
    shop.run("contact", "add", "--name", "Işıl Güneş", "--db", other, "--quiet").ok()
    assert shop.run("contact", "list", "--json", f"--db={other}").json[0]["name"] == "Işıl Güneş"
    assert shop.names() == []


def test_a_value_that_looks_like_a_global_option_stays_a_value(shop: Shop) -> None:
    assert shop.add("Ali Kaya", "--note", "--quiet")["notes"][0]["text"] == "--quiet"
    shop.run("contact", "note", "--json", "1", "--", "--db", "x").ok()
    assert shop.json("contact", "show", "1")["notes"][1]["text"] == "--db x"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["contact", "add"], "nothing_given"),
        (["contact", "add", "--zzz"], "no_such_option"),
        (["contact", "add", "--nam", "Ali"], "no_such_option_near"),
        (["contact", "show"], "missing_parameter"),
        (["contact", "add", "--name"], "option_needs_value"),
        (["contact", "list", "--json=1"], "option_takes_no_value"),
        (["contact", "list", "--limit", "beş"], "bad_number"),
        (["contact", "list", "--kind", "kedi"], "bad_choice"),
        (["contact", "list", "--json", "--ids"], "exclusive_options"),
        (["contact", "list", "fazla"], "extra_arguments"),
        (["contct"], "no_such_command_near"),
        (["zzzzzz"], "no_such_command"),
        (["contact", "zzzzzz"], "no_such_command"),
        (["contact"], "help_instead"),
        (["--wait", "uzun", "contact", "list"], "bad_seconds"),
        (["--lang", "de", "contact", "list"], "bad_choice"),
        (["backup", "prune", "--yes", "--keep", "7"], "keep_invalid"),
        (["contact", "delete", "1"], "contact_not_found"),
    ],
)
def test_wrong_usage_is_told_on_stderr(shop: Shop, arguments: list[str], code: str) -> None:
    plain = shop.run(*arguments)
    assert plain.out == ""
    assert plain.err
    assert plain.code == (4 if code == "contact_not_found" else 2)
    if code not in ("help_instead", "option_needs_value", "exclusive_options"):
        assert shop.run(*arguments, "--json").error["code"] == code


def test_an_error_as_json_is_one_document_on_stderr(shop: Shop) -> None:
    answer = shop.run("contact", "show", "99", "--json")
    assert answer.code == 4
    assert answer.error.keys() == {"code", "message", "hint"}
    assert "99" in answer.error["message"]


def test_without_a_terminal_nothing_is_asked(shop: Shop) -> None:
    shop.add("Şule Çağlayan")
    for arguments in (["contact", "delete", "1"], ["undo"], ["backup", "prune"], ["redo"]):
        answer = shop.run(*arguments)
        assert answer.code == 2
        assert "--yes" in answer.err
    assert shop.names() == ["Şule Çağlayan"]


def test_on_a_terminal_a_question_is_asked_and_no_means_no(shop: Shop) -> None:
    shop.add("Şule Çağlayan")
    with terminal(shop, "contact", "delete", "1") as child:
        child.expect("Şule Çağlayan")
        child.expect("y/N")
        child.sendline("n")
        child.expect("Nothing was changed")
        child.wait()
        assert child.exitstatus == 1
    assert shop.names() == ["Şule Çağlayan"]
    with terminal(shop, "--lang", "tr", "contact", "delete", "1") as child:
        child.expect("e/H")
        child.sendline("e")
        child.expect("çöp kutusunda")
        child.wait()
        assert child.exitstatus == 0
    assert shop.names() == []


def test_a_closed_pipe_is_quiet(shop: Shop) -> None:
    for number in range(3):
        shop.add(f"Müşteri {number}", "--note", "x" * 90_000)
    with shop.start("contact", "list", "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_closed_streams_are_no_mistake(shop: Shop) -> None:
    run = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *shop.command("contact", "list")]
    assert subprocess.run(run, env=shop.env, check=False).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_can_not_be_written_is_an_error(shop: Shop) -> None:
    shop.add("Ömer Çınar")
    with Path("/dev/full").open("wb") as full:
        answer = shop.start("contact", "list", "--json", stdout=full)
        _out, err = answer.communicate(timeout=60)
    assert answer.returncode == 1
    assert b"Traceback" not in err


def test_the_database_and_its_folder_are_private(shop: Shop) -> None:
    shop.env["KOBICRM_DB"] = str(shop.folder / "yeni" / "dükkân.db")
    os.umask(0o022)
    shop.spawn("contact", "add", "--name", "İlknur Iğdır").ok()
    made = Path(shop.env["KOBICRM_DB"])
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    for file in made.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


# More than a pipe holds: once it is written, the command is at work reading it.
PLENTY = 300_000
SIGNALS = [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]


@pytest.mark.parametrize(("number", "code"), SIGNALS)
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["contact", "note", "1", "-"], b"bir not daha\n"),
        (["import", "-"], b"Ad Soyad;Telefon\nAli Kaya;0532 111 22 33\n"),
    ],
    ids=["note", "import"],
)
def test_a_signal_ends_a_command_cleanly(
    shop: Shop, arguments: list[str], line: bytes, number: int, code: int
) -> None:
    shop.add("Nâzım Hâkimoğlu")
    before = shop.run("contact", "list", "--json").out
    with shop.start(*arguments, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(line * (PLENTY // len(line)))
        process.stdin.flush()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in err
    assert b"Stopped" in err
    assert shop.run("contact", "list", "--json").out == before
    shop.run("doctor", "-q").ok()


def test_something_unforeseen_is_one_sentence_and_a_log_without_data(shop: Shop) -> None:
    canary = "Gizli Müşteri"
    script = (
        "import sys, kobicrm.cli.search as s, kobicrm.services.contacts as c\n"
        f"def broken(*a, **k): raise RuntimeError('{canary}')\n"
        "c.search = broken\n"
        "from kobicrm.cli.door import run\n"
        f"sys.exit(run(['search', '{canary}', '--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=shop.env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    error = json.loads(done.stderr)["error"]
    assert error["code"] == "unexpected"
    log = next(Path(shop.env["XDG_STATE_HOME"]).rglob("kobicrm.log"))
    assert str(log) in error["hint"]
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "RuntimeError" in log.read_text("utf-8")
    assert canary not in log.read_text("utf-8") + done.stderr


def test_a_broken_settings_file_is_named(shop: Shop) -> None:
    file = Path(shop.run("config", "path", "--json").json["config"])
    file.parent.mkdir(parents=True)
    file.write_text("wiat = 3\n")
    answer = shop.run("contact", "list", "--json")
    assert answer.code == 2
    assert answer.error["code"] == "config_unknown_key"
    assert str(file) in answer.error["message"]
