"""Short sentences for what a file's row or a record's value is flagged or refused for."""

from __future__ import annotations

from kobicrm.i18n import N_, _

NOTICES: dict[str, str] = {
    # why a row was refused
    "row_without_name": N_("no name and no company"),
    "row_too_many_cells": N_("more cells than the header has columns"),
    "row_bad_quotes": N_("quotation marks that do not fit"),
    "cell_too_long": N_("a cell is too long"),
    "json_line_damaged": N_("this line is not JSON"),
    "json_not_an_object": N_("this entry is not a record"),
    "json_too_deep": N_("this entry is nested too deeply"),
    "record_damaged": N_("a value of this record has the wrong form"),
    "example_row": N_("the example row of the blank table"),
    "sender_unknown": N_("no address of this message belongs to a contact"),
    "mail_none": N_("this is no e-mail message"),
    "mail_link": N_("a link is not followed"),
    "mail_being_written": N_("it is still being written; it is read the next time"),
    "mail_too_large": N_("it is larger than any mailbox that is read"),
    "file_unreadable": N_("it can't be read"),
    "file_changed": N_("it changed while it was read; it is read the next time"),
    "file_missing": N_("it is gone"),
    "event_not_closed": N_("the appointment has no end: the file is cut off or damaged"),
    "text_shortened": N_("the text was longer than an entry can be; its end was left out"),
    "event_too_long": N_("this entry is longer than any appointment"),
    "card_not_closed": N_("the card has no end (END:VCARD)"),
    "card_too_long": N_("the card is longer than any contact"),
    "card_outside": N_("this text belongs to no card"),
    "card_is_group": N_("this card is a group, not a person or a company"),
    "in_trash": N_("this record lies in the trash"),
    "row_without_at": N_("no date"),
    "row_without_title": N_("no title"),
    "value_unreadable": N_("this value can't be read"),
    "row_without_date": N_("a date that no calendar has"),
    "date_unreadable": N_("this is not a date"),
    "contact_not_named": N_("nothing tells for sure whom this is about"),
    "contact_several": N_("several of your contacts fit"),
    "contact_unknown": N_("nobody of your contacts fits"),
    # what a value is flagged for
    "phone_short": N_("the phone number is too short"),
    "phone_damaged": N_("Excel shortened this phone number; digits are lost"),
    "phone_invalid": N_("this is not a phone number in use"),
    "phone_letters": N_("there are letters in the phone number"),
    "email_typo": N_("the mail domain looks mistyped"),
    "email_invalid": N_("this is not an e-mail address"),
    "email_turkish_letters": N_("there are Turkish letters in the e-mail address"),
    "tax_number_checksum": N_("the tax number does not pass its check"),
    "tax_number_length": N_("a tax number has 10 digits, an identity number 11"),
    "tax_number_repeated": N_("the tax number is one repeated digit"),
    "iban_checksum": N_("the IBAN does not pass its check"),
    "iban_length": N_("the IBAN does not have the right length"),
    "date_invalid": N_("this is not a date; it was kept as a note"),
    "money_ambiguous": N_("this amount can be read in two ways"),
    "custom_unreadable": N_("this value does not fit the field; it was kept as a note"),
    "choice_unreadable": N_("this value is not among the choices; it was kept as a note"),
    "card_line_odd": N_("this line of the card is written wrongly; its value was kept"),
    "card_line_note": N_("this line of the card can't be read; it was kept as a note"),
    "card_letters_lost": N_("some letters of this value can't be read"),
    # what the match of a row is flagged for
    "possible_duplicate": N_("somebody else has the same mobile number"),
    "phone_shared": N_("somebody else has the same landline number"),
    "code_other_name": N_("the same code belongs to another name"),
    "match_several": N_("several records fit; the oldest was taken"),
    "match_doubtful_email": N_("matched through a doubtful e-mail address"),
    "deleted_here": N_("it was deleted here and is left out"),
    "value_differs": N_("the record has another value; it was kept"),
}


def notice_text(code: str) -> str:
    """Return the sentence for a notice code in the language in force."""
    return _(NOTICES[code]) if code in NOTICES else code
