"""Cases that go to and fro between offices."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "case_bounced": Template(
        Text("有案件来回退转", "A case is passed to and fro"),
        Text(
            "{ref}“{title}”多次退回或者争议由谁处理，请看一下。{link}",
            "{ref} “{title}” was returned or disputed more than once. Please look into it: {link}",
        ),
        media=("inapp",),
    ),
}
