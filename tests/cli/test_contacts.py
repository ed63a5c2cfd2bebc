"""Commands about contacts: what they take, what they print, what they leave alone."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest

from .conftest import Shop, terminal

KEYS = [
    "id",
    "uid",
    "kind",
    "name",
    "first_name",
    "last_name",
    "title",
    "company",
    "companies",
    "phones",
    "emails",
    "socials",
    "websites",
    "addresses",
    "birthday",
    "tax_office",
    "tax_number",
    "iban",
    "language",
    "tags",
    "lifecycle",
    "owner",
    "source",
    "preferred_channel",
    "preferred_time",
    "codes",
    "custom",
    "notes",
    "warnings",
    "created_at",
    "updated_at",
]
FULL = [
    "--kind=person",
    "--title=Hanım",
    "--company=Yılmaz Gıda",
    "--role=Satın alma",
    "--phone=0532 123 45 67",
    "--phone=0216 345 67 89 dahili 12",
    "--email=ayse@yilmazgida.com.tr",
    "--social=instagram.com/ayseyilmaz",
    "--website=yilmazgida.com.tr",
    "--street=Moda Cad. 12/3",
    "--district=Kadıköy",
    "--province=İstanbul",
    "--postcode=34710",
    "--birthday=14.03.1988",
    "--tax-office=Kadıköy",
    "--language=tr",
    "--lifecycle=customer",
    "--owner=Mehmet",
    "--source=fuar",
    "--preferred-channel=whatsapp",
    "--preferred-time=öğleden sonra",
    "--tag=vip",
    "--tag=toptan",
    "--code=ETA:120.01",
    "--note=İlk görüşme iyi geçti.",
]


def test_a_contact_has_every_key_of_the_contract(shop: Shop) -> None:
    contact = shop.add("Ayşe Yılmaz", *FULL)
    assert [key for key in contact if key in KEYS] == KEYS
    assert contact["first_name"] == "Ayşe"
    assert contact["company"]["name"] == "Yılmaz Gıda"
    assert contact["company"]["role"] == "Satın alma"
    assert contact["phones"][0]["e164"] == "+905321234567"
    assert contact["phones"][0]["primary"] is True
    assert contact["emails"][0]["address"] == "ayse@yilmazgida.com.tr"
    assert contact["addresses"][0]["district"] == "Kadıköy"
    assert contact["birthday"] == "1988-03-14"
    assert contact["tags"] == ["vip", "toptan"]
    assert contact["codes"] == [{"source": "ETA", "code": "120.01"}]
    assert contact["notes"][0]["text"] == "İlk görüşme iyi geçti."
    assert contact["preferred_channel"] == "whatsapp"


def test_show_list_and_search_give_the_same_object(shop: Shop) -> None:
    added = shop.add("Ayşe Yılmaz", *FULL)
    shown = shop.json("contact", "show", str(added["id"]))
    [found] = shop.json("search", "ayse yil", "--limit", "5")
    listed = next(c for c in shop.json("contact", "list") if c["id"] == added["id"])
    assert shown == added
    assert listed == found == added


@pytest.mark.parametrize(
    "reference",
    [
        "{id}",
        "{uid}",
        "AYSE@yilmazgida.com.tr",
        "0532 123 45 67",
        "+90 532 123 45 67",
        "5321234567",
        "120.01",
    ],
)
def test_a_contact_is_named_in_many_ways(shop: Shop, reference: str) -> None:
    added = shop.add("Ayşe Yılmaz", *FULL)
    ref = reference.format(id=added["id"], uid=added["uid"])
    assert shop.json("contact", "show", ref)["uid"] == added["uid"]


def test_an_ambiguous_reference_lists_the_candidates_and_changes_nothing(shop: Shop) -> None:
    for name in ("Ali Kaya", "Veli Kaya"):
        shop.add(name, "--phone", "0216 345 67 89")
    answer = shop.run("contact", "edit", "0216 345 67 89", "--title", "Bey")
    assert answer.code == 4
    assert answer.out == ""
    assert "Ali Kaya" in answer.err
    assert "Veli Kaya" in answer.err
    error = shop.run("contact", "delete", "--yes", "02163456789", "--json").error
    assert "Ali Kaya" in error["message"]
    assert [c["title"] for c in shop.json("contact", "list")] == [None, None]


def test_a_missing_record_is_exit_4(shop: Shop) -> None:
    for arguments in (["show", "7"], ["edit", "7", "--name", "x"], ["note", "7", "x"]):
        assert shop.run("contact", *arguments).code == 4
    assert shop.run("contact", "tag", "7", "vip").code == 4
    assert shop.run("contact", "restore", "7").code == 4


def test_an_odd_value_is_kept_and_flagged(shop: Shop) -> None:
    contact = shop.add("Hülya Doğan", "--phone", "532 12", "--tax-number", "1234567891")
    assert contact["phones"][0]["raw"] == "532 12"
    assert contact["tax_number"] == "1234567891"
    assert {w["code"] for w in contact["warnings"]} == {"phone_short", "tax_number_checksum"}
    told = shop.run("contact", "edit", "1", "--phone", "533 12").ok()
    assert "533 12" in told.err


def test_edit_replaces_adds_removes_and_empties(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz", *FULL)
    ref = "ayse@yilmazgida.com.tr"
    edited = shop.json(
        "contact", "edit", ref, "--title", "", "--add-phone", "0533 999 88 77",
        "--remove-tag", "vip", "--add-tag", "fuar", "--website", "",
    )  # fmt: skip
    assert edited["title"] is None
    assert len(edited["phones"]) == 3
    assert edited["tags"] == ["toptan", "fuar"]
    assert edited["websites"] == []
    replaced = shop.json("contact", "edit", ref, "--phone", "0212 555 44 33")
    assert [phone["raw"] for phone in replaced["phones"]] == ["0212 555 44 33"]
    both = shop.run("contact", "edit", ref, "--phone", "1", "--add-phone", "2", "--json")
    assert both.error["code"] == "exclusive_options"


def test_an_edit_that_changes_nothing_says_so(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz", *FULL)
    answer = shop.run("contact", "edit", "0532 123 45 67", "--title", "Hanım").ok()
    assert "Nothing to change" in answer.out
    assert len(shop.json("undo", "--list")) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--birthday", "31.02.1990"], "date_invalid"),
        (["--lifecycle", "kedi"], "choice_unknown"),
        (["--custom", "Boy=180"], "custom_field_unknown"),
        (["--custom", "Boy"], "bad_pair"),
    ],
)
def test_a_value_that_can_not_be_taken_changes_nothing(
    shop: Shop, arguments: list[str], code: str
) -> None:
    answer = shop.run("contact", "add", "--name", "Ali Kaya", *arguments, "--json")
    assert answer.code == 2
    assert answer.error["code"] == code
    assert shop.names() == []


def test_own_fields_are_typed(shop: Shop) -> None:
    for name, *more in (
        ("Bakiye", "--type", "money"),
        ("Boy", "--type", "number"),
        ("Abone", "--type", "yes_no"),
        ("Son alım", "--type", "date"),
        ("Beden", "--type", "choice", "--choice", "S", "--choice", "M"),
    ):
        shop.run("field", "add", name, *more).ok()
    given = ["Bakiye=1.250,50 TL", "Boy=1,80", "Abone=evet", "Son alım=05.11.2026", "Beden=M"]
    contact = shop.add("Ali Kaya", *[f"--custom={value}" for value in given])
    assert contact["custom"] == {
        "Abone": True,
        "Bakiye": {"amount": "1250.50", "currency": "TRY"},
        "Beden": "M",
        "Boy": 1.8,
        "Son alım": "2026-11-05",
    }
    fields = shop.json("field", "list")
    assert {field["name"]: field["type"] for field in fields}["Bakiye"] == "money"
    assert shop.run("field", "add", "Bakiye").code == 1


def test_notes_come_from_words_or_a_pipe(shop: Shop) -> None:
    shop.add("Çağrı Öztürk")
    shop.run("contact", "note", "1", "Cuma", "arayın", "dedi.").ok()
    shop.run("contact", "note", "1", "-", stdin="iki satır:\nkapıda ödeme\n").ok()
    notes = shop.json("contact", "show", "1")["notes"]
    assert [note["text"] for note in notes] == ["Cuma arayın dedi.", "iki satır:\nkapıda ödeme"]
    assert shop.run("contact", "note", "1", "-", stdin="  \n").code == 2


def test_tags_go_on_and_off_one_or_many(shop: Shop) -> None:
    for name in ("Ali Kaya", "Veli Kaya"):
        shop.add(name)
    shop.run("contact", "tag", "1", "vip", "toptan").ok()
    done = shop.json("contact", "tag", "1", "2", "--add", "fuar", "--remove", "vip")
    assert len(done["uids"]) == 2
    assert [c["tags"] for c in shop.json("contact", "list")] == [["toptan", "fuar"], ["fuar"]]
    assert shop.names("--tag", "TOPTAN") == ["Ali Kaya"]


def test_delete_and_restore(shop: Shop) -> None:
    for name in ("Ali Kaya", "Veli Kaya", "Şükrü Aydın"):
        shop.add(name)
    done = shop.json("contact", "delete", "1", "3", "--yes")
    assert done["names"] == ["Ali Kaya", "Şükrü Aydın"]
    assert shop.names() == ["Veli Kaya"]
    assert shop.run("contact", "show", "1").code == 4
    shop.run("contact", "restore", "1").ok()
    assert shop.names() == ["Ali Kaya", "Veli Kaya"]


def test_a_delete_that_names_one_nobody_knows_deletes_nobody(shop: Shop) -> None:
    shop.add("Ali Kaya")
    assert shop.run("contact", "delete", "1", "99", "--yes").code == 4
    assert shop.names() == ["Ali Kaya"]


def test_lists_are_in_turkish_order_complete_and_limited_on_wish(shop: Shop) -> None:
    for name in ("Zeynep Öz", "İlker Can", "Işıl Güneş", "Çınar Ak", "Can Ak", "Şule Er"):
        shop.add(name)
    ordered = ["Can Ak", "Çınar Ak", "Işıl Güneş", "İlker Can", "Şule Er", "Zeynep Öz"]
    assert shop.names() == ordered
    assert shop.names("--desc") == ordered[::-1]
    assert shop.names("--limit", "2") == ordered[:2]
    assert shop.names("--limit", "0") == []
    assert shop.names("--sort", "created_at", "--limit", "1") == ["Zeynep Öz"]
    assert shop.names("--search", "sule") == ["Şule Er"]
    assert shop.names("--kind", "company") == []


def test_the_forms_of_a_list(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz", "--phone", "0532 123 45 67", "--tag", "vip")
    shop.add("=1+1 Ltd. Şti.")
    lines = shop.run("contact", "list", "--jsonl").ok().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [2, 1]
    assert shop.run("contact", "list", "--ids").ok().out == "2\n1\n"
    rows = list(csv.DictReader(io.StringIO(shop.run("contact", "list", "--csv").ok().out)))
    assert rows[1]["name"] == "Ayşe Yılmaz"
    assert rows[1]["phone"] == "+905321234567"
    assert rows[0]["name"] == "'=1+1 Ltd. Şti."
    plain = shop.run("contact", "list").ok().out.splitlines()
    assert plain[1].split("\t")[:3] == ["1", "Ayşe Yılmaz", "0532 123 45 67"]


def test_no_hit_is_an_empty_list_and_fine(shop: Shop) -> None:
    for arguments in (["search", "yok"], ["contact", "list"]):
        assert shop.json(*arguments) == []
        for form in ("--jsonl", "--ids"):
            assert shop.run(*arguments, form).ok().out == ""
        assert shop.run(*arguments).ok().out == ""


@pytest.mark.parametrize(
    "text",
    ['"', "AND", "o'brien", "+90", "a-b", "*", "(", "şehir:", "-vip", "%", "\\", "[red]", "ı"],
)
def test_search_never_fails_on_its_text(shop: Shop, text: str) -> None:
    shop.add("Ayşe Yılmaz")
    assert shop.run("search", text, "--json").code == 0
    assert shop.run("search", "--json", "--", text).code == 0


@pytest.mark.parametrize("text", ["sisli", "ŞİŞLİ", "SISLI", "şişli", "532 123", "4567", "+90 532"])
def test_search_folds_and_finds_phones(shop: Shop, text: str) -> None:
    shop.add("Ayşe Yılmaz", "--phone", "0532 123 45 67", "--district", "Şişli")
    shop.add("Ali Kaya")
    assert [c["name"] for c in shop.json("search", text)] == ["Ayşe Yılmaz"]


def test_the_history_tells_who_changed_what(shop: Shop) -> None:
    shop.run("contact", "add", "--name", "Ali Kaya", "--as", "Ayşe").ok()
    shop.run("contact", "edit", "1", "--title", "Bey", "--as", "Mehmet").ok()
    entries = shop.json("contact", "show", "1", "--history")
    assert [(entry["who"], entry["action"]) for entry in entries] == [
        ("Mehmet", "contact.edit"),
        ("Ayşe", "contact.add"),
    ]
    told = shop.run("contact", "show", "1", "--history").ok().out
    assert "Contact changed" in told


HOSTILE = "Ali [red]Kaya[/red] [@click=app.quit]x[/] \x1b]52;c;AA==\x07\u202e\u2028\x9b31m :smile:"


def test_hostile_text_is_harmless_wherever_it_is_printed(shop: Shop) -> None:
    shop.run("contact", "add", "--name", HOSTILE, "--note", HOSTILE, "--tag", HOSTILE[:30]).ok()
    for arguments in (
        ["contact", "list"],
        ["contact", "list", "--json"],
        ["contact", "list", "--csv"],
        ["contact", "show", "1"],
        ["search", "kaya"],
        ["undo", "--list"],
        ["contact", "show", HOSTILE],
    ):
        answer = shop.run(*arguments)
        printed = answer.out + answer.err
        assert not [char for char in printed if not char.isprintable() and char not in "\n\t"]
    assert "[red]Kaya[/red] [@click=app.quit]x[/]" in shop.names()[0]
    assert ":smile:" in shop.names()[0]


def plant(shop: Shop) -> None:
    """Put hostile text into the database behind the program's back."""
    shop.add("Ali Kaya", "--note", "not", "--tag", "vip", "--company", "Kaya Ticaret")
    shop.run("contact", "edit", "2", "--title", "Bey").ok()
    connection = sqlite3.connect(shop.db)
    connection.execute("PRAGMA ignore_check_constraints = 1")
    for table, column in (
        ("contact", "name"),
        ("contact", "title"),
        ("note", "text"),
        ("contact_tag", "name"),
        ("staff", "name"),
        ("changeset", "action"),
    ):
        connection.execute(f"UPDATE {table} SET {column} = ?", (HOSTILE,))
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["contact", "list"],
        ["contact", "list", "--json"],
        ["contact", "list", "--csv"],
        ["contact", "show", "2"],
        ["contact", "show", "2", "--history"],
        ["contact", "delete", "2", "--yes"],
        ["search", "kaya"],
        ["undo", "--list"],
        ["undo", "--list", "--json"],
        ["export", "contacts", "--format", "json", "--quiet"],
        ["export", "contacts", "--format", "csv", "--quiet"],
    ],
    ids=" ".join,
)
def test_planted_text_does_not_reach_a_terminal_raw(shop: Shop, arguments: list[str]) -> None:
    plant(shop)
    with terminal(shop, *arguments, "--no-color") as child:
        # A bold heading is the only thing a table says to the terminal itself.
        text = re.sub("\x1b\\[1?[0-9]?m", "", child.read())
        child.wait()
    assert child.exitstatus == 0
    assert "Kaya" in text
    assert not [char for char in text if not char.isprintable() and char not in "\r\n\t"]


