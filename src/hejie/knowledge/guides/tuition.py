"""Courses and training: fees back."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, consumer, of_trader, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "tuition",
    Guide(
        key="tuition",
        order=9,
        icon="graduation-cap",
        title=Text("教育培训退费", "Fees for courses and training"),
        summary=Text(
            "不想上了、换老师、停课，剩下的课时费不退",
            "You stop, the teacher changes, classes end; the rest is not refunded",
        ),
        category="education",
        problem="contract",
        rights=(
            right(
                "没按约定上课的，可以要求继续上，或者退回预付款。",
                "If classes are not given as agreed you may ask for them or for your money.",
                consumer("第五十三条"),
                regulation("第二十二条第二款"),
            ),
            right(
                "合同应当写明预付款怎么退、违约怎么办。",
                "The contract has to say how money is returned and what follows a breach.",
                regulation("第二十二条第一款"),
            ),
            right(
                "“开课后概不退费”这类加重您责任的格式条款无效。",
                "Standard terms such as “no refund once classes began” are void.",
                consumer("第二十六条第三款"),
                regulation("第十七条"),
            ),
            right(
                "“保过”“名师”“提分”等承诺是假的，可以要求赔偿；构成欺诈的，可以要三倍。",
                "False promises of passing, teachers or marks: compensation; three times the fee in case of fraud.",
                consumer("第四十五条第一款"),
                consumer("第五十五条第一款"),
            ),
        ),
        asks=(
            ask("refund", "退没上的课时费", "The fees for classes not given"),
            ask("performance", "换老师或者校区继续上", "Another teacher or place"),
            ask("instalments", "机构资金紧张，分期退", "The school pays by instalments"),
        ),
        proofs=(
            proof("合同和收据", "Contract and receipt", "证明总共多少课时、多少钱", "show hours and fee"),
            of_trader("课时记录、签到表", "Attendance records", "证明上了多少、还剩多少", "show what was given"),
            proof("招生宣传、承诺截图", "Advertising and promises", "证明当时怎么说的", "show what was promised"),
            PAID,
            CHAT,
        ),
        first=(
            Text(
                "算清楚：总课时、已上、剩余、单价、赠课怎么算。",
                "Work out hours in all, given, left, price each, and free hours.",
            ),
            Text("书面提出退费，写明金额和日期。", "Ask for the refund in writing, with sum and date."),
        ),
        mind=(
            Text(
                "您自己中途不想上的，要看合同约定，可能要承担一部分费用。",
                "If you stop of your own will the contract decides; part of the fee may be kept.",
            ),
            Text(
                "办了贷款交学费的，别停还款，先协商，免得影响征信。",
                "With a loan for the fees, keep paying while you negotiate: your credit record counts.",
            ),
        ),
    ),
)
