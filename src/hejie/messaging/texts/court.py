"""Judicial confirmation: asked, handed in, supplemented, ruled."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "confirmation_asked": Template(
        Text("对方想一起申请司法确认", "The other side proposes judicial confirmation"),
        Text(
            "{ref} 的协议，对方想和您一起请法院确认，请在 {due} 前答复 {link} 到时没有答复：{silence}。",
            "For the agreement of {ref} the other side proposes to apply to the court together. "
            "Please answer by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "confirmation_news": Template(
        Text("司法确认有进展", "News of the judicial confirmation"),
        Text(
            "{ref} 的司法确认有新进展，点开看 {link}",
            "There is news of the judicial confirmation of {ref}: {link}",
        ),
        media=("inapp",),
    ),
    "court_asks": Template(
        Text("法院要补充材料", "The court asks for more"),
        Text(
            "{ref} 的司法确认，法院要补充材料。看清要什么、哪天以前，交齐就行 {link}",
            "For the judicial confirmation of {ref} the court asks for more. See what, and by when: {link}",
        ),
    ),
    "court_confirmed": Template(
        Text("法院确认协议有效", "The court confirmed the agreement"),
        Text(
            "{ref} 的协议，法院裁定有效。请照协议办；一方不办，另一方可以申请强制执行 {link}",
            "The court confirmed the agreement of {ref}. Please keep it; if one side does not, "
            "the other can have it enforced: {link}",
        ),
    ),
    "court_rejected": Template(
        Text("法院驳回了司法确认申请", "The court rejected the application"),
        Text(
            "{ref} 的司法确认，法院驳回了申请。协议仍然有效；可以再调解改好协议，也可以起诉 {link}",
            "The court rejected the application for {ref}. The agreement still binds; "
            "it may be mended by mediation, or sued on: {link}",
        ),
    ),
}