def test_on_a_terminal_a_table_shows_names_literally(shop: Shop) -> None:
    shop.add("[red]Kaya[/red] [/]")
    with terminal(shop, "contact", "list", "--no-color") as child:
        text = child.read()
    assert "[red]Kaya[/red] [/]" in text
    assert "Name" in text


def test_the_history_says_what_became_of_each_field(shop: Shop) -> None:
    shop.add("Nâzım Hâkimoğlu")
    shop.run("contact", "edit", "1", "--birthday", "14.03.1990", "--tag", "VIP")
    shop.run("contact", "note", "1", "Teklif istedi")
    told = shop.run("--lang", "tr", "contact", "show", "1", "--history").out
    assert "14 Mart 1990" in told
    assert "+VIP" in told
    assert "Teklif istedi" in told


def test_the_trash_can_be_listed(shop: Shop) -> None:
    shop.add("Nâzım Hâkimoğlu")
    shop.add("Şule Çağlayan")
    shop.run("contact", "delete", "1", "--yes")
    assert "Nâzım" in shop.run("contact", "list", "--trash").out
    assert "Nâzım" not in shop.run("contact", "list").out


def test_a_mistyped_database_is_no_empty_shop(shop: Shop, tmp_path: Path) -> None:
    wrong = tmp_path / "yok.db"
    answer = shop.run("contact", "list", "--db", str(wrong))
    assert answer.code == 1
    assert not wrong.exists()


