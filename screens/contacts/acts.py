"""What is done to contacts from the screen: each act asks, writes in a thread, and tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kobicrm.domain.contacts import Contact
from kobicrm.domain.drafting import make_tags
from kobicrm.domain.turkish import fold
from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import _
from kobicrm.services import contacts
from kobicrm.services.contacts import Bulk, Saved
from screens.contacts.form_acts import FormActs
from screens.dialogs.prompt import NoteDialog, PromptDialog


class TagsDialog(PromptDialog):
    """All tags of a contact on one line; an empty line takes the last one away too."""

    def save(self) -> None:
        """Close with what stands in the line."""
        self.dismiss(self.answer())


class Acts(FormActs):
    """The writes of the contacts area, each ending in a toast with its way back."""

    def note(self, uid: str, name: str, text: str = "") -> None:
        """Ask for a note, begun with ``text``, and keep it."""

        def answered(answer: str | None) -> None:
            if answer is not None:
                call = partial(contacts.note, self.session, f"uid:{uid}", answer)
                self.app.jobs.write(call, self._noted, partial(failed, answer))

        def failed(answer: str, error: KobiError) -> None:
            self._not_there(error)
            if not isinstance(error, NotFound):
                self.note(uid, name, answer)

        title = _("Note · {name}").format(name=name)
        self.app.push_screen(NoteDialog(title, value=text), answered)

    def _noted(self, saved: Saved) -> None:
        told = _("Note saved: {name}").format(name=saved.contact.name)
        self.app.tell(told, back=self.app.undo_hint())
        self.app.wrote(saved.changeset, saved.contact.id)

    def tags(self, uid: str) -> None:
        """Ask for the tags of a contact, beginning with those it has."""
        call = partial(contacts.get, self.session, f"uid:{uid}")
        self.opening = True
        self.app.jobs.read("contacts.form", call, self._ask_tags, self._not_there)

    def _ask_tags(self, contact: Contact) -> None:
        self.opening = False

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            wanted = {fold(tag): tag for tag in make_tags([answer])}
            present = {fold(tag): tag for tag in contact.tags}
            new = [tag for key, tag in wanted.items() if key not in present]
            gone = [tag for key, tag in present.items() if key not in wanted]
            if new or gone:
                ref = f"uid:{contact.uid}"
                call = partial(contacts.tag, self.session, [ref], add=new, remove=gone)
                told = self._told(_("Tags saved: {name}"), contact)
                self.app.jobs.write(call, told, self._not_there)

        dialog = TagsDialog(
            _("Tags · {name}").format(name=contact.name),
            value=", ".join(contact.tags),
            hint=_("Separate tags with commas; what is deleted here is taken away."),
        )
        self.app.push_screen(dialog, answered)

    def delete(self, uid: str, name: str, one: int) -> None:
        """Move a contact to the trash at once; undo brings it back."""

        def done(bulk: Bulk) -> None:
            told = _("Deleted: {name}").format(name=name)
            self.app.tell(told, back=self.app.undo_hint())
            self.app.wrote(bulk.changeset, one)

        call = partial(contacts.delete, self.session, [f"uid:{uid}"])
        self.app.jobs.write(call, done, self._not_there)

    def _told(self, sentence: str, contact: Contact) -> Callable[[Bulk], None]:
        def done(bulk: Bulk) -> None:
            back = self.app.undo_hint() if bulk.changeset else ""
            self.app.tell(sentence.format(name=contact.name), back=back)
            self.app.wrote(bulk.changeset, contact.id)

        return done
