"""Names and secret values that no other test uses."""

from uuid import uuid4

_used: list[str] = []


def unique_name(prefix: str = "secret") -> str:
    """A name that all three doors accept."""
    return f"{prefix}-{uuid4().hex[:12]}"


def secret_value(rest: str = "") -> str:
    """A value to keep secret: a marker that must never be seen on the gateway's console, then `rest`."""
    marker = f"value{uuid4().hex}"
    _used.append(marker)
    return marker + rest


def sized_value(size: int) -> str:
    """A secret value of so many ASCII characters."""
    marker = secret_value()
    return marker + "x" * (size - len(marker))


def used_markers() -> list[str]:
    """The marker of every secret value that was made."""
    return list(_used)
