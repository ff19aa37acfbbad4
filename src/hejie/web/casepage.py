"""One case for one reader, ready to print: composed once, laid out by each audience's own template.

Reads every part with one query each, whatever the case holds; templates take the shapes of `web.show`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone

from hejie.agreements.queries import AgreementShown, RatingShown, latest_agreement, ratings_of
from hejie.base.ids import show_case_number
from hejie.base.together import one_reading
from hejie.cases.access import takes_part
from hejie.cases.delivery import DeliveryShown, deliveries_of
from hejie.cases.history import RecordShown
from hejie.cases.links import Linked, links_of
from hejie.cases.papers import papers_for
from hejie.cases.queries import CaseView
from hejie.documents.queries import PaperCard
from hejie.drafting.queries import CommentShown, DraftShown, comments_of, draft_of
from hejie.evidence.queries import FileView, files_of
from hejie.negotiation.queries import BiddingShown, ProposalShown, last_proposal, offers_of, open_bidding
from hejie.negotiation.queries import OfferShown as Offer
from hejie.panels.queries import STAFF, Consulted, consulted
from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Move, Role, Text
from hejie.rules.procedures._vocabulary import DAYS_TO_COME
from hejie.rules.promises import ENFORCE
from hejie.rules.room import side_of
from hejie.web import show
from hejie.web.acts import FIRST, MOST_FIRST, SIGN, SIGNING, ActShown, Forms, act_shown, in_order
from hejie.web.casenames import Names
from hejie.web.caseparts import due_shown, file_shown, offer_shown, promise_due
from hejie.web.courtcard import ACTS as COURT_ACTS
from hejie.web.courtcard import CourtCard, court_card
from hejie.web.forms import MoveForm, move_form
from hejie.web.minutes import MinutesShown, minutes_shown
from hejie.web.moves import ANSWERS, DANGER, actor_of, case_address, view_of
from hejie.web.prefilled import prefilled
from hejie.web.steps import heading
from hejie.web.story import short_terms, story_of
from hejie.web.stream import case_topics, live_url

ROOM_STATES = frozenset({"mediating", "testing", "agreeing", "signing"})


@dataclass(frozen=True)
class CasePage:
    """What case pages show. `forms` holds one form per move open to the reader, by key."""

    view: CaseView
    offers: Sequence[Offer]
    agreement: AgreementShown | None
    papers: Sequence[PaperCard]
    files: Sequence[FileView]
    draft: DraftShown | None
    ratings: Sequence[RatingShown]
    live: str
    home: str
    now: datetime
    remarks: Sequence[CommentShown] = ()
    bidding: BiddingShown | None = None
    proposal: ProposalShown | None = None
    links: Sequence[Linked] = ()
    deliveries: Sequence[DeliveryShown] = ()
    consulted: Consulted | None = None

    @property
    def ref(self) -> str:
        return show_case_number(self.view.case.ref)

    @property
    def address(self) -> str:
        return f"/cases/{self.ref}"

    @property
    def area(self) -> str:
        """Where this reader's cases lie: `/office/cases/`, `/cases/`."""
        return self.home.removesuffix(f"{self.ref}/")

    @cached_property
    def forms(self) -> Forms:
        return Forms(self.view.moves, self._form)

    def _form(self, move: Move) -> MoveForm:
        tone = "error" if move.key in DANGER else "primary"
        facts = machine.as_role(move, self.view.roles, self.view.facts)
        values = prefilled(move.key, self)
        return move_form(move, facts, action=f"{self.address}/moves/{move.key}/", tone=tone, values=values)

    @property
    def room(self) -> str:
        """Where the mediation room of the case is, for whoever has a seat in it while there is something to settle."""
        is_time = self.view.case.state in ROOM_STATES and side_of(self.view.roles)
        return f"/rooms/{self.ref}/in/" if is_time else ""

    @property
    def obstacle(self) -> Text | None:
        """Why nobody can say yes to what is on the table, where the reader might look for the button."""
        return DAYS_TO_COME.refusal if self.view.facts.is_day_past else None

    @property
    def may_upload(self) -> bool:
        return takes_part(self.view.roles) and not self.view.state.final

    @property
    def missing_signers(self) -> list[show.Words]:
        roles = self.agreement.missing if self.agreement else frozenset()
        return [self.names(role) for role in sorted(roles)]

    @property
    def may_invite(self) -> bool:
        """The consumer of a direct negotiation may hand the trader a link."""
        return Role.COMPLAINANT in self.view.roles and self.view.case.state == "negotiating"

    @cached_property
    def acts(self) -> list[ActShown]:
        """Every move open to the reader except those with a place of their own, the likeliest first."""
        return [self.act(key) for key in in_order(self.forms)]

    @cached_property
    def _labels(self) -> Mapping[str, Text]:
        return {move.key: move.label for move in self.view.moves}

    def act(self, key: str) -> ActShown:
        """One move that is open to the reader as a button."""
        return act_shown(key, self._labels.get(key, SIGN), self.address)

    @cached_property
    def court(self) -> CourtCard | None:
        """Judicial confirmation, where it comes into the case."""
        return court_card(self.view, self.agreement, [self.act(key) for key in COURT_ACTS if key in self.forms])

    @cached_property
    def minutes(self) -> MinutesShown | None:
        """The minutes of the last session, where there are any to read or to lay."""
        return minutes_shown(self)

    @property
    def answer_acts(self) -> list[ActShown]:
        """Answers to the offer on the table: accept, another offer, refuse; or take it back."""
        return [act for act in self.acts if act.key in ANSWERS]

    @property
    def main_acts(self) -> list[ActShown]:
        """At most three, on the Next Step card, and only for whoever's turn it is."""
        return [act for act in self.acts if act.key in FIRST][:MOST_FIRST] if self.view.is_my_turn else []

    @property
    def other_acts(self) -> list[ActShown]:
        """Everything else that is open."""
        main = {act.key for act in (self.answer_acts if self.live_offer else self.main_acts)}
        return [act for act in self.acts if act.key not in main]

    @cached_property
    def names(self) -> Names:
        return Names(self.view)

    @cached_property
    def step(self) -> show.NextStep:
        """The Next Step card: whose turn, what is next, by when, and what silence means."""
        view = self.view
        return show.NextStep(
            title=self.heading,
            turn=self.turn,
            due=self.due,
            note="" if self.live_offer and view.is_my_turn else self._what_follows,
            closed_on=shanghai_date(view.case.closed_at) if view.case.closed_at else None,
        )

    @property
    def _what_follows(self) -> Text:
        """Of an agreement that was not kept: what a court confirmed is enforced, and not sued on anew."""
        is_enforced = self.view.case.state == "unperformed" and self.court and self.court.is_confirmed
        return ENFORCE.text if is_enforced else self.view.state.next_step

    @property
    def heading(self) -> Text:
        """What is to be done now, said to whoever has to do it, or to those who wait."""
        return heading(self.view, self.names.of)

    @cached_property
    def due(self) -> show.DueShown | None:
        """The clock that matters now: the promised day while an agreement is being kept, else the period running."""
        view = self.view
        if view.state.final:
            return None
        if view.case.state == "performing" and self.agreement:
            return promise_due(self.agreement, view.today, view.facts, mine=view.is_my_turn)
        found = view.next_deadline
        to_sign = any(key in self.forms for key in SIGNING)
        return due_shown(found, mine=view.is_my_turn, to_sign=to_sign) if found else None

    @cached_property
    def turn(self) -> show.TurnShown:
        return self.names.turn()

    @property
    def wanted(self) -> list[Text]:
        """What the consumer asked for, each remedy in a few words."""
        return [short_terms([one]) for one in self.view.case.wanted]

    @cached_property
    def timeline(self) -> Sequence[show.TimelineItem]:
        promises = self.agreement.promises if self.agreement else ()
        return story_of(self.view, self.names.by, {str(one.index): one.what for one in promises})

    @cached_property
    def messages(self) -> list[show.MessageShown]:
        said = [record for record in self.view.records if record.fact == "message_sent" and record.content]
        return [self._message(record) for record in said]

    def _message(self, record: RecordShown) -> show.MessageShown:
        ids = {str(one) for one in record.content.get("evidence", ())}
        files = tuple(file_shown(one, self.names, self.address) for one in self.files if str(one.id) in ids)
        by, mine = self.names.speaker(record), self.names.is_mine(record)
        return show.MessageShown(by, record.at, record.content.get("text", ""), mine, files)

    @cached_property
    def evidence(self) -> list[show.EvidenceShown]:
        return [file_shown(one, self.names, self.address) for one in self.files]

    @cached_property
    def proposals(self) -> list[show.OfferShown]:
        """Offers, the newest first."""
        return [offer_shown(one, self.names) for one in reversed(self.offers)]

    @property
    def live_offer(self) -> show.OfferShown | None:
        return next((one for one in self.proposals if one.is_live), None)

    @property
    def earlier_offers(self) -> list[show.OfferShown]:
        return [one for one in self.proposals if not one.is_live]


def case_page(request: HttpRequest, ref: str) -> CasePage:
    """The page of one case for whoever asks; 404 when it is not theirs to see or does not exist."""
    with one_reading():
        view = view_of(request, ref)
        case_id = view.case.pk
        return CasePage(
            view=view,
            offers=offers_of(case_id),
            agreement=latest_agreement(case_id),
            papers=papers_for(case_id, view.roles),
            deliveries=deliveries_of(case_id, view.roles),
            files=files_of(case_id, view.roles),
            draft=draft_of(case_id),
            remarks=comments_of(case_id, view.roles),
            bidding=open_bidding(case_id),
            proposal=last_proposal(case_id),
            ratings=ratings_of(case_id),
            live=live_url(request, case_topics(case_id, view.roles)),
            home=case_address(actor_of(request), view.roles, view.case.ref),
            now=timezone.now(),
            links=links_of(actor_of(request), view.case, view.roles),
            consulted=consulted(case_id, actor_of(request).person_id) if view.roles & STAFF else None,
        )
