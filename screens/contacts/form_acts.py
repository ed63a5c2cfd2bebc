"""Adding and editing from the screen: the form, the save, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from kobicrm.domain.clean import clean_line
from kobicrm.domain.contacts import Contact
from kobicrm.domain.names import looks_like_company, split_person
from kobicrm.domain.phones import query_digits
from kobicrm.errors import Conflict, KobiError, NotFound
from kobicrm.i18n import _
from kobicrm.services import contacts
from kobicrm.services.contacts import Bulk, CompanyHint, Saved, Similar
from kobicrm.services.fields import list_fields
from kobicrm.services.session import Session
from screens.app import KobiApp
from screens.contacts.drafts import Drafts
from screens.contacts.form import ContactForm
from screens.contacts.form_given import given
from screens.contacts.form_help import FormHelp
from screens.contacts.form_merge import clashes, merged, rebased
from screens.contacts.form_values import CUSTOM, Draft, OwnField, Texts, texts_of
from screens.trouble import is_trouble

# Seconds of quiet before the database is asked about what is being typed.
ASK_AFTER = 0.15


def own_fields(session: Session) -> tuple[OwnField, ...]:
    """Return the shop's custom fields."""
    return tuple(OwnField(one.name, one.type, tuple(one.choices)) for one in list_fields(session))


def empty_draft(text: str = "", own: tuple[OwnField, ...] = ()) -> Draft:
    """Return the draft of a new contact; ``text`` is a search that found nobody."""
    texts = texts_of(Contact(), own)
    name = clean_line(text)
    if query_digits(name):
        texts |= {"phones.0.raw": name, "phones.0.label": "mobile"}
    elif "@" in name:
        texts["emails.0.raw"] = name
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
        self.drafts = Drafts(app.session.path, app.clock)
        self.own: tuple[OwnField, ...] = ()
        self._own_known = False
        # What waits for them: a later read takes the place of an earlier one, not of its purpose.
        self._when_known: list[Callable[[], None]] = []
        # Whether the unfinished forms of an earlier run were asked about.
        self.offered = False
        # True while a contact is read for a form: keys typed on are not meant for the list.
        self.opening = False

    def read_own_fields(self, then: Callable[[], None] | None = None) -> None:
        """Read the shop's custom fields, so that a form opens at once; ``then`` do the rest."""

        def known(own: tuple[OwnField, ...]) -> None:
            self.own, self._own_known = own, True
            waiting, self._when_known = self._when_known, []
            for one in waiting:
                one()

        def failed(error: KobiError) -> None:
            self.opening, self._when_known = False, []
            self.app.show_error(error)

        if then:
            self._when_known.append(then)
        self.app.jobs.read("contacts.own", partial(own_fields, self.session), known, failed)

    def add(self, text: str = "") -> None:
        """Open an empty form, begun with a ``text`` that was looked for."""
        if not self._own_known:
            # In the first moments only: a form without the shop's own fields would be half of it.
            if not self.opening:
                self.opening = True
                self.read_own_fields(partial(self.add, text))
            return
        self.opening = False
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
        """Open the form; what is typed is kept in the draft's slot until it is saved or let go."""
        uid = draft.base.uid if draft.base else ""
        draft = replace(
            draft,
            slot=draft.slot or self.drafts.slot(uid),
            before=draft.before or texts_of(draft.base or Contact(), own),
        )

        def answered(answer: Draft | None) -> None:
            if answer is not None:
                self._save(answer, own)
            else:
                self.drafts.drop(draft.slot)

        self.app.push_screen(ContactForm(draft, own, self._help(), today=self._today), answered)

    def reopen(self, draft: Draft) -> None:
        """Open the form of a draft that came back; fields the shop no longer has are let go."""
        known = {CUSTOM + one.name for one in self.own}

        def here(texts: Texts) -> Texts:
            return {
                key: text
                for key, text in texts.items()
                if not key.startswith(CUSTOM) or key in known
            }

        before = {**texts_of(Contact(), self.own), **here(draft.before or {})}
        texts = {**before, **here(draft.texts)}
        self._ask(replace(draft, texts=texts, before=before), self.own)

    def _today(self) -> date:
        return self.app.clock().date()

    def _help(self) -> FormHelp:
        jobs = self.app.jobs

        def company(name: str, known: Callable[[CompanyHint], None]) -> None:
            call = partial(contacts.company_hint, self.session, name)
            jobs.read("contacts.company", call, known, after=ASK_AFTER)

        def similar(who: Mapping[str, object], found: Callable[[list[Similar]], None]) -> None:
            call = partial(contacts.similar, self.session, who, but=self._open_uids())
            jobs.read("contacts.similar", call, found, after=ASK_AFTER)

        return FormHelp(company, similar, self.edit, self.drafts.keep)

    def _open_uids(self) -> set[str]:
        """Return the records whose forms are open: they are not similar to themselves."""
        forms = [one for one in self.app.screen_stack if isinstance(one, ContactForm)]
        return {form.base.uid for form in forms if form.base}

    def _save(self, draft: Draft, own: tuple[OwnField, ...]) -> None:
        base = draft.base
        before = draft.before or texts_of(base or Contact(), own)
        wish = given(before, draft.texts, base)
        if base is None:
            call = partial(contacts.add, self.session, wish)
        elif wish:
            call = partial(contacts.edit, self.session, f"uid:{base.uid}", wish, ver=base.ver)
        else:
            self.drafts.drop(draft.slot)
            self.app.tell(_("Nothing was changed."))
            return
        # Kept until it is in the database: a write may wait long for another program.
        self.drafts.keep(draft)

        def save() -> Saved:
            saved = call()
            # Here, not with the answer: the program may close before that is taken, and a form
            # that was saved must not be offered again.
            self.drafts.drop(draft.slot)
            return saved

        self.app.jobs.write(save, self._saved, partial(self._not_saved, draft, own))

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
            begun = draft.before or texts_of(base, own)
            before, mine = (rebased(base, fresh, one) for one in (begun, draft.texts))
            theirs = texts_of(fresh, own)
            texts = merged(before, mine, theirs)
            found = clashes(before, mine, theirs)
            new = Draft(texts, fresh, before=theirs, slot=draft.slot)
            if not found:
                # They changed other fields: both changes stay.
                self._save(new, own)
                return

            def answered(chosen: Texts | None) -> None:
                if chosen is None:
                    self._ask(new, own)
                else:
                    self._save(replace(new, texts={**texts, **chosen}), own)

            from screens.contacts.conflict import ConflictDialog

            self.app.push_screen(ConflictDialog(fresh.name, found, texts), answered)

        def gone(error: KobiError) -> None:
            self._not_saved(draft, own, error)

        self.app.jobs.read("contacts.conflict", read, compare, gone)

    def _bring_back(self, draft: Draft, own: tuple[OwnField, ...], base: Contact) -> None:
        """Somebody deleted the contact while its form was open."""
        from screens.dialogs.confirm import ConfirmDialog

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
