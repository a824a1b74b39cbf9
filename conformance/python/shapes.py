"""Shapes that several clients' answers share."""

import re
import time

HEX32 = re.compile(r"[0-9a-f]{32}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
UTC_SECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

DAY_MS = 24 * 60 * 60 * 1000
_TOLERANCE_MS = 2 * 60 * 1000


def now_ms() -> int:
    return int(time.time() * 1000)


def is_about(moment_ms: int, expected_ms: int) -> bool:
    """Whether two moments are the same but for the time that a test takes."""
    return isinstance(moment_ms, int) and abs(moment_ms - expected_ms) < _TOLERANCE_MS


def is_just_now(moment_ms: int) -> bool:
    return is_about(moment_ms, now_ms())
