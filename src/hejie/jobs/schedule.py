"""The periodic table: what the worker does by itself, and when.

Times are cron lines in UTC (Beijing is eight hours ahead); a sixth field, the last, is seconds. Missed times of the
last ten minutes are made up for after a stop. Every entry may run twice or be killed half way without harm.
"""

from __future__ import annotations

from collections.abc import Mapping

PERIODIC: Mapping[str, str] = {
    "deliver_messages": "* * * * * */2",
    "send_to_partners": "* * * * * */5",
    "sweep_deadlines": "* * * * * 5",
    "assign_waiting": "* * * * * 15",
    "sweep_promises": "* * * * * 35",
    "sweep_duties": "* * * * * 15",
    "remind_meetings": "* * * * * 45",
    "ask_how_it_went": "10 1-11 * * *",  # by day in Beijing
    "find_concentrated": "30 18 * * *",  # 02:30 in Beijing
    "link_repeats": "* * * * * 25",
    "count_public_figures": "0 * * * * 20",
    "finish_forgotten_papers": "*/5 * * * * 50",
    "rescue_stalled_jobs": "* * * * * */20",
    "forget_expired": "20 19 * * *",  # 03:20 in Beijing
    "erase_after_retention": "40 19 * * *",
    "remove_old_jobs": "50 19 * * *",
}
