"""Tasks and entries from the command line: typed, piped, refused with the right exit code."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Shop


@pytest.fixture
def sule(shop: Shop) -> str:
    shop.run("contact", "add", "--name", "Şule Çağlayan", "--phone", "0532 123 45 67").ok()
    return "0532 123 45 67"


def test_a_task_from_its_beginning_to_its_end(shop: Shop, sule: str) -> None:
    made = shop.json(
        "task", "add", "Teklifi sor", "--contact", sule, "--due", "2026-12-01 15:00",
        "--kind", "call", "--remind", "1 gün", "--check", "Fiyat", "--priority", "high",
    )  # fmt: skip
    assert (made["due"], made["time"], made["remind"]) == ("2026-12-01", "15:00", 1440)
    assert made["contact"]["name"] == "Şule Çağlayan"
    assert made["checklist"] == [{"text": "Fiyat", "done": False}]
    shown = shop.run("task", "show", "1", "--lang", "tr").ok().out
    assert "01.12.2026 15.00" in shown
    assert "1 gün önce" in shown
    edited = shop.json("task", "edit", "1", "--due", "2026-12-02", "--note", "acele")
    assert (edited["due"], edited["time"], edited["note"]) == ("2026-12-02", None, "acele")
    told = shop.run("task", "done", "1", "--outcome", "teklif", "--next", "cuma ara").ok()
    assert "Teklifi sor" in told.out
    [following] = shop.json("task", "list")
    assert (following["title"], following["kind"]) == ("Ara", "call")
    [talk] = shop.json("contact", "show", "1", "--interactions")
    assert (talk["outcome"], talk["task"]) == ("quote", made["uid"])
    assert shop.run("task", "done", "1").code == 1
    shop.run("task", "reopen", "1").ok()
    shop.run("task", "drop", "1").ok()
    assert [one["state"] for one in shop.json("task", "list", "--done")] == []
    assert shop.run("task", "delete", "1").code == 2
    shop.run("task", "delete", "1", "2", "--yes").ok()
    assert shop.json("task", "list") == []
    shop.run("undo", "--yes").ok()
    assert len(shop.json("task", "list")) == 1


def test_a_series_goes_on_and_a_day_of_it_is_left_out(shop: Shop) -> None:
    first = shop.json("task", "add", "Sipariş", "--due", "2026-11-30", "--repeat", "her pazartesi")
    assert first["repeat"] == "FREQ=WEEKLY;BYDAY=MO"
    shop.run("task", "skip", "1").ok()
    assert shop.json("task", "show", "1")["due"] == "2026-12-07"
    shop.run("task", "snooze", "1", "--until", "2026-12-09").ok()
    assert shop.json("task", "show", "1")["due"] == "2026-12-09"
    assert "her pazartesi" in shop.run("task", "show", "1", "--lang", "tr").ok().out
    assert shop.run("task", "list", "--ids").ok().out == "1\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "Ara", "--due", "31 şubat"), 2, "bir gün ya da saat değil"),
        (("add", "Ara", "--due", "yarın 3"), 2, "15:00"),
        (("add", " "), 2, "başlığı"),
        (("add", "Ara", "--repeat", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), 2, "hiçbir gün"),
        (("add", "Ara", "--contact", "kimse"), 4, "kimse"),
        (("show", "7"), 4, "görev yok"),
        (("list", "--late", "--today"), 2, "--late"),
        (("list", "--kind", "uçak"), 2, "uçak"),
        (("edit", "1"), 2, "kobicrm task edit"),
        (("done", "1", "2", "--text", "x"), 2, "tek göreve"),
    ],
)
def test_what_can_not_be_done_is_said(
    shop: Shop, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = shop.run("task", *words, "--lang", "tr")
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert shop.json("task", "list") == []


def test_what_happened_one_by_one_and_from_a_pipe(shop: Shop, sule: str) -> None:
    talk = shop.json("log", "telefon", sule, "teklif istedi", "--outcome", "quote",
                     "--next", "yarın 10:00 ara", "--in", "--minutes", "5")  # fmt: skip
    assert (talk["channel"], talk["direction"], talk["minutes"]) == ("call", "in", 5)
    assert shop.json("task", "list")[0]["time"] == "10:00"
    lines = f"{sule}\tuğradı\nkimse\tx\n{sule}\taradı\treached\tyarın ara\n"
    answer = shop.run("log", "visit", "-", "--json", stdin=lines)
    assert answer.code == 3
    told = json.loads(answer.out)
    assert (told["created"], told["refused"]) == (2, 1)
    assert "kimse" in answer.err
    assert len(shop.json("contact", "show", "1", "--interactions")) == 3
    assert shop.run("log", "visit", "-", "metin").code == 2
    assert shop.run("log", "uçak", sule).code == 2
    assert shop.run("log", "note", sule).code == 2


def test_tasks_go_out_and_come_back(shop: Shop, sule: str) -> None:
    shop.run("task", "add", "Kira öde", "--repeat", "ayın son günü", "--check", "Dekont").ok()
    shop.run("task", "add", "=Ara", "--contact", sule, "--due", "2026-12-01 15:00").ok()
    before = shop.json("task", "list")
    for form in ("csv", "xlsx", "json", "jsonl"):
        file = shop.folder / f"görevler.{form}"
        shop.run("export", "tasks", "-o", str(file)).ok()
        again = shop.json("import", str(file), "--kind", "tasks")
        assert (again["unchanged"], again["created"], again["flagged"]) == (2, 0, 0), form
        shop.run("task", "delete", "1", "2", "--yes")
        numbers = [str(one["id"]) for one in shop.json("task", "list")]
        if numbers:
            shop.run("task", "delete", *numbers, "--yes").ok()
        report = shop.json("import", str(file), "--kind", "tasks")
        assert (report["created"], report["refused"]) == (2, 0), form
        after = shop.json("task", "list")
        assert [{**one, "id": 0} for one in after] == [{**one, "id": 0} for one in before], form


def test_what_a_file_does_not_tell_is_left_as_it_is(shop: Shop, sule: str) -> None:
    shop.run("task", "add", "Ara", "--contact", sule, "--priority", "high", "--remind", "15",
             "--due", "2026-12-01", "--note", "acele").ok()  # fmt: skip
    before = shop.json("task", "show", "1")
    file = shop.folder / "kısa.csv"
    file.write_text(f"uid,title,note\n{before['uid']},Ara hemen,\n", "utf-8")
    report = shop.json("import", str(file), "--kind", "tasks", "--on-match", "update")
    assert (report["updated"], report["created"]) == (1, 0)
    assert shop.json("task", "show", "1") == {**before, "title": "Ara hemen"}


def test_a_list_of_another_program(shop: Shop, sule: str) -> None:
    file = shop.folder / "yapılacaklar.csv"
    file.write_text(
        "Görev;Son tarih;Saat;Telefon;Öncelik;Durum;Sorumlu\n"
        "Teklifi gönder;01.12.2026;14.30;0532 123 45 67;Acil;Bekliyor;Ömer\n"
        "Vitrini boya;;;;;Tamamlandı;\n"
        ";01.12.2026;;;;;\n"
        "Ara;31.02.2026;;;;;\n",
        "utf-8",
    )
    answer = shop.run("import", str(file), "--kind", "tasks", "--json")
    report = json.loads(answer.out)
    assert (answer.code, report["created"], report["refused"]) == (3, 2, 2)
    [task] = shop.json("task", "list")
    assert (task["time"], task["priority"], task["assignee"]) == ("14:30", "high", "Ömer")
    [ended] = shop.json("task", "list", "--done")
    assert (ended["title"], ended["state"]) == ("Vitrini boya", "done")


def test_the_day_its_rules_and_reminders(shop: Shop, sule: str) -> None:
    shop.run("task", "add", "Teklifi sor", "--contact", sule, "--due", "dün", "--kind", "call",
             "--remind", "0").ok()  # fmt: skip
    told = shop.run("brief", "--lang", "tr").ok().out
    assert "Teklifi sor: 1 gün gecikti" in told
    assert told == shop.run("--lang", "tr").ok().out
    assert shop.run("brief", "--format", "html").ok().out.startswith("<!DOCTYPE html>")
    assert shop.run("brief", "--format", "markdown").ok().out.startswith("# ")
    assert "a promised call" in shop.run("brief", "--why").ok().out
    assert shop.json("brief")["cards"][0]["score"] == 52
    assert shop.run("brief", "--format", "pdf").code == 2
    [reminder] = shop.json("remind")
    assert (reminder["task"]["title"], reminder["uncertain"]) == ("Teklifi sor", False)
    assert shop.run("remind").ok().out == ""
    shop.run("cadence", "set", "30", "--tag", "vip").ok()
    shop.run("cadence", "set", "10", "--contact", sule).ok()
    assert [one["days"] for one in shop.json("cadence", "list")] == [30, 10]
    shop.run("cadence", "set", "0", "--tag", "VİP").ok()
    assert len(shop.json("cadence", "list")) == 1
    assert shop.run("cadence", "set", "5").code == 2


def test_a_calendar_to_subscribe_to(shop: Shop, sule: str) -> None:
    shop.run("contact", "edit", "1", "--birthday", "14.03.1988").ok()
    shop.run("task", "add", "Ara", "--contact", sule, "--due", "2026-12-01 15:00").ok()
    file = shop.folder / "takvim.ics"
    told = shop.json("export", "calendar", "-o", str(file))
    assert told["rows"] == 2
    assert shop.run("export", "calendar", "-o", str(file)).code == 1
    shop.run("export", "tasks", "-o", str(file), "--force").ok()
    assert shop.json("import", str(file))["unchanged"] == 1
    assert shop.run("import", str(file), "--kind", "contacts").code == 2
    assert shop.run("export", "contacts", "-o", str(file), "--force").code == 2
    assert "BEGIN:VEVENT" in shop.run("export", "birthdays").ok().out
