"""Settings: what the file says, what is refused, what a change leaves alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kobicrm import config
from kobicrm.errors import BadFile, KobiError, ValidationError
from kobicrm.i18n import error_hint, error_text

FULL = """\
# Yılmaz Gıda'nın ayarları
language = "tr"
theme = "kobicrm-dark"
staff = "Ayşe"
wait = 15
glyphs = "ascii"

[backup]
dir = "/media/usb/yedek"   # bellek
keep = "daily=7,weekly=4"
compress = true
recipients = ["age1abc", "age1def"]
identity_file = "/home/ayse/anahtar.txt"

[keys]
"contacts.add" = "a"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ayarlar" / "config.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def refusal(file: Path, text: str) -> KobiError:
    with pytest.raises((ValidationError, BadFile)) as caught:
        config.load(written(file, text))
    return caught.value


def test_a_missing_file_gives_the_defaults(file: Path) -> None:
    assert config.load(file) == config.Settings()


def test_every_setting_is_read(file: Path) -> None:
    settings = config.load(written(file, FULL))
    assert settings == config.Settings(
        language="tr",
        theme="kobicrm-dark",
        staff="Ayşe",
        wait=15.0,
        glyphs="ascii",
        backup=config.BackupSettings(
            dir="/media/usb/yedek",
            keep="daily=7,weekly=4",
            compress=True,
            recipients=("age1abc", "age1def"),
            identity_file="/home/ayse/anahtar.txt",
        ),
        keys={"contacts.add": "a"},
    )


def test_an_unknown_key_names_the_file_the_key_and_the_nearest_one(file: Path) -> None:
    error = refusal(file, '[backup]\nkep = "daily=7"\n')
    assert error.code == "config_unknown_key"
    assert str(file) in error_text(error)
    assert "backup.kep" in error_text(error)
    assert "backup.keep" in error_hint(error)


def test_a_key_like_no_other_gets_no_suggestion(file: Path) -> None:
    assert error_hint(refusal(file, "zzz = 1\n")) == ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('language = "de"\n', "language"),
        ("wait = -1\n", "wait"),
        ("wait = true\n", "wait"),
        ('wait = "kısa"\n', "wait"),
        ('glyphs = "emoji"\n', "glyphs"),
        ("theme = 3\n", "theme"),
        ("backup = 3\n", "backup"),
        ('[backup]\ncompress = "yes"\n', "backup.compress"),
        ('[backup]\nkeep = "7 gün"\n', "backup.keep"),
        ('[backup]\nrecipients = "age1abc"\n', "backup.recipients"),
        ("[backup]\nrecipients = [1]\n", "backup.recipients"),
        ("[keys]\nadd = 3\n", "keys.add"),
    ],
)
def test_a_bad_value_names_the_file_and_the_key(file: Path, text: str, key: str) -> None:
    error = refusal(file, text)
    assert str(file) in error_text(error)
    assert key in error_text(error)


def test_a_file_that_is_not_toml_names_the_line(file: Path) -> None:
    error = refusal(file, 'language = "tr"\nwait = = 3\n')
    assert error.code == "config_not_toml"
    assert "2" in error_hint(error)


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes('staff = "Işıl"\n'.encode("cp1254"))
    with pytest.raises(ValidationError):
        config.load(file)


def test_a_folder_in_the_place_of_the_file_is_refused(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(BadFile):
        config.load(file)


def test_a_broken_file_asks_for_no_language(file: Path) -> None:
    assert config.language_wish(written(file, "language = = 3")) == ""
    assert config.language_wish(written(file, "language = 3")) == ""
    assert config.language_wish(written(file, 'language = "tr"')) == "tr"


def test_a_change_keeps_comments_and_order(file: Path) -> None:
    config.set_value(written(file, FULL), "wait", "30")
    assert file.read_text("utf-8") == FULL.replace("wait = 15", "wait = 30.0")


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("language", "en", "en"),
        ("wait", "2.5", 2.5),
        ("backup.compress", "evet", True),
        ("backup.compress", "false", False),
        ("backup.recipients", "age1abc, age1def", ("age1abc", "age1def")),
        ("backup.keep", "monthly=12", "monthly=12"),
        ("keys.contacts.add", "a", "a"),
    ],
)
def test_what_is_set_is_read_back(file: Path, key: str, text: str, value: object) -> None:
    config.set_value(file, key, text)
    assert config.get_value(config.load(file), key) == value


def test_an_empty_text_takes_a_setting_out(file: Path) -> None:
    config.set_value(written(file, FULL), "theme", "")
    assert "theme" not in file.read_text("utf-8")
    assert config.load(file).theme == ""


@pytest.mark.parametrize("key", ["lang", "backup", "keys.", "", "backup.zzz", "shop"])
def test_an_unknown_key_can_not_be_set(file: Path, key: str) -> None:
    with pytest.raises(ValidationError):
        config.set_value(file, key, "tr")
    assert not file.exists()


def test_a_refused_value_leaves_the_file_as_it_was(file: Path) -> None:
    written(file, FULL)
    with pytest.raises(ValidationError):
        config.set_value(file, "language", "fr")
    assert file.read_text("utf-8") == FULL


def test_the_file_belongs_to_its_owner_only(file: Path) -> None:
    config.set_value(file, "staff", "Şükrü")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in file.parent.iterdir()] == ["config.toml"]


def test_a_linked_settings_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = written(tmp_path / "dotfiles" / "kobicrm.toml", FULL)
    file.parent.mkdir()
    file.symlink_to(real)
    config.set_value(file, "wait", "5")
    assert file.is_symlink()
    assert config.load(real).wait == 5.0


def test_keep_counts_are_read() -> None:
    assert config.parse_keep("daily=7,weekly=4,monthly=12") == config.Keep(7, 4, 12)
    assert config.parse_keep(" monthly = 2 ") == config.Keep(monthly=2)


@pytest.mark.parametrize(
    "text", ["", "7", "daily", "daily=", "daily=-1", "daily=0", "yearly=2", "daily=1,daily=2"]
)
def test_what_says_no_counts_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        config.parse_keep(text)
