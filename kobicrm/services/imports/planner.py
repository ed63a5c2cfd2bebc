"""Deciding what each row does, against the stored contacts and the earlier rows of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kobicrm.domain import names
from kobicrm.domain.codec import difference, sorted_custom
from kobicrm.domain.contacts import CompanyLink, Contact, Note, Warn, altered
from kobicrm.domain.matching import Key, Match, clues, decide
from kobicrm.domain.money import Money, plain
from kobicrm.domain.turkish import fold
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.filling import fill
from kobicrm.services.imports.outcomes import Outcomes
from kobicrm.services.imports.report import ImportReport
from kobicrm.storage.shop import FieldInfo, canonical_tags, custom_fields
from kobicrm.storage.staging import Staging, member_key

# So many nameless rows wait for the end of the file at most.
_MOST_WAITING = 10_000


class Planner:
    """Plans one file into ``staging`` and counts it in ``report``."""

    def __init__(
        self, staging: Staging, report: ImportReport, *, on_match: str, repeats: bool = False
    ) -> None:
        """Plan with the policy ``on_match``: fill, update, skip or new.

        When the file ``repeats`` one that was taken in just so, nothing in it is new: what was
        changed by hand since stays as it is.
        """
        self._staging = staging
        self._report = report
        self._outcomes = Outcomes(staging, report)
        self._on_match = on_match
        self._repeats = repeats
        self._known_fields = {fold(info.name): info for info in custom_fields()}
        self._tags: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._found: dict[Key, list[int]] = {}
        self._waiting: list[RowDraft] = []
        self._ended = False
        self.new_fields: dict[str, FieldInfo] = {}
        self.links_by_uid = False

    def take(self, drafts: Sequence[RowDraft]) -> None:
        """Plan the next rows of the file."""
        keys = [clues(self._matchable(draft)).all_keys() for draft in drafts]
        wanted = {key for found in keys for key in found}
        wanted.update(
            ("company", names.company_key(draft.company_name))
            for draft in drafts
            if draft.company_name
        )
        self._found = self._staging.candidates(wanted)
        self._staging.fetch(one for ids in self._found.values() for one in ids)
        for draft, found in zip(drafts, keys, strict=True):
            self._take_one(draft, found)
        self._staging.flush()

    def finish(self) -> None:
        """Plan the nameless rows again: later rows may have told whom they are about."""
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            self.take(waiting)
            if len(self._waiting) == len(waiting):
                self._ended = True
                waiting, self._waiting = self._waiting, []
                self.take(waiting)

    def _put_off(self, draft: RowDraft, keys: list[Key]) -> bool:
        """Keep a nameless row for :meth:`finish`, if anything could make it known."""
        if self._ended or not keys or len(self._waiting) >= _MOST_WAITING:
            return False
        self._waiting.append(draft)
        return True

    @staticmethod
    def _matchable(draft: RowDraft) -> Contact:
        """Return the row with its company by name: people without identifiers are told by it."""
        if draft.contact.companies or not draft.company_name:
            return draft.contact
        return altered(draft.contact, companies=(CompanyLink("", "", draft.company_name),))

    def _take_one(self, draft: RowDraft, keys: list[Key]) -> None:
        if draft.problem:
            self._outcomes.refuse(draft, draft.problem)
            return
        match, trashed = self._match(draft, keys)
        if match.found is None and trashed is None and not draft.contact.name:
            if not self._put_off(draft, keys):
                self._outcomes.refuse(draft, "row_without_name")
            return
        draft.warnings += [Warn(flag, "", "") for flag in match.flags]
        if self._repeats:
            known = match.found or trashed or draft.contact
            self._outcomes.note(draft, "unchanged", known, by=match.by)
            return
        if trashed is not None and self._on_match != "new":
            self._outcomes.note(draft, "unchanged", trashed, reason="in_trash", by="trash")
            return
        self._settle_custom(draft)
        # Nothing is made beside a row that is to be left alone.
        left_alone = match.found is not None and self._on_match == "skip"
        row = draft.contact if left_alone else self._with_company(draft, match.found)
        self.links_by_uid |= any(not link.id for link in row.companies)
        tags = tuple(self._spelled(tag) for tag in row.tags)
        if tags != row.tags:
            row = altered(row, tags=tags)
        if match.found is None or self._on_match == "new":
            self._create(draft, row, keys)
        else:
            self._fill(draft, row, match)

    def _match(self, draft: RowDraft, keys: list[Key]) -> tuple[Match, Contact | None]:
        """Return the match among the live contacts, and one that lies in the trash."""
        ids = {one for key in keys for one in self._found.get(key, ())}
        ids |= self._staging.fresh(keys)
        if not ids:
            return Match(), None
        row = self._matchable(draft)
        people = list(self._staging.load(ids).values())
        if row.uid:
            # An export coming back: two rows of it are two records, whatever they share.
            first = self._staging.first_id
            people = [one for one in people if one.uid == row.uid or one.id < first]
        match = decide(row, [one for one in people if one.deleted_at is None])
        if match.found is not None:
            return match, None
        return match, decide(row, [one for one in people if one.deleted_at is not None]).found

    def _create(self, draft: RowDraft, row: Contact, keys: list[Key]) -> None:
        if row.uid and self._on_match == "new":
            made = self._staging.add(altered(row, uid=""))
        else:
            # The company a row is linked to has the key of the company it names.
            made = self._staging.add(row, keys)
        self._add_person(draft, made)
        self._outcomes.note(draft, "created", made)

    def _fill(self, draft: RowDraft, row: Contact, match: Match) -> None:
        known = match.found
        if known is None:
            return
        changes: dict[str, list[object]] = {}
        after = known
        if self._on_match != "skip":
            after, left = fill(known, row, overwrite=self._on_match == "update")
            draft.warnings += left
            changes = difference(known, after)
        if changes:
            self._staging.change(known, after)
        if self._on_match != "skip" and self._add_person(draft, after):
            draft.beside = True
        outcome = "updated" if changes or draft.beside else "unchanged"
        self._outcomes.note(draft, outcome, after, by=match.by, changes=changes)

    def _with_company(self, draft: RowDraft, person: Contact | None) -> Contact:
        """Return the row linked to the company it names, which is planned when it is new.

        Of several of that name it is the one ``person``, whom the row is about, belongs to.
        """
        if not draft.company_name:
            return draft.contact
        key: Key = ("company", names.company_key(draft.company_name))
        ids = {*self._found.get(key, ()), *self._staging.fresh([key])}
        facts = draft.company or Contact(kind="company")
        found = [
            one
            for one in self._staging.load(ids).values()
            if one.kind == "company" and one.deleted_at is None and not _are_two(facts, one)
        ]
        own = {link.uid for link in person.companies} if person else set()
        wanted = fold(draft.company_name)
        found.sort(key=lambda one: (one.uid not in own, fold(one.name) != wanted, one.id))
        if found:
            company = self._complete(draft, found[0], facts)
        else:
            company = self._staging.add(
                altered(facts, name=draft.company_name, origin=draft.contact.origin)
            )
            self._report.companies_created += 1
        if person is not None and company.id == person.id:
            # The row is about the company itself, by its code.
            return draft.contact
        link = CompanyLink(company.uid, draft.company_role, company.name, company.id)
        return altered(draft.contact, companies=(link,))

    def _complete(self, draft: RowDraft, known: Contact, facts: Contact) -> Contact:
        """Fill a known company's blanks with what a person's row says of it."""
        after, left = fill(known, facts)
        draft.warnings += left
        if difference(known, after):
            self._staging.change(known, after)
            draft.beside = True
        return after

    def _add_person(self, draft: RowDraft, company: Contact) -> bool:
        """Plan the contact person a company row names; return whether there is a new one."""
        name = draft.contact_person
        if not name or company.kind != "company":
            return False
        key = member_key(company.id, name)
        ids = {*self._staging.candidates([key]).get(key, ()), *self._staging.fresh([key])}
        if ids:
            return False
        first, last = names.split_person(name)
        link = CompanyLink(company.uid, "", company.name, company.id)
        self._staging.add(
            Contact(
                kind="person",
                name=name,
                first_name=first,
                last_name=last,
                companies=(link,),
                origin=draft.contact.origin,
            )
        )
        self._report.people_created += 1
        return True

    def _fold(self, text: str) -> str:
        """Return the fold of a text that comes again in every row."""
        if text not in self._folded:
            self._folded[text] = fold(text)
        return self._folded[text]

    def _spelled(self, tag: str) -> str:
        """Return a tag in the spelling it was first written in."""
        key = self._fold(tag)
        if key not in self._tags:
            self._tags[key] = canonical_tags([tag])[0]
        return self._tags[key]

    def _settle_custom(self, draft: RowDraft) -> None:
        """Fit custom values to the fields the shop has; plan the fields it does not have yet."""
        if not draft.fields:
            return
        custom = dict(draft.contact.custom)
        for name, type_, choices in draft.fields:
            key = self._fold(name)
            info = self._known_fields.get(key)
            if info is None:
                info = FieldInfo(name, type_, choices)
                self._known_fields[key] = self.new_fields[key] = info
            if info.type == "choice" and choices and key in self.new_fields:
                merged = tuple(dict.fromkeys((*info.choices, *choices)))
                info = replace(info, choices=merged)
                self._known_fields[key] = self.new_fields[key] = info
            if name not in custom:
                continue
            value = custom.pop(name)
            if info.type == type_:
                custom[info.name] = value
            elif info.type == "text":
                custom[info.name] = plain(value) if isinstance(value, Money) else str(value)
            else:
                self._keep_as_note(draft, name, value)
        if custom != dict(draft.contact.custom):
            draft.contact = altered(draft.contact, custom=sorted_custom(custom))

    @staticmethod
    def _keep_as_note(draft: RowDraft, name: str, value: object) -> None:
        text = plain(value) if isinstance(value, Money) else str(value)
        at = draft.at
        if at is not None:
            notes = (*draft.contact.notes, Note(f"{name}: {text}", at))
            draft.contact = altered(draft.contact, notes=notes)
        draft.warnings.append(Warn("custom_unreadable", f"custom:{name}", text))


def _are_two(company: Contact, other: Contact) -> bool:
    """Tell whether both have a tax number that identifies them, and not the same one."""
    numbers = [clues(one).tax for one in (company, other)]
    return all(numbers) and numbers[0] != numbers[1]
