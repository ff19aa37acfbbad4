"""Weddings, photography, banquets: booked, and then not as agreed."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, consumer, of_trader, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "wedding",
    Guide(
        key="wedding",
        order=12,
        icon="camera",
        title=Text("婚庆和摄影", "Weddings and photography"),
        summary=Text(
            "换人、少项目、底片加钱、定金不退",
            "Other people came, parts were missing, extra for the files, deposit kept",
        ),
        category="making_repair",
        problem="contract",
        rights=(
            right(
                "服务内容和费用违反约定的，商家要承担责任。",
                "The trader answers for service or fees other than agreed.",
                consumer("第四十八条第一款第七项"),
            ),
            right(
                "可以要求重做、退还服务费或者赔偿损失。",
                "You may ask for it to be done again, for money back or compensation.",
                consumer("第五十二条"),
            ),
            right(
                "商家收了预付款没按约定提供的，要退钱并付利息。",
                "If it was paid in advance and not given as agreed, the money comes back with interest.",
                consumer("第五十三条"),
            ),
            right(
                "“定金一律不退”“底片另收费”没有提前明确告诉您的，属于不公平格式条款的无效。",
                "“Deposits are never returned” or extra charges you were not plainly told of are void where the "
                "term is unfair.",
                consumer("第二十六条第二款"),
                consumer("第二十六条第三款"),
            ),
            right(
                "搭配、组合销售要显著提醒您，不能强制。",
                "Packages have to be pointed out and may not be forced on you.",
                regulation("第十一条"),
            ),
        ),
        asks=(
            ask("redo", "重拍、重修", "Taken or edited again"),
            ask("refund", "退没做的项目", "Money back for what was not done"),
            ask("compensation", "当天不能重来的，赔偿损失", "Compensation for a day that cannot be repeated"),
            ask("apology", "要一个道歉", "An apology"),
        ),
        proofs=(
            proof(
                "合同、套餐单",
                "Contract and package list",
                "证明约定了哪些项目、哪些人",
                "show what and who was agreed",
            ),
            proof("当天的照片、视频", "Photographs and video of the day", "证明实际是什么样", "show what it was like"),
            of_trader(
                "样片、选片记录", "Samples and selection record", "证明约定的风格和张数", "show style and number agreed"
            ),
            PAID,
            CHAT,
        ),
        first=(
            Text(
                "对着合同一项一项勾：做到了、没做到、做得不一样。",
                "Go through the contract: done, not done, done otherwise.",
            ),
            Text(
                "要回原始底片，先别签“满意”确认单。", "Ask for the original files; do not sign that you are satisfied."
            ),
        ),
        mind=(
            Text(
                "“定金”和“订金”不一样：写明定金的，您反悔一般不退，商家违约要双倍退。",
                "A deposit in the legal sense (定金) is lost if you withdraw and doubled if the trader fails; "
                "an advance (订金) is not.",
            ),
            Text(
                "精神上的遗憾很难用钱算，调解时可以谈道歉和补偿。",
                "Disappointment is hard to count in money; an apology and a sum can be agreed in mediation.",
            ),
        ),
    ),
)
