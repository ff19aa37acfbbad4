"""What a trader may promise publicly. A new kind is one more line here: the column takes any key."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Text

COMMITMENTS: Mapping[str, Text] = {
    "no_reason_return": Text("线下七日无理由退货", "Seven-day return without reason in shops"),
    "advance_compensation": Text("先行赔付", "Compensation paid in advance"),
    "remote_return": Text("异地异店退换货", "Return in any shop, any place"),
    "maker_liability": Text("厂商一体化解决", "Maker and seller answer as one"),
}
