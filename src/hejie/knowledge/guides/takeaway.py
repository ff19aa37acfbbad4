"""Food ordered in: foreign bodies, spoiled, sick."""

from __future__ import annotations

from hejie.knowledge.guides._laws import PAID, ask, commerce, consumer, food, proof, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "takeaway",
    Guide(
        key="takeaway",
        order=4,
        icon="utensils",
        title=Text("外卖和食品安全", "Takeaway and food safety"),
        summary=Text(
            "吃出异物、变质、过期，吃完不舒服", "Something in the food, spoiled, out of date, or it made you ill"
        ),
        category="catering",
        problem="food_safety",
        rights=(
            right(
                "不符合食品安全标准的，除了赔损失，还可以要价款十倍或者损失三倍的赔偿，不足一千元的按一千元。"
                "标签有不影响安全、不误导人的小毛病除外。",
                "Food below the safety standards: beside your loss, ten times the price or three times the "
                "loss, at least 1,000 yuan. "
                "Slips of labelling that neither touch safety nor mislead are excepted.",
                food("第一百四十八条第二款"),
            ),
            right(
                "谁先接到您的赔偿要求，谁就先赔，不能互相推。",
                "Whoever gets your claim first pays first; seller and maker may not point to each other.",
                food("第一百四十八条第一款"),
            ),
            right(
                "平台给不出商家真实名称、地址和联系方式的，您可以要求平台赔。",
                "If the platform cannot give the trader's true name, address and contact, you may claim from "
                "the platform.",
                consumer("第四十四条第一款"),
            ),
            right(
                "因此看病的，可以要医疗费、交通费和误工减少的收入。",
                "If it made you ill: medical costs, travel, lost income.",
                consumer("第四十九条"),
            ),
            right(
                "平台要积极协助您维权，提供原始订单和交易记录。",
                "The platform has to help you, and the trader to produce order and records.",
                commerce("第六十一条"),
                commerce("第六十二条"),
            ),
        ),
        asks=(
            ask("refund", "退这一单的钱", "The price of this order"),
            ask("compensation", "依法赔偿，或者看病的花费", "Compensation by law, or medical costs"),
            ask("apology", "要一个说法", "An apology"),
        ),
        proofs=(
            proof(
                "食物和异物的照片、视频",
                "Photographs and video of the food",
                "最好连着包装和小票一起拍",
                "best with packaging and receipt in view",
            ),
            proof("外卖订单截图", "Screenshot of the order", "证明哪家店、什么时候下的单", "shows shop and time"),
            proof("剩下的食物，冷藏保存", "What is left, kept cold", "需要时可以检验", "can be tested if need be"),
            proof(
                "病历、化验单、缴费单",
                "Medical records and bills",
                "证明和这顿饭有关、花了多少",
                "show the link and the cost",
            ),
            PAID,
        ),
        first=(
            Text("先拍照，别扔；不舒服马上就医。", "Photograph it and keep it; see a doctor if you feel ill."),
            Text("在订单里反馈商家和平台，截图。", "Report it in the order, to shop and platform; keep screenshots."),
            Text(
                "想让监管部门去查这家店，再提一个举报，两件事可以同时做。",
                "To have the shop inspected, file a report as well; both can run together.",
            ),
        ),
        mind=(
            Text(
                "口味不好、送得慢不属于食品安全，可以要求退款或者少收钱。",
                "Poor taste or late delivery is not food safety; ask for a refund or a reduction.",
            ),
            Text(
                "自己放进异物、编造事实索赔要负法律责任。", "Planting things in food or inventing facts is an offence."
            ),
        ),
    ),
)
