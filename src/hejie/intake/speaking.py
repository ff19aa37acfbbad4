"""Reading who speaks for a complainant and who files together with them (Order 121 Art 11 and 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hejie.base.text import clean_line, is_phone, normalise
from hejie.cases.speakers import Speaker
from hejie.intake.holders import holder_of
from hejie.people.identity import Outcome, Verdict, check_identity
from hejie.rules.clock import shanghai_date
from hejie.rules.identity_papers import RESIDENT_CARD, named_in, wrong_form
from hejie.rules.model import Field, Problem, Text
from hejie.rules.representing import AGENT, GUARDIAN, MOST_PERSONS, REPRESENTATIVE, REPRESENTED

NAME_THE_AGENT = Text("请填写受托人姓名", "Please give the agent's name")
UNTIL_WHEN = Text("请填写委托到哪天", "Please give the last day of the power of attorney")
AGENT_NUMBER = Text(
    "委托他人投诉要提供受托人身份证明，请填写受托人证件号码",
    "An agent shows who they are: please give the agent's identity number",
)
SHOW_THE_DOCUMENT = Text(
    "请上传授权委托书（共同投诉传推选书），写明事项、权限和期限并有签名",
    "Please upload the signed power of attorney (or the election of representatives)",
)
NAME_THE_GUARDIAN = Text(
    "投诉人未满 14 周岁，请填写监护人的姓名和关系",
    "The complainant is under 14: please name the guardian and the relation",
)
WHICH_RELATION = Text("请填写和投诉人的关系，例如：女儿", "Please say how you are related, for example: daughter")
NAME_AND_PHONE = Text("请写姓名和手机号，用空格隔开", "name and phone, with a space between")
WRONG_PHONE = Text("这个手机号不对，请核对", "This phone number is not right: please check it")


@dataclass(frozen=True, slots=True)
class Speakers:
    """Everybody beside the complainant, and what is wrong with what was said of them."""

    speakers: tuple[Speaker, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_speakers(values: Mapping[str, Any], now: datetime, document: UUID | None = None) -> Speakers:
    """`values` are the checked fields of `rules.filing.SPEAKERS`; `document` is the evidence file of the power."""
    found = (_guardian(values), read_agent(values, now, document), _others(values, document))
    speakers = tuple(speaker for part in found for speaker in part.speakers)
    return Speakers(speakers, tuple(problem for part in found for problem in part.problems))


def needs_document(speakers: tuple[Speaker, ...]) -> bool:
    """Whether somebody acts by a paper that has to be shown."""
    return any(one.kind in (AGENT, REPRESENTATIVE) for one in speakers)


def guardian_problems(
    fields: Sequence[Field], values: Mapping[str, Any], identity: Outcome | None
) -> tuple[Problem, ...]:
    """Who is under fourteen acts through a guardian, and a guardian says what they are to the complainant."""
    if all(field.key != "guardian_name" for field in fields):
        return ()
    if not values.get("guardian_name"):
        return (Problem("guardian_name", NAME_THE_GUARDIAN),) if identity and identity.needs_guardian else ()
    unsaid = () if values.get("guardian_relation") else (Problem("guardian_relation", WHICH_RELATION),)
    return (*unsaid, *_phone_problems("guardian_phone", values))


def _guardian(values: Mapping[str, Any]) -> Speakers:
    name, phone, relation = (values.get(f"guardian_{key}") for key in ("name", "phone", "relation"))
    if not name:
        return Speakers()
    return Speakers((Speaker(GUARDIAN, name, phone, relation=relation, person_id=holder_of(phone, name)),))


def read_agent(values: Mapping[str, Any], now: datetime, document: UUID | None = None) -> Speakers:
    """The agent of a filing, or of an appointment after it; nobody where nothing is said of one."""
    given = {key for key, value in values.items() if key.startswith("agent_") and value}
    if not given:
        return Speakers()
    name, number, until = (values.get(f"agent_{key}") for key in ("name", "id_number", "until"))
    wrong = [*_phone_problems("agent_phone", values)]
    missing = (("agent_name", name, NAME_THE_AGENT), ("agent_id_number", number, AGENT_NUMBER))
    wrong += [Problem(key, text) for key, value, text in (*missing, ("agent_until", until, UNTIL_WHEN)) if not value]
    kind = values.get("agent_id_kind") or RESIDENT_CARD
    wrong += _identity_problems(str(name), str(number), kind, now) if name and number else []
    if wrong or not until:
        return Speakers(problems=tuple(wrong))
    phone = values.get("agent_phone")
    agent = Speaker(
        kind=AGENT,
        name=str(name),
        phone=phone,
        id_kind=kind,
        id_number=number,
        powers=tuple(values.get("agent_powers") or ()),
        valid_from=shanghai_date(now),
        valid_until=date.fromisoformat(until),
        document=document,
        person_id=holder_of(phone, str(name)),
    )
    return Speakers((agent,))


def _identity_problems(name: str, number: str, kind: str, now: datetime) -> list[Problem]:
    outcome = check_identity(name=name, id_number=number, id_kind=kind, now=now)
    doubts = () if outcome.verdict is Verdict.UNAVAILABLE else outcome.problems
    return [Problem(f"agent_{problem.field}", problem.text) for problem in doubts]


def _phone_problems(key: str, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    phone = values.get(key)
    return (Problem(key, WRONG_PHONE),) if phone and not is_phone(phone) else ()


def _others(values: Mapping[str, Any], document: UUID | None) -> Speakers:
    lines = [line for line in str(values.get("others") or "").splitlines() if line.strip()]
    if len(lines) >= MOST_PERSONS:
        text = Text(f"一件共同投诉最多 {MOST_PERSONS} 人", f"At most {MOST_PERSONS} persons in one complaint")
        return Speakers(problems=(Problem("others", text),))
    speakers, wrong = [], []
    for place, line in enumerate(lines, start=1):
        kind = REPRESENTATIVE if place == 1 else REPRESENTED
        speaker = _person(line, kind, document)
        if unclear := _unclear(speaker):
            text = Text(f"第 {place} 行：{unclear.zh}", f"Line {place}: {unclear.en}")
            wrong.append(Problem("others", text))
        speakers.append(speaker)
    return Speakers(tuple(speakers), tuple(wrong))


def _person(line: str, kind: str, document: UUID | None) -> Speaker:
    name, phone, (paper, number) = _parts(line)
    shown = document if kind == REPRESENTATIVE else None
    return Speaker(kind, name, phone, number or None, document=shown, person_id=holder_of(phone, name), id_kind=paper)


def _unclear(one: Speaker) -> Text | None:
    if not one.name or not one.phone:
        return NAME_AND_PHONE
    return wrong_form(one.id_kind, normalise("id_number", one.id_number)) if one.id_number else None


def _parts(line: str) -> tuple[str, str, tuple[str, str]]:
    """Name, phone, and what follows: kind and number. Of a name with spaces all words before the phone are part."""
    words = clean_line(line.replace("，", " ").replace(",", " ").replace("、", " ")).split(" ")
    place = next((place for place, word in enumerate(words) if is_phone(word)), len(words))
    return " ".join(words[:place]), "".join(words[place : place + 1]), named_in(" ".join(words[place + 1 :]))
