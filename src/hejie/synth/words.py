"""What the invented cases are about: goods, troubles and wishes, put together anew each time. Nobody's words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from hejie.rules.filing import title_of

# category, goods, least and most yuan
GOODS = (
    (
        "appliances",
        ("除湿机", "洗碗机", "空气净化器", "电饭煲", "扫地机器人", "热水器", "抽油烟机", "滚筒洗衣机"),
        (199, 6999),
    ),
    ("devices", ("二手手机", "无线耳机", "平板电脑", "智能手表", "移动硬盘", "投影仪"), (89, 5999)),
    ("clothing", ("羽绒服", "羊绒大衣", "运动鞋", "真丝连衣裙", "登山靴", "婴儿连体衣"), (59, 2599)),
    ("food", ("进口牛排", "礼盒月饼", "坚果大礼包", "散装茶叶", "酸奶", "大闸蟹礼券"), (19, 899)),
    ("leisure", ("健身年卡", "私教课", "游泳月卡", "剧本杀套票", "瑜伽课程"), (129, 6800)),
    ("education", ("书法课程", "暑期托管", "英语口语课", "编程启蒙课", "舞蹈课"), (399, 12800)),
    ("vehicles", ("电动自行车", "汽车贴膜", "行车记录仪", "轮胎", "电动车电池"), (99, 8999)),
    ("household", ("乳胶床垫", "实木餐桌", "布艺沙发", "儿童书桌", "落地灯"), (149, 9800)),
    ("building", ("抛釉砖", "定制橱柜", "防盗门", "全屋窗帘", "木地板"), (800, 38800)),
    ("travel", ("海岛五日游", "亲子酒店套餐", "机票改签服务", "露营套餐"), (199, 8800)),
    ("beauty", ("祛斑套餐", "美甲月卡", "头皮护理", "面膜礼盒"), (69, 5800)),
    ("catering", ("外卖拌面", "火锅双人餐", "生日宴席", "奶茶储值卡"), (18, 3888)),
)
TROUBLES = {
    "quality": (
        "用了{n}天就坏了",
        "拆开就有划痕，还有一股怪味",
        "第{n}次使用就冒烟",
        "接口处开裂，越来越松",
        "颜色和说好的不一样",
        "做工粗糙，边角都没有打磨",
    ),
    "after_sales": ("报修{n}次都没有人上门", "寄回去{n}天一直说在检测", "客服每次都说等配件", "说是人为损坏，不给保修"),
    "contract": (
        "付款以后门店突然搬走",
        "合同写的日期过了{n}天还没有交货",
        "约好的老师换了{n}个",
        "临时加价，不加就不做",
    ),
    "advertising": (
        "宣传页写的功能一个都没有",
        "标的参数和检测结果差一半",
        "直播间说的赠品没有给",
        "说是新品，其实是翻新的",
    ),
    "price": ("结账时多收了一笔服务费", "同一天降价{n}成，不肯保价", "菜单上没有写最低消费", "取消订单还要扣手续费"),
}
REASONS = (
    "商家一直推脱",
    "客服不回消息",
    "店长说再等等",
    "电话打了好几遍没人接",
    "对方说已经超过期限",
    "门店和平台互相推",
    "说要请示总部",
    "只肯送一张优惠券",
)
WISHES = (
    "要求退款",
    "要求全额退款",
    "申请退货退款",
    "请尽快退款",
    "要求换新",
    "要求免费维修",
    "要求赔偿损失",
    "希望书面道歉",
    "要求继续履行",
    "要求退还差价",
    "请查一查这家店",
    "希望有人管管",
)
REFUND_WISHES = 4  # of those above: four cases in ten ask for their money with the word 退款
SHARE_REFUND = 0.4
PLACES = ("在楼下门店", "在网上", "在商场专柜", "在直播间", "在展销会上", "通过小程序", "在批发市场", "托朋友")
WHEN = ("上周末", "前几天", "月初", "半个月前", "节前", "生日那天", "搬家的时候", "孩子开学前")

FAMILY = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻"
    "柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
)
DOUBLE, SHORT = 0.02, 0.25  # shares of double family names, and of given names of one character
DOUBLE_FAMILY = ("欧阳", "司马", "上官", "诸葛", "皇甫", "慕容", "令狐")
GIVEN = (
    "嘉禾思远一鸣若兰慕白多清扬小满宁子安云舒东篱柳青颜时雨佳愿田望予弛方春暖风和平晓光林清浅豆程"
    "鹤文静雅琪浩然雨桐梓涵宇轩欣怡俊杰博文诗涵明月星辰景行知夏初晴棠言秋安然"
)
TRADE = ("电器", "数码", "服饰", "家居", "食品", "体育", "建材", "教育", "旅行社", "汽车服务", "美容", "餐饮")
SHOP = "晴悦筑拾驰诚康半渔云锦绿青木安禾朗澄岚栖远舟麦鹿松竹梧桐星河湾岸"


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """What one case is about; equal to itself alone, so that what follows from it is quickly found again."""

    category: str
    problem: str
    goods: str
    story: str
    amount: Decimal


def matter(rng: random.Random) -> Matter:
    category, goods, (least, most) = rng.choice(GOODS)
    what = rng.choice(goods)
    problem = rng.choice(list(TROUBLES))
    trouble = rng.choice(TROUBLES[problem]).format(n=rng.randint(2, 9))
    wish = rng.choice(WISHES[:REFUND_WISHES] if rng.random() < SHARE_REFUND else WISHES[REFUND_WISHES:])
    yuan = Decimal(rng.randrange(least * 10, most * 10)) / 10
    paid = f"{yuan:.2f}".rstrip("0").rstrip(".")
    story = (
        f"{rng.choice(WHEN)}{rng.choice(PLACES)}买的{what}，花了{paid}元，{trouble}，"
        f"{rng.choice(REASONS)}，{rng.choice(REASONS)}。{wish}。"
    )
    return Matter(category, problem, what, story, yuan.quantize(Decimal("0.01")))


@cache
def title(kind: str, matter: Matter) -> str:
    """The title that a filing about this matter gets."""
    asked = {"category": matter.category, "problem": matter.problem if kind != "enquiry" else ""}
    return title_of(asked | ({"goods": matter.goods} if kind == "complaint" else {}))


def name(rng: random.Random) -> str:
    """A name of two or three characters, now and then with a double family name."""
    family = rng.choice(DOUBLE_FAMILY) if rng.random() < DOUBLE else rng.choice(FAMILY)
    return family + "".join(rng.choice(GIVEN) for _ in range(1 if rng.random() < SHORT else 2))


def trader_names(place: str, number: int, rng: random.Random) -> Sequence[str]:
    """Full and short name; the number keeps them apart."""
    short = "".join(rng.sample(SHOP, 2)) + rng.choice(TRADE)
    return f"{place}{short}第{number}有限公司", short
