"""French working days: Monday to Friday, public holidays excluded."""

from datetime import date, timedelta

FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
HOLIDAYS_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def easter_sunday(year: int) -> date:
    """Gregorian computus (Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    if day.weekday() >= 5 or (day.month, day.day) in FIXED_HOLIDAYS:
        return False
    return (day - easter_sunday(day.year)).days not in HOLIDAYS_AFTER_EASTER


def add_working_days(day: date, count: int) -> date:
    """The day that comes ``count`` working days after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
