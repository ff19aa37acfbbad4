"""Talk and offers."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "offer_made": Template(
        Text("对方提出了方案", "You have an offer"),
        Text(
            "{ref}：对方提出方案“{terms}”。请在 {due} 前答复 {link} 到时没有答复：{silence}。",
            "{ref}: the other side offers “{terms}”. Please answer by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "offer_withdrawn": Template(
        Text("对方收回了方案", "The offer was withdrawn"),
        Text(
            "{ref}：对方收回了方案“{terms}”。您可以提出自己的方案，{due} 前有效 {link}",
            "{ref}: the other side withdrew “{terms}”. You may make your own offer until {due}: {link}",
        ),
    ),
    "offer_rejected": Template(
        Text("对方没有接受方案", "Your offer was not accepted"),
        Text(
            "{ref}：对方没有接受“{terms}”，原因：{reason}。{due} 前可以再提方案 {link}",
            "{ref}: the other side did not accept “{terms}”: {reason}. You may make another offer until {due}: {link}",
        ),
    ),
    "offer_accepted": Template(
        Text("方案谈成了", "Your offer was accepted"),
        Text(
            "{ref}：对方接受了“{terms}”。接下来：{task}，最晚 {due} {link}",
            "{ref}: the other side accepted “{terms}”. Next: {task}, by {due}: {link}",
        ),
    ),
    "message_posted": Template(
        Text("有新的留言", "A new message"),
        Text("{ref} 有新的留言，打开看看 {link}", "A new message in {ref}: {link}"),
        media=("inapp",),
    ),
    "files_added": Template(
        Text("有新的材料", "New files"),
        Text("{ref} 有新的材料，打开看看 {link}", "There are new files in {ref}: {link}"),
        media=("inapp",),
    ),
}
