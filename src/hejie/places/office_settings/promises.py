"""What an office promises to the public beyond the law."""

from __future__ import annotations

from hejie.places.settings import Setting, declare
from hejie.rules.model import Text

FIRST_CONTACT_MINUTES = declare(
    Setting(
        "first_contact_minutes",
        Text("首问联系时限", "First contact within"),
        30,
        hint=Text("收到以后多久内联系当事人", "How soon the filer is contacted after receipt"),
        unit=Text("分钟", "minutes"),
        minimum=5,
        maximum=480,
    )
)
ENQUIRY_PROMISE_DAYS = declare(
    Setting(
        "enquiry_promise_days",
        Text("答复咨询的期限", "Enquiries answered within"),
        5,
        hint=Text("法律没有规定期限，这是本部门的承诺", "No law sets it: this is the office's own promise"),
        unit=Text("个工作日", "working days"),
        minimum=1,
        maximum=15,
    )
)
