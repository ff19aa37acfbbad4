"""Words of the roster: roads of mediation, teams of a body, grades, languages, half days of the week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hejie.rules.machine import CHINA
from hejie.rules.model import Text

__all__ = ["GRADES", "HALF_DAYS", "LANGUAGES", "ROADS", "TEAMS", "half_day"]

ROADS: Mapping[str, Text] = {
    "administrative": Text("行政调解", "Administrative"),
    "association": Text("消费者协会", "Consumers' association"),
    "peoples": Text("人民调解委员会", "People's mediation committee"),
    "enterprise": Text("企业自建", "The enterprise's own"),
}
TEAMS: Mapping[str, Text] = {
    "decision": Text("决策组", "Decision"),
    "administration": Text("事务组", "Administration"),
    "mediation": Text("调解组", "Mediation"),
    "legal_support": Text("法律支持组", "Legal support"),
}
GRADES: Mapping[str, Text] = {
    "trainee": Text("见习", "Trainee"),
    "mediator": Text("调解员", "Mediator"),
    "senior": Text("高级", "Senior"),
}
LANGUAGES: Mapping[str, Text] = {
    "en": Text("英语", "English"),
    "yue": Text("粤语", "Cantonese"),
    "bo": Text("藏语", "Tibetan"),
    "mn": Text("蒙古语", "Mongolian"),
    "ug": Text("维吾尔语", "Uyghur"),
    "csl": Text("手语", "Sign language"),
}
_DAYS = (
    *(("mon", Text("周一", "Mon")), ("tue", Text("周二", "Tue")), ("wed", Text("周三", "Wed"))),
    *(("thu", Text("周四", "Thu")), ("fri", Text("周五", "Fri")), ("sat", Text("周六", "Sat"))),
    ("sun", Text("周日", "Sun")),
)
_HALVES = (("am", Text("上午", "morning")), ("pm", Text("下午", "afternoon")))
HALF_DAYS: Mapping[str, Text] = {
    f"{day}-{half}": Text(f"{named.zh}{part.zh}", f"{named.en} {part.en}")
    for day, named in _DAYS
    for half, part in _HALVES
}
NOON = 12


def half_day(at: datetime) -> str:
    """The half day of the week, in China, in which a moment lies."""
    there = at.astimezone(CHINA)
    return f"{_DAYS[there.weekday()][0]}-{'am' if there.hour < NOON else 'pm'}"
