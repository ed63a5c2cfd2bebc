"""Completion by Tab: the script is printed or installed, and completes."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Shop


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_has_its_script(shop: Shop, shell: str) -> None:
    script = shop.run("completion", shell).ok().out
    assert "_KOBICRM_COMPLETE" in script


def test_the_script_completes_commands_and_options(shop: Shop) -> None:
    shop.env |= {"_KOBICRM_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    shop.env["COMP_WORDS"] = "kobicrm contact re"
    assert shop.spawn().ok().out.split() == ["restore"]
    shop.env["COMP_WORDS"] = "kobicrm backup "
    assert {"create", "verify", "prune"} <= set(shop.spawn().ok().out.split())


@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("bash", ".bash_completions/kobicrm.sh"),
        ("zsh", ".zfunc/_kobicrm"),
        ("fish", ".config/fish/completions/kobicrm.fish"),
    ],
)
def test_one_command_installs_it(shop: Shop, shell: str, file: str) -> None:
    told = shop.spawn("completion", "install", shell).ok().out
    place = Path(shop.env["HOME"]) / file
    assert str(place) in told
    assert "_KOBICRM_COMPLETE" in place.read_text()


def test_an_unknown_shell_is_wrong_usage(shop: Shop) -> None:
    assert shop.run("completion", "kabuk").code == 2
    assert shop.run("completion", "install", "kabuk").code == 2
