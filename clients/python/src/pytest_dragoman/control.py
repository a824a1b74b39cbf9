"""The control API over HTTP, with the standard library alone."""

from __future__ import annotations

import http.client
import json
import threading
from typing import Any, Dict, Mapping, Optional
from urllib.parse import quote, urlencode, urlsplit

PREFIX = "/_dragoman"

#: How long a call may take, in seconds: an advance of the clock by years does much.
TIMEOUT_SECONDS = 120


class ControlError(Exception):
    """A control call was rejected; ``code`` is for programs, the text for people.

    ``status`` is that of HTTP, 0 where no gateway answered.
    """

    def __init__(self, status: int, code: str, message: str, details: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details = dict(details)


class Control:
    """Calls of the control API about one environment: the gateway's own, or a sandbox.

    Connections are kept, one a thread. Proxies that the environment names are not used.
    """

    def __init__(self, url: str, token: Optional[str] = None, sandbox: Optional[str] = None) -> None:
        self.url = url
        self.token = token
        self._base = PREFIX if sandbox is None else f"{PREFIX}/sandboxes/{quote(sandbox, safe='')}"
        self._connections = threading.local()

    def of_sandbox(self, sandbox: str) -> Control:
        """The same calls about a sandbox."""
        return Control(self.url, self.token, sandbox)

    def call(
        self,
        method: str,
        path: str,
        body: Optional[Mapping[str, Any]] = None,
        query: Optional[Mapping[str, Any]] = None,
    ) -> Any:
        """Makes one call, as the page on the control API has it: ``call("GET", "/clock")``.

        Raises ControlError where it is rejected.
        """
        target = self._base + path + (f"?{urlencode(query)}" if query else "")
        headers: Dict[str, str] = {}
        sent = None
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
            sent = json.dumps(body).encode()
        status, answer = self._send(method, target, headers, sent)
        if status < 400:
            return answer
        if not isinstance(answer, dict) or "error" not in answer:
            raise ControlError(status, "unreadable", f"the gateway answered {status} to {method} {target}", {})
        details = {name: value for name, value in answer.items() if name not in ("error", "message")}
        raise ControlError(status, str(answer["error"]), str(answer.get("message")), details)

    def _send(self, method: str, target: str, headers: Mapping[str, str], body: Optional[bytes]) -> Any:
        # A kept connection may have been closed by the other end in the meantime: then once more, over a new one.
        kept = getattr(self._connections, "kept", None)
        try:
            return self._exchange(kept or self._connect(), method, target, headers, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError) as error:
            if kept is None:
                raise self._unreachable(error) from error
        except OSError as error:
            raise self._unreachable(error) from error
        try:
            return self._exchange(self._connect(), method, target, headers, body)
        except OSError as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: Exception) -> ControlError:
        return ControlError(0, "unreachable", f"no gateway answers at {self.url}: {error}", {})

    def _connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
        self._connections.kept = connection
        return connection

    @staticmethod
    def _exchange(
        connection: http.client.HTTPConnection,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: Optional[bytes],
    ) -> Any:
        try:
            connection.request(method, target, body=body, headers=dict(headers))
            response = connection.getresponse()
            text = response.read()
        except BaseException:
            connection.close()
            raise
        kind = response.headers.get_content_type()
        return response.status, json.loads(text) if kind == "application/json" else text.decode()
