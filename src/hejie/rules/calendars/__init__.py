"""Calendars: which days people work, country by country. `calendar.py` holds the value, `cn.py` the facts."""

from hejie.rules.calendars.calendar import Calendar, CalendarError, Day, DayKind

__all__ = ["Calendar", "CalendarError", "Day", "DayKind"]
