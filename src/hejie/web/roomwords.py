"""Every word that the scripts of the mediation room show, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from hejie.rules.room import AUDIENCES, HOW_KNOWN, SIDE_NAMES
from hejie.web.words import say

KINDS = {"complainant": "consumer", "respondent": "merchant", "mediator": "mediator", "support": "gov", "observer": ""}


def room_words() -> dict[str, Any]:
    """Sentences with {name} and {side} to be filled in, and short words for what a picture cannot show."""
    return {
        "sides": {side: say(name) for side, name in SIDE_NAMES.items()},
        "to": {audience: say(name) for audience, name in AUDIENCES.items()},
        "kinds": KINDS,
        "chars": {
            "complainant": _("消"),
            "respondent": _("商"),
            "mediator": _("调"),
            "support": _("助"),
            "observer": _("听"),
        },
        "known": {how: say(text) for how, text in HOW_KNOWN.items()},
        **_short(),
        "said": _said(),
        "net": _network(),
        **_by_circle(),
    }


def _short() -> dict[str, Any]:
    return {
        "number": _("第 {n} 次调解会"),
        "me": _("（我）"),
        "gone": _("已经离开的人"),
        "phone": _("电话参加"),
        "muted": _("已静音"),
        "hand": _("举手了"),
        "sharing": _("正在共享屏幕"),
        "elsewhere": _("不在这边"),
        "unreached": _("画面接不通，用文字"),
        "link": _("进门链接，发给被邀请的人"),
        "awaited": _("凭链接来，进门时要核对是谁"),
        "kept": _("录像存好了，放在案件材料里。"),
        "sending": _("正在上传材料…"),
        "places": {"lobby": _("在门口等"), "caucus": _("单独沟通"), "main": "", "outside": _("还没来")},
        "audio": {"on": _("静音"), "off": _("打开麦克风")},
        "video": {"on": _("关摄像头"), "off": _("打开摄像头")},
        "less": {
            "voice": _("没有可用的摄像头，先用声音参加。"),
            "text": _("没有可用的摄像头和麦克风，先用文字参加。"),
            "video": "",
        },
        "out": {
            "removed": _("调解员请您离开了。"),
            "turned_away": _("调解员这次没有请您进来，请打电话给调解员。"),
            "left": _("您已经离开调解室。"),
            "ended": _("这次调解会结束了。"),
        },
    }


def _said() -> dict[str, str]:
    """What happened, as a line in the talk; acts that need no line are missing."""
    return {
        "open_session": _("调解会开始"),
        "end_session": _("调解会结束"),
        "enter": _("{name} 到了，在门口等"),
        "back": _("{name} 回来了"),
        "leave": _("{name} 离开了"),
        "admit": _("{name} 进来了"),
        "turn_away": _("没有请 {name} 进来"),
        "remove": _("{name} 被请出去了"),
        "invite": _("给 {name} 发了进门链接"),
        "join_by_phone": _("{name} 用电话参加"),
        "lock": _("调解员关上了门"),
        "unlock": _("调解员打开了门"),
        "mute": _("{name} 被静音"),
        "unmute": _("{name} 可以说话了"),
        "raise_hand": _("{name} 举手"),
        "lay_on_table": _("{name} 出示材料："),
        "step_aside": _("调解员去和{side}单独沟通"),
        "come_back": _("回到大家一起"),
        "share_screen": _("{name} 共享屏幕"),
        "ask_recording": _("调解员问大家同不同意录制"),
        "agree_recording": _("{name} 同意录制"),
        "refuse_recording": _("{name} 不同意录制"),
        "start_recording": _("开始录制"),
        "stop_recording": _("停止录制"),
    }


def _network() -> dict[str, str]:
    return {
        "good": _("网络好"),
        "weak": _("网络不太稳，画面可能会卡"),
        "bad": _("画面接不通，大家照样用文字谈"),
        "alone": _("已接通"),
        "full": _("画面和声音最多六个人，您用文字参加"),
        "offline": _("网断了，正在重连；打的字会留着"),
    }


def _by_circle() -> dict[str, Any]:
    """What is said of a caucus, and shown in the empty box, by who hears it."""
    return {
        "alone": {
            "complainant": _("正在单独沟通：只有消费者一方和调解员看得到、听得到。"),
            "respondent": _("正在单独沟通：只有商家一方和调解员看得到、听得到。"),
        },
        "hints": {
            "all": _("写给大家…"),
            "complainant": _("只有消费者一方和调解员看得到…"),
            "respondent": _("只有商家一方和调解员看得到…"),
            "staff": _("只有调解员和协助人员看得到…"),
        },
    }
