"""The palette of the application: every action that works now, and every contact, best first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits
from textual.content import Content

from kobicrm.domain.list_row import ListRow
from kobicrm.domain.turkish import fold_length
from kobicrm.i18n import N_, _
from kobicrm.services import contacts
from kobicrm.services.contacts import ListView
from kobicrm.services.session import Session
from screens.area import AreaScreen
from screens.contacts.loading import search_terms
from screens.contacts.values import number_shown
from screens.styles.glyphs import current
from screens.text import match_spans, plain
from screens.widgets.palette import Act, KobiCommands, hit_line

if TYPE_CHECKING:
    from screens.app import KobiApp

READ = "palette.people"
FOUND = 20
# A pause of this length is the end of typing: only then is the database asked.
PAUSE_SECONDS = 0.12
RECENT, RECENT_SHOWN = "palette.recent", 5
_DO, _TO = "do:", "to:"
_KINDS = {"person": N_("person"), "company": N_("company")}
# Scores on the scale of the fuzzy search of commands, where whole words count 1.5 × 2.
_WHOLE, _ELSEWHERE = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Used:
    """Runs what was chosen, and remembers that it was."""

    app: KobiApp
    key: str
    act: Callable[[], Any]

    async def __call__(self) -> None:
        """Remember, then run."""
        kept = [one for one in recent(self.app) if one != self.key]
        self.app.state.set(RECENT, [self.key, *kept][:RECENT_SHOWN])
        done = self.act()
        if isinstance(done, Awaitable):
            await done


def recent(app: KobiApp) -> list[str]:
    """Return what was used last, newest first: `do:` and a binding, `to:` and a contact's uid."""
    nothing: list[object] = []
    kept = app.state.get(RECENT, nothing)
    return [one for one in kept if isinstance(one, str)][:RECENT_SHOWN]


def note_of(row: ListRow) -> str:
    """Return `kişi · 0532 123 45 67 · Kadıköy`."""
    place = row.district or row.province
    parts = (_(_KINDS[row.kind]), number_shown(row.phone) or row.email, place)
    return f" {current().joint} ".join(part for part in parts if part)


def score_of(name: str, terms: Sequence[str]) -> float:
    """Return how well a contact found for ``terms`` fits by its name."""
    folded = fold_length(name)
    total = 0.0
    for term in terms:
        place = folded.find(term)
        if place < 0:
            total += len(term) * _ELSEWHERE
        else:
            begins = place == 0 or not folded[place - 1].isalnum()
            total += (len(term) + begins) * _WHOLE
    return total


def find(session: Session, text: str) -> list[ListRow]:
    """Return the first contacts that hold ``text`` (in a reader)."""
    view = ListView(session, text=text)
    view.start(FOUND)
    return view.window(0, FOUND)


class PeopleAndCommands(KobiCommands):
    """Commands at once, contacts from the database after a pause of typing."""

    @property
    def kobi(self) -> KobiApp:
        """The application, with its jobs and what it remembers."""
        return cast("KobiApp", self.app)

    def _commands(self) -> Iterator[tuple[str, str, str, Callable[[], Any]]]:
        """Yield key, name, note and act of every command."""
        for name, note, act, _at_once in self.app.get_system_commands(self.screen):
            key = f"{_DO}{act.id}" if isinstance(act, Act) else ""
            yield key, plain(name), note, Used(self.kobi, key, act) if key else act

    async def discover(self) -> Hits:
        """Offer what was used last, then every command."""
        offers = {key or name: (name, note, act) for key, name, note, act in self._commands()}
        last = recent(self.kobi)
        uids = [key.removeprefix(_TO) for key in last if key.startswith(_TO)]
        rows = await self._read(partial(contacts.rows_of, self.kobi.session, uids)) if uids else []
        people = {f"{_TO}{row.uid}": row for row in rows}
        for key in last:
            if key in people:
                row = people[key]
                line = hit_line(Content(plain(row.name)), note_of(row))
                yield DiscoveryHit(line, self._jump(row), text=plain(row.name))
            elif key in offers:
                yield self._offer(offers.pop(key))
        for offer in offers.values():
            yield self._offer(offer)

    def _offer(self, offer: tuple[str, str, Callable[[], Any]]) -> DiscoveryHit:
        name, note, act = offer
        return DiscoveryHit(hit_line(Content(name), note), act, text=name)

    async def search(self, query: str) -> Hits:
        """Offer commands whose name fits, and contacts that hold every word."""
        matcher = self.matcher(query)
        for _key, name, note, act in self._commands():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, hit_line(matcher.highlight(name), note), act, text=name)
        if not self._offers_people():
            return
        rows = await self._read(partial(find, self.kobi.session, query), after=PAUSE_SECONDS)
        terms = search_terms(query)
        for row in rows:
            name = plain(row.name)
            shown = Content(name)
            for start, end in match_spans(name, terms):
                shown = shown.stylize(matcher.match_style, start, end)
            line = hit_line(shown, note_of(row))
            yield Hit(score_of(name, terms), line, self._jump(row), text=name)

    def _offers_people(self) -> bool:
        """Return whether one may go to a contact from here: not out of an import's pages."""
        return not isinstance(self.screen, AreaScreen) or self.screen.TABS

    def _jump(self, row: ListRow) -> Used:
        return Used(self.kobi, f"{_TO}{row.uid}", partial(self.kobi.show_contact, row.id))

    async def _read(
        self, call: Callable[[], list[ListRow]], *, after: float = 0.0
    ) -> list[ListRow]:
        """Read in a thread; a newer reading takes the place of this one."""
        answer: asyncio.Future[list[ListRow]] = asyncio.get_running_loop().create_future()

        def done(rows: list[ListRow]) -> None:
            if not answer.done():
                answer.set_result(rows)

        # What can't be read now is told in the head row; commands work all the same.
        def failed(error: Any) -> None:
            self.kobi.show_error(error)
            done([])

        self.kobi.jobs.read(READ, call, done, failed, after=after)
        return await answer

    async def shutdown(self) -> None:
        """Stop a reading nobody waits for any more."""
        self.kobi.jobs.forget(READ)
