"""What is asked for inside a case: a proof of a side, advice of colleagues (which stands on the page alone)."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "proof_asked": Template(
        Text("请您补一份证据", "A proof is asked of you"),
        Text(
            "{ref} 请您在 {due} 前补：{task}。拍照或者选文件就行 {link}",
            "For {ref} please bring by {due}: {task}. A photograph or a file will do: {link}",
        ),
    ),
    "advice_asked": Template(
        Text("同事请您帮一个案件出主意", "Colleagues ask for your advice"),
        Text(
            "{ref} 的办案人员请您给意见，点开看问题并答复 {link}",
            "Those who handle {ref} ask for your opinion. The question is here: {link}",
        ),
    ),
    "trainee_assigned": Template(
        Text("您带教的调解员接了一件调解", "Somebody you guide has a new case"),
        Text(
            "{ref} 由您带教的调解员调解，点开看案情和求助 {link}",
            "{ref} is mediated by somebody you guide. The dispute and what is asked: {link}",
        ),
    ),
    "advice_given": Template(
        Text("求助或者会商有了答复", "Your question has been answered"),
        Text("{ref} 的求助或者会商有了答复，点开看 {link}", "There is an answer on {ref} from those you asked: {link}"),
        media=("inapp",),
    ),
}