def test_a_single_value_given_twice_is_refused_not_dropped(shop: Shop) -> None:
    answer = shop.run("contact", "add", "--name", "Şule", "--note", "bir", "--note", "iki")
    assert (answer.code, shop.names()) == (2, [])
    assert "--note" in answer.err


def test_a_company_named_alone_is_the_contact(shop: Shop) -> None:
    added = shop.json(
        "contact", "add", "--company", "Öztürk Gıda Ltd. Şti.", "--phone", "444 1 234"
    )
    assert (added["kind"], added["name"]) == ("company", "Öztürk Gıda Ltd. Şti.")


def test_a_contact_put_back_keeps_its_number(shop: Shop) -> None:
    first = shop.add("Ali Kaya")
    shop.run("undo", "--yes")
    assert shop.run("--lang", "tr", "redo", "--yes").out.startswith("Yinelendi: 1 kayıt")
    again = shop.json("contact", "show", str(first["id"]))
    assert (again["uid"], again["name"]) == (first["uid"], "Ali Kaya")


@pytest.fixture
def crowd(shop: Shop) -> Shop:
    """Return a shop with a few people who differ in what they have."""
    shop.add("Ayşe Ak", "--province", "İzmir", "--district", "Bornova", "--phone", "0532 1112233")
    shop.add("Can Bal", "--province", "izmir", "--tag", "vip", "--lifecycle", "customer")
    shop.add("Ece Cam", "--company", "Deniz Gıda", "--owner", "Mehmet", "--birthday", "1.2.1990")
    return shop


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--province", "IZMIR"], ["Ayşe Ak", "Can Bal"]),
        (["--province", "İzmir", "--tag", "VİP"], ["Can Bal"]),
        (["--district", "bornova"], ["Ayşe Ak"]),
        (["--district", ""], ["Can Bal", "Deniz Gıda", "Ece Cam"]),
        (["--lifecycle", "müşteri"], ["Can Bal"]),
        (["--owner", "MEHMET"], ["Ece Cam"]),
        (["--missing", "phone", "--missing", "tag"], ["Deniz Gıda", "Ece Cam"]),
        (["--missing", "company"], ["Ayşe Ak", "Can Bal"]),
        (["--missing", "address", "--kind", "person"], ["Ece Cam"]),
        (["--missing", "birthday", "--search", "a"], ["Ayşe Ak", "Can Bal", "Deniz Gıda"]),
        (["--sort", "company"], ["Deniz Gıda", "Ece Cam", "Ayşe Ak", "Can Bal"]),
        (["--sort", "place", "--desc", "--limit", "2"], ["Ece Cam", "Deniz Gıda"]),
    ],
)
def test_a_list_is_narrowed_and_sorted_by_what_contacts_have(
    crowd: Shop, arguments: list[str], names: list[str]
) -> None:
    assert crowd.names(*arguments) == names


