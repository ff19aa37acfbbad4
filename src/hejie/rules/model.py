"""The words every procedure is written in.

Plain frozen values, no Django. A procedure is data: states, moves between them, terms (periods of time) and
grounds. `machine.py` decides with it, `clock.py` counts its terms, `checks.py` proves it sound.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages of the interface; Chinese leads."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, slots=True)
class Article:
    """Where a rule stands: short name of the law, and the clause, e.g. `第十五条第一款`."""

    law: Text
    clause: str

    def __str__(self) -> str:
        return f"《{self.law.zh}》{self.clause}"


class Role(StrEnum):
    """Who acts in one case. A person may hold several roles, but only one side of a dispute."""

    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    REPRESENTED = "represented"  # one of a joint complaint for whom others speak (Order 121 Art 12)
    OFFICER = "officer"
    HEAD = "head"
    MEDIATOR = "mediator"
    OPERATOR = "operator"
    SUPERIOR = "superior"
    ASKED = "asked"  # an office asked by another whether the case is its own (Art 33)
    COMMON_SUPERIOR = "common_superior"  # the lowest office above both
    ADVISER = "adviser"  # asked for help with a case, or on its consultation panel; decides nothing in it
    SYSTEM = "system"


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"


class Kind(StrEnum):
    """Kinds of input a move may ask for; `inputs.py` checks each and writes its JSON schema."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    MONEY = "money"
    DATE = "date"
    INTEGER = "integer"
    YES = "yes"
    TERMS = "terms"  # a list of remedies, see remedies.py
    CLAUSES = "clauses"  # changes to the clauses of a draft, see clauses.py
    EVIDENCE = "evidence"  # ids of files already uploaded to the case
    REFERENCE = "reference"  # key of a row the case knows (a mediator, an office, a promise)
    CODE = "code"  # six digits sent to the signer's phone
    PHONE = "phone"  # a number to reach somebody by; what is none, the act says
    DRAWING = "drawing"  # a handwritten signature: PNG as a data: URL


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a move. `choices` maps value to label. Lengths in characters, money in yuan with two decimals.

    `options` names the entry of `Facts.options` that lists the allowed values of a REFERENCE or CODE field,
    because those depend on the case (mediators of the office, promises still open). `only_with` names another choice
    and its values: with any other of them this one stays empty (`procedures._vocabulary.fits`).
    """

    key: str
    label: Text
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: Mapping[str, Text] = field(default_factory=dict)
    options: str = ""
    hint: Text | None = None
    minimum: int = 0
    maximum: int = 2000
    long: bool = False
    future: bool = False  # a DATE that may not lie before today
    from_tomorrow: bool = False  # a `future` DATE may not be today; the platform's own acts may name it
    past: bool = False  # a DATE that may not lie after today
    since_receipt: bool = False  # a `past` DATE may not lie before the office received the case
    within: str = ""  # a `future` DATE may not lie after the last day of this term, while it runs and is not late
    allows: Callable[[Facts, str], bool] | None = None  # which choices this case leaves open; None means all
    bounds: Callable[[Facts], tuple[int, int]] | None = None  # least and most yuan, where this case sets them
    only_with: tuple[str, Container[str]] | None = None
    takes_new: bool = True  # EVIDENCE: files may come along with the move, where `Facts.sends_files`
    is_read_late: bool = False  # its list, hardly ever empty, is read when the form is shown, not to say it is open
    secret: bool = False  # kept sealed by the app whose move it is: it stands in no record, and nobody is shown it


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules may know of a case beside its state. Apps fill it; rules only read it."""

    kind: str = "complaint"
    received_on: date | None = None
    by_authority: bool = False  # an authority has received the case (its clock has run)
    direct: bool = False  # the consumer chose to settle directly first
    live_offer_by: Role | None = None  # the side whose offer awaits an answer
    last_offer_by: Role | None = None
    is_day_past: bool = False  # a day named in the offer or agreement that awaits a yes has passed
    mediation_consents: frozenset[Role] = frozenset()
    signed_by: frozenset[Role] = frozenset()
    signers: frozenset[Role] = frozenset()  # whose signatures the current agreement needs
    codes_sent_to: frozenset[Role] = frozenset()  # signers who hold a usable signature code
    sends_files: bool = False  # whoever asks can send files along with a move, as a form does
    is_proved: bool = False  # whoever asks signed in again a moment ago, with password, passkey or second factor
    road: str = ""  # who mediates or mediated it where a body does: key of `mediators.ROADS`; empty for the office
    is_oral: bool = False  # the agreement was made by word of mouth
    promises_open: int = 0
    promises_missed: int = 0
    promise_receivers: frozenset[Role] = frozenset()  # sides that still have a promise to receive
    owed_receivers: frozenset[Role] = frozenset()  # those of them for whom something is not even under way
    promise_senders: frozenset[Role] = frozenset()  # sides that owe something for which another promise waits
    due_receivers: frozenset[Role] = frozenset()  # those of them whose promised day has come
    missed_receivers: frozenset[Role] = frozenset()  # those of them whom a day has passed
    promises_left: Mapping[str, Decimal] = field(default_factory=dict)  # yuan still owed, by key of the promise
    rated_by: frozenset[Role] = frozenset()
    confirmation: str = ""  # where judicial confirmation stands: see `procedures._confirmation`
    confirmation_by: Role | None = None  # the side that proposed it
    is_confirmation_in_time: bool = False  # the thirty days since the agreement took effect are not over
    court_invitation: str = ""  # "open" while a court that invited to mediate awaits its reply, then "replied"
    mediator_assigned: bool = False
    extended: bool = False
    is_at_rest: bool = False  # nobody did anything in it for as long as closed cases are kept
    late_terms: frozenset[str] = frozenset()  # keys of terms whose last day has passed unmet
    waiting_terms: frozenset[str] = frozenset()  # keys of terms that run and are not late
    ends_on: Mapping[str, date] = field(default_factory=dict)  # last day of each of them
    options: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)  # by `Field.options`: label of each value
    anonymous: bool = False  # a report made without a name
    is_concerned: bool = False  # the decision that is due is about what whoever asks did, or about them
    has_handled: bool = False  # whoever asks handled this case
    is_rectifying: bool = False  # whoever asks is to put right what is open, or reported that it was
    is_supervised_elsewhere: bool = False  # the open notice came from no office of whoever asks
    reviewed: bool = False  # a review of the refusal has been asked for
    review_in_time: bool = True
    is_delegation_proposed: bool = False
    is_delegated: bool = False
    delegation_consents: frozenset[Role] = frozenset()
    paper_waived_by: frozenset[Role] = frozenset()
    is_bidding_open: bool = False  # each side may give a figure nobody is shown
    may_bid: frozenset[Role] = frozenset()  # sides with a figure left in this round
    is_proposal_open: bool = False  # a proposal awaits answers nobody is shown
    draft_version: int = 0  # of the shared draft; 0 while nobody has written one
    draft_points: int = 0  # places in it where two versions stand, for a person to settle
    draft_agreed_by: frozenset[Role] = frozenset()  # sides that agree to this very version
    is_penalty_decided: bool = False  # a penalty was imposed, or the breach passed on for prosecution
    is_reward_claimed: bool = False
    reward_grade: str = ""  # key of `rewards.GRADES`
    lacking_powers: frozenset[str] = frozenset()  # what the power of attorney of whoever asks does not cover
    is_agent: bool = False  # whoever asks acts by a power of attorney
    awaited_consents: frozenset[str] = frozenset()  # matters to which a represented person has not consented
    supervision: str = ""  # an open supervision notice: "asked" while it awaits its answer, then "answered"
    supervised_by: Role | None = None  # who sent that notice: the head, or an office above
    bad_reviews: frozenset[Role] = frozenset()  # sides whose bad review awaits a finding
    rectification: str = ""  # "open" while something is being put right, "reported" until it is checked
    is_help_asked: bool = False  # a question of the staff awaits the answer of whoever asks
    is_panel_open: bool = False  # a consultation panel hears its members
    is_panel_heard: bool = False  # more than half of them gave an opinion, the chair among them
    is_on_panel: bool = False  # whoever asks is a member of it
    is_chairing: bool = False  # whoever asks has its chair
    may_agree_reading: bool = False  # whoever asks had the chair of a panel whose resolution is no reading yet
    at_station: bool = False  # a field office of a county has it
    is_top: bool = False  # no office stands above
    is_designated: bool = False  # the office above designated the office that has it
    is_superior_asked: bool = False  # the office above was asked to handle it, and has not answered
    session: str = ""  # of the mediation room: "open" while one is, "over" when the last has ended
    is_in_room: bool = False  # whoever asks was let into the open session
    are_minutes_laid: bool = False  # of the last session
    minutes_confirmed_by: frozenset[Role] = frozenset()
    meeting: str = ""  # of the sides: "proposed" while times await an answer, "fixed", then "due" from its time on
    minutes_since_meeting: int = 0  # since the time of a meeting that is due
    may_move_meeting: frozenset[Role] = frozenset()  # sides that may move the fixed meeting once more
    acting: Role | None = None  # the role under which the act is made; `machine` sets it, apps leave it
    _acting_as: dict[Role, Facts] = field(default_factory=dict, init=False, repr=False, compare=False)

    def acting_as(self, role: Role) -> Facts:
        """The same as they count for an act under this role, put together once: every move asks."""
        if role not in self._acting_as:
            self._acting_as[role] = replace(self, acting=role)
        return self._acting_as[role]


