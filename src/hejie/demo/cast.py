"""The people of the demonstration and of the tests: one for each role. Invented, like their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hejie.rules.model import Text

PASSWORD = "hejie-demo-2026"  # noqa: S105 - of invented people, printed on the start screen
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
CHECK = "10X98765432"


def id_number(born: date, sequence: int, region: str = "110101") -> str:
    """A well-formed identity number. Births before 1910, so that it is nobody's."""
    body = f"{region}{born:%Y%m%d}{sequence:03d}"
    return body + CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast. `post` is a role and the key of an office; `trader` the key of a trader answered for."""

    key: str
    role_name: Text
    name: str
    phone: str
    username: str = ""
    post: tuple[str, str] | None = None
    trader: str = ""

    @property
    def way_in(self) -> str:
        return self.username or self.phone


CAST = (
    Member("consumer", Text("消费者", "consumer"), "林晓", "13800000916"),
    Member("second_consumer", Text("另一位消费者", "second consumer"), "周海平", "13800000123"),
    Member("clerk", Text("企业客服", "clerk"), "程一诺", "13800000201", "clerk", trader="qinghe"),
    Member("other_clerk", Text("另一家客服", "other clerk"), "白若水", "13800000202", "clerk2", trader="yuedong"),
    Member("mediator", Text("调解员", "mediator"), "苏文清", "13800000301", "mediator", ("mediator", "qinghe")),
    Member(
        "station_officer", Text("所承办人", "station officer"), "何静", "13800000401", "station", ("officer", "liuhe")
    ),
    Member(
        "county_officer", Text("县区承办人", "county officer"), "罗立", "13800000402", "county", ("officer", "qinghe")
    ),
    Member("county_head", Text("县区负责人", "county head"), "方正平", "13800000403", "head", ("head", "qinghe")),
    Member("city_officer", Text("市级承办人", "city officer"), "沈远", "13800000404", "city", ("officer", "yunting")),
    Member(
        "province_officer",
        Text("省级承办人", "province officer"),
        "顾明川",
        "13800000405",
        "province",
        ("officer", "yunqing"),
    ),
    Member(
        "nation_officer",
        Text("国家级承办人", "national officer"),
        "江一帆",
        "13800000406",
        "nation",
        ("officer", "nation"),
    ),
    Member("operator", Text("话务员", "operator"), "许知夏", "13800000501", "operator", ("operator", "qinghe")),
    Member("outsider", Text("局外人", "outsider"), "吴归", "13800000999"),
)
BY_KEY = {member.key: member for member in CAST}
