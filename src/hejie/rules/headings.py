"""Headings of the platform's own rules in English: where a law counts its articles, these have names."""

from __future__ import annotations

from collections.abc import Mapping

HEADINGS: Mapping[str, str] = {
    "直接协商期限": "time for direct negotiation",
    "沟通": "talking in a case",
    "评价": "ratings",
    "咨询答复": "answers to enquiries",
    "复核不予受理": "review of refusals",
    "现场走访": "visits",
    "约定调解时间": "times of mediation",
    "证据清单": "checklist of proofs",
    "调解室": "the mediation room",
    "约谈": "talks with traders",
    "文书送达": "delivery of papers",
    "首问和分派": "first contact and assignment",
    "首问响应": "first contact",
    "回访": "follow-up",
    "差评整改": "rectification after bad reviews",
    "背对背议价": "blind bidding",
    "回复法院的邀请": "replies to courts' invitations",
    "求助": "asking for help",
    "会商": "consultation panels",
    "催办督办": "urging and supervision",
    "负面清单": "what is never minor",
}