@dataclass(frozen=True, slots=True)
class Need:
    """A condition a move must meet beside state and role; `refusal` is what is said when it does not."""

    key: str
    holds: Callable[[Facts, Mapping[str, object]], bool]
    refusal: Text
    article: Article


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands. `turn` says whose turn it is: a function of the facts where that changes inside."""

    key: str
    label: Text
    turn: Role | Callable[[Facts], Role | None] | None
    next_step: Text
    article: Article
    final: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One act in a case. `target` None keeps the state; a function picks it from facts and inputs.

    `fact` is the past-tense name under which the act is recorded and published. `starts`, `stops`, `drops`, `pauses`,
    `resumes` and `extends` name terms; a move whose target function stays where it is turns none of them, and
    `starts` waits for `starts_when`. `stops`: the duty is done, in time or late; `drops`: it fell away undone.
    `Decision` carries the terms that really turn; stops and drops come before starts.
    """

    key: str
    label: Text
    sources: frozenset[str]
    roles: frozenset[Role]
    fact: str
    article: Article
    target: str | Callable[[Facts, Mapping[str, object]], str | None] | None = None
    targets: frozenset[str] = frozenset()  # every state a function target may pick, for checks and diagrams
    fields: tuple[Field, ...] = ()
    needs: tuple[Need, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    starts_when: Callable[[Facts, Mapping[str, object]], bool] | None = None
    warning: Text | None = None  # said before an act that cannot be taken back
    is_private: bool = False  # between the complainant and the office: nobody else reads it
    reopens: bool = False  # may lead out of a final state
    is_internal: bool = False  # between the offices: the sides of a dispute do not read it
    is_for_staff: bool = False  # between those who handle the case, its mediator among them
    is_own: bool = False  # nobody but the role that acts reads it


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules say an allowed move does. `inputs` are the checked, normalised inputs (JSON-able).

    `role` is the one role, of those the person holds, under which the act counts. The six tuples name the terms
    this act turns: first stop and drop, then start.
    """

    move: Move
    source: str
    target: str
    inputs: Mapping[str, object]
    at: datetime
    role: Role = Role.SYSTEM
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one input, in words that say what to do."""

    field: str
    text: Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move is not allowed. `code` is stable for machines; `text` is for people; `problems` point at fields."""

    code: str  # "not_open" | "not_yours" | "need:<key>" | "inputs" | "unknown_move"
    text: Text
    article: Article | None = None
    problems: tuple[Problem, ...] = ()
