"""What the disputes of the demonstration are about. Believable, invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dispute:
    """One story: who it is against, the goods, the problem, the sum, and what is asked for."""

    trader: str
    category: str
    goods: str
    problem: str
    amount: str
    wanted: str
    story: str
    says: tuple[str, str]


DISPUTES = (
    Dispute(
        "qinghe", "appliances", "除湿机", "quality", "1299.00", "return_refund",
        "10月底买的除湿机，用了九天水箱就漏水，地板泡了一块。客服让我寄回去修，我不想修，要求退货退款。",
        ("才用九天就漏水，我不想修，要求退货退款。", "您好，检测确认水箱密封圈有问题，我们给您出个方案。"),
    ),
    Dispute(
        "yuedong", "leisure", "健身年卡", "contract", "2340.00", "refund",
        "办了一年的健身卡，只去了三个月，门店突然搬走，最近的店要一个小时。要求退还剩余九个月的费用。",
        ("搬走前没有任何通知，我只要剩下的钱。", "给您添麻烦了，新店可以免费停卡，您看退一部分可以吗？"),
    ),
    Dispute(
        "zhumei", "building", "抛釉砖", "quality", "13640.00", "redo",
        "客厅铺的抛釉砖完工后大约十一平方米有明显色差，还有六块空鼓。商家说光线问题，不愿处理。",
        ("色差拍照都看得出来，请重铺。", "我们派师傅上门看过再说。"),
    ),
    Dispute(
        "xiaoman", "catering", "外卖拌面", "food_safety", "38.50", "compensation",
        "点的外卖拌面里吃出一根铁丝，拍了照片和视频。店家只愿意退这一份的钱，我要求按食品安全法赔偿。",
        ("照片您看到了，这不是退一份面的事。", "非常抱歉，我们愿意赔偿，请给我们一次机会。"),
    ),
    Dispute(
        "shiguang", "other", "婚纱照", "contract", "5880.00", "performance",
        "五个月前拍的婚纱照，合同写六十天交片，到现在一张都没有，电话总说在修。要求尽快交片并退一部分钱。",
        ("婚礼都过了，片子还没有。", "后期老师离职耽误了，我们月底前交片，再退您一部分。"),
    ),
    Dispute(
        "chifeng", "vehicles", "电动车", "advertising", "4599.00", "price_difference",
        "宣传页写续航一百公里，实际充满只能跑五十公里左右。店员说冬天都这样，可是当时是九月。",
        ("宣传的和实际差一半。", "续航和路况有关，可以给您换一块电池。"),
    ),
    Dispute(
        "chengji", "devices", "二手手机", "advertising", "2199.00", "refund",
        "买的二手手机标的是无拆无修，拿去检测说进过水、屏幕也换过。要求退款。",
        ("检测报告我传上来了。", "我们进货时没有检测出来，愿意退款，运费我们出。"),
    ),
    Dispute(
        "kangyi", "medicine", "保健枕", "advertising", "3980.00", "refund",
        "会上说这个枕头能治高血压，妈妈买了两个。包装上什么批号都没有。要求退款。",
        ("老人被骗了，请退钱。", "我们没有说过能治病。"),
    ),
    Dispute(
        "banxia", "education", "书法课程", "contract", "6800.00", "refund",
        "报了一年的书法课，上了八次老师就换了三个，孩子不愿去了。要求退剩下的课时费。",
        ("合同里写了固定老师。", "可以按课时退，扣除已上的课和材料费。"),
    ),
    Dispute(
        "yunfan", "clothing", "羽绒服", "quality", "899.00", "return_refund",
        "网上买的羽绒服标绒子含量九十，送检只有七十一。商家一直让我等。",
        ("检测报告第二页写得很清楚。", "我们核实后给您退货退款，再补偿检测费。"),
    ),
    Dispute(
        "yuchuan", "food", "进口牛排", "measurement", "268.00", "price_difference",
        "标签写五百克一份，回家一称只有四百二十克，连买三份都不够秤。要求退差价。",
        ("三份都少，我有称重视频。", "是分装批次的问题，马上给您退差价。"),
    ),
    Dispute(
        "jinxiu", "clothing", "羊绒大衣", "after_sales", "1680.00", "exchange",
        "大衣穿了两次袖口就开线，吊牌写三个月包换，店里说穿过不能换。",
        ("吊牌上写着三个月包换。", "您拿过来，我们看看能不能换。"),
    ),
)  # fmt: skip

REPORTS = (
    ("kangyi", "medicine", "advertising", "每周三上午在社区活动室开讲座，说保健枕能治高血压、糖尿病，现场卖。"),
    ("xiaoman", "catering", "food_safety", "后厨地面积水，切菜的砧板生熟不分，晚上能看到老鼠。"),
    ("chifeng", "vehicles", "quality", "店里在卖没有认证标志的电动车锂电池。"),
)
ENQUIRIES = (
    ("leisure", "健身房让我签的合同写着概不退款，这样的条款有效吗？"),
    ("food", "在超市买到过期的酸奶，除了退钱还能要求什么？"),
    ("appliances", "网上买的空调拆了包装还能七天无理由退货吗？"),
)
