"""The only look at the clock; everything else is told which day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today_of_environment() -> date:
    """Return the day of SOURCE_DATE_EPOCH where it is set, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()
