"""Nothing late: urging, supervision, follow-up."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "deadline_today": Template(
        Text("今天到期", "Due today"),
        Text("{ref}“{title}”：{task}，今天 24:00 到期。{link}", "{ref} “{title}”: due today: {task}. {link}"),
        media=("inapp",),
    ),
    "deadline_escalated": Template(
        Text("下级部门逾期未办", "An office below is late"),
        Text(
            "{office}：{ref}“{title}”，{task}的期限 {due} 已过，还没办。{link}",
            "{office}: {ref} “{title}”: {task} was due on {due} and is not done. {link}",
        ),
        media=("inapp",),
    ),
    "contact_late": Template(
        Text("还没联系来件人", "Nobody has contacted the person who filed"),
        Text(
            "{office}：{ref}“{title}”收到后还没有人联系来件人。{link}",
            "{office}: {ref} “{title}”: nobody has contacted the person who filed. {link}",
        ),
        media=("inapp",),
    ),
    "urged": Template(
        Text("催办", "You are urged"),
        Text("{ref}“{title}”请抓紧办：{reason}。{link}", "{ref} “{title}”, please hurry: {reason}. {link}"),
        media=("inapp",),
    ),
    "supervised": Template(
        Text("督办，要答复", "Supervision: an answer is due"),
        Text(
            "{ref}“{title}”被督办：{reason}。请在 {due} 前答复。{link}",
            "{ref} “{title}” is supervised: {reason}. Please answer by {due}. {link}",
        ),
        media=("inapp",),
    ),
    "supervision_answered": Template(
        Text("督办有了答复", "A supervision notice was answered"),
        Text(
            "{office} 答复了 {ref} 的督办，请看行不行。{link}",
            "{office} answered the supervision of {ref}; please see whether it is enough. {link}",
        ),
        media=("inapp",),
    ),
    "bad_review": Template(
        Text("收到差评", "A bad review"),
        Text(
            "{ref}“{title}”收到差评，请在 {due} 前打回去核实。{link}",
            "{ref} “{title}” got a bad review. Please call back and look into it by {due}. {link}",
        ),
        media=("inapp",),
    ),
    "to_rectify": Template(
        Text("要整改", "To be put right"),
        Text("{ref}“{title}”要在 {due} 前整改。{link}", "{ref} “{title}” is to be put right by {due}. {link}"),
        media=("inapp",),
    ),
    "rectified": Template(
        Text("整改等检查", "A rectification awaits its check"),
        Text(
            "{ref}“{title}”报告已整改，请另一位同事检查。{link}",
            "{ref} “{title}” is reported as put right; a colleague has to check it. {link}",
        ),
        media=("inapp",),
    ),
    "followup_asked": Template(
        Text("办得怎么样", "How did it go?"),
        Text(
            "{ref} 办完了。问题解决了吗，满意吗？点一下告诉我们 {link}",
            "{ref} is over. Was it solved, and are you satisfied? Tell us with one tap: {link}",
        ),
    ),
}
