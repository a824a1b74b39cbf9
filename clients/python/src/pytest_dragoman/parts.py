"""The clock, the faults and the journal of an environment."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Dict, List, Mapping, Optional, Union
from urllib.parse import quote

from .control import Control

#: A duration: ``timedelta(days=30)`` or text with a unit, ``"30d"``.
Duration = Union[timedelta, str]

#: A time: aware, or text as in ISO 8601.
Time = Union[datetime, str]


class Clock:
    """The time that everything in an environment goes by."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.get()["now_ms"] / 1000, timezone.utc)

    def get(self) -> Dict[str, Any]:
        """The time, the mode, and what falls due next."""
        answer: Dict[str, Any] = self._control.call("GET", "/clock")
        return answer

    def freeze(self, at: Optional[Time] = None) -> Dict[str, Any]:
        """Stops the clock, at a time or at the one that it is. What fell due by then is done."""
        stated = {} if at is None else {"at": _time(at)}
        return self._set({"mode": "frozen", **stated})

    def shift(self, offset: Duration) -> Dict[str, Any]:
        """Lets the clock run, ahead of the machine's by so much; behind with a negative one."""
        return self._set({"mode": "offset", "offset": _duration(offset)})

    def real(self) -> Dict[str, Any]:
        """Goes by the machine's clock again."""
        return self._set({"mode": "real"})

    def advance(self, by: Optional[Duration] = None, *, to: Optional[Time] = None) -> Dict[str, Any]:
        """Advances the clock and does all that falls due on the way; ``to="next"`` is when something falls due."""
        stated = {
            **({} if by is None else {"by": _duration(by)}),
            **({} if to is None else {"to": _time(to)}),
        }
        answer: Dict[str, Any] = self._control.call("POST", "/clock/advance", stated)
        return answer

    def _set(self, setting: Mapping[str, Any]) -> Dict[str, Any]:
        answer: Dict[str, Any] = self._control.call("PUT", "/clock", setting)
        return answer


class Faults:
    """Faults to inject: ``faults.add({"match": {"operation": "GetSecretValue"}, "fault": "throttle"})``."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def add(self, *rules: Mapping[str, Any]) -> List[Dict[str, Any]]:
        """Adds rules behind those that are there; answers the rules that were added, with their ids."""
        answer: List[Dict[str, Any]] = self._control.call("POST", "/faults", {"rules": list(rules)})["rules"]
        return answer

    def list(self) -> List[Dict[str, Any]]:
        """The rules, and how often each has matched."""
        answer: List[Dict[str, Any]] = self._control.call("GET", "/faults")["rules"]
        return answer

    def clear(self) -> None:
        self._control.call("DELETE", "/faults")


class Journal:
    """What was asked, and what came of it."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def list(self, **filters: Any) -> List[Dict[str, Any]]:
        """Requests in the order in which they were answered; filters as ``door="aliyun"``, ``outcome="rejected"``."""
        query = {"limit": 1000, **filters}
        entries: List[Dict[str, Any]] = self._control.call("GET", "/journal", query=query)["entries"]
        return entries

    def explain(self, request_id: str) -> Dict[str, Any]:
        """Why a request was rejected, and what would have made it right."""
        answer: Dict[str, Any] = self._control.call("GET", f"/journal/{quote(request_id, safe='')}/explain")
        return answer

    def clear(self) -> None:
        self._control.call("DELETE", "/journal")

    def verify(self, *assertions: Mapping[str, Any], in_order: bool = False) -> None:
        """Raises AssertionError where requests did not come as these say.

        The text shows the requests that came nearest. An assertion is a filter with how often, at least once unless
        told: ``{"operation": "GetSecretValue", "resource": "db", "times": {"exactly": 1}}``.
        """
        __tracebackhide__ = True
        answer = self._control.call("POST", "/verify", {"assertions": list(assertions), "in_order": in_order})
        if not answer["passed"]:
            raise AssertionError(answer["text"])


def _duration(value: Duration) -> str:
    return value if isinstance(value, str) else f"{round(value.total_seconds() * 1000)}ms"


def _time(value: Time) -> str:
    if isinstance(value, str):
        return value
    if value.tzinfo is None:
        raise ValueError("a time needs a zone: datetime.now(timezone.utc)")
    return value.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
