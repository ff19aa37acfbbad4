"""Places, offices, people and traders of the demonstration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from stdnum.cn import uscc

from hejie.demo.cast import CAST, PASSWORD, Member, id_number
from hejie.demo.roster import make_roster
from hejie.people.access import Actor, actor_for_person
from hejie.people.actions import appoint, register_person, set_totp
from hejie.people.models import Person
from hejie.places.actions import invent_regions, load_regions, register_authority
from hejie.places.models import Authority
from hejie.rules.model import Role
from hejie.traders.actions import add_clerk, admit_member, register_trader, save_template
from hejie.traders.models import Trader

REGIONS = (
    ("990000", "云青省", "province", None),
    ("990100", "云汀市", "city", "990000"),
    ("990200", "望川市", "city", "990000"),
    ("990101", "青禾区", "county", "990100"),
    ("990102", "澄溪区", "county", "990100"),
    ("990103", "南屏县", "county", "990100"),
    ("990201", "临江区", "county", "990200"),
    ("990202", "归帆县", "county", "990200"),
)
# key, name, short name, level, parent, region, seal code
OFFICES = (
    ("nation", "国家市场监督管理示范总局", "示范总局", "nation", None, None, "国示市监"),
    ("yunqing", "云青省市场监督管理局", "云青省局", "province", "nation", "990000", "云青市监"),
    ("yunting", "云汀市市场监督管理局", "云汀市局", "city", "yunqing", "990100", "云汀市监"),
    ("wangchuan", "望川市市场监督管理局", "望川市局", "city", "yunqing", "990200", "望川市监"),
    ("qinghe", "云汀市青禾区市场监督管理局", "青禾区局", "county", "yunting", "990101", "青禾市监"),
    ("chengxi", "云汀市澄溪区市场监督管理局", "澄溪区局", "county", "yunting", "990102", "澄溪市监"),
    ("nanping", "云汀市南屏县市场监督管理局", "南屏县局", "county", "yunting", "990103", "南屏市监"),
    ("linjiang", "望川市临江区市场监督管理局", "临江区局", "county", "wangchuan", "990201", "临江市监"),
    ("guifan", "望川市归帆县市场监督管理局", "归帆县局", "county", "wangchuan", "990202", "归帆市监"),
    ("liuhe", "青禾区市场监督管理局柳河所", "柳河所", "station", "qinghe", "990101", "青禾柳河"),
)
# key, name, short name, region, is a member, commitments
TRADERS = (
    ("qinghe", "云汀晴禾家电有限公司", "晴禾家电", "990101", True, ("no_reason_return", "advance_compensation")),
    ("yuedong", "云汀悦动体育有限公司", "悦动体育", "990101", True, ("advance_compensation",)),
    ("zhumei", "云汀筑美建材有限公司", "筑美建材", "990102", False, ()),
    ("xiaoman", "柳河路小满面馆", "小满面馆", "990101", False, ()),
    ("shiguang", "拾光影像工作室", "拾光影像", "990101", True, ()),
    ("chifeng", "青禾区驰风车行", "驰风车行", "990101", False, ()),
    ("chengji", "青禾区诚机数码店", "诚机数码", "990101", True, ("remote_return",)),
    ("kangyi", "康颐健康咨询服务部", "康颐健康", "990103", False, ()),
    ("banxia", "半夏书院教育咨询有限公司", "半夏书院", "990102", True, ()),
    ("yuchuan", "临江区渔川生鲜超市", "渔川生鲜", "990201", False, ()),
    ("yunfan", "望川云帆网络科技有限公司", "云帆优选", "990201", True, ("no_reason_return", "maker_liability")),
    ("jinxiu", "归帆县锦绣服饰店", "锦绣服饰", "990202", False, ()),
    ("yunshang", "云裳洗染店", "云裳洗染", "990101", False, ()),
    ("lvye", "望川绿野旅行社有限公司", "绿野旅行", "990201", True, ("advance_compensation",)),
    ("qingyan", "青颜美容工作室", "青颜美容", "990101", False, ()),
    ("muzhi", "云汀木知家居有限公司", "木知家居", "990102", True, ("no_reason_return",)),
    ("anju", "望川安居酒店管理有限公司", "安居酒店", "990201", True, ()),
)
AT_THE_STATION = ("xiaoman", "chifeng")  # in the area of 柳河所
CONSUMERS = (
    *(
        "陈嘉禾",
        "王思远",
        "赵一鸣",
        "孙若兰",
        "李慕白",
        "钱多多",
        "郑清扬",
        "冯小满",
        "褚宁",
        "卫子安",
        "蒋云舒",
        "韩东篱",
    ),
    *("杨柳青", "朱颜", "秦时雨", "尤佳", "许愿", "何田田", "吕望", "施予", "张弛", "孔方", "曹禾", "严冬生", "华容"),
    *("金宝山", "魏来", "陶然", "姜暖", "戚风", "谢春和", "邹平", "喻晓光", "柏林", "水清浅", "窦豆", "章程", "云中鹤"),
)
STAFF = (
    ("mediator", "qinghe", "温如玉"),
    ("mediator", "chengxi", "季平"),
    ("mediator", "wangchuan", "柳成荫"),
    ("mediator", "yunting", "梅知春"),
)
OFFICERS = (
    ("wangchuan", "简宁"),
    ("chengxi", "范思齐"),
    ("nanping", "石磊"),
    ("linjiang", "梁栋"),
    ("guifan", "叶知秋"),
)
HEADS = (
    ("chengxi", "齐明远"),
    ("nanping", "丁一山"),
    ("linjiang", "江若虚"),
    ("guifan", "乔木"),
    ("wangchuan", "高远"),
)
CLERKS = ("袁初晴", "叶小棠", "莫言秋", "纪安然", "岳清风", "方晴川", "卓然")
TEMPLATES = (
    ("先致歉", "您好，给您添麻烦了，我们正在核实，今天之内给您方案。"),
    ("同意退款", "您好，我们同意退款，原路退回，三天内到账。"),
    ("请补照片", "您好，请补一张能看清问题的照片，我们马上处理。"),
)


@dataclass(frozen=True, slots=True)
class World:
    """Who and what there is: offices, traders and the cast by key; clerks by trader, holders of posts by office."""

    offices: dict[str, Authority]
    traders: dict[str, Trader]
    cast: dict[str, Person]
    actors: dict[str, Actor]
    consumers: tuple[Person, ...]
    clerks: dict[UUID, Actor]
    holders: dict[Role, dict[UUID, Actor]]
    mediators: dict[UUID, Actor]

    def is_member(self, trader: str) -> bool:
        """Whether the trader has clerks who sign in; others act through invitations."""
        return self.traders[trader].pk in self.clerks


def is_built() -> bool:
    """Whether this database holds the demonstration, or the beginning of it."""
    return Authority.objects.filter(level="nation", name=OFFICES[0][1]).exists()


def make_world(now: datetime) -> World:
    """Everything that stands before the first case is filed."""
    since = now - timedelta(days=400)
    load_regions()
    invent_regions(rows=REGIONS)
    offices = _offices()
    traders = _traders(offices, since)
    cast = {member.key: _member(member, offices, traders, since) for member in CAST}
    _give_the_password(cast.values())
    clerks = {traders[member.trader].pk: cast[member.key] for member in CAST if member.trader}
    members = [trader for trader in traders.values() if trader.memberships.exists() and trader.pk not in clerks]
    clerks |= {trader.pk: _clerk(trader, n, since) for n, trader in enumerate(members)}
    actors = {key: actor_for_person(person) for key, person in cast.items()}
    staff = _staff(offices, since)
    of_bodies = make_roster(offices, traders, cast, since)
    consumers = _consumers(cast, since)
    Person.objects.filter(phone_verified_at=since).update(phone_verified_at=now)  # were here lately, see people.held
    posted = [*map(actor_for_person, (*staff, *of_bodies)), *actors.values()]
    return World(
        offices=offices,
        traders=traders,
        cast=cast,
        actors=actors,
        consumers=consumers,
        clerks={pk: actor_for_person(person) for pk, person in clerks.items()},
        holders={role: _by_office(posted, role) for role in (Role.OFFICER, Role.HEAD)},
        mediators={actor.person_id: actor for actor in posted if actor.person_id and actor.has_post(Role.MEDIATOR)},
    )


def _offices() -> dict[str, Authority]:
    made: dict[str, Authority] = {}
    for n, (key, name, short, level, parent, region, seal) in enumerate(OFFICES):
        made[key] = register_authority(
            name=name,
            short_name=short,
            level=level,
            seal_code=seal,
            parent=made[parent] if parent else None,
            region_code=region,
            phone=f"0990-00{n:02d}12315",
            address=f"{name[:6]}政务中心 {n + 1} 楼",
        )
    return made


def _traders(offices: dict[str, Authority], since: datetime) -> dict[str, Trader]:
    by_region = {office.region_id: office for office in offices.values() if office.level == "county"}
    made = {}
    for n, (key, name, short, region, is_member, commitments) in enumerate(TRADERS):
        body = f"91{region}MADEM{n:04d}"
        trader = register_trader(
            now=since,
            name=name,
            short_name=short,
            kind="company" if name.endswith("公司") else "individual_business",
            region_code=region,
            credit_code=body + uscc.calc_check_digit(body),
            address=f"{by_region[region].short_name[:-1]}示范路 {n * 8 + 6} 号",
            contact_phone=f"138000006{n:02d}",
            office=offices["liuhe"] if key in AT_THE_STATION else by_region[region],
        )
        if is_member:
            admit_member(trader=trader, now=since, recommended_by=by_region[region], commitments=commitments)
        made[key] = trader
    return made


def _member(member: Member, offices: dict[str, Authority], traders: dict[str, Trader], since: datetime) -> Person:
    """Consumers sign in by phone; those who work here by user name, password and a code of their app."""
    ways_in = {"username": member.username} if member.username else {}
    person = _person(member.name, member.phone, since, **ways_in)
    if member.username:
        set_totp(person=person, secret=TOTP_SECRET)
    if member.post:
        role, office = member.post
        appoint(person=person, role=role, authority=offices[office], now=since)
    if member.trader:
        trader = traders[member.trader]
        add_clerk(trader=trader, person=person, now=since)
        for title, text in TEMPLATES:
            save_template(trader_id=trader.pk, title=title, text=text, now=since)
    return person


def _give_the_password(people: Iterable[Person]) -> None:
    """One password for all who sign in with a name, digested once: digests are slow, and this one is no secret."""
    digest, by_name = make_password(PASSWORD), [person for person in people if person.username]
    for person in by_name:
        person.password = digest  # a session is good for whoever has this very digest
    Person.objects.bulk_update(by_name, ["password"])


def _person(name: str, phone: str, since: datetime, **ways_in: str) -> Person:
    """Somebody with a verified phone and a proven identity."""
    return register_person(
        now=since,
        name=name,
        phone=phone,
        phone_verified=True,
        id_number=id_number(date(1903, 3, 8), int(phone[-3:])),
        address=f"云青省云汀市青禾区示范路 {int(phone[-4:]) + 1} 号",
        **ways_in,
    )


TOTP_SECRET = "HEJIEDEMOHEJIEDEMOHEJIEDEMO23456"  # noqa: S105 - of invented people


def _clerk(trader: Trader, n: int, since: datetime) -> Person:
    person = _person(f"{CLERKS[n % len(CLERKS)]}", f"138000007{n:02d}", since)
    add_clerk(trader=trader, person=person, now=since)
    return person


def _staff(offices: dict[str, Authority], since: datetime) -> list[Person]:
    rows = [
        *STAFF,
        *(("officer", key, name) for key, name in OFFICERS),
        *(("head", key, name) for key, name in HEADS),
    ]
    staff = []
    for n, (role, key, name) in enumerate(rows):
        person = _person(name, f"138000008{n:02d}", since)
        appoint(person=person, role=role, authority=offices[key], now=since)
        staff.append(person)
    return staff


def _consumers(cast: dict[str, Person], since: datetime) -> tuple[Person, ...]:
    others = [_person(name, f"13800001{n:03d}", since) for n, name in enumerate(CONSUMERS)]
    return (cast["second_consumer"], *others)


def _by_office(actors: list[Actor], role: Role) -> dict[UUID, Actor]:
    """Holders of a role by office; one for each is enough to play."""
    return {post.authority_id: actor for actor in actors for post in actor.posts if post.role == role}
