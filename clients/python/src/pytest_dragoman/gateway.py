"""A gateway for a suite, and the sandboxes in it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Mapping, Optional, Type

from .clouds import DEVELOPMENT, Credentials
from .control import Control, ControlError
from .environment import Environment, Seeds
from .launch import Launched, launch
from .rehearsals import Rehearsals

#: How long a sandbox is there at most, in seconds, where a suite broke off.
SANDBOX_SECONDS = 3600


class Sandbox(Environment):
    """An isolated environment. Clients with its credentials are in it, at the gateway's own address."""

    def __init__(self, url: str, control: Control, credentials: Credentials, sandbox_id: str) -> None:
        super().__init__(url, control.of_sandbox(sandbox_id), credentials)
        self.id = sandbox_id
        self._gateway = control

    def close(self) -> None:
        """Nothing of it is left. Does nothing where it is gone already."""
        try:
            self.keep_requests()
            self._gateway.call("DELETE", f"/sandboxes/{self.id}")
        except ControlError as error:
            if error.status != 404:
                raise

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()


class Dragoman(Environment):
    """A gateway: one that is started, or with ``url`` one that runs already.

    ``settings`` are those of ``dragoman.yaml``, or ``config_file`` names a file of them; ``seeds`` or ``seed_file`` are
    what it and its sandboxes begin with. ``command`` names the program to start. Raises StartError where none can be
    started.
    """

    def __init__(
        self,
        *,
        url: Optional[str] = None,
        token: Optional[str] = None,
        settings: Optional[Mapping[str, Any]] = None,
        config_file: Optional[Path] = None,
        seeds: Optional[Seeds] = None,
        seed_file: Optional[Path] = None,
        command: Optional[str] = None,
    ) -> None:
        self._launched: Optional[Launched] = None
        if url is None:
            self._launched = launch(command, settings=settings, config_file=config_file, seed_file=seed_file)
            url = self._launched.url
        elif (settings, config_file, seed_file, command) != (None, None, None, None):
            raise ValueError("with url no gateway is started: settings, files and a command have no effect")
        super().__init__(url.rstrip("/"), Control(url.rstrip("/"), token), DEVELOPMENT)
        #: Runs programs, not changed, while the cloud fails.
        self.rehearse = Rehearsals(self.url, token, command)
        try:
            self.begin_with(seeds)
        except BaseException:
            self.close()
            raise

    def sandbox(
        self, label: Optional[str] = None, *, seeds: Optional[Seeds] = None, expires_in: int = SANDBOX_SECONDS
    ) -> Sandbox:
        """An isolated environment for one test, with ``seeds`` beside those of the gateway; gone in so many seconds."""
        wanted = {"expires_in_seconds": expires_in, **({} if label is None else {"label": label[:200]})}
        made = self.control.call("POST", "/sandboxes", wanted)
        sandbox = Sandbox(self.url, self.control, made["credentials"], made["id"])
        sandbox.run = self.run
        try:
            sandbox.begin_with(seeds)
        except BaseException:
            sandbox.close()
            raise
        return sandbox

    def authority(self) -> Optional[str]:
        """The certificate that https clients are to trust, as PEM; None without https or with one of the user's."""
        try:
            return str(self.control.call("GET", "/tls/authority"))
        except ControlError as error:
            if error.code == "no-authority":
                return None
            raise

    def close(self) -> None:
        """Ends the gateway that was started; one that ran already goes on."""
        if self._launched is not None:
            self._launched.close()
            self._launched = None

    def __enter__(self) -> Dragoman:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()
