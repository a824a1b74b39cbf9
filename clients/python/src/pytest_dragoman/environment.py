"""What a test works with: three clouds over one vault."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from .clouds import Credentials, aliyun_access, bk_access, huawei_access
from .control import Control
from .parts import Clock, Faults, Journal

#: As in a seed file: secrets with versions, labels and tags, credentials, keys, identities, vaults.
Seeds = Mapping[str, Any]


class Environment:
    """Three clouds over one vault, with a clock, faults and a journal of their own."""

    def __init__(self, url: str, control: Control, credentials: Credentials) -> None:
        #: For clients that take an address: ``http`` and ``https`` on the same port.
        self.url = url
        #: Every other call of the control API, about this environment.
        self.control = control
        self.huawei = huawei_access(url, credentials["huawei"])
        self.aliyun = aliyun_access(url, credentials["aliyun"])
        self.bk = bk_access(url, credentials["bk"])
        self.clock = Clock(control)
        self.faults = Faults(control)
        self.journal = Journal(control)

    def seed(self, seeds: Seeds) -> None:
        """Makes what is not there, all of it or none: ``seed({"secrets": [{"name": "db", "value": "s3cr3t"}]})``.

        Gone at a reset. Raises ControlError for seeds that are wrong.
        """
        self.control.call("POST", "/seeds", seeds)

    def reset(self) -> None:
        """Goes back to the start with its seeds: secrets, clock, faults and journal."""
        self.control.call("POST", "/reset", {})

    def begin_with(self, seeds: Optional[Seeds]) -> None:
        """Makes seeds what the environment begins with, and goes back to at a reset."""
        if seeds is None:
            return
        self.seed(seeds)
        self.control.call("PUT", "/baseline")
