"""What was praised is not what was delivered."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, commerce, consumer, of_trader, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "false_advertising",
    Guide(
        key="false_advertising",
        order=6,
        icon="megaphone",
        title=Text("虚假宣传、欺诈", "False advertising and fraud"),
        summary=Text(
            "说的和实际不一样：材质、功效、产地、评价造假", "Not what was said: material, effect, origin, faked reviews"
        ),
        category="other",
        problem="advertising",
        rights=(
            right(
                "商家的宣传要真实、全面，不能误导人，也不能编造交易和评价。",
                "What the trader says has to be true and complete; sales and reviews may not be invented.",
                consumer("第二十条第一款"),
                regulation("第九条第一款"),
                commerce("第十七条"),
            ),
            right(
                "宣传时承诺过的数量、质量、价格、售后，要兑现。",
                "Promises of quantity, quality, price and service made in advertising have to be kept.",
                regulation("第十二条"),
            ),
            right(
                "构成欺诈的，除了退钱，还可以要价款三倍的赔偿，不足五百元的按五百元。",
                "In case of fraud: three times the price on top, at least 500 yuan.",
                consumer("第五十五条第一款"),
            ),
            right(
                "因虚假广告受损失的，可以向商家要求赔偿。",
                "You may claim your loss from the trader who advertised falsely.",
                consumer("第四十五条第一款"),
            ),
            right(
                "直播间买的，平台要按您的要求提供主播和直播间经营者的信息和交易记录。",
                "For live-stream sales the platform has to give you streamer, operator and records on request.",
                regulation("第十四条第二款"),
            ),
        ),
        asks=(
            ask("return_refund", "退货退款", "Return and refund"),
            ask("compensation", "构成欺诈的，要求三倍赔偿", "Three times the price in case of fraud"),
            ask("price_difference", "愿意留下，退差价", "You keep it for a lower price"),
        ),
        proofs=(
            proof(
                "宣传页、直播录屏",
                "Advertising page, recording of the stream",
                "证明商家当时怎么说的",
                "shows what was said",
            ),
            proof("实物照片、标签", "Photographs and label of the goods", "证明实际是什么", "shows what it really is"),
            of_trader(
                "检测报告（有的话）",
                "Test report, if any",
                "材质、成分、产地不符时最有用",
                "most useful for material, contents, origin",
            ),
            PAID,
            CHAT,
        ),
        first=(
            Text(
                "趁页面还在，先截图或录屏，带上日期。",
                "Take screenshots or a recording while the page is there, with the date.",
            ),
            Text("把“它说的”和“实际的”一条一条对着写。", "Write down, line by line, what was said and what is."),
        ),
        mind=(
            Text(
                "标签、说明书上不影响质量也不误导人的小毛病，不适用三倍赔偿。",
                "Slips on label or manual that touch neither quality nor mislead do not lead to three times the price.",
            ),
            Text(
                "是不是欺诈要看证据，最后可以由法院认定。",
                "Whether it is fraud depends on evidence; in the end a court decides.",
            ),
        ),
    ),
)