@pytest.mark.parametrize(
    "arguments",
    [
        ["contact", "list", "--missing", "saç"],
        ["contact", "list", "--lifecycle", "arkadaş"],
        ["contact", "list", "--province", "a", "--province", "b"],
        ["contact", "list", "--sort", "saç"],
        ["contact", "delete", "--yes"],
        ["contact", "delete", "1", "--province", "izmir", "--yes"],
        ["contact", "tag", "--province", "izmir", "--yes"],
        ["contact", "tag", "--province", "izmir", "--add", "x"],
        ["contact", "restore"],
    ],
)
def test_a_filter_that_makes_no_sense_changes_nothing(crowd: Shop, arguments: list[str]) -> None:
    assert crowd.run(*arguments).code == 2
    assert len(crowd.names()) == 4


def test_what_a_filter_finds_is_changed_at_once(crowd: Shop) -> None:
    done = crowd.json("contact", "tag", "--province", "izmir", "--add", "ege", "--yes")
    assert (done["count"], done["names"]) == (2, ["Ayşe Ak", "Can Bal"])
    assert crowd.names("--tag", "ege") == ["Ayşe Ak", "Can Bal"]
    out = crowd.run("contact", "delete", "--missing", "tag", "--yes").ok().out
    assert "2 contacts are in the trash: Deniz Gıda, Ece Cam" in out
    assert crowd.run("contact", "delete", "--missing", "tag").ok().out.startswith("There was noth")
    assert crowd.json("contact", "restore", "--kind", "person", "--yes")["count"] == 1
    crowd.run("undo", "--yes").ok()
    crowd.run("undo", "--yes").ok()
    assert len(crowd.names()) == 4


