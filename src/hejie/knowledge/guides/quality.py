"""Goods that break or are not as they should be: repair, exchange, return."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, consumer, of_trader, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "quality",
    Guide(
        key="quality",
        order=2,
        icon="wrench",
        title=Text("质量问题和三包", "Faulty goods: repair, exchange, return"),
        summary=Text(
            "买来不久就坏，商家只肯修或者推给厂家",
            "Broken soon after you bought it; the trader only repairs or points to the maker",
        ),
        category="appliances",
        problem="quality",
        rights=(
            right(
                "质量不合格，可以按国家规定或者约定退货，或者要求更换、修理。",
                "If the quality is not as required you can return the goods as rules or contract provide, or "
                "have them exchanged or repaired.",
                consumer("第二十四条第一款"),
            ),
            right(
                "没有规定也没有约定的，收到后七天内可以退；过了七天，符合法定解除条件的仍可以退，否则可以换或者修。",
                "Without rule or agreement you can return them within seven days; later where the law allows "
                "ending the "
                "contract, otherwise exchange or repair.",
                consumer("第二十四条第一款"),
            ),
            right(
                "电视机、冰箱、空调、洗衣机、电脑、汽车等，六个月内发现毛病有争议的，由商家证明不是质量问题。",
                "For televisions, refrigerators, air conditioners, washing machines, computers and cars, the "
                "trader bears the "
                "burden of proof if the defect shows within six months.",
                consumer("第二十三条第三款"),
            ),
            right(
                "退、换、修的运输等必要费用由商家出。",
                "The trader pays carriage and other necessary costs of return, exchange or repair.",
                consumer("第二十四条第二款"),
            ),
            right(
                "修理花的时间不算进保修期；换新以后，保修期重新算。",
                "Time in repair does not count against the warranty; after an exchange it starts again.",
                regulation("第十八条第一款"),
            ),
            right(
                "您可以直接找卖家，卖家不能让您自己去找厂家。",
                "You may hold the seller to it; the seller may not send you to the maker.",
                consumer("第四十条第一款"),
            ),
        ),
        asks=(
            ask("repair", "能修好，您也愿意再用", "It can be mended and you will keep it"),
            ask("exchange", "同款还有货", "The same model is in stock"),
            ask("return_refund", "不想再要了，或者修过还坏", "You do not want it any more, or it broke again"),
            ask("compensation", "因此多花了钱，例如检测费", "It cost you more, such as a test"),
        ),
        proofs=(
            proof(
                "小票、发票或订单",
                "Receipt, invoice or order",
                "证明什么时候、在哪家买的",
                "shows when and where you bought it",
            ),
            proof(
                "故障照片或视频",
                "Photographs or video of the fault",
                "最好拍到型号和序列号",
                "best with model and serial number",
            ),
            of_trader(
                "维修单、检测单",
                "Repair slips, test reports",
                "证明修过几次、什么毛病",
                "show how often it was repaired, and for what",
            ),
            proof(
                "保修卡或说明书", "Warranty card or manual", "证明还在保修期内", "shows that the warranty still runs"
            ),
            PAID,
            CHAT,
        ),
        first=(
            Text("先拍下故障，别自己拆修。", "Photograph the fault; do not take it apart yourself."),
            Text(
                "联系卖家，说清楚要修、要换还是要退，留下记录。",
                "Tell the seller whether you want repair, exchange or return; keep a record.",
            ),
            Text("送修要拿到维修单，写明故障和日期。", "When it goes for repair, get a slip with fault and date."),
        ),
        mind=(
            Text("人为摔坏、进水等不属于质量问题。", "Damage by dropping or water is not a fault of quality."),
            Text(
                "双方说不清时可以约定检测机构，检测时间不算进调解期限。",
                "If you disagree you may agree on a testing body; testing time does not count.",
            ),
        ),
    ),
)
