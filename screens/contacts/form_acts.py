"""Adding and editing from the screen: the form, the save, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kobicrm.domain.clean import clean_line
from kobicrm.domain.contacts import Contact
from kobicrm.domain.names import company_key, looks_like_company, split_person
from kobicrm.domain.phones import query_digits
from kobicrm.errors import Conflict, KobiError, NotFound
from kobicrm.i18n import _
from kobicrm.services import contacts
from kobicrm.services.contacts import Bulk, ListView, Saved
from kobicrm.services.fields import list_fields
from kobicrm.services.session import Session
from screens.app import KobiApp
from screens.contacts.conflict import ConflictDialog, clashes, merged
from screens.contacts.form import ContactForm
from screens.contacts.form_values import Draft, OwnField, Texts, given, texts_of
from screens.dialogs.confirm import ConfirmDialog
from screens.trouble import is_trouble

COMPANIES_LOOKED_AT = 200


def own_fields(session: Session) -> tuple[OwnField, ...]:
    """Return the shop's custom fields."""
    return tuple(OwnField(one.name, one.type, tuple(one.choices)) for one in list_fields(session))


def is_company_known(session: Session, name: str) -> bool:
    """Return whether a company of this name (legal forms aside) is among the contacts."""
    key = company_key(name)
    view = ListView(session, text=key or name)
    view.start(COMPANIES_LOOKED_AT)
    rows = view.window(0, COMPANIES_LOOKED_AT)
    return any(row.kind == "company" and company_key(row.name) == key for row in rows)


def empty_draft(text: str = "", own: tuple[OwnField, ...] = ()) -> Draft:
    """Return the draft of a new contact; ``text`` is a search that found nobody."""
    texts = texts_of(Contact(), own)
    name = clean_line(text)
    if query_digits(name):
        texts["mobile"] = name
    elif "@" in name:
        texts["email"] = name
    elif looks_like_company(name):
        texts |= {"kind": "company", "name": name}
    elif name:
        texts["first_name"], texts["last_name"] = split_person(name)
    return Draft(texts)


class FormActs:
    """Opens the form and saves what comes back; nothing typed is ever lost."""

    def __init__(self, app: KobiApp) -> None:
        """Act in ``app``."""
        self.app = app
        self.session = app.session
        self.own: tuple[OwnField, ...] = ()
        # True while a contact is read for a form: keys typed on are not meant for the list.
        self.opening = False

    def read_own_fields(self) -> None:
        """Read the shop's custom fields, so that a form opens at once."""

        def known(own: tuple[OwnField, ...]) -> None:
            self.own = own

        self.app.jobs.read("contacts.own", partial(own_fields, self.session), known)

    def add(self, text: str = "") -> None:
        """Open an empty form, begun with a ``text`` that was looked for."""
        self._ask(empty_draft(text, self.own), self.own)

    def edit(self, uid: str) -> None:
        """Open the form of a contact as it is stored now."""

        def read() -> tuple[Contact, tuple[OwnField, ...]]:
            return contacts.get(self.session, f"uid:{uid}"), own_fields(self.session)

        def open_form(found: tuple[Contact, tuple[OwnField, ...]]) -> None:
            contact, own = found
            self.opening = False
            self._ask(Draft(texts_of(contact, own), contact), own)

        self.opening = True
        self.app.jobs.read("contacts.form", read, open_form, self._not_there)

    def _ask(self, draft: Draft, own: tuple[OwnField, ...]) -> None:
        def answered(answer: Draft | None) -> None:
            if answer is not None:
                self._save(answer, own)

        def lookup(name: str, known: Callable[[bool], None]) -> None:
            call = partial(is_company_known, self.session, name)
            self.app.jobs.read("contacts.company", call, known)

        self.app.push_screen(ContactForm(draft, own, lookup), answered)

    def _save(self, draft: Draft, own: tuple[OwnField, ...]) -> None:
        base = draft.base
        before = texts_of(base or Contact(), own)
        wish = given(before, draft.texts, base)
        if base is None:
            call = partial(contacts.add, self.session, wish)
        elif wish:
            call = partial(contacts.edit, self.session, f"uid:{base.uid}", wish, ver=base.ver)
        else:
            self.app.tell(_("Nothing was changed."))
            return
        self.app.jobs.write(call, self._saved, partial(self._not_saved, draft, own))

    def _saved(self, saved: Saved) -> None:
        text = _("Saved: {name}").format(name=saved.contact.name)
        self.app.tell(text, back=self.app.undo_hint() if saved.changeset else "")
        self.app.wrote(saved.changeset, saved.contact.id)

    def _not_saved(self, draft: Draft, own: tuple[OwnField, ...], error: KobiError) -> None:
        """Never lose what was typed: the form opens again, or the differences are asked."""
        if isinstance(error, Conflict) and error.code == "contact_changed" and draft.base:
            self._compare(draft, own, draft.base)
        elif isinstance(error, NotFound) and draft.base:
            self._bring_back(draft, own, draft.base)
        else:
            if is_trouble(error):
                self.app.set_trouble(error.code)
            self._ask(replace(draft, problem=error), own)

    def _compare(self, draft: Draft, own: tuple[OwnField, ...], base: Contact) -> None:
        def read() -> Contact:
            return contacts.get(self.session, f"uid:{base.uid}")

        def compare(fresh: Contact) -> None:
            before, theirs = texts_of(base, own), texts_of(fresh, own)
            texts = merged(before, draft.texts, theirs)
            found = clashes(before, draft.texts, theirs)
            if not found:
                # They changed other fields: both changes stay.
                self._save(Draft(texts, fresh), own)
                return

            def answered(chosen: Texts | None) -> None:
                if chosen is None:
                    self._ask(Draft(texts, fresh), own)
                else:
                    self._save(Draft({**texts, **chosen}, fresh), own)

            self.app.push_screen(ConflictDialog(fresh.name, found), answered)

        def gone(error: KobiError) -> None:
            self._not_saved(draft, own, error)

        self.app.jobs.read("contacts.conflict", read, compare, gone)

    def _bring_back(self, draft: Draft, own: tuple[OwnField, ...], base: Contact) -> None:
        """Somebody deleted the contact while its form was open."""
        question = ConfirmDialog(
            _("{name} was deleted meanwhile").format(name=base.name),
            verb=_("bring back and save"),
            consequence=_("Your changes can be saved if the contact leaves the trash."),
            way_back=_("Otherwise the form opens again with what you typed."),
        )

        def answered(yes: bool | None) -> None:
            if not yes:
                self._ask(draft, own)
                return
            ref = f"uid:{base.uid}"

            def restored(_done: Bulk) -> None:
                self._compare(draft, own, base)

            call = partial(contacts.restore, self.session, [ref])
            self.app.jobs.write(call, restored, partial(self._not_restored, draft, own))

        self.app.push_screen(question, answered)

    def _not_restored(self, draft: Draft, own: tuple[OwnField, ...], error: KobiError) -> None:
        self._ask(replace(draft, problem=error), own)

    def _not_there(self, error: KobiError) -> None:
        self.opening = False
        if isinstance(error, NotFound):
            self.app.tell(_("This contact was deleted meanwhile."), "warn")
            self.app.wrote(None)
        else:
            self.app.show_error(error)
