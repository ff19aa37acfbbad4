"""A child paid for a game or tipped a streamer."""

from __future__ import annotations

from hejie.knowledge.guides._laws import PAID, ask, civil, of_trader, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "minor_games",
    Guide(
        key="minor_games",
        order=10,
        icon="gamepad-2",
        title=Text("未成年人游戏充值、打赏", "Game payments and tips by children"),
        summary=Text("孩子用大人的手机充了值、打了赏", "A child paid with an adult's telephone"),
        category="games",
        problem="contract",
        rights=(
            right(
                "不满八岁的孩子自己充值，行为无效，钱可以要回来。",
                "Payments by a child under eight are void; the money can be had back.",
                civil("第一百四十四条"),
                civil("第一百五十七条"),
            ),
            right(
                "八岁以上未成年人的大额充值，家长没同意、也不追认的，无效。",
                "Large payments by a child of eight or more do not bind without a parent's consent.",
                civil("第十九条"),
                civil("第一百四十五条第一款"),
            ),
            right(
                "游戏公司要核对玩家的真实身份，给未成年人设时间和消费管理。",
                "The company has to check its users and to limit time and spending of minors.",
                regulation("第十六条"),
            ),
        ),
        asks=(
            ask("refund", "退还孩子充值的钱", "The child's payments back"),
            ask("other", "注销账号、关闭支付", "Closing account and payment"),
        ),
        proofs=(
            proof(
                "户口本或出生证明",
                "Household register or birth certificate",
                "证明孩子多大、您是家长",
                "shows age and parent",
            ),
            proof("充值明细", "List of payments", "每一笔的时间、金额", "time and sum of each"),
            of_trader(
                "账号实名信息",
                "Real-name data of the account",
                "说明是谁的名字、孩子怎么登录的",
                "shows whose name it is and how the child got in",
            ),
            proof(
                "游戏里的聊天、在线时间",
                "Chat and hours in the game",
                "能看出是孩子在玩",
                "show that a child was playing",
            ),
            proof(
                "付款后的表现",
                "What happened after payment",
                "例如马上联系客服、冻结账号",
                "for example: you called the company at once",
            ),
            PAID,
        ),
        first=(
            Text("先改支付密码，别删游戏和记录。", "Change the payment password; delete neither game nor records."),
            Text(
                "导出充值明细，标出孩子在玩的时间，例如上课、睡觉以外的时段。",
                "Export the payments and mark when the child was playing.",
            ),
            Text(
                "用游戏的未成年人退款入口申请一次，截图。",
                "Apply once through the game's own refund page; keep a screenshot.",
            ),
        ),
        mind=(
            Text(
                "要能证明是孩子操作的，证据越完整，退得越多。",
                "You have to show that the child did it; complete evidence brings more back.",
            ),
            Text("家长没管好支付密码的，可能要承担一部分。", "A parent who left the password open may bear a part."),
        ),
    ),
)
