"""Who listens to what, and what happened lately. In memory: a page that comes back is told at worst "changed"."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import Iterable

from hejie.web.live.presence import Presence
from hejie.web.stream import Here, Ticket

HEARTBEAT_SECONDS = 15
# What a reconnecting page may have missed is answered from memory; a page away for longer is simply told "changed".
REMEMBERED = 5000
# A change may commit between a page's reading and its ticket.
RENDER_SECONDS = 0.2


class Listener:
    """One open page. Keeps only the newest record of each topic, so a slow reader costs nothing."""

    __slots__ = ("company", "here", "is_open", "met", "newest", "pending", "topics", "wake")

    def __init__(self, topics: frozenset[str], here: Here | None = None, newest: int = 0) -> None:
        self.topics = topics
        self.newest = newest  # the record up to which the page has heard when it begins to listen
        self.here = here
        self.company: tuple[str, ...] = ()  # who else has the case open
        self.met: tuple[str, ...] = ()  # as far as the page was told
        self.pending: dict[str, int] = {}
        self.wake = asyncio.Event()
        self.is_open = True

    def tell(self, topic: str, record: int) -> None:
        self.pending[topic] = record
        self.wake.set()

    def meet(self, names: tuple[str, ...]) -> None:
        self.company = names
        self.wake.set()

    def news_of_company(self) -> tuple[str, ...] | None:
        """Who else is there, if that is not what the page was told last."""
        if self.company == self.met:
            return None
        self.met = self.company
        return self.met

    def close(self) -> None:
        self.is_open = False
        self.wake.set()

    async def take(self) -> dict[str, int]:
        """The next changes; empty when only a heartbeat is due."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), HEARTBEAT_SECONDS)
        self.wake.clear()
        changes, self.pending = self.pending, {}
        return changes


class Hub:
    """Who listens to what, and what happened lately, in the order it was seen."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.by_topic: defaultdict[str, set[Listener]] = defaultdict(set)
        self.lately: deque[tuple[int, frozenset[str], float]] = deque(maxlen=REMEMBERED)
        self.newest = 0
        self.presence = Presence()

    def join(self, ticket: Ticket, last_id: int | None) -> Listener:
        """Begin to listen; a page that missed something hears of it at once."""
        listener = Listener(ticket.topics, ticket.here, self.newest if last_id is None else last_id)
        self.listeners.add(listener)
        self.presence.enter(listener)
        for topic in listener.topics:
            self.by_topic[topic].add(listener)
        for topic in self._missed(ticket, last_id):
            listener.tell(topic, self.newest)
        return listener

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        self.presence.leave(listener)
        for topic in listener.topics:
            self.by_topic[topic].discard(listener)
            if not self.by_topic[topic]:
                del self.by_topic[topic]

    def announce(self, record: int, topics: Iterable[str], at: float) -> None:
        """One new record: remember it and wake its listeners."""
        names = frozenset(topics)
        self.lately.append((record, names, at))
        self.newest = max(self.newest, record)
        for topic in names & self.by_topic.keys():
            for listener in self.by_topic[topic]:
                listener.tell(topic, record)

    def close(self) -> None:
        for listener in self.listeners:
            listener.close()

    def _missed(self, ticket: Ticket, last_id: int | None) -> frozenset[str]:
        """Topics of the ticket that changed unheard; all of them when memory does not reach back far enough."""
        later = self._since(ticket.made_at - RENDER_SECONDS) if last_id is None else self._after(last_id)
        return ticket.topics if later is None else frozenset().union(*later) & ticket.topics

    def _after(self, last_id: int) -> list[frozenset[str]] | None:
        later: list[frozenset[str]] = []
        for record, topics, _ in reversed(self.lately):
            if record == last_id:
                return later
            later.append(topics)
        return None

    def _since(self, moment: float) -> list[frozenset[str]] | None:
        if len(self.lately) == REMEMBERED and self.lately[0][2] > moment:
            return None
        return [topics for _, topics, at in self.lately if at >= moment]
