"""The kinds of remedy: what each is called, which details it takes, and how it reads in an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hejie.rules.model import Text

DEFAULT_DAYS = 7
# Of instalments, where both sides agreed to it.
ALL_DUE = Text("有一期没按时付，剩下的一次付清", "if one is missed, the rest is due at once")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of remedy: what it is called, and which details it takes."""

    label: Text
    amount: bool = False
    parts: bool = False
    wants_note: bool = False  # the words are the substance: what exactly is to be done
    phrase: Text = field(default_factory=lambda: Text("", ""))  # what the trader does; {amount} stands for the money


KINDS: Mapping[str, Kind] = {
    "refund": Kind(Text("退款", "Refund"), amount=True, phrase=Text("退还货款 {amount} 元", "refund {amount} yuan")),
    "return_refund": Kind(
        Text("退货退款", "Return and refund"),
        amount=True,
        phrase=Text("收到退货后退还货款 {amount} 元", "refund {amount} yuan on receiving the returned goods"),
    ),
    "exchange": Kind(Text("换货", "Exchange"), phrase=Text("更换同款商品", "exchange the goods for the same model")),
    "repair": Kind(Text("维修", "Repair"), phrase=Text("免费修好商品", "repair the goods free of charge")),
    "redo": Kind(Text("重做", "Do again"), phrase=Text("免费重做服务", "do the service again free of charge")),
    "compensation": Kind(
        Text("赔偿", "Compensation"),
        amount=True,
        phrase=Text("赔偿损失 {amount} 元", "pay compensation of {amount} yuan"),
    ),
    "price_difference": Kind(
        Text("退差价", "Price difference"),
        amount=True,
        phrase=Text("退还差价 {amount} 元", "refund the price difference of {amount} yuan"),
    ),
    "apology": Kind(Text("道歉", "Apology"), phrase=Text("向消费者道歉", "apologise to the consumer")),
    "performance": Kind(
        Text("继续履行", "Keep the contract"),
        phrase=Text("继续履行原来的约定", "perform the original contract"),
    ),
    "instalments": Kind(
        Text("分期付款", "Payment by instalments"),
        parts=True,
        phrase=Text("分期支付共 {amount} 元", "pay {amount} yuan in all by instalments"),
    ),
    "other": Kind(Text("其他", "Other"), wants_note=True, phrase=Text("办妥这件事", "do the following")),
}