@pytest.mark.parametrize("text", ["|", " ", '"'])
def test_words_that_are_none_find_nobody(crowd: Shop, text: str) -> None:
    assert crowd.names("--search", text) == crowd.names("--search", "bulunmayan")
    assert crowd.json("contact", "delete", "--search", text, "--yes")["count"] == 0


def test_a_bulk_change_asks_on_a_terminal_with_the_number_and_names(crowd: Shop) -> None:
    with terminal(crowd, "contact", "delete", "--missing", "owner") as child:
        child.expect_exact("Move 3 contacts to the trash (Ayşe Ak, Can Bal, Deniz Gıda)?")
        child.sendline("n")
        child.expect_exact("Nothing was changed")
    assert len(crowd.names()) == 4


def test_interactions_stand_below_a_contact_and_are_no_part_of_its_document(shop: Shop) -> None:
    one = shop.add("Ayşe Yılmaz", "--phone", "0532 123 45 67")
    rows = "".join(f"{day}.11.2026 14:05;WhatsApp;gelen;0532 123 45 67;{day}. mesaj\n"
                   for day in range(1, 8))  # fmt: skip
    table = "Tarih;Kanal;Yön;Telefon;Not\n" + rows
    assert "Interactions" not in shop.run("contact", "show", one["uid"]).ok().out
    shop.run("import", "-", "--kind", "interactions", stdin=table).ok()
    told = shop.run("contact", "show", one["uid"]).ok().out
    assert told.index("7. mesaj") < told.index("3. mesaj")
    assert "2. mesaj" not in told
    assert "--interactions shows all" in told
    assert "interactions" not in shop.json("contact", "show", one["uid"])
    all_of_them = shop.json("contact", "show", one["uid"], "--interactions")
    assert [each["text"] for each in all_of_them] == [f"{day}. mesaj" for day in range(7, 0, -1)]
    assert {each["channel"] for each in all_of_them} == {"whatsapp"}
    assert shop.run("contact", "show", one["uid"], "--interactions").ok().out.count("Inbound") == 7
    answer = shop.run("contact", "show", one["uid"], "--interactions", "--history")
    assert answer.code == 2
