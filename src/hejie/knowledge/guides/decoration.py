"""Building materials and home decoration."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, consumer, of_trader, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "decoration",
    Guide(
        key="decoration",
        order=8,
        icon="paint-roller",
        title=Text("装修和建材", "Decoration and building materials"),
        summary=Text(
            "空鼓、渗水、材料掉包、增项、拖工期", "Hollow tiles, leaks, swapped material, extra charges, delay"
        ),
        category="building",
        problem="quality",
        rights=(
            right(
                "装饰装修服务，六个月内发现毛病有争议的，由商家证明不是他的问题。",
                "For decoration the trader bears the burden of proof for defects that show within six months.",
                consumer("第二十三条第三款"),
            ),
            right(
                "服务不符合约定的，可以要求重做、修理、退钱或者赔偿。",
                "If the work is not as agreed: doing it again, repair, money back or compensation.",
                consumer("第五十二条"),
                consumer("第四十八条第一款第七项"),
            ),
            right(
                "材料和样品、说明不符的，商家要承担责任。",
                "The trader answers for material that differs from sample or description.",
                consumer("第二十三条第二款"),
            ),
            right(
                "需要安装的，保修期从安装完那天算。",
                "Where the goods need fitting, the warranty runs from the day it is done.",
                regulation("第十八条第一款"),
            ),
            right(
                "收了预付款，没按约定施工的，要继续做或者退钱。",
                "If work paid in advance is not done as agreed, it has to be done or paid back.",
                regulation("第二十二条第二款"),
            ),
        ),
        asks=(
            ask("redo", "不合格的部分重做", "The faulty part done again"),
            ask("repair", "局部修补", "Repair"),
            ask("compensation", "误工、漏水造成的损失", "Loss by delay or leaks"),
            ask("refund", "没做的、没用的退钱", "Money back for what was not done"),
        ),
        proofs=(
            proof(
                "合同、报价单、增项单",
                "Contract, quotation, extras",
                "证明约定做什么、多少钱",
                "show what was agreed and for how much",
            ),
            proof(
                "现场照片和视频",
                "Photographs and video on site",
                "量出面积、位置，带尺子拍",
                "show place and size, with a ruler",
            ),
            proof("材料包装和送货单", "Packaging and delivery notes", "证明牌子、型号对不对", "show brand and model"),
            of_trader(
                "验收单、监理记录",
                "Acceptance and supervision records",
                "证明哪一步出的问题",
                "show where it went wrong",
            ),
            PAID,
            CHAT,
        ),
        first=(
            Text("先别急着拆，拍好照再谈。", "Do not tear it out yet; photograph it first."),
            Text("把问题列成清单：位置、面积、想怎么处理。", "List the defects: place, size, what should be done."),
            Text("双方说不清的，可以约定检测机构。", "If you disagree, agree on a testing body."),
        ),
        mind=(
            Text("施工没结束时，尾款先别付清。", "Do not pay the last part before the work is done."),
            Text("房屋本身的质量问题由住建部门处理。", "Defects of the building itself are for the housing authority."),
        ),
    ),
)
